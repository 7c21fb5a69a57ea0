package transform_test

import (
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
