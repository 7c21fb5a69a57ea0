package html

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

// quotation is a block quotation that names its speaker.
type quotation struct {
	speaker int32 // node that names the speaker, 0 for none
	marked  bool  // the page itself writes quotation marks
	last    int   // the block that the last paragraph of the quote makes; -1 for none yet
	signed  bool  // the speaker is being written
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
	switch n.tag {
	case atom.Br:
		w.lines++
		return
	case atom.Sup, atom.Sub:
		w.script(i)
		return
	case atom.Q:
		w.quoted(i)
		return
	}
	if classOf(n.tag)&inline != 0 {
		w.children(i)
		return
	}
	if w.cells > 0 {
		w.space = true
		w.children(i)
		w.space = true
		return
	}
	switch n.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.boundary(true)
		kind := page.Heading
		if i == w.title {
			kind = page.Title
		}
		outer := w.kind
		w.kind, w.level = kind, int(n.tag.String()[1]-'0')
		w.children(i)
		w.kind, w.level = outer, 0
		w.boundary(true)
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
		w.boundary(n.tag == atom.Dt && w.depth == 0)
		w.children(i)
		w.boundary(false)
	default:
		w.boundary(w.depth == 0)
		w.children(i)
		w.boundary(w.depth == 0)
	}
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

// blockquote writes a quotation. One that names its speaker, or is announced by a colon, stands in
// quotation marks, with a dash before the speaker, as a text that has no layout would have it. One that
// holds headings or tables gets no marks, and one with a list that nobody signs is only set apart.
func (w *writer) blockquote(i int32) {
	w.boundary(w.depth == 0)
	speaker := w.attribution(i)
	sentences, list := w.holds(i)
	announced := w.nodes[i].tag == atom.Blockquote && w.afterColon() && sentences && !list
	if w.quote != nil || speaker == 0 && !announced {
		w.children(i)
		w.boundary(w.depth == 0)
		return
	}
	w.quote = &quotation{speaker: speaker, last: -1, marked: !sentences}
	w.children(i)
	w.closeQuote()
	w.quote = nil
	w.boundary(true)
}

func (w *writer) afterColon() bool {
	n := len(w.blocks)
	return n > 0 && w.out[w.blocks[n-1].End-1] == ':'
}

// holds tells whether a quotation holds sentences only, maybe in lists, and whether it holds a list.
func (w *writer) holds(i int32) (sentences, list bool) {
	const near = 64 // nodes that are looked at
	sentences = true
	for k := i + 1; k < min(w.nodes[i].end, i+near); k++ {
		switch tag := w.nodes[k].tag; tag {
		case atom.Li, atom.Dd:
			list = true
		case atom.Table, atom.Pre:
			sentences = false
		default:
			sentences = sentences && (tag == 0 || classOf(tag)&heading == 0)
		}
	}
	return sentences, list
}

// signature writes who is quoted.
func (w *writer) signature(i int32) {
	w.closeQuote()
	w.gap = false
	w.quote.signed = true
	w.children(i)
	w.endBlock()
}

// closeQuote writes the mark behind the last paragraph of a quotation.
func (w *writer) closeQuote() {
	w.endBlock()
	q := w.quote
	if q.marked || q.last < 0 || q.signed {
		return
	}
	b := &w.blocks[q.last]
	if b.End != len(w.out) {
		return
	}
	if w.french {
		w.out = append(w.out, "\u00a0»"...)
	} else {
		w.out = append(w.out, "”"...)
	}
	b.End = len(w.out)
	q.last = -1
}

