package brief

import (
	"net/url"
	"strings"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// labelled is a text with a label.
type labelled struct {
	label string
	text  paper.Span
}

// sources say where the text of a release comes from.
func (s *sheet) sources(r *transform.Release) []labelled {
	source := paper.Span{Text: r.Source, Style: entry}
	if u, err := url.Parse(strings.TrimSpace(r.Source)); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		source.Ink = accent
		source.Link = &paper.Link{URL: u.String(), Contents: s.t("link_source", "address", u.String())}
	}
	list := []labelled{{s.t("source_text"), source}}
	if r.SHA256 != "" {
		list = append(list, labelled{s.t("source_hash"), paper.Span{Text: r.SHA256, Style: entry}})
	}
	if r.Pair != "" {
		list = append(list, labelled{s.t("source_pair"), paper.Span{Text: r.Pair, Style: entry}})
	}
	return list
}

// attached says what files the brief has within it.
func (s *sheet) attached() labelled {
	names := strings.Join([]string{observationsFile, mentionsFile, packageFile}, ", ")
	return labelled{s.t("attached"), paper.Span{Text: s.t("attached_files", "files", names), Style: entry}}
}

// labelledList is texts with labels, ready for a width: how tall they are, and a function that draws them.
func (s *sheet) labelledList(list []labelled, width float64) (tall float64, draw func(x, y float64)) {
	heads, lines := make([][]paper.Line, len(list)), make([][]paper.Line, len(list))
	wide := 0.0 // with the gap behind it
	for i, l := range list {
		heads[i] = s.Clipped(1, width/3, paper.Span{Text: l.label, Style: entryBold})
		wide = max(wide, widest(heads[i])+8)
	}
	for i, l := range list {
		lines[i] = s.Clipped(mostLines, width-wide, l.text)
		tall += max(height(lines[i]), entry.Leading)
	}
	return tall, func(x, y float64) {
		s.In(paper.List, func() {
			for i := range list {
				s.In(paper.ListItem, func() {
					s.In(paper.Label, func() { s.stack(x, y, heads[i]) })
					s.In(paper.ListBody, func() { s.stack(x+wide, y, lines[i]) })
				})
				y += max(height(lines[i]), entry.Leading)
			}
		})
	}
}

// closing is what stands at the end: beside each other, how to read the figures, and where they come from.
func (s *sheet) closing(sources []labelled) {
	column := (s.wide - gutter) / 2
	top := s.Lines(column, paper.Span{Text: s.t("notes"), Style: heading})
	begin := height(top) + headingGap
	noted, drawNotes := s.noteList(column)
	listed, drawSources := s.labelledList(sources, column)
	s.Advance(sectionGap)
	s.Need(begin + max(noted, listed))
	y := s.Y()
	part := func(key string, x float64, draw func(x, y float64)) {
		s.In(paper.Section, func() {
			s.In(paper.Heading, func() { s.stack(x, y, s.Lines(column, paper.Span{Text: s.t(key), Style: heading})) })
			draw(x, y+begin)
		})
	}
	part("notes", left, drawNotes)
	part("sources", left+column+gutter, drawSources)
	s.Advance(begin + max(noted, listed))
}
