package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

// The kinds of check.
const (
	checkSum      = "sum"      // parts against their total
	checkShare    = "share"    // a share and the whole against the part
	checkRepeat   = "repeat"   // one statement of a fact against another
	checkPair     = "pair"     // one language version against the other
	checkPart     = "part"     // a part against the whole that the text says it is of
	checkChange   = "change"   // the size of a change against the levels it lies between
	checkRate     = "rate"     // an amount for each against the amount for all
	checkScale    = "scale"    // two statements of one fact that are a thousand or a million times apart
	checkLimit    = "limit"    // "more than" a number against the number itself
	checkRevision = "revision" // one release against another on the same period
	checkJump     = "jump"     // one period against the next
	checkRecord   = "record"   // a record against earlier periods
)

// checker compares figures. It holds a check for each comparison that tells a reader something: of the
// figures of two language versions that agree, one check says so for all.
type checker struct {
	print        *printer
	versions     map[string]string // of a release, its other language version
	repeated     map[*observation]bool
	unqualified  map[*observation]bool // that one of their mentions states without the qualifier of another
	contradicted map[[2]*observation]bool
	said         map[string]bool // the sums and shares of the catalogue and the checks of what sentences state, by kind and observations
	checks       []Check
}

func newChecker(print *printer, releases []Release) *checker {
	c := &checker{
		print:        print,
		versions:     make(map[string]string, len(releases)),
		repeated:     map[*observation]bool{},
		unqualified:  map[*observation]bool{},
		contradicted: map[[2]*observation]bool{},
		said:         map[string]bool{},
	}
	for _, r := range releases {
		c.versions[r.ID] = r.Pair
	}
	return c
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
		Releases: c.releases(about), Message: capital(message),
	})
}

// first tells whether a comparison of a kind is the first one of these observations, and notes it.
func (c *checker) first(kind string, about []*observation) bool {
	names := make([]string, len(about))
	for i, o := range about {
		names[i] = o.ID
	}
	slices.Sort(names)
	key := kind + " " + strings.Join(names, " ")
	if c.said[key] {
		return false
	}
	c.said[key] = true
	return true
}

