package pipeline

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tidyrelease/data"
	"tidyrelease/transform"
)

// TestPlantedErrors puts one error at a time into a copy of the default releases and looks whether a check tells of it with both figures, so
// that a reader knows which sentence to put right.
func TestPlantedErrors(t *testing.T) {
	const en, fr = "2026-01-29-canada-korea-digest.en.txt", "2026-01-29-canada-korea-digest.fr.txt"
	for _, test := range []struct {
		name      string
		file      string // that the error is put into
		alone     bool   // the other version is not there
		old, new  string
		kind      string
		says      []string
		undecided bool
	}{
		{name: "a wrong total", file: en, alone: true, old: "supports more than 550,000 jobs", new: "supports 540,000 jobs", kind: "sum", says: []string{"551,500", "540,000", "125,000", "427,000"}},
		{name: "a wrong total", file: fr, alone: true, old: "soutient plus de 550 000 emplois", new: "soutient 540 000 emplois", kind: "sum", says: []string{"551,500", "540,000", "125,000", "427,000"}},
		{name: "a total far above its parts", file: en, alone: true, old: "more than 550,000 jobs", new: "more than 650,000 jobs", kind: "sum", says: []string{"551,500", "650,000"}, undecided: true},
		{name: "a total far above its parts", file: fr, alone: true, old: "plus de 550 000 emplois", new: "plus de 650 000 emplois", kind: "sum", says: []string{"551,500", "650,000"}, undecided: true},
		{name: "a wrong part", file: en, alone: true, old: "approximately 427,000 jobs", new: "approximately 27,000 jobs", kind: "sum", says: []string{"27,000", "550,000"}, undecided: true},
		{name: "a wrong total", file: en, old: "more than 550,000 jobs", new: "more than 450,000 jobs", kind: "pair", says: []string{"450,000", "550 000"}},
		{name: "million for billion", file: en, alone: true, old: "contributed $16.8 billion", new: "contributed $16.8 million", kind: "scale", says: []string{"$16.8 billion", "$16.8 million", "1,000"}},
		{name: "million for billion", file: fr, alone: true, old: "contribué 16,8 milliards", new: "contribué 16,8 millions", kind: "scale", says: []string{"$16.8 billion", "$16.8 million", "1,000"}},
		{name: "million for billion", file: en, old: "amounted to $24.5 billion", new: "amounted to $24.5 million", kind: "scale", says: []string{"$24.5 million", "24,5 milliards de dollars", "1,000"}},
		{name: "million for billion", file: fr, old: "s'est élevé à 24,5 milliards", new: "s'est élevé à 24,5 millions", kind: "scale", says: []string{"$24.5 billion", "24,5 millions de dollars", "1,000"}},
		{name: "billion for million", file: fr, old: "plus de 4 millions de véhicules", new: "plus de 4 milliards de véhicules", kind: "scale", says: []string{"4 million vehicles", "4 milliards de véhicules"}},
		{name: "a dropped qualifier", file: en, old: "more than 125,000 people", new: "125,000 people", kind: "pair", says: []string{"English version says 125,000 people", "French version more than 125,000 people"}},
		{name: "a dropped qualifier", file: fr, old: "à plus de 125 000 personnes", new: "à 125 000 personnes", kind: "pair", says: []string{"English version says more than 125,000 people", "French version 125,000 people"}},
		{name: "a dropped qualifier", file: en, alone: true, old: "more than 550,000 jobs", new: "550,000 jobs", kind: "sum", says: []string{"551,500", "550,000"}},
		{name: "a French figure that differs", file: fr, old: "228 257 véhicules", new: "282 257 véhicules", kind: "pair", says: []string{"228,257 vehicles", "282 257 véhicules"}},
		{name: "a French figure that differs", file: fr, old: "soit 228 257 véhicules", new: "soit 28 257 véhicules", kind: "pair", says: []string{"228,257 vehicles", "28 257 véhicules"}},
		{name: "a French figure that differs", file: fr, old: "12 % de toutes", new: "21 % de toutes", kind: "pair", says: []string{"12%", "21 %"}},
		{name: "an English figure that differs", file: en, old: "$24.5 billion in 2024", new: "$25.4 billion in 2024", kind: "pair", says: []string{"$25.4 billion", "24,5 milliards"}},
		{name: "another figure in the quotation", file: en, alone: true, old: "adds $16.8 billion", new: "adds $18.6 billion", kind: "repeat", says: []string{"$18.6 billion", "$16.8 billion"}, undecided: true},
	} {
		t.Run(test.name+", "+test.file, func(t *testing.T) {
			folder := t.TempDir()
			for _, name := range []string{en, fr} {
				if name != test.file && test.alone {
					continue
				}
				text, err := data.Read(data.Releases + "/" + name)
				if err != nil {
					t.Fatal(err)
				}
				planted := string(text)
				if name == test.file {
					if strings.Count(planted, test.old) != 1 {
						t.Fatalf("%q stands %d times in the text", test.old, strings.Count(planted, test.old))
					}
					planted = strings.Replace(planted, test.old, test.new, 1)
				}
				if err := os.WriteFile(filepath.Join(folder, name), []byte(planted), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			report, err := Run(t.Context(), Config{Inputs: []string{folder}, Out: filepath.Join(t.TempDir(), "out"), Formats: []Format{JSON}, Languages: []string{"en"}})
			if err != nil {
				t.Fatal(err)
			}
			want := transform.Inconsistent
			if test.undecided {
				want = transform.Undecided
			}
			var told []string
			for _, c := range report.Dataset.Checks {
				if c.Result == transform.Consistent {
					continue
				}
				told = append(told, c.Kind+" "+c.Result+": "+c.Message)
				if c.Kind != test.kind || c.Result != want {
					continue
				}
				missing := false
				for _, s := range test.says {
					missing = missing || !strings.Contains(strings.ReplaceAll(c.Message, "\u00a0", " "), s)
				}
				if !missing {
					return
				}
			}
			t.Errorf("no %s check of kind %s says %q; told was\n%s", want, test.kind, test.says, strings.Join(told, "\n"))
		})
	}
}
