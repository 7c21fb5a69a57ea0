package transform_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/transform"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// plant is a small release with a sum, a share, a repeated fact and a noun that no vocabulary knows.
func plant(t testing.TB) *extract.Document {
	auto := measure("", "auto industry")
	return compose(t, "plant.en", "en",
		line{section: extract.Headline, text: "Auto industry adds $3.1 billion to GDP", figures: []extract.Mention{
			figure("$3.1 billion", "3100000000", "100000000", extract.Money, "CAD", auto, in("CA", "")),
		}},
		line{section: extract.QuickFacts, text: "In 2024, the auto industry directly employed more than 12,000 people and indirectly supported about 30,000 jobs.",
			figures: []extract.Mention{
				figure("12,000 people", "12000", "1", extract.Count, "person", bound(extract.MoreThan), period("2024"), auto, in("CA", "")),
				figure("30,000 jobs", "30000", "1", extract.Count, "job", bound(extract.Approx), period("2024"), auto, in("CA", "")),
			}},
		line{section: extract.QuickFacts, text: "Its contribution to GDP was $3.1 billion in 2024.", figures: []extract.Mention{
			figure("$3.1 billion", "3100000000", "100000000", extract.Money, "CAD", period("2024"), auto, in("CA", "")),
		}},
		line{section: extract.Quote, speaker: "A. Minister", text: "The industry supports more than 40,000 jobs and hires 14 welders.", figures: []extract.Mention{
			figure("40,000 jobs", "40000", "1", extract.Count, "job", bound(extract.MoreThan), auto, in("CA", "")),
			figure("14 welders", "14", "1", extract.Count, "welder", phrase("welders"), measure("welders hired", "industry")),
		}},
		line{text: "Its cars were 25% of all cars sold in 2024, or 50,000 vehicles.", figures: []extract.Mention{
			figure("25%", "25", "1", extract.Percent, "percent", period("2024"), auto, in("CA", "")),
			figure("50,000 vehicles", "50000", "1", extract.Count, "vehicle", period("2024"), auto, in("CA", "")),
		}},
		line{text: "It opened one office.", figures: []extract.Mention{
			figure("one office", "1", "1", extract.Count, "office", func(m *extract.Mention) { m.Trivial = true }),
		}},
	)
}

// tell writes a dataset for people to read.
func tell(ds *transform.Dataset) string {
	var b strings.Builder
	for _, m := range ds.Mentions {
		fmt.Fprintf(&b, "mention %s: %s %s → %s\n", m.ID, m.Surface, m.Interval, m.ObservationID)
	}
	for _, o := range ds.Observations {
		fmt.Fprintf(&b, "\nobservation %s (%s, %s)\n", o.ID, o.Method, o.Status)
		for _, column := range [][2]string{
			{"label", o.IndicatorLabel}, {"subject", o.Subject}, {"area", o.RefArea}, {"partner", o.CounterpartArea},
			{"period", o.PeriodText}, {"display", o.Display}, {"range", o.Range}, {"interval", o.Interval.String()},
			{"unit", o.UnitMeasure}, {"formula", o.Formula}, {"derivation", o.Derivation}, {"evidence", o.Evidence},
			{"mentions", strings.Join(o.Mentions, " ")},
		} {
			if column[1] != "" {
				fmt.Fprintf(&b, "  %s: %s\n", column[0], column[1])
			}
		}
		if o.Value.Valid {
			fmt.Fprintf(&b, "  value: %s\n", o.Value.Decimal)
		}
		if o.Headline > 0 {
			fmt.Fprintf(&b, "  key figure: %d\n", o.Headline)
		}
	}
	b.WriteString("\n")
	for _, c := range ds.Checks {
		fmt.Fprintf(&b, "%s %s (%s): %s\n", c.ID, c.Kind, c.Result, c.Message)
	}
	for _, c := range ds.Charts {
		fmt.Fprintf(&b, "\nchart %s (%s)\n  %s\n  %s\n  %s\n  %s\n  axis: %s ×10^%d\n", c.ID, c.Kind, c.Title, c.Subtitle, c.Alt, c.Description, c.AxisLabel, c.AxisMult)
		for _, m := range c.Marks {
			fmt.Fprintf(&b, "  - %s: %s, bar to %s, %s, derived %v, %q %s\n", m.Label, m.Display, m.Value, m.Interval, m.Derived, m.Sentence, m.Speaker)
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		got := tell(build(t, lang, plant(t)))
		golden(t, "plant."+lang+".golden", got)
	}
}

func TestRoundTrip(t *testing.T) {
	ds := build(t, "en", plant(t))
	first, err := json.Marshal(ds)
	if err != nil {
		t.Fatal(err)
	}
	var back transform.Dataset
	if err := json.Unmarshal(first, &back); err != nil {
		t.Fatal(err)
	}
	second, err := json.Marshal(&back)
	if err != nil {
		t.Fatal(err)
	}
	if string(first) != string(second) {
		t.Error("a dataset changes on its way through JSON")
	}
	if diff := cmp.Diff(ds, &back, cmp.Comparer(func(a, b decimal.Decimal) bool { return a.Equal(b) })); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(string(first), ":null,\"mentions\"") || ds.Checks == nil || ds.Charts == nil {
		t.Error("a list is null in JSON")
	}
}

func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	docs := []*extract.Document{plant(t), compose(t, "a", "en"), compose(t, "z", "fr")}
	one := build(t, "en", docs...)
	slices.Reverse(docs)
	if two := build(t, "en", docs...); !reflect.DeepEqual(one, two) {
		t.Error("the dataset depends on the order of the documents")
	}
}

