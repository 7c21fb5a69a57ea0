package quantity

import (
	"fmt"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// stretch is a point or stretch of time as the text names it.
type stretch struct {
	iso    string
	to     int    // the token behind it; 0 when none was read
	adverb bool   // needs no preposition to tell when: "last year"
	today  bool   // is "today", "yesterday" or "tomorrow", which tell of news and not of figures
	same   bool   // names a period by another one: "the same period of 2023"
	first  string // with second, the two that a list names: "2025 and 2026"
	second string
	last   string // for a window of a year ("the 12 months to December"), the point that it ends in
}

// opensPoint are the classes with which the name of a period may start, besides numbers; opensPeriod are those and the words
// before it. Most words are passed over by this one look.
var (
	opensPoint = language.SetOf(language.PeriodPart, language.Season, language.Relative, language.WeekOf, language.Fiscal,
		language.Month, language.LastMonth, language.FirstOf, language.NextMonth, language.Weekday, language.Ordinal, language.Cardinal,
		language.Duration, language.QuarterWord, language.HalfYear, language.Decade, language.AgoBefore)
	opensPeriod = opensPoint.With(language.SetOf(prefixes[:]...)).With(language.SetOf(language.Determiner))
)

// periods finds the stretches of time of the sentence.
func (g *Grammar) periods() {
	for i := 0; i < len(g.tokens); i++ {
		if !g.readable(i) || !g.may(i, lookPeriod) {
			continue
		}
		if p, ok := g.period(i); ok {
			g.addPeriod(p)
			if len(end(p.ISO)) == len("2006-01-02") {
				g.daysBefore(p.From)
				g.daysAfter(p.To)
			}
			i = p.To - 1
		}
	}
}

// readable tells whether token i may be a part of a period: it has no role yet, or is a word with digits such as "Q3".
func (g *Grammar) readable(i int) bool {
	return g.Roles[i] == Unread || g.Roles[i] == InName && g.tokens[i].Kind == token.Word && g.tokens[i].Has(token.Digits)
}

// period reads the period that starts at token i, with the words that tie it to a figure.
func (g *Grammar) period(i int) (Period, bool) {
	prefix, n := g.prefix(i)
	if prefix == language.PeriodFrom {
		if p, ok := g.fromTo(i, i+n); ok {
			return p, true
		}
		prefix, n = g.prefixBut(i, language.PeriodFrom)
	}
	s := g.pointBehind(i + n)
	if s.to == 0 && n > 0 {
		prefix, n = 0, 0
		s = g.point(i)
	}
	if s.to == 0 {
		return Period{}, false
	}
	if s.today && prefix != language.PeriodAsOf {
		return Period{}, false
	}
	s = g.series(s)
	attribute := g.attribute(i+n, s.to)
	if attribute && (prefix == language.PeriodSince && g.is(i, language.PeriodFrom) || prefix == language.PeriodUntil && g.is(i, language.PeriodTo)) {
		prefix = language.PeriodPoint // "from the 2023 survey", "according to a 2023 survey"
	}
	if prefix == language.PeriodSince && g.is(i, language.PeriodFrom) && g.is(s.to, language.Comparand) {
		prefix = language.PeriodCompare // "from 2005 levels"
	}
	if prefix == language.PeriodUntil && g.is(i, language.PeriodPoint) && n == 1 && (strings.Contains(s.iso, "/") || strings.Contains(s.iso, "Q")) {
		prefix = language.PeriodPoint // "through the first half of 2024"
	}
	p := Period{From: i, To: s.to, ISO: s.iso, same: s.same, first: s.first, second: s.second, last: s.last, prefix: prefix, starts: g.opensStart(i)}
	switch prefix {
	case language.PeriodSince, language.PeriodFounded:
		p.ISO = since(s.iso)
	case language.PeriodUntil:
		p.ISO = until(s.iso)
	case language.PeriodAsOf:
		p.asOf = true
		if g.day != "" && s.iso > g.day && !strings.Contains(s.iso, "/") { // what holds from a day to come
			p.ISO, p.asOf, p.prefix = since(s.iso), false, language.PeriodSince
		}
	case language.PeriodCompare:
		p.base = true
	}
	p.base = p.base || s.same && s.adverb
	p.genitive = g.possessive(s.to)
	day := len(s.iso) == len("2006-01-02")
	switch {
	case n > 0:
		p.free = true
	case day && !s.adverb:
		p.free = g.verbEnds(i)
	default:
		p.free = s.adverb || i == 0 || g.sign(i-1, '(') || g.attribute(i, s.to) || len(s.iso) > len("2006") && g.verbEnds(i)
	}
	return p, true
}

// since is the time from the start of a period on.
func since(iso string) string {
	start, _, _ := strings.Cut(iso, "/")
	return start + "/"
}

// until is the time up to the end of a period.
func until(iso string) string { return "/" + end(iso) }

// end is where a period ends.
func end(iso string) string { return iso[strings.IndexByte(iso, '/')+1:] }

// verbEnds tells whether a form of a verb stands right before token i: "completed February 2011".
func (g *Grammar) verbEnds(i int) bool {
	t := g.at(i - 1)
	return t.Kind == token.Word && !t.Has(token.Capital) && (g.pack.Single(t).Meets(verbal) || g.participle(i-1))
}

var verbal = language.SetOf(language.Verb, language.VerbForm)

// attribute tells whether a period stands as an adjective does: "the 2025 quota", « le budget 2025 ».
func (g *Grammar) attribute(i, end int) bool {
	if g.pack.AdjectiveBehind {
		before := g.at(i - 1)
		return before.Kind == token.Word && !before.Has(token.Capital) && !g.pack.Single(before).Meets(endsNoun) && !g.pack.Is(before, language.Month)
	}
	next := g.at(end)
	return (g.is(i, language.Determiner) || g.is(i-1, language.Determiner) || g.possessive(i)) && next.Kind == token.Word && !next.Has(token.Capital) && !g.pack.Single(next).Meets(endsNoun)
}

// possessive tells whether a period that ends before token i is in the genitive: "last year's".
func (g *Grammar) possessive(i int) bool {
	if i == 0 {
		return false
	}
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
func (g *Grammar) pointBehind(i int) stretch {
	s := g.point(i)
	if s.to == 0 && g.is(i, language.Determiner) {
		return g.point(i + 1)
	}
	return s
}

func (g *Grammar) addPeriod(p Period) {
	g.Periods = append(g.Periods, p)
	role := InPeriod
	if len(p.ISO) == len("2006-01-02") && !p.free {
		role = InDate
	}
	g.mark(p.From, p.To, role)
}

// daysBefore marks the days that a date shares its month with: "les 8, 9 ou 15 mars", "le 7 et le 10 octobre". An article or
// a weekday opens them.
func (g *Grammar) daysBefore(from int) {
	k := from - 1
	for {
		if g.is(k, language.Determiner) || g.is(k, language.Weekday) {
			k--
		}
		if !g.is(k, language.ListAnd) && !g.is(k, language.ListOr) && !g.is(k, language.RangeTo) || !dayOfMonth(g.at(k-1)) || g.Roles[k-1] != Unread {
			return
		}
		if k--; g.is(k-1, language.Determiner) || g.is(k-1, language.Weekday) {
			g.mark(k, from, InDate)
			return
		}
		k--
	}
}

// daysAfter marks the days that follow a date in its month: "March 8 or 15", "October 7 to 9 and 13 to 16".
func (g *Grammar) daysAfter(to int) {
	for last := g.at(to - 1); dayOfMonth(last) && (g.is(to, language.ListAnd) || g.is(to, language.ListOr) || g.is(to, language.PeriodTo)); to += 2 {
		day, next := g.at(to+1), g.at(to+2)
		if !dayOfMonth(day) || day.Coef <= last.Coef || g.sign(to, ',') || g.sign(to+2, '%') || g.hyphen(to+2) ||
			next.Kind != token.Sign && !g.is(to+2, language.ListAnd) && !g.is(to+2, language.ListOr) && !g.is(to+2, language.PeriodTo) {
			return
		}
		g.mark(to, to+2, InDate)
		last = day
	}
}

// prefixes are the classes of the words that tie a period to a figure; of two that match as many words, the first holds.
var prefixes = [...]language.Class{language.PeriodFrom, language.PeriodSince, language.PeriodUntil, language.PeriodPoint, language.PeriodAsOf,
	language.PeriodFounded, language.PeriodCompare}

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

// fromTo reads "from 2019 to 2023", "between March 2020 and April 2021", "from Monday, March 3, to Sunday, March 9",
// "between 2019–20 and 2023–24"; i is the first word, j what stands behind it.
func (g *Grammar) fromTo(i, j int) (Period, bool) {
	first := g.pointBehind(j)
	day := 0
	if first.to == 0 {
		if day, first.to = g.dayAlone(j); day == 0 {
			return Period{}, false
		}
	}
	k := first.to
	if g.sign(k, ',') {
		k++
	}
	_, n := g.pack.Match(g.tokens, k, language.PeriodTo)
	if n == 0 {
		if len(first.iso) == len("2006-01-02/2006-01-02") { // "between March 7 and 16" is read as one
			return Period{From: i, To: first.to, ISO: first.iso, free: true, prefix: language.PeriodFrom}, true
		}
		return Period{}, false
	}
	second := g.pointBehind(k + n)
	if second.to == 0 || open(first.iso) || open(second.iso) {
		return Period{}, false
	}
	switch {
	case day > 0: // "du 7 au 16 mars": the month stands once, at the end
		if len(second.iso) != len("2006-01-02") {
			return Period{}, false
		}
		first.iso = fmt.Sprintf("%s%02d", second.iso[:8], day)
	case !year(g.at(first.to-1)) && year(g.at(second.to-1)) && len(first.iso) > 4 && len(second.iso) > 4 && !strings.Contains(first.iso+second.iso, "/"):
		first.iso = second.iso[:4] + first.iso[4:] // "from April to September 2024": the year stands once, at the end
	}
	if start(second.iso) < start(first.iso) {
		return Period{}, false
	}
	return Period{From: i, To: second.to, ISO: start(first.iso) + "/" + end(second.iso), first: first.iso, second: second.iso, free: true, prefix: language.PeriodFrom}, true
}

// open tells whether a period has no start or no end.
func open(iso string) bool { return strings.HasPrefix(iso, "/") || strings.HasSuffix(iso, "/") }

// start is where a period starts.
func start(iso string) string {
	s, _, _ := strings.Cut(iso, "/")
	return s
}

// dayAlone reads the day of a month that is named later: "[le mardi] 7".
func (g *Grammar) dayAlone(i int) (day, end int) {
	for g.is(i, language.Determiner) || g.is(i, language.Weekday) {
		i++
	}
	if t := g.at(i); i < len(g.tokens) && g.Roles[i] == Unread && dayOfMonth(t) {
		end = i + 1
		if g.glued(end) && g.ordinalSuffix(end) {
			end++
		}
		return int(t.Coef), end
	}
	return 0, 0
}

// daysTo reads the second of two days without "from": "May 1 to September 30".
func (g *Grammar) daysTo(s stretch) stretch {
	_, n := g.pack.Match(g.tokens, s.to, language.PeriodTo)
	if n == 0 || g.is(s.to, language.ListAnd) {
		return s
	}
	if last := g.calendar(s.to + n); len(last.iso) == len(s.iso) && last.iso > s.iso {
		return stretch{iso: s.iso + "/" + last.iso, to: last.to}
	}
	return s
}

// series joins years or months that follow each other: "in 2025 and 2026", "July, August and September 2024", "2019 to 2023".
// The year of months may stand once, at the end.
func (g *Grammar) series(s stretch) stretch {
	step := 1
	switch {
	case len(s.iso) == len("2006-01-02"):
		return g.daysTo(s)
	case s.adverb, len(s.iso) != len("2006") && len(s.iso) != len("2006-01"), strings.Contains(s.iso, "Q"):
		return s
	case len(s.iso) == len("2006"):
		step = 12
	}
	joined := s
	first, to := monthIndex(s.iso), s.to
	last, dated := first, year(g.at(to-1))
	for {
		j := to
		comma := g.sign(j, ',')
		if comma {
			j++
		}
		_, n := g.pack.Match(g.tokens, j, language.PeriodTo)
		and := g.is(j, language.ListAnd) && !g.sign(j, ',')
		if n == 0 && !comma || n > 0 && comma && !and {
			return joined
		}
		if g.is(j+n, language.PeriodPoint) && g.at(j+n).Kind == token.Word {
			n++ // « en mars et en avril »
		}
		next := g.calendarPoint(j + n)
		if next.to == 0 || len(next.iso) != len(s.iso) || strings.Contains(next.iso, "Q") {
			return joined
		}
		gap := monthIndex(next.iso) - last
		nextDated := year(g.at(next.to - 1))
		if !dated || !nextDated {
			gap = (gap%12 + 12) % 12
		}
		if gap <= 0 || (n == 0 || and) && gap != step {
			return joined
		}
		if last += gap; nextDated && !dated {
			first += monthIndex(next.iso) - last
			last, dated = monthIndex(next.iso), true
		}
		if to = next.to; n == 0 {
			continue
		}
		joined = stretch{iso: isoIndex(first, step) + "/" + isoIndex(last, step), to: to}
		if last-first == step {
			joined.first, joined.second = isoIndex(first, step), isoIndex(last, step)
		}
		return joined
	}
}
