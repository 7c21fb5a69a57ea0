package brief

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/export/brief/paper"
)

// column is a column of a table. It is as wide as its longest line, but for most and where there is no room
// for all of them.
type column struct {
	head        string
	least, most float64
	right       bool // text stands at its right
	numbers     bool // figures stand with their decimal marks below each other
	width       float64
	axis        float64 // of numbers: where the decimal marks stand
}

const (
	cellGap   = 8.0 // between columns
	mostLines = 12  // of a paragraph in a cell
)

// cell is the paragraphs of a cell. In a column of numbers they are two: what stands before the decimal mark, and
// the rest.
type cell [][]paper.Span

func plain(text string, style paper.Style) cell { return cell{{{Text: text, Style: style}}} }

// The styles of a table.
var (
	entry     = paper.Style{Face: paper.Regular, Size: 8, Leading: 10, Ink: ink}
	entryBold = paper.Style{Face: paper.Bold, Size: 8, Leading: 10, Ink: ink}
	aside     = paper.Style{Face: paper.Regular, Size: 7.5, Leading: 10, Ink: muted}
	computed  = paper.Style{Face: paper.Italic, Size: 7.5, Leading: 10, Ink: muted}
	columnTop = paper.Style{Face: paper.Bold, Size: 7.5, Leading: 10, Ink: ink}
)

// placed is a line of a cell, from the upper left corner of the cell.
type placed struct {
	paper.Line
	x, y float64
}

// block is the lines of a cell.
type block struct {
	paragraphs [][]placed
	height     float64
	width      float64 // of the widest line
}

// lay breaks a cell into lines for a width.
func (s *sheet) lay(c *column, width float64, content cell) block {
	if c.numbers && len(content) == 2 {
		return s.layNumber(c, width, content)
	}
	var b block
	for i, paragraph := range content {
		if i < len(content)-1 { // a space keeps the words of two paragraphs apart for who hears them
			paragraph = append(slices.Clone(paragraph), paper.Span{Text: " ", Style: entry})
		}
		b.add(s.Clipped(mostLines, width, paragraph...), func(l paper.Line) float64 {
			if c.right {
				return width - l.Width
			}
			return 0
		})
	}
	return b
}

// layNumber puts what is before the decimal mark to the left of the axis and the rest to its right.
func (s *sheet) layNumber(c *column, width float64, content cell) block {
	var b block
	before, after := content[0], content[1]
	left := s.Clipped(mostLines, max(c.axis, 1), before...)
	b.add(left, func(l paper.Line) float64 { return c.axis - l.Width })
	gap := 0.0
	if strings.HasSuffix(before[len(before)-1].Text, " ") {
		gap = wordGap
	}
	rest := s.Clipped(mostLines, max(width-c.axis-gap, 1), after...)
	if len(rest) == 0 {
		return b
	}
	if len(left) > 0 {
		b.height -= left[len(left)-1].Leading // the rest begins on the last line of the number
	}
	b.add(rest, func(paper.Line) float64 { return c.axis + gap })
	b.width = max(b.width, c.axis+gap+widest(rest))
	return b
}

// wordGap is the width of a space in the style of a figure.
const wordGap = 0.278 * 8

func (b *block) add(lines []paper.Line, at func(paper.Line) float64) {
	var out []placed
	for _, l := range lines {
		out = append(out, placed{l, at(l), b.height})
		b.height += l.Leading
	}
	b.paragraphs = append(b.paragraphs, out)
	b.width = max(b.width, widest(lines))
}

func widest(lines []paper.Line) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, l.Width)
	}
	return w
}

// decimals cuts a figure in words behind the whole part of its last number: "more than 24" and ".5 billion". A
// space at the cut stays with the first. A figure without digits is all before the cut.
func decimals(display, mark string) (before, after string) {
	last := strings.LastIndexFunc(display, unicode.IsDigit)
	if last < 0 {
		return display, ""
	}
	_, size := utf8.DecodeRuneInString(display[last:])
	cut := last + size
	start := cut // of the last number
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(display[:start])
		if !unicode.IsDigit(r) && !strings.ContainsRune(".,\u202f\u00a0", r) {
			break
		}
		start -= n
	}
	if i := strings.LastIndex(display[start:cut], mark); i > 0 {
		cut = start + i
	}
	before, after = display[:cut], display[cut:]
	if rest, ok := strings.CutPrefix(after, " "); ok {
		before, after = before+" ", rest
	}
	return before, after
}

