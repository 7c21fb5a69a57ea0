package transform_test

import (
	"slices"
	"strings"
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// TestPairContradictions holds when two numbers at one place of two versions are called a contradiction.
func TestPairContradictions(t *testing.T) {
	money := func(surface, value string) extract.Mention {
		return figure(surface, value, "1", extract.Money, "CAD", measure("grant", ""))
	}
	days := func(surface, value string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, "1", extract.Duration, "day", change...)
	}
	counted := func(surface, value, noun string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, "1", extract.Count, noun, change...)
	}
	one := func(text string, figures ...extract.Mention) []line { return []line{{text: text, figures: figures}} }
	for _, test := range []struct {
		name   string
		en, fr []line
		want   string // the first check's result
		says   string
	}{
		{"the other figure of the sentence agrees",
			one("The choir got $700 and 4 robes.", money("$700", "700"), counted("4 robes", "4", "robe")),
			one("La chorale a reçu 750 $ et 4 robes.", money("750 $", "750"), counted("4 robes", "4", "robe")),
			transform.Inconsistent, "“$700”"},
		{"the other figure of the sentence differs as well",
			one("The choir got $700 and 4 robes.", money("$700", "700"), counted("4 robes", "4", "robe")),
			one("La troupe a reçu 750 $ et 9 robes.", money("750 $", "750"), counted("9 robes", "9", "robe")),
			transform.Undecided, ""},
		{"both numbers in both sentences",
			one("Most wells close for 3 days, the northern one for 8 days.", days("8 days", "8")),
			one("Les puits ferment 3 jours, mais celui du nord, 8 sur 10.", days("3 jours", "3")),
			transform.Undecided, ""},
		{"a number without unit and one of things",
			one("The board grew from 9 to 14.", counted("9 to 14", "9", "", upTo("14"))),
			one("Elle offre trois cours.", counted("trois cours", "3", "cours")),
			transform.Undecided, ""},
		{"a round number near the other",
			one("The inn has 43 rooms.", counted("43 rooms", "43", "room", bound(extract.MoreThan))),
			one("L’auberge a une trentaine de chambres.", counted("trentaine de chambres", "30", "chambre", bound(extract.Approx))),
			transform.Inconsistent, ""},
		{"a round number that the other comes near",
			one("The inn has more than 36 rooms.", counted("36 rooms", "36", "room", bound(extract.MoreThan))),
			one("L’auberge a une trentaine de chambres.", counted("trentaine de chambres", "30", "chambre", bound(extract.Approx))),
			transform.Undecided, ""},
		{"two digits changed places, and the vocabulary knows one noun of the two",
			one("The yard has 75 apprentices and 640 jobs.", counted("75 apprentices", "75", "apprentice"), counted("640 jobs", "640", "job")),
			one("Le chantier offre 57 places et 640 emplois.", counted("57 places", "57", "place"), counted("640 emplois", "640", "emploi")),
			transform.Inconsistent, "“57 places”"},
		{"other numbers of other things",
			one("The yard has 75 apprentices and 640 jobs.", counted("75 apprentices", "75", "apprentice"), counted("640 jobs", "640", "job")),
			one("Le chantier offre 12 places et 640 emplois.", counted("12 places", "12", "place"), counted("640 emplois", "640", "emploi")),
			transform.Undecided, ""},
		{"a space within a number",
			one("The bid of $16, 400 won.", money("$16", "16"), counted("400", "400", "")),
			one("L’offre de 16 400 $ a été retenue.", money("16 400 $", "16400")),
			transform.Inconsistent, "“$16”"},
		{"sentences of two people",
			append(one("Ana and Luc ran."), one("In Wing 7 days, Ana swam.", days("7 days", "7"))...),
			append(one("Ana et Luc ont couru."), one("Luc (16 jours) a nagé.", days("16 jours", "16"))...),
			transform.Undecided, ""},
		{"sentences of one person",
			append(one("Ana and Luc ran."), one("In Wing 7 days, Ana swam.", days("7 days", "7"))...),
			append(one("Ana et Luc ont couru."), one("Ana (16 jours) a nagé.", days("16 jours", "16"))...),
			transform.Inconsistent, ""},
		{"the same text read otherwise",
			one("Visitors: 4,120", counted("4,120", "4120", "")),
			one("Visiteurs : 4,120", figure("4,120", "4.12", "0.001", extract.Count, "")),
			transform.Undecided, "“4,120” stands in both versions"},
	} {
		ds := build(t, "en", compose(t, "p.en", "en", test.en...), compose(t, "p.fr", "fr", test.fr...))
		if len(ds.Checks) == 0 || ds.Checks[0].Result != test.want || !strings.Contains(ds.Checks[0].Message, test.says) {
			t.Errorf("%s: %+v, want %s", test.name, ds.Checks, test.want)
		}
	}
}

