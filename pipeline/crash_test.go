package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tidyrelease/pipeline/edition"
)

var kills = flag.Int("kills", 20, "how many runs TestKilled kills")

// job is what a child is told of a configuration.
type job struct {
	Inputs        []string
	Out           string
	Languages     []string
	Formats       []Format
	Cache         string
	OmitDurations bool
}

// child names the configuration of the run that this program does as a child of a test.
const child = "PIPELINE_TEST_CHILD"

func TestMain(m *testing.M) {
	if text := os.Getenv(child); text != "" {
		var j job
		err := json.Unmarshal([]byte(text), &j)
		if err == nil {
			_, err = Run(context.Background(), Config{Inputs: j.Inputs, Out: j.Out, Languages: j.Languages, Formats: j.Formats, Cache: j.Cache, OmitDurations: j.OmitDurations})
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// start begins a run in a process of its own.
func start(t *testing.T, cfg Config) (process *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	text, err := json.Marshal(job{cfg.Inputs, cfg.Out, cfg.Languages, cfg.Formats, cfg.Cache, cfg.OmitDurations})
	if err != nil {
		t.Fatal(err)
	}
	process = exec.Command(os.Args[0])
	process.Env = append(os.Environ(), child+"="+string(text))
	stderr = &bytes.Buffer{}
	process.Stderr = stderr
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	return process, stderr
}

// whole fails unless a folder holds one complete run: every file that the manifest lists with its bytes, and no other.
func whole(t *testing.T, dir string) manifest {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, edition.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(content, &m); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{edition.Manifest: true}
	for _, f := range m.Outputs {
		listed[f.Path] = true
		if sum, err := hashFile(filepath.Join(dir, filepath.FromSlash(f.Path))); err != nil || sum != f.SHA256 {
			t.Errorf("%s is not what the manifest says: %v", f.Path, err)
		}
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !listed[path] {
			t.Errorf("%s is of another run", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// A run that is killed at any moment leaves the outputs of the last run or its own, whole; the next one says that a run was killed, and a
// cache that was being written changes nothing.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	dir := many(t)
	cfg := config(t, dir)
	cfg.Cache, cfg.OmitDurations = filepath.Join(t.TempDir(), "cache"), true
	cfg.Formats = []Format{XLSX, CSV, JSON, SQLite, Parquet}
	begin := time.Now()
	mustRun(t, cfg)
	took := time.Since(begin)
	amid, published := 0, 0
	next := filepath.Join(filepath.Dir(cfg.Out), ".out.next") // what a run that is killed amid its work leaves
	for n := range *kills {
		name := filepath.Join(dir, fmt.Sprintf("release-%02d.txt", n%40))
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(release, "$12", fmt.Sprintf("$%d", 13+n))), 0o644); err != nil {
			t.Fatal(err)
		}
		before := whole(t, cfg.Out)
		process, stderr := start(t, cfg)
		time.Sleep(time.Duration(rand.Int64N(int64(took * 3 / 2))))
		process.Process.Kill()
		process.Wait()
		if stderr.Len() > 0 {
			t.Fatalf("run %d: %s", n, stderr)
		}
		_, err := os.Stat(next)
		if err == nil {
			amid++
		}
		if after := whole(t, cfg.Out); after.Inputs[n%40].SHA256 != before.Inputs[n%40].SHA256 {
			published++
		}
		if n%5 == 4 {
			report := mustRun(t, cfg)
			if told := strings.Contains(strings.Join(report.Notes, "\n"), "an earlier run was killed"); told != (err == nil) {
				t.Errorf("run %d was killed amid its work: %v; the next one notes %q", n, err == nil, report.Notes)
			}
		}
	}
	mustRun(t, cfg)
	whole(t, cfg.Out)
	full := cfg
	full.Cache, full.Out = "", filepath.Join(t.TempDir(), "out")
	mustRun(t, full)
	for path, content := range contents(t, full.Out) {
		if strings.HasPrefix(path, "data/changes.") || path == recordFile || path == edition.Manifest || path == "data/datapackage.json" || path == "data/figures.sqlite" || path == "figures.xlsx" {
			continue // tell of the run before as well, or of files that do
		}
		if contents(t, cfg.Out)[path] != content {
			t.Errorf("after the kills %s differs from that of a first run", path)
		}
	}
	t.Logf("%d kills: %d amid a run, %d after it had published", *kills, amid, published)
	if amid == 0 {
		t.Error("no run was killed in the midst; the test has shown nothing")
	}
}

// Two runs over one folder at once: one does its work, the other is told why it cannot.
func TestTwoAtOnce(t *testing.T) {
	cfg := config(t, many(t))
	cfg.Formats = []Format{XLSX, CSV}
	one, errOne := start(t, cfg)
	other, errOther := start(t, cfg)
	failed := 0
	for _, run := range []struct {
		process *exec.Cmd
		stderr  *bytes.Buffer
	}{{one, errOne}, {other, errOther}} {
		if err := run.process.Wait(); err != nil {
			failed++
			if !strings.Contains(run.stderr.String(), "another run is writing this folder") {
				t.Errorf("%v: %s", err, run.stderr)
			}
		}
	}
	if failed > 1 {
		t.Error("neither run came to an end")
	}
	whole(t, cfg.Out)
	if beside, _ := os.ReadDir(filepath.Dir(cfg.Out)); len(beside) != 1 {
		t.Errorf("left beside the folder: %v", beside)
	}
}

// disk gives a folder on a file system of its own that holds so many kilobytes.
func disk(t *testing.T, kilobytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := mount(dir, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
		t.Skipf("no file system to fill: %v", err)
	}
	t.Cleanup(func() {
		if err := unmount(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// A disk that is full leaves the outputs of the last run, and the error says that it is full. A full disk under the cache costs time alone.
func TestFullDisk(t *testing.T) {
	room := disk(t, 300)
	cfg := config(t)
	cfg.Out, cfg.Formats = filepath.Join(room, "out"), []Format{CSV}
	mustRun(t, cfg)
	before := contents(t, cfg.Out)
	for _, formats := range [][]Format{Formats(), {SQLite}} {
		cfg.Formats = formats
		if _, err := Run(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Errorf("%v: error %v", formats, err)
		}
	}
	whole(t, cfg.Out)
	for path, content := range contents(t, cfg.Out) {
		if before[path] != content {
			t.Errorf("%s is not as it was", path)
		}
	}
	if beside, _ := os.ReadDir(room); len(beside) != 1 {
		t.Errorf("left on the full disk: %v", beside)
	}

	fill(t, filepath.Join(room, "filler"))
	cached := config(t)
	cached.Formats, cached.Cache = []Format{CSV}, filepath.Join(room, "cache")
	report := mustRun(t, cached)
	whole(t, cached.Out)
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "the cache cannot be written") {
		t.Errorf("notes %q", report.Notes)
	}
}

// fill writes a file until there is no room for more.
func fill(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
}

// A target that cannot be written is told with its path, and stays as it is.
func TestReadOnlyTarget(t *testing.T) {
	room := disk(t, 4000)
	cfg := config(t)
	cfg.Out, cfg.Formats = filepath.Join(room, "out"), []Format{CSV}
	mustRun(t, cfg)
	before := contents(t, cfg.Out)
	if err := mount(room, "remount,ro"); err != nil {
		t.Skip(err)
	}
	_, err := Run(t.Context(), cfg)
	if !errors.Is(err, fs.ErrPermission) && (err == nil || !strings.Contains(err.Error(), "read-only")) || !strings.Contains(err.Error(), room) {
		t.Errorf("error %v", err)
	}
	after := contents(t, cfg.Out)
	for path, content := range before {
		if after[path] != content {
			t.Errorf("%s is not as it was", path)
		}
	}
	check := cfg
	check.Check = true
	if report := mustRun(t, check); len(report.Dataset.Changes) > 0 {
		t.Errorf("a check of a folder that cannot be written: %v", told(report.Dataset.Changes))
	}
}
