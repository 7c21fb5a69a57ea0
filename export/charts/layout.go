package charts

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// layout is a chart in numbers: what the static drawing and the interactive options have in common,
// so that one can take the place of the other without anything moving. Values are in axis units.
type layout struct {
	chart *transform.Chart
	marks []mark
	scale scale

	rowText int // height of the lines above each bar, in pixels
	row     int // height of each row
	top     int // of the plot of a line, with room for a value above the highest point
	foot    int // height of the lines below the axis of time
}

// mark is where a figure stands.
type mark struct {
	*transform.Mark
	from, to  float64 // of the bar; a line's point is at to
	low, high float64 // of the whisker
	whisker   bool
	arrow     int     // +1 open upward, -1 open downward, 0 closed
	at        float64 // place on the axis of time, 0 to 1

	label, value []string // in lines
}

// Sizes in pixels. Lengths along the axis of values are shares of the width instead, so that a chart
// fits any screen without being scaled.
const (
	lineHeight = 18
	barHeight  = 22
	barGap     = 6  // between text and bar
	rowGap     = 18 // between rows
	axisHeight = 20
	plotHeight = 220 // of a line chart

	narrowest = 248 // width of a drawing on a screen of 320 pixels
	widest    = 460 // width of one of two drawings beside each other

	tickWidth   = 8 // of a digit
	letterWidth = 8 // of a label's letter
)

// How many letters fit beside each other in the narrowest drawing.
const (
	lineLength = 34 // above a bar
	timeLength = 12 // of each of two labels below an axis of time
	endLength  = 14 // of each of two values at the ends of a line
)

func layOut(c *transform.Chart) *layout {
	l := &layout{chart: c}
	sum := 0.0
	for i := range c.Marks {
		m := mark{Mark: &c.Marks[i]}
		if c.Kind == transform.Parts && i < len(c.Marks)-1 {
			m.from = sum
		}
		m.to = m.from + l.scaled(m.Value)
		sum = m.to
		m.bounds(l)
		if c.Kind == transform.Line {
			m.label, m.value = wrap(m.Label, timeLength), wrap(m.Display, endLength)
		} else {
			m.label, m.value = wrap(m.Label, lineLength), wrap(m.Display, lineLength)
		}
		l.rowText = max(l.rowText, lineHeight*(len(m.label)+len(m.value)))
		l.marks = append(l.marks, m)
	}
	l.row = l.rowText + barGap + barHeight + rowGap
	l.scale = newScale(c.Kind, l.marks)
	l.top = lineHeight
	for _, m := range l.marks {
		free := int((1 - l.scale.share(m.to)) * plotHeight)
		l.top = max(l.top, lineHeight*(len(m.value)+1)-free)
		l.foot = max(l.foot, lineHeight*(len(m.label)+1))
	}
	l.placeInTime()
	return l
}

// scaled is a value in axis units. Here a decimal becomes a place on the page.
func (l *layout) scaled(d decimal.Decimal) float64 {
	f, _ := d.Float64()
	return f / math.Pow10(l.chart.AxisMult)
}

// bounds says how the mark shows what is not known: an arrow where there is no limit or where the
// figure is one, else a whisker over the interval.
func (m *mark) bounds(l *layout) {
	end := func(e interval.Endpoint) float64 { return m.from + l.scaled(e.Value) }
	switch {
	case m.Interval.High.Unbounded:
		m.arrow = +1
	case m.limit():
		m.arrow = -1
	case !m.Interval.IsPoint():
		m.whisker, m.low, m.high = true, end(m.Interval.Low), end(m.Interval.High)
	}
}

// limit tells that the figure is the most that it can be; its bar is then an outline.
func (m *mark) limit() bool {
	return m.Bound == "at_most" || m.Bound == "less_than" || m.Interval.Low.Unbounded && !m.Interval.High.Unbounded
}

