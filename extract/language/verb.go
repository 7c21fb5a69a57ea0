package language

import (
	"slices"
	"strings"

	"tidyrelease/extract/token"
)

// endings are the last letters by which verbs are known that no list holds.
type endings struct {
	verb       [][2]string // of finite verbs, with that of their past participle
	participle []string    // of past participles that stand behind a noun as adjectives do
	feminine   []string    // of nouns that are feminine
}

// Wording is the pack's text for what a measure is made with, such as "share of", or "".
func (p *Pack) Wording(id string) string { return p.wording[id] }

// Meaning is what a phrase means in a class.
func (p *Pack) Meaning(phrase string, c Class) (Entry, bool) {
	if w := p.Lookup([]byte(phrase)); w != 0 {
		return p.Entry(token.Token{Word: w}, c)
	}
	if !strings.ContainsAny(phrase, " -") {
		return Entry{}, false
	}
	var buf [8]token.Token
	tokens := token.Scan(buf[:0], phrase, 0, len(phrase), p.Style, p)
	e, n := p.Match(tokens, 0, c)
	return e, n > 0 && n == len(tokens)
}

// EndsAsVerb tells whether a word in lower case has the ending of a finite verb.
func (p *Pack) EndsAsVerb(word string) bool {
	for _, ending := range p.endings.verb {
		if len(word) > len(ending[0])+2 && strings.HasSuffix(word, ending[0]) {
			return true
		}
	}
	return false
}

// FormOf is the past participle of a finite verb that no list holds, by its ending, or "".
func (p *Pack) FormOf(word string) string {
	for _, ending := range p.endings.verb {
		if len(word) > len(ending[0])+2 && strings.HasSuffix(word, ending[0]) && ending[1] != "" {
			return strings.TrimSuffix(word, ending[0]) + ending[1]
		}
	}
	return ""
}

// EndsAsParticiple tells whether a word in lower case has the ending of a participle that is used as an adjective.
func (p *Pack) EndsAsParticiple(word string) bool { return endsIn(word, p.endings.participle) }

// EndsAsFeminine tells whether a noun in lower case has the ending of a feminine one.
func (p *Pack) EndsAsFeminine(word string) bool {
	return slices.Contains(p.endings.feminine, word) || endsIn(word, p.endings.feminine)
}

func endsIn(word string, endings []string) bool {
	for _, ending := range endings {
		if len(word) > len(ending)+2 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}
