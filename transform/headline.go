package transform

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"tidyrelease/extract"
	"tidyrelease/transform/unit"
)

// keyFigures is how many observations of a release are key figures.
const keyFigures = 6

// fromOpening is how many of them headline and lead may bring in ahead of the catalogue's priority: what a release
// opens with is what it wants to be quoted with.
const fromOpening = 3

// headlines numbers the key figures of all releases, in turn: the first of each, then the second of each, so that the
// first few numbers stand for many releases.
func headlines(groups []*group) {
	chosen := make([][]*observation, len(groups))
	for i, g := range groups {
		g.alone(func() { chosen[i] = headline(g.observations(), g.date) })
	}
	n := 0
	for rank := range keyFigures {
		for _, list := range chosen {
			if rank < len(list) && list[rank].Headline == 0 {
				n++
				list[rank].Headline = n
			}
		}
	}
}

// tier orders what can be a key figure: what the catalogue knows, what headline and lead state, and of the rest what
// fact lists say and the money, shares and people of the body.
type tier int

const (
	never tier = iota
	catalogued
	leading
	other
)

// tier is that of an observation in a release whose first sentence with figures is lead.
func (o *observation) tier(lead *fact) tier {
	kind := extract.UnitKind(o.kind)
	section := o.section()
	level := o.Direction == "" || o.indicator != nil && o.indicator.Change
	switch {
	case o.Derived() || section == extract.Boilerplate:
		return never
	case level && o.priority() > 0:
		return catalogued
	case o.indicator == nil && o.label == "" || o.primary.Vague || kind == extract.Duration || kind == extract.Times:
		return never
	case o.opens(lead):
		return leading
	case !level:
		return never
	case section == extract.QuickFacts && o.indicator == nil,
		section == extract.Body && (kind == extract.Money || kind == extract.Percent || o.unit.People):
		return other
	}
	return never
}

// leadOf is a figure of the first sentence of the body that has one. Where only speeches and lists have figures, the first
// sentence among them stands for it.
func leadOf(list []*observation) *fact {
	var lead *fact
	before := func(f, g *fact) bool {
		inBody := func(f *fact) bool { return f.Section == string(extract.Body) }
		return inBody(f) && !inBody(g) || inBody(f) == inBody(g) && f.order < g.order
	}
	for _, o := range list {
		for _, f := range o.facts {
			if section := extract.Section(f.Section); section != extract.Boilerplate && section != extract.Headline && (lead == nil || before(f, lead)) {
				lead = f
			}
		}
	}
	return lead
}

// opens tells whether headline or lead state an observation.
func (o *observation) opens(lead *fact) bool {
	return slices.ContainsFunc(o.facts, func(f *fact) bool {
		return f.Section == string(extract.Headline) || lead != nil && f.ReleaseID == lead.ReleaseID && f.sentence == lead.sentence
	})
}

// headline chooses the key figures of a release, the first one first. What the headline itself says comes first, then those of the
// catalogue by their priority, each indicator once, and then by section and exactness; those of the lead have a place among them.
func headline(list []*observation, date string) []*observation {
	lead := leadOf(list)
	tiers := map[*observation]tier{}
	var candidates []*observation
	for _, o := range list {
		if tiers[o] = o.tier(lead); tiers[o] != never {
			candidates = append(candidates, o)
		}
	}
	order := func(a, b *observation) int {
		return cmp.Or(
			compareHeadline(a, b),
			cmp.Compare(tiers[a], tiers[b]),
			cmp.Compare(b.priority(), a.priority()),
			compareOpening(tiers[a], a, b),
			cmp.Compare(sectionRank(a.primary.Section), sectionRank(b.primary.Section)),
			compareNews(a, b, date),
			compareExact(a, b),
		)
	}
	slices.SortStableFunc(candidates, order)
	taken := map[string]bool{}
	var chosen []*observation
	take := func(o *observation) {
		name, amount := o.Indicator, ""
		if o.indicator == nil {
			name = o.IndicatorLabel + " " + o.Subject + " " + o.Display
		}
		if o.kind == unit.Money || extract.UnitKind(o.kind) == extract.Count {
			amount = o.Display // under two names it is one announcement
		}
		if !taken[name] && !taken[amount] && len(chosen) < keyFigures {
			taken[name], taken[amount] = true, amount != ""
			chosen = append(chosen, o)
		}
	}
	for _, o := range candidates {
		if o.opens(lead) && !o.primary.Vague && len(chosen) < fromOpening {
			take(o)
		}
	}
	for _, o := range candidates {
		if !slices.Contains(chosen, o) {
			take(o)
		}
	}
	slices.SortStableFunc(chosen, order)
	return chosen
}

// section is the best section that states the observation.
func (o *observation) section() extract.Section {
	best := o.facts[0].Section
	for _, f := range o.facts {
		if sectionRank(f.Section) < sectionRank(best) {
			best = f.Section
		}
	}
	return extract.Section(best)
}

func (o *observation) priority() int {
	if o.indicator == nil {
		return 0
	}
	return o.indicator.Priority
}

// compareHeadline puts what the headline says before all else, in its order.
func compareHeadline(a, b *observation) int {
	first := func(o *observation) int {
		at := math.MaxInt
		for _, f := range o.facts {
			if f.Section == string(extract.Headline) {
				at = min(at, f.order)
			}
		}
		return at
	}
	return cmp.Compare(first(a), first(b))
}

// compareOpening keeps what headline and lead state in the order of the text.
func compareOpening(of tier, a, b *observation) int {
	if of != leading {
		return 0
	}
	return cmp.Compare(a.facts[0].order, b.facts[0].order)
}

// compareNews puts the latest figure of an indicator first, and what is foreseen for the years after the release behind it, the
// nearest year first.
func compareNews(a, b *observation, date string) int {
	if a.indicator == nil || a.indicator != b.indicator {
		return 0
	}
	year := func(iso string) string { return iso[:min(len(iso), len("2006"))] }
	ahead := func(o *observation) int {
		if date != "" && year(strings.TrimPrefix(o.TimePeriod, "/")) > year(date) {
			return 1
		}
		return 0
	}
	latest := cmp.Compare(b.TimePeriod, a.TimePeriod)
	if ahead(a) == 1 && ahead(b) == 1 {
		return -latest
	}
	return cmp.Or(cmp.Compare(ahead(a), ahead(b)), latest)
}

// compareExact puts stated numbers before vague ones and, in one unit, narrower intervals before wider ones.
func compareExact(a, b *observation) int {
	switch {
	case a.primary.Vague && !b.primary.Vague:
		return 1
	case b.primary.Vague && !a.primary.Vague:
		return -1
	case a.UnitMeasure == b.UnitMeasure:
		return a.Interval.CompareWidth(b.Interval)
	}
	return 0
}
