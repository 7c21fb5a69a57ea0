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

func decade(y int) string { return yearsFrom(y, 10) }

// yearsFrom is a stretch of n years of which the first is given.
func yearsFrom(y, n int) string { return strconv.Itoa(y) + "/" + strconv.Itoa(y+n-1) }

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

// monthIndex counts the months up to an ISO 8601 year or month, so that months can be added and compared.
func monthIndex(iso string) int {
	if len(iso) < len("2006") {
		return 0
	}
	y, _ := strconv.Atoi(iso[:4])
	if len(iso) < len("2006-01") {
		return y * 12
	}
	m, err := strconv.Atoi(iso[5:7])
	if err != nil {
		return y * 12
	}
	return y*12 + m - 1
}

// isoIndex is the year or month of a month's index; step is 12 for a year and 1 for a month.
func isoIndex(index, step int) string {
	if step == 12 {
		return strconv.Itoa(index / 12)
	}
	return isoMonth(index/12, index%12+1)
}

// monthsFrom is a stretch of n months of which the first is given.
func monthsFrom(first, n int) string {
	if n == 1 {
		return isoIndex(first, 1)
	}
	return isoIndex(first, 1) + "/" + isoIndex(first+n-1, 1)
}

// point reads one date, year, quarter, fiscal year or relative period at token i.
func (g *Grammar) point(i int) stretch {
	if i >= len(g.tokens) || !g.readable(i) || !g.may(i, lookPoint) {
		return stretch{}
	}
	if s := g.windowAt(i); s.to > 0 {
		return s
	}
	if s := g.relative(i); s.to > 0 {
		return s
	}
	if _, n := g.pack.Match(g.tokens, i, language.PeriodPart); n > 0 { // "early 2024", "mid-May", "the end of March"
		if i += n; g.hyphen(i) || g.is(i, language.Determiner) {
			i++
		}
	}
	return g.seasonOrPoint(i)
}

// seasonOrPoint reads a season with its year, which stands for both, or another period.
func (g *Grammar) seasonOrPoint(i int) stretch {
	if !g.is(i, language.Season) {
		if s := g.relative(i); s.to > 0 { // "early this year"
			return s
		}
		return g.calendarPoint(i)
	}
	for i++; g.is(i, language.ListOr) || g.is(i, language.PeriodPart) || g.is(i, language.Season); i++ { // "spring or early summer of 2026"
	}
	y, to := g.yearBehind(i)
	if to == 0 {
		return stretch{}
	}
	if g.dash(to) && g.shortYear(to+1, y) { // the winter of two years
		return stretch{iso: yearsFrom(y, 2), to: to + 2}
	}
	return stretch{iso: strconv.Itoa(y), to: to}
}

// calendarPoint reads a fiscal year, half, quarter, month, day, year or decade.
func (g *Grammar) calendarPoint(i int) stretch {
	if i >= len(g.tokens) || !g.readable(i) {
		return stretch{}
	}
	if s := g.fiscal(i); s.to > 0 {
		return s
	}
	if s := g.quarter(i); s.to > 0 {
		return s
	}
	if s := g.calendar(i); s.to > 0 {
		return s
	}
	return g.years(i)
}

// years reads a year, two years that follow each other, which are a fiscal year, several years or a decade.
func (g *Grammar) years(i int) stretch {
	t := g.at(i)
	if g.is(i, language.Decade) {
		switch t := g.at(i + 1); {
		case year(t) && t.Coef%10 == 0:
			return stretch{iso: decade(int(t.Coef)), to: i + 2} // « années 1990 »
		case t.Kind == token.Number && t.Length == 2 && t.Decimals == 0 && t.Coef >= 30 && t.Coef%10 == 0:
			return stretch{iso: decade(1900 + int(t.Coef)), to: i + 2} // « années 80 »
		}
	}
	if g.oldYear(i) {
		return stretch{iso: strconv.FormatUint(t.Coef, 10), to: i + 1}
	}
	if i >= len(g.tokens) || !year(t) || g.quantified(i) {
		return stretch{}
	}
	y := int(t.Coef)
	switch second := g.at(i + 2); {
	case (g.dash(i+1) || g.spacedDash(i+1)) && year(second) && second.Coef > t.Coef:
		if int(second.Coef) == y+1 {
			return g.fiscalYears(y, i+3)
		}
		return stretch{iso: fmt.Sprintf("%d/%d", y, second.Coef), to: i + 3}
	case g.dash(i+1) && g.shortYear(i+2, y):
		return g.fiscalYears(y, i+3)
	case g.dash(i+1) && !g.sign(i+1, '/') && second.Kind == token.Number && second.Length == 2 && second.Decimals == 0 && int(second.Coef) > y%100+1:
		return stretch{iso: fmt.Sprintf("%d/%d", y, y-y%100+int(second.Coef)), to: i + 3} // "2020–22"
	case y%10 == 0 && g.glued(i+1) && g.word(i+1) == "s":
		return stretch{iso: decade(y), to: i + 2} // "the 1990s"
	case y%10 == 0 && g.sign(i+1, '\'') && g.glued(i+1) && g.glued(i+2) && g.word(i+2) == "s":
		return stretch{iso: decade(y), to: i + 3} // "the 1990's"
	}
	if _, n := g.pack.Match(g.tokens, i+1, language.Fiscal); n > 0 && !g.pack.AdjectiveBehind && !year(g.at(i+1+n)) { // "the 2025 fiscal year"
		return stretch{iso: fiscalYear(y-1, g.context.Dollar), to: i + 1 + n}
	}
	return stretch{iso: strconv.Itoa(y), to: i + 1}
}

