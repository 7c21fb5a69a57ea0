package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
)

// The catalogue declares values that a reader would work out by hand: one figure for each of another, a part as a share of
// its whole, the change from the year before. This file makes them where a release states both figures, and not the value itself.

// The operations of derived values. Each has its inputs in the order in which its formula names them.
const (
	adding    = "+"
	dividing  = "÷"
	onTop     = "1 + ÷" // a sum divided by its last input, which is a part of it
	sharing   = "÷ %"
	rising    = "÷ − 1"
	falling   = "1 − ÷"
	differing = "−"
)

// computer makes the derived values of one group of releases.
type computer struct {
	catalogue *Catalogue
	list      []*observation            // reported, changes included
	levels    map[string][]*observation // that can be computed with, by indicator
}

func compute(c *Catalogue, list []*observation) []*observation {
	m := &computer{catalogue: c, list: list, levels: map[string][]*observation{}}
	for _, o := range list {
		if o.computable() {
			m.levels[o.Indicator] = append(m.levels[o.Indicator], o)
		}
	}
	var found []*observation
	for _, x := range c.indicators {
		switch {
		case x.Ratio != nil:
			for _, to := range m.levels[x.Ratio.To] {
				if o := m.ratio(x, to); o != nil {
					found = append(found, o)
				}
			}
		case x.Share != nil:
			for _, part := range m.levels[x.Share.Part] {
				if o := m.share(x, part); o != nil {
					found = append(found, o)
				}
			}
		}
		if x.Yearly && len(m.levels[x.ID]) > 1 {
			found = append(found, m.changes(x)...)
		}
	}
	return found
}

// computable tells whether an observation is a level that a value can be computed from: a number of the release's own subject.
func (o *observation) computable() bool {
	if o.indicator == nil || o.change || o.Direction != "" || o.primary.Vague || o.section() == extract.Boilerplate {
		return false
	}
	if low := o.Interval.Low; low.Unbounded || low.Value.IsNeg() {
		return false // what can be below zero has no ratio
	}
	switch extract.UnitKind(o.kind) {
	case extract.Money, extract.Count, extract.Measure, extract.Duration, extract.Percent:
		return true
	}
	return false
}

// beside is the observation that o is to be computed with: its companion, of the same time and place, whose own companion it is.
func (m *computer) beside(o *observation, indicator, own string) *observation {
	fits := func(a *observation) func(*observation) bool {
		return func(b *observation) bool { return a.belongs(b) }
	}
	other := companion(o, m.levels[indicator], fits(o))
	if other == nil || companion(other, m.levels[own], fits(other)) != o {
		return nil
	}
	return other
}

// belongs tells whether two observations are of one area, partner and time. Where no time is stated, they stand in one sentence or
// are of one subject.
func (o *observation) belongs(other *observation) bool {
	if o.RefArea != other.RefArea || o.CounterpartArea != other.CounterpartArea {
		return false
	}
	if o.sameSentence(other) {
		return true
	}
	return o.TimePeriod == other.TimePeriod && (o.TimePeriod != "" || o.primary.lang == other.primary.lang && o.primary.subject.shared(other.primary.subject) > 0)
}

// compatible tells whether two observations can be of one area and time.
func (o *observation) compatible(other *observation) bool {
	for _, d := range [][2]string{{o.RefArea, other.RefArea}, {o.TimePeriod, other.TimePeriod}} {
		if d[0] != "" && d[1] != "" && d[0] != d[1] {
			return false
		}
	}
	return true
}

// stated tells whether the release gives a value itself, for the area and time of o.
func (m *computer) stated(o *observation, is func(*observation) bool) bool {
	return slices.ContainsFunc(m.list, func(other *observation) bool { return is(other) && o.compatible(other) })
}

