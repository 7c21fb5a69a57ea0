package workbook

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	font   = "Arial"
	accent = "1F4E79"
	muted  = "595959" // shorthands, and the texts of charts
	rule   = "D9D9D9"

	entryFill = "FFF8E1" // of cells to fill in

	titleHeight   = 24.0 // points
	headingHeight = 26.0
	introHeight   = 17.0
	chartWidth    = 760       // pixels
	pixels        = 4.0 / 3.4 // in a point of a row, as the spreadsheet library counts them
	chartGap      = 1         // columns between a table and its charts

	tabloid   = 3 // a size of paper
	writtenBy = "tidyrelease"
)

// look is what a cell looks like.
type look struct {
	kind     kind
	decimals int  // of a number
	right    bool // in a column of numbers
}

type kind uint8

const (
	plain kind = iota
	title
	intro
	introLink
	subtitle
	header
	numeric
	day
	linked
	shorthand
	awaiting   // a formula whose result is a shorthand, but may become a number
	toFill     // a cell that a person may fill in
	calculated // a formula whose result is a text
)

// writer puts a description into a file.
type writer struct {
	book   *book
	file   *excelize.File
	styles map[look]int

	part    string // of the package, that holds the sheet that is written
	results results
}

// write makes the workbook's file, not yet normalised, and the results of its formulas.
func (b *book) write() ([]byte, results, error) {
	w := &writer{book: b, file: excelize.NewFile(), styles: map[look]int{}, results: results{}}
	defer w.file.Close()
	if err := w.file.SetDefaultFont(font); err != nil {
		return nil, nil, err
	}
	for i, s := range b.sheets {
		var err error
		if i == 0 {
			err = w.file.SetSheetName("Sheet1", s.name)
		} else {
			_, err = w.file.NewSheet(s.name)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	for _, n := range b.names {
		s := b.sheet(n.sheet)
		if err := w.file.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: s.block(n.column, 0, len(s.table.rows)-1)}); err != nil {
			return nil, nil, fmt.Errorf("name %q: %w", n.name, err)
		}
	}
	for i, s := range b.sheets {
		w.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		if err := w.sheet(s); err != nil {
			return nil, nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	w.file.SetActiveSheet(0)
	if err := w.file.SetDocProps(&excelize.DocProperties{
		Title: b.title, Creator: writtenBy, LastModifiedBy: writtenBy, Language: b.language, Created: b.created, Modified: b.created,
	}); err != nil {
		return nil, nil, err
	}
	buf, err := w.file.WriteToBuffer()
	if err != nil {
		return nil, nil, err
	}
	return buf.Bytes(), w.results, nil
}

func (w *writer) style(l look) (int, error) {
	if id, ok := w.styles[l]; ok {
		return id, nil
	}
	text := excelize.Font{Family: font, Size: 12, Color: "000000"}
	s := &excelize.Style{Font: &text, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}
	body := true
	switch l.kind {
	case title:
		text.Size, text.Bold, text.Color = 16, true, accent
		s.Alignment, body = nil, false
	case subtitle:
		text.Size, text.Bold, text.Color = 14, true, accent
		s.Alignment, body = nil, false
	case intro:
		s.Alignment, body = nil, false
	case introLink:
		text.Underline, text.Color = "single", accent
		s.Alignment, body = nil, false
	case header:
		text.Bold, text.Color = true, "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}
	case numeric:
		format := w.book.locale + "#,##0"
		if l.decimals > 0 {
			format += "." + strings.Repeat("0", l.decimals)
		}
		format += "_0" // a space as wide as a digit; some programs do not indent every number
		s.CustomNumFmt, s.Alignment.WrapText = &format, false
	case awaiting:
		format := w.book.locale + "#,##0"
		text.Color, s.CustomNumFmt = muted, &format
	case day:
		format := "yyyy-mm-dd"
		s.CustomNumFmt, s.Alignment = &format, &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	case linked:
		text.Underline, text.Color = "single", accent
		s.NumFmt = asText
	case shorthand:
		text.Color = muted
		s.NumFmt = asText
	case toFill: // a text, so that what is typed stays as it is
		s.NumFmt = asText
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{entryFill}}
	case plain:
		s.NumFmt = asText
	}
	if l.right {
		s.Alignment.Horizontal = "right"
		if l.kind != numeric {
			s.Alignment.Indent = 1
		}
	}
	if body {
		s.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
	}
	id, err := w.file.NewStyle(s)
	if err != nil {
		return 0, err
	}
	w.styles[l] = id
	return id, nil
}

// asText is the format of cells that stay texts when somebody edits them, whatever they start with.
const asText = 49

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
		look, height := look{kind: intro}, introHeight
		switch {
		case l.heading:
			look.kind, height = subtitle, headingHeight
		case l.link != link{}:
			look.kind = introLink
		}
		if err := w.set(s, 1, n+2, l.text, look); err != nil {
			return err
		}
		if err := w.file.SetRowHeight(s.name, n+2, height); err != nil {
			return err
		}
		if err := w.link(s, 1, n+2, l.link); err != nil {
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
	return w.print(s)
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
	links := 0
	for n, row := range t.rows {
		at := s.headerRow() + 1 + n
		for i, c := range row {
			if c.link != (link{}) {
				if links++; links > maxLinks {
					c.link = link{}
				}
			}
			if err := w.cell(s, i+1, at, c, t.columns[i].right); err != nil {
				return err
			}
		}
	}
	for n, h := range t.heights {
		if err := w.file.SetRowHeight(s.name, s.headerRow()+n, h); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.columns), s.headerRow()+len(t.rows))
	if err != nil {
		return err
	}
	if err := w.file.SetSheetDimension(s.name, "A1:"+last); err != nil {
		return err
	}
	all := fmt.Sprintf("A%d:%s", s.headerRow(), last)
	// Years and other codes are texts on purpose.
	if err := w.file.AddIgnoredErrors(s.name, all, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	if err := w.offer(s, len(t.rows)); err != nil {
		return err
	}
	stripes := false
	return w.file.AddTable(s.name, &excelize.Table{Range: all, Name: t.name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes})
}

func (w *writer) cell(s *sheet, column, row int, c cell, right bool) error {
	var value any = c.text
	look := look{kind: plain, right: right}
	switch {
	case c.number.Valid:
		number, _ := c.number.Decimal.Float64()
		value, look.kind, look.decimals = number, numeric, decimals(c.number.Decimal)
	case c.entry:
		value, look.kind = nil, toFill
	case c.date != "":
		date, err := time.Parse(time.DateOnly, c.date)
		if err != nil {
			return err
		}
		value, look.kind = date, day
	case c.link != link{}:
		look.kind = linked
	case c.reason && c.formula != "":
		look.kind = awaiting
	case c.reason:
		look.kind = shorthand
	case c.formula != "":
		look.kind = calculated
	}
	if c.formula != "" {
		at, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if w.results[w.part] == nil {
			w.results[w.part] = map[string]cell{}
		}
		w.results[w.part][at] = c
		value = nil
		if err := w.file.SetCellFormula(s.name, at, c.formula); err != nil {
			return err
		}
	}
	if err := w.set(s, column, row, value, look); err != nil {
		return err
	}
	return w.link(s, column, row, c.link)
}

func (w *writer) link(s *sheet, column, row int, l link) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	switch {
	case err != nil:
		return err
	case l.url != "":
		return w.file.SetCellHyperLink(s.name, at, l.url, "External")
	case l.sheet != "":
		to := w.book.sheet(l.sheet)
		target := 1
		if l.row > 0 {
			target = to.headerRow() + l.row
		}
		return w.file.SetCellHyperLink(s.name, at, fmt.Sprintf("%s!A%d", quote(to.name), target), "Location")
	}
	return nil
}

