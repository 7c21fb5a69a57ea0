package quantity

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Day is a calendar day.
type Day struct{ Year, Month, Day int }

// ParseDay reads an ISO 8601 day; anything else gives the zero Day.
func ParseDay(s string) Day {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Day{}
	}
	return Day{t.Year(), int(t.Month()), t.Day()}
}

// String is the ISO 8601 form, or "" for the zero Day.
func (d Day) String() string {
	if d == (Day{}) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

func (d Day) add(years, months, days int) Day {
	t := time.Date(d.Year+years, time.Month(d.Month+months), d.Day, 0, 0, 0, 0, time.UTC)
	if months != 0 && t.Day() != d.Day { // the end of a shorter month
		t = t.AddDate(0, 0, -t.Day())
	}
	t = t.AddDate(0, 0, days)
	return Day{t.Year(), int(t.Month()), t.Day()}
}

func isoMonth(y, m int) string { return fmt.Sprintf("%04d-%02d", y, m) }

// periods finds the stretches of time of the sentence.
func (g *Grammar) periods() {
	for i := 0; i < len(g.tokens); i++ {
		if g.Roles[i] != Unread {
			continue
		}
		prefix, n := g.prefix(i)
		if prefix == language.PeriodFrom && n > 0 {
			if p, ok := g.fromTo(i, i+n); ok {
				g.addPeriod(p)
				i = p.To - 1
				continue
			}
			prefix, n = g.prefixBut(i, language.PeriodFrom)
		}
		iso, end := g.pointBehind(i + n)
		if end == 0 && n > 0 {
			prefix, n = 0, 0
			iso, end = g.point(i)
		}
		if end == 0 {
			continue
		}
		p := Period{From: i, To: end, ISO: iso, free: n > 0 || i == 0 || g.sign(i-1, '('), prefix: prefix, starts: g.is(i, language.PeriodStart) || g.opensStart(i)}
		if !strings.Contains(iso, "/") {
			switch prefix {
			case language.PeriodSince:
				p.ISO = iso + "/"
			case language.PeriodUntil:
				p.ISO = "/" + iso
			}
		}
		if _, relative := g.pack.Match(g.tokens, i+n, language.Relative); relative > 0 {
			p.free = true
		}
		if len(iso) == len("2006-01-02") && n == 0 {
			p.free = false
		}
		p.genitive = g.possessive(end)
		p.free = p.free || n == 0 && g.attribute(i, end)
		g.addPeriod(p)
		i = end - 1
	}
}

// attribute tells whether a period stands between an article and a noun: "the 2025 quota".
func (g *Grammar) attribute(i, end int) bool {
	next := g.at(end)
	return (g.is(i, language.Determiner) || g.is(i-1, language.Determiner)) && next.Kind == token.Word && !next.Has(token.Capital) && !g.pack.Single(next).Meets(endsNoun)
}

// possessive tells whether a period that ends before token i is in the genitive: "last year's".
func (g *Grammar) possessive(i int) bool {
	if w := g.word(i - 1); strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") {
		return true
	}
	return g.sign(i, '\'') && g.glued(i) && g.word(i+1) == "s"
}

// opensStart tells whether a phrase such as "starting in" opens the period at i.
func (g *Grammar) opensStart(i int) bool {
	_, n := g.pack.Match(g.tokens, i, language.PeriodStart)
	return n > 0
}

// pointBehind reads a point that an article may stand in front of: "in the fourth quarter".
func (g *Grammar) pointBehind(i int) (string, int) {
	iso, end := g.point(i)
	if end == 0 && g.is(i, language.Determiner) {
		return g.point(i + 1)
	}
	return iso, end
}

func (g *Grammar) addPeriod(p Period) {
	g.Periods = append(g.Periods, p)
	role := InPeriod
	if len(p.ISO) == len("2006-01-02") && !p.free {
		role = InDate
	}
	g.mark(p.From, p.To, role)
}

var prefixes = [...]language.Class{language.PeriodFrom, language.PeriodSince, language.PeriodUntil, language.PeriodPoint}

