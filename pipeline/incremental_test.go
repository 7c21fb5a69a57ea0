package pipeline

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/pipeline/edition"
	"tidyrelease/transform/changes"
)

// edit changes a corpus at random: a release comes, goes, changes in a number or in a word, is moved, or is broken.
func edit(t *testing.T, r *rand.Rand, dir string, step int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	name := files[r.IntN(len(files))]
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(content)
	switch r.IntN(7) {
	case 0:
		err = os.WriteFile(filepath.Join(dir, fmt.Sprintf("new-%d.txt", step)), []byte(strings.ReplaceAll(release, "12", fmt.Sprint(20+step))), 0o644)
	case 1:
		if len(files) > 3 {
			err = os.Remove(name)
		}
	case 2:
		err = os.Rename(name, filepath.Join(dir, fmt.Sprintf("moved-%d.txt", step)))
	case 3:
		err = os.WriteFile(name, []byte(strings.Replace(text, "more than ", "about ", 1)), 0o644)
	case 4:
		err = os.WriteFile(name, []byte("\x00"), 0o644)
	case 5:
		err = os.WriteFile(name, []byte(text+fmt.Sprintf("\nThe clinics will see %d,000 patients a year.\n", step+2)), 0o644)
	case 6: // nothing
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A run that reads only what has changed gives the same bytes as one that reads everything, over a series of random edits, what has
// changed since the run before included.
func TestIncrementalIsFull(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	files := map[string]string{}
	for i := range 8 {
		files[fmt.Sprintf("release-%d.txt", i)] = strings.ReplaceAll(release, "400", fmt.Sprint(400+i))
	}
	corpus, err := filepath.Glob("../extract/testdata/corpus/0[1-3]*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range corpus {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = string(content)
	}
	dir := tree(t, files)
	full, incremental := config(t, dir), config(t, dir)
	incremental.Cache = filepath.Join(t.TempDir(), "cache")
	unchanged, differing := 0, 0
	for step := range 12 {
		var reports [2]*Report
		for i, cfg := range []*Config{&full, &incremental} {
			cfg.OmitDurations = true
			cfg.Formats = []Format{CSV, JSON}
			if step == 11 {
				cfg.Formats = []Format{XLSX, HTML, CSV}
			}
			reports[i] = mustRun(t, *cfg)
		}
		if diff := cmp.Diff(contents(t, full.Out), contents(t, incremental.Out)); diff != "" {
			t.Fatalf("step %d (-full +incremental):\n%s", step, diff)
		}
		if diff := cmp.Diff(reports[0].Diagnostics, reports[1].Diagnostics); diff != "" {
			t.Errorf("step %d: diagnostics (-full +incremental):\n%s", step, diff)
		}
		if reports[0].Totals != reports[1].Totals {
			t.Errorf("step %d: totals %v, %v", step, reports[0].Totals, reports[1].Totals)
		}
		if reports[1].Unchanged {
			unchanged++
		} else if len(reports[1].Dataset.Changes) > 0 {
			differing++
		}
		for range r.IntN(3) {
			edit(t, r, dir, step)
		}
	}
	if unchanged == 0 || differing == 0 {
		t.Errorf("%d runs unchanged, %d with changes: the test has not seen both", unchanged, differing)
	}
}

// Entries of the cache that are damaged cost their reading and change nothing.
func TestDamagedCache(t *testing.T) {
	dir := many(t)
	plain, cached := config(t, dir), config(t, dir)
	cached.Cache = t.TempDir()
	plain.Formats, cached.Formats = []Format{CSV}, []Format{CSV}
	mustRun(t, plain)
	mustRun(t, cached)
	entries := 0
	err := filepath.WalkDir(cached.Cache, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".release") {
			return err
		}
		entries++
		if entries%2 == 0 {
			return os.Truncate(path, int64(entries))
		}
		return os.WriteFile(path, []byte("damaged"), 0o644)
	})
	if err != nil || entries != 40 {
		t.Fatalf("%d entries, %v", entries, err)
	}
	if err := os.Remove(filepath.Join(cached.Out, "data", "checks.csv")); err != nil { // else nothing is read at all
		t.Fatal(err)
	}
	report := mustRun(t, cached)
	if report.Unchanged || len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "damaged, and their releases have been read again (40)") {
		t.Errorf("unchanged %v, notes %q", report.Unchanged, report.Notes)
	}
	if diff := cmp.Diff(contents(t, plain.Out), contents(t, cached.Out)); diff != "" {
		t.Errorf("outputs (-plain +cached):\n%s", diff)
	}
}

