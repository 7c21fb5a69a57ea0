package workbook

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// styles are the looks that the sheets use.
type styles struct {
	title, intro, heading, text, number, date, link, header int
}

const (
	font       = "Arial"
	accent     = "1F4E79"
	introRow   = 2
	tableRow   = 4 // the header; a blank row stands above it
	chartGap   = 22
	chartWidth = 760
)

// write makes the workbook's file, not yet normalised.
func (b *book) write() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	looks, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	for i, s := range b.sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.name)
		} else {
			_, err = f.NewSheet(s.name)
		}
		if err != nil {
			return nil, err
		}
		if err := s.write(f, looks); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	f.SetActiveSheet(0)
	if err := f.SetDocProps(&excelize.DocProperties{
		Title: b.title, Creator: "tidyrelease", LastModifiedBy: "tidyrelease", Language: b.language, Created: b.created, Modified: b.created,
	}); err != nil {
		return nil, err
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func newStyles(f *excelize.File) (styles, error) {
	var s styles
	wrap := &excelize.Alignment{WrapText: true, Vertical: "top"}
	number := "#,##0.##########"
	day := "yyyy-mm-dd"
	for _, look := range []struct {
		id    *int
		style *excelize.Style
	}{
		{&s.title, &excelize.Style{Font: &excelize.Font{Family: font, Size: 16, Bold: true, Color: accent}}},
		{&s.heading, &excelize.Style{Font: &excelize.Font{Family: font, Size: 14, Bold: true, Color: accent}, Alignment: wrap}},
		{&s.intro, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12}}},
		{&s.text, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12}, Alignment: wrap, NumFmt: 49}},
		{&s.number, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12}, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}, CustomNumFmt: &number}},
		{&s.date, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12}, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &day}},
		{&s.link, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12, Underline: "single", Color: "0B4F9E"}, Alignment: wrap}},
		{&s.header, &excelize.Style{Font: &excelize.Font{Family: font, Size: 12, Bold: true, Color: "FFFFFF"}, Alignment: wrap,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}}},
	} {
		id, err := f.NewStyle(look.style)
		if err != nil {
			return s, err
		}
		*look.id = id
	}
	return s, nil
}

func (s *sheet) write(f *excelize.File, looks styles) error {
	set := func(column, row int, value any, style int) error {
		at, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if err := f.SetCellValue(s.name, at, value); err != nil {
			return err
		}
		return f.SetCellStyle(s.name, at, at, style)
	}
	if err := set(1, 1, clean(s.title), looks.title); err != nil {
		return err
	}
	if err := set(1, introRow, clean(s.intro), looks.intro); err != nil {
		return err
	}
	if s.table == nil {
		return s.writeLines(f, looks, set)
	}
	if err := s.writeTable(f, looks, set); err != nil {
		return err
	}
	for n, c := range s.charts {
		if err := s.writeChart(f, c, n); err != nil {
			return err
		}
	}
	return nil
}

// setter puts a value with a style into a cell.
type setter func(column, row int, value any, style int) error

func (s *sheet) writeLines(f *excelize.File, looks styles, set setter) error {
	if err := f.SetColWidth(s.name, "A", "A", 100); err != nil {
		return err
	}
	for n, l := range s.lines {
		row, style := tableRow+n, looks.text
		switch {
		case l.bold:
			style = looks.heading
		case l.link != link{}:
			style = looks.link
		}
		if err := set(1, row, clean(l.text), style); err != nil {
			return err
		}
		if err := s.setLink(f, 1, row, l.link); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) writeTable(f *excelize.File, looks styles, set setter) error {
	t := s.table
	for i, c := range t.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(s.name, name, name, c.width); err != nil {
			return err
		}
		if err := set(i+1, tableRow, clean(c.header), looks.header); err != nil {
			return err
		}
	}
	for n, row := range t.rows {
		for i, c := range row {
			if err := s.writeCell(f, looks, set, i+1, tableRow+1+n, c); err != nil {
				return err
			}
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.columns), tableRow+len(t.rows))
	if err != nil {
		return err
	}
	stripes := true
	return f.AddTable(s.name, &excelize.Table{
		Range: fmt.Sprintf("A%d:%s", tableRow, last), Name: t.name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes,
	})
}

func (s *sheet) writeCell(f *excelize.File, looks styles, set setter, column, row int, c cell) error {
	var value any = clean(c.text)
	style := looks.text
	switch {
	case c.number.Valid:
		number, _ := c.number.Decimal.Float64()
		value, style = number, looks.number
	case c.date != "":
		day, err := time.Parse(time.DateOnly, c.date)
		if err != nil {
			return err
		}
		value, style = day, looks.date
	case c.link != link{}:
		style = looks.link
	}
	if err := set(column, row, value, style); err != nil {
		return err
	}
	if c.formula != "" {
		at, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if err := f.SetCellFormula(s.name, at, c.formula); err != nil {
			return err
		}
	}
	return s.setLink(f, column, row, c.link)
}

func (s *sheet) setLink(f *excelize.File, column, row int, l link) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	switch {
	case err != nil:
		return err
	case l.url != "":
		return f.SetCellHyperLink(s.name, at, l.url, "External")
	case l.location != "":
		return f.SetCellHyperLink(s.name, at, l.location, "Location")
	}
	return nil
}

func (s *sheet) writeChart(f *excelize.File, c chart, n int) error {
	block := func(column int) string {
		name, _ := excelize.ColumnNumberToName(column + 1)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", quote(s.name), name, tableRow+1+c.first, name, tableRow+1+c.last)
	}
	at, err := excelize.CoordinatesToCellName(len(s.table.columns)+2, tableRow+n*chartGap)
	if err != nil {
		return err
	}
	zero, gap := 0.0, uint(60)
	return f.AddChart(s.name, at, &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name: c.axis, Categories: block(c.category), Values: block(c.value),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}},
		}},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: clean(c.title), Font: &excelize.Font{Family: font, Size: 14, Bold: true}}}},
		Legend:    excelize.ChartLegend{Position: "none"},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: excelize.Font{Family: font, Size: 11}},
		YAxis:     excelize.ChartAxis{Minimum: &zero, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}, Font: excelize.Font{Family: font, Size: 11}, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: clean(c.axis), Font: &excelize.Font{Family: font, Size: 11}}}}},
		GapWidth:  &gap,
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(180 + 60*(c.last-c.first+1))},
		Format:    excelize.GraphicOptions{AltText: clean(c.alt)},
	})
}

// quote names a sheet in a formula.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// clean makes any text one that a cell can hold: no control characters, no more than Excel takes.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	if len(s) <= maxCell {
		return s
	}
	cut := maxCell - len("…")
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}
