package pdf

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tidyrelease/extract/page"
)

// spelling writes the words of a fragment.
type spelling struct {
	base, size float64
	words      []word
	text       strings.Builder
	left       float64
	right      float64
	hyphen     bool
	front      int // bytes of text in front of the raised letters at its end
}

// add writes glyph i of a fragment.
func (s *spelling) add(glyphs []glyph, i int) {
	g := glyphs[i]
	if space(g.r) {
		s.end()
		return
	}
	if s.text.Len() == 0 {
		s.left, s.right = g.left, g.right
	}
	s.right = max(s.right, g.right)
	last := i == len(glyphs)-1
	s.hyphen = false
	switch r := g.r; {
	case r == hyphen || r == oldHyphen || r == soft:
		if r != soft || last {
			s.text.WriteByte('-')
		}
		s.hyphen = last
	case r >= 0xfb00 && r <= 0xfb06: // ligatures
		s.text.WriteString(norm.NFKC.String(string(r)))
	case r == 0 || r == utf8.RuneError || unicode.IsControl(r):
		s.text.WriteRune(utf8.RuneError)
	case page.Unseen(r):
	case digit(r) && s.raised(g) && !fraction(glyphs, i):
		s.raise(r)
	case unicode.IsLower(r) && s.raised(g):
		if !worded(s.text.String()[:s.front]) {
			s.text.WriteRune(r)
		} // else it is the mark of a note
		return
	case digit(r) && s.lowered(g):
		s.lower(r)
	default:
		s.text.WriteRune(r)
		s.hyphen = last && (r == '-' || r == '\u2010')
	}
	s.front = s.text.Len()
}

// raised tells whether a glyph is small and above the line, lowered whether it is so below.
func (s *spelling) raised(g glyph) bool {
	return g.bottom > s.base+0.18*s.size && g.height() < 0.55*s.size
}

func (s *spelling) lowered(g glyph) bool {
	return g.bottom < s.base-0.06*s.size && g.height() < 0.55*s.size
}

// worded tells whether text ends in a word, behind which a raised letter is the mark of a note. Behind a number it ends an ordinal, behind a
// single letter or a capital an abbreviation: 1er, no, Mme.
func worded(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	return unicode.IsLower(last) && unicode.IsLetter(before)
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// fraction tells whether raised digits are above a stroke.
func fraction(glyphs []glyph, i int) bool {
	for i++; i < len(glyphs) && unicode.IsDigit(glyphs[i].r); i++ {
	}
	return i < len(glyphs) && (glyphs[i].r == '/' || glyphs[i].r == '⁄')
}

// raise writes a raised digit: the power of a unit or of ten as the character for it. Any other is the mark of
// a note and is left out, for it would join the number in front of it.
func (s *spelling) raise(r rune) {
	if power(s.text.String()) {
		s.text.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0'])
	}
}

// power tells whether text ends in what has powers: the symbol of a unit, or ten.
func power(text string) bool {
	front := strings.TrimRightFunc(text, unicode.IsLetter)
	switch symbol := text[len(front):]; symbol {
	case "m", "cm", "mm", "km", "dm", "hm", "dam", "ft", "in", "mi", "yd", "pi", "po", "µm", "s":
		return true
	case "":
		rest, ok := strings.CutSuffix(front, "10")
		last, _ := utf8.DecodeLastRuneInString(rest)
		return ok && !unicode.IsDigit(last) && last != '.' && last != ','
	}
	return false
}

// lower writes a lowered digit behind a letter or bracket as the character for it: CO₂.
func (s *spelling) lower(r rune) {
	last, _ := utf8.DecodeLastRuneInString(s.text.String())
	if unicode.IsLetter(last) || last == ')' || last >= '₀' && last <= '₉' {
		r = []rune("₀₁₂₃₄₅₆₇₈₉")[r-'0']
	}
	s.text.WriteRune(r)
}

// end ends a word.
func (s *spelling) end() {
	text := norm.NFC.String(s.text.String())
	text = strings.Trim(text, "\u00a0\u202f")
	if text != "" {
		s.words = append(s.words, word{text: text, left: s.left, right: s.right, hyphen: s.hyphen})
	}
	s.text.Reset()
	s.hyphen, s.front = false, 0
}

func (s *spelling) finish() []word {
	s.end()
	return s.words
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}
