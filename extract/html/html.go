// Package html reads web pages: the main text as a browser shows it, without menus, notices, share
// links and footers, and what the page's head tells of title, date, publisher, language, number, its own
// address and its versions in other languages.
//
// Page.Text is laid out as plain text: a blank line between blocks, "• " or a number before list
// items, table cells parted by tabs, quotation marks around a block quotation that names its speaker.
// What is shown is decided by elements, roles and attributes, and by class names only where they are
// words that every site uses ("share", "breadcrumb", "sr-only"); no site is known by name.
//
// The tree is built from the tokens of golang.org/x/net/html and not by its parser: that one refuses
// deep pages and copies unclosed inline elements into every paragraph, which lets a small page fill
// the memory. Here work and memory grow with the length of the page alone.
package html

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/net/html/atom"

	"tidyrelease/extract/page"
	"tidyrelease/extract/text"
)

// longest is the length from which on a page is refused: offsets are kept in 32 bits.
const longest = 1 << 30

// ErrElements tells that a page has more elements than any page that people read. It comes wrapped.
var ErrElements = errors.New("the page has too many elements")

// Is tells whether data is a web page, by how it begins: with a tag, a comment or a declaration of
// HTML, behind a byte-order mark and white space.
func Is(data []byte) bool {
	head := data[:min(len(data), 1024)]
	if e, _ := mark(head); e != nil {
		head, _ = e.NewDecoder().Bytes(head)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n\f")
	if len(head) < 2 || head[0] != '<' {
		return false
	}
	head = bytes.ToLower(head[1:])
	for _, begin := range [...]string{"!doctype html", "!--", "?xml"} {
		if bytes.HasPrefix(head, []byte(begin)) {
			return begin != "?xml" || bytes.Contains(head, []byte("<html"))
		}
	}
	end := bytes.IndexAny(head, " \t\r\n\f/>")
	return end > 0 && atom.Lookup(head[:end]) != 0
}

// Read gives the main text of a page and what its head says of it. A page without text is refused
// with text.ErrEmpty, one whose bytes are not in the encoding that it declares with text.ErrNotUTF8.
func Read(data []byte, budget *page.Budget) (*page.Page, error) {
	if len(data) > longest {
		return nil, fmt.Errorf("the page is over the limit of %d MiB", longest>>20)
	}
	data, err := decode(data)
	if err != nil {
		return nil, err
	}
	t, err := parse(data, budget)
	if err != nil {
		return nil, err
	}
	root := t.content()
	title := t.titleNode(root)
	p := t.layout(root, title)
	if len(p.Blocks) == 0 {
		return nil, text.ErrEmpty
	}
	t.head.fill(p)
	return p, nil
}
