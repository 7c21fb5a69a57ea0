package brief

import (
	"tidyrelease/export/brief/paper"
)

// contents lists the releases of a brief on several, and leads to their chapters.
func (s *sheet) contents() {
	s.section("contents", 2*body.Leading, func() {
		s.In(paper.List, func() {
			for i := range s.parts {
				p := &s.parts[i]
				about := s.t("contents_line", "dateline", p.dateline, "facts", s.number(len(p.rows)))
				lines := s.Clipped(4, s.wide, s.chapterLink(p, body), paper.Span{Text: " ", Style: aside}, paper.Span{Text: about, Style: aside})
				s.In(paper.ListItem, func() { s.flow(paper.ListBody, left, lines) })
				s.Advance(s.gap(findingGap))
			}
		})
	})
}

// chapterLink is the title of a release, which leads to its chapter.
func (s *sheet) chapterLink(p *chapter, style paper.Style) paper.Span {
	style.Ink = accent
	return paper.Span{Text: p.title, Style: style, Lang: p.foreign, Link: &paper.Link{Anchor: chapterAnchor(p), Contents: s.t("link_release", "title", p.title)}}
}

func chapterAnchor(p *chapter) string { return "release " + p.release.ID }

// chapterOf is what one of several releases says.
func (s *sheet) chapterOf(p *chapter) {
	draw := func() {
		if p.dateline != "" {
			s.flow(paper.Paragraph, left, s.Clipped(3, s.wide, paper.Span{Text: p.dateline, Style: dated}))
		}
		sources := s.labelledList(s.sources(p.release), s.wide)
		s.Need(sources.tall)
		sources.draw(left, s.Y())
		s.Advance(sources.tall)
		if len(p.rows) > 0 {
			s.subsection("facts", tableStart, func() { s.factTable(p) })
		}
		s.evidence(p, paper.Paragraph, func(follows float64, draw func()) { s.subsection("sentences", follows, draw) })
	}
	lines := s.balanced(4, s.wide, paper.Span{Text: p.title, Style: heading})
	s.titled(paper.Heading, lines, 60, draw, append(in(p.foreign), paper.Anchor(chapterAnchor(p)))...)
}
