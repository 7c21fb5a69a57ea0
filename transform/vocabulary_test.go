package transform

import (
	"reflect"
	"testing"

	"tidyrelease/extract/language"
	"tidyrelease/transform/unit"
)

// Every currency, measure and duration that extraction can name has a code and words in both languages.
func TestUnitsOfThePacksAreKnown(t *testing.T) {
	vocabulary, err := unit.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range language.Codes() {
		pack, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		for class, kind := range map[language.Class]string{
			language.Currency: unit.Money, language.CurrencySign: unit.Money, language.CurrencyScaled: unit.Money,
			language.Measure: "measure", language.Duration: "duration",
		} {
			for _, id := range pack.IDs(class) {
				u := vocabulary.Of(kind, id, code)
				for _, lang := range []string{"en", "fr"} {
					if !u.Known(lang) {
						t.Errorf("%s pack: %s %q has no words in %s", code, kind, id, lang)
					}
				}
			}
		}
	}
}

// Every class of words that sentences set figures against each other with is there in both languages.
func TestPhrasesOfBothLanguages(t *testing.T) {
	words, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "fr"} {
		if words.stated[lang] == nil {
			t.Fatalf("no phrases in %s", lang)
		}
		classes := reflect.ValueOf(*words.stated[lang])
		for i := range classes.NumField() {
			if classes.Field(i).IsZero() {
				t.Errorf("%s: no phrases of class %s", lang, classes.Type().Field(i).Name)
			}
		}
	}
}
