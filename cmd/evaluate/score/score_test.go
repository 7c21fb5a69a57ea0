package score_test

import (
	"path/filepath"
	"strings"
	"testing"

	"tidyrelease/cmd/evaluate/score"
)

func corpus(t *testing.T) []*score.Release {
	t.Helper()
	paths, err := filepath.Glob("../../../extract/testdata/corpus/*.figures.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var releases []*score.Release
	for _, path := range paths {
		r, err := score.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		releases = append(releases, r)
	}
	return releases
}

func TestLabelsScoreFullMarks(t *testing.T) {
	for _, r := range corpus(t) {
		all, _, misses := score.Compare(r, r.Figures)
		for _, a := range score.Scored() {
			if all.F1(a) != 100 {
				t.Errorf("%s: %s F1 %v, %v", r.ID, a, all.F1(a), misses)
			}
		}
		for _, a := range score.Described() {
			if all.Share(a) != 100 {
				t.Errorf("%s: %s %v", r.ID, a, all.Share(a))
			}
		}
	}
}

// One change to one figure costs exactly the aspects that it touches.
func TestPerturbations(t *testing.T) {
	r := corpus(t)[0]
	n := len(r.Figures)
	for _, test := range []struct {
		name   string
		change func(*score.Figure)
		wrong  string // aspects that lose the figure
	}{
		{"value", func(f *score.Figure) { v := *f.Value * 1.001; f.Value = &v }, "value value+unit value+bound value+period"},
		{"rounding", func(f *score.Figure) { v := *f.Value * 1.000001; f.Value = &v }, ""},
		{"unit", func(f *score.Figure) { f.Unit = "cow" }, "value+unit"},
		{"plural", func(f *score.Figure) { f.Unit = strings.ToUpper(f.Unit) + "S" }, ""},
		{"denominator", func(f *score.Figure) { f.Per = "week" }, "value+unit"},
		{"bound", func(f *score.Figure) { f.Bound = "less_than" }, "value+bound"},
		{"direction", func(f *score.Figure) { f.Direction = "down" }, "value+bound"},
		{"period", func(f *score.Figure) { f.Period = "1999" }, "value+period"},
		{"place", func(f *score.Figure) { f.Start, f.End = len(r.Text)-1, len(r.Text) }, "value value+unit value+bound value+period"},
		{"trivial", func(f *score.Figure) { f.Trivial = true }, "value value+unit value+bound value+period"},
	} {
		figures := append([]score.Figure(nil), r.Figures...)
		test.change(&figures[0])
		all, _, _ := score.Compare(r, figures)
		var wrong []string
		for _, a := range score.Scored() {
			if all.Right[a] != n {
				wrong = append(wrong, string(a))
			}
		}
		if got := strings.Join(wrong, " "); got != test.wrong {
			t.Errorf("%s: wrong in %q, want %q", test.name, got, test.wrong)
		}
	}
}

func TestExtraFigureCostsPrecision(t *testing.T) {
	r := corpus(t)[0]
	extra := r.Figures[0]
	extra.Start, extra.End = len(r.Text)-2, len(r.Text)
	all, _, misses := score.Compare(r, append(append([]score.Figure(nil), r.Figures...), extra))
	if all.Recall(score.Value) != 100 || all.Precision(score.Value) == 100 {
		t.Errorf("recall %v, precision %v", all.Recall(score.Value), all.Precision(score.Value))
	}
	if len(misses) != 1 || !strings.Contains(misses[0].String(), "want nothing, got") {
		t.Errorf("misses %v", misses)
	}
}

func TestMissNamesItsPlace(t *testing.T) {
	r := corpus(t)[0]
	_, _, misses := score.Compare(r, r.Figures[1:])
	want := r.Path + ":1:37: value: want \"18 agreements\" 18, got nothing"
	if len(misses) != 1 || misses[0].String() != want {
		t.Errorf("got %v, want %s", misses, want)
	}
}
