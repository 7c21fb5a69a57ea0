package quantity

import (
	"math"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// number is a number as it was read, before it has a unit.
type number struct {
	from, to  int // tokens
	low, high decimal.Decimal
	step      decimal.Decimal
	kind      Kind // Fraction, Rank or Times where the form itself says so; else ""
	vague     bool
	words     bool
	approx    bool // the form itself is about so many: "une dizaine"
	atMost    bool // the form itself is a limit: "top ten"
	change    Direction
	scale     int8 // power of ten of the scale word, 0 without one
	rules     Rules
	noun      int // a noun that stands inside: "un emploi sur cinq"; 0 for none
}

func (n *number) single(d decimal.Decimal) { n.low, n.high = d, d }

// power is 10 to the e.
func power(e int) decimal.Decimal {
	if e >= 0 {
		d, err := decimal.New(int64(math.Pow10(min(e, 18))), 0)
		if err != nil {
			return decimal.One
		}
		return d
	}
	d, err := decimal.New(1, -e)
	if err != nil {
		return decimal.Zero
	}
	return d
}

// scaled is coef × 10^(scale−decimals).
func scaled(coef uint64, decimals, scale int) (value, step decimal.Decimal, ok bool) {
	if coef > math.MaxInt64 || decimals > decimal.MaxScale {
		return value, step, false
	}
	value, err := decimal.New(int64(coef), decimals)
	if err != nil {
		return value, step, false
	}
	if scale > 0 {
		if value, err = value.Mul(power(scale)); err != nil {
			return value, step, false
		}
	}
	return value.Trim(0), power(scale - decimals), true
}

// number reads the longest number that starts at token i. The caller has seen to names and periods.
func (g *Grammar) number(i int) (number, bool) {
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return number{}, false
	}
	for _, form := range [...]func(*Grammar, int) (number, bool){
		(*Grammar).multiple, (*Grammar).rank, (*Grammar).oneIn, (*Grammar).half, (*Grammar).fraction,
		(*Grammar).vague, (*Grammar).collective, (*Grammar).digits, (*Grammar).words,
	} {
		if n, ok := form(g, i); ok {
			return n, true
		}
	}
	return number{}, false
}

// digits reads "1,240.5", "2-billion", "5k".
func (g *Grammar) digits(i int) (number, bool) {
	t := g.at(i)
	if t.Kind != token.Number || t.Has(token.Overflow) {
		return number{}, false
	}
	if g.glued(i+1) && g.ordinalSuffix(i+1) {
		return number{}, false
	}
	j := i + 1
	if part, ok := g.commaDecimals(i); ok {
		for range part.Length {
			t.Coef *= 10
		}
		t.Coef, t.Decimals, j = t.Coef+part.Coef, part.Length, i+3
	}
	if rest, ok := g.brokenGroups(i); ok {
		for range rest.Length {
			t.Coef *= 10
		}
		t.Coef, t.Decimals, j = t.Coef+rest.Coef, rest.Decimals, i+3
	}
	n := number{from: i, to: j}
	n.rules.add(ruleDigits)
	scale := 0
	first := j
	if g.is(j, language.Hundred) && !g.pack.BareHundred && t.Length <= 2 { // "4 hundred million"
		scale, n.to = 2, j+1
		j++
	}
	if g.hyphen(j) && g.is(j+1, language.Scale) {
		j++
	}
	for j < len(g.tokens) {
		e, ok := g.pack.Entry(g.tokens[j], language.Scale)
		if !ok {
			break
		}
		scale += int(e.Value)
		j++
		n.to = j
	}
	if scale == 0 && j == first && j < len(g.tokens) {
		if e, ok := g.pack.Entry(g.tokens[j], language.ScaleShort); ok && g.short(i, j) {
			scale, n.to = int(e.Value), j+1
		}
	}
	if scale > 0 {
		n.rules.add(ruleScale)
	}
	value, step, ok := scaled(t.Coef, int(t.Decimals), scale)
	if !ok {
		return number{}, false
	}
	n.single(value)
	n.step, n.scale = step, int8(min(scale, 100))
	// A vulgar fraction behind: "2½", "2 1/2", "2-1/2".
	k := n.to
	if g.hyphen(k) {
		k++
	}
	if next := g.at(k); Vulgar(next.Rune) && g.glued(k) || next.Kind == token.Number && g.sign(k+1, '/') && t.Decimals == 0 && scale == 0 {
		if part, ok := g.fraction(k); ok {
			if sum, err := n.low.Add(part.low); err == nil {
				n.single(sum)
				n.to = part.to
			}
		}
	}
	g.andHalf(&n)
	return n, true
}