// ratio is one figure divided by another. Where the first is a sum that the second is a part of, the other parts divided by it, plus
// one, are tried as well, and the more exact of both is taken: a total that is not stated is no hindrance, and what stands above and
// below the line is the same number whatever its interval.
func (m *computer) ratio(x *indicator, to *observation) *observation {
	whole := m.catalogue.byID[x.Ratio.Of]
	of := m.beside(to, whole.ID, x.Ratio.To)
	per := m.denominator(x)
	if m.stated(to, func(o *observation) bool {
		return o.Indicator == x.ID || o.Per != "" && (o.Per == per || o.Per == to.unit.Noun("en", false)) && (o.Indicator == whole.ID || of != nil && o.UnitMeasure == of.UnitMeasure)
	}) {
		return nil
	}
	var best *observation
	if of != nil && (per != "" || of.UnitMeasure == to.UnitMeasure || whole.counts(of, to)) {
		best = m.divided(x, dividing, []*observation{of, to})
	}
	if others := m.otherParts(whole, to); len(others) > 0 {
		o := m.divided(x, onTop, append(others, to))
		if o != nil && (best == nil || o.Interval.CompareWidth(best.Interval) < 0) {
			best = o
		}
	}
	if best == nil || whole.holds(to.indicator) && !best.Interval.High.Unbounded && best.Interval.High.Value.Less(decimal.One) {
		return nil // a part that is more than the whole is for the checks to tell
	}
	best.UnitMult, best.Per = 0, per
	if per == "" {
		best.in(m.catalogue, unitTimes)
	}
	return best
}

// denominator is the English name of the unit that a ratio is told per; empty for a number of times.
func (m *computer) denominator(x *indicator) string {
	if len(x.Per) == 0 {
		return ""
	}
	u, _ := m.catalogue.units.Code(x.Per[0])
	return u.Noun("en", false)
}

// holds tells whether an indicator is a sum that another is a part of.
func (x *indicator) holds(other *indicator) bool {
	return slices.ContainsFunc(x.parts, func(p part) bool { return p.indicator == other && !p.minus })
}

// Codes of the units that derived values are in.
const (
	unitTimes   = "TIMES"
	unitPercent = "PT"
	unitPoint   = "PPT"
)

// counts tells whether an indicator counts in the units of both observations: people and jobs.
func (x *indicator) counts(a, b *observation) bool {
	return slices.Contains(x.Units, a.UnitMeasure) && slices.Contains(x.Units, b.UnitMeasure)
}

// otherParts are the figures beside a part of a sum that make up the rest of it; none where one is missing or is taken from the sum.
func (m *computer) otherParts(total *indicator, own *observation) []*observation {
	if !total.holds(own.indicator) {
		return nil
	}
	var others []*observation
	for _, p := range total.parts {
		if p.minus {
			return nil
		}
		if p.indicator == own.indicator {
			continue
		}
		o := m.beside(own, p.indicator.ID, own.Indicator)
		if o == nil || !addable(total, own)(o) {
			return nil
		}
		others = append(others, o)
	}
	return others
}

// divided is the sum of all inputs but the last one, divided by that; with onTop, plus one.
func (m *computer) divided(x *indicator, operator string, inputs []*observation) *observation {
	last := len(inputs) - 1
	top, middle, valid := interval.Point(decimal.Zero), decimal.Zero, true
	digits := inputs[last].significant()
	for _, in := range inputs[:last] {
		top = top.Add(in.Interval)
		var err error
		middle, err = middle.Add(in.Value.Decimal)
		valid = valid && in.Value.Valid && err == nil
		digits = min(digits, in.significant())
	}
	divisor := inputs[last].Interval
	divisor.Low.Open = divisor.Low.Open || divisor.Low.Value.IsZero() // "up to 3,000": of none there is no ratio
	value, floor := top.Div(divisor), decimal.Zero
	middle, err := middle.Quo(inputs[last].Value.Decimal)
	valid = valid && inputs[last].Value.Valid && err == nil
	if operator == onTop {
		value, floor = value.Add(interval.Point(decimal.One)), decimal.One
		middle, err = middle.Add(decimal.One)
		valid = valid && err == nil
	}
	if value.High.Unbounded && (value.Low.Unbounded || value.Low.Value.Equal(floor)) {
		return nil // any number would do
	}
	o := (&relation{total: x}).imply(inputs, value)
	o.operator = operator
	o.Subject = inputs[last].Subject
	o.settle(middle, valid, floor, min(digits, mostDigits))
	return o
}

// mostDigits is how many significant digits a computed ratio is told with at most: 228,257 vehicles and 97,301 people make no
// ratio that anybody needs to six places.
const mostDigits = 3