// releases are those that state all the observations, in their text or in that of their other language version.
func (c *checker) releases(about []*observation) []string {
	reached := map[string]int{} // how many observations, from the first one on, a release states
	list := []string{}
	for i, o := range about {
		for _, f := range o.facts {
			for _, release := range []string{f.ReleaseID, c.versions[f.ReleaseID]} {
				if release == "" || reached[release] != i {
					continue
				}
				if reached[release] = i + 1; i+1 == len(about) {
					list = append(list, release)
				}
			}
		}
	}
	slices.Sort(list)
	return list
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
		return p.text.Text("check.item", "label", wording.Uncapital(o.IndicatorLabel), "value", p.short(o))
	}
	if r.share != nil {
		result := resultOf(r.value, r.part.Interval)
		expected := r.imply([]*observation{r.part}, r.value)
		expected.inputs = []*observation{r.whole, r.share}
		expected.digits = min(r.whole.significant(), r.share.significant()) + 1
		c.first(checkShare, []*observation{r.share, r.part, r.whole})
		c.add(checkShare, result, r.value, r.part.Interval, p.text.Text("check.share."+result,
			"share", r.share.Display,
			"whole", r.whole.Display, "wholelabel", wording.Uncapital(r.whole.IndicatorLabel),
			"part", r.part.Display, "partlabel", wording.Uncapital(r.part.IndicatorLabel),
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
	if likely, ok := r.likely(); result == Consistent && ok && !likely.Meets(r.whole.primary.likely()) {
		result = Undecided
	}
	about := append(slices.Clone(r.parts), r.whole)
	c.first(checkSum, about)
	c.add(checkSum, result, r.value, r.whole.Interval, p.text.Text(key+result,
		"parts", p.list(parts), "sum", p.ends(sum, true),
		"total", wording.Uncapital(r.whole.IndicatorLabel), "stated", p.short(r.whole),
	), about...)
}

// likely is the sum of a relation where its parts are near the limits that they are told as.
func (r *relation) likely() (sum interval.Interval, ok bool) {
	for i, o := range r.parts {
		if r.minus[i] {
			return sum, false
		}
		sum = sum.Add(o.primary.likely())
	}
	return sum, true
}

// likely is the interval of a figure near the limit that it is told as: nobody says "more than 125,000" of 300,000.
func (f *fact) likely() interval.Interval {
	n := f.written.Low
	room, err := n.Abs().Quo(decimal.Ten)
	if err != nil || f.written.Range || f.Vague {
		return f.Interval
	}
	room = room.Max(interval.ZeroStep(n, f.written.Step))
	x := f.Interval
	switch interval.Bound(f.Bound) {
	case interval.MoreThan:
		if n, err = n.Add(room); err == nil {
			x.High = interval.Point(n).High
		}
	case interval.LessThan:
		if n, err = n.Sub(room); err == nil {
			x.Low = interval.Point(n).Low
		}
	}
	return x
}

// restatements tells of the facts that are stated more than once and agree. A fact of several releases is met with each of
// them, and is told once.
func (c *checker) restatements(list []*member) {
	for _, m := range list {
		o := m.observation
		if o.indicator == nil || c.repeated[o] || c.unqualified[o] {
			continue
		}
		c.repeated[o] = true
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
	}
}

// repeats checks the facts of one group for numbers that contradict each other.
func (c *checker) repeats(list []*member) {
	type statement struct {
		indicator, area, partner, period, unit, per, direction, release, subject, measure string
		change                                                                            bool
	}
	figures := map[*indicator]int{}
	for _, m := range list {
		figures[m.indicator]++
	}
	stated := map[statement][]*observation{}
	var order []statement
	for _, m := range list {
		o := m.observation
		if o.indicator == nil || figures[o.indicator] < 2 {
			continue
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
		if l := stated[s]; len(l) == 2 && !l[0].Interval.Meets(l[1].Interval) && apart(l[0].facts, l[1].facts) && c.contradict(l[0], l[1]) {
			c.add(checkRepeat, Inconsistent, l[0].Interval, l[1].Interval, c.print.text.Text("check.repeat.inconsistent",
				"label", l[0].IndicatorLabel, "first", l[0].Display, "second", l[1].Display), l[0], l[1])
		}
	}
}

// apart tells whether two figures can be statements of one fact: no sentence holds both, because there they are compared
// and not repeated, and their sentences do not number what they are of, as "Phase 1" and "Phase 2" do.
func apart(a, b []*fact) bool {
	for _, f := range a {
		for _, g := range b {
			if f.ReleaseID == g.ReleaseID && (f.sentence == g.sentence || f.numbersOther(g)) {
				return false
			}
		}
	}
	return true
}

// numbersOther tells whether a word has other numbers behind it in the sentences of two figures.
func (f *fact) numbersOther(g *fact) bool {
	a, b := f.numbered(), g.numbered()
	for word, numbers := range a {
		if other := b[word]; len(other) > 0 && numbers.shared(other) == 0 {
			return true
		}
	}
	return false
}

// numbered are the numbers behind each word of a figure's sentence, but for its own.
func (f *fact) numbered() map[string]bag {
	own := numbers(f.Surface)
	list := map[string]bag{}
	word := ""
	for _, t := range tokenize(f.Sentence) {
		if t.word != "" {
			word = t.word
			continue
		}
		if number := digits(f.Sentence[t.start:t.end]); word != "" && !t.joined && !slices.Contains(own, number) {
			list[word] = list[word].with(bag{number})
		}
		word = ""
	}
	return list
}

// longestList is how many figures a message names before it counts the rest.
const longestList = 6

// pair reports how the figures of two language versions compare, which are those that the observations are of.
func (c *checker) pair(a *alignment, all []*observation) {
	p := c.print
	for _, d := range a.different {
		english, french := d[0], d[1]
		if english.lang == wording.French {
			english, french = french, english
		}
		x, y := english.observation, french.observation
		if factor := scaled(english, french); !factor.IsZero() {
			c.add(checkScale, Inconsistent, english.number(), french.number(), p.text.Text("check.scale.pair",
				"label", x.IndicatorLabel, "english", fold(english.Surface), "french", fold(french.Surface), "factor", p.text.Number(factor)), x, y)
			continue
		}
		label := x.IndicatorLabel
		if p.lang == wording.French {
			label = y.IndicatorLabel
		}
		c.add(checkPair, Inconsistent, english.number(), french.number(), p.text.Text("check.pair.inconsistent",
			"label", label, "english", fold(english.Surface), "french", fold(french.Surface)), x, y)
	}
	for _, d := range a.bounds {
		english, french := d[0], d[1]
		if english.lang == wording.French {
			english, french = french, english
		}
		// The noun of one version will do for both; what differs is the qualifier.
		said := english
		if p.lang == wording.French {
			said = french
		}
		show := func(bound string) string {
			o := said.alone()
			o.Bound = bound
			return p.display(o)
		}
		c.add(checkPair, Inconsistent, english.Interval, french.Interval, p.text.Text("check.pair.bound",
			"label", english.observation.IndicatorLabel, "english", show(english.Bound), "french", show(french.Bound)), english.observation)
	}
	for _, d := range a.alike {
		c.add(checkPair, Undecided, d[0].Interval, d[1].Interval,
			p.text.Text("check.pair.alike", "surface", fold(d[0].Surface)), d[0].observation, d[1].observation)
	}
	total := a.matched + len(a.different) + len(a.alike) + len(a.missing[0]) + len(a.missing[1])
	missing := slices.Concat(a.missing[0], a.missing[1])
	switch {
	case len(missing) > 0:
		var items []string
		var about []*observation
		for _, f := range missing {
			items = append(items, fold(f.Surface)+" ("+f.lang+")")
			about = append(about, f.observation)
		}
		c.add(checkPair, Undecided, interval.All(), interval.All(), p.text.Text("check.pair.undecided"+countKey(len(missing), total),
			"count", strconv.Itoa(len(missing)), "total", strconv.Itoa(total), "list", p.few(items, longestList)), about...)
	case a.matched == total && total > 0:
		c.add(checkPair, Consistent, interval.All(), interval.All(),
			p.text.Text("check.pair.consistent"+countKey(total, total), "count", strconv.Itoa(total)), all...)
	}
}

// countKey ends the key of a text that tells of some of a number of things: all of them, where there is one, two or
// more, or one of several.
func countKey(count, total int) string {
	switch {
	case total == 1:
		return ".only"
	case count == total && total == 2:
		return ".both"
	case count == total:
		return ".all"
	case count == 1:
		return ".one"
	}
	return ""
}
