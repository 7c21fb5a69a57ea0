package brief

import (
	"slices"

	"tidyrelease/transform"
)

// index tells where a dataset says something of a release, so that thousands of briefs can be made without looking through all of
// it for each.
type index struct {
	*transform.Dataset
	releases map[string]int // by ID: the place in the table
	mentions map[string]int

	// By the ID of a release: the places of what is said of it.
	mentionsOf, observationsOf, chartsOf, checksOf, changesOf map[string][]int
}

func newIndex(d *transform.Dataset) *index {
	x := &index{Dataset: d, releases: map[string]int{}, mentions: map[string]int{}}
	for i := range d.Releases {
		x.releases[d.Releases[i].ID] = i
	}
	for i := range d.Mentions {
		x.mentions[d.Mentions[i].ID] = i
	}
	x.mentionsOf = places(len(d.Mentions), func(i int) []string { return []string{d.Mentions[i].ReleaseID} })
	x.observationsOf = places(len(d.Observations), func(i int) []string { return d.Observations[i].Releases })
	x.chartsOf = places(len(d.Charts), func(i int) []string { return d.Charts[i].Releases })
	x.checksOf = places(len(d.Checks), func(i int) []string { return d.Checks[i].Releases })
	x.changesOf = places(len(d.Changes), func(i int) []string { return d.Changes[i].Releases })
	return x
}

func places(rows int, releases func(row int) []string) map[string][]int {
	of := map[string][]int{}
	for i := range rows {
		for _, id := range releases(i) {
			of[id] = append(of[id], i)
		}
	}
	return of
}

// rows are those of a table that are of one of the releases, in the order of the table.
func rows[T any](table []T, of map[string][]int, releaseIDs []string) []*T {
	var at []int
	for _, id := range releaseIDs {
		at = append(at, of[id]...)
	}
	slices.Sort(at)
	list := make([]*T, 0, len(at))
	for _, i := range slices.Compact(at) {
		list = append(list, &table[i])
	}
	return list
}

// part is what a dataset says of some of its releases. What it names is in it too.
func (x *index) part(releaseIDs []string) *transform.Dataset {
	part := &transform.Dataset{Language: x.Language}
	for _, id := range releaseIDs {
		part.Releases = append(part.Releases, x.Releases[x.releases[id]])
	}
	named := map[string]bool{}
	for _, m := range rows(x.Mentions, x.mentionsOf, releaseIDs) {
		part.Mentions = append(part.Mentions, *m)
		named[m.ID] = true
	}
	for _, id := range releaseIDs {
		named[id] = true
	}
	within := func(ids []string) []string {
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !named[id] })
	}
	for _, o := range rows(x.Observations, x.observationsOf, releaseIDs) {
		fact := *o
		fact.Mentions, fact.Releases = within(o.Mentions), within(o.Releases)
		part.Observations = append(part.Observations, fact)
	}
	return part
}
