package charts

import (
	"strings"
	"unicode/utf8"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
)

// layout is what the static drawing and the interactive options of a chart have in common, so that one
// can take the place of the other without anything moving.
type layout struct {
	chart *transform.Chart
	axis  plot.Axis
	marks []mark

	rowText int // height of the lines above each bar, in pixels
	row     int // height of each row

	// Of a line and the like.
	top, height, foot int     // of the plot, with room for a value above the highest point, and of the lines below the axis of time
	left, right       float64 // shares of the width that stay free on both sides
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

// What a plot over time keeps free on its sides: a line on the left for the numbers of its axis.
const (
	lineLeft  = 0.12
	lineRight = 0.01
	slopeSide = 0.02
)

func layOut(c *transform.Chart) *layout {
	p := plot.New(c)
	l := &layout{chart: c, axis: p.Axis, top: lineHeight, height: plotHeight, left: lineLeft, right: lineRight}
	if c.Kind == transform.Slope {
		l.height, l.left, l.right = slopeHeight, slopeSide, slopeSide
	}
	for _, pm := range p.Marks {
		m := mark{Mark: pm}
		if c.Kind.OverTime() {
			m.label, m.value = wrap(m.Label, timeLength), wrap(m.Display, endLength)
		} else {
			m.label, m.value = wrap(m.Label, lineLength), wrap(m.Display, lineLength)
		}
		l.rowText = max(l.rowText, lineHeight*(len(m.label)+len(m.value)))
		free := l.height - int(l.rise(m.To))
		l.top = max(l.top, lineHeight*(len(m.value)+1)-free)
		l.foot = max(l.foot, lineHeight*(len(m.label)+1))
		l.marks = append(l.marks, m)
	}
	l.row = l.rowText + barGap + barHeight + rowGap
	return l
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
