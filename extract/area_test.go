package extract_test

import (
	"slices"
	"testing"
)

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

// Each figure of a sentence is of the place that it stands with; a release is a province's where that alone is named as who governs, or
// at all.
func TestOwnPlaces(t *testing.T) {
	const federal = "News\n\nOTTAWA, June 15, 2025 – The news of Canada, of Nunavut and of Yukon is told here today.\n\n"
	const fédéral = "Nouvelles\n\nOTTAWA, le 15 juin 2025 – Les nouvelles du Canada, du Nunavut et du Yukon sont dites ici aujourd'hui.\n\n"
	for _, test := range []struct {
		lang, text string
		areas      []string
	}{
		{"en", federal + "The fare was $15 in Alberta, $16 in Ontario and $14 in Quebec.", []string{"CA-AB", "CA-ON", "CA-QC"}},
		{"fr", fédéral + "Le tarif était de 15 $ en Alberta, de 16 $ en Ontario et de 14 $ au Québec.", []string{"CA-AB", "CA-ON", "CA-QC"}},
		{"en", federal + "Ontario lost 500 jobs, but Quebec gained 1,200 and Alberta 300.", []string{"CA-ON", "CA-QC", "CA-AB"}},
		{"fr", fédéral + "L'Ontario a perdu 500 emplois, mais le Québec en a gagné 1 200.", []string{"CA-ON", "CA-QC"}},
		{"en", federal + "Drought left reservoirs in Manitoba and Quebec at 62 and 58 per cent of capacity.", []string{"CA-MB", "CA-QC"}},
		{"fr", fédéral + "Le Yukon (+12 %) et l'Île-du-Prince-Édouard (+8 %) ont crû le plus vite.", []string{"CA-YT", "CA-PE"}},
		{"en", federal + "The plan gives Ontario and Quebec $5 million.", []string{"CA-ON"}},
		{"en", "News\n\nGANDER, June 15, 2025 – The Ontario government will spend $5 million on roads in Canada.", []string{"CA-ON"}},
		{"fr", "Nouvelles\n\nGANDER, le 15 juin 2025 – Le gouvernement de l'Ontario dépensera 5 millions de dollars pour des routes au Canada.", []string{"CA-ON"}},
		{"en", "News\n\nGANDER, June 15, 2025 – The Government of Canada and the Government of Ontario will spend $5 million.", []string{"CA-ON"}},
		{"en", "News\n\nSYDNEY, NS, June 15, 2025 – Nova Scotians will get new beds. The hospital has 40 beds.", []string{"CA-NS"}},
		{"en", "News\n\nSYDNEY, NS, June 15, 2025 – Nova Scotians will get new beds, as all of Canada. The hospital has 40 beds.", []string{"CA"}},
		{"en", federal + "| Province | Population, 2016 | Population, 2021 | Change (%) | Dwellings, 2021 (thousands) |\n|---|---|---|---|---|\n" +
			"| Ontario | 13,448 | 14,223 | 5.8 | 5.5 |\n| Alberta | 4,067 | 4,262 | 4.8 | 1.6 |\n",
			[]string{"CA-ON", "CA-ON", "CA-ON", "CA-ON", "CA-AB", "CA-AB", "CA-AB", "CA-AB"}},
	} {
		d, err := extractor(t).Extract("case."+test.lang+".txt", []byte(test.text+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var areas []string
		for _, m := range d.Mentions {
			areas = append(areas, m.Area)
		}
		if !slices.Equal(areas, test.areas) {
			t.Errorf("%s: got %q, want %q", test.text, areas, test.areas)
		}
	}
}
