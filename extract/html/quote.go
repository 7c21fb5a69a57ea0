package html

import (
	"golang.org/x/net/html/atom"
)

// quotation is a block quotation that names its speaker.
type quotation struct {
	speaker int32 // node that names the speaker, 0 for none
	marked  bool  // the page itself writes quotation marks
	last    int   // the block that the last paragraph of the quote makes; -1 for none yet
	signed  bool  // the speaker is being written
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
