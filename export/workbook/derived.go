package workbook

import (
	"slices"
	"strings"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// derivedSheet is the facts that follow from others by arithmetic, as formulas over their cells.
func (w *describer) derivedSheet() *sheet {
	s := w.sheet("derived")
	derived := w.observed(true)
	if len(derived) == 0 {
		return w.empty(s)
	}
	const t = "observations"
	s.lines[0].text += " " + w.note("derived")
	columns := []heading{
		w.column("derived_id", 28), w.column("indicator", 30), w.column("display", 28), w.column("derivation", 34),
		w.column("value", 14, "formulas"), w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20),
		w.column("qualifier", 16), w.field(t, "direction", 13), w.column("period", 16), w.field(t, "formula", 38), w.column("first_input", 28), w.column("release", 34),
	}
	w.tabulate(s, columns, len(derived), func(row []cell, n int) []cell {
		o := derived[n]
		row = append(row, w.text(o.ID), w.text(o.IndicatorLabel), w.text(o.Display), w.text(o.Derivation))
		row = append(row, w.calculated(o)...)
		return append(row, w.unitOf(o), w.known("bound", o.Exactness()), w.known("direction", o.Direction), w.text(o.PeriodText),
			w.text(o.Formula), w.firstInput(o), w.titles(o.Releases))
	})
	w.columnNames(s, derivedName, 0, 4)
	return s
}

// firstInput leads to the first observation of a formula.
func (w *describer) firstInput(o *transform.Observation) cell {
	for _, id := range strings.FieldsFunc(o.Formula, func(r rune) bool { return strings.ContainsRune(" ()", r) }) {
		if w.observation(id) != nil {
			return w.to(id)
		}
	}
	return w.none("not_applicable")
}

// calculated are the numbers of a derived value with their formulas. A number that no formula gives has none: the
// workbook never recalculates to something else than the dataset says.
func (w *describer) calculated(o *transform.Observation) []cell {
	percent := isPercent(o)
	cells := w.numbers(o.Value, o.Interval, percent)
	e, err := parse(o.Formula)
	if err != nil {
		return cells
	}
	known := [...]interval.Endpoint{low: o.Interval.Low, high: o.Interval.High}
	var ends []term
	for _, at := range []end{low, high} {
		if t, ok := e.excel(at, w.reported, w.words.Text("shorthand.no_limit")); ok && t.reaches(known[at]) {
			cells[at].formula = t.held(percent)
			ends = append(ends, t)
		}
	}
	if t, ok := w.derivedValue(o, e, ends); ok {
		cells[value].formula = t.held(percent)
	}
	return cells
}

// derivedValue is the term that gives the value of a derived observation, which is rounded to the digits that its inputs
// allow. "More than" has an end as its value, rounded so that it still holds.
func (w *describer) derivedValue(o *transform.Observation, e *expression, ends []term) (term, bool) {
	if !o.Value.Valid {
		return term{}, false
	}
	d := o.Value.Decimal
	whole, ok := e.excel(value, w.reported, "")
	if ok && whole.gives(d) {
		return whole, true
	}
	for _, t := range ends {
		if t.gives(d) {
			return t, true
		}
	}
	switch interval.Bound(o.Bound) {
	case interval.LessThan, interval.AtMost, interval.MoreThan, interval.AtLeast:
		for _, t := range slices.Backward(ends) {
			if r, fits := t.limitedTo(d); fits {
				return r, true
			}
		}
		return term{}, false
	}
	if !ok {
		return term{}, false
	}
	return whole.roundedTo(d)
}
