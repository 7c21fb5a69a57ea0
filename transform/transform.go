package transform

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"tidyrelease/extract"
)

// Build makes the dataset of a set of releases, with labels and messages in lang. The documents may come in any order
// and are not changed. It fails where the input is no result of extraction: two documents of one name, spans
// outside the text, a language without terms.
func Build(docs []*extract.Document, catalogue *Catalogue, lang string) (*Dataset, error) {
	if catalogue == nil {
		return nil, errors.New("transform: no catalogue of indicators")
	}
	docs = slices.SortedFunc(slices.Values(docs), func(a, b *extract.Document) int { return cmp.Compare(a.ID, b.ID) })
	b := &builder{catalogue: catalogue, releases: make([]Release, 0, len(docs)), names: ids{}}
	r, err := b.read(docs)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	b.groups = groups(b.releases, r.facts)
	if b.print, err = newPrinter(lang, catalogue.units, b.groups); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	b.observe()
	headlines(b.groups)
	checks, charts := b.compare()

	ds := &Dataset{
		Language: lang, Releases: b.releases, Mentions: r.mentions, Observations: make([]Observation, 0, len(b.observations)+len(b.implied)),
		Checks: append([]Check{}, checks...), Charts: append([]Chart{}, charts...),
	}
	for _, o := range append(b.observations, b.implied...) {
		ds.Observations = append(ds.Observations, o.Observation)
	}
	ds.RankChecks()
	return ds, nil
}

// builder makes one dataset.
type builder struct {
	catalogue    *Catalogue
	print        *printer
	names        ids
	releases     []Release // by name
	groups       []*group
	observations []*observation // reported ones, in the order of their first mentions
	implied      []*observation
}

// read reads the documents, which are in the order of their names.
func (b *builder) read(docs []*extract.Document) (*reader, error) {
	figures := 0
	for _, doc := range docs {
		figures += len(doc.Mentions)
	}
	r := &reader{
		catalogue: b.catalogue, finders: map[string]*finder{},
		mentions: make([]Mention, 0, figures), memory: make([]fact, 0, figures), facts: make([]*fact, 0, figures),
	}
	for i, doc := range docs {
		if doc.ID == "" {
			return nil, fmt.Errorf("a document without a name, read from %q", doc.Source)
		}
		if i > 0 && docs[i-1].ID == doc.ID {
			return nil, fmt.Errorf("two documents have the name %q: %s and %s", doc.ID, docs[i-1].Source, doc.Source)
		}
		if err := r.read(doc); err != nil {
			return nil, fmt.Errorf("%s: %w", doc.ID, err)
		}
		b.releases = append(b.releases, release(doc))
	}
	return r, nil
}

// observe joins the mentions to observations, within each group first and then across them.
func (b *builder) observe() {
	for _, g := range b.groups {
		b.observations = append(b.observations, join(g, g.align(b.releases))...)
	}
	b.observations = joinAcross(b.observations)
	for _, o := range b.observations {
		o.finish(b.print.lang)
		for _, f := range o.facts {
			f.observation = o
		}
	}
	slices.SortStableFunc(b.observations, func(x, y *observation) int { return cmp.Compare(x.facts[0].order, y.facts[0].order) })
	for _, o := range b.observations {
		b.names.assign(o)
		b.print.write(o)
	}
	for _, g := range b.groups {
		g.gather()
	}
}

// compare checks the observations and chooses the charts.
func (b *builder) compare() ([]Check, []Chart) {
	check := newChecker(b.print, b.releases)
	chart := newCharter(b.print)
	chart.lines(b.observations)
	known := map[string]bool{}
	for _, g := range b.groups {
		var relations []*relation
		g.alone(func() { relations = relate(b.catalogue, g.observations()) })
		// Releases that state the same facts imply the same ones.
		relations = slices.DeleteFunc(relations, func(rel *relation) bool {
			seen := known[rel.figures()]
			known[rel.figures()] = true
			return seen
		})
		for _, rel := range relations {
			if rel.implied != nil {
				b.imply(rel.implied)
			}
			check.relation(rel)
		}
		check.contradictions(g.members)
		check.restatements(g.members)
		g.alone(func() {
			check.repeats(g.members)
			check.stated(g, b.releases, b.catalogue)
			if a := g.alignment; a != nil {
				check.pair(a, g.observations())
				chart.skip(a)
			}
			chart.group(g, relations)
		})
	}
	check.across(b.observations, b.releases, b.catalogue)
	return check.checks, chart.charts
}

// imply adds a derived observation.
func (b *builder) imply(o *observation) {
	o.Releases = sources(o.inputs)
	o.Formula = o.formula()
	b.names.assign(o)
	o.Derivation = o.derivation()
	b.print.write(o)
	b.implied = append(b.implied, o)
}

// write fills the texts of an observation.
func (p *printer) write(o *observation) {
	o.IndicatorLabel = p.label(o)
	o.Display = p.display(o)
	o.Range = p.rangeText(o)
	o.Evidence = p.evidence(o)
	o.PeriodText = p.period(o.TimePeriod)
}

func release(doc *extract.Document) Release {
	r := Release{
		ID: doc.ID, Title: doc.Title, Publisher: doc.Publisher, Date: doc.Date, Language: doc.Language,
		Source: doc.Source, SHA256: doc.SHA256, Text: doc.Text, Blocks: []Block{},
	}
	for _, b := range doc.Blocks {
		r.Blocks = append(r.Blocks, Block{Start: b.Start, End: b.End, Kind: string(b.Kind), Section: string(b.Section)})
	}
	return r
}
