package workbook

import (
	"strings"
	"testing"

	"tidyrelease/transform/wording"
)

// TestFactsOfCheck cuts the list of facts of a check that compares whole texts.
func TestFactsOfCheck(t *testing.T) {
	for lang, want := range map[string]string{"en": "a, a, a, a, a, a and 3 more", "fr": "a, a, a, a, a, a et 3 autres"} {
		words, err := wording.Load(texts, lang)
		if err != nil {
			t.Fatal(err)
		}
		w := &describer{words: words}
		ids := strings.Split(strings.Repeat("a", 9), "")
		if got := w.some(ids).text; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := w.some(ids[:mostIDs]).text; got != strings.Join(ids[:mostIDs], ", ") {
			t.Errorf("%s: %q is cut", lang, got)
		}
	}
}
