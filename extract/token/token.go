// Package token cuts text into words, numbers and signs, each tied to its place in bytes.
//
// It knows the Latin script and the number forms of a language pack (which sign is the decimal
// mark, whether a plain space groups digits), but no words: giving a word its meaning is left to
// the Lexicon that the caller passes. One call reads the text once, left to right.
package token

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token looks like.
type Kind uint8

// The kinds of token. A Word that starts with a letter may hold digits ("CO2", "X4"); a Number
// starts with a digit and holds the whole of "1,240.50" or "1 240,50".
const (
	Word Kind = iota
	Number
	Sign
	Address // a URL, an e-mail address or a handle
)

// Flags tell how a token stands in the text.
type Flags uint16

// The flags of a token.
const (
	SpaceBefore Flags = 1 << iota // white space or the start of the text stands before it
	LineBefore                    // a line break stands before it
	Capital                       // the first letter is upper case
	Upper                         // two or more letters, all upper case
	Grouped                       // a number with thousands separators
	Overflow                      // a number with more digits than Coef can hold
	Digits                        // a word that holds digits, or a sign that is one: "٣"
	LeadingZero                   // a number such as 007
)

// Token is a word, number or sign.
type Token struct {
	Start, End int    // bytes of the text
	Kind       Kind   // what it looks like
	Flags      Flags  // how it stands
	Rune       rune   // the sign, for a Sign; typographic variants are folded by FoldSign
	Word       uint32 // the lexicon's number of the folded word or sign; 0 when it has none
	Coef       uint64 // digits of a number without separators …
	Decimals   uint8  // … of which so many stand after the decimal mark
	Length     uint8  // count of digits before the decimal mark
}

// Has tells whether all the flags are set.
func (t Token) Has(f Flags) bool { return t.Flags&f == f }

// Lexicon numbers the words that a grammar knows.
type Lexicon interface {
	// Lookup gives the number of a folded word, or 0.
	Lookup(folded []byte) uint32
	// Splits tells whether a word ends where digits follow it at once, as a currency's code does: "USD10". Behind a
	// dollar sign every word does: "$US10".
	Splits(word uint32) bool
}

// Style is how a language writes numbers.
type Style struct {
	Decimal     byte // ',' or '.'
	SpaceGroups bool // a plain space may group digits: "228 257"
	PointGroups bool // so may a point, where it is no decimal mark: "228.257"
}

// Scan appends the tokens of text[start:end] to dst. The offsets count from the start of text.
func Scan(dst []Token, text string, start, end int, style Style, lexicon Lexicon) []Token {
	return NewScanner(style, lexicon).Scan(dst, text, start, end)
}

// Scanner scans one text after another without memory of its own for each. It serves one goroutine.
type Scanner struct {
	style   Style
	lexicon Lexicon
	text    string // up to the end of what is scanned
	tokens  []Token
	first   int      // where this text's tokens start
	buf     [96]byte // of the word at hand, folded
}

// NewScanner makes a Scanner for a language.
func NewScanner(style Style, lexicon Lexicon) *Scanner {
	return &Scanner{style: style, lexicon: lexicon}
}

// Scan does what the function Scan does.
func (s *Scanner) Scan(dst []Token, text string, start, end int) []Token {
	s.text, s.tokens, s.first = text[:end], dst, len(dst)
	s.run(start)
	tokens := s.tokens
	s.text, s.tokens = "", nil
	return tokens
}

func (s *Scanner) run(i int) {
	flags := SpaceBefore
	for i < len(s.text) {
		c := s.text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			flags |= SpaceBefore
			i++
		case c == '\n':
			flags |= SpaceBefore | LineBefore
			i++
		case isDigit(c), (c == '.' || c == s.style.Decimal) && s.fraction(i, flags):
			i = s.number(i, flags)
			flags = 0
		case isASCIILetter(c):
			i = s.word(i, flags)
			flags = 0
		case c < utf8.RuneSelf:
			i = s.sign(i, rune(c), 1, flags)
			flags = 0
		default:
			r, size := utf8.DecodeRuneInString(s.text[i:])
			switch {
			case unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b':
				flags |= SpaceBefore
				i += size
			case unicode.IsLetter(r):
				i = s.word(i, flags)
				flags = 0
			case unicode.IsDigit(r): // of another script
				i = s.sign(i, r, size, flags|Digits)
				flags = 0
			default:
				i = s.sign(i, r, size, flags)
				flags = 0
			}
		}
	}
}

