package workbook

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sheet starts a sheet with what it holds and a way back.
func (w *describer) sheet(key string) *sheet {
	s := &sheet{key: key, kind: key, name: w.words.Text("sheet." + key), title: w.words.Text("title." + key)}
	s.lines = []line{{text: w.words.Text("holds." + key)}}
	if key != "contents" {
		s.lines = append(s.lines, line{text: w.words.Text("to_contents"), link: link{sheet: "contents"}})
	}
	return s
}

// streams tells whether the workbook is one of many mentions.
func (w *describer) streams() bool { return len(w.d.Mentions) > w.sizes.mentions }

// rowOf leads to row n, from 0, of a table that may be split.
func (w *describer) rowOf(key string, n int) link {
	return link{sheet: part(key, n/w.sizes.most), row: n%w.sizes.most + 1}
}

// named is what the defined names of row n start with, and its row there if formulas name rows by number.
func (w *describer) named(home string, n int) (string, int) {
	row := 0
	if w.streams() {
		row = n%w.sizes.most + 1
	}
	return part(home, n/w.sizes.most), row
}

// part is the key of the sheets that a long table is split into: "mentions", "mentions2", and so on.
func part(key string, n int) string {
	if n == 0 {
		return key
	}
	return key + strconv.Itoa(n+1)
}

// tableName makes a name for a table, which may hold letters, digits and underscores.
func tableName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, s)
}

// heading is a column before its table is made.
type heading struct {
	text    string
	width   float64  // at least
	notes   []string // keys of the notes that the header refers to
	choices []string // what can be entered
	shows   []string // "table.field" of the data dictionary, for each that the column shows
}

// field is a column that shows a field of the data dictionary, under the dictionary's title.
func (w *describer) field(table, name string, width float64, notes ...string) heading {
	return heading{text: w.fields[table][name].Title, width: width, notes: notes}.of(table + "." + name)
}

// coded is a column that shows a field as the code that it is in the dataset, beside one that says it in words.
func (w *describer) coded(table, name string, width float64) heading {
	return w.column(name, width).of(table + "." + name)
}

// of says which fields of the data dictionary, "table.field", the column shows in its own way.
func (h heading) of(fields ...string) heading {
	h.shows = fields
	return h
}

// column is a column of this workbook's own.
func (w *describer) column(key string, width float64, notes ...string) heading {
	return heading{text: w.words.Text("column." + key), width: width, notes: notes}
}

// list gives the sheet a table of rows that are there. Columns are made as wide as their numbers, links and the words of
// their headers need, and rows as high as their texts. Where there are no rows, a line says why.
func (w *describer) list(s *sheet, headings []heading, rows [][]cell) *sheet {
	if len(rows) == 0 {
		return w.empty(s)
	}
	w.fill(s, headings, len(rows), func(row []cell, n int) []cell { return append(row, rows[n]...) }, false)
	return s
}

func (w *describer) empty(s *sheet) *sheet {
	s.lines = append(s.lines, line{text: w.words.Text("none." + s.key)})
	return s
}

// tabulate gives the sheet a table of so many rows, which are made one by one and streamed where they are very many. A
// table that is too long for a sheet is split: this one has its first part then, and further sheets the others.
func (w *describer) tabulate(s *sheet, headings []heading, n int, row rowMaker) *sheet {
	if n == 0 {
		return w.empty(s)
	}
	stream := w.streams() && n > w.sizes.rows
	if stream {
		s.lines[0].text += " " + w.note("streamed")
		row = row.unlinked()
	}
	if n <= w.sizes.most {
		w.fill(s, headings, n, row, stream)
		return s
	}
	s.lines[0].text += " " + w.note("split")
	for i := 0; i*w.sizes.most < n; i++ {
		one := s
		if i > 0 {
			one = &sheet{key: part(s.key, i), kind: s.kind, lines: slices.Clone(s.lines)}
			one.name = w.words.Text("part", "name", s.name, "number", strconv.Itoa(i+1))
			one.title = w.words.Text("part", "name", s.title, "number", strconv.Itoa(i+1))
			w.further = append(w.further, one)
		}
		w.fill(one, headings, min(w.sizes.most, n-i*w.sizes.most), func(cells []cell, n int) []cell { return row(cells, i*w.sizes.most+n) }, stream)
	}
	return s
}

