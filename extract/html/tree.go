package html

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tidyrelease/extract/page"
)

// deepest is how many elements are told apart that are open at a time; a tag beyond opens none, and what it holds
// belongs to the last that is open. No page that people read comes near. How deep a page may be at all is for the budget to say.
const deepest = 256

// mostNodes is how many elements and texts a page may have; the longest that people read have a fifth.
const mostNodes = 1_000_000

// node is an element, or a text when tag is 0. The nodes stand in the order of their start tags, so that
// the descendants of node i are the nodes from i+1 to end.
type node struct {
	tag    atom.Atom
	marks  marks
	parent int32
	end    int32

	// Of a text: its bytes in tree.text. Of an element: what its kind needs.
	from, to int32

	line int32 // of the source, from 1, on which it begins

	// Bytes of text in front of the node: all, those in links, and those of running text.
	all, linked, running int32
}

// marks are what the attributes of an element say, and what its place tells.
type marks uint16

const (
	isMain     marks = 1 << iota // role=main
	isArticle                    // role=article, or the body of one in the words of schema.org
	menu                         // a role that holds no text of the page: navigation, search, …
	furniture                    // a class name such as "share" or "breadcrumb"
	notice                       // a class or role such as "alert" or "archived"
	plainTable                   // a table for layout
	paragraphs                   // has a paragraph among its children
)

// tree is a page without what is hidden on it.
type tree struct {
	nodes []node
	text  []byte
	head  head
}

// opened is an element that waits for its end tag.
type opened struct {
	tag   atom.Atom
	class class
	own   bool  // has a node
	node  int32 // its node, or that of the element around it
}

// class is how an element behaves among open ones.
type class uint8

const (
	inline   class = 1 << iota // stands within a line
	heading                    // h1 to h6
	tabular                    // a table or a part of one
	cell                       // td, th, caption
	closesP                    // cannot stand in a paragraph
	bodyless                   // has no end tag
)

// builder makes a tree from tokens, with the rules of HTML for end tags that are left out as far as
// they tell which block a text stands in.
type builder struct {
	tree
	data  []byte
	z     *html.Tokenizer
	at    int // behind the token at hand
	line  int // of the token at hand, from 1
	timed int // before which there was time left

	behind int // where the token in front of it starts
	stack  []opened
	over   int // elements beyond the deepest
	cells  int // of tables, that the budget was not told of
	// hidden is the depth of the stack at which the hidden element that is open stands; 0 for none.
	hidden int
	raw    atom.Atom // element whose text comes next as one token

	counts                 [256]uint16 // open elements by the last byte of their tag
	links, headings, prose int         // open elements of these kinds that are not hidden
	all, linked, running   int32

	attr attributes
}

// parse makes the tree of a page in UTF-8.
func parse(data []byte, budget *page.Budget) (*tree, error) {
	b := &builder{data: data, line: 1, z: html.NewTokenizer(bytes.NewReader(data))}
	b.text = make([]byte, 0, len(data)/2)
	b.nodes = make([]node, 0, len(data)/64)
	b.nodes = append(b.nodes, node{tag: atom.Body, parent: -1})
	b.push(opened{tag: atom.Body, own: true})
	for {
		if err := b.within(budget); err != nil {
			return nil, err
		}
		kind := b.z.Next()
		size := len(b.z.Raw())
		b.line += bytes.Count(b.data[b.behind:b.at], newline)
		b.behind = b.at
		b.at += size
		switch kind {
		case html.ErrorToken:
			b.pop(0)
			b.add(0) // holds the sums over the whole page
			return &b.tree, nil
		case html.TextToken:
			b.textToken()
		case html.StartTagToken, html.SelfClosingTagToken:
			b.startTag()
			b.renew(size)
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.endTag(atom.Lookup(name))
		}
	}
}

// within tells whether the page is within the limits as far as it was read.
func (b *builder) within(budget *page.Budget) error {
	if len(b.nodes) > mostNodes {
		return fmt.Errorf("%w: more than %d in the first %d KiB", ErrElements, mostNodes, b.at>>10)
	}
	if b.over > 0 {
		if err := budget.Depth(len(b.stack) + b.over); err != nil {
			return err
		}
	}
	if b.cells > 0 {
		if err := budget.Cells(b.cells); err != nil {
			return err
		}
		b.cells = 0
	}
	const stretch = 1 << 16 // bytes that take no time worth speaking of
	if b.at < b.timed+stretch {
		return nil
	}
	b.timed = b.at
	return budget.Time()
}

// renew takes a new tokenizer behind a huge tag: the old one would clear the table of the tag's attribute
// names at each tag that follows.
func (b *builder) renew(size int) {
	const huge = 1 << 14
	if size > huge {
		b.z = html.NewTokenizerFragment(bytes.NewReader(b.data[b.at:]), b.raw.String())
	}
}

var newline = []byte("\n")

