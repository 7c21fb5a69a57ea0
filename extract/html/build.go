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

// opened is an element that waits for its end tag.
type opened struct {
	tag   atom.Atom
	class class
	own   bool  // has a node
	node  int32 // its node, or that of the element around it
}

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
	if b.silent(tag) {
		return
	}
	b.told(tag)
	c := classOf(tag)
	if b.hidden > 0 {
		b.hiddenTag(tag, c)
		return
	}
	b.imply(tag, c)
	b.element(tag, c)
}

// silent takes the tags that tell of the page and show nothing, and those whose text is none of the page's. What an unknown element holds is
// shown as if the element were not there.
func (b *builder) silent(tag atom.Atom) bool {
	switch tag {
	case 0, atom.Head, atom.Frameset, atom.Base:
	case atom.Html, atom.Body:
		b.head.setLanguage(b.attr.lang)
	case atom.Link:
		b.head.addLink(&b.attr)
	case atom.Meta:
		b.head.addMeta(&b.attr)
	case atom.Title, atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea, atom.Xmp:
		b.raw = tag
		if tag == atom.Title && b.hidden > 0 {
			b.raw = atom.Style // the title of a drawing
		}
	default:
		return false
	}
	return true
}

// told notes what an element that is shown tells of the page.
func (b *builder) told(tag atom.Atom) {
	switch {
	case b.attr.marks&isMain != 0:
		b.head.setLanguage(b.attr.lang)
	case tag == atom.A && b.attr.hreflang != "":
		b.head.addTranslation(b.attr.hreflang, b.attr.href)
	case tag == atom.Time && b.attr.datetime != "" && b.running == 0 && b.hidden == 0:
		b.head.addTime(b.attr.datetime)
	}
}

// element opens an element, or adds it where it holds nothing.
func (b *builder) element(tag atom.Atom, c class) {
	if tag == atom.Td || tag == atom.Th {
		b.cells++
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