// commaDecimals finds the decimals of a number written with a comma where the language writes a point: "12,5 million" cannot
// be two numbers, for a scale word or a percent sign stands behind.
func (g *Grammar) commaDecimals(i int) (token.Token, bool) {
	t := g.at(i)
	if i+3 >= len(g.tokens) || t.Decimals > 0 || t.Has(token.Grouped) || t.Length > 3 || !g.sign(i+1, ',') || !g.glued(i+1) || !g.glued(i+2) {
		return token.Token{}, false
	}
	part := g.at(i + 2)
	if part.Kind != token.Number || part.Length > 2 || part.Decimals > 0 || g.sign(i-1, ',') && g.glued(i) {
		return token.Token{}, false
	}
	return part, g.is(i+3, language.Scale) || g.sign(i+3, '%')
}

// brokenGroups finds the rest of an amount in which a space slipped in behind the comma of the thousands: "$29, 357,080". Behind
// it may stand nothing that would make it a number of its own.
func (g *Grammar) brokenGroups(i int) (token.Token, bool) {
	t, rest, next := g.at(i), g.at(i+2), g.at(i+3)
	if t.Decimals > 0 || t.Length > 3 || !g.sign(i+1, ',') || !g.glued(i+1) || g.glued(i+2) || rest.Kind != token.Number || rest.Length%3 != 0 || rest.Length > 9 || g.Roles[i+2] != Unread && !rest.Has(token.LeadingZero) || !g.is(i-1, language.CurrencySign) {
		return token.Token{}, false
	}
	grouped := rest.Has(token.Grouped) || rest.Has(token.LeadingZero)
	return rest, grouped || next.Kind == token.Sign || g.pack.Single(next).Meets(endsNoun)
}

// short tells whether the letter at j scales the number at i: glued with money before it ("$3M"),
// or with a currency sign behind it ("16,8 G$"), or "k" glued.
func (g *Grammar) short(i, j int) bool {
	if g.sign(j+1, '$') || g.sign(j+1, '€') || g.sign(j+1, '£') || g.sign(j+1, '¥') {
		return g.glued(j + 1)
	}
	if !g.glued(j) && g.at(j).End-g.at(j).Start == 1 {
		return false
	}
	if _, from := g.endsAt(i, language.CurrencySign); from >= 0 || g.is(i-1, language.CurrencyFolded) {
		return true
	}
	w := g.word(j)
	if g.glued(j) && (w == "M" || w == "m") && g.pack.LetterScales {
		// "10M people", "2.7m sales"; "12 m" are metres.
		next := g.at(j + 1)
		return w == "M" || g.is(j+1, language.Measure) || next.Kind == token.Word && !g.glued(j+1) && (!g.pack.Single(next).Meets(endsNoun) || g.participle(j+1) && g.pluralSoon(j+2))
	}
	return g.glued(j) && (w == "k" || w == "K" || len(w) > 1 && !g.is(j, language.Measure))
}

// pluralSoon tells whether a plural closes the noun phrase that goes on at token i.
func (g *Grammar) pluralSoon(i int) bool {
	for k := i; k < min(i+4, len(g.tokens)) && g.at(k).Kind == token.Word; k++ {
		if g.looksPlural(k) {
			return true
		}
		if g.pack.Single(g.at(k)).Meets(endsNoun) && !g.is(k, language.ListAnd) && !g.is(k, language.RangeTo) {
			return false
		}
	}
	return false
}

