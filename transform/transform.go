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
	ds := &Dataset{
		Language: lang, Releases: []Release{}, Mentions: []Mention{}, Observations: []Observation{}, Checks: []Check{}, Charts: []Chart{},
	}
	figures := 0
	for _, doc := range docs {
		figures += len(doc.Mentions)
	}
	r := &reader{catalogue: catalogue, finders: map[string]*finder{}, mentions: make([]Mention, 0, figures), facts: make([]*fact, 0, figures)}
	for i, doc := range docs {
		if doc.ID == "" {
			return nil, fmt.Errorf("transform: a document without a name, read from %q", doc.Source)
		}
		if i > 0 && docs[i-1].ID == doc.ID {
			return nil, fmt.Errorf("transform: two documents have the name %q: %s and %s", doc.ID, docs[i-1].Source, doc.Source)
		}
		if err := r.read(doc); err != nil {
			return nil, err
		}
		ds.Releases = append(ds.Releases, release(doc))
	}
	all := groups(ds.Releases, r.facts)
	print, err := newPrinter(lang, catalogue.units, all)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}

	alignments := make([]*alignment, len(all))
	var list []*observation
	for i, g := range all {
		var atoms []atom
		if len(g.facts) == 2 {
			a := align(g.facts[0], g.facts[1], [2]string{ds.Releases[g.releases[0]].Text, ds.Releases[g.releases[1]].Text})
			alignments[i], atoms = &a, a.atoms
		} else {
			for _, f := range g.facts[0] {
				atoms = append(atoms, atom{f})
			}
		}
		list = append(list, join(g, atoms)...)
	}
	list = joinAcross(list)
	for _, o := range list {
		o.finish(lang)
	}
	slices.SortStableFunc(list, func(a, b *observation) int { return cmp.Compare(a.facts[0].order, b.facts[0].order) })
	names := ids{}
	for _, o := range list {
		names.assign(o)
		print.write(o)
	}
	of := make(map[*fact]*observation, len(r.facts))
	for _, o := range list {
		for _, f := range o.facts {
			of[f] = o
		}
	}
	stated := make([]stating, len(all))
	for i, g := range all {
		stated[i] = g.states(of)
		stated[i].date = ds.Releases[g.releases[0]].Date
	}
	headlines(stated)
	check := newChecker(print, ds.Releases)
	chart := &charter{print: print, charted: map[*observation]bool{}, ids: map[string]int{}, countries: map[*group]string{}}
	chart.lines(list)
	var implied []*observation
	known := map[string]bool{}
	for i, g := range all {
		here := stated[i].list
		stated[i].swap()
		relations := slices.DeleteFunc(relate(catalogue, here), func(rel *relation) bool {
			// Releases that state the same facts imply the same ones.
			seen := known[rel.figures()]
			known[rel.figures()] = true
			return seen
		})
		stated[i].swap()
		for _, rel := range relations {
			if o := rel.implied; o != nil {
				o.Releases = sources(o.inputs)
				o.Formula = o.formula()
				names.assign(o)
				o.Derivation = o.derivation()
				print.write(o)
				implied = append(implied, o)
			}
			check.relation(rel)
		}
		check.contradictions(g.members(of))
		check.restatements(here)
		stated[i].swap()
		check.repeats(here)
		check.stated(g, ds.Releases, catalogue, of)
		if alignments[i] != nil {
			check.pair(*alignments[i], here, of)
			chart.skip(*alignments[i], of)
		}
		chart.group(g, here, relations)
		stated[i].swap()
	}
	check.across(list, ds.Releases, catalogue)

	ds.Mentions = r.mentions
	ds.Observations = make([]Observation, 0, len(list)+len(implied))
	for _, o := range append(list, implied...) {
		ds.Observations = append(ds.Observations, o.Observation)
	}
	ds.Checks = append(ds.Checks, check.ranked()...)
	ds.Charts = append(ds.Charts, chart.charts...)
	return ds, nil
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
