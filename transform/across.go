package transform

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform/interval"
)

// In a set of releases the figures of some indicators form lines over time. This file compares the releases along them: another number for
// the same period, a leap to the next, a record that was none.

// line is the figures of one indicator, area, partner, subject and measure, over all releases of a run.
type line struct {
	indicator, area, partner, unit, per, lang, subject, measure string
}

// across compares the releases of a run: the figures of the indicators that the catalogue says form a line over time.
func (c *checker) across(list []*observation, releases []Release, catalogue *Catalogue) {
	dates := make(map[string]string, len(releases))
	for _, r := range releases {
		dates[r.ID] = r.Date
	}
	lines := map[line][]*observation{}
	var order []line
	for _, o := range list {
		if !o.complete() || o.indicator.Jump == 0 || o.change || o.Direction != "" || o.primary.Vague || grain(o.TimePeriod) == "" {
			continue
		}
		for _, f := range o.facts {
			if len(f.measure) == 0 {
				continue
			}
			l := line{o.Indicator, o.RefArea, o.CounterpartArea, o.UnitMeasure, o.Per, f.lang, f.subject.String(), f.measure.String()}
			if lines[l] == nil {
				order = append(order, l)
			}
			if points := lines[l]; len(points) == 0 || points[len(points)-1] != o {
				lines[l] = append(points, o)
			}
		}
	}
	told := map[[2]*observation]bool{}
	for _, l := range order {
		points := lines[l]
		slices.SortStableFunc(points, func(a, b *observation) int {
			return cmp.Or(cmp.Compare(a.TimePeriod, b.TimePeriod), cmp.Compare(dates[a.primary.ReleaseID], dates[b.primary.ReleaseID]))
		})
		for i, o := range points[min(1, len(points)):] {
			before := points[i]
			if pair := [2]*observation{before, o}; !told[pair] {
				told[pair] = true
				c.follow(before, o, dates)
			}
		}
		c.records(points, dates, catalogue.words.stated[l.lang])
	}
}

// follow compares two neighbours of a line.
func (c *checker) follow(before, o *observation, dates map[string]string) {
	text := c.print.text
	date := func(o *observation) string { return c.print.date(dates[o.primary.ReleaseID]) }
	switch {
	case before.TimePeriod == o.TimePeriod:
		if before.group == o.group || before.Interval.Meets(o.Interval) {
			return
		}
		if factor := scaled(before.primary, o.primary); !factor.IsZero() {
			c.add(checkScale, Inconsistent, before.Interval, o.Interval, text.Text("check.scale.inconsistent",
				"label", o.IndicatorLabel, "first", before.Display, "second", o.Display, "factor", text.Number(factor)), before, o)
			return
		}
		// Two releases may use the same words of two things, so that not even those of one day surely contradict each other.
		key := "check.revision.undecided"
		if dates[before.primary.ReleaseID] == dates[o.primary.ReleaseID] {
			key += ".day"
		}
		c.add(checkRevision, Undecided, before.Interval, o.Interval, text.Text(key,
			"label", o.IndicatorLabel, "period", o.PeriodText, "first", before.Display, "firstdate", date(before),
			"second", o.Display, "seconddate", date(o)), before, o)
	case follows(before.TimePeriod, o.TimePeriod):
		x, y := before.Interval, o.Interval
		factor := interval.Point(decimal.MustNew(int64(o.indicator.Jump), 0))
		// Levels below zero have no ratio.
		if x.Low.Unbounded || y.Low.Unbounded || x.Low.Value.IsNeg() || y.Low.Value.IsNeg() {
			return
		}
		if exceeds(y, x.Mul(factor)) || exceeds(x, y.Mul(factor)) {
			c.add(checkJump, Undecided, x, y, text.Text("check.jump.undecided",
				"label", o.IndicatorLabel, "first", before.Display, "firstperiod", before.PeriodText,
				"second", o.Display, "secondperiod", o.PeriodText, "factor", strconv.Itoa(o.indicator.Jump)), before, o)
		}
	}
}

// records checks figures that their sentence calls a record against earlier periods.
func (c *checker) records(points []*observation, dates map[string]string, words *phrases) {
	for i, o := range points {
		if !o.record(words) {
			continue
		}
		for _, before := range points[:i] {
			if before.TimePeriod == o.TimePeriod || grain(before.TimePeriod) != grain(o.TimePeriod) || !exceeds(before.Interval, o.Interval) {
				continue
			}
			c.add(checkRecord, Inconsistent, interval.Interval{Low: before.Interval.Low, High: interval.All().High}, o.Interval,
				c.print.text.Text("check.record.inconsistent", "label", o.IndicatorLabel, "value", o.Display, "period", o.PeriodText,
					"higher", before.Display, "earlier", before.PeriodText, "date", c.print.date(dates[before.primary.ReleaseID])), before, o)
			break
		}
	}
}

// record tells whether words beside the figure call it the highest there has been.
func (o *observation) record(words *phrases) bool {
	const beside = 4 // words
	return slices.ContainsFunc(o.facts, func(f *fact) bool {
		before, behind, ok := strings.Cut(f.Sentence, fold(f.Surface))
		if !ok || f.lang != o.primary.lang {
			return false
		}
		left, right := signs(before), signs(behind)
		return left[max(0, len(left)-beside):].holds(words.Record) || right[:min(beside, len(right))].holds(words.Record)
	})
}

// follows tells whether a period comes right after another of the same length.
func follows(a, b string) bool {
	if grain(a) != grain(b) {
		return false
	}
	number := func(s string) (int, bool) {
		year, err := strconv.Atoi(s[:min(4, len(s))])
		if err != nil {
			return 0, false
		}
		switch grain(s) {
		case "year", "fiscal year":
			return year, true
		case "quarter":
			n, err := strconv.Atoi(s[len(s)-1:])
			return 4*year + n, err == nil
		case "month":
			n, err := strconv.Atoi(s[len(s)-2:])
			return 12*year + n, err == nil
		}
		return 0, false
	}
	x, okX := number(a)
	y, okY := number(b)
	return okX && okY && y == x+1
}
