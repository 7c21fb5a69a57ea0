package charts

import (
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
)

// layout is what the static drawing and the interactive options of a chart have in common, so that one
// can take the place of the other without anything moving.
type layout struct {
	chart *transform.Chart
	axis  plot.Axis
	ticks []string // the numbers of the axis
	marks []mark

	// Of rows, in pixels.
	rowText int // height of the lines above each bar
	row     int // height of each row

	// Of a line and the like, in pixels.
	top, height int // of the plot, with room for a value above the highest point
	under       int // of the room for a value under the lowest point
	foot        int // of the lines below the axis of time

	left, right float64 // shares of the width that stay free on both sides
}

// mark is a figure and its words.
type mark struct {
	plot.Mark
	label, value []string // in lines
}

// Sizes in pixels. Lengths along the axis of values are shares of the width instead, so that a chart
// fits any screen without being scaled.
const (
	lineHeight  = 18
	barHeight   = 22
	barGap      = 6  // between text and bar
	rowGap      = 18 // between rows
	axisHeight  = 20
	plotHeight  = 220 // of a line
	slopeHeight = 140

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

// What a plot over time keeps free on its sides.
const (
	lineLeft  = 0.12 // for the numbers of the axis
	lineMost  = 0.24 // where these are long
	lineRight = 0.01
	slopeSide = 0.02
)

// layOut lays a chart out; number writes the numbers of its axis.
func layOut(c *transform.Chart, number func(decimal.Decimal) string) *layout {
	p := plot.New(c)
	l := &layout{chart: c, axis: p.Axis}
	for _, tick := range p.Axis.Ticks {
		l.ticks = append(l.ticks, tick.Text(number))
	}
	length := lineLength
	if c.Kind.OverTime() {
		length = timeLength
	}
	for _, pm := range p.Marks {
		m := mark{Mark: pm, label: wrap(pm.Label, length), value: wrap(pm.Display, length)}
		if c.Kind.OverTime() {
			m.value = wrap(m.Display, endLength)
		}
		l.marks = append(l.marks, m)
		l.rowText = max(l.rowText, lineHeight*(len(m.label)+len(m.value)))
	}
	l.row = l.rowText + barGap + barHeight + rowGap
	l.overTime()
	return l
}

// overTime lays out the plot of a line and the like.
func (l *layout) overTime() {
	l.top, l.height, l.left, l.right = lineHeight, plotHeight, lineLeft, lineRight
	if l.chart.Kind == transform.Slope {
		l.height, l.left, l.right = slopeHeight, slopeSide, slopeSide
	} else {
		for _, text := range l.ticks {
			l.left = max(l.left, min(lineMost, float64(tickWidth*utf8.RuneCountInString(text))/narrowest))
		}
	}
	for i := range l.marks {
		m := &l.marks[i]
		lines := lineHeight * len(m.value)
		l.top = max(l.top, lines+lineHeight-l.height+int(l.rise(m.To)))
		if l.belowPoint(i) {
			l.under = max(l.under, lines+lineHeight-int(l.rise(m.To)))
		}
		l.foot = max(l.foot, lineHeight*(len(m.label)+1))
	}
}

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
