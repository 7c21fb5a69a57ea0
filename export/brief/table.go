package brief

import (
	"tidyrelease/export/brief/paper"
)

// column is a column of a table.
type column struct {
	head  string
	most  float64 // that its width may be; 0 for the column that takes what is left
	right bool    // numbers stand at its right
	width float64
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

// spread gives each column the width of its longest line, up to what it may have.
func (s *sheet) spread(columns []column, rows [][]cell) {
	rest := wide
	for i := range columns {
		c := &columns[i]
		if c.most == 0 {
			continue
		}
		for _, l := range s.Lines(c.most, paper.Span{Text: c.head, Style: columnTop}) {
			c.width = max(c.width, l.Width)
		}
		for _, row := range rows {
			for _, paragraph := range row[i] {
				for _, l := range s.Clipped(mostLines, c.most, paragraph...) {
					c.width = max(c.width, l.Width)
				}
			}
		}
		if c.width += 0.1; i < len(columns)-1 {
			c.width += cellGap
		}
		rest -= c.width
	}
	for i := range columns {
		if columns[i].most == 0 {
			columns[i].width = rest
		}
	}
}

// table draws a table whose head is repeated on each page. Rows are not broken; a paragraph of more than
// mostLines is cut.
func (s *sheet) table(columns []column, rows [][]cell) {
	s.spread(columns, rows)
	lines := func(i int, c cell) []paper.Line {
		width := columns[i].width
		if i < len(columns)-1 {
			width -= cellGap
		}
		var out []paper.Line
		for _, paragraph := range c {
			out = append(out, s.Clipped(mostLines, width, paragraph...)...)
		}
		return out
	}
	tall := func(cells [][]paper.Line) float64 {
		h := 0.0
		for _, lines := range cells {
			h = max(h, height(lines))
		}
		return h
	}
	place := func(i int, y float64, lines []paper.Line) {
		x := left
		for _, c := range columns[:i] {
			x += c.width
		}
		for _, l := range lines {
			if columns[i].right {
				edge := x + columns[i].width
				if i < len(columns)-1 {
					edge -= cellGap
				}
				s.WriteRight(edge, y+l.Baseline(), l)
			} else {
				s.Write(x, y+l.Baseline(), l)
			}
			y += l.Leading
		}
	}
	heads := make([][]paper.Line, len(columns))
	for i, c := range columns {
		heads[i] = lines(i, plain(c.head, columnTop))
	}
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
		s.Advance(tall(heads) + padding)
		line(accent, 0.8)
	}
	s.In(paper.Table, func() {
		s.In(paper.TableRow, func() {
			headRow(func(i int, y float64) {
				s.In(paper.HeadCell, func() { place(i, y, heads[i]) }, paper.OfColumn())
			})
		})
		for n, row := range rows {
			cells := make([][]paper.Line, len(columns))
			for i := range columns {
				cells[i] = lines(i, row[i])
			}
			h := tall(cells) + 2*padding
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
	columns := []column{
		{head: s.t("column_fact")},
		{head: s.t("column_value"), most: 116, right: true},
		{head: s.t("column_interval"), most: 146, right: true},
		{head: s.t("column_period"), most: 66},
		{head: s.t("column_sentence"), most: 40, right: true},
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
	s.section("facts", 60, func() { s.table(columns, rows) })
}
