package quantity

import (
	"math"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// numeral adds up number words in the order in which they stand: "one hundred and five thousand", "quatre-vingt-dix-sept",
// "deux mille milliards".
type numeral struct {
	total   int64 // of the groups that a scale word has closed
	group   int64 // the open group
	scale   int   // power of ten of the last scale word, 0 before one
	started bool
	zero    bool // began with zero, behind which nothing adds up
}

func (n *numeral) value() int64 { return n.total + n.group }

// add takes a word below a hundred. Where a language counts in twenties, four twenties are eighty and the tens go on to
// nineteen.
func (n *numeral) add(v int64, twenties bool) bool {
	ones := n.group % 100
	switch {
	case n.zero, v == 0 && n.started:
		return false
	case twenties && ones == 4 && v == 20:
		n.group += 76
	case ones == 0,
		ones >= 20 && ones%10 == 0 && v < 10,
		twenties && (ones == 60 || ones == 80) && 10 <= v && v < 20,
		twenties && ones == 10 && 7 <= v && v < 10: // dix-sept
		n.group += v
	default:
		return false
	}
	n.started, n.zero = true, v == 0
	return true
}

// hundred multiplies the open group, which has to stay below the scale word before it. Where a language counts in twenties,
// it has "seize cents" and no "vingt cents", which are money.
func (n *numeral) hundred(twenties bool) bool {
	if n.zero || n.group >= 100 || n.scale > 0 && n.group*100 >= pow10(n.scale) || twenties && n.group > 0 && (n.group >= 20 || n.group%10 == 0) {
		return false
	}
	n.group, n.started = max(n.group, 1)*100, true
	return true
}

// magnitude takes a scale word, 10 to the e. A smaller one than the last closes a further group; a greater one, or one right
// behind another, multiplies all that was read.
func (n *numeral) magnitude(e int) bool {
	times := pow10(e)
	switch {
	case n.zero || n.value() > math.MaxInt64/times:
		return false
	case n.scale == 0, n.group > 0 && e < n.scale:
		n.total += max(n.group, 1) * times
	case n.group == 0 && e >= n.scale, n.group > 0 && e > n.scale:
		n.total = n.value() * times
	default:
		return false
	}
	n.group, n.scale, n.started = 0, e, true
	return true
}

// ordinal takes the word that makes an ordinal or a denominator of all: "fifth", "hundredth", "millionième".
func (n *numeral) ordinal(v int64, twenties bool) bool {
	switch {
	case v < 100:
		return v > 0 && n.add(v, twenties)
	case v == 100:
		return n.hundred(twenties)
	}
	e := int(math.Round(math.Log10(float64(v))))
	return pow10(e) == v && n.magnitude(e)
}

// pow10 is 10 to the e, from 0 to 18.
func pow10(e int) int64 {
	p := int64(1)
	for range min(max(e, 0), 18) {
		p *= 10
	}
	return p
}

// numeral reads the number words that stand from token i on and before token end, and tells which token follows. With a
// closing class, Ordinal or FractionPart, the last word may be one of it, which closed tells.
func (g *Grammar) numeral(i, end int, closing language.Class) (n numeral, to int, closed bool) {
	var before numeral // the conjunction, and where it stands
	joined := -1
	to = i
	for j := i; j < end && j < len(g.tokens) && (j == i || g.Roles[j] == Unread); {
		if closing != 0 && g.addOrdinal(&n, j, closing) {
			return n, j + 1, true
		}
		// "and" adds less than what stands before it: "twelve thousand and three thousand" are two numbers.
		e, scale := g.entryAt(j, language.Scale)
		if joined >= 0 && scale && before.group == 0 && int(e.Value) >= before.scale {
			return before, joined, false
		}
		if !g.addWord(&n, j) {
			if joined >= 0 && (scale || g.is(j, language.Hundred)) {
				return before, joined, false
			}
			break
		}
		to = j + 1
		next, and := g.joint(n, to, closing)
		if and {
			before, joined = n, to
		}
		j = next
	}
	return n, to, false
}

// addWord adds the word at token j.
func (g *Grammar) addWord(n *numeral, j int) bool {
	t := g.at(j)
	if e, ok := g.pack.Entry(t, language.Cardinal); ok {
		return n.add(e.Value, g.pack.Twenties)
	}
	if g.pack.Is(t, language.Hundred) {
		return n.hundred(g.pack.Twenties)
	}
	e, ok := g.pack.Entry(t, language.Scale)
	if !ok || !n.started && !(g.pack.BareHundred && e.Value == 3) && !g.is(j-1, language.Determiner) {
		return false
	}
	if n.group == 0 && int(e.Value) < n.scale && g.pack.BareHundred && e.Value == 3 {
		n.group = 1 // « un million mille »
	}
	return n.magnitude(int(e.Value))
}

// addOrdinal adds the ordinal at token j that ends a numeral.
func (g *Grammar) addOrdinal(n *numeral, j int, closing language.Class) bool {
	e, ok := g.entryAt(j, closing)
	if part, inside := g.entryAt(j, language.OrdinalPart); inside && n.started {
		e, ok = part, true
	}
	return ok && n.ordinal(e.Value, g.pack.Twenties)
}

// joint tells where a numeral that ends before token j goes on: at once, behind a hyphen or behind a conjunction, which and
// tells.
func (g *Grammar) joint(n numeral, j int, closing language.Class) (next int, and bool) {
	switch {
	case g.hyphen(j) && g.is(j+1, language.ListAnd) && g.hyphen(j+2): // vingt-et-un
		return j + 3, false
	case g.hyphen(j) && (g.numberWord(j+1) || closing != 0 && g.addOrdinal(&n, j+1, closing)):
		return j + 1, false
	case g.sign(j, '-') && g.is(j+1, language.Cardinal) && g.addWord(&n, j+1): // "twenty - five", as some programs write
		return j + 1, true
	case g.is(j, language.ListAnd) && !g.sign(j, ',') && g.joins(n, j+1, closing):
		return j + 1, true
	}
	return j, false
}

// joins tells whether "and" in front of token i goes on with the numeral: "hundred and five", "vingt et un", "mille et une".
func (g *Grammar) joins(n numeral, i int, closing language.Class) bool {
	e, ok := g.entryAt(i, language.Cardinal)
	if !ok && closing != 0 {
		if e, ok = g.entryAt(i, language.OrdinalPart); !ok {
			e, ok = g.entryAt(i, closing)
		}
	}
	if _, fraction := g.properFraction(i); !ok || fraction {
		return false
	}
	ones := n.group % 100
	if g.pack.Twenties && ones >= 20 && ones%10 == 0 {
		return e.Value == 1 || e.Value == 11 || e.Value == 10 && ones == 60
	}
	return n.group > 0 && ones == 0 || n.group == 0 && n.scale > 0
}

// numberWord tells whether token i is a word of a cardinal number.
func (g *Grammar) numberWord(i int) bool {
	return i < len(g.tokens) && g.pack.Single(g.at(i)).Meets(numberWords)
}

var numberWords = language.SetOf(language.Cardinal, language.Hundred, language.Scale)

// words reads a number in words.
func (g *Grammar) words(i int) (number, bool) {
	if g.is(i, language.DecimalWord) {
		return g.bareDecimals(i)
	}
	read, to, closed := g.numeral(i, len(g.tokens), language.Ordinal)
	if closed && g.orders(i, to) {
		g.mark(i, to, InOrder)
		return number{}, false
	}
	if closed {
		read, to, _ = g.numeral(i, to-1, 0)
	}
	value, err := decimal.New(read.value(), 0)
	if !read.started || err != nil {
		return number{}, false
	}
	n := number{from: i, to: to, words: true, step: decimal.One}
	n.single(value)
	if read.group == 0 {
		n.scale = int8(read.scale)
	}
	n.rules.add(ruleWords)
	if read.scale == 0 && g.spokenDecimals(&n) {
		return n, true
	}
	g.andFraction(&n)
	g.again(&n)
	return n, true
}

// orders tells whether an ordinal of several words orders things ("the twenty-fifth session") and is no cardinal with a
// noun that looks like one ("a thirty-second spot", "twenty first-time buyers").
func (g *Grammar) orders(i, to int) bool {
	last := to - 1
	return to > i+1 && !g.is(last, language.Duration) && !g.looksPlural(last) && !g.hyphen(to) && (g.hyphen(last-1) || !g.is(to, language.Duration))
}

// again passes over a number that is said again in digits: "two (2) people".
func (g *Grammar) again(n *number) {
	digits := g.at(n.to + 1)
	if !g.sign(n.to, '(') || digits.Kind != token.Number || digits.Decimals > 0 || !g.sign(n.to+2, ')') {
		return
	}
	if v, _, ok := n.low.Int64(0); ok && v == int64(digits.Coef) {
		n.to += 3
	}
}

// spokenDecimals reads decimals in words behind a whole number: "two point zero five", "trois virgule vingt-cinq
// millions". Zeros and single digits are read one by one, else they are one number.
func (g *Grammar) spokenDecimals(n *number) bool {
	j := n.to + 1
	if !g.is(n.to, language.DecimalWord) || !g.is(j, language.Cardinal) {
		return false
	}
	coef, places := int64(0), 0
	for places < 9 {
		e, ok := g.entryAt(j, language.Cardinal)
		if !ok || e.Value > 9 || g.hyphen(j+1) && g.numberWord(j+2) || g.is(j+1, language.Hundred) {
			break
		}
		coef, places, j = coef*10+e.Value, places+1, j+1
	}
	end := j // before a scale word
	for g.is(end, language.Cardinal) || g.is(end, language.Hundred) || g.hyphen(end) {
		end++
	}
	if read, to, _ := g.numeral(j, end, 0); read.started && coef == 0 {
		coef = read.value()
		for p := int64(1); p <= coef; p *= 10 {
			places++
		}
		j = to
	}
	part, err := decimal.New(coef, places)
	if err != nil {
		return false
	}
	sum, err := n.low.Add(part)
	if err != nil {
		return false
	}
	n.single(sum)
	n.step, n.to = power(-places), j
	if e, ok := g.entryAt(j, language.Scale); ok {
		g.times(n, int(e.Value))
		n.to++
	}
	return true
}

// bareDecimals reads decimals without a whole number, where a unit makes sure of them: "point five per cent".
func (g *Grammar) bareDecimals(i int) (number, bool) {
	n := number{from: i, to: i, words: true}
	n.rules.add(ruleWords)
	if !g.spokenDecimals(&n) {
		return number{}, false
	}
	_, k := g.pack.Match(g.tokens, n.to, language.Percent)
	return n, k > 0 || n.scale > 0
}

// times multiplies a number by a power of ten.
func (g *Grammar) times(n *number, e int) {
	value, err1 := n.low.Mul(power(e))
	step, err2 := n.step.Mul(power(e))
	if err1 != nil || err2 != nil {
		return
	}
	n.single(value.Trim(0))
	n.step, n.scale = step.Trim(0), int8(min(e, 100))
}
