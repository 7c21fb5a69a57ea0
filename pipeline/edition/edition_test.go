package edition

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// endless is the folder that a child of TestKilled publishes editions to until it is killed.
const endless = "EDITION_TEST_ENDLESS"

func TestMain(m *testing.M) {
	if dir := os.Getenv(endless); dir != "" {
		for i := 0; ; i++ {
			if err := publish(dir, generation(fmt.Sprint(os.Getpid(), ".", i))); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
	os.Exit(m.Run())
}

// generation gives files that all tell which edition they belong to.
func generation(name string) map[string]string {
	files := map[string]string{"figures.xlsx": name, "data/releases.csv": name}
	for i := range 10 {
		files[fmt.Sprintf("briefs/%d.pdf", i)] = name
	}
	return files
}

func publish(dir string, files map[string]string) error {
	e, err := Begin(dir)
	if err != nil {
		return err
	}
	for path, content := range files {
		if err := e.Write(path, text(content)); err != nil {
			return errors.Join(err, e.Discard())
		}
	}
	if err := e.Write(Manifest, manifest(e)); err != nil {
		return errors.Join(err, e.Discard())
	}
	return e.Publish()
}

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
}

func manifest(e *Edition) func(io.Writer) error {
	return func(w io.Writer) error {
		return json.NewEncoder(w).Encode(map[string]any{"program": Program, "outputs": e.Files()})
	}
}

// contents reads a folder; the manifest is left out.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == Manifest {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestPublish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "out")
	first := map[string]string{"a.txt": "1", "briefs/old.pdf": "1"}
	second := map[string]string{"a.txt": "2", "briefs/new.pdf": "2"}
	for _, files := range []map[string]string{first, second} {
		if err := publish(dir, files); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(files, contents(t, dir)); diff != "" {
			t.Errorf("folder (-want +got):\n%s", diff)
		}
	}
	if beside, _ := os.ReadDir(filepath.Dir(dir)); len(beside) != 1 {
		t.Errorf("left beside the folder: %v", beside)
	}
}

func TestPublishKeepsFilesOfOthers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := publish(dir, map[string]string{"data/a.csv": "1", "b.txt": "1"}); err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{"notes.txt": "mine", "data/mine.csv": "mine", "mine/deep.txt": "mine"}
	for path, content := range notes {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := publish(dir, map[string]string{"data/a.csv": "2"}); err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(notes)
	want["data/a.csv"] = "2"
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
}

func TestFailedWriterLeavesTheFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	old := generation("old")
	if err := publish(dir, old); err != nil {
		t.Fatal(err)
	}
	e, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Write("figures.xlsx", text("new")); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err = e.Write("charts.html", func(w io.Writer) error { io.WriteString(w, "half"); return broken })
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "charts.html") {
		t.Errorf("error %v; want %v with the file's name", err, broken)
	}
	if err := e.Discard(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(old, contents(t, dir)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
	if beside, _ := os.ReadDir(filepath.Dir(dir)); len(beside) != 1 {
		t.Errorf("left beside the folder: %v", beside)
	}
}

func TestPublishNeedsAManifest(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	e, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Publish(); err == nil {
		t.Error("published without a manifest")
	}
}

func TestBeginRefuses(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "file")
	precious := filepath.Join(root, "precious")
	foreign := filepath.Join(root, "foreign")
	for name, content := range map[string]string{
		file: "x", filepath.Join(precious, "thesis.docx"): "x",
		filepath.Join(foreign, Manifest): `{"program": "another"}`,
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	inside := filepath.Join(root, "here", "inside")
	if err := os.MkdirAll(inside, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir(inside)
	for _, test := range []struct{ dir, want string }{
		{file, "is a file"},
		{precious, "no run.json of an earlier run"},
		{foreign, `was written by "another"`},
		{".", "is the working folder"},
		{"..", "is the working folder or one above it"},
	} {
		e, err := Begin(test.dir)
		if err == nil {
			e.Discard()
			t.Errorf("Begin(%q) succeeded", test.dir)
		} else if !strings.Contains(err.Error(), test.want) {
			t.Errorf("Begin(%q): %v; want %q", test.dir, err, test.want)
		}
	}
	if diff := cmp.Diff(map[string]string{"thesis.docx": "x"}, contents(t, precious)); diff != "" {
		t.Errorf("refused folder changed:\n%s", diff)
	}
}

func TestWriteStaysInside(t *testing.T) {
	e, err := Begin(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer e.Discard()
	for _, path := range []string{"../x", "/etc/x", "a/../../x", ""} {
		if err := e.Write(path, text("x")); err == nil {
			t.Errorf("Write(%q) succeeded", path)
		}
	}
}

func TestSecondRunIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	e, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(dir); err == nil || !strings.Contains(err.Error(), "another run") {
		t.Errorf("second run: %v; want another run named", err)
	}
	if err := e.Discard(); err != nil {
		t.Fatal(err)
	}
	if err := publish(dir, generation("after")); err != nil {
		t.Errorf("after the first run: %v", err)
	}
}

// A swap in two renames that is killed between them, or after them, is put right by the next run.
func TestRecoverFromTwoRenames(t *testing.T) {
	for _, between := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "out")
		aside := (&Edition{next: filepath.Join(filepath.Dir(dir), ".out.next")}).aside()
		want := generation("last")
		if !between {
			want = generation("new")
			if err := publish(dir, want); err != nil {
				t.Fatal(err)
			}
		}
		if err := publish(aside, generation("last")); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(aside, "notes.txt"), []byte("mine"), 0o644); err != nil {
			t.Fatal(err)
		}
		want["notes.txt"] = "mine"

		e, err := Begin(dir)
		if err != nil {
			t.Fatal(err)
		}
		if !e.Leftover {
			t.Error("what the killed run left was not reported")
		}
		if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
			t.Errorf("between %v: folder (-want +got):\n%s", between, diff)
		}
		if err := e.Discard(); err != nil {
			t.Fatal(err)
		}
	}
}

// A program that is killed at any moment leaves one whole edition, and the next run works.
func TestKilled(t *testing.T) {
	kills := 40
	if testing.Short() {
		kills = 5
	}
	dir := filepath.Join(t.TempDir(), "out")
	leftovers, editions := 0, map[string]bool{}
	for range kills {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), endless+"="+dir)
		var stderr strings.Builder
		child.Stderr = &stderr
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		for range 1000 { // a busy machine takes its time to start a program: the first one must have published
			if _, err := os.Stat(dir); err == nil {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(20*time.Millisecond + time.Duration(rand.IntN(20_000))*time.Microsecond)
		child.Process.Kill()
		child.Wait()
		if stderr.Len() > 0 {
			t.Fatalf("child: %s", stderr.String())
		}
		found := contents(t, dir)
		if diff := cmp.Diff(generation(found["figures.xlsx"]), found); diff != "" {
			t.Fatalf("a mixture of editions (-want +got):\n%s", diff)
		}
		editions[found["figures.xlsx"]] = true
		e, err := Begin(dir)
		if err != nil {
			t.Fatal(err)
		}
		if e.Leftover {
			leftovers++
		}
		if err := e.Discard(); err != nil {
			t.Fatal(err)
		}
	}
	if len(editions) == 0 {
		t.Error("no child ever published; the test has shown nothing")
	}
	t.Logf("%d kills, %d of them amid a run, %d editions", kills, leftovers, len(editions))
}
