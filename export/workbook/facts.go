package workbook

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// keyFigures is the headline facts, one a row.
func (w *describer) keyFigures() *sheet {
	s := w.sheet("key_figures")
	var facts []*transform.Observation
	for i := range w.d.Observations {
		if o := &w.d.Observations[i]; o.Headline > 0 {
			facts = append(facts, o)
		}
	}
	slices.SortStableFunc(facts, func(a, b *transform.Observation) int { return cmp.Compare(a.Headline, b.Headline) })
	columns := []heading{
		w.column("indicator", 34), w.column("display", 30), w.column("period", 18), w.column("value", 14, "formulas"),
		w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20), w.column("qualifier", 18),
		w.column("range", 38), w.column("release", 44), w.column("review", 16), w.column("observation", 28),
	}
	return w.tabulate(s, columns, len(facts), func(row []cell, n int) []cell {
		o := facts[n]
		row = append(row, w.text(o.IndicatorLabel), w.text(o.Display), w.text(o.PeriodText))
		row = append(row, w.live(o)...)
		return append(row, w.unitOf(o), w.known("bound", o.Exactness()), w.text(o.Range), w.titles(o.Releases), w.reviewed(o.Review), w.to(o.ID))
	})
}

// titles names releases by their titles. Of language versions it names the one in the dataset's language.
func (w *describer) titles(ids []string) cell {
	own := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		r := w.release(id)
		return r != nil && r.Language != w.d.Language && r.Pair != "" && slices.Contains(ids, r.Pair)
	})
	for i, id := range own {
		own[i] = cmp.Or(w.title(id), id)
	}
	return w.or(strings.Join(own, " | "), "not_applicable")
}

// observationSheet is every fact that the releases state.
func (w *describer) observationSheet() *sheet {
	s := w.sheet("observations")
	const t = "observations"
	columns := []heading{
		w.field(t, "observation_id", 28), w.field(t, "indicator_label", 32), w.column("display", 28), w.column("period", 16),
		w.field(t, "obs_value", 14, "units"), w.field(t, "obs_low", 14, "interval"), w.field(t, "obs_high", 14, "interval"),
		w.column("unit", 20), w.field(t, "bound", 16), w.field(t, "direction", 13), w.field(t, "subject", 30),
		w.field(t, "ref_area", 10), w.field(t, "counterpart_area", 10), w.column("mention", 28), w.column("mentions", 12), w.field(t, "review", 16), w.field(t, "releases", 36),
		w.coded(t, "time_period", 14), w.coded(t, "unit_measure", 14), w.field(t, "obs_status", 12), w.field(t, "indicator", 24),
		w.column("evidence", 40),
	}
	stated := w.observed(false)
	w.tabulate(s, columns, len(stated), func(row []cell, n int) []cell {
		o := stated[n]
		first := w.none("not_applicable")
		if m := w.firstMention(o); m != nil {
			first = w.to(m.ID)
		}
		row = append(row, w.text(o.ID), w.text(o.IndicatorLabel), w.text(o.Display), w.text(o.PeriodText))
		row = append(row, w.numbers(o.Value, o.Interval, isPercent(o))...)
		return append(row,
			w.unitOf(o), w.known("bound", o.Exactness()), w.known("direction", o.Direction), w.text(o.Subject),
			w.text(o.RefArea), w.text(o.CounterpartArea), first, whole(len(o.Mentions)), w.reviewed(o.Review), w.ids(o.Releases),
			w.text(o.TimePeriod), w.text(o.UnitMeasure), w.text(o.Status), w.text(o.Indicator), w.text(o.Evidence),
		)
	})
	w.columnNames(s, observationName, 0, 4)
	return s
}
