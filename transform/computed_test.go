package transform_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/transform"
)

// computed are the derived values of a dataset, as a reader is shown them.
func computed(ds *transform.Dataset) []string {
	var list []string
	for _, o := range ds.Observations {
		if o.Derived() {
			list = append(list, fmt.Sprintf("%s %s: %s (%s) [%s]", o.IndicatorLabel, o.TimePeriod, o.Display, o.Derivation, o.Interval))
		}
	}
	return list
}

// TestComputedOfTheCorpus keeps every value that is derived of the labelled releases in sight: each must be one that a reader wants.
func TestComputedOfTheCorpus(t *testing.T) {
	var got strings.Builder
	for _, lang := range []string{"en", "fr"} {
		ds := build(t, lang, releases(t)...)
		for i, o := range ds.Observations {
			if x := o.Interval; o.Derived() && o.Value.Valid && o.Bound == "approx" && !x.Contains(o.Value.Decimal) {
				t.Errorf("%s: %s is not in %s", o.ID, o.Value.Decimal, x)
			}
			for _, p := range ds.Observations[:i] {
				if p.Method != o.Method && p.Indicator == o.Indicator && p.Direction == o.Direction && p.TimePeriod == o.TimePeriod && slices.Equal(p.Releases, o.Releases) && p.Subject == o.Subject {
					t.Errorf("%s is derived, but the release states %s", o.ID, p.Display)
				}
			}
		}
		for _, s := range computed(ds) {
			fmt.Fprintln(&got, s)
		}
	}
	golden(t, "derived.golden", got.String())
}

