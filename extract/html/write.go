package html

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/page"
)

// write adds text to the block at hand and starts one when there is none.
//
// White space is folded as a browser does; no-break spaces are kept but for those at the ends of a
// block. Characters that cannot be seen are left out.
func (w *writer) write(s []byte) {
	for i := 0; i < len(s); {
		c := s[i]
		if c > ' ' && c < 0x7f {
			end := i + 1
			for end < len(s) && s[end] > ' ' && s[end] < 0x7f {
				end++
			}
			w.run(s[i:end])
			i = end
			continue
		}
		if c <= ' ' {
			switch c {
			case '\n':
				w.line++
				w.space = true
			case ' ', '\t', '\r', '\f':
				w.space = true
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		switch {
		case r == '\u2028' || r == '\u2029' || r == '\u0085':
			w.space = true
		case r < 0xa0 || r == utf8.RuneError && size == 1 || page.Unseen(r):
		case unicode.IsSpace(r) && (!w.open || w.lines > 0):
		default:
			w.run(s[i : i+size])
		}
		i += size
	}
}

// run adds characters that are no white space.
func (w *writer) run(s []byte) {
	if w.lines > 0 {
		w.lineBreak(s)
	}
	if !w.open {
		w.startBlock(s)
	} else if w.space {
		w.out = append(w.out, ' ')
	}
	w.space = false
	if w.rowLine == 0 {
		w.rowLine = w.line
	}
	if w.line != w.noted && w.cells == 0 {
		w.turns = append(w.turns, page.Turn{At: len(w.out), Place: int(w.line)})
		w.noted = w.line
	}
	w.out = append(w.out, s...)
}

// lineBreak decides what the line breaks in front of s part. A line is a block of its own, as in a
// plain text, unless the sentence goes on: in lower case, or behind a comma or a short word such as "to".
func (w *writer) lineBreak(s []byte) {
	lines := w.lines
	w.lines = 0
	first, _ := utf8.DecodeRune(s)
	switch {
	case !w.open:
		w.gap = w.gap || lines > 1
	case w.cells > 0, w.kind == page.Heading, w.kind == page.Title:
		w.space = true
	case lines == 1 && !startsLine(s) && (unicode.IsLower(first) || unfinished(w.out[w.blocks[len(w.blocks)-1].Start:])):
		w.out = append(bytes.TrimRightFunc(w.out, unicode.IsSpace), '\n')
		w.space = false
	default:
		w.boundary(lines > 1)
	}
}

// unfinished tells whether a line ends in a comma or in a word of up to three small letters.
func unfinished(line []byte) bool {
	line = bytes.TrimRightFunc(line, unicode.IsSpace)
	if bytes.HasSuffix(line, []byte(",")) {
		return true
	}
	letters := 0
	for len(line) > 0 {
		r, size := utf8.DecodeLastRune(line)
		if unicode.IsSpace(r) {
			break
		}
		if letters++; letters > 3 || !unicode.IsLower(r) {
			return false
		}
		line = line[:len(line)-size]
	}
	return letters > 0 && len(line) > 0
}

// startsLine tells whether a word is a bullet or an address of mail or of a page, which start in lower case.
func startsLine(s []byte) bool {
	_, size := utf8.DecodeRune(s)
	return size == len(s) && bytes.Contains([]byte(bullets), s) ||
		bytes.IndexByte(s, '@') > 0 || bytes.HasPrefix(s, []byte("www.")) || bytes.HasPrefix(s, []byte("http"))
}

// startBlock starts a block whose text begins with s.
func (w *writer) startBlock(s []byte) {
	q := w.quote
	if len(w.out) > 0 {
		w.out = append(w.out, '\n')
		if w.gap {
			w.out = append(w.out, '\n')
		}
	}
	b := page.Block{Kind: w.kind, Level: w.level, Gap: w.gap || len(w.out) == 0, Quote: q != nil, Place: int(w.line)}
	indent := w.depth
	if w.bullet != "" {
		indent--
	}
	for range min(max(indent, 0), 8) {
		w.out = append(w.out, "  "...)
	}
	b.Start = len(w.out)
	if w.bullet != "" {
		w.out = append(w.out, w.bullet...)
		b.Kind, b.Level = page.ListItem, 0
		if c := w.bullet[0]; c < '0' || '9' < c { // a number is part of the item, so that it is accounted for
			b.Start = len(w.out)
		}
	}
	first, _ := utf8.DecodeRune(s)
	switch {
	case q == nil:
	case q.signed:
		if !strings.ContainsRune("-–—", first) {
			w.out = append(w.out, "– "...)
		}
	case strings.ContainsRune("\"“«", first):
		q.marked = true
	case !q.marked && b.Kind != page.TableRow && b.Kind != page.Heading:
		if w.french {
			w.out = append(w.out, "«\u00a0"...)
		} else {
			w.out = append(w.out, "“"...)
		}
	}
	w.bullet, w.gap, w.open, w.noted = "", false, true, w.line
	w.blocks = append(w.blocks, b)
	if q != nil && !q.signed {
		q.last = len(w.blocks) - 1
	}
}

// endBlock ends the block at hand. A block that the author made a list item by hand becomes one, and a
// number under its label ("Release #:") goes on the line of the label.
func (w *writer) endBlock() {
	w.space, w.lines = false, 0
	if !w.open {
		return
	}
	w.open = false
	b := &w.blocks[len(w.blocks)-1]
	w.out = bytes.TrimRightFunc(w.out, unicode.IsSpace)
	b.End = len(w.out)
	if b.Kind != page.Paragraph && b.Kind != page.ListItem {
		return
	}
	if n := bullet(w.out[b.Start:b.End]); n > 0 {
		b.Start += n
		if !b.Quote {
			b.Kind = page.ListItem
		}
	}
	if n := len(w.blocks) - 2; n >= 0 && b.Kind == page.Paragraph && !b.Quote && w.blocks[n].Kind == page.Paragraph {
		w.blocks[n].End = w.label(w.blocks[n], *b)
		if w.blocks[n].End == len(w.out) {
			w.blocks = w.blocks[:n+1]
		}
	}
}

// label joins the block of a label with the one behind it where that is a single word with a digit. It
// gives the end of the first.
func (w *writer) label(b, next page.Block) int {
	const longest = 40 // bytes of a label or number
	value := w.out[next.Start:next.End]
	if b.End-b.Start > longest || w.out[b.End-1] != ':' || len(value) > longest || len(bytes.Fields(value)) != 1 || !bytes.ContainsAny(value, "0123456789") {
		return b.End
	}
	n := copy(w.out[b.End+1:], value)
	w.out[b.End] = ' '
	w.out = w.out[:b.End+1+n]
	return len(w.out)
}

// bullets are signs that start an item of a list; those in front of the round one only with a space.
const bullets = "*-–—•●▪■◦‣·"

// bullet gives the length of a sign that stands for a bullet, with the space behind it.
func bullet(s []byte) int {
	r, size := utf8.DecodeRune(s)
	rest := bytes.TrimLeftFunc(s[size:], unicode.IsSpace)
	spaced := len(rest) < len(s)-size
	if i := strings.IndexRune(bullets, r); i < 0 || !spaced && i < strings.IndexRune(bullets, '•') {
		return 0
	}
	if len(rest) == 0 || bytes.HasPrefix(rest, s[:size]) {
		return 0
	}
	return len(s) - len(rest)
}
