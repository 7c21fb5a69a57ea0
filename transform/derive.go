package transform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
)

const derived = "derived"

// relation is a relation of the catalogue that a group of releases has figures for.
type relation struct {
	total   *indicator
	parts   []*observation // of a sum, in the order of the catalogue
	minus   []bool
	share   *observation // of a share, with part and whole as far as they are stated
	part    *observation
	whole   *observation // stated whole, of a share or of a sum; nil when there is none
	implied *observation // computed whole; nil when the stated one is at least as exact
	value   interval.Interval
}

// relate finds the sums and shares of the catalogue among the reported observations of a group.
func relate(c *Catalogue, list []*observation) []*relation {
	by := map[string][]*observation{}
	for _, o := range list {
		if o.indicator != nil && !o.change && !o.primary.Vague {
			by[o.Indicator] = append(by[o.Indicator], o)
		}
	}
	var found []*relation
	for _, x := range c.indicators {
		if len(x.parts) > 1 {
			for _, first := range by[x.parts[0].indicator.ID] {
				if r := relateSum(x, first, by); r != nil {
					found = append(found, r)
				}
			}
		}
		if x.Share != nil {
			for _, s := range by[x.ID] {
				if r := relateShare(c.byID[x.Share.Whole], s, by); r != nil {
					found = append(found, r)
				}
			}
		}
	}
	return found
}

func relateSum(total *indicator, first *observation, by map[string][]*observation) *relation {
	r := &relation{total: total, value: first.Interval}
	for i, p := range total.parts {
		o := first
		if i > 0 {
			if o = companion(first, by[p.indicator.ID], addable(total, first)); o == nil {
				return nil
			}
			if p.minus {
				r.value = r.value.Sub(o.Interval)
			} else {
				r.value = r.value.Add(o.Interval)
			}
		}
		r.parts, r.minus = append(r.parts, o), append(r.minus, p.minus)
	}
	r.whole = companion(first, by[total.ID], addable(total, first))
	switch {
	case slices.Contains(r.minus, true), total.Bilateral && first.CounterpartArea == "":
		// A difference is only checked: whether it is a surplus or a deficit is for the text to say.
	case r.whole == nil || !r.whole.Interval.Within(r.value):
		r.implied = r.sum()
	}
	if r.implied == nil && r.whole == nil {
		return nil
	}
	return r
}

// addable tells whether a figure is in a unit that can be added to that of the first part: the same, or
// another that the indicator counts in ("people employed" and "jobs").
func addable(total *indicator, first *observation) func(*observation) bool {
	return func(o *observation) bool {
		return o.UnitMeasure == first.UnitMeasure ||
			slices.Contains(total.Units, o.UnitMeasure) && slices.Contains(total.Units, first.UnitMeasure)
	}
}

func relateShare(whole *indicator, s *observation, by map[string][]*observation) *relation {
	x := s.indicator.Share
	r := &relation{total: whole, share: s}
	r.part = companion(s, by[x.Part], func(*observation) bool { return true })
	if r.part == nil {
		return nil
	}
	sameUnit := func(o *observation) bool { return o.UnitMeasure == r.part.UnitMeasure && o != r.part }
	// The whole is that of everybody: its subject is not the one of the part.
	r.whole = companionOf(s, by[x.Whole], sameUnit, false)
	ratio := s.ratio()
	if r.whole != nil {
		r.value = r.whole.Interval.Mul(ratio)
		return r
	}
	r.value = r.part.Interval.Div(ratio)
	if !r.value.Low.Unbounded || !r.value.High.Unbounded {
		r.implied = r.quotient()
	}
	return r
}

// ratio is a share as a number between 0 and 1.
func (o *observation) ratio() interval.Interval {
	if o.kind == string(extract.Percent) {
		return o.Interval.Scale(decimal.MustNew(1, 2))
	}
	return o.Interval
}

// companion is the one observation of a list that belongs to o: of the same area, partner, period and subject as far as
// both state them, in a unit that fits. Where several do, one in the same sentence or with more in common is
// taken; where none stands out, none.
func companion(o *observation, list []*observation, fits func(*observation) bool) *observation {
	return companionOf(o, list, fits, true)
}

func companionOf(o *observation, list []*observation, fits func(*observation) bool, subject bool) *observation {
	var best *observation
	most, tied := -1, false
	for _, other := range list {
		if other == o || other.Per != o.Per || !fits(other) || subject && !o.sharesSubject(other) {
			continue
		}
		n, ok := o.agrees(other, subject)
		switch {
		case !ok || n < most:
		case n == most:
			tied = true
		default:
			best, most, tied = other, n, false
		}
	}
	if tied {
		return nil
	}
	return best
}

func (o *observation) agrees(other *observation, partner bool) (n int, ok bool) {
	dimensions := [][2]string{{o.RefArea, other.RefArea}, {o.TimePeriod, other.TimePeriod}}
	if partner {
		dimensions = append(dimensions, [2]string{o.CounterpartArea, other.CounterpartArea})
	}
	for _, d := range dimensions {
		if d[0] == "" || d[1] == "" {
			continue
		}
		if d[0] != d[1] {
			return 0, false
		}
		n += 2
	}
	if o.sameSentence(other) {
		n += 7
	}
	return n, true
}