// unlinked makes the same rows without links.
func (make rowMaker) unlinked() rowMaker {
	return func(row []cell, n int) []cell {
		row = make(row, n)
		for i := range row {
			row[i].link = link{}
		}
		return row
	}
}

// fill gives one sheet its table.
func (w *describer) fill(s *sheet, headings []heading, n int, row rowMaker, stream bool) {
	t := &table{name: tableName(s.name), columns: w.columns(s, headings)}
	if stream {
		t.streamed, t.length = row, n
		var cells []cell
		for i := range n {
			cells = row(cells[:0], i)
			w.widen(t.columns, cells)
		}
	} else {
		t.rows = make([][]cell, n)
		for i := range t.rows {
			t.rows[i] = row(make([]cell, 0, len(headings)), i)
		}
		w.limitLinks(s, t.rows)
		for _, row := range t.rows {
			w.widen(t.columns, row)
		}
	}
	t.heights = make([]float64, len(t.rows)+1)
	for _, c := range t.columns {
		t.heights[0] = max(t.heights[0], w.book.headerHeight(c.header, c.width))
	}
	for i, row := range t.rows {
		t.heights[i+1] = t.height(row)
	}
	s.table = t
}

// limitLinks leaves out the links that Excel has no room for, those of the last rows, and says so.
func (w *describer) limitLinks(s *sheet, rows [][]cell) {
	n := len(s.lines) // which have a link each at most
	for _, row := range rows {
		for i := range row {
			if row[i].link == (link{}) {
				continue
			}
			if n++; n > maxLinks {
				row[i].link = link{}
			}
		}
	}
	if n > maxLinks {
		s.lines[0].text += " " + w.note("links")
	}
}

// columns makes columns of headings, and notes which fields of the data dictionary they show.
func (w *describer) columns(s *sheet, headings []heading) []column {
	columns := make([]column, len(headings))
	for i, h := range headings {
		c := column{header: h.text, choices: h.choices}
		for _, n := range h.notes {
			c.header += " " + w.note(n)
		}
		for _, field := range h.shows {
			w.places[field] = w.words.Text("place", "sheet", s.name, "column", c.header)
		}
		c.width = max(h.width, w.book.headerWidth(c.header))
		columns[i] = c
	}
	return columns
}

// widen makes columns as wide as a row needs them.
func (w *describer) widen(columns []column, row []cell) {
	for i := range row {
		c := &columns[i]
		if row[i].number.Valid {
			c.width, c.right = max(c.width, w.book.numberWidth(&row[i])), true
		}
		if row[i].link != (link{}) {
			c.width = max(c.width, linkWidth(row[i].text))
		} else {
			c.width = max(c.width, min(longWord, wordWidth(row[i].text, c.width)))
		}
	}
}

// note refers to a note, which is thereby listed.
func (w *describer) note(key string) string {
	i := slices.Index(w.notes, key)
	if i < 0 {
		i = len(w.notes)
		w.notes = append(w.notes, key)
	}
	return "[" + w.noteName(i) + "]"
}

func (w *describer) noteName(i int) string {
	return w.words.Text("note", "number", strconv.Itoa(i+1))
}

// columnNames defines names for columns that formulas look up.
func (w *describer) columnNames(s *sheet, home string, id, first int) {
	if s.table == nil {
		return
	}
	n := 0
	for _, one := range append([]*sheet{s}, w.further...) {
		if one.kind != s.kind {
			continue
		}
		w.book.names = append(w.book.names, name{part(home, n) + "_id", one.key, id})
		for i, e := range []end{value, low, high} {
			w.book.names = append(w.book.names, name{part(home, n) + "_" + e.String(), one.key, first + i})
		}
		n++
	}
}
