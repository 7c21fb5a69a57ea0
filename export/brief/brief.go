// Package brief writes a release's figures as a PDF of one or two A4 pages: key figures, charts, checks,
// the table of all facts, the sentences that state them, and where the text comes from.
//
// A transform.Dataset and the id of one of its releases go in. Labels, numbers and findings are those of
// the dataset, in its language; sentences stand in the language of the release. A release with many
// figures runs on over more pages. The package computes nothing but places on the paper.
//
// The file is tagged and made to PDF/UA-1 and PDF/A-3a; package paper sees to that.
package brief

import (
	"embed"
	"fmt"
	"io"
	"time"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// Write writes the brief of one release of d to w. Equal datasets give equal bytes.
//
// It fails when d has no release of that id, when the language of d has no wording, and with the
// error of w. Text from a release stands in the brief as text, whatever it holds.
func Write(w io.Writer, d *transform.Dataset, releaseID string) error {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	c, err := newContent(d, words, releaseID)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	pdf, err := c.make()
	if err != nil {
		return fmt.Errorf("brief: release %q: %w", releaseID, err)
	}
	_, err = w.Write(pdf)
	return err
}

// A brief has at most so many charts, and fewer where that saves a page.
const (
	mostCharts  = 4
	leastCharts = 2
)

// make draws the content with as many charts as fit on the fewest pages.
func (c *content) make() ([]byte, error) {
	info := paper.Info{
		Title: c.title, Author: c.publisher, Language: wording.Tag(c.words.Language()).String(), Date: c.date,
		Top: top, Bottom: bottom,
	}
	charts := c.charts[:min(len(c.charts), mostCharts)]
	draw := func(n int) func(*paper.Document) {
		return func(d *paper.Document) { (&sheet{Document: d, content: c}).draw(charts[:n]) }
	}
	n, least := len(charts), min(len(charts), leastCharts)
	if n > least {
		for fewest := paper.Measure(info, draw(least)); n > least && paper.Measure(info, draw(n)) > fewest; {
			n--
		}
	}
	return paper.Make(info, draw(n))
}

// day is a release's date, or the first day that PDF readers know where it has none.
func day(r *transform.Release) time.Time {
	if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return t
	}
	return time.Unix(0, 0).UTC()
}
