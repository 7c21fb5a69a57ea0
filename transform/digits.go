package transform

import (
	"github.com/govalues/decimal"

	"tidyrelease/extract"
)

// significant rounds a number to n significant digits, halves to even.
func significant(d decimal.Decimal, n int) decimal.Decimal {
	before := magnitude(d)
	if before <= n {
		return d.Round(n - before).Trim(0)
	}
	unit := powerOfTen(before - n)
	q, err := d.Quo(unit)
	if err != nil {
		return d
	}
	if d, err = q.Round(0).Mul(unit); err != nil {
		return q
	}
	return d.Trim(0)
}

// magnitude is how many digits a number has before the point; below one, the zeros behind the point count against it.
func magnitude(d decimal.Decimal) int {
	d = d.Abs().Trim(0)
	if d.IsZero() {
		return 0
	}
	return d.Prec() - d.Scale()
}

// roundedOut rounds a limit to n significant digits, so that it still holds: an upper one up, a lower one down.
func roundedOut(d decimal.Decimal, n int, up bool) decimal.Decimal {
	r := significant(d, n)
	if c := r.Cmp(d); c == 0 || up == (c > 0) {
		return r
	}
	step := decimal.One
	if places := n - magnitude(d); places < 0 {
		step = powerOfTen(-places)
	} else {
		for range places {
			step, _ = step.Quo(decimal.Ten)
		}
	}
	if !up {
		step = step.Neg()
	}
	if moved, err := r.Add(step); err == nil {
		return moved.Trim(0)
	}
	return d
}

// toOnePlace rounds the ends of a range to n significant digits, and the lower to the place of the upper one where they are of like size: 8.5
// to 13.7. step is the value of the last digit that one of them needs, so that both show it: 6.7 to 9.0.
func toOnePlace(low, high decimal.Decimal, n int) (roundLow, roundHigh, step decimal.Decimal) {
	digits := n - magnitude(high) + magnitude(low)
	if digits < 1 || digits > n || low.IsZero() || low.Equal(high) {
		return significant(low, n), significant(high, n), step
	}
	low, high = significant(low, digits), significant(high, n)
	if low.Equal(high) {
		return low, high, step
	}
	return low, high, lastPlace(low).Min(lastPlace(high))
}

// lastPlace is the value of the last digit of a number that is not zero.
func lastPlace(d decimal.Decimal) decimal.Decimal {
	d = d.Abs().Trim(0)
	place := d.ULP()
	for !place.Less(decimal.One) && !d.Less(place) {
		next, err := place.Mul(decimal.Ten)
		if err != nil {
			break
		}
		if _, rest, err := d.QuoRem(next); err != nil || !rest.IsZero() {
			break
		}
		place = next
	}
	return place
}

func powerOfTen(n int) decimal.Decimal {
	d := decimal.One
	for range n {
		d, _ = d.Mul(decimal.Ten)
	}
	return d
}

// writtenPower is the power of ten of the scale word that a number is written with: 9 for "$24.5 billion", 0 for
// "228,257" and for anything below a million.
func writtenPower(w *extract.Mention) int {
	if w.Vague {
		return powerBelow(w.Low)
	}
	if w.Step.Cmp(decimal.Thousand) < 0 {
		return 0
	}
	const mostDecimals = 3
	// A cell of a table in millions, such as "1,440.0", stays in millions: "1.4400 billion" says it worse.
	power := scalePower(w.High)
	for power > 6 && (powerBelow(w.Step) < power-mostDecimals || padded(w, power)) {
		power -= 3
	}
	return power
}

// padded tells whether a number would end in a zero of a third decimal, as "1,500 billion" would as "1.500 trillion": it was
// written in the smaller word.
func padded(w *extract.Mention, power int) bool {
	if !w.Step.Equal(powerOfTen(power - 3)) {
		return false
	}
	whole, rest, err := w.High.QuoRem(powerOfTen(power - 2))
	return err == nil && rest.IsZero() && !whole.IsZero()
}

// scalePower is the largest of 12, 9 and 6 that a number reaches as a power of ten, or 0.
func scalePower(d decimal.Decimal) int {
	if p := powerBelow(d); p >= 6 {
		return p
	}
	return 0
}

// powerBelow is the largest multiple of three, up to 12, that a number reaches as a power of ten.
func powerBelow(d decimal.Decimal) int {
	whole := d.Abs().Trunc(0)
	if whole.IsZero() {
		return 0
	}
	return min(12, (whole.Prec()-1)/3*3)
}
