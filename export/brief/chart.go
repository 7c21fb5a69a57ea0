package brief

import (
	"cmp"
	"slices"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/plot"
	"tidyrelease/transform"
)

// The styles and sizes of a chart.
var (
	chartTitle = paper.Style{Face: paper.Bold, Size: 9, Leading: 11.5, Ink: ink}
	markLabel  = paper.Style{Face: paper.Regular, Size: 8, Leading: 10.5, Ink: ink}
	markValue  = paper.Style{Face: paper.Bold, Size: 8, Leading: 10.5, Ink: ink}
	tickStyle  = paper.Style{Face: paper.Regular, Size: 7, Leading: 9, Ink: muted}
)

const (
	barHeight  = 8.0
	barGap     = 2.0  // between text and bar
	barsGap    = 6.0  // between rows
	lineHeight = 56.0 // of the area of a line
	lineTop    = 14.0 // room for a label above it
	lineIndent = 16.0 // of the first and the last point
	timeGap    = 3.0  // between it and the names of times
)

// drawn is a chart made ready for a width.
type drawn struct {
	*transform.Chart
	plot        *plot.Plot
	width       float64
	title, unit []paper.Line
	rows        [][]paper.Line // label and value above each bar
	body        float64        // height of the drawing
}

func (s *sheet) prepare(c *transform.Chart, width float64) drawn {
	d := drawn{
		Chart: c, plot: plot.New(c), width: width,
		title: s.balanced(4, width, paper.Span{Text: c.Title, Style: chartTitle}),
		unit:  s.Clipped(2, width, s.subtitle(c)...),
	}
	if c.Kind.OverTime() {
		d.body = lineTop + lineHeight + timeGap + tickStyle.Leading
		return d
	}
	for _, m := range c.Marks {
		text := []paper.Span{{Text: m.Label + " ", Style: markLabel}, {Text: bind(m.Display), Style: markValue}}
		if verdict := s.verdicts[m.Observation]; verdict != "" {
			text = append(text, paper.Span{Text: " · " + s.t("review_"+verdict), Style: markLabel})
		}
		lines := s.Clipped(4, width, text...)
		d.rows = append(d.rows, lines)
		d.body += height(lines) + barGap + barHeight + barsGap
	}
	d.body += tickStyle.Leading - barsGap + 3
	return d
}

// subtitle is the unit of a chart and, of one over time, whose figures have no room for it, that a person said something of one.
func (s *sheet) subtitle(c *transform.Chart) []paper.Span {
	spans := []paper.Span{{Text: c.Subtitle, Style: small}}
	if !c.Kind.OverTime() {
		return spans
	}
	for _, m := range c.Marks {
		if verdict := s.verdicts[m.Observation]; verdict != "" {
			return append(spans, paper.Span{Text: " · " + s.t("review_of", "label", m.Label, "verdict", s.t("review_"+verdict)), Style: small})
		}
	}
	return spans
}

func (d *drawn) head() float64 { return height(d.title) + height(d.unit) + 4 }

// abreast is how many of some charts stand beside each other, so that no place stays empty.
func abreast(charts int) int {
	if charts%2 == 0 {
		return 2
	}
	return min(charts, 3)
}

// chartGrid draws charts beside each other, those of like height together.
func (s *sheet) chartGrid(charts []*transform.Chart) {
	if len(charts) == 0 {
		return
	}
	columns := abreast(len(charts))
	width := (s.wide - float64(columns-1)*gutter) / float64(columns)
	list := make([]drawn, len(charts))
	for i, c := range charts {
		list[i] = s.prepare(c, width)
	}
	slices.SortStableFunc(list, func(a, b drawn) int { return cmp.Compare(b.head()+b.body, a.head()+a.body) })
	rows := slices.Collect(slices.Chunk(list, columns))
	measure := func(row []drawn) (head, total float64) {
		body := 0.0
		for i := range row {
			head, body = max(head, row[i].head()), max(body, row[i].body)
		}
		return head, head + body
	}
	_, first := measure(rows[0])
	s.section("charts", first, func() {
		for n, row := range rows {
			if n > 0 {
				s.Advance(s.gap(chartGap))
			}
			head, total := measure(row)
			s.Need(total)
			for i := range row {
				s.chart(&row[i], left+float64(float64(i)*(width+gutter)), s.Y(), head)
			}
			s.Advance(total)
		}
	})
}

// chart draws a chart whose figure begins below a head of the given height.
func (s *sheet) chart(d *drawn, x, y, head float64) {
	s.In(paper.Section, func() {
		s.In(paper.Subheading, func() { s.stack(x, y, d.title) })
		s.In(paper.Paragraph, func() { s.stack(x, y+height(d.title), d.unit) })
		s.In(paper.Figure, func() {
			if d.Kind.OverTime() {
				s.drawLine(d, x, y+head)
			} else {
				s.drawBars(d, x, y+head)
			}
		}, paper.Alt(visible(d.Alt, d.Title, d.ID, s.t("charts"))), paper.Bounds(x, y+head, d.width, d.body))
	})
}