// prefix finds the longest word or words that tie a period to a figure.
func (g *Grammar) prefix(i int) (language.Class, int) { return g.prefixBut(i, 0) }

func (g *Grammar) prefixBut(i int, but language.Class) (language.Class, int) {
	var class language.Class
	longest := 0
	for _, c := range prefixes {
		if c == but {
			continue
		}
		if _, n := g.pack.Match(g.tokens, i, c); n > longest {
			class, longest = c, n
		}
	}
	return class, longest
}

// fromTo reads "from 2019 to 2023", "between March 2020 and April 2021"; i is the first word, j what
// stands behind it.
func (g *Grammar) fromTo(i, j int) (Period, bool) {
	first, end := g.pointBehind(j)
	if end == 0 || strings.Contains(first, "/") {
		return Period{}, false
	}
	_, n := g.pack.Match(g.tokens, end, language.PeriodTo)
	if n == 0 {
		return Period{}, false
	}
	second, to := g.pointBehind(end + n)
	if to == 0 || strings.Contains(second, "/") {
		return Period{}, false
	}
	// "from April to September 2024": the year stands once, at the end.
	if !year(g.at(end-1)) && year(g.at(to-1)) && len(first) > 4 && len(second) > 4 {
		first = second[:4] + first[4:]
	}
	if second < first {
		return Period{}, false
	}
	return Period{From: i, To: to, ISO: first + "/" + second, free: true, prefix: language.PeriodFrom}, true
}

// point reads one date, year, quarter, fiscal year or relative period at token i, and gives its ISO
// form and the token behind it, or 0.
func (g *Grammar) point(i int) (string, int) {
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return "", 0
	}
	if g.pack.Opens(g.tokens[i], language.Relative) {
		if e, n := g.pack.Match(g.tokens, i, language.Relative); n > 0 {
			if e.ID == "same-period" {
				y, end := g.yearBehind(i + n)
				if last := g.lastPoint(); end > 0 && last != "" {
					return replaceYear(last, y), end
				}
				return "", 0
			}
			if iso := g.relative(e.ID); iso != "" {
				return iso, i + n
			}
		}
	}
	if iso, end := g.fiscal(i); end > 0 {
		return iso, end
	}
	if iso, end := g.quarter(i); end > 0 {
		return iso, end
	}
	if iso, end := g.calendar(i); end > 0 {
		return iso, end
	}
	if i < len(g.tokens) && year(g.at(i)) && !g.quantified(i) {
		y := int(g.at(i).Coef)
		if g.dash(i+1) && i+2 < len(g.tokens) && year(g.at(i+2)) && g.at(i+2).Coef > g.at(i).Coef {
			second := int(g.at(i + 2).Coef)
			if second == y+1 {
				return fiscalYear(y, g.context.Dollar), i + 3
			}
			return fmt.Sprintf("%d/%d", y, second), i + 3
		}
		if g.dash(i+1) && g.shortYear(i+2, y) {
			return fiscalYear(y, g.context.Dollar), i + 3
		}
		if last := g.at(i + 2); g.dash(i+1) && !g.sign(i+1, '/') && last.Kind == token.Number && last.Length == 2 && last.Decimals == 0 && int(last.Coef) > y%100+1 {
			return fmt.Sprintf("%d/%d", y, y-y%100+int(last.Coef)), i + 3 // "2020–22"
		}
		return fmt.Sprint(y), i + 1
	}
	return "", 0
}

// quantified tells that a number that looks like a year is a figure: a unit stands beside it.
func (g *Grammar) quantified(i int) bool {
	if g.sign(i-1, '$') || g.sign(i-1, '€') || g.sign(i-1, '£') {
		return true
	}
	if i+1 >= len(g.tokens) {
		return false
	}
	s := g.pack.Single(g.at(i + 1))
	return s.Has(language.Percent) || s.Has(language.Scale) || s.Has(language.Currency) && g.at(i+1).Rune != 0 ||
		s.Has(language.Measure) && g.at(i+1).End-g.at(i+1).Start > 1
}

