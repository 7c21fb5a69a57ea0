package transform

import (
	"slices"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

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
			} else if listed := st.listed(t); len(listed) > 1 && nearly(add(listed), total.Interval, plain) && s.complete(n, t, listed) {
				s.sum(listed, total)
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

// listed are the groups of people in a list that words right behind it give a total: "320 nurses and 58 doctors, for a total of". There are
// none where something stands between.
func (s *statement) listed(t int) []*fact {
	rest, ok := s.gaps[t].closes(s.words.Total, s.words.Filler)
	if !ok || !s.facts[t].unit.People || len(rest) == 0 || !isSign(rest[len(rest)-1]) {
		return nil
	}
	first := t
	for first > 0 && s.facts[first-1].amount() && s.facts[first-1].peopleLike(s.facts[t]) && (first == t || s.lists(first)) {
		first--
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
	facts := append(slices.Clone(parts), total)
	if !s.untold(checkSum, facts...) {
		return
	}
	items := make([]string, len(parts))
	for i, f := range parts {
		items[i] = s.show(f)
	}
	s.say(checkSum, result, value, total.Interval, s.tell("check.stated.sum."+result, facts,
		"parts", s.print.list(items), "sum", s.computed(value, total, 0), "stated", s.show(total)), facts...)
}

// breakdown checks the figures behind a whole that its words say they make up, or are parts of.
func (s *stater) breakdown(n int) {
	st := s.statements[n]
	for t := range st.facts[:len(st.facts)-1] {
		before := st.gaps[t+1]
		if !st.facts[t].amount() || len(before) > longestItem {
			continue
		}
		if _, ok := before.closes(st.words.Partial, st.words.Filler); ok {
			s.someParts(st, t)
			continue
		}
		if st.introduced(t) || st.singlesOut(st.gaps[t+2], st.facts[t+1]) {
			s.firstPart(st, t)
		}
		if st.introduced(t) || st.opens(before) {
			s.allParts(st, t)
		}
	}
}

// opens tells whether words behind a whole open what makes it up.
func (s *statement) opens(before gap) bool {
	const most = 4 // words between them and the first part
	for i := range before {
		if rest, ok := before[i:].opens(s.words.Whole); ok && !rest.parted() && len(rest) <= most {
			return true
		}
	}
	return false
}

// firstPart checks the figure behind whole t, which words say is a part of it.
func (s *stater) firstPart(st *statement, t int) {
	part, whole := st.facts[t+1], st.facts[t]
	if part.amount() && (part.sameUnit(whole) || part.peopleLike(whole)) && !part.conflicts(whole) && !st.spread(t+1) {
		s.part(part, whole)
	}
}

// someParts checks the figures behind whole t that words say are some of its parts. Groups of people or things overlap; money is spent once.
func (s *stater) someParts(st *statement, t int) {
	s.firstPart(st, t)
	whole := st.facts[t]
	if parts := s.behind(st, t); whole.Kind == unit.Money && len(parts) > 1 && exceeds(add(parts), whole.Interval) && divides(parts, whole) {
		s.sum(parts, whole)
	}
}

// allParts checks the figures behind whole t that words say make it up. A list that falls short may leave parts out, but not one that a colon opens;
// one that exceeds the whole cannot be right.
func (s *stater) allParts(st *statement, t int) {
	whole := st.facts[t]
	parts := s.behind(st, t)
	if len(parts) < 2 {
		return
	}
	value := add(parts)
	wrong := exceeds(value, whole.Interval) || st.exhausts(t, len(parts)) && nearly(value, whole.Interval, plain)
	if value.Meets(whole.Interval) || wrong && divides(parts, whole) {
		s.sum(parts, whole)
	}
}

// behind are the figures of the list behind figure t that can be parts of it.
func (s *stater) behind(st *statement, t int) []*fact {
	var parts []*fact
	for i := t + 1; i < min(len(st.facts), t+longestSum); i++ {
		f := st.facts[i]
		if !f.amount() || !s.catalogue.adds(f, st.facts[t]) || f.conflicts(st.facts[t]) || i > t+1 && !st.lists(i) {
			break
		}
		parts = append(parts, f)
	}
	return parts
}

// exhausts tells whether the n figures behind figure t are a whole list: a colon opens it, "and" stands before its last item, and nothing that
// speaks of others behind that.
func (s *statement) exhausts(t, n int) bool {
	opening := s.gaps[t+1]
	if !slices.Contains(opening, ":") || !opening.tail().all(s.words.Filler) || opening.holds(s.words.Partial) {
		return false
	}
	last := s.gaps[t+n]
	return slices.ContainsFunc(last, func(word string) bool { return s.words.Joints[word] && !isSign(word) }) && !s.gaps[t+n+1].holds(s.words.Elsewhere)
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
	if result == Consistent || !s.untold(checkPart, part, whole) {
		return
	}
	s.say(checkPart, result, limit, part.Interval, s.tell("check.part."+result, []*fact{part, whole},
		"part", s.show(part), "whole", s.show(whole)), part, whole)
}