func (s *sheet) drawBars(d *drawn, x, y float64) {
	at := func(v float64) float64 { return x + float64(d.plot.Axis.Share(v)*d.width) }
	link := 0.0 // where the bar before ends
	for i := range d.plot.Marks {
		if d.Kind == transform.Parts && i > 0 {
			s.Stroke(muted, 0.5, paper.Point{X: link, Y: y - barsGap}, paper.Point{X: link, Y: y + height(d.rows[i]) + barGap})
		}
		m := &d.plot.Marks[i]
		bar := s.stackGrid(d, x, y, d.rows[i])
		switch d.Kind {
		case transform.Share:
			s.Box(tint, x, bar, at(100)-x, barHeight)
		case transform.Ranks: // the strip of all places
			s.Box(tint, x, bar, d.width, barHeight)
		}
		s.bar(m, bar, at)
		link = at(m.To)
		y = bar + barHeight + barsGap
	}
	s.ticksBelow(d, x, y-barsGap+3)
}

// bar draws a figure as a bar with its bounds, from y down.
func (s *sheet) bar(m *plot.Mark, y float64, at func(float64) float64) {
	low, high := m.Bar()
	from, wide := at(low), at(high)-at(low)
	switch {
	case m.Derived:
		s.hatch(from, y, wide, barHeight)
	case m.Open < 0:
		s.Box(white, from, y, wide, barHeight)
		s.Outline(accent, 1, from, y, wide, barHeight)
	default:
		s.Box(accent, from, y, wide, barHeight)
	}
	middle := y + barHeight/2
	switch {
	case m.Open != 0:
		s.arrow(at(m.To), middle, float64(m.Open), 0)
	case m.Whisker():
		s.whisker(at(m.Low), middle, at(m.High), middle)
	}
}

// stackGrid draws the text above a bar and the pieces of the grid behind it, and gives the top of the bar.
func (s *sheet) stackGrid(d *drawn, x, y float64, text []paper.Line) float64 {
	for i, l := range text {
		s.Box(white, x, y+float64(float64(i)*l.Leading), l.Width+2, l.Leading) // keeps lines between bars off the words
	}
	bar := s.stack(x, y, text) + barGap
	for _, tick := range d.plot.Axis.Ticks {
		at := x + float64(d.plot.Axis.Share(tick.Value)*d.width)
		s.Stroke(gridInk(tick), 0.5, paper.Point{X: at, Y: bar - 1.5}, paper.Point{X: at, Y: bar + barHeight + 1.5})
	}
	return bar
}

// gridInk is the ink of the line that stands at a tick.
func gridInk(t plot.Tick) paper.Ink {
	if t.Value == 0 {
		return muted
	}
	return rule
}

func (s *sheet) ticksBelow(d *drawn, x, y float64) {
	for _, tick := range d.plot.Axis.Ticks {
		share := d.plot.Axis.Share(tick.Value)
		for _, l := range s.Clipped(1, d.width, paper.Span{Text: tick.Text(s.words.Number), Style: tickStyle}) {
			s.Write(within(x+float64(share*d.width), l.Width, x, d.width), y+l.Baseline(), l)
		}
	}
}

// within is the left end of a text about a place, moved so far that it stays between x and x + width.
func within(at, text, x, width float64) float64 {
	return max(x, min(at-text/2, x+width-text))
}

// hatch fills a rectangle with lines from lower left to upper right.
func (s *sheet) hatch(x, y, width, height float64) {
	const step = 3.0
	s.Box(white, x, y, width, height)
	for offset := step - height; offset < width; offset += step {
		// The line runs from (offset, height) to (offset + height, 0); its ends are cut at the sides.
		low, high := max(0, -offset), min(height, width-offset)
		if low < high {
			s.Stroke(accent, 0.6, paper.Point{X: x + offset + low, Y: y + height - low}, paper.Point{X: x + offset + high, Y: y + height - high})
		}
	}
	s.Outline(accent, 0.8, x, y, width, height)
}

// arrow points from the end of a bar or from a point of a line to where the true value lies.
func (s *sheet) arrow(x, y, right, down float64) {
	const start, length, head = 2.0, 14.0, 3.2
	point := func(along, aside float64) paper.Point {
		return paper.Point{X: x + float64(along*right) + float64(aside*down), Y: y + float64(along*down) + float64(aside*right)}
	}
	s.Stroke(ink, 1, point(start, 0), point(length, 0))
	s.Stroke(ink, 1, point(length-head, -head), point(length, 0), point(length-head, head))
}

// whisker spans the values that a figure may have; its ends stand out on both sides of a bar. One too
// short to be seen is a single line across.
func (s *sheet) whisker(x1, y1, x2, y2 float64) {
	const end = barHeight/2 + 1.5
	across, down := 0.0, end
	if x1 == x2 {
		across, down = end-2, 0
	}
	if max(x2-x1, y1-y2) >= 1.5 {
		s.Stroke(white, 2.4, paper.Point{X: x1, Y: y1}, paper.Point{X: x2, Y: y2})
		s.Stroke(ink, 0.9, paper.Point{X: x1, Y: y1}, paper.Point{X: x2, Y: y2})
		s.Stroke(ink, 0.9, paper.Point{X: x2 - across, Y: y2 - down}, paper.Point{X: x2 + across, Y: y2 + down})
	}
	s.Stroke(ink, 0.9, paper.Point{X: x1 - across, Y: y1 - down}, paper.Point{X: x1 + across, Y: y1 + down})
}

