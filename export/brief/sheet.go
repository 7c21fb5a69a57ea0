package brief

import (
	"strconv"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// The page, in points. Key figures stand in three columns and charts in two.
const (
	left   = 48.0
	right  = paper.Width - left
	wide   = right - left
	top    = 44.0
	bottom = paper.Height - 52
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
	kicker  = paper.Style{Face: paper.Bold, Size: 8, Leading: 11, Ink: accent}
	title   = paper.Style{Face: paper.Bold, Size: 19, Leading: 23, Ink: ink}
	dated   = paper.Style{Face: paper.Regular, Size: 9, Leading: 12.5, Ink: muted}
	lead    = paper.Style{Face: paper.Regular, Size: 10, Leading: 14, Ink: ink}
	heading = paper.Style{Face: paper.Bold, Size: 11, Leading: 14, Ink: accent}
	body    = paper.Style{Face: paper.Regular, Size: 8.5, Leading: 11.5, Ink: ink}
	strong  = paper.Style{Face: paper.Bold, Size: 8.5, Leading: 11.5, Ink: ink}
	small   = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 10, Ink: muted}
	giant   = paper.Style{Face: paper.Bold, Size: 20, Leading: 23, Ink: accent}
	beside  = paper.Style{Face: paper.Regular, Size: 10.5, Leading: 14, Ink: accent}
)

// sheet draws the content on paper.
type sheet struct {
	*paper.Document
	*content
}

func (s *sheet) t(key string, pairs ...string) string { return s.words.Text(key, pairs...) }

func (s *sheet) draw(charts []*transform.Chart) {
	s.Furniture(s.foot)
	s.foot()
	s.masthead()
	s.keyFigures()
	s.chartGrid(charts)
	s.checkList()
	s.factTable()
	s.sentenceList()
	s.notes()
	s.sources()
}

// foot is the line at the foot of each page.
func (s *sheet) foot() {
	s.Artifact(func() {
		y := bottom + 16
		s.Stroke(rule, 0.5, paper.Point{X: left, Y: y}, paper.Point{X: right, Y: y})
		number := s.Lines(wide, paper.Span{Text: s.t("page", "page", strconv.Itoa(s.Page()), "pages", strconv.Itoa(s.Pages())), Style: small})[0]
		name := paper.Limit(s.Lines(wide-110, paper.Span{Text: s.title, Style: small}), 1)
		for _, l := range name {
			s.Write(left, y+4+l.Baseline(), l)
		}
		s.WriteRight(right, y+4+number.Baseline(), number)
	})
}

func (s *sheet) masthead() {
	s.Artifact(func() { s.Box(accent, left, s.Y(), wide, 3) })
	s.Advance(11)
	s.flow(paper.Paragraph, left, s.Lines(wide, paper.Span{Text: s.t("kicker"), Style: kicker}))
	s.Advance(2)
	s.flow(paper.Title, left, paper.Limit(s.Lines(wide, paper.Span{Text: s.title, Style: title}), 4))
	s.Advance(3)
	if s.dateline != "" {
		s.flow(paper.Paragraph, left, paper.Limit(s.Lines(wide, paper.Span{Text: s.dateline, Style: dated}), 3))
	}
	s.Advance(7)
	s.flow(paper.Paragraph, left, paper.Limit(s.Lines(wide, paper.Span{Text: s.summary, Style: lead}), 8))
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
	s.In(paper.Section, func() {
		lines := s.Lines(wide, paper.Span{Text: s.t(key), Style: heading})
		if s.Y() > top {
			s.Advance(13)
		}
		s.Need(height(lines) + 5 + follows)
		s.flow(paper.Heading, left, lines)
		s.Advance(5)
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
	column := (wide - (columns-1)*gutter) / columns
	type card struct{ before, number, label, place []paper.Line }
	var rows [][]card
	for i, k := range s.key {
		x := card{
			before: paper.Limit(s.Lines(column, paper.Span{Text: k.before, Style: beside}), 1),
			label:  paper.Limit(s.Lines(column, paper.Span{Text: k.label, Style: strong}), 3),
			place:  paper.Limit(s.Lines(column, paper.Span{Text: k.place, Style: small}), 3),
			number: s.figure(column, k),
		}
		about := k.subject
		if k.period != "" {
			if about != "" {
				about += " · "
			}
			about += k.period
		}
		x.place = append(paper.Limit(s.Lines(column, paper.Span{Text: about, Style: small}), 2), x.place...)
		if i%columns == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], x)
	}
	measure := func(row []card) (before, number, total float64) {
		rest := 0.0
		for _, x := range row {
			before, number = max(before, height(x.before)), max(number, height(x.number))
			rest = max(rest, height(x.label)+height(x.place))
		}
		return before, number, 6 + before + number + 2 + rest
	}
	_, _, first := measure(rows[0])
	s.section("key_figures", first, func() {
		s.In(paper.List, func() {
			for i, row := range rows {
				if i > 0 {
					s.Advance(11)
				}
				before, number, total := measure(row)
				s.Need(total)
				y := s.Y()
				for j, x := range row {
					at := left + float64(float64(j)*(column+gutter))
					s.Artifact(func() { s.Box(accent, at, y, column, 1) })
					s.In(paper.ListItem, func() {
						s.In(paper.ListBody, func() {
							s.In(paper.Paragraph, func() {
								s.stack(at, y+6+before-height(x.before), x.before)
								s.stack(at, y+6+before, x.number)
							})
							s.In(paper.Paragraph, func() {
								s.stack(at, s.stack(at, y+6+before+number+2, x.label), x.place)
							})
						})
					})
				}
				s.Advance(total)
			}
		})
	})
}