// pastHyphen is the token behind a hyphen at token i, or i.
func (g *Grammar) pastHyphen(i int) int {
	if g.hyphen(i) {
		return i + 1
	}
	return i
}

// andHalf reads "… and a half", "four-and-a-half-", "… et demi" and other fractions ("five and a quarter") behind a number or its scale.
func (g *Grammar) andHalf(n *number) {
	j := g.pastHyphen(n.to)
	if !g.is(j, language.ListAnd) || g.sign(j, ',') {
		return
	}
	j = g.pastHyphen(j + 1)
	parts := int64(1)
	if e, ok := g.entryAt(j, language.Cardinal); ok {
		parts, j = e.Value, j+1
	} else if g.is(j, language.Determiner) {
		j++
	} else if !g.is(j, language.Half) {
		return
	}
	j = g.pastHyphen(j)
	e, ok := g.entryAt(j, language.FractionPart)
	if half, isHalf := g.entryAt(j, language.Half); !ok && isHalf {
		e, ok = half, true
		e.Value = 2
	}
	if !ok || parts < 1 || parts >= e.Value || g.is(j+1, language.Of) && !(g.pack.ScaleNoun && n.scale >= 6) || g.is(j, language.Ordinal) && g.at(j+1).Kind == token.Word && parts == 1 {
		return
	}
	f, ok := number{}.divide(parts, e.Value)
	if !ok {
		return
	}
	if part, err := f.low.Mul(power(int(n.scale))); err == nil {
		if sum, err := n.low.Add(part); err == nil {
			n.single(sum.Trim(0))
			n.step, n.to = part, j+1
		}
	}
	if e, ok := g.entryAt(n.to, language.Scale); ok && n.scale == 0 && n.to == j+1 { // "five and a half million"
		if value, err := n.low.Mul(power(int(e.Value))); err == nil {
			n.single(value.Trim(0))
			n.step, n.scale, n.to = power(int(e.Value)-1), int8(e.Value), n.to+1
		}
	}
}

// words reads number words: "one hundred and five thousand", "quatre-vingt-dix-sept".
func (g *Grammar) words(i int) (number, bool) {
	var total, current int64 // current is below a thousand
	j, used := i, i
	scale, lastScale := 0, 19
	opened := false
loop:
	for j < len(g.tokens) && (j == i || g.Roles[j] == Unread) {
		t := g.at(j)
		s := g.pack.Single(t)
		switch {
		case s.Has(language.Cardinal):
			e, _ := g.pack.Entry(t, language.Cardinal)
			v := e.Value
			ones := current % 100
			switch {
			case v == 20 && ones == 4 && g.pack.Twenties:
				current += 76 // quatre-vingts
			case ones == 0 && v > 0, v == 0 && !opened:
				current += v
			case ones >= 20 && ones%10 == 0 && 0 < v && v < 10, (ones == 60 || ones == 80) && 10 <= v && v < 20 && g.pack.Twenties,
				// dix-sept, soixante-dix-sept
				(ones == 10 || ones == 70 || ones == 90) && 7 <= v && v <= 9 && g.pack.Twenties:
				current += v
			default:
				break loop
			}
			// Only a hyphen, "and" or another magnitude joins words: "twenty, five" is a list.
		case s.Has(language.Hundred):
			if current >= 100 {
				break loop
			}
			current = max(current, 1) * 100
		case s.Has(language.Scale):
			e, _ := g.pack.Entry(t, language.Scale)
			if int(e.Value) >= lastScale || !opened && e.Value != 3 && !g.is(i-1, language.Determiner) {
				break loop
			}
			if !opened && !g.pack.BareHundred && !g.is(i-1, language.Determiner) {
				break loop
			}
			lastScale, scale = int(e.Value), int(e.Value)
			if e.Value > 12 {
				break loop
			}
			total += max(current, 1) * int64(math.Pow10(int(e.Value)))
			current = 0
		default:
			break loop
		}
		opened = true
		j++
		used = j
		if g.hyphen(j) && g.numberWord(j+1) {
			j++
		} else if g.is(j, language.ListAnd) && !g.sign(j, ',') && g.joins(current, total, j+1) {
			j++
		} else if g.hyphen(j) && g.is(j+1, language.ListAnd) && g.hyphen(j+2) {
			j += 3 // vingt-et-un
		}
	}
	if !opened {
		return number{}, false
	}
	value, err := decimal.New(total+current, 0)
	if err != nil {
		return number{}, false
	}
	n := number{from: i, to: used, words: true, step: decimal.One}
	n.single(value)
	if current == 0 && scale > 0 {
		n.scale = int8(scale)
	}
	n.rules.add(ruleWords)
	g.andHalf(&n)
	// "two (2) people": the number is said again in digits.
	if again := g.at(n.to + 1); g.sign(n.to, '(') && again.Kind == token.Number && again.Decimals == 0 && g.sign(n.to+2, ')') {
		if v, _, ok := n.low.Int64(0); ok && v == int64(again.Coef) {
			n.to += 3
		}
	}
	return n, true
}

