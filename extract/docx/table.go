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
		c.out = append(c.out, "<tr>"...)
		err := c.t.children((&tableRow{converter: c, tag: "td"}).part)
		c.out = append(c.out, "</tr>"...)
		return err
	case "sdt":
		return c.form(c.row)
	case "ins", "moveTo", "customXml":
		return c.t.children(c.row)
	}
	return nil
}

// tableRow is a row that is being converted.
type tableRow struct {
	*converter
	tag     string // of its cells
	deleted bool
}

// part converts what stands in a row. Its properties come first.
func (r *tableRow) part(e element) error {
	switch {
	case e.name == "trPr":
		return r.t.children(func(e element) error {
			r.deleted = r.deleted || e.name == "del"
			if e.name == "tblHeader" && e.on() {
				r.tag = "th"
			}
			return nil
		})
	case r.deleted:
		return nil
	case e.name == "tc":
		return r.cell(r.tag)
	case e.name == "sdt":
		return r.form(r.part)
	case e.name == "customXml":
		return r.t.children(r.part)
	}
	return nil
}

func (c *converter) cell(tag string) error {
	if err := c.cells.Cells(1); err != nil {
		return err
	}
	one := &tableCell{converter: c, tag: tag, span: 1}
	err := c.t.children(one.part)
	one.begin()
	c.closeLists(0)
	if !one.deleted {
		c.out = append(append(append(c.out, "</"...), tag...), '>')
	}
	return err
}

// tableCell is a cell that is being converted.
type tableCell struct {
	*converter
	tag             string
	span            int // columns
	deleted, opened bool
}

// begin writes the start of the cell once its properties are known.
func (d *tableCell) begin() {
	if !d.opened && !d.deleted {
		d.out = fmt.Appendf(d.out, "<%s colspan=%d>", d.tag, d.span)
		d.opened = true
	}
}

// part converts what stands in a cell.
func (d *tableCell) part(e element) error {
	const widest = 64 // columns
	switch {
	case e.name == "tcPr":
		return d.t.children(func(e element) error {
			switch e.name {
			case "gridSpan":
				if n, err := strconv.Atoi(e.get("val")); err == nil {
					d.span = min(max(n, 1), widest)
				}
			case "cellDel":
				d.deleted = true
			}
			return nil
		})
	case d.deleted:
		return nil
	}
	d.begin()
	return d.block(e)
}
