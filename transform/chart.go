package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

const (
	figuresPerGroup = 6  // more would bury the reader
	marksPerChart   = 10 // more do not fit beside their labels
	marksPerLine    = 60
	linePeriods     = 3  // two periods are a comparison, not a development
	widestRatio     = 20 // of the largest bar of a chart to the smallest: beyond it, small bars look alike
)

// charter chooses charts by rules over observations. A figure stands in one chart; the rules come in the order of how
// much a picture adds: a development, parts of a whole, a share, amounts side by side, figures of one kind
// side by side, ranges, single figures that the catalogue asks to be drawn, and places in an order.
type charter struct {
	print   *printer
	charted map[*observation]bool
	ids     map[string]int
	charts  []Chart

	countries map[*group]string // that most figures of a release are about
}

func newCharter(print *printer) *charter {
	return &charter{print: print, charted: map[*observation]bool{}, ids: map[string]int{}, countries: map[*group]string{}}
}

// group draws the charts of one release and its language versions.
func (c *charter) group(g *group, relations []*relation) {
	list := g.observations()
	first := len(c.charts)
	c.parts(g, relations)
	c.shares(g, relations)
	c.periods(g, list)
	c.amounts(g, list)
	c.alike(g, list)
	c.ranges(g, list)
	c.singles(g, list)
	c.ranks(g, list)
	figures := Figures(c.charts[first:])
	c.charts = append(c.charts[:first], slices.Concat(figures[:min(len(figures), figuresPerGroup)]...)...)
}

// drawable tells whether an observation is a level that a bar can show.
func (c *charter) drawable(o *observation) bool {
	if c.charted[o] || o.Direction != "" {
		return false
	}
	switch extract.UnitKind(o.kind) {
	case extract.Rank, extract.Duration, extract.Times:
		return false
	}
	return o.Derived() || !o.primary.Vague && o.section() != extract.Boilerplate
}

// skip leaves out of the charts what the other language version says where the versions contradict each other.
func (c *charter) skip(a *alignment) {
	for _, pair := range a.different {
		for _, f := range pair {
			if f.lang != c.print.lang {
				c.charted[f.observation] = true
			}
		}
	}
}

// parts draws the parts of a sum and their total, the stated one or the one that they imply.
func (c *charter) parts(g *group, relations []*relation) {
	for _, r := range relations {
		total := cmp.Or(r.implied, r.whole)
		if r.share != nil || slices.Contains(r.minus, true) || slices.ContainsFunc(r.parts, func(o *observation) bool { return !c.drawable(o) }) {
			continue
		}
		p := c.print
		var labels, names []string
		for i, o := range r.parts {
			labels = append(labels, c.plain(o))
			names = append(names, labels[i])
			if i > 0 {
				names[i] = wording.Uncapital(names[i])
			}
		}
		if labels = append(labels, c.plain(total)); total == r.implied {
			labels[len(r.parts)] = p.text.Text("chart.parts.sum")
		}
		ch := c.chart(Parts, g.name+"-parts-"+r.total.ID, append(slices.Clone(r.parts), total), labels)
		ch.Unit = total.UnitMeasure
		c.finish(ch, append(slices.Clone(r.parts), total), p.text.Text("chart.parts.title", "parts", p.list(names), "total", total.Display))
	}
}

// shares draws a share whose part is counted.
func (c *charter) shares(g *group, relations []*relation) {
	for _, r := range relations {
		if r.share == nil || !c.drawable(r.share) || !r.share.Value.Valid || r.share.kind != string(extract.Percent) {
			continue
		}
		p := c.print
		// The part is of the same makers, buyers or workers as its share, and may be where the text names them.
		subject := capital(cmp.Or(c.subject(r.share), c.subject(r.part)))
		label := cmp.Or(subject, c.plain(r.share))
		ch := c.chart(Share, g.name+"-share-"+r.share.Indicator, []*observation{r.share}, []string{label})
		mark := &ch.Marks[0]
		mark.Display = p.text.Text("chart.share.mark", "share", r.share.Display, "count", r.part.Display)
		title := p.text.Text("chart.share.title", "subject", subject, "label", wording.Uncapital(r.share.IndicatorLabel), "share", r.share.Display, "count", r.part.Display)
		if subject == "" {
			title = p.text.Text("chart.alone.title", "label", label, "value", mark.Display)
		}
		c.charted[r.part] = true
		c.finish(ch, []*observation{r.share}, title)
	}
}

// singles draws the figures that the catalogue wants drawn though nothing stands beside them.
func (c *charter) singles(g *group, list []*observation) {
	for _, o := range list {
		if o.indicator == nil || !o.indicator.Alone || o.change || o.Derived() || !c.drawable(o) {
			continue
		}
		name := c.named(o)
		ch := c.chart(Bars, g.name+"-"+o.Indicator, []*observation{o}, []string{name})
		c.finish(ch, []*observation{o}, c.print.text.Text("chart.alone.title", "label", name, "value", o.Display))
	}
}

