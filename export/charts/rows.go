package charts

import "tidyrelease/transform"

// row is an observation in the table of all.
type row struct {
	ID, Label, Place, Period, Display, Exactness, Range, Basis, Review string

	Subject, Release phrase
	Charts, Texts    []link
}

func (b *builder) row(o *transform.Observation) row {
	out := row{
		ID: b.anchors.observation[o.ID], Label: o.IndicatorLabel, Subject: b.subject(o), Release: b.releaseTitle(o.Releases),
		Place: b.places(o.RefArea, o.CounterpartArea), Period: period(o), Display: o.Display,
		Exactness: b.exactness(o), Range: o.Range, Basis: b.basis(o), Review: b.review(o),
	}
	for _, id := range b.anchors.chartsOf[o.ID] {
		out.Charts = append(out.Charts, link{
			Href: href(b.anchors.chart[id]), Text: b.words.Text("to_chart"),
			Spoken: b.anchors.charts[id].Title,
		})
	}
	mentions := b.anchors.mentionsOf[o.ID]
	for i, id := range mentions {
		l := b.textLink(id, o.IndicatorLabel)
		if len(mentions) > 1 {
			n := b.number(i + 1)
			l.Text += " " + n
			l.Spoken += " (" + n + ")"
		}
		out.Texts = append(out.Texts, l)
	}
	return out
}
