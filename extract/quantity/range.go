package quantity

import (
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// second reads the other end of a range: "8–10 weeks", "$5 million to $7 million", "between 500 and
// 600". It reads the unit of the second end for both. A sign in front of the first end has been read and is told. Without a second end it
// tells whether the first one has a unit of its own, which it has read.
func (g *Grammar) second(q *Quantity, currency string, negative bool) bool {
	first := *q
	own := currency != ""
	if !own && !g.is(q.To, language.RangeTo) && !g.is(q.To, language.ListOr) {
		// "2% to 3%", "5 millions à 7 millions de dollars"
		if !g.unit(q) {
			*q = first
			return false
		}
		own = true
	}
	x, ok := g.link(first.From, q.To)
	if !ok {
		return own
	}
	k, below := g.behindLink(q, x, currency)
	n, ok := g.number(k)
	if !ok || n.kind != "" || n.vague || (n.words != first.InWords && n.words) {
		return own
	}
	r := *q
	if r.scale = first.scale; !r.reach(first.Low, n, negative, below) {
		return own
	}
	r.InWords = first.InWords && n.words
	switch {
	case currency != "":
	case own:
		end := Quantity{From: k, To: n.to, Low: n.low, High: n.high, scale: n.scale, InWords: n.words}
		if !g.unit(&end) || end.Unit != q.Unit {
			return own
		}
		r.To = end.To
	case !g.unit(&r) && (!x.dash && x.opened < 0 && !g.sizes(&first, x) || !g.plausible(&r)):
		return own // "or" joins two numbers into a range only with a common unit: "six or seven welders"
	}
	if g.is(x.at, language.ListOr) && !g.is(x.at, language.RangeTo) {
		// "5 or 6", not "5 or 60".
		if gap, err := r.High.Sub(r.Low); err != nil || gap.Cmp(r.Low) > 0 || own {
			return own
		}
	}
	if g.twoLevels(first.From, x, own) {
		return own
	}
	if x.between && g.is(x.at, language.ListAnd) {
		r.From = x.opened
	}
	*q = r
	return true
}

// sizes tells whether two numbers without a unit are the ends of a size: "a crew of 30 to 35". What begins at one is a ratio.
func (g *Grammar) sizes(first *Quantity, x link) bool {
	return g.is(first.From-1, language.Of) && g.is(x.at, language.RangeTo) && !g.is(x.at, language.ListAnd) && first.Low.Cmp(decimal.One) > 0
}

// link is what stands between the ends of a range, and before it.
type link struct {
	at      int  // its last token
	opened  int  // where the words begin that open the range, "between" or "from"; -1 without
	between bool // they say "between"
	dash    bool
}

// link finds what joins a number that begins at token from to one that follows from token i on.
func (g *Grammar) link(from, i int) (x link, ok bool) {
	j := i
	// "a 10- to 15-minute ride": the first hyphen waits for the word behind the second.
	if g.sign(j, '-') && g.glued(j) && !g.glued(j+1) && g.is(j+1, language.RangeTo) {
		j++
	}
	if g.hyphen(j) && g.is(j+1, language.RangeTo) && g.hyphen(j+2) { // "four-to-six-month"
		j++
	}
	opens, opened := g.endsAt(from, language.RangeFrom)
	if opened < 0 && g.is(from-1, language.Determiner) && !g.pack.OneArticle { // "between a 43 and 61 per cent decline"
		opens, opened = g.endsAt(from-1, language.RangeFrom)
	}
	x = link{at: j, opened: opened, between: opened >= 0 && opens.ID == "between", dash: g.sign(j, '-') || g.sign(j, '–') || g.sign(j, '~')}
	switch {
	case g.sign(j, ','), !g.is(j, language.RangeTo) && !g.is(j, language.ListOr),
		g.is(j, language.ListAnd) && !x.between && !g.sign(j, '-') && !g.sign(j, '–'),
		x.dash && g.glued(j) != g.glued(j+1):
		return x, false
	}
	// "terms of one, two or three years"
	return x, !(g.is(j, language.ListOr) && g.sign(from-1, ',') && g.isNumber(from-2))
}

// behindLink is where the second number of a range begins, and whether a minus stands before it.
func (g *Grammar) behindLink(q *Quantity, x link, currency string) (k int, below bool) {
	k = x.at + 1
	if x.at > q.To && g.hyphen(k) {
		k++
	}
	if e, n := g.pack.Match(g.tokens, k, language.CurrencySign); n > 0 && (currency == e.ID || n == 1 && g.sign(k, '$') && g.dollarSign(q)) {
		k += n
	} else if g.is(k, language.Determiner) && !g.isNumber(k) {
		k++
	}
	if g.minus(k) && g.at(k+1).Kind == token.Number {
		return k + 1, true
	}
	return k, false
}

// reach makes a range from low to another number, if that is higher. A scale word behind the second number is for both, where the first is the
// smaller figure: "5 to 7 million".
func (q *Quantity) reach(low decimal.Decimal, n number, negative, below bool) bool {
	high := n.low
	if q.scale == 0 && n.scale > 0 && low.Cmp(unscale(high, n.scale)) < 0 {
		scaled, err := low.Mul(power(int(n.scale)))
		if err != nil {
			return false
		}
		low, q.scale = scaled.Trim(0), n.scale
	}
	if negative || below {
		low, high = ordered(low, negative, high, below)
	}
	if low.Cmp(high) >= 0 {
		return false
	}
	q.Low, q.High, q.Range, q.To = low, high, true, n.to
	q.Step = q.Step.Max(n.step)
	q.Rules |= n.rules
	q.Rules.add(ruleRange)
	return true
}

// twoLevels tells whether two numbers, the first at token from, are the levels of a change and no range: "from 10% to 12%" behind a word of
// change.
func (g *Grammar) twoLevels(from int, x link, own bool) bool {
	if own {
		return !x.between && !x.dash && !g.is(from-1, language.Determiner) && g.levelChange(from) // but "down from the $5 to $7 that it had forecast"
	}
	// "de" tells by how much as well: only a verb of level makes two of "de 5 à 10 %".
	return x.opened >= 0 && !x.between && (g.levelVerb(from) || !g.is(x.opened, language.By) && g.levelChange(from))
}

// ordered gives the ends of a range with signs, the lower one first.
func ordered(a decimal.Decimal, negativeA bool, b decimal.Decimal, negativeB bool) (low, high decimal.Decimal) {
	if negativeA {
		a = a.Neg()
	}
	if negativeB {
		b = b.Neg()
	}
	if a.Cmp(b) > 0 {
		return b, a
	}
	return a, b
}

// secondAlike reads the other end of a range of ranks or fractions: "between the tenth and the fifteenth", "one-third to
// one-half", « entre le tiers et la moitié ».
func (g *Grammar) secondAlike(q *Quantity) {
	from := q.From
	if g.is(from-1, language.Determiner) {
		from--
	}
	e, opened := g.endsAt(from, language.RangeFrom)
	j := q.To
	if !g.is(j, language.RangeTo) || opened < 0 && (q.Kind == Rank || g.is(j, language.ListAnd)) {
		return
	}
	j++
	high, to, ok := g.alike(q.Kind, j)
	if !ok && g.is(j, language.Determiner) {
		high, to, ok = g.alike(q.Kind, j+1)
	}
	if !ok || q.Low.Cmp(high) >= 0 {
		return
	}
	q.High, q.Range, q.To = high, true, to
	q.Rules.add(ruleRange)
	if e.ID == "between" {
		q.From = opened
	}
}

// alike reads a rank, or a fraction, at token i.
func (g *Grammar) alike(kind Kind, i int) (value decimal.Decimal, to int, ok bool) {
	if kind == Rank {
		v, to, ok := g.ordinal(i)
		d, err := decimal.New(v, 0)
		return d, to, ok && err == nil
	}
	if n, ok := g.number(i); ok && n.kind == kind {
		return n.low, n.to, true
	}
	n, ok := g.part(i) // "to one-quarter", which may be a period elsewhere
	return n.low, n.to, ok
}

// dollarSign tells whether an amount is written with a dollar sign: "US$5" but not "€5".
func (g *Grammar) dollarSign(q *Quantity) bool {
	for i := q.From; i < q.To && g.at(i).Kind != token.Number; i++ {
		if g.sign(i, '$') || g.at(i).Kind == token.Word && strings.HasSuffix(g.word(i), "$") {
			return true
		}
	}
	return false
}

func unscale(d decimal.Decimal, scale int8) decimal.Decimal {
	q, err := d.Quo(power(int(scale)))
	if err != nil {
		return d
	}
	return q
}

// fromWord tells whether "from" or "de" stands right before the figure.
func (g *Grammar) fromWord(i int) bool {
	e, start := g.endsAt(i, language.RangeFrom)
	return start >= 0 && e.ID == "from"
}

// reach is how many tokens back a clause is searched for a word; it keeps the cost of endless
// sentences linear.
const reach = 60

// levelChange tells whether the verb or noun that governs the figure at i is one of change, so that "from a to b" are two
// levels. The nearest one before it does.
func (g *Grammar) levelChange(i int) bool {
	for j := i - 1; j >= max(0, i-reach) && !g.sign(j, ';'); j-- {
		s := g.pack.Single(g.at(j))
		if s.Has(language.LevelVerb) || s.Has(language.MultipleUp) {
			return true
		}
		if e, n := g.pack.Match(g.tokens, j, language.ChangeBefore); n > 0 && !g.adds(j, j+n) {
			return e.ID != "none"
		}
		if s.Has(language.Verb) && g.Roles[j] == Unread && !(s.Has(language.Preposition) || s.Has(language.Adverb)) {
			return false
		}
	}
	return false
}

// adds tells whether words of change only say that something is added, which leads to no level: "an additional $250 to $400".
func (g *Grammar) adds(from, to int) bool {
	for i := from; i < to; i++ {
		if g.is(i, language.ChangeInside) {
			return true
		}
	}
	return false
}

// levelVerb tells whether a word such as "went" stands earlier in the clause.
func (g *Grammar) levelVerb(i int) bool {
	for j := i - 1; j >= max(0, i-reach) && !g.sign(j, ';'); j-- {
		if _, n := g.pack.Match(g.tokens, j, language.LevelVerb); n > 0 {
			next := j + n // "porte sur" tells of no level
			return !g.is(next, language.Preposition) || g.is(next, language.RangeFrom) || g.is(next, language.RangeTo)
		}
	}
	return false
}
