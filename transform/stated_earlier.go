package transform

import "tidyrelease/extract"

// A sentence may break down what the sentence before told: "The centre has 72 beds. Of the beds, 40 are for adults and 32 for children."

const (
	widestResuming = 5 // words between those that lead back and the first part
	farthestWhole  = 2 // sentences with figures that the whole may lie back
)

// resumed checks the figures of a sentence that its first words say are parts of what was told before. They may leave parts out, but not
// exceed the whole.
func (s *stater) resumed(n int) {
	st := s.statements[n]
	rest, ok := st.gaps[0].opens(st.words.Resuming)
	if !ok || len(rest) > widestResuming || st.introduced(0) { // "Of the $40 million" names the whole again
		return
	}
	first := st.facts[0]
	if !first.amount() {
		return
	}
	parts := append([]*fact{first}, s.behind(st, 0)...)
	if len(parts) < 2 {
		return
	}
	whole := s.earlier(n, first)
	if whole == nil || first.conflicts(whole) {
		return
	}
	if value := add(parts); value.Meets(whole.Interval) || exceeds(value, whole.Interval) && divides(parts, whole) {
		s.sum(parts, whole)
	}
}

// earlier is the one amount in the unit of a part that the nearest sentence before with any tells, in the same paragraph or the one before;
// nil where it tells several.
func (s *stater) earlier(n int, part *fact) *fact {
	for k := n - 1; k >= max(0, n-farthestWhole); k-- {
		var whole *fact
		for _, f := range s.statements[k].facts {
			if f.block < part.block-1 || !f.amount() || !f.sameUnit(part) || f.Section == string(extract.Quote) {
				continue
			}
			if whole != nil && !whole.Interval.Equal(f.Interval) {
				return nil
			}
			whole = f
		}
		if whole != nil {
			return whole
		}
	}
	return nil
}

// shortestSpelled is how many items a list in a sentence has at least that is held against a total elsewhere in the release.
const shortestSpelled = 3

// spelled checks a sentence that is a list of amounts against the total of another sentence that counts as many things: "five homes with 600
// rooms", and behind it "Truro, 120 rooms; Digby, 72 rooms; …".
func (s *stater) spelled(n int) {
	st := s.statements[n]
	if len(st.facts) < shortestSpelled || !st.facts[0].amount() {
		return
	}
	parts := append([]*fact{st.facts[0]}, s.behind(st, 0)...)
	if len(parts) != len(st.facts) {
		return
	}
	for k, other := range s.statements[:min(len(s.statements), mostLists)] {
		if k == n || !other.tallies(len(parts)) {
			continue
		}
		for _, total := range other.facts {
			if total.amount() && total.sameUnit(parts[0]) && !total.conflicts(parts[0]) && total.unit.Code != "" && nearly(add(parts), total.Interval, plain) {
				s.sum(parts, total)
				return
			}
		}
	}
}