func TestComputed(t *testing.T) {
	auto, wheat := measure("", "auto industry"), measure("wheat yields", "")
	people := func(n string, change ...func(*extract.Mention)) extract.Mention {
		return figure(n+" people", strings.ReplaceAll(n, ",", ""), "1", extract.Count, "person", append([]func(*extract.Mention){auto, in("CA", ""), period("2024")}, change...)...)
	}
	jobs := func(n string, change ...func(*extract.Mention)) extract.Mention {
		return figure(n+" jobs", strings.ReplaceAll(n, ",", ""), "1", extract.Count, "job", append([]func(*extract.Mention){auto, in("CA", ""), period("2024")}, change...)...)
	}
	dollars := func(surface, value, step string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, step, extract.Money, "CAD", append([]func(*extract.Mention){in("CA", "")}, change...)...)
	}
	more := bound(extract.MoreThan)
	yields := func(text string, before, after extract.Mention) []line {
		return []line{{text: text, figures: []extract.Mention{after, before}}}
	}
	tonnes := func(n, year string) extract.Mention {
		return figure(n+" tonnes", n, "0.1", extract.Measure, "tonne", wheat, in("CA", ""), period(year), per("hectare"))
	}
	for _, test := range []struct {
		name  string
		lines []line
		want  []string
	}{
		{"a multiplier of the parts, where the total is not stated", []line{
			{text: "It directly employed 20,000 people and indirectly supported 30,000 jobs.", figures: []extract.Mention{people("20,000"), jobs("30,000")}},
		}, []string{
			"Jobs supported 2024: 50,000 jobs (20,000 people + 30,000 jobs) [[50000, 50000]]",
			"Jobs multiplier 2024: 2.5 (1 + 30,000 jobs ÷ 20,000 people) [[2.5, 2.5]]",
		}},
		{"a multiplier of the total", []line{
			{text: "It directly employed 20,000 people.", figures: []extract.Mention{people("20,000")}},
			{text: "In all, it supported about 70,000 jobs.", figures: []extract.Mention{jobs("70,000", bound(extract.Approx))}},
		}, []string{"Jobs multiplier 2024: 3.2 to 3.8 (about 70,000 jobs ÷ 20,000 people) [[3.25, 3.75)]"}},
		{"nothing follows from two open ends", []line{
			{text: "It directly employed more than 20,000 people.", figures: []extract.Mention{people("20,000", more)}},
			{text: "In all, it supported more than 70,000 jobs.", figures: []extract.Mention{jobs("70,000", more)}},
		}, nil},
		{"a limit below the line is one above the ratio", []line{
			{text: "It directly employed more than 20,000 people.", figures: []extract.Mention{people("20,000", more)}},
			{text: "It contributed $3.1 billion to GDP.", figures: []extract.Mention{dollars("$3.1 billion", "3100000000", "100000000", auto, period("2024"))}},
		}, []string{"Contribution to GDP for each direct job 2024: less than $158,000 per job ($3.1 billion ÷ more than 20,000 people) [(0, 157500)]"}},
		{"an upper limit below the line is a lower one of the ratio", []line{
			{text: "It directly employed up to 3,000 people.", figures: []extract.Mention{people("3,000", bound(extract.AtMost))}},
			{text: "In all, it supported 10,000 jobs.", figures: []extract.Mention{jobs("10,000")}},
		}, []string{"Jobs multiplier 2024: at least 3.333 (10,000 jobs ÷ up to 3,000 people) [[3.33333333333, ∞)]"}},
		{"other years do not belong together", []line{
			{text: "It directly employed 20,000 people.", figures: []extract.Mention{people("20,000")}},
			{text: "It contributed $3.1 billion to GDP.", figures: []extract.Mention{dollars("$3.1 billion", "3100000000", "100000000", auto, period("2023"))}},
		}, nil},
		{"nor do other areas", []line{
			{text: "It directly employed 20,000 people.", figures: []extract.Mention{people("20,000")}},
			{text: "It contributed $3.1 billion to GDP.", figures: []extract.Mention{dollars("$3.1 billion", "3100000000", "100000000", auto, period("2024"), in("CA-ON", ""))}},
		}, nil},
		{"a stated ratio is not computed", []line{
			{text: "It directly employed 20,000 people and indirectly supported 30,000 jobs.", figures: []extract.Mention{people("20,000"), jobs("30,000")}},
			{text: "The jobs multiplier was 2.5 times.", figures: []extract.Mention{figure("2.5 times", "2.5", "0.1", extract.Times, "times", auto, in("CA", ""))}},
		}, []string{"Jobs supported 2024: 50,000 jobs (20,000 people + 30,000 jobs) [[50000, 50000]]"}},
		{"nor is one that no indicator knows", []line{
			{text: "It directly employed 20,000 people.", figures: []extract.Mention{people("20,000")}},
			{text: "It contributed $3.1 billion to GDP.", figures: []extract.Mention{dollars("$3.1 billion", "3100000000", "100000000", auto, period("2024"))}},
			{text: "That is $155,000 for each.", figures: []extract.Mention{dollars("$155,000", "155000", "1", period("2024"), per("person"))}},
		}, nil},
		{"exact numbers make no endless ratio", []line{
			{text: "It directly employed 70,000 people.", figures: []extract.Mention{people("70,000")}},
			{text: "In all, it supported 228,257 jobs.", figures: []extract.Mention{jobs("228,257")}},
		}, []string{"Jobs multiplier 2024: 3.26 (228,257 jobs ÷ 70,000 people) [[3.26081428571, 3.26081428572]]"}},
		{"a share of a total", []line{
			{text: "Bilateral trade was $36.4 billion, with exports of $15.6 billion.", figures: []extract.Mention{
				dollars("$36.4 billion", "36400000000", "100000000", in("CA", "JP"), period("2025"), measure("bilateral trade", "")),
				dollars("$15.6 billion", "15600000000", "100000000", in("CA", "JP"), period("2025"), measure("exports", ""))}},
		}, []string{"Exports as a share of bilateral trade 2025: 42.66 to 43.05% ($15.6 billion ÷ $36.4 billion) [(42.6611796982, 43.053645117)]"}},
		{"a small share", []line{
			{text: "Bilateral trade was $36.4 billion, with exports of $3.1 million.", figures: []extract.Mention{
				dollars("$36.4 billion", "36400000000", "100000000", in("CA", "JP"), period("2025"), measure("bilateral trade", "")),
				dollars("$3.1 million", "3100000", "100000", in("CA", "JP"), period("2025"), measure("exports", ""))}},
		}, []string{"Exports as a share of bilateral trade 2025: 0.00837 to 0.00867% ($3.1 million ÷ $36.4 billion) [(0.00836762688614, 0.00866574965613)]"}},
		{"no share of another partner’s total", []line{
			{text: "Bilateral trade was $36.4 billion, with exports of $15.6 billion.", figures: []extract.Mention{
				dollars("$36.4 billion", "36400000000", "100000000", in("CA", "JP"), period("2025"), measure("bilateral trade", "")),
				dollars("$15.6 billion", "15600000000", "100000000", in("CA", "KR"), period("2025"), measure("exports", ""))}},
		}, nil},
		{"the change from the year before", yields("Wheat yields were 3.2 tonnes, and 3.6 tonnes in 2024.", tonnes("3.6", "2024"), tonnes("3.2", "2025")),
			[]string{"Crop yield, change 2025: down 8.5 to 13.7% (1 − 3.2 tonnes per hectare ÷ 3.6 tonnes per hectare) [(8.4507042253, 13.698630137)]"}},
		{"of half a year", []line{{text: "Housing starts were 4,800 units, and 4,000 units then.", figures: []extract.Mention{
			figure("4,800 units", "4800", "1", extract.Count, "unit", measure("housing starts", ""), in("CA", ""), period("2025-01/2025-06")),
			figure("4,000 units", "4000", "1", extract.Count, "unit", measure("housing starts", ""), in("CA", ""), period("2024-01/2024-06"))}}},
			[]string{"Housing starts, change 2025-01/2025-06: up 20% (4,800 units ÷ 4,000 units − 1) [[20, 20]]"}},
		{"half a year is no year", []line{{text: "Housing starts were 4,800 units, and 4,000 units then.", figures: []extract.Mention{
			figure("4,800 units", "4800", "1", extract.Count, "unit", measure("housing starts", ""), in("CA", ""), period("2025-01/2025-06")),
			figure("4,000 units", "4000", "1", extract.Count, "unit", measure("housing starts", ""), in("CA", ""), period("2024"))}}}, nil},
		{"of a rate, in points", []line{{text: "The unemployment rate was 6.8%, and 6.1% in December 2024.", figures: []extract.Mention{
			figure("6.8%", "6.8", "0.1", extract.Percent, "percent", measure("unemployment rate", ""), in("CA", ""), period("2025-12")),
			figure("6.1%", "6.1", "0.1", extract.Percent, "percent", measure("unemployment rate", ""), in("CA", ""), period("2024-12"))}}},
			[]string{"Unemployment rate, change 2025-12: up 0.6 to 0.8 percentage points (6.8% − 6.1%) [(0.6, 0.8)]"}},
		{"two figures of one year are of two things", []line{{text: "Wheat yields were 3.2 tonnes and 4.1 tonnes, and 3.6 tonnes in 2024.", figures: []extract.Mention{
			tonnes("3.2", "2025"), tonnes("4.1", "2025"), tonnes("3.6", "2024")}}}, nil},
		{"a change too small for its figures", yields("Wheat yields were 3.6 tonnes, and 3.6 tonnes in 2024.", tonnes("3.6", "2024"), tonnes("3.6", "2025")), nil},
		{"two years are no year", yields("Wheat yields were 3.2 tonnes, and 3.6 tonnes in 2023.", tonnes("3.6", "2023"), tonnes("3.2", "2025")), nil},
		{"a stated change is not computed", []line{{text: "Wheat yields were 3.2 tonnes, down 11% from 3.6 tonnes.", figures: []extract.Mention{
			tonnes("3.2", "2025"), figure("11%", "11", "1", extract.Percent, "percent", direction(extract.Down), wheat, in("CA", "")), tonnes("3.6", "2024")}}}, nil},
	} {
		if got := computed(build(t, "en", compose(t, "a.en", "en", test.lines...))); !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %s\nwant %s", test.name, strings.Join(got, "\n     "), strings.Join(test.want, "\n     "))
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: run with -update if this is meant (-want +got):\n%s", path, diff)
	}
}

