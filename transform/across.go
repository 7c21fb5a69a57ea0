package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// Statements of one fact in several places: a million where a billion is meant, a qualifier that one of them lost, a number below
// its own lower limit; and, in a set of releases, other numbers for the same period, a leap to the next, a record that was none.

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
func (c *checker) scale(list []*observation) {
	type digits struct{ figures, unit, per, direction string }
	seen := map[digits][]*observation{}
	for _, o := range list {
		f := o.primary
		if o.kind != unit.Money && o.kind != unit.Count && o.kind != string(extract.Measure) || f.tabled {
			continue
		}
		d := digits{figures(f.written.Low), o.UnitMeasure, o.Per, o.Direction}
		if len(d.figures) < 2 {
			continue
		}
		for _, other := range seen[d] {
			factor := scaled(other.primary, f)
			if factor.IsZero() || !other.restated(o) {
				continue
			}
			c.add(checkScale, Inconsistent, other.Interval, o.Interval, c.print.text.Text("check.scale.inconsistent",
				"label", other.IndicatorLabel, "first", other.Display, "second", o.Display, "factor", c.print.text.Number(factor)), other, o)
		}
		seen[d] = append(seen[d], o)
	}
}

// restated tells whether two observations with different numbers are surely one fact: their indicators are the same, nothing that is stated
// of them differs, and in a language that both are in they are described in the same words, in two sentences.
func (o *observation) restated(other *observation) bool {
	if o.Indicator != other.Indicator || o.change != other.change || !apart(o, other) {
		return false
	}
	if _, ok := o.agrees(other, true); !ok {
		return false
	}
	said := false
	for _, f := range o.facts {
		for _, g := range other.facts {
			if f.lang != g.lang {
				continue
			}
			if !sameSubject(f.subject, g.subject) || !f.sameMeasure(g, o.indicator != nil) || f.alsoSays(g) || g.alsoSays(f) {
				return false
			}
			said = true
		}
	}
	return said
}

// sameMeasure tells whether two measures are in the same words: one holds the other, which says something. Figures of one indicator are
// of the same measure where one is called by the indicator's own words alone.
func (f *fact) sameMeasure(g *fact, classified bool) bool {
	if len(f.measure) == 0 || len(g.measure) == 0 {
		return false
	}
	if f.measure.equal(g.measure) {
		return true
	}
	return classified && (f.measure.within(g.measure) || g.measure.within(f.measure))
}

// limits checks the facts of a group for a qualifier that one statement has and another has not, and for numbers below a lower limit
// that another statement of the fact sets.
func (c *checker) limits(list []*observation) {
	for _, o := range list {
		if f, g := o.unqualified(); f != nil {
			c.add(checkLimit, Inconsistent, f.Interval, g.Interval, c.print.text.Text("check.limit.inconsistent",
				"label", o.IndicatorLabel, "first", c.print.display(f.alone()), "second", c.print.display(g.alone())), o)
		}
	}
	type key struct{ indicator, unit, per string }
	limits := map[key][]*observation{}
	for _, o := range list {
		if b := interval.Bound(o.Bound); b == interval.MoreThan || b == interval.LessThan {
			k := key{o.Indicator, o.UnitMeasure, o.Per}
			limits[k] = append(limits[k], o)
		}
	}
	for _, o := range list {
		if o.Bound != string(interval.Exact) || o.Direction != "" || o.primary.Vague {
			continue
		}
		for _, limit := range limits[key{o.Indicator, o.UnitMeasure, o.Per}] {
			if limit.Direction == "" && !limit.Interval.Meets(o.Interval) && near(limit.primary, o.primary) && limit.restated(o) {
				c.add(checkLimit, Inconsistent, limit.Interval, o.Interval, c.print.text.Text("check.limit.inconsistent",
					"label", o.IndicatorLabel, "first", limit.Display, "second", o.Display), limit, o)
			}
		}
	}
}

// telling is how many digits a number has at least that is not the same by accident, or a mere manner of speaking.
const telling = 3

