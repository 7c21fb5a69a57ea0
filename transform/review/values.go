package review

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// column is a column of the table of mentions that a person can correct.
type column struct {
	name string
	// wrong says what is wrong with a value, or nothing.
	wrong func(value string, units *unit.Vocabulary) string
	get   func(m *extract.Mention) string
	set   func(m *extract.Mention, value, lang string, units *unit.Vocabulary)
}

// columns lists them in the order in which they are applied: a number before what says how exact it is.
func columns() []column {
	word := func(name string, at func(m *extract.Mention) *string) column {
		return column{
			name, anything,
			func(m *extract.Mention) string { return *at(m) },
			func(m *extract.Mention, value, _ string, _ *unit.Vocabulary) { *at(m) = value },
		}
	}
	area := func(name string, at func(m *extract.Mention) *string) column {
		c := word(name, at)
		c.wrong = matching(areas, "give a code of ISO 3166, such as CA or CA-ON")
		return c
	}
	period := word("period", func(m *extract.Mention) *string { return &m.Period })
	period.wrong = matching(periods, "give a period of ISO 8601, such as 2024, 2024-03, 2024-Q3, 2020/ or 2024-04/2025-03")
	return []column{
		{"value", number, single, func(m *extract.Mention, value, _ string, _ *unit.Vocabulary) { setNumber(m, value, value, false) }},
		{"low", number, rangeEnd(func(m *extract.Mention) decimal.Decimal { return m.Low }), setEnd(func(m *extract.Mention, value string) { setNumber(m, value, m.High.String(), true) })},
		{"high", number, rangeEnd(func(m *extract.Mention) decimal.Decimal { return m.High }), setEnd(func(m *extract.Mention, value string) { setNumber(m, m.Low.String(), value, true) })},
		{"unit", required, func(m *extract.Mention) string { return m.Unit }, setUnit},
		word("per", func(m *extract.Mention) *string { return &m.Per }),
		{"bound", oneOf(bounds()), boundOf, func(m *extract.Mention, value, _ string, _ *unit.Vocabulary) { m.Bound = extract.Bound(value) }},
		{"direction", oneOf([]string{"", string(extract.Up), string(extract.Down)}), func(m *extract.Mention) string { return string(m.Direction) },
			func(m *extract.Mention, value, _ string, _ *unit.Vocabulary) { m.Direction = extract.Direction(value) }},
		period,
		word("measure", func(m *extract.Mention) *string { return &m.Measure }),
		word("subject", func(m *extract.Mention) *string { return &m.Subject }),
		area("ref_area", func(m *extract.Mention) *string { return &m.Area }),
		area("counterpart_area", func(m *extract.Mention) *string { return &m.Partner }),
	}
}

func bounds() []string {
	var list []string
	for _, b := range []interval.Bound{interval.Exact, interval.Approx, interval.MoreThan, interval.AtLeast, interval.LessThan, interval.AtMost} {
		list = append(list, string(b))
	}
	return list
}

var (
	areas   = regexp.MustCompile(`^$|^[A-Z]{2}(-[A-Z0-9]{1,3})?$`)
	moment  = `\d{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?`
	periods = regexp.MustCompile(`^$|^` + moment + `(/(` + moment + `)?)?$|^/` + moment + `$`)
)

func anything(string, *unit.Vocabulary) string { return "" }

func required(value string, _ *unit.Vocabulary) string {
	if strings.TrimSpace(value) == "" {
		return "give a unit, such as CAD, percent or person"
	}
	return ""
}

func number(value string, _ *unit.Vocabulary) string {
	if _, err := decimal.Parse(value); err != nil {
		return "give a number in digits, such as 24500000000 or 12.5"
	}
	return ""
}

func matching(form *regexp.Regexp, advice string) func(string, *unit.Vocabulary) string {
	return func(value string, _ *unit.Vocabulary) string {
		if form.MatchString(value) {
			return ""
		}
		return advice
	}
}

