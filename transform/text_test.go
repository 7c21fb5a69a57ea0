package transform_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tidyrelease/transform/wording"
)

func texts(t *testing.T, lang string) *wording.Catalogue {
	t.Helper()
	c, err := wording.Load(os.DirFS("text"), lang)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTextsHaveTheSameKeysAndPlaces(t *testing.T) {
	en, fr := texts(t, "en"), texts(t, "fr")
	if !slices.Equal(en.Keys(), fr.Keys()) {
		t.Fatalf("keys differ:\nen %v\nfr %v", en.Keys(), fr.Keys())
	}
	place := regexp.MustCompile(`\{[a-z]+\}`)
	free := []string{"{de}", "{sign}", "{noun}", "{label}", "{day}"} // places that only one language may need
	for _, key := range en.Keys() {
		for _, p := range place.FindAllString(en.Text(key), -1) {
			if !strings.Contains(fr.Text(key), p) && !slices.Contains(free, p) {
				t.Errorf("%s: %s is lost in French", key, p)
			}
		}
		for _, p := range place.FindAllString(fr.Text(key), -1) {
			if !strings.Contains(en.Text(key), p) && !slices.Contains(free, p) {
				t.Errorf("%s: %s is lost in English", key, p)
			}
		}
	}
}

// TestTextsAreUsed compares the keys with the strings of the source: a key stands there whole, or its beginning up to a
// dot does, or all but its last part.
func TestTextsAreUsed(t *testing.T) {
	literals := sourceStrings(t)
	for _, key := range texts(t, "en").Keys() {
		if !slices.ContainsFunc(literals, func(s string) bool {
			rest, ok := strings.CutPrefix(key, s)
			return ok && s != "" && (rest == "" || strings.HasSuffix(s, ".") || strings.LastIndex(rest, ".") == 0)
		}) {
			t.Errorf("no code uses %s", key)
		}
	}
}

func sourceStrings(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if s, err := strconv.Unquote(l.Value); err == nil {
					list = append(list, s)
				}
			}
			return true
		})
	}
	return list
}

// TestFrenchTypography checks the spaces that French puts before signs.
func TestFrenchTypography(t *testing.T) {
	fr := texts(t, "fr")
	wrong := regexp.MustCompile(`'|[^\x{a0}]:|[^\x{202f}];| %|[^\x{a0}]%|« | »|\{[a-z]+\} \$`)
	for _, key := range fr.Keys() {
		if s := fr.Text(key); wrong.MatchString(s) {
			t.Errorf("%s: %q", key, s)
		}
	}
}
