package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

// The kinds of check.
const (
	checkSum    = "sum"    // parts against their total
	checkShare  = "share"  // a share and the whole against the part
	checkRepeat = "repeat" // one statement of a fact against another
	checkPair   = "pair"   // one language version against the other
)

// checker compares figures. It holds a check for each comparison that tells a reader something: of the
// figures of two language versions that agree, one check says so for all.
type checker struct {
	print  *printer
	checks []Check
}

// add adds a check. Its result is what the intervals say: inconsistent only where they cannot meet.
func (c *checker) add(kind, result string, expected, found interval.Interval, message string, about ...*observation) {
	ids := make([]string, 0, len(about))
	for _, o := range about {
		if !slices.Contains(ids, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	c.checks = append(c.checks, Check{
		Kind: kind, Result: result, Expected: expected, Found: found, Observations: ids,
		Message: capital(message),
	})
}

func resultOf(expected, found interval.Interval) string {
	if expected.Meets(found) {
		return Consistent
	}
	return Inconsistent
}

// relation checks a sum or a share whose figures are all stated.
func (c *checker) relation(r *relation) {
	if r.whole == nil {
		return
	}
	p := c.print
	item := func(o *observation) string {
		return p.text.Text("check.item", "label", uncapital(o.IndicatorLabel), "value", p.short(o))
	}
	if r.share != nil {
		result := resultOf(r.value, r.part.Interval)
		expected := r.imply([]*observation{r.part}, r.value)
		expected.inputs = []*observation{r.whole, r.share}
		expected.digits = min(r.whole.significant(), r.share.significant()) + 1
		c.add(checkShare, result, r.value, r.part.Interval, p.text.Text("check.share."+result,
			"share", r.share.Display,
			"whole", r.whole.Display, "wholelabel", uncapital(r.whole.IndicatorLabel),
			"part", r.part.Display, "partlabel", uncapital(r.part.IndicatorLabel),
			"expected", p.ends(expected, false),
		), r.share, r.part, r.whole)
		return
	}
	var parts []string
	for _, o := range r.parts {
		parts = append(parts, item(o))
	}
	key := "check.sum."
	if slices.Contains(r.minus, true) {
		key = "check.difference."
	}
	sum := r.imply(r.parts, r.value)
	result := resultOf(r.value, r.whole.Interval)
	c.add(checkSum, result, r.value, r.whole.Interval, p.text.Text(key+result,
		"parts", p.list(parts), "sum", p.ends(sum, true),
		"total", uncapital(r.whole.IndicatorLabel), "stated", p.short(r.whole),
	), append(slices.Clone(r.parts), r.whole)...)
}

// repeats checks the facts of one group that are stated more than once.
func (c *checker) repeats(list []*observation) {
	type statement struct {
		indicator, area, partner, period, unit, per, direction, release, subject, measure string
		change                                                                            bool
	}
	stated := map[statement][]*observation{}
	var order []statement
	for _, o := range list {
		if o.indicator == nil {
			continue
		}
		count := 0
		for _, f := range o.facts {
			if f.lang == o.primary.lang {
				count++
			}
		}
		if count > 1 {
			other := o.primary.Interval
			for _, f := range o.facts {
				if f != o.primary {
					other = f.Interval
				}
			}
			key := "check.repeat.consistent"
			if count == 2 {
				key += ".two"
			}
			c.add(checkRepeat, Consistent, o.Interval, other, c.print.text.Text(key,
				"label", o.IndicatorLabel, "count", strconv.Itoa(count), "value", o.Display), o)
		}
		// Two numbers contradict each other only where all that is said of them is the same.
		for _, f := range o.facts {
			if f.Period == "" || len(f.measure) == 0 {
				continue
			}
			s := statement{
				o.Indicator, f.RefArea, f.CounterpartArea, f.Period, o.UnitMeasure, f.per, f.Direction,
				f.ReleaseID, f.subject.String(), f.measure.String(), o.change,
			}
			if !slices.Contains(stated[s], o) {
				stated[s] = append(stated[s], o)
				if len(stated[s]) == 1 {
					order = append(order, s)
				}
			}
		}
	}
	for _, s := range order {
		// Three numbers of one description are a list whose items the description does not tell apart.
		if l := stated[s]; len(l) == 2 && !l[0].Interval.Meets(l[1].Interval) && apart(l[0], l[1]) {
			c.add(checkRepeat, Inconsistent, l[0].Interval, l[1].Interval, c.print.text.Text("check.repeat.inconsistent",
				"label", l[0].IndicatorLabel, "first", l[0].Display, "second", l[1].Display), l[0], l[1])
		}
	}
}

// apart tells whether no sentence holds both figures: in one sentence, two figures are compared, not repeated.
func apart(a, b *observation) bool {
	for _, f := range a.facts {
		for _, g := range b.facts {
			if f.ReleaseID == g.ReleaseID && f.sentence == g.sentence {
				return false
			}
		}
	}
	return true
}

// String is the words of a bag in order.
func (b bag) String() string {
	list := make([]string, 0, len(b))
	for word := range b {
		list = append(list, word)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// longestList is how many figures a message names before it counts the rest.
const longestList = 6

// pair reports how the figures of two language versions compare.
func (c *checker) pair(a alignment, of map[*fact]*observation) {
	p := c.print
	for _, d := range a.different {
		english, french := d[0], d[1]
		if english.lang == wording.French {
			english, french = french, english
		}
		x, y := of[english], of[french]
		label := x.IndicatorLabel
		if p.lang == wording.French {
			label = y.IndicatorLabel
		}
		c.add(checkPair, Inconsistent, english.Interval, french.Interval, p.text.Text("check.pair.inconsistent",
			"label", label, "english", fold(english.Surface), "french", fold(french.Surface)), x, y)
	}
	total := a.matched + len(a.different) + len(a.missing[0]) + len(a.missing[1])
	missing := slices.Concat(a.missing[0], a.missing[1])
	switch {
	case len(missing) > 0:
		var items []string
		var about []*observation
		for _, f := range missing {
			items = append(items, fold(f.Surface)+" ("+f.lang+")")
			about = append(about, of[f])
		}
		key := "check.pair.undecided"
		if len(missing) == 1 {
			key += ".one"
		}
		c.add(checkPair, Undecided, interval.All(), interval.All(), p.text.Text(key,
			"count", strconv.Itoa(len(missing)), "total", strconv.Itoa(total), "list", p.few(items, longestList)), about...)
	case len(a.different) == 0 && a.matched > 0:
		c.add(checkPair, Consistent, interval.All(), interval.All(),
			p.text.Text("check.pair.consistent", "count", strconv.Itoa(a.matched)))
	}
}

// ranked gives the checks their order, worst first, and their ids.
func (c *checker) ranked() []Check {
	rank := func(x Check) int { return slices.Index([]string{Inconsistent, Undecided, Consistent}, x.Result) }
	slices.SortStableFunc(c.checks, func(a, b Check) int { return cmp.Compare(rank(a), rank(b)) })
	for i := range c.checks {
		c.checks[i].ID = "check-" + strconv.Itoa(i+1)
	}
	return c.checks
}
