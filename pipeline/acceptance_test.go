package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tidyrelease/transform"
)

// What the product was first asked for: the facts of one release, whether its digest or its own text is read.
func TestFirstReleases(t *testing.T) {
	inputs := map[string][]string{
		"the digest":         nil,
		"the digest, French": {"../data/releases/2026-01-29-canada-korea-digest.fr.txt"},
		"the release itself": {"../../shared/releases/2026-01-29-canada-korea.en.txt"},
	}
	for name, input := range inputs {
		t.Run(name, func(t *testing.T) {
			if len(input) > 0 {
				if _, err := os.Stat(input[0]); err != nil {
					t.Skip(err)
				}
			}
			report, err := Run(t.Context(), Config{Inputs: input, Out: filepath.Join(t.TempDir(), "out"), Formats: []Format{JSON}, Languages: []string{"en"}})
			if err != nil {
				t.Fatal(err)
			}
			d := report.Dataset
			facts := map[string]*transform.Observation{}
			for i := range d.Observations {
				o := &d.Observations[i]
				if facts[o.Indicator] != nil && o.Method == "reported" {
					t.Errorf("%s is in two facts: %s %s and %s %s", o.Indicator, facts[o.Indicator].Subject, facts[o.Indicator].Display, o.Subject, o.Display)
				}
				if o.Method == "reported" || facts[o.Indicator] == nil {
					facts[o.Indicator] = o
				}
			}
			for _, want := range []struct{ indicator, display, period string }{
				{"trade_bilateral", "$24.5 billion", "2024"},
				{"trade_rank", "7th", "2024"},
				{"gdp_contribution", "$16.8 billion", "2024"},
				{"jobs_total", "more than 550,000 jobs", ""},
				{"jobs_direct", "more than 125,000 people", "2024"},
				{"jobs_indirect", "about 427,000 jobs", "2024"},
				{"market_share", "12%", "2024"},
				{"sales_vehicles", "228,257 vehicles", "2024"},
				{"market_size", "1.83 to 1.98 million vehicles", "2024"},
				{"production_vehicles", "more than 4 million vehicles", "2024"},
				{"production_rank", "top 10", "2024"},
				{"companies", "about 250 companies", ""},
			} {
				o := facts[want.indicator]
				switch {
				case o == nil:
					t.Errorf("no figure is %s, want %s", want.indicator, want.display)
				case o.Display != want.display || o.TimePeriod != want.period && want.indicator != "production_rank" && want.indicator != "trade_rank":
					t.Errorf("%s: %s in %q, want %s in %q", want.indicator, o.Display, o.TimePeriod, want.display, want.period)
				}
			}
			if o := facts["market_size"]; o != nil && (o.Method != "derived" || o.Formula == "") {
				t.Errorf("the implied market is %s by %q", o.Method, o.Formula)
			}
			check := func(kind, words string) {
				if !slices.ContainsFunc(d.Checks, func(c transform.Check) bool {
					return c.Kind == kind && c.Result == transform.Consistent && strings.Contains(c.Message, words)
				}) {
					t.Errorf("no consistent check of kind %s says %q", kind, words)
				}
			}
			check("sum", "551,500")
			check("repeat", "$16.8 billion")
			for _, c := range d.Checks {
				if c.Result != transform.Consistent {
					t.Errorf("%s: %s", c.Result, c.Message)
				}
			}
			for _, want := range []string{"parts", "share", "bars", "ranks"} {
				if !slices.ContainsFunc(d.Charts, func(c transform.Chart) bool { return string(c.Kind) == want }) {
					t.Errorf("no chart of kind %s", want)
				}
			}
			if len(d.Charts) < 5 {
				t.Errorf("%d charts, want jobs, market share, trade with GDP, production, and ranks", len(d.Charts))
			}
		})
	}
}

// TestKnownInconsistencies reads the labelled corpus, whose texts contradict themselves in two places and their translations in two more.
// All else in it agrees, and is found to.
func TestKnownInconsistencies(t *testing.T) {
	for _, language := range []string{"en", "fr"} {
		report, err := Run(t.Context(), Config{Inputs: []string{"../extract/testdata/corpus"}, Out: filepath.Join(t.TempDir(), "out"), Formats: []Format{JSON}, Languages: []string{language}})
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{
			"sum 02-auto-jobs.en 02-auto-jobs.fr":                    true,
			"share 11-fisheries.en 11-fisheries.fr":                  true,
			"pair 07-immigration-levels.en 07-immigration-levels.fr": true,
			"pair 12-health-workforce.en 12-health-workforce.fr":     true,
		}
		agree := map[string]int{}
		for _, c := range report.Dataset.Checks {
			switch name := c.Kind + " " + strings.Join(c.Releases, " "); {
			case c.Result == transform.Consistent:
				agree[c.Kind]++
			case c.Result == transform.Undecided:
			case !want[name]:
				t.Errorf("%s: false alarm: %s: %s", language, name, c.Message)
			default:
				delete(want, name)
			}
		}
		for name := range want {
			t.Errorf("%s: not found: %s", language, name)
		}
		for kind, least := range map[string]int{"sum": 6, "share": 12, "change": 16, "rate": 6} {
			if agree[kind] < least {
				t.Errorf("%s: %d checks of kind %s agree, want %d or more", language, agree[kind], kind, least)
			}
		}
	}
}

// TestKnownInconsistenciesAlone reads one language version of the releases that contradict themselves: each tells of it without the other.
func TestKnownInconsistenciesAlone(t *testing.T) {
	for name, want := range map[string][]string{
		"02-auto-jobs.en": {"2,450", "2,500 jobs"},
		"02-auto-jobs.fr": {"2,450", "2,500 jobs"},
		"11-fisheries.en": {"42% of 98,000 tonnes", "35,200 tonnes"},
		"11-fisheries.fr": {"42% of 98,000 tonnes", "35,200 tonnes"},
	} {
		report, err := Run(t.Context(), Config{Inputs: []string{"../extract/testdata/corpus/" + name + ".txt"}, Out: filepath.Join(t.TempDir(), "out"), Formats: []Format{JSON}, Languages: []string{"en"}})
		if err != nil {
			t.Fatal(err)
		}
		var found []string
		for _, c := range report.Dataset.Checks {
			if c.Result == transform.Inconsistent {
				found = append(found, c.Message)
			}
		}
		if len(found) != 1 || slices.ContainsFunc(want, func(s string) bool { return !strings.Contains(found[0], s) }) {
			t.Errorf("%s: inconsistent are %q, want one that says %q", name, found, want)
		}
	}
}
