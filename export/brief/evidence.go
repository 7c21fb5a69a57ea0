package brief

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// sentence is where figures stand.
type sentence struct {
	number  int
	parts   []part
	section string // in words
	speaker string
}

// part is a stretch of a sentence.
type part struct {
	text   string
	figure *transform.Mention // nil for the words between figures
}

// quote gathers the sentences of a release that hold figures, in the order of the text.
func (c *content) quote(p *chapter, mentions []*transform.Mention) {
	type place struct {
		start, end int
		text       string
	}
	var order []place
	within := map[place][]*transform.Mention{}
	for _, m := range mentions {
		at := place{m.SentenceStart, m.SentenceEnd, m.Sentence}
		if within[at] == nil {
			order = append(order, at)
		}
		within[at] = append(within[at], m)
	}
	for _, at := range order {
		first := within[at][0]
		c.sentences++
		p.sentences = append(p.sentences, sentence{
			number: c.sentences, parts: parts(p.release.Text, within[at]),
			section: c.words.Text("section_" + first.Section), speaker: first.Speaker,
		})
		for _, m := range within[at] {
			c.quoted[m.ID] = c.sentences
		}
	}
}

// parts cuts a sentence at its figures. Where the spans do not lie in the text as they should, the
// figures are looked for as they are written.
func parts(text string, mentions []*transform.Mention) []part {
	first := mentions[0]
	var out []part
	words := func(text string) {
		if text != "" {
			out = append(out, part{text: text})
		}
	}
	figure := func(text string, m *transform.Mention) {
		if text != "" {
			out = append(out, part{text, m})
		}
	}
	start, end := first.SentenceStart, first.SentenceEnd
	if valid(text, start, end) && fold(text[start:end]) == first.Sentence {
		for _, m := range mentions {
			if valid(text, m.CharStart, m.CharEnd) && m.CharStart >= start && m.CharEnd <= end {
				words(text[start:m.CharStart])
				figure(text[m.CharStart:m.CharEnd], m)
				start = m.CharEnd
			}
		}
		words(text[start:end])
		return out
	}
	rest := first.Sentence
	for _, m := range mentions {
		surface := fold(m.Surface)
		if i := strings.Index(rest, surface); i >= 0 {
			words(rest[:i])
			figure(surface, m)
			rest = rest[i+len(surface):]
		}
	}
	words(rest)
	return out
}

func valid(text string, start, end int) bool {
	boundary := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
	return 0 <= start && start < end && end <= len(text) && boundary(start) && boundary(end)
}

// passage is the sentences of one place of the text.
type passage struct {
	name       []paper.Line
	quotations []quotation
}

// quotation is a sentence in lines.
type quotation struct {
	number int
	strips [][]paper.Line
}

// passages are those of a release, in columns of a width of which the numbers of the sentences take a part.
func (s *sheet) passages(p *chapter, width, numbers float64) []passage {
	var list []passage
	for i := range p.sentences {
		x := &p.sentences[i]
		if before := i - 1; i == 0 || x.section != p.sentences[before].section || x.speaker != p.sentences[before].speaker {
			list = append(list, passage{name: s.place(x, width)})
		}
		last := &list[len(list)-1]
		last.quotations = append(last.quotations, quotation{x.number, strips(s.Lines(width-numbers, s.spoken(p, x)...))})
	}
	return list
}

// strips are those of passages, whose names stay with what follows.
func (s *sheet) strips(list []passage) []strip {
	var out []strip
	for _, x := range list {
		for i, q := range x.quotations {
			for j, lines := range q.strips {
				piece := strip{height: height(lines)}
				switch {
				case j > 0:
				case i > 0:
					piece.above = s.gap(sentenceGap)
				default:
					piece.above = s.gap(groupGap)
					piece.height += height(x.name) + s.gap(placeGap)
				}
				out = append(out, piece)
			}
		}
	}
	return out
}

// spoken is a sentence with its figures in bold, and what a person said of them behind it.
func (s *sheet) spoken(p *chapter, x *sentence) []paper.Span {
	var spans, notes []paper.Span
	for _, q := range x.parts {
		style := quote
		if q.figure != nil && !q.figure.Rejected() {
			style = quoteBold
		}
		spans = append(spans, paper.Span{Text: q.text, Style: style})
		if q.figure == nil || q.figure.Review == "" {
			continue
		}
		note := paper.Span{Text: s.t("review_note", "verdict", s.t("review_"+q.figure.Review), "figure", fold(q.text), "note", q.figure.ReviewNote), Style: remark}
		if p.foreign != "" {
			note.Lang = wording.Tag(s.words.Language()).String()
		}
		notes = append(notes, paper.Span{Text: " ", Style: remark}, note)
	}
	return append(spans, notes...)
}

// place is where in the text the sentences of a group stand.
func (s *sheet) place(x *sentence, width float64) []paper.Line {
	place := x.section
	if x.speaker != "" {
		place = s.t("said_by", "section", place, "speaker", x.speaker)
	}
	return s.Clipped(2, width, paper.Span{Text: place, Style: subheading})
}

// The styles of a quoted sentence.
var (
	quote     = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 9.5, Ink: ink}
	quoteBold = paper.Style{Face: paper.Bold, Size: 7.5, Leading: 9.5, Ink: ink}
	remark    = paper.Style{Face: paper.Italic, Size: 7.5, Leading: 9.5, Ink: muted}
	ordinal   = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 9.5, Ink: muted}
)

// evidence quotes the sentences of a release in two columns, each place of the text with a heading of the tag. It is in a section that
// begins with the heading of the given function.
func (s *sheet) evidence(p *chapter, tag paper.Tag, section func(follows float64, draw func())) {
	if len(p.sentences) == 0 {
		return
	}
	numbers := 16.0
	if s.sentences > 99 {
		numbers = 22
	}
	width := (s.wide - gutter) / 2
	list := s.passages(p, width, numbers)
	strips := s.strips(list)
	section(strips[0].height, func() {
		flow := s.columnsOf(strips, width)
		for _, x := range list {
			at := flow.next()
			s.In(tag, func() { s.stack(at.X, at.Y, x.name) })
			at.Y += height(x.name) + s.gap(placeGap)
			s.In(paper.List, func() {
				for i, q := range x.quotations {
					if i > 0 {
						at = flow.next()
					}
					s.quotation(q, flow, at, numbers, in(p.foreign))
				}
			}, paper.Numbered())
		}
		flow.end()
	})
}

// quotation draws a sentence with its number, under which it can be found. It begins at a point.
func (s *sheet) quotation(q quotation, flow *columns, at paper.Point, numbers float64, language []paper.Attribute) {
	number := strconv.Itoa(q.number)
	s.In(paper.ListItem, func() {
		s.In(paper.Label, func() { s.stack(at.X, at.Y, s.Lines(numbers, paper.Span{Text: number, Style: ordinal})) })
		s.In(paper.ListBody, func() {
			for i, lines := range q.strips {
				if i > 0 {
					at = flow.next()
				}
				s.stack(at.X+numbers, at.Y, lines)
			}
		}, append(language, paper.Anchor("sentence"+number))...)
	})
}
