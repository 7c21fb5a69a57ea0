package transform

import (
	"strconv"

	"tidyrelease/transform/changes"
)

// Record gives what is kept of a run for the next one to be compared with: the facts and checks of the first dataset, in the words of all. The
// datasets are of the same documents, in different languages.
func Record(datasets ...*Dataset) *changes.Record {
	d := datasets[0]
	r := &changes.Record{Changes: map[string][]changes.Change{}}
	for _, in := range datasets {
		r.Languages = append(r.Languages, in.Language)
		if len(in.Changes) > 0 {
			r.Changes[in.Language] = in.Changes
		}
	}
	for _, x := range d.Releases {
		r.Releases = append(r.Releases, changes.Release{ID: x.ID, Source: x.Source, SHA256: x.SHA256, Pair: x.Pair})
	}
	first := firstMentions(d)
	r.Facts = make([]changes.Fact, 0, len(d.Observations))
	for i := range d.Observations {
		o := &d.Observations[i]
		f := changes.Fact{
			ID: o.ID, Indicator: o.Indicator, Subject: o.Subject, Area: o.RefArea, Partner: o.CounterpartArea, Period: o.TimePeriod,
			Unit: o.UnitMeasure, Per: o.Per, Direction: o.Direction, Method: o.Method, Value: o.Bound + " " + o.Interval.String(),
			Releases: o.Releases, Classified: o.Indicator != Unclassified,
		}
		if m := first[o.ID]; m != nil {
			f.Measure, f.Place = m.Measure, m.ReleaseID+"/"+strconv.Itoa(m.CharStart)
		}
		for _, in := range datasets {
			o := &in.Observations[i]
			f.Words = append(f.Words, changes.Words{Label: o.IndicatorLabel, Period: o.PeriodText, Text: o.Display})
		}
		r.Facts = append(r.Facts, f)
	}
	for i, c := range d.Checks {
		k := changes.Check{ID: c.ID, Kind: c.Kind, Result: c.Result, Facts: c.Observations, Releases: c.Releases}
		for _, in := range datasets {
			k.Messages = append(k.Messages, in.Checks[i].Message)
		}
		r.Checks = append(r.Checks, k)
	}
	return r
}

// firstMentions are the mentions that observations are first stated by, by the names of the observations.
func firstMentions(d *Dataset) map[string]*Mention {
	first := make(map[string]*Mention, len(d.Observations))
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.ObservationID != "" && first[m.ObservationID] == nil {
			first[m.ObservationID] = m
		}
	}
	return first
}
