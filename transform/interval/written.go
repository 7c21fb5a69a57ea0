package interval

import "github.com/govalues/decimal"

// Bound says on which side of the written number the true value may lie.
type Bound string

// The bounds that qualifiers set.
const (
	Exact    Bound = "exact"
	Approx   Bound = "approx"    // about, environ
	MoreThan Bound = "more_than" // over, plus de
	AtLeast  Bound = "at_least"  // no fewer than, au moins
	LessThan Bound = "less_than" // under, moins de
	AtMost   Bound = "at_most"   // up to, jusqu’à
)

// Form says what kind of number is written, and so how exact its digits are.
type Form int

const (
	// Rounded numbers are known to half a unit of their last written digit: percentages,
	// measurements, rates of change, money and counts with a scale word.
	Rounded Form = iota
	// Counted numbers written in full are exact: "228,257 vehicles" and "three plants" were counted;
	// "$34.50", "$50,000" and "three years" were set by somebody. Zeros at their end are taken at their
	// word, because a total that its parts do not reach is worth a warning.
	Counted
	// Ranked numbers are places in an order: whole, and not below one.
	Ranked
	// Fractional numbers are simple fractions said for the reader's ease ("half", "one in five"). No digit
	// tells how they were rounded; a tenth of the value to each side is what separates the simple
	// fractions that texts choose from (a third from a quarter or from two fifths).
	Fractional
)

// Written is a figure as a text writes it, in its unit and after its scale word.
type Written struct {
	Low, High decimal.Decimal // the number; the two ends of a range
	Range     bool            // "10 to 12": Low and High are two written numbers
	Vague     bool            // "hundreds": Low is one unit of the scale, High the next scale
	Step      decimal.Decimal // place value of the last written digit: 1e8 for "$24.5 billion"
	InWords   bool            // written in words
	Bound     Bound
	Form      Form
	Signed    bool // the quantity can lie below zero, as temperatures and balances can
}

var (
	one      = decimal.MustNew(1, 0)
	half     = decimal.MustNew(5, 1)
	ten      = decimal.MustNew(10, 0)
	tenth    = decimal.MustNew(1, 1)
	fifth    = decimal.MustNew(2, 1)
	thousand = decimal.MustNew(1000, 0)
)

// Interval is the set of values that the figure may stand for:
//
//	$24.5 billion          [24.45e9, 24.55e9)   half a unit of the last digit to each side
//	12%                    [11.5, 12.5)
//	228,257 vehicles       [228257, 228257]     counted in full
//	more than 125,000      (125000, ∞)          the number is a limit, and taken at its word
//	at least 125,000       [125000, ∞)
//	up to 400              [0, 400]
//	less than 400          [0, 400)
//	about 427,000          [426500, 427500)     half of the step that its zeros show
//	seventh-largest        [7, 7]
//	top ten                [1, 10]
//	10 to 12%              [9.5, 12.5)          both ends as rounded as they are written
//	billions of dollars    [1e9, 1e12)
//	one in five            [0.18, 0.22)
func (w Written) Interval() Interval {
	low, high := w.Low, w.High
	if high.Less(low) {
		low, high = high, low
	}
	floor := closed(decimal.Decimal{})
	switch {
	case w.Form == Ranked:
		floor = closed(one)
	case w.Signed || high.IsNeg():
		floor = unbounded
	}
	switch w.Bound {
	case MoreThan:
		return above(low, false)
	case AtLeast:
		return above(low, true)
	case LessThan:
		return ordered(floor, end(high, true))
	case AtMost:
		return ordered(floor, closed(high))
	}
	if w.Vague {
		return ordered(closed(low), end(high, true))
	}
	below, _ := w.margin(low)
	margin, rounded := w.margin(high)
	if !rounded {
		return Between(low, high)
	}
	return Interval{
		addEnds(closed(low), closed(below.Neg()), lower),
		addEnds(closed(high), end(margin, true), upper),
	}
}

// ordered is the interval between two ends, or the upper one alone where they cross: "less than 0".
func ordered(low, high Endpoint) Interval {
	if low.Unbounded || high.Unbounded {
		return Interval{low, high}
	}
	switch c := low.Value.Cmp(high.Value); {
	case c > 0, c == 0 && (low.Open || high.Open):
		return Point(high.Value)
	}
	return Interval{low, high}
}

// margin is how far the value may lie from the number d that is written for it; rounded is false for a number
// that is exact.
func (w Written) margin(d decimal.Decimal) (m decimal.Decimal, rounded bool) {
	approx := w.Bound == Approx
	var err error
	switch {
	case w.Form == Fractional && approx:
		m, err = d.Abs().Mul(fifth)
	case w.Form == Fractional:
		m, err = d.Abs().Mul(tenth)
	case approx:
		m, err = ZeroStep(d, w.Step).Mul(half)
	case w.Form == Ranked, w.Form == Counted && w.exactCount(d):
		return m, false
	default:
		m, err = w.Step.Mul(half)
	}
	return m, err == nil && m.IsPos()
}

// exactCount tells whether a counted number is written to its last unit. A number with a scale word
// is not ("1.3 million vehicles", "ninety-seven thousand people"); "two dozen" and "a hundred" name a number.
func (w Written) exactCount(d decimal.Decimal) bool {
	if w.InWords && d.Abs().Less(thousand) {
		return true
	}
	return w.Step.Cmp(one) <= 0
}

// ZeroStep is the rounding step that the zeros at the end of a number show: 1,000 for 427,000, 10 for 250.
// step is the place value of the last written digit; digits behind a decimal point count, so that the
// step of "30.0 million" is a tenth of a million.
func ZeroStep(d, step decimal.Decimal) decimal.Decimal {
	if d.IsZero() || !step.IsPos() {
		return step
	}
	place, power := decimal.MustNew(1, 0), 0
	for place.Less(step) && power < 18 {
		place, _ = place.Mul(ten)
		power++
	}
	if step.Less(one) || power%3 != 0 {
		return step
	}
	for {
		next, err := step.Mul(ten)
		if err != nil {
			return step
		}
		if _, rest, err := d.QuoRem(next); err != nil || !rest.IsZero() {
			return step
		}
		step = next
	}
}