func (g *Grammar) numberWord(i int) bool {
	if i >= len(g.tokens) {
		return false
	}
	s := g.pack.Single(g.at(i))
	return s.Has(language.Cardinal) || s.Has(language.Hundred) || s.Has(language.Scale)
}

// joins tells whether "and" at i-1 goes on with the number: "hundred and five", "vingt et un".
func (g *Grammar) joins(current, total int64, i int) bool {
	if i >= len(g.tokens) {
		return false
	}
	e, ok := g.pack.Entry(g.tokens[i], language.Cardinal)
	if !ok {
		return false
	}
	if g.pack.Twenties {
		return (e.Value == 1 || e.Value == 11) && current%100 >= 20 && current%10 == 0
	}
	return current >= 100 && current%100 == 0 || current == 0 && total >= 1000
}

// half reads "half a million", "half-a-million", "un demi-million".
func (g *Grammar) half(i int) (number, bool) {
	j := i
	if g.pack.OneArticle && g.is(j, language.Cardinal) && g.is(j+1, language.Half) {
		j++
	}
	if !g.is(j, language.Half) {
		return number{}, false
	}
	j++
	for g.hyphen(j) || g.is(j, language.Determiner) {
		j++
	}
	e, ok := g.entryAt(j, language.Scale)
	if !ok {
		if c, found := g.entryAt(j, language.Collective); found { // half a dozen
			v, _, _ := scaled(uint64(c.Value)*5, 1, 0)
			n := number{from: i, to: j + 1, words: true, step: decimal.One}
			n.single(v)
			n.rules.add(ruleCollective)
			return n, true
		}
		return number{}, false
	}
	v, step, ok := scaled(5, 1, int(e.Value))
	if !ok {
		return number{}, false
	}
	n := number{from: i, to: j + 1, words: true, step: step, scale: int8(e.Value)}
	n.single(v)
	n.rules.add(ruleWords)
	n.rules.add(ruleScale)
	return n, true
}

func (g *Grammar) entryAt(i int, c language.Class) (language.Entry, bool) {
	if i < 0 || i >= len(g.tokens) {
		return language.Entry{}, false
	}
	return g.pack.Entry(g.at(i), c)
}

