package transform_test

import (
	"strings"
	"testing"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
)

// line is a sentence of a composed release with its figures.
type line struct {
	section extract.Section
	speaker string
	text    string
	figures []extract.Mention // Surface and Low at least; found in the text in this order
}

// compose makes a document of sentences.
func compose(t testing.TB, id, lang string, lines ...line) *extract.Document {
	t.Helper()
	doc := &extract.Document{ID: id, Source: id + ".txt", Language: lang, Title: "A release", Publisher: "A department", Date: "2025-05-01"}
	for i, l := range lines {
		start := len(doc.Text)
		doc.Text += l.text + "\n"
		span := extract.Span{Start: start, End: len(doc.Text) - 1}
		section := l.section
		if section == "" {
			section = extract.Body
		}
		doc.Blocks = append(doc.Blocks, extract.Block{Span: span, Kind: extract.Paragraph, Section: section})
		doc.Sentences = append(doc.Sentences, extract.Sentence{Span: span, Section: section, Speaker: l.speaker, Block: i})
		at := start
		for _, m := range l.figures {
			k := strings.Index(doc.Text[at:], m.Surface)
			if k < 0 {
				t.Fatalf("%q does not stand in %q", m.Surface, l.text)
			}
			m.Span = extract.Span{Start: at + k, End: at + k + len(m.Surface)}
			m.Sentence = i
			at = m.End
			doc.Mentions = append(doc.Mentions, m)
		}
	}
	return doc
}

// figure is a mention of one number; step is the place value of its last digit.
func figure(surface, value, step string, kind extract.UnitKind, unit string, change ...func(*extract.Mention)) extract.Mention {
	d := decimal.MustParse(value)
	m := extract.Mention{
		Surface: surface, Low: d, High: d, Step: decimal.MustParse(step), Kind: kind, Unit: unit, Bound: extract.Exact,
		Rules: []string{"test"},
	}
	for _, c := range change {
		c(&m)
	}
	return m
}

func bound(b extract.Bound) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Bound = b }
}

func period(p string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Period = p }
}

func direction(d extract.Direction) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Direction = d }
}

func measure(measure, subject string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Measure, m.Subject = measure, subject }
}

func in(area, partner string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Area, m.Partner = area, partner }
}

func per(p string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.Per = p }
}

func phrase(p string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.UnitPhrase = p }
}

func upTo(high string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.High, m.Range = decimal.MustParse(high), true }
}

func vague(high string) func(*extract.Mention) {
	return func(m *extract.Mention) { m.High, m.Range, m.Vague = decimal.MustParse(high), true, true }
}
