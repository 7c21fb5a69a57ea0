package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/export/charts"
	"tidyrelease/export/tables"
	"tidyrelease/extract"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
)

const release = `Ministry opens three clinics

OTTAWA, Ontario, May 5, 2025 – The Ministry of Health said today that it will spend $12 million on clinics.

The clinics will employ more than 400 nurses.
`

// tree writes files, by slash path, into a new folder.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for path, content := range files {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// contents reads a folder to its depths; durations are cut from the manifest.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if text, ok := files[edition.Manifest]; ok {
		var m manifest
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		m.Durations = nil
		short, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		files[edition.Manifest] = string(short)
	}
	return files
}

func config(t *testing.T, inputs ...string) Config {
	t.Helper()
	return Config{Inputs: inputs, Out: filepath.Join(t.TempDir(), "out"), Formats: Formats(), Languages: []string{"en"}}
}

func mustRun(t *testing.T, cfg Config) *Report {
	t.Helper()
	report, err := Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestDefaultRun(t *testing.T) {
	cfg := config(t)
	report := mustRun(t, cfg)
	if n := report.Count(Refused); n > 0 || len(report.Dataset.Releases) != 2 {
		t.Errorf("%d releases, %d refused; want 2 and 0: %v", len(report.Dataset.Releases), n, report.Diagnostics)
	}
	want := []string{
		"briefs/2026-01-29-canada-korea-digest.en.pdf", "briefs/2026-01-29-canada-korea-digest.fr.pdf",
		"charts.fr.html", "charts.html",
		"data/changes.csv", "data/changes.json", "data/changes.parquet", "data/checks.csv", "data/checks.json", "data/checks.parquet", "data/datapackage.json",
		"data/figures.sqlite", "data/mentions.csv", "data/mentions.json", "data/mentions.parquet", "data/observations.csv", "data/observations.json",
		"data/observations.parquet", "data/releases.csv", "data/releases.json", "data/releases.parquet",
		"figures.xlsx", "record.csv", "run.json",
	}
	var listed []string
	for _, f := range report.Outputs {
		listed = append(listed, f.Path)
	}
	written := contents(t, cfg.Out)
	var found []string
	for path := range written {
		found = append(found, path)
	}
	slices.Sort(found)
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, listed); diff != "" {
		t.Errorf("files in the report (-want +got):\n%s", diff)
	}
	for path, content := range written {
		if content == "" {
			t.Errorf("%s is empty", path)
		}
	}
}

