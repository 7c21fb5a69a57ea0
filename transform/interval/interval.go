// Package interval computes with numbers that are not exactly known.
//
// What comes in: a figure as a text writes it (Written), with the place value of its last digit and
// the qualifier beside it. What goes out: the Interval of the values that the writer may have meant, and
// arithmetic on intervals whose result holds every value that the operands allow. What it will not do:
// give a middle, a most likely value or a probability; nothing in a sentence tells one.
//
// Numbers are decimals of 19 digits. Where a result has more digits, its ends are rounded away from
// each other; where it is too large, that end becomes unbounded. So an operation never fails and never
// claims more than is known. The method is the interval arithmetic of Moore, Kearfott and Cloud,
// Introduction to Interval Analysis (SIAM, 2009), with ends that may be open.
package interval

import (
	"strings"

	"github.com/govalues/decimal"
)

// Endpoint is one end of an interval.
type Endpoint struct {
	Value     decimal.Decimal `json:"value"`
	Open      bool            `json:"open"`      // Value itself is excluded
	Unbounded bool            `json:"unbounded"` // there is no limit on this side; Value is zero
}

// Interval is the set of numbers between two ends. It is never empty: Low is not above High, and
// where they are equal both are closed. The zero Interval is the number 0.
type Interval struct {
	Low  Endpoint `json:"low"`
	High Endpoint `json:"high"`
}

// Point is the interval of one number.
func Point(d decimal.Decimal) Interval { return Between(d, d) }

// Between is the closed interval from one number to another, in either order.
func Between(a, b decimal.Decimal) Interval {
	if b.Less(a) {
		a, b = b, a
	}
	return Interval{closed(a), closed(b)}
}

// All is the interval of all numbers.
func All() Interval { return Interval{unbounded, unbounded} }

// above is the interval of the numbers above d, d itself included or not.
func above(d decimal.Decimal, included bool) Interval {
	return Interval{end(d, !included), unbounded}
}

var unbounded = Endpoint{Unbounded: true}

func closed(d decimal.Decimal) Endpoint { return end(d, false) }

func end(d decimal.Decimal, open bool) Endpoint { return Endpoint{Value: d.Trim(0), Open: open} }

// IsPoint tells whether the interval is a single number.
func (x Interval) IsPoint() bool {
	return x.Bounded() && x.Low.Value.Equal(x.High.Value)
}

// Bounded tells whether the interval has a limit on both sides.
func (x Interval) Bounded() bool { return !x.Low.Unbounded && !x.High.Unbounded }

// Contains tells whether d lies in the interval.
func (x Interval) Contains(d decimal.Decimal) bool {
	if !x.Low.Unbounded {
		if c := d.Cmp(x.Low.Value); c < 0 || c == 0 && x.Low.Open {
			return false
		}
	}
	if !x.High.Unbounded {
		if c := d.Cmp(x.High.Value); c > 0 || c == 0 && x.High.Open {
			return false
		}
	}
	return true
}

// compareLow orders two lower ends: the one that admits smaller numbers comes first.
func compareLow(a, b Endpoint) int {
	switch {
	case a.Unbounded && b.Unbounded:
		return 0
	case a.Unbounded:
		return -1
	case b.Unbounded:
		return 1
	}
	if c := a.Value.Cmp(b.Value); c != 0 {
		return c
	}
	return compareBool(a.Open, b.Open)
}

// compareHigh orders two upper ends: the one that admits larger numbers comes last.
func compareHigh(a, b Endpoint) int {
	switch {
	case a.Unbounded && b.Unbounded:
		return 0
	case a.Unbounded:
		return 1
	case b.Unbounded:
		return -1
	}
	if c := a.Value.Cmp(b.Value); c != 0 {
		return c
	}
	return -compareBool(a.Open, b.Open)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Equal tells whether two intervals hold the same numbers.
func (x Interval) Equal(y Interval) bool {
	return compareLow(x.Low, y.Low) == 0 && compareHigh(x.High, y.High) == 0
}

// Within tells whether every number of x lies in y.
func (x Interval) Within(y Interval) bool {
	return compareLow(y.Low, x.Low) <= 0 && compareHigh(x.High, y.High) <= 0
}

// Intersect is the interval of the numbers that lie in both; ok is false where there are none.
func (x Interval) Intersect(y Interval) (z Interval, ok bool) {
	z = x
	if compareLow(y.Low, x.Low) > 0 {
		z.Low = y.Low
	}
	if compareHigh(y.High, x.High) < 0 {
		z.High = y.High
	}
	if !z.Bounded() {
		return z, true
	}
	switch z.Low.Value.Cmp(z.High.Value) {
	case -1:
		return z, true
	case 0:
		if !z.Low.Open && !z.High.Open {
			return z, true
		}
	}
	return Interval{}, false
}

// Meets tells whether some number lies in both intervals.
func (x Interval) Meets(y Interval) bool {
	_, ok := x.Intersect(y)
	return ok
}

// Hull is the smallest interval that holds both.
func (x Interval) Hull(y Interval) Interval {
	if compareLow(y.Low, x.Low) < 0 {
		x.Low = y.Low
	}
	if compareHigh(y.High, x.High) > 0 {
		x.High = y.High
	}
	return x
}

// CompareWidth orders intervals by how much they leave open: -1 where x says more than y, 1 where it
// says less. Bounded intervals come before half-bounded ones; of two that lack the same end, the one
// inside the other is narrower.
func (x Interval) CompareWidth(y Interval) int {
	if a, b := x.missingEnds(), y.missingEnds(); a != b {
		return compareBool(a > b, b > a)
	}
	if x.Bounded() {
		a, errA := x.High.Value.Sub(x.Low.Value)
		b, errB := y.High.Value.Sub(y.Low.Value)
		if errA != nil || errB != nil {
			return compareBool(errA != nil, errB != nil)
		}
		return a.Cmp(b)
	}
	switch {
	case x.Equal(y):
		return 0
	case x.Within(y):
		return -1
	case y.Within(x):
		return 1
	}
	return 0
}

func (x Interval) missingEnds() int {
	n := 0
	if x.Low.Unbounded {
		n++
	}
	if x.High.Unbounded {
		n++
	}
	return n
}

// String writes the interval in the notation of mathematics: "[24450000000, 24550000000)".
func (x Interval) String() string {
	var b strings.Builder
	switch {
	case x.Low.Unbounded:
		b.WriteString("(−∞")
	case x.Low.Open:
		b.WriteString("(" + x.Low.Value.String())
	default:
		b.WriteString("[" + x.Low.Value.String())
	}
	b.WriteString(", ")
	switch {
	case x.High.Unbounded:
		b.WriteString("∞)")
	case x.High.Open:
		b.WriteString(x.High.Value.String() + ")")
	default:
		b.WriteString(x.High.Value.String() + "]")
	}
	return b.String()
}
