package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"unicode/utf8"

	"tidyrelease/extract"
)

// carriers are releases that end where a passage is put. They settle language and date, name no country, so
// that a bare dollar stays one, and hold no figure.
var carriers = map[string]string{
	"en": "News in brief\n\nPARIS, June 15, 2018 – The text that stands below was taken from a page of the news of the day.\n\n",
	"fr": "Nouvelles en bref\n\nPARIS, le 15 juin 2018 – Le texte qui se trouve ci-dessous est tiré d’une page des nouvelles du jour.\n\n",
}

// Passage reads a text that has no release around it, such as a sentence of a benchmark, in the language "en"
// or "fr". All spans of the document count in the text.
func Passage(x *extract.Extractor, lang, text string) (*extract.Document, error) {
	return passage(x, lang, "", text, "")
}

// passage is Passage for a text that stands inside a sentence.
func passage(x *extract.Extractor, lang, before, text, behind string) (*extract.Document, error) {
	carrier, ok := carriers[lang]
	if !ok {
		return nil, fmt.Errorf("no language is called %q: there are en and fr", lang)
	}
	carrier += before
	whole, err := x.Extract("passage."+lang+".txt", []byte(carrier+text+behind+"\n"))
	if err != nil {
		return nil, err
	}
	if whole.Language != lang {
		return nil, fmt.Errorf("a passage in %q was taken for %q", lang, whole.Language)
	}
	offset := len(carrier)
	d := &extract.Document{ID: whole.ID, Language: lang, Text: text}
	sentences := 0 // of the carrier
	for _, s := range whole.Sentences {
		if s.End <= offset {
			sentences++
			continue
		}
		s.Start, s.End = max(0, s.Start-offset), s.End-offset
		d.Sentences = append(d.Sentences, s)
	}
	for _, m := range whole.Mentions {
		if m.Start < offset {
			return nil, fmt.Errorf("the text around the passage holds a figure, %q", m.Surface)
		}
		m.Start, m.End, m.Sentence = m.Start-offset, m.End-offset, m.Sentence-sentences
		for _, by := range []*extract.Span{&m.BoundBy, &m.DirectionBy, &m.PeriodBy} {
			*by = extract.Span{Start: max(0, by.Start-offset), End: max(0, by.End-offset)}
		}
		d.Mentions = append(d.Mentions, m)
	}
	for _, n := range whole.Numerals {
		if n.Start < offset {
			continue
		}
		n.Start, n.End = n.Start-offset, n.End-offset
		d.Numerals = append(d.Numerals, n)
	}
	return d, nil
}

// textCase is one element of a JSON array of cases, and where its text stands in the file.
type textCase struct {
	path    string
	file    []byte
	literal int // where the JSON string of the text starts in the file, behind its quotation mark
	text    string
	raw     json.RawMessage
}

// readCases reads a JSON array of objects, the text of each under the key.
func readCases(path, key string) ([]textCase, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(file))
	if t, err := decoder.Token(); err != nil || t != json.Delim('[') {
		return nil, fmt.Errorf("%s: not a JSON array of cases", path)
	}
	var cases []textCase
	for decoder.More() {
		c := textCase{path: path, file: file, literal: -1}
		if err := decoder.Decode(&c.raw); err != nil {
			return nil, fmt.Errorf("%s: case %d: %w", path, len(cases)+1, err)
		}
		start := int(decoder.InputOffset()) - len(c.raw)
		fields := json.NewDecoder(bytes.NewReader(c.raw))
		if t, err := fields.Token(); err != nil || t != json.Delim('{') {
			return nil, fmt.Errorf("%s: case %d is not a JSON object", path, len(cases)+1)
		}
		for fields.More() {
			name, err := fields.Token()
			if err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, len(cases)+1, err)
			}
			behind := start + int(fields.InputOffset())
			if name != key {
				var skipped json.RawMessage
				if err := fields.Decode(&skipped); err != nil {
					return nil, fmt.Errorf("%s: case %d: %w", path, len(cases)+1, err)
				}
				continue
			}
			if err := fields.Decode(&c.text); err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, len(cases)+1, err)
			}
			c.literal = behind + bytes.IndexByte(file[behind:], '"') + 1
		}
		if c.literal < 0 {
			return nil, fmt.Errorf("%s: case %d has no %q", path, len(cases)+1, key)
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// place gives line and column in the file of a byte of the text.
func (c *textCase) place(at int) (line, column int) {
	in := c.literal
	for _, r := range c.text[:at] {
		switch {
		case c.file[in] != '\\':
			in += utf8.RuneLen(r)
		case c.file[in+1] != 'u':
			in += len(`\n`)
		case r > 0xffff:
			in += len(`\ud83d\ude00`)
		default:
			in += len(`\u00a0`)
		}
	}
	return place(string(c.file[:in]), in)
}
