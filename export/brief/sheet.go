package brief

import (
	"strconv"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// The page, in points. Key figures stand in three columns, charts in two or three, sentences in two.
const (
	left   = 42.0
	top    = 34.0
	foot   = 42.0 // from the end of the flow to that of the paper
	gutter = 20.0
)

// The inks. Each is at least 4.5 to 1 against white, where it is used for letters.
var (
	ink    = paper.Ink{R: 0x1b, G: 0x20, B: 0x26}
	muted  = paper.Ink{R: 0x54, G: 0x5d, B: 0x68}
	accent = paper.Ink{R: 0x1f, G: 0x5f, B: 0xa8}
	warn   = paper.Ink{R: 0xa8, G: 0x26, B: 0x1d}
	rule   = paper.Ink{R: 0xc6, G: 0xcd, B: 0xd5}
	tint   = paper.Ink{R: 0xdb, G: 0xe8, B: 0xf7}
	white  = paper.Ink{R: 0xff, G: 0xff, B: 0xff}
)

// The styles of text.
var (
	kicker     = paper.Style{Face: paper.Bold, Size: 8, Leading: 11, Ink: accent}
	title      = paper.Style{Face: paper.Bold, Size: 17, Leading: 20.5, Ink: ink}
	dated      = paper.Style{Face: paper.Regular, Size: 9, Leading: 12.5, Ink: muted}
	lead       = paper.Style{Face: paper.Regular, Size: 10, Leading: 13.5, Ink: ink}
	heading    = paper.Style{Face: paper.Bold, Size: 11, Leading: 14, Ink: accent}
	subheading = paper.Style{Face: paper.Bold, Size: 8, Leading: 10.5, Ink: muted}
	body       = paper.Style{Face: paper.Regular, Size: 8.5, Leading: 11, Ink: ink}
	strong     = paper.Style{Face: paper.Bold, Size: 8.5, Leading: 11, Ink: ink}
	small      = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 9.5, Ink: muted}
	giant      = paper.Style{Face: paper.Bold, Size: 20, Leading: 22, Ink: accent}
	beside     = paper.Style{Face: paper.Regular, Size: 9.5, Leading: 13, Ink: accent}
)

// sheet draws the content on paper.
type sheet struct {
	*paper.Document
	*content
	right, wide, bottom float64

	air float64 // how many times the least gaps the gaps are
}

// The gaps between things where there is no room to lose.
const (
	sectionGap  = 6.0
	headingGap  = 1.5 // below a heading
	cardGap     = 5.0 // between rows of key figures
	chartGap    = 7.0 // between rows of charts
	findingGap  = 1.2
	rowGap      = 1.0 // above and below the text of a row of a table
	placeGap    = 1.0 // below the name of a place of the text
	groupGap    = 2.5 // between the sentences of two places
	sentenceGap = 0.8
	noteGap     = 1.5
)

func (s *sheet) gap(least float64) float64 { return float64(least * s.air) }

func (s *sheet) t(key string, pairs ...string) string { return s.words.Text(key, pairs...) }

func (s *sheet) draw(charts []*transform.Chart) {
	s.Furniture(s.footer)
	s.footer()
	s.masthead()
	s.keyFigures()
	s.changeList()
	s.chartGrid(charts)
	s.checkList()
	if s.several() {
		s.contents()
		for i := range s.parts {
			s.chapterOf(&s.parts[i])
		}
		s.closing([]labelled{s.attached()})
		return
	}
	p := &s.parts[0]
	if len(p.rows) > 0 {
		s.section("facts", tableStart, func() { s.factTable(p) })
	}
	s.evidence(p, paper.Subheading, func(follows float64, draw func()) { s.section("sentences", follows, draw) })
	s.closing(append(s.sources(p.release), s.attached()))
}

// footer is the line at the foot of each page.
func (s *sheet) footer() {
	s.Artifact(func() {
		y := s.bottom + 10
		s.Stroke(rule, 0.5, paper.Point{X: left, Y: y}, paper.Point{X: s.right, Y: y})
		number := s.Lines(s.wide, paper.Span{Text: s.t("page", "page", strconv.Itoa(s.Page()), "pages", strconv.Itoa(s.Pages())), Style: small})[0]
		name := s.Clipped(1, s.wide-110, paper.Span{Text: s.title, Style: small})
		for _, l := range name {
			s.Write(left, y+3+l.Baseline(), l)
		}
		s.WriteRight(s.right, y+3+number.Baseline(), number)
	})
}

