package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

func reopened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// place is a table of the written file: the cells of its header and its last cell.
type place struct {
	table                         excelize.Table
	firstColumn, header           int
	lastColumn, lastRow, tableNum int
}

func tableOf(t testing.TB, f *excelize.File, sheet string) place {
	t.Helper()
	tables, err := f.GetTables(sheet)
	if err != nil {
		t.Fatal(err)
	}
	p := place{tableNum: len(tables)}
	if len(tables) != 1 {
		return p
	}
	p.table = tables[0]
	from, to, _ := strings.Cut(p.table.Range, ":")
	if p.firstColumn, p.header, err = excelize.CellNameToCoordinates(from); err != nil {
		t.Fatal(err)
	}
	if p.lastColumn, p.lastRow, err = excelize.CellNameToCoordinates(to); err != nil {
		t.Fatal(err)
	}
	return p
}

func at(column, row int) string {
	s, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err)
	}
	return s
}

func raw(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// reading is a sheet of a workbook as it is read back, with the description that it was written from.
type reading struct {
	*testing.T
	book   *book
	file   *excelize.File
	xml    string // its part of the package
	sheet  *sheet
	words  *wording.Catalogue
	rows   [][]string // what the cells hold
	place  place
	styles map[int]*excelize.Style
}

// The rules that each sheet keeps.
var sheetRules = []struct {
	rule  string
	check func(r *reading)
}{
	{"the title is in A1; what the sheet holds follows, then the table in column A", (*reading).checkHead},
	{"one table, which is an Excel table with a meaningful name, and fills its range", (*reading).checkTable},
	{"headers are filled and unique", (*reading).checkHeaders},
	{"nothing is merged or hidden, no page has a header, and no format depends on a value", (*reading).checkPlain},
	{"the cursor is in A1", (*reading).checkCursor},
	{"Arial of 12 points, 14 for headings and 16 for the title", (*reading).checkFonts},
	{"units stand in a column, and in no number", (*reading).checkUnits},
}

// The rules that each cell of a table keeps.
var cellRules = []struct {
	rule  string
	check func(r *reading, column, row int, want *cell)
}{
	{"numbers are numbers, dates are dates, texts are texts, and an empty cell is one to fill in", (*reading).checkValue},
	{"all text is visible: wrapped, in columns and rows that hold it", (*reading).checkRoom},
	{"colour is not the only carrier of a meaning", (*reading).checkColour},
}

// The rules of the description hold for the file as a program reads it back.
func TestWrittenFile(t *testing.T) {
	all := datasets(t)
	pattern := "14-*.txt"
	if *long {
		pattern = "*.txt"
	}
	all["labelled releases"], all["labelled releases, French"] = labelled(t, "en", pattern), labelled(t, "fr", pattern)
	for name, d := range all {
		t.Run(name, func(t *testing.T) { checkFile(t, d, large) })
	}
}

// checkFile writes a dataset and holds all that is read back against the rules.
func checkFile(t *testing.T, d *transform.Dataset, s sizes) (*book, *excelize.File) {
	t.Helper()
	data := writtenIn(t, d, s)
	f, parts := reopened(t, data), partsOf(t, data)
	b, err := describe(d, Options{}, s)
	if err != nil {
		t.Fatal(err)
	}
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		t.Fatal(err)
	}
	checkWorkbook(t, f, b, d, words)
	styles := map[int]*excelize.Style{}
	for i, s := range b.sheets {
		rows, err := f.GetRows(s.name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		r := &reading{t, b, f, parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)], s, words, rows, tableOf(t, f, s.name), styles}
		for _, rule := range sheetRules {
			rule.check(r)
		}
		r.checkCells()
	}
	checkLinks(t, f)
	checkNotes(t, f, words)
	return b, f
}

