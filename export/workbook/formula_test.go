package workbook

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tidyrelease/transform/interval"
)

// The library's own calculation gives what the file stores as the result of each formula.
func TestFormulasGiveTheStoredResults(t *testing.T) {
	for name, d := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			n := checkCalculated(t, reopened(t, written(t, d)))
			if len(d.Charts) > 0 && n == 0 {
				t.Error("no formulas")
			}
		})
	}
}

// checkCalculated holds that the library's own calculation gives what is stored with each formula, and counts them.
func checkCalculated(t *testing.T, f *excelize.File) (formulas int) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				cell := at(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil || formula == "" {
					continue
				}
				formulas++
				got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if want := raw(t, f, sheet, cell); err != nil || !same(want, got) {
					t.Errorf("%s!%s =%s: %s, %v; stored is %s", sheet, cell, formula, got, err, want)
				}
			}
		}
	}
	return formulas
}

// same compares two results as texts or, but for the last digits, as numbers.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x))
}

// Numbers that follow from others are formulas wherever the dataset's own arithmetic gives them.
func TestWhatIsAFormula(t *testing.T) {
	b, err := describe(plant("en"), Options{}, large)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		sheet, row, column string
		formula            bool
	}{
		{"derived", "sum-1", "Value", true},
		{"derived", "sum-1", "Low end", true},
		{"derived", "sum-1", "High end", true}, // without limit
		{"derived", "market-1", "Value", true},
		{"derived", "market-1", "Low end", true},
		{"derived", "market-1", "High end", true},
		{"derived", "multiplier-1", "Value", true},
		{"derived", "multiplier-1", "Low end", true}, // divided by a number without limit
		{"derived", "multiplier-1", "High end", true},
		{"derived", "each-1", "Value", true}, // a limit, rounded up
		{"derived", "each-1", "Low end", true},
		{"derived", "each-1", "High end", true},
		{"derived", "part-1", "Value", true},
		{"derived", "part-1", "Low end", true},
		{"derived", "part-1", "High end", true},
		{"derived", "growth-1", "Value", true},
		{"derived", "growth-1", "Low end", true},
		{"derived", "growth-1", "High end", true},
		{"derived", "points-1", "Value", true},
		{"derived", "points-1", "Low end", true},
		{"derived", "odd-1", "Value", false}, // the formula gives another number
		{"derived", "odd-1", "High end", false},
		{"checks", "check-1", "Result", true},
		{"checks", "check-1", "Expected, low", true},
		{"checks", "check-1", "Expected, high", true},
		{"checks", "check-1", "Found, low", true},
		{"checks", "check-2", "Result", false}, // undecided
		{"checks", "check-3", "Result", true},
		{"checks", "check-3", "Expected, low", true},
		{"checks", "check-4", "Found, low", true},
		{"checks", "check-5", "Result", false}, // of whole texts
		{"key_figures", "direct label", "Value", true},
		{"charts", "Direct and indirect jobs", "Value", true},
		{"charts", "Down", "Value", true},    // below zero
		{"charts", "Pledged", "Value", true}, // the middle of a range
		{"observations", "direct-1", "Value", false},
	} {
		s := b.sheet(test.sheet)
		column := slices.IndexFunc(s.table.columns, func(c column) bool { return strings.HasPrefix(c.header, test.column) })
		row := slices.IndexFunc(s.table.rows, func(r []cell) bool { return r[0].text == test.row })
		if column < 0 || row < 0 {
			t.Errorf("%s: no %s, %s", test.sheet, test.row, test.column)
			continue
		}
		if c := s.table.rows[row][column]; (c.formula != "") != test.formula {
			t.Errorf("%s: %s, %s: formula %q", test.sheet, test.row, test.column, c.formula)
		}
	}
}

