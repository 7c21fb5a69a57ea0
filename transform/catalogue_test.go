package transform_test

import (
	"regexp"
	"strings"
	"testing"

	"tidyrelease/data"
	"tidyrelease/transform"
)

const sound = `indicators:
  - id: exports
    label: {en: Exports, fr: Exportations}
    definition: {en: Sold abroad., fr: Vendu ailleurs.}
    kinds: [money]
    terms: {en: [export*], fr: [exportation*]}
  - id: imports
    label: {en: Imports, fr: Importations}
    definition: {en: Bought abroad., fr: Acheté ailleurs.}
    kinds: [money]
    terms: {en: [import*], fr: [importation*]}
`

// others are more indicators that imports, in the line before them, can refer to.
const others = `  - id: jobs
    label: {en: Jobs, fr: Emplois}
    definition: {en: Jobs., fr: Emplois.}
    kinds: [count]
    units: [JB]
    terms: {en: [jobs], fr: [emplois]}
  - id: wages
    label: {en: Wages, fr: Salaires}
    definition: {en: Pay., fr: Paie.}
    kinds: [money]
    terms: {en: [wages], fr: [salaires]}
  - id: place
    label: {en: Place, fr: Place}
    definition: {en: Place., fr: Place.}
    kinds: [rank]
    terms: {en: [place], fr: [place]}
  - id: loop
    label: {en: Loop, fr: Boucle}
    definition: {en: Loop., fr: Boucle.}
    kinds: [money]
    sum: [imports, wages]
    terms: {en: [loop], fr: [boucle]}
`

