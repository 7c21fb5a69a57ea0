package quantity

import (
	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// maxDenominator is the greatest denominator that a fraction with a stroke is likely to have; beyond it, "50/100" is a code.
const maxDenominator = 12

// stroke reads "3/4", where a is below b and no third number follows.
func (g *Grammar) stroke(i int) (a, b int64, ok bool) {
	t, part := g.at(i), g.at(i+2)
	if t.Kind != token.Number || part.Kind != token.Number || t.Decimals > 0 || part.Decimals > 0 ||
		!g.sign(i+1, '/') || !g.glued(i+1) || !g.glued(i+2) || g.sign(i+3, '/') && g.glued(i+3) {
		return 0, 0, false
	}
	a, b = int64(t.Coef), int64(part.Coef)
	halves := b == 16 || b == 32 || b == 64 // of an inch
	return a, b, 0 < a && a < b && (b <= maxDenominator || halves)
}

// fraction reads "two-thirds", "a quarter of", "half", "¾", "3/4", "le tiers".
func (g *Grammar) fraction(i int) (number, bool) {
	n := number{from: i, to: i + 1, kind: Fraction, words: true}
	n.rules.add(ruleFraction)
	if v := vulgarFraction(g.at(i).Rune); v[1] != 0 {
		return n.divide(v[0], v[1])
	}
	if a, b, ok := g.stroke(i); ok {
		n.to, n.words = i+3, false
		return n.divide(a, b)
	}
	p, counted := g.parts(i)
	if !counted {
		e, ok := g.entryAt(i, language.FractionPart)
		if !ok || e.Value < 2 {
			return number{}, false
		}
		p = parts{1, e.Value, i + 1}
	}
	n.to = p.to
	last := p.to - 1
	if n, ok := n.divide(p.num, p.den); ok { // "a quarter million", "quart de million"
		if whole := g.ofScale(n); whole.to > n.to {
			return whole, true
		}
	}
	if counted && g.is(last, language.Half) && g.hyphen(n.to) {
		return number{}, false // "une demi-journée"
	}
	if g.hyphen(n.to) && !g.is(last, language.Half) {
		return number{}, false // "third-largest", "quarter-final"
	}
	switch {
	case counted && !g.countsParts(p):
		return number{}, false
	case p.den == 2 && !counted:
		// "half" alone; not "first half", "half-day", "half an hour", "the second half".
		if g.is(i-1, language.Ordinal) || g.hyphen(i-1) || g.hyphen(n.to) || g.is(n.to, language.Duration) || g.is(n.to+1, language.Duration) ||
			g.is(i-1, language.PreNoun) && !g.pack.AdjectiveBehind && (!g.rest(i) || g.ofTime(n.to)) || g.sign(n.to, '-') {
			return number{}, false
		}
		if !g.is(last, language.FractionAlone) {
			return number{}, false
		}
	case g.is(last, language.Ordinal) || g.is(last, language.OrdinalPart):
		// "a third of", "two fifths", "moins du cinquième de"; an ordinal by itself is none.
		if !counted && g.pack.FractionArticle && (g.is(i-1, language.Determiner) || g.is(i-1, language.Of)) && g.is(n.to, language.Of) {
			break
		}
		if _, money := g.pack.Match(g.tokens, n.to, language.CurrencySign); money > 0 {
			return number{}, false // "a second offence costs $500 and a third $900"
		}
		if !counted || p.num == 1 && !g.limited(i) && !(g.changedBy(i) && g.is(n.to, language.ListAnd)) && !g.is(n.to, language.Of) && n.to < len(g.tokens) && g.at(n.to).Kind == token.Word && !g.is(n.to, language.Preposition) && !g.is(n.to, language.Verb) {
			return number{}, false
		}
	case !counted && g.is(last, language.FractionAlone):
		if !g.is(i-1, language.Determiner) && !g.is(i-1, language.Of) && !g.is(i-1, language.Preposition) || !g.limited(i-1) && !g.is(n.to, language.Of) && !g.is(n.to, language.Verb) && n.to < len(g.tokens) && g.at(n.to).Kind == token.Word {
			return number{}, false
		}
	case !counted:
		return number{}, false
	case p.num == 1 && g.is(last, language.QuarterWord) && !g.is(n.to, language.Of) && !g.limited(i) && !g.changedBy(i):
		return number{}, false // "a quarter" may be a period
	}
	return n.divide(p.num, p.den)
}

// ofTime tells whether "of" at token i joins a fraction to a length of time: "the other half of the day".
func (g *Grammar) ofTime(i int) bool {
	return g.is(i, language.Of) && (g.is(i+1, language.Duration) || g.is(i+2, language.Duration))
}

// rest tells whether "the other" or its like stands before token i.
func (g *Grammar) rest(i int) bool {
	_, start := g.endsAt(i, language.RestBefore)
	return start >= 0
}

// limited tells whether words that open a range stand before token i, or a qualifier: what follows is a number.
func (g *Grammar) limited(i int) bool {
	if e, from := g.endsAt(i, language.RangeFrom); from >= 0 && e.ID == "between" {
		return true
	}
	_, from := g.endsAt(i, language.BoundBefore)
	return from >= 0
}

// changedBy tells whether token i is what something went up or down by: "jumped by a quarter".
func (g *Grammar) changedBy(i int) bool {
	_, start := g.endsAt(i-1, language.ChangeBefore)
	return start >= 0 && g.is(i-1, language.By)
}

// parts is a fraction that counts its parts, and the token that follows it.
type parts struct {
	num, den int64
	to       int
}

// longest is how many tokens the words of a fraction may take.
const longest = 16

// parts reads words that count parts of a whole: "two-thirds", "a twenty-fifth", "twenty-three fifths", "one one-hundredth".
// Of the ways to tell the number of parts from their name, that with the longest name counts: "one hundred thirty fifths"
// are 100/35, "one hundred and thirty fifths" 130/5.
func (g *Grammar) parts(i int) (parts, bool) {
	last := i
	for last < min(i+longest, len(g.tokens)) && (last == i && g.is(i, language.Indefinite) || g.numberWord(last) || g.hyphen(last) || g.sign(last, '-') || g.is(last, language.ListAnd) && !g.sign(last, ',')) {
		last++
	}
	if last == i || last >= len(g.tokens) || g.Roles[last] != Unread || !g.is(last, language.FractionPart) && !g.is(last, language.OrdinalPart) {
		return parts{}, false
	}
	start, one := i, g.is(i, language.Indefinite)
	if one && (g.is(i+1, language.Hundred) || g.is(i+1, language.Scale)) { // "a hundred thousandths"
		start, one = i+1, false
	}
	for from := start + 1; from <= last; from++ {
		num, end := int64(1), from
		if from == last && (g.sign(from-1, '-') || g.sign(from-1, '–')) { // a hyphen parts no others: "fifty-four hundredths"
			end--
		}
		if !one {
			read, to, _ := g.numeral(start, end, 0)
			if num = read.value(); !read.started || to != end {
				continue
			}
		} else if end > i+1 {
			break
		}
		if p, ok := g.denominator(from, last); ok && (end == from || num < p) {
			return parts{num, p, last + 1}, true
		}
	}
	return parts{}, false
}

// denominator reads the words from token i to token last as the name of parts. In English, more than one word cannot open
// with a bare "hundred".
func (g *Grammar) denominator(i, last int) (int64, bool) {
	if e, ok := g.entryAt(i, language.FractionPart); ok && i == last {
		return e.Value, e.Value > 1
	}
	if !g.pack.BareHundred && !g.is(i, language.Cardinal) {
		return 0, false
	}
	read, to, closed := g.numeral(i, last+1, language.FractionPart)
	return read.value(), closed && to == last+1 && read.value() > 1
}

// countsParts tells whether counted parts are a fraction, and no ordinal ("twenty fifth"), no halves or quarters of a game or
// year, and no thing that has its number ("the two third parties").
func (g *Grammar) countsParts(p parts) bool {
	last := p.to - 1
	ordinal := g.is(last, language.Ordinal) || g.is(last, language.OrdinalPart)
	switch {
	case p.num < 1, p.num > p.den && (p.den == 2 || g.is(last, language.QuarterWord)):
		return false
	case p.num == 1 || !ordinal: // the plural is another word
		return true
	}
	return p.num < p.den && (g.at(p.to).Kind != token.Word || p.to >= len(g.tokens))
}

// properFraction reads a fraction below one, in few words: "a half", "three quarters", "demi". In a
// language whose word for one is its article, "vingt et un cinquièmes" is 21/5 and "vingt et un cinquième" 20 1/5.
func (g *Grammar) properFraction(i int) (parts, bool) {
	if g.is(i, language.Half) && g.pack.OneArticle {
		return parts{1, 2, i + 1}, true
	}
	last := i
	for last < i+4 && (last == i && g.is(i, language.Indefinite) || g.is(last, language.Cardinal) || g.hyphen(last)) {
		last++
	}
	if last == i || !g.is(last, language.FractionPart) {
		return parts{}, false
	}
	p, ok := g.parts(i)
	plural := g.looksPlural(last) && g.pack.OneArticle && p.num == 1 && !g.is(last, language.FractionAlone)
	return p, ok && p.to == last+1 && p.num < p.den && !plural
}

// part reads a fraction below one that a unit can stand behind: "half", "three quarters", "1/2", "un demi".
func (g *Grammar) part(i int) (number, bool) {
	t := g.at(i)
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return number{}, false
	}
	if t.Kind == token.Number || Vulgar(t.Rune) {
		return g.fraction(i)
	}
	j, parts := i, int64(1)
	if e, ok := g.entryAt(i, language.Cardinal); ok {
		parts, j = e.Value, i+1
		if g.hyphen(j) {
			j++
		}
	} else if g.indefinite(i) {
		j++
	}
	e, ok := g.entryAt(j, language.FractionPart)
	if g.is(j, language.Half) {
		e.Value, ok = 2, true
	}
	if !ok || g.Roles[j] != Unread || parts < 1 || parts >= e.Value || j == i && (g.is(j, language.Ordinal) || g.is(i-1, language.Ordinal) || g.hyphen(i-1)) {
		return number{}, false
	}
	n := number{from: i, to: j + 1, words: true}
	n.rules.add(ruleFraction)
	return n.divide(parts, e.Value)
}

