package data_test

import (
	"os"
	"path/filepath"
	"testing"

	"tidyrelease/data"
)

// What stands in the folder where the program runs goes before what was built in, once it is whole.
func TestFiles(t *testing.T) {
	built, err := data.Read(data.Indicators)
	if err != nil || len(built) == 0 {
		t.Fatalf("%d bytes, %v", len(built), err)
	}
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.MkdirAll(filepath.Join("data", data.Releases), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ add, want string }{{data.Indicators, string(built)}, {data.Corrections, "mine"}} {
		if err := os.WriteFile(filepath.Join("data", step.add), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, err := data.Read(data.Indicators); string(got) != step.want || err != nil {
			t.Errorf("with %s: %d bytes, %v", step.add, len(got), err)
		}
	}
	if err := os.Remove(filepath.Join("data", data.Indicators)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "elsewhere"), filepath.Join("data", data.Indicators)); err != nil {
		t.Fatal(err)
	}
	if got, err := data.Read(data.Indicators); string(got) != string(built) || err != nil {
		t.Errorf("with a link that leads out: %d bytes, %v", len(got), err)
	}
}