func oneOf(list []string) func(string, *unit.Vocabulary) string {
	return func(value string, _ *unit.Vocabulary) string {
		if slices.Contains(list, value) {
			return ""
		}
		return "give one of " + strings.TrimPrefix(strings.Join(list, ", "), ", ")
	}
}

func single(m *extract.Mention) string {
	if m.Range || m.Vague {
		return ""
	}
	return m.Low.Trim(0).String()
}

func rangeEnd(of func(m *extract.Mention) decimal.Decimal) func(*extract.Mention) string {
	return func(m *extract.Mention) string {
		if !m.Range && !m.Vague {
			return ""
		}
		return of(m).Trim(0).String()
	}
}

func setEnd(set func(m *extract.Mention, value string)) func(*extract.Mention, string, string, *unit.Vocabulary) {
	return func(m *extract.Mention, value, _ string, _ *unit.Vocabulary) { set(m, value) }
}

func boundOf(m *extract.Mention) string {
	if m.Bound == "" {
		return string(extract.Exact)
	}
	return string(m.Bound)
}

// setNumber gives a mention other numbers. They are as exact as the digits in the text are, or more where they have more digits.
func setNumber(m *extract.Mention, low, high string, isRange bool) {
	m.Low, m.High = decimal.MustParse(low), decimal.MustParse(high)
	m.Range, m.Vague = isRange, false
	m.Step = finer(m.High, finer(m.Low, m.Step))
}

// finer is the largest step, not above the given one, that a number is a multiple of.
func finer(d, step decimal.Decimal) decimal.Decimal {
	if !step.IsPos() {
		step = decimal.One
	}
	for {
		_, rest, err := d.QuoRem(step)
		if err != nil || rest.IsZero() {
			return step
		}
		next, err := step.Quo(decimal.Ten)
		if err != nil || !next.IsPos() {
			return step
		}
		step = next.Trim(0)
	}
}

// setUnit gives a mention another unit, by the name that a text in lang has for it.
func setUnit(m *extract.Mention, name, lang string, units *unit.Vocabulary) {
	m.Unit, m.Kind = name, extract.Count
	if u, ok := units.Denominator(name, lang); ok {
		m.Kind = extract.UnitKind(u.Kind)
	} else if u := units.Of(unit.Money, name, lang); u.Code == name && len(name) == 3 {
		m.Kind = extract.Money
	}
}

// problem is what is wrong with one of the values of a correction.
type problem struct{ field, message string }

// checkValues tells what is wrong with values, in the order of their names.
func checkValues(values map[string]string, units *unit.Vocabulary) []problem {
	known := map[string]column{}
	var names []string
	for _, c := range columns() {
		known[c.name] = c
		names = append(names, c.name)
	}
	var problems []problem
	for _, name := range slices.Sorted(maps.Keys(values)) {
		c, ok := known[name]
		if !ok {
			problems = append(problems, problem{name, fmt.Sprintf("no value is called %q; there are %s", name, strings.Join(names, ", "))})
		} else if wrong := c.wrong(values[name], units); wrong != "" {
			problems = append(problems, problem{name, fmt.Sprintf("%s %q: %s", name, values[name], wrong)})
		}
	}
	_, value := values["value"]
	low, isLow := values["low"]
	high, isHigh := values["high"]
	switch {
	case value && (isLow || isHigh):
		problems = append(problems, problem{"value", "a figure has a value or a low and a high end, not both"})
	case isLow != isHigh:
		problems = append(problems, problem{"", "a range has two ends: give both low and high"})
	case isLow && len(problems) == 0 && decimal.MustParse(high).Less(decimal.MustParse(low)):
		problems = append(problems, problem{"low", fmt.Sprintf("low %s is above high %s", low, high)})
	}
	return problems
}

// same tells whether two values of a column say the same.
func same(a, b string) bool {
	x, errX := decimal.Parse(a)
	y, errY := decimal.Parse(b)
	return a == b || errX == nil && errY == nil && x.Cmp(y) == 0
}