func TestManifest(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": release, "empty.txt": "", "silent.md": "# Nothing\n\nNo figure at all.\n"})
	cfg := config(t, dir)
	mustRun(t, cfg)
	data, err := os.ReadFile(filepath.Join(cfg.Out, edition.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Inputs) != 2 || m.Inputs[0].Bytes != int64(len(release)) || m.Inputs[0].Mentions < 3 || len(m.Inputs[0].SHA256) != 64 {
		t.Errorf("inputs: %+v", m.Inputs)
	}
	if len(m.Refused) != 1 || !strings.HasSuffix(m.Refused[0].Source, "empty.txt") {
		t.Errorf("refused: %+v", m.Refused)
	}
	if len(m.Warnings.NoFigures) != 1 || !strings.HasSuffix(m.Warnings.NoFigures[0].Source, "silent.md") {
		t.Errorf("without figures: %+v", m.Warnings.NoFigures)
	}
	if m.Version == "" || !slices.Equal(m.Languages, []string{"en"}) || len(m.Durations) != 5 {
		t.Errorf("version %q, language %q, durations %v", m.Version, m.Languages, m.Durations)
	}
	for _, f := range m.Outputs {
		content, err := os.ReadFile(filepath.Join(cfg.Out, filepath.FromSlash(f.Path)))
		if err != nil {
			t.Error(err)
		}
		if int64(len(content)) != f.Bytes {
			t.Errorf("%s has %d bytes, the manifest says %d", f.Path, len(content), f.Bytes)
		}
	}
}

// A web page is a release like any other, whatever its encoding: its head gives title and day, and only
// its main text is read.
func TestWebPages(t *testing.T) {
	const page = `<!doctype html><html lang=en><title>Ferry fares | Transport</title><meta name=date content=2025-04-09>
<nav><p>12 departments</p></nav><main><h1>Ferry fares</h1><p>Fares rise by 4 per cent for 31,000 passengers.</p></main>`
	wide := []byte{0xff, 0xfe}
	for _, c := range []byte(page) {
		wide = append(wide, c, 0)
	}
	for name, content := range map[string]string{"a.html": page, "b.txt": page, "c.htm": string(wide)} {
		dir := tree(t, map[string]string{name: content})
		report := mustRun(t, config(t, filepath.Join(dir, name)))
		if len(report.Diagnostics) > 0 || len(report.Dataset.Releases) != 1 {
			t.Errorf("%s: %v, %d releases", name, report.Diagnostics, len(report.Dataset.Releases))
			continue
		}
		var figures []string
		for _, m := range report.Dataset.Mentions {
			figures = append(figures, m.Surface)
		}
		r := report.Dataset.Releases[0]
		if r.Title != "Ferry fares" || r.Date != "2025-04-09" || !slices.Equal(figures, []string{"4 per cent", "31,000 passengers"}) {
			t.Errorf("%s: %q of %q with %q", name, r.Title, r.Date, figures)
		}
	}
}

// Nothing that happens to one input touches the others; each refusal names the file and why.
func TestBadInput(t *testing.T) {
	dir := tree(t, map[string]string{
		"good.txt":       release,
		"none.txt":       "A visit\n\nThe minister met the ambassador.\n",
		"empty.txt":      "",
		"blank.txt":      "\ufeff \n\n\t",
		"binary.txt":     "text\n\x00\x01\x02",
		"latin.txt":      "One\nLe minist\xe8re",
		"report.txt":     "%PDF-1.7\n%\xe2\xe3",
		"draft.txt":      "PK\x03\x04rest",
		"wide.txt":       "\xff\xfeO",
		"table.ods":      "PK\x03\x04mimetype",
		"empty.html":     "<!doctype html><title>Soon</title>",
		"folder/x.csv":   "a,b",
		"twice/Good.md":  release,
		"links/real.txt": release,
	})
	large := filepath.Join(dir, "large.txt")
	f, err := os.Create(large)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.Truncate(200<<20), f.Close(), os.Symlink(filepath.Join(dir, "good.txt"), filepath.Join(dir, "links", "out.txt"))); err != nil {
		t.Fatal(err)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, test := range []struct {
		name  string
		input string
		kind  Kind
		where string
		want  string
	}{
		{"absent", in("absent.txt"), Refused, in("absent.txt"), "no such file"},
		{"empty", in("empty.txt"), Refused, in("empty.txt"), "no text"},
		{"blank", in("blank.txt"), Refused, in("blank.txt"), "no text"},
		{"binary", in("binary.txt"), Refused, in("binary.txt"), "line 2, column 1"},
		{"not UTF-8", in("latin.txt"), Refused, in("latin.txt"), "byte 0xe8 at line 2, column 10"},
		{"PDF by content", in("report.txt"), Refused, in("report.txt"), "the PDF is broken"},
		{"Office by content", in("draft.txt"), Refused, in("draft.txt"), "no Word document"},
		{"UTF-16", in("wide.txt"), Refused, in("wide.txt"), "UTF-16"},
		{"unknown extension, by content", in("table.ods"), Refused, in("table.ods"), "no Word document"},
		{"page without text", in("empty.html"), Refused, in("empty.html"), "no text"},
		{"too large", large, Refused, large, "200 MiB, over the limit of 64 MiB (-max-bytes)"},
		{"folder without releases", in("folder"), Refused, in("folder"), "no releases in this folder"},
		{"release id twice", in("twice"), Refused, in("twice/Good.md"), "taken by " + in("good.txt")},
		{"link out of the folder", in("links"), Refused, in("links/out.txt"), "escapes"},
		{"no figures", in("none.txt"), NoFigures, in("none.txt"), "no figure"},
	} {
		t.Run(test.name, func(t *testing.T) {
			report := mustRun(t, config(t, test.input, in("good.txt")))
			if !slices.ContainsFunc(report.Dataset.Releases, func(r transform.Release) bool { return r.ID == "good" }) {
				t.Error("the good release is lost")
			}
			if len(report.Diagnostics) != 1 {
				t.Fatalf("diagnostics: %v", report.Diagnostics)
			}
			d := report.Diagnostics[0]
			if d.Kind != test.kind || d.Source != test.where || !strings.Contains(d.Message, test.want) {
				t.Errorf("%v\nwant kind %q, source %q, message with %q", d, test.kind, test.where, test.want)
			}
		})
	}
}

// A file that opens and then cannot be read, also for the superuser.
func TestUnreadable(t *testing.T) {
	const unreadable = "/proc/self/mem"
	if _, err := os.Stat(unreadable); err != nil {
		t.Skip(err)
	}
	report := mustRun(t, config(t, unreadable))
	if len(report.Diagnostics) != 1 || !strings.Contains(report.Diagnostics[0].String(), unreadable+": refused: cannot be read: ") {
		t.Errorf("diagnostics: %v", report.Diagnostics)
	}
}

// The limit holds before the file is read.
func TestLargeInputIsNotRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), "large.txt")
	if err := errors.Join(os.WriteFile(name, nil, 0o644), os.Truncate(name, 200<<20)); err != nil {
		t.Fatal(err)
	}
	in := input{source: name, fsys: os.DirFS(filepath.Dir(name)), name: "large.txt"}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := in.read(DefaultMaxBytes); err == nil {
		t.Error("200 MiB were read")
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("%d bytes allocated to refuse a file", used)
	}
}