func (s *sheet) masthead() {
	s.Artifact(func() { s.Box(accent, left, s.Y(), s.wide, 3) })
	s.Advance(s.gap(6) + 3)
	s.flow(paper.Paragraph, left, s.Lines(s.wide, paper.Span{Text: s.t("kicker"), Style: kicker}))
	s.Advance(2)
	s.flow(paper.Title, left, s.balanced(4, s.wide, paper.Span{Text: s.title, Style: title}), in(s.foreign)...)
	s.Advance(3)
	if s.dateline != "" {
		s.flow(paper.Paragraph, left, s.Clipped(3, s.wide, paper.Span{Text: s.dateline, Style: dated}))
	}
	s.Advance(s.gap(6))
	s.flow(paper.Paragraph, left, s.Clipped(8, s.wide, paper.Span{Text: s.summary, Style: lead}))
}

// in says which language the release's own words are in, where it is another than the brief's.
func in(language string) []paper.Attribute {
	if language == "" {
		return nil
	}
	return []paper.Attribute{paper.Lang(language)}
}

// balanced breaks text into lines of about one length, as few as fit the width.
func (s *sheet) balanced(n int, width float64, span paper.Span) []paper.Line {
	lines := s.Clipped(n, width, span)
	for narrow := width * 0.95; narrow > width*0.7; narrow *= 0.95 {
		try := s.Clipped(n+1, narrow, span)
		if len(try) > len(lines) {
			break
		}
		lines = try
	}
	return lines
}

// flow draws lines at the flow, over pages where it must, without leaving one line alone.
func (s *sheet) flow(tag paper.Tag, x float64, lines []paper.Line, attributes ...paper.Attribute) {
	s.In(tag, func() { s.pour(x, lines) }, attributes...)
}

func (s *sheet) pour(x float64, lines []paper.Line) {
	for len(lines) > 0 {
		n, height := 0, 0.0
		for n < len(lines) && height+lines[n].Leading <= s.Room() {
			height += lines[n].Leading
			n++
		}
		if n == len(lines)-1 && n > 1 {
			n-- // so that the last line is not alone on the next page
		}
		if n < min(2, len(lines)) && s.Need(s.Room()+1) {
			continue
		}
		n = max(n, 1)
		for _, l := range lines[:n] {
			s.Write(x, s.Y()+l.Baseline(), l)
			s.Advance(l.Leading)
		}
		if lines = lines[n:]; len(lines) > 0 {
			s.Need(s.Room() + 1)
		}
	}
}

// section begins a section: its heading stays with at least the given height of what follows.
func (s *sheet) section(key string, follows float64, draw func()) {
	s.titled(paper.Heading, s.Lines(s.wide, paper.Span{Text: s.t(key), Style: heading}), follows, draw)
}

// subsection begins a section of a chapter.
func (s *sheet) subsection(key string, follows float64, draw func()) {
	s.titled(paper.Subheading, s.Lines(s.wide, paper.Span{Text: s.t(key), Style: subheading}), follows, draw)
}

// titled is a section with a heading of some lines.
func (s *sheet) titled(tag paper.Tag, lines []paper.Line, follows float64, draw func(), attributes ...paper.Attribute) {
	s.In(paper.Section, func() {
		if s.Y() > top {
			s.Advance(s.gap(sectionGap))
		}
		s.Need(height(lines) + s.gap(headingGap) + follows)
		s.flow(tag, left, lines, attributes...)
		s.Advance(s.gap(headingGap))
		draw()
	})
}

func height(lines []paper.Line) float64 {
	sum := 0.0
	for _, l := range lines {
		sum += l.Leading
	}
	return sum
}

// stack draws lines from y down and gives where they end.
func (s *sheet) stack(x, y float64, lines []paper.Line) float64 {
	for _, l := range lines {
		s.Write(x, y+l.Baseline(), l)
		y += l.Leading
	}
	return y
}

// labels is the width of the labels of a list.
const labels = 60.0

// item draws an item of a list, with its label in a column of its own.
func (s *sheet) item(label paper.Span, lines []paper.Line) {
	s.In(paper.ListItem, func() {
		s.Need(height(lines[:min(2, len(lines))]))
		s.In(paper.Label, func() {
			for _, l := range s.Clipped(1, labels, label) {
				s.Write(left, s.Y()+l.Baseline(), l)
			}
		})
		s.flow(paper.ListBody, left+labels, lines)
	})
}
