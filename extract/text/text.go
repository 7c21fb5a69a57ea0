// Package text reads plain text and Markdown.
//
// A line is a block of its own, unless the text is wrapped at a fixed width: then lines that are as
// full as they can be are joined with the next. Bullets make list items, pipes and tabs table rows. Offsets count
// bytes of the file as stored, byte-order mark and carriage returns included; of a file in UTF-16, those
// of its text in UTF-8; characters that cannot be seen, such as soft hyphens, do not count.
package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"tidyrelease/extract/page"
)

// Errors that tell why an input is no text. They come wrapped, with the place.
var (
	ErrEmpty   = errors.New("the file holds no text")
	ErrBinary  = errors.New("the file is not text")
	ErrNotUTF8 = errors.New("the text is not UTF-8")
	ErrUTF16   = errors.New("the text is not UTF-16, as its mark says")
)

// Read splits text into blocks.
func Read(data []byte, budget *page.Budget) (*page.Page, error) {
	data, err := narrow(data)
	if err != nil {
		return nil, err
	}
	if err := check(data); err != nil {
		return nil, err
	}
	if err := budget.Text(int64(len(data))); err != nil {
		return nil, err
	}
	p := &page.Page{Text: visible(string(data)), Places: page.Lines}
	lines, err := split(p.Text, budget)
	if err != nil {
		return nil, err
	}
	p.Blocks = make([]page.Block, 0, len(lines))
	width := wrapWidth(lines)
	gap := true
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if l.start == l.end {
			gap = true
			continue
		}
		b := page.Block{Start: l.start, End: l.end, Kind: l.kind, Gap: gap, Place: l.number}
		if l.kind == page.TableRow {
			if err := budget.Cells(1 + strings.Count(p.Text[l.start:l.end], l.mark)); err != nil {
				return nil, err
			}
		}
		for l.kind != page.TableRow && i+1 < len(lines) && continues(p.Text, l, lines[i+1], width) {
			i++
			l = lines[i]
			b.End = l.end
		}
		p.Blocks = append(p.Blocks, b)
		gap = false
	}
	if len(p.Blocks) == 0 {
		return nil, ErrEmpty
	}
	return p, nil
}

// visible leaves out what cannot be seen, but for the mark at the start, and puts spaces in the place of control characters, which change what a
// terminal shows.
func visible(text string) string {
	var out []byte
	copied := 0 // so much of text stands in out
	for i := 0; i < len(text); {
		c, size := rune(text[i]), 1
		if ' ' <= c && c < 0x7f || c == '\n' || c == '\r' || c == '\t' {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(text[i:])
		}
		if control := unicode.IsControl(c); control || page.Unseen(c) && !(i == 0 && c == '\ufeff') {
			out = append(out, text[copied:i]...)
			if control {
				out = append(out, "  "[:size]...)
			}
			copied = i + size
		}
		i += size
	}
	if copied == 0 {
		return text
	}
	return string(append(out, text[copied:]...))
}

// narrow gives text in UTF-8 where its mark tells that it is in UTF-16, as some programs save "Unicode text".
func narrow(data []byte) ([]byte, error) {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return data, nil
	}
	if len(data)%2 != 0 {
		return nil, fmt.Errorf("%w: its last character is cut", ErrUTF16)
	}
	out := make([]byte, 0, len(data))
	for i := 2; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+2 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				return nil, fmt.Errorf("%w: half a character at %s", ErrUTF16, place(out, len(out)))
			}
			i += 2
		}
		out = utf8.AppendRune(out, r)
	}
	return out, nil
}

// Is tells whether data may be text: UTF-8 without a NUL byte.
func Is(data []byte) bool { return bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) }

func check(data []byte) error {
	if len(bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))) == 0 {
		return ErrEmpty
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return fmt.Errorf("%w: a NUL byte at %s", ErrBinary, place(data, i))
	}
	return CheckUTF8(data)
}

// CheckUTF8 gives ErrNotUTF8, with the place, for data that holds a byte that is not UTF-8.
func CheckUTF8(data []byte) error {
	if utf8.Valid(data) {
		return nil
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return fmt.Errorf("%w: byte %#02x at %s", ErrNotUTF8, data[i], place(data, i))
		}
		i += size
	}
	return nil
}