// settle gives a computed observation its value and bound. A lower end that any such number keeps to is no news: what only its upper end
// limits is "less than". Limits are rounded away from what they exclude.
func (o *observation) settle(middle decimal.Decimal, valid bool, floor decimal.Decimal, digits int) {
	x := o.Interval
	o.digits = digits + 1
	switch {
	case x.IsPoint() && significant(x.Low.Value, o.digits).Equal(x.Low.Value):
		o.digits = 0
		o.Bound, o.Value = string(interval.Exact), decimal.NullDecimal{Decimal: x.Low.Value, Valid: true}
	case x.High.Unbounded:
		o.Value = decimal.NullDecimal{Decimal: roundedOut(x.Low.Value, o.digits, false), Valid: true}
	case x.Low.Value.Equal(floor):
		o.Bound = string(interval.AtMost)
		if x.High.Open {
			o.Bound = string(interval.LessThan)
		}
		o.Value = decimal.NullDecimal{Decimal: roundedOut(x.High.Value, o.digits, true), Valid: true}
	default:
		o.Bound, o.Value = string(interval.Approx), decimal.NullDecimal{Decimal: significant(middle, digits), Valid: valid}
		if significant(x.Low.Value, o.digits).Equal(significant(x.High.Value, o.digits)) {
			o.digits = digits // as narrow as that, of exact numbers
		}
	}
}

// share is a part as a percentage of its whole, which is that of everybody: of the same area and time, whoever the part is of.
func (m *computer) share(x *indicator, part *observation) *observation {
	whole := companionOf(part, m.levels[x.Share.Whole], func(o *observation) bool {
		return o != part && o.UnitMeasure == part.UnitMeasure && o.RefArea == part.RefArea && (o.TimePeriod == part.TimePeriod || o.sameSentence(part))
	}, false)
	if whole == nil || part.TimePeriod == "" && !whole.sameSentence(part) {
		return nil
	}
	// Two parts of one whole and indicator are for the text to tell apart.
	if same := companionOf(whole, m.levels[x.Share.Part], func(o *observation) bool { return o != whole }, false); same != part {
		return nil
	}
	if m.catalogue.byID[x.Share.Whole].Partner && whole.CounterpartArea != part.CounterpartArea ||
		m.stated(part, func(o *observation) bool {
			return o.Indicator == x.ID || o.kind == string(extract.Percent) && o.sameSentence(part)
		}) {
		return nil
	}
	o := m.divided(x, sharing, []*observation{part, whole})
	if o == nil {
		return nil
	}
	o.Interval = part.Interval.Div(whole.Interval).Scale(decimal.Hundred)
	if o.Interval.High.Unbounded || o.Interval.High.Value.Cmp(decimal.Hundred) > 0 {
		return nil // "more than" a part, or no part of this whole
	}
	o.in(m.catalogue, unitPercent)
	middle, err := percent(part.Value.Decimal, whole.Value.Decimal)
	o.settle(middle, err == nil && part.Value.Valid && whole.Value.Valid, decimal.Zero, o.digits-1)
	return o
}

// in gives a computed observation a unit that its inputs do not have.
func (o *observation) in(c *Catalogue, code string) {
	o.unit, _ = c.units.Code(code)
	o.kind, o.UnitMeasure, o.UnitMult, o.Per = o.unit.Kind, code, 0, ""
}

func percent(part, whole decimal.Decimal) (decimal.Decimal, error) {
	d, err := part.Quo(whole)
	if err != nil {
		return d, err
	}
	return d.Mul(decimal.Hundred)
}

// changes are the changes of an indicator from the year before, one for each series: that to its latest period.
func (m *computer) changes(x *indicator) []*observation {
	var found []*observation
	for _, s := range gather(m.levels[x.ID], func(o *observation) (string, bool) {
		_, season, ok := yearOf(o.TimePeriod)
		return strings.Join([]string{o.UnitMeasure, o.Per, season, o.RefArea, o.CounterpartArea, o.subjectOf()}, "\x00"), ok
	}) {
		// Where only what is measured tells the figures of a period apart, as the columns of a table, so it would of their changes.
		if len(s) < 2 || !distinct(s, func(o *observation) string { return o.TimePeriod }) || !oneThing(s) {
			continue
		}
		slices.SortFunc(s, func(a, b *observation) int { return cmp.Compare(a.TimePeriod, b.TimePeriod) })
		if o := m.change(x, s[len(s)-2], s[len(s)-1]); o != nil {
			found = append(found, o)
		}
	}
	return found
}

// subjectOf is the subject of an observation in the first of its languages, so that two can be compared whichever version words
// each best.
func (o *observation) subjectOf() string {
	return slices.MinFunc(o.facts, func(f, g *fact) int { return cmp.Compare(f.lang, g.lang) }).subject.String()
}

