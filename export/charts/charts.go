// Package charts writes a dataset as HTML pages: key figures, charts, checks, the text of the
// releases with every figure marked, and the table behind it all.
//
// A Set of datasets goes in, one for each language; pages in these languages come out, each with a link to
// the other. A few releases share one page. Many have one each, below an overview with what the releases
// put forward for each indicator, which stays small however many there are.
//
// A page is a single file that loads nothing: it can be opened from a mail attachment, printed, and read
// with scripts off. Its Content-Security-Policy admits the page's own scripts and style by their hashes and
// no other. What it offers for download is made from what stands in it.
//
// Each chart is an SVG that is drawn here, beside a table of the same figures. Where the chart
// library was there when the program was built (go generate), the options that go-echarts builds
// bring the charts to life when they come into view; see the folder library.
//
// Every figure in the text links to its row, every chart and row to the sentence that it comes from. What has changed since the last run
// and what a person said of a figure stand beside them.
//
// The package computes nothing but places on the page: numbers, labels and findings are those of the
// dataset. It does not choose what to chart.
package charts

import (
	"bytes"
	"embed"
	"html/template"
	"io"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:generate go run fetch.go

//go:embed page.html sections.html parts.html page.css panel.js download.js interactive.js
var assets embed.FS

//go:embed en.yaml fr.yaml
var texts embed.FS

//go:embed library
var library embed.FS

// chartLibrary is the JavaScript library that brings the charts to life: its code, or where it is; neither, and the static
// charts stay.
type chartLibrary struct {
	code []byte
	url  string
}

// The public address of the library, and the hash that a browser holds it against. The version is that of package.json.
const (
	libraryVersion   = "5.6.0"
	libraryURL       = "https://cdn.jsdelivr.net/npm/echarts@" + libraryVersion + "/dist/echarts.min.js"
	libraryIntegrity = "sha384-pPi0zxBAoDu6+JXW/C68UZLvBUUtU+7zonhif43rqj7pxsGyqyqzcian2Rj37Rss"
)

// press is what all pages of one dataset share.
type press struct {
	words    *wording.Catalogue
	template *template.Template
	table    observations // of the whole dataset
}

func newPress(d *transform.Dataset) (*press, error) {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	t, err := template.New("page.html").Funcs(template.FuncMap{"t": words.Text}).ParseFS(assets, "*.html")
	if err != nil {
		return nil, err
	}
	return &press{words, t, observationsOf(d)}, nil
}

// write writes a page of d, which stands at a place of a site.
func (s *press) write(w io.Writer, d *transform.Dataset, at site, lib chartLibrary) error {
	p, err := newBuilder(d, s, at).page(lib)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := s.template.Execute(&b, p); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}
