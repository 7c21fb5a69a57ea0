package brief

import "slices"

// sample is how many rows of a long table its widths are judged by.
const sample = 60

// spread gives the columns their widths: that of the longest line, but for the first, which takes what is left. Then
// each is given the width that makes the table least high and leaves the first enough.
func (s *sheet) spread(columns []column, rows [][]cell) {
	rows = rows[:min(len(rows), sample)]
	grid := &widths{sheet: s, columns: columns, rows: rows, heights: make([]map[float64][]float64, len(columns))}
	for i := range columns {
		c := &columns[i]
		if c.numbers {
			s.align(c, i, rows)
		}
		c.width = s.lay(c, c.most, plain(c.head, columnTop)).widthIn(c)
		for _, row := range rows {
			c.width = max(c.width, s.lay(c, c.most, row[i]).widthIn(c))
		}
		if i < len(columns)-1 {
			c.width += cellGap
		}
	}
	grid.settle()
}

// align sets the axis of a column of numbers, and makes it no narrower than the words behind them.
func (s *sheet) align(c *column, i int, rows [][]cell) {
	const rest = 75 // of what stands behind the decimal mark; longer is broken into lines
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

// widths tries widths of columns on the rows of a table.
type widths struct {
	*sheet
	columns []column
	rows    [][]cell
	heights []map[float64][]float64 // of the cells of a column, by width
}

func (w *widths) settle() {
	const step = 8.0
	first := func() {
		w.columns[0].width = w.wide
		for _, c := range w.columns[1:] {
			w.columns[0].width -= c.width
		}
	}
	first()
	natural := slices.Clone(w.columns)
	for i := 1; i < len(w.columns); i++ { // the first column has too little
		c := &w.columns[i]
		c.width -= max(0, min(w.columns[0].least-w.columns[0].width, c.width-c.least))
		first()
	}
	best := w.total()
	for improved := true; improved; {
		improved = false
		for i := 1; i < len(w.columns); i++ {
			c := &w.columns[i]
			found := c.width
			for width := natural[i].width; width >= c.least; width -= step {
				c.width = width
				if first(); w.columns[0].width < w.columns[0].least {
					continue
				}
				if total := w.total(); total < best {
					best, found, improved = total, width, true
				}
			}
			c.width = found
			first()
		}
	}
}

// total is the height of all rows.
func (w *widths) total() float64 {
	sum := 0.0
	list := make([][]float64, len(w.columns))
	for i := range w.columns {
		list[i] = w.column(i)
	}
	for n := range w.rows {
		tall := 0.0
		for i := range list {
			tall = max(tall, list[i][n])
		}
		sum += tall
	}
	return sum
}

func (w *widths) column(i int) []float64 {
	c := &w.columns[i]
	if w.heights[i] == nil {
		w.heights[i] = map[float64][]float64{}
	}
	list, ok := w.heights[i][c.width]
	if !ok {
		for _, row := range w.rows {
			list = append(list, w.lay(c, c.inner(i == len(w.columns)-1), row[i]).height)
		}
		w.heights[i][c.width] = list
	}
	return list
}
