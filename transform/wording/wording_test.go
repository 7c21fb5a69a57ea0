package wording_test

import (
	"testing"
	"testing/fstest"

	"github.com/govalues/decimal"

	"tidyrelease/transform/wording"
)

func catalogue(t *testing.T, lang, text string) *wording.Catalogue {
	t.Helper()
	c, err := wording.Load(fstest.MapFS{lang + ".yaml": {Data: []byte(text)}}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNumber(t *testing.T) {
	for _, test := range []struct{ in, en, fr string }{
		{"0", "0", "0"},
		{"12", "12", "12"},
		{"1000", "1,000", "1\u00a0000"},
		{"228257", "228,257", "228\u00a0257"},
		{"-1234.50", "−1,234.50", "−1\u00a0234,50"},
	} {
		d := decimal.MustParse(test.in)
		if got := catalogue(t, "en", "a: b").Number(d); got != test.en {
			t.Errorf("en %s: got %q, want %q", test.in, got, test.en)
		}
		if got := catalogue(t, "fr", "a: b").Number(d); got != test.fr {
			t.Errorf("fr %s: got %q, want %q", test.in, got, test.fr)
		}
	}
}

func TestText(t *testing.T) {
	c := catalogue(t, "en", "sum: '{a} and {b}'")
	if got := c.Text("sum", "a", "1", "b", "{a}"); got != "1 and {a}" {
		t.Errorf("a value must not be filled in turn: %q", got)
	}
	if got := c.Text("none"); got != "‹none›" {
		t.Errorf("missing key: %q", got)
	}
}

// TestFrenchDe holds that "de" loses its e before a vowel or a silent h that a place is filled with, and nothing else does.
func TestFrenchDe(t *testing.T) {
	for _, test := range []struct{ lang, text, value, want string }{
		{"fr", "à raison de {x}", "environ 3 $", "à raison d’environ 3 $"},
		{"fr", "de {x}", "Écoles", "d’Écoles"},
		{"fr", "de {x}", "habitants", "d’habitants"},
		{"fr", "de {x}", "3 $", "de 3 $"},
		{"fr", "de {x}", "wons", "de wons"},
		{"fr", "raide {x}", "et froid", "raide et froid"},
		{"fr", "de « {x} »", "a", "de « a »"},
		{"en", "de {x}", "eggs", "de eggs"},
	} {
		if got := catalogue(t, test.lang, "k: '"+test.text+"'").Text("k", "x", test.value); got != test.want {
			t.Errorf("%s %q with %q: got %q, want %q", test.lang, test.text, test.value, got, test.want)
		}
	}
}

func TestFiscalYear(t *testing.T) {
	for _, test := range []struct {
		lang string
		year int
		want string
	}{{"en", 2024, "2024–25"}, {"en", 1999, "1999–00"}, {"fr", 2024, "2024-2025"}} {
		if got := catalogue(t, test.lang, "a: b").FiscalYear(test.year); got != test.want {
			t.Errorf("%s %d: got %q, want %q", test.lang, test.year, got, test.want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, test := range []struct{ lang, text string }{
		{"de", "a: b"},
		{"en", "a: b\na: c"},
		{"en", "a: [b"},
	} {
		if _, err := wording.Load(fstest.MapFS{test.lang + ".yaml": {Data: []byte(test.text)}}, test.lang); err == nil {
			t.Errorf("%s %q: no error", test.lang, test.text)
		} else {
			t.Log(err)
		}
	}
}
