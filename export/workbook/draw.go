package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

const (
	barColor   = "4F86B8" // dark enough beside white, light enough under a whisker
	boundColor = "1A1A1A"

	chartWidth = 760       // pixels
	pixels     = 4.0 / 3.4 // in a point of a row, as the spreadsheet library counts them
	chartGap   = 1         // columns between a table and its charts
)

// chart draws a chart beside its rows. What the library cannot draw, the parcel does.
func (w *writer) chart(s *sheet, c chart) error {
	at, err := excelize.CoordinatesToCellName(len(s.table.columns)+1+chartGap, s.headerRow()+1+c.first)
	if err != nil {
		return err
	}
	w.charts++
	c.bounds.plus, c.bounds.minus = s.block(aboveColumn, c.first, c.last), s.block(belowColumn, c.first, c.last)
	w.parcel.bounds[fmt.Sprintf("xl/charts/chart%d.xml", w.charts)] = c.bounds
	kind := excelize.Bar
	if c.line {
		kind = excelize.Line
	}
	gap, overlap, vary := uint(60), 100, false
	heading := &excelize.Font{Family: font, Size: 14, Bold: true, Color: accent}
	return w.file.AddChart(s.name, at, &excelize.Chart{
		Type:     kind,
		Series:   []excelize.ChartSeries{c.series(s)},
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: heading}}},
		Legend:   excelize.ChartLegend{Position: "none"},
		XAxis:    excelize.ChartAxis{ReverseOrder: !c.line, TickLabelPosition: excelize.ChartTickLabelLow, Font: chartFont()}, // clear of what is below zero
		YAxis:    c.numbers(w.book.locale),
		GapWidth: &gap, Overlap: &overlap, VaryColors: &vary,
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(c.height(c.last-c.first+1) * pixels)},
		Format:    excelize.GraphicOptions{AltText: c.alt, Positioning: "absolute"}, // rows that are filtered out take nothing from it
	})
}

func chartFont() excelize.Font { return excelize.Font{Family: font, Size: 12, Color: muted} }

func (c *chart) series(s *sheet) excelize.ChartSeries {
	series := excelize.ChartSeries{
		Name: s.block(c.name, c.first, c.first), Categories: s.block(c.category, c.first, c.last), Values: s.block(c.value, c.first, c.last), Fill: filled(barColor),
	}
	if c.line {
		series.Line = excelize.LineOptions{Width: 2.25, Fill: filled(accent)}
		series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: filled(accent)}
	}
	return series
}

// numbers is the axis of values. Bars start at zero, and a share is seen against the whole.
func (c *chart) numbers(locale string) excelize.ChartAxis {
	small := chartFont()
	axis := excelize.ChartAxis{
		MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: locale + c.format}, Font: small,
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.axis, Font: &small}}},
	}
	if c.line {
		return axis
	}
	axis.TickLabelPosition = excelize.ChartTickLabelHigh // below, as the first bar is above
	zero, whole := 0.0, 1.0
	if c.share || c.lowest == 0 {
		axis.Minimum = &zero
	}
	if c.share {
		axis.Maximum = &whole
	}
	return axis
}
