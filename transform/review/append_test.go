package review_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/transform/review"
)

func correction(at int, decision review.Decision, values map[string]string) review.Correction {
	return review.Correction{
		Release: "plant", CharStart: &at, Surface: "2,500\u00a0jobs", Decision: decision, Values: values,
		Reason: "said \"so\": #1\nand more", By: "É. Roy", Date: "2026-02-04",
	}
}

const appended = `  - release_id: "plant"
    char_start: 7
    surface: "2,500 jobs"
    decision: correct
    values:
      value: "2450"
      period: "2024"
    reason: "said \"so\": #1\nand more"
    by: "É. Roy"
    date: "2026-02-04"
`

func TestAppend(t *testing.T) {
	old := "  # about the next one\n  - release_id: a\n    char_start: 1\n    surface: 5 people # as printed\n    decision: confirm\n    reason: >-\n      well\n\n      then\n    by: B\n    date: 2026-01-01\n"
	flat := strings.ReplaceAll(old, "\n  ", "\n")[2:]
	waivers := "waivers:\n  - kind: sum\n    observations: a\n    reason: r\n    by: B\n    date: 2026-01-01\n    until: 2026-02-01\n"
	for _, test := range []struct{ name, before, after string }{
		{"empty", "", "corrections:\n" + appended},
		{"nothing but comments", "# head\n", "# head\ncorrections:\n" + appended},
		{"no entries", "# head\ncorrections: [] # none yet\nwaivers: []\n", "# head\ncorrections: # none yet\n" + appended + "waivers: []\n"},
		{"one entry", "corrections:\n" + old, "corrections:\n" + old + appended},
		{"no line feed at the end", "corrections:\n" + strings.TrimSuffix(old, "\n"), "corrections:\n" + old + appended},
		{"waivers behind", "corrections:\n" + old + "\n# waivers\n" + waivers, "corrections:\n" + old + appended + "\n# waivers\n" + waivers},
		{"waivers before", waivers + "corrections:\n" + old + "# end\n", waivers + "corrections:\n" + old + appended + "# end\n"},
		{"waivers alone", waivers, waivers + "corrections:\n" + appended},
		{"not indented", "corrections:\n" + flat + waivers, "corrections:\n" + flat + strings.ReplaceAll("\n"+appended, "\n  ", "\n")[1:] + waivers},
	} {
		for _, end := range []string{"\n", "\r\n"} {
			before, after := strings.ReplaceAll(test.before, "\n", end), strings.ReplaceAll(test.after, "\n", end)
			if !strings.Contains(before, "\n") {
				after = test.after
			}
			got, added, err := review.Append("c.yaml", []byte(before), []review.Correction{correction(7, review.Correct, map[string]string{"value": "2450", "period": "2024"})})
			if err != nil || added != 1 {
				t.Errorf("%s: %d added, %v", test.name, added, err)
				continue
			}
			if diff := cmp.Diff(after, string(got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.name, diff)
			}
			f, err := review.Load("c.yaml", got)
			if err != nil {
				t.Fatal(err)
			}
			last := f.Corrections[len(f.Corrections)-1]
			if last.Reason != "said \"so\": #1\nand more" || last.By != "É. Roy" || *last.CharStart != 7 {
				t.Errorf("%s: read as %+v", test.name, last)
			}
		}
	}
}

func TestAppendTwice(t *testing.T) {
	list := []review.Correction{correction(7, review.Confirm, nil), correction(8, review.Correct, map[string]string{"value": "5"}), correction(7, review.Confirm, nil)}
	once, added, err := review.Append("c.yaml", nil, list)
	if err != nil || added != 2 {
		t.Fatalf("%d added, %v", added, err)
	}
	list[1].Values = map[string]string{"value": "5.0"}
	twice, added, err := review.Append("c.yaml", once, list)
	if err != nil || added != 0 || string(twice) != string(once) {
		t.Errorf("%d added, %v:\n%s", added, err, twice)
	}
	for _, other := range []review.Correction{correction(7, review.Reject, nil), correction(8, review.Correct, map[string]string{"value": "6"})} {
		if _, _, err := review.Append("c.yaml", once, []review.Correction{other}); err == nil || !strings.HasPrefix(err.Error(), "c.yaml:") || !strings.Contains(err.Error(), "by hand") {
			t.Errorf("another decision for one figure: %v", err)
		}
	}
}

