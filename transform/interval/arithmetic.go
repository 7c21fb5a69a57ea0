package interval

import "github.com/govalues/decimal"

// side is the end of an interval that a number becomes; it decides which way to round.
type side int

const (
	lower side = -1
	upper side = +1
)

// limit is an end while it is computed: a finite number, or infinity with a sign.
type limit struct {
	value decimal.Decimal
	inf   int // -1, 0 or +1
	open  bool
}

func (e Endpoint) limit(s side) limit {
	if e.Unbounded {
		return limit{inf: int(s), open: true}
	}
	return limit{value: e.Value, open: e.Open}
}

func (l limit) sign() int {
	if l.inf != 0 {
		return l.inf
	}
	return l.value.Sign()
}

func (l limit) isZero() bool { return l.inf == 0 && l.value.IsZero() }

func (l limit) endpoint() Endpoint {
	if l.inf != 0 {
		return unbounded
	}
	return end(l.value, l.open)
}

// outward is a finite result that is known to within one unit of its last digit, moved away from the
// other end; a result that did not fit at all is infinite on its side.
func outward(d decimal.Decimal, err error, exact bool, open bool, s side) limit {
	if err != nil {
		return limit{inf: int(s), open: true}
	}
	if exact {
		return limit{value: d, open: open}
	}
	step := d.ULP()
	if s == lower {
		d, err = d.Sub(step)
	} else {
		d, err = d.Add(step)
	}
	if err != nil {
		return limit{inf: int(s), open: true}
	}
	return limit{value: d, open: open}
}

// Neg is the interval of −a for every a in x.
func (x Interval) Neg() Interval {
	negate := func(e Endpoint) Endpoint {
		e.Value = e.Value.Neg()
		return e
	}
	return Interval{negate(x.High), negate(x.Low)}
}

// Add is the interval of a + b for every a in x and b in y.
func (x Interval) Add(y Interval) Interval {
	return Interval{addEnds(x.Low, y.Low, lower), addEnds(x.High, y.High, upper)}
}

func addEnds(a, b Endpoint, s side) Endpoint {
	if a.Unbounded || b.Unbounded {
		return unbounded
	}
	sum, err := a.Value.Add(b.Value)
	exact := err == nil && sum.Scale() >= max(a.Value.MinScale(), b.Value.MinScale())
	return outward(sum, err, exact, a.Open || b.Open, s).endpoint()
}

// Sub is the interval of a − b for every a in x and b in y.
func (x Interval) Sub(y Interval) Interval { return x.Add(y.Neg()) }

// Mul is the interval of a × b for every a in x and b in y.
func (x Interval) Mul(y Interval) Interval { return x.combine(y, product) }

// Scale is the interval of a × d for every a in x.
func (x Interval) Scale(d decimal.Decimal) Interval { return x.Mul(Point(d)) }

// Div is the interval of a ÷ b for every a in x and b in y. Where y holds zero the result is All.
func (x Interval) Div(y Interval) Interval {
	if y.Contains(decimal.Decimal{}) {
		return All()
	}
	return x.combine(y, quotient)
}

// combine applies an operation that is monotone in each operand to the four pairs of ends and keeps
// the outermost results.
func (x Interval) combine(y Interval, op func(a, b limit, bAt side, s side) (limit, bool)) Interval {
	var low, high limit
	first := true
	for _, i := range []side{lower, upper} {
		for _, j := range []side{lower, upper} {
			a, b := x.end(i), y.end(j)
			l, ok := op(a, b, j, lower)
			if !ok {
				continue
			}
			h, _ := op(a, b, j, upper)
			if first || l.before(low, lower) {
				low = l
			}
			if first || h.before(high, upper) {
				high = h
			}
			first = false
		}
	}
	return Interval{low.endpoint(), high.endpoint()}
}

func (x Interval) end(s side) limit {
	if s == lower {
		return x.Low.limit(lower)
	}
	return x.High.limit(upper)
}

// before tells whether l lies further out than m on the side s; a closed end lies further out than
// an open one at the same number.
func (l limit) before(m limit, s side) bool {
	if l.inf != m.inf {
		return (l.inf-m.inf)*int(s) > 0
	}
	if l.inf != 0 {
		return false
	}
	if c := l.value.Cmp(m.value) * int(s); c != 0 {
		return c > 0
	}
	return !l.open && m.open
}

func product(a, b limit, _ side, s side) (limit, bool) {
	if a.isZero() || b.isZero() {
		// Zero is reached where the factor zero is: whatever the other factor is, and it has a value.
		reached := a.isZero() && !a.open || b.isZero() && !b.open
		return limit{open: !reached}, true
	}
	if a.inf != 0 || b.inf != 0 {
		return limit{inf: a.sign() * b.sign(), open: true}, true
	}
	p, err := a.value.Mul(b.value)
	exact := err == nil && p.Scale() >= a.value.MinScale()+b.value.MinScale()
	return outward(p, err, exact, a.open || b.open, s), true
}

// quotientDigits is how many significant digits an inexact quotient keeps. A twelfth digit is far
// below what any text can mean, and keeps tables readable.
const quotientDigits = 12

// quotient divides two ends. bAt tells which end of the divisor b is: a divisor that ends at zero, open,
// is approached from inside.
func quotient(a, b limit, bAt side, s side) (limit, bool) {
	switch {
	case a.inf != 0 && b.inf != 0:
		return limit{}, false // lies between the results of the other pairs of ends
	case a.isZero():
		return limit{open: a.open}, true
	case b.isZero():
		return limit{inf: -a.sign() * int(bAt), open: true}, true
	case a.inf != 0:
		return limit{inf: a.inf * b.sign(), open: true}, true
	case b.inf != 0:
		return limit{open: true}, true
	}
	q, err := a.value.Quo(b.value)
	if err != nil {
		return outward(q, err, false, true, s), true
	}
	open := a.open || b.open
	if back, err := q.Mul(b.value); err == nil && back.Scale() >= q.MinScale()+b.value.MinScale() && back.Equal(a.value) {
		return limit{value: q, open: open}, true
	}
	q = q.Pad(decimal.MaxScale)
	l := outward(q, nil, false, open, s)
	if l.inf != 0 {
		return l, true
	}
	// Dropped digits round the same way as the last one: Floor and Ceil keep at least the whole part.
	scale := max(0, q.Scale()-max(0, q.Prec()-quotientDigits))
	if s == lower {
		l.value = l.value.Floor(scale)
	} else {
		l.value = l.value.Ceil(scale)
	}
	return l, true
}