// figureCell is a figure as a cell of a column of numbers.
func (s *sheet) figureCell(display string) cell {
	before, after := decimals(display, s.t("decimal_mark"))
	if strings.IndexFunc(display, unicode.IsDigit) < 0 {
		return plain(display, entryBold) // "billions of dollars"
	}
	return cell{{{Text: before, Style: entryBold}}, {{Text: after, Style: entryBold}}}
}

// table is a table that is being drawn.
type table struct {
	*sheet
	columns []column
	heads   []block
	tall    float64 // of the heads
}

// table draws a table whose head is repeated on each page. Rows are not broken; a paragraph of more than
// mostLines is cut.
func (s *sheet) table(columns []column, rows [][]cell) {
	t := &table{sheet: s, columns: columns}
	var heads []cell
	for _, c := range columns {
		heads = append(heads, plain(c.head, columnTop))
	}
	t.heads, t.tall = t.blocks(heads)
	s.In(paper.Table, func() {
		s.In(paper.TableRow, func() {
			t.head(func(i int) {
				s.In(paper.HeadCell, func() { t.place(i, t.heads[i]) }, paper.OfColumn())
			})
		})
		for n, row := range rows {
			blocks, tall := t.blocks(row)
			if s.Need(tall + 2*s.gap(rowGap)) {
				t.head(func(i int) {
					s.Artifact(func() { t.place(i, t.heads[i]) })
				})
			} else if n > 0 {
				t.rule(rule, 0.4)
			}
			t.row(blocks, tall)
		}
		t.rule(accent, 0.8)
	})
}

// blocks breaks the cells of a row into lines.
func (t *table) blocks(row []cell) (blocks []block, tallest float64) {
	for i := range t.columns {
		c := &t.columns[i]
		width := c.width
		if i < len(t.columns)-1 {
			width -= cellGap
		}
		b := t.lay(c, width, row[i])
		blocks = append(blocks, b)
		tallest = max(tallest, b.height)
	}
	return blocks, tallest
}

// head draws the head between two rules, each cell by draw.
func (t *table) head(draw func(i int)) {
	t.rule(accent, 0.8)
	t.Advance(t.gap(rowGap))
	for i := range t.columns {
		draw(i)
	}
	t.Advance(t.tall + t.gap(rowGap))
	t.rule(accent, 0.8)
}

// row draws a row, whose first cell is its head.
func (t *table) row(blocks []block, tall float64) {
	t.Advance(t.gap(rowGap))
	t.In(paper.TableRow, func() {
		for i, b := range blocks {
			if i == 0 {
				t.In(paper.HeadCell, func() { t.place(i, b) }, paper.OfRow())
			} else {
				t.In(paper.Cell, func() { t.place(i, b) })
			}
		}
	})
	t.Advance(tall + t.gap(rowGap))
}

// place draws a cell of a column where the flow has come to.
func (t *table) place(i int, b block) {
	x := left
	for _, c := range t.columns[:i] {
		x += c.width
	}
	for n, paragraph := range b.paragraphs {
		draw := func() {
			for _, l := range paragraph {
				t.Write(x+l.x, t.Y()+l.y+l.Baseline(), l.Line)
			}
		}
		if n > 0 && !t.columns[i].numbers { // a derivation, or what a person said
			t.In(paper.Note, draw)
		} else {
			draw()
		}
	}
}

func (t *table) rule(ink paper.Ink, width float64) {
	t.Artifact(func() { t.Stroke(ink, width, paper.Point{X: left, Y: t.Y()}, paper.Point{X: t.right, Y: t.Y()}) })
}