func TestNothing(t *testing.T) {
	ds := build(t, "fr")
	data, err := json.Marshal(ds)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"language":"fr","releases":[],"mentions":[],"observations":[],"checks":[],"charts":[]}`; string(data) != want {
		t.Errorf("got %s", data)
	}
}

func TestBuildRefuses(t *testing.T) {
	c := catalogue(t)
	broken := func(change func(*extract.Document)) []*extract.Document {
		doc := plant(t)
		change(doc)
		return []*extract.Document{doc}
	}
	for _, test := range []struct {
		name string
		docs []*extract.Document
		lang string
		want string
	}{
		{"no such language", broken(func(*extract.Document) {}), "de", `"de"`},
		{"text of another language", broken(func(d *extract.Document) { d.Language = "es" }), "en", `plant.en: no terms for the language "es"`},
		{"same name", []*extract.Document{plant(t), plant(t)}, "en", `two documents have the name "plant.en"`},
		{"no name", broken(func(d *extract.Document) { d.ID = "" }), "en", "without a name"},
		{"span outside", broken(func(d *extract.Document) { d.Mentions[0].End = 1 << 30 }), "en", "plant.en: mention"},
		{"no such sentence", broken(func(d *extract.Document) { d.Mentions[0].Sentence = 99 }), "en", "in sentence 99"},
		{"sentence outside", broken(func(d *extract.Document) { d.Sentences[0].End = 1 << 30 }), "en", "plant.en: sentence"},
	} {
		if _, err := transform.Build(test.docs, c, test.lang); err == nil {
			t.Errorf("%s: no error", test.name)
		} else if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %q, want %q", test.name, err, test.want)
		}
	}
	if _, err := transform.Build(nil, nil, "en"); err == nil {
		t.Error("no catalogue: no error")
	}
}

func TestIndicators(t *testing.T) {
	money := func(surface string) extract.Mention {
		return figure(surface, "5000000000", "1000000000", extract.Money, "CAD")
	}
	jobs := func(surface, noun string) extract.Mention {
		return figure(surface, "5000", "1", extract.Count, noun)
	}
	for _, test := range []struct {
		lang, text string
		figure     extract.Mention
		want       string
	}{
		{"en", "Bilateral trade in goods reached $5 billion in 2024.", money("$5 billion"), "trade_bilateral"},
		{"en", "The industry adds $5 billion to Canada’s GDP.", money("$5 billion"), "gdp_contribution"},
		{"en", "GDP stood at $5 billion.", money("$5 billion"), "gdp"},
		{"en", "Exports to Japan were $5 billion.", money("$5 billion"), "exports"},
		{"en", "The trade deficit with Japan was $5 billion.", money("$5 billion"), "trade_deficit"},
		{"en", "Companies announced investments of $5 billion.", money("$5 billion"), "investment_committed"},
		{"en", "The minister had lunch for $5 billion.", money("$5 billion"), "unclassified"},
		{"en", "It directly employs 5,000 people.", jobs("5,000 people", "person"), "jobs_direct"},
		{"en", "Indirectly, it supports 5,000 jobs.", jobs("5,000 jobs", "job"), "jobs_indirect"},
		{"en", "The plant will create 5,000 jobs.", jobs("5,000 jobs", "job"), "jobs_created"},
		{"en", "It directly employs 5,000 cows.", jobs("5,000 cows", "cow"), "unclassified"},
		{"en", "They are the seventh-largest trading partner.", figure("seventh-largest", "7", "1", extract.Rank, "rank"), "trade_rank"},
		{"en", "The unemployment rate was 6%.", figure("6%", "6", "1", extract.Percent, "percent"), "unemployment_rate"},
		{"en", "Exports rose 6%.", figure("6%", "6", "1", extract.Percent, "percent", direction(extract.Up)), "exports"},
		{"en", "Exports are 6% of sales.", figure("6%", "6", "1", extract.Percent, "percent"), "unclassified"},
		{"fr", "Le commerce bilatéral de marchandises a atteint 5 G$.", money("5 G$"), "trade_bilateral"},
		{"fr", "L’industrie ajoute 5 milliards de dollars au PIB du Canada.", money("5 milliards de dollars"), "gdp_contribution"},
		{"fr", "Les exportations vers le Japon valaient 5 G$.", money("5 G$"), "exports"},
		{"fr", "L’industrie donnait du travail direct à 5 000 personnes.", jobs("5 000 personnes", "personne"), "jobs_direct"},
		{"fr", "Indirectement, elle soutenait 5 000 emplois.", jobs("5 000 emplois", "emploi"), "jobs_indirect"},
		{"fr", "Le taux de chômage était de 6 %.", figure("6 %", "6", "1", extract.Percent, "percent"), "unemployment_rate"},
		{"fr", "Les exportations ont augmenté de 6 %.", figure("6 %", "6", "1", extract.Percent, "percent", direction(extract.Up)), "exports"},
		// A rate is told by its denominator.
		{"en", "Lobster costs $5 per kilogram.", figure("$5", "5", "1", extract.Money, "CAD", per("kilogram")), "price"},
		{"en", "The pool costs $5 billion.", money("$5 billion"), "unclassified"},
		{"en", "The minimum wage is $15 per hour.", figure("$15", "15", "1", extract.Money, "CAD", per("hour")), "wage_minimum"},
		{"en", "Wages average $35 per hour.", figure("$35", "35", "1", extract.Money, "CAD", per("hour")), "wage_hourly"},
		{"en", "Wages average $900 per week.", figure("$900", "900", "1", extract.Money, "CAD", per("week")), "unclassified"},
		{"fr", "Le homard se vend 5 $ le kilogramme.", figure("5 $", "5", "1", extract.Money, "CAD", per("kilogram")), "price"},
		{"fr", "La piscine coûte 5 milliards de dollars.", money("5 milliards de dollars"), "unclassified"},
		// Some words name an indicator with its unit only.
		{"en", "Output reached 5,000 tonnes.", figure("5,000 tonnes", "5000", "1", extract.Measure, "tonne"), "production_volume"},
		{"en", "Its output doubled.", figure("doubled", "2", "1", extract.Times, "times", direction(extract.Up)), "unclassified"},
		{"en", "Batteries got 6% cheaper.", figure("6%", "6", "1", extract.Percent, "percent", direction(extract.Down)), "unclassified"},
		{"en", "Greenhouse gas emissions fell 6%.", figure("6%", "6", "1", extract.Percent, "percent", direction(extract.Down)), "emissions"},
		{"fr", "La production a atteint 5 000 tonnes.", figure("5 000 tonnes", "5000", "1", extract.Measure, "tonne"), "production_volume"},
		{"fr", "Sa production a doublé.", figure("doublé", "2", "1", extract.Times, "times", direction(extract.Up)), "unclassified"},
		// A distance between two rates is no change of either.
		{"en", "Interest rates rose 75 basis points.", figure("75 basis points", "75", "1", extract.BasisPoint, "basis_point", direction(extract.Up)), "interest_rate"},
		{"en", "The loan is 75 basis points below the market rate.", figure("75 basis points", "75", "1", extract.BasisPoint, "basis_point"), "unclassified"},
		// Jobs that are, that will be and that are kept.
		{"en", "The museum employs 5,000 people.", jobs("5,000 people", "person"), "employment"},
		{"en", "The museum will employ 5,000 people.", jobs("5,000 people", "person"), "jobs_created"},
		{"en", "The loan protects 5,000 jobs.", jobs("5,000 jobs", "job"), "jobs_maintained"},
		{"fr", "Le musée emploie 5 000 personnes.", jobs("5 000 personnes", "personne"), "employment"},
		{"fr", "Le musée emploiera 5 000 personnes.", jobs("5 000 personnes", "personne"), "jobs_created"},
		{"fr", "Le prêt protège 5 000 emplois.", jobs("5 000 emplois", "emploi"), "jobs_maintained"},
		{"en", "The budget deficit is $5 billion.", money("$5 billion"), "budget_deficit"},
		{"en", "The deficit in trade with Japan is $5 billion.", money("$5 billion"), "trade_deficit"},
	} {
		ds := build(t, "en", compose(t, "x", test.lang, line{text: test.text, figures: []extract.Mention{test.figure}}))
		if o := ds.Observations[0]; o.Indicator != test.want {
			t.Errorf("%s: got %s, want %s. %s", test.text, o.Indicator, test.want, o.Evidence)
		}
	}
}

func TestTwoFiguresOfOneSentence(t *testing.T) {
	ds := build(t, "en", compose(t, "x", "en", line{
		text: "It directly employed 12,000 people and indirectly supported 30,000 jobs.",
		figures: []extract.Mention{
			figure("12,000 people", "12000", "1", extract.Count, "person"),
			figure("30,000 jobs", "30000", "1", extract.Count, "job"),
		},
	}))
	if a, b := ds.Observations[0].Indicator, ds.Observations[1].Indicator; a != "jobs_direct" || b != "jobs_indirect" {
		t.Errorf("got %s and %s", a, b)
	}
}

func TestJoin(t *testing.T) {
	funding := func(surface, value string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, "1000000", extract.Money, "CAD", append([]func(*extract.Mention){measure("federal funding", "wind farm")}, change...)...)
	}
	for _, test := range []struct {
		name   string
		a, b   extract.Mention
		joined bool
		want   string // display of the first observation
	}{
		{"said twice", funding("$5 million", "5000000"), funding("$5 million", "5000000"), true, "$5 million"},
		{"with and without period", funding("$5 million", "5000000"), funding("$5 million", "5000000", period("2024")), true, "$5 million"},
		{"two periods", funding("$5 million", "5000000", period("2023")), funding("$5 million", "5000000", period("2024")), false, "$5 million"},
		{"two areas", funding("$5 million", "5000000", in("CA-ON", "")), funding("$5 million", "5000000", in("CA-QC", "")), false, "$5 million"},
		{"two partners", funding("$5 million", "5000000", in("CA", "JP")), funding("$5 million", "5000000", in("CA", "KR")), false, "$5 million"},
		{"level and change", funding("$5 million", "5000000"), funding("$5 million", "5000000", direction(extract.Up)), false, "$5 million"},
		{"total and rate", funding("$5 million", "5000000"), funding("$5 million", "5000000", per("year")), false, "$5 million"},
		{"other subject", funding("$5 million", "5000000"), funding("$5 million", "5000000", measure("federal funding", "arts council")), false, "$5 million"},
		{"longer subject", funding("$5 million", "5000000"), funding("$5 million", "5000000", measure("federal funding", "Raven Ridge wind farm")), true, "$5 million"},
		{"a place and who acts for it", figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "Ontario"), in("CA-ON", "")), figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "Government of Ontario"), in("CA-ON", "")), true, "9 cat"},
		{"two who do the same", figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "Ottawa"), in("CA-ON", "")), figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "Thunder Bay"), in("CA-ON", "")), false, "9 cat"},
		{"other value", funding("$5 million", "5000000"), funding("$6 million", "6000000"), false, "$5 million"},
		{"a rounding of the other", funding("$5 million", "5000000"), figure("$5.2 million", "5200000", "100000", extract.Money, "CAD", measure("federal funding", "wind farm")), true, "$5.2 million"},
		{"a rounding of something else", funding("$5 million", "5000000"), figure("$5.2 million", "5200000", "100000", extract.Money, "CAD", measure("total funding", "wind farm")), false, "$5 million"},
		{"a limit below it", funding("$5 million", "5000000", bound(extract.MoreThan)), figure("$5.2 million", "5200000", "100000", extract.Money, "CAD", measure("federal funding", "wind farm")), true, "$5.2 million"},
		{"a limit far below it", funding("$5 million", "5000000", bound(extract.MoreThan)), funding("$80 million", "80000000"), false, "more than $5 million"},
		{"a lost qualifier", figure("$500", "500", "1", extract.Money, "CAD", measure("federal funding", "")), figure("$500", "500", "1", extract.Money, "CAD", measure("federal funding", ""), bound(extract.MoreThan)), true, "more than $500"},
		{"unclassified, alike", figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "shelter")), figure("9 cats", "9", "1", extract.Count, "cat", measure("cats in the shelter", "")), true, "9 cat"},
		{"unclassified, unlike", figure("9 cats", "9", "1", extract.Count, "cat", measure("cats fed", "")), figure("9 cats", "9", "1", extract.Count, "cat", measure("animals lost at sea", "")), false, "9 cat"},
		{"unclassified, nothing said", figure("9 cats", "9", "1", extract.Count, "cat"), figure("9 cats", "9", "1", extract.Count, "cat"), false, "9 cat"},
	} {
		ds := build(t, "en", compose(t, "x", "en",
			line{text: "First " + test.a.Surface, figures: []extract.Mention{test.a}},
			line{text: "Then " + test.b.Surface, figures: []extract.Mention{test.b}},
		))
		if got := len(ds.Observations) == 1; got != test.joined {
			t.Errorf("%s: joined %v, want %v", test.name, got, test.joined)
		}
		if got := ds.Observations[0].Display; !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if len(ds.Observations) == 1 {
			if o := ds.Observations[0]; len(o.Mentions) != 2 || ds.Mentions[1].ObservationID != o.ID {
				t.Errorf("%s: mentions %v", test.name, o.Mentions)
			}
		}
	}
}

func TestJoinAcrossReleases(t *testing.T) {
	trade := func(id, year, area string) *extract.Document {
		return compose(t, id, "en", line{text: "Bilateral trade was $5.5 billion.", figures: []extract.Mention{
			figure("$5.5 billion", "5500000000", "100000000", extract.Money, "CAD", period(year), in(area, "KR")),
		}})
	}
	for _, test := range []struct {
		name   string
		docs   []*extract.Document
		joined bool
	}{
		{"all stated and equal", []*extract.Document{trade("a", "2024", "CA"), trade("b", "2024", "CA")}, true},
		{"no period", []*extract.Document{trade("a", "", "CA"), trade("b", "", "CA")}, false},
		{"other period", []*extract.Document{trade("a", "2024", "CA"), trade("b", "2023", "CA")}, false},
		{"no area", []*extract.Document{trade("a", "2024", ""), trade("b", "2024", "")}, false},
	} {
		ds := build(t, "en", test.docs...)
		if got := len(ds.Observations) == 1; got != test.joined {
			t.Errorf("%s: joined %v", test.name, got)
		}
		if test.joined && !slices.Equal(ds.Observations[0].Releases, []string{"a", "b"}) {
			t.Errorf("%s: releases %v", test.name, ds.Observations[0].Releases)
		}
	}
}

// versions is a release in English and French; the French one says other for the second figure, or leaves it out,
// and may turn the sentence round.
func versions(t *testing.T, other string, turned bool) []*extract.Document {
	en := compose(t, "r.en", "en",
		line{text: "Funding is $5 million.", figures: []extract.Mention{figure("$5 million", "5000000", "1000000", extract.Money, "CAD", measure("funding", ""))}},
		line{text: "A nurse gets $10,000 and 14 desks.", figures: []extract.Mention{
			figure("$10,000", "10000", "1", extract.Money, "CAD", measure("bonus", "nurse")),
			figure("14 desks", "14", "1", extract.Count, "desk", measure("desks", "")),
		}},
	)
	text := "Une infirmière obtient " + other + " $ et 14 pupitres."
	figures := []extract.Mention{figure("14 pupitres", "14", "1", extract.Count, "pupitre", measure("pupitres", ""))}
	if other != "" {
		bonus := figure(other+" $", other, "1", extract.Money, "CAD", measure("prime", "infirmière"))
		if figures = slices.Insert(figures, 0, bonus); turned {
			text = "Une infirmière obtient 14 pupitres et " + other + " $."
			slices.Reverse(figures)
		}
	}
	fr := compose(t, "r.fr", "fr",
		line{text: "Le financement est de 5 M$.", figures: []extract.Mention{figure("5 M$", "5000000", "1000000", extract.Money, "CAD", measure("financement", ""))}},
		line{text: text, figures: figures},
	)
	return []*extract.Document{en, fr}
}

func TestPair(t *testing.T) {
	for _, test := range []struct {
		name, other  string
		turned       bool
		result       string
		observations int
		want         string
	}{
		{"turned round", "10000", true, transform.Consistent, 3, "3 figures were compared between the English and the French version, and all agree."},
		{"another amount", "12000", false, transform.Inconsistent, 4, "Bonus: the English version says “$10,000”, the French version “12000 $”."},
		{"left out", "", false, transform.Undecided, 3, "One figure of 3 was found in one language version only: $10,000 (en)."},
	} {
		ds := build(t, "en", versions(t, test.other, test.turned)...)
		if len(ds.Checks) != 1 || ds.Checks[0].Kind != "pair" || ds.Checks[0].Result != test.result || ds.Checks[0].Message != test.want {
			t.Errorf("%s: %+v", test.name, ds.Checks)
		}
		if len(ds.Observations) != test.observations {
			t.Errorf("%s: %d observations, want %d", test.name, len(ds.Observations), test.observations)
		}
		if ds.Releases[0].Pair != "r.fr" || ds.Releases[1].Pair != "r.en" {
			t.Errorf("%s: pairs %q and %q", test.name, ds.Releases[0].Pair, ds.Releases[1].Pair)
		}
	}
	ds := build(t, "fr", versions(t, "10000", true)...)
	if o := ds.Observations[2]; o.Display != "14 pupitres" || o.IndicatorLabel != "Pupitres" {
		t.Errorf("the French wording is not preferred in French: %q, %q", o.Display, o.IndicatorLabel)
	}
}

func TestChecks(t *testing.T) {
	year, area := period("2024"), in("CA", "")
	industry := measure("", "industry")
	direct := figure("100 people", "100", "1", extract.Count, "person", year, area, industry)
	indirect := figure("200 jobs", "200", "1", extract.Count, "job", year, area, industry)
	text := func(total extract.Mention) *extract.Document {
		return compose(t, "x", "en",
			line{text: "The industry directly employs 100 people.", figures: []extract.Mention{direct}},
			line{text: "Indirectly, it supports 200 jobs.", figures: []extract.Mention{indirect}},
			line{text: "It supports " + total.Surface + " in all.", figures: []extract.Mention{total}},
		)
	}
	share := func(part string) *extract.Document {
		return compose(t, "x", "en",
			line{text: "Its cars were 25% of all cars sold.", figures: []extract.Mention{figure("25%", "25", "1", extract.Percent, "percent", year, area)}},
			line{text: "That is " + part + " vehicles sold.", figures: []extract.Mention{figure(part+" vehicles", part, "1", extract.Count, "vehicle", year, area)}},
			line{text: "The vehicle market is 4000 vehicles.", figures: []extract.Mention{figure("4000 vehicles", "4000", "1", extract.Count, "vehicle", year, area)}},
		)
	}
	rate := func(a, b string) *extract.Document {
		m := measure("unemployment rate", "")
		return compose(t, "x", "en",
			line{text: "Unemployment was " + a + "%.", figures: []extract.Mention{figure(a+"%", a, "0.1", extract.Percent, "percent", year, area, m)}},
			line{text: "Unemployment was " + b + "%.", figures: []extract.Mention{figure(b+"%", b, "0.1", extract.Percent, "percent", year, area, m)}},
		)
	}
	for _, test := range []struct {
		name string
		doc  *extract.Document
		kind string
		want string
		says string
	}{
		{"sum that agrees", text(figure("300 jobs", "300", "1", extract.Count, "job", area, industry)), "sum", transform.Consistent,
			"Direct jobs (100) and indirect jobs (200) together are 300, which agrees with the stated total of 300."},
		{"sum that does not", text(figure("350 jobs", "350", "1", extract.Count, "job", area, industry)), "sum", transform.Inconsistent,
			"Direct jobs (100) and indirect jobs (200) together are 300, but the stated total is 350."},
		{"sum with a lower limit", text(figure("290 jobs", "290", "1", extract.Count, "job", area, industry, bound(extract.MoreThan))), "sum", transform.Consistent,
			"Direct jobs (100) and indirect jobs (200) together are 300, which agrees with the stated total of more than 290."},
		{"sum far above a lower limit", text(figure("250 jobs", "250", "1", extract.Count, "job", area, industry, bound(extract.MoreThan))), "sum", transform.Undecided,
			"Direct jobs (100) and indirect jobs (200) together are 300, and the stated total is more than 250. Both hold only if a qualifier leaves more room than such words do. Look whether a number is wrong."},
		{"share that agrees", share("1000"), "share", transform.Consistent,
			"25% of 4,000 vehicles (all vehicles sold) is 980 to 1,020 vehicles, which agrees with the stated 1,000 vehicles (vehicles sold)."},
		{"share that does not", share("1500"), "share", transform.Inconsistent,
			"25% of 4,000 vehicles (all vehicles sold) is 980 to 1,020 vehicles, but the text states 1,500 vehicles (vehicles sold)."},
		{"said again", rate("6.6", "6.6"), "repeat", transform.Consistent, "Unemployment rate: stated twice, and the statements agree (6.6%)."},
		{"said otherwise", rate("6.6", "7.7"), "repeat", transform.Inconsistent, "Unemployment rate: 6.6% in one place, but 7.7% in another."},
	} {
		ds := build(t, "en", test.doc)
		i := slices.IndexFunc(ds.Checks, func(c transform.Check) bool { return c.Kind == test.kind })
		if i < 0 {
			t.Errorf("%s: no check of kind %s among %+v", test.name, test.kind, ds.Checks)
			continue
		}
		if c := ds.Checks[i]; c.Result != test.want || c.Message != test.says {
			t.Errorf("%s: %s: %s", test.name, c.Result, c.Message)
		}
	}
}

// TestTraced checks that ids lead from every chart, check and observation to a place in a text.
func TestTraced(t *testing.T) {
	docs := append(versions(t, "12000", false), plant(t))
	for _, lang := range []string{"en", "fr"} {
		traced(t, build(t, lang, docs...))
	}
}

func traced(t *testing.T, ds *transform.Dataset) {
	t.Helper()
	releases := map[string]transform.Release{}
	for _, r := range ds.Releases {
		releases[r.ID] = r
	}
	observations := map[string]transform.Observation{}
	for _, o := range ds.Observations {
		if _, ok := observations[o.ID]; ok {
			t.Errorf("two observations have the id %s", o.ID)
		}
		observations[o.ID] = o
	}
	mentions := map[string]transform.Mention{}
	for _, m := range ds.Mentions {
		mentions[m.ID] = m
		if got := releases[m.ReleaseID].Text[m.CharStart:m.CharEnd]; got != m.Surface {
			t.Errorf("%s: %q stands where %q should", m.ID, got, m.Surface)
		}
		if !slices.Contains(observations[m.ObservationID].Mentions, m.ID) {
			t.Errorf("%s: observation %q does not know it", m.ID, m.ObservationID)
		}
	}
	for _, o := range ds.Observations {
		for _, id := range o.Mentions {
			if mentions[id].ObservationID != o.ID {
				t.Errorf("%s: mention %s is of %q", o.ID, id, mentions[id].ObservationID)
			}
		}
		if o.Method == "reported" && len(o.Mentions) == 0 || o.Method == "derived" && (o.Formula == "" || o.Derivation == "") {
			t.Errorf("%s: no origin", o.ID)
		}
		if len(o.Releases) == 0 || o.IndicatorLabel == "" || o.Display == "" || o.Range == "" || o.Evidence == "" {
			t.Errorf("%s: a text is missing: %+v", o.ID, o)
		}
	}
	for _, c := range ds.Checks {
		for _, id := range c.Observations {
			if observations[id].ID == "" {
				t.Errorf("%s: no observation %q", c.ID, id)
			}
		}
	}
	for _, c := range ds.Charts {
		if c.Kind == transform.Timeline {
			continue // of releases, not of figures
		}
		for _, m := range c.Marks {
			if observations[m.Observation].ID == "" || m.Mention == "" && !m.Derived || m.Mention != "" && mentions[m.Mention].Sentence != m.Sentence {
				t.Errorf("%s: %s leads nowhere", c.ID, m.Label)
			}
		}
	}
	written, err := json.Marshal(ds)
	if err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(string(written), "‹"); i >= 0 {
		t.Errorf("a text is missing: %s", written[max(0, i-40):i+60])
	}
}

// TestKorea is the release that the product was first asked for, as its labels say it.
func TestKorea(t *testing.T) {
	ds := build(t, "en", labelled(t, shared("releases/2026-01-29-canada-korea.en")))
	traced(t, ds)
	var headline [7]string
	by := map[string][]transform.Observation{}
	for _, o := range ds.Observations {
		by[o.Indicator] = append(by[o.Indicator], o)
		headline[o.Headline] = o.Indicator + " " + o.Display
	}
	want := []string{
		"trade_bilateral $24.5 billion", "gdp_contribution $16.8 billion", "jobs_direct more than 125,000 people",
		"jobs_indirect about 427,000 jobs", "market_share 12%", "jobs_total more than 550,000 jobs",
	}
	if got := headline[1:]; !slices.Equal(got, want) {
		t.Errorf("key figures %q, want %q", got, want)
	}
	if o := by["gdp_contribution"]; len(o) != 1 || len(o[0].Mentions) != 2 || o[0].TimePeriod != "2024" {
		t.Errorf("contribution to GDP: %+v", o)
	}
	if o := by["market_size"]; len(o) != 1 || o[0].Display != "1.83 to 1.98 million vehicles" || o[0].Value.Decimal.String() != "1900000" {
		t.Errorf("implied market: %+v", o)
	}
	if len(by[transform.Unclassified]) > 0 {
		t.Errorf("unclassified: %+v", by[transform.Unclassified])
	}
	sums := 0
	for _, c := range ds.Checks {
		if c.Result != transform.Consistent {
			t.Errorf("%s: %s", c.Result, c.Message)
		}
		if c.Kind == "sum" {
			sums++
		}
	}
	if sums != 1 {
		t.Errorf("%d checks of sums, want 1", sums)
	}
	var charts []string
	for _, c := range ds.Charts {
		charts = append(charts, string(c.Kind)+" "+c.Title)
	}
	wantCharts := []string{
		"parts Direct jobs and indirect jobs together: more than 551,500 jobs",
		"share South Korean automotive companies: 12% share of vehicles sold, or 228,257 vehicles",
		"bars Bilateral merchandise trade: $24.5 billion; contribution to GDP: $16.8 billion",
		"bars Vehicles produced (South Korea): more than 4 million vehicles",
		"ranks Rank among trading partners (South Korea): 7th; rank in vehicle production (South Korea): top 10",
	}
	if !slices.Equal(charts, wantCharts) {
		t.Errorf("charts:\n%s", strings.Join(charts, "\n"))
	}
}

// TestCorpus builds the labelled practice corpus: every release agrees with itself and with its other language version, but for the two that
// contradict themselves and the two pairs that differ, on purpose.
func TestCorpus(t *testing.T) {
	paths, err := filepath.Glob(shared("corpus/*.figures.json"))
	if err != nil {
		t.Fatal(err)
	}
	var docs []*extract.Document
	for _, path := range paths {
		docs = append(docs, labelled(t, strings.TrimSuffix(path, ".figures.json")))
	}
	if len(docs) == 0 {
		t.Skip("no labelled corpus beside the repository")
	}
	for _, lang := range []string{"en", "fr"} {
		ds := build(t, lang, docs...)
		traced(t, ds)
		var found []string
		for _, c := range ds.Checks {
			if c.Result == transform.Inconsistent {
				found = append(found, c.Kind+" "+ds.Mentions[slices.IndexFunc(ds.Mentions, func(m transform.Mention) bool {
					return m.ObservationID == c.Observations[0]
				})].Surface)
			}
		}
		if want := []string{"sum 1,450 people", "pair $1.24 billion", "share 42%", "pair $10,000"}; !slices.Equal(found, want) {
			t.Errorf("%s: inconsistent %q, want %q", lang, found, want)
		}
	}
}

func ExampleBuild() {
	indicators, err := data.Read(data.Indicators)
	if err != nil {
		fmt.Println(err)
		return
	}
	catalogue, err := transform.LoadCatalogue("indicators.yaml", indicators)
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Bilateral trade with Korea reached $24.5 billion in 2024."
	billions := decimal.MustParse("24500000000")
	doc := &extract.Document{
		ID: "note", Language: "en", Text: text,
		Sentences: []extract.Sentence{{Span: extract.Span{End: len(text)}, Section: extract.Body}},
		Mentions: []extract.Mention{{
			Span: extract.Span{Start: 35, End: 48}, Surface: text[35:48],
			Low: billions, High: billions, Step: decimal.MustParse("100000000"),
			Unit: "CAD", Kind: extract.Money, Bound: extract.Exact, Period: "2024", Area: "CA", Partner: "KR",
		}},
	}
	for _, lang := range []string{"en", "fr"} {
		ds, err := transform.Build([]*extract.Document{doc}, catalogue, lang)
		if err != nil {
			fmt.Println(err)
			return
		}
		o := ds.Observations[0]
		fmt.Println(strings.ReplaceAll(o.IndicatorLabel+": "+o.Display+" ("+o.Range+")", "\u00a0", " "))
	}
	// Output:
	// Bilateral merchandise trade: $24.5 billion (24.45 to 24.55 billion Canadian dollars)
	// Commerce bilatéral de marchandises: 24,5 milliards de dollars (24,45 à 24,55 milliards de dollars canadiens)
}
