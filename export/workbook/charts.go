package workbook

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
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
		w.column("chart", 36), w.column("mark", 44), w.column("value", 14, "formulas"), w.column("low", 14, "interval"), w.column("high", 14, "interval"),
		w.column("below", 14), w.column("above", 14), w.column("unit", 20), w.column("observation", 28),
	}
	var rows [][]cell
	var heights []float64
	for i := range w.d.Charts {
		c := &w.d.Charts[i]
		if len(c.Marks) == 0 {
			continue
		}
		drawn := chart{
			title: w.text(c.Title).text, alt: w.text(c.Alt).text, axis: w.text(cmp.Or(c.Subtitle, c.AxisLabel)).text, line: asLine(c.Kind), share: c.Kind == transform.Share,
			format: w.axisFormat(c), first: len(rows), category: markColumn, value: valueColumn, name: 0, bounds: w.bounds(c),
		}
		places := plot.New(c).Marks
		total := drawn.height(len(c.Marks)) + 12
		for n, m := range c.Marks {
			mark := w.words.Text("mark", "label", clean(m.Label), "value", clean(m.Display))
			if m.Derived {
				mark = w.words.Text("mark_derived", "mark", mark)
			}
			unit := w.text(c.AxisLabel)
			if o := w.observation(m.Observation); o != nil {
				unit = w.unitOf(o)
			}
			at, _ := m.Value.Float64()
			drawn.lowest = min(drawn.lowest, at)
			row := append([]cell{w.text(c.Title), w.text(mark)}, w.drawn(c, &m, places[n].Open == 0, s.headerRow()+len(rows)+1)...)
			rows = append(rows, append(row, unit, w.to(m.Observation)))
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

// asLine tells whether a chart is drawn as a line. The axis of a native one need not begin at zero, which makes much of a small difference
// between two times.
func asLine(kind transform.ChartKind) bool { return kind.OverTime() && kind != transform.Slope }

// height is how high a chart of n marks is, in points.
func (c *chart) height(n int) float64 {
	if c.line {
		return lineHeight
	}
	return float64(frameHeight + barHeight*n)
}

// The columns of the table that charts draw, from 0.
const (
	markColumn = 1 + iota
	valueColumn
	lowColumn
	highColumn
	belowColumn
	aboveColumn
)

// drawn is where a bar ends, the ends of its interval, and how far these are off, which a whisker is drawn from. Where
// an arrow is drawn instead, there is nothing to be far off.
func (w *describer) drawn(c *transform.Chart, m *transform.Mark, closed bool, row int) []cell {
	percent := c.Unit == percentCode
	limit := func(e interval.Endpoint, own, other end) cell {
		if e.Unbounded {
			return w.none("no_limit")
		}
		return w.followed(m, e.Value, percent, own, other, value)
	}
	cells := []cell{w.followed(m, m.Value, percent, value, low, high), limit(m.Interval.Low, low, high), limit(m.Interval.High, high, low)}
	if !closed {
		return append(cells, w.none("not_applicable"), w.none("not_applicable"))
	}
	places := binaryDecimals
	if percent {
		places += 2
	}
	distance := func(from, to decimal.Decimal, lesser, larger int) cell {
		d, err := to.Sub(from)
		if err != nil {
			return w.none("not_applicable")
		}
		c := quantity(d, percent)
		c.formula = fmt.Sprintf("ROUND($%c%d-$%c%d,%d)", 'A'+larger, row, 'A'+lesser, row, places)
		return c
	}
	return append(cells, distance(m.Interval.Low.Value, m.Value, lowColumn, valueColumn), distance(m.Value, m.Interval.High.Value, valueColumn, highColumn))
}

// followed is a number of a mark as a formula over the observation that it draws: the first of its numbers that it is,
// the middle of a range, or one of these below zero for a decrease.
func (w *describer) followed(m *transform.Mark, d decimal.Decimal, percent bool, ends ...end) cell {
	c := quantity(d, percent)
	f, ok := w.fact(m.Observation)
	if !ok {
		return c
	}
	var terms []term
	for _, e := range ends {
		if t, ok := leaf(m.Observation).excel(e, w.fact, ""); ok && !t.none {
			terms = append(terms, t)
		}
	}
	if f.interval.Bounded() {
		if t, ok := w.middle(m.Observation); ok {
			terms = append(terms, t)
		}
	}
	for _, t := range terms {
		if t.gives(d) {
			c.formula = t.held(percent)
			return c
		}
		if t.result = t.result.Neg(); t.gives(d) {
			c.formula = "-" + t.held(percent)
			return c
		}
	}
	return c
}

// middle is the term of the middle of a fact's interval.
func (w *describer) middle(id string) (term, bool) {
	lower, okLow := leaf(id).excel(low, w.fact, "")
	upper, okHigh := leaf(id).excel(high, w.fact, "")
	sum, err := lower.result.Add(upper.result)
	if err != nil {
		return term{}, false
	}
	half, err := sum.Quo(decimal.Two)
	mean := func(percent bool) string { return "(" + lower.held(percent) + "+" + upper.held(percent) + ")/2" }
	return term{formula: mean(false), hundredth: mean(true), result: half}, okLow && okHigh && err == nil
}

// bounds is how a chart shows how exact its figures are.
func (w *describer) bounds(c *transform.Chart) *bounds {
	b := &bounds{line: asLine(c.Kind)}
	for _, m := range plot.New(c).Marks {
		b.rows = append(b.rows, limit{open: m.Open, inside: m.Open < 0 && !m.Value.IsNeg(), derived: m.Derived, outline: m.Open < 0})
	}
	return b
}

// axisFormat writes the numbers of the axis in the power of ten that its label names: a comma at the end of a format
// divides by a thousand.
func (w *describer) axisFormat(c *transform.Chart) string {
	format := "#,##0"
	largest := 0.0
	for _, m := range c.Marks {
		at, _ := m.Value.Float64()
		largest = max(largest, math.Abs(at))
	}
	behind := strings.Repeat(",", c.AxisMult/3)
	if c.Unit == percentCode {
		behind = literal(w.book.percent)
	}
	switch steps := largest / math.Pow10(c.AxisMult); {
	case c.Kind == transform.Share || steps >= 10:
	case steps >= 1:
		format += ".0"
	default:
		format += ".00"
	}
	return format + behind
}
