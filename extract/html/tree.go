package html

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// deepest is how many elements may be open at a time; a tag beyond opens none, and what it holds
// belongs to the last that is open. No page that people read comes near.
const deepest = 256

// node is an element, or a text when tag is 0. The nodes stand in the order of their start tags, so that
// the descendants of node i are the nodes from i+1 to end.
type node struct {
	tag    atom.Atom
	marks  marks
	parent int32
	end    int32

	// Of a text: its bytes in tree.text. Of an element: what its kind needs.
	from, to int32

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
	tag  atom.Atom
	node int32 // its node, or that of the element around it
	own  bool
}

// builder makes a tree from tokens, with the rules of HTML for end tags that are left out as far as
// they tell which block a text stands in.
type builder struct {
	tree
	z     *html.Tokenizer
	stack []opened
	over  int // elements beyond the deepest
	// hidden is the depth of the stack at which the hidden element that is open stands; 0 for none.
	hidden int
	raw    atom.Atom // element whose text comes next as one token

	links, headings, prose int // open elements of these kinds
	all, linked, running   int32

	attr attributes
}

// parse makes the tree of a page in UTF-8.
func parse(data []byte) *tree {
	b := &builder{z: html.NewTokenizer(bytes.NewReader(data))}
	b.text = make([]byte, 0, len(data)/2)
	b.nodes = append(b.nodes, node{tag: atom.Body, parent: -1})
	b.stack = append(b.stack, opened{atom.Body, 0, true})
	for {
		switch b.z.Next() {
		case html.ErrorToken:
			b.pop(0)
			b.add(0) // holds the sums over the whole page
			return &b.tree
		case html.TextToken:
			b.textToken()
		case html.StartTagToken, html.SelfClosingTagToken:
			b.startTag()
		case html.EndTagToken:
			name, _ := b.z.TagName()
			b.endTag(atom.Lookup(name))
		}
	}
}

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
	n := node{parent: b.parent(), from: int32(from), to: int32(len(b.text)), all: b.all, linked: b.linked, running: b.running, end: int32(len(b.nodes)) + 1}
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
func (b *builder) open(tag atom.Atom) {
	b.stack = append(b.stack, opened{tag, b.add(tag), true})
	b.count(tag, 1)
}

