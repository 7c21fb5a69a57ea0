package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
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

	barColor   = "4F86B8" // dark enough beside white, light enough under a whisker
	boundColor = "1A1A1A"
	entryFill  = "FFF8E1" // of cells to fill in

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
	decimals int // of a number
	shown    shown
	behind   string // the number, as it is shown
	right    bool   // in a column of numbers
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
	parcel *parcel

	part   string // of the package, that holds the sheet that is written
	charts int
}

// write writes the workbook.
func (b *book) write(out io.Writer) (err error) {
	p := &parcel{
		language: b.language, filters: b.filters, results: results{}, bounds: map[string]*bounds{}, streamed: map[string]bool{},
		parts: map[string]*bytes.Buffer{}, spools: map[string]*spool{},
	}
	defer func() { err = errors.Join(err, p.discard()) }()
	w := &writer{book: b, file: excelize.NewFile(), styles: map[look]int{}, parcel: p}
	defer func() { err = errors.Join(err, w.file.Close()) }()
	w.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	if err := w.all(); err != nil {
		return err
	}
	if _, err := w.file.WriteToBuffer(); err != nil { // into the parcel
		return err
	}
	return p.pack(out)
}

// all writes the sheets and what belongs to the whole workbook.
func (w *writer) all() error {
	b := w.book
	if err := w.file.SetDefaultFont(font); err != nil {
		return err
	}
	for i, s := range b.sheets {
		var err error
		if i == 0 {
			err = w.file.SetSheetName("Sheet1", s.name)
		} else {
			_, err = w.file.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
	}
	for _, n := range b.names {
		s := b.sheet(n.sheet)
		if err := w.file.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: s.block(n.column, 0, s.table.len()-1)}); err != nil {
			return fmt.Errorf("name %q: %w", n.name, err)
		}
	}
	for i, s := range b.sheets {
		w.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		write := w.sheet
		if s.table != nil && s.table.streamed != nil {
			write = w.stream
			w.parcel.streamed[w.part] = true
		}
		if err := write(s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	w.file.SetActiveSheet(0)
	return w.file.SetDocProps(&excelize.DocProperties{
		Title: b.title, Creator: writtenBy, LastModifiedBy: writtenBy, Language: b.language, Created: b.created, Modified: b.created,
	})
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
		format := w.book.format(l)
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

// format is how a number is shown. One in millions or billions that somebody makes smaller is shown in full.
func (b *book) format(l look) string {
	const room = "_0" // a space as wide as a digit; some programs do not indent every number
	digits := "#,##0"
	if l.decimals > 0 {
		digits += "." + strings.Repeat("0", l.decimals)
	}
	switch power := l.shown.power(); {
	case l.shown == asPercent:
		return b.locale + digits + literal(l.behind) + room
	case power > 0:
		return fmt.Sprintf("%s[>=1%s]%s%s%s%s;#,##0%s", b.locale, strings.Repeat("0", power), digits, strings.Repeat(",", power/3), literal(l.behind), room, room)
	}
	return b.locale + digits + room
}

// literal is a text in a format, where a percent sign alone has a meaning.
func literal(s string) string {
	before, ok := strings.CutSuffix(s, "%")
	if before != "" {
		before = `"` + before + `"`
	}
	if ok {
		before += "%"
	}
	return before
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
		look, height := l.look()
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

// look is what a line of running text looks like, and how high it is.
func (l line) look() (look, float64) {
	switch {
	case l.heading:
		return look{kind: subtitle}, headingHeight
	case l.link != link{}:
		return look{kind: introLink}, introHeight
	}
	return look{kind: intro}, introHeight
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
	if err := w.frame(s); err != nil {
		return err
	}
	return w.file.AddTable(s.name, s.marked())
}

// frame tells how far the sheet goes, and that codes such as years are texts on purpose.
func (w *writer) frame(s *sheet) error {
	if err := w.file.SetSheetDimension(s.name, "A1:"+s.last()); err != nil {
		return err
	}
	if err := w.offer(s, s.table.len()); err != nil {
		return err
	}
	return w.file.AddIgnoredErrors(s.name, s.marked().Range, excelize.IgnoredErrorsNumberStoredAsText)
}

// last is the last cell of the table.
func (s *sheet) last() string {
	name, _ := excelize.CoordinatesToCellName(len(s.table.columns), s.headerRow()+s.table.len())
	return name
}

// marked is the Excel table.
func (s *sheet) marked() *excelize.Table {
	stripes := false
	return &excelize.Table{Range: fmt.Sprintf("A%d:%s", s.headerRow(), s.last()), Name: s.table.name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}
}

// content is what a cell holds beside its formula, and its look.
func (w *writer) content(c cell, right bool) (any, look, error) {
	l := look{kind: plain, right: right}
	switch {
	case c.number.Valid:
		l.kind, l.decimals, l.shown, l.behind = numeric, decimals(c.shown.scaled(c.number.Decimal)), c.shown, w.book.behind(c)
		number, _ := c.number.Decimal.Float64()
		return number, l, nil
	case c.entry:
		l.kind = toFill
		return nil, l, nil
	case c.date != "":
		date, err := time.Parse(time.DateOnly, c.date)
		l.kind = day
		return date, l, err
	case c.link != link{}:
		l.kind = linked
	case c.reason && c.formula != "":
		l.kind = awaiting
	case c.reason:
		l.kind = shorthand
	case c.formula != "":
		l.kind = calculated
	}
	return c.text, l, nil
}

func (w *writer) cell(s *sheet, column, row int, c cell, right bool) error {
	value, look, err := w.content(c, right)
	if err != nil {
		return err
	}
	if c.formula != "" {
		at, err := excelize.CoordinatesToCellName(column, row)
		if err != nil {
			return err
		}
		if w.parcel.results[w.part] == nil {
			w.parcel.results[w.part] = map[string]cell{}
		}
		w.parcel.results[w.part][at] = c
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
	w.charts++
	c.bounds.plus, c.bounds.minus = s.block(aboveColumn, c.first, c.last), s.block(belowColumn, c.first, c.last)
	w.parcel.bounds[fmt.Sprintf("xl/charts/chart%d.xml", w.charts)] = c.bounds
	small := excelize.Font{Family: font, Size: 12, Color: muted}
	label := func(text string) excelize.ChartTitle {
		return excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: text, Font: &small}}}
	}
	kind, gap := excelize.Bar, uint(60)
	numbers := excelize.ChartAxis{MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: w.book.locale + c.format}, Font: small, Title: label(c.axis)}
	categories := excelize.ChartAxis{ReverseOrder: true, Font: small}
	series := excelize.ChartSeries{
		Name: s.block(c.name, c.first, c.first), Categories: s.block(c.category, c.first, c.last), Values: s.block(c.value, c.first, c.last),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{barColor}},
	}
	whole, zero, vary, overlap := 1.0, 0.0, false, 100
	if !c.line {
		numbers.TickLabelPosition = excelize.ChartTickLabelHigh // below, as the first bar is above
	}
	switch {
	case c.line:
		kind, categories.ReverseOrder = excelize.Line, false
		series.Line = excelize.LineOptions{Width: 2.25, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}}
		series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}}
	case c.share:
		numbers.Minimum, numbers.Maximum = &zero, &whole
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
		GapWidth: &gap, Overlap: &overlap, VaryColors: &vary,
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
	if !w.book.filters {
		return nil
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
