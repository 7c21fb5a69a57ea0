package transform

import (
	"cmp"
	"strconv"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

// quantity is a number or a range of numbers with its unit, as it is to be printed.
type quantity struct {
	low, high decimal.Decimal // equal for one number
	power     int             // of the scale word; each end has its own where they differ
	step      decimal.Decimal // place value of the last digit to show; zero shows the digits there are
	unit      unit.Unit
	noun      string // as written, for a unit that the vocabulary does not know
	foreign   bool   // noun is in another language
	full      bool   // name the currency in full
	bare      bool   // the number alone
	marked    bool   // tell the dollar from others
}

// scaled is a number in units of its scale word, with the digits that its step asks for.
func (p *printer) scaled(d, step decimal.Decimal, power int) (number, scale string, many bool) {
	unit := powerOfTen(power)
	q, err := d.Quo(unit)
	if err != nil {
		return p.text.Number(d), "", true
	}
	q = q.Trim(0)
	if digits, err := step.Quo(unit); err == nil {
		q = q.Pad(digits.MinScale())
	}
	number = p.text.Number(q)
	if power == 0 {
		return number, "", p.plural(d)
	}
	form := ".one"
	if p.plural(q) {
		form = ".many"
	}
	return number, p.text.Text("scale." + strconv.Itoa(power) + form), true
}

// plural tells which form a noun has after a number: in French, two starts the plural.
func (p *printer) plural(d decimal.Decimal) bool {
	if p.lang == wording.French {
		return d.Abs().Cmp(decimal.Two) >= 0
	}
	return !d.Abs().IsOne()
}

// numeral is a quantity without its unit; scaled tells whether it ends in a scale word.
func (p *printer) numeral(q quantity) (text string, scaled, many bool) {
	high, scale, many := p.scaled(q.high, q.step, q.power)
	withScale := func(number, scale string) string {
		if scale == "" {
			return number
		}
		return p.text.Text("number.scaled", "number", number, "scale", scale)
	}
	if q.low.Equal(q.high) {
		return withScale(high, scale), scale != "", many
	}
	lowPower := q.power
	if q.low.Abs().Less(powerOfTen(q.power)) && q.power > 0 {
		lowPower = scalePower(q.low)
	}
	low, lowScale, _ := p.scaled(q.low, q.step, lowPower)
	if lowPower == q.power {
		lowScale = ""
	}
	return p.text.Text("number.range", "low", withScale(low, lowScale), "high", withScale(high, scale)), scale != "",
		many || p.lang != wording.French // in French the upper end tells the form of the noun: 0,9 à 1,1 point
}

// quantityText is a quantity with its unit.
func (p *printer) quantityText(q quantity) string {
	switch extract.UnitKind(q.unit.Kind) {
	case extract.Money:
		return p.money(q)
	case extract.Percent:
		number, _, _ := p.numeral(q)
		return p.text.Text("percent", "number", number)
	case extract.Fraction:
		if !q.low.Equal(q.high) {
			number, _, _ := p.numeral(q)
			return p.text.Text("fraction", "number", number)
		}
		return p.text.Text("fraction", "number", p.fraction(q.low))
	case extract.Rank:
		low, high := p.ordinal(q.low), p.ordinal(q.high)
		if low == high {
			return low
		}
		return p.text.Text("number.range", "low", low, "high", high)
	}
	number, scaled, many := p.numeral(q)
	if q.bare {
		return number
	}
	if !q.unit.Known(p.lang) {
		if q.foreign {
			return p.text.Text("count.foreign", "number", number, "noun", q.noun)
		}
		return p.counted(number, q.noun, scaled)
	}
	return p.counted(number, cmp.Or(q.noun, q.unit.Noun(p.lang, many)), scaled)
}

func (p *printer) counted(number, noun string, scaled bool) string {
	if noun == "" {
		return number
	}
	if scaled {
		return p.text.Text("count.scaled", "number", number, "noun", noun, "de", de(noun))
	}
	return p.text.Text("count.plain", "number", number, "noun", noun)
}

// money prints an amount. Where the sign stands before the number, each end of a range has its own; where the name
// follows it, both share one.
func (p *printer) money(q quantity) string {
	sign, name := q.unit.Code+"\u00a0", q.unit.Code
	if q.unit.Known(p.lang) {
		sign, name = q.unit.Sign(p.lang, q.marked), q.unit.Noun(p.lang, true)
		if q.full || q.marked && sign != q.unit.Sign(p.lang, false) {
			name = q.unit.Full(p.lang)
		}
	}
	if q.full {
		number, scaled, _ := p.numeral(q)
		key := "money.full"
		if scaled {
			key = "count.scaled"
		}
		return p.text.Text(key, "number", number, "noun", name, "de", de(name))
	}
	one := func(q quantity) string {
		number, scaled, _ := p.numeral(q)
		key := "money.plain"
		if scaled {
			key = "money.scaled"
		}
		return p.text.Text(key, "number", number, "sign", sign, "noun", name, "de", de(name))
	}
	if q.low.Equal(q.high) || p.lang == wording.French {
		return one(q)
	}
	low, high := q, q
	low.high, high.low = q.low, q.high
	if q.low.Abs().Less(powerOfTen(q.power)) {
		low.power = scalePower(q.low)
	}
	return p.text.Text("number.range", "low", one(low), "high", one(high))
}

// vague prints "billions of dollars".
func (p *printer) vague(q quantity) string {
	power := -1
	for d := q.low.Abs().Trunc(0); !d.IsZero() && power < 13; d, _, _ = d.QuoRem(decimal.Ten) {
		power++
	}
	key := "vague." + strconv.Itoa(power)
	if !p.text.Has(key) {
		return p.quantityText(q)
	}
	noun := q.noun
	if q.unit.Known(p.lang) {
		noun = q.unit.Noun(p.lang, true)
	}
	number := p.text.Text(key)
	if noun == "" {
		return number
	}
	return p.text.Text("vague.noun", "number", number, "noun", noun, "de", de(noun))
}

// fraction prints a simple fraction as such: 1/3 for 0.3333….
func (p *printer) fraction(d decimal.Decimal) string {
	for _, n := range []int64{2, 3, 4, 5, 6, 7, 8, 9, 10, 12} {
		parts, err := d.Mul(decimal.MustNew(n, 0))
		if err != nil {
			break
		}
		k := parts.Round(0)
		gap, err := parts.SubAbs(k)
		if err == nil && k.IsPos() && k.Less(decimal.MustNew(n, 0)) && gap.Less(decimal.MustNew(1, 6)) {
			return p.text.Number(k) + "/" + strconv.FormatInt(n, 10)
		}
	}
	return p.text.Number(d.Trim(0))
}

func (p *printer) ordinal(d decimal.Decimal) string {
	number := p.text.Number(d)
	n, _, _ := d.Int64(0)
	key := "ordinal.other"
	switch {
	case n == 1:
		key = "ordinal.1"
	case n%100 >= 11 && n%100 <= 13:
	case n%10 >= 1 && n%10 <= 3:
		key = "ordinal.ends." + strconv.FormatInt(n%10, 10)
	}
	return p.text.Text(key, "number", number)
}
