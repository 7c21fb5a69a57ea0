package transform

import (
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// Statements of one fact in two places of a release that contradict each other: a million where a billion is meant, a qualifier that one of
// them lost, a number below its own lower limit, two numbers in the same words.

// contradictions checks the statements of a group against each other. What names the reason comes first.
func (c *checker) contradictions(list []*member) {
	c.scale(list)
	c.limits(list)
	c.rivals(list)
}

// contradict notes that two observations contradict each other, and tells whether this was not known.
func (c *checker) contradict(a, b *observation) bool {
	if c.contradicted[[2]*observation{a, b}] || c.contradicted[[2]*observation{b, a}] {
		return false
	}
	c.contradicted[[2]*observation{a, b}] = true
	return true
}

// restates tells whether two observations with different numbers are surely one fact: their indicators are the same, nothing that is stated
// of them differs, and in a language that both are in they are described in the same words, in two sentences. Where one was matched to no
// indicator, all the words must be the same.
func (m *member) restates(other *member) bool {
	matched := m.indicator == other.indicator
	if !matched && m.indicator != nil && other.indicator != nil || m.change != other.change || m.Per != other.Per || m.UnitMeasure != other.UnitMeasure {
		return false
	}
	for _, d := range [...][2]string{{m.RefArea, other.RefArea}, {m.CounterpartArea, other.CounterpartArea}, {m.TimePeriod, other.TimePeriod}} {
		if d[0] != "" && d[1] != "" && d[0] != d[1] {
			return false
		}
	}
	said := false
	for _, f := range m.facts {
		for _, g := range other.facts {
			switch {
			case f.lang != g.lang:
				continue
			case matched && !(sameSubject(f.subject, g.subject) && f.sameMeasure(g, m.indicator != nil)):
				return false
			case !matched && !f.sameWords(g):
				return false
			case f.alsoSays(g) || g.alsoSays(f):
				return false
			}
			said = true
		}
	}
	return said && apart(m.facts, other.facts)
}

// sameMeasure tells whether two measures are in the same words. Figures of one indicator are of the same measure also where one says
// more of it than the other.
func (f *fact) sameMeasure(g *fact, classified bool) bool {
	if len(f.measure) == 0 || len(g.measure) == 0 {
		return false
	}
	return f.measure.equal(g.measure) || classified && (f.measure.within(g.measure) || g.measure.within(f.measure))
}

// sameWords tells whether two figures are described in the same words, and in enough of them.
func (f *fact) sameWords(g *fact) bool {
	a := f.description()
	return len(a) >= telling && a.equal(g.description())
}

// mostAlike is how many statements that look alike are compared with each other. More of them are a table, or no release.
const mostAlike = 64

// scales are the factors that a wrong scale word makes a number wrong by.
var scales = []decimal.Decimal{decimal.MustNew(1_000, 0), decimal.MustNew(1_000_000, 0)}

// scaled is the factor by which two numbers differ where it is a thousand or a million and nothing else, or zero.
func scaled(a, b *fact) decimal.Decimal {
	x, y := a.written, b.written
	if a.Vague || b.Vague || x.Range || y.Range || !x.Low.IsPos() || !y.Low.IsPos() {
		return decimal.Decimal{}
	}
	low, high := x.Low, y.Low
	if high.Less(low) {
		low, high = high, low
	}
	for _, factor := range scales {
		if product, err := low.Mul(factor); err == nil && product.Equal(high) {
			return factor
		}
	}
	return decimal.Decimal{}
}

// figures are the digits of a number that are not the zeros around it, and so the same in thousands, millions and billions.
func figures(d decimal.Decimal) string {
	return strings.Trim(strings.ReplaceAll(d.Abs().String(), ".", ""), "0")
}

// scale checks a group for facts that are stated again a thousand or a million times as large.
func (c *checker) scale(list []*member) {
	type digits struct{ figures, unit, per, direction string }
	seen := map[digits][]*member{}
	for _, m := range list {
		f := m.primary
		if m.kind != unit.Money && m.kind != unit.Count && m.kind != string(extract.Measure) || f.tabled {
			continue
		}
		d := digits{figures(f.written.Low), m.UnitMeasure, m.Per, m.Direction}
		// Two digits can be the same by accident, but not where a fact has one value at a time.
		if n := len(d.figures); n < telling-1 || n < telling && (m.indicator == nil || m.indicator.Jump == 0) {
			continue
		}
		for _, other := range seen[d] {
			factor := scaled(other.primary, f)
			if !factor.IsZero() && other.restates(m) && c.contradict(other.observation, m.observation) {
				c.add(checkScale, Inconsistent, other.Interval, m.Interval, c.print.text.Text("check.scale.inconsistent",
					"label", other.IndicatorLabel, "first", other.Display, "second", m.Display, "factor", c.print.text.Number(factor)),
					other.observation, m.observation)
			}
		}
		if len(seen[d]) < mostAlike {
			seen[d] = append(seen[d], m)
		}
	}
}

// limits checks the facts of a group for a qualifier that one statement has and another has not, and for numbers on the wrong side of a limit
// that another statement of the fact sets.
func (c *checker) limits(list []*member) {
	type key struct{ indicator, unit, per string }
	limits := map[key][]*member{}
	for _, m := range list {
		if f, g := m.loses(); f != nil && !c.unqualified[m.observation] {
			c.unqualified[m.observation] = true
			c.limit(m, f.Interval, g.Interval, c.print.display(f.alone()), c.print.display(g.alone()), m.observation)
		}
		k := key{m.Indicator, m.UnitMeasure, m.Per}
		if b := interval.Bound(m.Bound); (b == interval.MoreThan || b == interval.LessThan) && len(limits[k]) < mostAlike {
			limits[k] = append(limits[k], m)
		}
	}
	for _, m := range list {
		if m.Bound != string(interval.Exact) || m.Direction != "" || m.primary.Vague {
			continue
		}
		for _, limit := range limits[key{m.Indicator, m.UnitMeasure, m.Per}] {
			if limit.Direction == "" && !limit.Interval.Meets(m.Interval) && near(limit.primary, m.primary) && limit.restates(m) &&
				c.contradict(limit.observation, m.observation) {
				c.limit(m, limit.Interval, m.Interval, limit.Display, m.Display, limit.observation, m.observation)
			}
		}
	}
}

func (c *checker) limit(m *member, expected, found interval.Interval, first, second string, about ...*observation) {
	c.add(checkLimit, Inconsistent, expected, found, c.print.text.Text("check.limit.inconsistent",
		"label", m.IndicatorLabel, "first", first, "second", second), about...)
}

// telling is how many digits a number has at least that is not the same by accident, or a mere manner of speaking; and how many words a
// description that is not.
const telling = 3

// loses gives two mentions of a fact in one text, the first a limit, the second the same number without the qualifier. Headlines drop
// qualifiers for brevity.
func (m *member) loses() (limit, exact *fact) {
	if m.kind != unit.Money && m.kind != unit.Count {
		return nil, nil
	}
	headline := string(extract.Headline)
	facts := m.facts[:min(len(m.facts), mostAlike)]
	for _, f := range facts {
		if f.Bound == string(interval.Exact) || f.Section == headline {
			continue
		}
		for _, g := range facts {
			if f.ReleaseID == g.ReleaseID && g.Section != headline && loses(f, g) && f.sameMeasure(g, m.indicator != nil) {
				return f, g
			}
		}
	}
	return nil, nil
}

// loses tells whether two mentions say the same number, the first as a limit and the second as it is.
func loses(f, g *fact) bool {
	return g.Bound == string(interval.Exact) && f.Bound != g.Bound && writtenAlike(f, g) && !f.Interval.Meets(g.Interval) &&
		(f.Kind == unit.Money || f.Kind == unit.Count) && f.written.High.Abs().Trunc(0).Prec() >= telling
}

// number is the interval of a figure without the qualifier that makes it a limit.
func (f *fact) number() interval.Interval {
	switch interval.Bound(f.Bound) {
	case interval.Exact, interval.Approx:
		return f.Interval
	}
	w := *f.written
	w.Bound = extract.Exact
	return possible(&w, f.unit)
}

// near tells whether one of two numbers is a rounding of the other.
func near(f, g *fact) bool {
	distance, err := f.written.Low.SubAbs(g.written.Low)
	return err == nil && distance.Less(coarserStep(f, g))
}

// rivals points out two numbers of a group that are of one fact by all that is said of them, for an indicator that has one value at a time;
// one of them leaves open when.
func (c *checker) rivals(list []*member) {
	of := map[*indicator][]*member{}
	for _, m := range list {
		if m.indicator != nil && m.indicator.Jump > 0 && !m.change && m.Direction == "" && !m.primary.Vague && !m.primary.tabled {
			of[m.indicator] = append(of[m.indicator], m)
		}
	}
	for _, m := range list {
		var rivals []*member
		if len(of[m.indicator]) > mostAlike {
			continue // a list of many things
		}
		for _, other := range of[m.indicator] {
			if other != m && m.restates(other) {
				rivals = append(rivals, other)
			}
		}
		// Three numbers of one description are a list whose items the description does not tell apart.
		if len(rivals) != 1 || m.TimePeriod != "" && rivals[0].TimePeriod != "" {
			continue
		}
		if other := rivals[0]; !m.Interval.Meets(other.Interval) && c.contradict(m.observation, other.observation) {
			c.add(checkRepeat, Undecided, m.Interval, other.Interval, c.print.text.Text("check.repeat.undecided",
				"label", m.IndicatorLabel, "first", m.Display, "second", other.Display), m.observation, other.observation)
		}
	}
}