func (b *builder) textToken() {
	raw := b.raw
	b.raw = 0
	switch {
	case raw == atom.Title:
		b.head.addTitle(b.z.Text())
		return
	case raw == atom.Script && b.attr.linkedData:
		b.head.addLinkedData(b.z.Raw())
		return
	case raw != 0, b.hidden > 0:
		return
	}
	from := len(b.text)
	b.text = append(b.text, b.z.Text()...)
	n := node{parent: b.parent(), from: int32(from), to: int32(len(b.text)), line: int32(b.line), all: b.all, linked: b.linked, running: b.running, end: int32(len(b.nodes)) + 1}
	b.nodes = append(b.nodes, n)
	size := int32(len(bytes.TrimSpace(b.text[from:])))
	b.all += size
	if b.links > 0 {
		b.linked += size
	} else if b.headings == 0 && (size >= sentence || b.prose > 0) {
		b.running += size
	}
}

// sentence is the length from which on a text outside paragraphs counts as running text.
const sentence = 40

// parent is the innermost open element that has a node.
func (b *builder) parent() int32 {
	if len(b.stack) == 0 {
		return 0
	}
	return b.stack[len(b.stack)-1].node
}

// open appends an element and waits for its end.
func (b *builder) open(tag atom.Atom, c class) {
	b.push(opened{tag, c, true, b.add(tag)})
	b.count(tag, c, 1)
}

func (b *builder) push(o opened) {
	b.stack = append(b.stack, o)
	b.counts[o.tag&0xff]++
}

// isOpen tells whether an element of the kind may be open, so that it is worth a look.
func (b *builder) isOpen(tag atom.Atom) bool { return b.counts[tag&0xff] > 0 }

func (b *builder) startTag() {
	name, more := b.z.TagName()
	tag := atom.Lookup(name)
	b.attr.read(b.z, tag, more)
	switch tag {
	case atom.Html, atom.Body:
		b.head.setLanguage(b.attr.lang)
		return
	case atom.Link:
		b.head.addLink(&b.attr)
		return
	case 0, atom.Head, atom.Frameset, atom.Base:
		return // what an unknown element holds is shown as if it were not there
	case atom.Meta:
		b.head.addMeta(&b.attr)
		return
	case atom.Title, atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea, atom.Xmp:
		b.raw = tag
		if tag == atom.Title && b.hidden > 0 {
			b.raw = atom.Style // the title of a drawing
		}
		return
	}
	if b.attr.marks&isMain != 0 {
		b.head.setLanguage(b.attr.lang)
	}
	if tag == atom.A && b.attr.hreflang != "" {
		b.head.addTranslation(b.attr.hreflang, b.attr.href)
	}
	c := classOf(tag)
	if b.hidden > 0 {
		b.hiddenTag(tag, c)
		return
	}
	b.imply(tag, c)
	if tag == atom.Td || tag == atom.Th {
		b.cells++
	}
	if tag == atom.Time && b.attr.datetime != "" && b.running == 0 {
		b.head.addTime(b.attr.datetime)
	}
	if c&bodyless != 0 {
		if tag == atom.Br || tag == atom.Hr {
			b.add(tag)
			b.nodes[len(b.nodes)-1].end = int32(len(b.nodes))
		}
		return
	}
	if len(b.stack) >= deepest {
		b.over++
		return
	}
	switch {
	case b.attr.hides(tag):
		b.hidden = len(b.stack)
		b.push(opened{tag, c, false, b.parent()})
	case c&inline != 0 && !layout(tag):
		b.push(opened{tag, c, false, b.parent()})
	default:
		b.open(tag, c)
	}
}

// hiddenTag follows elements of a hidden part, to find its end. A drawing that was not closed ends where
// text begins.
func (b *builder) hiddenTag(tag atom.Atom, c class) {
	if t := b.stack[b.hidden].tag; (t == atom.Svg || t == atom.Select || t == atom.Button) && c&closesP != 0 {
		b.pop(b.hidden)
		b.imply(tag, c)
		b.open(tag, c)
		return
	}
	switch {
	case c&bodyless != 0:
	case len(b.stack) >= deepest:
		b.over++
	default:
		b.push(opened{tag, c, false, b.parent()})
	}
}

// add appends an element.
func (b *builder) add(tag atom.Atom) int32 {
	n := int32(len(b.nodes))
	p := b.parent()
	if tag == atom.P {
		b.nodes[p].marks |= paragraphs
	}
	b.nodes = append(b.nodes, node{tag: tag, marks: b.attr.marks, parent: p, all: b.all, linked: b.linked, running: b.running, from: b.attr.from, to: b.attr.to})
	return n
}

// count notes that an element of a kind that matters to texts opens or closes.
func (b *builder) count(tag atom.Atom, c class, by int) {
	switch {
	case tag == atom.A:
		b.links += by
	case c&heading != 0:
		b.headings += by
	case tag == atom.P, tag == atom.Li, tag == atom.Blockquote:
		b.prose += by
	}
}

// pop closes the open elements from depth on.
func (b *builder) pop(depth int) {
	for len(b.stack) > depth {
		last := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		b.counts[last.tag&0xff]--
		if b.hidden == len(b.stack) && b.hidden > 0 {
			b.hidden = 0
			continue
		}
		if b.hidden > 0 {
			continue
		}
		if last.own {
			b.count(last.tag, last.class, -1)
			b.nodes[last.node].end = int32(len(b.nodes))
		}
	}
	b.over = 0
}

