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

// build makes the dataset of the documents, with what people said of their figures before and of its checks after. It tells what of that is met
// by nothing.
func (c *corrected) build(docs []*extract.Document, catalogue *transform.Catalogue, language, today string) (d *transform.Dataset, unmet []Diagnostic, err error) {
	docs, mentions, err := c.file.Apply(docs)
	if err != nil {
		return nil, nil, err
	}
	if d, err = transform.Build(docs, catalogue, language); err != nil {
		return nil, nil, err
	}
	checks, err := c.file.Waive(d, today)
	if err != nil {
		return nil, nil, err
	}
	for _, f := range slices.Concat(mentions, checks) {
		unmet = append(unmet, Diagnostic{Kind: Unmet, Source: c.name, Line: f.Line, Column: f.Column, Message: f.Message})
	}
	return d, unmet, nil
}

// key tells what of the corrections decides the outputs: waivers end on a day.
func (c *corrected) key(today string) string {
	if c.file == nil || len(c.file.Waivers) == 0 {
		today = ""
	}
	return c.name + " " + c.sha256 + " " + today
}
