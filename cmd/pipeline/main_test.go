package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tidyrelease/pipeline"
)

const release = `Ministry opens clinics

OTTAWA, Ontario, May 5, 2025 – The Ministry of Health will spend $12 million on clinics.
`

// try runs the command in an empty folder that holds the given files.
func try(t *testing.T, files map[string]string, environment map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, content := range files {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(content), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	var out, log strings.Builder
	cache := t.TempDir()
	code = run(t.Context(), args, &out, &log, func(key string) string {
		if key == "XDG_CACHE_HOME" {
			return cache
		}
		return environment[key]
	})
	return code, out.String(), log.String()
}

func TestExitCodes(t *testing.T) {
	contradiction := map[string]string{
		"a.en.txt": "Plants open\n\nOTTAWA, Ontario, May 5, 2025 – The plants employ 5,000 people.\n",
		"a.fr.txt": "Des usines ouvrent\n\nOTTAWA (Ontario), le 5 mai 2025 – Les usines emploient 6 000 personnes.\n",
	}
	with := func(files map[string]string, name, content string) map[string]string {
		more := map[string]string{name: content}
		for n, c := range files {
			more[n] = c
		}
		return more
	}
	for _, test := range []struct {
		name   string
		files  map[string]string
		args   []string
		code   int
		stdout []string
		stderr []string
	}{
		{"default", nil, nil, ok, []string{"2 releases read, 0 refused", "files in out: briefs/, charts.fr.html, charts.html, data/, figures.xlsx, record.csv, run.json"}, nil},
		{"flags behind the input", map[string]string{"a.txt": release}, []string{"a.txt", "-formats", "csv, json,csv", "-out", "there"}, ok, []string{"1 release read", "13 files in there: data/, record.csv, run.json"}, nil},
		{"input that looks like a flag", map[string]string{"-quiet": release}, []string{"-formats=csv", "--", "-quiet"}, ok, []string{"1 release read"}, nil},
		{"help", nil, []string{"-h"}, ok, []string{"Usage: pipeline", "-strict"}, nil},
		{"many releases, the chart library from the net", map[string]string{"a.txt": release, "b.txt": release, "c.txt": release, "d.txt": release}, []string{"-echarts", "cdn", "-formats", "html", "."}, ok, []string{"12 files in out: charts.fr.html, charts.html, charts/, record.csv, run.json"}, nil},
		{"no figures", map[string]string{"a.txt": "A visit\n\nThe ministers met.\n"}, []string{"a.txt"}, ok, []string{"0 figures found"}, []string{"a.txt: no figures: "}},
		{"files left out", map[string]string{"in/a.txt": release, "in/b.csv": ""}, []string{"in"}, ok, nil, []string{"in: ignored: "}},

		{"out is a file", map[string]string{"out": ""}, nil, failed, nil, []string{"out is a file"}},
		{"out is somebody's", map[string]string{"out/thesis.txt": ""}, nil, failed, nil, []string{"no run.json of an earlier run"}},

		{"unknown flag", nil, []string{"-fast"}, usage, nil, []string{"not defined: -fast"}},
		{"unknown format", nil, []string{"-formats", "xlsx,docx"}, usage, nil, []string{`-formats: "docx" is not one of xlsx,pdf,html,csv,json,sqlite,parquet`}},
		{"no format", nil, []string{"-formats", ""}, usage, nil, []string{`-formats: "" is not one of`}},
		{"both languages", nil, []string{"-lang", "fr, en,fr", "-contact", "Jo Roy", "-filters"}, ok, []string{"files in out: en/, fr/, record.csv, run.json"}, nil},
		{"unknown language", nil, []string{"-lang", "de"}, usage, nil, []string{`-lang: "de" is not one of en,fr`}},
		{"unknown place of the chart library", nil, []string{"-echarts", "nowhere"}, usage, nil, []string{`-echarts: "nowhere" is not one of inside,cdn`}},
		{"unknown paper", nil, []string{"-paper", "a3"}, usage, nil, []string{`-paper: "a3" is not one of a4,letter`}},
		{"no font", nil, []string{"-font", "absent.ttf"}, usage, nil, []string{"-font: ", "absent.ttf"}},
		{"a font that is none", map[string]string{"a.ttf": release}, []string{"-font", "a.ttf"}, usage, nil, []string{"-font: a.ttf: ", "no TrueType font"}},
		{"unknown log", nil, []string{"-log", "xml"}, usage, nil, []string{`-log: "xml" is not one of text,json`}},
		{"no value", nil, []string{"-out"}, usage, nil, []string{"flag needs an argument: -out"}},
		{"empty out", nil, []string{"-out", ""}, usage, nil, []string{"-out: no folder"}},
		{"escapes in a flag", nil, []string{"-lang", "\x1b[2J"}, usage, nil, []string{`[2J`}},

		{"absent", nil, []string{"absent.txt"}, refused, []string{"0 releases read, 1 refused", "nothing written, out is as it was"}, []string{"absent.txt: refused: cannot be read"}},
		{"one of two", map[string]string{"a.txt": release, "b.txt": "\x00"}, []string{"a.txt", "b.txt"}, refused, []string{"1 release read, 1 refused", "files in out"}, []string{"b.txt: refused: "}},
		{"folder without releases", map[string]string{"in/a.csv": ""}, []string{"in"}, refused, nil, []string{"in: refused: no releases in this folder"}},

		{"contradiction", contradiction, []string{"."}, ok, []string{" 1 inconsistent"}, []string{"a.en.txt:3:", ": inconsistent: "}},
		{"contradiction, strict", contradiction, []string{"-strict", "."}, inconsistent, nil, []string{": inconsistent: "}},
		{"contradiction and refusal, strict", with(contradiction, "b.txt", ""), []string{"-strict", "."}, refused, nil, []string{": inconsistent: ", "b.txt: refused: "}},
		{"correction", map[string]string{"a.txt": release, "c.yaml": correction("$12 million")}, []string{"-corrections", "c.yaml", "a.txt"}, ok, []string{"1 figure found"}, nil},
		{"correction of nothing", map[string]string{"a.txt": release, "c.yaml": correction("$13 million")}, []string{"-corrections", "c.yaml", "a.txt"}, refused, []string{"1 figure found"}, []string{`c.yaml:2:5: unmet: no figure "$13 million" starts at byte `}},
		{"broken corrections", map[string]string{"a.txt": release, "c.yaml": "corrections:\n  - by: B\n"}, []string{"-corrections", "c.yaml", "a.txt"}, failed, nil, []string{"c.yaml:2:5: no release_id"}},
		{"review of nothing", nil, []string{"review"}, usage, nil, []string{"give one workbook, not 0"}},
		{"review of no workbook", map[string]string{"a.xlsx": "x"}, []string{"review", "a.xlsx"}, refused, nil, []string{"a.xlsx: this is no workbook"}},
		{"strict and consistent", map[string]string{"a.txt": release}, []string{"-strict", "a.txt"}, ok, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			code, stdout, stderr := try(t, test.files, nil, test.args...)
			if code != test.code {
				t.Errorf("exit code %d; want %d", code, test.code)
			}
			for _, want := range test.stdout {
				if !strings.Contains(stdout, want) {
					t.Errorf("standard output lacks %q:\n%s", want, stdout)
				}
			}
			for _, want := range test.stderr {
				if !strings.Contains(stderr, want) {
					t.Errorf("standard error lacks %q:\n%s", want, stderr)
				}
			}
			if test.stderr == nil && stderr != "" {
				t.Errorf("standard error: %s", stderr)
			}
			if strings.ContainsAny(stdout+stderr, "\x1b\a") {
				t.Errorf("escapes reach the terminal: %q%q", stdout, stderr)
			}
		})
	}
}

