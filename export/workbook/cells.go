package workbook

import (
	"strings"
	"unicode/utf16"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

// none is a cell without a value, for the reason that the shorthand stands for.
func (w *describer) none(shorthand string) cell {
	c, ok := w.shorthands[shorthand]
	if !ok {
		c = cell{text: w.words.Text("shorthand." + shorthand), reason: true}
		w.shorthands[shorthand] = c
	}
	return c
}

// text is a cell with a text from the dataset; an empty one is not stated.
func (w *describer) text(s string) cell {
	s = clean(s)
	if s == "" {
		return w.none("missing")
	}
	if len(s) <= maxCell {
		return cell{text: s}
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= maxCell {
		return cell{text: s}
	}
	mark := "… " + w.note("cut")
	return cell{text: strings.ToValidUTF8(string(utf16.Decode(units[:maxCell-len(utf16.Encode([]rune(mark)))])), "") + mark}
}

// or is a text from the dataset, or the reason why there is none.
func (w *describer) or(s, shorthand string) cell {
	if clean(s) == "" {
		return w.none(shorthand)
	}
	return w.text(s)
}

// code is a value of this program's own vocabulary: "up" of the directions.
type code struct{ of, value string }

// known is the word for a code. A value that the vocabulary does not have is shown as it is.
func (w *describer) known(of, value string) cell {
	if c, ok := w.vocabulary[code{of, value}]; ok {
		return c
	}
	key := of + "." + value
	if !w.words.Has(key) {
		return w.or(value, "not_applicable")
	}
	c := cell{text: w.words.Text(key)}
	w.vocabulary[code{of, value}] = c
	return c
}

func (w *describer) ids(ids []string) cell { return w.or(strings.Join(ids, ", "), "not_applicable") }

func number(d decimal.Decimal) cell {
	return cell{number: decimal.NullDecimal{Decimal: d, Valid: true}}
}

func whole(n int) cell { return number(decimal.MustNew(int64(n), 0)) }

// quantity is a number as it is held and shown: a percentage as a hundredth in a percent cell, a large number in
// millions or billions where these are short and say all of it.
func quantity(d decimal.Decimal, percent bool) cell {
	c := number(d)
	switch {
	case percent:
		c.number.Decimal, c.shown = shift(d, -2), asPercent
	case d.Cmp(million) < 0:
	case short(inBillions.scaled(d)):
		c.shown = inBillions
	case short(inMillions.scaled(d)):
		c.shown = inMillions
	}
	return c
}

var million = decimal.MustNew(1_000_000, 0)

// short tells whether a number of millions or billions is easier to read than all its digits.
func short(d decimal.Decimal) bool {
	const most = 3 // decimals
	return d.Cmp(decimal.One) >= 0 && d.MinScale() <= most
}

func (w *describer) value(d decimal.NullDecimal, percent bool) cell {
	if !d.Valid {
		return w.none("range")
	}
	return quantity(d.Decimal, percent)
}

func (w *describer) end(e interval.Endpoint, percent bool) cell {
	if e.Unbounded {
		return w.none("no_limit")
	}
	return quantity(e.Value, percent)
}

// numbers are the value and the two ends of an interval.
func (w *describer) numbers(v decimal.NullDecimal, x interval.Interval, percent bool) []cell {
	return []cell{w.value(v, percent), w.end(x.Low, percent), w.end(x.High, percent)}
}

// percentCode is the unit of numbers that stand in percent cells.
const percentCode = "PT"

func isPercent(o *transform.Observation) bool { return o.UnitMeasure == percentCode }

// live are the same three of an observation that stands on another sheet, as formulas that follow it.
func (w *describer) live(o *transform.Observation) []cell {
	cells := w.numbers(o.Value, o.Interval, isPercent(o))
	f, ok := w.fact(o.ID)
	if !ok {
		return cells
	}
	for _, at := range []end{value, low, high} {
		if t, ok := f.at(at); ok {
			cells[at].formula = t.held(isPercent(o))
		}
	}
	return cells
}

// to is a link to a fact, mention or check, whose id is its text.
func (w *describer) to(id string) cell {
	c := w.or(id, "not_applicable")
	if l, ok := w.home(id); ok && !c.reason {
		c.link = l
	}
	return c
}

// unit is a unit in words: "Canadian dollars per hour". A unit that has no words is named as the text names it.
func (w *describer) unit(code, noun, per, lang string) cell {
	name := ""
	if u, ok := w.units.Code(code); ok && u.Known(w.d.Language) {
		name = u.Full(w.d.Language)
	} else if noun != "" {
		name = strings.ReplaceAll(noun, "_", " ")
	}
	if name == "" {
		return w.none("missing")
	}
	for _, noun := range w.denominators(per, lang) {
		if u, ok := w.units.Denominator(noun, lang); ok && u.Known(w.d.Language) {
			noun = u.Noun(w.d.Language, false)
		}
		name = w.words.Text("per", "unit", name, "per", noun)
	}
	return w.text(name)
}

// denominators are what a unit is counted for, each on its own: one after the other, as in "hectare year", unless all is
// one denominator or an amount.
func (w *describer) denominators(per, lang string) []string {
	if _, ok := w.units.Denominator(per, lang); ok {
		return []string{per}
	}
	each := strings.Fields(per)
	if len(each) == 2 {
		if _, err := decimal.Parse(each[0]); err == nil {
			return []string{per} // "1000 CAD"
		}
	}
	return each
}

func (w *describer) unitOf(o *transform.Observation) cell {
	noun := strings.ToLower(o.UnitMeasure)
	if m := w.firstMention(o); m != nil {
		noun = m.Unit
	} else if _, ok := w.units.Code(o.UnitMeasure); !ok && o.UnitMeasure == "UNKNOWN" {
		noun = ""
	}
	return w.unit(o.UnitMeasure, noun, o.Per, wording.English) // in which a dataset names denominators
}

func (w *describer) unitOfMention(m *transform.Mention) cell {
	lang := w.language(m.ReleaseID)
	return w.unit(w.units.Of(m.Kind, m.Unit, lang).Code, m.Unit, m.Per, lang)
}

func (w *describer) inPercent(m *transform.Mention) bool {
	return w.units.Of(m.Kind, m.Unit, w.language(m.ReleaseID)).Code == percentCode
}
