package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"
)

// book is a workbook before it is written.
type book struct {
	title    string
	language string // BCP 47
	created  string // RFC 3339
	sheets   []sheet
}

// sheet is one sheet: a title in A1, what it holds below, then lines of text or a table, and charts
// beside the table.
type sheet struct {
	name   string
	title  string
	intro  string
	lines  []line
	table  *table
	charts []chart
}

// line is a row of running text; a heading where it is bold.
type line struct {
	text string
	bold bool
	link link
}

// table is marked up as an Excel table; it starts in column A under the introduction.
type table struct {
	name    string
	columns []column
	rows    [][]cell
}

type column struct {
	header string
	width  float64 // in characters
}

// cell is one value: a text, a number, a date, or a formula with its result. No cell is empty: where there
// is no value, the text says why.
type cell struct {
	text    string
	number  decimal.NullDecimal
	date    string // ISO 8601
	formula string
	link    link
}

// link leads to an address or to a cell of this workbook. The cell's text says where to.
type link struct {
	url      string
	location string
}

// chart draws columns of the sheet's table.
type chart struct {
	title    string
	alt      string
	axis     string
	first    int // rows of the table, from 0
	last     int
	category int // columns of the table, from 0
	value    int
	format   string // of the numbers on the axis
}

// Limits of Excel.
const (
	maxSheetName = 31
	maxCell      = 32767
)

// check holds the description against the rules; it reports everything it finds.
func (b *book) check() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if b.title == "" || b.language == "" || b.created == "" {
		fail("the workbook has title %q, language %q, date %q", b.title, b.language, b.created)
	}
	sheets, tables := map[string]bool{}, map[string]bool{}
	for _, s := range b.sheets {
		if n := utf8.RuneCountInString(s.name); n == 0 || n > maxSheetName || strings.ContainsAny(s.name, `:\/?*[]'`) {
			fail("no sheet can be called %q", s.name)
		}
		if key := strings.ToLower(s.name); sheets[key] {
			fail("two sheets are called %q", s.name)
		} else {
			sheets[key] = true
		}
		if s.title == "" || s.intro == "" {
			fail("sheet %q: title %q, introduction %q", s.name, s.title, s.intro)
		}
		if s.table == nil {
			continue
		}
		if key := strings.ToLower(s.table.name); tables[key] || key == "" || strings.ContainsAny(key, " -.") {
			fail("sheet %q: no table can be called %q here", s.name, s.table.name)
		} else {
			tables[key] = true
		}
		errs = append(errs, s.table.check(s.name)...)
		for _, c := range s.charts {
			if c.title == "" || c.alt == "" || c.first > c.last || c.last >= len(s.table.rows) {
				fail("sheet %q: chart %q: text %q, rows %d to %d of %d", s.name, c.title, c.alt, c.first, c.last, len(s.table.rows))
			}
		}
	}
	return errors.Join(errs...)
}

func (t *table) check(sheet string) []error {
	var errs []error
	var headers []string
	for _, c := range t.columns {
		if c.header == "" || slices.Contains(headers, c.header) {
			errs = append(errs, fmt.Errorf("sheet %q: header %q is empty or stands twice", sheet, c.header))
		}
		headers = append(headers, c.header)
	}
	if len(t.rows) == 0 {
		errs = append(errs, fmt.Errorf("sheet %q: the table has no rows", sheet))
	}
	for n, row := range t.rows {
		if len(row) != len(t.columns) {
			errs = append(errs, fmt.Errorf("sheet %q: row %d has %d cells for %d columns", sheet, n+1, len(row), len(t.columns)))
			continue
		}
		for i, c := range row {
			if c.text == "" && !c.number.Valid && c.date == "" {
				errs = append(errs, fmt.Errorf("sheet %q: row %d: %q is empty", sheet, n+1, t.columns[i].header))
			}
		}
	}
	return errs
}
