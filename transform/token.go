package transform

import (
	"slices"
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
	const bytesPerWord = 5 // few texts have shorter words
	return appendTokens(make([]token, 0, len(s)/bytesPerWord+2), s)
}

// appendTokens adds the words of a text to a list.
func appendTokens(list []token, s string) []token {
	punctuated := false
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == ' ':
			i++
		case unicode.IsLetter(r):
			start := i
			for i < len(s) {
				r, n = rune(s[i]), 1
				if r >= utf8.RuneSelf {
					r, n = utf8.DecodeRuneInString(s[i:])
				}
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

// bag is the set of words that tell descriptions apart, without plural endings, in the order of the alphabet.
type bag []string

// newBag makes a set of a list of words, whose memory it keeps.
func newBag(words []string) bag {
	slices.Sort(words)
	return slices.Compact(words)
}

// content is the telling words of a description that was cut into tokens.
func (w *words) content(tokens []token, lang string) bag {
	b := make(bag, 0, len(tokens))
	stop := w.stop[lang]
	for _, t := range tokens {
		if t.word != "" && !stop[t.word] {
			b = append(b, stem(t.word))
		}
	}
	return newBag(b)
}

// whole is a phrase that is not cut within: nothing where it ends in an elided word, which leads on to what is missing.
// A capital names something: "Plan D". tokens are those of the phrase.
func (w *words) whole(s string, tokens []token, lang string) string {
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
	for i, k := 0, 0; i < len(b) && k < len(c); {
		switch order := strings.Compare(b[i], c[k]); {
		case order < 0:
			i++
		case order > 0:
			k++
		default:
			n, i, k = n+1, i+1, k+1
		}
	}
	return n
}

// with is the words of both bags.
func (b bag) with(c bag) bag { return newBag(slices.Concat(b, c)) }

// String is the words of a bag in order.
func (b bag) String() string { return strings.Join(b, " ") }

// within tells whether every word of one bag stands in the other. An empty bag is in every other.
func (b bag) within(c bag) bool { return b.shared(c) == len(b) }

func (b bag) equal(c bag) bool { return slices.Equal(b, c) }
