package quantity

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// bound looks for a qualifier left and right of the figure.
func (g *Grammar) bound(q *Quantity) {
	from := q.From
	for range 3 { // articles and adverbs may stand between: "close to a third", "exceed by now 98 billion"
		if e, start := g.boundBefore(q, from); start >= 0 {
			if from < q.From && Bound(e.ID) != Approx && g.adjectival(q) {
				return // "under a $3-billion plan"
			}
			q.Bound = Bound(e.ID)
			q.Rules.add(ruleBoundBefore)
			// "up to about 400": the limit counts.
			if outer, at := g.boundBefore(q, start); at >= 0 && Bound(outer.ID) != Approx {
				q.Bound, start = Bound(outer.ID), at
			}
			q.BoundBy = Words{start, from}
			if q.Bound == MoreThan && g.negated(start) {
				q.Bound = AtMost
			}
			if q.Bound == Approx {
				g.boundAfter(q) // "about 400 or less": the limit counts here too
			}
			return
		}
		if from == 0 || g.isNumber(from-1) || g.Roles[from-1] != Unread {
			break
		}
		// "more than the 1.2 million of 2023" compares; "at least the third" limits.
		article := g.is(from-1, language.Determiner) && (q.Kind == Fraction || q.Kind == Rank || g.at(from-1).End-g.at(from-1).Start < 3)
		if !article && !g.is(from-1, language.Adverb) {
			break
		}
		from--
	}
	g.boundAfter(q)
	if b := g.boundInside(q); b != "" && q.Rules&(1<<ruleBoundAfter) == 0 {
		q.Bound = b
		q.Rules.add(ruleBoundAfter)
	}
}

// adjectival tells whether an amount stands in front of a noun as an adjective does: "a $3 billion plan".
func (g *Grammar) adjectival(q *Quantity) bool {
	next := g.at(q.To)
	return q.Kind == Money && !g.pack.AdjectiveBehind && next.Kind == token.Word && !g.pack.Single(next).Meets(endsNoun)
}

// boundAfter reads a qualifier behind the figure that is not the start of a next one: "5,000 or more than 4,500".
func (g *Grammar) boundAfter(q *Quantity) {
	e, n := g.pack.Match(g.tokens, q.To, language.BoundAfter)
	if tied := g.boundSuffix(q.To + 1); tied != "" && g.hyphen(q.To) { // "500-plus"
		e.ID, n = string(tied), 2
	}
	j := q.To + n
	if n == 0 || g.addsAnother(j) || (g.is(j, language.Compare) || g.is(j, language.Of)) && g.isNumber(j+1) && !g.isOne(j+1) {
		return
	}
	q.Bound = Bound(e.ID)
	q.Rules.add(ruleBoundAfter)
	q.BoundBy = Words{q.To, j}
}

// addsAnother tells whether the word before token i joins another amount to a figure: "a crew of 65 plus a helicopter".
func (g *Grammar) addsAnother(i int) bool {
	_, currency := g.pack.Match(g.tokens, i, language.CurrencySign)
	return g.is(i-1, language.Conjunction) && g.at(i-1).Kind == token.Word && (currency > 0 || g.isNumber(i) || g.is(i, language.Determiner) || g.is(i, language.Possessive))
}

// boundBefore finds a qualifier that ends right before token i and goes with the kind of figure.
func (g *Grammar) boundBefore(q *Quantity, i int) (language.Entry, int) {
	e, start := g.endsAt(i, language.BoundBefore)
	if start >= 0 && g.particle(start) {
		return e, -1
	}
	if start >= 0 && g.Roles[start] == Unread {
		if q.Kind == Duration && i == start+1 && g.is(start, language.NoBoundOfTime) && g.Roles[i] != InAge {
			return e, -1 // "over three years"
		}
		return e, start
	}
	if q.Kind == Duration {
		return g.endsAt(i, language.BoundOfTime)
	}
	return e, -1
}

// particle tells whether the first word of a qualifier belongs to a verb of change before it: "went up to 3%".
func (g *Grammar) particle(i int) bool {
	e, start := g.endsAt(i+1, language.ChangeBefore)
	return start >= 0 && start < i && e.ID != "none"
}

// negated tells whether a negation stands before token i in its clause: "no one works more than".
func (g *Grammar) negated(i int) bool {
	for j := i - 1; j >= max(0, i-8); j-- {
		if g.is(j, language.Negation) {
			return true
		}
		if g.is(j, language.Compare) || g.is(j, language.Conjunction) && !g.is(j, language.Determiner) {
			return false // "not known as more than 16 hours"
		}
		if g.at(j).Kind == token.Sign && !g.glued(j+1) || g.Roles[j] == InFigure {
			return false
		}
	}
	return false
}