// checkWorkbook holds what is not of one sheet: their order, which is the active one, names and properties.
func checkWorkbook(t *testing.T, f *excelize.File, b *book, d *transform.Dataset, words *wording.Catalogue) {
	t.Helper()
	var want []string
	for _, key := range order {
		name := words.Text("sheet." + key)
		if b.sheet(key) != nil || key != "comparison" && (key != "changes" || d.Changes != nil) {
			want = append(want, name)
		}
		for n := 2; b.sheet(part(key, n-1)) != nil; n++ { // of a long table
			want = append(want, fmt.Sprintf("%s %d", name, n))
		}
	}
	if diff := cmp.Diff(want, f.GetSheetList()); diff != "" {
		t.Fatalf("sheets (-want +got):\n%s", diff)
	}
	if f.GetActiveSheetIndex() != 0 {
		t.Error("the first sheet is not the active one")
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if props.Title != b.title || props.Language != d.Language+"-CA" || props.Created != b.created || props.Modified != b.created {
		t.Errorf("properties %+v", props)
	}
	names := map[string]string{}
	for _, s := range b.sheets {
		name := tableOf(t, f, s.name).table.Name
		if other, ok := names[name]; ok && name != "" {
			t.Errorf("the tables of %s and %s are both called %s", s.name, other, name)
		}
		names[name] = s.name
		if visible, err := f.GetSheetVisible(s.name); err != nil || !visible {
			t.Errorf("%s is hidden: %v", s.name, err)
		}
	}
}

func (r *reading) raw(cell string) string { return raw(r, r.file, r.sheet.name, cell) }

func (r *reading) complain(cell, format string, args ...any) {
	r.Helper()
	r.Errorf("%s!%s: %s", r.sheet.name, cell, fmt.Sprintf(format, args...))
}

func (r *reading) checkHead() {
	s := r.sheet
	if got := r.raw("A1"); got != s.title || got == "" {
		r.complain("A1", "%q; want the title %q", got, s.title)
	}
	for n, l := range s.lines {
		if got := r.raw(at(1, n+2)); got != l.text || got == "" {
			r.complain(at(1, n+2), "%q; want %q", got, l.text)
		}
	}
	if s.table != nil && (r.place.firstColumn != 1 || r.place.header != len(s.lines)+3 || len(r.rows[len(s.lines)+1]) > 0) {
		r.complain(r.place.table.Range, "the table does not stand in column A below one blank row")
	}
}

func (r *reading) checkTable() {
	p := r.place
	if r.sheet.table == nil {
		if p.tableNum != 0 {
			r.complain("A1", "%d tables", p.tableNum)
		}
		return
	}
	if p.tableNum != 1 || p.lastRow != len(r.rows) || p.lastRow-p.header != r.sheet.table.len() || regexp.MustCompile(`(?i)^table_?\d*$`).MatchString(p.table.Name) {
		r.Fatalf("%s: %d tables, called %q, at %q of %d rows", r.sheet.name, p.tableNum, p.table.Name, p.table.Range, len(r.rows))
	}
	if dimension, err := r.file.GetSheetDimension(r.sheet.name); err != nil || dimension != "A1:"+at(p.lastColumn, p.lastRow) {
		r.complain("A1", "dimension %s, %v", dimension, err)
	}
	if on := p.table.ShowHeaderRow; on != nil && !*on {
		r.complain(p.table.Range, "the table has no header")
	}
}

func (r *reading) checkHeaders() {
	if r.sheet.table == nil {
		return
	}
	seen := map[string]bool{}
	for column := 1; column <= r.place.lastColumn; column++ {
		h := r.raw(at(column, r.place.header))
		if h == "" || seen[strings.ToLower(h)] || h != r.sheet.table.columns[column-1].header {
			r.complain(at(column, r.place.header), "the header %q is empty, stands twice or is another one", h)
		}
		seen[strings.ToLower(h)] = true
	}
}

// unwanted is what no sheet may have.
var unwanted = regexp.MustCompile(`<mergeCell|hidden="(1|true)"|<(odd|even|first)Header|<conditionalFormatting|<autoFilter`)

func (r *reading) checkPlain() {
	if found := unwanted.FindString(r.xml); found != "" || r.xml == "" {
		r.complain("A1", "the sheet has %s", found)
	}
}

func (r *reading) checkCursor() {
	panes, err := r.file.GetPanes(r.sheet.name)
	if err != nil {
		r.Fatal(err)
	}
	for _, selection := range panes.Selection {
		if selection.ActiveCell != "A1" {
			r.complain(selection.ActiveCell, "the cursor is here")
		}
	}
}

func (r *reading) style(cell string) *excelize.Style {
	id, err := r.file.GetCellStyle(r.sheet.name, cell)
	if err != nil {
		r.Fatal(err)
	}
	if r.styles[id] == nil {
		if r.styles[id], err = r.file.GetStyle(id); err != nil {
			r.Fatal(err)
		}
	}
	return r.styles[id]
}

func (r *reading) checkFonts() {
	size := func(cell string, want float64) {
		if font := r.style(cell).Font; font == nil || font.Family != "Arial" || font.Size != want {
			r.complain(cell, "font %+v; want %g points", font, want)
		}
	}
	size("A1", 16)
	for n, l := range r.sheet.lines {
		if l.heading {
			size(at(1, n+2), 14)
		} else {
			size(at(1, n+2), 12)
		}
	}
}

// numberFormat is one without a unit: a power of ten in words, or a percent sign, may stand behind the digits.
var numberFormat = regexp.MustCompile(`^\[\$-[0-9A-F]+\](\[>=10+\])?#,##0(\.0+)?,*("[ \x{a0}](million|billion|milliard)s?"|"\x{a0}"%|%)?_0(;#,##0_0)?$`)

func (r *reading) checkUnits() {
	if r.sheet.table == nil || slices.Contains([]string{"cover", "contents", "notes", "dictionary", "changes"}, r.sheet.kind) {
		return // which count, if they have numbers at all
	}
	unit := r.words.Text("column.unit")
	if !slices.ContainsFunc(r.sheet.table.columns, func(c column) bool { return c.header == unit }) {
		r.complain("A1", "no column says the unit")
	}
}

// checkCells holds the cells of the table against their rules: all of them, or of a long sheet some and the values of all.
func (r *reading) checkCells() {
	t := r.sheet.table
	if t == nil {
		return
	}
	for column := range t.columns {
		if style := r.style(at(column+1, r.place.header)); style.Font == nil || style.Font.Family != "Arial" || style.Font.Size != 12 || !style.Font.Bold {
			r.complain(at(column+1, r.place.header), "font %+v of a header", style.Font)
		}
	}
	rules, some := cellRules, 1
	if t.streamed != nil {
		some = 97
	}
	for n := range t.len() {
		var row []cell
		if t.streamed != nil {
			row = t.streamed(row, n)
		} else {
			row = t.rows[n]
		}
		for i := range row {
			for k, rule := range rules {
				if k == 0 || n%some == 0 {
					rule.check(r, i+1, r.place.header+1+n, &row[i])
				}
			}
		}
	}
}

func (r *reading) checkValue(column, row int, want *cell) {
	cell := at(column, row)
	got := r.raw(cell)
	if (got == "") != want.entry {
		r.complain(cell, "%q; to be filled in: %v", got, want.entry)
	}
	formula, err := r.file.GetCellFormula(r.sheet.name, cell)
	if err != nil || formula != want.formula {
		r.complain(cell, "formula %q, %v; want %q", formula, err, want.formula)
	}
	kind, err := r.file.GetCellType(r.sheet.name, cell)
	if err != nil {
		r.Fatal(err)
	}
	switch {
	case want.number.Valid:
		number, err := strconv.ParseFloat(got, 64)
		exact, _ := want.number.Decimal.Float64()
		if err != nil || math.Abs(number-exact) > 1e-14*math.Abs(exact) || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			r.complain(cell, "number %q of type %v; want %s", got, kind, want.number.Decimal)
		}
	case want.date != "":
		if shown, err := r.file.GetCellValue(r.sheet.name, cell); err != nil || shown != want.date || !regexp.MustCompile(`^\d+$`).MatchString(got) {
			r.complain(cell, "date %q shown as %q, %v", got, shown, err)
		}
	default:
		text := kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString
		if got != want.text || formula == "" && !want.entry && !text {
			r.complain(cell, "text %q of type %v; want %q", got, kind, want.text)
		}
	}
}

