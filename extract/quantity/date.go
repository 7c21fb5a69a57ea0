package quantity

import (
	"slices"
	"sort"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// date gives every figure without a period the one that the sentence ties to it: the next period in
// its clause when no other figure with one of its own stands between, else the nearest before it,
// else the next behind. A sentence without periods takes the one its passage speaks of.
func (g *Grammar) date() {
	g.comparisons()
	for n := range g.Quantities {
		q := &g.Quantities[n]
		if q.Kind == Duration {
			// A duration has a period only where one follows at once: "took 14 months in 2023".
			k := sort.Search(len(g.Periods), func(k int) bool { return g.Periods[k].From >= q.To })
			if k < len(g.Periods) {
				if p := g.Periods[k]; p.free && p.From == q.To && p.prefix == language.PeriodPoint && !p.starts {
					q.Period = p.ISO
				}
			}
			continue
		}
		if p := g.periodOf(n); p != nil {
			q.Period = g.told(n, p)
		}
	}
	g.pairs()
	g.spanYears()
	g.splitLevels()
	g.formerLevels()
	g.spanChanges()
	g.carry()
}

// PeriodBy is the words of the sentence that tell a figure its period: of those that do the nearest, as far as a few others
// lie between.
func (g *Grammar) PeriodBy(q *Quantity) Words {
	const few = 4
	near := sort.Search(len(g.Periods), func(k int) bool { return g.Periods[k].To > q.From })
	by, nearest := Words{}, len(g.tokens)
	for k := max(0, near-few); k < min(len(g.Periods), near+few); k++ {
		p := &g.Periods[k]
		if apart := max(q.From-p.To, p.From-q.To); p.ISO == q.Period && apart < nearest {
			by, nearest = Words{p.From, p.To}, apart
		}
	}
	return by
}

// periodOf finds the period that the sentence ties to figure n.
func (g *Grammar) periodOf(n int) *Period {
	q := &g.Quantities[n]
	var behind, before *Period
	// Periods are sorted; near is the first that does not end before the figure.
	near := sort.Search(len(g.Periods), func(k int) bool { return g.Periods[k].To > q.From })
	for k := near - 1; k >= max(0, near-reach) && before == nil; k-- {
		if p := &g.Periods[k]; p.free && p.owner == 0 && g.holdsBehind(p, n) {
			before = p
		}
	}
	next := g.nextFigure(n)
	for k := near; k < len(g.Periods) && behind == nil && g.Periods[k].From-q.To <= reach; k++ {
		if p := &g.Periods[k]; p.free && !p.genitive && p.prefix != language.PeriodCompare && p.From >= q.To && !(p.base && (q.Change != "" || next < p.From || g.yearOfThing(p.From))) && (p.owner == 0 || p.owner == n+1) && !g.ofAnother(q.To, p.From) {
			behind = p
		}
	}
	if q.Change != "" && n+1 < len(g.Quantities) && g.reaches(q.To, next) { // "by 2.1 points to 5% by 2027"
		next = g.nextFigure(n + 1)
	}
	if n+1 < len(g.Quantities) && g.restated(q.To, next) {
		next = g.nextFigure(n + 1) // "2.2 million loans, or 45% of all, end in 2025"
	}
	switch {
	case g.now(q):
		return nil
	case behind != nil && g.sameClause(q.To, behind.From) && next >= behind.From:
		return behind
	case g.upFrom(q), g.known(q):
		return nil
	case before != nil && (!g.broken(before.To, q.From) || g.reported(n) || g.fronted(before)) && !g.turnsAway(before, n):
		return before
	case behind != nil && !g.isRank(q) && behind.prefix != language.PeriodSince && g.sameClause(q.To, behind.From) && !g.contrasts(behind, n):
		return behind
	}
	return nil
}

// ofAnother tells whether a period behind a figure is told of something else: "40 boats, which the town bought in 2019", "it is 4
// million now, when it was 3 million in 2019".
func (g *Grammar) ofAnother(from, to int) bool {
	for i := from; i < to; i++ {
		if g.sign(i, ',') && g.is(i+1, language.RelativePronoun) {
			return true
		}
		if _, n := g.pack.Match(g.tokens, i, language.WhenClause); n > 0 && i > from && g.is(i+n, language.Nominative) {
			return true
		}
	}
	return false
}

// holdsBehind tells whether a period can be that of figure n, which stands behind it.
func (g *Grammar) holdsBehind(p *Period, n int) bool {
	q := &g.Quantities[n]
	switch {
	case p.genitive && p.To != q.From && !g.opensClause(p.From) && p.From > 2, p.base && !(g.sign(p.To, '(') && g.nextFigureAt(p.To) == n):
		return false
	case p.prefix != language.PeriodSince || g.opensClause(p.From):
		return true
	}
	// "has been worth $5 million since 2018, has backed 61 projects"
	t, _ := g.tense(n)
	return !p.starts && (t == perfect || t == past && g.pack.PerfectAuxiliary)
}

// opensClause tells whether token i stands at the start of the sentence or at or behind a sign.
func (g *Grammar) opensClause(i int) bool {
	return i == 0 || g.at(i-1).Kind == token.Sign || g.at(i).Kind == token.Sign
}

// fronted tells whether a period stands in a phrase that opens the sentence, so that it holds for all of it: "In 2024,",
// "According to a survey of 2024,".
func (g *Grammar) fronted(p *Period) bool {
	if p.From == 0 {
		return !p.genitive
	}
	if p.From > 12 || !g.is(0, language.Preposition) {
		return false
	}
	for i := range p.From {
		if g.sign(i, ',') || g.Roles[i] == InFigure || g.verbTense(i) != timeless && !g.participle(i) {
			return false
		}
	}
	return true
}

// turnsAway tells whether the verb between a period of the past and figure n speaks of another time: "30 of us started in 2019,
// and four still work here".
func (g *Grammar) turnsAway(p *Period, n int) bool {
	if !g.over(p.ISO) || g.fronted(p) && !g.broken(p.To, g.Quantities[n].From) {
		return false
	}
	for i := g.Quantities[n].From - 1; i >= max(p.To, g.Quantities[n].From-reach); i-- {
		switch g.verbTense(i) {
		case present, future:
			return !g.is(i-1, language.RelativePronoun) && !g.is(i-1, language.Demonstrative) && // "in 2019, which is 5% more"
				!(g.is(i-1, language.Conjunction) && g.nextFigureAt(p.From) > 0) // "reached $5 million in 2019 and supports 40 jobs"
		case past, perfect:
			return false
		}
	}
	for i := g.Quantities[n].To; i < min(len(g.tokens), g.Quantities[n].To+3) && !g.sign(i, ','); i++ { // the figure is the subject
		if t := g.verbTense(i); t != timeless {
			return t == present || t == future
		}
	}
	return false
}

// contrasts tells whether figure n is one of today and the period behind it one of the past, of another verb: "is the
// sixth-largest producer and ranked third in 2024".
func (g *Grammar) contrasts(p *Period, n int) bool {
	if t, _ := g.tense(n); t != present || !g.over(p.ISO) {
		return false
	}
	joined := false
	for i := g.Quantities[n].To; i < p.From; i++ {
		joined = joined || g.is(i, language.Conjunction) || g.is(i, language.Pronoun)
		if joined && g.verbTense(i) == past {
			return true
		}
	}
	return false
}

// over tells whether a period ended before the release.
func (g *Grammar) over(iso string) bool {
	last, today := end(iso), g.day
	if today == "" || last == "" {
		return false
	}
	if strings.Contains(last, "Q") {
		last = last[:len("2006")]
	}
	return last < today[:len(last)]
}

// inWhenClause tells whether figure n stands in a clause of what was so in the period before it: "since 2017, when it was $11,".
func (g *Grammar) inWhenClause(n int, p *Period) bool {
	i := p.To
	if g.sign(i, ',') {
		i++
	}
	_, words := g.pack.Match(g.tokens, i, language.WhenClause)
	if words == 0 || g.Quantities[n].From < i {
		return false
	}
	for k := i + words; k < g.Quantities[n].From; k++ {
		if g.sign(k, ';') || g.sign(k, ',') && g.nextFigureAt(k) > g.nextFigureAt(i) {
			return false
		}
	}
	return true
}

// told is what period p says of figure n.
func (g *Grammar) told(n int, p *Period) string {
	q := &g.Quantities[n]
	switch {
	case p.prefix == language.PeriodSince && !p.starts && p.To <= q.From && g.inWhenClause(n, p):
		return start(p.ISO)
	case p.prefix == language.PeriodFounded:
		return g.sinceFounded(n, p)
	case p.last != "" && (q.Change != "" || q.Kind == Percent): // a change or rate over twelve months is one year on year
		return p.last
	case q.Change == "":
		return p.ISO
	case p.first != "" && p.prefix == language.PeriodFrom:
		return span(p.first, p.second)
	case p.starts: // a change on a day is over with that day
		return strings.TrimSuffix(p.ISO, "/")
	}
	if base := g.baseOf(n); base != "" {
		return changed(base, p.ISO)
	}
	return p.ISO
}

// sinceFounded is the period of a figure in a sentence with "founded in 2009": that time for what was founded and by whom, the
// time since for what has been done, none for what is so today.
func (g *Grammar) sinceFounded(n int, p *Period) string {
	q := &g.Quantities[n]
	if q.To == p.From || g.samePhrase(p.To, q.From) {
		return start(p.ISO)
	}
	if t, _ := g.tense(n); t == present || t == future {
		return ""
	}
	return p.ISO
}

// samePhrase tells whether neither a sign nor a verb stands between two tokens.
func (g *Grammar) samePhrase(from, to int) bool {
	if to < from || to-from > reach {
		return false
	}
	for i := from; i < to; i++ {
		if g.at(i).Kind == token.Sign || g.verbTense(i) != timeless {
			return false
		}
	}
	return true
}

// baseOf is the period that the change n is compared with: "5% from 2019", "$2 million, or 5%, compared with 2019".
func (g *Grammar) baseOf(n int) string {
	q := &g.Quantities[n]
	k := sort.Search(len(g.Periods), func(k int) bool { return g.Periods[k].From >= q.To })
	for ; k < len(g.Periods) && g.Periods[k].From-q.To <= reach; k++ {
		p := &g.Periods[k]
		m := g.nextFigureAt(p.From) - 1
		if m > n+1 {
			break
		}
		if p.isBase() && (m == n || g.Quantities[m].Change != "") {
			return strings.TrimSuffix(p.ISO, "/")
		}
	}
	if n == 0 && len(g.Periods) > 0 && g.Periods[0].From == 0 && g.Periods[0].isBase() { // "Compared with 2019,"
		return strings.TrimSuffix(g.Periods[0].ISO, "/")
	}
	return ""
}

// isBase tells whether a change is told from the period, which is no other figure's.
func (p *Period) isBase() bool { return p.base && !p.same && p.owner == 0 }

// changed is the period of a change from a base: the whole stretch, but for one year on year or between consecutive periods.
func changed(base, iso string) string {
	last := strings.TrimPrefix(iso, "/")
	if strings.Contains(base+last, "/") || len(base) != len(last) || base >= last {
		return iso
	}
	return span(base, last)
}

// pairs gives two figures their own of two periods: "12% and 14% in 2023 and 2024".
func (g *Grammar) pairs() {
	for k := range g.Periods {
		p := &g.Periods[k]
		if p.first == "" || p.prefix == language.PeriodFrom {
			continue
		}
		n := g.nextFigureAt(p.From) - 1
		if p.From == 0 && len(g.Quantities) == 2 { // "In 2023 and 2024, the share was 12% and 14%"
			n = 1
		} else if n < 1 || !g.sameClause(g.Quantities[n].To, p.From) {
			continue
		}
		a, b := &g.Quantities[n-1], &g.Quantities[n]
		if (a.Unit == b.Unit || a.Unit == "") && a.Change == b.Change && b.From == a.To+1 && g.is(a.To, language.ListAnd) {
			a.Period, b.Period = p.first, p.second
		}
	}
}

// upFrom tells whether a figure is the level before a change: "up from $36.10".
func (g *Grammar) upFrom(q *Quantity) bool {
	if !g.is(q.From-1, language.Compare) {
		return false
	}
	_, start := g.endsAt(q.From-1, language.ChangeBefore)
	return start >= 0
}

// isRank tells whether a figure is a rank that something has today: "is the seventh-largest".
func (g *Grammar) isRank(q *Quantity) bool {
	i := q.From - 1
	if g.is(i, language.Determiner) {
		i--
	}
	return q.Kind == Rank && g.wordTense(i) == present
}

// reported tells whether a figure is one of the past.
func (g *Grammar) reported(n int) bool {
	t, _ := g.tense(n)
	return t == past
}

// known tells whether a figure counts things already known: "the two authorities".
func (g *Grammar) known(q *Quantity) bool {
	return q.Kind == Count && q.InWords && g.is(q.From-1, language.Determiner) && q.Low.Cmp(decimal.Ten) < 0
}

// now tells whether "now" or the like stands before a figure, with nothing else that is known between.
func (g *Grammar) now(q *Quantity) bool {
	for i := q.From - 1; i >= max(0, q.From-5); i-- {
		if s := g.pack.Single(g.at(i)); s.Has(language.Present) && s.Has(language.Adverb) && !g.at(i).Has(token.Capital) {
			return true
		}
		if g.Roles[i] != Unread {
			return false
		}
	}
	return false
}

// reaches tells whether nothing but "to" stands between the size of a change and the level that it leads to.
func (g *Grammar) reaches(from, to int) bool {
	level := false
	for i := from; i < to; i++ {
		e, n := g.pack.Match(g.tokens, i, language.ChangeBreak)
		if n == 0 || e.ID == "same" {
			return false
		}
		level = level || e.ID == "level"
		i += n - 1
	}
	return level
}

// nextFigureAt is the index of the first figure that starts at or behind token i.
func (g *Grammar) nextFigureAt(i int) int {
	return sort.Search(len(g.Quantities), func(n int) bool { return g.Quantities[n].From >= i })
}

// comparisons marks the periods that a change is compared with: "12% more than in 2023", "up 4.1% from 2024".
func (g *Grammar) comparisons() {
	for k := range g.Periods {
		p := &g.Periods[k]
		if (p.prefix == language.PeriodSince || g.sinceVerb(p.From)) && g.superlative(p.From) {
			p.owner = nobody // "the lowest since 2019"
			continue
		}
		n := g.nextFigureAt(p.From) - 1
		if n < 0 || p.prefix == language.PeriodFrom || g.Quantities[n].To > p.From || p.From-g.Quantities[n].To > reach {
			continue
		}
		if n > 0 && g.comparedWith(n) || g.after(n) {
			p.owner = n + 1 // "up 4% from $15 billion a year earlier"
			continue
		}
		if g.Quantities[n].Change == "" && g.comparand(n, p) {
			p.owner = nobody // "half the number issued in 2023"
			continue
		}
		p.base = p.base || g.is(g.skipBack(p.From, language.Determiner)-1, language.Compare) || g.Quantities[n].Change != "" && g.compares(g.Quantities[n].To, p) || g.comparand(n, p) ||
			g.Quantities[n].Change != "" && (g.is(p.To, language.Comparand) || // "below 2005 levels"
				p.From == g.Quantities[n].To && len(p.ISO) < len("2006-01-02") && g.is(p.From, language.PeriodOn)) // "down 6% on last year"
	}
}

// nobody is the owner of a period that no figure of the sentence is of.
const nobody = -1

// sinceVerb tells whether a clause that opens with "since" ends in the period at token i: "since records began in 1975".
func (g *Grammar) sinceVerb(i int) bool {
	const few = 4 // tokens
	for j := i - 1; j >= max(0, i-few) && g.at(j).Kind == token.Word; j-- {
		if g.is(j, language.PeriodSince) && !g.is(j, language.PeriodFrom) {
			return true
		}
	}
	return false
}

// skipBack passes over the words of a class that end before token i.
func (g *Grammar) skipBack(i int, c language.Class) int {
	for i > 0 && g.is(i-1, c) {
		i--
	}
	return i
}

// after tells whether figure n is of what came before the rest of the sentence: "After rising 0.9% in July, exports fell".
func (g *Grammar) after(n int) bool {
	i := g.Quantities[n].From
	for least := max(0, i-reach); i > least && !g.sign(i-1, ',') && !g.sign(i-1, ';'); {
		i--
	}
	_, words := g.pack.Match(g.tokens, i, language.PeriodAfter)
	return words > 0
}

// comparedWith tells whether the words in front of figure n compare it with another: "than the 1.2 million", "compared with
// 3%", "up from 4%".
func (g *Grammar) comparedWith(n int) bool {
	i := g.Quantities[n].From
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	i = g.skipBack(i, language.Determiner)
	if e, start := g.endsAt(i, language.ChangeBreak); start >= 0 && e.ID == "same" {
		return true
	}
	if g.is(i-1, language.Of) && g.at(i-2).Kind == token.Word && g.is(i-3, language.Determiner) { // "down from a peak of 7%"
		i -= 3
	}
	return g.is(i-1, language.Compare)
}

// compares tells whether a period behind a change is the one it is compared with: "12% more than in
// 2023", "up 4.1% from 2024".
func (g *Grammar) compares(from int, p *Period) bool {
	if g.is(p.From, language.Compare) {
		return true
	}
	for i := p.From - 1; i >= from && g.Roles[i] != InPeriod; i-- {
		if g.is(i, language.Compare) {
			return true
		}
	}
	return false
}

// superlative tells whether a superlative stands before token i, with no figure or comma between.
func (g *Grammar) superlative(i int) bool {
	for j := i - 1; j >= max(0, i-6); j-- {
		if g.Roles[j] == InFigure {
			n := g.nextFigureAt(j+1) - 1
			return n >= 0 && g.Quantities[n].Kind == Rank // "the second-worst season since 1923"
		}
		if g.Roles[j] != Unread || g.at(j).Kind == token.Sign {
			return false
		}
		if _, n := g.pack.Match(g.tokens, j, language.Superlative); n > 0 {
			return true
		}
	}
	return false
}

// comparand tells whether the multiple or fraction n is one of what was so in the period behind it: "half the number issued in
// 2023", "double the 2019 level".
func (g *Grammar) comparand(n int, p *Period) bool {
	q := &g.Quantities[n]
	if q.Kind != Times && q.Kind != Fraction || p.From-q.To > 8 {
		return false
	}
	for i := q.To; i <= p.To; i++ {
		if g.is(i, language.Comparand) {
			return true
		}
		if g.sign(i, ',') || g.sign(i, ';') {
			return false
		}
	}
	return false
}

// spanYears widens "over five years, starting in 2026–27" to all of its years.
func (g *Grammar) spanYears() {
	starts := slices.ContainsFunc(g.Periods, func(p Period) bool { return p.starts })
	for n := 0; starts && n < min(len(g.Quantities), reach); n++ {
		d := g.Quantities[n]
		years, _, ok := d.Low.Int64(0)
		if d.Unit != "year" || d.Kind != Duration || d.Range || !ok || years < 2 || years > 50 {
			continue
		}
		for _, p := range g.Periods {
			if !p.starts || len(p.ISO) < 4 {
				continue
			}
			first, length := start(p.ISO), int(years)*12
			iso := monthsFrom(monthIndex(first), length)
			switch len(first) {
			case len("2006"):
				iso = first + "/" + isoIndex(monthIndex(first)+length-12, 12)
			case len("2006-01"):
			default:
				continue
			}
			for n := range g.Quantities {
				if q := &g.Quantities[n]; q.Kind == Money {
					q.Period = iso
				} else if q.Period == p.ISO {
					q.Period = ""
				}
			}
		}
	}
}

// splitLevels gives "from 98 MW to 109 MW between 2019 and 2023" its two ends, and a pair of levels behind another one its
// periods: "from $18 in 2023 to $26 in 2024 and from $30 to $38".
func (g *Grammar) splitLevels() {
	var last [2]string
	for n := 0; n+1 < len(g.Quantities); n++ {
		a, b := &g.Quantities[n], &g.Quantities[n+1]
		if a.Unit != b.Unit || a.Change != "" || !g.fromWord(a.From) || b.From-a.To > reach || !g.joined(a.To, b.From) {
			continue
		}
		span := slices.IndexFunc(g.Periods, func(p Period) bool { return p.ISO == a.Period && p.prefix == language.PeriodFrom })
		switch first, second, ok := strings.Cut(a.Period, "/"); {
		case span >= 0 && ok && a.Period == b.Period && first != "" && second != "":
			a.Period, b.Period = first, second
		case last[0] != "" && b.From == a.To+1:
			a.Period, b.Period = last[0], last[1]
		}
		if a.Period != b.Period {
			last = [2]string{a.Period, b.Period}
		}
	}
}

// formerLevels takes the period of a change from the level that was there before: "from 10% to 12% in 2024", "to 12% from 10%".
func (g *Grammar) formerLevels() {
	for n := 0; n+1 < len(g.Quantities); n++ {
		a, b := &g.Quantities[n], &g.Quantities[n+1]
		if a.Unit != b.Unit || a.Change != "" || a.Period != b.Period {
			continue
		}
		switch {
		case g.fromWord(a.From) && g.joined(a.To, b.From):
			a.Period = ""
		case g.joined(a.To, b.From) && g.Roles[b.From-2] == InPeriod && g.levelChange(a.From): // "from a peak of $575 billion in 2021 to $268 billion"
			b.Period = ""
		case g.is(a.To, language.Compare) && g.is(a.To, language.PeriodFrom) && b.From == a.To+1:
			b.Period = ""
		}
	}
}

// joined tells whether "to" joins two levels, with nothing but periods between.
func (g *Grammar) joined(from, to int) bool {
	for i := from; i < to; i++ {
		if g.Roles[i] != InPeriod && !g.is(i, language.RangeTo) {
			return false
		}
	}
	return to > from && g.is(to-1, language.RangeTo)
}

// spanChanges gives the size of a change beside its two levels their stretch of time: the later period when the two follow
// each other or lie a year apart, else all from the first to the second.
func (g *Grammar) spanChanges() {
	for n := range g.Quantities {
		q := &g.Quantities[n]
		if q.Change == "" || q.Kind == Duration {
			continue
		}
		for _, k := range [...]int{n + 1, n - 2} { // "by 2 points, from a to b"; "from a to b, a rise of 2 points"
			if k < 0 || k+1 >= len(g.Quantities) {
				continue
			}
			a, b := &g.Quantities[k], &g.Quantities[k+1]
			if a.Change != "" || b.Change != "" || a.Unit != b.Unit || a.Period == "" || b.Period == "" || a.Period == b.Period ||
				q.Unit != a.Unit && q.Kind != Percent && q.Kind != PercentagePoint && q.Kind != BasisPoint && q.Kind != Times && q.Kind != Fraction {
				continue
			}
			if first, second := min(a.Period, b.Period), max(a.Period, b.Period); !strings.Contains(first+second, "/") {
				q.Period = span(first, second)
			} else if first, second := strings.Trim(first, "/"), strings.Trim(second, "/"); !strings.Contains(first+second, "/") && min(first, second) != max(first, second) {
				q.Period = span(min(first, second), max(first, second))
			}
			break
		}
	}
}

// ChangePeriod is the period of a change from one period to another; where one of them is not known, the later one.
func ChangePeriod(first, second string) string {
	if first == "" || second == "" || first >= second || open(first) || open(second) {
		return second
	}
	return span(first, second)
}

// span is the period of a change from one period to another: the later one when they follow each other or lie a year apart.
func span(first, second string) string {
	apart := monthIndex(start(strings.ReplaceAll(second, "Q", ""))) - monthIndex(start(strings.ReplaceAll(first, "Q", "")))
	switch {
	case len(first) != len(second):
	case strings.Contains(first, "/"): // of fiscal years
		if apart == 12 {
			return second
		}
	case len(first) == len("2006"):
		if apart == 12 {
			return second
		}
	case strings.Contains(first, "Q"): // four to a year, of which monthIndex counts twelve
		if y := monthIndex(second[:4]) - monthIndex(first[:4]); apart == 1 || apart == 12 || y == 12 && apart == 12-3 {
			return second
		}
	case len(first) == len("2006-01"):
		if apart == 1 || apart == 12 {
			return second
		}
	}
	return start(first) + "/" + end(second)
}

// carry passes the period that a passage speaks of on to the figures of sentences that name none, when they tell of the
// past; what is so today, as the tense tells, has the day on which the passage says that it counts ("as of March 31"), and
// what is to come none.
func (g *Grammar) carry() {
	if slices.ContainsFunc(g.Periods, func(p Period) bool { return p.free && !p.base && !p.genitive && p.owner == 0 }) {
		g.remember()
		return
	}
	if _, n := g.pack.Match(g.tokens, 0, language.Anaphor); n > 0 && g.last != "" { // "Of these, 40 …", "That is 5% of …"
		g.giveAll(g.last)
		return
	}
	if g.lead != "" {
		g.giveAll(g.lead)
		return
	}
	when := g.when
	if _, n := g.pack.Match(g.tokens, 0, language.UpToNow); n > 0 {
		when = g.asOf // "To date, …"
	}
	t, said := timeless, false
	for n := range g.Quantities {
		q := &g.Quantities[n]
		if own, s := g.tense(n); own != timeless || n == 0 {
			t, said = own, s // a clause without a verb goes on with that of the one before: "A pays half; B, half as well"
		}
		if q.Kind == Duration || q.Period != "" || g.describes(q) {
			continue
		}
		switch {
		case t == past && !(g.turned && (said || len(when) == len("2006-01-02"))), t == timeless && !g.turned:
			q.Period = when // what happened on a day is over with its paragraph
		case (t == present || t == perfect) && !g.turned:
			q.Period = g.asOf
		}
	}
}

// giveAll gives the figures without a period, but for durations, the same one.
func (g *Grammar) giveAll(period string) {
	for n := range g.Quantities {
		if q := &g.Quantities[n]; q.Kind != Duration && q.Period == "" {
			q.Period = period
		}
	}
}

// LeadIn is the period that the last sentence gives to the list under it: "In 2024:".
func (g *Grammar) LeadIn() string {
	for k := len(g.Periods) - 1; k >= 0; k-- {
		if p := &g.Periods[k]; p.free && !p.base && !p.genitive && p.owner == 0 {
			return p.ISO
		}
	}
	return ""
}

// Under gives the sentences up to the next Reset or Paragraph the period of the line above their list.
func (g *Grammar) Under(period string) { g.lead = period }

// remember keeps the latest period of the past that the figures of the sentence have, and the day on which it counts what is so.
func (g *Grammar) remember() {
	today, latest := g.day, ""
	var few [4]string // days that the sentence counts on; none has more
	asOf := few[:0]
	for i := range g.Periods {
		if p := &g.Periods[i]; p.asOf && len(asOf) < len(few) && !slices.Contains(asOf, p.ISO) {
			asOf = append(asOf, p.ISO)
		}
	}
	for n := range g.Quantities {
		q := &g.Quantities[n]
		p := q.Period
		if q.Kind != Duration && p != "" {
			g.last = p
		}
		if q.Kind == Duration || p == "" || open(p) || today == "" || sorted(p) > today {
			continue
		}
		if latest == "" || p[:4] >= latest[:4] && sorted(p) > sorted(latest) {
			latest = p
		}
		if slices.Contains(asOf, p) {
			if t, _ := g.tense(n); t != past {
				g.asOf = p
			}
		}
	}
	if latest != "" && (g.when == "" || g.turned || latest[:4] >= g.when[:4]) {
		g.when, g.turned = latest, false
	}
	if n := len(g.Quantities) - 1; n > 0 && g.Quantities[n].Period == "" && g.now(&g.Quantities[n]) {
		g.when = "" // "One in eight did in 2018; today, one in five do": what follows is no longer of that time
	}
}

// sorted is a period in the order of time: a quarter stands where its first month does.
func sorted(iso string) string {
	if len(iso) == len("2006-Q1") && iso[5] == 'Q' {
		return iso[:5] + [...]string{"01", "04", "07", "10"}[(iso[6]-'1')&3]
	}
	return iso
}

// describes tells whether a figure only describes a thing, whatever is told of it: "the $75-million fund", "a fund worth $75
// million".
func (g *Grammar) describes(q *Quantity) bool {
	if q.Kind != Money && q.Kind != Measure {
		return false
	}
	for i := q.From; i <= q.To; i++ {
		if g.hyphen(i) && g.at(q.To).Kind == token.Word {
			return true
		}
	}
	_, start := g.endsAt(q.From, language.Worth)
	return start > 0
}

// tense is the time of the verb that a figure belongs to.
type tense uint8

const (
	timeless tense = iota // no verb tells
	past
	perfect // what has been done up to now
	present
	future
)

// tense reads the time from the verb nearest before the figure in its clause, else from the first behind it, and tells
// whether that is a verb of saying.
func (g *Grammar) tense(n int) (t tense, said bool) {
	q := &g.Quantities[n]
	for i := q.From - 1; i >= max(0, q.From-reach) && !g.sign(i, ';'); i-- {
		if t := g.verbTense(i); t != timeless {
			return t, g.is(i, language.SaidVerb)
		}
	}
	for i := q.To; i < min(len(g.tokens), q.To+reach) && !g.sign(i, ';'); i++ {
		if t := g.verbTense(i); t != timeless {
			return t, g.is(i, language.SaidVerb)
		}
	}
	return timeless, false
}

// sentenceTense is the time of the first verb of the sentence.
func (g *Grammar) sentenceTense() tense {
	if !g.tensed {
		g.tensed, g.time = true, timeless
		for i := 0; i < min(len(g.tokens), reach) && g.time == timeless; i++ {
			g.time = g.verbTense(i)
		}
	}
	return g.time
}

// verbTense is the time of a verb form at token i with the auxiliaries beside it: "will be capped", "has been cut", "sont allées".
func (g *Grammar) verbTense(i int) tense {
	if g.at(i).Kind != token.Word {
		return timeless
	}
	if g.Roles[i] != Unread {
		return g.wordTense(i)
	}
	e, _ := g.pack.Entry(g.at(i), language.VerbForm)
	irregular := e.ID == g.word(i) && !g.is(i, language.NounForm) && !g.is(i-1, language.Infinitive) && !g.is(i-1, language.Determiner)
	participle := (g.participle(i) || irregular) && !(i > 0 && g.at(i).Has(token.Capital))
	switch own := g.wordTense(i); {
	case own == present:
		return g.auxiliaryTense(i)
	case own == future:
		return future
	case own == timeless && !participle:
		if g.finite(i) {
			return present
		}
		return timeless
	}
	t := past
	if g.pack.PerfectAuxiliary && !g.pack.PastVerb(g.word(i)) {
		t = timeless // a participle alone tells no time
	}
	for j := i - 1; j >= max(0, i-4); j-- {
		auxiliary := g.is(j, language.Auxiliary)
		switch own := g.wordTense(j); {
		case g.is(j, language.BareAuxiliary):
			t = timeless
		case own == present && auxiliary:
			t = g.auxiliaryTense(j)
		case own == future, own == present:
			return own
		case auxiliary:
			t = past
		case own != timeless, !g.is(j, language.Adverb) && !g.is(j, language.Verb):
			return t
		}
	}
	return t
}

// auxiliaryTense is the time that a verb of the present tells with the participle behind it, if there is one: "have grown" is
// perfect, « sont allés » past.
func (g *Grammar) auxiliaryTense(i int) tense {
	e, ok := g.pack.Entry(g.at(i), language.Auxiliary)
	if !ok || e.ID == "modal" {
		return present
	}
	for j := i + 1; j < min(len(g.tokens), i+4); j++ {
		switch {
		case e.ID == "be" && (g.is(j, language.Moved) || g.is(i-1, language.Reflexive) && (g.participle(j) || g.is(j, language.VerbForm))):
			return past // « sont allés », « s'est établi »
		case e.ID == "have" && (g.participle(j) || g.is(j, language.VerbForm) || g.is(j, language.Auxiliary)):
			return perfect
		case !g.is(j, language.Adverb) && !g.is(j, language.PreNoun):
			return present
		}
	}
	return present
}

// notFinite are the classes of words behind which no finite verb of the present stands.
var notFinite = language.SetOf(language.Determiner, language.Preposition, language.Of, language.Infinitive, language.Auxiliary, language.Verb, language.Possessive)

// finite tells whether a form of a verb that no list holds is one of the present: "the loans carry", « ils attendent ».
func (g *Grammar) finite(i int) bool {
	if !g.presentForm(i) || g.at(i).Has(token.Capital) || g.is(i, language.NounForm) {
		return false
	}
	j := i - 1
	for g.is(j, language.Adverb) || g.is(j, language.Clitic) || g.is(j, language.Reflexive) {
		j--
	}
	before := g.at(j)
	if g.sign(j, ',') { // "the bridge, opened in 1998, carries"
		return true
	}
	if j < 0 || before.Kind != token.Word || g.pack.Single(before).Meets(notFinite) {
		return false
	}
	return g.pack.AdjectiveBehind || g.pack.Plural(g.word(i)) != g.pack.Plural(g.word(j)) || g.is(j, language.RelativePronoun) || g.is(j, language.Pronoun)
}

// wordTense is the time of one word, or timeless where it is no finite verb.
func (g *Grammar) wordTense(i int) tense {
	s := g.pack.Single(g.at(i))
	switch {
	case s.Has(language.Future):
		return future
	case s.Has(language.Present):
		return present
	case g.pack.FutureVerb(g.word(i)):
		return future
	case g.pack.PastVerb(g.word(i)), s.Has(language.Verb) && !g.pack.PerfectAuxiliary && !g.presentForm(i):
		return past
	}
	return timeless
}

// presentForm tells whether a word has the form of a verb of the present or of its infinitive.
func (g *Grammar) presentForm(i int) bool {
	e, ok := g.pack.Entry(g.at(i), language.VerbForm)
	w := g.word(i)
	return ok && e.ID != w && !g.is(i, language.Past) && !g.participle(i) && !g.pack.NonFinite(w)
}

// nextFigure is where the figure behind n starts.
func (g *Grammar) nextFigure(n int) int {
	if n+1 < len(g.Quantities) {
		return g.Quantities[n+1].From
	}
	return len(g.tokens)
}

// sameClause tells whether no strong break stands between two tokens.
func (g *Grammar) sameClause(from, to int) bool {
	if to-from > reach {
		return false
	}
	for i := from; i < to; i++ {
		if g.sign(i, ';') || g.sign(i, ':') || g.sign(i, '.') {
			return false
		}
	}
	return true
}

// broken tells whether a semicolon or full stop stands between two tokens.
func (g *Grammar) broken(from, to int) bool {
	for i := to - 1; i >= from; i-- {
		if g.sign(i, ';') {
			return true
		}
		if to-i > 4*reach {
			break
		}
	}
	return false
}
