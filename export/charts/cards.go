package charts

import (
	"cmp"
	"slices"

	"tidyrelease/transform"
)

type count struct{ Label, Number string }

func (b *builder) counts() []count {
	stated, inconsistent := 0, 0
	for _, o := range b.d.Observations {
		if !o.Derived() {
			stated++
		}
	}
	for _, c := range b.d.Checks {
		if c.Result == transform.Inconsistent {
			inconsistent++
		}
	}
	return []count{
		{b.words.Text("count_releases"), b.number(len(b.d.Releases))},
		{b.words.Text("count_mentions"), b.number(len(b.d.Mentions))},
		{b.words.Text("count_observations"), b.number(stated)},
		{b.words.Text("count_checks"), b.number(len(b.d.Checks))},
		{b.words.Text("count_inconsistent"), b.number(inconsistent)},
	}
}

// card is a key figure.
type card struct {
	Label, Display, Period, Exactness, Range, Review string

	Subject, Release phrase
	Text, Row        link
}

// mostCards is how many key figures the page shows; the first ones stand for as many releases as there are.
const mostCards = 12

func (b *builder) cards() []card {
	var keys []*transform.Observation
	for i := range b.d.Observations {
		if b.d.Observations[i].Headline > 0 {
			keys = append(keys, &b.d.Observations[i])
		}
	}
	slices.SortStableFunc(keys, func(x, y *transform.Observation) int { return cmp.Compare(x.Headline, y.Headline) })
	var out []card
	for _, o := range keys[:min(len(keys), mostCards)] {
		c := card{
			Label: o.IndicatorLabel, Display: o.Display, Period: o.PeriodText,
			Exactness: b.exactness(o), Range: o.Range,
			Subject: b.subject(o), Release: b.releaseTitle(o.Releases), Row: b.rowLink(o.ID),
		}
		if o.Review != "" {
			c.Review = b.words.Text("review_" + o.Review)
		}
		if mentions := b.anchors.mentionsOf[o.ID]; len(mentions) > 0 {
			c.Text = b.textLink(mentions[0], o.IndicatorLabel)
		}
		out = append(out, c)
	}
	return out
}
