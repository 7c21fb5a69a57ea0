package language_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/currency"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

func TestEmbeddedPacksLoad(t *testing.T) {
	codes := language.Codes()
	if strings.Join(codes, " ") != "en fr" {
		t.Errorf("languages %q", codes)
	}
	for _, code := range codes {
		if _, err := language.Load(code); err != nil {
			t.Error(err)
		}
	}
}

// Every language has a name, a sign or the code of every currency in use.
func TestCurrencies(t *testing.T) {
	withdrawn := map[string]string{"CUC": "CUP", "MRO": "MRU", "SLL": "SLE", "VEF": "VES"} // since that library's tables
	for _, code := range language.Codes() {
		pack, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		known := append(pack.IDs(language.Currency), pack.IDs(language.CurrencyCode)...)
		for it := currency.Query(); it.Next(); {
			unit := it.Unit().String()
			if successor, ok := withdrawn[unit]; ok {
				unit = successor
			}
			if !slices.Contains(known, unit) && unit != "STN" { // the short ton in datasets
				t.Errorf("%s: nothing is called %s", code, unit)
			}
		}
	}
}

func compile(t *testing.T, text string) (*language.Pack, error) {
	t.Helper()
	return language.Compile("xx", fstest.MapFS{"words.yaml": {Data: []byte(text)}})
}

func TestMatch(t *testing.T) {
	p, err := compile(t, "bound_before:\n  more_than: [more than, more than half of]\n  approx: [\"d'environ\"]\nnegation: [no]\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text   string
		id     string
		tokens int
	}{
		{"More than 5", "more_than", 2},
		{"more-than 5", "more_than", 3},
		{"more than half of all", "more_than", 4},
		{"more than half a", "more_than", 2},
		{"d’environ 5", "approx", 2},
		{"more 5", "", 0},
	} {
		tokens := token.Scan(nil, test.text, 0, len(test.text), p.Style, p)
		if e, n := p.Match(tokens, 0, language.BoundBefore); e.ID != test.id || n != test.tokens {
			t.Errorf("%q: %q over %d tokens, want %q over %d", test.text, e.ID, n, test.id, test.tokens)
		}
	}
}

// What a pack does not know is refused, with its place; all faults of a pack are told at once.
func TestCompileRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"bound_befor:\n  approx: [about]\n":               `xx/words.yaml:1:1: no class is called "bound_befor"`,
		"negation: [no, not, no]\n":                       `xx/words.yaml:1:21: "no" stands twice in its class`,
		"negation: [no, \" \"]\n":                         `xx/words.yaml:1:16: empty phrase`,
		"negation: [no, true]\n":                          `xx/words.yaml:1:16: text is expected here; what YAML reads otherwise needs quotation marks`,
		"negation: [no, [not]]\n":                         `xx/words.yaml:1:16: text is expected here`,
		"negation:\n  no: [not]\n":                        `xx/words.yaml:2:5: the class is a list of phrases, without identifiers`,
		"month:\n  1: [january]\n  2: [january]\n":        `xx/words.yaml:3:7: "january" stands twice in its class`,
		"month:\n  1: [january]\n  1: [jan]\n":            `xx/words.yaml:3:3: mapping key "1" already defined at [2:3]`,
		"negation: [no]\nnegation: [not]\n":               `xx/words.yaml:2:1: mapping key "negation" already defined at [1:1]`,
		"month:\n  13: [tredecember]\n":                   `xx/words.yaml:2:3: "13" is no number from 1 to 12`,
		"month: [january]\n":                              `xx/words.yaml:1:8: a mapping is expected here`,
		"bound_before:\n  about: [about]\n":               `xx/words.yaml:2:3: "about" is none of approx, more_than, at_least, less_than, at_most`,
		"currency:\n  DOLLAR: [dollar]\n":                 `xx/words.yaml:2:3: "DOLLAR" is no currency of ISO 4217`,
		"area:\n  XX: [utopia]\n":                         `xx/words.yaml:2:3: "XX" is no code of ISO 3166`,
		"relative:\n  yesteryear: [long ago]\n":           `xx/words.yaml:2:3: "yesteryear" is no relative period`,
		"vague_plural:\n  120-12: [dozens]\n":             `xx/words.yaml:2:3: "120-12" is neither a power of ten nor a range`,
		"measure:\n  \"\": [tonne]\n":                     `xx/words.yaml:2:3: an identifier is missing`,
		"paradigm:\n  er: []\n":                           `xx/words.yaml:2:3: paradigm "er" has no participle`,
		"regular: [sprechen]\n":                           `xx/words.yaml:1:11: no paradigm above fits "sprechen"`,
		"wording:\n  share: [a, b]\n":                     `xx/words.yaml:2:3: text is expected on both sides`,
		"month: [":                                        `xx/words.yaml:1:8: `,
		"- a\n":                                           `xx/words.yaml:1:1: a mapping is expected here`,
		"negation: [no, no]\nbound: [a]\nmonth:\n  0: []": "xx/words.yaml:1:16: \"no\" stands twice in its class\nxx/words.yaml:2:1: no class is called \"bound\"\nxx/words.yaml:4:3: \"0\" is no number from 1 to 12",
	} {
		if _, err := compile(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\n got %v\nwant %s", text, err, want)
		}
	}
	for text, want := range map[string]string{
		"capital_name: true\n":                              `xx/grammar.yaml:1:1: unknown field "capital_name"`,
		"twenties: often\n":                                 `xx/grammar.yaml:1:11: `,
		"decimal: \";\"\n":                                  `xx/grammar.yaml: decimal is ";"; want a point or a comma`,
		"twenties: true\ntwenties: no":                      `xx/grammar.yaml:2:1: `,
		"singulars: [{plural: s, singular: \"\", long: 3}]": `unknown field "long"`,
	} {
		_, err := language.Compile("xx", fstest.MapFS{"grammar.yaml": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q\n got %v\nwant %s", text, err, want)
		}
	}
}

