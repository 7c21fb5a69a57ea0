package pipeline

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The stages, left to right. A package imports its own stage and those to its left.
var stages = []string{"data", "extract", "transform", "export", "pipeline", "cmd"}

// Imports to the left that a stage may not have all the same: what an exporter needs stands in
// the dataset, and the default input is the run's business.
var forbidden = map[string][]string{
	"extract":   {"data"},
	"transform": {"data"},
	"export":    {"data", "extract"},
}

// The only packages that know a format's library.
var owners = map[string]string{
	"github.com/klippa-app/go-pdfium":  "extract/pdf",
	"github.com/tetratelabs/wazero":    "extract/pdf",
	"github.com/xuri/excelize":         "export/workbook",
	"github.com/jung-kurt/gofpdf":      "export/brief",
	"github.com/go-echarts/go-echarts": "export/charts",
	"github.com/parquet-go/parquet-go": "export/parquet",
	"zombiezen.com/go/sqlite":          "export/database",
}

func TestImportsRunOneWay(t *testing.T) {
	const module = "tidyrelease/"
	root := os.DirFS("..")
	files := 0
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "manager"}, d.Name()) {
				t.Errorf("%s: a package is named for its subject", name)
			}
			if name != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" {
				return fs.SkipDir
			}
			return nil
		}
		stage, _, _ := strings.Cut(name, "/")
		rank := slices.Index(stages, stage)
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		if rank < 0 {
			t.Errorf("%s: stands in none of the folders %s", name, strings.Join(stages, ", "))
			return nil
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			for library, owner := range owners {
				if strings.HasPrefix(imported, library) && !strings.HasPrefix(name, owner+"/") {
					t.Errorf("%s imports %s, which only %s may", name, imported, owner)
				}
			}
			local, ok := strings.CutPrefix(imported, module)
			if !ok {
				continue
			}
			from, _, _ := strings.Cut(local, "/")
			if slices.Index(stages, from) > rank || slices.Contains(forbidden[stage], from) {
				t.Errorf("%s imports %s: imports run %s", name, local, strings.Join(stages, " ← "))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Error("no file was looked at")
	}
}