// placeInTime spreads the marks over the axis of time: by their periods where each has one, else evenly.
func (l *layout) placeInTime() {
	n := len(l.marks)
	years := make([]float64, n)
	known := n > 1
	for i, m := range l.marks {
		y, ok := year(m.Period)
		known = known && ok && (i == 0 || y > years[i-1])
		years[i] = y
	}
	for i := range l.marks {
		switch {
		case known:
			l.marks[i].at = (years[i] - years[0]) / (years[n-1] - years[0])
		case n > 1:
			l.marks[i].at = float64(i) / float64(n-1)
		}
	}
}

// year is the start of an ISO 8601 period in years: 2024.25 for "2024-Q2" and "2024-04/2025-03".
func year(period string) (float64, bool) {
	start, _, _ := strings.Cut(strings.TrimPrefix(period, "/"), "/")
	head, rest, _ := strings.Cut(start, "-")
	y, err := strconv.Atoi(head)
	if err != nil || len(head) != 4 {
		return 0, false
	}
	if quarter, ok := strings.CutPrefix(rest, "Q"); ok {
		q, err := strconv.Atoi(quarter)
		return float64(y) + float64(q-1)/4, err == nil
	}
	part := 0.0
	month, day, _ := strings.Cut(rest, "-")
	if month != "" {
		m, err := strconv.Atoi(month)
		if err != nil {
			return 0, false
		}
		part = float64(m-1) / 12
	}
	if day != "" {
		d, err := strconv.Atoi(day)
		if err != nil {
			return 0, false
		}
		part += float64(d-1) / 372
	}
	return float64(y) + part, true
}

// scale is the axis of values: from low to high, with a tick at every step.
type scale struct {
	low, high float64
	ticks     []string // the numbers in digits, from low to high
}

// newScale spans zero and every mark, with room for arrows. Shares are of a hundred.
func newScale(kind transform.ChartKind, marks []mark) scale {
	low, high := 0.0, 0.0
	for _, m := range marks {
		low, high = min(low, m.from, m.to), max(high, m.from, m.to)
		if m.whisker {
			low, high = min(low, m.low), max(high, m.high)
		}
	}
	if kind == transform.Share {
		high = max(high, 100)
	}
	if low == high {
		high = 1
	}
	for _, m := range marks {
		if m.arrow > 0 {
			high = max(high, low+float64((m.to-low)*1.15)) // an arrow needs an eighth of the narrowest chart
		}
	}
	step, decimals := niceStep(high - low)
	first, last := math.Floor(low/step), math.Ceil(high/step)
	s := scale{low: first * step, high: last * step}
	for k := first; k <= last; k++ {
		s.ticks = append(s.ticks, strconv.FormatFloat(k*step, 'f', decimals, 64))
	}
	return s
}

// niceStep is the smallest round step that cuts the span into five parts at most, and its decimals.
func niceStep(span float64) (step float64, decimals int) {
	for e := -18; ; e++ {
		for _, s := range []struct {
			size     float64
			decimals int
		}{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}} {
			if step = s.size * math.Pow10(e); span <= step*5 || math.IsInf(step, 1) {
				return step, max(0, s.decimals-e)
			}
		}
	}
}

// share is the place of a value on the axis, 0 to 1.
func (s scale) share(v float64) float64 { return (v - s.low) / (s.high - s.low) }

// wrap breaks a text at spaces into lines of so many letters. What is longer between two spaces is
// broken at a space that should not break, and else cut.
func wrap(text string, length int) []string {
	var lines []string
	line, width := "", 0
	end := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line, width = "", 0
	}
	add := func(word, space string) {
		n := utf8.RuneCountInString(word)
		switch {
		case line == "":
		case width+1+n > length:
			end()
		default:
			line, width = line+space, width+1
		}
		for _, r := range word {
			if width == length {
				end()
			}
			line, width = line+string(r), width+1
		}
	}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t\r", r) }) {
		if utf8.RuneCountInString(word) <= length {
			add(word, " ")
			continue
		}
		space := " "
		for _, part := range strings.Split(word, nbsp) {
			add(part, space)
			space = nbsp
		}
	}
	end()
	return lines
}

const nbsp = "\u00a0"
