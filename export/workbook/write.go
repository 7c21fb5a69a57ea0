package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const writtenBy = "tidyrelease"

// writer puts a description into a file.
type writer struct {
	book   *book
	file   *excelize.File
	styles map[look]int
	parcel *parcel

	part   string // of the package, that holds the sheet that is written
	charts int
}

// write writes the workbook.
func (b *book) write(out io.Writer) (err error) {
	p := &parcel{
		language: b.language, filters: b.filters, results: results{}, bounds: map[string]*bounds{}, links: map[string]*links{}, streamed: map[string]bool{},
		parts: map[string]*bytes.Buffer{}, spools: map[string]*spool{},
	}
	defer func() { err = errors.Join(err, p.discard()) }()
	w := &writer{book: b, file: excelize.NewFile(), styles: map[look]int{}, parcel: p}
	defer func() { err = errors.Join(err, w.file.Close()) }()
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	if err := w.all(); err != nil {
		return err
	}
	if _, err := w.file.WriteToBuffer(); err != nil { // into the parcel
		return err
	}
	return p.pack(out)
}

// all writes the sheets and what belongs to the whole workbook.
func (w *writer) all() error {
	b := w.book
	if err := w.file.SetDefaultFont(font); err != nil {
		return err
	}
	for i, s := range b.sheets {
		var err error
		if i == 0 {
			err = w.file.SetSheetName("Sheet1", s.name)
		} else {
			_, err = w.file.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
	}
	for _, n := range b.names {
		s := b.sheet(n.sheet)
		if err := w.file.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: s.block(n.column, 0, s.table.len()-1)}); err != nil {
			return fmt.Errorf("name %q: %w", n.name, err)
		}
	}
	for i, s := range b.sheets {
		w.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		write := w.sheet
		if s.table != nil && s.table.streamed != nil {
			write = w.stream
			w.parcel.streamed[w.part] = true
		}
		if err := write(s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	w.file.SetActiveSheet(0)
	return w.file.SetDocProps(&excelize.DocProperties{
		Title: b.title, Creator: writtenBy, LastModifiedBy: writtenBy, Language: b.language, Created: b.created, Modified: b.created,
	})
}

// set puts a value, unless it is nil, with its look into a cell.
func (w *writer) set(s *sheet, column, row int, value any, l look) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	if text, ok := value.(string); ok {
		value = escape(text)
	}
	if value != nil {
		if err := w.file.SetCellValue(s.name, at, value); err != nil {
			return err
		}
	}
	style, err := w.style(l)
	if err != nil {
		return err
	}
	return w.file.SetCellStyle(s.name, at, at, style)
}

// escaped is how the format writes a character by its code, which a text may hold by chance.
var escaped = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

// escape writes a text so that nothing in it is read as a character's code.
func escape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '_' && escaped.MatchString(s[i:]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (w *writer) sheet(s *sheet) error {
	if err := w.set(s, 1, 1, s.title, look{kind: title}); err != nil {
		return err
	}
	if err := w.file.SetRowHeight(s.name, 1, titleHeight); err != nil {
		return err
	}
	for n, l := range s.lines {
		look, height := l.look()
		if err := w.set(s, 1, n+2, l.text, look); err != nil {
			return err
		}
		if err := w.file.SetRowHeight(s.name, n+2, height); err != nil {
			return err
		}
		if err := w.link(1, n+2, l.link); err != nil {
			return err
		}
	}
	if s.table != nil {
		if err := w.table(s); err != nil {
			return err
		}
	}
	for _, c := range s.charts {
		if err := w.chart(s, c); err != nil {
			return fmt.Errorf("chart %q: %w", c.title, err)
		}
	}
	return w.setUp(s)
}

// setUp sets what a sheet looks like beside its cells.
func (w *writer) setUp(s *sheet) error {
	if err := w.view(s); err != nil {
		return err
	}
	return w.print(s)
}

// look is what a line of running text looks like, and how high it is.
func (l line) look() (look, float64) {
	switch {
	case l.heading:
		return look{kind: subtitle}, headingHeight
	case l.link != link{}:
		return look{kind: introLink}, introHeight
	}
	return look{kind: intro}, introHeight
}

func (w *writer) table(s *sheet) error {
	t := s.table
	for i, c := range t.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(s.name, name, name, c.width); err != nil {
			return err
		}
		if err := w.set(s, i+1, s.headerRow(), c.header, look{kind: header, right: c.right}); err != nil {
			return err
		}
	}
	for n, row := range t.rows {
		for i, c := range row {
			if err := w.cell(s, i+1, s.headerRow()+1+n, c, t.columns[i].right); err != nil {
				return err
			}
		}
	}
	for n, h := range t.heights {
		if err := w.file.SetRowHeight(s.name, s.headerRow()+n, h); err != nil {
			return err
		}
	}
	if err := w.frame(s); err != nil {
		return err
	}
	return w.file.AddTable(s.name, s.marked())
}

