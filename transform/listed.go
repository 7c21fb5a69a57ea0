package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

const (
	shortestList = 3   // items that make a list under a total
	largestList  = 500 // items that a reader can still add up
	mostLists    = 64  // lists of a release, one of which may be that of a total
)

// itemized is a list with an amount in every item; total is the amount that ends the line right above it, or that of a line below it that is
// called the total, if there is one.
type itemized struct {
	total *fact
	items []*fact
}

// lists checks the totals of a release against the lists behind them: "Twelve groups receive a total of $157,449", and then a line for each.
// A list that adds up to a total is its own evidence. One that does not is held against it only where the sentence leads into it or
// counts its items, or where the line above it ends in an amount that is nearly its sum.
func (s *stater) lists(blocks []Block) {
	type key struct{ unit, per string }
	alike := map[key][]*fact{}
	var order []key
	for _, f := range s.facts {
		if f.block >= len(blocks) || !f.amount() && !f.tabled || f.Vague {
			continue
		}
		k := key{f.unit.Code, f.per}
		if alike[k] == nil {
			order = append(order, k)
		}
		alike[k] = append(alike[k], f)
	}
	lists := map[key][]itemized{}
	for _, k := range order {
		lists[k] = s.itemized(alike[k], blocks)
		for _, l := range lists[k] {
			if l.total != nil && nearly(add(l.items), l.total.Interval, l.slack()) {
				s.list(l.items, l.total)
			}
		}
	}
	for n, st := range s.statements {
		for t, total := range st.facts {
			behind := lists[key{total.unit.Code, total.per}]
			if len(behind) == 0 || len(behind) > mostLists || !total.amount() || total.written.Range {
				continue
			}
			if s.read(st); st.sums(t) {
				s.underTotal(n, total, behind)
			} else if k := slices.IndexFunc(behind, func(l itemized) bool { return st.heads(t, l.items) }); k >= 0 && nearly(add(behind[k].items), total.Interval, plain) {
				s.list(behind[k].items, total)
			}
		}
	}
}

// underTotal checks the total of a sentence against the list behind it that is its own.
func (s *stater) underTotal(n int, total *fact, lists []itemized) {
	st := s.statements[n]
	var behind, all []*fact
	var owned [][]*fact
	for _, l := range lists {
		if l.items[0].block <= total.block {
			continue
		}
		behind = append(behind, l.items...)
		if add(l.items).Meets(total.likely()) {
			s.list(l.items, total)
			return
		}
		if st.leads(l.items) || len(l.items) > shortestList && st.tallies(len(l.items)) {
			owned = append(owned, l.items)
		}
		if l.total != nil {
			all = append(all, l.total)
		}
	}
	switch {
	case len(all) > 1 && len(owned) == 0 && add(all).Meets(total.likely()):
		s.list(all, total)
	case len(owned) == 0 && len(behind) > shortestList && len(behind) <= largestList && (st.tallies(len(behind)) || add(behind).Meets(total.likely())):
		s.list(behind, total)
	case len(owned) == 1:
		s.list(owned[0], total)
	}
}

// slack is how far a list may miss its total, as a part of it, and still be known for its list. A line below that is called the total says
// more than an amount above, and the row of a table most: an item that was mistyped may be as much as half of it.
func (l itemized) slack() decimal.Decimal {
	switch {
	case l.total.tabled && l.total.block > l.items[0].block:
		return decimal.MustNew(5, 1)
	case l.total.block > l.items[0].block:
		return plain
	}
	return decimal.MustNew(5, 2)
}

// plain is how far parts may miss their total, as a part of it, where the words leave little doubt that they belong together.
var plain = decimal.MustNew(2, 1)

// nearly tells whether a sum is a total, or misses it by no more than a part of it: enough to see that they belong together.
func nearly(sum, total interval.Interval, slack decimal.Decimal) bool {
	margin := total.Scale(slack)
	return sum.Meets(total.Add(margin).Hull(total.Sub(margin)))
}

// sums tells whether a sentence speaks of a total, and of no other amount that it may be.
func (s *statement) sums(t int) bool {
	for i, f := range s.facts {
		if i != t && f.amount() && f.sameUnit(s.facts[t]) {
			return s.totals(t)
		}
	}
	return slices.ContainsFunc(s.gaps, func(g gap) bool { return g.holds(s.words.Total) || g.holds(s.words.Totalled) })
}

// itemized are the lists of a release with one of the amounts, which are in one unit, in every item, and the columns of its tables.
func (s *stater) itemized(amounts []*fact, blocks []Block) []itemized {
	var columns [][]*fact
	block, column := -1, 0
	for _, f := range amounts {
		if column++; f.block != block {
			block, column = f.block, 0
		}
		if column > 0 && !f.tabled {
			continue // what an item says of its amount
		}
		if column == len(columns) {
			columns = append(columns, nil)
		}
		columns[column] = append(columns[column], f)
	}
	var lists []itemized
	for _, facts := range columns {
		if len(facts) < shortestList {
			break // those of the columns behind are no more
		}
		lists = append(lists, s.runs(facts, blocks)...)
	}
	return lists
}

