package transform_test

import (
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// only is the one observation of a figure that stands alone in a release.
func only(t *testing.T, textLang, lang string, m extract.Mention) transform.Observation {
	t.Helper()
	ds := build(t, lang, compose(t, "x", textLang, line{text: "It is " + m.Surface + ".", figures: []extract.Mention{m}}))
	if len(ds.Observations) != 1 {
		t.Fatalf("%s: %d observations", m.Surface, len(ds.Observations))
	}
	return ds.Observations[0]
}

func TestDisplay(t *testing.T) {
	for _, test := range []struct {
		figure  extract.Mention
		en, fr  string
		between string // the interval in English
	}{
		{figure("$24.5 billion", "24500000000", "100000000", extract.Money, "CAD"),
			"$24.5 billion", "24,5\u00a0milliards de dollars", "24.45 to 24.55 billion Canadian dollars"},
		{figure("$15.0 billion", "15000000000", "100000000", extract.Money, "CAD"),
			"$15.0 billion", "15,0\u00a0milliards de dollars", "14.95 to 15.05 billion Canadian dollars"},
		{figure("$1,500 billion", "1500000000000", "1000000000", extract.Money, "CAD"),
			"$1,500 billion", "1\u00a0500\u00a0milliards de dollars", "1.4995 to 1.5005 trillion Canadian dollars"},
		{figure("$1.234 billion", "1234000000", "1000000", extract.Money, "CAD"),
			"$1.234 billion", "1,234\u00a0milliard de dollars", "1.2335 to 1.2345 billion Canadian dollars"},
		{figure("165", "165", "1", extract.Count, "trap", measure("traps fished from the boat", "")),
			"165 traps", "165 «\u00a0traps\u00a0»", "exactly 165 traps"},
		{figure("1", "1", "1", extract.Count, "trap", measure("traps fished from the boat", "")),
			"1 trap", "1 «\u00a0trap\u00a0»", "exactly 1 trap"},
		{figure("$1.2 billion", "1200000000", "100000000", extract.Money, "CAD"),
			"$1.2 billion", "1,2\u00a0milliard de dollars", "1.15 to 1.25 billion Canadian dollars"},
		{figure("$50,000", "50000", "1", extract.Money, "CAD", bound(extract.AtMost), per("company")),
			"up to $50,000 per company", "jusqu’à 50\u00a0000\u00a0$ par entreprise", "50,000 Canadian dollars or less per company"},
		{figure("$34.50", "34.50", "0.01", extract.Money, "CAD", per("hour")),
			"$34.50 per hour", "34,50\u00a0$ par heure", "exactly 34.50 Canadian dollars per hour"},
		{figure("$9.99", "9.99", "0.01", extract.Money, "CAD", per("1000 CAD")),
			"$9.99 per $1,000", "9,99\u00a0$ par 1\u00a0000\u00a0$", "exactly 9.99 Canadian dollars per $1,000"},
		{figure("US$2.1 trillion", "2100000000000", "100000000000", extract.Money, "USD"),
			"US$2.1 trillion", "2,1\u00a0billions de dollars américains", "2.05 to 2.15 trillion US dollars"},
		{figure("€45 million", "45000000", "1000000", extract.Money, "EUR"),
			"€45 million", "45\u00a0millions d’euros", "44.5 to 45.5 million euros"},
		{figure("ADP 3 million", "3000000", "1000000", extract.Money, "ADP"),
			"ADP\u00a03 million", "3\u00a0millions d’ADP", "2.5 to 3.5 million ADP"},
		{figure("$5 million to $7 million", "5000000", "1000000", extract.Money, "CAD", upTo("7000000")),
			"$5 million to $7 million", "5 à 7\u00a0millions de dollars", "4.5 to 7.5 million Canadian dollars"},
		{figure("billions of dollars", "1000000000", "1000000000", extract.Money, "CAD", vague("1000000000000")),
			"billions of dollars", "des milliards de dollars", "billions of dollars"},
		{figure("hundreds of jobs", "100", "100", extract.Count, "job", vague("1000")),
			"hundreds of jobs", "des centaines d’emplois", "hundreds of jobs"},
		{figure("12%", "12", "1", extract.Percent, "percent"),
			"12%", "12\u00a0%", "11.5 to 12.5%"},
		{figure("10 to 12%", "10", "1", extract.Percent, "percent", upTo("12")),
			"10 to 12%", "10 à 12\u00a0%", "9.5 to 12.5%"},
		{figure("7%", "7", "1", extract.Percent, "percent", bound(extract.Approx), direction(extract.Down)),
			"down about 7%", "baisse d’environ 7\u00a0%", "6.5 to 7.5%"},
		{figure("1 percentage point", "1", "1", extract.PercentagePoint, "percentage_point", direction(extract.Up)),
			"up 1 percentage point", "hausse de 1 point de pourcentage", "0.5 to 1.5 percentage points"},
		{figure("doubled", "2", "1", extract.Times, "times", direction(extract.Up)),
			"multiplied by 2", "multiplication par 2", "1.5 to 2.5 times"},
		{figure("one third", "0.3333333333", "1", extract.Fraction, "fraction", bound(extract.AtLeast)),
			"at least 1/3", "au moins 1/3", "1/3 or more"},
		{figure("seventh", "7", "1", extract.Rank, "rank"), "7th", "7e", "exactly 7th"},
		{figure("first", "1", "1", extract.Rank, "rank"), "1st", "1er", "exactly 1st"},
		{figure("21st", "21", "1", extract.Rank, "rank"), "21st", "21e", "exactly 21st"},
		{figure("112th", "112", "1", extract.Rank, "rank"), "112th", "112e", "exactly 112th"},
		{figure("top ten", "10", "1", extract.Rank, "rank", bound(extract.AtMost)),
			"top 10", "parmi les 10 premiers", "1st to 10th"},
		{figure("125,000 people", "125000", "1", extract.Count, "person", bound(extract.MoreThan)),
			"more than 125,000 people", "plus de 125\u00a0000 personnes", "more than 125,000 people"},
		{figure("427,000 jobs", "427000", "1", extract.Count, "job", bound(extract.Approx)),
			"about 427,000 jobs", "environ 427\u00a0000 emplois", "426,500 to 427,500 jobs"},
		{figure("1.3 million vehicles", "1300000", "100000", extract.Count, "vehicle"),
			"1.3 million vehicles", "1,3\u00a0million de véhicules", "1.25 to 1.35 million vehicles"},
		{figure("4 million jobs", "4000000", "1000000", extract.Count, "job"),
			"4 million jobs", "4\u00a0millions d’emplois", "3.5 to 4.5 million jobs"},
		{figure("one job", "1", "1", extract.Count, "job"), "1 job", "1 emploi", "exactly 1 job"},
		{figure("0 jobs", "0", "1", extract.Count, "job"), "0 jobs", "0 emploi", "exactly 0 jobs"},
		{figure("two dozen welders", "24", "12", extract.Count, "welder", phrase("welders")),
			"24 welders", "24 «\u00a0welders\u00a0»", "23.5 to 24.5 welders"},
		{figure("8 to 10 weeks", "8", "1", extract.Duration, "week", upTo("10")),
			"8 to 10 weeks", "8 à 10 semaines", "8 to 10 weeks"},
		{figure("800,000 to 1.2 million vehicles", "800000", "100000", extract.Count, "vehicle", upTo("1200000")),
			"800,000 to 1.2 million vehicles", "800\u00a0000 à 1,2\u00a0million de véhicules", "750,000 to 1.25 million vehicles"},
		{figure("-40 °C", "-40", "1", extract.Measure, "degree Celsius"),
			"−40 degrees Celsius", "−40 degrés Celsius", "−40.5 to −39.5 degrees Celsius"},
	} {
		if test.figure.Surface == "two dozen welders" {
			test.figure.InWords = true
			test.between = "exactly 24 welders"
		}
		en, fr := only(t, "en", "en", test.figure), only(t, "en", "fr", test.figure)
		if en.Display != test.en {
			t.Errorf("%s: en %q, want %q", test.figure.Surface, en.Display, test.en)
		}
		if fr.Display != test.fr {
			t.Errorf("%s: fr %q, want %q", test.figure.Surface, fr.Display, test.fr)
		}
		if en.Range != test.between {
			t.Errorf("%s: range %q, want %q", test.figure.Surface, en.Range, test.between)
		}
		if en.ID != fr.ID {
			t.Errorf("%s: %s in English, %s in French", test.figure.Surface, en.ID, fr.ID)
		}
	}
}

func TestDollarsThatMix(t *testing.T) {
	doc := compose(t, "x", "en", line{text: "C$5 million, US$4 million", figures: []extract.Mention{
		figure("C$5 million", "5000000", "1000000", extract.Money, "CAD"),
		figure("US$4 million", "4000000", "1000000", extract.Money, "USD"),
	}})
	for lang, want := range map[string][2]string{
		"en": {"C$5 million", "US$4 million"},
		"fr": {"5\u00a0millions de dollars canadiens", "4\u00a0millions de dollars américains"},
	} {
		o := build(t, lang, doc).Observations
		if got := [2]string{o[0].Display, o[1].Display}; got != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

// What else is in a run does not change how a release is shown.
func TestDollarsOfARelease(t *testing.T) {
	amount := func(id, surface, unit string) *extract.Document {
		return compose(t, id, "en", line{text: "It cost " + surface + ".", figures: []extract.Mention{
			figure(surface, "5000000", "1000000", extract.Money, unit),
		}})
	}
	ds := build(t, "en", amount("a", "$5 million", "CAD"), amount("b", "US$5 million", "USD"))
	if got := [2]string{ds.Observations[0].Display, ds.Observations[1].Display}; got != [2]string{"$5 million", "US$5 million"} {
		t.Errorf("got %q", got)
	}
}

// A noun that the vocabulary takes for another stays that of the text, in its language.
func TestNounsOfTheText(t *testing.T) {
	doc := compose(t, "x", "fr", line{text: "Le réseau accueille 900 élèves.", figures: []extract.Mention{
		figure("900 élèves", "900", "1", extract.Count, "élève", phrase("élèves")),
	}})
	for lang, want := range map[string]string{"fr": "900 élèves", "en": "900 students"} {
		if got := build(t, lang, doc).Observations[0].Display; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestLabelsSayANounOnce(t *testing.T) {
	for measure, want := range map[string]string{
		"boats electric boats":     "Electric boats",
		"surface d’une surface":    "Surface d’une surface",
		"share of boats boats":     "Share of boats",
		"change from year by year": "Change from year by year",
	} {
		m := figure("12 boats", "12", "1", extract.Count, "boat", func(m *extract.Mention) { m.Measure = measure })
		if got := only(t, "en", "en", m).IndicatorLabel; got != want {
			t.Errorf("%s: %q, want %q", measure, got, want)
		}
	}
}

func TestPeriodText(t *testing.T) {
	for _, test := range []struct{ period, en, fr string }{
		{"", "", ""},
		{"2024", "2024", "2024"},
		{"2024-03", "March 2024", "mars 2024"},
		{"2024-Q3", "third quarter of 2024", "troisième trimestre de 2024"},
		{"2024-08-15", "August 15, 2024", "15 août 2024"},
		{"2025-01-01/", "since January 1, 2025", "depuis le 1er janvier 2025"},
		{"2020/", "since 2020", "depuis 2020"},
		{"/2030", "by 2030", "d’ici 2030"},
		{"2020/2024", "2020 to 2024", "2020 à 2024"},
		{"2024-04/2025-03", "fiscal year 2024–25", "exercice 2024-2025"},
		{"2024-10/2025-09", "fiscal year 2024–25", "exercice 2024-2025"},
		{"2025-04/2030-03", "April 2025 to March 2030", "avril 2025 à mars 2030"},
		{"soon", "soon", "soon"},
		{"2024-99-99", "2024-99-99", "2024-99-99"},
	} {
		m := figure("12%", "12", "1", extract.Percent, "percent", period(test.period))
		if got := only(t, "en", "en", m).PeriodText; got != test.en {
			t.Errorf("%s: en %q, want %q", test.period, got, test.en)
		}
		if got := only(t, "en", "fr", m).PeriodText; got != test.fr {
			t.Errorf("%s: fr %q, want %q", test.period, got, test.fr)
		}
	}
}