// yearOf cuts a period into its year and the rest of it, which is the same for a period and that of the year before.
func yearOf(period string) (year int, season string, ok bool) {
	from, to, span := strings.Cut(period, "/")
	cut := func(s string) (int, string, bool) {
		if len(s) < 4 {
			return 0, "", false
		}
		n, err := strconv.Atoi(s[:4])
		return n, s[4:], err == nil
	}
	year, season, ok = cut(from)
	if !ok || !span {
		return year, season, ok
	}
	last, end, ok := cut(to)
	return year, season + "/" + strconv.Itoa(last-year) + end, ok
}

// change is the change from one level to that of the next year; none where the sentence tells of a change itself, or where the levels
// are too round to tell its direction, or its size to within half of it.
func (m *computer) change(x *indicator, before, after *observation) *observation {
	first, _, _ := yearOf(before.TimePeriod)
	second, _, _ := yearOf(after.TimePeriod)
	if second != first+1 || !before.Interval.Bounded() || !after.Interval.Bounded() || m.stated(after, func(o *observation) bool {
		return o.Direction != "" && (o.Indicator == x.ID || o.sameSentence(after) || o.sameSentence(before))
	}) {
		return nil
	}
	value, code, operator := after.Interval.Sub(before.Interval), unitPoint, differing
	middle, err := after.Value.Decimal.Sub(before.Value.Decimal)
	if before.kind != string(extract.Percent) {
		value, code, operator = after.Interval.Div(before.Interval).Scale(decimal.Hundred).Sub(interval.Point(decimal.Hundred)), unitPercent, rising
		if middle, err = percent(after.Value.Decimal, before.Value.Decimal); err == nil {
			middle, err = middle.Sub(decimal.Hundred)
		}
	}
	direction, inputs := extract.Up, []*observation{after, before}
	if middle.IsNeg() {
		direction, middle, value = extract.Down, middle.Neg(), value.Neg()
		if operator == rising {
			operator = falling
		} else {
			inputs = []*observation{before, after}
		}
	}
	digits, sure := certain(value, middle)
	if err != nil || !before.Value.Valid || !after.Value.Valid || !sure {
		return nil
	}
	o := (&relation{total: x}).imply(inputs, value)
	o.operator, o.change, o.Subject, o.TimePeriod, o.Direction = operator, true, after.Subject, after.TimePeriod, string(direction)
	o.in(m.catalogue, code)
	o.settle(middle, true, decimal.Zero, digits)
	return o
}

// certain is how many significant digits of a number its interval leaves certain; sure is false where it does not even tell its sign, or is
// wider than the number is large.
func certain(x interval.Interval, middle decimal.Decimal) (digits int, sure bool) {
	if !x.Bounded() || !x.Low.Value.IsPos() {
		return 0, false
	}
	width, err := x.High.Value.Sub(x.Low.Value)
	if err != nil || width.Cmp(middle) > 0 {
		return 0, false
	}
	if width.IsZero() {
		return mostDigits, true
	}
	return min(max(1, magnitude(middle)-magnitude(width)+1), mostDigits), true
}

// written is how a derived value was computed: over ids, and in words.
func (o *observation) written() (formula, words string) {
	ids, displays := make([]string, len(o.inputs)), make([]string, len(o.inputs))
	for i, in := range o.inputs {
		ids[i], displays[i] = in.ID, in.Display
	}
	last := len(ids) - 1
	switch o.operator {
	case dividing:
		divisor := ids[1]
		if o.inputs[1].kind == string(extract.Percent) {
			divisor = "(" + divisor + " / 100)"
		}
		return ids[0] + " / " + divisor, displays[0] + " ÷ " + displays[1]
	case onTop:
		top, topWords := strings.Join(ids[:last], " + "), strings.Join(displays[:last], " + ")
		if last > 1 {
			top, topWords = "("+top+")", "("+topWords+")"
		}
		return "1 + " + top + " / " + ids[last], "1 + " + topWords + " ÷ " + displays[last]
	case sharing:
		return ids[0] + " / " + ids[1] + " * 100", displays[0] + " ÷ " + displays[1]
	case rising:
		return ids[0] + " / " + ids[1] + " * 100 - 100", displays[0] + " ÷ " + displays[1] + " − 1"
	case falling:
		return "100 - " + ids[0] + " / " + ids[1] + " * 100", "1 − " + displays[0] + " ÷ " + displays[1]
	case differing:
		return ids[0] + " - " + ids[1], displays[0] + " − " + displays[1]
	}
	return strings.Join(ids, " + "), strings.Join(displays, " + ")
}