// boundInside is the bound that stands between the number and the noun of a figure: "500+ makers", "500-odd makers", "five or
// more makers".
func (g *Grammar) boundInside(q *Quantity) Bound {
	for i := q.From + 1; i < q.To; i++ {
		if b := g.boundSuffix(i); b != "" {
			return b
		}
		if n := g.boundWithin(i); n > 0 && i+n < q.To && (g.isNumber(i-1) || g.is(i-1, language.Scale)) {
			e, _ := g.pack.Match(g.tokens, i, language.BoundAfter)
			return Bound(e.ID)
		}
	}
	return ""
}

// boundSuffix is what token i says of the number that it is glued to, or that a hyphen joins it to, or "".
func (g *Grammar) boundSuffix(i int) Bound {
	e, ok := g.entryAt(i, language.BoundAfter)
	if !ok || Bound(e.ID) == AtMost || !(g.glued(i) && g.at(i).Kind == token.Sign && !(g.glued(i+1) && g.isNumber(i+1)) || g.hyphen(i-1)) {
		return ""
	}
	return Bound(e.ID)
}

// change looks for words that make the figure the size of a change.
func (g *Grammar) change(q *Quantity) {
	if q.Change != "" || q.Kind == Rank || q.Kind == Times && q.Rules&(1<<ruleMultiple) != 0 {
		return
	}
	if g.changeBefore(q) {
		return
	}
	if g.sign(q.From-1, '(') && q.Kind != Percent && g.changeOfList(q) {
		return
	}
	if g.changeAfter(q) {
		return
	}
	for k := q.NounFrom; k < q.NounTo; k++ {
		if e, n := g.pack.Match(g.tokens, k, language.ChangeInside); n > 0 {
			q.Change = Direction(e.ID)
			q.Rules.add(ruleChangeAfter)
			q.ChangeBy = Words{k, k + n}
			return
		}
	}
}

// farthestChange is how many phrases back from a figure its word of change is looked for.
const farthestChange = 5

// changeBefore looks for words of change before the figure: "rose by 3%", "an increase of about 3%". It tells whether some were found,
// whatever they say.
func (g *Grammar) changeBefore(q *Quantity) bool {
	i := q.From
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		_, verb := g.endsAt(start, language.ChangeBefore)
		if _, position := g.endsAt(i, language.Position); verb >= 0 && position >= 0 {
			return true // "fell below 3%" tells of a level
		}
		i = start
	}
	i = g.pastAdjectives(i)
	by, strict := false, false // strict: by a word that means nothing else
	for steps := 0; i > 0 && steps < farthestChange; steps++ {
		if e, start := g.endsAt(i, language.ChangeBefore); start >= 0 {
			if q.Change = directionOf(e, q.Kind, strict); q.Change == "" {
				return e.ID == "none" // "raised $5 million" may go on "more than last year"
			}
			q.Rules.add(ruleChangeBefore)
			q.ChangeBy = Words{start, i}
			g.outerChange(q, start, strict)
			return true
		}
		e, n := g.entryBack(i, language.ChangeBreak)
		if e.ID == "same" { // "rose 2.3%, compared with 2.1% in November"
			if _, after := g.pack.Match(g.tokens, q.To, language.ChangeAfter); after > 0 {
				return false // "rose 2.3%, following a 0.6% decline"
			}
			if last := len(g.Quantities) - 1; last >= 0 && g.Quantities[last].Unit == q.Unit {
				q.Change = g.Quantities[last].Change
			}
			return true
		}
		if n == 0 || e.ID == "level" {
			break
		}
		by = by || g.is(i-n, language.By)
		strict = strict || g.is(i-n, language.By) && !g.is(i-n, language.Of)
		i -= n
	}
	if !by || q.Kind == "" || q.Kind == Times { // without a unit it may be the first of two levels: "from 2 to 3%"
		return false
	}
	for j := i; j >= 0 && j > i-12; j-- {
		if g.Roles[j] == InFigure || g.sign(j, ';') || g.sign(j, ',') {
			break
		}
		if g.changeAt(q, j, strict) {
			return true
		}
	}
	return false
}

// pastAdjectives is the article of an amount that adjectives stand in front of, behind "by", or i: "grew by a surprisingly strong 2.6%".
func (g *Grammar) pastAdjectives(i int) int {
	const few = 3
	for j := i - 1; j > 1 && j >= i-few-1 && g.at(j).Kind == token.Word && g.Roles[j] == Unread; j-- {
		if g.is(j, language.Determiner) && g.is(j-1, language.By) {
			return j
		}
		if g.pack.Single(g.at(j)).Meets(endsNoun) && !g.is(j, language.Adverb) {
			break
		}
	}
	return i
}

// outerChange takes the direction of the word of change whose complement or noun the one at token i is, for "further" and its like
// only add to it: "slipped by a further 3%", « une baisse supplémentaire de 3 % ».
func (g *Grammar) outerChange(q *Quantity, i int, strict bool) {
	if g.is(i-1, language.By) {
		i--
	}
	if outer, at := g.endsAt(i, language.ChangeBefore); at >= 0 {
		if d := directionOf(outer, q.Kind, strict); d != "" {
			q.Change, q.ChangeBy.From = d, at
		}
	}
}