func (w *writer) chart(s *sheet, c chart) error {
	at, err := excelize.CoordinatesToCellName(len(s.table.columns)+1+chartGap, s.headerRow()+1+c.first)
	if err != nil {
		return err
	}
	small := excelize.Font{Family: font, Size: 12, Color: muted}
	label := func(text string) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: text, Font: &small}}}
	}
	kind, gap := excelize.Bar, uint(60)
	numbers := excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: w.book.locale + c.format}, Font: small, Title: label(c.axis)}
	categories := excelize.ChartAxis{ReverseOrder: true, Font: small}
	series := excelize.ChartSeries{
		Name: s.block(c.name, c.first, c.first), Categories: s.block(c.category, c.first, c.last), Values: s.block(c.value, c.first, c.last),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}},
	}
	hundred, zero, vary := 100.0, 0.0, false
	if !c.line {
		numbers.TickLabelPosition = excelize.ChartTickLabelHigh // below, as the first bar is above
	}
	switch {
	case c.line:
		kind, categories.ReverseOrder = excelize.Line, false
		series.Line = excelize.LineOptions{Width: 2.25, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}}
		series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}}
	case c.percent:
		numbers.Minimum, numbers.Maximum = &zero, &hundred
	case c.lowest == 0:
		numbers.Minimum = &zero
	}
	return w.file.AddChart(s.name, at, &excelize.Chart{
		Type:     kind,
		Series:   []excelize.ChartSeries{series},
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Family: font, Size: 14, Bold: true, Color: accent}}}},
		Legend:   excelize.ChartLegend{Position: "none"},
		XAxis:    categories,
		YAxis:    numbers,
		GapWidth: &gap, VaryColors: &vary,
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(c.height(c.last-c.first+1) * pixels)},
		Format:    excelize.GraphicOptions{AltText: c.alt, Positioning: "absolute"}, // rows that are filtered out take nothing from it
	})
}

