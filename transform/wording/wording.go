// Package wording holds the texts of the outputs in each language and writes numbers and dates the
// way that language does.
//
// Texts are data: YAML files that map a key to a text with {named} places. A Catalogue is one
// language's file. Number forms come from the Unicode CLDR through golang.org/x/text.
package wording

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/govalues/decimal"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// The languages that outputs are written in.
const (
	English = "en"
	French  = "fr"
)

// Uncapital is a label as it stands inside a sentence: small, unless it starts with an abbreviation.
func Uncapital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	if n == 0 || unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// Languages lists the languages that outputs can be written in.
func Languages() []string { return []string{English, French} }

// Tag is the BCP 47 tag of an output in the language: "en-CA", "fr-CA".
func Tag(lang string) language.Tag {
	if lang == French {
		return language.CanadianFrench
	}
	return language.MustParse("en-CA")
}

// Catalogue is the texts of one language, with its number and date forms. It never changes once
// loaded and may be shared between goroutines.
type Catalogue struct {
	lang     string
	texts    map[string]string
	group    string
	fraction string
}

// Load reads lang+".yaml" from fsys: a flat map of keys to texts.
func Load(fsys fs.FS, lang string) (*Catalogue, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("wording: no language %q; there are %s", lang, strings.Join(Languages(), ", "))
	}
	name := lang + ".yaml"
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("wording: %w", err)
	}
	c := &Catalogue{lang: lang}
	if err := yaml.UnmarshalWithOptions(data, &c.texts, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("wording: %s: %s", name, yaml.FormatError(err, false, true))
	}
	// One sample tells CLDR's separators; decimals are then written exactly, digit by digit.
	sample := message.NewPrinter(Tag(lang)).Sprint(number.Decimal(1234567.5))
	c.group, c.fraction = sample[1:strings.Index(sample, "2")], sample[strings.LastIndex(sample, "7")+1:len(sample)-1]
	return c, nil
}

// Language is the ISO 639-1 code of the catalogue.
func (c *Catalogue) Language() string { return c.lang }

// Keys lists the keys of the catalogue, sorted.
func (c *Catalogue) Keys() []string { return slices.Sorted(maps.Keys(c.texts)) }

// Has tells whether the catalogue has a text for the key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.texts[key]
	return ok
}

// Text is the text of a key with its {places} filled from pairs of name and value. A missing key
// gives the key in angle quotes, so that it shows; tests compare keys with their use.
func (c *Catalogue) Text(key string, pairs ...string) string {
	text, ok := c.texts[key]
	if !ok {
		return "‹" + key + "›"
	}
	if len(pairs) == 0 {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		before := text[:open]
		text = text[open:]
		end := strings.IndexByte(text, '}')
		i := -1
		if end > 0 {
			for i = len(pairs) - 2; i >= 0 && pairs[i] != text[1:end]; i -= 2 {
			}
		}
		if i < 0 {
			b.WriteString(before + "{")
			text = text[1:]
			continue
		}
		b.WriteString(c.joined(before, pairs[i+1]))
		b.WriteString(pairs[i+1])
		text = text[end+1:]
	}
	b.WriteString(text)
	return b.String()
}

// FiscalYear writes the two years that a fiscal year lies in, of which the first is given: 2024–25 or 2024-2025.
func (c *Catalogue) FiscalYear(year int) string {
	if c.lang == French {
		return fmt.Sprintf("%d-%d", year, year+1)
	}
	return fmt.Sprintf("%d–%02d", year, (year+1)%100)
}

// joined is the words before a place as they stand before what fills it: in French, "de" loses its e before a vowel.
func (c *Catalogue) joined(before, value string) string {
	if word, ok := strings.CutSuffix(before, "de "); ok && c.lang == French && (word == "" || strings.HasSuffix(word, " ")) && Elides(value) {
		return word + "d’"
	}
	return before
}

// Elides tells whether a French word takes the last letter from a short one before it: it begins with a vowel or, as
// nearly always, a silent h.
func Elides(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return strings.ContainsRune("aeiouhàâäéèêëîïôöûüœ", unicode.ToLower(r))
}

// Number writes every digit of d with the separators of the language: 228,257 or 228 257.
func (c *Catalogue) Number(d decimal.Decimal) string {
	whole, fraction, _ := strings.Cut(d.Abs().String(), ".")
	var b strings.Builder
	if d.IsNeg() {
		b.WriteString("−")
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(c.group)
		}
		b.WriteByte(whole[i])
	}
	if fraction != "" {
		b.WriteString(c.fraction)
		b.WriteString(fraction)
	}
	return b.String()
}
