package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const corpus = "../../extract/testdata/corpus"

// The accuracy on the committed corpus can only rise: these floors stand just below what is reached.
func TestCorpusFloors(t *testing.T) {
	var out, errs bytes.Buffer
	floor := "value=99.7,value+unit=97.7,value+bound=98.9,value+period=95.9,measure=84,subject=84,area=97.5,section=99.9,speaker=99.9"
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
		{"aspect of another format", []string{"-format", "newsquant", "-floor", "section=1", one}, usage, `-format newsquant has no aspect "section"`},
		{"floor that is none", []string{"-floor", "value=101", one}, usage, `value: "101" is not a percentage`},
		{"not a benchmark", []string{"-format", "newsquant", one}, failed, "not a JSON array of cases"},
		{"not a specification", []string{"-format", "recognizers", one}, failed, "the name is not recognizers-KIND.LANGUAGE"},
		{"no pairs", []string{"-format", "pairs", t.TempDir()}, failed, "no release in two languages"},
		{"pairs below the floor", []string{"-format", "pairs", "-floor", "value+period=100", corpus}, failed, "below its floor of 100"},
		{"explained in no language", []string{"-explain", "a", "-lang", "de"}, usage, `no language is called "de"`},
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

// The languages of a release tell the same figures: this floor stands just below what is reached.
func TestPairsFloor(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"-format", "pairs", "-misses=false", "-floor", "counterpart=97", corpus}, &out, &errs); code != ok {
		t.Errorf("exit code %d: %s\n%s", code, &errs, &out)
	}
	if !strings.Contains(out.String(), "of English") || !strings.Contains(out.String(), "not understood") {
		t.Errorf("the table lacks its head or the ledger:\n%s", &out)
	}
}

// The benchmarks of others can only rise as well; they are read where they lie.
func TestBenchmarkFloors(t *testing.T) {
	const benchmarks = "../../../shared/benchmarks"
	if _, err := os.Stat(benchmarks); err != nil {
		t.Skip("the benchmarks are not there: ", err)
	}
	for format, floor := range map[string]string{
		"newsquant":   "value=94,value+unit=88,value+change=89",
		"recognizers": "value=93,value+span=92,cases=93.5",
	} {
		var out, errs bytes.Buffer
		if code := run([]string{"-format", format, "-misses=false", "-floor", floor, benchmarks}, &out, &errs); code != ok {
			t.Errorf("%s: exit code %d: %s\n%s", format, code, &errs, &out)
		}
		t.Log(out.String())
	}
}

func TestExplain(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"-explain", "In 2019, exports rose by nearly 5% to more than $24.5 billion; billions of dollars went to 3 people, call 555-1234."}, &out, &errs); code != ok {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	golden := filepath.Join("testdata", "explain.golden")
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	out.Reset()
	if code := run([]string{"-explain", "Il a reçu 12 % du tout.", "-lang", "fr"}, &out, &errs); code != ok || !strings.Contains(out.String(), `"12 %" = 12 percent`) {
		t.Errorf("exit code %d: %s%s", code, &out, &errs)
	}
	out.Reset()
	if code := run([]string{"-explain", "No number is here."}, &out, &errs); code != ok || out.String() != "no figures\nledger:\n" {
		t.Errorf("exit code %d: %s%s", code, &out, &errs)
	}
}

func TestJSON(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"-json", filepath.Join(corpus, "01-trade-mission.en.figures.json")}, &out, &errs); code != ok {
		t.Fatalf("exit code %d: %s", code, &errs)
	}
	var report struct {
		All struct {
			Labelled  int
			Extracted int
			Right     map[string]int
			Scores    map[string]struct{ Precision, Recall, F1 float64 }
			Shares    map[string]float64
		}
		Ledger map[string]int
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	value := report.All.Scores["value"]
	right := float64(report.All.Right["value"])
	if right == 0 || value.Recall != 100*right/float64(report.All.Labelled) || value.Precision != 100*right/float64(report.All.Extracted) {
		t.Errorf("scores do not follow from the counts: %+v", report.All)
	}
	if _, scored := report.All.Scores["section"]; scored || report.All.Shares["section"] == 0 || report.Ledger["mention"] == 0 {
		t.Errorf("section is a share, and there is a ledger: %s", &out)
	}
}
