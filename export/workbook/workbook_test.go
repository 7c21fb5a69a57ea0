package workbook

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

var (
	update = flag.Bool("update", false, "write the golden files again")
	keep   = flag.String("keep", "", "folder to put the workbooks of the tests into, to look at them")
)

func written(t testing.TB, d *transform.Dataset) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, Options{}); err != nil {
		t.Fatal(err)
	}
	if *keep != "" {
		name := strings.NewReplacer("/", "_", " ", "_", ",", "").Replace(t.Name()) + ".xlsx"
		if err := os.WriteFile(filepath.Join(*keep, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

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

// Every chart is native, has a title and a text for who cannot see it, and draws the cells of its rows.
func TestCharts(t *testing.T) {
	for name, d := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			data := written(t, d)
			parts := partsOf(t, data)
			var drawings strings.Builder
			for part, content := range parts {
				if strings.HasPrefix(part, "xl/drawings/drawing") {
					drawings.WriteString(content)
				}
			}
			checkAnchors(t, reopened(t, data), d, drawings.String())
			row := 0
			for i, c := range d.Charts {
				chart := parts[fmt.Sprintf("xl/charts/chart%d.xml", i+1)]
				var alt bytes.Buffer
				if err := xml.EscapeText(&alt, []byte(clean(c.Alt))); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(drawings.String(), `descr="`+alt.String()+`"`) {
					t.Errorf("chart %s: no text %q", c.ID, c.Alt)
				}
				from := 3 + 2 + row + 1
				if block := fmt.Sprintf("$C$%d:$C$%d<", from, from+len(c.Marks)-1); !strings.Contains(chart, block) {
					t.Errorf("chart %s does not draw %s", c.ID, block)
				}
				row += len(c.Marks)
			}
			if n := strings.Count(drawings.String(), "<xdr:graphicFrame"); n != len(d.Charts) {
				t.Errorf("%d charts; want %d", n, len(d.Charts))
			}
		})
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

var anchor = regexp.MustCompile(`<xdr:from><xdr:col>(\d+)</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>(\d+)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
	`<xdr:to><xdr:col>(\d+)</xdr:col><xdr:colOff>(\d+)</xdr:colOff><xdr:row>(\d+)</xdr:row><xdr:rowOff>(\d+)</xdr:rowOff></xdr:to>`)

// checkAnchors tells that each chart starts at its first row and ends within its last one: Excel cuts an offset at the
// end of its cell.
func checkAnchors(t *testing.T, f *excelize.File, d *transform.Dataset, drawings string) {
	const perPoint = 12700 // English Metric Units
	anchors := anchor.FindAllStringSubmatch(drawings, -1)
	if len(anchors) != len(d.Charts) {
		t.Fatalf("%d anchors of %d charts", len(anchors), len(d.Charts))
	}
	sheets := f.GetSheetList()
	sheet := sheets[len(sheets)-1]
	row := 5 // from 0, below title, two lines, a blank row and the header
	for i, m := range anchors {
		var n [7]int
		for j := range n[1:] {
			n[j+1], _ = strconv.Atoi(m[j+1])
		}
		last := row + len(d.Charts[i].Marks) - 1
		height, err := f.GetRowHeight(sheet, n[5]+1)
		if err != nil {
			t.Fatal(err)
		}
		if n[2] != row || n[5] > last || float64(n[6]) > height*perPoint || n[3] <= n[1] {
			t.Errorf("chart %d of rows %d to %d stands from row %d to row %d, %d EMU into %g points; columns %d to %d", i, row, last, n[2], n[5], n[6], height, n[1], n[3])
		}
		row = last + 1
	}
}

// The library's own calculation gives what the file stores as the result of each formula.
func TestFormulasGiveTheStoredResults(t *testing.T) {
	for name, d := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			n := checkCalculated(t, reopened(t, written(t, d)))
			if len(d.Charts) > 0 && n == 0 {
				t.Error("no formulas")
			}
		})
	}
}

// checkCalculated holds that the library's own calculation gives what is stored with each formula, and counts them.
func checkCalculated(t *testing.T, f *excelize.File) (formulas int) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				cell := at(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil || formula == "" {
					continue
				}
				formulas++
				got, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
				if want := raw(t, f, sheet, cell); err != nil || !same(want, got) {
					t.Errorf("%s!%s =%s: %s, %v; stored is %s", sheet, cell, formula, got, err, want)
				}
			}
		}
	}
	return formulas
}

// same compares two results as texts or, but for the last digits, as numbers.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(x))
}

// Numbers that follow from others are formulas wherever the dataset's own arithmetic gives them.
func TestWhatIsAFormula(t *testing.T) {
	b, err := describe(plant("en"), Options{}, large)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		sheet, row, column string
		formula            bool
	}{
		{"derived", "sum-1", "Value", true},
		{"derived", "sum-1", "Low end", true},
		{"derived", "sum-1", "High end", true}, // without limit
		{"derived", "market-1", "Value", true},
		{"derived", "market-1", "Low end", true},
		{"derived", "market-1", "High end", true},
		{"derived", "multiplier-1", "Value", true},
		{"derived", "multiplier-1", "Low end", true}, // divided by a number without limit
		{"derived", "multiplier-1", "High end", true},
		{"derived", "each-1", "Value", true}, // a limit, rounded up
		{"derived", "each-1", "Low end", true},
		{"derived", "each-1", "High end", true},
		{"derived", "part-1", "Value", true},
		{"derived", "part-1", "Low end", true},
		{"derived", "part-1", "High end", true},
		{"derived", "growth-1", "Value", true},
		{"derived", "growth-1", "Low end", true},
		{"derived", "growth-1", "High end", true},
		{"derived", "points-1", "Value", true},
		{"derived", "points-1", "Low end", true},
		{"derived", "odd-1", "Value", false}, // the formula gives another number
		{"derived", "odd-1", "High end", false},
		{"checks", "check-1", "Result", true},
		{"checks", "check-1", "Expected, low", true},
		{"checks", "check-1", "Expected, high", true},
		{"checks", "check-1", "Found, low", true},
		{"checks", "check-2", "Result", false}, // undecided
		{"checks", "check-3", "Result", true},
		{"checks", "check-3", "Expected, low", true},
		{"checks", "check-4", "Found, low", true},
		{"checks", "check-5", "Result", false}, // of whole texts
		{"key_figures", "direct label", "Value", true},
		{"charts", "Direct and indirect jobs", "Value", true},
		{"charts", "Down", "Value", true},    // below zero
		{"charts", "Pledged", "Value", true}, // the middle of a range
		{"observations", "direct-1", "Value", false},
	} {
		s := b.sheet(test.sheet)
		column := slices.IndexFunc(s.table.columns, func(c column) bool { return strings.HasPrefix(c.header, test.column) })
		row := slices.IndexFunc(s.table.rows, func(r []cell) bool { return r[0].text == test.row })
		if column < 0 || row < 0 {
			t.Errorf("%s: no %s, %s", test.sheet, test.row, test.column)
			continue
		}
		if c := s.table.rows[row][column]; (c.formula != "") != test.formula {
			t.Errorf("%s: %s, %s: formula %q", test.sheet, test.row, test.column, c.formula)
		}
	}
}

// A change is only told where one figure stands for each period.
func TestChangeOfOneThing(t *testing.T) {
	changes := func(d *transform.Dataset) (n int) {
		b, err := describe(d, Options{}, large)
		if err != nil {
			t.Fatal(err)
		}
		s := b.sheet("comparison")
		column := slices.IndexFunc(s.table.columns, func(c column) bool { return strings.HasPrefix(c.header, "Change [") })
		for _, row := range s.table.rows {
			if row[column].number.Valid {
				n++
			}
		}
		return n
	}
	d := plant("en")
	if n := changes(d); n != 1 {
		t.Errorf("%d changes of exports; want 1", n)
	}
	other := *find(d, "exports-2")
	other.ID = "exports-3"
	d.Observations = append(d.Observations, other)
	if n := changes(d); n != 0 {
		t.Errorf("%d changes where two figures stand for one period", n)
	}
}

func find(d *transform.Dataset, id string) *transform.Observation {
	return &d.Observations[slices.IndexFunc(d.Observations, func(o transform.Observation) bool { return o.ID == id })]
}

// Who changes an end by hand sees the check turn, and the derived value follow.
func TestChangesAreFollowed(t *testing.T) {
	f := reopened(t, written(t, plant("en")))
	calculate := func(sheet, cell string) string {
		s, err := f.CalcCellValue(sheet, cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	find := func(sheet, id, header string) string {
		p := tableOf(t, f, sheet)
		for row := p.header + 1; row <= p.lastRow; row++ {
			for column := 1; column <= p.lastColumn; column++ {
				if raw(t, f, sheet, at(1, row)) == id && strings.HasPrefix(raw(t, f, sheet, at(column, p.header)), header) {
					return at(column, row)
				}
			}
		}
		t.Fatalf("%s: no %s, %s", sheet, id, header)
		return ""
	}
	set := func(cell string, v float64) {
		if err := f.SetCellFloat("Observations", cell, v, -1, 64); err != nil {
			t.Fatal(err)
		}
	}
	result := find("Checks", "check-3", "Result")
	if got := calculate("Checks", result); got != "✔ Consistent" {
		t.Fatalf("check-3 is %q", got)
	}
	// A total of less than the parts together.
	set(find("Observations", "total-1", "High end"), 551500)
	if got := calculate("Checks", result); got != "✘ Inconsistent" {
		t.Errorf("a total below its parts: %q", got)
	}
	set(find("Observations", "total-1", "High end"), 551501)
	if got := calculate("Checks", result); got != "✔ Consistent" {
		t.Errorf("a total that reaches its parts: %q", got)
	}
	set(find("Observations", "indirect-1", "Low end"), 430000)
	if got := calculate("Derived", find("Derived", "sum-1", "Low end")); got != "555000" {
		t.Errorf("the sum is %s", got)
	}
	if got := calculate("Checks", result); got != "✘ Inconsistent" {
		t.Errorf("parts above their total: %q", got)
	}
}

func TestSameBytes(t *testing.T) {
	d := plant("fr")
	var first [sha256.Size]byte
	for run := range 40 {
		var b bytes.Buffer
		if err := Write(&b, d, Options{}); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b.Bytes())
		if run == 0 {
			first = sum
		}
		if sum != first {
			t.Fatalf("run %d gives other bytes", run+1)
		}
	}
}

// hostile is a dataset whose texts try to be more than texts.
func hostile() *transform.Dataset {
	d := plant("en")
	nasty := []string{
		"=HYPERLINK(\"http://example.org\",\"x\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "a\x00b\x1bc\x7f", "\ud7ff\ufffe\uffff", "_x0041_",
		"<b>&amp;</b>", "\u202eevil\u2066", "\xff\xfe", strings.Repeat("é", 40000), strings.Repeat("😀", 20000), " = ", "]]>", "2024", "1e5", "[note 99",
	}
	n := 0
	next := func() string { n++; return nasty[n%len(nasty)] }
	for i := range d.Releases {
		r := &d.Releases[i]
		r.Title, r.Publisher, r.Source, r.SHA256 = next(), next(), next(), next()
	}
	for i := range d.Observations {
		o := &d.Observations[i]
		o.IndicatorLabel, o.Subject, o.Display, o.Range, o.PeriodText, o.Derivation, o.Evidence, o.RefArea = next(), next(), next(), next(), next(), next(), next(), next()
		o.TimePeriod, o.Status, o.Indicator, o.UnitMeasure = next(), next(), next(), "WELDER"
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Sentence, m.Speaker, m.Surface, m.Measure, m.Subject, m.Unit, m.Per, m.Section = next(), next(), next(), next(), next(), next(), next(), next()
	}
	for i := range d.Checks {
		d.Checks[i].Message, d.Checks[i].Kind = next(), next()
	}
	for i := range d.Charts {
		c := &d.Charts[i]
		c.Title, c.Subtitle, c.Alt, c.AxisLabel = next(), "=S", "=A", next()
		for j := range c.Marks {
			c.Marks[j].Label, c.Marks[j].Display = next(), next()
		}
	}
	d.Releases[0].Date, d.Releases[1].Date = "1850-01-01", "soon"
	d.Releases[0].Source = "javascript:alert(1)"
	d.Observations[2].ID = `x",1)+HYPERLINK("http://example.org`
	d.Checks[2].Observations[2] = d.Observations[2].ID
	return d
}

// A formula of the written file is one that was described; a text of a release never is one. checkWritten tells the
// same of each cell; this test tells that there was something to tell.
func TestHostileTexts(t *testing.T) {
	d := hostile()
	f := reopened(t, written(t, d))
	texts := 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, text := range row {
				formula, err := f.GetCellFormula(sheet, at(x+1, y+1))
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(formula, "HYPERLINK") || strings.Contains(formula, "SUM(") {
					t.Errorf("%s!%s is the formula %s", sheet, at(x+1, y+1), formula)
				}
				if text != "" && strings.ContainsRune("=+-@", rune(text[0])) && formula == "" {
					texts++
				}
				if ok, target, _ := f.GetCellHyperLink(sheet, at(x+1, y+1)); ok && strings.Contains(target, "javascript") {
					t.Errorf("%s!%s links to %s", sheet, at(x+1, y+1), target)
				}
			}
		}
	}
	if texts < 20 {
		t.Errorf("only %d texts look like formulas", texts)
	}
	if !slices.ContainsFunc(f.GetSheetList(), func(s string) bool {
		rows, _ := f.GetRows(s)
		return slices.ContainsFunc(rows, func(r []string) bool {
			return slices.ContainsFunc(r, func(s string) bool { return strings.HasSuffix(s, "]") && strings.Contains(s, "… [note ") })
		})
	}) {
		t.Error("no text was cut with a note")
	}
}

