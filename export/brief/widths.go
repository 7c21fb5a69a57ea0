package brief

import (
	"math"
	"slices"
)

// sample is how many rows of a long table its widths are judged by.
const sample = 60

// spread gives the columns those widths that make the table least high, none wider than its longest line. The first column takes what
// the others leave.
func (s *sheet) spread(columns []column, rows [][]cell) {
	w := &widths{sheet: s, columns: columns, rows: rows[:min(len(rows), sample)]}
	for i := range columns {
		c := &columns[i]
		if c.numbers {
			s.align(c, i, w.rows)
		}
		c.width = s.lay(c, c.most, plain(c.head, columnTop)).widthIn(c)
		free := make([]block, len(w.rows))
		for n, row := range w.rows {
			free[n] = s.lay(c, c.most, row[i])
			c.width = max(c.width, free[n].widthIn(c))
		}
		if i < len(columns)-1 {
			c.width += cellGap
		}
		w.free = append(w.free, free)
		w.heights = append(w.heights, map[float64][]float64{})
	}
	w.best = math.Inf(1)
	w.search(1, s.wide, make([]float64, len(w.rows)))
	for i, width := range w.found {
		columns[i].width = width
	}
}

// align sets the axis of a column of numbers, and makes it no narrower than the words behind them.
func (s *sheet) align(c *column, i int, rows [][]cell) {
	const rest = 90 // of what stands behind the decimal mark; longer is broken into lines
	behind := 0.0
	for _, row := range rows {
		if len(row[i]) == 2 {
			c.axis = max(c.axis, min(c.most*0.6, widest(s.Clipped(1, c.most*0.6, row[i][0]...))+0.1))
			behind = max(behind, widest(s.Clipped(1, rest, row[i][1]...)))
		}
	}
	c.least = max(c.least, c.axis+wordGap+behind+cellGap+0.1)
}

// widthIn is the width that a block needs in a column.
func (b block) widthIn(c *column) float64 { return max(b.width, c.axis) + 0.1 }

// widths looks for the best widths of columns, judged by some rows of the table.
type widths struct {
	*sheet
	columns []column
	rows    [][]cell
	free    [][]block               // the cells of a column where there is room enough
	heights []map[float64][]float64 // of the cells of a column, by its width

	tried []float64 // widths from the second column on
	found []float64
	best  float64 // height of the rows with them
}

// search tries the widths of column i and those behind it. The rows are as tall as the columns before it make them, which leave some room.
func (w *widths) search(i int, room float64, tall []float64) {
	if i == len(w.columns) {
		w.judge(room, tall)
		return
	}
	const step = 6.0
	c := &w.columns[i]
	for width := c.width; ; width -= step {
		together := slices.Clone(tall)
		for n, h := range w.column(i, width) {
			together[n] = max(together[n], h)
		}
		w.tried = append(w.tried, width)
		w.search(i+1, room-width, together)
		w.tried = w.tried[:len(w.tried)-1]
		if width-step < c.least {
			return
		}
	}
}

// judge compares the widths that are tried, with what they leave to the first column, with the best so far.
func (w *widths) judge(room float64, tall []float64) {
	if room < w.columns[0].least {
		return
	}
	total := 0.0
	for n, h := range w.column(0, room) {
		total += max(tall[n], h)
	}
	if total < w.best {
		w.best, w.found = total, append([]float64{room}, w.tried...)
	}
}

// column is the heights of the cells of a column of some width.
func (w *widths) column(i int, width float64) []float64 {
	list, ok := w.heights[i][width]
	if ok {
		return list
	}
	c := &w.columns[i]
	inner := width
	if i < len(w.columns)-1 {
		inner -= cellGap
	}
	list = make([]float64, len(w.rows))
	for n, row := range w.rows {
		if free := w.free[i][n]; free.width <= inner {
			list[n] = free.height
		} else {
			list[n] = w.lay(c, inner, row[i]).height
		}
	}
	w.heights[i][width] = list
	return list
}
