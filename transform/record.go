package transform

import (
	"strconv"

	"tidyrelease/transform/changes"
)

// Record gives what is kept of the dataset for the next run to be compared with.
func (d *Dataset) Record() *changes.Record {
	r := &changes.Record{Changes: d.Changes}
	for _, x := range d.Releases {
		r.Releases = append(r.Releases, changes.Release{ID: x.ID, Source: x.Source, SHA256: x.SHA256, Pair: x.Pair})
	}
	places := make(map[string]int, len(d.Mentions))
	for i := range d.Mentions {
		places[d.Mentions[i].ID] = i
	}
	r.Facts = make([]changes.Fact, 0, len(d.Observations))
	for i := range d.Observations {
		o := &d.Observations[i]
		place := ""
		if len(o.Mentions) > 0 {
			m := d.Mentions[places[o.Mentions[0]]]
			place = m.ReleaseID + "/" + strconv.Itoa(m.CharStart)
		}
		r.Facts = append(r.Facts, changes.Fact{
			ID: o.ID, Indicator: o.Indicator, Label: o.IndicatorLabel, Subject: o.Subject, Area: o.RefArea, Partner: o.CounterpartArea, Period: o.TimePeriod,
			Unit: o.UnitMeasure, Per: o.Per, Direction: o.Direction, Method: o.Method, Value: o.Bound + " " + o.Interval.String(), Display: o.Display,
			Place: place, Releases: o.Releases, Classified: o.Indicator != Unclassified,
		})
	}
	for _, c := range d.Checks {
		r.Checks = append(r.Checks, changes.Check{ID: c.ID, Kind: c.Kind, Result: c.Result, Message: c.Message, Facts: c.Observations, Releases: c.Releases})
	}
	return r
}
