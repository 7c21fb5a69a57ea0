package charts

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// entry is a release in the list of a set.
type entry struct {
	Title        link
	Lang         string
	Date         string
	Publisher    string // where it is not that of most
	Figures      string
	Inconsistent string // checks; empty when there is none

	day string // to sort by
}

// mostListed is how many releases an overview lists. The others are on a page of their own, for a list of thousands would be most of it.
const mostListed = 100

// list fills the index of the releases, the newest first. Each is named for its version in the language of the page.
func (b *builder) list(p *page) {
	figures, inconsistent := b.tally()
	publishers := map[string]int{}
	for _, group := range b.site.groups {
		r := &b.d.Releases[versionFor(b.d, group)]
		e := entry{
			Title: link{Href: b.home([]string{r.ID}), Text: cmp.Or(r.Title, r.ID)}, Lang: b.foreign(r.Language),
			Publisher: r.Publisher, Figures: b.number(figures[r.ID]),
		}
		e.Date, e.day = b.date(r)
		publishers[r.Publisher]++
		broken := 0
		for _, i := range group {
			broken = max(broken, inconsistent[b.d.Releases[i].ID])
		}
		if broken > 0 {
			e.Inconsistent = b.number(broken)
		}
		p.Index = append(p.Index, e)
	}
	p.Publisher = usual(publishers, len(p.Index))
	for i := range p.Index {
		if p.Index[i].Publisher == p.Publisher {
			p.Index[i].Publisher = ""
		}
	}
	slices.SortStableFunc(p.Index, func(x, y entry) int { return strings.Compare(y.day, x.day) })
}

// tally counts, for each release, its figures and the checks in which it does not agree.
func (b *builder) tally() (figures, inconsistent map[string]int) {
	figures, inconsistent = map[string]int{}, map[string]int{}
	for _, m := range b.d.Mentions {
		figures[m.ReleaseID]++
	}
	for _, c := range b.d.Checks {
		for _, id := range c.Releases {
			if c.Result == transform.Inconsistent {
				inconsistent[id]++
			}
		}
	}
	return figures, inconsistent
}

// usual is the publisher of most of n releases, which need not be named with each; empty where none has most of them, or some name none.
func usual(publishers map[string]int, n int) string {
	for name, count := range publishers {
		if 2*count > n && publishers[""] == 0 {
			return name
		}
	}
	return ""
}

// versionFor is the release of a group, by index, that is in the language of d; the first where none is.
func versionFor(d *transform.Dataset, group []int) int {
	for _, i := range group {
		if d.Releases[i].Language == d.Language {
			return i
		}
	}
	return group[0]
}

// indicator is an indicator of the catalogue with the facts that the releases put forward.
type indicator struct {
	Label, Facts string
	Top          []fact
}

// fact is a row of a release's page.
type fact struct {
	row
	Href string
}

// mostTop is how many facts of an indicator an overview shows.
const mostTop = 3

// indicators lists the indicators, those with most facts first. Of each the key figures come first, in their order, and
// then what was stated last.
func (b *builder) indicators() []indicator {
	var ids []string
	facts := map[string][]*transform.Observation{}
	for i := range b.d.Observations {
		o := &b.d.Observations[i]
		if o.Derived() || o.Indicator == "" || o.Indicator == transform.Unclassified {
			continue
		}
		if facts[o.Indicator] == nil {
			ids = append(ids, o.Indicator)
		}
		facts[o.Indicator] = append(facts[o.Indicator], o)
	}
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(len(facts[y]), len(facts[x])) })
	var out []indicator
	for _, id := range ids {
		list := facts[id]
		slices.SortStableFunc(list, func(x, y *transform.Observation) int {
			return cmp.Or(cmp.Compare(rank(x), rank(y)), strings.Compare(y.TimePeriod, x.TimePeriod))
		})
		in := indicator{Label: list[0].IndicatorLabel, Facts: b.number(len(list))}
		for _, o := range list[:min(len(list), mostTop)] {
			r := b.row(o)
			in.Top = append(in.Top, fact{r, b.rowLink(o.ID).Href})
		}
		out = append(out, in)
	}
	return out
}

// rank orders key figures before all others.
func rank(o *transform.Observation) int {
	if o.Headline == 0 {
		return 1 << 30
	}
	return o.Headline
}
