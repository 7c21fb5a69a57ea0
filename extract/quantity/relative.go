package quantity

import (
	"fmt"
	"strconv"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// relative reads what is told from the release or from the passage: "last year", "the same period of 2023", "since then",
// "three years ago".
func (g *Grammar) relative(i int) stretch {
	if i >= len(g.tokens) || !g.readable(i) {
		return stretch{}
	}
	e, n := g.pack.Match(g.tokens, i, language.Relative)
	if n == 0 {
		return g.ago(i)
	}
	if e.ID == "same-period" {
		return g.samePeriod(i + n)
	}
	return stretch{iso: g.resolve(e.ID), to: i + n, adverb: true, today: strings.HasPrefix(e.ID, "day")}.orNone()
}

// orNone is s, or nothing where it has no period.
func (s stretch) orNone() stretch {
	if s.iso == "" {
		return stretch{}
	}
	return s
}

// samePeriod reads what follows "the same period": its year, or nothing when it is the period of the passage itself.
func (g *Grammar) samePeriod(i int) stretch {
	last := g.lastPoint()
	y, to := g.yearBehind(i)
	switch {
	case to == 0:
		return stretch{iso: last, to: i, same: true}.orNone()
	case last == "":
		return stretch{iso: strconv.Itoa(y), to: to, adverb: true, same: true}
	}
	return stretch{iso: replaceYear(last, y), to: to, adverb: true, same: true}
}

// ago reads "three years ago", « il y a trois ans ».
func (g *Grammar) ago(i int) stretch {
	j := i
	_, before := g.pack.Match(g.tokens, j, language.AgoBefore)
	j += before
	number, n := g.smallNumber(j)
	if n == 0 || g.context.Date == (Day{}) {
		return stretch{}
	}
	if _, bound := g.endsAt(j, language.BoundBefore); bound >= 0 {
		return stretch{} // "over 30 years ago" is no point in time
	}
	j += n
	e, n := g.pack.Match(g.tokens, j, language.Duration)
	if n == 0 {
		return stretch{}
	}
	j += n
	if g.is(j, language.ListAnd) && (g.is(j+1, language.Half) || g.is(j+2, language.Half)) {
		return stretch{} // « il y a deux ans et demi »
	}
	if before == 0 {
		_, n := g.pack.Match(g.tokens, j, language.AgoAfter)
		if n == 0 {
			return g.earlier(j, number, e.ID)
		}
		j += n
	}
	switch d := g.context.Date; e.ID {
	case "year":
		return stretch{iso: strconv.Itoa(d.Year - number), to: j, adverb: true}
	case "month":
		return stretch{iso: isoIndex(d.Year*12+d.Month-1-number, 1), to: j, adverb: true}
	case "day":
		return stretch{iso: d.add(0, 0, -number).String(), to: j, adverb: true}
	}
	return stretch{}
}

// earlier reads what stands behind a number of years or months before the time that the passage speaks of: "five years earlier",
// « cinq ans plus tôt ».
func (g *Grammar) earlier(i, number int, unit string) stretch {
	_, n := g.pack.Match(g.tokens, i, language.EarlierAfter)
	if n == 0 {
		return stretch{}
	}
	last := g.lastPoint()
	if next := g.at(i + n); last == "" || i+n < len(g.tokens) && next.Kind == token.Word && !g.is(i+n, language.Conjunction) && g.Roles[i+n] != InFigure {
		return stretch{} // "two years before the deadline"
	}
	switch {
	case unit == "year":
		return stretch{iso: replaceYear(last, monthIndex(last)/12-number), to: i + n, adverb: true}
	case unit == "month" && len(last) == len("2006-01") && !strings.Contains(last, "Q"):
		return stretch{iso: isoIndex(monthIndex(last)-number, 1), to: i + n, adverb: true}
	}
	return stretch{}
}

// smallNumber reads a number below 100 in digits, one word or two with a hyphen.
func (g *Grammar) smallNumber(i int) (value, n int) {
	if i >= len(g.tokens) || !g.readable(i) || g.hyphen(i-1) && g.numberWord(i-2) {
		return 0, 0
	}
	if t := g.tokens[i]; t.Decimals == 0 && t.Length <= 2 && t.Coef > 0 {
		return int(t.Coef), 1
	}
	if e, ok := g.pack.Entry(g.tokens[i], language.Cardinal); ok && 0 < e.Value && e.Value < 100 {
		if ones, ok := g.entryAt(i+2, language.Cardinal); ok && g.hyphen(i+1) { // "forty-five"
			if e.Value < 20 || e.Value%10 > 0 || ones.Value < 1 || ones.Value > 9 {
				return 0, 0
			}
			return int(e.Value + ones.Value), 3
		}
		return int(e.Value), 1
	}
	return 0, 0
}

// resolve gives the period that a relative one means.
func (g *Grammar) resolve(id string) string {
	d := g.context.Date
	if d == (Day{}) {
		return ""
	}
	name, shift := id, 0
	if k := strings.IndexAny(id, "-+"); k > 0 {
		name = id[:k]
		if _, err := fmt.Sscanf(id[k:], "%d", &shift); err != nil {
			return g.resolveFromPassage(id)
		}
	} else {
		name = strings.TrimSuffix(id, "0")
	}
	this := d.Year*12 + d.Month - 1
	switch name {
	case "year":
		return strconv.Itoa(d.Year + shift)
	case "month":
		return isoIndex(this+shift, 1)
	case "quarter":
		return partOfYear((this/3+shift)*3, 3)
	case "fiscal":
		return fiscalYear(fiscalStart(d, g.context.Dollar)+shift, g.context.Dollar)
	case "day":
		return d.add(0, 0, shift).String()
	case "spring", "summer", "fall", "winter":
		return strconv.Itoa(d.seasonYear(name, shift))
	}
	return g.resolveFromPassage(id)
}

// resolveFromPassage gives the period that is told from the one that the passage speaks of.
func (g *Grammar) resolveFromPassage(id string) string {
	d, last := g.context.Date, g.lastPoint()
	switch id {
	case "past-year":
		return isoMonth(d.Year-1, d.Month) + "/" + isoMonth(d.Year, d.Month)
	case "prior-year":
		if last != "" {
			return replaceYear(last, monthIndex(last)/12-1)
		}
		return strconv.Itoa(d.Year - 1)
	case "prior-fiscal":
		if y := monthIndex(last) / 12; last != "" && last == fiscalYear(y, g.context.Dollar) {
			return fiscalYear(y-1, g.context.Dollar)
		}
		return fiscalYear(fiscalStart(d, g.context.Dollar)-1, g.context.Dollar)
	case "prior-month":
		if len(last) == len("2006-01") && !strings.Contains(last, "Q") {
			return isoIndex(monthIndex(last)-1, 1)
		}
		return isoIndex(d.Year*12+d.Month-2, 1)
	case "prior-quarter":
		if y, q := 0, 0; len(last) == len("2006-Q1") {
			if n, _ := fmt.Sscanf(last, "%d-Q%d", &y, &q); n == 2 {
				return partOfYear((y*4+q-2)*3, 3)
			}
		}
		return partOfYear(((d.Year*12+d.Month-1)/3-1)*3, 3)
	case "later-year":
		if last != "" {
			return replaceYear(last, monthIndex(last)/12+1)
		}
		return strconv.Itoa(d.Year + 1)
	case "same-year":
		if last != "" {
			return last[:len("2006")]
		}
	case "same":
		return last
	case "since-then":
		if last != "" {
			return since(last)
		}
	}
	return ""
}

// fiscalStart is the year in which the fiscal year of a day started.
func fiscalStart(d Day, dollar string) int {
	if first := monthIndex(fiscalYear(d.Year, dollar)); d.Year*12+d.Month-1 < first {
		return d.Year - 1
	}
	return d.Year
}

// seasonYear is the year of the last, this or next season of a name; that of a winter is the one it ends in.
func (d Day) seasonYear(name string, shift int) int {
	first := map[string]int{"winter": 0, "spring": 3, "summer": 6, "fall": 9}[name]
	switch {
	case shift < 0 && d.Month < first+3:
		return d.Year - 1 // the one of this year is not over
	case shift > 0 && d.Month > first:
		return d.Year + 1 // the one of this year has begun
	}
	return d.Year
}

// lastPoint is the latest point in time that the sentence has named so far, or that its passage did.
func (g *Grammar) lastPoint() string {
	for n := len(g.Periods) - 1; n >= 0; n-- {
		if p := g.Periods[n]; p.free && p.prefix != language.PeriodSince && p.prefix != language.PeriodUntil && !open(p.ISO) {
			return p.ISO
		}
	}
	return g.when
}

// replaceYear moves a period to another year; one that crosses years keeps its length.
func replaceYear(iso string, y int) string {
	first, second, ranged := strings.Cut(iso, "/")
	if len(first) < 4 {
		return strconv.Itoa(y)
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

// windowAt reads a stretch that is named by its length and by its place in a year or by its end: "the first six months of
// 2024", "the last quarter of 2024", "the year ended March 31, 2025", "the 12 months to December", "the week of March 3".
func (g *Grammar) windowAt(i int) stretch {
	if _, n := g.pack.Match(g.tokens, i, language.WeekOf); n > 0 {
		if s := g.calendar(i + n); len(s.iso) == len("2006-01-02") {
			return stretch{iso: s.iso + "/" + ParseDay(s.iso).add(0, 0, 6).String(), to: s.to}
		}
		return stretch{}
	}
	if s := g.partOfYear(i); s.to > 0 {
		return s
	}
	return g.ending(i)
}

// partOfYear reads "first six months of 2024", « six premiers mois de 2024 », "last quarter of the fiscal year 2024–25".
func (g *Grammar) partOfYear(i int) stretch {
	count, n := g.smallNumber(i)
	j := i + n
	last := g.is(j, language.LastMonth)
	if !last && !g.is(j, language.FirstOf) {
		return stretch{}
	}
	j++
	if count == 0 {
		count, n = g.smallNumber(j)
		j += n
	}
	length := g.unitMonths(j)
	switch {
	case length == 0, length == 12, count*length > 12:
		return stretch{}
	case count == 0 && (!last || length == 1): // "first quarter" has a number of its own, "last month" no year behind it
		return stretch{}
	}
	first, to := g.yearStart(j + 1)
	if to == 0 {
		return stretch{}
	}
	count = max(count, 1)
	if last {
		first += 12 - count*length
	}
	if count == 1 {
		return stretch{iso: partOfYear(first, length), to: to}
	}
	return stretch{iso: monthsFrom(first, count*length), to: to}
}

// unitMonths is how many months the word at token i counts: month, quarter, half, year; 0 for another word.
func (g *Grammar) unitMonths(i int) int {
	switch e, _ := g.pack.Entry(g.at(i), language.Duration); {
	case e.ID == "month":
		return 1
	case e.ID == "quarter", g.is(i, language.QuarterWord):
		return 3
	case g.is(i, language.HalfYear):
		return 6
	case e.ID == "year":
		return 12
	}
	return 0
}

// ending reads a stretch by its length and its end: "year ended March 31, 2025", "12-month period ending in June",
// "12 months to December", "fiscal year ending March 31, 2025".
func (g *Grammar) ending(i int) stretch {
	j, count, length := i, 1, 12
	if _, n := g.pack.Match(g.tokens, i, language.Fiscal); n > 0 {
		j += n
	} else {
		number, n := g.smallNumber(i)
		if n > 0 {
			count = number
			if j += n; g.hyphen(j) {
				j++
			}
		}
		if e, _ := g.pack.Entry(g.at(j), language.Duration); e.ID == "week" {
			return g.weeksEnding(j+1, count)
		}
		if length = g.unitMonths(j); length == 0 {
			return stretch{}
		}
		j++
	}
	if g.is(j, language.DurationThing) { // "12-month period"
		j++
	}
	_, n := g.pack.Match(g.tokens, j, language.Window)
	if n == 0 || count*length > 60 {
		return stretch{}
	}
	s := g.calendar(j + n)
	if s.to == 0 && g.is(j+n, language.Determiner) {
		s = g.calendar(j + n + 1)
	}
	if s.to == 0 || len(s.iso) > len("2006-01-02") {
		return stretch{}
	}
	months := count * length
	if day := ParseDay(s.iso); day != (Day{}) && day.add(0, 0, 1).Day != 1 { // not the end of a month
		return stretch{iso: day.add(0, -months, 1).String() + "/" + s.iso, to: s.to}
	}
	last := s.iso[:len("2006-01")]
	w := stretch{iso: monthsFrom(monthIndex(last)-months+1, months), to: s.to}
	if length < 12 && months == 12 {
		w.last = last
	}
	return w
}

// weeksEnding reads the end of a stretch of weeks: "the week ended June 7".
func (g *Grammar) weeksEnding(i, weeks int) stretch {
	_, n := g.pack.Match(g.tokens, i, language.Window)
	if n == 0 {
		return stretch{}
	}
	s := g.calendar(i + n)
	day := ParseDay(s.iso)
	if day == (Day{}) {
		return stretch{}
	}
	return stretch{iso: day.add(0, 0, 1-7*weeks).String() + "/" + s.iso, to: s.to}
}
