package workbook

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// index finds what the dataset holds by its identifiers. For each fact and mention it keeps a number or two and no
// more, for there may be millions.
type index struct {
	d            *transform.Dataset
	releases     map[string]int
	observations identifiers
	mentions     identifiers
	checks       identifiers
	rows         []int32 // of the observations: the row, from 0, in the table of those that are stated or derived
}

func newIndex(d *transform.Dataset) *index {
	x := &index{d: d, releases: make(map[string]int, len(d.Releases)), rows: make([]int32, len(d.Observations))}
	for i := range d.Releases {
		x.releases[d.Releases[i].ID] = i
	}
	x.observations = identify(len(d.Observations), func(i int) string { return d.Observations[i].ID })
	x.mentions = identify(len(d.Mentions), func(i int) string { return d.Mentions[i].ID })
	x.checks = identify(len(d.Checks), func(i int) string { return d.Checks[i].ID })
	var stated, derived int32
	for i := range d.Observations {
		next := &stated
		if d.Observations[i].Derived() {
			next = &derived
		}
		x.rows[i] = *next
		*next++
	}
	return x
}

// identifiers are those of a table's rows, in their order.
type identifiers struct {
	id    func(row int) string
	order []int32 // rows
}

func identify(n int, id func(row int) string) identifiers {
	x := identifiers{id, make([]int32, n)}
	for i := range x.order {
		x.order[i] = int32(i)
	}
	slices.SortFunc(x.order, func(a, b int32) int { return cmp.Or(strings.Compare(id(int(a)), id(int(b))), cmp.Compare(a, b)) })
	return x
}

func (x identifiers) find(id string) (row int, ok bool) {
	at, ok := slices.BinarySearchFunc(x.order, id, func(row int32, id string) int { return strings.Compare(x.id(int(row)), id) })
	if !ok {
		return 0, false
	}
	return int(x.order[at]), true
}

// release is nil where there is none of the identifier, as are the next two.
func (x *index) release(id string) *transform.Release {
	if i, ok := x.releases[id]; ok {
		return &x.d.Releases[i]
	}
	return nil
}

func (x *index) observation(id string) *transform.Observation {
	if i, ok := x.observations.find(id); ok {
		return &x.d.Observations[i]
	}
	return nil
}

func (x *index) mention(id string) *transform.Mention {
	if i, ok := x.mentions.find(id); ok {
		return &x.d.Mentions[i]
	}
	return nil
}

// title is that of a release.
func (x *index) title(release string) string {
	if r := x.release(release); r != nil {
		return r.Title
	}
	return ""
}

// language is that of a release.
func (x *index) language(release string) string {
	if r := x.release(release); r != nil && r.Language != "" {
		return r.Language
	}
	return x.d.Language
}

// own tells whether a mention is in the dataset's language.
func (x *index) own(m *transform.Mention) bool { return x.language(m.ReleaseID) == x.d.Language }

// firstMention is where to read an observation first: in the dataset's language, if it is stated in it.
func (x *index) firstMention(o *transform.Observation) *transform.Mention {
	var first *transform.Mention
	for _, id := range o.Mentions {
		m := x.mention(id)
		if m == nil {
			continue
		}
		if first == nil || !x.own(first) && x.own(m) {
			first = m
		}
	}
	return first
}

// observed is the observations that are derived, or those that are not.
func (x *index) observed(derived bool) []*transform.Observation {
	var list []*transform.Observation
	for i := range x.d.Observations {
		if o := &x.d.Observations[i]; o.Derived() == derived {
			list = append(list, o)
		}
	}
	return list
}

// The keys of the tables that are found by identifiers, with what their defined names start with.
const (
	mentionName     = "mention"
	observationName = "obs"
	derivedName     = "derived"
)

// fact is an observation as formulas refer to it.
func (w *describer) fact(id string) (fact, bool) {
	i, ok := w.observations.find(id)
	if !ok {
		return fact{}, false
	}
	o := &w.d.Observations[i]
	name := observationName
	if o.Derived() {
		name = derivedName
	}
	f := fact{id: id, value: o.Value, interval: o.Interval, percent: isPercent(o)}
	f.home, f.row = w.named(name, int(w.rows[i]))
	return f, true
}

// reported is an observation that a release states.
func (w *describer) reported(id string) (fact, bool) {
	if o := w.observation(id); o == nil || o.Derived() {
		return fact{}, false
	}
	return w.fact(id)
}

// saying is a mention as formulas refer to it.
func (w *describer) saying(id string) (fact, bool) {
	i, ok := w.mentions.find(id)
	if !ok {
		return fact{}, false
	}
	m := &w.d.Mentions[i]
	f := fact{id: id, value: m.Value, interval: m.Interval, percent: w.inPercent(m)}
	f.home, f.row = w.named(mentionName, i)
	return f, true
}

// home leads to the row of an observation, a mention or a check.
func (w *describer) home(id string) (link, bool) {
	if i, ok := w.observations.find(id); ok {
		key := "observations"
		if w.d.Observations[i].Derived() {
			key = "derived"
		}
		return w.rowOf(key, int(w.rows[i])), true
	}
	if i, ok := w.mentions.find(id); ok {
		return w.rowOf("mentions", i), true
	}
	if i, ok := w.checks.find(id); ok {
		return w.rowOf("checks", i), true
	}
	return link{}, false
}