// fiscalYears is the fiscal year that starts in y, with the words for it that may follow.
func (g *Grammar) fiscalYears(y, to int) stretch {
	if _, n := g.pack.Match(g.tokens, to, language.Fiscal); n > 0 && !g.pack.AdjectiveBehind {
		to += n
	}
	return stretch{iso: fiscalYear(y, g.context.Dollar), to: to}
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

// oldYear tells whether four digits are a year before 1900, which only a word of time in front tells from a count: "in 1898",
// "since 1867", "between 1670 and 1905".
func (g *Grammar) oldYear(i int) bool {
	if t := g.at(i); t.Kind != token.Number || t.Length != 4 || t.Decimals > 0 || t.Has(token.Grouped) || t.Coef < 1000 || t.Coef >= 1900 {
		return false
	}
	if g.is(i-1, language.YearBefore) {
		return g.closes(i + 1)
	}
	_, from := g.endsAt(i, language.PeriodFrom)
	_, n := g.pack.Match(g.tokens, i+1, language.PeriodTo)
	last := i + 1 + n
	return from >= 0 && n > 0 && year(g.at(last)) && g.closes(last+1) && !g.levelChange(from)
}

func (g *Grammar) dash(i int) bool {
	return (g.sign(i, '-') || g.sign(i, '–') || g.sign(i, '/')) && g.glued(i) && g.glued(i+1)
}

// spacedDash is a dash with a space on both sides.
func (g *Grammar) spacedDash(i int) bool {
	return (g.sign(i, '-') || g.sign(i, '–')) && !g.glued(i) && !g.glued(i+1)
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

// fiscal reads "fiscal 2024–25", "FY2025", "exercice 2024-2025", "fiscal year ending in 2025".
func (g *Grammar) fiscal(i int) stretch {
	if g.tokens[i].Has(token.Digits) {
		return g.fiscalGlued(i)
	}
	_, n := g.pack.Match(g.tokens, i, language.Fiscal)
	if n == 0 {
		return stretch{}
	}
	j := i + n
	if _, n := g.pack.Match(g.tokens, j, language.Window); n > 0 {
		j += n
	}
	if !year(g.at(j)) {
		return stretch{}
	}
	y := int(g.at(j).Coef)
	if (g.dash(j+1) || g.spacedDash(j+1) && year(g.at(j+2))) && (g.shortYear(j+2, y) || year(g.at(j+2))) {
		return stretch{iso: fiscalYear(y, g.context.Dollar), to: j + 3}
	}
	if _, n := g.pack.Match(g.tokens, j+1, language.PeriodTo); n > 0 && year(g.at(j+1+n)) && int(g.at(j+1+n).Coef) > y && !g.quantified(j+1+n) { // "fiscal years 2022 through 2026"
		last := int(g.at(j + 1 + n).Coef)
		return stretch{iso: start(fiscalYear(y-1, g.context.Dollar)) + "/" + end(fiscalYear(last-1, g.context.Dollar)), to: j + 2 + n}
	}
	return stretch{iso: fiscalYear(y-1, g.context.Dollar), to: j + 1}
}

// fiscalGlued reads a fiscal year that is one word with its abbreviation: "FY2025", "FY25", "FY2024-25".
func (g *Grammar) fiscalGlued(i int) stretch {
	w := g.word(i)
	digits := 0
	for digits < len(w) && (w[digits] < '0' || w[digits] > '9') {
		digits++
	}
	if _, ok := g.pack.Meaning(strings.ToLower(w[:digits]), language.Fiscal); !ok {
		return stretch{}
	}
	y, err := strconv.Atoi(w[digits:])
	switch {
	case err != nil:
		return stretch{}
	case len(w)-digits == 2:
		y += 2000
	case len(w)-digits != 4 || y < 1900 || y > 2100:
		return stretch{}
	}
	if g.dash(i+1) && g.shortYear(i+2, y) {
		return stretch{iso: fiscalYear(y, g.context.Dollar), to: i + 3}
	}
	return stretch{iso: fiscalYear(y-1, g.context.Dollar), to: i + 1}
}

// quarter reads "third quarter of 2027", "Q3 2027", "premier semestre de 2025".
func (g *Grammar) quarter(i int) stretch {
	nth, j := 0, i+1
	if e, ok := g.pack.Entry(g.tokens[i], language.Ordinal); ok {
		nth = int(e.Value)
	} else if t := g.at(i); dayOfMonth(t) && g.glued(j) && g.ordinalSuffix(j) { // "3rd quarter"
		nth = int(t.Coef)
		j++
	} else {
		return g.quarterLetter(i)
	}
	if nth < 1 || nth > 4 {
		return stretch{}
	}
	last := g.lastPoint()
	spoken := len(last) == len("2006-Q1") && last[5] == 'Q'
	if spoken && (g.is(i-1, language.Determiner) || g.is(i-1, language.PeriodPoint)) && (g.at(j).Kind == token.Sign || g.is(j, language.ListAnd) || g.is(j, language.PeriodPoint)) {
		return stretch{iso: g.quarterBeside(last, nth), to: j} // "in the third quarter and … in the second"
	}
	half := g.is(j, language.HalfYear)
	if !half && !g.is(j, language.QuarterWord) || half && nth > 2 {
		return stretch{}
	}
	length := 3
	if half {
		length = 6
	}
	if first, to := g.yearStart(j + 1); to > 0 {
		return stretch{iso: partOfYear(first+(nth-1)*length, length), to: to}
	}
	switch d := g.context.Date; {
	case d == (Day{}):
		return stretch{}
	case !half && spoken:
		return stretch{iso: g.quarterBeside(last, nth), to: j + 1}
	case nth*length >= d.Month: // without a year it is the latest one that ended before the release
		return stretch{iso: partOfYear((d.Year-1)*12+(nth-1)*length, length), to: j + 1}
	default:
		return stretch{iso: partOfYear(d.Year*12+(nth-1)*length, length), to: j + 1}
	}
}

// partOfYear is a quarter or half that starts in a month. A quarter of the calendar has an ISO 8601 form of its own.
func partOfYear(first, length int) string {
	if length == 3 && first%3 == 0 {
		return fmt.Sprintf("%04d-Q%d", first/12, first%12/3+1)
	}
	return monthsFrom(first, length)
}

// quarterLetter reads "Q3 2027", "T3 de 2027", "H1 2025", "S1 2025".
func (g *Grammar) quarterLetter(i int) stretch {
	w := g.word(i)
	if len(w) != 2 || w[1] < '1' || w[1] > '4' {
		return stretch{}
	}
	length := 0
	switch nth := w[1] - '0'; {
	case w[0] == 'Q' || w[0] == 'T':
		length = 3
	case (w[0] == 'H' || w[0] == 'S') && nth <= 2:
		length = 6
	default:
		return stretch{}
	}
	first, to := g.yearStart(i + 1)
	if to == 0 {
		return stretch{}
	}
	return stretch{iso: partOfYear(first+int(w[1]-'1')*length, length), to: to}
}

// quarterBeside is the nth quarter of the year that the passage speaks of, or of the year before when that one was not over on
// the day of the release and the passage does not speak of what is to come.
func (g *Grammar) quarterBeside(last string, nth int) string {
	y, quarter := 0, 0
	fmt.Sscanf(last, "%d-Q%d", &y, &quarter)
	d := g.context.Date
	if over := d == (Day{}) || y < d.Year || y == d.Year && nth*3 < d.Month; nth > quarter && !over && (y < d.Year || quarter*3 < d.Month) {
		y--
	}
	return fmt.Sprintf("%04d-Q%d", y, nth)
}

// yearStart reads the calendar or fiscal year that a quarter or the like is a part of, and gives its first month:
// "[of] 2027", "[of] last year", "[of] fiscal 2024–25", "[of] the year".
func (g *Grammar) yearStart(i int) (first, to int) {
	if y, to := g.yearBehind(i); to > 0 {
		if s := g.years(to - 1); s.to > to { // "of 2024–25"
			return monthIndex(s.iso), s.to
		}
		return y * 12, to
	}
	if g.is(i, language.Of) {
		i++
	}
	if g.is(i, language.Determiner) {
		i++
	}
	if i < len(g.tokens) && g.readable(i) {
		if s := g.fiscal(i); s.to > 0 {
			return monthIndex(s.iso), s.to
		}
		if s := g.years(i); s.to > 0 { // "of the 2024–25 fiscal year"
			return monthIndex(s.iso), s.to
		}
		if g.unitMonths(i) == 12 && g.context.Date != (Day{}) { // "of the year"
			if last := g.lastPoint(); last != "" {
				return monthIndex(last[:len("2006")]), i + 1
			}
			return g.context.Date.Year * 12, i + 1
		}
	}
	return 0, 0
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
		y := g.context.Date.Year
		switch e.ID {
		case "year-1":
			return y - 1, i + n
		case "year0":
			return y, i + n
		case "year+1":
			return y + 1, i + n
		case "year-2":
			return y - 2, i + n
		case "prior-year":
			if last := g.lastPoint(); last != "" {
				return monthIndex(last)/12 - 1, i + n
			}
			return y - 1, i + n
		}
	}
	return 0, 0
}

// dayOfMonth tells whether a number can be a day of the month.
func dayOfMonth(t token.Token) bool {
	return t.Kind == token.Number && t.Length <= 2 && t.Decimals == 0 && 1 <= t.Coef && t.Coef <= 31
}

// inDigits reads a day that is written in five tokens: "2025-10-07", as ISO 8601 has it, and "07/10/2025" in a language in which the day stands
// before the month. Elsewhere nobody can tell which of the two it is.
func (g *Grammar) inDigits(i int) (Day, bool) {
	first, month, last := g.at(i), g.at(i+2), g.at(i+4)
	if month.Kind != token.Number || month.Length > 2 || month.Coef < 1 || month.Coef > 12 || !g.dash(i+1) || !g.dash(i+3) {
		return Day{}, false
	}
	if year(first) && month.Length == 2 && last.Length == 2 && dayOfMonth(last) {
		return Day{int(first.Coef), int(month.Coef), int(last.Coef)}, true
	}
	day := !g.pack.DayBehindMonth && g.sign(i+1, '/') && g.sign(i+3, '/') && dayOfMonth(first) && year(last)
	return Day{int(last.Coef), int(month.Coef), int(first.Coef)}, day
}

// calendar reads days and months: "July 4, 2025", "le 4 juillet 2025", "March 2020", "in August", "last May".
func (g *Grammar) calendar(i int) stretch {
	begin := i
	i = g.pastWeekday(i)
	side := g.sideOf(i)
	if side != 0 && g.pack.CapitalNames && g.is(i+1, language.Month) {
		i++ // "last May"
	}
	if i >= len(g.tokens) {
		return stretch{}
	}
	if day, ok := g.inDigits(i); ok {
		return stretch{iso: day.orMonth(), to: i + 5}
	}
	day := 0
	if dayOfMonth(g.at(i)) {
		if day, i = g.dayAt(i); g.is(i, language.Of) && g.is(i+1, language.Month) {
			i++
		}
		if s := g.daysBeforeMonth(day, i); s.to > 0 {
			return s
		}
	}
	month, i := g.monthAt(i, day)
	if month == 0 {
		return stretch{}
	}
	if day == 0 && dayOfMonth(g.at(i)) && g.pack.DayBehindMonth && i < len(g.tokens) {
		// "July 4 to 6, 2025"
		if day, i = g.dayAt(i); g.joinsDays(i) && dayOfMonth(g.at(i+1)) && int(g.at(i+1).Coef) > day {
			return g.daysOf(month, day, i+1)
		}
	}
	y, to := g.yearAfterDay(i)
	adverb := false
	if to == 0 {
		if side == 0 {
			if side = g.sideOf(i); side != 0 {
				i++ // « mai dernier »
			}
		}
		y, to = g.nearYear(month), i
		if adverb = side != 0; adverb {
			y = g.yearBeside(month, day, side)
		}
		if day == 0 && begin == i-1 && begin == 0 && g.is(0, language.Verb) {
			return stretch{} // a sentence that opens with "May"
		}
	}
	switch {
	case y == 0:
		return stretch{}
	case day == 0:
		return stretch{iso: isoMonth(y, month), to: to, adverb: adverb}
	}
	return stretch{iso: Day{y, month, day}.orMonth(), to: to, adverb: adverb}
}

// pastWeekday is the token behind the name of a weekday at token i, or i.
func (g *Grammar) pastWeekday(i int) int {
	if !g.is(i, language.Weekday) {
		return i
	}
	if i++; g.sign(i, ',') || g.sign(i, '.') {
		i++
	}
	return i
}

// dayAt reads the day of a month in digits at token i: "4", "4th", « 1er ».
func (g *Grammar) dayAt(i int) (day, to int) {
	day, to = int(g.at(i).Coef), i+1
	if to < len(g.tokens) && g.glued(to) && g.ordinalSuffix(to) {
		to++
	}
	return day, to
}

// joinsDays tells whether "to" or its like stands at token i, with more behind.
func (g *Grammar) joinsDays(i int) bool {
	return (g.is(i, language.PeriodTo) || g.is(i, language.RangeTo)) && i+1 < len(g.tokens)
}

// daysBeforeMonth reads the second of two days in front of their month, behind the first one: "4 au 6 juillet 2025", "4–6 July 2025".
func (g *Grammar) daysBeforeMonth(day, i int) stretch {
	if !g.joinsDays(i) || !g.is(i+2, language.Month) || g.at(i+1).Kind != token.Number || int(g.at(i+1).Coef) <= day {
		return stretch{}
	}
	last := g.calendar(i + 1)
	if len(last.iso) != len("2006-01-02") {
		return stretch{}
	}
	last.iso = fmt.Sprintf("%s%02d/%s", last.iso[:8], day, last.iso)
	return last
}

// monthAt reads the name of a month at token i, behind a day or none; month is 0 for another word.
func (g *Grammar) monthAt(i, day int) (month, to int) {
	e, ok := g.entryAt(i, language.Month)
	switch {
	case !ok,
		g.pack.CapitalNames && !g.at(i).Has(token.Capital),           // "may" and "march" are verbs
		g.is(i, language.Cardinal) && !(g.sign(i+1, '.') && day > 0), // « sept » is a month only with its full stop
		g.hyphen(i+1) && g.at(i+2).Kind == token.Word:                // "Sept-Îles"
		return 0, i
	}
	if i++; g.sign(i, '.') && i+1 < len(g.tokens) {
		i++
	}
	return int(e.Value), i
}

// daysOf reads the second of two days of a month, at token i: "July 4 to 6, 2025".
func (g *Grammar) daysOf(month, first, i int) stretch {
	last := int(g.at(i).Coef)
	y, to := g.yearAfterDay(i + 1)
	if to == 0 {
		y, to = g.nearYear(month), i+1
	}
	if y == 0 {
		return stretch{}
	}
	if from, to2 := (Day{y, month, first}).orMonth(), (Day{y, month, last}).orMonth(); len(from) == len(to2) {
		return stretch{iso: from + "/" + to2, to: to}
	}
	return stretch{iso: isoMonth(y, month), to: to}
}

func (g *Grammar) yearAfterDay(i int) (int, int) {
	if g.sign(i, ',') || g.is(i, language.Of) {
		i++
	}
	if i < len(g.tokens) && year(g.at(i)) && !g.quantified(i) {
		return int(g.at(i).Coef), i + 1
	}
	if e, n := g.pack.Match(g.tokens, i, language.Relative); n > 0 && g.context.Date != (Day{}) { // "May of last year"
		switch e.ID {
		case "year-1":
			return g.context.Date.Year - 1, i + n
		case "year0":
			return g.context.Date.Year, i + n
		case "year+1":
			return g.context.Date.Year + 1, i + n
		}
	}
	return 0, 0
}

// sideOf tells on which side of the release token i puts the month or day beside it: -1 for "last", 1 for "next", 0 for
// another word.
func (g *Grammar) sideOf(i int) int {
	switch {
	case g.is(i, language.LastMonth):
		return -1
	case g.is(i, language.NextMonth):
		return 1
	}
	return 0
}

// yearBeside is the year of the latest such month or day before the release, or of the first behind it.
func (g *Grammar) yearBeside(month, day, side int) int {
	d := g.context.Date
	if d == (Day{}) {
		return 0
	}
	passed := month < d.Month || month == d.Month && day > 0 && day < d.Day
	coming := month > d.Month || month == d.Month && day > d.Day
	switch {
	case side < 0 && !passed:
		return d.Year - 1
	case side > 0 && !coming:
		return d.Year + 1
	}
	return d.Year
}

// nearYear is the year in which a month named without one lies nearest to the release. A month well ahead in a sentence of
// the past is of the year before.
func (g *Grammar) nearYear(month int) int {
	const well = 3
	d := g.context.Date
	switch {
	case d == (Day{}):
		return 0
	case month-d.Month >= well && (g.sentenceTense() == past || g.sentenceTense() == perfect):
		return d.Year - 1
	case month-d.Month > 6:
		return d.Year - 1
	case d.Month-month > 6:
		return d.Year + 1
	}
	return d.Year
}