// frame tells how far the sheet goes, and that codes such as years are texts on purpose.
func (w *writer) frame(s *sheet) error {
	if err := w.file.SetSheetDimension(s.name, "A1:"+s.last()); err != nil {
		return err
	}
	if err := w.offer(s); err != nil {
		return err
	}
	return w.file.AddIgnoredErrors(s.name, s.marked().Range, excelize.IgnoredErrorsNumberStoredAsText)
}

// offer gives the cells of a table's columns that have choices a list to choose from. Nothing else can be entered there.
func (w *writer) offer(s *sheet) error {
	for i, c := range s.table.columns {
		if len(c.choices) == 0 {
			continue
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(fmt.Sprintf("%s%d:%s%d", name, s.headerRow()+1, name, s.headerRow()+s.table.len()))
		if err := v.SetDropList(c.choices); err != nil {
			return err
		}
		v.SetError(excelize.DataValidationErrorStyleStop, c.header, strings.Join(c.choices, ", "))
		if err := w.file.AddDataValidation(s.name, v); err != nil {
			return err
		}
	}
	return nil
}

// last is the last cell of the table.
func (s *sheet) last() string {
	name, _ := excelize.CoordinatesToCellName(len(s.table.columns), s.headerRow()+s.table.len())
	return name
}

// marked is the Excel table.
func (s *sheet) marked() *excelize.Table {
	stripes := false
	return &excelize.Table{Range: fmt.Sprintf("A%d:%s", s.headerRow(), s.last()), Name: s.table.name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}
}

// content is what a cell holds beside its formula, and its look.
func (w *writer) content(c *cell, right bool) (any, look, error) {
	l := look{kind: plain, right: right}
	switch {
	case c.number.Valid:
		l.kind, l.decimals, l.shown, l.behind = numeric, decimals(c.shown.scaled(c.number.Decimal)), c.shown, w.book.behind(c)
		number, _ := c.number.Decimal.Float64()
		return number, l, nil
	case c.entry:
		l.kind = toFill
		return nil, l, nil
	case c.date != "":
		date, err := time.Parse(time.DateOnly, c.date)
		l.kind = day
		return date, l, err
	case c.link != link{}:
		l.kind = linked
	case c.reason && c.formula != "":
		l.kind = awaiting
	case c.reason:
		l.kind = shorthand
	case c.formula != "":
		l.kind = calculated
	}
	return c.text, l, nil
}

func (w *writer) cell(s *sheet, column, row int, c cell, right bool) error {
	value, look, err := w.content(&c, right)
	if err != nil {
		return err
	}
	if c.formula != "" {
		at, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if w.parcel.results[w.part] == nil {
			w.parcel.results[w.part] = map[string]cell{}
		}
		w.parcel.results[w.part][at] = c
		value = nil
		if err := w.file.SetCellFormula(s.name, at, c.formula); err != nil {
			return err
		}
	}
	if err := w.set(s, column, row, value, look); err != nil {
		return err
	}
	return w.link(column, row, c.link)
}

func (w *writer) link(column, row int, l link) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil || l == (link{}) {
		return err
	}
	if w.parcel.links[w.part] == nil {
		w.parcel.links[w.part] = &links{numbers: map[string]int{}}
	}
	if l.url != "" {
		w.parcel.links[w.part].out(at, l.url)
	} else {
		w.parcel.links[w.part].to(at, w.location(l))
	}
	return nil
}

// location is where a link leads to in this workbook.
func (w *writer) location(l link) string {
	to, row := w.book.sheet(l.sheet), 1
	if l.row > 0 {
		row = to.headerRow() + l.row
	}
	return fmt.Sprintf("%s!A%d", quote(to.name), row)
}

// block is the cells of a column in some rows of the table, from 0.
func (s *sheet) block(column, first, last int) string {
	name, _ := excelize.ColumnNumberToName(column + 1)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quote(s.name), name, s.headerRow()+1+first, name, s.headerRow()+1+last)
}

// quote names a sheet in a formula.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
