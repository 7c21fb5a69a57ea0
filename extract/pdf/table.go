package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// table is rows of cells that stand in columns.
type table struct {
	columns []box
	rows    [][]string // by column
	starts  []*line    // the first line of each row
	end     int        // the line behind it
}

// tableAt reads a table that starts at line i, with lines of headings above its rows.
func tableAt(lines []line, i int) (table, bool) {
	const mostHeads = 4 // and rows whose cells stand too close to be told without the others
	if lines[i].starts() != plainStart {
		return table{}, false
	}
	for heads := 0; heads <= mostHeads && i+heads+1 < len(lines); heads++ {
		t, ok := rowsAt(lines, i+heads)
		if !ok {
			continue
		}
		for n := i + heads - 1; n >= i; n-- {
			down := lines[n].base - lines[n+1].base
			between := n > i && down < sameRow*lines[n].size && lines[n-1].base-lines[n].base < sameRow*lines[n].size
			if down > 2.2*lines[n].size || !t.holds(&lines[n]) && !(between && len(lines[n].split()) == 1) {
				return table{}, false
			}
		}
		for n := i; n < t.end; n++ {
			t.add(lines, n, i)
		}
		t.joinHeads()
		return t, true
	}
	return table{}, false
}

// rowsAt finds the rows of a table from line i on, and its columns.
func rowsAt(lines []line, i int) (table, bool) {
	var t table
	if len(lines[i].split()) < 2 || lines[i].starts() != plainStart {
		return t, false
	}
	k := i
	for ; k < len(lines); k++ {
		l := &lines[k]
		if k > i && lines[k-1].base-l.base > 3*l.size {
			break
		}
		cells := l.split()
		if (len(cells) == 1 && !t.wrapped(lines, k) || !t.fit(cells)) && !(k-i > 1 && t.holds(l)) {
			break
		}
	}
	for k > i && len(lines[k-1].split()) == 1 && !t.holds(&lines[k-1]) {
		k--
	}
	if k-i < 2 || !t.regular(lines[i:k]) {
		return t, false
	}
	if k < len(lines) && t.tail(lines[i:k], &lines[k]) {
		k++
	}
	t.end = k
	return t, true
}

// tail tells whether a line behind the rows goes on with the label of the last one: it stands in the first
// column, closer than a row would.
func (t *table) tail(rows []line, l *line) bool {
	least := math.Inf(1)
	for i := 1; i < len(rows); i++ {
		least = min(least, rows[i-1].base-rows[i].base)
	}
	down := rows[len(rows)-1].base - l.base
	return len(l.split()) == 1 && l.starts() == plainStart && near(l.left, t.columns[0].left, 0.3*l.size) && l.right < t.columns[1].left &&
		near(l.size, rows[len(rows)-1].size, 0.1*l.size) && (down < 0.9*least || down < sameRow*l.size)
}

// sameRow is the distance, in sizes of the font, at which two lines are of one row: a label of two lines with
// its numbers in the middle.
const sameRow = 0.85

// place gives the words of a line by the column that they stand in. A word that stands in none goes with the one before it.
func (t *table) place(l *line) ([][]word, bool) {
	cells := make([][]word, len(t.columns))
	last := 0
	for _, w := range l.words() {
		at := -1
		for c, b := range t.columns {
			if w.left < b.right && w.right > b.left {
				if at >= 0 {
					return nil, false
				}
				at = c
			}
		}
		if at < 0 {
			at = last
		}
		if at < last {
			return nil, false
		}
		cells[at] = append(cells[at], w)
		last = at
	}
	return cells, true
}

// holds tells whether the words of a line are the cells of one more row: each stands at the left edge of its
// column, at the right one or in the middle.
func (t *table) holds(l *line) bool {
	cells, ok := t.place(l)
	if !ok {
		return false
	}
	filled := 0
	within := 0.3 * l.size
	columns := slices.Clone(t.columns)
	for c, words := range cells {
		if len(words) == 0 {
			continue
		}
		filled++
		left, right, b := words[0].left, words[len(words)-1].right, t.columns[c]
		if !near(left, b.left, within) && !near(right, b.right, within) && !near(left+right, b.left+b.right, 2*within) {
			return false
		}
		columns[c].left, columns[c].right = min(b.left, left), max(b.right, right)
	}
	for c := 1; c < len(columns); c++ {
		if columns[c].left < columns[c-1].right {
			return false
		}
	}
	if filled > 1 {
		t.columns = columns
	}
	return filled > 1
}

