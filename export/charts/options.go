package charts

import (
	"strconv"

	echarts "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// interactive is a chart for the chart library. It draws the shapes only, in the places where the
// static drawing has them; words and links stay those of the page, so that the library never gets a
// text of a release, which it could read as a format.
type interactive struct {
	ID     string         `json:"id"`
	Option map[string]any `json:"option"`
}

// Colours are names of the page's style; the script puts the values in, light or dark.
const (
	ink     = "--ink"
	accent  = "--accent"
	surface = "--surface"
	soft    = "--accent-soft"
)

// datum is what go-echarts' BarData and LineData leave out: a hatched item.
type datum struct {
	Value     any   `json:"value"`
	ItemStyle style `json:"itemStyle"`
}

type style struct {
	Color       string  `json:"color"`
	BorderColor string  `json:"borderColor,omitempty"`
	BorderWidth float64 `json:"borderWidth,omitempty"`
	BorderType  string  `json:"borderType,omitempty"`
	Decal       *decal  `json:"decal,omitempty"`
}

type decal struct {
	Symbol     string  `json:"symbol"`
	Color      string  `json:"color"`
	DashX      [2]int  `json:"dashArrayX"`
	DashY      [2]int  `json:"dashArrayY"`
	Rotation   float64 `json:"rotation"`
	SymbolSize float64 `json:"symbolSize"`
}

// end is an end of a line between two places of a chart: a whisker or an arrow. The first end of a
// line has its style.
type end struct {
	Coord      [2]float64      `json:"coord"`
	Symbol     string          `json:"symbol"`
	SymbolSize [2]int          `json:"symbolSize"`
	LineStyle  *opts.LineStyle `json:"lineStyle,omitempty"`
}

// openArrow is the head of the arrows of the static drawing. The library turns it into the line's direction.
const openArrow = "path://M0 7L6 0L12 7L10.4 8.4L6 3.2L1.6 8.4Z"

func (l *layout) option() map[string]any {
	if l.chart.Kind.OverTime() {
		return l.lineOption()
	}
	return l.rowsOption()
}

func (l *layout) rowsOption() map[string]any {
	rows := make([]string, len(l.marks))
	offsets := make([]opts.BarData, len(l.marks))
	data := make([]datum, len(l.marks))
	for i, m := range l.marks {
		rows[i] = strconv.Itoa(i + 1)
		low, high := m.Bar()
		offsets[i] = opts.BarData{Value: low}
		data[i] = datum{Value: high - low, ItemStyle: m.style()}
		if m.From == 0 {
			offsets[i].Value = 0
			data[i].Value = m.To
		}
	}
	bar := echarts.NewBar()
	bar.SetGlobalOptions(append(quiet(),
		// The centre of a band is the centre of its bar in the static drawing.
		echarts.WithGridOpts(grid("0", "0", l.rowText+barGap+barHeight/2-l.row/2, l.row*len(l.marks))),
		echarts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: l.axis.Low, Max: l.axis.High}),
		echarts.WithYAxisOpts(opts.YAxis{Type: "category", Show: opts.Bool(false), Inverse: opts.Bool(true)}),
	)...)
	width := strconv.Itoa(barHeight)
	bar.AddSeries("from", offsets, echarts.WithBarChartOpts(opts.BarChart{Stack: "bars", BarWidth: width}),
		echarts.WithItemStyleOpts(opts.ItemStyle{Color: "transparent"}))
	bar.AddSeries("to", nil, echarts.WithBarChartOpts(opts.BarChart{Stack: "bars", BarWidth: width}))
	series := &bar.MultiSeries[1]
	series.Data = data
	series.MarkLines = l.ends(func(i int, v float64) [2]float64 { return [2]float64{v, float64(i)} })
	bar.Validate()
	bar.XAxisList[0].Data, bar.YAxisList[0].Data = nil, rows
	return bar.JSON()
}

func (l *layout) lineOption() map[string]any {
	data := make([]datum, len(l.marks))
	for i, m := range l.marks {
		data[i] = datum{Value: [2]float64{m.Time, m.To}, ItemStyle: m.style()}
	}
	chart := echarts.NewLine()
	chart.SetGlobalOptions(append(quiet(),
		echarts.WithGridOpts(grid(percent(l.left), percent(l.right), l.top, l.height)),
		echarts.WithXAxisOpts(opts.XAxis{Type: "value", Show: opts.Bool(false), Min: 0, Max: 1}),
		echarts.WithYAxisOpts(opts.YAxis{Type: "value", Show: opts.Bool(false), Min: l.axis.Low, Max: l.axis.High}),
	)...)
	chart.AddSeries("line", nil,
		echarts.WithLineChartOpts(opts.LineChart{Symbol: "circle", SymbolSize: 8, ShowSymbol: opts.Bool(true)}),
		echarts.WithLineStyleOpts(opts.LineStyle{Color: accent, Width: 2.5}))
	series := &chart.MultiSeries[0]
	series.Data = data
	series.MarkLines = l.ends(func(i int, v float64) [2]float64 { return [2]float64{l.marks[i].Time, v} })
	chart.Validate()
	return chart.JSON()
}

// quiet leaves out what the page has better: title, legend and tooltip.
func quiet() []echarts.GlobalOpts {
	return []echarts.GlobalOpts{
		echarts.WithTitleOpts(opts.Title{Show: opts.Bool(false)}),
		echarts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		echarts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(false)}),
	}
}

func grid(left, right string, top, height int) opts.Grid {
	return opts.Grid{Left: left, Right: right, Top: strconv.Itoa(top), Height: strconv.Itoa(height)}
}

// style is how a mark's shape looks; see place.class.
func (m *mark) style() style {
	switch {
	case m.Derived:
		return style{
			Color: surface, BorderColor: accent, BorderWidth: 1.5,
			Decal: &decal{Symbol: "rect", Color: accent, DashX: [2]int{1, 0}, DashY: [2]int{2, 4}, Rotation: -0.785, SymbolSize: 1},
		}
	case m.Open < 0:
		return style{Color: soft, BorderColor: accent, BorderWidth: 1.5, BorderType: "dashed"}
	}
	return style{Color: accent}
}

// ends draws the whiskers and the arrows of the marks; at gives the place of a value of mark i. On a
// bar a whisker has a halo.
func (l *layout) ends(at func(i int, value float64) [2]float64) *opts.MarkLines {
	out := &opts.MarkLines{MarkLineStyle: opts.MarkLineStyle{Label: &opts.Label{Show: opts.Bool(false)}}}
	reach := (l.axis.High - l.axis.Low) * 0.08
	solid := func(color string, width float32) *opts.LineStyle {
		return &opts.LineStyle{Color: color, Width: width, Type: "solid"}
	}
	for i, m := range l.marks {
		switch {
		case m.Whisker():
			low, high := at(i, m.Low), at(i, m.High)
			halo, cap := [2]int{16, 5}, [2]int{12, 2}
			if !l.chart.Kind.OverTime() {
				out.Data = append(out.Data, [2]end{{low, "rect", halo, solid(surface, 5)}, {high, "rect", halo, nil}})
			}
			out.Data = append(out.Data, [2]end{{low, "rect", cap, solid(ink, 2)}, {high, "rect", cap, nil}})
		case m.Open != 0:
			out.Data = append(out.Data, [2]end{
				{at(i, m.To), "none", [2]int{}, solid(ink, 2)},
				{at(i, m.To+float64(float64(m.Open)*reach)), openArrow, [2]int{12, 8}, nil},
			})
		}
	}
	return out
}
