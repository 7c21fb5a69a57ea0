package charts

import (
	"cmp"
	"fmt"
	"strings"
)

// figure is a chart with its table and its sentences.
type figure struct {
	ID, Title, Subtitle, Alt, Description, Axis string

	Release phrase // where the page has several
	Drawing drawing
	Rows    []figureRow
	Sources []source
}

type figureRow struct {
	ID, Observation, Label, Display, Range, Period, Basis string

	Source string // id of the source under the chart
	Row    link
}

// source is a sentence from which a chart's figures come.
type source struct {
	ID, Speaker string

	Sentence phrase
	Text     link
}

func (b *builder) figure(l *layout) figure {
	c := l.chart
	id := b.anchors.chart[c.ID]
	f := figure{ID: id, Title: c.Title, Subtitle: c.Subtitle, Alt: c.Alt, Description: c.Description, Axis: c.AxisLabel, Release: b.releaseTitle(c.Releases)}
	sources := map[[2]string]string{} // speaker and sentence → id
	for i, m := range c.Marks {
		r := figureRow{
			ID: fmt.Sprintf("%s:%d", id, i+1), Observation: m.Observation,
			Label: m.Label, Display: m.Display, Range: m.Display, Period: m.Period,
			Row: b.rowLink(m.Observation),
		}
		r.Basis = b.words.Text("reported")
		if m.Derived {
			r.Basis = b.words.Text("derived")
		}
		if o := b.anchors.observations[m.Observation]; o != nil {
			r.Range, r.Basis, r.Period = o.Range, b.basis(o), cmp.Or(period(o), m.Period)
		}
		if m.Sentence != "" {
			key := [2]string{m.Speaker, m.Sentence}
			if sources[key] == "" {
				s := source{
					ID: fmt.Sprintf("%s:source-%d", id, len(f.Sources)+1), Speaker: m.Speaker,
					Sentence: phrase{Text: strings.Trim(m.Sentence, "| ")}, // the rims of a table's row
					Text:     b.textLink(m.Mention, m.Label),
				}
				if r := b.releaseOf(m.Mention); r != nil {
					s.Sentence.Lang = b.foreign(r.Language)
				}
				sources[key] = s.ID
				f.Sources = append(f.Sources, s)
			}
			r.Source = sources[key]
		}
		f.Rows = append(f.Rows, r)
	}
	f.Drawing = l.draw(b.words, id)
	for i, m := range c.Marks {
		place := &f.Drawing.Marks[i]
		place.Row = f.Rows[i].ID
		place.Source = f.Rows[i].Source
		// The name starts with the words that stand beside the mark (WCAG 2.5.3).
		place.Spoken = spoken(strings.TrimSpace(m.Label+" "+m.Display), f.Rows[i].Range, f.Rows[i].Period)
		place.Href = cmp.Or(b.textLink(m.Mention, m.Label).Href, f.Rows[i].Row.Href)
	}
	return f
}
