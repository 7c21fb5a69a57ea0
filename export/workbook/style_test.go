package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform/wording"
)

// Numbers are shown as the language writes them, scaled where that says all of them.
func TestFormats(t *testing.T) {
	b := map[string]*book{}
	for _, lang := range wording.Languages() {
		w, err := newDescriber(plant(lang), Options{}, large)
		if err != nil {
			t.Fatal(err)
		}
		b[lang] = w.book
	}
	for _, test := range []struct{ lang, number, unit, want string }{
		{"en", "228257", "", `[$-1009]#,##0_0`},
		{"en", "25.5", "", `[$-1009]#,##0.0_0`},
		{"en", "12", "%", `[$-1009]#,##0%_0`},
		{"en", "24500000000", "", `[$-1009][>=1000000000]#,##0.0,,," billion"_0;#,##0_0`},
		{"en", "24500000001", "", `[$-1009]#,##0_0`},
		{"fr", "4000000", "", `[$-C0C][>=1000000]#,##0,," millions"_0;#,##0_0`},
		{"fr", "1500000", "", `[$-C0C][>=1000000]#,##0.0,," million"_0;#,##0_0`}, // French counts from two on
		{"fr", "12.5", "%", `[$-C0C]#,##0.0" "%_0`},
	} {
		c := quantity(dec(test.number), test.unit == "%")
		_, look, err := (&writer{book: b[test.lang]}).content(&c, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := b[test.lang].format(look); got != test.want {
			t.Errorf("%s, %s%s: %s, want %s", test.lang, test.number, test.unit, got, test.want)
		}
	}
}

// Filter buttons and headers that stay in view are there for who asks for them, and else in nobody's way.
func TestFilters(t *testing.T) {
	for _, filters := range []bool{false, true} {
		var out strings.Builder
		if err := Write(&out, exporttest.Korea(t), Options{Filters: filters}); err != nil {
			t.Fatal(err)
		}
		f, parts := reopened(t, []byte(out.String())), partsOf(t, []byte(out.String()))
		tables := 0
		for name, part := range parts {
			if strings.HasPrefix(name, "xl/tables/") {
				if tables++; strings.Contains(part, "<autoFilter") != filters {
					t.Errorf("with filters: %v, %s has or lacks buttons", filters, name)
				}
			}
		}
		if tables == 0 {
			t.Error("no tables")
		}
		for _, sheet := range f.GetSheetList()[1:] { // the cover's table stands below a long text
			panes, err := f.GetPanes(sheet)
			if err != nil {
				t.Fatal(err)
			}
			if panes.Freeze != filters || filters && (panes.YSplit != tableOf(t, f, sheet).header || panes.Selection[0].ActiveCell != "A1") {
				t.Errorf("with filters: %v, %s has the panes %+v", filters, sheet, panes)
			}
		}
	}
}

// Each text of a cell comes back as it was: what looks like the code of a character is none.
func TestEscape(t *testing.T) {
	for text, want := range map[string]string{
		"a_b": "a_b", "_x0041_": "_x005F_x0041_", "_x004_": "_x004_", "__x0041_": "__x005F_x0041_", "_x0041_x0042_": "_x005F_x0041_x005F_x0042_", "é_xZZZZ_": "é_xZZZZ_",
	} {
		if got := escape(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetCellValue("Sheet1", "A1", escape("_x0041_x0042_")); err != nil {
		t.Fatal(err)
	}
	if got := raw(t, f, "Sheet1", "A1"); got != "_x0041_x0042_" {
		t.Errorf("read back as %q", got)
	}
}