func (g *Grammar) dash(i int) bool {
	return (g.sign(i, '-') || g.sign(i, '–') || g.sign(i, '/')) && g.glued(i) && g.glued(i+1)
}

// shortYear tells whether token i is the last two digits of the year behind y: "2024–25".
func (g *Grammar) shortYear(i, y int) bool {
	return i < len(g.tokens) && g.at(i).Kind == token.Number && g.at(i).Length == 2 && g.at(i).Decimals == 0 &&
		int(g.at(i).Coef) == (y+1)%100
}

// fiscalYear is April to March in Canada and the United Kingdom, October to September for the
// government of the United States.
func fiscalYear(first int, dollar string) string {
	if dollar == "USD" {
		return isoMonth(first, 10) + "/" + isoMonth(first+1, 9)
	}
	return isoMonth(first, 4) + "/" + isoMonth(first+1, 3)
}

func (g *Grammar) fiscal(i int) (string, int) {
	_, n := g.pack.Match(g.tokens, i, language.Fiscal)
	if n == 0 || i+n >= len(g.tokens) || !year(g.at(i+n)) {
		return "", 0
	}
	j := i + n
	y := int(g.at(j).Coef)
	if g.dash(j+1) && (g.shortYear(j+2, y) || year(g.at(j+2))) {
		return fiscalYear(y, g.context.Dollar), j + 3
	}
	return fiscalYear(y-1, g.context.Dollar), j + 1
}

// quarter reads "third quarter of 2027", "Q3 2027", "premier semestre de 2025".
func (g *Grammar) quarter(i int) (string, int) {
	nth, j := 0, i
	if e, ok := g.pack.Entry(g.tokens[i], language.Ordinal); ok {
		nth, j = int(e.Value), i+1
	} else if w := g.word(i); len(w) == 2 && (w[0] == 'Q' || w[0] == 'T') && '1' <= w[1] && w[1] <= '4' {
		nth, j = int(w[1]-'0'), i+1
		y, end := g.yearBehind(j)
		if end == 0 {
			return "", 0
		}
		return fmt.Sprintf("%04d-Q%d", y, nth), end
	}
	if nth < 1 || nth > 4 {
		return "", 0
	}
	last := g.lastPoint()
	spoken := len(last) == len("2006-Q1") && last[5] == 'Q'
	if spoken && (g.is(i-1, language.Determiner) || g.is(i-1, language.PeriodPoint)) && (g.at(j).Kind == token.Sign || g.is(j, language.ListAnd) || g.is(j, language.PeriodPoint)) {
		return quarterUpTo(last, nth), j // "in the third quarter and … in the second"
	}
	half := g.is(j, language.HalfYear)
	if !half && !g.is(j, language.QuarterWord) || half && nth > 2 {
		return "", 0
	}
	y, end := g.yearBehind(j + 1)
	if end == 0 {
		if g.context.Date == (Day{}) {
			return "", 0
		}
		if !half && spoken {
			return quarterUpTo(last, nth), j + 1
		}
		// Without a year it is the latest such quarter that ended before the release.
		y, end = g.context.Date.Year, j+1
		months := nth * 3
		if half {
			months = nth * 6
		}
		if months >= g.context.Date.Month {
			y--
		}
	}
	if half {
		return isoMonth(y, nth*6-5) + "/" + isoMonth(y, nth*6), end
	}
	return fmt.Sprintf("%04d-Q%d", y, nth), end
}

// quarterUpTo is the latest nth quarter that is not behind the last one.
func quarterUpTo(last string, nth int) string {
	y, quarter := 0, 0
	fmt.Sscanf(last, "%d-Q%d", &y, &quarter)
	if nth > quarter {
		y--
	}
	return fmt.Sprintf("%04d-Q%d", y, nth)
}

