package review_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/transform"
	"tidyrelease/transform/review"
)

const plant = `Plant comes to town

OTTAWA, Ontario, May 5, 2025 – The plant will employ 1,450 people in assembly, 620 in battery systems and 380 in engineering, for a total of 2,500 jobs.

In 2024, exports of vehicles reached about $24.5 billion.
`

// extractor and catalogue are made once.
var (
	extractor = sync.OnceValues(extract.New)
	catalogue = sync.OnceValues(func() (*transform.Catalogue, error) {
		content, err := data.Read(data.Indicators)
		if err != nil {
			return nil, err
		}
		return transform.LoadCatalogue("indicators.yaml", content)
	})
)

// document reads the release above.
func document(t *testing.T) *extract.Document {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.Extract("plant.txt", []byte(plant))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dataset makes the dataset of the release as a file of corrections has it.
func dataset(t *testing.T, file, today string) (*transform.Dataset, []review.Fault) {
	t.Helper()
	f, err := review.Load("c.yaml", []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	original := document(t)
	docs, faults, err := f.Apply([]*extract.Document{original})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range original.Mentions {
		if m.Review != nil {
			t.Error("the document that came in is changed")
		}
	}
	indicators, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	d, err := transform.Build(docs, indicators, "en")
	if err != nil {
		t.Fatal(err)
	}
	more, err := f.Waive(d, today)
	if err != nil {
		t.Fatal(err)
	}
	return d, append(faults, more...)
}

const signed = "\n    reason: they said so\n    by: J. Tremblay\n    date: 2026-02-04\n"

// entry is a correction of the release above.
func entry(at int, surface, rest string) string {
	return "  - release_id: plant\n    char_start: " + strconv.Itoa(at) + "\n    surface: \"" + surface + "\"\n    " + rest + signed
}

func at(surface string) int { return strings.Index(plant, surface) }

func mention(t *testing.T, d *transform.Dataset, surface string) *transform.Mention {
	t.Helper()
	i := slices.IndexFunc(d.Mentions, func(m transform.Mention) bool { return m.Surface == surface })
	if i < 0 {
		t.Fatalf("no mention %q", surface)
	}
	return &d.Mentions[i]
}

func TestCorrect(t *testing.T) {
	for _, test := range []struct {
		values, interval string
		want             func(m *transform.Mention) string
		is               string
	}{
		{"{value: 24600000000}", "[24550000000, 24650000000)", func(m *transform.Mention) string { return m.Value.Decimal.String() }, "24600000000"},
		// More digits than in the text make it more exact.
		{"{value: 24610000000, bound: exact}", "[24605000000, 24615000000)", func(m *transform.Mention) string { return m.Bound }, "exact"},
		{"{low: 24000000000, high: 25000000000, bound: exact}", "[23950000000, 25050000000)", func(m *transform.Mention) string { return m.Low.Decimal.String() + m.High.Decimal.String() }, "2400000000025000000000"},
		{"{unit: tonne}", "", func(m *transform.Mention) string { return m.Kind }, "measure"},
		{"{unit: EUR}", "", func(m *transform.Mention) string { return m.Kind }, "money"},
		{"{unit: percent, value: 24.5}", "[24.45, 24.55)", func(m *transform.Mention) string { return m.Kind }, "percent"},
		{"{unit: widget}", "", func(m *transform.Mention) string { return m.Kind }, "count"},
		{"{period: 2023-04/2024-03}", "", func(m *transform.Mention) string { return m.Period }, "2023-04/2024-03"},
		{"{period: ''}", "", func(m *transform.Mention) string { return m.Period }, ""},
		{"{direction: up, per: year}", "", func(m *transform.Mention) string { return m.Direction + m.Per }, "upyear"},
		{"{ref_area: CA-ON, counterpart_area: KR, subject: makers, measure: sales}", "", func(m *transform.Mention) string { return m.RefArea + m.CounterpartArea + m.Subject + m.Measure }, "CA-ONKRmakerssales"},
	} {
		d, faults := dataset(t, "corrections:\n"+entry(at("$24.5"), "$24.5 billion", "decision: correct\n    values: "+test.values), "")
		if len(faults) > 0 {
			t.Errorf("%s: %v", test.values, faults)
		}
		m := mention(t, d, "$24.5 billion")
		if got := test.want(m); got != test.is {
			t.Errorf("%s: got %q; want %q", test.values, got, test.is)
		}
		if got := m.Interval.String(); test.interval != "" && got != test.interval {
			t.Errorf("%s: interval %s; want %s", test.values, got, test.interval)
		}
		if m.Review != "corrected" || !strings.HasPrefix(m.ReviewNote, "J. Tremblay, 2026-02-04: they said so (") {
			t.Errorf("%s: marked %q, %q", test.values, m.Review, m.ReviewNote)
		}
		i := slices.IndexFunc(d.Observations, func(o transform.Observation) bool { return o.ID == m.ObservationID })
		if i < 0 || d.Observations[i].Review != "corrected" {
			t.Errorf("%s: its observation %q is not marked", test.values, m.ObservationID)
		}
	}
}

func TestNoteTellsWhatChanged(t *testing.T) {
	d, _ := dataset(t, "corrections:\n"+entry(at("$24.5"), "$24.5 billion", "decision: correct\n    values: {value: 24600000000, period: 2024, bound: exact, direction: up}"), "")
	want := "J. Tremblay, 2026-02-04: they said so (value: 24500000000 → 24600000000; bound: approx → exact; direction: – → up)"
	if got := mention(t, d, "$24.5 billion").ReviewNote; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

// A corrected figure takes part in the checks as it was corrected.
func TestCorrectionReachesTheChecks(t *testing.T) {
	results := func(file string) (list []string) {
		d, faults := dataset(t, file, "")
		if len(faults) > 0 {
			t.Error(faults)
		}
		for _, c := range d.Checks {
			list = append(list, c.Kind+" "+c.Result)
		}
		return list
	}
	if got := results(""); !slices.Contains(got, "sum inconsistent") {
		t.Fatalf("the fixture has no contradiction: %q", got)
	}
	if got := results("corrections:\n" + entry(at("2,500"), "2,500 jobs", "decision: correct\n    values: {value: 2450}")); !slices.Contains(got, "sum consistent") {
		t.Errorf("after the correction: %q", got)
	}
	if got := results("corrections:\n" + entry(at("2,500"), "2,500 jobs", "decision: reject")); len(got) > 0 {
		t.Errorf("after the total was rejected: %q", got)
	}
}

func TestReject(t *testing.T) {
	before, _ := dataset(t, "", "")
	d, faults := dataset(t, "corrections:\n"+entry(at("$24.5"), "$24.5 billion", "decision: reject"), "")
	if len(faults) > 0 || len(d.Mentions) != len(before.Mentions) || len(d.Observations) != len(before.Observations)-1 {
		t.Errorf("%v, %d mentions and %d observations; before %d and %d", faults, len(d.Mentions), len(d.Observations), len(before.Mentions), len(before.Observations))
	}
	if m := mention(t, d, "$24.5 billion"); m.Review != "rejected" || m.ObservationID != "" || m.ID != mention(t, before, "$24.5 billion").ID {
		t.Errorf("the mention is marked %q, of observation %q, with the id %q", m.Review, m.ObservationID, m.ID)
	}
}

// However spaces are written, the words are those of the text.
func TestConfirm(t *testing.T) {
	for surface, rest := range map[string]string{
		"$24.5 billion": "decision: confirm", "$24.5\u00a0 billion": "decision: confirm\n    values: {value: 24.5e9, bound: approx, period: 2024}",
	} {
		d, faults := dataset(t, "corrections:\n"+entry(at("$24.5"), surface, rest), "")
		if m := mention(t, d, "$24.5 billion"); len(faults) > 0 || m.Review != "confirmed" {
			t.Errorf("%q: %v, marked %q", surface, faults, m.Review)
		}
	}
}

// Every correction and waiver that nothing meets is told with its place.
func TestUnmet(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"corrections:\n" + entry(at("$24.5"), "$24.6 billion", "decision: confirm"), `the figure there is "$24.5 billion"`},
		{"corrections:\n" + entry(at("$24.5")+1, "$24.5 billion", "decision: confirm"), `no figure "$24.5 billion" starts at byte ` + strconv.Itoa(at("$24.5")+1) + ` of the release "plant"; it stands at ` + strconv.Itoa(at("$24.5"))},
		{"corrections:\n" + strings.Replace(entry(1, "x", "decision: reject"), "plant", "gone", 1), `no release "gone" was read`},
		{"corrections:\n" + entry(at("$24.5"), "$24.5 billion", "decision: confirm\n    values: {period: 2023}"), `confirmed with the period "2023", and is read with "2024" now`},
		{"corrections: []\nwaivers:\n  - kind: sum\n    observations: a b" + signed + "    until: 2026-03-31\n", `no check "sum" compares these observations`},
	} {
		d, faults := dataset(t, test.file, "2026-03-01")
		line := 2 + strings.Count(test.file[:strings.Index(test.file, "  - ")], "\n") - 1
		if len(faults) != 1 || !strings.Contains(faults[0].Message, test.want) || faults[0].Line != line || faults[0].Column < 5 {
			t.Errorf("%s\ngot %v; want %q on line %d", test.file, faults, test.want, line)
		}
		for _, m := range d.Mentions {
			if m.Review != "" {
				t.Errorf("%s\nmarked all the same: %v", test.file, m)
			}
		}
	}
}

func TestWaive(t *testing.T) {
	d, _ := dataset(t, "", "")
	var sum transform.Check
	for _, c := range d.Checks {
		if c.Result == transform.Inconsistent {
			sum = c
		}
	}
	ids := slices.Clone(sum.Observations)
	slices.Reverse(ids) // the order does not matter
	waiver := "waivers:\n  - kind: sum\n    observations: " + strings.Join(ids, " ") + signed + "    until: 2026-03-31\n"
	for today, want := range map[string]struct{ result, message string }{
		"2026-03-31": {transform.Waived, " Waived until 2026-03-31 by J. Tremblay: they said so."},
		"2026-04-01": {transform.Inconsistent, " The waiver by J. Tremblay ended on 2026-03-31; it said: they said so."},
	} {
		d, faults := dataset(t, waiver, today)
		if len(faults) > 0 {
			t.Errorf("%s: %v", today, faults)
		}
		c := d.Checks[0]
		if c.ID != "check-1" || c.Result != want.result || c.Message != sum.Message+want.message {
			t.Errorf("%s: %s is %s: %s", today, c.ID, c.Result, c.Message)
		}
	}
	// With the figure put right, the waiver has nothing to waive; its check has another name too, for its observations have.
	_, faults := dataset(t, "corrections:\n"+entry(at("2,500"), "2,500 jobs", "decision: correct\n    values: {value: 2450}")+waiver, "2026-03-01")
	if len(faults) != 1 {
		t.Errorf("a waiver of a contradiction that is gone: %v", faults)
	}
}

// Each kind of mistake in the file is an error with its place; all are told at once.
func TestLoadRefuses(t *testing.T) {
	good := entry(10, "5 people", "decision: confirm")
	for _, test := range []struct{ file, want string }{
		{"corrections:\n" + strings.Replace(good, "surface", "surfaces", 1), `c.yaml:4:5: unknown field "surfaces"`},
		{"corrections:\n" + strings.Replace(good, "    char_start: 10\n", "", 1), "no char_start"},
		{"corrections:\n" + strings.Replace(good, "10", "-1", 1), "c.yaml:3:17: char_start -1"},
		{"corrections:\n" + strings.Replace(good, "10", "ten", 1), "c.yaml:3:17: "},
		{"corrections:\n" + strings.Replace(good, "5 people", " ", 1), "no surface"},
		{"corrections:\n" + strings.Replace(good, "confirm", "approve", 1), `decision "approve": give confirm, correct or reject`},
		{"corrections:\n" + strings.Replace(good, "confirm", "correct", 1), "no values"},
		{"corrections:\n" + entry(10, "5 people", "decision: reject\n    values: {value: 3}"), "a rejected figure has no values"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {vaule: 3}"), `c.yaml:6:21: no value is called "vaule"; there are value, low, `},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {value: five}"), `c.yaml:6:21: value "five": give a number`},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {value: 5, low: 3, high: 4}"), "not both"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {low: 3}"), "give both low and high"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {low: 3, high: 2}"), "low 3 is above high 2"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {bound: about}"), "give one of exact, approx, more_than, at_least, less_than, at_most"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {direction: sideways}"), "give one of up, down"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {period: last year}"), "give a period of ISO 8601"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {ref_area: Canada}"), "give a code of ISO 3166"},
		{"corrections:\n" + entry(10, "5 people", "decision: correct\n    values: {unit: ''}"), "give a unit"},
		{"corrections:\n" + strings.Replace(good, "they said so", "''", 1), "no reason"},
		{"corrections:\n" + strings.Replace(good, "J. Tremblay", "''", 1), "no name"},
		{"corrections:\n" + strings.Replace(good, "2026-02-04", "yesterday", 1), `c.yaml:8:11: date "yesterday"`},
		{"corrections:\n" + good + good, "c.yaml:9:5: the same is said on line 2 already"},
		{"waivers:\n  - kind: sum\n    observations: a" + signed, `until ""`},
		{"waivers:\n  - kind: sum\n    observations: a" + signed + "    until: 2026-01-01\n", "c.yaml:7:12: until 2026-01-01: that is before"},
		{"waivers:\n  - kind: sum" + signed + "    until: 2026-03-01\n", "no observations"},
		{"waivers:\n  - observations: a" + signed + "    until: 2026-03-01\n", "no kind"},
	} {
		_, err := review.Load("c.yaml", []byte(test.file))
		if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "c.yaml:") {
			t.Errorf("%s\ngot %v; want %s", test.file, err, test.want)
		}
	}
	_, err := review.Load("c.yaml", []byte("corrections:\n"+entry(10, "", "decision: nod")))
	if err == nil || strings.Count(err.Error(), "c.yaml:") != 2 {
		t.Errorf("of two mistakes: %v", err)
	}
}

// The example at the head of the file that comes with the program can be read.
func TestExampleOfTheFile(t *testing.T) {
	content, err := os.ReadFile("../../data/corrections.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(content), "For instance:\n#\n")
	example, _, _ = strings.Cut(example, "\ncorrections: [")
	example = strings.ReplaceAll("\n"+example, "\n#   ", "\n")
	f, err := review.Load("example", []byte(example))
	if err != nil || len(f.Corrections) != 1 || len(f.Waivers) != 1 {
		t.Errorf("%v, %+v in\n%s", err, f, example)
	}
}

func TestNoFile(t *testing.T) {
	var f *review.File
	docs := []*extract.Document{document(t)}
	got, faults, err := f.Apply(docs)
	if err != nil || len(faults) > 0 || len(got) != 1 || got[0] != docs[0] {
		t.Errorf("%v, %v, %v", got, faults, err)
	}
	if faults, err := f.Waive(&transform.Dataset{Language: "en"}, ""); err != nil || len(faults) > 0 {
		t.Errorf("%v, %v", faults, err)
	}
}
