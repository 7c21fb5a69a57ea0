package workbook

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
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

	streamed func(n int) []cell // row n, from 0, instead of rows
	length   int                // of a streamed table
}

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

// problems gathers what breaks a rule.
type problems []error

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Errorf(format, args...)) }

// check holds the description against the rules of an accessible workbook and the limits of Excel. It reports
// everything it finds.
func (b *book) check() error {
	var p problems
	if b.title == "" || b.language == "" {
		p.add("the workbook has the title %q and the language %q", b.title, b.language)
	}
	if _, err := time.Parse(time.RFC3339, b.created); err != nil {
		p.add("the workbook's date: %w", err)
	}
	taken := map[string]bool{}
	unique := func(kind, s string) {
		if key := kind + strings.ToLower(s); taken[key] {
			p.add("two %ss are called %q", kind, s)
		} else {
			taken[key] = true
		}
	}
	for _, s := range b.sheets {
		unique("sheet", s.name)
		unique("key", s.key)
		if s.table != nil {
			unique("name", s.table.name)
		}
		b.checkSheet(s, &p)
	}
	for _, n := range b.names {
		unique("name", n.name)
		if s := b.sheet(n.sheet); s == nil || s.table == nil || n.column >= len(s.table.columns) {
			p.add("the name %q is for column %d of sheet %q, which is not there", n.name, n.column, n.sheet)
		}
	}
	return errors.Join(p...)
}

func (b *book) checkSheet(s *sheet, p *problems) {
	if n := utf8.RuneCountInString(s.name); n == 0 || n > maxSheetName || strings.ContainsAny(s.name, `:\/?*[]'`) {
		p.add("no sheet can be called %q", s.name)
	}
	if s.title == "" || len(s.lines) == 0 {
		p.add("sheet %q: the title is %q and %d lines say what it holds", s.name, s.title, len(s.lines))
	}
	for n, l := range s.lines {
		if l.text == "" || !printable(l.text) {
			p.add("sheet %q: line %d is %q", s.name, n+1, l.text)
		}
		b.checkLink(s, l.text, l.link, p)
	}
	if s.table == nil {
		if len(s.charts) > 0 {
			p.add("sheet %q: charts without a table", s.name)
		}
		return
	}
	t := s.table
	if t.name == "" || strings.ContainsFunc(t.name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		p.add("sheet %q: no table can be called %q", s.name, t.name)
	}
	var headers []string
	for _, c := range t.columns {
		if key := strings.ToLower(c.header); c.header == "" || !printable(c.header) || slices.Contains(headers, key) {
			p.add("sheet %q: the header %q is empty or stands twice", s.name, c.header)
		} else {
			headers = append(headers, key)
		}
		if c.width > maxWidth || c.width < headerWidth(c.header) {
			p.add("sheet %q: the header %q does not fit a width of %g", s.name, c.header, c.width)
		}
	}
	if n := t.len(); n == 0 || s.headerRow()+n > maxRows {
		p.add("sheet %q: a table of %d rows", s.name, n)
	}
	if len(t.heights) != len(t.rows)+1 { // one where rows are streamed
		p.add("sheet %q: %d heights for a header and %d rows", s.name, len(t.heights), len(t.rows))
		return
	}
	for n, row := range t.rows {
		b.checkRow(s, n, row, p)
	}
	for _, c := range s.charts {
		if c.title == "" || c.alt == "" || c.axis == "" || c.first > c.last || c.last >= len(t.rows) || max(c.category, c.value, c.name) >= len(t.columns) ||
			c.bounds == nil || len(c.bounds.rows) != c.last-c.first+1 {
			p.add("sheet %q: chart %q: text %q, axis %q, rows %d to %d of %d", s.name, c.title, c.alt, c.axis, c.first, c.last, len(t.rows))
		}
	}
}

// checkRow holds row n, from 0, against the rules. Rows that are streamed are checked as they are written; programs make
// these as high as their texts.
func (b *book) checkRow(s *sheet, n int, row []cell, p *problems) {
	t := s.table
	if len(row) != len(t.columns) {
		p.add("sheet %q: row %d has %d cells for %d columns", s.name, n+1, len(row), len(t.columns))
		return
	}
	for i, c := range row {
		b.checkCell(s, c, t.columns[i], n+1, p)
		if t.streamed != nil {
			continue
		}
		if need := min(maxRowHeight, textHeight(c.text, t.columns[i].width)); need > t.heights[n+1] {
			p.add("sheet %q: row %d is %g points high; %q needs %g", s.name, n+1, t.heights[n+1], t.columns[i].header, need)
		}
	}
}

