package workbook

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"
)

// book is a workbook before it is written. It knows sheets by their keys and rows by their numbers in a table; only the
// writer knows cells, so that a description of any length can be written row by row.
type book struct {
	title    string
	language string // BCP 47
	created  string // RFC 3339
	locale   string // of the formats of numbers, as Excel writes it: "[$-1009]"
	footer   string // of printed pages, beside the sheet's name; &P and &N are the page and their number
	percent  string // what stands behind the number of a percentage
	scales   map[int]scale
	filters  bool // buttons in the headers, and headers that stay in view
	sheets   []*sheet
	names    []name
}

// scale is the name of a power of ten, for one and for more of it: "million", "millions".
type scale struct{ one, more string }

// sheet is one sheet: a title in A1, lines that say what it holds, a blank row, then its only table in column A, and
// charts to the right of it.
type sheet struct {
	key    string // what links and names call it, in every language
	kind   string // the key of the first of the sheets that a long table is split into
	name   string
	title  string
	lines  []line
	table  *table // nil where there is nothing to list; a line then says so
	charts []chart
}

// line is a row of running text above the table.
type line struct {
	text    string
	heading bool
	link    link
}

// table is marked up as an Excel table. The rows of a long one are made when they are asked for.
type table struct {
	name    string
	columns []column
	rows    [][]cell
	heights []float64 // of the header and the rows, in points; of the header alone where rows are streamed

	streamed rowMaker // instead of rows
	length   int      // of a streamed table
}

// rowMaker appends the cells of row n, from 0, to a slice: of a million rows, no more than one needs to be in memory.
type rowMaker func(row []cell, n int) []cell

func (t *table) len() int {
	if t.streamed != nil {
		return t.length
	}
	return len(t.rows)
}

type column struct {
	header  string
	width   float64  // in characters
	right   bool     // holds numbers, which stand to the right
	choices []string // what can be entered, where the column is for a person to fill in
}

// cell is one value: a text, a number, a date, or a formula whose result is the number or text beside it. No cell is
// empty, but for those that a person may fill in: where there is no value, the text is a shorthand for the reason.
type cell struct {
	text    string
	number  decimal.NullDecimal // as the cell holds it: a percentage as a hundredth
	shown   shown
	date    string // ISO 8601 day
	formula string
	link    link
	reason  bool // text is a shorthand for why there is no value
	entry   bool // for a person to fill in
}

// shown is how a number is shown; what the cell holds stays whole.
type shown uint8

const (
	asNumber shown = iota
	asPercent
	inMillions // above a million: 24,500,000,000 as "24.5 billion"
	inBillions
)

// power is the power of ten that a number is divided by when it is shown.
func (s shown) power() int { return [...]int{0, -2, 6, 9}[s] }

// link leads to an address, or to a row of a table in this workbook. The cell's text says where to.
type link struct {
	url   string
	sheet string // key
	row   int    // of the table, from 1; 0 leads to the title
}

// name is a defined name for a column of a table.
type name struct {
	name   string
	sheet  string // key
	column int    // from 0
}

// chart draws a value for each of some rows of the sheet's table. The categories say the bounds in words.
type chart struct {
	title    string
	alt      string
	axis     string
	line     bool // over time, from left to right; otherwise bars
	share    bool // of a whole, which ends at 100 percent
	bounds   *bounds
	format   string  // of the numbers on the axis
	lowest   float64 // where the bars start: zero, or below it
	first    int     // rows of the table, from 0
	last     int
	category int // columns of the table, from 0
	value    int
	name     int // its first cell names what is drawn
}

// Limits of Excel.
const (
	maxSheetName = 31
	maxCell      = 32767 // UTF-16 units
	maxRowHeight = 409   // points
	maxWidth     = 255   // characters
	maxRows      = 1048576
	maxLinks     = 65530 // on a sheet
	maxAddress   = 2079
)

// headerRow is the row of the table's header.
func (s *sheet) headerRow() int { return len(s.lines) + 3 }

func (b *book) sheet(key string) *sheet {
	for _, s := range b.sheets {
		if s.key == key {
			return s
		}
	}
	return nil
}

// behind is what stands behind a number as it is shown.
func (b *book) behind(c *cell) string {
	switch c.shown {
	case asNumber:
		return ""
	case asPercent:
		return b.percent
	}
	s := b.scales[c.shown.power()]
	if c.shown.scaled(c.number.Decimal).Cmp(decimal.Two) < 0 {
		return s.one
	}
	return s.more
}

// scaled is a number as it is shown.
func (s shown) scaled(d decimal.Decimal) decimal.Decimal { return shift(d, -s.power()) }

// shift moves a number's point to the right.
func shift(d decimal.Decimal, places int) decimal.Decimal {
	if places == 0 {
		return d
	}
	if scale := d.Scale() - places; scale >= 0 && scale <= decimal.MaxScale && d.Coef() <= math.MaxInt64 {
		if moved, err := decimal.New(int64(d.Coef()), scale); err == nil {
			return moved.CopySign(d).Trim(0)
		}
	}
	by := decimal.MustNew(int64(math.Pow10(max(places, -places))), 0)
	moved, err := d, error(nil)
	if places < 0 {
		moved, err = d.Quo(by)
	} else {
		moved, err = d.Mul(by)
	}
	if err != nil {
		return d // as large as decimals get, and shown as it is
	}
	return moved
}

// printable tells whether a text is one that clean gives.
func printable(s string) bool {
	return ascii(s) || utf8.ValidString(s) && !strings.ContainsFunc(s, unprintable)
}

// ascii tells whether a text is of printable ASCII characters, as most are.
func ascii(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// unprintable are the characters that no cell shows, that XML forbids, or that turn the order of other characters.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == 0xfffe || r == 0xffff || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// clean makes one line of a text without what is unprintable.
func clean(s string) string {
	if ascii(s) {
		return strings.Trim(s, " ")
	}
	s = strings.Map(func(r rune) rune {
		if unprintable(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Trim(s, " ")
}
