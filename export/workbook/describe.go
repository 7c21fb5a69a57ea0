package workbook

import (
	"embed"

	"github.com/govalues/decimal"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// describe is the workbook of a dataset.
func describe(d *transform.Dataset) (*book, error) {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	b := &book{title: words.Text("title"), language: wording.Tag(d.Language).String(), created: "1970-01-01T00:00:00Z"}
	for _, t := range tables.Of(d) {
		s := sheet{name: words.Text("sheet_" + t.Name), title: words.Text("sheet_" + t.Name), intro: words.Text("intro")}
		s.table = &table{name: t.Name}
		for _, f := range t.Fields {
			s.table.columns = append(s.table.columns, column{f.Title, 24})
		}
		for _, r := range t.Rows {
			var row []cell
			for _, c := range r {
				switch {
				case c.Missing():
					row = append(row, cell{text: words.Text("missing")})
				case c.Text == "":
					row = append(row, cell{number: decimal.NullDecimal{Decimal: c.Number, Valid: true}})
				default:
					row = append(row, cell{text: c.Text})
				}
			}
			s.table.rows = append(s.table.rows, row)
		}
		if len(s.table.rows) == 0 {
			s.table = nil
		}
		b.sheets = append(b.sheets, s)
	}
	return b, nil
}