// ofScale reads what a fraction is of when that is a scale word: "a quarter million", "three quarters of a million", "un
// quart de million". It is then a number like any other.
func (g *Grammar) ofScale(n number) number {
	j := n.to
	if g.is(j, language.Of) {
		j++
		if g.is(j, language.Determiner) || g.is(j, language.Cardinal) {
			j++
		}
	}
	e, ok := g.entryAt(j, language.Scale)
	if !ok || e.Value < 3 {
		return n
	}
	value, err := n.low.Mul(power(int(e.Value)))
	if err != nil {
		return n
	}
	n.single(value.Round(0).Trim(0))
	n.kind, n.scale, n.step, n.to = "", int8(e.Value), power(int(e.Value)-1), j+1
	n.rules.add(ruleScale)
	return n
}

func (n number) divide(a, b int64) (number, bool) {
	x, err1 := decimal.New(a, 0)
	y, err2 := decimal.New(b, 0)
	if err1 != nil || err2 != nil {
		return number{}, false
	}
	q, err := x.Quo(y)
	if err != nil {
		return number{}, false
	}
	n.single(q)
	n.step = decimal.Zero
	return n, true
}

// Vulgar tells whether a sign is a fraction by itself: "½".
func Vulgar(r rune) bool { return vulgarFraction(r) != [2]int64{} }