// Any text of a release comes back as one line without control characters.
func FuzzTextIsKept(f *testing.F) {
	for _, s := range []string{"=1+1", "a\x00b", "_x0041_", "\xff", "é", " "} {
		f.Add(s)
	}
	words, err := wording.Load(texts, wording.English)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := &describer{index: newIndex(&transform.Dataset{}), words: words, sizes: large, shorthands: map[string]cell{}, book: &book{}}
		one := &sheet{key: "s", name: "S", title: "T", lines: []line{{text: "what it holds"}}}
		w.list(one, []heading{{text: "H", width: 40}}, [][]cell{{w.text(s)}})
		b := &book{title: "T", language: "en-CA", created: "2026-01-01T00:00:00Z", sheets: []*sheet{one}}
		if err := b.check(); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := b.write(&out); err != nil {
			t.Fatal(err)
		}
		file := reopened(t, out.Bytes())
		got := raw(t, file, "S", "A5")
		if want := one.table.rows[0][0].text; got != want || !strings.HasPrefix(want, "[x]") && !strings.Contains(want, "… [note") && want != clean(s) {
			t.Errorf("%q is read back as %q", want, got)
		}
		if formula, _ := file.GetCellFormula("S", "A5"); formula != "" || got == "" {
			t.Errorf("%q became the formula %q, text %q", s, formula, got)
		}
	})
}

