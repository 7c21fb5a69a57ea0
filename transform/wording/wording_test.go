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
