package docx

import (
	stdhtml "html"
	"strings"
)

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
