package quantity

import (
	"fmt"
	"strconv"
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
	var buf [16]byte
	return string(padded(append(padded(append(padded(buf[:0], d.Year, 4), '-'), d.Month, 2), '-'), d.Day, 2))
}

// orMonth is the ISO 8601 form, of the month alone where the calendar has no such day ("February 30").
func (d Day) orMonth() string {
	if d.add(0, 0, 0) == d {
		return d.String()
	}
	return isoMonth(d.Year, d.Month)
}

func (d Day) add(years, months, days int) Day {
	t := time.Date(d.Year+years, time.Month(d.Month+months), d.Day, 0, 0, 0, 0, time.UTC)
	if months != 0 && t.Day() != d.Day { // the end of a shorter month
		t = t.AddDate(0, 0, -t.Day())
	}
	t = t.AddDate(0, 0, days)
	return Day{t.Year(), int(t.Month()), t.Day()}
}

func decade(y int) string { return fmt.Sprintf("%d/%d", y, y+9) }

func isoMonth(y, m int) string {
	var buf [16]byte
	return string(padded(append(padded(buf[:0], y, 4), '-'), m, 2))
}

// padded appends a number with zeros before it up to a width. Periods are written for every date of a text, for which
// package fmt is too slow.
func padded(dst []byte, n, width int) []byte {
	for least := 10; width > 1; least, width = least*10, width-1 {
		if n < least {
			dst = append(dst, '0')
		}
	}
	return strconv.AppendInt(dst, int64(n), 10)
}

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
	if t := g.at(i); g.is(i-1, language.Decade) && t.Kind == token.Number && t.Length == 2 && t.Decimals == 0 && t.Coef >= 30 && t.Coef%10 == 0 {
		return decade(1900 + int(t.Coef)), i + 1 // « les années 80 »
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
		if y%10 == 0 && g.glued(i+1) && g.word(i+1) == "s" {
			return decade(y), i + 2 // "the 1990s"
		}
		if y%10 == 0 && g.is(i-1, language.Decade) {
			return decade(y), i + 1 // « les années 1990 »
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
			return Day{int(g.at(i).Coef), int(m.Coef), int(d.Coef)}.orMonth(), i + 5
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
			y, end := g.yearAfterDay(i + 2)
			if end == 0 {
				y, end = g.nearYear(month), i+2
			}
			if y == 0 {
				return "", 0
			}
			if from, to := (Day{y, month, day}).orMonth(), (Day{y, month, last}).orMonth(); len(from) == len(to) {
				return from + "/" + to, end
			}
			return isoMonth(y, month), end
		}
	}
	y, end := g.yearAfterDay(i)
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
	return Day{y, month, day}.orMonth(), end
}

func (g *Grammar) yearAfterDay(i int) (int, int) {
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
