package pipeline

import (
	"os"
	"slices"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/transform"
	"tidyrelease/transform/review"
)

// corrected is what people said of the figures and checks of a run.
type corrected struct {
	name   string // of the file; empty where there is none
	sha256 string
	file   *review.File
}

// corrections reads the file that the configuration names. The releases that come with the program have their own.
func corrections(cfg Config) (*corrected, error) {
	c := &corrected{name: cfg.Corrections}
	var content []byte
	var err error
	switch {
	case cfg.Corrections != "":
		content, err = os.ReadFile(cfg.Corrections)
	case len(cfg.Inputs) == 0:
		c.name = "data/" + data.Corrections
		content, err = data.Read(data.Corrections)
	default:
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.sha256 = sha(content)
	c.file, err = review.Load(c.name, content)
	return c, err
}

// build makes a dataset of the documents in each language, with what people said of their figures before and of its checks after. It tells what
// of that is met by nothing.
func (c *corrected) build(docs []*extract.Document, catalogue *transform.Catalogue, languages []string, today string) ([]*transform.Dataset, []Diagnostic, error) {
	docs, faults, err := c.file.Apply(docs)
	if err != nil {
		return nil, nil, err
	}
	datasets := make([]*transform.Dataset, len(languages))
	for i, language := range languages[1:] {
		if datasets[1+i], _, err = c.dataset(docs, catalogue, language, today); err != nil {
			return nil, nil, err
		}
	}
	// The last one to be made is the first: what it does not need of the documents is free while it is made.
	var waivers []review.Fault // the checks are the same in all languages
	if datasets[0], waivers, err = c.dataset(docs, catalogue, languages[0], today); err != nil {
		return nil, nil, err
	}
	var unmet []Diagnostic
	for _, f := range slices.Concat(faults, waivers) {
		unmet = append(unmet, Diagnostic{Kind: Unmet, Source: c.name, Line: f.Line, Column: f.Column, Message: f.Message})
	}
	return datasets, unmet, nil
}

// dataset makes that in one language.
func (c *corrected) dataset(docs []*extract.Document, catalogue *transform.Catalogue, language, today string) (*transform.Dataset, []review.Fault, error) {
	d, err := transform.Build(docs, catalogue, language)
	if err != nil {
		return nil, nil, err
	}
	faults, err := c.file.Waive(d, today)
	return d, faults, err
}

// key tells what of the corrections decides the outputs: waivers end on a day.
func (c *corrected) key(today string) string {
	if c.file == nil || len(c.file.Waivers) == 0 {
		today = ""
	}
	return c.name + " " + c.sha256 + " " + today
}
