package workbook

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

func TestSameBytes(t *testing.T) {
	d := plant("fr")
	var first [sha256.Size]byte
	for run := range 40 {
		var b bytes.Buffer
		if err := Write(&b, d, Options{}); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(b.Bytes())
		if run == 0 {
			first = sum
		}
		if sum != first {
			t.Fatalf("run %d gives other bytes", run+1)
		}
	}
}

func TestWriteFails(t *testing.T) {
	if err := Write(io.Discard, &transform.Dataset{Language: "de"}, Options{}); err == nil {
		t.Error("no error for a language without wording")
	}
	if err := Write(broken{}, plant("en"), Options{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v for a writer that fails", err)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

// Descriptions know nothing of the spreadsheet library; only the writer does.
func TestOnlyTheWriterImportsTheLibrary(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var importers []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			if strings.Contains(spec.Path.Value, "excelize") && !strings.HasSuffix(name, "_test.go") {
				importers = append(importers, name)
			}
		}
	}
	if diff := cmp.Diff([]string{"draw.go", "paper.go", "review.go", "stream.go", "style.go", "write.go"}, importers); diff != "" {
		t.Errorf("files that import it (-want +got):\n%s", diff)
	}
}

// Both languages have the same keys, every key is used, and the French has its spaces.
func TestWording(t *testing.T) {
	source := ""
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if !strings.HasSuffix(name, "_test.go") {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			source += string(data)
		}
	}
	english, err := wording.Load(texts, wording.English)
	if err != nil {
		t.Fatal(err)
	}
	french, err := wording.Load(texts, wording.French)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(english.Keys(), french.Keys()); diff != "" {
		t.Errorf("keys (-en +fr):\n%s", diff)
	}
	places := regexp.MustCompile(`\{\w+\}`)
	// Values of the dataset, which words are looked up for.
	vocabulary := regexp.MustCompile(`^(bound|direction|section|language|kind|result|decision|review|change|cause|at)\.`)
	for _, key := range english.Keys() {
		if diff := cmp.Diff(slices.Sorted(slices.Values(places.FindAllString(english.Text(key), -1))), slices.Sorted(slices.Values(places.FindAllString(french.Text(key), -1)))); diff != "" {
			t.Errorf("%s: places (-en +fr):\n%s", key, diff)
		}
		prefix, last, _ := strings.Cut(key, ".")
		used := strings.Contains(source, `"`+key+`"`) || strings.Contains(source, `"`+last+`"`) && strings.Contains(source, `"`+prefix+`."`)
		if !used && !vocabulary.MatchString(key) {
			t.Errorf("nothing uses %s", key)
		}
		if s := french.Text(key); regexp.MustCompile(`[^\x{a0}\d][:%»]|«[^\x{a0}]|'| [;?!]`).MatchString(s) {
			t.Errorf("%s: spaces or apostrophes of %q", key, s)
		}
	}
}

var (
	update = flag.Bool("update", false, "write the golden files again")
	keep   = flag.String("keep", "", "folder to put the workbooks of the tests into, to look at them")
)

func written(t testing.TB, d *transform.Dataset) []byte { return writtenIn(t, d, large) }

func writtenIn(t testing.TB, d *transform.Dataset, s sizes) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, d, Options{}, s); err != nil {
		t.Fatal(err)
	}
	if *keep != "" {
		name := strings.NewReplacer("/", "_", " ", "_", ",", "").Replace(t.Name()) + ".xlsx"
		if err := os.WriteFile(filepath.Join(*keep, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}
