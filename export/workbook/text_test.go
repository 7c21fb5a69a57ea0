package workbook

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

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
