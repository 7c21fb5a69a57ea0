package workbook

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/govalues/decimal"

	"tidyrelease/data"
	"tidyrelease/export/exporttest"
	"tidyrelease/extract"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/interval"
)

func dec(s string) decimal.Decimal { return decimal.MustParse(s) }

func some(s string) decimal.NullDecimal {
	if s == "" {
		return decimal.NullDecimal{}
	}
	return decimal.NullDecimal{Decimal: dec(s), Valid: true}
}

// ends reads "[1, 2)", with nothing for no limit.
func ends(low, high string) interval.Interval {
	x := interval.All()
	if n := low[1:]; n != "" {
		x.Low = interval.Endpoint{Value: dec(n), Open: low[0] == '('}
	}
	if n := high[:len(high)-1]; n != "" {
		x.High = interval.Endpoint{Value: dec(n), Open: high[len(high)-1] == ')'}
	}
	return x
}

// plant is a small dataset with a case of everything that the workbook treats in its own way.
func plant(lang string) *transform.Dataset {
	d := &transform.Dataset{Language: lang}
	d.Releases = []transform.Release{
		{ID: "a", Title: "A plant opens", Publisher: "Industry Canada", Date: "2025-03-01", Language: "en", Source: "https://example.org/a", SHA256: "aa", Places: "line"},
		{ID: "b", Title: "Exports", Publisher: "", Date: "2026-03-02", Language: "en", Source: "b.pdf", SHA256: "bb", Places: "page"},
	}
	fact := func(id, indicator, period, value, low, high, unit, bound, display, release string) {
		d.Observations = append(d.Observations, transform.Observation{
			ID: id, Indicator: indicator, IndicatorLabel: indicator + " label", TimePeriod: period, PeriodText: period, Value: some(value), Interval: ends(low, high),
			UnitMeasure: unit, Bound: bound, Display: display, Range: low + ".." + high, Status: "A", Method: "reported", Releases: []string{release}, Evidence: "words",
			RefArea: "CA", Mentions: []string{},
		})
	}
	fact("direct-1", "direct", "2024", "125000", "(125000", ")", "PS", "more_than", "more than 125,000 people", "a")
	fact("indirect-1", "indirect", "2024", "427000", "[426500", "427500)", "JB", "approx", "about 427,000 jobs", "a")
	fact("total-1", "total", "2024", "550000", "(550000", ")", "JB", "more_than", "more than 550,000 jobs", "a")
	fact("share-1", "share", "2024", "12", "[11.5", "12.5)", "PT", "exact", "12%", "a")
	fact("sold-1", "sold", "2024", "228257", "[228257", "228257]", "VEHICLE", "exact", "228,257 vehicles", "a")
	fact("stated-1", "market", "2024", "1500000", "[1450000", "1550000)", "VEHICLE", "exact", "1.5 million vehicles", "a")
	fact("exports-1", "exports", "2024", "15600000000.1", "[15550000000.1", "15650000000.1)", "CAD", "exact", "$15.6 billion", "a")
	fact("exports-2", "exports", "2025", "15900000000.3", "[15850000000.3", "15950000000.3)", "CAD", "exact", "$15.9 billion", "b")
	for i := range d.Observations {
		o := &d.Observations[i]
		o.Series = o.Indicator == "exports"
	}
	fact("pledged-1", "pledged", "2020/", "", "[1000000000", "1000000000000)", "CAD", "exact", "billions of dollars", "a")
	fact("wage-1", "wage", "", "25.5", "[25.45", "25.55)", "CAD", "exact", "$25.50 per hour", "a")
	d.Observations[9].Per = "hour"
	fact("welders-1", "unclassified", "", "14", "[14", "14]", "WELDER", "exact", "14 welders", "a")
	fact("fall-1", "fall", "2024", "3", "[2.5", "3.5)", "PT", "exact", "down 3%", "a")
	d.Observations[11].Direction = "down"
	for i, key := range []int{0, 3, 4} {
		d.Observations[key].Headline = i + 1
	}
	derive := func(id, formula, value, low, high, bound, words string) {
		d.Observations = append(d.Observations, transform.Observation{
			ID: id, Indicator: "market", IndicatorLabel: "Market", TimePeriod: "2024", PeriodText: "2024", Value: some(value), Interval: ends(low, high), UnitMeasure: "VEHICLE",
			Bound: bound, Status: "E", Method: "derived", Formula: formula, Mentions: []string{}, Releases: []string{"a"}, Display: words, Range: words, Derivation: words,
		})
	}
	derive("sum-1", "direct-1 + indirect-1", "551500", "(551500", ")", "more_than", "more than 551,500")
	derive("market-1", "sold-1 / (share-1 / 100)", "1900000", "(1826056", "1984843.47827]", "approx", "1.83 to 1.98 million")
	derive("odd-1", "sold-1 / share-1", "7", "[6", "8]", "approx", "a formula that does not give the number")

	derive("multiplier-1", "1 + indirect-1 / direct-1", "4.42", "(1", "4.42)", "less_than", "less than 4.42")
	derive("each-1", "exports-1 / direct-1", "125300", "(0", "125200.0000008)", "less_than", "less than $125,300 per job") // rounded up
	derive("part-1", "exports-1 / exports-2 * 100", "98", "(97.49216300819", "98.73817034576]", "approx", "97.5 to 98.7%")
	derive("growth-1", "exports-2 / exports-1 * 100 - 100", "2", "(1.277955272835", "2.572347268150)", "approx", "up 1.3 to 2.6%")
	derive("points-1", "share-1 - fall-1", "9", "(8", "10)", "approx", "up 8 to 10 percentage points")

	said := func(id, of, section, speaker, surface, unit, kind string) {
		for i := range d.Observations {
			if o := &d.Observations[i]; o.ID == of {
				o.Mentions = append(o.Mentions, id)
				d.Mentions = append(d.Mentions, transform.Mention{
					ID: id, ReleaseID: o.Releases[0], Section: section, Speaker: speaker, Sentence: "They said " + surface + ".", CharStart: 10, CharEnd: 20, Place: 3, Surface: surface,
					Value: o.Value, Unit: unit, Kind: kind, Per: o.Per, Bound: o.Bound, Direction: o.Direction, Period: o.TimePeriod, Interval: o.Interval, ObservationID: of,
				})
			}
		}
	}
	said("a-m1", "direct-1", "quote", "Jo Roy", "125,000 people", "person", "count")
	said("a-m2", "direct-1", "body", "", "125,000 people", "person", "count")
	said("a-m3", "wage-1", "body", "", "$25.50", "CAD", "money")
	said("a-m4", "welders-1", "quick_facts", "", "14 welders", "welder", "count")
	said("b-m1", "exports-2", "body", "", "$15.9 billion", "CAD", "money")

	check := func(id, kind, result string, expected, found interval.Interval, about ...string) {
		d.Checks = append(d.Checks, transform.Check{ID: id, Kind: kind, Result: result, Expected: expected, Found: found, Observations: about, Message: id + " message"})
	}
	check("check-1", "share", transform.Inconsistent, ends("[166750", "193750)"), ends("[228257", "228257]"), "share-1", "sold-1", "stated-1")
	check("check-2", "pair", transform.Undecided, interval.All(), interval.All(), "welders-1")
	check("check-3", "sum", transform.Consistent, ends("(551500", ")"), ends("(550000", ")"), "direct-1", "indirect-1", "total-1")
	check("check-4", "repeat", transform.Consistent, ends("(125000", ")"), ends("(125000", ")"), "direct-1")
	check("check-5", "pair", transform.Consistent, interval.All(), interval.All())

	d.Changes = []changes.Change{
		{Kind: changes.Vanished, ID: "gone-1", Label: "Jobs", Subject: "ports", Area: "CA", Period: "2024", PeriodText: "in 2024", Before: "40 jobs", Releases: []string{"a"}, Cause: changes.ReleaseChanged},
		{Kind: changes.Turned, ID: "check-1", Label: "share", Before: transform.Consistent, After: transform.Inconsistent, Message: "check-1 message", Releases: []string{"a"}, Cause: changes.Program},
		{Kind: changes.Turned, ID: "check-1", Label: "sum", Before: transform.Inconsistent, Message: "an old message", Releases: []string{"b"}, Cause: changes.ReleaseGone},
		{Kind: changes.New, ID: "welders-1", Label: "Welders", After: "14 welders", Releases: []string{"a", "b"}, Cause: changes.ReleaseNew},
	}
	for i, verdict := range []string{"confirmed", "", "corrected", "rejected"} {
		d.Mentions[i].Review = verdict
		if verdict != "" {
			d.Mentions[i].ReviewNote = "by Jo Roy on 2025-03-02: seen"
		}
	}
	find(d, "direct-1").Review, find(d, "wage-1").Review = "confirmed", "corrected"

	mark := func(label, value, of, display string) transform.Mark {
		m := transform.Mark{Label: label, Value: dec(value), Display: display, Observation: of, Derived: of == "sum-1"}
		o := find(d, of)
		m.Interval, m.Bound = o.Interval, o.Bound
		if m.Value.IsNeg() {
			m.Interval = interval.Point(decimal.Zero).Sub(m.Interval)
		}
		return m
	}
	d.Charts = []transform.Chart{
		{ID: "parts", Kind: transform.Parts, Title: "Direct and indirect jobs", Subtitle: "Jobs, 2024", Alt: "Two bars and their sum.", AxisLabel: "jobs", Marks: []transform.Mark{
			mark("Direct", "125000", "direct-1", "more than 125,000"), mark("Indirect", "427000", "indirect-1", "about 427,000"), mark("Together", "551500", "sum-1", "more than 551,500"),
		}},
		{ID: "fall", Kind: transform.Bars, Unit: "PT", Title: "Down", Subtitle: "Percent", Alt: "One bar below zero.", AxisLabel: "percent", Marks: []transform.Mark{mark("Fall", "-3", "fall-1", "−3%")}},
		{ID: "share", Kind: transform.Share, Unit: "PT", Title: "A share", Subtitle: "Percent", Alt: "One bar of a hundred.", AxisLabel: "percent", Marks: []transform.Mark{mark("Share", "12", "share-1", "12%")}},
		{ID: "line", Kind: transform.Line, Title: "Exports", Subtitle: "Billions of dollars", Alt: "A line.", AxisLabel: "billions of dollars", AxisMult: 9, Marks: []transform.Mark{
			mark("2024", "15600000000.1", "exports-1", "$15.6 billion"), mark("2025", "15900000000.3", "exports-2", "$15.9 billion"),
		}},
		{ID: "middle", Kind: transform.Bars, Title: "Pledged", Subtitle: "Billions", Alt: "One bar.", AxisLabel: "billions of dollars", AxisMult: 9, Marks: []transform.Mark{
			mark("Pledged", "500500000000", "pledged-1", "billions"),
		}},
	}
	return d
}

// datasets are what the tests of the written file go through.
func datasets(t testing.TB) map[string]*transform.Dataset {
	return map[string]*transform.Dataset{
		"korea": exporttest.Korea(t), "plant": plant("en"), "plant, French": plant("fr"), "empty": {Language: "fr"}, "hostile": hostile(),
	}
}

// labelled is the dataset of the labelled releases whose names match a pattern.
func labelled(t testing.TB, language, pattern string) *transform.Dataset {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	indicators, err := data.Read(data.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := transform.LoadCatalogue("data/indicators.yaml", indicators)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join("..", "..", "extract", "testdata", "corpus", pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d labelled releases, %v", len(paths), err)
	}
	var docs []*extract.Document
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.Extract(filepath.Base(path), text)
		if err != nil {
			t.Fatal(err)
		}
		docs = append(docs, doc)
	}
	d, err := transform.Build(docs, catalogue, language)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
