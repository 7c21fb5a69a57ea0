package transform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// stater checks the figures that the sentences of a release set against each other. The words between figures are the evidence that
// they belong together; where these leave another reading open, a disagreement is passed over.
type stater struct {
	*checker
	catalogue  *Catalogue
	of         map[*fact]*observation
	text       string
	facts      []*fact // of the release
	statements []*statement
}

// stated checks what the texts of a group say of their own figures, that in the language of the dataset first: what two language
// versions say alike is one check.
func (c *checker) stated(g *group, releases []Release, catalogue *Catalogue, of map[*fact]*observation) {
	s := &stater{checker: c, catalogue: catalogue, of: of}
	order := make([]int, len(g.releases))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return boolRank(g.languages[a] != c.print.lang) - boolRank(g.languages[b] != c.print.lang)
	})
	for _, i := range order {
		s.text, s.facts = releases[g.releases[i]].Text, g.facts[i]
		s.statements = catalogue.words.stated[g.languages[i]].statements(s.facts, s.text)
		for n, st := range s.statements {
			if len(st.facts) > 1 {
				s.sums(n)
				s.shares(n)
				s.breakdown(n)
				s.changes(n)
			}
			s.rates(n)
		}
		s.lists(releases[g.releases[i]].Blocks)
	}
}

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// say adds a check of figures, the last of which is that the others are held against, unless it was added for the other language version, or for
// another release that states the same facts.
func (s *stater) say(kind, result string, expected, found interval.Interval, message string, facts ...*fact) {
	about := make([]*observation, len(facts))
	for i, f := range facts {
		about[i] = s.of[f]
	}
	if s.first(kind, about) {
		s.add(kind, result, expected, found, message, about...)
	}
}

// tell fills a text of a check with pairs of name and value, and says in which words the figures stand.
func (s *stater) tell(key string, facts []*fact, pairs ...string) string {
	message := s.print.text.Text(key, pairs...)
	if strings.HasSuffix(key, "."+Inconsistent) {
		return s.print.text.Text("check.where", "message", message, "sentence", quote(s.text, facts...))
	}
	return message
}

// alone is an observation of one mention, to print what is said in its place, whatever other places say.
func (f *fact) alone() *observation {
	return &observation{
		unit: f.unit, kind: f.Kind, facts: []*fact{f}, primary: f,
		Observation: Observation{
			Interval: f.Interval, Value: f.Value, Bound: f.Bound, Direction: f.Direction, Per: f.per,
			UnitMeasure: f.unit.Code, UnitMult: writtenPower(f.written), Method: "reported",
		},
	}
}

// show is a mention as a reader is shown it; a count whose noun the text leaves out has none here either.
func (s *stater) show(f *fact) string {
	if f.Kind == unit.Count && f.written.UnitPhrase == "" && f.Direction == "" && f.per == "" {
		o := f.alone()
		o.Display = s.print.display(o)
		return s.print.short(o)
	}
	return s.print.display(f.alone())
}

// size is a mention without its direction.
func (s *stater) size(f *fact) string {
	if f.Direction == "" {
		return s.show(f)
	}
	return s.print.size(f.alone())
}

// computed prints an interval that follows from figures, in the unit of one of them but for the noun of a count; digits are significant ones, or
// all for 0.
func (s *stater) computed(x interval.Interval, like *fact, digits int) string {
	if x.IsPoint() {
		w := *like.written
		w.Low, w.High, w.Bound, w.Range = x.Low.Value, x.Low.Value, extract.Exact, false
		f := *like
		f.written = &w
		o := f.alone()
		o.Bound, o.Direction = string(extract.Exact), ""
		o.Display = s.print.display(o)
		return s.print.short(o)
	}
	o := like.alone()
	o.Interval, o.Method, o.digits, o.primary, o.Bound, o.Direction = x, derived, digits, nil, "", ""
	o.inputs = []*observation{like.alone()}
	return s.print.denominated(s.print.ends(o, like.Kind == unit.Count), o)
}

// amount tells whether a figure is a quantity that can be part of a total: no share, rank, change or vague plural.
func (f *fact) amount() bool {
	switch extract.UnitKind(f.Kind) {
	case extract.Money, extract.Count, extract.Measure, extract.Duration:
		return f.Direction == "" && !f.Vague && !f.tabled
	}
	return false
}

// level tells whether a figure can be where a change starts or ends.
func (f *fact) level() bool {
	return f.amount() || f.Direction == "" && !f.tabled && f.Kind == string(extract.Percent)
}

