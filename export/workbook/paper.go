package workbook

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"
)

const (
	tabloid   = 3   // a size of paper
	pageWidth = 340 // characters that a printed page may be wide, so that they can still be read
)

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

// print sets what a sheet looks like on paper. Each page repeats the header of the table, and no column: a name for
// rows and columns together is one that Gnumeric cannot read.
func (w *writer) print(s *sheet) error {
	fit := true
	if err := w.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	size, landscape, wide, high := tabloid, "landscape", s.pages(), 0 // as high as it gets
	if err := w.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	margin, below, footer := 0.5, 0.75, 0.35 // inches
	if err := w.file.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin, Top: &margin, Bottom: &below, Footer: &footer}); err != nil {
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
