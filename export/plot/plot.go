// Package plot finds the places of a chart's figures on its axes.
//
// What comes in: a transform.Chart, whose numbers are exact decimals. What goes out: a Plot, with an axis
// of values that ends at round numbers, and for each figure where its bar begins and ends, how far its
// whisker reaches, on which side it is open, and when it stands on the axis of time. Values are in units
// of the axis, and Axis.Share makes them shares of its length, so that every exporter draws the same
// picture with its own means. Decimals become floats here and nowhere earlier.
//
// What it will not do: draw, choose lengths on the paper, write or break a text.
package plot

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// Plot is a chart in numbers.
type Plot struct {
	Axis  Axis
	Marks []Mark // those of the chart, in its order
}

// Axis is the axis of values. It holds zero and every mark, and a share in percent is seen against a hundred. That of places in an order is
// a strip with a step for each place, from the first on.
type Axis struct {
	Low, High float64
	Ticks     []Tick // seven at most; of values, evenly spread from Low to High, one of them zero
}

// Tick is a round number of an axis.
type Tick struct {
	Value  float64
	digits string // with as many decimals as the other ticks of the axis
}

// Mark is where a figure stands.
type Mark struct {
	*transform.Mark
	From, To  float64 // where the bar begins and ends; the point of a line stands at To, the bar of a range spans it
	Low, High float64 // the ends of the whisker; both are To where the mark is open
	Open      int     // +1: the true value lies above To, -1: it lies below, 0: it lies within the whisker
	Time      float64 // place on the axis of time, from 0 to 1
}

// Share is the place of a value on the axis: 0 at its low end, 1 at its high end.
func (a Axis) Share(value float64) float64 { return (value - a.Low) / (a.High - a.Low) }

// Text is the number as a language writes it. What has more digits than a decimal stays as it is.
func (t Tick) Text(write func(decimal.Decimal) string) string {
	if d, err := decimal.Parse(t.digits); err == nil && d.String() == t.digits {
		return write(d)
	}
	return t.digits
}

// Bar is where the bar of a mark lies, whichever way it grows.
func (m *Mark) Bar() (low, high float64) { return min(m.From, m.To), max(m.From, m.To) }

// Whisker tells whether the figure is a range of values that ends on both sides.
func (m *Mark) Whisker() bool { return m.Low < m.High }

// New plots a chart.
func New(c *transform.Chart) *Plot {
	p := &Plot{Marks: make([]Mark, len(c.Marks))}
	scaled := func(d decimal.Decimal) float64 {
		f, _ := d.Float64()
		return f / math.Pow10(c.AxisMult)
	}
	end := 0.0 // of the mark before
	for i := range c.Marks {
		m := Mark{Mark: &c.Marks[i]}
		if c.Kind == transform.Parts && i < len(c.Marks)-1 {
			m.From = end
		}
		m.place(c.Kind, scaled)
		end = m.To
		p.Marks[i] = m
	}
	if c.Kind == transform.Ranks {
		p.Axis = strip(p.Marks)
	} else {
		p.Axis = newAxis(c.Kind, p.Marks)
	}
	placeInTime(p.Marks)
	return p
}

// place finds where a mark ends that begins at From.
func (m *Mark) place(kind transform.ChartKind, scaled func(decimal.Decimal) float64) {
	m.To = m.From + scaled(m.Value)
	m.Low, m.High = m.To, m.To
	switch {
	case m.Interval.High.Unbounded:
		m.Open = +1
	case m.Interval.Low.Unbounded, m.Bound == string(interval.AtMost), m.Bound == string(interval.LessThan):
		m.Open = -1 // "up to 400" has a low end, but a whisker down to it would hide that 400 is a limit
	default:
		m.Low, m.High = m.From+scaled(m.Interval.Low.Value), m.From+scaled(m.Interval.High.Value)
	}
	switch {
	case kind == transform.Ranks:
		// A place is a step of the strip, and "in the top 10" is ten of them.
		m.From, m.To = scaled(m.Value)-0.5, scaled(m.Value)+0.5
		if m.Interval.Bounded() {
			m.From, m.To = scaled(m.Interval.Low.Value)-0.5, scaled(m.Interval.High.Value)+0.5
		}
		m.Low, m.High = m.To, m.To
	case kind == transform.Ranges && m.Open == 0:
		m.From, m.To, m.Low = m.Low, m.High, m.High // the bar itself says how far the figure reaches
	}
}

