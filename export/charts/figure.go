package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// figure is a chart with its table and its sentences. What needs several scales is one figure of several charts, its panels.
type figure struct {
	ID, Title, Subtitle, Description string

	Release phrase // where the page has several
	Panels  []panel
	Rows    []figureRow
	Sources []source

	sources map[[2]string]string // speaker and sentence → id
}

// panel is one chart of a figure.
type panel struct {
	ID, Subtitle string // where the figure has several
	Chart        string // name of the chart for the library
	Alt, Axis    string
	Drawing      drawing
}

type figureRow struct {
	ID, Observation, Label, Display, Range, Period, Basis string

	Review string
	Source string // id of the source under the chart
	Row    link
}

// source is a sentence from which a chart's figures come.
type source struct {
	ID, Speaker string

	Sentence phrase
	Text     link
}

// legend is the signs that the drawings of a page have.
type legend struct{ Whisker, Arrow, Limit, Derived, Range bool }

func (g *legend) note(l *layout) {
	for _, m := range l.marks {
		g.Whisker = g.Whisker || m.Whisker()
		g.Arrow = g.Arrow || m.Open > 0
		g.Limit = g.Limit || m.Open < 0
		g.Derived = g.Derived || m.Derived
		g.Range = g.Range || l.chart.Kind == transform.Ranges && m.Open == 0
	}
}

// draw fills the section of charts, and gives the same charts to the library.
func (b *builder) draw(p *page, charts []transform.Chart) {
	for _, panels := range figuresOf(charts) {
		f := b.figure(panels)
		for i := range panels {
			c := &panels[i]
			l := layOut(c, b.words.Number)
			p.Legend.note(l)
			drawn := b.panel(&f, c, l)
			if len(panels) > 1 {
				drawn.ID, drawn.Subtitle = b.anchors.chart[c.ID], c.Subtitle
			}
			f.Panels = append(f.Panels, drawn)
			p.Options = append(p.Options, interactive{drawn.Chart, l.option()})
		}
		p.Figures = append(p.Figures, f)
	}
}

// figuresOf is the figures of charts. Charts of releases over time are none: the list of the releases has them.
func figuresOf(charts []transform.Chart) [][]transform.Chart {
	return slices.DeleteFunc(transform.Figures(charts), func(figure []transform.Chart) bool { return figure[0].Kind == transform.Timeline })
}

// figure is a figure with the rows and sources of its charts, which are still to be drawn.
func (b *builder) figure(panels []transform.Chart) figure {
	c := &panels[0]
	f := figure{
		ID: b.anchors.chart[c.ID], Title: c.Title, Subtitle: c.Subtitle, Release: b.releaseTitle(c.Releases), sources: map[[2]string]string{},
	}
	if len(panels) > 1 {
		f.ID, f.Title, f.Subtitle = nameOf("figure", c.Panel.Figure), c.Panel.Title, b.words.Text("panels")
	}
	var descriptions []string
	for k := range panels {
		c := &panels[k]
		descriptions = append(descriptions, c.Description)
		for i := range c.Marks {
			f.Rows = append(f.Rows, b.figureRow(&f, c, i))
		}
	}
	f.Description = strings.Join(descriptions, " ")
	return f
}

// figureRow is the row of a mark. Its sentence is noted among the sources of the figure.
func (b *builder) figureRow(f *figure, c *transform.Chart, i int) figureRow {
	m := &c.Marks[i]
	r := figureRow{
		ID: b.markID(c, i), Observation: m.Observation,
		Label: m.Label, Display: m.Display, Range: m.Display, Period: m.Period,
		Basis: b.words.Text("reported"), Row: b.rowLink(m.Observation),
	}
	if m.Derived {
		r.Basis = b.words.Text("derived")
	}
	if o := b.anchors.observations[m.Observation]; o != nil {
		r.Range, r.Basis, r.Period, r.Review = o.Range, b.basis(o), cmp.Or(period(o), m.Period), b.review(o)
	}
	if m.Sentence != "" {
		r.Source = b.source(f, m)
	}
	return r
}

// markID is the id of a mark's row.
func (b *builder) markID(c *transform.Chart, i int) string {
	return fmt.Sprintf("%s:%d", b.anchors.chart[c.ID], i+1)
}

// source is the id of the sentence of a mark, which a figure quotes once.
func (b *builder) source(f *figure, m *transform.Mark) string {
	key := [2]string{m.Speaker, m.Sentence}
	if id := f.sources[key]; id != "" {
		return id
	}
	s := source{
		ID: fmt.Sprintf("%s:source-%d", f.ID, len(f.Sources)+1), Speaker: m.Speaker,
		Sentence: phrase{Text: strings.Trim(m.Sentence, "| ")}, // the rims of a table's row
		Text:     b.textLink(m.Mention, m.Label),
	}
	if r := b.releaseOf(m.Mention); r != nil {
		s.Sentence.Lang = b.foreign(r.Language)
	}
	f.sources[key] = s.ID
	f.Sources = append(f.Sources, s)
	return s.ID
}

// panel draws a chart of a figure and ties its marks to the figure's rows.
func (b *builder) panel(f *figure, c *transform.Chart, l *layout) panel {
	p := panel{Chart: b.anchors.chart[c.ID], Alt: c.Alt, Axis: c.AxisLabel, Drawing: l.draw(b.anchors.chart[c.ID])}
	rows := map[string]*figureRow{}
	for i := range f.Rows {
		rows[f.Rows[i].ID] = &f.Rows[i]
	}
	for i := range c.Marks {
		m, place, row := &c.Marks[i], &p.Drawing.Marks[i], rows[b.markID(c, i)]
		place.Row, place.Source = row.ID, row.Source
		// The name starts with the words that stand beside the mark (WCAG 2.5.3).
		place.Spoken = spoken(strings.TrimSpace(m.Label+" "+m.Display), row.Range, row.Period)
		place.Href = cmp.Or(b.textLink(m.Mention, m.Label).Href, row.Row.Href)
	}
	return p
}
