package transform

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
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
	reviewed := reviews(d)
	for _, x := range d.Releases {
		r.Releases = append(r.Releases, changes.Release{ID: x.ID, Source: x.Source, SHA256: x.SHA256, Pair: x.Pair, Reviewed: reviewed[x.ID]})
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
			o := o
			if len(in.Observations) == len(d.Observations) {
				o = &in.Observations[i]
			}
			f.Words = append(f.Words, changes.Words{Label: o.IndicatorLabel, Period: o.PeriodText, Text: o.Display})
		}
		r.Facts = append(r.Facts, f)
	}
	messages := make([]map[string]string, len(datasets))
	for i, in := range datasets {
		messages[i] = in.messages()
	}
	keys := d.checkKeys()
	for i, c := range d.Checks {
		k := changes.Check{ID: c.ID, Kind: c.Kind, Result: c.Result, Facts: c.Observations, Releases: c.Releases}
		for n := range datasets {
			k.Messages = append(k.Messages, cmp.Or(messages[n][keys[i]], c.Message))
		}
		r.Checks = append(r.Checks, k)
	}
	return r
}

// checkKeys tells the checks apart by what they compare. The places of observations are the same in the datasets of all languages, while their
// names and the number of checks may differ.
func (d *Dataset) checkKeys() []string {
	places := make(map[string]int, len(d.Observations))
	for i := range d.Observations {
		places[d.Observations[i].ID] = i
	}
	keys, alike := make([]string, len(d.Checks)), map[string]int{}
	for i, c := range d.Checks {
		compared := make([]int, len(c.Observations))
		for n, id := range c.Observations {
			compared[n] = places[id]
		}
		slices.Sort(compared)
		key := fmt.Sprint(c.Kind, c.Releases, compared)
		alike[key]++
		keys[i] = fmt.Sprint(key, alike[key])
	}
	return keys
}

// messages are those of the checks, by what they compare.
func (d *Dataset) messages() map[string]string {
	said := make(map[string]string, len(d.Checks))
	for i, key := range d.checkKeys() {
		said[key] = d.Checks[i].Message
	}
	return said
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

// reviews are hashes of what people said of the figures of each release, for those of which they said something.
func reviews(d *Dataset) map[string]string {
	said := map[string]string{}
	for i := range d.Mentions {
		if m := &d.Mentions[i]; m.Review != "" {
			hash := sha256.Sum256(fmt.Appendf(nil, "%s %d %q %s %q", said[m.ReleaseID], m.CharStart, m.Surface, m.Review, m.ReviewNote))
			said[m.ReleaseID] = hex.EncodeToString(hash[:])
		}
	}
	return said
}
