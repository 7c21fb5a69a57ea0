package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
)

// calculable are the datasets whose formulas other programs calculate.
func calculable(t *testing.T) map[string]*transform.Dataset {
	all := map[string]*transform.Dataset{"korea": exporttest.Korea(t), "plant": plant("en"), "plant, French": plant("fr")}
	if *long {
		all["labelled releases"], all["labelled releases, French"] = labelled(t, "en", "*.txt"), labelled(t, "fr", "*.txt")
	}
	return all
}

// LibreOffice calculates every formula of workbooks that store no results, and comes to the numbers of the dataset.
func TestLibreOfficeCalculates(t *testing.T) {
	office := program(t, "soffice")
	dir, paths, files := t.TempDir(), []string{}, map[string][]byte{}
	for name, d := range calculable(t) {
		data := written(t, d)
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, unsolved(t, data), 0o644); err != nil {
			t.Fatal(err)
		}
		paths, files[name+".xlsx"] = append(paths, path), data
	}
	out := filepath.Join(dir, "out")
	run(t, office, append([]string{"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile")), "--convert-to", "xlsx", "--outdir", out}, paths...)...)
	for name, data := range files {
		t.Run(name, func(t *testing.T) { checkSolved(t, data, filepath.Join(out, name)) })
	}
}

// known is what Gnumeric says of every workbook with Excel tables or with labels in a chart: it reads over elements that
// it has no use for.
var known = regexp.MustCompile(`^(Unexpected element '(tableParts|ignoredErrors|invertIfNegative|showLegendKey|showSerName|showPercent|showBubbleSize)' in state : ` +
	`|\t(worksheet|chartSpace -> .*)|.*Someone just declared the same namespace.*|)$`)

// Gnumeric reads every workbook without a warning, calculates, and comes to the same numbers.
func TestGnumericCalculates(t *testing.T) {
	convert := program(t, "ssconvert")
	for name, d := range calculable(t) {
		t.Run(name, func(t *testing.T) {
			data := written(t, d)
			from, to := filepath.Join(t.TempDir(), "from.xlsx"), filepath.Join(t.TempDir(), "to.xlsx")
			if err := os.WriteFile(from, unsolved(t, data), 0o644); err != nil {
				t.Fatal(err)
			}
			said := run(t, convert, "--recalc", from, to)
			for line := range strings.SplitSeq(said, "\n") {
				if !known.MatchString(line) {
					t.Errorf("ssconvert says %q", line)
				}
			}
			checkSolved(t, data, to)
		})
	}
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not there", name)
	}
	return path
}

// run runs a program and returns what it says.
func run(t *testing.T, path string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", filepath.Base(path), err, said.String())
	}
	return said.String()
}

var solved = regexp.MustCompile(`( t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>`)

// unsolved is a workbook without the results of its formulas, so that a program has to calculate them.
func unsolved(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	parts := partsOf(t, data)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(solved.ReplaceAllString(parts[name], ">$2"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// checkSolved holds the results of another program against those that the workbook stores with its formulas, which are
// the numbers of the dataset.
func checkSolved(t *testing.T, data []byte, path string) {
	t.Helper()
	ours := reopened(t, data)
	theirs, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	formulas := 0
	for _, sheet := range ours.GetSheetList() {
		rows, err := ours.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, want := range row {
				cell := at(x+1, y+1)
				formula, err := ours.GetCellFormula(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				if formula == "" {
					continue
				}
				formulas++
				if got := raw(t, theirs, sheet, cell); !same(want, got) {
					t.Errorf("%s!%s =%s: %s; want %s", sheet, cell, formula, got, want)
				}
			}
		}
	}
	if formulas == 0 {
		t.Error("no formulas")
	}
}