// sameUnit tells whether two figures count the same, for the same denominator.
func (f *fact) sameUnit(g *fact) bool { return f.unit.Code == g.unit.Code && f.per == g.per }

// adds tells whether the catalogue lets figures in two units be added up: people and jobs.
func (c *Catalogue) adds(f, total *fact) bool {
	return f.sameUnit(total) || f.per == total.per && slices.ContainsFunc(c.indicators, func(x *indicator) bool {
		return len(x.parts) > 0 && slices.Contains(x.Units, f.unit.Code) && slices.Contains(x.Units, total.unit.Code)
	})
}

// conflicts tells whether two figures are of different times.
func (f *fact) conflicts(g *fact) bool {
	return f.Period != "" && g.Period != "" && f.Period != g.Period
}

// longestSum is how many figures of a sentence can be parts of a total.
const longestSum = 32

// longestItem is how many words an item of a list can have between its figure and the next.
const longestItem = 16

// lists tells whether a gap stands between two items of one list: a joint, and behind it no more than a few words before the figure.
func (s *statement) lists(i int) bool {
	g := s.gaps[i]
	if len(g) > longestItem || g.holds(s.words.Partial) || g.holds(s.words.Total) || slices.Contains(g, "0") || slices.Contains(g, "(") {
		return false
	}
	const words = 4
	for n := 1; n <= len(g) && n <= words; n++ {
		if word := g[len(g)-n]; s.words.Joints[word] {
			return true
		}
	}
	return false
}

// sums checks the totals of a sentence that its words say are sums of the figures before.
func (s *stater) sums(n int) {
	st := s.statements[n]
	for t, total := range st.facts {
		if !total.amount() || !st.totals(t) {
			continue
		}
		// The parts are the figures before the total in its unit, from the last one back; those that a clean list holds come first.
		var parts []*fact
		clean, listed := 0, true
		last := t
		for i := t - 1; i >= 0 && i > t-longestSum; i-- {
			f := st.facts[i]
			if !s.catalogue.adds(f, total) {
				continue
			}
			if !f.amount() {
				listed = false
				continue
			}
			if last != t && listed {
				listed = st.lists(last)
			}
			last = i
			parts = append(parts, f)
			if listed {
				clean = len(parts)
			}
		}
		slices.Reverse(parts)
		if len(parts) < 2 {
			// Nurses, doctors and paramedics may be so many workers.
			if own := sumOf(st.counts(t), total); own != nil {
				s.sum(own, total)
			}
			continue
		}
		if own := sumOf(parts, total); own != nil {
			s.sum(own, total)
			continue
		}
		if listed := parts[len(parts)-clean:]; clean > 1 && s.complete(n, t, listed) {
			s.sum(listed, total)
		}
	}
}

// totals tells whether words call a figure the total of those before it.
func (s *statement) totals(t int) bool {
	before, behind := s.gaps[t], s.gaps[t+1]
	if before.holds(s.words.Cumulative) || behind.holds(s.words.Cumulative) {
		return false
	}
	if _, ok := before.closes(s.words.Total, s.words.Filler); ok {
		return true
	}
	// "A's $2 million and B's $3 million combined" has its total elsewhere: one that words behind it call so is set apart.
	_, ok := behind.opens(s.words.Totalled)
	return ok && before.parted() && before.tail().all(s.words.Filler, s.words.Apart)
}

// counts are the counts of things before a total that counts other things, all that there are; none where one is not listed.
func (s *statement) counts(t int) []*fact {
	if s.facts[t].Kind != unit.Count {
		return nil
	}
	first := t
	for first > 0 && t-first < longestSum && s.facts[first-1].amount() && s.facts[first-1].Kind == unit.Count && s.facts[first-1].per == s.facts[t].per {
		first--
	}
	for i := first + 1; i < t; i++ {
		if !s.lists(i) {
			return nil
		}
	}
	return s.facts[first:t]
}

// sumOf is the last of the figures, two at least, that add up to a total; nil where none do.
func sumOf(parts []*fact, total *fact) []*fact {
	if len(parts) < 2 {
		return nil
	}
	value := parts[len(parts)-1].Interval
	for i := len(parts) - 2; i >= 0; i-- {
		if value = value.Add(parts[i].Interval); value.Meets(total.Interval) {
			return parts[i:]
		}
	}
	return nil
}

func add(parts []*fact) interval.Interval {
	value := parts[0].Interval
	for _, f := range parts[1:] {
		value = value.Add(f.Interval)
	}
	return value
}

