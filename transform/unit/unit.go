// Package unit names units: one code for every noun that means the same unit, and the nouns for a code
// in the languages of the outputs.
//
// What comes in: a unit as extraction names it ("CAD", "percent", "vehicle", "emploi", "kilowatt-hour"), with its
// kind and language. What goes out: a Unit with a code for the column unit_measure and the words to print it with.
// A noun that the vocabulary does not know becomes a Unit of its own, written as it stood; none is refused,
// dropped or guessed at. It converts nothing: a tonne stays a tonne.
package unit

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/govalues/decimal"
)

// The kinds of unit that this package and its callers tell apart; the others are in the vocabulary.
const (
	Money = "money"
	Count = "count"
)

// Unit is a unit of measure.
type Unit struct {
	Code   string // ISO 4217, SDMX or UN/ECE code, or the noun in capitals: "CAD", "PT", "JB", "WELDER"
	Kind   string // kind of extraction: "money", "percent", "count", …
	Signed bool   // a quantity in it can lie below zero
	Dollar bool   // a currency whose sign is a dollar sign
	People bool   // counts people, or their jobs
	Groups bool   // counts them by groups, such as families

	base   string          // code of the unit that it is a multiple of
	factor decimal.Decimal // how many of it
	forms  map[string]forms
}

// forms are the words of a unit in one language.
type forms struct {
	one, many          string // nouns
	sign, marked, full string // of a currency
}

// Known tells whether the unit has words in the language.
func (u Unit) Known(lang string) bool {
	_, ok := u.forms[lang]
	return ok
}

// Noun is the word for one or for many of the unit, in a language that it is known in.
func (u Unit) Noun(lang string, many bool) string {
	if many {
		return u.forms[lang].many
	}
	return u.forms[lang].one
}

// Sign is the sign of a currency; marked asks for one that tells it from other dollars.
func (u Unit) Sign(lang string, marked bool) string {
	f := u.forms[lang]
	if marked {
		return f.marked
	}
	return f.sign
}

// Full is the name of the unit that needs no context: "Canadian dollars", "jobs".
func (u Unit) Full(lang string) string {
	f := u.forms[lang]
	if f.full != "" {
		return f.full
	}
	return f.many
}

// Vocabulary is the units that are known by name. It never changes and may be shared.
type Vocabulary struct {
	byCode map[string]Unit
	byName map[name]Unit
}

type name struct{ lang, noun string }

//go:embed units.yaml
var source []byte

// Load gives the vocabulary of the program.
var Load = sync.OnceValues(func() (*Vocabulary, error) { return parse(source) })

type file struct {
	Currencies []struct {
		Code      string
		Unsettled string
		Dollar    bool
		Sign      map[string]string
		Marked    map[string]string
		Name      map[string]string
		Full      map[string]string
	}
	Units []struct {
		Code   string
		Kind   string
		Signed bool
		People bool
		Groups bool
		Base   struct {
			Code   string
			Factor string
		}
		En   [2]string
		Fr   [2]string
		Also map[string][]string
	}
}