func TestNothingReadLeavesTheOutputs(t *testing.T) {
	dir := tree(t, map[string]string{"good.txt": release, "bad.txt": "\x00"})
	cfg := config(t, filepath.Join(dir, "good.txt"))
	mustRun(t, cfg)
	before := contents(t, cfg.Out)
	cfg.Inputs = []string{filepath.Join(dir, "bad.txt")}
	if report := mustRun(t, cfg); len(report.Outputs) != 0 || report.Count(Refused) != 1 {
		t.Errorf("outputs %v, diagnostics %v", report.Outputs, report.Diagnostics)
	}
	if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
		t.Errorf("outputs changed:\n%s", diff)
	}
}

func TestFolderIsSearched(t *testing.T) {
	dir := tree(t, map[string]string{
		"b.TXT": release, "a.md": release, "deep/er/c.txt": release, "page.html": "<p>x", "old/PAGE.HTM": "<p>x",
		".hidden.txt": release, ".git/d.txt": release, "notes.csv": "", "out/e.txt": release,
	})
	if err := os.Symlink("a.md", filepath.Join(dir, "link.md")); err != nil {
		t.Fatal(err)
	}
	cfg := Config{Inputs: []string{dir, filepath.Join(dir, "deep", "..", "a.md")}, Out: filepath.Join(dir, "out")}
	found, diagnostics := find(cfg)
	defer found.close()
	var sources []string
	for _, in := range found.list {
		rel, err := filepath.Rel(dir, in.source)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, filepath.ToSlash(rel))
	}
	if diff := cmp.Diff([]string{"a.md", "b.TXT", "deep/er/c.txt", "link.md", "old/PAGE.HTM", "page.html"}, sources); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
	if len(diagnostics) != 1 || diagnostics[0].Kind != Ignored {
		t.Errorf("diagnostics: %v", diagnostics)
	}
}

// many gives a folder of releases that differ.
func many(t *testing.T) string {
	files := map[string]string{}
	for i := range 40 {
		files[fmt.Sprintf("release-%02d.txt", i)] = strings.ReplaceAll(release, "400", fmt.Sprint(400+i))
	}
	return tree(t, files)
}