// place gives line and column, both from 1, of a byte.
func place(data []byte, i int) string {
	line := 1 + bytes.Count(data[:i], []byte("\n"))
	column := utf8.RuneCount(data[bytes.LastIndexByte(data[:i], '\n')+1:i]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}

// line is a line of text without the white space around it and without its bullet.
type line struct {
	number     int // from 1
	start, end int
	full       int // columns up to the end, indentation included
	kind       page.Kind
	mark       string // between the cells of a row
	first      int    // length of the first word
}

// split gives the lines of a text. Of several empty ones in a row the first stands for all.
func split(text string, budget *page.Budget) ([]line, error) {
	const usual = 1000 // lines: more are made room for as they come
	lines := make([]line, 0, min(usual, strings.Count(text, "\n")+1))
	at, number := 0, 0
	if strings.HasPrefix(text, "\ufeff") {
		at = len("\ufeff")
	}
	for at <= len(text) {
		end := strings.IndexByte(text[at:], '\n')
		next := at + end + 1
		if end < 0 {
			end, next = len(text)-at, len(text)+1
		}
		number++
		if l := newLine(text, at, at+end); l.start < l.end || len(lines) > 0 && lines[len(lines)-1].start < lines[len(lines)-1].end {
			l.number = number
			lines = append(lines, l)
			if err := budget.Blocks(len(lines) / 2); err != nil {
				return nil, err
			}
		}
		at = next
	}
	return lines, nil
}

func newLine(text string, start, end int) line {
	full := utf8.RuneCountInString(strings.TrimRight(text[start:end], " \t\r"))
	body := strings.TrimLeft(text[start:end], " \t\r\u00a0")
	l := line{start: end - len(body), kind: page.Paragraph, full: full}
	l.end = l.start + len(strings.TrimRight(body, " \t\r\u00a0"))
	body = text[l.start:l.end]
	if n := bullet(body); n > 0 {
		l.start += n
		l.kind = page.ListItem
	}
	switch {
	case strings.HasPrefix(body, "#"):
		l.start += len(body) - len(strings.TrimLeft(strings.TrimLeft(body, "#"), " \t\r\u00a0"))
		l.kind = page.Heading
	case strings.HasPrefix(body, "|"):
		l.kind, l.mark = page.TableRow, "|"
	case strings.Contains(body, "\t"):
		l.kind, l.mark = page.TableRow, "\t"
	case strings.Count(body, "  ") >= 2:
		l.kind, l.mark = page.TableRow, "  "
	}
	if l.start > l.end {
		l.start = l.end
	}
	if l.first = strings.IndexByte(text[l.start:l.end], ' '); l.first < 0 {
		l.first = l.end - l.start
	}
	return l
}

// bullet gives the length of the bullet that the line starts with, its space included. A dash is a
// bullet only with a single space and a text behind it.
func bullet(s string) int {
	if s == "" || s[0] < utf8.RuneSelf && strings.IndexByte("*-o", s[0]) < 0 {
		return 0
	}
	for _, b := range [...]string{"•", "●", "▪", "■", "◦", "‣", "·", "\uf0b7", "*", "-", "–", "—", "o\t", "o  "} {
		rest, ok := strings.CutPrefix(s, b)
		if !ok {
			continue
		}
		trimmed := strings.TrimLeft(rest, " \t\r\u00a0")
		if len(trimmed) == len(rest) && b[0] < utf8.RuneSelf || trimmed == "" || strings.HasPrefix(trimmed, b) {
			return 0
		}
		return len(s) - len(trimmed)
	}
	return 0
}

// wrapWidth is the width that the text is wrapped at, or 0 when lines are paragraphs: most lines
// that have a line right behind them come near the longest line, and that is short.
func wrapWidth(lines []line) int {
	longest, followed, full := 0, 0, 0
	for _, l := range lines {
		longest = max(longest, l.full)
	}
	if longest > 100 {
		return 0
	}
	for i := 0; i+1 < len(lines); i++ {
		if lines[i].start == lines[i].end || lines[i+1].start == lines[i+1].end {
			continue
		}
		followed++
		if lines[i].full+1+lines[i+1].first >= longest {
			full++
		}
	}
	if followed < 4 || full*3 < followed*2 {
		return 0
	}
	return longest
}

// continues tells whether the next line goes on with the paragraph of l.
func continues(text string, l, next line, width int) bool {
	if width == 0 || next.start == next.end || next.kind != page.Paragraph {
		return false
	}
	return l.full+1+next.first >= width
}