func parse(data []byte) (*Vocabulary, error) {
	var f file
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("units.yaml: %s", yaml.FormatError(err, false, true))
	}
	v := &Vocabulary{map[string]Unit{}, map[name]Unit{}}
	for _, c := range f.Currencies {
		u := Unit{Code: c.Code, Kind: Money, Signed: false, Dollar: c.Dollar, forms: map[string]forms{}}
		for lang, word := range c.Name {
			w := forms{one: word, many: word, sign: c.Sign[lang], marked: c.Marked[lang], full: c.Full[lang]}
			if w.marked == "" {
				w.marked = w.sign
			}
			u.forms[lang] = w
		}
		names := []name{{"", c.Code}}
		if c.Unsettled != "" {
			names = append(names, name{"", c.Unsettled})
		}
		if err := v.add(u, names); err != nil {
			return nil, err
		}
	}
	for _, x := range f.Units {
		u := Unit{Code: x.Code, Kind: x.Kind, Signed: x.Signed, People: x.People, Groups: x.Groups, forms: map[string]forms{
			"en": {one: x.En[0], many: x.En[1]},
			"fr": {one: x.Fr[0], many: x.Fr[1]},
		}}
		if x.Base.Code != "" {
			factor, err := decimal.Parse(x.Base.Factor)
			if err != nil || !factor.IsPos() {
				return nil, fmt.Errorf("units.yaml: %s: no factor %q", x.Code, x.Base.Factor)
			}
			u.base, u.factor = x.Base.Code, factor
		}
		// Abstract units, measures and durations have their English name in texts of every language.
		names := []name{{"", strings.ReplaceAll(x.En[0], " ", "_")}, {"", x.En[0]}}
		if x.Kind == Count {
			names = []name{{"en", x.En[0]}, {"fr", x.Fr[0]}}
		}
		if names[0] == names[len(names)-1] {
			names = names[:1]
		}
		for lang, nouns := range x.Also {
			for _, noun := range nouns {
				names = append(names, name{lang, noun})
			}
		}
		if x.Kind == "fraction" || x.Kind == "rank" {
			names = append(names, name{"", x.Kind})
		}
		if err := v.add(u, names); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (v *Vocabulary) add(u Unit, names []name) error {
	if _, ok := v.byCode[u.Code]; ok {
		return fmt.Errorf("units.yaml: the code %s stands twice", u.Code)
	}
	v.byCode[u.Code] = u
	for _, n := range names {
		if other, ok := v.byName[n]; ok {
			return fmt.Errorf("units.yaml: %q means both %s and %s", n.noun, other.Code, u.Code)
		}
		v.byName[n] = u
	}
	return nil
}

// Of is the unit that a text in lang names. A unit that is not in the vocabulary has a code made from its name and
// no words in any language.
func (v *Vocabulary) Of(kind, noun, lang string) Unit {
	if kind == Count {
		if u, ok := v.byName[name{lang, strings.ToLower(noun)}]; ok {
			return u
		}
		return Unit{Code: v.code(noun), Kind: kind}
	}
	if u, ok := v.byName[name{"", noun}]; ok && u.Kind == kind {
		return u
	}
	if kind == Money && isCurrencyCode(noun) {
		return Unit{Code: noun, Kind: kind}
	}
	return Unit{Code: v.code(noun), Kind: kind}
}

// Code is the unit of a code, if the vocabulary has it.
func (v *Vocabulary) Code(code string) (Unit, bool) {
	u, ok := v.byCode[code]
	return u, ok
}

// Denominator is the unit in which a rate counts ("hour", "entreprise"), by its name in a text in lang.
func (v *Vocabulary) Denominator(noun, lang string) (Unit, bool) {
	if u, ok := v.byName[name{"", noun}]; ok {
		return u, true
	}
	u, ok := v.byName[name{lang, strings.ToLower(noun)}]
	return u, ok
}

// Per is how many of a denominator, by its English name, one of a unit is: 1 vehicle for "vehicle", 1,000 for a tonne and "kilogram".
// ok is false where they do not measure the same.
func (v *Vocabulary) Per(u Unit, denominator string) (factor decimal.Decimal, ok bool) {
	d, ok := v.Denominator(denominator, "en")
	if !ok {
		return decimal.One, u.Code == v.code(denominator)
	}
	return u.in(d)
}

// in is how many of another unit a unit is.
func (u Unit) in(other Unit) (factor decimal.Decimal, ok bool) {
	if u.Code == other.Code {
		return decimal.One, true
	}
	a, b := u.inBase(), other.inBase()
	if a.base != b.base {
		return factor, false
	}
	factor, err := a.factor.Quo(b.factor)
	return factor, err == nil
}

// inBase is a unit as a multiple of its base, which is one of itself.
func (u Unit) inBase() Unit {
	if u.base == "" {
		u.base, u.factor = u.Code, decimal.One
	}
	return u
}

func isCurrencyCode(s string) bool {
	if len(s) != 3 {
		return false
	}
	for i := range len(s) {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return true
}

// longestCode bounds a code made from a noun.
const longestCode = 40

// code makes a code of capitals, digits and underscores from a noun, apart from the codes of the vocabulary and
// from anything that looks like a currency.
func (v *Vocabulary) code(noun string) string {
	var b strings.Builder
	for _, r := range strings.ToUpper(noun) {
		r = plain(r)
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "_"):
			b.WriteByte('_')
		}
		if b.Len() >= longestCode {
			break
		}
	}
	code := strings.TrimRight(b.String(), "_")
	if code == "" {
		return "UNKNOWN"
	}
	if _, taken := v.byCode[code]; taken || len(code) <= 3 || unicode.IsDigit(rune(code[0])) {
		return "NOUN_" + code
	}
	return code
}

// plain takes the accent from a capital letter of French.
func plain(r rune) rune {
	const accented, letters = "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÑÁÍÓÚ", "AAACEEEEIIOOUUUYNAIOU"
	for i, a := range []rune(accented) {
		if a == r {
			return rune(letters[i])
		}
	}
	return r
}
