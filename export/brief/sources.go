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

// labelledList is texts with labels, for a width.
func (s *sheet) labelledList(list []labelled, width float64) ready {
	heads, lines := make([][]paper.Line, len(list)), make([][]paper.Line, len(list))
	tall, wide := 0.0, 0.0 // with the gap behind it
	for i, l := range list {
		heads[i] = s.Clipped(1, width/3, paper.Span{Text: l.label, Style: entryBold})
		wide = max(wide, widest(heads[i])+8)
	}
	for i, l := range list {
		lines[i] = s.Clipped(mostLines, width-wide, l.text)
		tall += max(height(lines[i]), entry.Leading)
	}
	return ready{tall, func(x, y float64) {
		s.In(paper.List, func() {
			for i := range list {
				s.In(paper.ListItem, func() {
					s.In(paper.Label, func() { s.stack(x, y, heads[i]) })
					s.In(paper.ListBody, func() { s.stack(x+wide, y, lines[i]) })
				})
				y += max(height(lines[i]), entry.Leading)
			}
		})
	}}
}

// ready is a part of the page that is ready: how tall it is, and how it is drawn from its upper left corner on.
type ready struct {
	tall float64
	draw func(x, y float64)
}

// closing is what stands at the end: beside each other, how to read the figures, and where they come from.
func (s *sheet) closing(sources []labelled) {
	room := s.wide - gutter
	var notes, list ready
	split := 0.0
	for _, share := range []float64{0.5, 0.46, 0.42} { // of the notes; what is least high is taken
		width := float64(share * room)
		n, l := s.noteList(width), s.labelledList(sources, room-width)
		if split == 0 || max(n.tall, l.tall) < max(notes.tall, list.tall) {
			notes, list, split = n, l, width
		}
	}
	begin := heading.Leading + s.gap(headingGap)
	s.Advance(s.gap(sectionGap))
	s.Need(begin + max(notes.tall, list.tall))
	y := s.Y()
	part := func(key string, x, width float64, r ready) {
		s.In(paper.Section, func() {
			s.In(paper.Heading, func() { s.stack(x, y, s.Clipped(1, width, paper.Span{Text: s.t(key), Style: heading})) })
			r.draw(x, y+begin)
		})
	}
	at := left
	if notes.tall > 0 {
		part("notes", at, split, notes)
		at += split + gutter
	}
	part("sources", at, room-split, list)
	s.Advance(begin + max(notes.tall, list.tall))
}
