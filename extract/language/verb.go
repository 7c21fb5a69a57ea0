package language

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"tidyrelease/extract/token"
)

// endings are the last letters by which verbs are known that no list holds.
type endings struct {
	verb       [][2]string // of finite verbs, with that of their past participle
	participle []string    // of past participles that stand behind a noun as adjectives do
	feminine   []string    // of nouns that are feminine
}

// special reads the keys of a pack that are no class: wording, the paradigms of regular verbs, endings.
func (p *Pack) special(key string, value ast.Node) (known bool, err error) {
	switch key {
	case "wording":
		for _, entry := range pairs(value) {
			p.wording[unquote(entry.Key)] = scalar(entry.Value)
		}
	case "paradigm":
		for _, entry := range pairs(value) {
			forms := []string{unquote(entry.Key)}
			for _, form := range scalars(entry.Value) {
				forms = append(forms, scalar(form))
			}
			if len(forms) < 2 {
				return true, fmt.Errorf("paradigm %q has no participle", forms[0])
			}
			p.paradigms = append(p.paradigms, forms)
		}
	case "regular":
		for _, verb := range scalars(value) {
			if err := p.conjugate(scalar(verb)); err != nil {
				return true, err
			}
		}
	case "verb_ending":
		for _, ending := range pairs(value) {
			p.endings.verb = append(p.endings.verb, [2]string{unquote(ending.Key), scalar(ending.Value)})
		}
	case "participle_ending":
		for _, ending := range scalars(value) {
			p.endings.participle = append(p.endings.participle, scalar(ending))
		}
	case "feminine_ending":
		for _, ending := range scalars(value) {
			p.endings.feminine = append(p.endings.feminine, scalar(ending))
		}
	default:
		return false, nil
	}
	return true, nil
}

func unquote(n ast.Node) string { return strings.Trim(n.String(), `"'`) }

// conjugate adds the forms of a regular verb. A form that another verb has already stays with that verb.
func (p *Pack) conjugate(infinitive string) error {
	var best []string
	for _, forms := range p.paradigms {
		if strings.HasSuffix(infinitive, forms[0]) && (best == nil || len(forms[0]) > len(best[0])) {
			best = forms
		}
	}
	if best == nil {
		return fmt.Errorf("no paradigm above fits %q", infinitive)
	}
	stem := strings.TrimSuffix(infinitive, best[0])
	for _, ending := range best[1:] {
		if word := p.number([]byte(stem + ending)); !p.single[word].Has(VerbForm) {
			if err := p.add(stem+ending, Entry{Class: VerbForm, ID: stem + best[1]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// Wording is the pack's text for what a measure is made with, such as "share of", or "".
func (p *Pack) Wording(id string) string { return p.wording[id] }

// KeepsArticles tells whether a noun phrase keeps its article inside another: « part des emplois », "share of jobs".
func (p *Pack) KeepsArticles() bool { return p.wording["article"] != "" }

// Inflected tells whether the endings of verbs tell their forms, so that a participle is no finite verb.
func (p *Pack) Inflected() bool { return len(p.endings.participle) > 0 }

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