// Two runs over the same inputs give the same bytes in every format, in both languages, whatever the number of
// cores and the order of the arguments.
func TestSameBytes(t *testing.T) {
	dir := many(t)
	for _, language := range []string{"en", "fr"} {
		first, second := config(t, dir), config(t, filepath.Join(dir, "release-39.txt"), dir)
		first.Languages, second.Languages = []string{language}, []string{language}
		mustRun(t, first)
		cores := runtime.GOMAXPROCS(1)
		mustRun(t, second)
		runtime.GOMAXPROCS(cores)
		a, b := contents(t, first.Out), contents(t, second.Out)
		if len(a) != 40*3+23 { // a brief and two pages for each release
			t.Errorf("%d files", len(a))
		}
		for path, content := range a {
			if b[path] != content {
				t.Errorf("%s: %s differs", language, path)
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s: %d files and %d files", language, len(a), len(b))
		}
	}
}

// Of several languages each has the files of a run in it alone, in its own folder.
func TestTwoLanguages(t *testing.T) {
	both := config(t)
	both.Languages = []string{"en", "fr"}
	mustRun(t, both)
	got := contents(t, both.Out)
	files := 2 // the manifest, and what the next run compares with
	for _, language := range both.Languages {
		one := config(t)
		one.Languages = []string{language}
		mustRun(t, one)
		for name, content := range contents(t, one.Out) {
			if name == edition.Manifest || name == recordFile {
				continue
			}
			files++
			if got[language+"/"+name] != content {
				t.Errorf("%s/%s is not what a run in this language writes", language, name)
			}
		}
	}
	if len(got) != files {
		t.Errorf("%d files; want %d", len(got), files)
	}
}

func TestOmitDurations(t *testing.T) {
	cfg := config(t)
	cfg.OmitDurations = true
	mustRun(t, cfg)
	first, err := os.ReadFile(filepath.Join(cfg.Out, edition.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	mustRun(t, cfg)
	second, err := os.ReadFile(filepath.Join(cfg.Out, edition.Manifest))
	if err != nil {
		t.Fatal(err)
	}
	if string(first) != string(second) {
		t.Errorf("two manifests differ:\n%s\n%s", first, second)
	}
}

func TestStaleOutputsGo(t *testing.T) {
	dir := tree(t, map[string]string{"a.txt": release, "b.txt": release})
	cfg := config(t, dir)
	mustRun(t, cfg)
	cfg.Inputs = []string{filepath.Join(dir, "a.txt")}
	cfg.Formats = []Format{PDF}
	mustRun(t, cfg)
	var found []string
	for path := range contents(t, cfg.Out) {
		found = append(found, path)
	}
	slices.Sort(found)
	if diff := cmp.Diff([]string{"briefs/a.pdf", "record.csv", "run.json"}, found); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// A writer that fails, or panics, leaves the outputs of the last run.
func TestFailedExport(t *testing.T) {
	for name, writer := range map[string]func(io.Writer) error{
		"error": func(w io.Writer) error { io.WriteString(w, "half"); return errors.New("no room") },
		"panic": func(w io.Writer) error { var none []int; _ = none[len(name(w))]; return nil },
	} {
		t.Run(name, func(t *testing.T) {
			cfg := config(t)
			mustRun(t, cfg)
			before := contents(t, cfg.Out)
			target, err := edition.Begin(cfg.Out)
			if err != nil {
				t.Fatal(err)
			}
			files := append((&Config{Formats: Formats()}).outputs(&transform.Dataset{Language: "en"}, charts.Set{}), output{path: "broken.txt", write: writer})
			if err = write(t.Context(), target, files, nil); err == nil {
				t.Error("no error")
			} else if name == "panic" && !strings.Contains(err.Error(), "pipeline_test.go:") {
				t.Errorf("%v does not tell where", err)
			}
			if err := target.Discard(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
				t.Errorf("outputs changed:\n%s", diff)
			}
		})
	}
}

func name(io.Writer) string { return "" }

// broken is a file system that panics, as a fault in a reader would.
type broken struct{}

func (broken) Open(string) (fs.File, error) { panic("fault") }

func TestPanicCostsOneInput(t *testing.T) {
	extractor, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	good := fstest.MapFS{"a.txt": {Data: []byte(release)}, "b.txt": {Data: []byte(release)}}
	r := &reader{limit: DefaultMaxBytes, extractor: extractor}
	all, err := r.read(t.Context(), []input{
		{source: "a.txt", fsys: good, name: "a.txt"}, {source: "x.txt", fsys: broken{}, name: "x.txt"}, {source: "b.txt", fsys: good, name: "b.txt"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if docs := all.docs; len(docs) != 2 || docs[0].ID != "a" || docs[1].ID != "b" || len(all.inputs) != 2 {
		t.Errorf("documents %v", docs)
	}
	if len(all.refused) != 1 || !strings.Contains(all.refused[0].String(), "x.txt: refused: internal fault at pipeline_test.go:") {
		t.Errorf("refused: %v", all.refused)
	}
}

func TestCancelledRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	cfg := config(t)
	if _, err := Run(ctx, cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v; want %v", err, context.Canceled)
	}
	if beside, err := os.ReadDir(filepath.Dir(cfg.Out)); err != nil || len(beside) > 0 {
		t.Errorf("left: %v, %v", beside, err)
	}
}

func TestFileNames(t *testing.T) {
	long := strings.Repeat("é", 300)
	ids := []string{
		"2026-01-29-canada-korea.en", "../../etc/passwd", `..\..\boot`, "", "..", "a/b", "a:b", "A-B",
		"CON", "nul.txt", "com1", "lpt9.en", "trailing.", " space ", "\x1b[2J", "ta\u202egpj", "e\u0301te", "bad\xff", long, "a-b",
	}
	var releases []transform.Release
	for _, id := range ids {
		releases = append(releases, transform.Release{ID: id})
	}
	names := fileNames(releases)
	seen := map[string]bool{}
	for i, name := range names {
		folded := strings.ToLower(name)
		switch {
		case seen[folded]:
			t.Errorf("%q: %q is taken", ids[i], name)
		case !filepath.IsLocal(name) || strings.ContainsAny(name, `/\:*?"<>|`) || name != filepath.Base(name):
			t.Errorf("%q: %q is not one safe name", ids[i], name)
		case len(name)+len(".pdf") > 255 || !utf8.ValidString(name):
			t.Errorf("%q: %q is too long or cut amid a character", ids[i], name)
		case strings.HasSuffix(name, ".") || strings.HasPrefix(name, "."):
			t.Errorf("%q: %q begins or ends with a dot", ids[i], name)
		}
		for _, device := range []string{"con", "nul", "com1", "lpt9"} {
			if folded == device || strings.HasPrefix(folded, device+".") {
				t.Errorf("%q: %q is a device on Windows", ids[i], name)
			}
		}
		seen[folded] = true
	}
	if names[0] != ids[0] || names[7] != "A-B" {
		t.Errorf("good ids were changed: %q, %q", names[0], names[7])
	}
}

func TestPrintable(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"« 24,5 milliards » – déjà vu", "« 24,5 milliards » – déjà vu"},
		{"a\x1b[31mred", `a\x1b[31mred`},
		{"\x1b]0;title\a", `\x1b]0;title\x07`},
		{"line\r\nforged: error", `line\x0d\x0aforged: error`},
		{"c1 \u009b31m", `c1 \x9b31m`},
		{"user\u202etxt.exe\u200b", `user\u202etxt.exe\u200b`},
		{"bad \xff, good \ufffd", "bad \\xff, good \ufffd"},
	} {
		if got := Printable(test.in); got != test.want {
			t.Errorf("Printable(%q) = %q; want %q", test.in, got, test.want)
		}
	}
}

func TestPlace(t *testing.T) {
	text := "é1\nab\n\nçç2"
	for _, test := range []struct{ offset, line, column int }{
		{0, 1, 1}, {2, 1, 2}, {4, 2, 1}, {strings.Index(text, "2"), 4, 3}, {len(text), 4, 4},
	} {
		if line, column := place(text, test.offset); line != test.line || column != test.column {
			t.Errorf("place(%d) = %d:%d; want %d:%d", test.offset, line, column, test.line, test.column)
		}
	}
}

func TestDoubts(t *testing.T) {
	doc := &extract.Document{Source: "a.txt", Text: "x\ny 42b", Numerals: []extract.Numeral{
		{Span: extract.Span{Start: 4, End: 7}, Role: notUnderstood},
		{Span: extract.Span{Start: 0, End: 1}, Role: "period"},
	}}
	var got []string
	for _, d := range doubts(doc) {
		got = append(got, d.String())
	}
	want := []string{
		"a.txt: no figures: the release was read, and no figure was found in it",
		"a.txt:2:3: not understood: 42b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

func TestInconsistencies(t *testing.T) {
	d := &transform.Dataset{
		Releases: []transform.Release{{ID: "a", Source: "in/a.txt", Text: "one\ntwo 12"}, {ID: "b", Source: "in/b.txt", Text: "also 12"}},
		Mentions: []transform.Mention{{ReleaseID: "a", CharStart: 8, ObservationID: "o2"}, {ReleaseID: "b", CharStart: 5, ObservationID: "o2"}, {ID: "m", ReleaseID: "b", CharStart: 0, ObservationID: "o3"}},
		Checks: []transform.Check{
			{ID: "c1", Result: transform.Consistent, Observations: []string{"o2"}, Message: "fine"},
			{ID: "c2", Result: transform.Inconsistent, Observations: []string{"o1", "o2"}, Releases: []string{"a"}, Message: "12 is not 13"},
			{ID: "c4", Result: transform.Inconsistent, Observations: []string{"o2"}, Releases: []string{"b"}, Message: "no 14"},
			{ID: "c3", Result: transform.Inconsistent, Message: "nowhere"},
			{ID: "c5", Result: transform.Inconsistent, Observations: []string{"o2"}, Releases: []string{"a", "b"}, Mention: "m", Message: "it says also"},
		},
	}
	var got []string
	for _, d := range contradictions(d) {
		got = append(got, d.String())
	}
	want := []string{"in/a.txt:2:5: inconsistent: 12 is not 13", "in/b.txt:1:6: inconsistent: no 14", "c3: inconsistent: nowhere", "in/b.txt:1:1: inconsistent: it says also"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("inconsistencies (-want +got):\n%s", diff)
	}
}

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	report, err := Run(context.Background(), Config{
		Out:       filepath.Join(dir, "out"),
		Formats:   []Format{CSV},
		Languages: []string{"en"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range report.Dataset.Releases {
		fmt.Println(r.ID)
	}
	// Output:
	// 2026-01-29-canada-korea-digest.en
	// 2026-01-29-canada-korea-digest.fr
}

// A list in a table can be taken apart at its spaces, whatever the files are called: each item is a key of the table that it refers to.
func TestLists(t *testing.T) {
	dir := tree(t, map[string]string{"spring plan 2025.en.txt": release, "deep/autumn\u00a0plan of\u2003 2025.txt": release, "spring-plan.txt": release})
	cfg := config(t, dir)
	cfg.Formats = []Format{CSV}
	d := mustRun(t, cfg).Dataset
	items := 0
	keys := map[string]map[string]bool{}
	for _, table := range tables.Of(d) {
		keys[table.Name] = map[string]bool{}
		if table.Keys != nil {
			for key := range table.Keys {
				keys[table.Name][key] = true
			}
		}
	}
	for _, table := range tables.Of(d) {
		for row := range table.Rows {
			for i, f := range table.Fields {
				if !f.List || f.References == "" {
					continue
				}
				for _, item := range strings.Fields(row[i].String()) {
					items++
					if !keys[f.References][item] {
						t.Errorf("%s.%s: %q of %q is not in %s", table.Name, f.Name, item, row[i], f.References)
					}
				}
			}
		}
	}
	if items == 0 || !keys["releases"]["autumn-plan-of-2025"] {
		t.Errorf("%d items; releases %v", items, keys["releases"])
	}
}

// faulty is a log that has a fault when a stage is told to it.
type faulty struct {
	slog.Handler
	stage string
}

func (f faulty) Handle(_ context.Context, r slog.Record) error {
	if r.Message == f.stage {
		panic("fault")
	}
	return nil
}

// A fault between the inputs and the outputs ends the run as any other failure does: with an error, the outputs as they were, and nothing left behind.
func TestPanicEndsRun(t *testing.T) {
	cfg := config(t)
	cfg.Formats = []Format{CSV}
	mustRun(t, cfg)
	before := contents(t, cfg.Out)
	for _, stage := range []string{"find", "transform", "export"} {
		cfg.Logger = slog.New(faulty{slog.NewTextHandler(io.Discard, nil), stage})
		if _, err := Run(t.Context(), cfg); err == nil || !strings.Contains(err.Error(), "internal fault at pipeline_test.go:") {
			t.Errorf("%s: error %v", stage, err)
		}
	}
	if diff := cmp.Diff(before, contents(t, cfg.Out)); diff != "" {
		t.Errorf("the outputs have changed:\n%s", diff)
	}
	cfg.Logger = nil
	if notes := mustRun(t, cfg).Notes; len(notes) > 0 {
		t.Errorf("notes %q", notes)
	}
}
