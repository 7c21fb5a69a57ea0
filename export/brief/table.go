package brief

import (
	"math"
	"slices"

	"tidyrelease/export/brief/paper"
)

// column is a column of a table. It is as wide as its longest line, but for most and where there is no room
// for all of them.
type column struct {
	head        string
	least, most float64
	right       bool // numbers stand at its right
	width       float64
}

const (
	cellGap   = 10.0 // between columns
	mostLines = 12   // of a paragraph in a cell
)

// cell is the paragraphs of a cell.
type cell [][]paper.Span

func plain(text string, style paper.Style) cell { return cell{{{Text: text, Style: style}}} }

// The styles of a table.
var (
	entry     = paper.Style{Face: paper.Regular, Size: 8, Leading: 10.5, Ink: ink}
	entryBold = paper.Style{Face: paper.Bold, Size: 8, Leading: 10.5, Ink: ink}
	aside     = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 10.5, Ink: muted}
	computed  = paper.Style{Face: paper.Italic, Size: 7.5, Leading: 10.5, Ink: muted}
	columnTop = paper.Style{Face: paper.Bold, Size: 7.5, Leading: 10, Ink: ink}
)

// spread gives the columns their widths: that of the longest line, but for the first, which takes what is left,
// and the one called give, which is made as narrow as makes the rows the least high. Where the first still has
// too little, the others give too, in their order.
func (s *sheet) spread(columns []column, rows [][]cell, give int) {
	for i := range columns {
		c := &columns[i]
		lines := s.cell(c.most, plain(c.head, columnTop))
		for _, row := range rows {
			lines = append(lines, s.cell(c.most, row[i])...)
		}
		c.width = 0.1
		for _, l := range lines {
			c.width = max(c.width, l.Width+0.1)
		}
		if i < len(columns)-1 {
			c.width += cellGap
		}
	}
	const step, sample = 6, 60 // a long table is judged by its first rows
	best := math.Inf(1)
	natural := slices.Clone(columns)
	for width := natural[give].width; ; width -= step {
		try := slices.Clone(natural)
		try[give].width = max(width, try[give].least)
		try[0].width = wide
		for _, c := range try[1:] {
			try[0].width -= c.width
		}
		for i := 1; i < len(try); i++ {
			less := max(0, min(try[0].least-try[0].width, try[i].width-try[i].least))
			try[i].width -= less
			try[0].width += less
		}
		total := 0.0
		for _, row := range rows[:min(len(rows), sample)] {
			total += tallest(s.cells(try, row))
		}
		if total < best {
			best = total
			copy(columns, try)
		}
		if width <= natural[give].least {
			return
		}
	}
}

func (s *sheet) cell(width float64, c cell) []paper.Line {
	var out []paper.Line
	for i, paragraph := range c {
		if i < len(c)-1 { // a space keeps the words of two paragraphs apart for who hears them
			paragraph = append(slices.Clone(paragraph), paper.Span{Text: " ", Style: entry})
		}
		out = append(out, s.Clipped(mostLines, width, paragraph...)...)
	}
	return out
}

func (s *sheet) cells(columns []column, row []cell) [][]paper.Line {
	out := make([][]paper.Line, len(columns))
	for i, c := range columns {
		if i < len(columns)-1 {
			c.width -= cellGap
		}
		out[i] = s.cell(c.width, row[i])
	}
	return out
}

func tallest(cells [][]paper.Line) float64 {
	h := 0.0
	for _, lines := range cells {
		h = max(h, height(lines))
	}
	return h
}

// table draws a table whose head is repeated on each page. Rows are not broken; a paragraph of more than
// mostLines is cut.
func (s *sheet) table(columns []column, rows [][]cell) {
	place := func(i int, y float64, lines []paper.Line) {
		x := left
		for _, c := range columns[:i] {
			x += c.width
		}
		edge := x + columns[i].width
		if i < len(columns)-1 {
			edge -= cellGap
		}
		for _, l := range lines {
			if columns[i].right {
				s.WriteRight(edge, y+l.Baseline(), l)
			} else {
				s.Write(x, y+l.Baseline(), l)
			}
			y += l.Leading
		}
	}
	var top []cell
	for _, c := range columns {
		top = append(top, plain(c.head, columnTop))
	}
	heads := s.cells(columns, top)
	line := func(ink paper.Ink, width float64) {
		s.Artifact(func() { s.Stroke(ink, width, paper.Point{X: left, Y: s.Y()}, paper.Point{X: right, Y: s.Y()}) })
	}
	const padding = 2.5
	headRow := func(draw func(i int, y float64)) {
		line(accent, 0.8)
		s.Advance(padding)
		for i := range columns {
			draw(i, s.Y())
		}
		s.Advance(tallest(heads) + padding)
		line(accent, 0.8)
	}
	s.In(paper.Table, func() {
		s.In(paper.TableRow, func() {
			headRow(func(i int, y float64) {
				s.In(paper.HeadCell, func() { place(i, y, heads[i]) }, paper.OfColumn())
			})
		})
		for n, row := range rows {
			cells := s.cells(columns, row)
			h := tallest(cells) + 2*padding
			if s.Need(h) {
				headRow(func(i int, y float64) { s.Artifact(func() { place(i, y, heads[i]) }) })
			} else if n > 0 {
				line(rule, 0.4)
			}
			s.In(paper.TableRow, func() {
				for i, lines := range cells {
					tag, of := paper.Cell, []paper.Attribute(nil)
					if i == 0 {
						tag, of = paper.HeadCell, []paper.Attribute{paper.OfRow()}
					}
					s.In(tag, func() { place(i, s.Y()+padding, lines) }, of...)
				}
			})
			s.Advance(h)
		}
		line(accent, 0.8)
	})
}

// factTable is the table of all facts of the release.
func (s *sheet) factTable() {
	if len(s.rows) == 0 {
		return
	}
	const fact, value, interval, period = 0, 1, 2, 3
	columns := []column{
		fact:     {head: s.t("column_fact"), least: 130, most: 230},
		value:    {head: s.t("column_value"), least: 100, most: 160, right: true},
		interval: {head: s.t("column_interval"), least: 110, most: 190, right: true},
		period:   {head: s.t("column_period"), least: 50, most: 90},
		4:        {head: s.t("column_sentence"), least: 34, most: 44, right: true},
	}
	var rows [][]cell
	for _, r := range s.rows {
		fact := cell{{{Text: r.label, Style: entry}}}
		if r.subject != "" {
			fact[0] = append(fact[0], paper.Span{Text: ", " + r.subject, Style: aside})
		}
		if r.derivation != "" {
			fact = append(fact, []paper.Span{{Text: r.derivation, Style: computed}})
		}
		rows = append(rows, []cell{fact, plain(r.value, entryBold), plain(r.interval, entry), plain(r.period, entry), plain(r.sentences, entry)})
	}
	if s.columns == nil { // the first of several layouts
		s.spread(columns, rows, interval)
		s.columns = columns
	}
	s.section("facts", 60, func() { s.table(s.columns, rows) })
}
