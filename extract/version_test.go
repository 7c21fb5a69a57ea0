package extract

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// Every file that the reading of a release depends on is in the version: a new folder must be added to what it embeds.
func TestVersionCoversTheSources(t *testing.T) {
	found := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, "_test.go") || path.Ext(name) == ".md" {
			return nil
		}
		found++
		want, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if got, err := sources.ReadFile(name); err != nil || string(got) != string(want) {
			t.Errorf("%s is not in the version: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 50 {
		t.Errorf("%d files were looked at", found)
	}
	if v := Version(); len(v) != 64 || v != Version() {
		t.Errorf("version %q", v)
	}
}
