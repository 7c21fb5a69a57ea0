package transform

import (
	"cmp"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

// display is an observation as a reader is shown it: "more than 125,000 people", "up 4%".
func (p *printer) display(o *observation) string {
	if o.Direction == "" {
		return p.size(o)
	}
	if o.kind == string(extract.Times) {
		return p.of("times."+o.Direction, p.bounded(interval.Bound(o.Bound), p.text.Number(o.primary.written.Low)))
	}
	return p.of("direction."+o.Direction, p.size(o))
}

// size is an observation without its direction.
func (p *printer) size(o *observation) string {
	if o.Derived() {
		return p.denominated(p.ends(o, false), o)
	}
	q := p.quantity(o)
	bound := interval.Bound(o.Bound)
	var s string
	switch {
	case o.primary.Vague:
		s = p.vague(q)
	case o.kind == string(extract.Rank) && bound == interval.AtMost:
		return p.text.Text("rank.top", "number", p.text.Number(q.high))
	default:
		s = p.bounded(bound, p.quantityText(q))
	}
	return p.denominated(s, o)
}

// short is a mention of an observation in a sentence: its display, without noun for a count.
func (p *printer) short(o *observation) string {
	if o.kind != unit.Count {
		return o.Display
	}
	if o.Derived() {
		return p.ends(o, true)
	}
	q := p.quantity(o)
	q.bare = true
	if o.primary.Vague {
		return o.Display
	}
	return p.bounded(interval.Bound(o.Bound), p.quantityText(q))
}

// quantity is what was written, of a reported observation.
func (p *printer) quantity(o *observation) quantity {
	w := o.primary.written
	q := quantity{low: w.Low, high: w.High, power: writtenPower(w), step: w.Step, unit: o.unit, marked: p.marks(o)}
	if !o.unit.Known(p.lang) {
		q.noun, q.foreign = o.noun(p.lang)
	} else {
		q.noun = p.synonym(o)
	}
	return q
}

// synonym is the noun of the text where it is in the language of the dataset and not the vocabulary's: pupils are not
// students to everybody.
func (p *printer) synonym(o *observation) string {
	w := o.primary.written
	noun, _, more := strings.Cut(fold(w.UnitPhrase), " ")
	const stem = 3 // what forms of a noun have in common
	if o.kind != unit.Count || o.primary.lang != p.lang || more || len(w.Unit) < stem || noun == "" ||
		strings.EqualFold(w.Unit, o.unit.Noun(p.lang, false)) || !strings.HasPrefix(strings.ToLower(noun), strings.ToLower(w.Unit[:stem])) {
		return ""
	}
	return noun
}

// noun is the noun of a unit that the vocabulary does not know, in the wording of a mention.
func (o *observation) noun(lang string) (noun string, foreign bool) {
	facts := o.facts
	if o.primary != nil && o.primary.lang == lang {
		facts = append([]*fact{o.primary}, facts...)
	}
	for _, input := range o.inputs {
		facts = append(facts, input.facts...)
	}
	foreign = true
	for _, f := range facts {
		if f.lang == lang || noun == "" {
			noun, foreign = f.written.UnitPhrase, f.lang != lang
			if noun == "" {
				noun = cmp.Or(f.nounOfMeasure(), f.written.Unit)
			}
		}
		if !foreign {
			break
		}
	}
	return fold(noun), foreign
}

// nounOfMeasure is the form that the noun of a count has in what is measured, where no noun stands behind its number: "I fish 165 from this
// boat", of traps fished, is 165 traps and not 165 trap.
func (f *fact) nounOfMeasure() string {
	name := strings.ToLower(f.written.Unit)
	const ending = 1 // "companies" has not all of "company"
	if len(name) < 4 || f.written.Low.IsOne() && !f.written.Range {
		return ""
	}
	for word := range strings.FieldsSeq(f.Measure) {
		if w := strings.ToLower(word); strings.HasPrefix(w, name[:len(name)-ending]) && len(w) <= len(name)+2 {
			return word
		}
	}
	return ""
}

// ends prints the interval of a derived observation, as an amount and not as a set: "1.83 to 1.98 million vehicles".
func (p *printer) ends(o *observation, bare bool) string {
	q, b := p.intervalQuantity(o)
	q.bare = q.bare || bare
	if b == "" {
		return p.text.Text("range.any")
	}
	return p.bounded(b, p.quantityText(q))
}

// fractionDigits is how many digits the ends of a fraction are printed with: a third has no last one.
const fractionDigits = 3

// intervalQuantity is an interval as a quantity with a bound; the bound is empty for an interval without limits.
func (p *printer) intervalQuantity(o *observation) (quantity, interval.Bound) {
	x := o.Interval
	q := quantity{unit: o.unit, marked: p.marks(o), bare: o.Derived() && o.kind == string(extract.Times)}
	if !o.unit.Known(p.lang) {
		q.noun, q.foreign = o.noun(p.lang)
	} else if o.primary != nil {
		q.noun = p.synonym(o)
	}
	var b interval.Bound
	limited := o.Derived() && (o.Bound == string(interval.LessThan) || o.Bound == string(interval.AtMost)) // its lower end is no news
	limited = x.Bounded() && (limited || x.Low.Value.IsZero() && !x.High.Value.IsZero() && !o.unit.Signed)
	switch {
	case limited && x.High.Open:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.LessThan
	case limited:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.AtMost
	case x.Bounded():
		q.low, q.high, b = x.Low.Value, x.High.Value, interval.Exact
	case x.Low.Unbounded && x.High.Unbounded:
		return q, ""
	case x.High.Unbounded:
		q.low, q.high, b = x.Low.Value, x.Low.Value, interval.AtLeast
		if x.Low.Open {
			b = interval.MoreThan
		}
	default:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.AtMost
		if x.High.Open {
			b = interval.LessThan
		}
	}
	digits := o.digits
	if o.kind == string(extract.Fraction) && !q.low.Equal(q.high) {
		digits = fractionDigits
	}
	switch {
	case digits > 0 && b != interval.Exact:
		q.low = roundedOut(q.low, digits, b == interval.LessThan || b == interval.AtMost)
		q.high = q.low
	case digits > 0:
		q.low, q.high, q.step = toOnePlace(q.low, q.high, digits)
	}
	if x.IsPoint() && o.primary != nil {
		q.step = o.primary.written.Step
	}
	q.power = scalePower(q.high)
	if o.kind == string(extract.Rank) {
		q.power = 0
	}
	return q, b
}

// rangeText is the interval in words: "24.45 to 24.55 billion Canadian dollars".
// A vague plural has no interval to show that its words do not say better.
func (p *printer) rangeText(o *observation) string {
	if o.primary != nil && o.primary.Vague {
		return p.size(o)
	}
	q, b := p.intervalQuantity(o)
	// The name of a currency stands behind several units only: "exactly $1".
	q.full = !(o.kind == unit.Money && q.low.Equal(q.high) && !p.plural(q.low))
	s := p.quantityText(q)
	switch b {
	case "":
		return p.text.Text("range.any")
	case interval.Exact:
		if o.Interval.IsPoint() {
			s = p.text.Text("range.exact", "quantity", s)
		}
	default:
		s = p.text.Text("range."+string(b), "quantity", s)
	}
	return p.denominated(s, o)
}

// denominated adds the denominator of a rate.
func (p *printer) denominated(s string, o *observation) string {
	if o.Per == "" {
		return s
	}
	for _, noun := range p.denominators(o) {
		s = p.text.Text("per", "quantity", s, "unit", noun)
	}
	return s
}

func (p *printer) denominators(o *observation) []string {
	name := func(noun string) (string, bool) {
		if u, ok := p.units.Denominator(noun, wording.English); ok {
			return u.Noun(p.lang, false), true
		}
		return noun, false
	}
	if whole, ok := name(o.Per); ok {
		return []string{whole}
	}
	list := strings.Fields(o.Per)
	if len(list) == 2 {
		if amount, err := decimal.Parse(list[0]); err == nil {
			return []string{p.quantityText(quantity{low: amount, high: amount, unit: p.units.Of(unit.Money, list[1], p.lang), marked: p.marks(o)})}
		}
	}
	for i, noun := range list {
		list[i], _ = name(noun)
	}
	return list
}
