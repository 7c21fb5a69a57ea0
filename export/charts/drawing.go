package charts

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// drawing is a chart as SVG. Its size is the reader's: lengths across are in percent, lengths down
// in pixels, and letters keep their size on every screen.
type drawing struct {
	Height int
	Hatch  string // id of the pattern for derived figures
	Grid   []line
	Ticks  []words
	Links  []line // between the points of a line, between the parts of a sum
	Marks  []place
}

// place is a mark in the drawing. It is a link: to the sentence, or to the row of a derived figure.
type place struct {
	Href, Spoken, Row, Source string

	Hit    rect // where a pointer meets the mark
	Words  []words
	Rects  []rect
	Lines  []line
	Dots   []dot
	Arrows []arrow
}

type rect struct{ Class, X, Y, W, H string }
type line struct{ Class, X1, Y1, X2, Y2 string }
type words struct{ Class, X, Y, Anchor, Text string }
type dot struct{ Class, X, Y string }
type arrow struct{ X, Y, Path string }

// The arrows start at the end of a bar or at a point; a cap ends the whisker of a point.
const (
	arrowRight = "M3 0H24M17 -6L24 0L17 6"
	arrowLeft  = "M-3 0H-24M-17 -6L-24 0L-17 6"
	arrowUp    = "M0 -7V-27M-6 -20L0 -27L6 -20"
	arrowDown  = "M0 7V27M-6 20L0 27L6 20"
	capAcross  = "M-6 0H6"
)

func (l *layout) draw(w *wording.Catalogue, id string) drawing {
	d := drawing{Hatch: id + ":hatch"}
	switch {
	case len(l.marks) == 0:
	case l.chart.Kind == transform.Line:
		l.drawLine(&d, w)
	default:
		l.drawRows(&d, w)
	}
	return d
}

// drawRows draws a bar for each mark, under its label and value.
func (l *layout) drawRows(d *drawing, w *wording.Catalogue) {
	bottom := l.row * len(l.marks)
	d.Height = bottom + axisHeight
	for i, tick := range l.axis.Ticks {
		class := gridClass(tick)
		x, anchor := percent(l.axis.Share(tick.Value)), "middle"
		switch i {
		case 0:
			anchor = "start"
		case len(l.axis.Ticks) - 1:
			anchor = "end"
		}
		// A piece of the grid behind each bar keeps clear of the words.
		for row := range l.marks {
			bar := row*l.row + l.rowText + barGap
			d.Grid = append(d.Grid, line{class, x, strconv.Itoa(bar - 3), x, strconv.Itoa(bar + barHeight + 3)})
		}
		d.Ticks = append(d.Ticks, words{"tick" + l.sparse(w, i), x, strconv.Itoa(bottom + 12), anchor, tick.Text(w.Number)})
	}
	for i, m := range l.marks {
		top := i * l.row
		bar := top + l.rowText + barGap
		middle := bar + barHeight/2
		low, high := m.Bar()
		left, right, to := l.axis.Share(low), l.axis.Share(high), percent(l.axis.Share(m.To))
		p := place{Hit: rect{"hit", "0", strconv.Itoa(top), "100%", strconv.Itoa(l.row - rowGap/2)}}

		// Text stands directly above the bar, whatever room the longest label takes.
		y := bar - barGap - lineHeight*(len(m.label)+len(m.value)-1)
		for _, text := range m.label {
			p.Words = append(p.Words, words{"label", "0", strconv.Itoa(y), "start", text})
			y += lineHeight
		}
		for _, text := range m.value {
			p.Words = append(p.Words, words{"value", "0", strconv.Itoa(y), "start", text})
			y += lineHeight
		}
		if l.chart.Kind == transform.Share {
			p.Rects = append(p.Rects, rect{"track", "0", strconv.Itoa(bar), percent(l.axis.Share(100)), strconv.Itoa(barHeight)})
		}
		p.Rects = append(p.Rects, rect{m.class("bar"), percent(left), strconv.Itoa(bar), percent(right - left), strconv.Itoa(barHeight)})
		if m.Whisker() {
			start, end := percent(l.axis.Share(m.Low)), percent(l.axis.Share(m.High))
			for _, class := range []string{"halo", "whisker"} {
				p.Lines = append(p.Lines,
					line{class, start, strconv.Itoa(middle), end, strconv.Itoa(middle)},
					line{class, start, strconv.Itoa(middle - 6), start, strconv.Itoa(middle + 6)},
					line{class, end, strconv.Itoa(middle - 6), end, strconv.Itoa(middle + 6)})
			}
		}
		switch m.Open {
		case +1:
			p.Arrows = append(p.Arrows, arrow{to, strconv.Itoa(middle), arrowRight})
		case -1:
			p.Arrows = append(p.Arrows, arrow{to, strconv.Itoa(middle), arrowLeft})
		}
		if l.chart.Kind == transform.Parts && i+1 < len(l.marks) {
			d.Links = append(d.Links, line{"step", to, strconv.Itoa(bar + barHeight), to, strconv.Itoa(bar + l.row)})
		}
		d.Marks = append(d.Marks, p)
	}
}

// gridClass is the class of the line that stands at a tick.
func gridClass(t plot.Tick) string {
	if t.Value == 0 {
		return "grid zero"
	}
	return "grid"
}

// sparse is the class of every second tick where the ticks have no room beside each other on the
// narrowest screen; the style leaves them out there.
func (l *layout) sparse(w *wording.Catalogue, i int) string {
	width := 0
	for _, tick := range l.axis.Ticks {
		width += tickWidth*utf8.RuneCountInString(tick.Text(w.Number)) + tickWidth
	}
	if i%2 == 1 && width > narrowest {
		return " sparse"
	}
	return ""
}