// yearBehind reads "[of] 2027" or "[of] last year".
func (g *Grammar) yearBehind(i int) (int, int) {
	if g.is(i, language.Of) || g.is(i, language.PeriodPoint) || g.sign(i, ',') {
		i++
	}
	if i < len(g.tokens) && year(g.at(i)) {
		return int(g.at(i).Coef), i + 1
	}
	if e, n := g.pack.Match(g.tokens, i, language.Relative); n > 0 && g.context.Date != (Day{}) {
		switch e.ID {
		case "year-1":
			return g.context.Date.Year - 1, i + n
		case "year0":
			return g.context.Date.Year, i + n
		}
	}
	return 0, 0
}

// calendar reads days and months: "July 4, 2025", "le 4 juillet 2025", "March 2020", "in August".
func (g *Grammar) calendar(i int) (string, int) {
	start := i
	if g.is(i, language.Weekday) {
		i++
		if g.sign(i, ',') || g.sign(i, '.') {
			i++
		}
	}
	if i >= len(g.tokens) {
		return "", 0
	}
	// ISO day, scanned as number-hyphen-number-hyphen-number.
	if year(g.at(i)) && g.dash(i+1) && g.dash(i+3) && i+4 < len(g.tokens) {
		m, d := g.at(i+2), g.at(i+4)
		if m.Kind == token.Number && d.Kind == token.Number && m.Length == 2 && d.Length == 2 && m.Coef <= 12 && d.Coef <= 31 {
			return Day{int(g.at(i).Coef), int(m.Coef), int(d.Coef)}.String(), i + 5
		}
	}
	day := 0
	if g.at(i).Kind == token.Number && g.at(i).Length <= 2 && g.at(i).Decimals == 0 && 1 <= g.at(i).Coef && g.at(i).Coef <= 31 {
		day = int(g.at(i).Coef)
		i++
		if i < len(g.tokens) && g.glued(i) && g.ordinalSuffix(i) {
			i++
		}
		if g.is(i, language.Of) && g.is(i+1, language.Month) {
			i++
		}
		// "4 au 6 juillet 2025", "4–6 July 2025"
		if (g.is(i, language.PeriodTo) || g.is(i, language.RangeTo)) && i+2 < len(g.tokens) && g.is(i+2, language.Month) && g.at(i+1).Kind == token.Number {
			if last, end := g.calendar(i + 1); len(last) == len("2006-01-02") && int(g.at(i+1).Coef) > day {
				return fmt.Sprintf("%s%02d/%s", last[:8], day, last), end
			}
		}
	}
	if i >= len(g.tokens) {
		return "", 0
	}
	back := g.is(i-1, language.LastMonth)
	e, ok := g.pack.Entry(g.tokens[i], language.Month)
	// English months have a capital; "may" and "march" without one are verbs.
	if !ok || g.pack.CapitalNames && !g.at(i).Has(token.Capital) {
		return "", 0
	}
	// "sept" is a month only with its full stop.
	if g.is(i, language.Cardinal) && !(g.sign(i+1, '.') && day > 0) {
		return "", 0
	}
	if g.hyphen(i+1) && g.at(i+2).Kind == token.Word {
		return "", 0 // "Sept-Îles"
	}
	month := int(e.Value)
	i++
	if g.sign(i, '.') && i+1 < len(g.tokens) {
		i++
	}
	if day == 0 && i < len(g.tokens) && g.at(i).Kind == token.Number && g.at(i).Length <= 2 && g.at(i).Decimals == 0 && g.at(i).Coef <= 31 && g.at(i).Coef > 0 && g.pack.DayBehindMonth {
		day = int(g.at(i).Coef)
		i++
		if i < len(g.tokens) && g.glued(i) && g.ordinalSuffix(i) {
			i++
		}
		// "July 4 to 6, 2025"
		if (g.is(i, language.PeriodTo) || g.is(i, language.RangeTo)) && i+1 < len(g.tokens) && g.at(i+1).Kind == token.Number && g.at(i+1).Length <= 2 && int(g.at(i+1).Coef) > day && int(g.at(i+1).Coef) <= 31 {
			last := int(g.at(i + 1).Coef)
			y, end := g.yearAfterDay(i+2, month)
			if end == 0 {
				y, end = g.nearYear(month), i+2
			}
			if y == 0 {
				return "", 0
			}
			return Day{y, month, day}.String() + "/" + Day{y, month, last}.String(), end
		}
	}
	y, end := g.yearAfterDay(i, month)
	if end == 0 && (back || g.is(i, language.LastMonth)) && g.context.Date != (Day{}) { // "last August", "août dernier"
		if y, end = g.context.Date.Year, i; month >= g.context.Date.Month {
			y--
		}
		if !back {
			end++
		}
	}
	if end == 0 {
		y, end = g.nearYear(month), i
		if day == 0 && start == i-1 && start == 0 && g.is(0, language.Verb) {
			return "", 0 // a sentence that opens with "May"
		}
	}
	if y == 0 {
		return "", 0
	}
	if day == 0 {
		return isoMonth(y, month), end
	}
	return Day{y, month, day}.String(), end
}

