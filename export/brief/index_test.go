package brief

import (
	"strings"
	"testing"

	"tidyrelease/transform"
)

// What is said of several releases comes once, and in the order of the table.
func TestRows(t *testing.T) {
	d := &transform.Dataset{
		Releases: []transform.Release{{ID: "a"}, {ID: "b"}, {ID: "c"}},
		Observations: []transform.Observation{
			{ID: "1", Releases: []string{"b"}}, {ID: "2", Releases: []string{"a", "b"}}, {ID: "3", Releases: []string{"c"}}, {ID: "4", Releases: []string{"a"}},
		},
	}
	x := newIndex(d)
	for ids, want := range map[string]string{"": "", "a": "24", "b": "12", "c": "3", "b a": "124", "a b c": "1234", "none": ""} {
		got := ""
		for _, o := range rows(x.Observations, x.observationsOf, strings.Fields(ids)) {
			got += o.ID
		}
		if got != want {
			t.Errorf("of %q: observations %q, want %q", ids, got, want)
		}
	}
	if part := x.part([]string{"a"}); len(part.Observations) != 2 || len(part.Observations[0].Releases) != 1 {
		t.Errorf("the part on one release names others: %v", part.Observations)
	}
}
