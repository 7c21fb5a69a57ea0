package pipeline

import (
	"os"
	"path/filepath"
	"testing"
)

// People drop whatever they have into a run, the briefs of an earlier one included: these are read as any PDF file.
func TestBriefsAreRead(t *testing.T) {
	first := filepath.Join(t.TempDir(), "first")
	if _, err := Run(t.Context(), Config{Out: first, Formats: []Format{PDF}, Languages: []string{"en"}}); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Inputs: []string{filepath.Join(first, "briefs")}, Out: filepath.Join(t.TempDir(), "second"), Formats: []Format{JSON}, Languages: []string{"en"}}
	if cache, err := os.UserCacheDir(); err == nil {
		cfg.Cache = filepath.Join(cache, "tidyrelease", "pdf")
	}
	report, err := Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Count(Refused); n > 0 || len(report.Dataset.Releases) != 2 {
		t.Errorf("%d refused, %d read: %v", n, len(report.Dataset.Releases), report.Diagnostics)
	}
	const vehicles = "228257" // a figure that stands in both
	found := 0
	for _, m := range report.Dataset.Mentions {
		if m.Value.Valid && m.Value.Decimal.String() == vehicles {
			found++
		}
	}
	if found == 0 {
		t.Errorf("%s is in none of %d figures", vehicles, len(report.Dataset.Mentions))
	}
}
