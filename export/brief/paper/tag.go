package paper

import "fmt"

// Tag is a structure type of PDF 1.7 (ISO 32000-1, 14.8.4).
type Tag string

// The tags. Those of the first group hold other elements only.
const (
	Section  Tag = "Sect"
	Table    Tag = "Table"
	TableRow Tag = "TR"
	List     Tag = "L"
	ListItem Tag = "LI"

	Title      Tag = "H1"
	Heading    Tag = "H2"
	Subheading Tag = "H3"
	Paragraph  Tag = "P"
	HeadCell   Tag = "TH"
	Cell       Tag = "TD"
	Label      Tag = "Lbl"
	ListBody   Tag = "LBody"
	Figure     Tag = "Figure"
)

// holds tells whether content may stand directly in an element of the tag.
func (t Tag) holds() bool {
	switch t {
	case "Document", Section, Table, TableRow, List, ListItem:
		return false
	}
	return true
}

// element is a node of the structure tree.
type element struct {
	tag     Tag
	alt     string     // of a figure
	lang    string     // BCP 47, where it differs
	scope   string     // of a head cell
	bounds  [4]float64 // of a figure: left, bottom, right, top, as PDF counts
	parent  *element
	content []content // in reading order
}

// content is an element, or a marked sequence on a page.
type content struct {
	child    *element
	page, id int
}

// Attribute is a property of an element.
type Attribute func(*element)

// Alt is the text that stands for a figure for who cannot see it.
func Alt(text string) Attribute {
	cleaned, _ := fonts()[Regular].clean(text)
	return func(e *element) { e.alt = cleaned }
}

// Bounds is the place of a figure on its page.
func Bounds(x, y, width, height float64) Attribute {
	return func(e *element) { e.bounds = [4]float64{x, Height - y - height, x + width, Height - y} }
}

// Lang is the language of an element's text, as BCP 47.
func Lang(tag string) Attribute { return func(e *element) { e.lang = tag } }

// OfColumn makes a head cell that of its column.
func OfColumn() Attribute { return func(e *element) { e.scope = "Column" } }

// OfRow makes a head cell that of its row.
func OfRow() Attribute { return func(e *element) { e.scope = "Row" } }

// In draws an element: whatever draw draws belongs to it, in this order. Elements may nest, and may
// run on over pages.
func (d *Document) In(tag Tag, draw func(), attributes ...Attribute) {
	d.close()
	if d.outside > 0 {
		d.fail("a %s within an artifact", tag)
	}
	e := &element{tag: tag, parent: d.open}
	for _, a := range attributes {
		a(e)
	}
	e.parent.content = append(e.parent.content, content{child: e})
	d.open = e
	draw()
	d.close()
	d.open = e.parent
}

// Artifact draws what is no part of the text: rules, the page's number, the repeated head of a table.
func (d *Document) Artifact(draw func()) {
	d.close()
	d.outside++
	if d.outside == 1 {
		d.raw("/Artifact BMC")
	}
	draw()
	if d.outside == 1 {
		d.raw("EMC")
	}
	d.outside--
}

// mark begins a marked sequence of the open element, if none is begun.
func (d *Document) mark() {
	if d.outside > 0 || d.marked {
		return
	}
	if !d.open.tag.holds() {
		d.fail("content directly in a %s", d.open.tag)
		return
	}
	id := len(d.owners[d.page-1])
	d.owners[d.page-1] = append(d.owners[d.page-1], d.open)
	d.open.content = append(d.open.content, content{page: d.page, id: id})
	d.raw(fmt.Sprintf("/%s <</MCID %d>> BDC", d.open.tag, id))
	d.marked = true
}

// close ends the marked sequence, if one is begun.
func (d *Document) close() {
	if d.marked {
		d.raw("EMC")
		d.marked = false
	}
}

func (d *Document) raw(operators string) {
	if d.pdf != nil {
		d.pdf.RawWriteStr(operators)
	}
}

func (d *Document) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("page %d: "+format, append([]any{d.page}, args...)...)
	}
}