// chart starts a chart with a mark for each observation.
func (c *charter) chart(kind ChartKind, id string, list []*observation, labels []string) *Chart {
	id = slug(id)
	c.ids[id]++
	if n := c.ids[id]; n > 1 {
		id += "-" + strconv.Itoa(n)
	}
	ch := &Chart{ID: id, Kind: kind, Unit: list[0].UnitMeasure, Releases: sources(list)}
	for i, o := range list {
		m := Mark{
			Label: labels[i], Value: barEnd(o), Interval: o.Interval, Bound: o.Bound, Display: o.Display,
			Period: o.TimePeriod, Derived: o.Derived(), Observation: o.ID,
		}
		if o.Direction == string(extract.Down) {
			m.Value, m.Interval = m.Value.Neg(), m.Interval.Neg()
			m.Bound = mirrored(m.Bound)
		}
		if f := o.quoted(c.print.lang); f != nil {
			m.Mention, m.Sentence, m.Speaker = f.ID, f.Sentence, f.Speaker
		}
		ch.Marks = append(ch.Marks, m)
	}
	return ch
}

// mirrored is a qualifier of −x that says the same as the qualifier of x.
func mirrored(bound string) string {
	pairs := [][2]interval.Bound{{interval.MoreThan, interval.LessThan}, {interval.AtLeast, interval.AtMost}}
	for _, p := range pairs {
		switch interval.Bound(bound) {
		case p[0]:
			return string(p[1])
		case p[1]:
			return string(p[0])
		}
	}
	return bound
}

// quoted is the mention whose sentence a chart quotes: one that states the number that is drawn, from a fact list
// rather than from a speech, in the language of the dataset.
func (o *observation) quoted(lang string) *fact {
	var best *fact
	for _, f := range o.facts {
		if best == nil {
			best = f
			continue
		}
		same := func(f *fact) bool { return f.written.Low.Equal(o.primary.written.Low) }
		switch {
		case same(f) != same(best):
			if same(f) {
				best = f
			}
		case (f.lang == lang) != (best.lang == lang):
			if f.lang == lang {
				best = f
			}
		case sectionRank(f.Section) < sectionRank(best.Section):
			best = f
		}
	}
	return best
}

// finish adds the texts of a chart and keeps it.
func (c *charter) finish(ch *Chart, list []*observation, title string) {
	p := c.print
	ch.Title = title
	c.scale(ch, list)
	ch.Subtitle = capital(ch.AxisLabel)
	if period, ok := commonPeriod(ch.Marks); ok {
		ch.Subtitle = p.text.Text("chart.subtitle", "unit", ch.Subtitle, "period", p.period(period))
	}
	if ch.Kind == Share {
		ch.Subtitle = p.text.Text("chart.share.subtitle", "label", list[0].IndicatorLabel, "subtitle", wording.Uncapital(ch.Subtitle))
	}
	c.describe(ch, list)
	for _, o := range list {
		c.charted[o] = true
	}
	c.charts = append(c.charts, *ch)
}

// scale chooses the power of ten of a chart's axis and names it: "billions of Canadian dollars".
func (c *charter) scale(ch *Chart, list []*observation) {
	p := c.print
	if ch.Kind == Ranks {
		ch.AxisLabel = p.text.Text("chart.axis.ranks")
		return
	}
	u := list[len(list)-1].unit
	name := u.Full(p.lang)
	if !u.Known(p.lang) {
		name, _ = list[0].noun(p.lang)
	}
	largest := decimal.Decimal{}
	for _, m := range ch.Marks {
		largest = largest.Max(m.Value.Abs())
	}
	key := "chart.axis.plain"
	if ch.AxisMult = scalePower(largest); ch.AxisMult > 0 {
		key = "chart.axis." + strconv.Itoa(ch.AxisMult)
	}
	ch.AxisLabel = p.text.Text(key, "unit", name, "de", de(name))
	for _, noun := range p.denominators(list[0]) {
		ch.AxisLabel = p.text.Text("per", "quantity", ch.AxisLabel, "unit", noun)
	}
}

// describe says what a chart shows, in a sentence and at length.
func (c *charter) describe(ch *Chart, list []*observation) {
	p := c.print
	var items, sentences []string
	for i, m := range ch.Marks {
		o := list[i]
		items = append(items, p.text.Text("chart.item", "label", m.Label, "value", m.Display))
		if m.Period == "" || m.Label == capital(o.PeriodText) {
			sentences = append(sentences, p.text.Text("chart.describe", "label", m.Label, "value", m.Display))
		} else {
			sentences = append(sentences, p.text.Text("chart.describe.period", "label", m.Label, "value", m.Display, "period", o.PeriodText))
		}
		switch {
		case o.Derived():
			sentences = append(sentences, p.text.Text("chart.describe.derived", "derivation", o.Derivation))
		case o.Interval.Bounded() && !o.Interval.IsPoint():
			sentences = append(sentences, p.text.Text("chart.describe.range", "range", o.Range))
		}
	}
	ch.Alt = p.text.Text("chart.alt."+string(ch.Kind), "list", strings.Join(items, p.text.Text("list.clause")))
	ch.Description = strings.Join(sentences, " ")
}

// commonPeriod is the period of all marks that state one.
func commonPeriod(marks []Mark) (string, bool) {
	period := ""
	for _, m := range marks {
		if m.Period != "" && period != "" && m.Period != period {
			return "", false
		}
		period = cmp.Or(period, m.Period)
	}
	return period, period != ""
}

// slug is a name for files and anchors.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9', r == '_':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
