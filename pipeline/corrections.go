package pipeline

import (
	"os"

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
	content := data.Corrections
	switch {
	case cfg.Corrections != "":
		var err error
		if content, err = os.ReadFile(cfg.Corrections); err != nil {
			return nil, err
		}
	case len(cfg.Inputs) == 0:
		c.name = "data/corrections.yaml"
	default:
		return c, nil
	}
	c.sha256 = sha(content)
	var err error
	c.file, err = review.Load(c.name, content)
	return c, err
}

// build makes a dataset of the documents in each language, with what people said of their figures before and of its checks after. It tells what
// of that is met by nothing.
func (c *corrected) build(docs []*extract.Document, catalogue *transform.Catalogue, languages []string, today string) (datasets []*transform.Dataset, unmet []Diagnostic, err error) {
	docs, faults, err := c.file.Apply(docs)
	if err != nil {
		return nil, nil, err
	}
	for i, language := range languages {
		d, err := transform.Build(docs, catalogue, language)
		if err != nil {
			return nil, nil, err
		}
		waivers, err := c.file.Waive(d, today)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 { // the checks are the same in all languages
			faults = append(faults, waivers...)
		}
		datasets = append(datasets, d)
	}
	for _, f := range faults {
		unmet = append(unmet, Diagnostic{Kind: Unmet, Source: c.name, Line: f.Line, Column: f.Column, Message: f.Message})
	}
	return datasets, unmet, nil
}

// key tells what of the corrections decides the outputs: waivers end on a day.
func (c *corrected) key(today string) string {
	if c.file == nil || len(c.file.Waivers) == 0 {
		today = ""
	}
	return c.name + " " + c.sha256 + " " + today
}
