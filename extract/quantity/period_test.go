package quantity_test

import (
	"strings"
	"testing"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Each case of testdata/periods is a passage, its sentences set apart by " || ", and its figures with their periods.
func TestPeriods(t *testing.T) {
	for _, lang := range language.Codes() {
		pack, g := grammar(t, lang)
		name := "testdata/periods." + lang + ".txt"
		for _, passage := range sentences(t, name) {
			g.Reset()
			var got []string
			for s := range strings.SplitSeq(passage.text, " || ") {
				g.Parse(s, token.Scan(nil, s, 0, len(s), pack.Style, pack), june)
				for _, q := range g.Quantities {
					if !q.Trivial {
						got = append(got, strings.TrimSpace(s[q.Start:q.End]+" | "+q.Period))
					}
				}
			}
			if strings.Join(got, "\n") != strings.Join(passage.figures, "\n") {
				t.Errorf("%s:%d: %s\n got %q\nwant %q", name, passage.line, passage.text, got, passage.figures)
			}
		}
	}
}
