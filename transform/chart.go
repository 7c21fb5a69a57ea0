package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
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
	c.keepFigures(first, figuresPerGroup)
}

// keepFigures drops the charts of all figures but the first n, of those that begin at a chart. A figure of panels is kept or dropped whole.
func (c *charter) keepFigures(begin, n int) {
	for i := begin; i < len(c.charts); i++ {
		if i > begin && c.charts[i].Panel != nil && c.charts[i-1].Panel != nil && *c.charts[i].Panel == *c.charts[i-1].Panel {
			continue
		}
		if n--; n < 0 {
			c.charts = c.charts[:i]
			return
		}
	}
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
