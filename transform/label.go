package transform

import (
	"cmp"
	"slices"
	"strings"
)

// plain is the name of what an observation measures: the label of its indicator, with the country where that is not
// the one that the release is mostly about.
func (c *charter) plain(o *observation) string {
	if country := c.abroad(o); country != "" {
		return c.print.text.Text("chart.label.of", "label", o.IndicatorLabel, "detail", country)
	}
	return o.IndicatorLabel
}

// named is the plain name, or the label with the subject where the text states one.
func (c *charter) named(o *observation) string {
	subject := c.subject(o)
	if c.abroad(o) != "" || subject == "" || o.primary != nil && len(o.primary.subject) == 0 ||
		strings.Contains(strings.ToLower(o.IndicatorLabel), strings.ToLower(subject)) {
		return c.plain(o)
	}
	return c.print.text.Text("chart.label.of", "label", o.IndicatorLabel, "detail", subject)
}

// abroad is the country of an observation where it is not that of most figures of the release.
func (c *charter) abroad(o *observation) string {
	if o.RefArea == "" || o.group == nil {
		return ""
	}
	country := func(code string) string { return code[:min(2, len(code))] }
	if c.countries[o.group] == "" {
		count := map[string]int{}
		most := country(o.RefArea)
		for _, facts := range o.group.facts {
			for _, f := range facts {
				if f.RefArea == "" {
					continue
				}
				at := country(f.RefArea)
				count[at]++
				if n := count[at] - count[most]; n > 0 || n == 0 && at < most {
					most = at
				}
			}
		}
		c.countries[o.group] = most
	}
	if at := country(o.RefArea); at != c.countries[o.group] {
		return c.print.area(at)
	}
	return ""
}

// subject is what an observation is measured of, in the language of the dataset where a text in it states the fact.
func (c *charter) subject(o *observation) string {
	if len(o.facts) == 0 {
		return fold(o.Subject)
	}
	return c.print.own(o, func(f *fact) string { return f.Subject })
}

// own is a phrase of the mentions in the language of the dataset; only where none is in it, one of another language.
func (p *printer) own(o *observation, of func(*fact) string) string {
	other := ""
	known := false
	for _, f := range append([]*fact{o.primary}, o.facts...) {
		s := fold(of(f))
		if f.lang == p.lang {
			if known = true; s != "" {
				return s
			}
		}
		other = cmp.Or(other, s)
	}
	if known {
		return ""
	}
	return other
}

// apart makes the names of observations differ by what tells them apart: subject, partner, what is measured, period or
// area. A name that nothing tells from another is left empty. With instead, the detail takes the place of a name that
// all have.
func (c *charter) apart(list []*observation, names []string, instead bool) []string {
	p := c.print
	details := []func(*observation) string{
		c.subject,
		func(o *observation) string {
			if o.CounterpartArea == "" {
				return ""
			}
			return p.area(o.CounterpartArea)
		},
		nil, // what is measured, without the words that all begin with
		func(o *observation) string { return o.PeriodText },
		func(o *observation) string {
			if o.RefArea == "" {
				return ""
			}
			return p.area(o.RefArea)
		},
	}
	names = slices.Clone(names)
	index := map[string][]int{}
	for i, name := range names {
		index[name] = append(index[name], i)
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(names))) {
		same := index[name]
		if len(same) < 2 {
			continue
		}
		for _, i := range same {
			names[i] = ""
		}
		for _, detail := range details {
			texts := make([]string, len(same))
			for k, i := range same {
				if detail == nil {
					texts[k] = p.own(list[i], func(f *fact) string { return f.Measure })
				} else {
					texts[k] = detail(list[i])
				}
			}
			if detail == nil {
				texts = headings(texts)
			}
			if !differ(texts) {
				continue
			}
			for k, i := range same {
				if names[i] = c.detailed(list[i], name, texts[k]); instead && len(same) == len(list) {
					names[i] = capital(texts[k])
				}
			}
			break
		}
	}
	return names
}

// detailed adds a detail to the name of an observation, in the brackets that the name may have already.
func (c *charter) detailed(o *observation, name, detail string) string {
	p := c.print
	if subject := c.subject(o); name != o.IndicatorLabel && name == p.text.Text("chart.label.of", "label", o.IndicatorLabel, "detail", subject) {
		name, detail = o.IndicatorLabel, subject+p.text.Text("list.separator")+detail
	}
	return p.text.Text("chart.label.of", "label", name, "detail", detail)
}

// headings takes from texts what stands before a colon in all of them: the caption of a table before its headings.
func headings(texts []string) []string {
	caption, _, ok := strings.Cut(texts[0], ": ")
	out := make([]string, len(texts))
	for i, s := range texts {
		if out[i] = strings.TrimPrefix(s, caption+": "); !ok || out[i] == s {
			return texts
		}
	}
	return out
}

// differ tells whether every text says something and none the same as another.
func differ(texts []string) bool {
	seen := map[string]bool{"": true}
	for _, s := range texts {
		if s = strings.ToLower(s); seen[s] {
			return false
		}
		seen[s] = true
	}
	return true
}

// labels names the marks of a chart; none where nothing tells two of them apart.
func (c *charter) labels(list []*observation) ([]string, bool) {
	names := make([]string, len(list))
	for i, o := range list {
		names[i] = c.plain(o)
	}
	names = c.apart(list, names, true)
	return names, differ(names)
}
