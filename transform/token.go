package transform

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a text, in small letters, with its place in bytes of that text. Numbers are tokens with
// an empty word: they are counted by nobody and match nothing.
type token struct {
	word       string
	start, end int
	star       bool // a star follows: in a term, the word is the stem of others
	joined     bool // punctuation or a joint word stands before this word
}

// tokenize cuts a text into words. Apostrophes and hyphens part words ("Canada’s", "two-way", "l’industrie"), so
// that the same words match however they are joined.
func tokenize(s string) []token {
	var list []token
	punctuated := false
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r):
			start := i
			for i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) {
					break
				}
				i += n
			}
			if s[start:i] == "s" && (strings.HasSuffix(s[:start], "'") || strings.HasSuffix(s[:start], "’")) {
				continue // the English possessive
			}
			list = append(list, token{word: strings.ToLower(s[start:i]), start: start, end: i, joined: punctuated, star: i < len(s) && s[i] == '*'})
			punctuated = false
		case unicode.IsDigit(r):
			start := i
			for i < len(s) {
				r, n = utf8.DecodeRuneInString(s[i:])
				if !unicode.IsDigit(r) && !separates(s, i, r, n) {
					break
				}
				i += n
			}
			list = append(list, token{start: start, end: i, joined: punctuated})
			punctuated = false
		default:
			if strings.ContainsRune(",;:–—()", r) {
				punctuated = true
			}
			i += n
		}
	}
	return list
}

// separates tells whether the rune at i parts digits of one number.
func separates(s string, i int, r rune, n int) bool {
	if i+n >= len(s) || s[i+n] < '0' || s[i+n] > '9' {
		return false
	}
	return r == ',' || r == '.' || r == '\u00a0' || r == '\u202f' || r == ' '
}

// bag is the set of words that tell descriptions apart, without plural endings.
type bag map[string]bool

// content is the telling words of a description.
func (w *words) content(s, lang string) bag {
	b := bag{}
	stop := w.stop[lang]
	for _, t := range tokenize(s) {
		if t.word != "" && !stop[t.word] {
			b[stem(t.word)] = true
		}
	}
	return b
}

// whole is a phrase that is not cut within: nothing where it ends in an elided word, which leads on to what is missing.
// A capital names something: "Plan D".
func (w *words) whole(s, lang string) string {
	tokens := tokenize(s)
	if len(tokens) == 0 {
		return s
	}
	if last := tokens[len(tokens)-1]; w.elided[lang][last.word] && s[last.start:last.end] == last.word {
		return ""
	}
	return s
}

// stem takes the endings of the plural from a word: enough to see that "companies" and "company",
// "emplois" and "emploi" are one word, and nothing more.
func stem(word string) string {
	switch {
	case len(word) > 4 && strings.HasSuffix(word, "ies"):
		return word[:len(word)-3] + "y"
	case len(word) > 4 && strings.HasSuffix(word, "aux"):
		return word[:len(word)-3] + "al"
	case len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss"):
		return word[:len(word)-1]
	}
	return word
}

// shared is how many words stand in both bags.
func (b bag) shared(c bag) int {
	n := 0
	for word := range b {
		if c[word] {
			n++
		}
	}
	return n
}

// within tells whether every word of one bag stands in the other. An empty bag is in every other.
func (b bag) within(c bag) bool { return b.shared(c) == len(b) }

func (b bag) equal(c bag) bool { return len(b) == len(c) && b.within(c) }