// Each rule is one that a description can break.
func TestRules(t *testing.T) {
	for _, test := range []struct {
		rule  string
		spoil func(b *book)
		want  string
	}{
		{"title", func(b *book) { b.title = "" }, "the workbook has the title"},
		{"date", func(b *book) { b.created = "today" }, "the workbook's date"},
		{"sheet name", func(b *book) { b.sheets[1].name = "a/b" }, `no sheet can be called "a/b"`},
		{"long sheet name", func(b *book) { b.sheets[1].name = strings.Repeat("x", 32) }, "no sheet can be called"},
		{"two sheets", func(b *book) { b.sheets[1].name = strings.ToUpper(b.sheets[0].name) }, "two sheets are called"},
		{"what it holds", func(b *book) { b.sheets[1].lines = nil }, "0 lines say what it holds"},
		{"two tables", func(b *book) { b.sheets[1].table.name = b.sheets[0].table.name }, "two names are called"},
		{"name like a table", func(b *book) { b.names[0].name = "Observations" }, "two names are called"},
		{"table name", func(b *book) { b.sheets[1].table.name = "a b" }, "no table can be called"},
		{"header", func(b *book) { b.sheets[1].table.columns[1].header = "" }, `the header "" is empty`},
		{"two headers", func(b *book) { b.sheets[1].table.columns[1].header = b.sheets[1].table.columns[0].header }, "stands twice"},
		{"narrow header", func(b *book) { b.sheets[1].table.columns[1].width = 4 }, "does not fit a width of 4"},
		{"no rows", func(b *book) { b.sheets[1].table.rows, b.sheets[1].table.heights = nil, []float64{20} }, "a table of 0 rows"},
		{"ragged", func(b *book) { b.sheets[1].table.rows[0] = nil }, "0 cells for 3 columns"},
		{"empty cell", func(b *book) { b.sheets[1].table.rows[0][1] = cell{} }, "has 0 values"},
		{"two values", func(b *book) { b.sheets[1].table.rows[0][1].date = "2024-01-01" }, "has 2 values"},
		{"control character", func(b *book) { b.sheets[1].table.rows[0][1].text = "a\x1b" }, "control characters"},
		{"long text", func(b *book) { b.sheets[1].table.rows[0][1].text = strings.Repeat("a", 32768) }, "too much text"},
		{"bad date", func(b *book) { b.sheets[1].table.rows[0][1] = cell{date: "2024-13-01"} }, "month out of range"},
		{"wide number", func(b *book) { b.sheets[1].table.rows[0][2] = number(dec("123456789012345")) }, "too narrow for 123456789012345"},
		{"high text", func(b *book) { b.sheets[1].table.rows[0][1].text = strings.Repeat("long text ", 60) }, "points high"},
		{"lost link", func(b *book) { b.sheets[1].table.rows[0][0].link = link{sheet: "nowhere"} }, `row 0 of sheet "nowhere", which is not there`},
		{"lost row", func(b *book) { b.sheets[1].table.rows[0][0].link = link{sheet: "notes", row: 999} }, "leads to row 999"},
		{"script", func(b *book) { b.sheets[1].table.rows[0][0].link = link{url: "javascript:alert(1)"} }, "no link can lead to"},
		{"lost name", func(b *book) { b.names[0].column = 99 }, "column 99"},
		{"silent chart", func(b *book) { b.sheet("charts").charts[0].alt = "" }, `text ""`},
		{"chart beyond its table", func(b *book) { b.sheet("charts").charts[0].last = 999 }, "to 999 of"},
	} {
		t.Run(test.rule, func(t *testing.T) {
			b, err := describe(plant("en"), Options{}, large)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.check(); err != nil {
				t.Fatal(err)
			}
			test.spoil(b)
			if err := b.check(); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v; want %q", err, test.want)
			}
		})
	}
}

