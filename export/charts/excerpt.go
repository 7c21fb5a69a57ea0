package charts

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// groupsOf gathers the releases of d, by index: the language versions of one release make a group.
func groupsOf(d *transform.Dataset) [][]int {
	at := map[string]int{} // release id → group
	var groups [][]int
	for i, r := range d.Releases {
		g, ok := at[r.Pair]
		if r.Pair == "" || !ok {
			g = len(groups)
			groups = append(groups, nil)
		}
		groups[g] = append(groups[g], i)
		at[r.ID] = g
	}
	return groups
}

// excerpts cuts a dataset into those of its groups. What several state stands in each; a chart that draws figures of several
// stands in none.
func excerpts(d *transform.Dataset, groups [][]int) []*transform.Dataset {
	at := map[string]int{}
	parts := make([]*transform.Dataset, len(groups))
	for g, group := range groups {
		parts[g] = &transform.Dataset{Language: d.Language}
		if d.Changes != nil {
			parts[g].Changes = []changes.Change{}
		}
		for _, i := range group {
			parts[g].Releases = append(parts[g].Releases, d.Releases[i])
			at[d.Releases[i].ID] = g
		}
	}
	for _, m := range d.Mentions {
		if g, ok := at[m.ReleaseID]; ok {
			parts[g].Mentions = append(parts[g].Mentions, m)
		}
	}
	for _, o := range d.Observations {
		for _, g := range among(o.Releases, at) {
			parts[g].Observations = append(parts[g].Observations, o)
		}
	}
	for _, c := range d.Checks {
		for _, g := range among(c.Releases, at) {
			parts[g].Checks = append(parts[g].Checks, c)
		}
	}
	for _, c := range d.Changes {
		for _, g := range among(c.Releases, at) {
			parts[g].Changes = append(parts[g].Changes, c)
		}
	}
	for _, c := range d.Charts {
		if in := among(c.Releases, at); len(in) == 1 {
			parts[in[0]].Charts = append(parts[in[0]].Charts, c)
		}
	}
	return parts
}

// among lists the groups of releases, in order.
func among(releases []string, at map[string]int) []int {
	var found []int
	for _, id := range releases {
		if g, ok := at[id]; ok {
			found = append(found, g)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// How much of a set its overview shows.
const (
	mostAcross  = 40 // charts that draw several releases
	mostSamples = 12 // charts, when fewer than these draw several
	mostChecks  = 50 // that do not agree
)

// highlights keeps of a dataset what its overview shows: some of the charts, and of the checks those that do not agree, the
// graver first.
func highlights(d *transform.Dataset, groups [][]int) *transform.Dataset {
	out := *d
	out.Checks = nil
	out.Charts = slices.Concat(samples(d, groups)...)
	for _, c := range d.Checks {
		if c.Result != transform.Consistent {
			out.Checks = append(out.Checks, c)
		}
	}
	severity := func(c transform.Check) int { return slices.Index(transform.Results(), c.Result) }
	slices.SortStableFunc(out.Checks, func(a, b transform.Check) int { return cmp.Compare(severity(a), severity(b)) })
	out.Checks = out.Checks[:min(len(out.Checks), mostChecks)]
	return &out
}

// samples are the figures that draw several groups, and then, while these are few, the first one of each group, the newest
// releases first.
func samples(d *transform.Dataset, groups [][]int) [][]transform.Chart {
	at := map[string]int{}
	dates := make([]string, len(groups))
	for g, group := range groups {
		for _, i := range group {
			at[d.Releases[i].ID] = g
			dates[g] = max(dates[g], d.Releases[i].Date)
		}
	}
	var across [][]transform.Chart
	first := map[int][]transform.Chart{}
	for _, figure := range figuresOf(d.Charts) {
		switch in := among(figure[0].Releases, at); {
		case len(in) > 1:
			across = append(across, figure)
		case len(in) == 1 && first[in[0]] == nil:
			first[in[0]] = figure
		}
	}
	across = across[:min(len(across), mostAcross)]
	newest := slices.SortedStableFunc(maps.Keys(first), func(a, b int) int { return cmp.Or(strings.Compare(dates[b], dates[a]), a-b) })
	for _, g := range newest[:max(0, min(len(newest), mostSamples-len(across)))] {
		across = append(across, first[g])
	}
	return across
}
