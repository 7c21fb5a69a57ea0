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
	Note       Tag = "Note"
	Figure     Tag = "Figure"

	link   Tag = "Link" // within a line; a Span asks for them
	inline Tag = "Span"
)

// holds tells whether content may stand directly in an element of the tag.
func (t Tag) holds() bool {
	switch t {
	case "Document", Section, Table, TableRow, List, ListItem:
		return false
	}
	return true
}

// level is that of a heading, 0 for what is none.
func (t Tag) level() int {
	switch t {
	case Title:
		return 1
	case Heading:
		return 2
	case Subheading:
		return 3
	}
	return 0
}

// element is a node of the structure tree.
type element struct {
	tag      Tag
	alt      string // of a figure
	lang     string // BCP 47, where it differs
	scope    string // of a head cell
	numbered bool   // of a list
	anchor   string
	bounds   [4]float64 // of a figure: left, top, width, height
	parent   *element
	content  []content // in reading order

	begun box     // where the flow was at its beginning
	page  int     // where its first line stands; 0 where it has none
	y     float64 // above that line
	text  string  // of a heading
	link  *Link
	boxes []box // of a link: its words
}

// box is a rectangle of a page.
type box struct {
	page                int
	x, y, width, height float64
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
	return func(e *element) { e.alt = tidy(text) }
}

// Bounds is the place of a figure on its page.
func Bounds(x, y, width, height float64) Attribute {
	return func(e *element) { e.bounds = [4]float64{x, y, width, height} }
}

// Lang is the language of an element's text, as BCP 47.
func Lang(tag string) Attribute { return func(e *element) { e.lang = tag } }

// Numbered tells that the labels of a list are numbers in their order.
func Numbered() Attribute { return func(e *element) { e.numbered = true } }

// Anchor names an element, so that a Link can lead to it.
func Anchor(name string) Attribute { return func(e *element) { e.anchor = name } }

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
	e := &element{tag: tag, parent: d.open, begun: box{page: d.page, y: d.y}}
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

// within draws a piece of a line, in an element of its own where it is a link or in another language. Pieces of
// one link that follow each other, on one line or on several, are one element.
func (d *Document) within(p Span, x, y, width float64, line Line, draw func()) {
	if d.outside > 0 || p.Link == nil && p.Lang == "" {
		d.mark()
		draw()
		return
	}
	d.close()
	e := &element{tag: inline, lang: p.Lang, link: p.Link, parent: d.open}
	if p.Link != nil {
		e.tag = link
	}
	if n := len(d.open.content); n > 0 && d.open.content[n-1].child.continues(e) {
		e = d.open.content[n-1].child
	} else {
		d.open.content = append(d.open.content, content{child: e})
	}
	d.open = e
	d.mark()
	draw()
	d.close()
	d.open = e.parent
	if e.link != nil {
		e.boxes = append(e.boxes, box{d.page, x, y - line.Baseline(), width, line.Leading})
	}
}

// continues tells whether the next piece, of an element like next, belongs to e.
func (e *element) continues(next *element) bool {
	return e != nil && e.tag == next.tag && e.lang == next.lang && e.link == next.link
}

// stands notes where the open element and those around it begin, and what a heading says.
func (d *Document) stands(y float64, text string) {
	for e := d.open; e != nil; e = e.parent {
		if e.tag.level() > 0 {
			e.text += text
		}
		if e.page == 0 {
			e.page, e.y = d.page, y
		}
	}
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
