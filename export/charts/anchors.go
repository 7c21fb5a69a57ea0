package charts

import (
	"fmt"
	"strings"

	"tidyrelease/transform"
)

// anchors maps the ids of a dataset to the ids of elements in the page. An element is only linked to
// when it is there: a mention whose place in the text is not known has no anchor.
type anchors struct {
	release, mention, observation, chart map[string]string
	mentionsOf, chartsOf                 map[string][]string // observation id → mention ids, chart ids
	mentions                             map[string]*transform.Mention
	observations                         map[string]*transform.Observation
	charts                               map[string]*transform.Chart
	releases                             map[string]*transform.Release
	blocks                               map[string][]transform.Block    // release id → blocks that can be shown
	mentionsIn                           map[string][]*transform.Mention // release id → mentions that have an anchor
}

func newAnchors(d *transform.Dataset) *anchors {
	a := &anchors{
		release:      map[string]string{},
		mention:      map[string]string{},
		observation:  map[string]string{},
		chart:        map[string]string{},
		mentionsOf:   map[string][]string{},
		chartsOf:     map[string][]string{},
		mentions:     map[string]*transform.Mention{},
		observations: map[string]*transform.Observation{},
		charts:       map[string]*transform.Chart{},
		releases:     map[string]*transform.Release{},
		blocks:       map[string][]transform.Block{},
		mentionsIn:   map[string][]*transform.Mention{},
	}
	for i := range d.Releases {
		r := &d.Releases[i]
		a.releases[r.ID] = r
		a.blocks[r.ID] = blocks(r)
		a.release[r.ID] = nameOf("release", r.ID)
	}
	for i := range d.Observations {
		o := &d.Observations[i]
		a.observations[o.ID] = o
		a.observation[o.ID] = nameOf("row", o.ID)
	}
	for i := range d.Charts {
		a.addChart(&d.Charts[i])
	}
	for i := range d.Mentions {
		a.addMention(&d.Mentions[i])
	}
	return a
}

func (a *anchors) addChart(c *transform.Chart) {
	a.charts[c.ID] = c
	a.chart[c.ID] = nameOf("chart", c.ID)
	seen := map[string]bool{}
	for _, m := range c.Marks {
		if !seen[m.Observation] {
			seen[m.Observation] = true
			a.chartsOf[m.Observation] = append(a.chartsOf[m.Observation], c.ID)
		}
	}
}

func (a *anchors) addMention(m *transform.Mention) {
	a.mentions[m.ID] = m
	if r := a.releases[m.ReleaseID]; r == nil || !placed(r.Text, a.blocks[r.ID], m) {
		return
	}
	a.mention[m.ID] = nameOf("text", m.ID)
	a.mentionsIn[m.ReleaseID] = append(a.mentionsIn[m.ReleaseID], m)
	a.mentionsOf[m.ObservationID] = append(a.mentionsOf[m.ObservationID], m.ID)
}

// nameOf makes an element's id from that of a thing in the dataset: no two ids give one name, on whatever page they
// stand, and it is safe in an attribute and a URL. Parts of what it names add a colon and a word.
func nameOf(prefix, id string) string {
	var b strings.Builder
	b.WriteString(prefix + "-")
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "~%02x", c)
		}
	}
	return b.String()
}

// href is the link to an element of the page, or nothing when there is none.
func href(id string) string {
	if id == "" {
		return ""
	}
	return "#" + id
}