func (r *reading) checkRoom(column, row int, want *cell) {
	cell := at(column, row)
	letter, _ := excelize.ColumnNumberToName(column)
	width, err := r.file.GetColWidth(r.sheet.name, letter)
	if err != nil {
		r.Fatal(err)
	}
	height, err := r.file.GetRowHeight(r.sheet.name, row)
	if err != nil {
		r.Fatal(err)
	}
	if need := min(maxRowHeight, textHeight(want.text, width)); need > height {
		r.complain(cell, "%q needs %g points; the row has %g", want.text, need, height)
	}
	style := r.style(cell)
	switch {
	case want.number.Valid:
		if style.CustomNumFmt == nil || !numberFormat.MatchString(*style.CustomNumFmt) {
			r.complain(cell, "the format of a number is %+v", style)
		}
		if need := r.book.numberWidth(want); need > width {
			r.complain(cell, "%s needs a width of %g; the column has %g", want.number.Decimal, need, width)
		}
	case !want.reason && want.date == "" && (style.Alignment == nil || !style.Alignment.WrapText):
		r.complain(cell, "the text is not wrapped")
	}
}

// checkColour holds that what is coloured says so in words as well: shorthands are in brackets, links are underlined, and
// what is to be filled in has a note in its header.
func (r *reading) checkColour(column, row int, want *cell) {
	cell, style := at(column, row), r.style(at(column, row))
	switch strings.TrimPrefix(style.Font.Color, "FF") {
	case "000000":
	case muted:
		if !strings.HasPrefix(want.text, "[") {
			r.complain(cell, "%q is pale", want.text)
		}
	case accent:
		if style.Font.Underline == "" || want.link == (link{}) {
			r.complain(cell, "%q looks like a link", want.text)
		}
	default:
		r.complain(cell, "colour %q", style.Font.Color)
	}
	if filled := len(style.Fill.Color) > 0; filled != want.entry || filled && !reference.MatchString(r.raw(at(column, r.place.header))) {
		r.complain(cell, "filled: %v; to be filled in: %v", filled, want.entry)
	}
}