// complete tells whether a list must hold all parts of its total: nothing between them speaks of others, no figure nearby can be
// one, and all are of one time.
func (s *stater) complete(n, t int, parts []*fact) bool {
	st, total := s.statements[n], s.statements[n].facts[t]
	rest, closed := st.gaps[t].closes(st.words.Total, st.words.Filler)
	if !closed {
		rest = st.gaps[t]
	}
	if rest.holds(st.words.Elsewhere) || slices.ContainsFunc(parts, total.conflicts) {
		return false
	}
	if value := add(parts); value.High.Unbounded || total.Interval.Low.Unbounded || !value.High.Value.Less(total.Interval.Low.Value) {
		return true // the parts exceed the total: no other part mends that
	}
	// What is less than half of its total is what came on top of an older number.
	if value := add(parts); total.counted || !exceeds(value.Scale(decimal.Two), total.Interval) {
		return false
	}
	for _, f := range s.around(n) {
		if f.block == total.block && f.CharStart < total.CharStart && !slices.Contains(parts, f) && s.catalogue.adds(f, total) && !f.Interval.Equal(total.Interval) {
			return false
		}
	}
	return true
}

func (s *stater) sum(parts []*fact, total *fact) {
	value := add(parts)
	result := resultOf(value, total.Interval)
	if likely := parts[0].likely(); result == Consistent {
		for _, f := range parts[1:] {
			likely = likely.Add(f.likely())
		}
		if !likely.Meets(total.likely()) {
			result = Undecided
		}
	}
	items := make([]string, len(parts))
	for i, f := range parts {
		items[i] = s.show(f)
	}
	facts := append(slices.Clone(parts), total)
	s.say(checkSum, result, value, total.Interval, s.tell("check.stated.sum."+result, facts,
		"parts", s.print.list(items), "sum", s.computed(value, total, 0), "stated", s.show(total)), facts...)
}

// breakdown checks the figures behind a whole that its words say they make up, or are parts of.
func (s *stater) breakdown(n int) {
	st := s.statements[n]
	for t, whole := range st.facts {
		if !whole.amount() || t+1 == len(st.facts) {
			continue
		}
		before := st.gaps[t+1]
		if len(before) > longestItem {
			continue
		}
		if _, ok := before.closes(st.words.Partial, st.words.Filler); ok {
			if part := st.facts[t+1]; part.amount() && part.sameUnit(whole) && !part.conflicts(whole) && !st.spread(t+1) {
				s.part(part, whole)
			}
			continue
		}
		opened := false
		for i := range before {
			if rest, ok := before[i:].opens(st.words.Whole); ok && !rest.parted() && len(rest) <= 4 {
				opened = true
			}
		}
		if !opened {
			continue
		}
		var parts []*fact
		for i := t + 1; i < min(len(st.facts), t+longestSum); i++ {
			f := st.facts[i]
			if !f.amount() || !s.catalogue.adds(f, whole) || f.conflicts(whole) || i > t+1 && !st.lists(i) {
				break
			}
			parts = append(parts, f)
		}
		if len(parts) < 2 {
			continue
		}
		// A list that falls short may leave parts out; one that exceeds the whole cannot be right.
		value := add(parts)
		if value.Meets(whole.Interval) || exceeds(value, whole.Interval) && divides(parts, whole) {
			s.sum(parts, whole)
		}
	}
}

// spread tells whether a length of time stands right behind an amount: "$45 million over three years" is for no year.
func (s *statement) spread(i int) bool {
	return i+1 < len(s.facts) && s.facts[i+1].Kind == string(extract.Duration) && s.gaps[i+1].all(s.words.Filler)
}

// divides tells whether figures must be parts of a whole: they are of one time, none is more than the whole, as revenues are more than the
// deficit they leave, and groups of people or things do not overlap widely.
func divides(parts []*fact, whole *fact) bool {
	for _, f := range parts {
		if f.Period != parts[0].Period || exceeds(f.Interval, whole.Interval) {
			return false
		}
	}
	return whole.Kind != unit.Count || nearly(add(parts), whole.Interval, decimal.MustNew(2, 1))
}

// exceeds tells whether every value of x is above every value of y.
func exceeds(x, y interval.Interval) bool {
	return !x.Low.Unbounded && !y.High.Unbounded && !x.Meets(y) && y.High.Value.Cmp(x.Low.Value) <= 0
}

