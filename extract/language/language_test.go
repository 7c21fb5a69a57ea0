package language_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/currency"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

func TestEmbeddedPacksLoad(t *testing.T) {
	codes := language.Codes()
	if strings.Join(codes, " ") != "en fr" {
		t.Errorf("languages %q", codes)
	}
	for _, code := range codes {
		if _, err := language.Load(code); err != nil {
			t.Error(err)
		}
	}
}

// Every language has a name, a sign or the code of every currency in use.
func TestCurrencies(t *testing.T) {
	withdrawn := map[string]string{"CUC": "CUP", "MRO": "MRU", "SLL": "SLE", "VEF": "VES"} // since that library's tables
	for _, code := range language.Codes() {
		pack, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		known := append(pack.IDs(language.Currency), pack.IDs(language.CurrencyCode)...)
		for it := currency.Query(); it.Next(); {
			unit := it.Unit().String()
			if successor, ok := withdrawn[unit]; ok {
				unit = successor
			}
			if !slices.Contains(known, unit) && unit != "STN" { // see currencies.yaml
				t.Errorf("%s: nothing is called %s", code, unit)
			}
		}
	}
}

func compile(t *testing.T, text string) (*language.Pack, error) {
	t.Helper()
	return language.Compile("xx", fstest.MapFS{"words.yaml": {Data: []byte(text)}})
}

func TestMatch(t *testing.T) {
	p, err := compile(t, "bound_before:\n  more_than: [more than, more than half of]\n  approx: [\"d'environ\"]\nnegation: [no]\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text   string
		id     string
		tokens int
	}{
		{"More than 5", "more_than", 2},
		{"more-than 5", "more_than", 3},
		{"more than half of all", "more_than", 4},
		{"more than half a", "more_than", 2},
		{"d’environ 5", "approx", 2},
		{"more 5", "", 0},
	} {
		tokens := token.Scan(nil, test.text, 0, len(test.text), p.Style, p)
		if e, n := p.Match(tokens, 0, language.BoundBefore); e.ID != test.id || n != test.tokens {
			t.Errorf("%q: %q over %d tokens, want %q over %d", test.text, e.ID, n, test.id, test.tokens)
		}
	}
}

func TestCompileRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"bound_befor:\n  approx: [about]\n":        "xx/words.yaml:1:1: no class is called \"bound_befor\"",
		"negation: [no, not, no]\n":                "xx/words.yaml:1:21: \"no\" stands twice in its class",
		"negation: [no, \" \"]\n":                  "xx/words.yaml:1:16: empty phrase",
		"month:\n  1: [january]\n  2: [january]\n": "xx/words.yaml:3:7: \"january\" stands twice in its class",
		"month: [": "xx/words.yaml: ",
	} {
		if _, err := compile(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\n got %v\nwant %s", text, err, want)
		}
	}
}
