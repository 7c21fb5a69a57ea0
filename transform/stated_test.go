package transform_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// TestStated reads small releases and compares what their checks say. Each file of testdata/stated is in one language: a release is a
// few lines, and under it, indented, stand its checks, or a dash for none. The page "…" stands for is the quotation that ends a message.
func TestStated(t *testing.T) {
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("testdata/stated/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(filepath.Base(path), ".txt")
		var got strings.Builder
		for i, release := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
			var text []string
			for line := range strings.Lines(release) {
				if !strings.HasPrefix(line, "\t") {
					text = append(text, strings.TrimSpace(line))
				}
			}
			if i > 0 {
				got.WriteString("\n")
			}
			got.WriteString(strings.Join(text, "\n") + "\n")
			if strings.HasPrefix(text[0], "#") {
				continue
			}
			doc, err := extractor.Extract("case."+lang, []byte(opening[lang]+strings.Join(text, "\n\n")+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			checks := build(t, lang, doc).Checks
			for _, c := range checks {
				message := c.Message
				if _, quoted, ok := strings.Cut(message, quotation[lang]); ok {
					message = strings.TrimSuffix(message, quotation[lang]+quoted) + " …"
				}
				got.WriteString("\t" + c.Kind + " " + c.Result + ": " + message + "\n")
			}
			if len(checks) == 0 {
				got.WriteString("\t–\n")
			}
		}
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(string(data), got.String()); diff != "" && !*update {
			t.Errorf("%s: run with -update if this is meant (-want +got):\n%s", path, diff)
		}
	}
}

var (
	opening = map[string]string{
		"en": "Minister presents results\n\nOTTAWA, March 3, 2025 – The minister spoke to the press today.\n\n",
		"fr": "La ministre présente les résultats\n\nOTTAWA, le 3 mars 2025 – La ministre a parlé aujourd’hui à la presse.\n\n",
	}
	quotation = map[string]string{"en": " It says: “", "fr": " On y lit\u00a0: «\u00a0"}
)

// TestQuotedWords looks for the words that a person needs to find the sentence.
func TestQuotedWords(t *testing.T) {
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, want string }{
		{"Rural communities across the whole of the territory have waited for years, and the government now provides $3 million for clinics and " +
			"$2 million for nurses, for a total of $6 million, which the legislature has yet to approve in the sitting that begins in the spring.",
			"“… of the territory have waited for years, and the government now provides $3 million for clinics and $2 million for nurses, for a total of $6 million, which the legislature has yet to approve in the sitting …”"},
		{"The rural communities that have waited longest for their roads will receive $3 million for clinics and $2 million for nurses, for a total of $6 million.",
			"“The rural communities that have waited longest for their roads will receive $3 million for clinics and $2 million for nurses, for a total of $6 million.”"},
	} {
		doc, err := extractor.Extract("note.en", []byte(opening["en"]+test.text+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range build(t, "en", doc).Checks {
			if c.Result == transform.Inconsistent && !strings.Contains(c.Message, test.want) {
				t.Errorf("%s", c.Message)
			}
		}
	}
}

// TestUnitOfCheck holds checks to naming last a figure in the unit of the numbers that they compare.
func TestUnitOfCheck(t *testing.T) {
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ text, unit string }{
		{"The jobless rate fell from 6.4% to 5.9%, a drop of 0.5 percentage points.", "PPT"},
		{"Sales rose 5% to $21 billion from $20 billion a year earlier.", "PT"},
		{"The program paid $4.5 million to 3,000 families. That is $1,500 per family.", "CAD"},
		{"The council has 85 members. Of these, 34, or 40%, are women.", "MEMBER"},
	} {
		doc, err := extractor.Extract("case.en", []byte(opening["en"]+test.text+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		ds := build(t, "en", doc)
		if len(ds.Checks) != 1 {
			t.Errorf("%s: %d checks", test.text, len(ds.Checks))
			continue
		}
		about := ds.Checks[0].Observations
		for _, o := range ds.Observations {
			if o.ID == about[len(about)-1] && o.UnitMeasure != test.unit {
				t.Errorf("%s: %s", test.text, o.UnitMeasure)
			}
		}
	}
}
