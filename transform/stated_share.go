package transform

import (
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// rounded is the interval of a figure whose zeros may be a rounding: ratios are computed before numbers are rounded for a text. A
// number of which that would leave little is taken as it stands: nobody rounds 28 to 30 beside a percentage.
func (f *fact) rounded() interval.Interval {
	w := f.written
	kind := extract.UnitKind(f.Kind)
	if f.Bound != string(extract.Exact) || w.Range || w.Vague || kind == extract.Fraction || kind == extract.Percent || !w.Low.IsPos() {
		return f.Interval
	}
	step := interval.ZeroStep(w.Low, w.Step)
	for most, _ := w.Low.Quo(leastSteps); most.Less(step) && w.Step.Less(step); {
		step, _ = step.Quo(decimal.Ten)
	}
	if !w.Step.Less(step) && kind != extract.Money {
		return f.Interval // counts without zeros were counted; prices are rounded at least to the last digit
	}
	margin, err := step.Quo(decimal.Two)
	low, errLow := w.Low.Sub(margin)
	high, errHigh := w.High.Add(margin)
	if err != nil || errLow != nil || errHigh != nil {
		return f.Interval
	}
	return interval.Between(low, high).Hull(f.Interval)
}

// leastSteps is how many steps of its rounding a number has at least.
var leastSteps = decimal.MustNew(20, 0)

// quotient is the interval of a figure that somebody divided for: even one in cents is rounded at its last digit.
func (f *fact) quotient() interval.Interval {
	x := f.rounded()
	margin, err := f.written.Step.Quo(decimal.Two)
	if err != nil || !x.IsPoint() {
		return x
	}
	return x.Add(interval.Between(margin.Neg(), margin))
}

// proportion tells whether a figure is a share of something.
func (f *fact) proportion() bool {
	return (f.Kind == string(extract.Percent) || f.Kind == string(extract.Fraction)) && f.Direction == "" && !f.Vague && !f.tabled && f.per == ""
}

// ratio is a share as a number between 0 and 1.
func (f *fact) ratio() interval.Interval {
	if f.Kind == string(extract.Percent) {
		return f.Interval.Scale(decimal.MustNew(1, 2))
	}
	return f.Interval
}

// shares checks shares that stand beside their parts against the whole that the words lead back to.
func (s *stater) shares(n int) {
	st := s.statements[n]
	for i, share := range st.facts {
		if !share.proportion() {
			continue
		}
		if part, whole := st.spelled(i); part != nil {
			if !part.conflicts(whole) {
				s.share(share, part, whole)
			}
			continue
		}
		part, pointed := st.beside(i)
		if part == nil {
			continue
		}
		wholes := s.before(n, min(share.CharStart, part.CharStart), part)
		if !pointed {
			wholes = wholes[:min(1, len(wholes))]
		}
		ratio, found := share.ratio(), part.rounded()
		fits := func(whole *fact) bool { return whole.rounded().Mul(ratio).Meets(found) }
		if k := slices.IndexFunc(wholes, fits); k >= 0 {
			s.share(share, part, wholes[k])
		} else if pointed && len(wholes) > 0 && !slices.ContainsFunc(s.around(n), func(f *fact) bool { return f.unit.Code == part.unit.Code && fits(f) }) {
			s.share(share, part, wholes[0])
		}
	}
	s.outOf(n)
}

// spelled are the part and the whole of share i where the whole stands behind it: "$19 billion, or 1.8% of a $1-trillion economy",
// "40% of the 500 homes, or 200".
func (s *statement) spelled(i int) (part, whole *fact) {
	if i+1 >= len(s.facts) || !s.facts[i+1].amount() {
		return nil, nil
	}
	whole = s.facts[i+1]
	between := s.gaps[i+1]
	rest, ok := between.opens(s.words.Of)
	if !ok || len(between) > shortest || between.parted() {
		return nil, nil
	}
	if _, again := rest.closes(s.words.Of, nil); !again && !rest.all(s.words.Filler) {
		return nil, nil
	}
	if i > 0 && s.facts[i-1].amount() && s.facts[i-1].sameUnit(whole) && s.apposed(i) {
		return s.facts[i-1], whole
	}
	if i+2 < len(s.facts) && s.facts[i+2].amount() && s.facts[i+2].sameUnit(whole) && (s.apposed(i+2) || s.totalled(i+2)) {
		return s.facts[i+2], whole
	}
	return nil, nil
}

// shortest is how many words at most stand between a share and its part, or its whole.
const shortest = 6

// apposed tells whether an apposition stands before a figure: "34, or 40%", "34 in Ontario, or 40%".
func (s *statement) apposed(i int) bool {
	rest, ok := s.gaps[i].closes(s.words.Apposed, s.words.Filler)
	if !ok {
		return false
	}
	if rest.all(s.words.Filler, signSet) {
		return true
	}
	last := len(rest) - 1
	bracketed := s.gaps[i][len(s.gaps[i])-1] == "("
	return last <= shortest && (isSign(rest[last]) || bracketed) && !rest[:last].parted()
}

// totalled tells whether a figure is put beside another by a comma and the words of a total: "16% of them, 1,880 in all".
func (s *statement) totalled(i int) bool {
	before := s.gaps[i]
	_, ok := s.gaps[i+1].opens(s.words.Totalled)
	return ok && len(before) > 0 && before[len(before)-1] == ","
}

// beside is the part that stands in apposition to share i of a sentence; pointed tells whether words lead back to its whole.
func (s *statement) beside(i int) (part *fact, pointed bool) {
	w := s.words
	amount := func(n int) bool {
		return n >= 0 && n < len(s.facts) && s.facts[n].amount() && s.facts[n].per == "" && !s.facts[n].written.Range
	}
	// "Of these, 600" and "of the 2,000 complaints, 600" both say what 600 are some of.
	leads := func(n int) bool {
		before := s.gaps[n]
		for len(before) > 0 && before[len(before)-1] == "," {
			before = before[:len(before)-1]
		}
		_, ok := before.closes(w.Among, w.Filler)
		return ok || n > 0 && len(before) <= longestItem && !before.parted() && s.introduced(n-1) || s.singlesOut(s.gaps[n+1], s.facts[n])
	}
	if amount(i-1) && s.apposed(i) {
		part, behind := s.facts[i-1], s.gaps[i+1].unsigned()
		if s.otherwise(behind, part) {
			return nil, false
		}
		if pointed := leads(i-1) || s.singlesOut(behind, part); pointed || s.pointsBack(behind, part) || len(behind) == 0 || isSign(s.gaps[i+1][0]) {
			return part, pointed
		}
		return nil, false
	}
	if !amount(i + 1) {
		return nil, false
	}
	part = s.facts[i+1]
	rest, ok := s.gaps[i+1].closes(w.Apposed, w.Filler)
	if !ok && s.totalled(i+1) {
		rest, ok = s.gaps[i+1], true
	}
	for len(rest) > 0 && isSign(rest[len(rest)-1]) {
		rest = rest[:len(rest)-1]
	}
	switch {
	case !ok || len(rest) > shortest || rest.parted():
		return nil, false
	case len(rest) == 0 && s.otherwise(s.gaps[i+2].unsigned(), part):
		return nil, false
	case len(rest) == 0:
		return part, leads(i) || s.singlesOut(s.gaps[i+2].unsigned(), part)
	case s.pointsBack(rest, part):
		return part, s.singlesOut(rest, part)
	}
	return nil, false
}

// introduced tells whether a sentence begins by naming figure i as the whole of what follows: "Of the 480 applicants, 150 …".
func (s *statement) introduced(i int) bool {
	const opening = 3 // words
	g := s.gaps[i]
	_, ok := g.closes(s.words.Introducing, s.words.Filler)
	return ok && i == 0 && len(g) <= opening
}

// otherwise tells whether words behind a share say that it is one of something else, or a comparison.
func (s *statement) otherwise(behind gap, part *fact) bool {
	if s.pointsBack(behind, part) {
		return false
	}
	_, of := behind.opens(s.words.Of)
	near := behind[:min(len(behind), nearby)]
	return of || near.holds(s.words.Against) || near.holds(s.words.Comparing)
}

// pointsBack tells whether words behind a share lead back to a figure before: "of that total", "of them", "of the homes".
func (s *statement) pointsBack(behind gap, part *fact) bool {
	if rest, ok := behind.opens(s.words.Entire); ok {
		return len(rest) == 0 || s.words.Joints[rest[0]] || isSign(rest[0])
	}
	return s.singlesOut(behind, part)
}

// singlesOut tells whether such words leave no doubt of which figure they mean. "Of the total" leaves some: that of imports
// need not be the figure before, which is of exports.
func (s *statement) singlesOut(behind gap, part *fact) bool {
	if rest, ok := behind.opens(s.words.Pointing); ok {
		return len(rest) == 0 || !s.words.Calendar[rest[0]]
	}
	rest, ok := behind.opens(s.words.Definite)
	return ok && len(rest) > 0 && part.Kind == unit.Count && stem(rest[0]) == stem(strings.ToLower(part.written.Unit))
}

// horizon is how many figures to each side are searched for another reading of a sentence. Few releases have as many.
const horizon = 200

// around are the figures of a release near a sentence.
func (s *stater) around(n int) []*fact {
	first := s.statements[n].first
	return s.facts[max(0, first-horizon):min(len(s.facts), first+horizon)]
}

// reach is how many figures back the whole of a share is looked for.
const reach = 24

// before are the amounts in the unit of a part that stand before a place, in this paragraph and the one before, the nearest first.
func (s *stater) before(n, place int, part *fact) []*fact {
	var list []*fact
	// The sentence may go on behind the place, but not for long.
	last := s.statements[n].first + min(len(s.statements[n].facts), reach) - 1
	for i := last; i >= 0 && i > last-2*reach; i-- {
		f := s.facts[i]
		if f.block < part.block-1 {
			break
		}
		if f.CharEnd <= place && f.amount() && f.per == "" && f.unit.Code == part.unit.Code && !f.conflicts(part) {
			list = append(list, f)
		}
	}
	return list
}

// outOf notes a share that a part "out of" a whole bears out.
func (s *stater) outOf(n int) {
	st := s.statements[n]
	for i := 1; i+1 < len(st.facts); i++ {
		part, whole := st.facts[i], st.facts[i+1]
		between := st.gaps[i+1]
		if _, ok := between.closes(st.words.OutOf, st.words.Filler); !ok || len(between) > shortest || between.parted() {
			continue
		}
		if !part.amount() || !whole.amount() || !part.sameUnit(whole) {
			continue
		}
		share := st.facts[i-1]
		if share.proportion() && !share.conflicts(part) && whole.rounded().Mul(share.ratio()).Meets(part.rounded()) {
			s.share(share, part, whole)
		}
	}
}

var signSet = func() wordSet {
	set := wordSet{}
	for _, r := range punctuation {
		set[string(r)] = true
	}
	return set
}()

// share checks a share and its part against their whole.
func (s *stater) share(share, part, whole *fact) {
	value := whole.rounded().Mul(share.ratio())
	found := part.rounded()
	result := resultOf(value, found)
	facts := []*fact{share, part, whole}
	if !s.untold(checkShare, facts...) {
		return
	}
	s.say(checkShare, result, value, found, s.tell("check.stated.share."+result, facts,
		"share", s.show(share), "whole", s.show(whole), "part", s.show(part),
		"expected", s.computed(value, part, ratioDigits)), facts...)
}

// ratioDigits is how many digits the ends of a computed share, change or rate are printed with.
const ratioDigits = 3
