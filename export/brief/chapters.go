package brief

import (
	"net/url"
	"strings"

	"tidyrelease/export/brief/paper"
)

// sources say where the text of a release comes from, and what is attached.
func (s *sheet) sources(p *chapter) {
	r := p.release
	type line struct {
		label string
		span  paper.Span
	}
	source := paper.Span{Text: r.Source, Style: entry}
	if u, err := url.Parse(strings.TrimSpace(r.Source)); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		source.Ink = accent
		source.Link = &paper.Link{URL: u.String(), Contents: s.t("link_source", "address", u.String())}
	}
	lines := []line{
		{s.t("source_text"), source},
		{s.t("source_hash"), paper.Span{Text: r.SHA256, Style: entry}},
		{s.t("source_pair"), paper.Span{Text: r.Pair, Style: entry}},
	}
	if !s.several() {
		names := strings.Join([]string{observationsFile, mentionsFile, packageFile}, ", ")
		lines = append(lines, line{s.t("attached"), paper.Span{Text: s.t("attached_files", "files", names), Style: entry}})
	}
	s.In(paper.List, func() {
		for _, l := range lines {
			if l.span.Text != "" {
				s.item(paper.Span{Text: l.label, Style: entryBold}, s.Lines(s.wide-labels, l.span))
			}
		}
	})
}

// contents lists the releases of a brief on several, and leads to their chapters.
func (s *sheet) contents() {
	s.section("contents", 2*body.Leading, func() {
		s.In(paper.List, func() {
			for i := range s.parts {
				p := &s.parts[i]
				about := s.t("contents_line", "dateline", p.dateline, "facts", s.number(len(p.rows)))
				lines := s.Clipped(4, s.wide, s.chapterLink(p, body), paper.Span{Text: " ", Style: aside}, paper.Span{Text: about, Style: aside})
				s.In(paper.ListItem, func() { s.flow(paper.ListBody, left, lines) })
				s.Advance(2)
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
		s.sources(p)
		if len(p.rows) > 0 {
			s.subsection("facts", tableStart, func() { s.factTable(p) })
		}
		s.evidence(p, paper.Paragraph, func(follows float64, draw func()) { s.subsection("sentences", follows, draw) })
	}
	lines := s.balanced(4, s.wide, paper.Span{Text: p.title, Style: heading})
	s.titled(paper.Heading, lines, 60, draw, append(in(p.foreign), paper.Anchor(chapterAnchor(p)))...)
}
