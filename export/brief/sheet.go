package brief

import (
	"iter"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// The page, in points. Key figures stand in three columns and charts in two.
const (
	left   = 48.0
	top    = 40.0
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
	title      = paper.Style{Face: paper.Bold, Size: 18, Leading: 22, Ink: ink}
	dated      = paper.Style{Face: paper.Regular, Size: 9, Leading: 12.5, Ink: muted}
	lead       = paper.Style{Face: paper.Regular, Size: 10, Leading: 14, Ink: ink}
	heading    = paper.Style{Face: paper.Bold, Size: 11, Leading: 14, Ink: accent}
	subheading = paper.Style{Face: paper.Bold, Size: 8, Leading: 11, Ink: muted}
	body       = paper.Style{Face: paper.Regular, Size: 8.5, Leading: 11.5, Ink: ink}
	strong     = paper.Style{Face: paper.Bold, Size: 8.5, Leading: 11.5, Ink: ink}
	small      = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 10, Ink: muted}
	giant      = paper.Style{Face: paper.Bold, Size: 20, Leading: 23, Ink: accent}
	beside     = paper.Style{Face: paper.Regular, Size: 9.5, Leading: 13, Ink: accent}
)

// sheet draws the content on paper.
type sheet struct {
	*paper.Document
	*content
	right, wide, bottom float64
}

func (s *sheet) t(key string, pairs ...string) string { return s.words.Text(key, pairs...) }

func (s *sheet) draw(charts []*transform.Chart) {
	s.Furniture(s.foot)
	s.foot()
	s.masthead()
	s.keyFigures()
	s.chartGrid(charts)
	s.checkList()
	if s.several() {
		s.contents()
		for i := range s.parts {
			s.chapterOf(&s.parts[i])
		}
		s.notes()
		return
	}
	p := &s.parts[0]
	if len(p.rows) > 0 {
		s.section("facts", tableStart, func() { s.factTable(p) })
	}
	if len(p.sentences) > 0 {
		s.section("sentences", sentenceStart, func() { s.sentenceList(p, paper.Subheading) })
	}
	s.notes()
	s.section("sources", 2*body.Leading, func() { s.sources(p) })
}

// foot is the line at the foot of each page.
func (s *sheet) foot() {
	s.Artifact(func() {
		y := s.bottom + 16
		s.Stroke(rule, 0.5, paper.Point{X: left, Y: y}, paper.Point{X: s.right, Y: y})
		number := s.Lines(s.wide, paper.Span{Text: s.t("page", "page", strconv.Itoa(s.Page()), "pages", strconv.Itoa(s.Pages())), Style: small})[0]
		name := s.Clipped(1, s.wide-110, paper.Span{Text: s.title, Style: small})
		for _, l := range name {
			s.Write(left, y+4+l.Baseline(), l)
		}
		s.WriteRight(s.right, y+4+number.Baseline(), number)
	})
}

