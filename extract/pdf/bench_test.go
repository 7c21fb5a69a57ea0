package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"tidyrelease/extract/page"
)

// Pages a second on one core: 50 pages of 3,000 letters.
func BenchmarkPages(b *testing.B) {
	const pages = 50
	data := draw(b, func(f *gofpdf.Fpdf) {
		for f.PageNo() < pages || f.GetY() < 500 {
			f.MultiCell(0, 14, trade+" "+jobs+" "+grants, "", "J", false)
			f.Ln(8)
		}
	})
	r := reader(b)
	if _, err := r.Read(data, page.Limits{}.Budget()); err != nil {
		b.Fatal(err)
	}
	letters := 0
	for b.Loop() {
		p, err := r.Read(data, page.Limits{}.Budget())
		if err != nil {
			b.Fatal(err)
		}
		letters = len(p.Text)
	}
	b.ReportMetric(float64(b.N)*pages/b.Elapsed().Seconds(), "pages/s")
	b.ReportMetric(float64(letters)/pages, "letters/page")
}

// The same where every letter is put at its place by itself, as browsers print them.
func BenchmarkLetters(b *testing.B) {
	const pages, lines, letters = 20, 40, 60
	var text strings.Builder
	text.WriteString("BT /F 10 Tf ")
	for n := range lines * letters {
		fmt.Fprintf(&text, "1 0 0 1 %d %d Tm (%c) Tj ", 50+n%letters*7, 780-n/letters*18, "Exports of 24 firms rose"[n%24])
	}
	text.WriteString("ET")
	kids := strings.Repeat("3 0 R ", pages)
	data := raw(catalogue, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, pages), sheet(""), stream("", text.String()), font)
	r := reader(b)
	for b.Loop() {
		if _, err := r.Read(data, page.Limits{}.Budget()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*pages/b.Elapsed().Seconds(), "pages/s")
}

// The start of the engine with its machine code in the cache, up to the first page.
func BenchmarkStart(b *testing.B) {
	data := raw(catalogue, onePage, sheet(""), stream("", hello), font)
	if _, err := reader(b).Read(data, page.Limits{}.Budget()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r := reader(b)
		if _, err := r.Read(data, page.Limits{}.Budget()); err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
}
