package workbook

import (
	"cmp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
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
	ends := []interval.Endpoint{{}, o.Interval.Low, o.Interval.High}
	var terms []term
	for i := 1; i < len(cells); i++ {
		if t, ok := e.excel(end(i), w.reported, w.words.Text("shorthand.no_limit")); ok && t.reaches(ends[i]) {
			cells[i].formula = t.held(percent)
			terms = append(terms, t)
		}
	}
	if !o.Value.Valid {
		return cells
	}
	whole, ok := e.excel(value, w.reported, "")
	if ok {
		terms = slices.Insert(terms, 0, whole)
	}
	// "More than" has the end as its value, rounded so that it still holds; a quotient is rounded to the digits that its inputs allow.
	for _, t := range terms {
		if t.gives(o.Value.Decimal) {
			cells[0].formula = t.held(percent)
			return cells
		}
	}
	if limit := interval.Bound(o.Bound); limit == interval.LessThan || limit == interval.AtMost || limit == interval.MoreThan || limit == interval.AtLeast {
		for _, t := range terms[len(terms)-min(len(terms), 2):] {
			if r, fits := t.limitedTo(o.Value.Decimal); fits {
				cells[0].formula = r.held(percent)
			}
		}
		return cells
	}
	if t, fits := whole.roundedTo(o.Value.Decimal); ok && fits {
		cells[0].formula = t.held(percent)
	}
	return cells
}

// comparison is the indicators that are stated for several periods or in several releases, with the change from the
// row above where both rows are of the same thing. Where there are none, there is no such sheet.
func (w *describer) comparison() *sheet {
	type key struct{ indicator, unit, per, direction string }
	groups := map[key][]*transform.Observation{}
	var keys []key
	for i := range w.d.Observations {
		o := &w.d.Observations[i]
		if o.Derived() || o.Indicator == "unclassified" {
			continue
		}
		k := key{o.Indicator, o.UnitMeasure, o.Per, o.Direction}
		if groups[k] == nil {
			keys = append(keys, k)
		}
		groups[k] = append(groups[k], o)
	}
	s := w.sheet("comparison")
	columns := []heading{
		w.column("indicator", 30), w.column("subject", 28), w.column("area", 10), w.column("counterpart", 10), w.column("period", 20), w.column("display", 28),
		w.column("value", 14, "formulas"), w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20),
		w.column("change", 14, "change"), w.column("change_low", 14), w.column("change_high", 14),
		w.column("release", 36), w.column("review", 16), w.column("observation", 28),
	}
	type line struct {
		fact, before *transform.Observation // before is nil where no change can be told
	}
	var lines []line
	for _, k := range keys {
		group := groups[k]
		if !several(group) {
			continue
		}
		slices.SortStableFunc(group, func(a, b *transform.Observation) int {
			return cmp.Or(cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.RefArea, b.RefArea), cmp.Compare(a.CounterpartArea, b.CounterpartArea), cmp.Compare(a.TimePeriod, b.TimePeriod))
		})
		for i, o := range group {
			l := line{fact: o}
			if i > 0 && successive(group[i-1], o) && single(group, group[i-1]) && single(group, o) {
				l.before = group[i-1]
			}
			lines = append(lines, l)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return w.tabulate(s, columns, len(lines), func(row []cell, n int) []cell {
		o := lines[n].fact
		row = append(row, w.text(o.IndicatorLabel), w.text(o.Subject), w.text(o.RefArea), w.text(o.CounterpartArea), w.text(o.PeriodText), w.text(o.Display))
		row = append(row, w.live(o)...)
		row = append(row, w.unitOf(o))
		if before := lines[n].before; before != nil {
			row = append(row, w.change(before, o)...)
		} else {
			row = append(row, w.none("not_applicable"), w.none("not_applicable"), w.none("not_applicable"))
		}
		return append(row, w.titles(o.Releases), w.reviewed(o.Review), w.to(o.ID))
	})
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

// successive tells whether two facts are of the same thing in different periods of the same length.
func successive(a, b *transform.Observation) bool {
	return alike(a, b) && a.Direction == "" &&
		a.TimePeriod != "" && b.TimePeriod != "" && a.TimePeriod != b.TimePeriod && len(a.TimePeriod) == len(b.TimePeriod) &&
		strings.Contains(a.TimePeriod, "/") == strings.Contains(b.TimePeriod, "/")
}

// alike tells whether two facts are of the same thing, as far as the text says.
func alike(a, b *transform.Observation) bool {
	return a.Subject == b.Subject && a.RefArea == b.RefArea && a.CounterpartArea == b.CounterpartArea
}

// single tells whether a fact is the only one of its thing and period: of several, the text tells apart what the
// dataset does not, and a difference could be one of unlike things.
func single(group []*transform.Observation, o *transform.Observation) bool {
	for _, other := range group {
		if other != o && alike(o, other) && o.TimePeriod == other.TimePeriod {
			return false
		}
	}
	return true
}

// change is the difference of two facts and its ends.
func (w *describer) change(from, to *transform.Observation) []cell {
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
