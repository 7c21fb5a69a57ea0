package workbook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// comparison is the indicators that are stated for several periods or in several releases, with the change from the
// row above where both rows are of the same thing. Where there are none, there is no such sheet.
func (w *describer) comparison() *sheet {
	facts := compare(w.d.Observations)
	if len(facts) == 0 {
		return nil
	}
	s := w.sheet("comparison")
	columns := []heading{
		w.column("indicator", 30), w.column("subject", 28), w.column("area", 10), w.column("counterpart", 10), w.column("period", 20), w.column("display", 28),
		w.column("value", 14, "formulas"), w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20),
		w.column("change", 14, "change"), w.column("change_low", 14), w.column("change_high", 14),
		w.column("release", 36), w.column("review", 16), w.column("observation", 28),
	}
	return w.tabulate(s, columns, len(facts), func(row []cell, n int) []cell {
		o := facts[n].fact
		row = append(row, w.text(o.IndicatorLabel), w.text(o.Subject), w.text(o.RefArea), w.text(o.CounterpartArea), w.text(o.PeriodText), w.text(o.Display))
		row = append(append(row, w.live(o)...), w.unitOf(o))
		row = append(row, w.change(facts[n].before, o)...)
		return append(row, w.titles(o.Releases), w.reviewed(o.Review), w.to(o.ID))
	})
}

// compared is a fact with the one that it can be compared with: nil where no change can be told.
type compared struct{ fact, before *transform.Observation }

// compare is the facts of each indicator that several periods or releases have, those of one thing after each other.
func compare(all []transform.Observation) []compared {
	type series struct{ indicator, unit, per, direction string }
	groups := map[series][]*transform.Observation{}
	var order []series
	for i := range all {
		o := &all[i]
		if o.Derived() || o.Indicator == transform.Unclassified {
			continue
		}
		k := series{o.Indicator, o.UnitMeasure, o.Per, o.Direction}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], o)
	}
	var list []compared
	for _, k := range order {
		if group := groups[k]; several(group) {
			list = append(list, successions(group)...)
		}
	}
	return list
}

// several tells whether facts of one indicator differ in period or release.
func several(group []*transform.Observation) bool {
	for _, o := range group[1:] {
		if o.TimePeriod != group[0].TimePeriod || !slices.Equal(o.Releases, group[0].Releases) {
			return true
		}
	}
	return false
}

// successions puts facts of one indicator in order, and finds those that follow another.
func successions(group []*transform.Observation) []compared {
	slices.SortStableFunc(group, func(a, b *transform.Observation) int {
		return cmp.Or(compareThings(a, b), cmp.Compare(a.TimePeriod, b.TimePeriod))
	})
	// A fact is single if it is the only one of its thing and period: of several, the text tells apart what the dataset
	// does not, and a difference could be one of unlike things.
	same := func(i, j int) bool {
		return i >= 0 && j < len(group) && compareThings(group[i], group[j]) == 0 && group[i].TimePeriod == group[j].TimePeriod
	}
	single := func(i int) bool { return !same(i-1, i) && !same(i, i+1) }
	list := make([]compared, len(group))
	for i, o := range group {
		list[i].fact = o
		if i > 0 && successive(group[i-1], o) && single(i-1) && single(i) {
			list[i].before = group[i-1]
		}
	}
	return list
}

// compareThings orders facts by what they are of, as far as the text says.
func compareThings(a, b *transform.Observation) int {
	return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.RefArea, b.RefArea), cmp.Compare(a.CounterpartArea, b.CounterpartArea))
}

// successive tells whether two facts are of one line over time, in different periods of the same length.
func successive(a, b *transform.Observation) bool {
	return compareThings(a, b) == 0 && a.Series && b.Series &&
		a.TimePeriod != "" && b.TimePeriod != "" && a.TimePeriod != b.TimePeriod && len(a.TimePeriod) == len(b.TimePeriod) &&
		strings.Contains(a.TimePeriod, "/") == strings.Contains(b.TimePeriod, "/")
}

// change is the difference of two facts and its ends.
func (w *describer) change(from, to *transform.Observation) []cell {
	if from == nil {
		return slices.Repeat([]cell{w.none("not_applicable")}, 3)
	}
	var difference decimal.NullDecimal
	if from.Value.Valid && to.Value.Valid {
		if d, err := to.Value.Decimal.Sub(from.Value.Decimal); err == nil {
			difference = decimal.NullDecimal{Decimal: d, Valid: true}
		}
	}
	x := to.Interval.Sub(from.Interval)
	percent := isPercent(to)
	cells := w.numbers(difference, x, percent)
	e := &expression{op: '-', left: &expression{leaf: to.ID}, right: &expression{leaf: from.ID}}
	for i, number := range []interval.Endpoint{{Value: difference.Decimal}, x.Low, x.High} {
		if t, ok := e.excel(end(i), w.fact, w.words.Text("shorthand.no_limit")); ok && t.reaches(number) {
			cells[i].formula = t.held(percent)
		}
	}
	return cells
}
