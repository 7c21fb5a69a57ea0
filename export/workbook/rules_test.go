package workbook

import (
	"strings"
	"testing"
)

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