func (b *book) checkCell(s *sheet, c cell, in column, row int, p *problems) {
	values := 0
	for _, there := range []bool{c.text != "", c.number.Valid, c.date != ""} {
		if there {
			values++
		}
	}
	switch {
	case c.entry && values == 0:
	case values != 1:
		p.add("sheet %q: row %d: %q has %d values", s.name, row, in.header, values)
	case !printable(c.text) || len(c.text) > maxCell && len(utf16.Encode([]rune(c.text))) > maxCell:
		p.add("sheet %q: row %d: %q holds control characters or too much text", s.name, row, in.header)
	case c.number.Valid && b.numberWidth(c) > in.width:
		p.add("sheet %q: row %d: %q is too narrow for %s", s.name, row, in.header, c.number.Decimal)
	}
	if c.link != (link{}) && linkWidth(c.text) > in.width {
		p.add("sheet %q: row %d: %q is too narrow for the link %q", s.name, row, in.header, c.text)
	}
	if c.date != "" {
		if _, err := time.Parse(time.DateOnly, c.date); err != nil {
			p.add("sheet %q: row %d: %q: %w", s.name, row, in.header, err)
		}
	}
	b.checkLink(s, c.text, c.link, p)
}

func (b *book) checkLink(s *sheet, text string, l link, p *problems) {
	switch {
	case l == link{}:
	case text == "":
		p.add("sheet %q: a link without words", s.name)
	case l.url != "":
		if l.sheet != "" || !web(l.url) {
			p.add("sheet %q: no link can lead to %q", s.name, l.url)
		}
	default:
		to := b.sheet(l.sheet)
		if to == nil || l.row < 0 || l.row > 0 && (to.table == nil || l.row > to.table.len()) {
			p.add("sheet %q: %q leads to row %d of sheet %q, which is not there", s.name, text, l.row, l.sheet)
		}
	}
}

// web tells whether an address may be linked: nothing but a page can be opened from the workbook.
func web(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && len(address) <= maxAddress &&
		!strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' })
}

// breadth is how broad a text of 12 points is, in the characters that widths of columns are counted in. Those are
// digits of the workbook's font in its own size; the letters are grouped as broad as they are in Arial.
func breadth(s string) float64 {
	b := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune(" \u00a0.,;:'’|!()[]-fijlrt", r):
			b += 0.65
		case strings.ContainsRune("mwMW%@—…", r):
			b += 1.75
		case unicode.IsUpper(r):
			b += 1.4
		default:
			b += 1.12
		}
	}
	return b
}

// headerWidth is what a header needs for its longest word, which is bold, and the filter button.
func headerWidth(s string) float64 {
	longest := 0.0
	for _, w := range strings.Fields(s) {
		longest = max(longest, breadth(w))
	}
	return longest*1.1 + 3
}

// textHeight is the height in points of a text in a column, wrapped at spaces. It is a careful estimate: programs
// measure letters differently.
func textHeight(s string, width float64) float64 {
	const line, padding = 15.5, 4
	most := width - 1
	lines, at := 1, 0.0
	for word := range strings.FieldsSeq(s) {
		n := breadth(word)
		if at > 0 && at+breadth(" ")+n <= most {
			at += breadth(" ") + n
			continue
		}
		if at > 0 {
			lines++
		}
		for ; n > most; n -= most {
			lines++
		}
		at = n
	}
	return float64(lines)*line + padding
}

// linkWidth is the width of a link's words, which some programs do not wrap.
func linkWidth(s string) float64 {
	const most = 70
	return min(most, breadth(s)+1.5)
}

// numberWidth is the width of a number as it is shown.
func (b *book) numberWidth(c cell) float64 {
	d := c.shown.scaled(c.number.Decimal)
	whole := d.Abs().Trunc(0).Prec()
	width := whole + (whole-1)/3
	if n := decimals(d); n > 0 {
		width += 1 + n
	}
	return float64(width)*1.12 + 4 + breadth(b.behind(c))
}

// behind is what stands behind a number as it is shown.
func (b *book) behind(c cell) string {
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
	by := decimal.MustNew(int64(math.Pow10(max(places, -places))), 0)
	moved, err := d.Mul(by)
	if places < 0 {
		moved, err = d.Quo(by)
	}
	if err != nil {
		return d // as large as decimals get, and shown as it is
	}
	return moved
}

// decimals is how many decimals of a number are shown: those it has, but no more than six digits in all where it
// would have many, like a third or a quotient.
func decimals(d decimal.Decimal) int {
	n := d.MinScale()
	if n <= 4 {
		return n
	}
	return d.Round(max(0, 6-d.Trunc(0).Prec())).MinScale()
}

// printable tells whether a text is one that clean gives.
func printable(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unprintable) }

// unprintable are the characters that no cell shows, that XML forbids, or that turn the order of other characters.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || r == 0xfffe || r == 0xffff || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// clean makes one line of a text without what is unprintable.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unprintable(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	return strings.Trim(s, " ")
}
