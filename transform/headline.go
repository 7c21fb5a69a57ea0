package transform

import (
	"cmp"
	"slices"

	"tidyrelease/extract"
)

// keyFigures is how many observations of a dataset are key figures.
const keyFigures = 6

// headline numbers the key figures: those of the catalogue's priority first, each indicator once, then what stands
// in the better section and is the more exact. Where the catalogue knows too few, figures that it does not know follow,
// from fact lists and headlines only.
func headline(list []*observation) {
	var candidates []*observation
	for _, o := range list {
		if o.Method == derived || o.Direction != "" && !(o.indicator != nil && o.indicator.Change) {
			continue
		}
		section := o.section()
		switch {
		case section == extract.Boilerplate:
		case o.priority() > 0:
			candidates = append(candidates, o)
		case o.indicator == nil && (section == extract.QuickFacts || section == extract.Headline) && o.label != "":
			candidates = append(candidates, o)
		}
	}
	slices.SortStableFunc(candidates, func(a, b *observation) int {
		return cmp.Or(
			cmp.Compare(b.priority(), a.priority()),
			cmp.Compare(sectionRank(a.primary.Section), sectionRank(b.primary.Section)),
			compareNews(a, b),
			compareExact(a, b),
		)
	})
	taken := map[string]bool{}
	n := 0
	for _, o := range candidates {
		if n == keyFigures {
			break
		}
		if o.indicator != nil && taken[o.Indicator] {
			continue
		}
		taken[o.Indicator] = true
		n++
		o.Headline = n
	}
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

// compareNews puts the latest figure of an indicator first.
func compareNews(a, b *observation) int {
	if a.indicator == nil || a.indicator != b.indicator {
		return 0
	}
	return cmp.Compare(b.TimePeriod, a.TimePeriod)
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
