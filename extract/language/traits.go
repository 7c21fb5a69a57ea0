package language

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
)

// Traits are the habits of a language that no list of words tells. They stand in the file grammar.yaml of its pack.
type Traits struct {
	// AdjectiveBehind: a counted noun comes before its adjectives ("employés fédéraux"), and all parts of a compound take
	// the plural. Elsewhere the noun is the last plural of its phrase ("federal employees").
	AdjectiveBehind bool `yaml:"adjective_behind"`
	// Twenties: number words count in twenties ("quatre-vingt-dix-sept").
	Twenties bool `yaml:"twenties"`
	// BareHundred: hundred and thousand need no number before them ("cent", "mille").
	BareHundred bool `yaml:"bare_hundred"`
	// ScaleNoun: millions are nouns, to which only "of" joins what is counted ("deux millions d'emplois").
	ScaleNoun bool `yaml:"scale_noun"`
	// LetterScales: a letter behind a number stands for millions ("10M people").
	LetterScales bool `yaml:"letter_scales"`
	// OneArticle: the word for one is the article as well.
	OneArticle bool `yaml:"one_article"`
	// FractionArticle: an ordinal between an article and "of" is a fraction ("moins du cinquième de").
	FractionArticle bool `yaml:"fraction_article"`
	// CapitalNames: months and peoples have a capital, which tells "May" and "Polish" from other words.
	CapitalNames bool `yaml:"capital_names"`
	// DayBehindMonth: the day stands behind the month ("July 4").
	DayBehindMonth bool `yaml:"day_behind_month"`
	// PerfectAuxiliary: a verb of the present before a participle tells of the past ("a atteint").
	PerfectAuxiliary bool `yaml:"perfect_auxiliary"`

	// Endings of words that the pack need not list.
	Participles []string `yaml:"participles"` // of past participles
	Past        []string `yaml:"past"`        // of finite verbs in the past
	Future      []string `yaml:"future"`      // of finite verbs in the future and conditional
	NonFinites  []string `yaml:"non_finites"` // of infinitives and present participles
	Plurals     []string `yaml:"plurals"`     // of plural nouns …
	NotPlurals  []string `yaml:"not_plurals"` // … but not these
	Singulars   []Ending `yaml:"singulars"`   // how a plural becomes a singular: the first that fits
}

// Ending replaces the end of a word that has more bytes than Longer.
type Ending struct {
	Plural   string `yaml:"plural"`
	Singular string `yaml:"singular"`
	Longer   int    `yaml:"longer"`
}

// grammar reads the traits of the pack.
func (p *Pack) grammar(name string, data []byte) error {
	if err := yaml.UnmarshalWithOptions(data, &p.Traits, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
	}
	return nil
}

// Singular is the singular of a regular plural. It knows no words: irregular plurals stand in the class Plural.
func (t *Traits) Singular(w string) string {
	for _, e := range t.Singulars {
		if strings.HasSuffix(w, e.Plural) && len(w) > e.Longer {
			return w[:len(w)-len(e.Plural)] + e.Singular
		}
	}
	return w
}

// Plural tells whether a word has the ending of a plural.
func (t *Traits) Plural(w string) bool { return ends(w, t.Plurals) && !ends(w, t.NotPlurals) }

// Participle tells whether a word has the ending of a past participle.
func (t *Traits) Participle(w string) bool { return ends(w, t.Participles) }

// PastVerb tells whether a word has the ending of a finite verb in the past.
func (t *Traits) PastVerb(w string) bool { return len(w) > 4 && ends(w, t.Past) }

// FutureVerb tells whether a word has the ending of a finite verb in the future or conditional.
func (t *Traits) FutureVerb(w string) bool { return len(w) > 5 && ends(w, t.Future) }

// NonFinite tells whether a form of a verb has the ending of an infinitive or present participle.
func (t *Traits) NonFinite(w string) bool { return ends(w, t.NonFinites) }

func ends(w string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