// endTag closes the nearest element of the kind, unless it lies outside the table cell or, for an
// inline element, outside the block that is open.
func (b *builder) endTag(tag atom.Atom) {
	switch tag {
	case 0, atom.Body, atom.Html, atom.Head:
		return
	case atom.Br:
		if b.hidden == 0 {
			b.attr = attributes{}
			n := b.add(atom.Br)
			b.nodes[n].end = n + 1
		}
		return
	}
	c := classOf(tag)
	if c&bodyless != 0 {
		return
	}
	if b.over > 0 {
		b.over--
		return
	}
	if !b.isOpen(tag) && (c&heading == 0 || b.headings == 0) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		t := b.stack[i]
		switch {
		case t.tag == tag, t.class&c&heading != 0:
			b.pop(i)
			return
		case tag == atom.Li && (t.tag == atom.Ul || t.tag == atom.Ol),
			c&inline != 0 && t.class&inline == 0,
			t.tag == atom.Table,
			t.class&cell != 0 && c&tabular == 0:
			return
		}
	}
}

// imply closes the elements that the start of another one ends.
func (b *builder) imply(tag atom.Atom, c class) {
	switch tag {
	case atom.Li:
		b.closeItem(atom.Li, atom.Li)
	case atom.Dt, atom.Dd:
		b.closeItem(atom.Dt, atom.Dd)
	case atom.Option, atom.Optgroup:
		if top := b.stack[len(b.stack)-1].tag; top == atom.Option {
			b.pop(len(b.stack) - 1)
		}
	case atom.A:
		for i := len(b.stack) - 1; b.links > 0 && b.stack[i].class&inline != 0; i-- {
			if b.stack[i].tag == atom.A {
				b.pop(i)
				break
			}
		}
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Colgroup:
		b.closeRow(tag)
	case atom.Table:
		if i, t := b.nearestTabular(); i > 0 && b.stack[i].class&cell == 0 {
			if t != atom.Table {
				b.pop(i)
				i, _ = b.nearestTabular()
			}
			b.pop(i)
		}
	}
	if c&closesP == 0 || b.headings == 0 && !b.isOpen(atom.P) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch t := b.stack[i]; {
		case t.tag == atom.P, t.class&c&heading != 0:
			b.pop(i)
			return
		case t.class&inline == 0:
			return // a paragraph holds no blocks
		}
	}
}

// closeItem closes the open list item that a new one ends.
func (b *builder) closeItem(one, other atom.Atom) {
	if !b.isOpen(one) && !b.isOpen(other) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch t := b.stack[i]; {
		case t.tag == one, t.tag == other:
			b.pop(i)
			return
		case t.class&inline == 0 && t.tag != atom.Div && t.tag != atom.P && t.tag != atom.Address:
			return
		}
	}
}

// nearestTabular gives the depth of the innermost open part of a table, 0 for none.
func (b *builder) nearestTabular() (int, atom.Atom) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].class&tabular != 0 {
			return i, b.stack[i].tag
		}
	}
	return 0, 0
}

// closeRow closes the parts of a table that the start of another part ends, and opens the row of a cell
// that has none.
func (b *builder) closeRow(tag atom.Atom) {
	inRow := tag == atom.Td || tag == atom.Th
	for {
		i, t := b.nearestTabular()
		group := t == atom.Tbody || t == atom.Thead || t == atom.Tfoot
		switch {
		case i == 0:
			return
		case t == atom.Table, inRow && (t == atom.Tr || group), tag == atom.Tr && group:
			b.pop(i + 1)
			if inRow && t != atom.Tr && len(b.stack) < deepest {
				own := b.attr
				b.attr = attributes{}
				b.open(atom.Tr, tabular)
				b.attr = own
			}
			return
		}
		b.pop(i)
	}
}

// size gives the bytes of text in node i: all, those in links, and those of running text.
func (t *tree) size(i int32) (all, linked, running int32) {
	n, behind := &t.nodes[i], &t.nodes[t.nodes[i].end]
	return behind.all - n.all, behind.linked - n.linked, behind.running - n.running
}

// classOf tells how an element behaves. What is not known to be a block stands within a line, as in a
// browser.
func classOf(tag atom.Atom) class {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr, atom.Frame, atom.Keygen, atom.Basefont, atom.Bgsound:
		return bodyless | inline
	case atom.Hr:
		return bodyless | closesP
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading | closesP
	case atom.Td, atom.Th, atom.Caption:
		return tabular | cell
	case atom.Table:
		return tabular | closesP
	case atom.Colgroup, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
		return tabular
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Ul:
		return closesP
	case atom.Body, atom.Object, atom.Template, atom.Svg, atom.Math, atom.Button, atom.Select, atom.Video, atom.Audio, atom.Canvas:
		return 0
	}
	return inline
}

// layout tells whether an inline element changes how its text is written.
func layout(tag atom.Atom) bool {
	switch tag {
	case atom.Sup, atom.Sub, atom.Q, atom.A, atom.Cite:
		return true
	}
	return false
}
