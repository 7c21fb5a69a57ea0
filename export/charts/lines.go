package charts

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"tidyrelease/transform"
)

// drawLine draws points in time with a line between. Two of them stand on posts and say their values, which need no grid.
func (l *layout) drawLine(d *drawing) {
	d.Height = l.bottom() + l.under + l.foot
	if l.chart.Kind == transform.Slope {
		l.drawPosts(d)
	} else {
		l.drawGrid(d)
	}
	narrow := l.spread(narrowest, nil)
	wide := l.spread(widest, narrow)
	for i := range l.marks {
		if i > 0 {
			d.Links = append(d.Links, line{"path", l.x(i - 1), l.y(l.marks[i-1].To), l.x(i), l.y(l.marks[i].To)})
		}
		class := "label"
		if !slices.Contains(narrow, i) {
			class = "label sparse"
		}
		p := place{}
		if slices.Contains(wide, i) {
			p.write(class, l.x(i), float64(l.bottom()+l.under+lineHeight), l.timeAnchor(i), l.marks[i].label)
		}
		l.drawPoint(&p, i)
		p.Hit.H = strconv.Itoa(d.Height)
		d.Marks = append(d.Marks, p)
	}
}

// bottom is where the plot of a line ends, in pixels.
func (l *layout) bottom() int { return l.top + l.height }

// across is the place of a time on the width. Its ends are kept free: on the left for the numbers of the axis.
func (l *layout) across(time float64) float64 { return l.left + float64(time*(1-l.left-l.right)) }

func (l *layout) x(i int) string { return percent(l.across(l.marks[i].Time)) }

// rise is how high a value stands above the bottom, in pixels.
func (l *layout) rise(value float64) float64 { return float64(l.axis.Share(value) * float64(l.height)) }

func (l *layout) y(value float64) string { return pixels(float64(l.bottom()) - l.rise(value)) }

func (l *layout) drawGrid(d *drawing) {
	for i, tick := range l.axis.Ticks {
		y := l.y(tick.Value)
		d.Grid = append(d.Grid, line{gridClass(tick), "0", y, "100%", y})
		d.Ticks = append(d.Ticks, words{"tick", "0", pixels(float64(l.bottom()) - l.rise(tick.Value) - 4), "start", l.ticks[i]})
	}
}

// drawPosts draws a post at each time, from the line of zero.
func (l *layout) drawPosts(d *drawing) {
	zero := l.y(0)
	d.Grid = append(d.Grid, line{"grid zero", "0", zero, "100%", zero})
	for i, m := range l.marks {
		d.Grid = append(d.Grid, line{"post", l.x(i), zero, l.x(i), l.y(m.To)})
	}
}

// drawPoint draws a point, how far from it the figure may lie, and its value where it is an end of the line. A pointer meets it
// half the way to its neighbours.
func (l *layout) drawPoint(p *place, i int) {
	m := &l.marks[i]
	left, right := 0.0, 1.0
	if i > 0 {
		left = l.across((l.marks[i-1].Time + m.Time) / 2)
	}
	if i+1 < len(l.marks) {
		right = l.across((l.marks[i+1].Time + m.Time) / 2)
	}
	x, y := l.x(i), l.y(m.To)
	p.Hit = rect{Class: "hit", X: percent(left), Y: "0", W: percent(right - left)}
	p.Dots = append(p.Dots, dot{m.class("dot"), x, y})
	if l.neighbour(i) != nil {
		p.write("value", x, l.valueTop(i), anchor(m.Time), m.value)
	}
	if m.Whisker() {
		low, high := l.y(m.Low), l.y(m.High)
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
}

// valueTop is where the first line of the value at an end of the line stands.
func (l *layout) valueTop(i int) float64 {
	point := float64(l.bottom()) - l.rise(l.marks[i].To)
	if l.belowPoint(i) {
		return point + 26
	}
	return point + lineHeight - 14 - float64(lineHeight*len(l.marks[i].value))
}

// belowPoint tells whether the value at an end of the line stands below its point: the line goes up from there, or comes down to it.
func (l *layout) belowPoint(i int) bool {
	next := l.neighbour(i)
	return next != nil && next.To > l.marks[i].To
}

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

// timeAnchor is that of the label of a mark on the axis of time. Where the numbers of the other axis keep much free, a label
// finds room there too.
func (l *layout) timeAnchor(i int) string {
	if side := anchor(l.marks[i].Time); side != "start" || l.left < 0.2 {
		return side
	}
	return "middle"
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
	x, w := float64(l.across(l.marks[i].Time)*width), float64(letterWidth*(letters+1))
	switch l.timeAnchor(i) {
	case "start":
		return x, x + w
	case "end":
		return x - w, x
	}
	return x - w/2, x + w/2
}
