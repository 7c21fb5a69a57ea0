package workbook

import (
	"cmp"
	"math"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
)

// Sizes of charts, in points. The rows of a chart are made high enough that it stands beside them.
const (
	barHeight   = 42
	frameHeight = 150
	lineHeight  = 300
)

// charts is every chart of the dataset. All share one table, with a row for each bar or point, so that the sheet has one
// table as every other sheet; each chart stands to the right of its rows and draws them.
func (w *describer) charts() *sheet {
	s := w.sheet("charts")
	columns := []heading{
		w.column("chart", 36), w.column("mark", 44), w.column("value", 14, "formulas"), w.column("unit", 20), w.column("observation", 28),
	}
	const category, values = 1, 2
	var rows [][]cell
	var heights []float64
	for i := range w.d.Charts {
		c := &w.d.Charts[i]
		if len(c.Marks) == 0 {
			continue
		}
		drawn := chart{
			title: w.text(c.Title).text, alt: w.text(c.Alt).text, axis: w.text(cmp.Or(c.Subtitle, c.AxisLabel)).text, line: c.Kind == transform.Line, percent: c.Kind == transform.Share,
			format: axisFormat(c), first: len(rows), category: category, value: values, name: 0,
		}
		total := drawn.height(len(c.Marks)) + 12
		for _, m := range c.Marks {
			mark := w.words.Text("mark", "label", clean(m.Label), "value", clean(m.Display))
			if m.Derived {
				mark = w.words.Text("mark_derived", "mark", mark)
			}
			unit := w.text(c.AxisLabel)
			if o := w.observations[m.Observation]; o != nil {
				unit = w.unitOf(o)
			}
			at, _ := m.Value.Float64()
			drawn.lowest = min(drawn.lowest, at)
			rows = append(rows, []cell{w.text(c.Title), w.text(mark), w.drawnValue(&m), unit, w.to(m.Observation)})
			heights = append(heights, min(maxRowHeight, math.Ceil(total/float64(len(c.Marks)))))
		}
		drawn.last = len(rows) - 1
		s.charts = append(s.charts, drawn)
	}
	w.list(s, columns, rows)
	if s.table != nil {
		for n, h := range heights {
			s.table.heights[n+1] = max(h, s.table.heights[n+1])
		}
	}
	return s
}

// height is how high a chart of n marks is, in points.
func (c *chart) height(n int) float64 {
	if c.line {
		return lineHeight
	}
	return float64(frameHeight + barHeight*n)
}

// drawnValue is where a bar ends, as a formula over the observation that it draws: its number, one of its ends, the
// middle of a range, or one of these below zero for a decrease.
func (w *describer) drawnValue(m *transform.Mark) cell {
	c := number(m.Value)
	f, ok := w.facts[m.Observation]
	if !ok {
		return c
	}
	var terms []term
	for _, e := range []end{value, low, high} {
		if t, ok := f.at(e); ok && !t.none {
			terms = append(terms, t)
		}
	}
	if f.interval.Bounded() {
		lower, okLow := f.at(low)
		upper, okHigh := f.at(high)
		if okLow && okHigh {
			if sum, err := lower.result.Add(upper.result); err == nil {
				half, _ := sum.Quo(decimal.Two)
				terms = append(terms, term{formula: "(" + lower.formula + "+" + upper.formula + ")/2", result: half})
			}
		}
	}
	for _, t := range terms {
		if t.gives(m.Value) {
			c.formula = t.formula
			return c
		}
		if negative := (term{formula: "-" + t.formula, result: t.result.Neg(), none: t.none}); negative.gives(m.Value) {
			c.formula = negative.formula
			return c
		}
	}
	return c
}

// axisFormat writes the numbers of the axis in the power of ten that its label names: a comma at the end of a format
// divides by a thousand.
func axisFormat(c *transform.Chart) string {
	format := "#,##0"
	largest := 0.0
	for _, m := range c.Marks {
		at, _ := m.Value.Float64()
		largest = max(largest, math.Abs(at))
	}
	switch steps := largest / math.Pow10(c.AxisMult); {
	case c.Kind == transform.Share || steps >= 10:
	case steps >= 1:
		format += ".0"
	default:
		format += ".00"
	}
	return format + strings.Repeat(",", c.AxisMult/3)
}
