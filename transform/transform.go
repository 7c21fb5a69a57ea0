package transform

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

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
	mentions, facts, err := b.read(docs)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	// What a person rejected stays among the mentions and states no fact.
	facts = slices.DeleteFunc(facts, func(f *fact) bool { return f.Rejected() })
	b.groups = groups(b.releases, facts)
	if b.print, err = newPrinter(lang, catalogue.units, b.groups); err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	for i := range b.releases {
		b.releases[i].DateText = b.print.period(b.releases[i].Date)
	}
	b.observe()
	headlines(b.groups)
	checks, charts := b.compare()

	ds := &Dataset{
		Language: lang, Releases: b.releases, Mentions: mentions, Observations: make([]Observation, 0, len(b.observations)+len(b.implied)),
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

// read reads the documents, which are in the order of their names, some at a time on each processor.
func (b *builder) read(docs []*extract.Document) ([]Mention, []*fact, error) {
	first := make([]int, len(docs)+1) // of each document's figures among all
	for i, doc := range docs {
		if doc.ID == "" {
			return nil, nil, fmt.Errorf("a document without a name, read from %q", doc.Source)
		}
		if i > 0 && docs[i-1].ID == doc.ID {
			return nil, nil, fmt.Errorf("two documents have the name %q: %s and %s", doc.ID, docs[i-1].Source, doc.Source)
		}
		b.releases = append(b.releases, release(doc))
		first[i+1] = first[i]
		for k := range doc.Mentions {
			if !doc.Mentions[k].Trivial {
				first[i+1]++
			}
		}
	}
	figures := first[len(docs)]
	mentions, memory, facts := make([]Mention, figures), make([]fact, figures), make([]*fact, figures)
	err := side(len(docs), func(from, to int) error {
		start, end := first[from], first[to]
		r := &reader{
			catalogue: b.catalogue, finders: map[string]*finder{}, first: start,
			mentions: mentions[start:start:end], memory: memory[start:start:end], facts: facts[start:start:end],
		}
		for _, doc := range docs[from:to] {
			if err := r.read(doc); err != nil {
				return fmt.Errorf("%s: %w", doc.ID, err)
			}
		}
		return nil
	})
	return mentions, facts, err
}

// side does work on n things side by side, each processor on those from one to before another. The error is that of the first stretch that has
// one. A panic in a stretch goes on in the caller, who may recover from it.
func side(n int, work func(from, to int) error) error {
	stretches := min(n, runtime.GOMAXPROCS(0))
	errs, faults := make([]error, stretches), make([]any, stretches)
	var all sync.WaitGroup
	for i := range stretches {
		all.Go(func() {
			defer func() { faults[i] = recover() }()
			errs[i] = work(i*n/stretches, (i+1)*n/stretches)
		})
	}
	all.Wait()
	for i, err := range errs {
		if faults[i] != nil {
			panic(faults[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// each does something with each member of a list, side by side.
func each[T any](list []T, do func(i int, x T)) {
	_ = side(len(list), func(from, to int) error {
		for i := from; i < to; i++ {
			do(i, list[i])
		}
		return nil
	})
}

// observe joins the mentions to observations, within each group first and then across them.
func (b *builder) observe() {
	joined := make([][]*observation, len(b.groups))
	each(b.groups, func(i int, g *group) { joined[i] = join(g, g.align(b.releases)) })
	b.observations = joinAcross(slices.Concat(joined...))
	each(b.observations, func(_ int, o *observation) {
		o.finish(b.print.lang)
		for _, f := range o.facts {
			f.observation = o
		}
		b.print.write(o)
	})
	slices.SortStableFunc(b.observations, func(x, y *observation) int { return cmp.Compare(x.facts[0].order, y.facts[0].order) })
	for _, o := range b.observations {
		b.names.assign(o)
	}
	each(b.groups, func(_ int, g *group) { g.gather() })
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
			figures := rel.figures()
			seen := known[figures]
			known[figures] = true
			return seen
		})
		for _, rel := range relations {
			if rel.implied != nil {
				b.imply(rel.implied)
			}
			check.relation(rel)
		}
		var computed []*observation
		g.alone(func() { computed = compute(b.catalogue, g.observations()) })
		for _, o := range computed {
			if formula, _ := o.written(); !known[formula] { // as with relations
				known[formula] = true
				b.imply(o)
			}
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
	chart.timeline(b.groups, b.releases)
	return check.checks, chart.charts
}

// imply adds a derived observation.
func (b *builder) imply(o *observation) {
	o.Releases = sources(o.inputs)
	o.Formula, o.Derivation = o.written()
	b.names.assign(o)
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
		Source: doc.Source, SHA256: doc.SHA256, Text: doc.Text, Places: doc.Places, Blocks: []Block{},
		Number: doc.Number, Address: doc.Address, Translations: doc.Translations,
	}
	for _, b := range doc.Blocks {
		r.Blocks = append(r.Blocks, Block{Start: b.Start, End: b.End, Kind: string(b.Kind), Section: string(b.Section)})
	}
	return r
}
