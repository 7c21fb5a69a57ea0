package docx

import (
	"bytes"
	"fmt"
	"strconv"
)

// properties are those of a paragraph.
type properties struct {
	style   string
	outline int
	list    item
	listed  bool // says itself that it is in a list, or in none
	joins   bool // its mark was deleted
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
