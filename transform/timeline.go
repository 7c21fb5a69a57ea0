package transform

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/govalues/decimal"

	"tidyrelease/transform/interval"
)

// releasesOnTimeline is how many releases, the language versions of one counted once, have a course in time.
const releasesOnTimeline = 4

// timeline draws how many releases came in each month, or in each year where there are too many months.
func (c *charter) timeline(groups []*group, releases []Release) {
	var days []time.Time
	for _, g := range groups {
		if day, err := time.Parse(time.DateOnly, g.date); err == nil {
			days = append(days, day)
		}
	}
	if len(days) < releasesOnTimeline {
		return
	}
	first, last := slices.MinFunc(days, time.Time.Compare), slices.MaxFunc(days, time.Time.Compare)
	steps := calendar(first, last)
	if len(steps) < 2 || len(steps) > marksPerLine {
		return
	}
	counts := map[string]int{}
	most := 0
	for _, day := range days {
		step := day.Format(time.DateOnly)[:len(steps[0])]
		counts[step]++
		most = max(most, counts[step])
	}
	p := c.print
	ch := Chart{
		ID: "releases", Kind: Timeline, Unit: "RELEASE", AxisLabel: p.text.Text("chart.axis.timeline"),
		Title: p.text.Text("chart.timeline.title", "count", p.text.Number(decimal.MustNew(int64(len(days)), 0)),
			"from", p.period(first.Format(time.DateOnly)), "to", p.period(last.Format(time.DateOnly))),
		Alt: p.text.Text("chart.alt.timeline."+grain(steps[0]), "most", strconv.Itoa(most)),
	}
	ch.Subtitle = capital(ch.AxisLabel)
	for _, r := range releases {
		ch.Releases = append(ch.Releases, r.ID)
	}
	for _, step := range steps {
		n := decimal.MustNew(int64(counts[step]), 0)
		ch.Marks = append(ch.Marks, Mark{
			Label: capital(p.period(step)), Value: n, Interval: interval.Point(n), Bound: string(interval.Exact),
			Display: p.text.Number(n), Period: step,
		})
	}
	c.charts = append(c.charts, ch)
}

// calendar lists the months between two days, with theirs; the years, where the months are more than a line has marks.
func calendar(first, last time.Time) []string {
	from, to := first.Year()*12+int(first.Month())-1, last.Year()*12+int(last.Month())-1
	var steps []string
	if to-from < marksPerLine {
		for month := from; month <= to; month++ {
			steps = append(steps, fmt.Sprintf("%04d-%02d", month/12, month%12+1))
		}
		return steps
	}
	for year := first.Year(); year <= last.Year(); year++ {
		steps = append(steps, fmt.Sprintf("%04d", year))
	}
	return steps
}