func (o *observation) sameSentence(other *observation) bool {
	for _, f := range o.facts {
		for _, g := range other.facts {
			if f.ReleaseID == g.ReleaseID && f.sentence == g.sentence {
				return true
			}
		}
	}
	return false
}

func (o *observation) sharesSubject(other *observation) bool {
	for _, f := range o.facts {
		for _, g := range other.facts {
			if f.lang == g.lang && !sameSubject(f.subject, g.subject) {
				return false
			}
		}
	}
	return true
}

// figures are the observations that a relation is between.
func (r *relation) figures() string {
	var names []string
	for _, o := range append(slices.Clone(r.parts), r.share, r.part, r.whole) {
		if o != nil {
			names = append(names, o.ID)
		}
	}
	return r.total.ID + " " + strings.Join(names, " ")
}

// sum is the observation that the parts of a sum imply.
func (r *relation) sum() *observation {
	o := r.imply(r.parts, r.value)
	o.operator = adding
	o.Subject = r.parts[0].Subject
	if code := r.parts[0].UnitMeasure; slices.ContainsFunc(r.parts, func(p *observation) bool { return p.UnitMeasure != code }) {
		// Parts in different units are counted in the unit that the catalogue names first.
		if i := slices.IndexFunc(r.parts, func(p *observation) bool { return p.UnitMeasure == r.total.Units[0] }); i >= 0 {
			o.unit = r.parts[i].unit
		}
	}
	o.UnitMeasure = o.unit.Code
	if r.value.Bounded() {
		total := decimal.Decimal{}
		for _, p := range r.parts {
			if !p.Value.Valid {
				return o
			}
			var err error
			if total, err = total.Add(p.Value.Decimal); err != nil {
				return o
			}
		}
		o.Value = valid(total)
	}
	return o
}

// quotient is the whole that a part and its share imply. Its value has as many significant digits as the less
// exact of the two, and its ends are printed with one more.
func (r *relation) quotient() *observation {
	inputs := []*observation{r.part, r.share}
	o := r.imply(inputs, r.value)
	o.operator = dividing
	o.CounterpartArea = ""
	exact := min(r.part.significant(), r.share.significant())
	o.digits = exact + 1
	ratio := r.share.Value.Decimal
	if r.part.Value.Valid && r.share.Value.Valid && r.value.Bounded() && ratio.IsPos() {
		if r.share.kind == string(extract.Percent) {
			ratio, _ = ratio.Mul(decimal.MustNew(1, 2))
		}
		if value, err := r.part.Value.Decimal.Quo(ratio); err == nil {
			o.Value = valid(significant(value, exact))
		}
	}
	return o
}

// imply is a derived observation with what its inputs have in common.
func (r *relation) imply(inputs []*observation, value interval.Interval) *observation {
	first := inputs[0]
	o := &observation{
		indicator: r.total,
		unit:      first.unit,
		kind:      first.kind,
		group:     first.group,
		inputs:    inputs,
		Observation: Observation{
			Indicator:   r.total.ID,
			Interval:    value,
			UnitMeasure: first.unit.Code,
			Per:         first.Per,
			Method:      derived,
			Status:      "E",
			Mentions:    []string{},
		},
	}
	for _, in := range inputs {
		o.RefArea = cmp.Or(o.RefArea, in.RefArea)
		o.CounterpartArea = cmp.Or(o.CounterpartArea, in.CounterpartArea)
		o.TimePeriod = cmp.Or(o.TimePeriod, in.TimePeriod)
		o.UnitMult = max(o.UnitMult, in.UnitMult)
	}
	o.Bound = string(boundOf(value))
	if o.Bound != string(interval.Exact) && o.Bound != string(interval.Approx) {
		end := value.Low
		if end.Unbounded {
			end = value.High
		}
		if !end.Unbounded {
			o.Value = valid(end.Value)
		}
	}
	return o
}

// sources are the releases that state any of the observations.
func sources(list []*observation) []string {
	var ids []string
	for _, o := range list {
		ids = append(ids, o.Releases...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// boundOf is the qualifier that says what an interval says.
func boundOf(x interval.Interval) interval.Bound {
	switch {
	case x.IsPoint():
		return interval.Exact
	case x.High.Unbounded && !x.Low.Unbounded && x.Low.Open:
		return interval.MoreThan
	case x.High.Unbounded && !x.Low.Unbounded:
		return interval.AtLeast
	case x.Low.Unbounded && !x.High.Unbounded && x.High.Open:
		return interval.LessThan
	case x.Low.Unbounded && !x.High.Unbounded:
		return interval.AtMost
	}
	return interval.Approx
}

// significant is how many significant digits a reported observation is written with; a range counts by its upper end.
func (o *observation) significant() int {
	w := o.primary.written
	step := w.Step
	if o.Bound == string(extract.Approx) {
		step = interval.ZeroStep(w.High, w.Step)
	}
	if !step.IsPos() {
		return 1
	}
	units, err := w.High.Abs().Quo(step)
	if err != nil {
		return 1
	}
	return max(1, units.Trunc(0).Prec())
}
