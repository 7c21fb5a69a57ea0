// Package pdf reads the text of PDF files: what a person reads on the pages, in the order of reading.
//
// Kept: paragraphs, joined over lines, columns and pages; headings, told by the size and weight of their
// letters; items of lists without their bullets; rows of tables whose cells stand in columns, parted by
// tabs. A word that is hyphenated at the end of a line is joined, ligatures become letters, raised digits
// of units their own characters (m²).
//
// Dropped: running heads and feet, page numbers, marks of footnotes, text that is turned by another angle
// than a right one (watermarks), text outside of the visible page, annotations and the fields of forms.
// Nothing is read from pictures: a file without text is refused with ErrNoText.
//
// The file is parsed by PDFium, compiled to WebAssembly, which sees no file system, no network, no clock
// and no memory but its own. See Engine for what it costs and how it is bounded.
package pdf

import (
	"bytes"
	"errors"
)

// Reasons for which a file is refused, beside page.LimitError. They come wrapped.
var (
	ErrNoText    = errors.New("the PDF holds no text, only pictures, and there is no character recognition")
	ErrUnmapped  = errors.New("the PDF does not tell which letters its signs stand for")
	ErrEncrypted = errors.New("the PDF is encrypted")
	ErrBroken    = errors.New("the PDF is broken")
)

// magic starts a PDF. Programs take up to a kilobyte of other bytes in front of it.
var magic = []byte("%PDF-")

// Is tells whether data is a PDF file, by how it begins.
func Is(data []byte) bool { return bytes.Contains(data[:min(len(data), 1024)], magic) }