// collective reads "a million", "a dozen", "two dozen", "une dizaine", "deux douzaines".
func (g *Grammar) collective(i int) (number, bool) {
	j, factor := i, int64(1)
	if g.is(i, language.Determiner) && !g.is(i, language.Cardinal) {
		j++
	} else if e, ok := g.entryAt(i, language.Cardinal); ok {
		factor, j = e.Value, i+1
	} else if t := g.at(i); t.Kind == token.Number && t.Decimals == 0 && t.Length <= 3 {
		factor, j = int64(t.Coef), i+1
	}
	n := number{from: i, words: true, step: decimal.One}
	if e, ok := g.entryAt(j, language.RoundCount); ok && j > i && (g.is(i, language.Cardinal) || g.at(i).Kind == token.Number || g.is(j+1, language.Of)) { // "une quarantaine", not "en quarantaine" or "la quarantaine"
		n.approx = true
		n.to = j + 1
		return g.finishCollective(n, factor*e.Value)
	}
	if e, ok := g.entryAt(j, language.Collective); ok && j > i {
		n.to = j + 1
		return g.finishCollective(n, factor*e.Value)
	}
	// "a hundred", "a million"
	if g.is(i, language.Indefinite) && j == i+1 && j < len(g.tokens) && g.Roles[j] == Unread &&
		(g.is(j, language.Hundred) || g.is(j, language.Scale)) && !g.pack.BareHundred {
		if w, ok := g.words(j); ok {
			w.from = i
			return w, true
		}
	}
	return number{}, false
}

func (g *Grammar) finishCollective(n number, value int64) (number, bool) {
	d, err := decimal.New(value, 0)
	if err != nil {
		return number{}, false
	}
	n.single(d)
	n.rules.add(ruleCollective)
	return n, true
}

// vague reads "billions of", "des centaines de".
func (g *Grammar) vague(i int) (number, bool) {
	e, k := g.pack.Match(g.tokens, i, language.VaguePlural)
	if _, words := g.pack.Match(g.tokens, i, language.Several); k == 0 && words > 0 { // "several hundred", "a few million"
		return g.several(i, i+words)
	}
	if k == 0 || i > 0 && (g.isNumber(i-1) || g.hyphen(i-1)) {
		return number{}, false
	}
	// "(millions of dollars)" says in what the figures of a table are.
	if g.sign(i-1, '(') || g.sign(i-2, '(') && g.is(i-1, language.Preposition) {
		for j := i + k; j < min(i+k+4, len(g.tokens)); j++ {
			if g.sign(j, ')') {
				return number{}, false
			}
		}
	}
	// Without "of" it is a figure only at the end of a phrase, or glued to dollars.
	if !g.is(i+k-1, language.Of) {
		if _, c := g.pack.Match(g.tokens, i+k, language.Currency); c == 0 {
			return number{}, false
		}
	}
	n := number{from: i, to: i + k, vague: true, words: true}
	if low, high, ok := strings.Cut(e.ID, "-"); ok { // "dozens": not a power of ten
		n.low, _ = decimal.Parse(low)
		n.high, _ = decimal.Parse(high)
		n.step = n.low
		n.rules.add(ruleVague)
		return n, true
	}
	low, high := int(e.Value), int(e.Value)+1
	if e.Value >= 6 && e.Value%3 == 0 {
		high = low + 3
	}
	n.low, n.high, n.step = power(low), power(high), power(low)
	n.rules.add(ruleVague)
	return n, true
}

func tenfold(d decimal.Decimal) decimal.Decimal {
	m, err := d.Mul(decimal.Ten)
	if err != nil {
		return d
	}
	return m
}

// several reads "several hundred", "several million".
func (g *Grammar) several(i, to int) (number, bool) {
	scale := 0
	if c, ok := g.entryAt(to, language.Collective); ok { // "several dozen"
		n := number{from: i, to: to + 1, vague: true, words: true}
		n.low, _, _ = scaled(uint64(c.Value), 0, 0)
		n.high, n.step = tenfold(n.low), n.low
		n.rules.add(ruleVague)
		return n, true
	}
	for ; g.is(to, language.Hundred) || g.is(to, language.Scale); to++ {
		if e, ok := g.entryAt(to, language.Scale); ok {
			scale += int(e.Value)
		} else {
			scale += 2
		}
	}
	if scale == 0 {
		return number{}, false
	}
	high := scale + 1
	if scale >= 6 && scale%3 == 0 {
		high = scale + 3
	}
	n := number{from: i, to: to, vague: true, words: true, low: power(scale), high: power(high), step: power(scale)}
	n.rules.add(ruleVague)
	return n, true
}
