package transform

import (
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

// amounts draws money of one currency and period side by side.
func (c *charter) amounts(g *group, list []*observation) {
	drawn := map[string]string{} // indicators → period
	for _, scales := range c.comparable(list, func(o *observation) (string, bool) {
		return o.UnitMeasure + " " + o.TimePeriod,
			o.kind == unit.Money && o.Per == "" && o.TimePeriod != "" && o.indicator != nil && !o.Derived()
	}) {
		scales = slices.DeleteFunc(scales, func(bars []*observation) bool {
			same := strings.Join(indicators(bars), " ")
			period, seen := drawn[same]
			if !seen {
				drawn[same] = bars[0].TimePeriod
			}
			return seen && period != bars[0].TimePeriod // the same amounts of another period
		})
		c.sideBySide(g.name+"-amounts", scales, func(bars []*observation, labels []string) string {
			if what := indicators(bars); what[0] == what[len(what)-1] {
				return c.comparison(bars, labels)
			}
			return c.standout("chart.bars.", bars, labels)
		})
	}
}

// indicators lists the indicators of observations, sorted.
func indicators(list []*observation) []string {
	var what []string
	for _, o := range list {
		what = append(what, o.Indicator)
	}
	slices.Sort(what)
	return what
}

// alike draws figures of one indicator, or with one description, for several subjects.
func (c *charter) alike(g *group, list []*observation) {
	for _, scales := range c.comparable(list, func(o *observation) (string, bool) {
		what := o.Indicator
		if o.indicator == nil {
			if o.Derived() || len(o.primary.measure) == 0 {
				return "", false
			}
			what += " " + o.primary.measure.String()
		}
		counted := o.kind == unit.Count || o.kind == unit.Money || o.kind == string(extract.Measure)
		return strings.Join([]string{what, o.UnitMeasure, o.Per, o.TimePeriod}, " "), counted && !o.Derived() && o.Subject != ""
	}) {
		scales = slices.DeleteFunc(scales, func(bars []*observation) bool {
			return !distinct(bars, func(o *observation) string { return o.Subject })
		})
		if len(scales) > 0 {
			c.sideBySide(g.name+"-compare-"+scales[0][0].Indicator, scales, c.comparison)
		}
	}
}

// ranges draws what is stated as a range, such as "800 to 1,000 homes", beside other ranges of its unit.
func (c *charter) ranges(g *group, list []*observation) {
	for _, scales := range c.comparable(list, func(o *observation) (string, bool) {
		return o.UnitMeasure + " " + o.Per, isRange(o) && (o.indicator != nil || len(o.primary.measure) > 0)
	}) {
		c.sideBySide(g.name+"-ranges", scales, func(bars []*observation, labels []string) string {
			return c.standout("chart.ranges.", bars, labels)
		})
	}
}

// isRange tells whether a text states two ends and no number between them.
func isRange(o *observation) bool {
	return !o.Derived() && !o.Value.Valid && o.Bound == string(interval.Exact) && o.Interval.Bounded()
}

// sideBySide draws observations, the largest first, in a chart for each scale that they need. Several charts make one figure, whose
// finding is that of all.
func (c *charter) sideBySide(id string, scales [][]*observation, title func(bars []*observation, labels []string) string) {
	all := slices.Concat(scales...)
	labels, together := c.labels(all)
	begin := len(c.charts)
	from := 0 // in labels
	for _, bars := range scales {
		own, ok := labels[from:from+len(bars)], true
		if from += len(bars); !together {
			own, ok = c.labels(bars)
		}
		if ok {
			kind := Bars
			if ranged(bars) {
				kind = Ranges
			}
			c.finish(c.chart(kind, id, bars, own), bars, title(bars, own))
		}
	}
	if panels := c.charts[begin:]; together && len(panels) > 1 {
		panel := &Panel{Figure: panels[0].ID, Title: title(all, labels)}
		for i := range panels {
			panels[i].Panel = panel
		}
	}
}

// ranged tells whether intervals are what there is to be seen: no figure is known exactly, and they are stated as ranges for the most
// part, or overlap so that it is not said which is the larger.
func ranged(bars []*observation) bool {
	stated, overlap := 0, false
	for i, o := range bars {
		if !isRange(o) && (o.Bound != string(interval.Approx) || !o.Interval.Bounded()) {
			return false
		}
		if isRange(o) {
			stated++
		}
		overlap = overlap || i > 0 && o.Interval.Meets(bars[i-1].Interval)
	}
	return overlap || 2*stated > len(bars)
}

// standout is a title that tells which figures stand out: both of two, the first two where they say the same, or
// the first of many.
func (c *charter) standout(key string, bars []*observation, labels []string) string {
	first, second := bars[0], bars[1]
	switch {
	case len(bars) == 2:
		key += "two"
	case first.Display == second.Display:
		key += "even"
	default:
		key += "many"
	}
	secondLabel := labels[1]
	if strings.HasPrefix(secondLabel, second.IndicatorLabel) { // and no name of its own
		secondLabel = wording.Uncapital(secondLabel)
	}
	return c.print.text.Text(key, "label", c.common(bars), "first", labels[0], "firstvalue", first.Display,
		"second", secondLabel, "secondvalue", second.Display, "count", strconv.Itoa(len(bars)))
}

// comparison is the title of figures of one kind side by side.
func (c *charter) comparison(bars []*observation, labels []string) string {
	return c.standout("chart.compare.", bars, labels)
}

// common is the name of what all observations measure.
func (c *charter) common(list []*observation) string {
	name := c.plain(list[0])
	for _, o := range list[1:] {
		if c.plain(o) != name {
			return list[0].IndicatorLabel
		}
	}
	return name
}

// gather deals observations into groups of one key, in the order of first sight.
func gather(list []*observation, key func(*observation) (string, bool)) [][]*observation {
	index := map[string]int{}
	var groups [][]*observation
	for _, o := range list {
		k, ok := key(o)
		if !ok {
			continue
		}
		i, seen := index[k]
		if !seen {
			i = len(groups)
			index[k] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	return groups
}

// comparable gathers drawable observations of one key, the largest first, dealt to as many scales as they need. A bar that stands alone
// on its scale has nothing to be compared with.
func (c *charter) comparable(list []*observation, key func(*observation) (string, bool)) [][][]*observation {
	var figures [][][]*observation
	for _, bars := range gather(list, func(o *observation) (string, bool) {
		if !c.drawable(o) {
			return "", false
		}
		return key(o)
	}) {
		slices.SortStableFunc(bars, func(a, b *observation) int { return barEnd(b).Cmp(barEnd(a)) })
		bars = slices.DeleteFunc(bars, func(o *observation) bool { return !barEnd(o).IsPos() })
		var scales [][]*observation
		for _, scale := range onScales(apartFromTotals(onceEach(bars))) {
			if scale = scale[:min(len(scale), marksPerChart)]; len(scale) > 1 {
				scales = append(scales, scale)
			}
		}
		if len(scales) > 0 {
			figures = append(figures, scales)
		}
	}
	return figures
}

// onScales cuts bars, the largest first, where one is too small beside the largest of its chart.
func onScales(bars []*observation) [][]*observation {
	var cut [][]*observation
	smallest := decimal.Decimal{}
	for i, o := range bars {
		if i == 0 || barEnd(o).Cmp(smallest) < 0 {
			var err error
			if smallest, err = barEnd(o).Quo(decimal.MustNew(widestRatio, 0)); err != nil {
				return cut
			}
			cut = append(cut, nil)
		}
		last := len(cut) - 1
		cut[last] = append(cut[last], o)
	}
	return cut
}

// onceEach leaves out bars that repeat one before: figures of the same number, of three digits or more, and ranges of the same
// ends, which are the same by no accident and so are one fact that the text tells of two subjects.
func onceEach(bars []*observation) []*observation {
	return slices.CompactFunc(bars, func(a, b *observation) bool {
		if isRange(a) || isRange(b) {
			return isRange(a) && isRange(b) && a.Interval.Equal(b.Interval)
		}
		return a.indicator == b.indicator && a.Value.Valid && a.Value == b.Value && digitCount(a.Value.Decimal) >= telling
	})
}

// apartFromTotals leaves out what holds other bars or stands within one: a figure that the others of its kind add up
// to, and parts, by the catalogue, of another.
func apartFromTotals(bars []*observation) []*observation {
	return slices.DeleteFunc(slices.Clone(bars), func(o *observation) bool {
		if o.indicator == nil && len(o.primary.measure) == 0 {
			return false
		}
		sum, parts, limited := interval.Point(decimal.Zero), 0, false // with a limit among its parts, any total would do
		for _, other := range bars {
			if other.indicator != nil && slices.ContainsFunc(other.indicator.parts, func(p part) bool { return p.indicator == o.indicator && !p.minus }) {
				return true
			}
			if other != o && ofOneKind(other, o) {
				sum, parts = sum.Add(other.Interval), parts+1
				limited = limited || other.Bound != string(interval.Exact) && other.Bound != string(interval.Approx)
			}
		}
		return parts > 1 && !limited && sum.Bounded() && o.Interval.Bounded() && sum.Meets(o.Interval)
	})
}

// ofOneKind tells whether two observations measure the same: by the catalogue, else in the same words.
func ofOneKind(a, b *observation) bool {
	return a.indicator == b.indicator && (a.indicator != nil || a.primary.measure.String() == b.primary.measure.String())
}

// barEnd is where the bar of an observation ends: its number, or the middle of a range.
func barEnd(o *observation) decimal.Decimal {
	x := o.Interval
	switch {
	case o.Value.Valid:
		return o.Value.Decimal
	case x.Bounded():
		if sum, err := x.Low.Value.Add(x.High.Value); err == nil {
			half, _ := sum.Quo(decimal.Two)
			return half.Trim(0)
		}
		return x.High.Value
	case x.High.Unbounded:
		return x.Low.Value
	}
	return x.High.Value
}
