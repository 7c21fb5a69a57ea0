package workbook

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/transform/wording"
)

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
