package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	pdfium_errors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"tidyrelease/extract/page"
)

// Reader reads PDF files, one after another. It keeps the engine running between them.
type Reader struct {
	engine         *Engine
	guarded, plain *instance
}

// Close stops the engine. The Reader can be used again.
func (r *Reader) Close() {
	r.drop(&r.guarded)
	r.drop(&r.plain)
}

func (r *Reader) drop(i **instance) {
	if *i != nil {
		(*i).close()
		*i = nil
	}
}

// Read gives the text of a file. Of the budget's time, opening the file may take a thirtieth, and each page
// read adds a 240th: with the default of a minute, two seconds and a quarter of one for each page. Pages in which every letter
// stands by itself, as browsers print them, take 50 milliseconds on an idle machine and four times as long on a busy one.
func (r *Reader) Read(data []byte, budget *page.Budget) (*page.Page, error) {
	if !Is(data) {
		return nil, fmt.Errorf("%w: it does not begin as a PDF does", ErrBroken)
	}
	if !bytes.Contains(data, []byte("obj")) { // told without the engine
		return nil, fmt.Errorf("%w: it has no objects", ErrBroken)
	}
	if err := r.start(budget.Limits()); err != nil {
		return nil, err
	}
	f := &file{reader: r, budget: budget, data: data}
	defer f.close()
	if err := f.open(); err != nil {
		return nil, err
	}
	sheets, err := f.sheets()
	if err != nil {
		return nil, err
	}
	p, err := arrange(sheets, f.told(), budget)
	if err != nil {
		return nil, err
	}
	f.language(p)
	return p, nil
}

// ownMemory is what PDFium needs for itself, in bytes.
const ownMemory = 32 << 20

// start starts the engine where it does not run, or not with the memory that it may have: what a file may
// unpack, and PDFium's own.
func (r *Reader) start(limits page.Limits) (err error) {
	memory := limits.Unpacked + ownMemory
	for _, i := range [...]**instance{&r.guarded, &r.plain} {
		if *i != nil && (*i).limit != memory {
			r.drop(i)
		}
		if *i == nil {
			if *i, err = r.engine.start(i == &r.guarded, memory); err != nil {
				return err
			}
		}
	}
	return nil
}

// file is a PDF that is being read.
type file struct {
	reader *Reader
	budget *page.Budget
	data   []byte

	guard *time.Timer
	begun time.Time

	first, second references.FPDF_DOCUMENT // as the guarded and the plain instance have it open
	pages         int
}

// open opens the file in both instances and counts its pages.
func (f *file) open() error {
	f.begun = time.Now()
	f.guard = time.AfterFunc(f.allowed(0), f.reader.guarded.release)
	doc, err := f.reader.guarded.OpenDocument(f.source())
	if err != nil {
		return f.reason(err, 0)
	}
	f.first = doc.Document
	count, err := f.reader.guarded.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.first})
	if err != nil {
		return f.reason(err, 0)
	}
	f.pages = count.PageCount
	if err := f.budget.Pages(f.pages); err != nil {
		return err
	}
	if f.pages == 0 {
		return fmt.Errorf("%w: it has no pages", ErrBroken)
	}
	doc, err = f.reader.plain.OpenDocument(f.source())
	if err != nil {
		f.reader.drop(&f.reader.plain)
		return f.reason(err, 0)
	}
	f.second = doc.Document
	return nil
}

// source lets PDFium ask for parts of the file, so that it need not stand in PDFium's memory as a whole.
func (f *file) source() *requests.OpenDocument {
	return &requests.OpenDocument{FileReader: bytes.NewReader(f.data), FileReaderSize: int64(len(f.data))}
}

// close closes the file. An instance that was stopped, or whose memory may be full, is given up.
func (f *file) close() {
	if f.guard != nil && !f.guard.Stop() {
		f.reader.drop(&f.reader.guarded)
	}
	for _, d := range [...]struct {
		in  **instance
		doc references.FPDF_DOCUMENT
	}{{&f.reader.guarded, f.first}, {&f.reader.plain, f.second}} {
		if *d.in == nil || d.doc == "" {
			continue
		}
		if _, err := (*d.in).FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d.doc}); err != nil {
			f.reader.drop(d.in)
		}
	}
}

// sheets reads all pages.
func (f *file) sheets() ([]sheet, error) {
	all := make([]sheet, 0, f.pages)
	for n := range f.pages {
		if err := f.probe(n); err != nil {
			return nil, err
		}
		s, err := f.sheet(n)
		if err != nil {
			f.reader.drop(&f.reader.plain)
			return nil, f.reason(err, n+1)
		}
		all = append(all, s...)
	}
	return all, nil
}

// probe lets the guarded instance lay out a page, within the time that is left.
func (f *file) probe(n int) error {
	if err := f.budget.Time(); err != nil {
		return err
	}
	if !f.guard.Reset(max(f.allowed(n)-time.Since(f.begun), 0)) {
		return f.reason(errStopped, n+1)
	}
	in := f.reader.guarded
	loaded, err := in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.first, Index: n})
	if err != nil {
		return f.reason(err, n+1)
	}
	text, err := in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &loaded.Page}})
	if err != nil {
		return f.reason(err, n+1)
	}
	count, err := in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return f.reason(err, n+1)
	}
	const perLetter = 640 // bytes that a letter may have taken, packed and told in all its measures
	if most := f.budget.Limits().Unpacked / perLetter; int64(count.Count) > most {
		return &page.LimitError{Flag: "max-unpacked", Found: fmt.Sprintf("%d letters on page %d", count.Count, n+1), Limit: fmt.Sprintf("%d letters", most)}
	}
	if _, err := in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err != nil {
		return f.reason(err, n+1)
	}
	if _, err := in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page}); err != nil {
		return f.reason(err, n+1)
	}
	return nil
}

var errStopped = errors.New("stopped")

// allowed is the time by which page n, from 0, must have been laid out.
func (f *file) allowed(n int) time.Duration {
	const toOpen, perPage = 30, 240
	most := f.budget.Limits().Time
	return min(most/toOpen+time.Duration(n)*most/perPage, most)
}

// late tells whether the time for page n is over.
func (f *file) late(n int) bool { return time.Since(f.begun) >= f.allowed(n) }

// reason puts into words why PDFium gave up at a page, from 1, or at the file as a whole, 0.
func (f *file) reason(err error, n int) error {
	at := "the file"
	if n > 0 {
		at = fmt.Sprintf("page %d of %d", n, f.pages)
	}
	switch {
	case errors.Is(err, errStopped), f.late(max(n-1, 0)):
		f.reader.Close()
		return &page.LimitError{Flag: "max-time", Found: at + " not read in the time", Limit: f.allowed(max(n-1, 0)).String()}
	case errors.Is(err, pdfium_errors.ErrPassword), errors.Is(err, pdfium_errors.ErrSecurity):
		return ErrEncrypted
	case errors.Is(err, pdfium_errors.ErrPage):
		return fmt.Errorf("%w: %s is missing", ErrBroken, at)
	case errors.Is(err, pdfium_errors.ErrFormat), errors.Is(err, pdfium_errors.ErrFile), errors.Is(err, pdfium_errors.ErrUnknown):
		return fmt.Errorf("%w: it cannot be opened", ErrBroken)
	}
	// PDFium stops where its memory ends.
	memory := (f.budget.Limits().Unpacked + ownMemory) >> 20
	f.reader.Close()
	return &page.LimitError{Flag: "max-unpacked", Found: at + " needs more memory", Limit: fmt.Sprintf("%d MiB", memory)}
}