// quoted writes an element that a browser puts in quotation marks.
func (w *writer) quoted(i int32) {
	left, right := "“", "”"
	if w.french {
		left, right = "«\u00a0", "\u00a0»"
	}
	w.write([]byte(left))
	w.children(i)
	space := w.space
	w.space = false
	w.write([]byte(right))
	w.space = space
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

// write adds text to the block at hand and starts one when there is none.
//
// White space is folded as a browser does; no-break spaces are kept but for those at the ends of a
// block. Characters that cannot be seen are left out.
func (w *writer) write(s []byte) {
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < 0x7f {
			end := i + 1
			for end < len(s) && s[end] > ' ' && s[end] < 0x7f {
				end++
			}
			w.run(s[i:end])
			i = end
			continue
		}
		if c <= ' ' {
			switch c {
			case '\n':
				w.line++
				w.space = true
			case ' ', '\t', '\r', '\f':
				w.space = true
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			w.space = true
		case r < 0xa0 || r == utf8.RuneError && size == 1 || page.Unseen(r):
		case unicode.IsSpace(r) && (!w.open || w.lines > 0):
		default:
			w.run(s[i : i+size])
		}
		i += size
	}
}

// run adds characters that are no white space.
func (w *writer) run(s []byte) {
	if w.lines > 0 {
		w.lineBreak(s)
	}
	if !w.open {
		w.startBlock(s)
	} else if w.space {
		w.out = append(w.out, ' ')
	}
	w.space = false
	if w.rowLine == 0 {
		w.rowLine = w.line
	}
	if w.line != w.noted && w.cells == 0 {
		w.turns = append(w.turns, page.Turn{At: len(w.out), Place: int(w.line)})
		w.noted = w.line
	}
	w.out = append(w.out, s...)
}

// lineBreak decides what the line breaks in front of s part. A line is a block of its own, as in a
// plain text, unless the sentence goes on: in lower case, or behind a comma or a short word such as "to".
func (w *writer) lineBreak(s []byte) {
	lines := w.lines
	w.lines = 0
	first, _ := utf8.DecodeRune(s)
	switch {
	case !w.open:
		w.gap = w.gap || lines > 1
	case w.cells > 0, w.kind == page.Heading, w.kind == page.Title:
		w.space = true
	case lines == 1 && !startsLine(s) && (unicode.IsLower(first) || unfinished(w.out[w.blocks[len(w.blocks)-1].Start:])):
		w.out = append(bytes.TrimRightFunc(w.out, unicode.IsSpace), '\n')
		w.space = false
	default:
		w.boundary(lines > 1)
	}
}

// unfinished tells whether a line ends in a comma or in a word of up to three small letters.
func unfinished(line []byte) bool {
	line = bytes.TrimRightFunc(line, unicode.IsSpace)
	if bytes.HasSuffix(line, []byte(",")) {
		return true
	}
	letters := 0
	for len(line) > 0 {
		r, size := utf8.DecodeLastRune(line)
		if unicode.IsSpace(r) {
			break
		}
		if letters++; letters > 3 || !unicode.IsLower(r) {
			return false
		}
		line = line[:len(line)-size]
	}
	return letters > 0 && len(line) > 0
}

// startsLine tells whether a word is a bullet or an address of mail or of a page, which start in lower case.
func startsLine(s []byte) bool {
	_, size := utf8.DecodeRune(s)
	return size == len(s) && bytes.Contains([]byte(bullets), s) ||
		bytes.IndexByte(s, '@') > 0 || bytes.HasPrefix(s, []byte("www.")) || bytes.HasPrefix(s, []byte("http"))
}

// startBlock starts a block whose text begins with s.
func (w *writer) startBlock(s []byte) {
	q := w.quote
	if len(w.out) > 0 {
		w.out = append(w.out, '\n')
		if w.gap {
			w.out = append(w.out, '\n')
		}
	}
	b := page.Block{Kind: w.kind, Level: w.level, Gap: w.gap || len(w.out) == 0, Quote: q != nil, Place: int(w.line)}
	indent := w.depth
	if w.bullet != "" {
		indent--
	}
	for range min(max(indent, 0), 8) {
		w.out = append(w.out, "  "...)
	}
	b.Start = len(w.out)
	if w.bullet != "" {
		w.out = append(w.out, w.bullet...)
		b.Kind, b.Level = page.ListItem, 0
		if c := w.bullet[0]; c < '0' || '9' < c { // a number is part of the item, so that it is accounted for
			b.Start = len(w.out)
		}
	}
	first, _ := utf8.DecodeRune(s)
	switch {
	case q == nil:
	case q.signed:
		if !strings.ContainsRune("-–—", first) {
			w.out = append(w.out, "– "...)
		}
	case strings.ContainsRune("\"“«", first):
		q.marked = true
	case !q.marked && b.Kind != page.TableRow && b.Kind != page.Heading:
		if w.french {
			w.out = append(w.out, "«\u00a0"...)
		} else {
			w.out = append(w.out, "“"...)
		}
	}
	w.bullet, w.gap, w.open, w.noted = "", false, true, w.line
	w.blocks = append(w.blocks, b)
	if q != nil && !q.signed {
		q.last = len(w.blocks) - 1
	}
}

// endBlock ends the block at hand. A block that the author made a list item by hand becomes one, and a
// number under its label ("Release #:") goes on the line of the label.
func (w *writer) endBlock() {
	w.space, w.lines = false, 0
	if !w.open {
		return
	}
	w.open = false
	b := &w.blocks[len(w.blocks)-1]
	w.out = bytes.TrimRightFunc(w.out, unicode.IsSpace)
	b.End = len(w.out)
	if b.Kind != page.Paragraph && b.Kind != page.ListItem {
		return
	}
	if n := bullet(w.out[b.Start:b.End]); n > 0 {
		b.Start += n
		if !b.Quote {
			b.Kind = page.ListItem
		}
	}
	if n := len(w.blocks) - 2; n >= 0 && b.Kind == page.Paragraph && !b.Quote && w.blocks[n].Kind == page.Paragraph {
		w.blocks[n].End = w.label(w.blocks[n], *b)
		if w.blocks[n].End == len(w.out) {
			w.blocks = w.blocks[:n+1]
		}
	}
}

// label joins the block of a label with the one behind it where that is a single word with a digit. It
// gives the end of the first.
func (w *writer) label(b, next page.Block) int {
	const longest = 40 // bytes of a label or number
	value := w.out[next.Start:next.End]
	if b.End-b.Start > longest || w.out[b.End-1] != ':' || len(value) > longest || len(bytes.Fields(value)) != 1 || !bytes.ContainsAny(value, "0123456789") {
		return b.End
	}
	n := copy(w.out[b.End+1:], value)
	w.out[b.End] = ' '
	w.out = w.out[:b.End+1+n]
	return len(w.out)
}

// bullets are signs that start an item of a list; those in front of the round one only with a space.
const bullets = "*-–—•●▪■◦‣·"

// bullet gives the length of a sign that stands for a bullet, with the space behind it.
func bullet(s []byte) int {
	r, size := utf8.DecodeRune(s)
	rest := bytes.TrimLeftFunc(s[size:], unicode.IsSpace)
	spaced := len(rest) < len(s)-size
	if i := strings.IndexRune(bullets, r); i < 0 || !spaced && i < strings.IndexRune(bullets, '•') {
		return 0
	}
	if len(rest) == 0 || bytes.HasPrefix(rest, s[:size]) {
		return 0
	}
	return len(s) - len(rest)
}
