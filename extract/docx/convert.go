package docx

import (
	"bytes"
	"fmt"
	stdhtml "html"
	"strconv"
	"strings"
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

	tables int    // around the paragraph at hand
	aside  int    // notes and text boxes around it: its paragraphs are not counted
	behind []byte // notes and text boxes that wait for the end of a paragraph or table

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

// properties are those of a paragraph.
type properties struct {
	style   string
	outline int
	list    item
	listed  bool // says itself that it is in a list, or in none
	joins   bool // its mark was deleted
	hidden  bool
}

func (c *converter) paragraph() error {
	outer := c.line
	c.line = append([]byte(nil), c.joined...)
	c.joined = nil
	var p properties
	err := c.t.children(func(e element) error {
		if e.name == "pPr" {
			return c.t.children(func(e element) error { return c.property(e, &p) })
		}
		return c.inline(e)
	})
	line := c.line
	c.line = outer
	if err != nil {
		return err
	}
	if c.aside == 0 {
		c.out = append(c.out, '\n')
	}
	if p.joins {
		c.joined = line
		return nil
	}
	c.write(p, line)
	if c.tables == 0 {
		c.flush()
	}
	return nil
}

func (c *converter) property(e element, p *properties) error {
	switch e.name {
	case "pStyle":
		p.style = e.get("val")
	case "outlineLvl":
		p.outline = level(e) + 1
	case "numPr":
		p.listed = true
		return c.t.children(func(e element) error {
			switch e.name {
			case "numId":
				p.list.list = e.get("val")
			case "ilvl":
				p.list.level = level(e)
			}
			return nil
		})
	case "rPr":
		return c.t.children(func(e element) error {
			p.joins = p.joins || e.name == "del" || e.name == "moveFrom"
			return nil
		})
	}
	return nil
}

// longLine is the length from which on a paragraph is running text, in front of which the title stands.
const longLine = 200

// write adds a paragraph to the page, as what its style says that it is.
func (c *converter) write(p properties, line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		return
	}
	heading := c.heading(p.style)
	if heading == 0 && p.outline > 0 && p.outline < 9 {
		heading = p.outline
	}
	switch {
	case heading == contents:
		return
	case heading != 0 && c.tables == 0 && c.aside == 0:
		c.closeLists(0)
		if heading == title || heading == 1 && !c.prose {
			heading = 1
		} else {
			heading = min(max(heading, 2), 6)
		}
		c.out = fmt.Appendf(c.out, "<h%d>%s</h%d>", heading, line, heading)
		return
	}
	if !p.listed {
		c.chain(p.style, func(s *style) bool {
			p.list = s.list
			return s.list.list != ""
		})
	}
	form := c.lists[p.list.list][p.list.level]
	if p.list.list == "" || p.list.list == "0" || form == "none" || heading != 0 {
		c.closeLists(0)
		c.prose = c.prose || len(line) > longLine
		c.out = append(append(append(c.out, "<p>"...), line...), "</p>"...)
		return
	}
	c.openLists(p.list, form)
	c.out = append(append(append(c.out, "<li>"...), line...), "</li>"...)
}

// openLists opens lists up to the level of an item, and counts it.
func (c *converter) openLists(at item, form string) {
	if len(c.open) > 0 && c.open[0].list != at.list {
		c.closeLists(0)
	}
	c.closeLists(at.level + 1)
	c.counts[at]++
	for level := at.level + 1; level < 9; level++ {
		delete(c.counts, item{at.list, level})
	}
	numbered := form != "" && form != "bullet"
	for len(c.open) <= at.level {
		if numbered && len(c.open) == at.level {
			c.out = append(strconv.AppendInt(append(c.out, "<ol start="...), int64(c.counts[at]), 10), '>')
		} else {
			c.out = append(c.out, "<ul>"...)
			numbered = numbered && len(c.open) < at.level
		}
		c.open = append(c.open, item{at.list, len(c.open)})
		if numbered && len(c.open) == at.level+1 {
			c.open[at.level].level = -1 // an ordered one
		}
	}
}

// closeLists closes lists down to a number of them.
func (c *converter) closeLists(n int) {
	for len(c.open) > n {
		end := "</ul>"
		if c.open[len(c.open)-1].level < 0 {
			end = "</ol>"
		}
		c.out = append(c.out, end...)
		c.open = c.open[:len(c.open)-1]
	}
}

// flush adds the notes and text boxes that waited.
func (c *converter) flush() {
	if len(c.joined) > 0 && c.tables == 0 && c.aside == 0 && c.t.depth == 0 {
		c.write(properties{}, c.joined)
		c.joined = nil
	}
	if len(c.behind) > 0 && c.aside == 0 {
		c.closeLists(0)
		c.out = append(c.out, c.behind...)
		c.behind = nil
	}
}

func (c *converter) table() error {
	if c.tables == 0 {
		c.closeLists(0)
	}
	lists := c.open
	c.open = nil
	c.tables++
	c.out = append(c.out, "<table>"...)
	err := c.t.children(c.row)
	c.out = append(c.out, "</table>"...)
	c.tables--
	c.open = lists
	if c.tables == 0 {
		c.flush()
	}
	return err
}