// class is the class of a mark's shape: derived figures are hatched, limits are outlines.
func (m *mark) class(shape string) string {
	switch {
	case m.Derived:
		return shape + " derived"
	case m.Open < 0:
		return shape + " limit"
	}
	return shape
}

// The points of a line keep these shares of the width free; the numbers of the axis stand on the left.
const (
	lineLeft  = 0.12
	lineRight = 0.01
)

// across is the place of a time on the width.
func across(at float64) float64 { return lineLeft + float64(at*(1-lineLeft-lineRight)) }

// anchor says which end of a text stands at a time: no text leaves the drawing.
func anchor(at float64) string {
	switch {
	case at < 0.15:
		return "start"
	case at > 0.85:
		return "end"
	}
	return "middle"
}

func (l *layout) drawLine(d *drawing, w *wording.Catalogue) {
	bottom := l.top + plotHeight
	d.Height = bottom + l.foot
	down := func(share float64) string { return pixels(float64(bottom) - float64(share*plotHeight)) }

	for _, tick := range l.axis.Ticks {
		y := l.axis.Share(tick.Value)
		d.Grid = append(d.Grid, line{gridClass(tick), "0", down(y), "100%", down(y)})
		d.Ticks = append(d.Ticks, words{"tick", "0", pixels(float64(bottom) - float64(y*plotHeight) - 4), "start", tick.Text(w.Number)})
	}
	narrow := l.spread(narrowest, nil)
	wide := l.spread(widest, narrow)
	for i, m := range l.marks {
		x, y := percent(across(m.Time)), down(l.axis.Share(m.To))
		left, right := 0.0, 1.0
		if i > 0 {
			left = across((l.marks[i-1].Time + m.Time) / 2)
			d.Links = append(d.Links, line{"path", percent(across(l.marks[i-1].Time)), down(l.axis.Share(l.marks[i-1].To)), x, y})
		}
		if i+1 < len(l.marks) {
			right = across((l.marks[i+1].Time + m.Time) / 2)
		}
		p := place{
			Hit:  rect{"hit", percent(left), "0", percent(right - left), strconv.Itoa(d.Height)},
			Dots: []dot{{m.class("dot"), x, y}},
		}
		class := "label"
		if !slices.Contains(narrow, i) {
			class = "label sparse"
		}
		if slices.Contains(wide, i) {
			for j, text := range m.label {
				p.Words = append(p.Words, words{class, x, strconv.Itoa(bottom + lineHeight*(j+1)), anchor(m.Time), text})
			}
		}
		if next := l.neighbour(i); next != nil {
			height := float64(l.axis.Share(m.To) * plotHeight)
			lines := float64(lineHeight * len(m.value))
			y := float64(bottom) - height + lineHeight - 14 - lines // above
			if next.To > m.To && height > lines+14 {
				y = float64(bottom) - height + 26 // below, clear of the line
			}
			for _, text := range m.value {
				p.Words = append(p.Words, words{"value", x, pixels(y), anchor(m.Time), text})
				y += lineHeight
			}
		}
		if m.Whisker() {
			low, high := down(l.axis.Share(m.Low)), down(l.axis.Share(m.High))
			p.Lines = append(p.Lines, line{"whisker", x, low, x, high})
			for _, y := range []string{low, high} {
				p.Arrows = append(p.Arrows, arrow{x, y, capAcross})
			}
		}
		switch m.Open {
		case +1:
			p.Arrows = append(p.Arrows, arrow{x, y, arrowUp})
		case -1:
			p.Arrows = append(p.Arrows, arrow{x, y, arrowDown})
		}
		d.Marks = append(d.Marks, p)
	}
}

// neighbour is the mark beside an end of the line, or nil for a mark that is not an end.
func (l *layout) neighbour(i int) *mark {
	switch last := len(l.marks) - 1; i {
	case 0:
		return &l.marks[min(1, last)]
	case last:
		return &l.marks[last-1]
	}
	return nil
}

// spread adds to the chosen marks those that are labelled on the axis of time of a drawing that is so
// many pixels wide: the last, the first, and between them those that have room beside the others.
func (l *layout) spread(width float64, chosen []int) []int {
	last := len(l.marks) - 1
	for k := range l.marks {
		i := (k + last) % (last + 1)
		left, right := l.labelSpan(i, width)
		if !slices.ContainsFunc(chosen, func(other int) bool {
			from, to := l.labelSpan(other, width)
			return left < to && from < right
		}) {
			chosen = append(chosen, i)
		}
	}
	return chosen
}

// labelSpan is where a mark's label on the axis of time starts and ends, in pixels.
func (l *layout) labelSpan(i int, width float64) (left, right float64) {
	letters := 0
	for _, line := range l.marks[i].label {
		letters = max(letters, utf8.RuneCountInString(line))
	}
	x, w := float64(across(l.marks[i].Time)*width), float64(letterWidth*(letters+1))
	switch anchor(l.marks[i].Time) {
	case "start":
		return x, x + w
	case "end":
		return x - w, x
	}
	return x - w/2, x + w/2
}

func percent(share float64) string { return digits(share*100) + "%" }

func pixels(f float64) string { return digits(f) }

// digits rounds to what can be seen, so that machines that compute the last bit otherwise agree.
func digits(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	if s == "-0" {
		return "0"
	}
	return s
}
