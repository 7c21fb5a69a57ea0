package transform

import (
	"strconv"
	"strings"
)

// period is an ISO 8601 period in words: "2024", "since 2020", "fiscal year 2024–25". What it cannot read it
// gives back as it is.
func (p *printer) period(s string) string {
	from, to, span := strings.Cut(s, "/")
	switch {
	case !span:
		return p.date(s)
	case to == "":
		return p.text.Text("period.since"+dayKey(from), "period", p.date(from))
	case from == "":
		return p.text.Text("period.by"+dayKey(to), "period", p.date(to))
	}
	if year, ok := fiscalYear(from, to); ok {
		return p.text.Text("period.fiscal", "years", p.text.FiscalYear(year))
	}
	return p.text.Text("period.span", "from", p.date(from), "to", p.date(to))
}

// dayKey ends the key of a text that differs before a day: "depuis le 1er mars", "depuis mars".
func dayKey(date string) string {
	if grain(date) == "day" {
		return ".day"
	}
	return ""
}

// fiscalYear tells whether two months bound a fiscal year: April to March, as in Canada and the United Kingdom, or October to
// September, as that of the government of the United States.
func fiscalYear(from, to string) (year int, ok bool) {
	for _, bounds := range [...][2]string{{"-04", "-03"}, {"-10", "-09"}} {
		start, okStart := strings.CutSuffix(from, bounds[0])
		end, okEnd := strings.CutSuffix(to, bounds[1])
		if !okStart || !okEnd || len(start) != 4 {
			continue
		}
		a, errA := strconv.Atoi(start)
		b, errB := strconv.Atoi(end)
		return a, errA == nil && errB == nil && b == a+1
	}
	return 0, false
}

func (p *printer) date(s string) string {
	parts := strings.Split(s, "-")
	if len(parts) < 2 || len(parts[0]) != 4 {
		return s
	}
	if quarter, ok := strings.CutPrefix(parts[1], "Q"); ok && len(parts) == 2 {
		if key := "period.quarter." + quarter; p.text.Has(key) {
			return p.text.Text(key, "year", parts[0])
		}
		return s
	}
	month := "month." + parts[1]
	if !p.text.Has(month) {
		return s
	}
	if len(parts) == 2 {
		return p.text.Text("period.month", "month", p.text.Text(month), "year", parts[0])
	}
	day, err := strconv.Atoi(parts[2])
	if err != nil || len(parts) > 3 {
		return s
	}
	key := "period.day"
	if day == 1 {
		key = "period.day.first"
	}
	return p.text.Text(key, "month", p.text.Text(month), "day", strconv.Itoa(day), "year", parts[0])
}

// grain is the length of the single period that s names, or empty where it names a span or none.
func grain(s string) string {
	switch {
	case s == "":
		return ""
	case strings.Contains(s, "/"):
		from, to, _ := strings.Cut(s, "/")
		if _, ok := fiscalYear(from, to); ok {
			return "fiscal year"
		}
		return ""
	case strings.Contains(s, "Q"):
		return "quarter"
	}
	return []string{"year", "month", "day", ""}[min(3, strings.Count(s, "-"))]
}
