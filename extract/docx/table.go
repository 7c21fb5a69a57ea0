package docx

import (
	"fmt"
	"strconv"
)

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
	if err := c.cells.Cells(1); err != nil {
		return err
	}
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
