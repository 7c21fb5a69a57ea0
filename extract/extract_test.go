package extract_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func extractor(t testing.TB) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func read(t testing.TB, x *extract.Extractor, path string) *extract.Document {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.Extract(path, data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return d
}

// releases lists the releases of the default input and those of the test data.
func releases(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../data/releases/*.txt", "testdata/corpus/*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no releases, %v", pattern, err)
		}
		all = append(all, paths...)
	}
	return all
}

// The figures of the default input, as a table that a person can read.
func TestDefaultReleases(t *testing.T) {
	paths, _ := filepath.Glob("../data/releases/*.txt")
	for _, path := range paths {
		d := read(t, extractor(t), path)
		var b strings.Builder
		fmt.Fprintf(&b, "title: %s\npublisher: %s\ndate: %s\nlanguage: %s\n", d.Title, d.Publisher, d.Date, d.Language)
		for _, m := range d.Mentions {
			if m.Trivial {
				continue
			}
			value := m.Low.String()
			if m.Range {
				value += ".." + m.High.String()
			}
			s := d.Sentences[m.Sentence]
			for _, part := range []string{m.Surface, value, m.Unit, string(m.Bound), m.Period, m.Area, m.Partner, string(s.Section), s.Speaker, m.Measure, m.Subject} {
				b.WriteString(part + " | ")
			}
			b.WriteString("\n")
		}
		golden := filepath.Join("testdata", d.ID+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// label is a figure of a labelled release.
type label struct {
	Surface           string
	Start             int
	Value, Low, High  *json.Number
	Unit, Per, Bound  string
	Direction, Period string
	Section, Speaker  string
	Area              string
	Vague             bool
}

// All figures of the release that the product was first asked for, and nothing else.
func TestFirstRelease(t *testing.T) {
	const name = "../../shared/releases/2026-01-29-canada-korea.en"
	data, err := os.ReadFile(name + ".figures.json")
	if err != nil {
		t.Skip("the release is not there: ", err)
	}
	var labels struct{ Figures []label }
	if err := json.Unmarshal(data, &labels); err != nil {
		t.Fatal(err)
	}
	d := read(t, extractor(t), name+".txt")
	var got, want []string
	for _, f := range labels.Figures {
		value := []*json.Number{f.Value, f.Value}
		if f.Value == nil {
			value = []*json.Number{f.Low, f.High}
		}
		want = append(want, fmt.Sprint(f.Start, " ", f.Surface, " ", *value[0], " ", *value[1], " ", f.Unit, " ", f.Per, " ", f.Bound, " ", f.Direction, " ", f.Period, " ", f.Section, " ", f.Speaker, " ", f.Area, " ", f.Vague))
	}
	for _, m := range d.Mentions {
		if m.Trivial {
			continue
		}
		s := d.Sentences[m.Sentence]
		got = append(got, fmt.Sprint(m.Start, " ", m.Surface, " ", m.Low, " ", m.High, " ", m.Unit, " ", m.Per, " ", m.Bound, " ", m.Direction, " ", m.Period, " ", s.Section, " ", s.Speaker, " ", m.Area, " ", m.Vague))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The same text gives the same document, whatever the Extractor has read before.
func TestSameTextSameDocument(t *testing.T) {
	paths := releases(t)
	x := extractor(t)
	first := read(t, x, paths[0])
	for _, path := range paths[1:] {
		read(t, x, path)
	}
	for _, again := range []*extract.Document{read(t, x, paths[0]), read(t, x.Clone(), paths[0])} {
		a, _ := json.Marshal(first)
		b, _ := json.Marshal(again)
		if string(a) != string(b) {
			t.Errorf("%s: a second reading differs", paths[0])
		}
	}
}

// The line above a list gives its period to the items, and a column of changes has that of the column before.
func TestCarriedPeriods(t *testing.T) {
	x := extractor(t)
	const head = "Trade grows in 2025\n\nOTTAWA, June 15, 2025 – Trade grew.\n\n"
	for _, c := range []struct{ text, want string }{
		{"In 2024:\n\n- exports reached $5 million;\n- in 2023, they were $4 million;\n- 30 jobs were added.\n", "2024 2023 2024"},
		{"By 2030, the plan will:\n\n- create 300 jobs\n- cut waste by 5%\n\nThe firm has 40 sites.\n", "/2030 /2030 -"},
		{"The plan will do this:\n\n- create 300 jobs\n", "-"},
		{"De 2020 à 2024 :\n\n- 300 emplois ont été créés;\n- les ventes ont augmenté de 5 %.\n", "2020/2024 2020/2024"},
		{"| Item | 2023 | 2024 | Change from 2023 (%) |\n|---|---|---|---|\n| Cars ($ millions) | 10 | 20 | 100 |\n", "2023 2024 2024"},
	} {
		d, err := x.Extract("carried.txt", []byte(head+c.text))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range d.Mentions {
			period := m.Period
			if period == "" {
				period = "-"
			}
			got = append(got, period)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: periods %s, want %s", c.text, s, c.want)
		}
	}
}

func ExampleExtractor_Extract() {
	x, err := extract.New()
	if err != nil {
		fmt.Println(err)
		return
	}
	text := "Trade grows\n\nOTTAWA, January 29, 2026 – Trade with Korea reached $24.5 billion in 2024 and supports more than 550,000 jobs.\n"
	d, err := x.Extract("trade.en.txt", []byte(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range d.Mentions {
		fmt.Println(m.Surface, m.Low, m.Unit, m.Bound, m.Period)
	}
	// Output:
	// $24.5 billion 24500000000 CAD exact 2024
	// 550,000 jobs 550000 job more_than 2024
}
