package quantity

import (
	"slices"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// share gives units to figures that take theirs from a list or from the sentence.
func (g *Grammar) share() {
	g.shareAhead()
	for n := range g.Quantities {
		if q := &g.Quantities[n]; q.Unit == "" {
			g.shareBack(q, g.Quantities[:n])
		} else if q.Kind == Count && !q.Trivial {
			g.counted, g.millions = q.Unit, g.millions || q.scale >= 6
		}
	}
	g.sharePer()
	g.restatements()
	g.shareChange()
	g.fromLevels()
	for n := range g.Quantities {
		if g.Quantities[n].Unit == "$" {
			g.Quantities[n].Unit = g.context.Dollar
		}
	}
	g.percentPoints()
}

// shareAhead gives the figures of a list the unit, and the scale, that stand behind its last one.
func (g *Grammar) shareAhead() {
	for n := len(g.Quantities) - 2; n >= 0; n-- {
		q, next := &g.Quantities[n], &g.Quantities[n+1]
		if q.Unit != "" || next.Unit == "" || next.Kind == Rank || next.Kind == Fraction || next.Kind == Times {
			continue
		}
		if next.From == q.To && g.sized(q, next) || !g.listed(q.To, next.From) && !g.leads(q, next) {
			continue
		}
		// "34, or 40%" says the same thing in another unit.
		if next.Kind == Percent && (q.scale > 0 || q.Low.Cmp(decimal.Thousand) >= 0 || g.restated(q.To, next.From)) {
			continue
		}
		q.Unit, q.Kind, q.Per = next.Unit, next.Kind, next.Per
		q.Rules.add(ruleSharedUnit)
		q.shareScale(next)
	}
}

// shareScale gives a figure the scale of the next one of its list, if it is the smaller one: "5, 6 and 7 million".
func (q *Quantity) shareScale(next *Quantity) {
	if q.scale != 0 || next.scale == 0 || q.Low.Cmp(unscale(next.Low, next.scale)) > 0 || q.Low.Cmp(decimal.Thousand) >= 0 {
		return
	}
	low, err1 := q.Low.Mul(power(int(next.scale)))
	high, err2 := q.High.Mul(power(int(next.scale)))
	step, err3 := q.Step.Mul(power(int(next.scale)))
	if err1 == nil && err2 == nil && err3 == nil {
		q.Low, q.High, q.Step, q.scale = low.Trim(0), high.Trim(0), step, next.scale
		q.Rules.add(ruleSharedScale)
	}
}

// sharePer gives amounts the denominators that they are understood to have, those of levels behind them last.
func (g *Grammar) sharePer() {
	for n := range g.Quantities {
		g.perFromContext(n)
	}
	for n := len(g.Quantities) - 2; n >= 0; n-- { // "from $17.40 to $17.85 an hour"
		q, next := &g.Quantities[n], &g.Quantities[n+1]
		if q.Per == "" && next.Per != "" && q.Kind == Money && q.Unit == next.Unit && q.scale == next.scale && (g.fromWord(q.From) && g.joined(q.To, next.From) || g.leadsTo(q, next)) {
			q.Per = next.Per
			q.Rules.add(rulePer)
		}
	}
}

// restatements gives what says a figure again its direction and bound.
func (g *Grammar) restatements() {
	for n := 1; n < len(g.Quantities); n++ {
		// "by 52,650 tonnes a year, or 1.3 Mt over its life"
		q, last := &g.Quantities[n], &g.Quantities[n-1]
		if g.restated(last.To, q.From) {
			g.sameChange(last, q)
		}
		// "lower than 100 km (62 miles)", "under 296 hp (224 kW / 300 PS)": the same amount in other units.
		if q.Unit != last.Unit && q.Kind == last.Kind && (q.Kind == Measure || q.Kind == Money) && g.converted(last.To, q) {
			q.Change = last.Change
			if q.Bound == Exact {
				q.Bound = last.Bound
			}
		}
	}
}

// sameChange gives a figure and its restatement the same direction: "rose by 57%, or $6.50", "1.8 million, or 5%, more than in 2016".
func (g *Grammar) sameChange(q, again *Quantity) {
	counts := func(q *Quantity) bool { return q.Kind == Money || q.Kind == Measure || q.Kind == Count }
	switch {
	case again.Change == "" && (again.Kind == q.Kind || again.Kind == Percent && q.Kind != Rank || q.Kind == Percent && counts(again)):
		again.Change = q.Change
	case q.Change == "" && again.Kind == Percent && counts(q) && again.Rules&(1<<ruleChangeAfter) != 0 && again.From == q.To+1 && g.at(q.To).Kind == token.Word:
		q.Change = again.Change
	}
}

// shareChange gives the figures of a list the direction that its first one has: "growth of 1.2% this year and 1.1% next year",
// "fell by 3% in May, 2% in June".
func (g *Grammar) shareChange() {
	for n := 1; n < len(g.Quantities); n++ {
		q, last := &g.Quantities[n], &g.Quantities[n-1]
		if q.Change == "" && last.Change != "" && q.Unit == last.Unit && q.Kind != Times && q.Kind != Fraction && g.goesOn(last, q) {
			q.Change = last.Change
		}
	}
}

// fromLevels takes the direction from the first of two levels that "de" and « à » join behind a verb of change, where their periods stand
// between: « a glissé de 341 $ en 2023 à 287 $ ». Of shares, the first may be the size of the change.
func (g *Grammar) fromLevels() {
	for n := 0; n+1 < len(g.Quantities); n++ {
		a, b := &g.Quantities[n], &g.Quantities[n+1]
		if a.Change != "" && b.Change == "" && a.Unit == b.Unit && a.Kind != Percent && g.is(a.From-1, language.Of) && g.is(a.From-1, language.By) && g.joined(a.To, b.From) {
			a.Change, a.ChangeBy = "", Words{}
			a.Rules &^= 1 << ruleChangeBefore
		}
	}
}

// goesOn tells whether a figure is the next of a list in which each has its time or place behind it, and none a verb.
func (g *Grammar) goesOn(last, q *Quantity) bool {
	i := q.From
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	if g.is(i-1, language.By) {
		i--
	}
	if i <= last.To || i-last.To > reach/2 || !g.is(i-1, language.ListAnd) || g.restated(last.To, q.From) {
		return false
	}
	for k := last.To; k < i; k++ {
		if g.Roles[k] == Unread && (g.sign(k, ';') || g.sign(k, '(') || g.is(k, language.Compare) || g.verbTense(k) != timeless || g.is(k, language.RelativePronoun)) {
			return false
		}
	}
	_, compared := g.pack.Match(g.tokens, q.To, language.ChangeAfter)
	placed := g.at(q.To).Kind == token.Sign || g.is(q.To, language.Preposition) && !g.is(q.To, language.Of) || g.is(q.To, language.Duration)
	return compared == 0 && !g.is(q.To, language.Compare) && (q.To >= len(g.tokens) || g.Roles[q.To] == InPeriod || placed)
}

// percentPoints reads a change in "points" beside a level in percent as percentage points: "up 0.1 points to 4.7%". Those with
// decimals are so where a sentence before, of the same paragraph, told such a level.
func (g *Grammar) percentPoints() {
	level := slices.ContainsFunc(g.Quantities, func(q Quantity) bool { return q.Kind == Percent && q.Change == "" })
	g.rates = g.rates || level
	for n := range g.Quantities {
		q := &g.Quantities[n]
		if q.Kind == Count && q.Change != "" && q.NounTo-q.NounFrom == 1 && g.is(q.NounFrom, language.Points) && (level || g.rates && q.Step.Less(decimal.One)) {
			q.Unit, q.Kind, q.NounTo = string(PercentagePoint), PercentagePoint, q.NounFrom
		}
	}
}

// converted tells whether a figure in brackets, or a next one in them, repeats the amount that ends at token i.
func (g *Grammar) converted(i int, q *Quantity) bool {
	if i != q.From-1 {
		return false
	}
	closed := q.To
	for limit := q.To + 5; closed < limit && (g.isNumber(closed) || g.unitWord(closed) || g.sign(closed, '/') || g.sign(closed, ';')); closed++ {
	}
	return g.sign(closed, ')') && (g.sign(i, '(') || g.sign(i, '/') || g.sign(i, ';'))
}

// sized counts things whose size stands between: "four 200-bed hospitals", "2.9 million 9-litre cases".
func (g *Grammar) sized(q, size *Quantity) bool {
	things := Quantity{From: q.From, To: size.To, Low: q.Low, High: q.High, Range: q.Range}
	if size.Kind == Percent || !g.noun(&things, size.To) || things.Kind != Count {
		return false
	}
	q.Unit, q.Kind = things.Unit, Count
	q.Rules.add(ruleNoun)
	return true
}

// leads tells whether a level stands right in front of the change that led to it: "16,369, up 58 points".
func (g *Grammar) leads(q, change *Quantity) bool {
	if change.Change == "" || change.Kind == Percent || change.From-q.To > 6 || q.Change != "" || near(q.Low, change.Low) {
		return false
	}
	found := false
	for i := q.To; i < change.From; {
		if e, n := g.pack.Match(g.tokens, i, language.ChangeBefore); n > 0 && e.ID != "none" {
			found = true
			i += n
			continue
		}
		e, n := g.pack.Match(g.tokens, i, language.ChangeBreak)
		if n == 0 || e.ID != "link" {
			return false
		}
		i += n
	}
	return found
}

// perFromContext gives an amount the denominator that it is understood to have: that of the amount that it is compared or
// listed with ("$18 a day in May and $20 in June"), or that of an adjective of what is measured ("hourly wages were $37").
func (g *Grammar) perFromContext(n int) {
	q := &g.Quantities[n]
	if q.Per != "" || q.Kind != Money && q.Kind != Measure {
		return
	}
	for k := n - 1; k >= max(0, n-2); k-- {
		if o := &g.Quantities[k]; o.Per != "" && o.Unit == q.Unit && o.scale == q.scale && q.From-o.To <= reach/4 &&
			(near(q.Low, o.Low) && g.compared(o.To, q.From) || g.leadsTo(o, q)) {
			q.Per = o.Per
			q.Rules.add(rulePer)
			return
		}
	}
	if q.Kind != Money || q.Change != "" {
		return
	}
	if noun := g.eachBefore(q.From); noun != "" {
		q.Per = noun
		q.Rules.add(rulePer)
		return
	}
	for i := q.From - 1; i >= max(0, q.From-8); i-- {
		if g.Roles[i] == InFigure {
			// "hourly wages increased 3.4% to $37"
			if last := n - 1; last < 0 || g.Quantities[last].To != i+1 || g.Quantities[last].Kind != Percent || g.Quantities[last].Change == "" {
				return
			}
			n--
			i = g.Quantities[n].From
			continue
		}
		t := g.at(i)
		if t.Kind != token.Word && g.Roles[i] != InPeriod {
			return
		}
		if e, ok := g.entryAt(i, language.PerAdjective); ok {
			q.Per = e.ID
			q.Rules.add(rulePer)
			return
		}
	}
}

// leadsTo tells whether a change is followed by the level that it led to: "by $3 an hour on April 1, to $28".
func (g *Grammar) leadsTo(change, level *Quantity) bool {
	if change.Change == "" || level.Change != "" {
		return false
	}
	e, n := g.entryBack(level.From, language.ChangeBreak)
	if n == 0 || e.ID != "level" {
		return false
	}
	for i := change.To; i < level.From-n; i++ {
		if g.Roles[i] != InPeriod && !g.sign(i, ',') {
			return false
		}
	}
	return true
}

// eachBefore is the thing of which each has the amount at token i, as the subject of its clause tells: "Each ship costs $2 million",
// « chaque navire coûte 2 M$ ». An "each" of time or money is none.
func (g *Grammar) eachBefore(i int) string {
	const farthest = 12 // tokens
	each := i - 1
	for each >= 0 && !g.is(each, language.Every) {
		if i-each > farthest || g.Roles[each] != Unread || g.sign(each, ',') || g.sign(each, ';') {
			return ""
		}
		each--
	}
	if each < 0 || each > 0 && g.at(each-1).Kind != token.Sign && !g.is(each-1, language.Conjunction) {
		return ""
	}
	verb := each + 2
	for verb < i && g.verbTense(verb) == timeless {
		verb++
	}
	if verb >= i {
		return ""
	}
	noun := each + 1
	for !g.pack.AdjectiveBehind && noun+1 < verb && g.at(noun+1).Kind == token.Word && !g.pack.Single(g.at(noun+1)).Meets(endsNoun) {
		noun++
	}
	if s := g.pack.Single(g.at(noun)); s.Has(language.Duration) || s.Has(language.Currency) || s.Meets(numeric) || s.Meets(endsNoun) || g.at(noun).Kind != token.Word {
		return ""
	}
	return g.singular(noun, noun)
}

// compared tells whether the words between two figures compare or list them.
func (g *Grammar) compared(from, to int) bool {
	for i := from; i < to; i++ {
		if g.is(i, language.Compare) || g.is(i, language.ListAnd) || g.is(i, language.ListOr) || g.is(i, language.RangeTo) {
			return true
		}
		if _, n := g.pack.Match(g.tokens, i, language.ChangeBreak); n > 1 {
			return true
		}
		if g.sign(i, ';') {
			return false
		}
	}
	return g.sign(to-1, '(')
}

// shareBack gives a figure the unit that its sentence understands: what is said to reach it, what the part that it
// counts is of, the thing counted last for a plain number, the currency for a scaled one ("187.5 million, or 60%"), else
// the percentage or measure that it is listed with.
func (g *Grammar) shareBack(q *Quantity, before []Quantity) {
	if g.toldUnit(q, before) || g.earlierUnit(q, before) {
		return
	}
	switch {
	case g.someOfThem(q.To):
		q.counts(g.counted)
	case q.scale >= 9, q.scale >= 6 && !g.millions:
		q.Unit, q.Kind = "$", Money
	case g.counted != "":
		q.counts(g.counted)
	default:
		q.Kind = Count
	}
}

// counts makes a figure a count of what the sentence understands.
func (q *Quantity) counts(unit string) {
	q.Unit, q.Kind = unit, Count
	q.Rules.add(ruleSharedUnit)
}

// take gives a figure the unit of another one.
func (q *Quantity) take(o *Quantity) {
	q.Unit, q.Kind = o.Unit, o.Kind
	if o.Kind == Measure {
		q.Per = o.Per
	}
	q.Rules.add(ruleSharedUnit)
}

// countsNoun makes a figure a count of the noun at a token; -1 is none.
func (g *Grammar) countsNoun(q *Quantity, noun int) bool {
	if noun < 0 {
		return false
	}
	q.counts(g.singular(noun, noun))
	return true
}

// toldUnit finds the unit of a figure in the words before it: an age, what is said to reach it, what it is a part of.
func (g *Grammar) toldUnit(q *Quantity, before []Quantity) bool {
	if q.scale == 0 && g.ageSaid(q.From) && q.Low.Cmp(decimal.Hundred) <= 0 {
		q.Unit, q.Kind = "year", Duration
		q.Rules.add(ruleSharedUnit)
		return true
	}
	if o := g.parallel(q, before); o != nil {
		q.take(o)
		return true
	}
	if unit := g.countedAs(q, before); unit != "" {
		q.counts(unit)
		return true
	}
	noun := g.subjectNoun(q.From)
	if q.scale >= 6 && noun >= 0 && g.reachedLevel(q, before) && !g.is(noun, language.Money) && !g.is(noun, language.AmountNoun) {
		return g.countsNoun(q, noun) // "carloads sank 14% to 2.9 million"
	}
	return q.scale < 6 && (g.countsNoun(q, noun) || g.countsNoun(q, g.partOf(q.From)) || g.countsNoun(q, g.numberOf(q.From))) ||
		g.countsNoun(q, g.apposed(q.From))
}

// earlierUnit gives a figure the unit of one before it in the sentence; one that counts in passing is the last resort: "nurses from 23
// countries".
func (g *Grammar) earlierUnit(q *Quantity, before []Quantity) bool {
	_, which := g.endsAt(q.From, language.OfWhich)
	var aside *Quantity
	for k := len(before) - 1; k >= max(0, len(before)-reach); k-- {
		o := &before[k]
		switch {
		case o.Unit == "" || o.Trivial, q.Per != "" && o.Unit == q.Per: // "50 million seedlings on 25,000 hectares, or 2,000 per hectare"
		case o.Kind == Fraction && g.countsNoun(q, g.saidAgain(o, q.From)),
			(o.Kind == Fraction || o.Kind == Percent) && q.scale < 6 && o.To < q.From && g.countsNoun(q, g.nounBehindOf(o.To, q.From)):
			return true
		case o.Kind == Count && q.scale < 6 && aside == nil && o.Bound == Exact && g.is(o.From-1, language.Preposition) && k > 0 && which < 0:
			aside = o
		case g.alikeUnit(q, o, k == len(before)-1):
			q.take(o)
			return true
		}
	}
	if aside != nil {
		q.take(aside)
	}
	return aside != nil
}

// alikeUnit tells whether a figure can have the unit of one before it, which may be the last.
func (g *Grammar) alikeUnit(q, o *Quantity, last bool) bool {
	switch {
	case q.scale >= 6 && (o.Kind == Money || o.Kind == Measure && o.scale > 0 || o.Kind == Count && (o.scale > 0 || near(q.Low, o.High))):
		return true
	case q.scale < 6 && o.Kind == Measure && (q.Low.Cmp(o.High) <= 0 || near(q.Low, o.High) || last && g.compared(o.To, q.From)):
		return true
	case q.scale < 6 && (o.Kind == Count || o.Kind == Duration && q.Low.Cmp(decimal.Hundred) < 0):
		return true
	}
	return o.Kind == Percent && q.scale == 0 && q.Low.Cmp(decimal.Hundred) <= 0 && g.listed(o.To, q.From) || g.amount(q, o)
}

// reachedLevel tells whether a figure is the level that something went to, and no amount of money stands before it.
func (g *Grammar) reachedLevel(q *Quantity, before []Quantity) bool {
	e, n := g.entryBack(q.From, language.ChangeBreak)
	return n > 0 && e.ID == "level" && (len(before) == 0 || before[len(before)-1].Kind != Money)
}

// parallel finds the share that a bare change is told of in the same way: "exports rose by 5 per cent and imports fell by 3".
func (g *Grammar) parallel(q *Quantity, before []Quantity) *Quantity {
	if len(before) == 0 || q.Change == "" || q.InWords || q.scale > 0 || q.Low.Cmp(decimal.Hundred) > 0 {
		return nil
	}
	o := &before[len(before)-1]
	if o.Change == "" || o.Kind != Percent && o.Kind != PercentagePoint {
		return nil
	}
	for i := o.To; i < min(q.From, o.To+reach/4); i++ {
		if g.is(i, language.Conjunction) {
			return o
		}
	}
	return nil
}

// amount gives a bare number the currency of an amount that it looks like: "the highest bid is 84.75 cents, the lowest 74.07".
func (g *Grammar) amount(q, o *Quantity) bool {
	if o.Kind != Money || o.Per != "" || o.Range || q.Range || q.InWords || q.scale != 0 || o.scale != 0 {
		return false
	}
	low, step := q.Low, q.Step
	if _, n := g.entryBack(o.To, language.Cent); n > 0 {
		low, step = hundredth(low), hundredth(step)
	}
	if step.Cmp(o.Step) != 0 || !near(low, o.Low) || step.Cmp(decimal.One) >= 0 && low.Cmp(decimal.Thousand) < 0 {
		return false
	}
	q.Low, q.High, q.Step = low, low, step
	return true
}

// near tells whether two amounts can be of one kind: neither is more than three times the other.
func near(a, b decimal.Decimal) bool {
	three, _ := decimal.New(3, 0)
	a, b = a.Abs(), b.Abs()
	x, err1 := a.Mul(three)
	y, err2 := b.Mul(three)
	return err1 == nil && err2 == nil && x.Cmp(b) >= 0 && y.Cmp(a) >= 0
}

var linksSubject = language.SetOf(language.Verb, language.Adverb, language.Preposition, language.BoundBefore, language.ChangeBefore,
	language.ChangeBreak, language.By, language.LevelVerb)

// subjectNoun finds the plural noun that a figure without a unit is said of: "new permits will be capped at 155,000". Only
// verbs, small words and periods may stand between. It gives -1 for none.
func (g *Grammar) subjectNoun(i int) int {
	verb := false
	if e, n := g.entryBack(i, language.ChangeBreak); e.ID == "level" {
		if i -= n; g.sign(i-1, ',') { // "deaths fell 27% last year, to 80,400"
			i--
		}
	}
	for j := i - 1; j >= max(0, i-14); j-- {
		s := g.pack.Single(g.at(j))
		switch {
		case g.Roles[j] == InPeriod, g.Roles[j] == InFigure && g.besideLevel(j): // "deaths fell 27% in 2024 to 80,400"
		case verb && g.looksPlural(j) && !s.Meets(endsNoun) && !g.participle(j):
			return j
		case g.at(j).Kind != token.Word || g.Roles[j] != Unread || !s.Meets(linksSubject) && !g.participle(j):
			return -1
		default:
			verb = s.Has(language.Verb) || s.Has(language.LevelVerb) || s.Has(language.ChangeBefore) && !s.Meets(endsNoun) || g.participle(j)
		}
	}
	return -1
}

// apposed finds the plural noun that opens the sentence and has its number between commas: "One-person households, at 4.4 million,".
// It gives -1 for none, and for a noun that has its amount in money.
func (g *Grammar) apposed(i int) int {
	e, n := g.entryBack(i, language.ChangeBreak)
	comma := i - n - 1
	if n == 0 || e.ID != "level" || comma < 1 || comma > 4 || !g.sign(comma, ',') || !g.looksPlural(comma-1) || g.is(comma-1, language.Money) {
		return -1
	}
	for j := range comma {
		if g.pack.Single(g.at(j)).Meets(endsNoun) && !g.is(j, language.Determiner) && !g.is(j, language.Cardinal) {
			return -1
		}
	}
	return comma - 1
}

// countedAs is what a noun before a figure counts: people for "the population reached 41 million". No figure stands between but the size of
// the change: "the population rose by 3% to 41 million".
func (g *Grammar) countedAs(q *Quantity, before []Quantity) string {
	const farthest = 16 // tokens
	if q.scale < 6 && !q.Low.IsInt() {
		return ""
	}
	for j := q.From - 1; j >= max(0, q.From-farthest) && !g.sign(j, ';'); j-- {
		if g.Roles[j] == InFigure {
			last := len(before) - 1
			if last < 0 || before[last].To != j+1 || before[last].Kind != Percent || before[last].Change == "" {
				return ""
			}
			j, before = before[last].From, before[:last]
			continue
		}
		if e, n := g.pack.Match(g.tokens, j, language.CountedAs); n > 0 {
			return e.ID
		}
		if g.is(j, language.Money) {
			return ""
		}
	}
	return ""
}

// ageSaid tells whether a figure is the age that its clause speaks of: "the minimum age is 19".
func (g *Grammar) ageSaid(i int) bool {
	verb := false
	for j := i - 1; j >= max(0, i-16) && g.Roles[j] != InFigure && !g.sign(j, ';'); j-- {
		if g.is(j, language.AgeNoun) {
			return verb || j == i-2 && g.is(i-1, language.Of) // "an average age of 29"
		}
		verb = verb || g.is(j, language.Verb)
	}
	return false
}

// numberOf finds the noun in "the number of cases in the north remains at six". It gives -1 for none.
func (g *Grammar) numberOf(i int) int {
	for j := i - 1; j >= max(0, i-20) && !g.sign(j, ';'); j-- {
		if g.Roles[j] == InFigure && !g.besideLevel(j) {
			return -1
		}
		if _, n := g.pack.Match(g.tokens, j, language.NumberOf); n > 0 {
			return g.nounBehindOf(j+n-1, i)
		}
	}
	return -1
}

// besideLevel tells whether the figure at token i only tells by how much or how long a level has changed: "the number of farmers
// fell by a tenth in five years, to 21,500".
func (g *Grammar) besideLevel(i int) bool {
	n := g.nextFigureAt(i+1) - 1
	if n < 0 || i >= g.Quantities[n].To {
		return false
	}
	q := &g.Quantities[n]
	return q.Kind == Duration || q.Change != "" && q.Kind != Count
}

// saidAgain finds the plural noun of a fraction that its number at token i says again: "one in ten households – 1.5 million", "one household in ten
// (1.5 million)".
func (g *Grammar) saidAgain(o *Quantity, i int) int {
	const within = 4 // tokens of "one household in ten"
	switch noun := i - 2; {
	case !g.sign(i-1, '–') && !g.sign(i-1, '—') && !g.sign(i-1, '('):
	case noun == o.To && g.looksPlural(noun):
		return noun
	case i-1 == o.To && o.To-o.From == within && g.at(o.From+1).Kind == token.Word && !g.pack.Single(g.at(o.From+1)).Meets(numeric):
		return o.From + 1
	}
	return -1
}

// someOfThem tells whether words from token i on call a number some of those told before: "half a million of them".
func (g *Grammar) someOfThem(i int) bool {
	_, n := g.pack.Match(g.tokens, i, language.OfThem)
	_, which := g.pack.Match(g.tokens, i, language.OfWhich)
	return n > 1 && which == 0
}

// partOf finds the plural noun in "Of the new seats, 35 will be …".
func (g *Grammar) partOf(i int) int {
	if !g.is(0, language.Of) || !g.is(0, language.Determiner) && !g.is(1, language.Determiner) || !g.sign(i-1, ',') { // « Des nouvelles places, 35 … »
		return -1
	}
	return g.nounBehindOf(0, i)
}

// ofGroup tells whether the number at token i counts some of the group with which the sentence opens: "Of the eight banks, three
// raised fees".
func (g *Grammar) ofGroup(i int) bool {
	last := len(g.Quantities) - 1
	return g.is(0, language.Of) && g.sign(i-1, ',') && last >= 0 && g.Quantities[last].Kind == Count && g.Quantities[last].NounTo > 0
}

// nounBehindOf finds the noun that "of" at token i joins to a share: the last word of its phrase, when it is a plural.
func (g *Grammar) nounBehindOf(i, end int) int {
	if !g.is(i, language.Of) {
		return -1
	}
	i++
	for i < end && g.is(i, language.Determiner) {
		i++
	}
	noun := -1
	for ; i < end && g.Roles[i] == Unread; i++ {
		switch s := g.pack.Single(g.at(i)); {
		case noun < 0 && (g.is(i, language.ListAnd) || g.is(i, language.Of)) && g.at(i-1).Has(token.Capital) && g.at(i+1).Has(token.Capital): // within a name
		case g.possessive(i + 1): // "two of Johnson's deputies"
			noun = -1
		case g.at(i).Kind != token.Word || s.Meets(endsNoun) || s.Has(language.Several):
			return noun
		case s.Meets(numeric), s.Has(language.PreNoun) && g.pack.AdjectiveBehind && !g.nounNext(i): // "three of the five mines", « 35 des nouveaux sièges »
		case g.looksPlural(i):
			noun = i
			if g.pack.AdjectiveBehind {
				return noun
			}
		case noun >= 0:
			return noun
		}
	}
	return noun
}

// restated tells whether "or" right before a figure says that it repeats the one before: "34, or 40%",
// "52,650 tonnes of CO2 a year, or 1.3 Mt".
func (g *Grammar) restated(from, to int) bool {
	i := to - 1
	for i > from && (g.is(i, language.BoundBefore) || g.is(i, language.Determiner) || g.is(i, language.Of)) {
		i--
	}
	if to-from > 12 || i < from || !g.is(i, language.ListOr) || g.sign(i, ',') {
		return false
	}
	for i--; i >= from; i-- {
		if g.is(i, language.Verb) || g.sign(i, ';') || g.Roles[i] == InFigure {
			return false
		}
	}
	return true
}

// listed tells whether only list words stand between two figures.
func (g *Grammar) listed(from, to int) bool {
	if to-from > 3 || to <= from {
		return false
	}
	for i := from; i < to; i++ {
		if !g.is(i, language.ListAnd) && !g.is(i, language.ListOr) && !g.is(i, language.RangeTo) && !g.is(i, language.Determiner) && !g.is(i, language.CurrencySign) && !g.is(i, language.Of) {
			return false
		}
	}
	return true
}