// correction is a corrections file for the release above.
func correction(surface string) string {
	return fmt.Sprintf("corrections:\n  - release_id: a\n    char_start: %d\n    surface: %s\n    decision: correct\n    values: {value: 13000000}\n    reason: r\n    by: B\n    date: 2026-01-01\n",
		strings.Index(release, "$12"), surface)
}

func TestQuiet(t *testing.T) {
	code, stdout, stderr := try(t, map[string]string{"a.txt": release, "b.txt": ""}, nil, "-quiet", "a.txt", "b.txt")
	if code != refused || stdout != "" || !strings.Contains(stderr, "b.txt: refused: ") {
		t.Errorf("exit code %d, standard output %q, standard error %q", code, stdout, stderr)
	}
}

func TestLog(t *testing.T) {
	bad := "bad\x1b[31m\u202e.txt"
	files := map[string]string{"a.txt": release, bad: ""}
	_, _, text := try(t, files, nil, "-log", "text", "-quiet", "a.txt", bad)
	if lines := strings.Count(text, "\n"); lines != 1 || !strings.Contains(text, "level=WARN msg=refused source=") {
		t.Errorf("log as text: %s", text)
	}
	_, _, records := try(t, files, nil, "-log", "json", "a.txt", bad)
	stages := map[string]bool{}
	for line := range strings.Lines(records) {
		var record struct{ Msg, Source string }
		if err := json.Unmarshal([]byte(line), &record); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		stages[record.Msg] = true
		if record.Source != "" && record.Source != "bad[31m.txt" {
			t.Errorf("source %q", record.Source)
		}
	}
	for _, stage := range []string{"prepare", "find", "extract", "transform", "export", "publish", "refused"} {
		if !stages[stage] {
			t.Errorf("no record of %q in the log:\n%s", stage, records)
		}
	}
	if strings.ContainsAny(text+records, "\x1b\u202e") {
		t.Error("escapes reach the log")
	}
}

func TestSourceDateEpoch(t *testing.T) {
	for epoch, want := range map[string]bool{"": true, "1700000000": false} {
		code, _, stderr := try(t, nil, map[string]string{"SOURCE_DATE_EPOCH": epoch}, "-formats", "csv")
		if code != ok {
			t.Fatal(stderr)
		}
		manifest, err := os.ReadFile("out/run.json")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(manifest), `"durations"`); got != want {
			t.Errorf("SOURCE_DATE_EPOCH=%q: durations in run.json is %v; want %v", epoch, got, want)
		}
	}
}

// The help names every value of the flags.
func TestHelp(t *testing.T) {
	if formats := join(pipeline.Formats()); !strings.Contains(help, formats) {
		t.Errorf("the help does not name the formats %s", formats)
	}
}
