package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tidyrelease/extract"
)

// series gathers observations that differ in their period alone, in order of time, as far as the texts show that they
// are of one thing.
func (c *charter) series(list []*observation) [][]*observation {
	var found [][]*observation
	for _, s := range gather(list, func(o *observation) (string, bool) {
		kind := extract.UnitKind(o.kind)
		if c.charted[o] || o.Derived() || o.primary.Vague || kind == extract.Rank || kind == extract.Times || grain(o.TimePeriod) == "" {
			return "", false
		}
		key := []string{o.Indicator, strconv.FormatBool(o.change), o.UnitMeasure, o.Per, grain(o.TimePeriod), o.RefArea, o.CounterpartArea, o.primary.subject.String()}
		if o.indicator == nil {
			key = append(key, o.group.name, o.primary.measure.String())
		}
		return strings.Join(key, "\x00"), o.indicator != nil || len(o.primary.measure) > 0
	}) {
		lines := [][]*observation{s}
		if !distinct(s, func(o *observation) string { return o.TimePeriod }) {
			// One indicator for several things, which only the measures tell apart.
			lines = gather(s, func(o *observation) (string, bool) { return o.primary.measure.String(), true })
		}
		for _, l := range lines {
			if distinct(l, func(o *observation) string { return o.TimePeriod }) && oneThing(l) {
				slices.SortFunc(l, func(a, b *observation) int { return cmp.Compare(a.TimePeriod, b.TimePeriod) })
				found = append(found, l)
			}
		}
	}
	return found
}

// distinct tells whether no two observations have the same text.
func distinct(list []*observation, of func(*observation) string) bool {
	seen := map[string]bool{}
	for _, o := range list {
		if seen[of(o)] {
			return false
		}
		seen[of(o)] = true
	}
	return true
}

// oneThing tells whether observations of one area, partner and subject are of one thing. What a sentence, or a table under one
// heading, sets side by side is. Elsewhere a partner that is left open may be another one in each sentence, so where
// figures can be between two areas it has to be stated; else the subject, or what is measured in the same words.
func oneThing(list []*observation) bool {
	if meet(list, func(f *fact) string { return strconv.Itoa(f.sentence) }) ||
		meet(list, func(f *fact) string {
			if !f.tabled {
				return ""
			}
			return fold(f.Measure)
		}) {
		return true
	}
	first := list[0]
	switch {
	case first.indicator != nil && first.indicator.Partner:
		return first.CounterpartArea != ""
	case len(first.primary.subject) > 0:
		return true
	}
	measure := first.primary.measure.String()
	return measure != "" && !slices.ContainsFunc(list, func(o *observation) bool { return o.primary.measure.String() != measure })
}

// meet tells whether there is a release in which all observations have a mention at one place.
func meet(list []*observation, place func(*fact) string) bool {
	type spot struct{ release, place string }
	reached := map[spot]int{} // how many observations, from the first one on, stand there
	for i, o := range list {
		for _, f := range o.facts {
			at := spot{f.ReleaseID, place(f)}
			if at.place == "" || reached[at] != i {
				continue
			}
			if reached[at] = i + 1; i+1 == len(list) {
				return true
			}
		}
	}
	return false
}

// lines draws indicators over time, within a release or across them.
func (c *charter) lines(list []*observation) {
	var lines [][]*observation
	for _, s := range c.series(list) {
		if len(s) >= linePeriods && len(s) <= marksPerLine {
			lines = append(lines, s)
		}
	}
	c.developments(Line, lines, func(s []*observation) string { return home(s) + "-line-" + s[0].Indicator })
}

// periods draws levels of two periods, one and the other.
func (c *charter) periods(g *group, list []*observation) {
	var pairs [][]*observation
	for _, s := range c.series(list) {
		if len(s) == 2 && s[0].indicator != nil && !slices.ContainsFunc(s, func(o *observation) bool { return !c.drawable(o) }) {
			pairs = append(pairs, s)
		}
	}
	c.developments(Slope, pairs, func(s []*observation) string { return g.name + "-periods-" + s[0].Indicator })
}

// developments draws series, each under a name that no other of its release has.
func (c *charter) developments(kind ChartKind, list [][]*observation, id func([]*observation) string) {
	byHome := map[string][]int{}
	var homes []string
	for i, s := range list {
		if byHome[home(s)] == nil {
			homes = append(homes, home(s))
		}
		byHome[home(s)] = append(byHome[home(s)], i)
	}
	names := make([]string, len(list))
	for _, h := range homes {
		var firsts []*observation
		var plain []string
		for _, i := range byHome[h] {
			firsts = append(firsts, list[i][0])
			plain = append(plain, c.named(list[i][0]))
		}
		for k, name := range c.apart(firsts, plain, false) {
			names[byHome[h][k]] = name
		}
	}
	for i, s := range list {
		if names[i] != "" {
			c.overTime(kind, id(s), s, names[i])
		}
	}
}

// overTime draws a series, with the period as label of each mark.
func (c *charter) overTime(kind ChartKind, id string, list []*observation, name string) {
	p := c.print
	labels := make([]string, len(list))
	for i, o := range list {
		labels[i] = capital(o.PeriodText)
	}
	ch := c.chart(kind, id, list, labels)
	for i := range ch.Marks {
		if o := list[i]; o.Direction != "" {
			ch.Marks[i].Display = p.text.Text("chart.signed."+o.Direction, "quantity", p.size(o))
		}
	}
	first, last := ch.Marks[0], ch.Marks[len(ch.Marks)-1]
	key := "chart.line.title"
	if len(list) == 2 && first.Display == last.Display {
		key = "chart.line.same"
	}
	c.finish(ch, list, p.text.Text(key, "label", name,
		"firstvalue", first.Display, "firstperiod", list[0].PeriodText,
		"lastvalue", last.Display, "lastperiod", list[len(list)-1].PeriodText))
}

// home is the release of a series, or "all" where it spans several.
func home(list []*observation) string {
	for _, o := range list[1:] {
		if o.group != list[0].group {
			return "all"
		}
	}
	return list[0].group.name
}
