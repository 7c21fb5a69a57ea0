package language

import (
	"fmt"
	"strings"
)

// Traits are the habits of a language that no list of words tells. They stand in the file grammar.yaml of its pack.
type Traits struct {
	// Decimal is the mark before decimals, "." where none is given. With SpaceGroups a plain space may group digits,
	// "228 257", with PointGroups a point: "228.257".
	Decimal     Mark `yaml:"decimal"`
	SpaceGroups bool `yaml:"space_groups"`
	PointGroups bool `yaml:"point_groups"`

	// AdjectiveBehind: a counted noun comes before its adjectives ("employés fédéraux"), and all parts of a compound take
	// the plural. Elsewhere the noun is the last plural of its phrase ("federal employees").
	AdjectiveBehind bool `yaml:"adjective_behind"`
	// PluralFromTwo: what is less than two takes the singular ("1,5 enfant").
	PluralFromTwo bool `yaml:"plural_from_two"`
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
	// InflectedVerbs: the endings of verbs tell their forms, so that a participle is no finite verb.
	InflectedVerbs bool `yaml:"inflected_verbs"`
	// ArticlesInside: a noun phrase keeps its article inside another (« part des emplois », "share of jobs").
	ArticlesInside bool `yaml:"articles_inside"`

	// Endings of words that the pack need not list.
	Participles    []string `yaml:"participles"`     // of past participles
	NotParticiples []string `yaml:"not_participles"` // … but not these
	Past           []string `yaml:"past"`            // of finite verbs in the past
	Future         []string `yaml:"future"`          // of finite verbs in the future and conditional
	Gerunds        []string `yaml:"gerunds"`         // of present participles
	Infinitives    []string `yaml:"infinitives"`     // of infinitives …
	OtherForms     []string `yaml:"other_forms"`     // … and those that other forms may have as well
	Thirds         []string `yaml:"thirds"`          // of the third person of the present, which sets it apart from the infinitive
	Finites        []string `yaml:"finites"`         // of finite verbs, which nouns have seldom
	Adverbs        []string `yaml:"adverbs"`         // of adverbs
	Plurals        []string `yaml:"plurals"`         // of plural nouns …
	NotPlurals     []string `yaml:"not_plurals"`     // … but not these
	Singulars      []Ending `yaml:"singulars"`       // how a plural becomes a singular: the first that fits
}

// Mark is the sign before the decimals of a number: a point or a comma.
type Mark byte

// UnmarshalText reads the sign.
func (m *Mark) UnmarshalText(text []byte) error {
	if s := string(text); s != "." && s != "," {
		return fmt.Errorf("decimal is %q; want a point or a comma", s)
	}
	*m = Mark(text[0])
	return nil
}

// Ending replaces the end of a word that has more bytes than Longer.
type Ending struct {
	Plural   string `yaml:"plural"`
	Singular string `yaml:"singular"`
	Longer   int    `yaml:"longer"`
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
func (t *Traits) Participle(w string) bool {
	return ends(w, t.Participles) && !ends(w, t.NotParticiples)
}

// Gerund tells whether a word has the ending of a present participle.
func (t *Traits) Gerund(w string) bool { return ends(w, t.Gerunds) }

// EndsAsInfinitive tells whether a verb has an ending that an infinitive may have.
func (t *Traits) EndsAsInfinitive(w string) bool {
	return ends(w, t.Infinitives) || ends(w, t.OtherForms)
}

// OnlyInfinitive tells whether a word has an ending that no other form of a verb has.
func (t *Traits) OnlyInfinitive(w string) bool { return ends(w, t.Infinitives) }

// BaseForm tells whether a verb has the form of an infinitive in a language where that is the form without an ending.
func (t *Traits) BaseForm(w string) bool { return !ends(w, t.Thirds) && !ends(w, t.Participles) }

// ThirdPerson tells whether a verb has the ending of the third person of the present.
func (t *Traits) ThirdPerson(w string) bool { return ends(w, t.Thirds) }

// EndsAsFinite tells whether a word has an ending that finite verbs have and nouns seldom.
func (t *Traits) EndsAsFinite(w string) bool { return ends(w, t.Finites) }

// PastVerb tells whether a word has the ending of a finite verb in the past.
func (t *Traits) PastVerb(w string) bool { return len(w) > 4 && ends(w, t.Past) }

// FutureVerb tells whether a word has the ending of a finite verb in the future or conditional.
func (t *Traits) FutureVerb(w string) bool { return len(w) > 5 && ends(w, t.Future) }

// NonFinite tells whether a form of a verb has the ending of an infinitive or present participle.
func (t *Traits) NonFinite(w string) bool {
	return ends(w, t.Gerunds) || ends(w, t.Infinitives) || ends(w, t.OtherForms)
}

// Adverb tells whether a word has the ending of an adverb.
func (t *Traits) Adverb(w string) bool { return ends(w, t.Adverbs) }

// Inflected tells whether the endings of verbs tell their forms.
func (t *Traits) Inflected() bool { return t.InflectedVerbs }

// KeepsArticles tells whether a noun phrase keeps its article inside another.
func (t *Traits) KeepsArticles() bool { return t.ArticlesInside }

func ends(w string, endings []string) bool {
	for _, e := range endings {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
