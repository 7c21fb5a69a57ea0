// Package format tells what a file is by its content, whatever its name says, and has it read by the package of that format.
package format

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"

	"tidyrelease/extract/docx"
	"tidyrelease/extract/html"
	"tidyrelease/extract/mail"
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
	DOCX Format = "DOCX"
	Mail Format = "EML"
	Gzip Format = "gzip"
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

// Read gives the text and layout of a file. Those that came with it, where it is a message, are inputs of their own; they are given also where
// the message itself is refused.
func (r *Reader) Read(data []byte, budget *page.Budget) (*page.Page, []mail.Attachment, error) {
	if err := budget.Bytes(int64(len(data))); err != nil {
		return nil, nil, err
	}
	kind, data, err := unpack(data, budget)
	if err != nil {
		return nil, nil, err
	}
	if kind == Mail {
		return mail.Read(data, budget)
	}
	p, err := r.read(kind, data, budget)
	return p, nil, err
}

// read reads a file that is no message.
func (r *Reader) read(kind Format, data []byte, budget *page.Budget) (*page.Page, error) {
	switch kind {
	case HTML:
		return html.Read(data, budget)
	case DOCX:
		return docx.Read(data, budget)
	case PDF:
		if r.pdf == nil {
			return nil, fmt.Errorf("%w: a PDF file", ErrUnread)
		}
		return r.pdf.Read(data, budget)
	}
	return text.Read(data, budget)
}

// Attachments gives the files that came with a message without reading it; none for a file of another format.
func Attachments(data []byte, budget *page.Budget) ([]mail.Attachment, error) {
	if kind, err := Tell(data); err != nil || kind != Mail && kind != Gzip {
		return nil, nil // whoever reads the file says what is wrong with it
	}
	kind, data, err := unpack(data, budget)
	if err != nil || kind != Mail {
		return nil, nil
	}
	return mail.Attachments(data, budget)
}

// unpack gives what stands in compressed data.
func unpack(data []byte, budget *page.Budget) (Format, []byte, error) {
	for nested := 1; ; nested++ {
		kind, err := Tell(data)
		if err != nil || kind != Gzip {
			return kind, data, err
		}
		if err := budget.Nested(nested); err != nil {
			return "", nil, err
		}
		if data, err = gunzip(data, budget); err != nil {
			return "", nil, err
		}
	}
}

// gunzip unpacks data, once to see how much comes out and once to keep it, so that a small file cannot fill the memory.
func gunzip(data []byte, budget *page.Budget) ([]byte, error) {
	unpack := func(to io.Writer, most int64) (int64, error) {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return 0, fmt.Errorf("the gzip file is broken: %w", err)
		}
		n, err := io.Copy(to, io.LimitReader(z, most))
		if err != nil {
			return n, fmt.Errorf("the gzip file is broken behind %d bytes of its content: %w", n, err)
		}
		return n, nil
	}
	n, err := unpack(io.Discard, budget.Unpackable()+1)
	if over := budget.Unpack(n); over != nil {
		return nil, over
	}
	if err != nil {
		return nil, err
	}
	content := bytes.NewBuffer(make([]byte, 0, n))
	_, err = unpack(content, n)
	return content.Bytes(), err
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
	switch {
	case docx.Is(data):
		return DOCX, nil
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return Gzip, nil
	case mail.Is(data):
		return Mail, nil
	}
	for _, other := range [...]struct{ begin, name string }{
		{"PK\x03\x04", "a ZIP archive that holds no Word document"},
		{"\xd0\xcf\x11\xe0", "an old or a protected Office document; save it as .docx without a password"},
		{"{\\rtf", "a file in Rich Text Format; save it as .docx"},
		{"\x89PNG", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"},
	} {
		if bytes.HasPrefix(data, []byte(other.begin)) {
			return "", fmt.Errorf("%w: %s", ErrUnread, other.name)
		}
	}
	return Text, nil
}