// unqualified gives two mentions of a fact in one text, the first a limit, the second the same number without the qualifier. Headlines drop
// qualifiers for brevity.
func (o *observation) unqualified() (limit, exact *fact) {
	for _, f := range o.facts {
		for _, g := range o.facts {
			if f.ReleaseID == g.ReleaseID && f.Section != string(extract.Headline) && g.Section != string(extract.Headline) &&
				loses(f, g) && f.sameMeasure(g, o.indicator != nil) {
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

// line is the figures of one indicator, area, partner, subject and measure, over all releases of a run.
type line struct {
	indicator, area, partner, unit, per, lang, subject, measure string
}

// across compares the releases of a run: the figures of the indicators that the catalogue says form a line over time.
func (c *checker) across(list []*observation, releases []Release, catalogue *Catalogue) {
	dates := make(map[string]string, len(releases))
	for _, r := range releases {
		dates[r.ID] = r.Date
	}
	lines := map[line][]*observation{}
	var order []line
	for _, o := range list {
		if !o.complete() || o.indicator.Jump == 0 || o.change || o.Direction != "" || o.primary.Vague || grain(o.TimePeriod) == "" {
			continue
		}
		for _, f := range o.facts {
			if len(f.measure) == 0 {
				continue
			}
			l := line{o.Indicator, o.RefArea, o.CounterpartArea, o.UnitMeasure, o.Per, f.lang, f.subject.String(), f.measure.String()}
			if lines[l] == nil {
				order = append(order, l)
			}
			if !slices.Contains(lines[l], o) {
				lines[l] = append(lines[l], o)
			}
		}
	}
	told := map[[2]*observation]bool{}
	for _, l := range order {
		points := lines[l]
		slices.SortStableFunc(points, func(a, b *observation) int {
			return cmp.Or(cmp.Compare(a.TimePeriod, b.TimePeriod), cmp.Compare(dates[a.primary.ReleaseID], dates[b.primary.ReleaseID]))
		})
		for i, o := range points[min(1, len(points)):] {
			before := points[i]
			if pair := [2]*observation{before, o}; !told[pair] {
				told[pair] = true
				c.follow(before, o, dates)
			}
		}
		c.records(points, dates, catalogue.words.stated[l.lang])
	}
}

// follow compares two neighbours of a line.
func (c *checker) follow(before, o *observation, dates map[string]string) {
	text := c.print.text
	date := func(o *observation) string { return c.print.date(dates[o.primary.ReleaseID]) }
	switch {
	case before.TimePeriod == o.TimePeriod:
		if before.group == o.group || before.Interval.Meets(o.Interval) {
			return
		}
		result := Undecided
		if factor := scaled(before.primary, o.primary); !factor.IsZero() {
			c.add(checkScale, Inconsistent, before.Interval, o.Interval, text.Text("check.scale.inconsistent",
				"label", o.IndicatorLabel, "first", before.Display, "second", o.Display, "factor", text.Number(factor)), before, o)
			return
		}
		if dates[before.primary.ReleaseID] == dates[o.primary.ReleaseID] {
			result = Inconsistent
		}
		c.add(checkRevision, result, before.Interval, o.Interval, text.Text("check.revision."+result,
			"label", o.IndicatorLabel, "period", o.PeriodText, "first", before.Display, "firstdate", date(before),
			"second", o.Display, "seconddate", date(o)), before, o)
	case follows(before.TimePeriod, o.TimePeriod):
		x, y := before.Interval, o.Interval
		factor := interval.Point(decimal.MustNew(int64(o.indicator.Jump), 0))
		// Levels below zero have no ratio.
		if x.Low.Unbounded || y.Low.Unbounded || x.Low.Value.IsNeg() || y.Low.Value.IsNeg() {
			return
		}
		if exceeds(y, x.Mul(factor)) || exceeds(x, y.Mul(factor)) {
			c.add(checkJump, Undecided, x, y, text.Text("check.jump.undecided",
				"label", o.IndicatorLabel, "first", before.Display, "firstperiod", before.PeriodText,
				"second", o.Display, "secondperiod", o.PeriodText, "factor", strconv.Itoa(o.indicator.Jump)), before, o)
		}
	}
}

// records checks figures that their sentence calls a record against earlier periods.
func (c *checker) records(points []*observation, dates map[string]string, words *phrases) {
	for i, o := range points {
		if !o.record(words) {
			continue
		}
		for _, before := range points[:i] {
			if before.TimePeriod == o.TimePeriod || grain(before.TimePeriod) != grain(o.TimePeriod) || !exceeds(before.Interval, o.Interval) {
				continue
			}
			c.add(checkRecord, Inconsistent, interval.Interval{Low: before.Interval.Low, High: interval.All().High}, o.Interval,
				c.print.text.Text("check.record.inconsistent", "label", o.IndicatorLabel, "value", o.Display, "period", o.PeriodText,
					"higher", before.Display, "earlier", before.PeriodText, "date", c.print.date(dates[before.primary.ReleaseID])), before, o)
			break
		}
	}
}

// record tells whether a sentence calls the figure, the only one of its unit there, the highest there has been.
func (o *observation) record(words *phrases) bool {
	return slices.ContainsFunc(o.facts, func(f *fact) bool {
		return f.lang == o.primary.lang && signs(f.Sentence).holds(words.Record)
	})
}

// follows tells whether a period comes right after another of the same length.
func follows(a, b string) bool {
	if grain(a) != grain(b) {
		return false
	}
	number := func(s string) (int, bool) {
		year, err := strconv.Atoi(s[:min(4, len(s))])
		if err != nil {
			return 0, false
		}
		switch grain(s) {
		case "year", "fiscal year":
			return year, true
		case "quarter":
			n, err := strconv.Atoi(s[len(s)-1:])
			return 4*year + n, err == nil
		case "month":
			n, err := strconv.Atoi(s[len(s)-2:])
			return 12*year + n, err == nil
		}
		return 0, false
	}
	x, okX := number(a)
	y, okY := number(b)
	return okX && okY && y == x+1
}
