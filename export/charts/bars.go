package charts

import (
	"strconv"
	"unicode/utf8"

	"tidyrelease/transform"
)

// drawRows draws a row for each mark: its label and value, and a bar below. In a chart of places the bar is the step of a
// strip, in one of ranges it floats.
func (l *layout) drawRows(d *drawing) {
	d.Height = l.row*len(l.marks) + axisHeight
	l.drawValueAxis(d)
	for i := range l.marks {
		d.Marks = append(d.Marks, l.drawRow(i))
	}
	if l.chart.Kind == transform.Parts {
		for i, m := range l.marks[:len(l.marks)-1] {
			to := percent(l.axis.Share(m.To))
			d.Links = append(d.Links, line{"step", to, strconv.Itoa(l.barTop(i) + barHeight), to, strconv.Itoa(l.barTop(i) + l.row)})
		}
	}
}

// barTop is where the bar of a mark begins, in pixels.
func (l *layout) barTop(i int) int { return i*l.row + l.rowText + barGap }

// drawValueAxis writes the numbers below the rows, and a piece of the grid behind each bar, which keeps clear of the words.
func (l *layout) drawValueAxis(d *drawing) {
	places := l.chart.Kind == transform.Ranks
	for i, tick := range l.axis.Ticks {
		share := l.axis.Share(tick.Value)
		x, anchor := percent(share), "middle"
		switch share {
		case 0:
			anchor = "start"
		case 1:
			anchor = "end"
		}
		for row := range l.marks {
			if !places { // which the steps of the strip show
				bar := l.barTop(row)
				d.Grid = append(d.Grid, line{gridClass(tick), x, strconv.Itoa(bar - 3), x, strconv.Itoa(bar + barHeight + 3)})
			}
		}
		d.Ticks = append(d.Ticks, words{"tick" + l.sparse(i), x, strconv.Itoa(l.row*len(l.marks) + 12), anchor, l.ticks[i]})
	}
}

// sparse is the class of every second tick where the ticks have no room beside each other on the
// narrowest screen; the style leaves them out there.
func (l *layout) sparse(i int) string {
	width := 0
	for _, text := range l.ticks {
		width += tickWidth*utf8.RuneCountInString(text) + tickWidth
	}
	if i%2 == 1 && width > narrowest {
		return " sparse"
	}
	return ""
}

func (l *layout) drawRow(i int) place {
	m := &l.marks[i]
	bar := l.barTop(i)
	p := place{Hit: rect{"hit", "0", strconv.Itoa(i * l.row), "100%", strconv.Itoa(l.row - rowGap/2)}}
	// Text stands directly above the bar, whatever room the longest label takes.
	y := bar - barGap - lineHeight*(len(m.label)+len(m.value)-1)
	p.write("label", "0", float64(y), "start", m.label)
	p.write("value", "0", float64(y+lineHeight*len(m.label)), "start", m.value)

	low, high := m.Bar()
	left, right := l.axis.Share(low), l.axis.Share(high)
	switch l.chart.Kind {
	case transform.Share:
		p.Rects = append(p.Rects, rect{"track", "0", strconv.Itoa(bar), percent(l.axis.Share(100)), strconv.Itoa(barHeight)})
	case transform.Ranks:
		p.Rects = append(p.Rects, rect{"track", "0", strconv.Itoa(bar), "100%", strconv.Itoa(barHeight)})
	}
	p.Rects = append(p.Rects, rect{m.class("bar"), percent(left), strconv.Itoa(bar), percent(right - left), strconv.Itoa(barHeight)})
	if l.chart.Kind == transform.Ranks {
		p.Lines = l.seams(bar)
	}
	l.drawReach(&p, m, bar+barHeight/2)
	return p
}

// seams part the steps of a strip of places.
func (l *layout) seams(bar int) []line {
	var out []line
	for end := l.axis.Low + 1; end < l.axis.High; end++ {
		x := percent(l.axis.Share(end))
		out = append(out, line{"seam", x, strconv.Itoa(bar), x, strconv.Itoa(bar + barHeight)})
	}
	return out
}

// drawReach draws how far from the end of its bar a figure may lie: a whisker, or an arrow where there is no end.
func (l *layout) drawReach(p *place, m *mark, middle int) {
	y := strconv.Itoa(middle)
	if m.Whisker() {
		top, foot := strconv.Itoa(middle-6), strconv.Itoa(middle+6)
		start, end := percent(l.axis.Share(m.Low)), percent(l.axis.Share(m.High))
		for _, class := range []string{"halo", "whisker"} {
			p.Lines = append(p.Lines, line{class, start, y, end, y}, line{class, start, top, start, foot}, line{class, end, top, end, foot})
		}
	}
	switch m.Open {
	case +1:
		p.Arrows = append(p.Arrows, arrow{percent(l.axis.Share(m.To)), y, arrowRight})
	case -1:
		p.Arrows = append(p.Arrows, arrow{percent(l.axis.Share(m.To)), y, arrowLeft})
	}
}
