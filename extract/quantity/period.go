package quantity

import (
	"fmt"
	"strings"
	"time"

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
		iso, end := g.point(i + n)
		if end == 0 && n > 0 {
			prefix, n = 0, 0
			iso, end = g.point(i)
		}
		if end == 0 {
			continue
		}
		p := Period{From: i, To: end, ISO: iso, free: n > 0 || i == 0 || g.sign(i-1, '(')}
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
		g.addPeriod(p)
		i = end - 1
	}
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
	first, end := g.point(j)
	if end == 0 || strings.Contains(first, "/") {
		return Period{}, false
	}
	_, n := g.pack.Match(g.tokens, end, language.PeriodTo)
	if n == 0 {
		return Period{}, false
	}
	second, to := g.point(end + n)
	if to == 0 || strings.Contains(second, "/") || second < first {
		return Period{}, false
	}
	return Period{From: i, To: to, ISO: first + "/" + second, free: true}, true
}

// point reads one date, year, quarter, fiscal year or relative period at token i, and gives its ISO
// form and the token behind it, or 0.
func (g *Grammar) point(i int) (string, int) {
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return "", 0
	}
	if g.pack.Opens(g.tokens[i], language.Relative) {
		if e, n := g.pack.Match(g.tokens, i, language.Relative); n > 0 {
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
	if i < len(g.tokens) && year(g.tokens[i]) && !g.quantified(i) {
		y := int(g.tokens[i].Coef)
		if g.dash(i+1) && i+2 < len(g.tokens) && year(g.tokens[i+2]) && g.tokens[i+2].Coef > g.tokens[i].Coef {
			second := int(g.tokens[i+2].Coef)
			if second == y+1 {
				return fiscalYear(y, g.context.Dollar), i + 3
			}
			return fmt.Sprintf("%d/%d", y, second), i + 3
		}
		if g.dash(i+1) && g.shortYear(i+2, y) {
			return fiscalYear(y, g.context.Dollar), i + 3
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
	s := g.pack.Single(g.tokens[i+1])
	return s.Has(language.Percent) || s.Has(language.Scale) || s.Has(language.Currency) && g.tokens[i+1].Rune != 0 ||
		s.Has(language.Measure) && g.tokens[i+1].End-g.tokens[i+1].Start > 1
}

func (g *Grammar) dash(i int) bool {
	return (g.sign(i, '-') || g.sign(i, '–') || g.sign(i, '/')) && g.glued(i) && g.glued(i+1)
}

// shortYear tells whether token i is the last two digits of the year behind y: "2024–25".
func (g *Grammar) shortYear(i, y int) bool {
	return i < len(g.tokens) && g.tokens[i].Kind == token.Number && g.tokens[i].Length == 2 && g.tokens[i].Decimals == 0 &&
		int(g.tokens[i].Coef) == (y+1)%100
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
	if n == 0 || i+n >= len(g.tokens) || !year(g.tokens[i+n]) {
		return "", 0
	}
	j := i + n
	y := int(g.tokens[j].Coef)
	if g.dash(j+1) && (g.shortYear(j+2, y) || year(g.tokens[j+2])) {
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
	if nth < 1 || nth > 4 || j >= len(g.tokens) {
		return "", 0
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

// yearBehind reads "[of] 2027" or "[of] last year".
func (g *Grammar) yearBehind(i int) (int, int) {
	if g.is(i, language.Of) || g.is(i, language.PeriodPoint) || g.sign(i, ',') {
		i++
	}
	if i < len(g.tokens) && year(g.tokens[i]) {
		return int(g.tokens[i].Coef), i + 1
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
	if year(g.tokens[i]) && g.dash(i+1) && g.dash(i+3) && i+4 < len(g.tokens) {
		m, d := g.tokens[i+2], g.tokens[i+4]
		if m.Kind == token.Number && d.Kind == token.Number && m.Length == 2 && d.Length == 2 && m.Coef <= 12 && d.Coef <= 31 {
			return Day{int(g.tokens[i].Coef), int(m.Coef), int(d.Coef)}.String(), i + 5
		}
	}
	day := 0
	if g.tokens[i].Kind == token.Number && g.tokens[i].Length <= 2 && g.tokens[i].Decimals == 0 && 1 <= g.tokens[i].Coef && g.tokens[i].Coef <= 31 {
		day = int(g.tokens[i].Coef)
		i++
		if i < len(g.tokens) && g.glued(i) && g.ordinalSuffix(i) {
			i++
		}
		if g.is(i, language.Of) && g.is(i+1, language.Month) {
			i++
		}
	}
	if i >= len(g.tokens) {
		return "", 0
	}
	e, ok := g.pack.Entry(g.tokens[i], language.Month)
	// English months have a capital; "may" and "march" without one are verbs.
	if !ok || g.pack.Code == "en" && !g.tokens[i].Has(token.Capital) {
		return "", 0
	}
	// "sept" is a month only with its full stop.
	if g.is(i, language.Cardinal) && !(g.sign(i+1, '.') && day > 0) {
		return "", 0
	}
	month := int(e.Value)
	i++
	if g.sign(i, '.') && i+1 < len(g.tokens) {
		i++
	}
	if day == 0 && i < len(g.tokens) && g.tokens[i].Kind == token.Number && g.tokens[i].Length <= 2 && g.tokens[i].Decimals == 0 && g.tokens[i].Coef <= 31 && g.tokens[i].Coef > 0 && g.pack.Code == "en" {
		day = int(g.tokens[i].Coef)
		i++
		if i < len(g.tokens) && g.glued(i) && g.ordinalSuffix(i) {
			i++
		}
		// "July 4 to 6, 2025"
		if (g.is(i, language.PeriodTo) || g.is(i, language.RangeTo)) && i+1 < len(g.tokens) && g.tokens[i+1].Kind == token.Number && g.tokens[i+1].Length <= 2 && int(g.tokens[i+1].Coef) > day && int(g.tokens[i+1].Coef) <= 31 {
			last := int(g.tokens[i+1].Coef)
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
	if end == 0 {
		y, end = g.nearYear(month), i
		if day == 0 && start == i-1 && month == 5 && g.pack.Code == "en" && start == 0 {
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
	if i < len(g.tokens) && year(g.tokens[i]) && !g.quantified(i) {
		return int(g.tokens[i].Coef), i + 1
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

// date gives every figure without a period the one that the sentence ties to it: the next period in
// its clause when no other figure with one of its own stands between, else the nearest before it,
// else the next behind.
func (g *Grammar) date() {
	for n := range g.Quantities {
		q := &g.Quantities[n]
		var behind, before *Period
		for k := range g.Periods {
			p := &g.Periods[k]
			if !p.free {
				continue
			}
			if p.From >= q.To && behind == nil {
				behind = p
			}
			if p.To <= q.From {
				before = p
			}
		}
		switch {
		case behind != nil && g.sameClause(q.To, behind.From) && g.nextFigure(n) >= behind.From:
			q.Period = behind.ISO
		case before != nil && !g.broken(before.To, q.From):
			q.Period = before.ISO
		case behind != nil && g.sameClause(q.To, behind.From):
			q.Period = behind.ISO
		}
	}
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
	for i := from; i < to; i++ {
		if g.sign(i, ';') || g.sign(i, ':') || g.sign(i, '.') || g.sign(i, '–') && !g.glued(i) {
			return false
		}
	}
	return true
}

// broken tells whether a semicolon or full stop stands between two tokens.
func (g *Grammar) broken(from, to int) bool {
	for i := from; i < to; i++ {
		if g.sign(i, ';') {
			return true
		}
	}
	return false
}