// TestGolden shows the description of a small dataset in both languages as a text.
func TestGolden(t *testing.T) {
	for _, lang := range wording.Languages() {
		b, err := describe(plant(lang), Options{}, large)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, s := range b.sheets {
			if s.key != "dictionary" { // the dictionary is that of export/tables
				show(&out, s)
			}
		}
		name := filepath.Join("testdata", "plant."+lang+".golden")
		if *update {
			if err := os.WriteFile(name, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); diff != "" {
			t.Errorf("%s (-want +got; -update writes it):\n%s", name, diff)
		}
	}
}

func show(w io.Writer, s *sheet) {
	fmt.Fprintf(w, "# %s\n%s\n", s.name, s.title)
	for _, l := range s.lines {
		fmt.Fprintln(w, l.text)
	}
	if s.table == nil {
		fmt.Fprintln(w)
		return
	}
	fmt.Fprintf(w, "table %s\n", s.table.name)
	for n, row := range s.table.rows {
		fmt.Fprintf(w, "  %d\n", n+1)
		for i, c := range row {
			text := c.text + c.date
			if c.number.Valid {
				text = c.number.Decimal.String()
			}
			if c.formula != "" {
				text += "  =" + c.formula
			}
			if c.link != (link{}) {
				text += fmt.Sprintf("  -> %s%s %d", c.link.url, c.link.sheet, c.link.row)
			}
			fmt.Fprintf(w, "    %s: %s\n", s.table.columns[i].header, text)
		}
	}
	for _, c := range s.charts {
		fmt.Fprintf(w, "chart %q, axis %q %s, rows %d to %d: %s\n", c.title, c.axis, c.format, c.first+1, c.last+1, c.alt)
	}
	fmt.Fprintln(w)
}

func TestWriteFails(t *testing.T) {
	if err := Write(io.Discard, &transform.Dataset{Language: "de"}, Options{}); err == nil {
		t.Error("no error for a language without wording")
	}
	if err := Write(broken{}, plant("en"), Options{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v for a writer that fails", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func lookupIn(facts map[string]fact) lookup {
	return func(id string) (fact, bool) {
		f, ok := facts[id]
		return f, ok
	}
}

// The ends of an expression are those of interval arithmetic.
func TestTermsAgreeWithIntervals(t *testing.T) {
	facts := map[string]fact{}
	intervals := map[string]interval.Interval{"a": ends("[2", "3]"), "b": ends("[5", "8]"), "c": ends("[1", ")")}
	for id, x := range intervals {
		facts[id] = fact{home: "obs", id: id, interval: x}
	}
	for _, test := range []struct {
		formula   string
		want      interval.Interval
		low, high bool // whether there is a formula for the end
	}{
		{"a + b", intervals["a"].Add(intervals["b"]), true, true},
		{"b - a", intervals["b"].Sub(intervals["a"]), true, true},
		{"b - ( a + a )", intervals["b"].Sub(intervals["a"].Add(intervals["a"])), true, true},
		{"a * b", intervals["a"].Mul(intervals["b"]), true, true},
		{"b / (a / 100)", intervals["b"].Div(intervals["a"].Div(interval.Point(dec("100")))), true, true},
		{"a + c", intervals["a"].Add(intervals["c"]), true, true},
		{"a - c", intervals["a"].Sub(intervals["c"]), true, true},
		{"a + nobody", interval.All(), false, false},
	} {
		e, err := parse(test.formula)
		if err != nil {
			t.Errorf("%s: %v", test.formula, err)
			continue
		}
		for _, end := range []struct {
			end  end
			want interval.Endpoint
			ok   bool
		}{{low, test.want.Low, test.low}, {high, test.want.High, test.high}} {
			got, ok := e.term(end.end, lookupIn(facts))
			if ok != end.ok || ok && !got.reaches(end.want) {
				t.Errorf("%s, %s: %s gives %s, %v; want %v", test.formula, end.end, got.formula, got.result, ok, end.want)
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, formula := range []string{"", "a +", "( a", "a )", "a b", "+ a", strings.Repeat("( ", 1000) + "a"} {
		if e, err := parse(formula); err == nil {
			t.Errorf("%q: %+v", formula, e)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a + b", "a / (b / 100)", "((", "a-1 - b-2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if e, err := parse(s); err == nil {
			e.excel(low, lookupIn(map[string]fact{"a": {home: "obs", id: "a", interval: ends("[1", "2]")}}), "[no limit]")
		}
	})
}

func TestRounding(t *testing.T) {
	for _, test := range []struct{ exact, shown, formula string }{
		{"1902141.666", "1900000", "ROUND(x,-5)"},
		{"1902141.666", "1902141.666", "x"},
		{"1902141.666", "1902141.67", "ROUND(x,2)"},
		{"0.1234", "0.12", "ROUND(x,2)"},
		{"-15", "-20", "ROUND(x,-1)"},
		{"5", "7", ""},
	} {
		got, ok := term{formula: "x", result: dec(test.exact)}.roundedTo(dec(test.shown))
		if got.formula != test.formula || ok != (test.formula != "") {
			t.Errorf("%s as %s: %q", test.exact, test.shown, got.formula)
		}
	}
}

// Descriptions know nothing of the spreadsheet library; only the writer does.
func TestOnlyTheWriterImportsTheLibrary(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var importers []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			if strings.Contains(spec.Path.Value, "excelize") && !strings.HasSuffix(name, "_test.go") {
				importers = append(importers, name)
			}
		}
	}
	if diff := cmp.Diff([]string{"draw.go", "paper.go", "review.go", "stream.go", "style.go", "write.go"}, importers); diff != "" {
		t.Errorf("files that import it (-want +got):\n%s", diff)
	}
}

// Both languages have the same keys, every key is used, and the French has its spaces.
func TestWording(t *testing.T) {
	source := ""
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source += string(data)
		}
	}
	english, err := wording.Load(texts, wording.English)
	if err != nil {
		t.Fatal(err)
	}
	french, err := wording.Load(texts, wording.French)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(english.Keys(), french.Keys()); diff != "" {
		t.Errorf("keys (-en +fr):\n%s", diff)
	}
	places := regexp.MustCompile(`\{\w+\}`)
	// Values of the dataset, which words are looked up for.
	vocabulary := regexp.MustCompile(`^(bound|direction|method|section|language|kind|result|decision|review|change|cause|at)\.`)
	for _, key := range english.Keys() {
		if diff := cmp.Diff(slices.Sorted(slices.Values(places.FindAllString(english.Text(key), -1))), slices.Sorted(slices.Values(places.FindAllString(french.Text(key), -1)))); diff != "" {
			t.Errorf("%s: places (-en +fr):\n%s", key, diff)
		}
		prefix, last, _ := strings.Cut(key, ".")
		used := strings.Contains(source, `"`+key+`"`) || strings.Contains(source, `"`+last+`"`) && strings.Contains(source, `"`+prefix+`."`)
		if !used && !vocabulary.MatchString(key) {
			t.Errorf("nothing uses %s", key)
		}
		if s := french.Text(key); regexp.MustCompile(`[^\x{a0}\d][:%»]|«[^\x{a0}]|'| [;?!]`).MatchString(s) {
			t.Errorf("%s: spaces or apostrophes of %q", key, s)
		}
	}
}