// TestComputedByTheCatalogue adds an indicator as an analyst would, with no change of the program.
func TestComputedByTheCatalogue(t *testing.T) {
	entry := `  - id: trade_per_company
    label: {en: Exports per company, fr: Exportations par entreprise}
    definition: {en: Exports divided by companies., fr: Exportations divisées par les entreprises.}
    kinds: [money]
    per: [COMPANY]
    ratio: {of: exports, to: companies}
`
	indicators, err := data.Read(data.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := transform.LoadCatalogue("x.yaml", append(indicators, entry...))
	if err != nil {
		t.Fatal(err)
	}
	doc := compose(t, "a.en", "en", line{text: "The companies in the sector, 200 companies in all, had exports of $3.0 billion.", figures: []extract.Mention{
		figure("200 companies", "200", "1", extract.Count, "company", in("CA", ""), measure("companies in the sector", "sector")),
		figure("$3.0 billion", "3000000000", "100000000", extract.Money, "CAD", in("CA", ""), measure("exports", "sector"))}})
	for lang, want := range map[string]string{
		"en": "Exports per company : $14.8 million to $15.2 million per company ($3.0 billion ÷ 200 companies) [[14750000, 15250000)]",
		"fr": "Exportations par entreprise : 14,8 à 15,2 millions de dollars par entreprise (3,0 milliards de dollars ÷ 200 entreprises) [[14750000, 15250000)]",
	} {
		ds, err := transform.Build([]*extract.Document{doc}, catalogue, lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := computed(ds); len(got) != 1 || strings.ReplaceAll(got[0], "\u00a0", " ") != want {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}
