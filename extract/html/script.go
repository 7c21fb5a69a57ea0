package html

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// script writes raised or lowered text. Numbers in formulas and units become the characters for them
// (CO₂, m², 10⁶); marks of footnotes are left out, for they would join the number in front of them;
// letters stay as they are (1er, 21st).
func (w *writer) script(i int32) {
	const longest = 24 // bytes; what is longer is text in small print
	before := *w
	var quote quotation
	if w.quote != nil {
		quote = *w.quote
	}
	n := &w.nodes[i]
	_, linked, _ := w.size(i)
	link := linked > 0
	w.children(i)
	at, blocks := len(before.out), len(before.blocks)
	if !before.open {
		blocks++
	}
	if !w.open || len(w.blocks) != blocks || w.nodes[n.end].all-n.all > longest {
		return // nothing, or more than a line
	}
	if !before.open {
		at = w.blocks[blocks-1].Start
	}
	written := bytes.Clone(bytes.TrimSpace(w.out[at:]))
	if len(written) == 0 {
		return
	}
	front := before.out
	if !before.open || before.space {
		front = nil
	}
	formula, ok := "", false
	if n.tag == atom.Sub {
		formula, ok = lowered(front, written)
	} else {
		formula, ok = raised(front, written)
	}
	switch {
	case ok:
		w.out = append(w.out[:at+bytes.Index(w.out[at:], written)], formula...)
	case n.tag == atom.Sup && (link || footnote(written)):
		kept := w.scratch
		*w = before
		w.scratch = kept
		if w.quote != nil {
			*w.quote = quote
		}
	}
}

// lowered writes digits behind a letter or bracket with the characters for them.
func lowered(front, s []byte) (string, bool) {
	last, _ := utf8.DecodeLastRune(front)
	if !unicode.IsLetter(last) && last != ')' {
		return "", false
	}
	return digits(s, "₀₁₂₃₄₅₆₇₈₉", "", "")
}

// raised writes an exponent with the characters for it: behind the symbol of a unit, or behind the base 10.
func raised(front, s []byte) (string, bool) {
	const longest = 4 // letters of a symbol, and one more to see that it is longer
	letters := len(front)
	for range longest {
		r, size := utf8.DecodeLastRune(front[:letters])
		if !unicode.IsLetter(r) {
			break
		}
		letters -= size
	}
	switch symbol := string(front[letters:]); symbol {
	case "m", "cm", "mm", "km", "dm", "hm", "dam", "ft", "in", "mi", "yd", "pi", "po", "µm", "s", "h", "l", "L":
		if len(s) > 1 && (s[0] >= '0' && s[0] <= '9') || s[0] == '1' {
			return "", false // a unit has no power beyond 9, and none of 1
		}
	case "":
		base, ok := bytes.CutSuffix(front, []byte("10"))
		last, _ := utf8.DecodeLastRune(base)
		if !ok || string(s) == "1" || unicode.IsDigit(last) || last == '.' || last == ',' {
			return "", false
		}
	default:
		return "", false
	}
	return digits(s, "⁰¹²³⁴⁵⁶⁷⁸⁹", "⁻", "⁺")
}

// digits writes a whole number with other characters for the digits and signs.
func digits(s []byte, ten, minus, plus string) (string, bool) {
	forms := []rune(ten)
	var b strings.Builder
	number := false
	for _, r := range string(s) {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(forms[r-'0'])
			number = true
		case (r == '-' || r == '−' || r == '–') && b.Len() == 0 && minus != "":
			b.WriteString(minus)
		case r == '+' && b.Len() == 0 && plus != "":
			b.WriteString(plus)
		default:
			return "", false
		}
	}
	return b.String(), number
}

// footnote tells whether raised text is the mark of a note: numbers or signs, maybe in brackets.
func footnote(s []byte) bool {
	for _, r := range string(s) {
		if !unicode.IsDigit(r) && !strings.ContainsRune("[]() ,;*†‡§\u00a0-–", r) {
			return false
		}
	}
	return true
}