// A run whose outputs would be those that are there leaves them, unless one of them is not as it was written.
func TestUnchangedRun(t *testing.T) {
	dir := many(t)
	cfg := config(t, dir)
	cfg.Formats, cfg.Cache = []Format{CSV}, t.TempDir()
	first := mustRun(t, cfg)
	before := contents(t, cfg.Out)
	stamp := func() string {
		info, err := os.Stat(filepath.Join(cfg.Out, edition.Manifest))
		if err != nil {
			t.Fatal(err)
		}
		return info.ModTime().String()
	}
	written := stamp()
	if r := mustRun(t, cfg); !r.Unchanged || r.Totals != first.Totals || r.Dataset != nil || stamp() != written {
		t.Errorf("second run: %+v", r)
	}
	for name, change := range map[string]func(*Config) error{
		"an output is gone":    func(c *Config) error { return os.Remove(filepath.Join(c.Out, "data", "mentions.csv")) },
		"an output was edited": func(c *Config) error { return os.WriteFile(filepath.Join(c.Out, "data", "mentions.csv"), nil, 0o644) },
		"the manifest was edited": func(c *Config) error {
			return os.WriteFile(filepath.Join(c.Out, edition.Manifest), []byte(strings.Replace(string(before[edition.Manifest]), `"en"`, `"fr"`, 1)), 0o644)
		},
		"no cache":      func(c *Config) error { c.Cache = ""; return nil },
		"another cache": func(c *Config) error { c.Cache = t.TempDir(); return nil },
	} {
		mustRun(t, cfg)
		other := cfg
		if err := change(&other); err != nil {
			t.Fatal(err)
		}
		if r := mustRun(t, other); r.Unchanged {
			t.Errorf("%s: unchanged", name)
		}
		if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
			t.Errorf("%s: outputs:\n%s", name, diff)
		}
	}
	french := cfg
	french.Languages = []string{"fr"}
	if r := mustRun(t, french); r.Unchanged {
		t.Error("in another language: unchanged")
	}
}

func TestCacheInTheOutputs(t *testing.T) {
	cfg := config(t)
	cfg.Cache = filepath.Join(cfg.Out, "cache")
	if _, err := Run(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), "is in the folder of outputs") {
		t.Errorf("error %v", err)
	}
}

// told lists changes in short.
func told(list []changes.Change) []string {
	var lines []string
	for _, c := range list {
		lines = append(lines, fmt.Sprintf("%s %s | %s | %s %s", c.Kind, c.Label, c.Before, c.After, c.Cause))
	}
	return lines
}

const clinics = "Ministry opens clinics\n\nOTTAWA, Ontario, May 5, 2025 – The Ministry of Health will spend $12 million on clinics in 2025.\n\nIt employs 5,000 nurses.\n"

// What has changed since the last run: a value, a new release, one that is gone, a check that turned.
func TestChanges(t *testing.T) {
	dir := tree(t, map[string]string{"a.en.txt": clinics, "b.txt": release})
	cfg := config(t, dir)
	cfg.Formats = []Format{CSV}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg.Languages = []string{"en", "fr"}
	if r := mustRun(t, cfg); r.Compared || len(r.Dataset.Changes) > 0 {
		t.Errorf("first run: %v", told(r.Dataset.Changes))
	}
	expect := func(step, french string, want ...string) {
		t.Helper()
		check := cfg
		check.Check = true
		before := contents(t, cfg.Out)
		dry := mustRun(t, check)
		if diff := cmp.Diff(want, told(dry.Dataset.Changes)); diff != "" {
			t.Errorf("%s, checked (-want +got):\n%s", step, diff)
		}
		if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
			t.Errorf("%s: a check has written:\n%s", step, diff)
		}
		for _, again := range []string{"", " again"} {
			r := mustRun(t, cfg)
			if diff := cmp.Diff(want, told(r.Dataset.Changes)); diff != "" {
				t.Errorf("%s%s (-want +got):\n%s", step, again, diff)
			}
			for language, says := range map[string]string{"en": "", "fr": french} {
				table := contents(t, cfg.Out)[language+"/data/changes.csv"]
				if lines := strings.Count(table, "\n"); lines != len(want)+1 || !strings.Contains(table, says) {
					t.Errorf("%s%s, %s: changes.csv has %d lines, %q wanted:\n%s", step, again, language, lines, says, table)
				}
			}
		}
		if r := mustRun(t, check); len(r.Dataset.Changes) > 0 {
			t.Errorf("%s: a check after the run tells %v", step, told(r.Dataset.Changes))
		}
	}
	write("a.en.txt", strings.Replace(clinics, "$12 million", "$14 million", 1))
	expect("a value", "12\u00a0millions de dollars,14\u00a0millions de dollars", "changed Public funding | $12 million | $14 million release_changed")
	write("c.txt", "Bridge opens\n\nOTTAWA, Ontario, May 6, 2025 – The bridge cost $3 million.\n")
	expect("a new release", ",3\u00a0millions de dollars", "new Value of a project or agreement |  | $3 million release_new")
	if err := os.Remove(filepath.Join(dir, "c.txt")); err != nil {
		t.Fatal(err)
	}
	expect("a release is gone", "3\u00a0millions de dollars,", "vanished Value of a project or agreement | $3 million |  release_gone")
	write("d.en.txt", "Plants open\n\nOTTAWA, Ontario, May 5, 2025 – The plants employ 5,000 people.\n")
	mustRun(t, cfg)
	write("d.fr.txt", "Des usines ouvrent\n\nOTTAWA (Ontario), le 5 mai 2025 – Les usines emploient 6 000 personnes.\n")
	r := mustRun(t, cfg)
	if !slices.ContainsFunc(r.Dataset.Changes, func(c changes.Change) bool {
		return c.Kind == changes.Turned && c.Before == "" && c.After == "inconsistent" && c.Cause == changes.ReleaseNew
	}) {
		t.Errorf("no check turned: %v", told(r.Dataset.Changes))
	}
}

