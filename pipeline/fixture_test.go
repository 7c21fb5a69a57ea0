package pipeline

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

// The exporters are tested with the dataset of the default release, as it really comes out.
func TestFixtureOfTheExporters(t *testing.T) {
	const golden = "../export/exporttest/korea.en.json"
	source := "data/releases/2026-01-29-canada-korea-digest.en.txt"
	t.Chdir("..")
	report, err := Run(t.Context(), Config{Inputs: []string{source}, Out: filepath.Join(t.TempDir(), "out"), Formats: []Format{JSON}, Languages: []string{"en"}})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	out := json.NewEncoder(&got)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(report.Dataset); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("pipeline", golden)
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("run with -update to accept (-want +got):\n%s", diff)
	}
}
