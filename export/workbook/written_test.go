package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

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

// The rules of the description hold for the file as a program reads it back.
func TestWrittenFile(t *testing.T) {
	all := datasets(t)
	pattern := "14-*.txt"
	if *long {
		pattern = "*.txt"
	}
	all["labelled releases"], all["labelled releases, French"] = labelled(t, "en", pattern), labelled(t, "fr", pattern)
	for name, d := range all {
		t.Run(name, func(t *testing.T) {
			f := reopened(t, written(t, d))
			b, err := describe(d, Options{}, large)
			if err != nil {
				t.Fatal(err)
			}
			words, err := wording.Load(texts, d.Language)
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			for _, key := range order {
				if key == "comparison" && b.sheet(key) == nil && !strings.HasPrefix(name, "plant") || key == "changes" && d.Changes == nil {
					continue
				}
				want = append(want, words.Text("sheet."+key))
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
			names := map[string]bool{}
			for _, s := range b.sheets {
				checkSheet(t, f, s)
				if p := tableOf(t, f, s.name); s.table != nil && names[p.table.Name] {
					t.Errorf("two tables are called %s", p.table.Name)
				} else {
					names[p.table.Name] = true
				}
			}
			checkLinks(t, f)
			checkNotes(t, f, words)
		})
	}
}

func checkSheet(t *testing.T, f *excelize.File, s *sheet) {
	if got := raw(t, f, s.name, "A1"); got != s.title || got == "" {
		t.Errorf("%s: A1 is %q", s.name, got)
	}
	merged, err := f.GetMergeCells(s.name)
	if err != nil || len(merged) > 0 {
		t.Errorf("%s: merged cells %v, %v", s.name, merged, err)
	}
	if visible, err := f.GetSheetVisible(s.name); err != nil || !visible {
		t.Errorf("%s is hidden: %v", s.name, err)
	}
	panes, err := f.GetPanes(s.name)
	if err != nil {
		t.Fatal(err)
	}
	for _, selection := range panes.Selection {
		if selection.ActiveCell != "A1" {
			t.Errorf("%s: the cursor is in %s", s.name, selection.ActiveCell)
		}
	}
	rows, err := f.GetRows(s.name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for n := range rows {
		if visible, err := f.GetRowVisible(s.name, n+1); err != nil || !visible {
			t.Errorf("%s: row %d is hidden: %v", s.name, n+1, err)
		}
	}
	if s.table == nil {
		if n := tableOf(t, f, s.name).tableNum; n != 0 {
			t.Errorf("%s: %d tables", s.name, n)
		}
		return
	}
	p := tableOf(t, f, s.name)
	if dimension, err := f.GetSheetDimension(s.name); err != nil || dimension != "A1:"+at(p.lastColumn, p.lastRow) {
		t.Errorf("%s: dimension %s, %v", s.name, dimension, err)
	}
	if p.tableNum != 1 || p.firstColumn != 1 || p.header != len(s.lines)+3 || p.lastRow != len(rows) {
		t.Fatalf("%s: %d tables at %q of %d rows", s.name, p.tableNum, p.table.Range, len(rows))
	}
	headers := map[string]bool{}
	for column := 1; column <= p.lastColumn; column++ {
		letter, _ := excelize.ColumnNumberToName(column)
		if visible, err := f.GetColVisible(s.name, letter); err != nil || !visible {
			t.Errorf("%s: column %s is hidden: %v", s.name, letter, err)
		}
		h := raw(t, f, s.name, at(column, p.header))
		if h == "" || headers[strings.ToLower(h)] {
			t.Errorf("%s: header %q is empty or stands twice", s.name, h)
		}
		headers[strings.ToLower(h)] = true
		for row := p.header; row <= p.lastRow; row++ {
			checkWritten(t, f, s, column, row, p)
		}
	}
}

func checkWritten(t *testing.T, f *excelize.File, s *sheet, column, row int, p place) {
	cell := at(column, row)
	got := raw(t, f, s.name, cell)
	toFill := row > p.header && s.table.rows[row-p.header-1][column-1].entry
	if (got == "") != toFill {
		t.Errorf("%s!%s is %q; to be filled in: %v", s.name, cell, got, toFill)
	}
	id, err := f.GetCellStyle(s.name, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	if style.Font == nil || style.Font.Family != "Arial" || style.Font.Size != 12 {
		t.Errorf("%s!%s: font %+v", s.name, cell, style.Font)
	}
	if row == p.header {
		return
	}
	want := s.table.rows[row-p.header-1][column-1]
	kind, err := f.GetCellType(s.name, cell)
	if err != nil {
		t.Fatal(err)
	}
	formula, err := f.GetCellFormula(s.name, cell)
	if err != nil {
		t.Fatal(err)
	}
	if formula != want.formula {
		t.Errorf("%s!%s: formula %q; want %q", s.name, cell, formula, want.formula)
	}
	switch {
	case want.number.Valid:
		number, err := strconv.ParseFloat(got, 64)
		exact, _ := want.number.Decimal.Float64()
		if err != nil || math.Abs(number-exact) > 1e-14*math.Abs(exact) || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
			t.Errorf("%s!%s: number %q of type %v; want %s", s.name, cell, got, kind, want.number.Decimal)
		}
	case want.date != "":
		if shown, err := f.GetCellValue(s.name, cell); err != nil || shown != want.date || !regexp.MustCompile(`^\d+$`).MatchString(got) {
			t.Errorf("%s!%s: date %q shown as %q, %v", s.name, cell, got, shown, err)
		}
	default:
		if got != want.text || formula == "" && !want.entry && kind != excelize.CellTypeSharedString {
			t.Errorf("%s!%s: text %q of type %v; want %q", s.name, cell, got, kind, want.text)
		}
		if !want.reason && (style.Alignment == nil || !style.Alignment.WrapText) {
			t.Errorf("%s!%s: the text is not wrapped", s.name, cell)
		}
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
	notes := words.Text("sheet.notes")
	p := tableOf(t, f, notes)
	listed := map[string]bool{}
	for row := p.header + 1; row <= p.lastRow; row++ {
		listed[raw(t, f, notes, at(1, row))] = true
	}
	used := map[string]bool{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, text := range row {
				for _, m := range reference.FindAllStringSubmatch(text, -1) {
					used[m[1]] = true
				}
				for _, key := range shorthands {
					if s := words.Text("shorthand." + key); sheet != notes && text == s {
						used[s] = true
					}
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