// strip is the axis of places: ten at least, for a place says little without those around it.
func strip(marks []Mark) Axis {
	const few, many = 10, 5
	last := float64(few)
	for _, m := range marks {
		last = max(last, math.Ceil((m.To-0.5)/many)*many)
	}
	a := Axis{Low: 0.5, High: last + 0.5}
	step := many * math.Ceil(last/(many*(steps+1)))
	for place := 1.0; place <= last; {
		a.Ticks = append(a.Ticks, Tick{place, strconv.FormatFloat(place, 'f', 0, 64)})
		place = math.Floor(place/step)*step + step
	}
	return a
}

const (
	steps = 5    // that the span of the marks is cut into, at most
	slack = 1e-9 // of a step: more than what floats are off, less than what can be seen

	// arrowRoom is how far an axis runs on beyond an open mark, as a share of its length up to there: enough
	// for an arrow on the narrowest screen, which is a tenth of the axis.
	arrowRoom = 0.15
)

func newAxis(kind transform.ChartKind, marks []Mark) Axis {
	low, high := 0.0, 0.0
	for _, m := range marks {
		low, high = min(low, m.From, m.To, m.Low), max(high, m.From, m.To, m.High)
	}
	if kind == transform.Share {
		high = max(high, 100)
	}
	if low == high {
		high = 1
	}
	least, most := low, high
	for _, m := range marks {
		switch {
		case m.Open > 0:
			high = max(high, m.To+float64(arrowRoom*(m.To-least)))
		case m.Open < 0 && m.To < 0: // above zero the arrow points back over its bar
			low = min(low, m.To-float64(arrowRoom*(most-m.To)))
		}
	}
	step, decimals := roundStep(high - low)
	first, last := int(math.Floor(low/step+slack)), int(math.Ceil(high/step-slack))
	var a Axis
	for k := first; k <= last; k++ {
		value := float64(k) * step
		a.Ticks = append(a.Ticks, Tick{value, strconv.FormatFloat(value, 'f', decimals, 64)})
	}
	a.Low, a.High = a.Ticks[0].Value, a.Ticks[len(a.Ticks)-1].Value
	return a
}

// roundStep is the smallest of 1, 2, 2.5 and 5 times a power of ten that cuts the span into few steps, and
// the decimals that its multiples are written with.
func roundStep(span float64) (step float64, decimals int) {
	power := int(math.Floor(math.Log10(span / steps)))
	for _, s := range []struct {
		size     float64
		decimals int
	}{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}, {10, -1}} {
		step, decimals = s.size*math.Pow10(power), max(0, s.decimals-power)
		if span <= step*(steps+slack) {
			break
		}
	}
	return step, decimals
}

// placeInTime spreads the marks over the axis of time: by their periods where each has one and they are in
// order, else evenly.
func placeInTime(marks []Mark) {
	n := len(marks)
	years := make([]float64, n)
	known := true
	for i, m := range marks {
		y, ok := year(m.Period)
		known = known && ok && (i == 0 || y > years[i-1])
		years[i] = y
	}
	for i := range marks {
		switch {
		case n == 1:
			marks[i].Time = 0.5
		case known:
			marks[i].Time = (years[i] - years[0]) / (years[n-1] - years[0])
		default:
			marks[i].Time = float64(i) / float64(n-1)
		}
	}
}

var quarters = strings.NewReplacer("-Q1", "-01", "-Q2", "-04", "-Q3", "-07", "-Q4", "-10")

// year is where an ISO 8601 period begins, in years: 2024.25 for 2024-Q2, 2024-04 and 2024-04/2025-03. All
// months are equally long, so that monthly figures stand in even steps.
func year(period string) (float64, bool) {
	start, _, _ := strings.Cut(strings.TrimPrefix(period, "/"), "/")
	start = quarters.Replace(start)
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if t, err := time.Parse(layout, start); err == nil {
			return float64(t.Year()) + float64((int(t.Month())-1)*31+t.Day()-1)/(12*31), true
		}
	}
	return 0, false
}
