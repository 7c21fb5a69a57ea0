package docx

import (
	"tidyrelease/extract/page"
)

// converter rewrites a document as a web page.
type converter struct {
	styles    map[string]*style
	lists     map[string]map[int]string // numId → level → form of its numbers
	notes     map[string][]byte         // kind and id → paragraphs of the page
	counts    map[item]int              // the last number given
	language  string                    // of the document
	languages map[string]int            // bytes of text in each

	out    []byte
	t      *tokens
	fields []bool // open fields, true where their result has begun
	open   []item // lists around the paragraph at hand
	prose  bool   // running text has begun: no title follows

	cells  *page.Budget // counts those of this part of the work; the page that comes of it is counted by itself
	tables int          // around the paragraph at hand
	aside  int          // notes and text boxes around it: its paragraphs are not counted
	behind []byte       // notes and text boxes that wait for the end of a paragraph or table

	joined []byte // what a paragraph begins with whose forerunner lost its mark
	line   []byte // the paragraph at hand
}

// readNotes converts notes, to stand where they are referred to.
func (c *converter) readNotes(t *tokens, kind string) error {
	c.t = t
	c.aside++
	defer func() { c.aside-- }()
	return t.root(func(e element) error {
		if e.name != kind || e.get("type") != "" && e.get("type") != "normal" {
			return nil // the line above the notes and its like
		}
		outer := c.out
		c.out = nil
		err := t.children(c.block)
		c.closeLists(0)
		c.notes[kind+e.get("id")] = c.out
		c.out = outer
		return err
	})
}

func (c *converter) readBody(t *tokens) error {
	c.t = t
	err := t.root(func(e element) error {
		if e.name == "body" {
			return t.children(c.block)
		}
		return nil
	})
	c.flush()
	c.closeLists(0)
	return err
}

// block converts a paragraph, a table, or what holds them.
func (c *converter) block(e element) error {
	switch e.name {
	case "p":
		return c.paragraph()
	case "tbl":
		return c.table()
	case "sdt":
		return c.form(c.block)
	case "ins", "moveTo", "customXml", "smartTag", "sdtContent":
		return c.t.children(c.block)
	case "mc:AlternateContent":
		return c.alternate(c.block)
	}
	return nil
}

// alternate converts the first of several forms of one thing.
func (c *converter) alternate(visit func(element) error) error {
	chosen := false
	return c.t.children(func(e element) error {
		if chosen {
			return nil
		}
		chosen = true
		return c.t.children(visit)
	})
}

// form converts the content of a control, unless it only says what to fill in.
func (c *converter) form(visit func(element) error) error {
	empty := false
	return c.t.children(func(e element) error {
		switch {
		case e.name == "sdtPr":
			return c.t.children(func(e element) error {
				empty = empty || e.name == "showingPlcHdr" && e.on()
				return nil
			})
		case e.name == "sdtContent" && !empty:
			return c.t.children(visit)
		}
		return nil
	})
}
