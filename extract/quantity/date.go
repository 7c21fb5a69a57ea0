package quantity

import (
	"fmt"
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
		q.Period = g.periodOf(n)
	}
	g.spanYears()
	g.splitLevels()
	g.spanChanges()
	g.carry()
}

func (g *Grammar) periodOf(n int) string {
	q := &g.Quantities[n]
	var behind, before *Period
	// Periods are sorted; near is the first that does not end before the figure.
	near := sort.Search(len(g.Periods), func(k int) bool { return g.Periods[k].To > q.From })
	for k := near - 1; k >= 0 && before == nil; k-- {
		p := &g.Periods[k]
		if p.free && p.owner == 0 && (!p.genitive || p.To == q.From) && (!p.base || g.nextFigureAt(p.To) == n) && (p.prefix != language.PeriodSince || p.From == 0 || g.at(p.From-1).Kind == token.Sign) {
			before = p
		}
	}
	next := g.nextFigure(n)
	for k := near; k < len(g.Periods) && behind == nil && g.Periods[k].From-q.To <= reach; k++ {
		if p := &g.Periods[k]; p.free && !p.genitive && p.From >= q.To && !(p.base && (q.Change != "" || next < p.From)) && (p.owner == 0 || p.owner == n+1) {
			behind = p
		}
	}
	if q.Change != "" && n+1 < len(g.Quantities) && g.reaches(q.To, next) { // "by 2.1 points to 5% by 2027"
		next = g.nextFigure(n + 1)
	}
	switch {
	case behind != nil && g.sameClause(q.To, behind.From) && next >= behind.From:
		return behind.ISO
	case g.upFrom(q), g.today(q):
		return ""
	case before != nil && (!g.broken(before.To, q.From) || g.reported(n)):
		return before.ISO
	case behind != nil && !g.isRank(q) && behind.prefix != language.PeriodSince && g.sameClause(q.To, behind.From):
		return behind.ISO
	}
	return ""
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

// today tells whether "now" or the like stands right before a figure, or the figure counts things already known: "the two
// authorities".
func (g *Grammar) today(q *Quantity) bool {
	if q.Kind == Count && q.InWords && g.is(q.From-1, language.Determiner) && q.Low.Cmp(decimal.Ten) < 0 {
		return true
	}
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
		n := g.nextFigureAt(p.From) - 1
		if n < 0 || g.Quantities[n].To > p.From || p.From-g.Quantities[n].To > reach {
			continue
		}
		if n > 0 && g.comparedWith(n) {
			p.owner = n + 1 // "up 4% from $15 billion a year earlier"
			continue
		}
		p.base = g.is(p.From-1, language.Compare) || g.Quantities[n].Change != "" && g.compares(g.Quantities[n].To, p)
	}
}

// comparedWith tells whether the words in front of figure n compare it with another: "than the 1.2 million", "compared with
// 3%", "up from 4%".
func (g *Grammar) comparedWith(n int) bool {
	i := g.Quantities[n].From
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	for i > 0 && g.is(i-1, language.Determiner) {
		i--
	}
	if e, start := g.endsAt(i, language.ChangeBreak); start >= 0 && e.ID == "same" {
		return true
	}
	return g.is(i-1, language.Compare)
}

// compares tells whether a period behind a change is the one it is compared with: "12% more than in
// 2023", "up 4.1% from 2024".
func (g *Grammar) compares(from int, p *Period) bool {
	if g.is(p.From, language.Compare) {
		return true
	}
	for i := from; i < p.From; i++ {
		if g.is(i, language.Compare) {
			return true
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
			var iso string
			var y, m, y2, m2 int
			if n, _ := fmt.Sscanf(p.ISO, "%4d-%2d/%4d-%2d", &y, &m, &y2, &m2); n == 4 {
				iso = isoMonth(y, m) + "/" + isoMonth(y2+int(years)-1, m2)
			} else if n, _ := fmt.Sscanf(strings.Trim(p.ISO, "/"), "%4d", &y); n == 1 && len(strings.Trim(p.ISO, "/")) == 4 {
				iso = fmt.Sprintf("%d/%d", y, y+int(years)-1)
			} else {
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

// span is the period of a change from one period to another.
func span(first, second string) string {
	if len(first) == len(second) {
		var y1, y2, r1, r2 int
		switch len(first) {
		case len("2006"):
			fmt.Sscanf(first+" "+second, "%d %d", &y1, &y2)
			if y2 == y1+1 {
				return second
			}
		case len("2006-01"):
			fmt.Sscanf(strings.ReplaceAll(first+" "+second, "Q", ""), "%d-%d %d-%d", &y1, &r1, &y2, &r2)
			length := 12
			if strings.Contains(first, "Q") {
				length = 4
			}
			if gap := (y2-y1)*length + r2 - r1; gap == 1 || gap == length {
				return second
			}
		}
	}
	return first + "/" + second
}

// carry passes the period that a passage speaks of on to the figures of sentences that name none, when they tell of the
// past; what is so today, or is to come, as the tense tells, has no such period.
func (g *Grammar) carry() {
	if g.when != "" && !slices.ContainsFunc(g.Periods, func(p Period) bool { return p.free && !p.base && !p.genitive && p.owner == 0 }) {
		for n := range g.Quantities {
			q := &g.Quantities[n]
			if q.Kind == Duration || q.Period != "" {
				continue
			}
			if t, said := g.tense(n); t == past && !(said && g.turned) || t == timeless && !g.turned {
				q.Period = g.when
			}
		}
	}
	latest, today := "", g.day
	for _, q := range g.Quantities {
		p := q.Period
		if q.Kind == Duration || p == "" || strings.HasPrefix(p, "/") || strings.HasSuffix(p, "/") || today == "" || p > today {
			continue
		}
		if latest == "" || p[:4] >= latest[:4] && p > latest {
			latest = p
		}
	}
	if latest != "" && (g.when == "" || g.turned || latest[:4] >= g.when[:4]) {
		g.when, g.turned = latest, false
	}
}

// tense is the time of the verb that a figure belongs to.
type tense uint8

const (
	timeless tense = iota // no verb tells
	past
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

// verbTense is the time of a verb form at token i with the auxiliary in front of it: "will be capped", "sont allées".
func (g *Grammar) verbTense(i int) tense {
	own := g.wordTense(i)
	if own == timeless && !g.participle(i) || g.at(i).Kind != token.Word || g.Roles[i] != Unread {
		return own
	}
	if own == future || own == present {
		return own
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		switch t := g.wordTense(j); {
		case t == present && g.pack.PerfectAuxiliary:
			return past // passé composé
		case t != timeless:
			return t
		case !g.is(j, language.Adverb) && !g.is(j, language.Verb):
			return past
		}
	}
	return past
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
	case g.pack.PastVerb(g.word(i)), s.Has(language.Verb) && !g.pack.PerfectAuxiliary:
		return past
	}
	return timeless
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