func vulgarFraction(r rune) [2]int64 {
	switch r {
	case '½':
		return [2]int64{1, 2}
	case '⅓':
		return [2]int64{1, 3}
	case '⅔':
		return [2]int64{2, 3}
	case '¼':
		return [2]int64{1, 4}
	case '¾':
		return [2]int64{3, 4}
	case '⅕':
		return [2]int64{1, 5}
	case '⅖':
		return [2]int64{2, 5}
	case '⅗':
		return [2]int64{3, 5}
	case '⅘':
		return [2]int64{4, 5}
	case '⅙':
		return [2]int64{1, 6}
	case '⅚':
		return [2]int64{5, 6}
	case '⅐':
		return [2]int64{1, 7}
	case '⅛':
		return [2]int64{1, 8}
	case '⅜':
		return [2]int64{3, 8}
	case '⅝':
		return [2]int64{5, 8}
	case '⅞':
		return [2]int64{7, 8}
	case '⅑':
		return [2]int64{1, 9}
	case '⅒':
		return [2]int64{1, 10}
	}
	return [2]int64{}
}

// oneIn reads "one in five", "eight out of ten", "un emploi sur cinq", "one job in nine".
func (g *Grammar) oneIn(i int) (number, bool) {
	a, j, ok := g.small(i)
	if !ok {
		return number{}, false
	}
	noun := 0
	limit := j + 6
	for j < min(limit, len(g.tokens)) {
		if e, k := g.pack.Match(g.tokens, j, language.OutOf); k > 0 {
			b, end, ok := g.whole(j + k)
			if ok && e.ID == "over" {
				return g.dividedBy(i, a, b, noun, end)
			}
			if !ok || a >= b || b < 2 || g.is(end, language.Duration) && !g.looksPlural(end+1) || g.is(end, language.Percent) || g.is(end, language.Scale) || g.hyphen(end) {
				return number{}, false
			}
			if e.ID == "part" && noun > 0 && g.looksPlural(end) && !g.pack.Single(g.at(end)).Meets(endsNoun) {
				return number{}, false // « une entente portant sur deux navires »
			}
			// A plain "in" is also a place: "two dozen sites in five countries".
			if e.ID == "place" && noun > 0 && g.verbTense(end) == timeless && (noun > 1 || g.looksPlural(end) || g.is(j-1, language.Collective) || g.looksPlural(j-1)) {
				return number{}, false
			}
			n := number{from: i, to: end, kind: Fraction, words: true, noun: noun}
			n.rules.add(ruleOneIn)
			return n.divide(a, b)
		}
		if noun > 0 && g.hyphen(j) { // « deux tonnes-kilomètres sur cinq »
			j += 2
			continue
		}
		if !g.insideOneIn(i, j) {
			return number{}, false
		}
		noun++
		j++
	}
	return number{}, false
}

