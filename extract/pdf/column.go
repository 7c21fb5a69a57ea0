package pdf

import (
	"cmp"
	"slices"
	"unicode"
)

// Columns of text are parted by a gutter: a strip that no fragment crosses, over at least some lines.
const (
	gutterWidth  = 0.7 // of the size of the font
	gutterSteps  = 120 // places over the width of the page at which a gutter is looked for
	columnLines  = 2   // that a column has at least, where both are full …
	sparseLines  = 3   // … and where one is not
	columnWidth  = 0.2 // of the width that it is cut from, at least
	deepest      = 12  // cuts in cuts
	columnFilled = 0.7 // of the width of a column, by half of its lines
)

// columns orders the fragments of a sheet: what stands above columns first, then each column from top to
// bottom, then what stands below. Each part that it gives is read line by line.
func columns(fragments []fragment, depth int) [][]fragment {
	if depth < deepest {
		if g, ok := gutter(fragments); ok {
			var above, left, right, below []fragment
			for _, f := range fragments {
				switch {
				case f.base > g.top:
					above = append(above, f)
				case f.base < g.bottom:
					below = append(below, f)
				case f.right <= g.right:
					left = append(left, f)
				default:
					right = append(right, f)
				}
			}
			var all [][]fragment
			for _, part := range [][]fragment{above, left, right, below} {
				if len(part) > 0 {
					all = append(all, columns(part, depth+1)...)
				}
			}
			return all
		}
	}
	return [][]fragment{fragments}
}

// gutter finds the gutter with most text at its sides.
func gutter(fragments []fragment) (best box, ok bool) {
	var whole box
	sizes := make([]float64, 0, len(fragments))
	for _, f := range fragments {
		whole = whole.with(f.box)
		sizes = append(sizes, f.size)
	}
	if len(fragments) < 2*columnLines || whole.empty() {
		return box{}, false
	}
	width := gutterWidth * median(sizes)
	sorted := slices.Clone(fragments)
	slices.SortStableFunc(sorted, func(a, b fragment) int { return cmp.Compare(b.base, a.base) })
	rows := rowStarts(sorted)
	most := 0
	for step := 1; step < gutterSteps; step++ {
		left := whole.left + whole.width()*float64(step)/gutterSteps
		for row := 0; row < len(rows)-1; {
			behind := row
			for behind < len(rows)-1 && !crosses(sorted[rows[behind]:rows[behind+1]], left, left+width) {
				behind++
			}
			if start, end := rows[row], rows[behind]; end-start >= 2*columnLines {
				if g, n := sides(sorted[start:end], left, left+width); n > most {
					best, most = g, n
				}
			}
			row = behind + 1
		}
	}
	return best, most > 0
}

// rowStarts gives where each row of fragments on one line starts, and where the last one ends.
func rowStarts(sorted []fragment) []int {
	rows := []int{0}
	for i := range sorted {
		if start := rows[len(rows)-1]; sorted[start].base-sorted[i].base > 0.25*sorted[start].size {
			rows = append(rows, i)
		}
	}
	return append(rows, len(sorted))
}

// crosses tells whether a line crosses a strip, or is a row of a table that goes on behind it: each side has cells.
func crosses(row []fragment, left, right float64) bool {
	const cells = 2
	before, behind := 0, 0
	for i := range row {
		f := &row[i]
		switch {
		case f.left < right && f.right > left:
			return true
		case bullet(f) != plainStart && len(f.words) == 1:
		case f.right <= left:
			before++
		default:
			behind++
		}
	}
	return before >= cells && behind >= cells
}

// sides tells how much text stands at the sides of a strip, where both are columns of text; 0 where they
// are not. The strip goes from the highest to the lowest line that stands beside one of the other side.
func sides(fragments []fragment, left, right float64) (box, int) {
	var a, b side
	for _, f := range fragments {
		if f.right <= left {
			a.add(f)
		} else {
			b.add(f)
		}
	}
	strip := box{left, max(a.box.bottom, b.box.bottom), right, min(a.box.top, b.box.top)}
	if len(a.widths) < columnLines || len(b.widths) < columnLines || strip.empty() {
		return box{}, 0
	}
	if h := strip.height(); h < a.box.height()/4 && h < b.box.height()/4 {
		return box{}, 0
	}
	if !(a.full() && b.full()) && min(len(a.widths), len(b.widths)) < sparseLines {
		return box{}, 0
	}
	width := b.box.right - a.box.left
	if min(a.box.width(), b.box.width()) < columnWidth*width || !a.text() || !b.text() || !a.full() && !b.full() {
		return box{}, 0
	}
	// What reaches above or below the other side stays with the columns as long as nothing crosses there.
	strip.bottom, strip.top = min(a.box.bottom, b.box.bottom), max(a.box.top, b.box.top)
	return strip, min(a.letters, b.letters)
}

// side is what stands on one side of a gutter.
type side struct {
	box     box
	widths  []float64
	letters int
	digits  int
}

func (s *side) add(f fragment) {
	s.box = s.box.with(f.box)
	s.widths = append(s.widths, f.width())
	s.letters += f.letters()
	for _, w := range f.words {
		for _, r := range w.text {
			if unicode.IsDigit(r) {
				s.digits++
			}
		}
	}
}

// text tells whether lines are of words, and not bullets, numbers or cells of a table.
func (s *side) text() bool {
	const short, numbers = 8, 4
	return s.letters >= short*len(s.widths) && s.digits*numbers < s.letters
}

// full tells whether most lines reach from edge to edge, as those of paragraphs do.
func (s *side) full() bool {
	const long = 16
	return s.letters >= long*len(s.widths) && median(s.widths) >= columnFilled*s.box.width()
}