func TestLoadCatalogue(t *testing.T) {
	indicators, err := data.Read(data.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"indicators.yaml": string(indicators), "sound.yaml": sound} {
		if _, err := transform.LoadCatalogue(name, []byte(content)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLoadCatalogueRefuses(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown key", "kinds: [money]", "kind: [money]", `x.yaml:5:5: unknown field "kind"`},
		{"duplicate id", "id: imports", "id: exports", `x.yaml:7:9: id "exports" stands twice`},
		{"kept id", "id: imports", "id: unclassified", `x.yaml:7:9: id "unclassified" is kept`},
		{"bad id", "id: imports", "id: ../imports", `id "../imports"`},
		{"no id", "id: imports", "id: ''", `id ""`},
		{"dangling part", "terms: {en: [import*]", "sum: [exports, nothing]\n    terms: {en: [import*]", `x.yaml:11:20: imports: no other indicator has the id "nothing"`},
		{"own part", "terms: {en: [import*]", "sum: [exports, -imports]\n    terms: {en: [import*]", `x.yaml:11:20: imports: no other indicator has the id "imports"`},
		{"dangling share", "terms: {en: [import*]", "share: {part: exports, whole: world}\n    terms: {en: [import*]", `x.yaml:11:35: imports: no other indicator has the id "world"`},
		{"share of another kind", "terms: {en: [import*]", "share: {part: exports, whole: jobs}\n    terms: {en: [import*]", `x.yaml:11:35: imports: exports (money) is no part of jobs (count)`},
		{"share not in percent", "terms: {en: [import*]", "share: {part: exports, whole: wages}\n    terms: {en: [import*]", `x.yaml:10:12: imports: a share is in percent`},
		{"dangling ratio", "terms: {en: [import*]", "ratio: {of: exports, to: world}\n    terms: {en: [import*]", `x.yaml:11:30: imports: no other indicator has the id "world"`},
		{"ratio without a side", "terms: {en: [import*]", "ratio: {of: exports}\n    terms: {en: [import*]", `imports: no other indicator has the id ""`},
		{"ratio to itself", "terms: {en: [import*]", "ratio: {of: exports, to: exports}\n    terms: {en: [import*]", `x.yaml:11:30: imports: exports divided by itself is one`},
		{"ratio of a rank", "terms: {en: [import*]", "ratio: {of: place, to: jobs}\n    terms: {en: [import*]", `x.yaml:11:17: imports: place (rank) cannot be divided`},
		{"ratio without a unit", "terms: {en: [import*]", "ratio: {of: exports, to: jobs}\n    terms: {en: [import*]", `x.yaml:10:12: imports: give kinds [times], or name in "per" the unit of jobs`},
		{"ratio per another unit", "terms: {en: [import*]", "per: [HUR]\n    ratio: {of: exports, to: jobs}\n    terms: {en: [import*]", `x.yaml:11:11: imports: jobs is not counted in HUR`},
		{"times of unlike units", "kinds: [money]\n    terms: {en: [import*]", "kinds: [times]\n    ratio: {of: exports, to: jobs}\n    terms: {en: [import*]", `x.yaml:11:30: imports: exports and jobs have no unit in common`},
		{"change of a rank", "kinds: [rank]", "kinds: [rank]\n    yearly_change: true", `place: no change is computed of what is a change itself`},
		{"circle", "kinds: [money]\n    terms: {en: [import*]", "kinds: [money]\n    per: [JB]\n    ratio: {of: loop, to: jobs}\n    terms: {en: [import*]", `is computed from itself: imports ← loop ← imports`},
		{"empty terms", "fr: [importation*]", "fr: []", `imports: no terms in "fr"`},
		{"empty term", "fr: [importation*]", "fr: ['*']", `x.yaml:11:33: imports: a term without a word: "*"`},
		{"short stem", "fr: [importation*]", "fr: ['im*']", `x.yaml:11:33: imports: the stem that begins a term is shorter than 3 letters: "im*"`},
		{"empty term in its unit", "kinds: [money]\n    terms: {en: [import*]", "kinds: [money]\n    in_unit: {en: ['*']}\n    terms: {en: [import*]", `x.yaml:11:20: imports: a term without a word: "*"`},
		{"unknown denominator", "kinds: [money]", "kinds: [money]\n    per: [BANANA]", `x.yaml:6:11: exports: no unit has the code "BANANA"`},
		{"no label", "label: {en: Imports, fr: Importations}", "label: {en: Imports}", `imports: no label in "fr"`},
		{"no definition", "definition: {en: Bought abroad., fr: Acheté ailleurs.}", "definition: {en: B}", `imports: no definition in "fr"`},
		{"unknown kind", "kinds: [money]", "kinds: [cash]", `x.yaml:5:13: exports: no kind "cash"`},
		{"no kinds", "kinds: [money]", "kinds: []", `exports: no kinds`},
		{"unknown unit", "kinds: [money]", "kinds: [money]\n    units: [BANANA]", `x.yaml:6:13: exports: no unit has the code "BANANA"`},
		{"no factor", "kinds: [money]", "kinds: [money]\n    jump: 1", `x.yaml:6:11: exports: jump 1: give a factor of 2 or more, or none`},
		{"not YAML", "kinds: [money]", "kinds: [money", `x.yaml:`},
	} {
		sound := sound
		if refers := regexp.MustCompile(`jobs|wages|place|loop`); refers.MatchString(test.want) || refers.MatchString(test.new) {
			sound += others
		}
		if !strings.Contains(sound, test.old) {
			t.Fatalf("%s: %q does not stand in the catalogue", test.name, test.old)
		}
		// The change is made in the second indicator where it can be, else in the first.
		i := strings.LastIndex(sound, test.old)
		if strings.HasPrefix(test.want, "x.yaml:5") || strings.HasPrefix(test.want, "x.yaml:6") || strings.HasPrefix(test.want, "exports") {
			i = strings.Index(sound, test.old)
		}
		_, err := transform.LoadCatalogue("x.yaml", []byte(sound[:i]+test.new+sound[i+len(test.old):]))
		if err == nil {
			t.Errorf("%s: no error", test.name)
		} else if !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %q, want %q", test.name, err, test.want)
		}
	}
}

func TestLoadCatalogueReportsAll(t *testing.T) {
	broken := strings.ReplaceAll(sound, "kinds: [money]", "kinds: [cash]")
	_, err := transform.LoadCatalogue("x.yaml", []byte(broken))
	if err == nil || strings.Count(err.Error(), "no kind") != 2 {
		t.Errorf("want both finds: %v", err)
	}
}