// part checks that a part is no more than its whole. That a part is less is what anybody expects, and not reported.
func (s *stater) part(part, whole *fact) {
	if part.written.Range || whole.written.Range || whole.Unit == "" {
		return
	}
	limit := interval.Interval{Low: interval.Point(decimal.Decimal{}).Low, High: whole.Interval.High}
	result := resultOf(limit, part.Interval)
	if result == Consistent {
		return
	}
	s.say(checkPart, result, limit, part.Interval, s.tell("check.part."+result, []*fact{part, whole},
		"part", s.show(part), "whole", s.show(whole)), part, whole)
}

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
	return last <= shortest && isSign(rest[last]) && !rest[:last].parted()
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
		return ok || n > 0 && len(before) == 0 && s.introduced(n-1)
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
	s.say(checkShare, result, value, found, s.tell("check.stated.share."+result, facts,
		"share", s.show(share), "whole", s.show(whole), "part", s.show(part),
		"expected", s.computed(value, part, ratioDigits)), facts...)
}

// ratioDigits is how many digits the ends of a computed share, change or rate are printed with.
const ratioDigits = 3

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
	case fit(at(i-1), at(i+1)) && said(i) && against(s.gaps[i+1]):
		return between(at(i+1), at(i-1))
	case fit(at(i-2), at(i-1)) && directed && said(i) && closes(i-2, w.From) && closes(i-1, w.To):
		return between(at(i-2), at(i-1))
	case fit(at(i-2), at(i-1)) && said(i) && against(s.gaps[i-1].unsigned()) && size.Direction != "":
		return between(at(i-1), at(i-2))
	case fit(at(i+1), at(i+2)) && directed && closes(i+1, w.From) && closes(i+2, w.To):
		return between(at(i+1), at(i+2))
	case fit(at(i+1), at(i+2)) && closes(i+1, w.To) && (closes(i+2, w.From) || against(s.gaps[i+2].unsigned())) && size.Direction != "":
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
	expected := list[0]
	for _, x := range list {
		if x.Meets(found) || c.size.Direction == "" && x.Meets(down) {
			expected = x
			break
		}
	}
	if c.size.Direction == "" && expected.Meets(down) {
		found = down
	}
	result := resultOf(expected, found)
	if result == Inconsistent && c.partial {
		return
	}
	facts := []*fact{c.size, c.old, c.new}
	s.say(checkChange, result, expected, found, s.tell("check.change."+result, facts,
		"old", s.size(c.old), "new", s.size(c.new), "stated", s.show(c.size),
		"expected", s.moved(expected, c.size)), c.new, c.old, c.size)
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

// rates checks amounts per unit against the amount and the count that they divide.
func (s *stater) rates(n int) {
	st := s.statements[n]
	for i, rate := range st.facts {
		if rate.per == "" || rate.Direction != "" || rate.Vague || rate.tabled || rate.written.Range || len(strings.Fields(rate.per)) != 1 {
			continue
		}
		if rate.Bound == string(extract.AtMost) || rate.Bound == string(extract.AtLeast) {
			continue // what nobody gets more than is no average
		}
		st.read(s.text)
		rest, divided := st.gaps[i].closes(st.words.Rate, st.words.Filler)
		_, restated := rest.opens(st.words.Restated)
		_, again := st.gaps[i].opens(st.words.Restated)
		figures := st.facts[max(0, i-reach):i]
		if i == 0 && n > 0 && (restated || again) && s.statements[n-1].facts[0].block == rate.block {
			last := s.statements[n-1].facts
			figures = last[max(0, len(last)-reach):]
		} else if !divided {
			continue
		}
		s.rate(rate, figures)
	}
}

// rate checks an amount per unit against the amount and the count among the figures before it, where there is one of each.
func (s *stater) rate(rate *fact, figures []*fact) {
	var amounts, counts []*fact
	var count interval.Interval
	for _, f := range figures {
		if !f.amount() || f.per != "" || f.written.Range {
			continue
		}
		if f.unit.Code == rate.unit.Code {
			amounts = append(amounts, f)
		}
		if factor, ok := s.catalogue.units.Per(f.unit, rate.per); ok {
			counts = append(counts, f)
			count = f.rounded().Scale(factor)
		}
	}
	if len(amounts) != 1 || len(counts) != 1 || amounts[0] == counts[0] || counts[0].conflicts(amounts[0]) {
		return
	}
	value := count.Mul(rate.quotient())
	result := resultOf(value, amounts[0].rounded())
	facts := []*fact{rate, counts[0], amounts[0]}
	s.say(checkRate, result, value, amounts[0].rounded(), s.tell("check.rate."+result, facts,
		"rate", s.show(rate), "count", s.show(counts[0]), "amount", s.show(amounts[0]),
		"expected", s.computed(value, amounts[0], ratioDigits)), facts...)
}
