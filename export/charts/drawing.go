package charts

import (
	"slices"
	"strconv"

	"github.com/govalues/decimal"

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
	for i, tick := range l.scale.ticks {
		share := float64(i) / float64(len(l.scale.ticks)-1)
		class := "grid"
		if isZero(tick) {
			class = "grid zero"
		}
		x, anchor := percent(share), "middle"
		switch i {
		case 0:
			anchor = "start"
		case len(l.scale.ticks) - 1:
			anchor = "end"
		}
		// A piece of the grid behind each bar keeps clear of the words.
		for row := range l.marks {
			bar := row*l.row + l.rowText + barGap
			d.Grid = append(d.Grid, line{class, x, strconv.Itoa(bar - 3), x, strconv.Itoa(bar + barHeight + 3)})
		}
		d.Ticks = append(d.Ticks, words{"tick", x, strconv.Itoa(bottom + 12), anchor, number(w, tick)})
	}
	for i, m := range l.marks {
		top := i * l.row
		bar := top + l.rowText + barGap
		middle := bar + barHeight/2
		from, to := l.scale.share(m.from), l.scale.share(m.to)
		left, right := min(from, to), max(from, to)
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
			p.Rects = append(p.Rects, rect{"track", "0", strconv.Itoa(bar), percent(l.scale.share(100)), strconv.Itoa(barHeight)})
		}
		p.Rects = append(p.Rects, rect{m.class("bar"), percent(left), strconv.Itoa(bar), percent(right - left), strconv.Itoa(barHeight)})
		if m.whisker {
			low, high := percent(l.scale.share(m.low)), percent(l.scale.share(m.high))
			for _, class := range []string{"halo", "whisker"} {
				p.Lines = append(p.Lines,
					line{class, low, strconv.Itoa(middle), high, strconv.Itoa(middle)},
					line{class, low, strconv.Itoa(middle - 6), low, strconv.Itoa(middle + 6)},
					line{class, high, strconv.Itoa(middle - 6), high, strconv.Itoa(middle + 6)})
			}
		}
		switch m.arrow {
		case +1:
			p.Arrows = append(p.Arrows, arrow{percent(to), strconv.Itoa(middle), arrowRight})
		case -1:
			p.Arrows = append(p.Arrows, arrow{percent(to), strconv.Itoa(middle), arrowLeft})
		}
		if l.chart.Kind == transform.Parts && i+1 < len(l.marks) {
			x := percent(to)
			d.Links = append(d.Links, line{"step", x, strconv.Itoa(bar + barHeight), x, strconv.Itoa(bar + l.row)})
		}
		d.Marks = append(d.Marks, p)
	}
}

// class is the class of a mark's shape: derived figures are hatched, limits are outlines.
func (m *mark) class(shape string) string {
	switch {
	case m.Derived:
		return shape + " derived"
	case m.arrow < 0:
		return shape + " limit"
	}
	return shape
}

// The points of a line keep these shares of the width free; the numbers of the axis stand on the left.
const (
	lineLeft  = 0.14
	lineRight = 0.03
)

// across is the place of a time on the width.
func across(at float64) float64 { return lineLeft + float64(at*(1-lineLeft-lineRight)) }

func (l *layout) drawLine(d *drawing, w *wording.Catalogue) {
	bottom := plotTop + plotHeight
	d.Height = bottom + axisHeight + lineHeight
	down := func(share float64) string { return pixels(float64(bottom) - float64(share*plotHeight)) }

	for i, tick := range l.scale.ticks {
		y := float64(i) / float64(len(l.scale.ticks)-1)
		class := "grid"
		if isZero(tick) {
			class = "grid zero"
		}
		d.Grid = append(d.Grid, line{class, "0", down(y), "100%", down(y)})
		d.Ticks = append(d.Ticks, words{"tick", "0", pixels(float64(bottom) - float64(y*plotHeight) - 4), "start", number(w, tick)})
	}
	labelled := spread(l.marks)
	for i, m := range l.marks {
		x, y := percent(across(m.at)), down(l.scale.share(m.to))
		left, right := 0.0, 1.0
		if i > 0 {
			left = across((l.marks[i-1].at + m.at) / 2)
			d.Links = append(d.Links, line{"path", percent(across(l.marks[i-1].at)), down(l.scale.share(l.marks[i-1].to)), x, y})
		}
		if i+1 < len(l.marks) {
			right = across((l.marks[i+1].at + m.at) / 2)
		}
		p := place{
			Hit:  rect{"hit", percent(left), "0", percent(right - left), strconv.Itoa(bottom + axisHeight)},
			Dots: []dot{{m.class("dot"), x, y}},
		}
		anchor := "middle"
		switch {
		case m.at < 0.15:
			anchor = "start"
		case m.at > 0.85:
			anchor = "end"
		}
		if slices.Contains(labelled, i) {
			p.Words = append(p.Words, words{"label", x, strconv.Itoa(bottom + 18), anchor, m.Label})
		}
		if i == 0 || i == len(l.marks)-1 {
			offset := -14.0
			if i == 0 && i+1 < len(l.marks) && l.marks[i+1].to > m.to {
				offset = 26 // below, clear of a line that rises
			}
			p.Words = append(p.Words, words{"value", x, pixels(float64(bottom) - float64(l.scale.share(m.to)*plotHeight) + offset), anchor, m.Display})
		}
		if m.whisker {
			low, high := down(l.scale.share(m.low)), down(l.scale.share(m.high))
			p.Lines = append(p.Lines, line{"whisker", x, low, x, high})
			for _, y := range []string{low, high} {
				p.Arrows = append(p.Arrows, arrow{x, y, capAcross})
			}
		}
		switch m.arrow {
		case +1:
			p.Arrows = append(p.Arrows, arrow{x, y, arrowUp})
		case -1:
			p.Arrows = append(p.Arrows, arrow{x, y, arrowDown})
		}
		d.Marks = append(d.Marks, p)
	}
}

// spread picks the marks that are labelled on the axis of time: the first, the last, and between them
// those that leave each other room on a narrow screen.
func spread(marks []mark) []int {
	const room = 0.25
	last := len(marks) - 1
	out := []int{last}
	for i := last - 1; i > 0; i-- {
		if marks[out[len(out)-1]].at-marks[i].at >= room && marks[i].at-marks[0].at >= room {
			out = append(out, i)
		}
	}
	return append(out, 0)
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

func isZero(tick string) bool {
	d, err := decimal.Parse(tick)
	return err == nil && d.IsZero()
}

// number writes a tick as the language does. Ticks have more digits than a decimal holds only when
// an input does too.
func number(w *wording.Catalogue, tick string) string {
	d, err := decimal.Parse(tick)
	if err != nil {
		return tick
	}
	return w.Number(d)
}
