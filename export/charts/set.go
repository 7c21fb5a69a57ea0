package charts

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// Set is what the pages of a run are made of.
type Set struct {
	Datasets []*transform.Dataset // one for each language, of the same releases; that of the run comes first
	Names    []string             // what to call the page of each release, in the order of the releases
	CDN      bool                 // the chart library is loaded from its public address instead of standing in the page
}

// Page is one file of a set.
type Page struct {
	Path  string // slashes between folders
	Write func(io.Writer) error
}

// mostTogether is how many releases share one page, the versions of one counted once. More make it long, and then
// each release has a page of its own.
const mostTogether = 3

const overview = "charts.html"

// Pages lists the pages: charts.html in the language of the run and charts.fr.html in the other one. Many releases
// have a page each, in a folder for each language, and charts.html leads to them.
func (s Set) Pages() []Page {
	var pages []Page
	for i, d := range s.Datasets {
		groups := groupsOf(d)
		shared := sync.OnceValues(func() (*press, error) { return newPress(d) })
		top := site{path: s.overview(i), press: shared, cdn: s.CDN, translations: map[string]string{}}
		for j, other := range s.Datasets {
			if j != i {
				top.translations[other.Language] = s.overview(j)
			}
		}
		if len(groups) <= mostTogether {
			pages = append(pages, top.page(d, nil))
			continue
		}
		top.home = map[string]string{}
		parts := excerpts(d, groups)
		var own []Page
		for g, part := range parts {
			at := site{path: s.path(d, groups[g]), press: shared, up: "../../", cdn: s.CDN, plain: true, overview: top.path, releases: len(d.Releases), translations: map[string]string{}}
			for j, other := range s.Datasets {
				if j != i {
					at.translations[other.Language] = s.path(other, groups[g])
				}
			}
			for _, r := range part.Releases {
				top.home[r.ID] = at.path
			}
			own = append(own, at.page(part, nil))
		}
		pages = append(append(pages, top.page(d, groups)), own...)
	}
	return pages
}

func (s Set) overview(i int) string {
	if i == 0 {
		return overview
	}
	return "charts." + s.Datasets[i].Language + ".html"
}

// path is that of a group's page in the language of d: named for the version in that language where there is one.
func (s Set) path(d *transform.Dataset, group []int) string {
	best := group[0]
	for _, i := range group {
		if d.Releases[i].Language == d.Language {
			best = i
			break
		}
	}
	return "charts/" + d.Language + "/" + s.Names[best] + ".html"
}

// site is a page's place among the others.
type site struct {
	path         string
	press        func() (*press, error)
	up           string            // leads from the page to the folder of the overview
	overview     string            // the page over all releases; empty when there is none above
	releases     int               // how many it leads to
	translations map[string]string // language → page
	home         map[string]string // of an overview: release id → its page
	cdn          bool
	plain        bool // without the chart library inside: a page of a set would be mostly library
}

func (s site) page(d *transform.Dataset, groups [][]int) Page {
	return Page{s.path, func(w io.Writer) error {
		lib, err := s.library()
		if err != nil {
			return fmt.Errorf("charts: %w", err)
		}
		shared, err := s.press()
		if err != nil {
			return fmt.Errorf("charts: %w", err)
		}
		if err := shared.write(w, d, s, groups, lib); err != nil {
			return fmt.Errorf("charts: %s: %w", s.path, err)
		}
		return nil
	}}
}

func (s site) library() (chartLibrary, error) {
	if s.cdn {
		return chartLibrary{url: libraryURL}, nil
	}
	if s.plain {
		return chartLibrary{}, nil
	}
	code, err := library.ReadFile("library/echarts.min.js")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return chartLibrary{}, err
	}
	return chartLibrary{code: code}, nil
}

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

// highlights keeps of a dataset what its overview shows: the charts that draw figures of several groups, then the first
// chart of each group, the newest releases first; and of the checks those that do not agree.
func highlights(d *transform.Dataset, groups [][]int) *transform.Dataset {
	at := map[string]int{}
	dates := make([]string, len(groups))
	for g, group := range groups {
		for _, i := range group {
			at[d.Releases[i].ID] = g
			dates[g] = max(dates[g], d.Releases[i].Date)
		}
	}
	out := *d
	out.Charts, out.Checks = nil, nil
	first := map[int]*transform.Chart{}
	for i := range d.Charts {
		c := &d.Charts[i]
		switch in := among(c.Releases, at); {
		case len(in) > 1:
			if len(out.Charts) < mostAcross {
				out.Charts = append(out.Charts, *c)
			}
		case len(in) == 1 && first[in[0]] == nil:
			first[in[0]] = c
		}
	}
	order := make([]int, 0, len(first))
	for g := range groups {
		if first[g] != nil {
			order = append(order, g)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(dates[b], dates[a]) })
	for _, g := range order {
		if len(out.Charts) >= mostSamples {
			break
		}
		out.Charts = append(out.Charts, *first[g])
	}
	for _, c := range d.Checks {
		if c.Result != transform.Consistent {
			out.Checks = append(out.Checks, c)
		}
	}
	slices.SortStableFunc(out.Checks, func(a, b transform.Check) int {
		return cmp.Compare(severity(a.Result), severity(b.Result))
	})
	if len(out.Checks) > mostChecks {
		out.Checks = out.Checks[:mostChecks]
	}
	return &out
}

func severity(result string) int {
	return slices.Index(transform.Results(), result)
}

// How much of a set its overview shows.
const (
	mostAcross  = 40  // charts that draw several releases
	mostSamples = 12  // charts, when fewer than these draw several
	mostChecks  = 100 // that do not agree
)
