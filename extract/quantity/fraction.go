package quantity

import (
	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// fraction reads "two-thirds", "a quarter of", "half", "¾", "3/4", "le tiers".
func (g *Grammar) fraction(i int) (number, bool) {
	t := g.at(i)
	n := number{from: i, to: i + 1, kind: Fraction, words: true}
	n.rules.add(ruleFraction)
	if v := vulgarFraction(t.Rune); v[1] != 0 {
		return n.divide(v[0], v[1])
	}
	if t.Kind == token.Number && t.Decimals == 0 && g.sign(i+1, '/') && g.glued(i+1) && g.glued(i+2) && i+2 < len(g.tokens) &&
		g.at(i+2).Kind == token.Number && g.at(i+2).Decimals == 0 && !g.sign(i+3, '/') {
		a, b := int64(t.Coef), int64(g.at(i+2).Coef)
		if 0 < a && a < b && b <= 12 {
			n.to, n.words = i+3, false
			return n.divide(a, b)
		}
		return number{}, false
	}
	j, parts := i, int64(1)
	counted := false
	switch e, ok := g.entryAt(i, language.Cardinal); {
	case ok && !g.is(i, language.FractionPart):
		parts, j, counted = e.Value, i+1, true
		if g.hyphen(j) {
			j++
		}
	case g.is(i, language.Indefinite):
		j, counted = i+1, true
	}
	e, ok := g.entryAt(j, language.FractionPart)
	if !ok || parts <= 0 || parts > e.Value {
		return number{}, false
	}
	part := j
	n.to = j + 1
	if counted && g.is(part, language.Half) && g.hyphen(n.to) && !g.is(n.to+1, language.Scale) {
		return number{}, false // "une demi-journée"
	}
	if g.hyphen(n.to) && !g.is(part, language.Half) {
		return number{}, false // "third-largest", "quarter-final"
	}
	switch {
	case e.Value == 2 && !counted:
		// "half" alone; not "first half", "half-day", "half an hour", "the second half".
		if g.is(i-1, language.Ordinal) || g.hyphen(i-1) || g.hyphen(n.to) || g.is(n.to, language.Duration) || g.is(n.to+1, language.Duration) ||
			g.is(i-1, language.PreNoun) && !g.pack.AdjectiveBehind || g.sign(n.to, '-') {
			return number{}, false
		}
		if !g.is(part, language.FractionAlone) {
			return number{}, false
		}
	case g.is(part, language.Ordinal):
		// "a third of", "two fifths", "moins du cinquième de"; an ordinal by itself is none.
		if !counted && g.pack.FractionArticle && (g.is(i-1, language.Determiner) || g.is(i-1, language.Of)) && g.is(n.to, language.Of) {
			break
		}
		if !counted || parts == 1 && !g.is(n.to, language.Of) && n.to < len(g.tokens) && g.at(n.to).Kind == token.Word && !g.is(n.to, language.Preposition) && !g.is(n.to, language.Verb) {
			return number{}, false
		}
	case !counted && g.is(part, language.FractionAlone):
		if !g.is(i-1, language.Determiner) && !g.is(i-1, language.Of) && !g.is(i-1, language.Preposition) || !g.is(n.to, language.Of) && !g.is(n.to, language.Verb) && n.to < len(g.tokens) && g.at(n.to).Kind == token.Word {
			return number{}, false
		}
	case !counted:
		return number{}, false
	case parts == 1 && g.is(part, language.QuarterWord) && !g.is(n.to, language.Of):
		return number{}, false // "a quarter" may be a period
	}
	n, ok = n.divide(parts, e.Value)
	return g.ofScale(n), ok
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
			if !ok || a >= b || b < 2 || g.is(end, language.Duration) || g.is(end, language.Percent) || g.is(end, language.Scale) || g.hyphen(end) {
				return number{}, false
			}
			// A plain "in" is also a place: "two dozen sites in five countries".
			if e.ID == "place" && noun > 0 && (noun > 1 || g.looksPlural(end) || g.is(j-1, language.Collective) || g.looksPlural(j-1)) {
				return number{}, false
			}
			n := number{from: i, to: end, kind: Fraction, words: true, noun: noun}
			n.rules.add(ruleOneIn)
			return n.divide(a, b)
		}
		if g.at(j).Kind != token.Word || g.is(j, language.Verb) || g.is(j, language.Conjunction) || g.is(j, language.Percent) || g.is(j, language.Scale) ||
			g.is(j, language.Preposition) && !g.is(j, language.Of) || g.is(j, language.Determiner) || g.is(j, language.Measure) {
			return number{}, false
		}
		noun++
		j++
	}
	return number{}, false
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