// runs are the lists among the amounts of a column, one a block.
func (s *stater) runs(facts []*fact, blocks []Block) []itemized {
	var lists []itemized
	var run itemized
	var head *fact
	end := func(total *fact) {
		if n := len(run.items); (n >= shortestList || total != nil) && n <= largestList {
			run.total = cmp.Or(total, run.total)
			lists = append(lists, run)
		}
		run = itemized{}
	}
	for _, f := range facts {
		if n := len(run.items); n > 1 && continued(blocks, run.items[n-1].block, f.block) && s.called(f, blocks) {
			end(f)
			continue
		}
		if n := len(run.items); n > 0 {
			last := run.items[n-1]
			if !continued(blocks, last.block, f.block) || s.ends(f, blocks) != s.ends(last, blocks) {
				end(nil)
			}
		}
		if f.Direction != "" || f.Bound != string(extract.Exact) || f.written.Range || !s.item(f, blocks[f.block]) {
			end(nil)
			continue
		}
		if len(run.items) == 0 && head != nil && head.block == f.block-1 && s.ends(head, blocks) && !s.ends(f, blocks) {
			run.total = head
		}
		run.items = append(run.items, f)
		head = f
	}
	end(nil)
	return lists
}

// called tells whether the line of a figure begins by calling it a total.
func (s *stater) called(f *fact, blocks []Block) bool {
	words := s.catalogue.words.stated[f.lang]
	rest, ok := signs(s.text[min(blocks[f.block].Start, f.CharStart):f.CharStart]).unsigned().opens(words.Line)
	return ok && !rest.holds(words.Elsewhere)
}

// ends tells whether a figure is the last word of its block.
func (s *stater) ends(f *fact, blocks []Block) bool {
	return !strings.ContainsFunc(s.text[f.CharEnd:max(f.CharEnd, blocks[f.block].End)], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// item tells whether an amount is what a line of a list is about: it stands behind a name and a dash, or in a list or table.
func (s *stater) item(f *fact, block Block) bool {
	switch block.Kind {
	case string(extract.ListItem), string(extract.TableRow):
		return true
	case string(extract.Paragraph):
		name := strings.TrimSpace(s.text[min(block.Start, f.CharStart):f.CharStart])
		before, _ := utf8.DecodeLastRuneInString(name)
		return strings.ContainsRune("–—-:(", before)
	}
	return false
}

// longestHeading is how many bytes a line between two parts of a list has at most.
const longestHeading = 80

// continued tells whether two blocks are of one list: nothing but headings stands between them.
func continued(blocks []Block, from, to int) bool {
	if to >= len(blocks) || blocks[from].Kind != blocks[to].Kind {
		return false
	}
	for _, b := range blocks[from+1 : to] {
		if b.Kind != string(extract.Heading) && b.End-b.Start > longestHeading {
			return false
		}
	}
	return true
}

// leads tells whether a sentence ends in a colon right before a list.
func (s *statement) leads(items []*fact) bool {
	last := s.gaps[len(s.gaps)-1]
	return len(last) > 0 && last[len(last)-1] == ":" && items[0].block == s.facts[0].block+1
}

// heads tells whether figure t is the only amount of a sentence that ends in a colon right before a list.
func (s *statement) heads(t int, items []*fact) bool {
	return s.leads(items) && !slices.ContainsFunc(s.facts, func(f *fact) bool { return f != s.facts[t] && f.amount() })
}

// tallies tells whether a sentence counts that many things.
func (s *statement) tallies(n int) bool {
	return slices.ContainsFunc(s.facts, func(f *fact) bool {
		return f.Kind == unit.Count && f.Bound == string(extract.Exact) && f.written.Low.Equal(decimal.MustNew(int64(n), 0)) && !f.written.Range
	})
}

func (s *stater) list(items []*fact, total *fact) {
	value := add(items)
	result := resultOf(value, total.Interval)
	if result == Inconsistent && headed(items, total) {
		return
	}
	facts := append(slices.Clone(items), total)
	if !s.untold(checkSum, facts...) {
		return
	}
	s.say(checkSum, result, value, total.Interval, s.tell("check.list."+result, []*fact{total},
		"count", strconv.Itoa(len(items)), "first", s.show(items[0]), "last", s.show(items[len(items)-1]),
		"sum", s.computed(value, total, 0), "stated", s.show(total)), facts...)
}

// headed tells whether what a list lacks stands in the heading of its column: the first row of a table without headings was taken for one.
func headed(items []*fact, total *fact) bool {
	sum := items[0].written.Low
	for _, f := range items[1:] {
		sum, _ = sum.Add(f.written.Low)
	}
	missing, err := total.written.Low.Sub(sum)
	return err == nil && items[0].tabled && slices.ContainsFunc(numbers(items[0].Measure), func(number string) bool {
		return strings.Trim(number, "0") == figures(missing)
	})
}