func (g *Grammar) yearAfterDay(i, month int) (int, int) {
	if g.sign(i, ',') || g.is(i, language.Of) {
		i++
	}
	if i < len(g.tokens) && year(g.at(i)) && !g.quantified(i) {
		return int(g.at(i).Coef), i + 1
	}
	return 0, 0
}

// nearYear is the year in which a month named without one lies nearest to the release.
func (g *Grammar) nearYear(month int) int {
	d := g.context.Date
	switch {
	case d == (Day{}):
		return 0
	case month-d.Month > 6:
		return d.Year - 1
	case d.Month-month > 6:
		return d.Year + 1
	}
	return d.Year
}

// relative resolves "last year" and its kin against the release date.
func (g *Grammar) relative(id string) string {
	d := g.context.Date
	if d == (Day{}) {
		return ""
	}
	switch id {
	case "prior-year":
		// A year before what the passage speaks of.
		if last := g.lastPoint(); last != "" {
			var y int
			if _, err := fmt.Sscanf(last, "%4d", &y); err == nil {
				return replaceYear(last, y-1)
			}
		}
		return fmt.Sprint(d.Year - 1)
	case "year-2":
		return fmt.Sprint(d.Year - 2)
	case "year-1":
		return fmt.Sprint(d.Year - 1)
	case "year0":
		return fmt.Sprint(d.Year)
	case "year+1":
		return fmt.Sprint(d.Year + 1)
	case "month-1", "month0", "month+1":
		m := Day{d.Year, d.Month, 1}.add(0, map[string]int{"month-1": -1, "month0": 0, "month+1": 1}[id], 0)
		return isoMonth(m.Year, m.Month)
	case "quarter-1", "quarter0":
		q := Day{d.Year, d.Month, 1}
		if id == "quarter-1" {
			q = q.add(0, -3, 0)
		}
		return fmt.Sprintf("%04d-Q%d", q.Year, (q.Month+2)/3)
	case "past-year":
		return isoMonth(d.Year-1, d.Month) + "/" + isoMonth(d.Year, d.Month)
	}
	return ""
}

// lastPoint is the latest point in time that the sentence has named so far, or that its passage did.
func (g *Grammar) lastPoint() string {
	for n := len(g.Periods) - 1; n >= 0; n-- {
		if p := g.Periods[n]; p.free && p.prefix != language.PeriodSince && p.prefix != language.PeriodUntil && !strings.HasPrefix(p.ISO, "/") && !strings.HasSuffix(p.ISO, "/") {
			return p.ISO
		}
	}
	return g.when
}

// replaceYear moves a period to another year; one that crosses years keeps its length.
func replaceYear(iso string, y int) string {
	first, second, ranged := strings.Cut(iso, "/")
	if len(first) < 4 {
		return fmt.Sprint(y)
	}
	moved := fmt.Sprintf("%04d%s", y, first[4:])
	if !ranged {
		return moved
	}
	var a, b int
	if _, err := fmt.Sscanf(first[:4]+" "+second, "%d %4d", &a, &b); err != nil {
		return moved
	}
	return moved + "/" + fmt.Sprintf("%04d%s", y+b-a, second[4:])
}

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
	today := g.context.Date.String()
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
	latest := ""
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
