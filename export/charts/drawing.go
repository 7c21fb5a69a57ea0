package charts

import (
	"strconv"

	"tidyrelease/export/plot"
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

func (l *layout) draw(id string) drawing {
	d := drawing{Hatch: id + ":hatch"}
	switch {
	case len(l.marks) == 0:
	case l.chart.Kind.OverTime():
		l.drawLine(&d)
	default:
		l.drawRows(&d)
	}
	return d
}

// gridClass is the class of the line that stands at a tick.
func gridClass(t plot.Tick) string {
	if t.Value == 0 {
		return "grid zero"
	}
	return "grid"
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

// write puts lines of text under each other, from y on.
func (p *place) write(class, x string, y float64, anchor string, lines []string) {
	for i, text := range lines {
		p.Words = append(p.Words, words{class, x, pixels(y + float64(lineHeight*i)), anchor, text})
	}
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
