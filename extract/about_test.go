package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAbout compares measure, subject, area and partner of the figures of short texts with what testdata/about says.
func TestAbout(t *testing.T) {
	x := extractor(t)
	for lang, opening := range map[string]string{
		"en": "News of the week\n\nOTTAWA, Ontario, June 15, 2025 – ",
		"fr": "Nouvelles de la semaine\n\nOTTAWA (Ontario), le 15 juin 2025 – ",
	} {
		path := filepath.Join("testdata", "about", lang+".txt")
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for line := range strings.Lines(string(want)) {
			if strings.HasPrefix(line, " ") {
				continue
			}
			got.WriteString(line)
			text := strings.TrimSpace(line)
			if text == "" || strings.HasPrefix(line, "#") {
				continue
			}
			d, err := x.Extract("case."+lang+".txt", []byte(opening+text+"\n"))
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if d.Language != lang {
				t.Errorf("%s: read as %q", text, d.Language)
			}
			for _, m := range d.Mentions {
				if !m.Trivial {
					fmt.Fprintf(&got, "    %s | %s | %s | %s | %s\n", m.Surface, m.Measure, m.Subject, m.Area, m.Partner)
				}
			}
		}
		if *update {
			if err := os.WriteFile(path, []byte(got.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}
