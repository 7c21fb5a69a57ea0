package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const corpus = "../../extract/testdata/corpus"

// The accuracy on the committed corpus can only rise: these floors stand just below what is reached.
func TestCorpusFloors(t *testing.T) {
	var out, errs bytes.Buffer
	floor := "value=98,value+unit=93,value+bound=96,value+period=84,section=97,speaker=93"
	if code := run([]string{"-misses=false", "-floor", floor, corpus}, &out, &errs); code != ok {
		t.Errorf("exit code %d: %s\n%s", code, &errs, &out)
	}
	t.Log(out.String())
}

func TestExitCodes(t *testing.T) {
	one := filepath.Join(corpus, "01-trade-mission.en.figures.json")
	for _, test := range []struct {
		name string
		args []string
		code int
		want string
	}{
		{"no files", nil, usage, "no labelled releases"},
		{"no such file", []string{"nowhere.figures.json"}, usage, "nowhere.figures.json"},
		{"folder without labels", []string{t.TempDir()}, usage, "no *.figures.json"},
		{"unknown format", []string{"-format", "x", one}, usage, `-format "x"`},
		{"unknown aspect", []string{"-floor", "vallue=1", one}, usage, `no aspect "vallue"`},
		{"not a label file", []string{"main.go"}, failed, "does not end in .figures.json"},
		{"below the floor", []string{"-floor", "measure=100", one}, failed, "below its floor of 100"},
		{"well", []string{"-floor", "value=90", one}, ok, ""},
	} {
		var out, errs bytes.Buffer
		if code := run(test.args, &out, &errs); code != test.code || !strings.Contains(errs.String(), test.want) {
			t.Errorf("%s: exit code %d, want %d; %s", test.name, code, test.code, &errs)
		}
	}
}

func TestPredictions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "out.json")
	var out bytes.Buffer
	if code := run([]string{"-predictions", file, filepath.Join(corpus, "01-trade-mission.en.figures.json")}, &out, &out); code != ok {
		t.Fatal(out.String())
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var predictions map[string][]struct {
		Surface    string
		Start, End int
		Value      *float64
	}
	if err := json.Unmarshal(data, &predictions); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(corpus, "01-trade-mission.en.txt"))
	if err != nil {
		t.Fatal(err)
	}
	figures := predictions["01-trade-mission.en"]
	if len(figures) == 0 {
		t.Fatalf("no figures in %s", data)
	}
	for _, f := range figures {
		if string(text[f.Start:f.End]) != f.Surface {
			t.Errorf("%q does not stand at %d", f.Surface, f.Start)
		}
	}
}
