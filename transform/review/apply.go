package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tidyrelease/extract"
	"tidyrelease/transform/unit"
)

// Apply gives the documents with the corrections in them, in their order. Those that it changes are copies. The
// faults are the corrections that no mention meets, in the order of the file.
func (f *File) Apply(docs []*extract.Document) ([]*extract.Document, []Fault, error) {
	if f == nil || len(f.Corrections) == 0 {
		return docs, nil, nil
	}
	units, err := unit.Load()
	if err != nil {
		return nil, nil, err
	}
	docs = slices.Clone(docs)
	index := make(map[string]int, len(docs))
	for i, d := range docs {
		index[d.ID] = i
	}
	copied := map[string]bool{}
	var faults []Fault
	for i := range f.Corrections {
		c := &f.Corrections[i]
		n, ok := index[c.Release]
		if !ok {
			faults = append(faults, c.at.fault("no release %q was read", c.Release))
			continue
		}
		if !copied[c.Release] {
			d := *docs[n]
			d.Mentions = slices.Clone(d.Mentions)
			docs[n], copied[c.Release] = &d, true
		}
		if wrong := c.apply(docs[n], units); wrong != "" {
			faults = append(faults, c.at.fault("%s", wrong))
		}
	}
	return docs, faults, nil
}

// apply marks and changes the mention that a correction is of, or says why it cannot.
func (c *Correction) apply(d *extract.Document, units *unit.Vocabulary) (wrong string) {
	i := slices.IndexFunc(d.Mentions, func(m extract.Mention) bool {
		return !m.Trivial && m.Start == *c.CharStart && fold(m.Surface) == fold(c.Surface)
	})
	if i < 0 {
		return c.lost(d)
	}
	m := &d.Mentions[i]
	note := fmt.Sprintf("%s, %s: %s", c.By, c.Date, strings.TrimSpace(c.Reason))
	var changes []string
	for _, column := range columns() {
		value, ok := c.Values[column.name]
		if !ok {
			continue
		}
		was := column.get(m)
		switch {
		case c.Decision == Confirm && !same(was, value):
			return fmt.Sprintf("%q was confirmed with the %s %q, and is read with %q now", c.Surface, column.name, value, was)
		case c.Decision == Correct:
			column.set(m, value, d.Language, units)
			if !same(was, value) {
				changes = append(changes, fmt.Sprintf("%s: %s → %s", column.name, cmp.Or(was, "–"), cmp.Or(value, "–")))
			}
		}
	}
	if len(changes) > 0 {
		note += " (" + strings.Join(changes, "; ") + ")"
	}
	m.Review = &extract.Review{Verdict: c.Decision.verdict(), Note: note}
	return ""
}

// lost says what became of the figure of a correction.
func (c *Correction) lost(d *extract.Document) string {
	what := fmt.Sprintf("no figure %q starts at byte %d of the release %q", c.Surface, *c.CharStart, c.Release)
	var elsewhere []string
	for i := range d.Mentions {
		m := &d.Mentions[i]
		switch {
		case m.Trivial:
		case m.Start == *c.CharStart:
			return what + fmt.Sprintf("; the figure there is %q", fold(m.Surface))
		case fold(m.Surface) == fold(c.Surface):
			elsewhere = append(elsewhere, fmt.Sprint(m.Start))
		}
	}
	const few = 3
	switch {
	case len(elsewhere) > few:
		return what + fmt.Sprintf("; it stands at %d other places", len(elsewhere))
	case len(elsewhere) > 0:
		return what + "; it stands at " + strings.Join(elsewhere, " and ")
	}
	return what
}
