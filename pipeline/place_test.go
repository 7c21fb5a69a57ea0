package pipeline

import (
	"testing"

	"tidyrelease/transform"
)

// A fact that several releases state is pointed to in the one that a check is of.
func TestInconsistencyPlace(t *testing.T) {
	d := &transform.Dataset{
		Releases: []transform.Release{{ID: "a", Source: "a.txt", Text: "12 cats"}, {ID: "b", Source: "b.txt", Text: "Now\nthere are 12 cats"}},
		Mentions: []transform.Mention{{ReleaseID: "a", ObservationID: "cats"}, {ReleaseID: "b", ObservationID: "cats", CharStart: 14}},
		Checks:   []transform.Check{{Result: transform.Inconsistent, Observations: []string{"cats"}, Releases: []string{"b"}, Message: "Why?"}},
	}
	want := Diagnostic{Inconsistent, "b.txt", 2, 11, "Why?"}
	if got := inconsistencies(d); len(got) != 1 || got[0] != want {
		t.Errorf("got %v, want %v", got, want)
	}
}
