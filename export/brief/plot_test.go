package brief

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

func mark(value, low, high string, bound string) transform.Mark {
	end := func(s string) interval.Endpoint {
		if s == "" {
			return interval.Endpoint{Unbounded: true}
		}
		return interval.Endpoint{Value: decimal.MustParse(s)}
	}
	return transform.Mark{Value: decimal.MustParse(value), Interval: interval.Interval{Low: end(low), High: end(high)}, Bound: bound}
}

func TestPlot(t *testing.T) {
	for _, test := range []struct {
		name  string
		chart transform.Chart
		ticks string
		to    []float64 // where the marks end
		open  []int
	}{
		{
			"rounded amounts, in billions",
			transform.Chart{Kind: transform.Bars, AxisMult: 9, Marks: []transform.Mark{mark("24500000000", "24450000000", "24550000000", "exact"), mark("16800000000", "16750000000", "16850000000", "exact")}},
			"0 5 10 15 20 25", []float64{0.98, 0.672}, []int{0, 0},
		},
		{
			"parts begin where the one before ends, and an arrow has room",
			transform.Chart{Kind: transform.Parts, AxisMult: 3, Marks: []transform.Mark{mark("125000", "125000", "", "more_than"), mark("427000", "426500", "427500", "approx"), mark("551500", "551500", "", "more_than")}},
			"0 200 400 600 800", []float64{0.15625, 0.69, 0.689375}, []int{1, 0, 1},
		},
		{
			"a share is of a hundred",
			transform.Chart{Kind: transform.Share, Marks: []transform.Mark{mark("12", "11.5", "12.5", "exact")}},
			"0 20 40 60 80 100", []float64{0.12}, []int{0},
		},
		{
			"a fall, and a limit above",
			transform.Chart{Kind: transform.Bars, Marks: []transform.Mark{mark("-2", "-2", "-2", "exact"), mark("3", "0", "3", "at_most")}},
			"-2 -1 0 1 2 3", []float64{0, 1}, []int{0, -1},
		},
		{
			"fractions",
			transform.Chart{Kind: transform.Bars, Marks: []transform.Mark{mark("0.011", "0.011", "0.011", "exact")}},
			"0.0000 0.0025 0.0050 0.0075 0.0100 0.0125", []float64{0.88}, []int{0},
		},
		{
			"nothing but zero",
			transform.Chart{Kind: transform.Bars, Marks: []transform.Mark{mark("0", "0", "0", "exact")}},
			"0.0 0.2 0.4 0.6 0.8 1.0", []float64{0}, []int{0},
		},
	} {
		p := newPlot(&test.chart)
		if got := strings.Join(p.ticks, " "); got != test.ticks {
			t.Errorf("%s: axis %s, want %s", test.name, got, test.ticks)
		}
		for i, m := range p.marks {
			if math.Abs(m.to-test.to[i]) > 1e-9 || m.open != test.open[i] {
				t.Errorf("%s: mark %d ends at %.6f and is open to %d, want %.6f and %d", test.name, i, m.to, m.open, test.to[i], test.open[i])
			}
			if m.open == 0 && (m.low > m.to || m.to > m.high) || m.open != 0 && m.low != m.high {
				t.Errorf("%s: mark %d at %.3f has a whisker from %.3f to %.3f", test.name, i, m.to, m.low, m.high)
			}
		}
	}
}

// Every mark stands on the axis, whatever the numbers.
func TestPlotHoldsItsMarks(t *testing.T) {
	numbers := []string{"0", "1", "-1", "0.0000000001", "9999999999999999999", "-9999999999999999999", "7", "123.456"}
	for _, a := range numbers {
		for _, b := range numbers {
			for _, kind := range []transform.ChartKind{transform.Bars, transform.Parts, transform.Share, transform.Line} {
				p := newPlot(&transform.Chart{Kind: kind, AxisMult: 3, Marks: []transform.Mark{mark(a, "", a, "less_than"), mark(b, b, "", "at_least"), mark(b, b, b, "exact")}})
				if len(p.ticks) < 2 || len(p.ticks) > 8 {
					t.Errorf("%s of %s and %s: axis %v", kind, a, b, p.ticks)
				}
				for _, m := range p.marks {
					for _, at := range []float64{m.from, m.to, m.low, m.high, m.when, p.zero} {
						if !(at >= -1e-9 && at <= 1+1e-9) {
							t.Errorf("%s of %s and %s: a mark at %v", kind, a, b, at)
						}
					}
				}
			}
		}
	}
}

func TestPlaceInTime(t *testing.T) {
	for _, test := range []struct {
		periods []string
		want    []float64
	}{
		{[]string{"2020", "2021", "2024"}, []float64{0, 0.25, 1}},
		{[]string{"2024-Q1", "2024-Q2", "2025-Q1"}, []float64{0, 0.25, 1}},
		{[]string{"2024-04/2025-03", "2025-04/2026-03"}, []float64{0, 1}},
		{[]string{"2024", "?", "2020"}, []float64{0, 0.5, 1}},
		{[]string{"2024", "2024"}, []float64{0, 1}},
		{[]string{"2024"}, []float64{0.5}},
	} {
		c := transform.Chart{Kind: transform.Line}
		for _, p := range test.periods {
			c.Marks = append(c.Marks, transform.Mark{Period: p})
		}
		var got []float64
		for _, m := range newPlot(&c).marks {
			got = append(got, m.when)
		}
		if !slices.EqualFunc(got, test.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v stand at %v, want %v", test.periods, got, test.want)
		}
	}
}

func TestSplit(t *testing.T) {
	for display, want := range map[string][3]string{
		"more than 125,000 people":       {"more than", "125,000", "people"},
		"$24.5 billion":                  {"", "$24.5", "billion"},
		"C$1.44 billion":                 {"", "C$1.44", "billion"},
		"12%":                            {"", "12%", ""},
		"12\u00a0%":                      {"", "12\u00a0%", ""},
		"24,5\u00a0milliards de $":       {"", "24,5", "milliards de $"},
		"plus de 125\u202f000 personnes": {"plus de", "125\u202f000", "personnes"},
		"1.83 to 1.98 million vehicles":  {"", "1.83 to 1.98", "million vehicles"},
		"billions of dollars":            {"", "billions of dollars", ""},
		"in the top 10":                  {"in the top", "10", ""},
		"7th":                            {"", "7th", ""},
		"":                               {"", "", ""},
	} {
		a, b, c := split(display)
		if got := [3]string{a, b, c}; got != want {
			t.Errorf("%q: %q, want %q", display, got, want)
		}
	}
}

// Letters are at least 4.5 times as light or dark as the paper (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	light := func(i paper.Ink) float64 {
		part := func(v uint8) float64 {
			c := float64(v) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*part(i.R) + 0.7152*part(i.G) + 0.0722*part(i.B)
	}
	for _, i := range []paper.Ink{ink, muted, accent, warn} {
		if ratio := 1.05 / (light(i) + 0.05); ratio < 4.5 {
			t.Errorf("ink %v has a contrast of %.2f", i, ratio)
		}
	}
}
