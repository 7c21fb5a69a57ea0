package workbook

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// problems gathers what breaks a rule.
type problems []error

func (p *problems) add(format string, args ...any) { *p = append(*p, fmt.Errorf(format, args...)) }

// taken is the names that are given, each with the kind of thing that has it. Excel does not tell small letters from
// capitals in them.
type taken map[[2]string]bool

func (t taken) take(kind, name string, p *problems) {
	key := [2]string{kind, strings.ToLower(name)}
	if t[key] {
		p.add("two %ss are called %q", kind, name)
	}
	t[key] = true
}

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
	t := taken{}
	for _, s := range b.sheets {
		t.take("sheet", s.name, &p)
		t.take("key", s.key, &p)
		if s.table != nil {
			t.take("name", s.table.name, &p)
		}
		b.checkSheet(s, &p)
	}
	for _, n := range b.names {
		t.take("name", n.name, &p)
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
	switch {
	case s.table != nil:
		b.checkTable(s, p)
	case len(s.charts) > 0:
		p.add("sheet %q: charts without a table", s.name)
	}
}

func (b *book) checkTable(s *sheet, p *problems) {
	t := s.table
	if t.name == "" || strings.ContainsFunc(t.name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		p.add("sheet %q: no table can be called %q", s.name, t.name)
	}
	b.checkHeaders(s, p)
	if n := t.len(); n == 0 || s.headerRow()+n > maxRows {
		p.add("sheet %q: a table of %d rows", s.name, n)
	}
	if len(t.heights) != len(t.rows)+1 { // one where rows are streamed
		p.add("sheet %q: %d heights for a header and %d rows", s.name, len(t.heights), len(t.rows))
		return
	}
	links := len(s.lines)
	for n, row := range t.rows {
		b.checkRow(s, n, row, p)
		for i := range row {
			if row[i].link != (link{}) {
				links++
			}
		}
	}
	if links > maxLinks {
		p.add("sheet %q: %d links", s.name, links)
	}
	for _, c := range s.charts {
		b.checkChart(s, c, p)
	}
}

// checkHeaders holds that headers are filled and unique: the spreadsheet library gives others names of its own.
func (b *book) checkHeaders(s *sheet, p *problems) {
	seen := map[string]bool{}
	for _, c := range s.table.columns {
		key := strings.ToLower(c.header)
		if c.header == "" || !printable(c.header) || seen[key] {
			p.add("sheet %q: the header %q is empty or stands twice", s.name, c.header)
		}
		seen[key] = true
		if c.width > maxWidth || c.width < b.headerWidth(c.header) {
			p.add("sheet %q: the header %q does not fit a width of %g", s.name, c.header, c.width)
		}
	}
}

func (b *book) checkChart(s *sheet, c chart, p *problems) {
	if c.title == "" || c.alt == "" || c.axis == "" {
		p.add("sheet %q: chart %q: text %q, axis %q", s.name, c.title, c.alt, c.axis)
	}
	if c.first > c.last || c.last >= len(s.table.rows) || max(c.category, c.value, c.name) >= len(s.table.columns) || c.bounds == nil || len(c.bounds.rows) != c.last-c.first+1 {
		p.add("sheet %q: chart %q: rows %d to %d of %d", s.name, c.title, c.first, c.last, len(s.table.rows))
	}
}

// checkRow holds row n, from 0, against the rules. Rows that are streamed are checked as they are written.
func (b *book) checkRow(s *sheet, n int, row []cell, p *problems) {
	t := s.table
	if len(row) != len(t.columns) {
		p.add("sheet %q: row %d has %d cells for %d columns", s.name, n+1, len(row), len(t.columns))
		return
	}
	for i := range row {
		b.checkCell(s, &row[i], &t.columns[i], n+1, p)
	}
	if t.streamed != nil {
		return // and made as high as their texts
	}
	if need := t.height(row); need > t.heights[n+1] {
		p.add("sheet %q: row %d is %g points high, and needs %g", s.name, n+1, t.heights[n+1], need)
	}
}

func (b *book) checkCell(s *sheet, c *cell, in *column, row int, p *problems) {
	values := 0
	for _, there := range [...]bool{c.text != "", c.number.Valid, c.date != ""} {
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
	if c.date != "" {
		if _, err := time.Parse(time.DateOnly, c.date); err != nil {
			p.add("sheet %q: row %d: %q: %w", s.name, row, in.header, err)
		}
	}
	if c.link == (link{}) {
		return
	}
	if linkWidth(c.text) > in.width {
		p.add("sheet %q: row %d: %q is too narrow for the link %q", s.name, row, in.header, c.text)
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