func (s *sheet) drawLine(d *drawn, x, y float64) {
	bottom := y + lineTop + lineHeight
	up := func(v float64) float64 { return bottom - float64(d.plot.Axis.Share(v)*lineHeight) }
	scale := s.scale(d, x, up)
	start := x + scale + lineIndent
	span := d.width - scale - 2*lineIndent
	var points []paper.Point
	for _, m := range d.plot.Marks {
		points = append(points, paper.Point{X: start + float64(m.Time*span), Y: up(m.To)})
	}
	s.pointLabels(d, points, bottom, x+scale+5, d.width-scale-5)
	s.timeLabels(d, points, bottom+timeGap, x)
	s.Stroke(accent, 1.4, points...)
	for i := range d.plot.Marks {
		s.point(&d.plot.Marks[i], points[i], up)
	}
}

// scale draws the lines of an axis with the numbers above them, each second one where they are close, and gives the width of the numbers.
func (s *sheet) scale(d *drawn, x float64, up func(float64) float64) float64 {
	const apart = 11.0
	ticks := d.plot.Axis.Ticks
	zero := slices.IndexFunc(ticks, func(t plot.Tick) bool { return t.Value == 0 })
	close := len(ticks) > 1 && up(ticks[0].Value)-up(ticks[1].Value) < apart
	wide := 0.0
	for i, tick := range ticks {
		if close && (i-zero)%2 != 0 {
			continue
		}
		y := up(tick.Value)
		s.Stroke(gridInk(tick), 0.5, paper.Point{X: x, Y: y}, paper.Point{X: x + d.width, Y: y})
		for _, l := range s.Clipped(1, d.width/4, paper.Span{Text: tick.Text(s.words.Number), Style: tickStyle}) {
			s.Write(x, y-2, l)
			wide = max(wide, l.Width)
		}
	}
	return wide
}

// point draws a figure on a line, with its bounds.
func (s *sheet) point(m *plot.Mark, at paper.Point, up func(float64) float64) {
	const radius = 2.6
	switch {
	case m.Open != 0:
		s.arrow(at.X, at.Y, 0, -float64(m.Open))
	case up(m.Low)-up(m.High) > 2*radius:
		s.whisker(at.X, up(m.Low), at.X, up(m.High))
	}
	s.Disc(accent, at.X, at.Y, radius)
	if m.Derived || m.Open < 0 {
		s.Disc(white, at.X, at.Y, 1.5)
	}
}

// pointLabels writes the first and the last value of a line, above their points or below where the line
// comes from or goes to above; where both have no room side by side, one above and one below.
func (s *sheet) pointLabels(d *drawn, points []paper.Point, bottom, x, width float64) {
	const above, below, gap = -7.0, 13.0, 6.0
	last := len(points) - 1
	type label struct {
		line   paper.Line
		at, to float64 // its ends
		side   float64
	}
	var labels []label
	for _, i := range slices.Compact([]int{0, last}) {
		near := max(0, min(1, last)) // the neighbour
		if i > 0 {
			near = i - 1
		}
		for _, l := range s.Clipped(1, width, paper.Span{Text: d.plot.Marks[i].Display, Style: markValue}) {
			at := within(points[i].X, l.Width, x, width)
			side := above
			if points[near].Y < points[i].Y && points[i].Y+below+1 < bottom {
				side = below
			}
			labels = append(labels, label{l, at, at + l.Width, side})
		}
	}
	if len(labels) == 2 && labels[0].to+gap > labels[1].at && labels[0].side == labels[1].side {
		labels[0].side, labels[1].side = above, below
		if points[last].Y+below+1 >= bottom {
			labels[0].side, labels[1].side = below, above
		}
	}
	for i, l := range labels {
		base := points[i*last].Y + l.side
		s.Box(white, l.at-1, base-7, l.line.Width+2, 9)
		s.Write(l.at, base, l.line)
	}
}

// timeLabels names the first and the last point, and those between that leave each other room.
func (s *sheet) timeLabels(d *drawn, points []paper.Point, y, x float64) {
	type name struct {
		at   float64
		line paper.Line
	}
	var names []name
	for i, m := range d.plot.Marks {
		for _, l := range s.Clipped(1, d.width/2, paper.Span{Text: m.Label, Style: tickStyle}) {
			names = append(names, name{within(points[i].X, l.Width, x, d.width), l})
		}
	}
	const room = 6.0
	free := x
	for i, n := range names {
		last := len(names) - 1
		end := n.at + n.line.Width
		if i == 0 || i == last && n.at >= free || n.at >= free && end+room <= names[last].at {
			s.Write(n.at, y+n.line.Baseline(), n.line)
			free = end + room
		}
	}
}