func (b *builder) startTag() {
	name, more := b.z.TagName()
	tag := atom.Lookup(name)
	b.attr.read(b.z, tag, more)
	switch tag {
	case atom.Html, atom.Body:
		b.head.setLanguage(b.attr.lang)
		return
	case 0, atom.Head, atom.Frameset, atom.Link, atom.Base:
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
	if b.hidden > 0 {
		b.hiddenTag(tag)
		return
	}
	b.imply(tag)
	if tag == atom.Time && b.attr.datetime != "" && b.running == 0 {
		b.head.addTime(b.attr.datetime)
	}
	if void(tag) {
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
		b.stack = append(b.stack, opened{tag, b.parent(), false})
	case inline(tag) && !layout(tag):
		b.stack = append(b.stack, opened{tag, b.parent(), false})
		b.count(tag, 1)
	default:
		b.open(tag)
	}
}

// hiddenTag follows elements of a hidden part, to find its end. A drawing that was not closed ends where
// text begins.
func (b *builder) hiddenTag(tag atom.Atom) {
	if t := b.stack[b.hidden].tag; (t == atom.Svg || t == atom.Select || t == atom.Button) && closesParagraph(tag) {
		b.pop(b.hidden)
		b.imply(tag)
		b.open(tag)
		return
	}
	switch {
	case void(tag):
	case len(b.stack) >= deepest:
		b.over++
	default:
		b.stack = append(b.stack, opened{tag, b.parent(), false})
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
func (b *builder) count(tag atom.Atom, by int) {
	switch {
	case tag == atom.A:
		b.links += by
	case heading(tag):
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
		if b.hidden == len(b.stack) && b.hidden > 0 {
			b.hidden = 0
			continue
		}
		if b.hidden > 0 {
			continue
		}
		b.count(last.tag, -1)
		if last.own {
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
	if void(tag) {
		return
	}
	if b.over > 0 {
		b.over--
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		t := b.stack[i].tag
		switch {
		case t == tag, heading(t) && heading(tag):
			b.pop(i)
			return
		case tag == atom.Li && (t == atom.Ul || t == atom.Ol),
			inline(tag) && !inline(t),
			t == atom.Table && tag != atom.Table,
			cell(t) && !tabular(tag):
			return
		}
	}
}

// imply closes the elements that the start of another one ends.
func (b *builder) imply(tag atom.Atom) {
	switch tag {
	case atom.Li:
		b.closeItem(func(t atom.Atom) bool { return t == atom.Li })
	case atom.Dt, atom.Dd:
		b.closeItem(func(t atom.Atom) bool { return t == atom.Dt || t == atom.Dd })
	case atom.Option, atom.Optgroup:
		if top := b.stack[len(b.stack)-1].tag; top == atom.Option {
			b.pop(len(b.stack) - 1)
		}
	case atom.A:
		for i := len(b.stack) - 1; i > 0 && inline(b.stack[i].tag); i-- {
			if b.stack[i].tag == atom.A {
				b.pop(i)
				break
			}
		}
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Colgroup:
		b.closeRow(tag)
	case atom.Table:
		if i, t := b.nearestTabular(); i > 0 && !cell(t) && t != atom.Caption {
			if t != atom.Table {
				b.pop(i)
				i, _ = b.nearestTabular()
			}
			b.pop(i)
		}
	}
	if !closesParagraph(tag) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch t := b.stack[i].tag; {
		case t == atom.P:
			b.pop(i)
			return
		case heading(t) && heading(tag):
			b.pop(i)
			return
		case t == atom.Table, cell(t), t == atom.Button, t == atom.Object:
			return
		case !inline(t):
			return // a paragraph holds no blocks
		}
	}
}

// closeItem closes the open list item that a new one ends.
func (b *builder) closeItem(same func(atom.Atom) bool) {
	for i := len(b.stack) - 1; i > 0; i-- {
		t := b.stack[i].tag
		if same(t) {
			b.pop(i)
			return
		}
		if !inline(t) && t != atom.Div && t != atom.P && t != atom.Address {
			return
		}
	}
}

// nearestTabular gives the depth of the innermost open part of a table, 0 for none.
func (b *builder) nearestTabular() (int, atom.Atom) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if t := b.stack[i].tag; tabular(t) {
			return i, t
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
				b.open(atom.Tr)
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

func void(tag atom.Atom) bool {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr, atom.Frame, atom.Keygen, atom.Basefont, atom.Bgsound:
		return true
	}
	return false
}

// inline tells whether an element stands within a line, as every element does that is not known to be
// a block.
func inline(tag atom.Atom) bool {
	switch tag {
	case atom.Body, atom.Object, atom.Template, atom.Svg, atom.Math, atom.Button, atom.Select, atom.Video, atom.Audio, atom.Canvas:
		return false
	}
	return !closesParagraph(tag) && !tabular(tag)
}

// layout tells whether an inline element changes how its text is written.
func layout(tag atom.Atom) bool {
	switch tag {
	case atom.Sup, atom.Sub, atom.Q, atom.A, atom.Cite:
		return true
	}
	return false
}

func heading(tag atom.Atom) bool {
	switch tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

func cell(tag atom.Atom) bool {
	return tag == atom.Td || tag == atom.Th || tag == atom.Caption
}

func tabular(tag atom.Atom) bool {
	switch tag {
	case atom.Table, atom.Caption, atom.Colgroup, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		return true
	}
	return false
}

// closesParagraph tells whether an element cannot stand in a paragraph.
func closesParagraph(tag atom.Atom) bool {
	switch tag {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P,
		atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Ul:
		return true
	}
	return false
}