// word reads letters, and digits behind them. An apostrophe ends the word and belongs to it
// ("d'", "l'"), except before a closing "s", which becomes a word of its own ("'s"). At the end of the text it does so only
// where the lexicon holds such a word: elsewhere it closes a quotation.
func (s *Scanner) word(i int, flags Flags) int {
	start := i
	folded := s.buf[:0]
	upper, letters := 0, 0
	for i < len(s.text) {
		c := s.text[i]
		if c < utf8.RuneSelf {
			switch {
			case 'a' <= c && c <= 'z':
				letters++
			case 'A' <= c && c <= 'Z':
				upper++
				letters++
				c += 'a' - 'A'
			case isDigit(c):
				if flags&Digits == 0 && i > start && (upper == letters && s.lexicon.Splits(s.lexicon.Lookup(folded)) || start > 0 && s.text[start-1] == '$') {
					goto end
				}
				flags |= Digits
			default:
				goto end
			}
			if len(folded) < len(s.buf)-utf8.UTFMax {
				folded = append(folded, c)
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		letters++
		if unicode.IsUpper(r) {
			upper++
		}
		if len(folded) < len(s.buf)-utf8.UTFMax {
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		}
		i += size
	}
end:
	if s.capital(start) {
		flags |= Capital
		if upper == letters && letters > 1 {
			flags |= Upper
		}
	}
	if size := apostrophe(s.text[i:]); size > 0 && (letterAt(s.text, i+size) || i+size == len(s.text) && s.lexicon.Lookup(append(folded, '\'')) != 0) {
		if suffix := possessive(s.text[i+size:]); suffix > 0 {
			s.add(Token{Start: start, End: i, Kind: Word, Flags: flags, Word: s.lexicon.Lookup(folded)})
			s.add(Token{Start: i, End: i + size + suffix, Kind: Word, Word: s.lexicon.Lookup(append(s.buf[:0], "'s"...))})
			return i + size + suffix
		}
		folded = append(folded, '\'')
		i += size
	}
	s.add(Token{Start: start, End: i, Kind: Word, Flags: flags, Word: s.lexicon.Lookup(folded)})
	if strings.HasPrefix(s.text[i:], "://") || i-start == 3 && string(folded) == "www" && strings.HasPrefix(s.text[i:], ".") {
		return s.address(i)
	}
	return i
}

// capital tells whether an upper-case letter stands at i.
func (s *Scanner) capital(i int) bool {
	if c := s.text[i]; c < utf8.RuneSelf {
		return 'A' <= c && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return unicode.IsUpper(r)
}

// fraction tells whether a decimal mark opens a number that has no digit before it: ".08", "$.50".
func (s *Scanner) fraction(i int, flags Flags) bool {
	if i+1 >= len(s.text) || !isDigit(s.text[i+1]) {
		return false
	}
	return flags&SpaceBefore != 0 || i > 0 && strings.IndexByte("$(-<>~", s.text[i-1]) >= 0
}

// number reads digits with their separators.
func (s *Scanner) number(i int, flags Flags) int {
	t := Token{Start: i, Kind: Number, Flags: flags}
	if !isDigit(s.text[i]) {
		t.End = s.digits(&t, i+1)
		t.Decimals = uint8(min(t.End-t.Start-1, 255))
		s.add(t)
		return t.End
	}
	if s.text[i] == '0' && i+1 < len(s.text) && isDigit(s.text[i+1]) {
		t.Flags |= LeadingZero
	}
	i = s.digits(&t, i)
	t.Length = uint8(min(i-t.Start, 255))
	decimal := s.style.Decimal
	var group string // the separator that this number uses
	if n := lakhs(s.text[i:]); n > 0 && t.Length <= 2 {
		i = s.groups(&t, i, i+n)
		decimal = '.'
	} else if sep, n := s.foreign(i); n > 0 && t.Length <= 3 {
		i = s.groups(&t, i, i+n)
		group = string(sep)
		if decimal = '.'; sep == '.' {
			decimal = ','
		}
	}
	for t.Length <= 3 || group != "" {
		sep := s.separator(i, group)
		if sep == "" || run(s.text[i+len(sep):]) != 3 {
			break
		}
		group = sep
		t.Flags |= Grouped
		i = s.digits(&t, i+len(sep))
		t.Length += 3
	}
	if i+1 < len(s.text) && isDigit(s.text[i+1]) && (s.text[i] == decimal || s.text[i] == '.' && group == "") {
		whole := i
		i = s.digits(&t, i+1)
		t.Decimals = uint8(min(i-whole-1, 255))
	}
	t.End = i
	if i-t.Start <= 8 { // short numbers may stand in names: "24/7"
		t.Word = s.lexicon.Lookup(append(s.buf[:0], s.text[t.Start:i]...))
	}
	s.add(t)
	return i
}

// separator gives the thousands separator that stands at i: want, or any when want is empty.
func (s *Scanner) separator(i int, want string) string {
	for _, sep := range [...]string{",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’"} {
		if !strings.HasPrefix(s.text[i:], sep) || want != "" && sep != want && !(spaced(sep) && spaced(want)) {
			continue
		}
		if sep == "," && s.style.Decimal == ',' || sep == "." && !s.style.PointGroups || sep == " " && !s.style.SpaceGroups {
			return ""
		}
		return sep
	}
	return ""
}

// groups reads groups of digits up to end, each with a separator of one byte in front.
func (s *Scanner) groups(t *Token, i, end int) int {
	t.Flags |= Grouped
	for i < end {
		group := i + 1
		i = s.digits(t, group)
		t.Length += uint8(i - group)
	}
	return i
}

// foreign finds groups of three digits at i with a separator that the language does not use, where they can be neither
// decimals nor a list: "1.234.567", "1.234,50" and, with a plain space, "1 234 567". It gives their length. Four numbers of
// up to three digits may be an address of a computer.
func (s *Scanner) foreign(i int) (sep byte, length int) {
	if i >= len(s.text) {
		return 0, 0
	}
	decimal := byte(',')
	switch sep = s.text[i]; {
	case sep == '.' && !s.style.PointGroups:
	case sep == ',' && s.style.Decimal == ',', sep == ' ' && !s.style.SpaceGroups:
		decimal = '.'
	default:
		return 0, 0
	}
	const group, two = len(".234"), len(".234.567")
	text := s.text[i:]
	for length < len(text) && text[length] == sep && length <= two && run(text[length+1:]) == 3 {
		length += group
	}
	last := length + 1
	if last >= len(text) {
		last = len(text)
	}
	switch behind := run(text[last:]); {
	case length == two && !(last < len(text) && text[length] == sep && behind > 0),
		length > 0 && sep != ' ' && last < len(text) && text[length] == decimal && (behind == 1 || behind == 2):
		return sep, length
	}
	return 0, 0
}

// lakhs gives the length of groups of two digits and a last one of three at the start of s, as India writes them:
// ",34,567".
func lakhs(s string) int {
	n := 0
	for n < len(s) && s[n] == ',' && run(s[n+1:]) == 2 && n < 15 {
		n += len(",34")
	}
	if n == 0 || n >= len(s) || s[n] != ',' || run(s[n+1:]) != 3 {
		return 0
	}
	return n + len(",567")
}

// spaced tells whether a separator is one of the spaces, which writers mix.
func spaced(sep string) bool {
	r, _ := utf8.DecodeRuneInString(sep)
	return unicode.IsSpace(r)
}

func (s *Scanner) digits(t *Token, i int) int {
	for i < len(s.text) && isDigit(s.text[i]) {
		if t.Coef > (1<<63-1)/10-1 {
			t.Flags |= Overflow
		} else {
			t.Coef = t.Coef*10 + uint64(s.text[i]-'0')
		}
		i++
	}
	return i
}

func (s *Scanner) sign(i int, r rune, size int, flags Flags) int {
	r = FoldSign(r)
	if r == '@' && i+1 < len(s.text) && isASCIILetter(s.text[i+1]) {
		return s.address(i)
	}
	s.add(Token{Start: i, End: i + size, Kind: Sign, Flags: flags, Rune: r,
		Word: s.lexicon.Lookup(utf8.AppendRune(s.buf[:0], r))})
	return i + size
}

// address makes one token of everything from the last white space to the next.
func (s *Scanner) address(i int) int {
	start, flags := i, Flags(0)
	for n := len(s.tokens); n > s.first && s.tokens[n-1].End == start && s.tokens[n-1].Rune != '('; n = len(s.tokens) {
		start, flags = s.tokens[n-1].Start, s.tokens[n-1].Flags&(SpaceBefore|LineBefore)
		s.tokens = s.tokens[:n-1]
	}
	if start == i {
		flags = SpaceBefore
	}
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if unicode.IsSpace(r) || strings.ContainsRune("()<>\"«»“”", r) {
			break
		}
		i += size
	}
	for i > start+1 && strings.IndexByte(".,;:!?", s.text[i-1]) >= 0 {
		i--
	}
	s.add(Token{Start: start, End: i, Kind: Address, Flags: flags})
	return i
}

func (s *Scanner) add(t Token) { s.tokens = append(s.tokens, t) }

// FoldSign gives the plain form of a typographic sign, so that grammars name one of each kind:
// dashes become '–', minus signs '−', double quotes '"' only where they do not tell open from shut.
func FoldSign(r rune) rune {
	switch r {
	case '‐', '‑', '\u00ad':
		return '-'
	case '—', '―':
		return '–'
	case '＄', '﹩':
		return '$'
	case '％':
		return '%'
	case '‘', '’', '‛':
		return '\''
	case '„', '‟':
		return '“'
	case '●', '▪', '‣', '◦', '·', '∙', '■', '\uf0b7':
		return '•'
	}
	return r
}

func isDigit(c byte) bool       { return '0' <= c && c <= '9' }
func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// run counts the digits at the start of s, up to four.
func run(s string) int {
	n := 0
	for n < len(s) && n < 4 && isDigit(s[n]) {
		n++
	}
	return n
}

// apostrophe gives the size of an apostrophe at the start of s.
func apostrophe(s string) int {
	switch {
	case strings.HasPrefix(s, "'"):
		return 1
	case strings.HasPrefix(s, "’"):
		return len("’")
	}
	return 0
}

// possessive gives the length of an "s" at the start of s that ends its word.
func possessive(s string) int {
	if s != "" && s[0]|0x20 == 's' && !letterAt(s, 1) && (len(s) < 2 || !isDigit(s[1])) {
		return 1
	}
	return 0
}

func letterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}
