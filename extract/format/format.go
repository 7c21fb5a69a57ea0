// Package format tells what a file is by its content, whatever its name says, and has it read by the package of that format.
package format

import (
	"bytes"
	"errors"
	"fmt"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
	"tidyrelease/extract/pdf"
	"tidyrelease/extract/text"
)

// ErrUnread tells that a file is in a format that is not read, and which. It comes wrapped.
var ErrUnread = errors.New("not a format that is read")

// Format is what a file is.
type Format string

// The formats that are read, with the names that people know them by.
const (
	Text Format = "text"
	HTML Format = "HTML"
	PDF  Format = "PDF"
)

// Reader reads releases of all formats. It holds the running engine of PDF, so that each goroutine has its own. The zero
// Reader reads all but PDF.
type Reader struct{ pdf *pdf.Reader }

// NewReader makes a Reader that starts an engine when it meets a PDF.
func NewReader(engine *pdf.Engine) Reader { return Reader{pdf: engine.Reader()} }

// Close stops the engine. The Reader can be used again.
func (r *Reader) Close() {
	if r.pdf != nil {
		r.pdf.Close()
	}
}

// Read gives the text and layout of a file.
func (r *Reader) Read(data []byte, budget *page.Budget) (*page.Page, error) {
	if err := budget.Bytes(int64(len(data))); err != nil {
		return nil, err
	}
	kind, err := Tell(data)
	if err != nil {
		return nil, err
	}
	switch kind {
	case HTML:
		return html.Read(data, budget)
	case PDF:
		if r.pdf == nil {
			return nil, fmt.Errorf("%w: a PDF file", ErrUnread)
		}
		return r.pdf.Read(data, budget)
	}
	return text.Read(data)
}

// Tell tells the format of a file by how it begins. What nothing tells apart is text, or turns out to be none when it is
// read.
func Tell(data []byte) (Format, error) {
	if html.Is(data) {
		return HTML, nil
	}
	// Programs that open PDF files take them with some bytes in front.
	if bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) && !text.Is(data) || bytes.HasPrefix(data, []byte("%PDF-")) {
		return PDF, nil
	}
	for _, other := range [...]struct{ begin, name string }{
		{"PK\x03\x04", "a ZIP archive or an Office document"},
		{"\xd0\xcf\x11\xe0", "an old Office document; save it as .docx"},
		{"\x1f\x8b", "a gzip file"},
		{"{\\rtf", "a file in Rich Text Format; save it as .docx"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
		{"\xff\xfe", "UTF-16 text"},
		{"\xfe\xff", "UTF-16 text"},
	} {
		if bytes.HasPrefix(data, []byte(other.begin)) {
			return "", fmt.Errorf("%w: %s", ErrUnread, other.name)
		}
	}
	return Text, nil
}
