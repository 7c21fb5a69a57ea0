package brief

import (
	"tidyrelease/export/brief/paper"
)

// column is a column of a table.
type column struct {
	head  string
	width float64
	right bool // numbers stand at its right
}

const cellGap = 10.0 // between columns

// table draws a table whose head is repeated on each page. Rows are not broken; what does not fit a
// cell of twelve lines is cut.
func (s *sheet) table(columns []column, rows [][][]paper.Span) {
	cell := func(i int, spans []paper.Span) []paper.Line {
		width := columns[i].width
		if i < len(columns)-1 {
			width -= cellGap
		}
		return paper.Limit(s.Lines(width, spans...), 12)
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
	label := small
	label.Face, label.Ink = paper.Bold, ink
	heads := make([][]paper.Line, len(columns))
	for i, c := range columns {
		heads[i] = cell(i, []paper.Span{{Text: c.head, Style: label}})
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
				cells[i] = cell(i, row[i])
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
		{s.t("column_fact"), 166, false},
		{s.t("column_value"), 120, true},
		{s.t("column_interval"), 114, true},
		{s.t("column_period"), 58, false},
		{s.t("column_sentence"), wide - 458, true},
	}
	var rows [][][]paper.Span
	for _, r := range s.rows {
		fact := []paper.Span{{Text: r.label, Style: body}}
		if r.subject != "" {
			fact = append(fact, paper.Span{Text: " " + r.subject, Style: small})
		}
		if r.derivation != "" {
			fact = append(fact, paper.Span{Text: " " + r.derivation, Style: small})
		}
		rows = append(rows, [][]paper.Span{
			fact, {{Text: r.value, Style: strong}}, {{Text: r.interval, Style: body}}, {{Text: r.period, Style: body}}, {{Text: r.sentences, Style: body}},
		})
	}
	s.section("facts", 60, func() { s.table(columns, rows) })
}
