package workbook

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// The columns of the checks that the result is calculated from, from 0.
const (
	expectedLow = 4 + iota
	expectedHigh
	foundLow
	foundHigh
)

// checkSheet is every comparison of figures. The ends that are compared are formulas over the facts they come from, and
// so is the result, where the dataset's intervals give it.
func (w *describer) checkSheet() *sheet {
	s := w.sheet("checks")
	const t = "checks"
	columns := []heading{
		w.field(t, "check_id", 14), w.field(t, "result", 22, "check"), w.field(t, "kind", 22), w.field(t, "message", 70),
		w.field(t, "expected_low", 14), w.field(t, "expected_high", 14), w.field(t, "found_low", 14), w.field(t, "found_high", 14),
		w.column("unit", 22), w.field(t, "observations", 40), w.column("first_input", 28),
	}
	return w.tabulate(s, columns, len(w.d.Checks), func(row []cell, n int) []cell {
		c := &w.d.Checks[n]
		result, unit, first := w.result(c), w.none("not_applicable"), w.none("not_applicable")
		ends := slices.Repeat([]cell{w.none("not_applicable")}, 4)
		if compares(c) {
			o := w.observation(last(c.Observations))
			percent := o != nil && isPercent(o)
			ends = append(w.side(c.Expected, w.expectations(c), percent), w.side(c.Found, w.findings(c), percent)...)
			if decides(c) {
				result.formula = w.meets(c, s.headerRow()+n%w.sizes.most+1)
			}
			if o != nil {
				unit = w.unitOf(o)
			}
		}
		if len(c.Observations) > 0 {
			first = w.to(c.Observations[0])
		}
		row = append(row, w.text(c.ID), result, w.known("kind", c.Kind), w.text(c.Message))
		return append(append(row, ends...), unit, w.some(c.Observations), first)
	})
}

// decides tells whether the result is that of the intervals: no person and no doubt has a say in it.
func decides(c *transform.Check) bool {
	return c.Result == transform.Consistent && c.Expected.Meets(c.Found) || c.Result == transform.Inconsistent && !c.Expected.Meets(c.Found)
}

// mostIDs is how many facts a check lists. One of two language versions compares all facts of a release, which its message counts.
const mostIDs = 6

// some is the first of the ids, and how many more there are.
func (w *describer) some(ids []string) cell {
	if len(ids) <= mostIDs {
		return w.ids(ids)
	}
	return cell{text: w.words.Text("ids_more", "list", strings.Join(ids[:mostIDs], ", "), "count", strconv.Itoa(len(ids)-mostIDs))}
}

func last(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}

// compares tells whether a check is one of numbers: one of whole texts has no limits on either side.
func compares(c *transform.Check) bool {
	return !c.Expected.Equal(interval.All()) || !c.Found.Equal(interval.All())
}

func (w *describer) result(c *transform.Check) cell {
	return cell{text: w.words.Text("result." + c.Result)}
}

// meets is the formula of a result, over the four ends in its row: whether each interval starts before the other one
// ends. Ends without limit are no numbers, and do not count.
func (w *describer) meets(c *transform.Check, row int) string {
	at := func(column int) string { return fmt.Sprintf("$%c%d", 'A'+column, row) }
	starts := func(lower, upper int, open bool) string {
		compare := "<="
		if open {
			compare = "<"
		}
		return fmt.Sprintf("OR(COUNT(%[1]s,%[2]s)<2,%[1]s%[3]s%[2]s)", at(lower), at(upper), compare)
	}
	return fmt.Sprintf(`IF(AND(%s,%s),"%s","%s")`,
		starts(expectedLow, foundHigh, c.Expected.Low.Open || c.Found.High.Open),
		starts(foundLow, expectedHigh, c.Found.Low.Open || c.Expected.High.Open),
		w.words.Text("result.consistent"), w.words.Text("result.inconsistent"))
}

// side is the two ends of an interval, with the formulas of the first of the expressions that gives both.
func (w *describer) side(x interval.Interval, candidates []*expression, percent bool) []cell {
	cells := []cell{w.end(x.Low, percent), w.end(x.High, percent)}
	noLimit := w.words.Text("shorthand.no_limit")
	for _, e := range candidates {
		facts := w.fact
		if w.mention(e.leaf) != nil {
			facts = w.saying
		}
		lower, okLow := e.excel(low, facts, noLimit)
		upper, okHigh := e.excel(high, facts, noLimit)
		if !okLow || !okHigh || !lower.reaches(x.Low) || !upper.reaches(x.High) {
			continue
		}
		cells[0].formula, cells[1].formula = lower.held(percent), upper.held(percent)
		break
	}
	return cells
}

// expectations are the ways in which the expected interval of a check may come from the facts that it names: the sum of
// all but the last, what the others leave of the first, a share of the last, or the first alone.
func (w *describer) expectations(c *transform.Check) []*expression {
	ids := c.Observations
	var list []*expression
	if n := len(ids); n > 2 {
		for _, op := range []byte("+-") {
			e := leaf(ids[0])
			for _, id := range ids[1 : n-1] {
				e = &expression{op: op, left: e, right: leaf(id)}
			}
			list = append(list, e)
		}
		share := leaf(ids[0])
		percent := &expression{op: '/', left: share, right: leaf(decimal.Hundred.String())}
		list = append(list, &expression{op: '*', left: leaf(ids[n-1]), right: percent}, &expression{op: '*', left: leaf(ids[n-1]), right: share})
	}
	return append(list, w.stated(c, false)...)
}

// findings are the facts, or mentions of them, that the found interval of a check may be of.
func (w *describer) findings(c *transform.Check) []*expression { return w.stated(c, true) }

// stated are the facts that a check names and their mentions, the last ones first if wanted: what is repeated is
// expected where it is said first, and found where it is said again.
func (w *describer) stated(c *transform.Check, backwards bool) []*expression {
	var facts, mentions []*expression
	for _, id := range c.Observations {
		facts = append(facts, leaf(id))
		if o := w.observation(id); o != nil {
			for _, m := range o.Mentions {
				if w.mention(m) != nil {
					mentions = append(mentions, leaf(m))
				}
			}
		}
	}
	if backwards {
		slices.Reverse(facts)
		slices.Reverse(mentions)
	}
	rank := func(e *expression) int {
		if w.own(w.mention(e.leaf)) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(mentions, func(a, b *expression) int { return cmp.Compare(rank(a), rank(b)) })
	if backwards && len(facts) == 1 {
		return append(mentions, facts...)
	}
	return append(facts, mentions...)
}

func leaf(id string) *expression { return &expression{leaf: id} }
