package transform

import (
	"cmp"
	"slices"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
)

// change is a size of change with the two levels that it lies between. It is partial where words say that the size is not all of it, or
// that it is computed otherwise.
type change struct {
	size, old, new *fact
	partial        bool
}

// changes checks the sizes of changes against the levels that a sentence gives them.
func (s *stater) changes(n int) {
	st := s.statements[n]
	for i := range st.facts {
		if c, ok := st.change(i); ok {
			s.change(c)
		}
	}
}

// change finds the levels of the change that figure i is the size of.
func (s *statement) change(i int) (change, bool) {
	w := s.words
	size := s.facts[i]
	if !size.changes() {
		return change{}, false
	}
	at := func(n int) *fact {
		if n < 0 || n >= len(s.facts) {
			return nil
		}
		return s.facts[n]
	}
	closes := func(n int, list phraseList) bool {
		_, ok := s.gaps[n].closes(list, w.Filler)
		return ok
	}
	// said tells whether nothing but the words of a change stand between the levels and the size behind them.
	said := func(n int) bool { return s.gaps[n].parted() && s.gaps[n].tail().all(w.Changing, w.Filler) }
	fit := func(before, after *fact) bool {
		return before != nil && after != nil && before.level() && after.level() && before.sameUnit(after) && before.Kind == after.Kind &&
			!before.written.Range && !after.written.Range && (size.unit.Code != before.unit.Code || size.per == before.per || size.per == "")
	}
	const short = 10 // words between a change and the level that it starts from
	against := func(g gap) bool {
		return len(g) <= short && !g.parted() && g[:min(len(g), nearby+1)].holds(w.Against) &&
			!slices.ContainsFunc(g, func(word string) bool { return w.Joints[word] })
	}
	directed := size.Direction != "" || size.Kind == string(extract.PercentagePoint) || size.Kind == string(extract.BasisPoint)
	between := func(before, after *fact) (change, bool) {
		c := change{size: size, old: before, new: after}
		c.partial = size.Direction != "" && before.Period != "" && before.Period == after.Period
		for n := max(0, i-1); n < min(len(s.gaps), i+3); n++ {
			c.partial = c.partial || s.gaps[n].holds(w.Qualified)
		}
		return c, true
	}
	switch {
	case fit(at(i-1), at(i+1)) && said(i) && against(s.gaps[i+1].bracketed()):
		return between(at(i+1), at(i-1))
	case fit(at(i-2), at(i-1)) && directed && said(i) && closes(i-2, w.From) && closes(i-1, w.To):
		return between(at(i-2), at(i-1))
	case fit(at(i-2), at(i-1)) && said(i) && against(s.gaps[i-1].tail()) && size.Direction != "":
		return between(at(i-1), at(i-2))
	case fit(at(i+1), at(i+2)) && directed && closes(i+1, w.From) && closes(i+2, w.To):
		return between(at(i+1), at(i+2))
	case fit(at(i+1), at(i+2)) && closes(i+1, w.To) && !slices.Contains(s.gaps[i+2], ";") && (closes(i+2, w.From) || against(s.gaps[i+2].unsigned())) && size.Direction != "":
		return between(at(i+2), at(i+1))
	}
	return change{}, false
}

// changes tells whether a figure can be the size of a change or gap.
func (f *fact) changes() bool {
	switch extract.UnitKind(f.Kind) {
	case extract.Percent, extract.PercentagePoint, extract.BasisPoint:
		return !f.Vague && !f.tabled
	case extract.Times, extract.Fraction, extract.Money, extract.Count, extract.Measure:
		return !f.Vague && !f.tabled && f.Direction != ""
	}
	return false
}

// expected are the sizes that a change between two levels can be told with, upwards; the first is the likeliest.
func (c change) expected() []interval.Interval {
	before, after := c.old.rounded(), c.new.rounded()
	if before.Contains(decimal.Decimal{}) {
		return nil
	}
	difference := after.Sub(before)
	relative := after.Div(before).Sub(interval.Point(decimal.One))
	switch extract.UnitKind(c.size.Kind) {
	case extract.Percent:
		list := []interval.Interval{relative.Scale(decimal.Hundred)}
		if c.old.Kind == string(extract.Percent) {
			list = append(list, difference)
		}
		return list
	case extract.PercentagePoint:
		if c.old.Kind == string(extract.Percent) {
			return []interval.Interval{difference}
		}
	case extract.BasisPoint:
		if c.old.Kind == string(extract.Percent) {
			return []interval.Interval{difference.Scale(decimal.Hundred)}
		}
	case extract.Times:
		if c.size.Direction == string(extract.Down) {
			return []interval.Interval{before.Div(after).Neg()}
		}
		return []interval.Interval{after.Div(before)}
	case extract.Fraction:
		return []interval.Interval{relative}
	default:
		if c.size.unit.Code == c.old.unit.Code {
			return []interval.Interval{difference}
		}
	}
	return nil
}

// change checks a size of change against its levels. A size whose direction the words do not tell may go either way.
func (s *stater) change(c change) {
	list := c.expected()
	if len(list) == 0 || !c.old.Interval.Bounded() || !c.new.Interval.Bounded() {
		return
	}
	up, down := c.size.rounded(), c.size.rounded().Neg()
	found := up
	if c.size.Direction == string(extract.Down) {
		found = down
	}
	as := max(0, slices.IndexFunc(list, func(x interval.Interval) bool {
		return x.Meets(found) || c.size.Direction == "" && x.Meets(down)
	}))
	expected := list[as]
	if c.size.Direction == "" && expected.Meets(down) {
		found = down
	}
	result := resultOf(expected, found)
	if result == Inconsistent && c.partial {
		return
	}
	like, inPercent := c.size, ""
	if as > 0 { // "from 2.0% to 2.5%, an increase of 0.5%": it is one of half a point, and of a quarter
		result, like, inPercent = Undecided, c.size.inPoints(s.print), s.moved(list[0], c.size)
	}
	facts := []*fact{c.new, c.old, c.size}
	if !s.untold(checkChange, facts...) {
		return
	}
	s.say(checkChange, result, expected, found, s.tell("check.change."+result, []*fact{c.size, c.old, c.new},
		"old", s.size(c.old), "new", s.size(c.new), "stated", s.show(c.size),
		"expected", s.moved(expected, like), "percent", inPercent), facts...)
}

// inPoints is a percentage as a number of percentage points, to print what is computed in them.
func (f *fact) inPoints(p *printer) *fact {
	points, mention := *f, *f.Mention
	mention.Kind = string(extract.PercentagePoint)
	points.Mention, points.unit = &mention, p.units.Of(mention.Kind, mention.Kind, p.lang)
	return &points
}

// moved prints a change: "an increase of 3.1 to 3.3%".
func (s *stater) moved(x interval.Interval, like *fact) string {
	zero := decimal.Decimal{}
	if like.Kind == string(extract.Times) {
		o := like.alone()
		o.Interval, o.Method, o.digits = x, derived, ratioDigits
		return s.print.of("check.change.times."+cmp.Or(like.Direction, string(extract.Up)), s.print.ends(o, true))
	}
	switch {
	case !x.High.Unbounded && x.High.Value.Cmp(zero) <= 0:
		return s.print.of("check.change.down", s.computed(x.Neg(), like, ratioDigits))
	case !x.Low.Unbounded && x.Low.Value.Cmp(zero) >= 0:
		return s.print.of("check.change.up", s.computed(x, like, ratioDigits))
	}
	return s.computed(x, like, ratioDigits)
}