// Who changes an end by hand sees the check turn, and the derived value follow.
func TestChangesAreFollowed(t *testing.T) {
	f := reopened(t, written(t, plant("en")))
	calculate := func(sheet, cell string) string {
		s, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	find := func(sheet, id, header string) string {
		p := tableOf(t, f, sheet)
		for row := p.header + 1; row <= p.lastRow; row++ {
			for column := 1; column <= p.lastColumn; column++ {
				if raw(t, f, sheet, at(1, row)) == id && strings.HasPrefix(raw(t, f, sheet, at(column, p.header)), header) {
					return at(column, row)
				}
			}
		}
		t.Fatalf("%s: no %s, %s", sheet, id, header)
		return ""
	}
	set := func(cell string, v float64) {
		if err := f.SetCellFloat("Observations", cell, v, -1, 64); err != nil {
			t.Fatal(err)
		}
	}
	result := find("Checks", "check-3", "Result")
	if got := calculate("Checks", result); got != "✔ Consistent" {
		t.Fatalf("check-3 is %q", got)
	}
	// A total of less than the parts together.
	set(find("Observations", "total-1", "High end"), 551500)
	if got := calculate("Checks", result); got != "✘ Inconsistent" {
		t.Errorf("a total below its parts: %q", got)
	}
	set(find("Observations", "total-1", "High end"), 551501)
	if got := calculate("Checks", result); got != "✔ Consistent" {
		t.Errorf("a total that reaches its parts: %q", got)
	}
	set(find("Observations", "indirect-1", "Low end"), 430000)
	if got := calculate("Derived", find("Derived", "sum-1", "Low end")); got != "555000" {
		t.Errorf("the sum is %s", got)
	}
	if got := calculate("Checks", result); got != "✘ Inconsistent" {
		t.Errorf("parts above their total: %q", got)
	}
}

func lookupIn(facts map[string]fact) lookup {
	return func(id string) (fact, bool) {
		f, ok := facts[id]
		return f, ok
	}
}

// The ends of an expression are those of interval arithmetic.
func TestTermsAgreeWithIntervals(t *testing.T) {
	facts := map[string]fact{}
	intervals := map[string]interval.Interval{"a": ends("[2", "3]"), "b": ends("[5", "8]"), "c": ends("[1", ")")}
	for id, x := range intervals {
		facts[id] = fact{home: "obs", id: id, interval: x}
	}
	for _, test := range []struct {
		formula   string
		want      interval.Interval
		low, high bool // whether there is a formula for the end
	}{
		{"a + b", intervals["a"].Add(intervals["b"]), true, true},
		{"b - a", intervals["b"].Sub(intervals["a"]), true, true},
		{"b - ( a + a )", intervals["b"].Sub(intervals["a"].Add(intervals["a"])), true, true},
		{"a * b", intervals["a"].Mul(intervals["b"]), true, true},
		{"b / (a / 100)", intervals["b"].Div(intervals["a"].Div(interval.Point(dec("100")))), true, true},
		{"a + c", intervals["a"].Add(intervals["c"]), true, true},
		{"a - c", intervals["a"].Sub(intervals["c"]), true, true},
		{"a + nobody", interval.All(), false, false},
	} {
		e, err := parse(test.formula)
		if err != nil {
			t.Errorf("%s: %v", test.formula, err)
			continue
		}
		for _, end := range []struct {
			end  end
			want interval.Endpoint
			ok   bool
		}{{low, test.want.Low, test.low}, {high, test.want.High, test.high}} {
			got, ok := e.term(end.end, lookupIn(facts))
			if ok != end.ok || ok && !got.reaches(end.want) {
				t.Errorf("%s, %s: %s gives %s, %v; want %v", test.formula, end.end, got.formula, got.result, ok, end.want)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, formula := range []string{"", "a +", "( a", "a )", "a b", "+ a", strings.Repeat("( ", 1000) + "a"} {
		if e, err := parse(formula); err == nil {
			t.Errorf("%q: %+v", formula, e)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a + b", "a / (b / 100)", "((", "a-1 - b-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if e, err := parse(s); err == nil {
			e.excel(low, lookupIn(map[string]fact{"a": {home: "obs", id: "a", interval: ends("[1", "2]")}}), "[no limit]")
		}
	})
}

func TestRounding(t *testing.T) {
	for _, test := range []struct{ exact, shown, formula string }{
		{"1902141.666", "1900000", "ROUND(x,-5)"},
		{"1902141.666", "1902141.666", "x"},
		{"1902141.666", "1902141.67", "ROUND(x,2)"},
		{"0.1234", "0.12", "ROUND(x,2)"},
		{"-15", "-20", "ROUND(x,-1)"},
		{"5", "7", ""},
	} {
		got, ok := term{formula: "x", result: dec(test.exact)}.roundedTo(dec(test.shown))
		if got.formula != test.formula || ok != (test.formula != "") {
			t.Errorf("%s as %s: %q", test.exact, test.shown, got.formula)
		}
	}
}