// figure is the number of a key figure with its unit beside it, or below where it is long. A long
// number, or one in words, is set smaller.
func (s *sheet) figure(width float64, k keyFigure) []paper.Line {
	large := giant
	for large.Size > 12 && len(s.Lines(width, paper.Span{Text: k.number, Style: large})) > 1 {
		large.Size--
	}
	if k.after == "" {
		return paper.Limit(s.Lines(width, paper.Span{Text: k.number, Style: large}), 3)
	}
	return paper.Limit(s.Lines(width, paper.Span{Text: k.number + "\u00a0", Style: large}, paper.Span{Text: k.after, Style: beside}), 3)
}

func (s *sheet) checkList() {
	if len(s.checks) == 0 {
		return
	}
	const labels = 72
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
					s.Lines(wide-labels, paper.Span{Text: x.message, Style: body}))
			}
		})
	})
}

// item draws an item of a list, with its label in a column of its own.
func (s *sheet) item(x, labels float64, label paper.Span, lines []paper.Line, attributes ...paper.Attribute) {
	s.In(paper.ListItem, func() {
		s.Need(height(lines[:min(2, len(lines))]))
		s.In(paper.Label, func() {
			for _, l := range paper.Limit(s.Lines(labels-6, label), 1) {
				s.Write(x, s.Y()+l.Baseline(), l)
			}
		})
		s.flow(paper.ListBody, x+labels, lines, attributes...)
	})
}

func (s *sheet) sentenceList() {
	if len(s.sentences) == 0 {
		return
	}
	labels := 14.0
	if len(s.sentences) > 99 {
		labels = 22
	}
	s.section("sentences", 2*body.Leading, func() {
		s.In(paper.List, func() {
			for i, x := range s.sentences {
				if i > 0 {
					s.Advance(2.5)
				}
				var spans []paper.Span
				for _, p := range x.parts {
					style := body
					if p.figure {
						style = strong
					}
					spans = append(spans, paper.Span{Text: p.text, Style: style})
				}
				place := x.section
				if x.speaker != "" {
					place = s.t("said_by", "section", place, "speaker", x.speaker)
				}
				aside := small
				aside.Leading = body.Leading
				spans = append(spans, paper.Span{Text: " " + place, Style: aside})
				var attributes []paper.Attribute
				if x.lang != "" {
					attributes = append(attributes, paper.Lang(x.lang))
				}
				s.item(left, labels, paper.Span{Text: x.number, Style: small}, s.Lines(wide-labels, spans...), attributes...)
			}
		})
	})
}

// notes explain the qualifiers that occur, and no others.
func (s *sheet) notes() {
	var keys []string
	for _, n := range []struct {
		key    string
		bounds []string
	}{
		{"note_rounded", []string{"rounded"}},
		{"note_approx", []string{"approx"}},
		{"note_more_than", []string{"more_than", "at_least"}},
		{"note_less_than", []string{"less_than", "at_most"}},
		{"note_derived", []string{"derived"}},
	} {
		for _, b := range n.bounds {
			if s.bounds[b] {
				keys = append(keys, n.key)
				break
			}
		}
	}
	if s.Substituted() {
		keys = append(keys, "note_substitute")
	}
	keys = append(keys, "note_read")
	s.section("notes", 2*body.Leading, func() {
		for _, key := range keys {
			s.flow(paper.Paragraph, left, s.Lines(wide, paper.Span{Text: s.t(key, "substitute", string(paper.Substitute)), Style: body}))
			s.Advance(1)
		}
	})
}

func (s *sheet) sources() {
	r := s.release
	const labels = 72
	type line struct{ label, text string }
	lines := []line{{s.t("source_text"), r.Source}, {s.t("source_hash"), r.SHA256}}
	if r.Pair != "" {
		lines = append(lines, line{s.t("source_pair"), r.Pair})
	}
	s.section("sources", 2*body.Leading, func() {
		s.In(paper.List, func() {
			for _, l := range lines {
				if l.text == "" {
					continue
				}
				s.item(left, labels, paper.Span{Text: l.label, Style: strong}, s.Lines(wide-labels, paper.Span{Text: l.text, Style: body}))
			}
		})
	})
}
