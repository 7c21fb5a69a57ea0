package brief

import (
	"slices"

	"tidyrelease/export/brief/paper"
)

// strip is lines that stay together in a column.
type strip struct {
	above  float64 // room, but at the top of a column
	height float64
}

// mostWhole is how many lines of a paragraph are kept together.
const mostWhole = 4

// strips cuts a long paragraph so that no line of it is ever alone in a column.
func strips(lines []paper.Line) [][]paper.Line {
	if len(lines) <= mostWhole {
		return [][]paper.Line{lines}
	}
	last := len(lines) - 2
	list := [][]paper.Line{lines[:2]}
	list = slices.AppendSeq(list, slices.Chunk(lines[2:last], 1))
	return append(list, lines[last:])
}

// spot is where a strip stands.
type spot struct {
	page   int // how many pages after the first
	column int
	y      float64 // below the top of the columns
}

// place finds places for strips in two columns, page after page; on the last page both columns are of about one height, which is given
// too. room is the height that is left on the first page, and fresh that of each other.
func place(list []strip, room, fresh float64) (spots []spot, last float64) {
	for page := 0; len(list) > 0; page++ {
		height := room
		if page > 0 {
			height = fresh
		}
		here, _ := fill(list, height)
		if len(here) == len(list) {
			here, last = level(list, height)
		}
		for _, x := range here {
			x.page = page
			spots = append(spots, x)
		}
		list = list[len(here):]
	}
	return spots, last
}

// level fills columns that are as low as they can be.
func level(list []strip, most float64) ([]spot, float64) {
	const near = 0.5
	least := 0.0
	for most-least > near {
		middle := (least + most) / 2
		if here, _ := fill(list, middle); len(here) == len(list) {
			most = middle
		} else {
			least = middle
		}
	}
	return fill(list, most)
}

// fill places as many strips as two columns of a height hold, and tells how far down they come.
func fill(list []strip, height float64) (spots []spot, tallest float64) {
	column, y := 0, 0.0
	for _, x := range list {
		above := x.above
		if y > 0 && y+above+x.height > height {
			column++
			y = 0
		}
		if y == 0 {
			above = 0
		}
		if column > 1 || x.height > height {
			break
		}
		spots = append(spots, spot{column: column, y: y + above})
		y += above + x.height
		tallest = max(tallest, y)
	}
	return spots, tallest
}

// columns leads through the spots of two columns.
type columns struct {
	*sheet
	spots  []spot
	width  float64
	page   int
	top    float64 // of the columns on this page
	height float64 // on the last page
}

func (s *sheet) columnsOf(list []strip, width float64) *columns {
	spots, last := place(list, s.Room(), s.bottom-top)
	return &columns{sheet: s, spots: spots, width: width, top: s.Y(), height: last}
}

// next is the upper left corner of the next strip; it may be on a new page.
func (c *columns) next() paper.Point {
	x := c.spots[0]
	c.spots = c.spots[1:]
	if x.page > c.page {
		c.page = x.page
		c.Advance(c.Room())
		c.Need(1)
		c.top = c.Y()
	}
	return paper.Point{X: left + float64(float64(x.column)*(c.width+gutter)), Y: c.top + x.y}
}

// end leads the flow on below the columns.
func (c *columns) end() { c.Advance(c.top + c.height - c.Y()) }
