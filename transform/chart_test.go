package transform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// told is the charts of a dataset, with their labels, in a line each.
func told(ds *transform.Dataset) []string {
	var list []string
	for _, c := range ds.Charts {
		var labels []string
		for _, m := range c.Marks {
			labels = append(labels, m.Label)
		}
		list = append(list, c.Title+" ["+strings.Join(labels, ", ")+"]")
	}
	return list
}

func TestChartsAreOfOneThing(t *testing.T) {
	sold := func(surface, value, year, partner string) extract.Mention {
		return figure(surface, value, "1000000000", extract.Money, "CAD", period(year), in("CA", partner), measure("exports", ""))
	}
	rate := func(surface, value, year, subject string) extract.Mention {
		return figure(surface, value, "1", extract.Percent, "percent", period(year), in("CA", ""), measure("unemployment rate", subject))
	}
	two := func(first, second extract.Mention) []line {
		return []line{
			{text: "One year it was " + first.Surface + ".", figures: []extract.Mention{first}},
			{text: "In another it came to " + second.Surface + ".", figures: []extract.Mention{second}},
		}
	}
	one := func(first, second extract.Mention) []line {
		return []line{{text: "It went from " + first.Surface + " to " + second.Surface + ".", figures: []extract.Mention{first, second}}}
	}
	for _, test := range []struct {
		name  string
		lines []line
		want  []string
	}{
		{"partner open, two sentences", two(sold("$15 billion", "15000000000", "2023", ""), sold("$9 billion", "9000000000", "2024", "")), nil},
		{"partner open, one sentence", one(sold("$15 billion", "15000000000", "2023", ""), sold("$9 billion", "9000000000", "2024", "")),
			[]string{"Exports: from $15 billion (2023) to $9 billion (2024) [2023, 2024]"}},
		{"one partner", two(sold("$15 billion", "15000000000", "2023", "JP"), sold("$9 billion", "9000000000", "2024", "JP")),
			[]string{"Exports: from $15 billion (2023) to $9 billion (2024) [2023, 2024]"}},
		{"two partners", two(sold("$15 billion", "15000000000", "2023", "JP"), sold("$9 billion", "9000000000", "2024", "KR")), nil},
		{"one subject", two(rate("6%", "6", "2023", "coast"), rate("7%", "7", "2024", "coast")),
			[]string{"Unemployment rate (coast): from 6% (2023) to 7% (2024) [2023, 2024]"}},
		{"two subjects", two(rate("6%", "6", "2023", "coast"), rate("7%", "7", "2024", "valley")), nil},
	} {
		if got := told(build(t, "en", compose(t, "x", "en", test.lines...))); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestMarksAreToldApart(t *testing.T) {
	grant := func(surface, value, what string, change ...func(*extract.Mention)) extract.Mention {
		change = append(change, period("2024"), in("CA", ""), measure(what, "budget"))
		return figure(surface, value, "1000000", extract.Money, "CAD", change...)
	}
	grants := func(list ...extract.Mention) []line {
		var lines []line
		for _, m := range list {
			lines = append(lines, line{text: "Funding of " + m.Surface + " is set aside.", figures: []extract.Mention{m}})
		}
		return lines
	}
	abroad := func(area string) []line {
		home := figure("900 jobs", "900", "1", extract.Count, "job", in("CA", ""))
		return []line{
			{text: "New plants will create 900 jobs.", figures: []extract.Mention{home}},
			{text: "They produced 50,000 vehicles.", figures: []extract.Mention{
				figure("50,000 vehicles", "50000", "1", extract.Count, "vehicle", measure("vehicles produced", ""), in(area, "")),
			}},
		}
	}
	for _, test := range []struct {
		name, lang string
		lines      []line
		want       []string
	}{
		{"by heading, without their total", "en", grants(
			grant("$60 million", "60000000", "funding: Total"), grant("$40 million", "40000000", "funding: Roads"), grant("$20 million", "20000000", "funding: Parks")),
			[]string{"Public funding: Roads, $40 million; Parks, $20 million [Roads, Parks]"}},
		{"by heading, with a limit among the figures", "en", grants(
			grant("$60 million", "60000000", "funding: Docks"), grant("$40 million", "40000000", "funding: Roads"), grant("up to $30 million", "30000000", "funding: Parks", bound(extract.AtMost))),
			[]string{"Public funding: largest of 3 figures, Docks with $60 million [Docks, Roads, Parks]"}},
		{"on scales of their own", "en", grants(
			grant("$900 million", "900000000", "funding: Docks"), grant("$800 million", "800000000", "funding: Rail"),
			grant("$39 million", "39000000", "funding: Roads"), grant("$20 million", "20000000", "funding: Parks"), grant("$1 million", "1000000", "funding: Bells")),
			[]string{"Public funding: Docks, $900 million; Rail, $800 million [Docks, Rail]", "Public funding: Roads, $39 million; Parks, $20 million [Roads, Parks]"}},
		{"by nothing", "en", grants(grant("$40 million", "40000000", "funding"), grant("$25 million", "25000000", "funding")), nil},
		{"at home", "en", abroad("CA"), []string{"Vehicles produced: 50,000 vehicles [Vehicles produced]"}},
		{"abroad", "en", abroad("MX"), []string{"Vehicles produced (Mexico): 50,000 vehicles [Vehicles produced (Mexico)]"}},
		{"abroad, in French", "fr", abroad("MX"), []string{"Véhicules produits (Mexique)\u00a0: 50\u00a0000 véhicules [Véhicules produits (Mexique)]"}},
	} {
		if got := told(build(t, test.lang, compose(t, "x", "en", test.lines...))); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// The data choose the form: ranges where they are what is stated, a strip for places, a slope from one time to another.
func TestKindsAreChosen(t *testing.T) {
	share := func(surface, low, high, what string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, low, "1", extract.Percent, "percent", append(change, upTo(high), measure(what, ""))...)
	}
	place := func(surface, value, what string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, "1", extract.Rank, "", append(change, in("CA", ""), measure(what, ""))...)
	}
	jobs := func(surface, value, what string, change ...func(*extract.Mention)) extract.Mention {
		return figure(surface, value, "1", extract.Count, "job", append(change, period("2024"), measure("jobs created", what))...)
	}
	for _, test := range []struct {
		name    string
		figures []extract.Mention
		want    []string
	}{
		{"ranges", []extract.Mention{share("10% to 20%", "10", "20", "share of rain"), share("30% to 40%", "30", "40", "share of snow"), share("50% to 70%", "50", "70", "share of hail")},
			[]string{"ranges: 3 ranges, the highest: Share of hail, 50 to 70%"}},
		{"one range twice", []extract.Mention{share("10% to 20%", "10", "20", "share of rain"), share("10% to 20%", "10", "20", "share of snow")}, nil},
		{"one range", []extract.Mention{share("10% to 20%", "10", "20", "share of rain")}, nil},
		{"estimates that overlap", []extract.Mention{jobs("about 500 jobs", "500", "Docks", bound(extract.Approx)), jobs("about 510 jobs", "510", "Rail", bound(extract.Approx))},
			[]string{"ranges: Jobs created: Rail, about 510 jobs; Docks, about 500 jobs"}},
		{"estimates far apart", []extract.Mention{jobs("about 500 jobs", "500", "Docks", bound(extract.Approx)), jobs("about 900 jobs", "900", "Rail", bound(extract.Approx))},
			[]string{"bars: Jobs created: Rail, about 900 jobs; Docks, about 500 jobs"}},
		{"an estimate and a count", []extract.Mention{jobs("about 500 jobs", "500", "Docks", bound(extract.Approx)), jobs("510 jobs", "510", "Rail")},
			[]string{"bars: Jobs created: Rail, 510 jobs; Docks, about 500 jobs"}},
		{"places", []extract.Mention{place("seventh", "7", "rank in fishing"), place("third", "3", "rank in farming")},
			[]string{"ranks: Rank in farming: 3rd; rank in fishing: 7th"}},
		{"a place of something unknown", []extract.Mention{place("seventh", "7", "rank in fishing")}, nil},
		{"places too far down", []extract.Mention{place("71st", "71", "rank in fishing"), place("82nd", "82", "rank in farming")}, nil},
	} {
		var lines []line
		for _, m := range test.figures {
			lines = append(lines, line{text: "It was " + m.Surface + ".", figures: []extract.Mention{m}})
		}
		var got []string
		for _, c := range build(t, "en", compose(t, "x", "en", lines...)).Charts {
			got = append(got, string(c.Kind)+": "+c.Title)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// What needs several scales is one figure, whose panels follow each other and tell one finding.
func TestPanels(t *testing.T) {
	var lines []line
	for _, m := range [][3]string{
		{"$900 million", "900000000", "Docks"}, {"$800 million", "800000000", "Rail"},
		{"$39 million", "39000000", "Roads"}, {"$20 million", "20000000", "Parks"}, {"$1 million", "1000000", "Bells"},
	} {
		lines = append(lines, line{text: "Funding of " + m[0] + " is set aside.", figures: []extract.Mention{
			figure(m[0], m[1], "1000000", extract.Money, "CAD", period("2024"), in("CA", ""), measure("funding: "+m[2], "budget")),
		}})
	}
	charts := build(t, "en", compose(t, "x", "en", lines...)).Charts
	if len(charts) != 2 {
		t.Fatalf("charts %q, want one for each scale with two bars", told(&transform.Dataset{Charts: charts}))
	}
	for _, c := range charts {
		want := transform.Panel{Figure: charts[0].ID, Title: "Public funding: largest of 4 figures, Docks with $900 million"}
		if c.Panel == nil || *c.Panel != want {
			t.Errorf("%s: panel %+v, want %+v", c.ID, c.Panel, want)
		}
	}
}

// Panels of one figure stay together, and no others do.
func TestFigures(t *testing.T) {
	one, other := &transform.Panel{Figure: "b"}, &transform.Panel{Figure: "d"}
	charts := []transform.Chart{{ID: "a"}, {ID: "b", Panel: one}, {ID: "c", Panel: &transform.Panel{Figure: "b"}}, {ID: "d", Panel: other}, {ID: "e", Panel: other}, {ID: "f"}, {ID: "g"}}
	var got []string
	for _, figure := range transform.Figures(charts) {
		ids := ""
		for _, c := range figure {
			ids += c.ID
		}
		got = append(got, ids)
	}
	if want := []string{"a", "bc", "de", "f", "g"}; !slices.Equal(got, want) {
		t.Errorf("figures of %q, want %q", got, want)
	}
}

// Releases of many months or years are counted, each with its versions once; a few are not.
func TestTimeline(t *testing.T) {
	dated := func(dates ...string) []*extract.Document {
		var docs []*extract.Document
		for i, date := range dates {
			for _, lang := range []string{"en", "fr"} {
				doc := compose(t, fmt.Sprintf("r%d.%s", i, lang), lang, line{text: "Nothing."})
				doc.Date = date
				docs = append(docs, doc)
			}
		}
		return docs
	}
	for _, test := range []struct {
		name  string
		dates []string
		want  string
	}{
		{"months", []string{"2024-11-30", "2025-01-01", "2024-11-02", ""}, ""},
		{"months", []string{"2024-11-30", "2025-01-01", "2024-11-02", "2025-02-28", ""}, "4 releases from November 2, 2024 to February 28, 2025 [November 2024 2, December 2024 0, January 2025 1, February 2025 1]"},
		{"one month", []string{"2024-11-30", "2024-11-01", "2024-11-02", "2024-11-03"}, ""},
		{"years", []string{"2019-11-30", "2025-01-01", "2024-11-02", "2024-02-28"}, "4 releases from November 30, 2019 to January 1, 2025 [2019 1, 2020 0, 2021 0, 2022 0, 2023 0, 2024 2, 2025 1]"},
		{"no time that a line can show", []string{"1819-11-30", "2025-01-01", "2024-11-02", "2024-02-28"}, ""},
	} {
		got := ""
		for _, c := range build(t, "en", dated(test.dates...)...).Charts {
			var marks []string
			for _, m := range c.Marks {
				marks = append(marks, m.Label+" "+m.Display)
			}
			got += c.Title + " [" + strings.Join(marks, ", ") + "]"
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
