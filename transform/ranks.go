package transform

import (
	"slices"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
)

// deepestPlace is the place down to which a strip of places can be read.
const deepestPlace = 50

// ranks draws places in an order, all that a release states on one strip, the highest first. One by itself is drawn where the
// catalogue knows what it is a place in.
func (c *charter) ranks(g *group, list []*observation) {
	var places []*observation
	for _, o := range list {
		if c.isPlace(o) {
			places = append(places, o)
		}
	}
	if len(places) == 0 || len(places) == 1 && places[0].indicator == nil {
		return
	}
	slices.SortStableFunc(places, func(a, b *observation) int { return barEnd(a).Cmp(barEnd(b)) })
	places = places[:min(len(places), marksPerChart)]
	names := make([]string, len(places))
	for i, o := range places {
		names[i] = c.contender(o)
	}
	if names = c.apart(places, names, true); !differ(names) {
		return
	}
	title := c.print.text.Text("chart.alone.title", "label", names[0], "value", places[0].Display)
	if len(places) > 1 {
		title = c.standout("chart.ranks.", places, names)
	}
	c.finish(c.chart(Ranks, g.name+"-ranks", places, names), places, title)
}

// isPlace tells whether an observation is a place on a strip: "seventh-largest", "in the top 10".
func (c *charter) isPlace(o *observation) bool {
	x := o.Interval
	return o.kind == string(extract.Rank) && !c.charted[o] && !o.Derived() && !o.primary.Vague && o.section() != extract.Boilerplate &&
		(o.indicator != nil || len(o.primary.measure) > 0) &&
		(o.Bound == string(interval.Exact) || o.Bound == string(interval.AtMost)) &&
		x.Bounded() && x.Low.Value.IsPos() && x.High.Value.Cmp(decimal.MustNew(deepestPlace, 0)) <= 0
}

// contender names a place with who holds it, where that is another country: a rank among partners is the partner's.
func (c *charter) contender(o *observation) string {
	if o.CounterpartArea == "" {
		return c.plain(o)
	}
	return c.print.text.Text("chart.label.of", "label", o.IndicatorLabel, "detail", c.print.area(o.CounterpartArea))
}
