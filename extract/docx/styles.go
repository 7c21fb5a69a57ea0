package docx

import (
	"strconv"
	"strings"
)

// style is what a style says of a paragraph's place in the layout.
type style struct {
	name, base string
	outline    int // of a heading, from 1; 0 for none
	list       item
	hidden     bool
}

// item is a place in a list.
type item struct {
	list  string // numId; "" for none, "0" for taken out of one
	level int
}

// styles reads the styles of paragraphs and characters, and the language of the document.
func (c *converter) readStyles(t *tokens) error {
	return t.root(func(e element) error {
		switch e.name {
		case "docDefaults":
			return c.within(t, func(e element) error {
				if e.name == "lang" {
					c.language = e.get("val")
				}
				return nil
			})
		case "style":
			id, s := e.get("styleId"), &style{}
			normal := e.get("type") == "paragraph" && e.get("default") == "1"
			c.styles[id] = s
			return c.within(t, func(e element) error {
				switch e.name {
				case "name":
					s.name = strings.ToLower(e.get("val"))
				case "basedOn":
					s.base = e.get("val")
				case "outlineLvl":
					s.outline = level(e) + 1
				case "numId":
					s.list.list = e.get("val")
				case "ilvl":
					s.list.level = level(e)
				case "vanish":
					s.hidden = e.on()
				case "lang":
					if v := e.get("val"); normal && v != "" {
						c.language = v
					}
				}
				return nil
			})
		}
		return nil
	})
}

// within visits all elements in the element at hand, at whatever depth, but not what they were before a change.
func (c *converter) within(t *tokens, visit func(element) error) error {
	return t.children(func(e element) error {
		if strings.HasSuffix(e.name, "Change") {
			return nil
		}
		if err := visit(e); err != nil {
			return err
		}
		return c.within(t, visit)
	})
}

// level reads a level, from 0 to 8.
func level(e element) int {
	n, err := strconv.Atoi(e.get("val"))
	if err != nil || n < 0 || n > 8 {
		return 8 // Word's level 9 is that of running text
	}
	return n
}

// longestChain is how many styles are followed that are made from each other.
const longestChain = 16

// chain visits a style and those that it is made from, until one has what is sought.
func (c *converter) chain(id string, found func(*style) bool) {
	for range longestChain {
		s := c.styles[id]
		if s == nil || found(s) {
			return
		}
		id = s.base
	}
}

// title and contents are what heading gives for a paragraph that is no heading of a level.
const (
	title    = -1
	contents = -2
)

// heading gives the level of a heading style, 0 for none.
func (c *converter) heading(id string) (n int) {
	c.chain(id, func(s *style) bool {
		rest, named := strings.CutPrefix(s.name, "heading ")
		switch {
		case s.name == "title":
			n = title
		case strings.HasPrefix(s.name, "toc ") || s.name == "table of figures":
			n = contents
		case named:
			n, _ = strconv.Atoi(rest)
		case s.outline > 0 && s.outline < 9:
			n = s.outline
		}
		return n != 0
	})
	return n
}

// readNumbering reads which levels of which lists have numbers.
func (c *converter) readNumbering(t *tokens) error {
	abstract := map[string]map[int]string{} // by list and level, the form of its numbers
	return t.root(func(e element) error {
		switch e.name {
		case "abstractNum":
			levels := map[int]string{}
			abstract[e.get("abstractNumId")] = levels
			return t.children(func(e element) error {
				if e.name != "lvl" {
					return nil
				}
				n, _ := strconv.Atoi(e.get("ilvl"))
				return t.children(func(e element) error {
					if e.name == "numFmt" {
						levels[n] = e.get("val")
					}
					return nil
				})
			})
		case "num":
			id := e.get("numId")
			return t.children(func(e element) error {
				if e.name == "abstractNumId" {
					c.lists[id] = abstract[e.get("val")]
				}
				return nil
			})
		}
		return nil
	})
}
