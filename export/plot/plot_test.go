package plot_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/govalues/decimal"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// mark is a mark from its value, the ends of its interval, where "" is no end, and its bound.
func mark(value, low, high string, bound interval.Bound) transform.Mark {
	end := func(s string) interval.Endpoint {
		if s == "" {
			return interval.Endpoint{Unbounded: true}
		}
		return interval.Endpoint{Value: decimal.MustParse(s)}
	}
	return transform.Mark{Value: decimal.MustParse(value), Interval: interval.Interval{Low: end(low), High: end(high)}, Bound: string(bound)}
}

func exact(value string) transform.Mark { return mark(value, value, value, interval.Exact) }

func texts(a plot.Axis) []string {
	var list []string
	for _, t := range a.Ticks {
		list = append(list, t.Text(decimal.Decimal.String))
	}
	return list
}

func TestAxis(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  transform.ChartKind
		mult  int
		marks []transform.Mark
		want  string
	}{
		{"starts at zero", transform.Bars, 9, []transform.Mark{exact("24500000000"), exact("16800000000")}, "0 5 10 15 20 25"},
		{"of a line too", transform.Line, 0, []transform.Mark{exact("95"), exact("99")}, "0 20 40 60 80 100"},
		{"small numbers", transform.Bars, 0, []transform.Mark{exact("0.012")}, "0.0000 0.0025 0.0050 0.0075 0.0100 0.0125"},
		{"large numbers", transform.Bars, 0, []transform.Mark{exact("9999999999999999999")}, "0 2000000000000000000 4000000000000000000 6000000000000000000 8000000000000000000 10000000000000000000"},
		{"smaller than a decimal", transform.Bars, 9, []transform.Mark{exact("0.0000000000000000003")}, "0.0000000000000000000000000000 0.0000000000000000000000000001 0.0000000000000000000000000002 0.0000000000000000000000000003"},
		{"a loss", transform.Bars, 0, []transform.Mark{exact("-4"), exact("20")}, "-5 0 5 10 15 20"},
		{"losses only", transform.Bars, 0, []transform.Mark{exact("-4"), exact("-20")}, "-20 -15 -10 -5 0"},
		{"a share is of a hundred", transform.Share, 0, []transform.Mark{exact("12")}, "0 20 40 60 80 100"},
		{"a share of more", transform.Share, 0, []transform.Mark{exact("112")}, "0 25 50 75 100 125"},
		{"a whisker fits", transform.Bars, 0, []transform.Mark{mark("5", "4", "6", interval.Approx)}, "0 2 4 6"},
		{"a value outside its interval fits", transform.Bars, 0, []transform.Mark{mark("9", "4", "6", interval.Approx)}, "0 2 4 6 8 10"},
		{"an arrow has room", transform.Bars, 0, []transform.Mark{mark("5", "5", "", interval.AtLeast)}, "0 2 4 6"},
		{"an arrow that ends early needs none", transform.Bars, 0, []transform.Mark{mark("4", "4", "", interval.AtLeast), exact("5")}, "0 1 2 3 4 5"},
		{"an arrow has room whatever comes after", transform.Bars, 0, []transform.Mark{mark("5", "5", "", interval.AtLeast), exact("-5")}, "-5.0 -2.5 0.0 2.5 5.0 7.5"},
		{"an arrow below has room", transform.Bars, 0, []transform.Mark{mark("-5", "", "-5", interval.AtMost)}, "-6 -4 -2 0"},
		{"an arrow back over its bar needs none", transform.Bars, 0, []transform.Mark{mark("0.1", "0", "0.1", interval.AtMost), exact("5")}, "0 1 2 3 4 5"},
		{"parts whose floats pass a round number", transform.Parts, 0, []transform.Mark{exact("0.1"), exact("0.2"), exact("0.3")}, "0.0 0.1 0.2 0.3"},
		{"zero alone", transform.Bars, 0, []transform.Mark{exact("0")}, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{"a range shows where it lies", transform.Ranges, 0, []transform.Mark{mark("35", "30", "40", interval.Exact)}, "0 10 20 30 40"},
		{"places", transform.Ranks, 0, []transform.Mark{exact("7"), exact("2")}, "1 5 10"},
		{"more places", transform.Ranks, 0, []transform.Mark{mark("20", "1", "20", interval.AtMost)}, "1 5 10 15 20"},
		{"as many as there may be", transform.Ranks, 0, []transform.Mark{exact("48")}, "1 10 20 30 40 50"},
		{"nothing", transform.Bars, 0, nil, "0.0 0.2 0.4 0.6 0.8 1.0"},
	} {
		p := plot.New(&transform.Chart{Kind: test.kind, AxisMult: test.mult, Marks: test.marks})
		if got := strings.Join(texts(p.Axis), " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestMarks(t *testing.T) {
	type place struct {
		From, To, Low, High float64
		Open                int
	}
	for _, test := range []struct {
		name string
		kind transform.ChartKind
		mark []transform.Mark
		want []place
	}{
		{"an exact figure", transform.Bars, []transform.Mark{exact("3000")}, []place{{0, 3, 3, 3, 0}}},
		{"a range", transform.Bars, []transform.Mark{mark("3000", "2500", "3500", interval.Approx)}, []place{{0, 3, 2.5, 3.5, 0}}},
		{"more than", transform.Bars, []transform.Mark{mark("3000", "3000", "", interval.MoreThan)}, []place{{0, 3, 3, 3, +1}}},
		{"up to", transform.Bars, []transform.Mark{mark("3000", "0", "3000", interval.AtMost)}, []place{{0, 3, 3, 3, -1}}},
		{"less than", transform.Bars, []transform.Mark{mark("3000", "0", "3000", interval.LessThan)}, []place{{0, 3, 3, 3, -1}}},
		{"no end below, whatever the bound", transform.Bars, []transform.Mark{mark("3000", "", "3000", interval.Exact)}, []place{{0, 3, 3, 3, -1}}},
		{"no end at all", transform.Bars, []transform.Mark{mark("3000", "", "", interval.Exact)}, []place{{0, 3, 3, 3, +1}}},
		{
			"parts stand end to end, the whole starts at zero",
			transform.Parts,
			[]transform.Mark{mark("2000", "2000", "", interval.MoreThan), mark("3000", "2500", "3500", interval.Approx), exact("5000")},
			[]place{{0, 2, 2, 2, +1}, {2, 5, 4.5, 5.5, 0}, {0, 5, 5, 5, 0}},
		},
		{"a whole without parts", transform.Parts, []transform.Mark{exact("5000")}, []place{{0, 5, 5, 5, 0}}},
		{"a range is its bar", transform.Ranges, []transform.Mark{mark("3000", "2500", "3500", interval.Exact)}, []place{{2.5, 3.5, 3.5, 3.5, 0}}},
		{"a limit among ranges", transform.Ranges, []transform.Mark{mark("3000", "3000", "", interval.AtLeast)}, []place{{0, 3, 3, 3, +1}}},
	} {
		var got []place
		for _, m := range plot.New(&transform.Chart{Kind: test.kind, AxisMult: 3, Marks: test.mark}).Marks {
			got = append(got, place{m.From, m.To, m.Low, m.High, m.Open})
			if m.Whisker() != (m.Low < m.High) {
				t.Errorf("%s: a whisker from %g to %g is %t", test.name, m.Low, m.High, m.Whisker())
			}
		}
		if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Every place has a step of the strip, and the first places are the steps of "the top 3".
func TestPlaces(t *testing.T) {
	p := plot.New(&transform.Chart{Kind: transform.Ranks, Marks: []transform.Mark{exact("7"), mark("3", "1", "3", interval.AtMost)}})
	if got, want := p.Axis.Share(p.Marks[0].From), 0.6; math.Abs(got-want) > 1e-9 {
		t.Errorf("the seventh of ten places begins at %g, want %g", got, want)
	}
	if low, high := p.Marks[1].Bar(); p.Axis.Share(low) != 0 || math.Abs(p.Axis.Share(high)-0.3) > 1e-9 || p.Marks[1].Open != -1 {
		t.Errorf("the top 3 lies from %g to %g, open to %d", low, high, p.Marks[1].Open)
	}
}

func TestBar(t *testing.T) {
	c := transform.Chart{Kind: transform.Parts, Marks: []transform.Mark{exact("5"), exact("-3"), exact("2")}}
	var got [][2]float64
	for _, m := range plot.New(&c).Marks {
		low, high := m.Bar()
		got = append(got, [2]float64{low, high})
	}
	if want := [][2]float64{{0, 5}, {2, 5}, {0, 2}}; !slices.Equal(got, want) {
		t.Errorf("bars lie over %v, want %v", got, want)
	}
}

// Whatever the numbers, every mark lies on the axis, which has few and round ticks and holds zero.
func TestEveryMarkLiesOnTheAxis(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	extremes := []string{"0", "1", "-1", "0.000000000000000001", "-0.000000000000000001", "1000000000000000000", "-1000000000000000000", "9999999999999999999", "-9999999999999999999"}
	number := func() decimal.Decimal {
		if random.IntN(3) == 0 {
			return decimal.MustParse(extremes[random.IntN(len(extremes))])
		}
		return decimal.MustNew(random.Int64N(1<<random.IntN(60)+1)-random.Int64N(1<<random.IntN(60)+1), random.IntN(19))
	}
	bounds := []interval.Bound{interval.Exact, interval.Approx, interval.MoreThan, interval.AtLeast, interval.LessThan, interval.AtMost}
	for range 20_000 {
		c := transform.Chart{
			Kind:     []transform.ChartKind{transform.Bars, transform.Parts, transform.Share, transform.Line, transform.Slope, transform.Ranges}[random.IntN(6)],
			AxisMult: 3 * random.IntN(5),
		}
		for range 1 + random.IntN(5) {
			m := transform.Mark{Value: number(), Interval: interval.Between(number(), number()), Bound: string(bounds[random.IntN(len(bounds))])}
			m.Interval.Low.Unbounded, m.Interval.High.Unbounded = random.IntN(4) == 0, random.IntN(4) == 0
			c.Marks = append(c.Marks, m)
		}
		p := plot.New(&c)
		if err := check(p); err != nil {
			t.Fatalf("%v\n%s ×10^%d: %v", err, c.Kind, c.AxisMult, c.Marks)
		}
	}
}

func check(p *plot.Plot) error {
	const slack = 1e-9
	for i, m := range p.Marks {
		for _, v := range []float64{m.From, m.To, m.Low, m.High} {
			if at := p.Axis.Share(v); !(at >= -slack && at <= 1+slack) {
				return fmt.Errorf("mark %d: %g stands at %g on the axis from %g to %g", i, v, at, p.Axis.Low, p.Axis.High)
			}
		}
		if m.Open != 0 && m.Whisker() {
			return fmt.Errorf("mark %d has a whisker and is open to %d", i, m.Open)
		}
		if at := p.Axis.Share(m.To); m.Open > 0 && m.To > 0 && at > 0.92 {
			return fmt.Errorf("mark %d at %g has no room for an arrow", i, at)
		}
	}
	ticks := p.Axis.Ticks
	if n := len(ticks); n < 3 || n > 7 {
		return fmt.Errorf("%d ticks", n)
	}
	if ticks[0].Value != p.Axis.Low || ticks[len(ticks)-1].Value != p.Axis.High {
		return fmt.Errorf("the ticks %v do not span the axis from %g to %g", ticks, p.Axis.Low, p.Axis.High)
	}
	if !slices.ContainsFunc(ticks, func(t plot.Tick) bool { return t.Value == 0 && !math.Signbit(t.Value) }) {
		return fmt.Errorf("no tick of %v is zero", ticks)
	}
	step := new(big.Rat).Sub(exactly(ticks[1]), exactly(ticks[0]))
	for i, tick := range ticks {
		if f, _ := exactly(tick).Float64(); math.Abs(f-tick.Value) > slack*math.Abs(f) {
			return fmt.Errorf("tick %g is written %v", tick.Value, exactly(tick))
		}
		if i > 0 && new(big.Rat).Sub(exactly(tick), exactly(ticks[i-1])).Cmp(step) != 0 {
			return fmt.Errorf("uneven ticks %v", ticks)
		}
	}
	for ten := big.NewRat(10, 1); step.Cmp(ten) >= 0; {
		step.Quo(step, ten)
	}
	for ten := big.NewRat(10, 1); step.Cmp(big.NewRat(1, 1)) < 0; {
		step.Mul(step, ten)
	}
	if !slices.Contains([]string{"1", "2", "5/2", "5"}, step.RatString()) {
		return fmt.Errorf("steps of %s in %v", step.RatString(), ticks)
	}
	return nil
}

func exactly(tick plot.Tick) *big.Rat {
	r, ok := new(big.Rat).SetString(tick.Text(decimal.Decimal.String))
	if !ok {
		panic("not a number: " + tick.Text(decimal.Decimal.String))
	}
	return r
}

func TestTickText(t *testing.T) {
	ticks := plot.New(&transform.Chart{Marks: []transform.Mark{exact("12345")}}).Axis.Ticks
	got := ticks[1].Text(func(d decimal.Decimal) string { return "«" + d.String() + "»" })
	if want := "«2500»"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func times(periods ...string) []float64 {
	c := transform.Chart{Kind: transform.Line}
	for _, p := range periods {
		c.Marks = append(c.Marks, transform.Mark{Period: p})
	}
	var list []float64
	for _, m := range plot.New(&c).Marks {
		list = append(list, m.Time)
	}
	return list
}

func TestTime(t *testing.T) {
	for _, test := range []struct {
		name, periods string
		want          []float64
	}{
		{"years", "2020 2021 2024", []float64{0, 0.25, 1}},
		{"quarters", "2024-Q1 2024-Q2 2025-Q1", []float64{0, 0.25, 1}},
		{"months", "2024-01 2024-04 2025-01", []float64{0, 0.25, 1}},
		{"days", "2024-01-01 2024-04-01 2025-01-01", []float64{0, 0.25, 1}},
		{"fiscal years", "2024-04/2025-03 2025-04/2026-03 2028-04/2029-03", []float64{0, 0.25, 1}},
		{"one of each", "2024 2024-Q2 2024-10 2024-11-01 /2025", []float64{0, 0.25, 0.75, 5.0 / 6, 1}},
		{"no year", "2020 soon 2024", []float64{0, 0.5, 1}},
		{"no period", "2020  2024", []float64{0, 0.5, 1}},
		{"no such quarter", "2020-Q1 2020-Q5 2024-Q1", []float64{0, 0.5, 1}},
		{"no such month", "2020-01 2020-13 2024-01", []float64{0, 0.5, 1}},
		{"no year of the calendar", "20 21 24", []float64{0, 0.5, 1}},
		{"out of order", "2020 2019 2024", []float64{0, 0.5, 1}},
		{"one time twice", "2020 2020 2024", []float64{0, 0.5, 1}},
		{"a time alone", "2024", []float64{0.5}},
	} {
		got := times(strings.Split(test.periods, " ")...)
		if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Days of every month keep their order, from the last of one to the first of the next.
func TestDaysKeepTheirOrder(t *testing.T) {
	var days []string
	for day := time.Date(2023, 12, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2026; day = day.AddDate(0, 0, 1) {
		days = append(days, day.Format(time.DateOnly))
	}
	got := times(days...)
	even := 0
	for i := range got[1:] {
		if got[i+1] <= got[i] {
			t.Errorf("%s stands at %g, %s at %g", days[i], got[i], days[i+1], got[i+1])
		}
		if math.Abs(got[i+1]-got[i]-1/float64(len(days)-1)) < 1e-12 {
			even++
		}
	}
	if even > 0 {
		t.Errorf("%d days stand as if they had no dates", even)
	}
}

// Whatever the periods are, the marks keep their order and stay on the axis of time.
func FuzzTime(f *testing.F) {
	f.Add("2020", "2021-Q2", "2022-04/2023-03")
	f.Add("/2030", "2030-02-30", "")
	f.Add("9999-Q4", "-1", "2024-Q")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		got := times(a, b, c)
		if got[0] != 0 || got[2] != 1 || !(got[1] > 0 && got[1] < 1) {
			t.Errorf("%q, %q and %q stand at %v", a, b, c, got)
		}
	})
}
