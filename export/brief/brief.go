// Package brief writes the figures of a release as a PDF of two pages: key figures, what has changed, charts, checks, the table of
// all facts, the sentences that state them, and where the text comes from. One brief can also be about several
// releases, each with a chapter of its own.
//
// A transform.Dataset and the ids of its releases go in. Labels, numbers and findings are those of the
// dataset, in its language; sentences stand in the language of the release. A release with many
// figures runs on over more pages. The package computes nothing but places on the paper.
//
// The file is tagged and made to PDF/UA-1 and PDF/A-3a; package paper sees to that. The data that it shows are
// attached to it as tables.
package brief

import (
	"embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// Options say what paper a brief is for. The zero Options are good.
type Options struct {
	Paper paper.Size
	Font  *paper.Font // for characters that Liberation Sans lacks; without it they are shown as a substitute
}

// Briefs makes the briefs of a dataset, which may not change meanwhile. Several goroutines may use it at once.
type Briefs struct {
	index   *index
	options Options
	words   *wording.Catalogue
	err     error // that the language of the dataset has no wording
}

// Of looks through a dataset once for all of its briefs.
func Of(d *transform.Dataset, o Options) *Briefs {
	words, err := wording.Load(texts, d.Language)
	return &Briefs{newIndex(d), o, words, err}
}

// Write writes the brief of one release, or of several, to w. Equal datasets give equal bytes.
//
// It fails when the dataset has no release of such an id, when its language has no wording, and with the
// error of w. Text from a release stands in the brief as text, whatever it holds.
func (b *Briefs) Write(w io.Writer, releaseIDs ...string) error {
	if b.err != nil {
		return fmt.Errorf("brief: %w", b.err)
	}
	c, err := newContent(b.index, b.words, releaseIDs)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	files, err := attachments(b.index.part(releaseIDs), b.words)
	if err != nil {
		return fmt.Errorf("brief: %w", err)
	}
	pdf, err := c.make(b.options, files)
	if err != nil {
		return fmt.Errorf("brief: release %q: %w", strings.Join(releaseIDs, `", "`), err)
	}
	_, err = w.Write(pdf)
	return err
}

// Set is the releases that one brief of all is about: of two versions of one release the one in the
// language of the dataset, or the first. It is empty where there is but one.
func (b *Briefs) Set() []string {
	d := b.index.Dataset
	versions := map[string]string{} // language by id
	for _, r := range d.Releases {
		versions[r.ID] = r.Language
	}
	var ids []string
	taken := map[string]bool{}
	for _, r := range d.Releases {
		other, paired := versions[r.Pair]
		if paired && (taken[r.Pair] || r.Language != d.Language && other == d.Language) {
			continue
		}
		taken[r.ID] = true
		ids = append(ids, r.ID)
	}
	if len(ids) < 2 {
		return nil
	}
	return ids
}

// A brief has at most so many charts, and fewer where that saves a page.
const (
	mostCharts  = 4
	leastCharts = 2
)

// airs are how many times the least gaps the gaps of a brief may be, widest first.
var airs = []float64{2.5, 2, 1.6, 1.3, 1}

// make draws the content with as many charts as fit on the fewest pages, and gaps as wide as they allow.
func (c *content) make(o Options, files []paper.Attachment) ([]byte, error) {
	info := paper.Info{
		Title: c.title, Author: c.author, Language: wording.Tag(c.words.Language()).String(), Date: c.date,
		Size: o.Paper, Top: top, Bottom: o.Paper.Height() - foot, Font: o.Font, Files: files,
	}
	draw := func(charts int, air float64) func(*paper.Document) {
		return func(d *paper.Document) {
			s := &sheet{Document: d, content: c, right: o.Paper.Width() - left, bottom: info.Bottom, air: air}
			s.wide = s.right - left
			s.draw(c.charts[:charts])
		}
	}
	const tight = 1
	n, least := min(len(c.charts), mostCharts), min(len(c.charts), leastCharts)
	pages := paper.Measure(info, draw(least, tight))
	for n > least && paper.Measure(info, draw(n, tight)) > pages {
		n--
	}
	air := slices.IndexFunc(airs, func(air float64) bool { return air == tight || paper.Measure(info, draw(n, air)) == pages })
	return paper.Make(info, draw(n, airs[air]))
}
