package brief

import (
	"testing"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// The range beside a figure leaves out the unit that the figure shows, and nothing else.
func TestUnitless(t *testing.T) {
	for _, test := range []struct {
		language, unit string
		mult           int
		display, of    string
		want           string
	}{
		{"en", "CAD", 9, "$24.5 billion", "24.45 to 24.55 billion Canadian dollars", "24.45 to 24.55 billion"},
		{"en", "CAD", 0, "less than $134,800 per job", "less than 134,800 Canadian dollars per job", "less than 134,800"},
		{"en", "hectares", 6, "10.9 million hectares", "10.85 to 10.95 million hectares", "10.85 to 10.95 million"},
		{"en", "right whale", 0, "about 370 right whales", "365 to 375 right whales", "365 to 375"},
		{"en", "PT", 0, "12%", "11.5 to 12.5%", "11.5 to 12.5%"},
		{"en", "RANK", 0, "top 10", "1st to 10th", "1st to 10th"},
		{"fr", "CAD", 9, "24,5\u00a0milliards de dollars", "24,45 à 24,55 milliards de dollars canadiens", "24,45 à 24,55 milliards"},
		{"fr", "EUR", 9, "1,6\u00a0milliard d’euros", "1,55 à 1,65 milliard d’euros", "1,55 à 1,65 milliard"},
		{"fr", "CAD", 6, "15,5\u00a0millions de dollars par an", "15,45 à 15,55 millions de dollars canadiens par an", "15,45 à 15,55 millions"},
	} {
		words, err := wording.Load(texts, test.language)
		if err != nil {
			t.Fatal(err)
		}
		c := &content{words: words}
		o := &transform.Observation{UnitMeasure: test.unit, UnitMult: test.mult, Display: test.display, Range: test.of}
		if got := c.unitless(o); got != test.want {
			t.Errorf("%s: %q, want %q", test.of, got, test.want)
		}
	}
}
