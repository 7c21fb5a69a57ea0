package html

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"tidyrelease/extract/page"
)

// writer lays out a page as plain text.
type writer struct {
	*tree
	root, title int32
	french      bool // whose quotation marks are written

	out    []byte
	blocks []page.Block

	open    bool // a block is being written, the last of blocks
	space   bool // white space is due before the next character
	lines   int  // line breaks are due
	gap     bool // the next block stands apart
	bullet  string
	depth   int    // of lists
	cells   int    // data cells around the text at hand: nothing in them starts a block
	scratch []byte // for the cell at hand
	line    int32  // of the source, on which the character at hand stands …
	noted   int32  // … the last that the block at hand is known to stand on …
	rowLine int32  // … and the first of the row; 0 for none yet
	turns   []page.Turn

	kind  page.Kind
	level int // of the heading around the text at hand
	quote *quotation
}

// layout writes the main text, the title in front of it when it stands elsewhere.
func (t *tree) layout(root, title int32) *page.Page {
	w := &writer{tree: t, root: root, title: title, kind: page.Paragraph, french: strings.HasPrefix(t.head.language(), "fr")}
	w.out = make([]byte, 0, len(t.text)/2)
	if title > 0 && title < root {
		w.element(title)
	}
	w.children(root)
	w.endBlock()
	return &page.Page{Text: string(w.out), Blocks: w.blocks, Places: page.SourceLines, Turns: w.turns}
}

func (w *writer) children(i int32) {
	for c := i + 1; c < w.nodes[i].end; c = w.nodes[c].end {
		if n := &w.nodes[c]; n.tag == 0 {
			w.line = n.line
			w.write(w.text[n.from:n.to])
		} else if !w.dropped(c, w.root, w.title) || w.quote != nil && w.quote.speaker == c {
			w.element(c)
		}
	}
}

func (w *writer) element(i int32) {
	n := &w.nodes[i]
	if q := w.quote; q != nil && q.speaker == i && w.cells == 0 {
		w.signature(i)
		return
	}
	switch {
	case n.tag == atom.Br:
		w.lines++
	case n.tag == atom.Sup, n.tag == atom.Sub:
		w.script(i)
	case n.tag == atom.Q:
		w.quoted(i)
	case classOf(n.tag)&inline != 0:
		w.children(i)
	case w.cells > 0:
		w.space = true
		w.children(i)
		w.space = true
	default:
		w.block(i)
	}
}

// block writes an element that stands on lines of its own.
func (w *writer) block(i int32) {
	switch tag := w.nodes[i].tag; tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading(i)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(i)
	case atom.Li:
		w.item(i, "• ")
	case atom.Table:
		w.table(i)
	case atom.Pre:
		w.boundary(true)
		w.preformatted(i)
		w.boundary(true)
	case atom.Blockquote, atom.Figure:
		w.blockquote(i)
	case atom.Dt, atom.Dd:
		w.boundary(tag == atom.Dt && w.depth == 0)
		w.children(i)
		w.boundary(false)
	default:
		w.boundary(w.depth == 0)
		w.children(i)
		w.boundary(w.depth == 0)
	}
}

// heading writes a heading, or the title.
func (w *writer) heading(i int32) {
	w.boundary(true)
	outer := w.kind
	w.kind, w.level = page.Heading, int(w.nodes[i].tag.String()[1]-'0')
	if i == w.title {
		w.kind = page.Title
	}
	w.children(i)
	w.kind, w.level = outer, 0
	w.boundary(true)
}

// boundary ends the block at hand; the next stands apart when gap is set.
func (w *writer) boundary(gap bool) {
	w.endBlock()
	w.gap = w.gap || gap
}

func (w *writer) list(i int32) {
	w.boundary(w.depth == 0)
	w.depth++
	number := 1
	if w.nodes[i].to > 0 {
		number = int(w.nodes[i].from)
	}
	for c := i + 1; c < w.nodes[i].end; c = w.nodes[c].end {
		switch n := &w.nodes[c]; {
		case n.tag == 0:
			w.write(w.text[n.from:n.to])
		case w.dropped(c, w.root, w.title):
		case n.tag == atom.Li:
			bullet := "• "
			if w.nodes[i].tag == atom.Ol {
				bullet = strconv.Itoa(number) + ". "
				number++
			}
			w.item(c, bullet)
		default:
			w.element(c)
		}
	}
	w.depth--
	w.boundary(w.depth == 0)
}

// item writes an item of a list with what stands in front of it.
func (w *writer) item(i int32, bullet string) {
	w.boundary(false)
	w.bullet = bullet
	w.children(i)
	w.boundary(false)
	w.bullet = ""
}

// table writes data as rows, anything else as the blocks that its cells hold.
func (w *writer) table(i int32) {
	w.boundary(true)
	if !w.data(i) {
		w.children(i)
		w.boundary(true)
		return
	}
	w.grid(i)
	w.boundary(true)
}

// preformatted writes lines as they stand, each a block.
func (w *writer) preformatted(i int32) {
	for k := i + 1; k < w.nodes[i].end; k++ {
		n := &w.nodes[k]
		if n.tag == atom.Br {
			w.boundary(false)
		}
		if n.tag != 0 {
			continue
		}
		w.line = n.line
		for line := range bytes.Lines(w.text[n.from:n.to]) {
			w.write(line)
			if line[len(line)-1] == '\n' {
				w.boundary(blank(line))
			}
		}
	}
}
