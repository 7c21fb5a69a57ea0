package workbook

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

// The paper is tabloid, on its side. Sizes are in inches.
const (
	tabloid     = 3
	paperWidth  = 17.0
	paperHeight = 11.0
	margin      = 0.5
	below       = 0.75 // the margin with the footer in it
	footer      = 0.35 // from the edge
	pageWidth   = 365  // characters that a printed page may be wide, so that they can still be read
)

// width is that of the table, in characters.
func (s *sheet) width() float64 {
	width := 0.0
	if s.table != nil {
		for _, c := range s.table.columns {
			width += c.width
		}
	}
	return width
}

// pages is how many pages a sheet is wide on paper.
func (s *sheet) pages() int { return max(1, int(math.Ceil(s.width()/pageWidth))) }

// print sets what a sheet looks like on paper. Each page repeats the header of the table, and the pages of the same rows
// follow each other. None repeats a column: a name for rows and columns together is one that Gnumeric cannot read.
func (w *writer) print(s *sheet) error {
	if err := w.fit(s); err != nil {
		return err
	}
	side, bottom, foot := margin, below, footer
	if err := w.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &side, Bottom: &bottom, Footer: &foot}); err != nil {
		return err
	}
	if err := w.file.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R" + w.book.footer}); err != nil {
		return err
	}
	if s.table == nil || s.key == "cover" {
		return nil
	}
	return w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%[1]s!$%[2]d:$%[2]d", quote(s.name), s.headerRow()), Scope: s.name,
	})
}

// fit makes a sheet as small as its pages need it, which are as many as it takes.
func (w *writer) fit(s *sheet) error {
	size, landscape, across := tabloid, "landscape", "overThenDown"
	layout := excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, PageOrder: &across}
	if len(s.charts) > 0 {
		scale := s.chartScale()
		layout.AdjustTo = &scale
		if err := w.breakBetweenCharts(s, float64(scale)/100); err != nil {
			return err
		}
	} else {
		fit, wide, high := true, s.pages(), 0
		layout.FitToWidth, layout.FitToHeight = &wide, &high
		if err := w.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
			return err
		}
	}
	return w.file.SetPageLayout(s.name, &layout)
}

// chartScale is how many percent of its size a sheet with charts has on paper, so that its charts stand beside the table.
func (s *sheet) chartScale() uint {
	const pixel, character, gap, careful = 1.0 / 96, 8, 64, 0.94 // programs make columns wider
	width := (s.width()*character + float64(5*len(s.table.columns)+chartGap*gap+chartWidth)) * pixel
	return uint(min(100, careful*100*(paperWidth-2*margin)/width))
}

// breakBetweenCharts starts a new page where a chart would be cut. Programs follow such breaks where the sheet has a scale,
// and not where they make it fit.
func (w *writer) breakBetweenCharts(s *sheet, scale float64) error {
	const point = 1.0 / 72
	room := (paperHeight - margin - below) / point / scale
	high := func(first, last int) float64 { // rows of the table
		h := 0.0
		for _, height := range s.table.heights[first+1 : last+2] {
			h += height
		}
		return h
	}
	used := titleHeight + float64(len(s.lines))*introHeight + introHeight + s.table.heights[0]
	for i, c := range s.charts {
		need := high(c.first, c.last)
		if used += need; used <= room || i == 0 {
			continue
		}
		used = s.table.heights[0] + need
		if err := w.file.InsertPageBreak(s.name, fmt.Sprintf("A%d", s.headerRow()+1+c.first)); err != nil {
			return err
		}
	}
	return nil
}

// view sets what a sheet looks like on the screen beside its cells.
func (w *writer) view(s *sheet) error {
	grid := false
	if err := w.file.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}); err != nil {
		return err
	}
	if !w.book.filters || s.table == nil || s.key == "cover" {
		return nil
	}
	row := s.headerRow()
	panes := excelize.Panes{Freeze: true, YSplit: row, TopLeftCell: fmt.Sprintf("A%d", row+1), ActivePane: "bottomLeft"}
	if s.pages() > 1 {
		panes.XSplit, panes.TopLeftCell, panes.ActivePane = 1, fmt.Sprintf("B%d", row+1), "bottomRight"
	}
	panes.Selection = []excelize.Selection{{SQRef: "A1", ActiveCell: "A1", Pane: panes.ActivePane}}
	return w.file.SetPanes(s.name, &panes)
}