// changeOfList looks for words of change before a list with figures in brackets: "increases in health care (9,600) and construction
// (7,100)".
func (g *Grammar) changeOfList(q *Quantity) bool {
	for j := q.From - 2; j >= max(0, q.From-14); j-- {
		if g.sign(j, ';') || g.is(j, language.Verb) {
			break
		}
		if g.changeAt(q, j, false) {
			return true
		}
	}
	return false
}

// changeAt takes words of change at token j, if there are some, for those of the figure.
func (g *Grammar) changeAt(q *Quantity, j int, strict bool) bool {
	e, n := g.pack.Match(g.tokens, j, language.ChangeBefore)
	if n == 0 {
		return false
	}
	if q.Change = directionOf(e, q.Kind, strict); q.Change != "" {
		q.Rules.add(ruleChangeBefore)
		q.ChangeBy = Words{j, j + n}
	}
	return true
}

// changeAfter looks for words of change behind the figure: "3% more", "3% higher than last year". It tells whether these compare it with
// something else and tell of no change.
func (g *Grammar) changeAfter(q *Quantity) (compares bool) {
	to := q.To
	e, n := g.pack.Match(g.tokens, to, language.ChangeAfter)
	if n == 0 {
		to = g.pastAttributes(q)
		e, n = g.pack.Match(g.tokens, to, language.ChangeAfter)
	}
	if n == 0 {
		return false
	}
	if strings.HasSuffix(e.ID, "_than") {
		amount := q.Kind == Count || q.Kind == Money || q.Kind == Measure || q.Kind == "" && !g.lastChanged()
		more := amount && !g.is(to+n-1, language.Compare) && !g.is(to+n, language.Compare) && !g.is(to+n-1, language.Position) // "60 places de plus"
		if to > q.To || !more && !g.periodSoon(to+n) {
			return true
		}
	}
	if q.Change = directionOf(e, q.Kind, false); q.Change != "" {
		q.Rules.add(ruleChangeAfter)
		q.ChangeBy = Words{to, to + n}
	}
	return false
}

// lastChanged tells whether the figure before is the size of a change.
func (g *Grammar) lastChanged() bool {
	last := len(g.Quantities) - 1
	return last >= 0 && g.Quantities[last].Change != ""
}

// pastAttributes is the token behind what follows a counted noun in its phrase: « deux navires de patrouille | supplémentaires ».
func (g *Grammar) pastAttributes(q *Quantity) int {
	const most = 4 // tokens
	i := q.To
	if q.Kind != Count || !g.pack.AdjectiveBehind {
		return i
	}
	for ; i < min(len(g.tokens), q.To+most); i++ {
		if _, n := g.pack.Match(g.tokens, i, language.ChangeAfter); n > 0 {
			return i
		}
		if g.at(i).Kind != token.Word || g.Roles[i] != Unread || !g.is(i, language.Of) && g.pack.Single(g.at(i)).Meets(endsNoun) {
			break
		}
	}
	return q.To
}

// directionOf is the way that a word of change says a figure of the kind went, or "". By how much something went up or down may be money.
func directionOf(e language.Entry, kind Kind, by bool) Direction {
	way, only, _ := strings.Cut(e.ID, "_")
	share := kind == Percent || kind == PercentagePoint || kind == BasisPoint
	switch {
	case way == "none",
		only == "not_money" && kind == Money && !by,
		only == "share" && !share:
		return ""
	}
	return Direction(way)
}

func (g *Grammar) entryBack(i int, c language.Class) (language.Entry, int) {
	e, start := g.endsAt(i, c)
	if start < 0 {
		return language.Entry{}, 0
	}
	return e, i - start
}

// yearOfThing tells whether the period at token i is a year that only says which one of its kind a thing is: "the 2020 building code",
// but not "the 2020 level".
func (g *Grammar) yearOfThing(i int) bool {
	for k := range g.Periods {
		if p := &g.Periods[k]; p.From <= i && i < p.To {
			return p.prefix == 0 && len(p.ISO) == len("2006") && !p.genitive && g.attribute(i, p.To) && !g.is(p.To, language.Comparand)
		}
	}
	return false
}

// periodSoon tells whether a period stands within a few words: "more than the 1.2 million of 2023".
func (g *Grammar) periodSoon(i int) bool {
	for j := i; j < min(i+8, len(g.tokens)); j++ {
		if e, n := g.pack.Match(g.tokens, j, language.Relative); n > 0 && e.ID == "day0" && j < i+3 {
			return true // "more than today"
		}
		if g.Roles[j] == InPeriod {
			return !g.yearOfThing(j)
		}
		if g.sign(j, ',') || g.sign(j, ';') {
			return false
		}
	}
	return false
}
