// Package docx reads Word documents (Office Open XML, transitional and strict).
//
// It keeps paragraphs, headings, lists, tables, footnotes, endnotes, text boxes and formulas' letters. Footnotes and text
// boxes stand behind the paragraph, or table, that they belong to. Tracked changes are taken as accepted: what was
// inserted or moved to a place is read, what was deleted or moved away is not, also where that joins two paragraphs or takes
// a row out of a table. Of fields the result is read.
//
// It drops comments, headers and footers, tables of contents, hidden text, marks of notes, placeholders of forms, numbers
// of headings, pictures and their descriptions, and the earlier form of whatever was changed.
//
// The place of a block is the number of its paragraph, as Word counts them: all of the main text in order, empty ones and those
// in tables included. What stands in a footnote or text box has the number of the paragraph that it belongs to.
//
// The document is rewritten as a web page with a line for each paragraph, which package html lays out, so that a draft in Word
// and the page that is made from it give the same text.
package docx

import (
	"bytes"
	"fmt"
	stdhtml "html"
	"strings"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
)

// Is tells whether data is a Word document, by the parts that its archive lists.
func Is(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.Contains(data, []byte("_rels/.rels")) && bytes.Contains(data, []byte("word/"))
}

// Read gives the text of a document.
func Read(data []byte, budget *page.Budget) (*page.Page, error) {
	p, err := open(data, budget)
	if err != nil {
		return nil, err
	}
	c := &converter{styles: map[string]*style{}, lists: map[string]map[int]string{}, notes: map[string][]byte{}, counts: map[item]int{}, languages: map[string]int{}}
	named, company, err := c.document(p)
	if err != nil {
		return nil, err
	}
	source := []byte("<!doctype html><html lang=\"" + stdhtml.EscapeString(strings.Join(strings.Fields(c.mainLanguage()), "")) + "\"><meta charset=utf-8><title>" + stdhtml.EscapeString(named) + "</title><main>")
	source = append(append(source, c.out...), "</main>"...)
	read, err := html.Read(source, budget)
	if err != nil {
		return nil, err
	}
	read.Places = page.Paragraphs
	for i := range read.Blocks {
		read.Blocks[i].Place = max(1, read.Blocks[i].Place-1) // the head is the first line
	}
	head(read, named)
	if strings.Contains(read.Text, company) {
		read.Publisher = company
	}
	return read, nil
}

// head settles the title. The one of the file's properties is often that of the draft it was copied from, so that it counts
// only where the text has it too.
func head(p *page.Page, named string) {
	const near = 10 // blocks in which the title stands
	for _, b := range p.Blocks {
		if b.Kind == page.Title {
			return
		}
	}
	p.Title = ""
	for i := range p.Blocks[:min(near, len(p.Blocks))] {
		b := &p.Blocks[i]
		if text := p.Text[b.Start:b.End]; named != "" && strings.EqualFold(strings.Join(strings.Fields(text), " "), named) {
			b.Kind, p.Title = page.Title, named
			return
		}
	}
}

// document converts the main part; it gives title and company of the file's properties.
func (c *converter) document(p *parts) (named, company string, err error) {
	top, err := p.related("")
	if err != nil {
		return "", "", err
	}
	main := top["officeDocument"]
	if main == "" || !p.has(main) {
		return "", "", fmt.Errorf("%w: its archive has no main part", ErrBroken)
	}
	of, err := p.related(main)
	if err != nil {
		return "", "", err
	}
	property := func(name string, value *string) func(*tokens) error {
		return func(t *tokens) error {
			return t.root(func(e element) error {
				if strings.TrimPrefix(e.name, "?:") != name {
					return nil
				}
				text, err := t.text()
				*value = strings.Join(strings.Fields(string(text)), " ")
				return err
			})
		}
	}
	for _, step := range []struct {
		part string
		read func(*tokens) error
	}{
		{top["core-properties"], property("title", &named)},
		{top["extended-properties"], property("Company", &company)},
		{of["styles"], c.readStyles},
		{of["numbering"], c.readNumbering},
		{of["footnotes"], func(t *tokens) error { return c.readNotes(t, "footnote") }},
		{of["endnotes"], func(t *tokens) error { return c.readNotes(t, "endnote") }},
		{main, c.readBody},
	} {
		if err := p.walk(step.part, step.read); err != nil {
			return "", "", err
		}
	}
	return named, company, nil
}

// mainLanguage is the language that most of the text is marked to be in.
func (c *converter) mainLanguage() string {
	best, most := c.language, 0
	for code, n := range c.languages {
		if n > most || n == most && code < best {
			best, most = code, n
		}
	}
	return best
}
