package transform

import (
	"strings"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
)

// rates checks amounts per unit against the amount and the count that they divide.
func (s *stater) rates(n int) {
	st := s.statements[n]
	for i, rate := range st.facts {
		if rate.per == "" || rate.Direction != "" || rate.Vague || rate.tabled || rate.written.Range || len(strings.Fields(rate.per)) != 1 {
			continue
		}
		if rate.Bound == string(extract.AtMost) || rate.Bound == string(extract.AtLeast) {
			continue // what nobody gets more than is no average
		}
		s.read(st)
		rest, divided := st.gaps[i].closes(st.words.Rate, st.words.Filler)
		_, restated := rest.opens(st.words.Restated)
		_, again := st.gaps[i].opens(st.words.Restated)
		figures := st.facts[max(0, i-reach):i]
		if i == 0 && n > 0 && (restated || again) && s.statements[n-1].facts[0].block == rate.block {
			last := s.statements[n-1].facts
			figures = last[max(0, len(last)-reach):]
		} else if !divided {
			continue
		}
		s.rate(rate, figures)
	}
}

// rate checks an amount per unit against the amount and the count among the figures before it, where there is one of each.
func (s *stater) rate(rate *fact, figures []*fact) {
	var amounts, counts []*fact
	var count interval.Interval
	for _, f := range figures {
		if !f.amount() || f.per != "" || f.written.Range {
			continue
		}
		if f.unit.Code == rate.unit.Code {
			amounts = append(amounts, f)
		}
		if factor, ok := s.catalogue.units.Per(f.unit, rate.per); ok {
			counts = append(counts, f)
			count = f.rounded().Scale(factor)
		}
	}
	if len(amounts) != 1 || len(counts) != 1 || amounts[0] == counts[0] || counts[0].conflicts(amounts[0]) {
		return
	}
	value := count.Mul(rate.quotient())
	result := resultOf(value, amounts[0].rounded())
	facts := []*fact{rate, counts[0], amounts[0]}
	if !s.untold(checkRate, facts...) {
		return
	}
	s.say(checkRate, result, value, amounts[0].rounded(), s.tell("check.rate."+result, facts,
		"rate", s.show(rate), "count", s.show(counts[0]), "amount", s.show(amounts[0]),
		"expected", s.computed(value, amounts[0], ratioDigits)), facts...)
}