// The texts that code asks a pack for stand in every pack.
func TestWordings(t *testing.T) {
	for _, code := range language.Codes() {
		p, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"value", "share", "growth", "up", "down", "rank", "duration", "and", "owner", "average", "change", "funding"} {
			if p.Wording(id) == "" {
				t.Errorf("%s: wording %q is missing", code, id)
			}
		}
	}
}

// Countries have their names of CLDR, short names and peoples; what is ambiguous stays with the pack.
func TestAreas(t *testing.T) {
	for code, areas := range map[string]map[string]string{
		"en": {
			"Kazakhstan": "KZ", "Côte d’Ivoire": "CI", "Ivory Coast": "CI", "Trinidad and Tobago": "TT", "Trinidad & Tobago": "TT",
			"South Korean": "KR", "Peruvians": "PE", "Saskatchewan": "CA-SK", "Yukoners": "CA-YT", "Papua New Guinea": "PG",
			"Georgia": "US-GA", "Scotland": "GB-SCT", "U.S.": "US", "Bermuda": "BM", "New South Wales": "AU-NSW",
		},
		"fr": {
			"Kazakhstan": "KZ", "Côte d'Ivoire": "CI", "Pays-Bas": "NL", "néerlandaises": "NL", "Émirats arabes unis": "AE",
			"péruviens": "PE", "Nouveau-Brunswick": "CA-NB", "Bretagne": "FR-BRE", "sud-coréenne": "KR", "La Réunion": "RE",
		},
	} {
		p, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range areas {
			tokens := token.Scan(nil, name, 0, len(name), p.Style, p)
			if e, n := p.Match(tokens, 0, language.Area); e.ID != want || n != len(tokens) {
				t.Errorf("%s: %q is %q over %d of %d tokens, want %s", code, name, e.ID, n, len(tokens), want)
			}
		}
		if got := len(p.IDs(language.Area)); got < 249+10+51 { // countries, provinces of Canada, states of America
			t.Errorf("%s: %d areas", code, got)
		}
	}
}

// Whatever a file of a pack holds, it is refused with its name or compiled, and what was compiled can be asked.
func FuzzCompile(f *testing.F) {
	for _, name := range []string{"en/grammar.yaml", "fr/grammar.yaml", "en/numbers.yaml", "fr/periods.yaml", "fr/places.yaml", "en/about.yaml", "fr/verbs.yaml", "en/units.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		data = data[:min(len(data), 700)]
		f.Add(data[:strings.LastIndexByte(string(data), '\n')+1], strings.HasSuffix(name, "grammar.yaml"))
	}
	f.Add([]byte("month:\n  1: january\n&a b: *a\n? [x]\n: {}\n"), false)
	f.Add([]byte("wording: {a: b}\nparadigm: {e: [ed]}\nregular: [like]\nverb_ending: {s: ed}\n"), false)
	f.Fuzz(func(t *testing.T, data []byte, traits bool) {
		name := "words.yaml"
		if traits {
			name = "grammar.yaml"
		}
		p, err := language.Compile("xx", fstest.MapFS{name: {Data: data}})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "xx/"+name+":") {
				t.Fatalf("%q: the error names no file: %v", data, err)
			}
			return
		}
		const text = "More than 5 of January's 1,000 km2, d'ici 2030."
		tokens := token.Scan(nil, text, 0, len(text), p.Style, p)
		for i := range tokens {
			for _, c := range []language.Class{language.Month, language.BoundBefore, language.Area, language.VerbForm} {
				if _, n := p.Match(tokens, i, c); n < 0 || i+n > len(tokens) {
					t.Fatalf("%q: a match of %d tokens at %d of %d", data, n, i, len(tokens))
				}
			}
		}
		p.Singular("stories")
	})
}