func (s *sheet) masthead() {
	s.Artifact(func() { s.Box(accent, left, s.Y(), s.wide, 3) })
	s.Advance(11)
	s.flow(paper.Paragraph, left, s.Lines(s.wide, paper.Span{Text: s.t("kicker"), Style: kicker}))
	s.Advance(2)
	s.flow(paper.Title, left, s.balanced(4, s.wide, paper.Span{Text: s.title, Style: title}), in(s.foreign)...)
	s.Advance(3)
	if s.dateline != "" {
		s.flow(paper.Paragraph, left, s.Clipped(3, s.wide, paper.Span{Text: s.dateline, Style: dated}))
	}
	s.Advance(7)
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

// titled is a section with a heading of some lines.
func (s *sheet) titled(tag paper.Tag, lines []paper.Line, follows float64, draw func(), attributes ...paper.Attribute) {
	s.In(paper.Section, func() {
		if s.Y() > top {
			s.Advance(12)
		}
		s.Need(height(lines) + 4 + follows)
		s.flow(tag, left, lines, attributes...)
		s.Advance(4)
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

// keyFigures draws the key figures, three beside each other.
func (s *sheet) keyFigures() {
	if len(s.key) == 0 {
		return
	}
	const columns = 3
	column := (s.wide - (columns-1)*gutter) / columns
	type card struct {
		number []paper.Line
		below  [][]paper.Line // paragraphs
	}
	var rows [][]card
	size := s.numberSize(column)
	for i, k := range s.key {
		if i%columns == 0 {
			rows = append(rows, nil)
		}
		x := card{number: s.Clipped(3, column, k.spans(size)...)}
		x.below = append(x.below, s.Clipped(3, column, paper.Span{Text: k.label, Style: strong}))
		if about := k.about(); about != nil {
			x.below = append(x.below, s.Clipped(2, column, about...))
		}
		x.below = append(x.below, s.Clipped(3, column, s.place(k)...))
		rows[len(rows)-1] = append(rows[len(rows)-1], x)
	}
	measure := func(row []card) (number, total float64) {
		rest := 0.0
		for _, x := range row {
			below := 0.0
			for _, lines := range x.below {
				below += height(lines)
			}
			number, rest = max(number, height(x.number)), max(rest, below)
		}
		return number, 5 + number + 1 + rest
	}
	_, first := measure(rows[0])
	s.section("key_figures", first, func() {
		s.In(paper.List, func() {
			for i, row := range rows {
				if i > 0 {
					s.Advance(10)
				}
				number, total := measure(row)
				s.Need(total)
				y := s.Y()
				for j, x := range row {
					at := left + float64(float64(j)*(column+gutter))
					s.Artifact(func() { s.Box(accent, at, y, column, 1) })
					s.In(paper.ListItem, func() {
						s.In(paper.ListBody, func() {
							s.In(paper.Paragraph, func() { s.stack(at, y+5, x.number) })
							below := y + 5 + number + 1
							for _, lines := range x.below {
								s.In(paper.Paragraph, func() { below = s.stack(at, below, lines) })
							}
						})
					})
				}
				s.Advance(total)
			}
		})
	})
}

// about is what a key figure is measured of, and when.
func (k *keyFigure) about() []paper.Span {
	var spans []paper.Span
	if k.subject != "" {
		spans = append(spans, paper.Span{Text: k.subject, Style: small, Lang: k.of.foreign})
	}
	if k.subject != "" && k.period != "" {
		spans = append(spans, paper.Span{Text: " · ", Style: small})
	}
	if k.period != "" {
		spans = append(spans, paper.Span{Text: k.period, Style: small})
	}
	return spans
}

// place is where a key figure stands: section and speaker, the number of the sentence and, in a brief of several
// releases, which one it is.
func (s *sheet) place(k keyFigure) []paper.Span {
	spans := []paper.Span{{Text: k.place + " ", Style: small}, s.reference(k.sentence, "["+strconv.Itoa(k.sentence)+"]", small)}
	if k.sentence == 0 {
		spans = nil
	}
	if s.several() {
		if spans != nil {
			spans = append(spans, paper.Span{Text: " · ", Style: small})
		}
		spans = append(spans, paper.Span{Text: k.of.title, Style: small, Lang: k.of.foreign})
	}
	return spans
}

// reference is the number of a sentence, which leads to it.
func (s *sheet) reference(number int, text string, style paper.Style) paper.Span {
	n := strconv.Itoa(number)
	return paper.Span{Text: text, Style: style, Link: &paper.Link{Anchor: "sentence" + n, Contents: s.t("link_sentence", "number", n)}}
}

// numberSize is the largest size at which each key figure fits on a line; where one is too long even for
// the smallest, it takes more lines.
func (s *sheet) numberSize(column float64) float64 {
	const largest, smallest = 20.0, 15.0
	for size := largest; size >= smallest; size -= 0.5 {
		if !slices.ContainsFunc(s.key, func(k keyFigure) bool { return len(s.Clipped(2, column, k.spans(size)...)) > 1 }) {
			return size
		}
	}
	return smallest + 1
}

// spans sets the number large, and what stands before and after it beside it.
func (k keyFigure) spans(size float64) []paper.Span {
	number := giant
	number.Size = size
	spans := []paper.Span{{Text: k.number, Style: number}}
	if k.before != "" {
		spans = append([]paper.Span{{Text: k.before + " ", Style: beside}}, spans...)
	}
	if k.after != "" {
		spans = append(spans, paper.Span{Text: " " + k.after, Style: beside})
	}
	return spans
}

func (s *sheet) checkList() {
	if len(s.checks)+s.agreeing == 0 {
		return
	}
	const labels = 66
	s.section("checks", 2*body.Leading, func() {
		s.In(paper.List, func() {
			for i, x := range s.checks {
				if i > 0 {
					s.Advance(2)
				}
				word := strong
				if x.result == transform.Inconsistent {
					word.Ink = warn
				}
				s.item(left, labels, paper.Span{Text: s.t("result_" + x.result), Style: word},
					s.Lines(s.wide-labels, s.told(x)...))
			}
			if s.agreeing > 0 {
				text := s.t("agreeing", "count", s.number(s.agreeing))
				if s.agreeing == 1 {
					text = s.t("agreeing_one")
				}
				if len(s.checks) > 0 {
					s.Advance(2)
				}
				s.item(left, labels, paper.Span{Text: s.t("result_" + transform.Consistent), Style: strong}, s.Lines(s.wide-labels, paper.Span{Text: text, Style: body}))
			}
		})
	})
}

// told is what a check found and, in a brief of several releases, in which.
func (s *sheet) told(x check) []paper.Span {
	spans := []paper.Span{{Text: x.message, Style: body}}
	if s.several() {
		spans = append(spans, paper.Span{Text: " ", Style: aside}, s.chapterLink(x.of, aside))
	}
	return spans
}

// item draws an item of a list, with its label in a column of its own.
func (s *sheet) item(x, labels float64, label paper.Span, lines []paper.Line, attributes ...paper.Attribute) {
	s.In(paper.ListItem, func() {
		s.Need(height(lines[:min(2, len(lines))]))
		s.In(paper.Label, func() {
			for _, l := range s.Clipped(1, labels, label) {
				s.Write(x, s.Y()+l.Baseline(), l)
			}
		})
		s.flow(paper.ListBody, x+labels, lines, attributes...)
	})
}

// sentenceStart is the height of a place and the first lines of a sentence in it.
var sentenceStart = subheading.Leading + 1 + 2*entry.Leading

// sentenceList quotes the sentences of a release, each place of the text with a heading.
func (s *sheet) sentenceList(p *chapter, head paper.Tag) {
	labels := 16.0
	if s.sentences > 99 {
		labels = 22
	}
	n := 0
	for group := range slicesOf(p.sentences, func(a, b sentence) bool { return a.section == b.section && a.speaker == b.speaker }) {
		if n++; n > 1 {
			s.Advance(2)
		}
		place := group[0].section
		if group[0].speaker != "" {
			place = s.t("said_by", "section", place, "speaker", group[0].speaker)
		}
		lines := s.Clipped(2, s.wide, paper.Span{Text: place, Style: subheading})
		s.Need(height(lines) + 1 + 2*entry.Leading)
		s.flow(head, left, lines)
		s.Advance(1)
		s.In(paper.List, func() {
			for _, x := range group {
				var spans []paper.Span
				for _, q := range x.parts {
					style := entry
					if q.figure {
						style = entryBold
					}
					spans = append(spans, paper.Span{Text: q.text, Style: style})
				}
				number := strconv.Itoa(x.number)
				s.numbered(labels, number, s.Lines(s.wide-labels, spans...), in(p.foreign)...)
				s.Advance(1.5)
			}
		}, paper.Numbered())
	}
}

// numbered draws a sentence with its number, under which it can be found.
func (s *sheet) numbered(labels float64, number string, lines []paper.Line, attributes ...paper.Attribute) {
	s.item(left, labels, paper.Span{Text: number, Style: aside}, lines, append(attributes, paper.Anchor("sentence"+number))...)
}

// slicesOf cuts a list where neighbours differ.
func slicesOf[T any](list []T, same func(a, b T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for start, i := 0, 1; i <= len(list); i++ {
			if i == len(list) || !same(list[i-1], list[i]) {
				if !yield(list[start:i]) {
					return
				}
				start = i
			}
		}
	}
}

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

// sources say where the text of a release comes from, and what is attached.
func (s *sheet) sources(p *chapter) {
	r := p.release
	const labels = 66
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
				s.item(left, labels, paper.Span{Text: l.label, Style: entryBold}, s.Lines(s.wide-labels, l.span))
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
			s.titled(paper.Subheading, s.Lines(s.wide, paper.Span{Text: s.t("facts"), Style: subheading}), tableStart, func() { s.factTable(p) })
		}
		if len(p.sentences) > 0 {
			s.titled(paper.Subheading, s.Lines(s.wide, paper.Span{Text: s.t("sentences"), Style: subheading}), sentenceStart, func() { s.sentenceList(p, paper.Paragraph) })
		}
	}
	lines := s.balanced(4, s.wide, paper.Span{Text: p.title, Style: heading})
	s.titled(paper.Heading, lines, 60, draw, append(in(p.foreign), paper.Anchor(chapterAnchor(p)))...)
}