// Facts that are gone though no input has changed are not taken out of what is published, unless that is asked for.
func TestVanished(t *testing.T) {
	dir := tree(t, map[string]string{"in/a.txt": clinics, "in/b.txt": release})
	in := filepath.Join(dir, "in")
	cfg := config(t, in)
	cfg.Formats = []Format{CSV}
	mustRun(t, cfg)
	before := contents(t, cfg.Out)
	refused := func(name string, cfg Config, says string) {
		t.Helper()
		_, err := Run(t.Context(), cfg)
		if err == nil || !strings.Contains(err.Error(), "nothing was published") || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
			t.Errorf("%s: outputs:\n%s", name, diff)
		}
	}
	small := cfg
	small.MaxBytes = int64(max(len(clinics), len(release))) - 1
	refused("an input cannot be read any more", small, "could not be read now")

	// The program finds less than it did.
	record, err := readRecord(cfg.Out)
	if err != nil {
		t.Fatal(err)
	}
	gone := record.Facts[0]
	gone.ID, gone.Value, gone.Place = "gone", "approx [1, 2]", gone.Place+"9"
	record.Facts = append(record.Facts, gone)
	var content bytes.Buffer
	if err := record.Write(&content); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(cfg.Out, recordFile), content.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	before = contents(t, cfg.Out)
	refused("a fact is not found any more", cfg, "gone: ")
	cfg.AllowVanished = true
	report := mustRun(t, cfg)
	if lost := vanished(report.Dataset.Changes); len(lost) != 1 || lost[0].Cause != changes.Program {
		t.Errorf("vanished: %v", told(report.Dataset.Changes))
	}
}

// What a person corrects, rejects or takes back explains what vanishes, and so does a release that has changed and is refused now.
func TestExplained(t *testing.T) {
	dir := tree(t, map[string]string{"in/a.txt": clinics, "in/b.txt": release, "corrections.yaml": ""})
	cfg := config(t, filepath.Join(dir, "in"))
	cfg.Formats = []Format{CSV}
	cfg.Corrections = filepath.Join(dir, "corrections.yaml")
	mustRun(t, cfg)
	rejected := fmt.Sprintf("corrections:\n  - {release_id: a, char_start: %d, surface: $12 million, decision: reject, reason: It is no figure, by: A. Roy, date: 2025-06-01}\n",
		strings.Index(clinics, "$12"))
	for _, step := range []struct {
		name, file, content string
		want                []string
	}{
		{"rejected", "corrections.yaml", rejected, []string{"vanished Public funding | $12 million |  review"}},
		{"taken back", "corrections.yaml", "", []string{"new Public funding |  | $12 million review"}},
		{"emptied", "in/a.txt", "", []string{"vanished Employment | 5,000 nurses |  release_refused", "vanished Public funding | $12 million |  release_refused"}},
	} {
		if err := os.WriteFile(filepath.Join(dir, step.file), []byte(step.content), 0o644); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(step.want, told(mustRun(t, cfg).Dataset.Changes)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
}

// A record that cannot be read costs the comparison, and the report says so.
func TestDamagedRecord(t *testing.T) {
	cfg := config(t)
	cfg.Formats = []Format{CSV}
	for _, damage := range []string{"", "record,0" + strings.Repeat(",", 14), "record,1" + strings.Repeat(",", 14) + "\nthing" + strings.Repeat(",", 15) + "\n"} {
		mustRun(t, cfg)
		if err := os.WriteFile(filepath.Join(cfg.Out, recordFile), []byte(damage), 0o644); err != nil {
			t.Fatal(err)
		}
		report := mustRun(t, cfg)
		if report.Compared || len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "what has changed since the last run cannot be told: record.csv: ") {
			t.Errorf("%q: compared %v, notes %q", damage, report.Compared, report.Notes)
		}
	}
}
