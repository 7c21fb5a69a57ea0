package brief_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"tidyrelease/export/brief"
	"tidyrelease/export/brief/paper/papertest"
	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// A release's brief tells what has changed in it, graver things in words and new ones as a count.
func TestChanges(t *testing.T) {
	d := exporttest.Korea(t)
	own, other := []string{d.Releases[0].ID}, []string{"another"}
	d.Changes = []changes.Change{
		{Kind: changes.Vanished, Label: "Exports", PeriodText: "2024", Before: "$3 billion", Releases: own, Cause: changes.Program},
		{Kind: changes.Turned, Label: "sum", Before: transform.Consistent, After: transform.Inconsistent, Message: "They do not add up.", Releases: own, Cause: changes.ReleaseChanged},
		{Kind: changes.Turned, Label: "sum", After: transform.Inconsistent, Message: "Neither do these.", Releases: own, Cause: changes.ReleaseChanged},
		{Kind: changes.Changed, Label: "Direct jobs", Subject: "industry", Before: "120,000 people", After: "more than 125,000 people", Releases: own, Cause: changes.ReleaseChanged},
		{Kind: changes.Changed, Label: "Ministers", Before: "2 ministers", After: "2 ministers", Releases: own, Cause: changes.Program},
		{Kind: changes.Changed, Label: "Elsewhere", Before: "1", After: "2", Releases: other, Cause: changes.ReleaseChanged},
		{Kind: changes.New, Label: "Vehicles sold", After: "228,257 vehicles", Releases: own, Cause: changes.ReleaseChanged},
		{Kind: changes.New, Label: "Companies", After: "about 250 companies", Releases: own, Cause: changes.ReleaseChanged},
	}
	for language, want := range map[string][]string{
		"en": {
			"Since the last run one fact has vanished, 2 checks have turned, 2 facts have changed and 2 facts are new.",
			"Exports, 2024: $3 billion before, not stated now (no release has changed).",
			"Inconsistent now, before consistent (the text of the release has changed): They do not add up.",
			"Inconsistent, before not compared (the text of the release has changed): Neither do these.",
			"Direct jobs, industry: more than 125,000 people now, 120,000 people before (the text of the release has changed).",
			"Ministers: 2 ministers, read otherwise than before (no release has changed).",
		},
		"fr": {"Depuis la dernière exécution, un fait a disparu, 2 vérifications ont un autre résultat, 2 faits ont changé et 2 faits sont nouveaux."},
	} {
		d.Language = language
		got := text(read(t, d))
		for _, w := range want {
			if !strings.Contains(got, fold(w)) {
				t.Errorf("%s: %q is not in the brief", language, w)
			}
		}
		if strings.Contains(got, "Elsewhere") {
			t.Errorf("%s: a change of another release is told", language)
		}
	}
	d.Language, d.Changes = "en", nil
	if strings.Contains(text(read(t, d)), "What has changed") {
		t.Error("changes are told where there was no earlier run")
	}
}

// The brief of a set tells the gravest changes of all releases, also of one that is gone.
func TestChangesOfSet(t *testing.T) {
	d := several(t, 2)
	for i := range 9 {
		d.Changes = append(d.Changes, changes.Change{Kind: changes.Vanished, Label: fmt.Sprintf("Fact %d", i+1), Before: "1", Releases: []string{"gone"}, Cause: changes.ReleaseGone})
	}
	briefs := brief.Of(d, brief.Options{})
	var out bytes.Buffer
	if err := briefs.Write(&out, briefs.Set()...); err != nil {
		t.Fatal(err)
	}
	f, err := papertest.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := text(f)
	for _, want := range []string{"Since the last run 9 facts have vanished.", "Fact 5: 1 before, not stated now (the release is gone)."} {
		if !strings.Contains(got, fold(want)) {
			t.Errorf("%q is not in the brief", want)
		}
	}
	if strings.Contains(got, "Fact 6") {
		t.Error("more changes are told than a reader will read")
	}
}

// What a person said of a figure is told wherever the figure is shown.
func TestReviews(t *testing.T) {
	d := exporttest.Korea(t)
	m := &d.Mentions[0]
	m.Review, m.ReviewNote = "corrected", "J. Tremblay, 2026-02-04: The department corrected its text"
	for i := range d.Observations {
		if o := &d.Observations[i]; o.ID == m.ObservationID {
			o.Review = m.Review
			if o.Headline == 0 {
				t.Fatal("the first mention is of no key figure")
			}
		}
	}
	rejected := &d.Mentions[1]
	rejected.Review, rejected.ReviewNote = "rejected", "J. Tremblay, 2026-02-04: A name"
	f := read(t, d)
	const mark = "Corrected by a person"
	for place, n := range map[string]int{
		"key figures": strings.Count(f.Root.All("L")[0].Text, mark),
		"table":       strings.Count(f.Root.All("Table")[0].Text, mark),
		"charts":      strings.Count(f.Root.All("Figure")[0].Text+f.Root.All("Figure")[1].Text, mark),
	} {
		if n != 1 {
			t.Errorf("%s: %d marks", place, n)
		}
	}
	got := text(f)
	for _, want := range []string{
		"[Corrected by a person: “" + m.Surface + "”. J. Tremblay, 2026-02-04: The department corrected its text]",
		"[No figure, a person says: “" + rejected.Surface + "”. J. Tremblay, 2026-02-04: A name]",
	} {
		if !strings.Contains(got, fold(want)) {
			t.Errorf("%q is not in the brief", want)
		}
	}
}