var location = regexp.MustCompile(`^'([^']+)'!([A-Z]+)(\d+)$`)

// Every link has words and leads to a page of the web, to a sheet, or to the row that has these words: facts and mentions
// lead to each other.
func checkLinks(t *testing.T, f *excelize.File) {
	sheets := map[string][][]string{}
	for _, sheet := range f.GetSheetList() {
		var err error
		if sheets[sheet], err = f.GetRows(sheet); err != nil {
			t.Fatal(err)
		}
	}
	for sheet, rows := range sheets {
		for n, row := range rows {
			for i, text := range row {
				ok, target, err := f.GetCellHyperLink(sheet, at(i+1, n+1))
				if err != nil {
					t.Fatal(err)
				}
				if !ok {
					continue
				}
				if text == "" {
					t.Errorf("%s: a link to %s without words", sheet, target)
				}
				if web(target) {
					continue
				}
				m := location.FindStringSubmatch(target)
				if m == nil {
					t.Errorf("%s!%s: link to %q", sheet, at(i+1, n+1), target)
					continue
				}
				there := sheets[m[1]]
				row, _ := strconv.Atoi(m[3])
				if row > len(there) || there[row-1][0] == "" || row != 1 && !slices.Contains(there[row-1], text) {
					t.Errorf("%s!%s: %q leads to %s", sheet, at(i+1, n+1), text, target)
				}
			}
		}
	}
}

var reference = regexp.MustCompile(`\[(note \d+)\]`)

// Every note that a sheet refers to is in the notes, and the other way round; so are the shorthands.
func checkNotes(t *testing.T, f *excelize.File, words *wording.Catalogue) {
	t.Helper()
	listed, used := map[string]bool{}, map[string]bool{}
	for _, sheet := range f.GetSheetList() {
		p, notes := tableOf(t, f, sheet), strings.HasPrefix(sheet, words.Text("sheet.notes"))
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for n, row := range rows {
			if notes && n >= p.header {
				listed[row[0]] = true
				continue
			}
			for _, text := range row {
				for _, m := range reference.FindAllStringSubmatch(text, -1) {
					used[m[1]] = true
				}
				if slices.ContainsFunc(shorthands, func(key string) bool { return text == words.Text("shorthand."+key) }) {
					used[text] = true
				}
			}
		}
	}
	if diff := cmp.Diff(used, listed); diff != "" {
		t.Errorf("notes (-referred to +listed):\n%s", diff)
	}
}

// partsOf is the parts of a package.
func partsOf(t testing.TB, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}
