package unit

import (
	"regexp"
	"strings"
	"testing"
)

func load(t *testing.T) *Vocabulary {
	t.Helper()
	v, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOf(t *testing.T) {
	v := load(t)
	for _, test := range []struct{ kind, noun, lang, code string }{
		{"money", "CAD", "en", "CAD"},
		{"money", "$", "en", "XXX"},
		{"money", "PLN", "en", "PLN"},
		{"percent", "percent", "fr", "PT"},
		{"percentage_point", "percentage_point", "fr", "PPT"},
		{"basis_point", "basis_point", "en", "BPS"},
		{"fraction", "fraction", "en", "FRACTION"},
		{"rank", "rank", "fr", "RANK"},
		{"times", "times", "fr", "TIMES"},
		{"count", "job", "en", "JB"},
		{"count", "emploi", "fr", "JB"},
		{"count", "Person", "en", "PS"},
		{"count", "personne", "fr", "PS"},
		{"measure", "square foot", "fr", "FTK"},
		{"duration", "year", "fr", "ANN"},
		{"count", "outilleur-mouliste", "fr", "OUTILLEUR_MOULISTE"},
		{"count", "guédille", "fr", "GUEDILLE"},
		{"count", "pt", "en", "NOUN_PT"},
		{"count", "cad", "en", "NOUN_CAD"},
		{"count", "=1+1|cmd", "en", "NOUN_1_1_CMD"},
		{"count", "", "en", "UNKNOWN"},
		{"count", "机器", "en", "UNKNOWN"},
	} {
		if got := v.Of(test.kind, test.noun, test.lang).Code; got != test.code {
			t.Errorf("%s %q in %s: got %s, want %s", test.kind, test.noun, test.lang, got, test.code)
		}
	}
}

func TestCodesAreSafe(t *testing.T) {
	v := load(t)
	safe := regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,45}$`)
	for _, noun := range []string{"a", strings.Repeat("x", 500), "../../etc/passwd", "\x00\x1b[31m", "été", "  "} {
		if code := v.Of(Count, noun, "en").Code; !safe.MatchString(code) {
			t.Errorf("%q: code %q", noun, code)
		}
	}
	for code, u := range v.byCode {
		if !safe.MatchString(code) {
			t.Errorf("code %q", code)
		}
		for _, lang := range []string{"en", "fr"} {
			if !u.Known(lang) || u.Noun(lang, false) == "" || u.Noun(lang, true) == "" {
				t.Errorf("%s has no words in %s", code, lang)
			}
			if u.Kind == Money && u.Sign(lang, true) == "" {
				t.Errorf("%s has no sign in %s", code, lang)
			}
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"units: [{code: A, kind: count, en: [a, a], fr: [b, b]}, {code: A, kind: count, en: [c, c], fr: [d, d]}]",
		"units: [{code: A, kind: count, en: [a, a], fr: [b, b]}, {code: B, kind: count, en: [a, a], fr: [d, d]}]",
		"units: [{kode: A}]",
	} {
		if _, err := parse([]byte(text)); err == nil {
			t.Errorf("%s: no error", text)
		} else {
			t.Log(err)
		}
	}
}
