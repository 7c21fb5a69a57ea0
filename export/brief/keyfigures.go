package brief

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// mostKeyFigures is how many facts are shown large.
const mostKeyFigures = 6

// keyFigure is a fact shown large.
type keyFigure struct {
	before, number, after         string // "more than", "125,000", "people"
	label, subject, period, place string

	verdict  string // what a person said of it
	of       *chapter
	sentence int // its number
}

func (c *content) keyFigure(x *index, o *transform.Observation) keyFigure {
	k := keyFigure{label: o.IndicatorLabel, subject: subject(o), period: o.PeriodText, verdict: o.Review, of: c.first(o.Releases)}
	k.before, k.number, k.after = split(o.Display)
	for _, id := range o.Mentions {
		i, ok := x.mentions[id]
		if !ok || c.quoted[id] == 0 {
			continue
		}
		m := &x.Mentions[i]
		place := c.words.Text("section_" + m.Section)
		if m.Speaker != "" {
			place = c.words.Text("said_by", "section", place, "speaker", m.Speaker)
		}
		if k.place == "" || m.Section == "quick_facts" {
			k.place, k.sentence = place, c.quoted[id]
		}
	}
	return k
}

// split takes a figure in words apart: what stands before its number, the number with what is
// written onto it, and the rest. A figure without digits is all number.
func split(display string) (before, number, after string) {
	first := strings.IndexFunc(display, unicode.IsDigit)
	if first < 0 {
		return "", display, ""
	}
	last := strings.LastIndexFunc(display, unicode.IsDigit)
	start := strings.LastIndexByte(display[:first], ' ') + 1
	end := len(display)
	if i := strings.IndexAny(display[last:], " \u00a0\u202f"); i >= 0 {
		end = last + i
		if sign := strings.TrimLeft(display[end:], " \u00a0\u202f"); sign == "%" || sign == "$" {
			end = len(display)
		}
	}
	return strings.TrimSpace(display[:start]), display[start:end], strings.TrimLeft(display[end:], " \u00a0\u202f")
}

// keyColumns is how many key figures stand beside each other.
const keyColumns = 3

// card is a key figure in lines.
type card struct {
	number []paper.Line
	below  [][]paper.Line // paragraphs
}

func (s *sheet) card(k keyFigure, size, column float64) card {
	x := card{number: s.Clipped(3, column, k.spans(size)...)}
	x.below = append(x.below, s.Clipped(3, column, paper.Span{Text: k.label, Style: strong}))
	if about := s.about(k); about != nil {
		x.below = append(x.below, s.Clipped(4, column, about...))
	}
	return x
}

// tall is the height that a row of cards needs for its numbers and in all.
func tall(row []card) (number, total float64) {
	rest := 0.0
	for _, x := range row {
		below := 0.0
		for _, lines := range x.below {
			below += height(lines)
		}
		number, rest = max(number, height(x.number)), max(rest, below)
	}
	return number, cardTop + number + rest
}

// cardTop is the room between the rule above a card and its number.
const cardTop = 4.0

// keyFigures draws the key figures beside each other.
func (s *sheet) keyFigures() {
	if len(s.key) == 0 {
		return
	}
	column := (s.wide - (keyColumns-1)*gutter) / keyColumns
	size := s.numberSize(column)
	var rows [][]card
	for some := range slices.Chunk(s.key, keyColumns) {
		var row []card
		for _, k := range some {
			row = append(row, s.card(k, size, column))
		}
		rows = append(rows, row)
	}
	_, first := tall(rows[0])
	s.section("key_figures", first, func() {
		s.In(paper.List, func() {
			for i, row := range rows {
				if i > 0 {
					s.Advance(s.gap(cardGap))
				}
				number, total := tall(row)
				s.Need(total)
				for j, x := range row {
					s.drawCard(x, left+float64(float64(j)*(column+gutter)), column, number)
				}
				s.Advance(total)
			}
		})
	})
}

func (s *sheet) drawCard(x card, at, column, number float64) {
	y := s.Y()
	s.Artifact(func() { s.Box(accent, at, y, column, 1) })
	s.In(paper.ListItem, func() {
		s.In(paper.ListBody, func() {
			s.In(paper.Paragraph, func() { s.stack(at, y+cardTop, x.number) })
			below := y + cardTop + number
			for _, lines := range x.below {
				s.In(paper.Paragraph, func() { below = s.stack(at, below, lines) })
			}
		})
	})
}

// about is what a key figure is measured of, and when; where it stands, with the number of the sentence; what a person said of it; and, in
// a brief of several releases, which one it is of.
func (s *sheet) about(k keyFigure) []paper.Span {
	var spans []paper.Span
	apart := func(some ...paper.Span) {
		if spans != nil {
			spans = append(spans, paper.Span{Text: " · ", Style: small})
		}
		spans = append(spans, some...)
	}
	if k.subject != "" {
		apart(paper.Span{Text: k.subject, Style: small, Lang: k.of.foreign})
	}
	if k.period != "" {
		apart(paper.Span{Text: k.period, Style: small})
	}
	if k.sentence > 0 {
		apart(paper.Span{Text: k.place + "\u00a0", Style: small}, s.reference(k.sentence, "["+strconv.Itoa(k.sentence)+"]", small))
	}
	if k.verdict != "" {
		apart(paper.Span{Text: s.t("review_" + k.verdict), Style: small})
	}
	if s.several() {
		apart(paper.Span{Text: k.of.title, Style: small, Lang: k.of.foreign})
	}
	return spans
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