// insideOneIn tells whether the word at token j can stand between the parts, which start at token i, and the whole.
func (g *Grammar) insideOneIn(i, j int) bool {
	switch s := g.pack.Single(g.at(j)); {
	case g.at(j).Kind != token.Word, s.Has(language.Verb), s.Has(language.Conjunction), s.Has(language.Percent), s.Has(language.Scale),
		s.Has(language.Preposition) && !s.Has(language.Of), g.pack.Gerund(g.word(j)):
		return false
	case s.Has(language.Determiner):
		return j > i+2 && g.is(j-1, language.Of) // « une opération d'un jour sur huit »
	case s.Has(language.Measure):
		return j == i+1 && g.numberWord(i) && g.pack.AdjectiveBehind && (g.hyphen(j+1) || !g.is(j+1, language.OutOf)) // not « trois mètres sur cinq »
	}
	return true
}

// dividedBy reads "one over three", which stands for itself: with a noun beside it, "over" is "more than" or "during".
func (g *Grammar) dividedBy(i int, a, b int64, noun, end int) (number, bool) {
	if noun > 0 || b < 2 || end < len(g.tokens) && (g.at(end).Kind != token.Sign || g.sign(end, '%') || g.hyphen(end) || g.is(end, language.CurrencySign)) {
		return number{}, false
	}
	if _, from := g.endsAt(i, language.CurrencySign); from >= 0 {
		return number{}, false
	}
	n := number{from: i, to: end, kind: Fraction, words: true}
	n.rules.add(ruleOneIn)
	return n.divide(a, b)
}

// whole reads a whole number in digits or words.
func (g *Grammar) whole(i int) (int64, int, bool) {
	if v, end, ok := g.small(i); ok && (g.at(i).Kind == token.Number || !g.numberWord(end) && !g.hyphen(end) && !g.is(end, language.ListAnd)) {
		return v, end, ok
	}
	if n, ok := g.digitsOrWords(i); ok && n.scale == 0 {
		v, _, ok := n.low.Int64(0)
		return v, n.to, ok && v <= 1000
	}
	return 0, 0, false
}

// small reads a whole number up to a hundred.
func (g *Grammar) small(i int) (int64, int, bool) {
	if e, ok := g.entryAt(i, language.Cardinal); ok && g.Roles[i] == Unread {
		if g.hyphen(i+1) && g.is(i+2, language.Cardinal) {
			return 0, 0, false
		}
		return e.Value, i + 1, true
	}
	if i < len(g.tokens) && g.Roles[i] == Unread && g.at(i).Kind == token.Number && g.at(i).Decimals == 0 && g.at(i).Length <= 3 {
		return int64(g.at(i).Coef), i + 1, true
	}
	return 0, 0, false
}