// print sets what a sheet looks like on the screen beside its cells, and on paper.
func (w *writer) print(s *sheet) error {
	grid, fit := false, true
	if err := w.file.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if err := w.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	size, landscape, wide, any := tabloid, "landscape", s.pages(), 0
	if err := w.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &any}); err != nil {
		return err
	}
	margin := 0.5 // inches
	if err := w.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin}); err != nil {
		return err
	}
	if err := w.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R" + w.book.footer}); err != nil {
		return err
	}
	if s.table == nil || s.key == "cover" {
		return nil
	}
	row := s.headerRow()
	if err := w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%[1]s!$A:$A,%[1]s!$%[2]d:$%[2]d", quote(s.name), row), Scope: s.name,
	}); err != nil {
		return err
	}
	panes := excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: fmt.Sprintf("A%d", row+1), ActivePane: "bottomLeft"}
	if s.pages() > 1 {
		panes.XSplit, panes.TopLeftCell, panes.ActivePane = 1, fmt.Sprintf("B%d", row+1), "bottomRight"
	}
	panes.Selection = []excelize.Selection{{SQRef: "A1", ActiveCell: "A1", Pane: panes.ActivePane}}
	return w.file.SetPanes(s.name, &panes)
}

// pageWidth is how many characters a printed page may be wide, so that they can still be read.
const pageWidth = 340

// pages is how many pages a sheet is wide on paper.
func (s *sheet) pages() int {
	width := 0.0
	if s.table != nil {
		for _, c := range s.table.columns {
			width += c.width
		}
	}
	return max(1, int(math.Ceil(width/pageWidth)))
}

// block is the cells of a column in some rows of the table, from 0.
func (s *sheet) block(column, first, last int) string {
	name, _ := excelize.ColumnNumberToName(column + 1)
	return fmt.Sprintf("%s!$%s$%d:$%s$%d", quote(s.name), name, s.headerRow()+1+first, name, s.headerRow()+1+last)
}

// quote names a sheet in a formula.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