// fit widens the columns by the cells of a line, and tells whether each cell stands in a column of its own.
func (t *table) fit(cells []fragment) bool {
	columns := slices.Clone(t.columns)
	taken := map[int]bool{}
	for _, f := range cells {
		at := -1
		for n, c := range columns {
			if f.left < c.right && f.right > c.left {
				if at >= 0 {
					return false
				}
				at = n
			}
		}
		if at < 0 {
			columns = append(columns, f.box)
			taken[len(columns)-1] = true
			continue
		}
		if taken[at] {
			return false
		}
		taken[at] = true
		columns[at].left, columns[at].right = min(columns[at].left, f.left), max(columns[at].right, f.right)
	}
	if len(columns) > 40 {
		return false
	}
	sorted := slices.Clone(columns)
	slices.SortFunc(sorted, func(a, b box) int { return cmp.Compare(a.left, b.left) })
	for n := 1; n < len(sorted); n++ {
		if sorted[n].left < sorted[n-1].right {
			return false
		}
	}
	t.columns = sorted
	return true
}

// wrapped tells whether line k goes on with a cell of the row before or behind it: it stands in a column
// with another row right below.
func (t *table) wrapped(lines []line, k int) bool {
	if k+1 >= len(lines) || len(t.columns) < 2 {
		return false
	}
	l, next := &lines[k], &lines[k+1]
	f := l.fragments[0]
	inside := 0
	for n, c := range t.columns {
		if f.left < c.right && f.right > c.left {
			inside++
			if n == 0 && len(t.columns) > 1 && f.right > t.columns[1].left {
				return false
			}
		}
	}
	return inside == 1 && len(next.split()) > 1 && l.base-next.base < 2*l.size
}

// regular tells whether lines are the rows of a table: three of them, or two with numbers.
func (t *table) regular(lines []line) bool {
	rows, numbers := 0, 0
	for i := range lines {
		cells := lines[i].split()
		if len(cells) < 2 {
			continue
		}
		rows++
		for _, f := range cells[1:] {
			if numeric(f.text()) {
				numbers++
				break
			}
		}
	}
	return rows >= 3 || rows == 2 && numbers > 0
}

// numeric tells whether a cell holds a number and little else.
func numeric(cell string) bool {
	digits, letters := 0, 0
	for _, r := range cell {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && letters <= digits+2
}

// add puts the words of line n in the columns of the table that starts at line first. A line of a single cell goes on with
// the row before it, or the row behind goes on with it.
func (t *table) add(lines []line, n, first int) {
	l := &lines[n]
	cells := make([]string, len(t.columns))
	filled := 0
	placed, _ := t.place(l)
	for c, words := range placed {
		if len(words) > 0 {
			filled++
			cells[c] = (&fragment{words: words}).text()
		}
	}
	single := filled == 1 && n > first
	above := n > first && (lines[n-1].base-l.base < sameRow*l.size || t.half(lines, n-1))
	if above || single && (n+1 == t.end || lines[n-1].base-l.base <= l.base-lines[n+1].base+0.1*l.size) {
		last := t.rows[len(t.rows)-1]
		for c := range cells {
			last[c] = joinCells(last[c], cells[c])
		}
		return
	}
	t.rows = append(t.rows, cells)
	t.starts = append(t.starts, l)
}

// half tells whether line n is the first part of a cell whose row follows.
func (t *table) half(lines []line, n int) bool {
	if len(lines[n].split()) != 1 || n+1 >= len(lines) {
		return false
	}
	last := t.rows[len(t.rows)-1]
	filled := 0
	for _, c := range last {
		if c != "" {
			filled++
		}
	}
	return filled == 1 && last[0] != "" && lines[n].base-lines[n+1].base < 1.35*lines[n].size
}

func joinCells(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// joinHeads makes one row of the first rows, as long as they have no label with numbers behind it.
func (t *table) joinHeads() {
	const most = 3
	n := 0
	for n < len(t.rows) && n < most && !dataRow(t.rows[n]) {
		n++
	}
	if n < 2 || n == len(t.rows) {
		return
	}
	for k := 1; k < n; k++ {
		if t.starts[k-1].base-t.starts[k].base > 1.6*t.starts[k].size {
			return
		}
	}
	for k := 1; k < n; k++ {
		for c := range t.rows[0] {
			t.rows[0][c] = joinCells(t.rows[0][c], t.rows[k][c])
		}
	}
	t.rows = slices.Delete(t.rows, 1, n)
	t.starts = slices.Delete(t.starts, 1, n)
}

// dataRow tells whether a row has a label and numbers that are more than years.
func dataRow(cells []string) bool {
	if cells[0] == "" {
		return false
	}
	for _, c := range cells[1:] {
		year := len(c) == 4 && (c[:2] == "19" || c[:2] == "20")
		if numeric(c) && !year && !strings.ContainsFunc(c, unicode.IsLetter) {
			return true
		}
	}
	return false
}

// text is a row with its cells between tabs. A no-break space stands for an empty first cell.
func rowText(cells []string) string {
	row := strings.TrimRight(strings.Join(cells, "\t"), "\t")
	if strings.HasPrefix(row, "\t") {
		row = "\u00a0" + row
	}
	return row
}
