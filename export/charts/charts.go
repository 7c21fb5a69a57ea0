// Package charts writes a dataset as one HTML page: key figures, charts, checks, the text of the
// releases with every figure marked, and the table behind it all.
//
// A transform.Dataset goes in; a page in the dataset's language comes out. The page is a single file
// that loads nothing: it can be opened from a mail attachment, printed, and read with scripts off.
// Its Content-Security-Policy admits the page's own script and style by their hashes and no other.
// Each chart is an SVG that is drawn here, beside a table of the same figures. Where the chart
// library was there when the program was built (go generate), the options that go-echarts builds
// bring the charts to life; see the folder library.
//
// Every figure in the text links to its row, every chart and row to the sentence that it comes from.
//
// The package computes nothing but places on the page: numbers, labels and findings are those of the
// dataset. It does not choose what to chart.
package charts

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

//go:generate go run fetch.go

//go:embed page.html page.css page.js
var assets embed.FS

//go:embed en.yaml fr.yaml
var texts embed.FS

//go:embed library
var library embed.FS

// Write writes the page of d to w, in the language of d. Equal datasets give equal bytes.
//
// It fails when the language has no wording, and with the error of w. Text from a release stands in
// the page as text, whatever it holds.
func Write(w io.Writer, d *transform.Dataset) error {
	echarts, err := library.ReadFile("library/echarts.min.js")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("charts: %w", err)
	}
	return write(w, d, echarts)
}

// write writes the page with the given chart library; with none, the static charts stay.
func write(w io.Writer, d *transform.Dataset, echarts []byte) error {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return fmt.Errorf("charts: %w", err)
	}
	p, err := newPage(d, words, echarts)
	if err != nil {
		return fmt.Errorf("charts: %w", err)
	}
	t, err := newTemplate(words)
	if err != nil {
		return fmt.Errorf("charts: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return fmt.Errorf("charts: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}
