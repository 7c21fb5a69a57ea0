package brief

import (
	"slices"

	"tidyrelease/export/brief/paper"
)

// notes explain how exact the figures are, with the sign that charts have for it: the kinds that occur, and
// no others.
func (s *sheet) notes() {
	if len(s.bounds) == 0 {
		return
	}
	type note struct {
		key  string
		sign func(x, y float64)
	}
	const signWidth = 22.0
	bar := func(x, y float64) { s.Box(accent, x, y, signWidth, barHeight) }
	var list []note
	for _, n := range []struct {
		note
		bounds []string
	}{
		{note{"note_rounded", func(x, y float64) { bar(x, y); s.whisker(x+signWidth-2, y+4, x+signWidth+2, y+4) }}, []string{"rounded"}},
		{note{"note_approx", func(x, y float64) { bar(x, y); s.whisker(x+signWidth-5, y+4, x+signWidth+5, y+4) }}, []string{"approx"}},
		{note{"note_more_than", func(x, y float64) { bar(x, y); s.arrow(x+signWidth, y+4, 1, 0) }}, []string{"more_than", "at_least"}},
		{note{"note_less_than", func(x, y float64) {
			s.Outline(accent, 1, x, y, signWidth, barHeight)
			s.arrow(x+signWidth, y+4, -1, 0)
		}}, []string{"less_than", "at_most"}},
		{note{"note_derived", func(x, y float64) { s.hatch(x, y, signWidth, barHeight) }}, []string{"derived"}},
	} {
		if slices.ContainsFunc(n.bounds, func(b string) bool { return s.bounds[b] }) {
			list = append(list, n.note)
		}
	}
	if s.Substituted() {
		list = append(list, note{key: "note_substitute"})
	}
	list = append(list, note{key: "note_read"})

	const signs = 42.0
	column := (s.wide - gutter) / 2
	lines := make([][]paper.Line, len(list))
	for i, n := range list {
		lines[i] = s.Lines(column-signs, paper.Span{Text: s.t(n.key, "substitute", string(paper.Substitute)), Style: entry})
	}
	rows := slices.Collect(slices.Chunk(lines, 2))
	tall := func(row [][]paper.Line) float64 { return max(height(row[0]), height(row[len(row)-1])) + 3 }
	s.section("notes", tall(rows[0]), func() {
		s.In(paper.List, func() {
			for n, row := range rows {
				s.Need(tall(row))
				y := s.Y()
				for i, text := range row {
					x := left + float64(float64(i)*(column+gutter))
					s.In(paper.ListItem, func() {
						if sign := list[2*n+i].sign; sign != nil {
							s.Artifact(func() { sign(x, y+1.5) })
						}
						s.In(paper.ListBody, func() { s.In(paper.Note, func() { s.stack(x+signs, y, text) }) })
					})
				}
				s.Advance(tall(row))
			}
		})
	})
}
