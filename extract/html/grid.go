package html

import (
	"bytes"
	"unicode"

	"golang.org/x/net/html/atom"

	"tidyrelease/extract/page"
)

// row is a row of a table in a buffer.
type row struct {
	from, to int
	cells    int // up to the last that is not empty
	line     int32
}

// Of a table, the columns and heading rows that are kept apart, and the bytes of headings that are joined.
const (
	mostColumns = 64
	mostHeads   = 8
	mostHeading = 4 << 10
)

// span is a cell of a row: its first column, its columns, and its text.
type span struct {
	column, columns int
	text            []byte
}

// columns are the rows that cells above still reach down, by column.
type columns [mostColumns]int

// grid writes a table of data: the caption, then a block for each row with its cells between tabs. A cell
// over several columns or rows stands in the first, so that each number stands under its heading. Rows
// of headings are joined to one, in which each column has all its headings. A row of a single cell at the
// top or bottom is a title or a note.
func (w *writer) grid(table int32) {
	var rows []row
	var text []byte
	var below columns
	heads := w.heads(table)
	if len(heads) > 1 {
		text, rows = w.joined(heads, &below)
	}
	for k := table + 1; k < w.nodes[table].end; k++ {
		switch w.nodes[k].tag {
		case atom.Caption:
			w.element(k)
			k = w.nodes[k].end - 1
		case atom.Tr:
			if len(rows) == 0 || len(heads) < 2 || k > heads[len(heads)-1] {
				r := row{from: len(text)}
				w.rowLine = 0
				w.spans(k, &below, func(s span) { text, r.cells = appendCell(text, r.from, r.cells, s.column, s.text) })
				r.line = w.rowLine
				if r.to = len(text); r.cells > 0 {
					rows = append(rows, r)
				}
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
	outer := w.kind
	for n, r := range rows {
		w.kind = page.TableRow
		if n < first || n >= behind {
			w.kind = page.Paragraph
		}
		w.boundary(w.kind == page.Paragraph || n == first)
		w.line = r.line
		w.startBlock(text[r.from:r.to])
		w.out = append(w.out, text[r.from:r.to]...)
	}
	w.kind = outer
	w.endBlock()
}

// heads gives the rows of headings that a table starts with.
func (w *writer) heads(table int32) []int32 {
	var rows []int32
	for k := table + 1; k < w.nodes[table].end; k++ {
		if w.nodes[k].tag != atom.Tr {
			continue
		}
		head, cells := w.nodes[w.nodes[k].parent].tag == atom.Thead, 0
		if !head {
			head = true
			for c := k + 1; c < w.nodes[k].end && head; c = w.nodes[c].end {
				head = w.nodes[c].tag != atom.Td
				cells++
			}
			head = head && cells > 1
		}
		if !head || len(rows) == mostHeads {
			break
		}
		rows = append(rows, k)
		k = w.nodes[k].end - 1
	}
	if len(rows) > 0 {
		last := rows[len(rows)-1]
		if w.nodes[w.nodes[last].end].all-w.nodes[rows[0]].all > mostHeading {
			return nil
		}
	}
	return rows
}

// joined writes rows of headings as one.
func (w *writer) joined(heads []int32, below *columns) ([]byte, []row) {
	var names [mostColumns]string
	w.rowLine = 0
	for _, tr := range heads {
		w.spans(tr, below, func(s span) {
			for c := s.column; c < s.column+s.columns; c++ {
				if c > s.column || len(s.text) > 0 {
					names[c] = fold(names[c] + " " + string(s.text))
				}
			}
		})
	}
	var text []byte
	r := row{line: w.rowLine}
	for c, name := range names {
		text, r.cells = appendCell(text, 0, r.cells, c, []byte(name))
	}
	if r.to = len(text); r.cells < 2 {
		return nil, nil
	}
	*below = columns{}
	return text, []row{r}
}

// appendCell appends a cell to a row that starts at from and has so many cells, with tabs for the empty
// ones in front of it. A first cell that is empty is a no-break space.
func appendCell(text []byte, from, cells, column int, content []byte) ([]byte, int) {
	if len(content) == 0 {
		return text, cells
	}
	if len(text) == from && column > 0 {
		text = append(text, "\u00a0"...)
		cells = 1
	}
	if len(text) > from && column < cells {
		text = append(text, ' ')
	}
	for range column + 1 - max(cells, 1) {
		text = append(text, '\t')
	}
	return append(text, content...), max(cells, column+1)
}

// spans visits the cells of a row. What is beyond the last column goes into it.
func (w *writer) spans(tr int32, below *columns, visit func(span)) {
	column := 0
	skip := func() {
		for column < mostColumns && below[column] > 0 {
			below[column]--
			column++
		}
	}
	for c := tr + 1; c < w.nodes[tr].end; c = w.nodes[c].end {
		n := &w.nodes[c]
		if n.tag != atom.Td && n.tag != atom.Th {
			continue
		}
		skip()
		at := min(column, mostColumns-1)
		s := span{at, min(max(int(n.from), 1), mostColumns-at), w.cell(c)}
		visit(s)
		for k := at; k < at+s.columns; k++ {
			below[k] = max(0, int(n.to)-1)
		}
		column = at + s.columns
	}
	skip()
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
