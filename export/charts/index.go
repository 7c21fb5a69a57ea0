package charts

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// entry is a release in the list of a set.
type entry struct {
	Title         link
	Lang          string
	Date, ISODate string
	Publisher     string
	Figures       string
	Inconsistent  string // checks; empty when there is none
}

// index lists the groups of releases, the newest first. Each is named for its version in the language of the page.
func (b *builder) index(d *transform.Dataset, groups [][]int) []entry {
	figures, inconsistent := map[string]int{}, map[string]int{}
	for _, m := range d.Mentions {
		figures[m.ReleaseID]++
	}
	for _, c := range d.Checks {
		for _, id := range c.Releases {
			if c.Result == transform.Inconsistent {
				inconsistent[id]++
			}
		}
	}
	var out []entry
	for _, group := range groups {
		best := group[0]
		broken := 0
		for _, i := range group {
			if d.Releases[i].Language == d.Language {
				best = i
			}
			broken = max(broken, inconsistent[d.Releases[i].ID])
		}
		r := &d.Releases[best]
		e := entry{
			Title: link{Href: b.site.home[r.ID], Text: cmp.Or(r.Title, r.ID)}, Lang: b.foreign(r.Language),
			Publisher: r.Publisher, Figures: b.number(figures[r.ID]),
		}
		e.Date, e.ISODate = b.date(r)
		if broken > 0 {
			e.Inconsistent = b.number(broken)
		}
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(x, y entry) int { return strings.Compare(y.ISODate, x.ISODate) })
	return out
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
	at := map[string]int{}
	var ids []string
	facts := map[string][]*transform.Observation{}
	for i := range b.d.Observations {
		o := &b.d.Observations[i]
		if o.Derived() || o.Indicator == "" || o.Indicator == transform.Unclassified {
			continue
		}
		if _, ok := at[o.Indicator]; !ok {
			at[o.Indicator] = len(ids)
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
