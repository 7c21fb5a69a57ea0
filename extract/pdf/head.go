package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/requests"

	"tidyrelease/extract/page"
)

// told gives what the file says is its title.
func (f *file) told() string {
	t, err := f.reader.plain.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.second, Tag: "Title"})
	if err != nil {
		return ""
	}
	return page.Visible(t.Value)
}

// language fills the language that the file says it is in.
func (f *file) language(p *page.Page) {
	l, err := f.reader.plain.FPDFCatalog_GetLanguage(&requests.FPDFCatalog_GetLanguage{Document: f.second})
	if err != nil {
		return
	}
	code, _, _ := strings.Cut(strings.Trim(l.Language, "\x00 "), "-")
	if len(code) == 2 {
		p.Language = strings.ToLower(code)
	}
}