// row converts a row, or what holds rows.
func (c *converter) row(e element) error {
	switch e.name {
	case "tr":
	case "sdt":
		return c.form(c.row)
	case "ins", "moveTo", "customXml":
		return c.t.children(c.row)
	default:
		return nil
	}
	deleted, cell := false, "td"
	c.out = append(c.out, "<tr>"...)
	var visit func(e element) error
	visit = func(e element) error {
		switch {
		case e.name == "trPr":
			return c.t.children(func(e element) error {
				deleted = deleted || e.name == "del"
				if e.name == "tblHeader" && e.on() {
					cell = "th"
				}
				return nil
			})
		case deleted:
			return nil
		case e.name == "tc":
			return c.cell(cell)
		case e.name == "sdt":
			return c.form(visit)
		case e.name == "customXml":
			return c.t.children(visit)
		}
		return nil
	}
	err := c.t.children(visit)
	c.out = append(c.out, "</tr>"...)
	return err
}

func (c *converter) cell(tag string) error {
	span, deleted, opened := 1, false, false
	begin := func() {
		if !opened && !deleted {
			c.out = fmt.Appendf(c.out, "<%s colspan=%d>", tag, span)
			opened = true
		}
	}
	err := c.t.children(func(e element) error {
		if e.name == "tcPr" {
			return c.t.children(func(e element) error {
				switch e.name {
				case "gridSpan":
					if n, err := strconv.Atoi(e.get("val")); err == nil {
						span = min(max(n, 1), 64)
					}
				case "cellDel":
					deleted = true
				}
				return nil
			})
		}
		if deleted {
			return nil
		}
		begin()
		return c.block(e)
	})
	begin()
	c.closeLists(0)
	if !deleted {
		c.out = append(append(append(c.out, "</"...), tag...), '>')
	}
	return err
}

// inline converts what stands in a paragraph.
func (c *converter) inline(e element) error {
	switch e.name {
	case "r", "m:r":
		return c.run()
	case "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo":
		return c.t.children(c.inline)
	case "sdt":
		return c.form(c.inline)
	case "mc:AlternateContent":
		return c.alternate(c.inline)
	}
	if strings.HasPrefix(e.name, "m:") {
		return c.t.children(c.inline)
	}
	return nil
}

// run converts text of one look.
func (c *converter) run() error {
	hidden, raised, language := false, "", c.language
	return c.t.children(func(e element) error {
		if e.name == "rPr" {
			return c.t.children(func(e element) error {
				switch e.name {
				case "vanish":
					hidden = e.on()
				case "rStyle":
					c.chain(e.get("val"), func(s *style) bool { hidden = hidden || s.hidden; return hidden })
				case "vertAlign":
					raised = map[string]string{"superscript": "sup", "subscript": "sub"}[e.get("val")]
				case "lang":
					if v := e.get("val"); v != "" {
						language = v
					}
				}
				return nil
			})
		}
		if hidden {
			return nil
		}
		return c.piece(e, raised, language)
	})
}

// piece converts a part of a run.
func (c *converter) piece(e element, raised, language string) error {
	switch e.name {
	case "t", "m:t":
		text, err := c.t.text()
		if err == nil && c.shown() {
			c.languages[language] += len(text)
			c.text(text, raised)
		}
		return err
	case "fldChar":
		c.field(e.get("fldCharType"))
	case "footnoteReference", "endnoteReference":
		c.behind = append(c.behind, c.notes[strings.TrimSuffix(e.name, "Reference")+e.get("id")]...)
	case "drawing", "pict", "object", "mc:AlternateContent":
		return c.graphic(e)
	default:
		if s := map[string]string{"tab": " ", "ptab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "\u2011"}[e.name]; c.shown() {
			c.line = append(c.line, s...)
		}
	}
	return nil
}

func (c *converter) text(text []byte, raised string) {
	s := strings.ReplaceAll(stdhtml.EscapeString(string(text)), "\n", " ")
	if raised != "" {
		s = "<" + raised + ">" + s + "</" + raised + ">"
	}
	c.line = append(c.line, s...)
}

// field follows the parts of a field: between its begin and its separator stands what it computes.
func (c *converter) field(part string) {
	n := len(c.fields)
	switch {
	case part == "begin":
		c.fields = append(c.fields, false)
	case n == 0:
	case part == "separate":
		c.fields[n-1] = true
	case part == "end":
		c.fields = c.fields[:n-1]
	}
}

// shown tells whether text at this place is seen.
func (c *converter) shown() bool {
	for _, result := range c.fields {
		if !result {
			return false
		}
	}
	return true
}

// graphic looks for the text boxes in a drawing.
func (c *converter) graphic(e element) error {
	switch e.name {
	case "txbxContent":
		return c.box()
	case "mc:AlternateContent":
		return c.alternate(c.graphic)
	}
	return c.t.children(c.graphic)
}

// box converts a text box, to stand behind the paragraph that it hangs on.
func (c *converter) box() error {
	out, open, joined, tables, behind, fields := c.out, c.open, c.joined, c.tables, c.behind, c.fields
	c.out, c.open, c.joined, c.tables, c.behind, c.fields = nil, nil, nil, 0, nil, nil
	c.aside++
	err := c.t.children(c.block)
	c.aside--
	c.closeLists(0)
	content := append(c.out, c.behind...)
	c.out, c.open, c.joined, c.tables, c.fields = out, open, joined, tables, fields
	c.behind = append(behind, content...)
	return err
}
