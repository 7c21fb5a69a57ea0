package lint_test

import (
	"testing"

	"tidyrelease/transform/lint"
)

func TestReadTellsThePlace(t *testing.T) {
	for _, test := range []struct{ data, want string }{
		{"items:\n  - name: a\n    size: 3\n", `f.yaml:3:5: unknown field "size"`},
		{"items: [\n", "f.yaml:1:8: sequence end token ']' not found"},
	} {
		var content struct{ Items []struct{ Name string } }
		_, err := lint.Read("f.yaml", []byte(test.data), &content)
		if err == nil || err.Error() != test.want {
			t.Errorf("%q: error %v; want %s", test.data, err, test.want)
		}
	}
}

func TestReportGathersWithPlaces(t *testing.T) {
	var content struct{ Items []struct{ Name string } }
	f, err := lint.Read("f.yaml", []byte("# a comment\nitems:\n  - name: a\n  - name: b\n"), &content)
	if err != nil {
		t.Fatal(err)
	}
	if f.Err() != nil {
		t.Error("errors before any was reported")
	}
	f.Report("$.items[1].name", "not b")
	f.Report("$.items[0]", "no size")
	f.Report("$.absent", "nothing there")
	if got, want := f.Err().Error(), "f.yaml:4:11: not b\nf.yaml:3:5: no size\nf.yaml:1:1: nothing there"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}