func TestAppendRefuses(t *testing.T) {
	for _, test := range []struct{ before, want string }{
		{"corrections: [{release_id: a, char_start: 1, surface: b, decision: confirm, reason: r, by: B, date: 2026-01-01}]\n", "c.yaml:1: the corrections are written on one line"},
		{"corrections: [\n", "c.yaml:1:"},
		{"corrections:\n  - release_id: a\n", "no char_start"},
	} {
		if _, _, err := review.Append("c.yaml", []byte(test.before), []review.Correction{correction(7, review.Confirm, nil)}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v; want %s", test.before, err, test.want)
		}
	}
}

func TestParseValues(t *testing.T) {
	for _, test := range []struct {
		lang, typed string
		want        map[string]string
	}{
		{"en", "", nil},
		{"en", "430000", map[string]string{"value": "430000"}},
		{"en", "430,000", map[string]string{"value": "430000"}},
		{"en", "1 430 000.50", map[string]string{"value": "1430000.5"}},
		{"en", "2.46E10", map[string]string{"value": "24600000000"}},
		{"fr", "430\u202f000,5", map[string]string{"value": "430000.5"}},
		{"fr", "12,5", map[string]string{"value": "12.5"}},
		{"en", "10 to 12", map[string]string{"low": "10", "high": "12"}},
		{"fr", "10 à 12,5", map[string]string{"low": "10", "high": "12.5"}},
		{"en", "1,000–1,200", map[string]string{"low": "1000", "high": "1200"}},
		{"en", "period=2024", map[string]string{"period": "2024"}},
		{"en", "period: 2024", map[string]string{"period": "2024"}},
		{"en", " value : 430,000 ; unit: CAD;period:", map[string]string{"value": "430000", "unit": "CAD", "period": ""}},
	} {
		got, err := review.ParseValues(test.typed, test.lang)
		if err != nil || !maps.Equal(got, test.want) {
			t.Errorf("%s %q: got %v, %v; want %v", test.lang, test.typed, got, err, test.want)
		}
	}
	for typed, want := range map[string]string{
		"about 430": "give a number written in full", "12,5": "give a number written in full", "1,0000": "give a number", "10 to 12 to 14": "give a number",
		"12 to 10": "above", "period: soon": "ISO 8601", "color: red": `no value is called "color"`, "value: 3; value: 4": "stands twice", "value: 3; x": "give a column", "value: 3; low: 4; high: 5": "not both",
	} {
		if got, err := review.ParseValues(typed, "en"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, %v; want %s", typed, got, err, want)
		}
	}
}

// Whatever a person types, what is read can be loaded again.
func FuzzParseValues(f *testing.F) {
	for _, s := range []string{"430,000", "10 to 12", "value: 3; period: 2024", "1e400", "low: 1; high: 2", "−5"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, typed, reason string) {
		values, err := review.ParseValues(typed, "en")
		if err != nil || values == nil || strings.TrimSpace(reason) == "" {
			return
		}
		c := correction(3, review.Correct, values)
		c.Reason = reason
		data, added, err := review.Append("c.yaml", nil, []review.Correction{c})
		if err != nil || added != 1 {
			t.Fatalf("%q, %q: %d added, %v", typed, reason, added, err)
		}
		if _, added, err = review.Append("c.yaml", data, []review.Correction{c}); err != nil || added != 0 {
			t.Fatalf("%q, %q: again %d added, %v\n%s", typed, reason, added, err, data)
		}
	})
}
