package brief

import (
	"slices"

	"tidyrelease/export/brief/paper"
)

// note explains how exact figures of a kind are.
type note struct {
	key  string
	of   []string                     // Exactness of the figures that it is about
	sign func(s *sheet, x, y float64) // that charts have for them
}

const (
	signWidth  = 22.0
	signColumn = 40.0
)

// notes are those of all kinds.
var notes = []note{
	{"note_rounded", []string{"rounded"}, func(s *sheet, x, y float64) {
		s.Box(accent, x, y, signWidth, barHeight)
		s.whisker(x+signWidth-2, y+barHeight/2, x+signWidth+2, y+barHeight/2)
	}},
	{"note_approx", []string{"approx"}, func(s *sheet, x, y float64) {
		s.Box(accent, x, y, signWidth, barHeight)
		s.whisker(x+signWidth-5, y+barHeight/2, x+signWidth+5, y+barHeight/2)
	}},
	{"note_more_than", []string{"more_than", "at_least"}, func(s *sheet, x, y float64) {
		s.Box(accent, x, y, signWidth, barHeight)
		s.arrow(x+signWidth, y+barHeight/2, 1, 0)
	}},
	{"note_less_than", []string{"less_than", "at_most"}, func(s *sheet, x, y float64) {
		s.Outline(accent, 1, x, y, signWidth, barHeight)
		s.arrow(x+signWidth, y+barHeight/2, -1, 0)
	}},
	{"note_derived", []string{"derived"}, func(s *sheet, x, y float64) { s.hatch(x, y, signWidth, barHeight) }},
}

// notes are those on the kinds of figures that occur, and on how the figures were read.
func (s *sheet) notes() []note {
	if len(s.bounds) == 0 {
		return nil // there are none
	}
	var list []note
	for _, n := range notes {
		if slices.ContainsFunc(n.of, func(kind string) bool { return s.bounds[kind] }) {
			list = append(list, n)
		}
	}
	if s.Substituted() {
		list = append(list, note{key: "note_substitute"})
	}
	return append(list, note{key: "note_read"})
}

// indent is the room for the sign of a note.
func (n note) indent() float64 {
	if n.sign == nil {
		return 0
	}
	return signColumn
}

// noteList is the notes, for a width.
func (s *sheet) noteList(width float64) ready {
	list := s.notes()
	lines := make([][]paper.Line, len(list))
	tall := 0.0
	for i, n := range list {
		lines[i] = s.Lines(width-n.indent(), paper.Span{Text: s.t(n.key, "substitute", string(paper.Substitute)), Style: entry})
		tall += height(lines[i]) + s.gap(noteGap)
	}
	return ready{tall, func(x, y float64) {
		s.In(paper.List, func() {
			for i, n := range list {
				s.In(paper.ListItem, func() {
					if n.sign != nil {
						s.Artifact(func() { n.sign(s, x, y+1) })
					}
					s.In(paper.ListBody, func() { s.In(paper.Note, func() { s.stack(x+n.indent(), y, lines[i]) }) })
				})
				y += height(lines[i]) + s.gap(noteGap)
			}
		})
	}}
}
