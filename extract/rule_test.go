package extract

import (
	"slices"
	"strings"
	"testing"
)

// Each rule names the figure in its examples, and says so.
func TestRuleExamples(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for list, rules := range map[string][]rule{
		"tied": tiedRules, "rank": rankRules, "change": changeRules, "count": countRules, "duration": durationRules,
		"share": shareRules, "amount": amountRules,
	} {
		for _, rule := range rules {
			if rule.doc == "" || !strings.HasPrefix(rule.name, "measure: ") {
				t.Errorf("%s: %q has no doc, or no name of a measure's rule", list, rule.name)
			}
			if seen[rule.name] == list {
				t.Errorf("%s: two rules are called %q", list, rule.name)
			}
			seen[rule.name] = list
			for lang, examples := range map[string][]string{"en": rule.en, "fr": rule.fr} {
				for _, example := range examples {
					passage, at, want := splitExample(t, example)
					if m := readExample(t, x, lang, passage, at); m == nil || m.Measure != want || !slices.Contains(m.Rules, rule.name) {
						t.Errorf("%s: %s\n\tgot %+v", rule.name, example, m)
					}
				}
			}
		}
	}
}

// The rules for subjects keep the same promise.
func TestSubjectRuleExamples(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range subjectRules {
		for lang, examples := range map[string][]string{"en": rule.en, "fr": rule.fr} {
			for _, example := range examples {
				passage, at, want := splitExample(t, example)
				if m := readExample(t, x, lang, passage, at); m == nil || m.Subject != want || !slices.Contains(m.Rules, rule.name) {
					t.Errorf("%s: %s\n\tgot %+v", rule.name, example, m)
				}
			}
		}
	}
}

// splitExample reads "text [figure] text → name": the text, the place of the figure and the name.
func splitExample(t *testing.T, example string) (passage string, at int, want string) {
	t.Helper()
	text, want, ok := strings.Cut(example, " → ")
	before, rest, opened := strings.Cut(text, "[")
	figure, after, closed := strings.Cut(rest, "]")
	if !ok || !opened || !closed {
		t.Fatalf("not of the form “text [figure] text → name”: %s", example)
	}
	return before + figure + after, len(before), want
}

// readExample gives the mention that holds a byte of a passage, which is read behind a dateline of its language.
func readExample(t *testing.T, x *Extractor, lang, passage string, at int) *Mention {
	t.Helper()
	opening := "News of the week\n\nOTTAWA, Ontario, June 15, 2025 – "
	if lang == "fr" {
		opening = "Nouvelles de la semaine\n\nOTTAWA (Ontario), le 15 juin 2025 – "
	}
	d, err := x.Extract("example.txt", []byte(opening+passage+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if d.Language != lang {
		t.Errorf("read as %q: %s", d.Language, passage)
	}
	for n := range d.Mentions {
		if m := &d.Mentions[n]; m.Start <= len(opening)+at && len(opening)+at < m.End {
			return m
		}
	}
	return nil
}
