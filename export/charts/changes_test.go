package charts

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// later is the fixture with every kind of chart after a second run, with what has changed, and with figures that a person looked at.
func later(t testing.TB) *transform.Dataset {
	d := kinds(t)
	fact, check := &d.Observations[0], &d.Checks[0]
	d.Changes = []changes.Change{
		{Kind: changes.Vanished, ID: "gone", Label: "Fares", Subject: "the ferry", PeriodText: "2024", Before: "$12", Releases: fact.Releases, Cause: changes.ReleaseChanged},
		{Kind: changes.Turned, ID: check.ID, Label: "repeat", Before: "consistent", After: "inconsistent", Message: "They differ.", Releases: fact.Releases, Cause: changes.Program},
		{Kind: changes.Changed, ID: fact.ID, Label: "Trade", Before: "$12", After: "$14", Releases: fact.Releases, Cause: changes.ReleaseChanged},
	}
	corrected, rejected := &d.Mentions[0], &d.Mentions[1]
	corrected.Review, corrected.ReviewNote = "corrected", "A. Roy, 2026-11-25: in US dollars (unit: CAD → USD)"
	for i := range d.Observations {
		if o := &d.Observations[i]; o.ID == corrected.ObservationID {
			o.Review = "corrected"
		}
	}
	rejected.Review, rejected.ObservationID = "rejected", ""
	return d
}

// What has changed stands on the page with ways to the facts and checks that are there; nothing stands there where no run came before.
func TestChanges(t *testing.T) {
	d := exporttest.Korea(t)
	doc := parse(t, render(t, d, nil))
	if doc.ids["changes"] != nil {
		t.Error("a first run tells of changes")
	}
	d.Changes = []changes.Change{}
	doc = parse(t, render(t, d, nil))
	if got := text(doc.ids["changes"]); !strings.Contains(got, "Nothing has changed") {
		t.Errorf("a run without changes says %q", got)
	}

	d = later(t)
	fact, check := &d.Observations[0], &d.Checks[0]
	doc = parse(t, render(t, d, nil))
	checkLinks(t, doc)
	rows := inside(inside(doc.ids["changes"], "tbody", "")[0], "tr", "")
	for i, want := range []struct{ text, to string }{
		{"Vanished Fares the ferry, 2024 $12 – The release has changed", ""},
		{"Check turned Repeated figure They differ. Consistent Inconsistent The releases are the same: they are read otherwise In the checks, They differ.", "#" + nameOf("check", check.ID)},
		{"Changed Trade $12 $14 The release has changed In the data, " + fact.IndicatorLabel + ", " + fact.Display, "#" + nameOf("row", fact.ID)},
	} {
		var cells []string
		for n := range rows[i].ChildNodes() {
			cells = append(cells, text(n))
		}
		if got := strings.Join(strings.Fields(strings.Join(cells, " ")), " "); got != strings.Join(strings.Fields(want.text), " ") {
			t.Errorf("change %d is %q, want %q", i+1, got, want.text)
		}
		to := ""
		for _, a := range inside(rows[i], "a", "") {
			to = attr(a, "href")
		}
		if to != want.to {
			t.Errorf("change %d leads to %q, want %q", i+1, to, want.to)
		}
	}

	for len(d.Changes) < mostChanges+1234 {
		d.Changes = append(d.Changes, d.Changes[2])
	}
	doc = parse(t, render(t, d, nil))
	if n := len(inside(inside(doc.ids["changes"], "tbody", "")[0], "tr", "")); n != mostChanges {
		t.Errorf("%d changes are told", n)
	}
	if got := text(doc.ids["changes"]); !strings.Contains(got, "1,234 more") {
		t.Error("the page does not say how many changes it leaves out")
	}
}

// The page of a release in a set tells of its own changes, the overview of all.
func TestChangesOfASet(t *testing.T) {
	d := archive(t)[0]
	for i, r := range d.Releases[:4] {
		d.Changes = append(d.Changes, changes.Change{Kind: changes.New, ID: strconv.Itoa(i), Label: "Fact of " + r.ID, After: "$1", Releases: []string{r.ID}, Cause: changes.ReleaseNew})
	}
	d.Changes = append(d.Changes, changes.Change{Kind: changes.Vanished, ID: "gone", Label: "Fact of a release that is gone", Before: "$1", Releases: []string{"gone"}, Cause: changes.ReleaseGone})
	parts := excerpts(d, groupsOf(d))
	told := 0
	for _, part := range parts {
		if part.Changes == nil {
			t.Errorf("%s does not know that runs were compared", part.Releases[0].ID)
		}
		told += len(part.Changes)
	}
	if told != 4 {
		t.Errorf("the pages of the releases tell of %d changes, want 4", told)
	}
}

// Figures that a person looked at are marked in the text and in every table; what was found to be no figure is marked in the text.
func TestReviews(t *testing.T) {
	d := later(t)
	o := &d.Observations[slices.IndexFunc(d.Observations, func(o transform.Observation) bool { return o.Review != "" })]
	o.Headline = 1
	doc := parse(t, render(t, d, nil))
	checkLinks(t, doc)
	seals := inside(doc.ids["full-text"], "sup", "seal")
	if len(seals) != 2 || text(seals[0]) != "✎ (Corrected by a person)" || text(seals[1]) != "✗ (Rejected by a person)" {
		t.Errorf("%d figures in the text are marked", len(seals))
	}
	if got := text(doc.ids["full-text"]); !strings.Contains(got, "✎ corrected") {
		t.Error("the signs in the text are not explained")
	}
	rows := 0
	for _, row := range doc.all("tr", "") {
		if attr(row, "id") == nameOf("row", o.ID) || attr(row, "data-observation") == o.ID {
			rows++
			if got := text(row); !strings.Contains(got, "Corrected by a person; A. Roy") {
				t.Errorf("a row of the corrected fact is %q", got)
			}
		}
	}
	if rows < 2 {
		t.Errorf("%d rows of the corrected fact, want that of the data and those under its charts", rows)
	}
	if n := len(inside(doc.ids["key-figures"], "span", "tag")); n != len(doc.all("li", "card"))+1 {
		t.Errorf("%d tags on the cards, want one for the corrected figure beside the others", n)
	}
	if doc := parse(t, render(t, exporttest.Korea(t), nil)); strings.Contains(text(doc.ids["main"]), "by a person") {
		t.Error("a page without reviews speaks of them")
	}
}
