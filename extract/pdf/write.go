package pdf

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/page"
)

// write lays the blocks out as plain text: a blank line between those that stand apart, "• " before items.
func (l *layout) write(h *hyphens) *page.Page {
	p := &page.Page{Places: page.Pages}
	var out strings.Builder
	for i := range l.blocks {
		b := &l.blocks[i]
		if i > 0 {
			out.WriteByte('\n')
			if b.gap {
				out.WriteByte('\n')
			}
		}
		text, turns := b.row, []page.Turn(nil)
		if b.kind != page.TableRow {
			text, turns = b.text(h)
		}
		if b.bulleted() {
			out.WriteString("• ")
		}
		start := out.Len()
		for _, t := range turns {
			p.Turns = append(p.Turns, page.Turn{At: start + t.At, Place: t.Place})
		}
		out.WriteString(text)
		p.Blocks = append(p.Blocks, page.Block{Start: start, End: out.Len(), Kind: b.kind, Level: b.level, Gap: b.gap || i == 0, Place: b.page})
	}
	p.Text = out.String()
	return p
}

// bulleted tells whether a block begins with a bullet, which is no part of its text. A number is.
func (b *block) bulleted() bool {
	if b.kind != page.ListItem {
		return false
	}
	s := b.lines[0].starts()
	return s == bulletStart || s == dashStart
}

// text joins the lines of a block, and tells where it goes on on another page.
func (b *block) text(h *hyphens) (string, []page.Turn) {
	var out []byte
	var turns []page.Turn
	for i, ln := range b.lines {
		words := ln.words()
		if i == 0 && b.bulleted() {
			bullet := words[0].text // which some programs write twice, to have it bold
			for len(words) > 1 && words[0].text == bullet {
				words = words[1:]
			}
		}
		for k, w := range words {
			switch {
			case len(out) == 0:
			case k > 0 || !b.lines[i-1].hyphenated():
				out = append(out, ' ')
			case h.joined(out, w.text):
				out = bytes.TrimRight(out, "-\u2010")
			}
			if k == 0 && i > 0 && ln.page != b.lines[i-1].page {
				turns = append(turns, page.Turn{At: len(out), Place: ln.page})
			}
			out = append(out, w.text...)
		}
	}
	return string(out), turns
}

// tens are the words before the hyphen of a number in words, which is never lost: it would change the number.
var tens = map[string]bool{
	"twenty": true, "thirty": true, "forty": true, "fifty": true, "sixty": true, "seventy": true, "eighty": true, "ninety": true,
	"dix": true, "vingt": true, "trente": true, "quarante": true, "cinquante": true, "soixante": true, "quatre": true, "septante": true,
	"huitante": true, "octante": true, "nonante": true,
}

// hyphens decides what a hyphen at the end of a line is: part of a compound, or of the way the text is set.
type hyphens struct {
	words map[string]bool // of the file, in lower case
	set   bool            // the file hyphenates
}

func newHyphens(parts [][]line) *hyphens {
	const few, oneLineIn = 2, 25
	h := &hyphens{words: map[string]bool{}}
	broken, all := 0, 0
	for _, part := range parts {
		for i := range part {
			words := part[i].words()
			if len(words) > 3 {
				all++
			}
			for k, w := range words {
				if w.hyphen && k == len(words)-1 {
					if r := lastRune(strings.TrimRight(w.text, "-\u2010")); unicode.IsLower(r) {
						broken++
					}
					continue
				}
				h.words[strings.ToLower(strings.TrimFunc(w.text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))] = true
			}
		}
	}
	h.set = broken >= few && broken*oneLineIn >= all
	return h
}

// joined tells whether a word that ends a line with a hyphen goes on without it: "hous-" and "ing".
func (h *hyphens) joined(before []byte, next string) bool {
	const longest = 100 // bytes of a word
	before = before[max(0, len(before)-longest):]
	front := strings.TrimRight(string(before[bytes.LastIndexByte(before, ' ')+1:]), "-\u2010")
	first, _ := utf8.DecodeRuneInString(next)
	if !unicode.IsLower(first) || !unicode.IsLetter(lastRune(front)) || strings.ContainsAny(front, "-@/.") {
		return false
	}
	trim := func(s string) string {
		return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
	}
	a, b := trim(front), trim(next)
	switch {
	case tens[a]:
		return false
	case h.words[a+b]:
		return true
	case h.words[a+"-"+b], h.words[a] && h.words[b]:
		return false
	}
	return h.set
}
