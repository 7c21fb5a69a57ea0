package brief

import (
	"math"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// plot is a chart in numbers: where each figure stands between 0, the low end of the axis, and 1.
type plot struct {
	marks []spot
	ticks []string // the numbers of the axis in digits, evenly spread from 0 to 1
	zero  float64  // where the number 0 stands
}

// spot is where a figure stands.
type spot struct {
	*transform.Mark
	from, to  float64 // of the bar; a point of a line stands at to
	low, high float64 // of the whisker, equal where there is none
	open      int     // +1: the true value lies above, -1: below, 0: it lies within the whisker
	when      float64 // on the axis of time, from 0 to 1
}

func newPlot(c *transform.Chart) plot {
	scaled := func(d decimal.Decimal) float64 {
		f, _ := d.Float64()
		return f / math.Pow10(c.AxisMult)
	}
	p := plot{marks: make([]spot, len(c.Marks))}
	least, most, base := 0.0, 0.0, 0.0
	if c.Kind == transform.Share {
		most = 100
	}
	for i := range c.Marks {
		m := &c.Marks[i]
		s := spot{Mark: m}
		if c.Kind == transform.Parts && i < len(c.Marks)-1 {
			s.from = base // each part begins where the one before ends
		}
		s.to = s.from + scaled(m.Value)
		base, s.low, s.high = s.to, s.to, s.to
		switch {
		case m.Interval.High.Unbounded:
			s.open = +1
		case m.Interval.Low.Unbounded || m.Bound == string(interval.AtMost) || m.Bound == string(interval.LessThan):
			s.open = -1
		default:
			s.low, s.high = s.from+scaled(m.Interval.Low.Value), s.from+scaled(m.Interval.High.Value)
		}
		least, most = min(least, s.from, s.low), max(most, s.from, s.high)
		if s.open > 0 {
			most = max(most, least+float64((s.to-least)*1.1)) // room for the arrow
		}
		p.marks[i] = s
	}
	if least == most {
		most = 1
	}
	step, decimals := roundStep(most - least)
	first, last := math.Floor(least/step), math.Ceil(most/step)
	for k := first; k <= last; k++ {
		p.ticks = append(p.ticks, strconv.FormatFloat(k*step, 'f', decimals, 64))
	}
	share := func(v float64) float64 { return (v/step - first) / (last - first) }
	p.zero = share(0)
	for i := range p.marks {
		s := &p.marks[i]
		s.from, s.to, s.low, s.high = share(s.from), share(s.to), share(s.low), share(s.high)
	}
	p.placeInTime()
	return p
}

// roundStep is the smallest of 1, 2, 2.5 and 5 times a power of ten that cuts the span into at most five
// parts, with the decimals that it is written with.
func roundStep(span float64) (step float64, decimals int) {
	power := math.Floor(math.Log10(span / 5))
	for _, s := range []struct {
		size     float64
		decimals int
	}{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}, {10, -1}} {
		step, decimals = s.size*math.Pow10(int(power)), max(0, s.decimals-int(power))
		if span <= step*5 {
			break
		}
	}
	return step, decimals
}

// placeInTime spreads the marks by their periods where each has one, else evenly.
func (p *plot) placeInTime() {
	n := len(p.marks)
	years := make([]float64, n)
	known := true
	for i, m := range p.marks {
		var ok bool
		years[i], ok = year(m.Period)
		known = known && ok && (i == 0 || years[i] > years[i-1])
	}
	for i := range p.marks[:max(0, n)] {
		switch {
		case n == 1:
			p.marks[i].when = 0.5
		case known:
			p.marks[i].when = (years[i] - years[0]) / (years[n-1] - years[0])
		default:
			p.marks[i].when = float64(i) / float64(n-1)
		}
	}
}

// year is where an ISO 8601 period begins, in years: 2024.25 for 2024-Q2, 2024-04 and 2024-04/2025-03.
func year(period string) (float64, bool) {
	start, _, _ := strings.Cut(strings.TrimPrefix(period, "/"), "/")
	parts := strings.Split(start, "-")
	y, err := strconv.Atoi(parts[0])
	if err != nil {
		return 0, false
	}
	at := float64(y)
	for i, p := range parts[1:] {
		size := []float64{12, 12 * 31}[min(i, 1)]
		if quarter, ok := strings.CutPrefix(p, "Q"); ok {
			p, size = quarter, 4
		}
		n, err := strconv.Atoi(p)
		if err != nil {
			return 0, false
		}
		at += float64(n-1) / size
	}
	return at, true
}
