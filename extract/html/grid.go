package html

import (
	"bytes"
	"slices"
	"unicode"

	"golang.org/x/net/html/atom"

	"tidyrelease/extract/page"
)

// row is a row of a table in a buffer.
type row struct {
	from, to int
	cells    int // up to the last that is not empty
}

// mostColumns is the columns of a table that are kept apart; what is beyond goes into the last.
const mostColumns = 64

// grid writes a table of data: the caption, then a block for each row with its cells between tabs. A cell
// over several columns is followed by empty ones, and one over several rows has empty ones under it,
// so that each number stands under its heading. A row of a single cell at the top or bottom is a
// title or a note.
func (w *writer) grid(table int32) {
	var rows []row
	var text []byte
	var below [mostColumns]int // rows that a cell above still reaches down
	for k := table + 1; k < w.nodes[table].end; k++ {
		switch w.nodes[k].tag {
		case atom.Caption:
			w.element(k)
			k = w.nodes[k].end - 1
		case atom.Tr:
			r := row{from: len(text)}
			text, r.cells = w.row(text, k, &below)
			r.to = len(text)
			if r.cells > 0 {
				rows = append(rows, r)
			}
			k = w.nodes[k].end - 1
		}
	}
	first, behind := 0, len(rows)
	for first < behind && rows[first].cells == 1 {
		first++
	}
	for behind > first && rows[behind-1].cells == 1 {
		behind--
	}
	for n, r := range rows {
		kind := page.TableRow
		if n < first || n >= behind {
			kind = page.Paragraph
		}
		w.boundary(kind == page.Paragraph || n == first)
		outer := w.kind
		w.kind = kind
		w.startBlock(text[r.from:r.to])
		w.kind = outer
		w.out = append(w.out, text[r.from:r.to]...)
	}
	w.endBlock()
}

// row appends the cells of a row to text, and tells how many there are up to the last that is not empty.
func (w *writer) row(text []byte, tr int32, below *[mostColumns]int) ([]byte, int) {
	column, filled := 0, 0
	end := len(text)
	empty := func() {
		if column < mostColumns {
			if column > 0 {
				text = append(text, '\t')
			}
			column++
		}
	}
	skip := func() {
		for column < mostColumns && below[column] > 0 {
			below[column]--
			empty()
		}
	}
	start := len(text)
	for c := tr + 1; c < w.nodes[tr].end; c = w.nodes[c].end {
		n := &w.nodes[c]
		if n.tag != atom.Td && n.tag != atom.Th {
			continue
		}
		skip()
		at := min(column, mostColumns-1)
		empty()
		content := w.cell(c)
		if len(content) > 0 {
			if filled == 0 && at > 0 {
				text = slices.Insert(text, start, []byte("\u00a0")...)
			}
			text = append(text, content...)
			end, filled = len(text), at+1
		}
		below[at] = max(0, int(n.to)-1)
		for k := at + 1; k < min(at+int(n.from), mostColumns); k++ {
			empty()
			below[k] = below[at]
		}
	}
	skip()
	return text[:end], filled
}

// cell gives the text of a cell on one line. It holds until the next call.
func (w *writer) cell(i int32) []byte {
	out, open := w.out, w.open
	w.out, w.open, w.space, w.lines = w.scratch[:0], true, false, 0
	w.cells++
	w.children(i)
	w.cells--
	text := bytes.TrimFunc(w.out, unicode.IsSpace)
	w.scratch = w.out[:0]
	w.out, w.open, w.space, w.lines = out, open, false, 0
	return text
}
