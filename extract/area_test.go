package extract_test

import "testing"

// Names of countries are places only where they are written and placed as such: other words and people have them too.
func TestPlaces(t *testing.T) {
	x := extractor(t)
	for _, test := range []struct{ lang, sentence, partner string }{
		{"en", "Canada's exports to Kazakhstan reached $5 million.", "KZ"},
		{"en", "Canada's exports to Turkey reached $5 million.", "TR"},
		{"en", "Canada's exports to Peru and Jordan reached $5 million.", "PE"},
		{"en", "Canada's exports to Georgia's ports reached $5 million.", "US-GA"},
		{"en", "Canada's exports to the US reached $5 million.", "US"},
		{"en", "Exports to us reached $5 million in Canada.", ""},
		{"en", "Exports of turkey reached $5 million in Canada.", ""},
		{"en", "Turkey exports reached $5 million in Canada.", ""},
		{"en", "Exports by Jordan Smith reached $5 million in Canada.", ""},
		{"en", "Exports of Jersey cows reached $5 million in Canada.", ""},
		{"fr", "Les exportations canadiennes vers le Kazakhstan ont atteint 5 millions de dollars.", "KZ"},
		{"fr", "Les exportations canadiennes vers le Niger ont atteint 5 millions de dollars.", "NE"},
		{"fr", "Les exportations canadiennes vers La Réunion ont atteint 5 millions de dollars.", "RE"},
		{"fr", "Les exportations péruviennes vers le Canada ont atteint 5 millions de dollars.", "PE"},
		{"fr", "Les exportations vues à la réunion ont atteint 5 millions de dollars au Canada.", ""},
		{"fr", "Les exportations de grenade ont atteint 5 millions de dollars au Canada.", ""},
		{"fr", "Les exportations de Maurice Roy ont atteint 5 millions de dollars au Canada.", ""},
	} {
		opening := map[string]string{
			"en": "News of the week\n\nOTTAWA, Ontario, June 15, 2025 – The text that stands below was taken from a page of the news of the day in Canada.\n\n",
			"fr": "Nouvelles de la semaine\n\nOTTAWA (Ontario), le 15 juin 2025 – Le texte qui se trouve ci-dessous est tiré d’une page des nouvelles du jour au Canada.\n\n",
		}[test.lang]
		d, err := x.Extract("case."+test.lang+".txt", []byte(opening+test.sentence+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 1 || d.Mentions[0].Partner != test.partner {
			t.Errorf("%s: %+v, want partner %q", test.sentence, d.Mentions, test.partner)
		}
	}
}

// Whose dollars a page tells of, the address of a government settles where nothing else does.
func TestDollarOfAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.whitehouse.gov/news": "USD", "https://x.army.mil": "USD", "https://www.x.gc.ca/a": "CAD",
		"https://example.com": "$", "https://gov.example.com": "$", "https://a.gov.zz": "$", "gov": "$", "http://[::1": "$",
	} {
		d, err := extractor(t).Extract("a.html", []byte("<!doctype html><html lang=en><link rel=canonical href='"+address+"'><main><h1>Roads</h1><p>We pay $4 million for the road, and the work is to begin in May.</p></main>"))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 1 || d.Mentions[0].Unit != want {
			t.Errorf("%s: %+v, want %s", address, d.Mentions, want)
		}
	}
}