// TestPairCounts holds what is said of how many figures were compared, in both languages.
func TestPairCounts(t *testing.T) {
	doc := func(lang string, texts ...string) *extract.Document {
		var lines []line
		for _, text := range texts {
			lines = append(lines, line{text: text + " $.", figures: []extract.Mention{figure(text+" $", text, "1", extract.Money, "CAD")}})
		}
		return compose(t, "p."+lang, lang, lines...)
	}
	for _, test := range []struct {
		name            string
		en, fr          []string
		english, french string
	}{
		{"one", []string{"5"}, []string{"5"}, "One figure was compared", "Un chiffre a été comparé"},
		{"two", []string{"5", "6"}, []string{"5", "6"}, "and both agree.", "et les deux concordent."},
		{"three", []string{"5", "6", "7"}, []string{"5", "6", "7"}, "and all agree.", "et tous concordent."},
		{"one, in one version", []string{"5"}, nil, "The only figure was found", "Le seul chiffre n’a été trouvé"},
		{"two, in one version", []string{"5", "6"}, nil, "Each of the two figures", "Chacun des deux chiffres"},
		{"three, in one version", []string{"5", "6", "7"}, nil, "Each of the 3 figures", "Chacun des 3 chiffres"},
		{"one of two", []string{"5", "6"}, []string{"5"}, "One figure of 2", "Un chiffre sur 2"},
		{"two of three", []string{"5", "6", "7"}, []string{"5"}, "2 figures of 3", "2 chiffres sur 3"},
	} {
		for lang, want := range map[string]string{"en": test.english, "fr": test.french} {
			ds := build(t, lang, doc("en", test.en...), doc("fr", test.fr...))
			if len(ds.Checks) != 1 || !strings.Contains(ds.Checks[0].Message, want) {
				t.Errorf("%s: %+v, want %q", test.name, ds.Checks, want)
			}
		}
	}
}

// TestChecksOfReleases holds that a check names the releases whose figures it compares, and no others.
func TestChecksOfReleases(t *testing.T) {
	doc := func(id, lang, cats string) *extract.Document {
		return compose(t, id, lang, line{text: cats + " cats.", figures: []extract.Mention{figure(cats+" cats", cats, "1", extract.Count, "cat", measure("cats", ""))}})
	}
	ds := build(t, "en", doc("a.en", "en", "7"), doc("a.fr", "fr", "7"), doc("b.en", "en", "9"), doc("b.fr", "fr", "9"))
	var of []string
	for _, c := range ds.Checks {
		if len(c.Observations) != 1 {
			t.Errorf("%s: observations %q", c.ID, c.Observations)
		}
		of = append(of, strings.Join(c.Releases, " "))
	}
	if want := []string{"a.en a.fr", "b.en b.fr"}; !slices.Equal(of, want) {
		t.Errorf("checks of %q, want %q", of, want)
	}

	// What two releases say twice each is one fact, compared once and shown with both.
	trade := func(id string) *extract.Document {
		m := figure("$5.5 billion", "5500000000", "100000000", extract.Money, "CAD", period("2024"), in("CA", "KR"))
		return compose(t, id, "en", line{text: "Bilateral trade was $5.5 billion.", figures: []extract.Mention{m}},
			line{text: "Bilateral trade stood at $5.5 billion.", figures: []extract.Mention{m}})
	}
	ds = build(t, "en", trade("c"), trade("d"))
	if len(ds.Checks) != 1 || !slices.Equal(ds.Checks[0].Releases, []string{"c", "d"}) {
		t.Errorf("repeated in two releases: %+v", ds.Checks)
	}
}

// TestNumberedItems holds that numbered things are not statements of one another.
func TestNumberedItems(t *testing.T) {
	for _, test := range []struct {
		first, second string
		want          int // contradictions
	}{
		{"Funding for Phase 1 of the pool is $500.", "Funding for Phase 3 of the pool is $900.", 0},
		{"Funding for Phase 1 of the pool is $500.", "Funding for Phase 1 of the pool is $900.", 1},
	} {
		grant := func(surface, value string) []extract.Mention {
			return []extract.Mention{figure(surface, value, "1", extract.Money, "CAD", period("2024"), measure("federal funding", "pool"))}
		}
		ds := build(t, "en", compose(t, "x", "en",
			line{text: test.first, figures: grant("$500", "500")}, line{text: test.second, figures: grant("$900", "900")}))
		n := 0
		for _, c := range ds.Checks {
			if c.Result == transform.Inconsistent {
				n++
			}
		}
		if n != test.want {
			t.Errorf("%s %s: %d contradictions, want %d", test.first, test.second, n, test.want)
		}
	}
}
