package changes

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// fact is one of release "a", in the words of the table below.
func fact(id, value string, change ...func(*Fact)) Fact {
	f := Fact{
		ID: id, Indicator: "jobs", Measure: "jobs", Subject: "plant", Area: "CA", Period: "2024", Unit: "JB", Method: "reported", Value: value,
		Place: "a/10", Releases: []string{"a"}, Classified: true, Words: []Words{{"Jobs", "in " + id, value + " jobs"}, {"Emplois", "en " + id, value + " emplois"}},
	}
	for _, c := range change {
		c(&f)
	}
	return f
}

func of(ids ...string) func(*Fact) {
	return func(f *Fact) { f.Releases, f.Place = ids, ids[0]+"/10" }
}

// texts gives releases whose bytes are told by the part behind the colon: "a:1 b:1".
func texts(list string) []Release {
	var all []Release
	for _, r := range strings.Fields(list) {
		id, sum, _ := strings.Cut(r, ":")
		pair := map[string]string{"a": "a.fr", "a.fr": "a"}[id]
		all = append(all, Release{ID: id, Source: id + ".txt", SHA256: sum, Pair: pair})
	}
	return all
}

// reviewed gives the releases with a correction in each.
func reviewed(list string) []Release {
	all := texts(list)
	for i := range all {
		all[i].Reviewed = "r"
	}
	return all
}

func TestBetween(t *testing.T) {
	period := func(p string) func(*Fact) { return func(f *Fact) { f.Period = p } }
	place := func(p string) func(*Fact) { return func(f *Fact) { f.Place = p } }
	unclassified := func(measure string) func(*Fact) {
		return func(f *Fact) { f.Indicator, f.Measure, f.Classified = "unclassified", measure, false }
	}
	check := func(id, result string, facts ...string) Check {
		return Check{ID: id, Kind: "sum", Result: result, Facts: facts, Releases: []string{"a"}, Messages: []string{id + " says", id + " dit"}}
	}
	for _, test := range []struct {
		name          string
		before, after Record
		unread        string
		want          []string
	}{
		{"nothing", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:2"), Facts: []Fact{fact("1", "5")}}, "", nil},
		{"a value", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:2"), Facts: []Fact{fact("2", "6")}}, "",
			[]string{"changed 2 5 jobs>6 jobs release_changed"}},
		{"a value that the program reads otherwise", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:1"), Facts: []Fact{fact("2", "6")}}, "",
			[]string{"changed 2 5 jobs>6 jobs program"}},
		{"a period that the program reads otherwise", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:1"), Facts: []Fact{fact("2", "5", period("2025"))}}, "",
			[]string{"changed 2 5 jobs>5 jobs program"}},
		{"another period in a text that has changed", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:2"), Facts: []Fact{fact("2", "5", period("2025"))}}, "",
			[]string{"vanished 1 5 jobs> release_changed", "new 2 >5 jobs release_changed"}},
		{"one more release states it, under another name", Record{Releases: texts("b:1"), Facts: []Fact{fact("1", "5", of("b"))}}, Record{Releases: texts("a:1 b:1"), Facts: []Fact{fact("7", "5", of("a", "b"))}}, "", nil},
		{"two of one thing, one changes", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5"), fact("1-2", "7")}}, Record{Releases: texts("a:2"), Facts: []Fact{fact("1", "7"), fact("3", "8")}}, "",
			[]string{"changed 3 5 jobs>8 jobs release_changed"}},
		{"a release comes", Record{}, Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, "", []string{"new 1 >5 jobs release_new"}},
		{"a release goes", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{}, "", []string{"vanished 1 5 jobs> release_gone"}},
		{"a release cannot be read", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{}, "a", []string{"vanished 1 5 jobs> release_unread"}},
		{"a release has changed and is refused", Record{Releases: texts("refused:1"), Facts: []Fact{fact("1", "5", of("refused"))}}, Record{}, "", []string{"vanished 1 5 jobs> release_refused"}},
		{"a person rejects it", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: reviewed("a:1")}, "", []string{"vanished 1 5 jobs> review"}},
		{"a correction is taken back", Record{Releases: reviewed("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:1"), Facts: []Fact{fact("2", "6")}}, "", []string{"changed 2 5 jobs>6 jobs review"}},
		{"a check is waived", Record{Releases: texts("a:1"), Checks: []Check{check("c1", "inconsistent")}}, Record{Releases: texts("a:1"), Checks: []Check{check("c1", "waived")}}, "",
			[]string{"turned c1 inconsistent>waived review"}},
		{"the program loses it", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}}, Record{Releases: texts("a:1")}, "", []string{"vanished 1 5 jobs> program"}},
		{"the other version comes", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5", place("a/1")), fact("2", "6", place("a/2"), period("2023"))}},
			Record{Releases: texts("a:1 a.fr:1"), Facts: []Fact{fact("1", "5", place("a/1"))}}, "", []string{"vanished 2 6 jobs> release_new"}},
		{"things without an indicator are told apart by their words", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5", unclassified("boats"))}},
			Record{Releases: texts("a:2"), Facts: []Fact{fact("2", "6", unclassified("cows"))}}, "", []string{"vanished 1 5 jobs> release_changed", "new 2 >6 jobs release_changed"}},
		{"a check turns with its value", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}, Checks: []Check{check("c1", "consistent", "1")}},
			Record{Releases: texts("a:2"), Facts: []Fact{fact("2", "6")}, Checks: []Check{check("c9", "inconsistent", "2")}}, "",
			[]string{"turned c9 consistent>inconsistent release_changed", "changed 2 5 jobs>6 jobs release_changed"}},
		{"an inconsistent check goes, a consistent one comes", Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}, Checks: []Check{check("c1", "inconsistent", "1")}},
			Record{Releases: texts("a:1"), Facts: []Fact{fact("1", "5")}, Checks: []Check{{ID: "c2", Kind: "share", Result: "consistent", Messages: []string{"", ""}}}}, "",
			[]string{"turned c1 inconsistent> program"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			unread := map[string]Cause{test.unread: ReleaseUnread, "refused": ReleaseRefused}
			test.before.Languages, test.after.Languages = []string{"en", "fr"}, []string{"en", "fr"}
			for _, c := range Between(&test.before, &test.after, func(id string) Cause { return unread[id] })["en"] {
				got = append(got, fmt.Sprintf("%s %s %s>%s %s", c.Kind, c.ID, c.Before, c.After, c.Cause))
				if explained := c.Cause != Program && c.Cause != ReleaseUnread; c.Explained() != explained {
					t.Errorf("%s: explained %v", c.Cause, c.Explained())
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// What is written is read again, whatever stands in it.
func TestRecord(t *testing.T) {
	hostile := "é \"quoted\", 1\n2 \x00 =1+1"
	want := &Record{
		Languages: []string{"en", "fr"},
		Releases:  []Release{{ID: hostile, Source: "in/" + hostile, SHA256: "1", Pair: "b c", Reviewed: "3"}},
		Facts:     []Fact{fact(hostile, hostile, of("a b", "c,d"), func(f *Fact) { f.Direction, f.Partner, f.Per = "up", "KR", "hour" }), fact("2", "", func(f *Fact) { f.Classified, f.Releases = false, nil })},
		Checks:    []Check{{"c1", "sum", "consistent", []string{"1", "2"}, []string{"a b"}, []string{hostile, ""}}},
		Changes: map[string][]Change{
			"en": {{Turned, "c1", "sum", "plant", "CA", "2024", "in 2024", "", "inconsistent", hostile, []string{"a b", "c"}, Program}},
			"fr": {{Changed, hostile, "Emplois", "plant", "CA", "2024", "en 2024", "1", "2", "", nil, ReleaseNew}},
		},
	}
	var out bytes.Buffer
	if err := want.Write(&out); err != nil {
		t.Fatal(err)
	}
	got, err := Read(&out)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("record (-written +read):\n%s", diff)
	}
}

// A change is told in the words of each language; in those of the first where the run before was not worded in it.
func TestWords(t *testing.T) {
	english := func(f *Fact) { f.Words = f.Words[:1] }
	check := func(result string, messages ...string) []Check {
		return []Check{{ID: "c", Kind: "sum", Result: result, Facts: []string{"1"}, Messages: messages}}
	}
	for _, test := range []struct {
		name   string
		before Record
		want   []string
	}{
		{"both languages", Record{Languages: []string{"en", "fr"}, Facts: []Fact{fact("1", "5"), fact("3", "1", of("b"))}, Checks: check("consistent", "right", "juste")},
			[]string{"Emplois en 3 1 emplois>", "sum  consistent>inconsistent faux", "Emplois en 2 5 emplois>6 emplois"}},
		{"the languages in another order", Record{Languages: []string{"fr", "en"}, Facts: []Fact{fact("1", "5", func(f *Fact) { f.Words[0], f.Words[1] = f.Words[1], f.Words[0] })}},
			[]string{"sum  >inconsistent faux", "Emplois en 2 5 emplois>6 emplois"}},
		{"one language", Record{Languages: []string{"en"}, Facts: []Fact{fact("1", "5", english), fact("3", "1", of("b"), english)}},
			[]string{"Jobs in 3 1 jobs>", "sum  >inconsistent faux", "Emplois en 2 5 jobs>6 emplois"}},
	} {
		test.before.Releases = texts("a:1 b:1")
		after := Record{Languages: []string{"en", "fr"}, Releases: texts("a:2"), Facts: []Fact{fact("2", "6")}, Checks: check("inconsistent", "wrong", "faux")}
		var got []string
		for _, c := range Between(&test.before, &after, nil)["fr"] {
			got = append(got, fmt.Sprintf("%s %s %s>%s%s", c.Label, c.PeriodText, c.Before, c.After, strings.TrimRight(" "+c.Message, " ")))
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// A record that has been damaged is refused, not compared with.
func TestDamagedRecord(t *testing.T) {
	record := &Record{Languages: []string{"en", "fr"}, Facts: []Fact{fact("1", "5")}, Checks: []Check{{ID: "c1", Messages: []string{"a", "b"}}}}
	var out bytes.Buffer
	if err := record.Write(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(out.String(), "\n")
	for _, test := range []struct {
		name string
		drop int // line
		want string
	}{
		{"a fact without its French words", 3, "fact 1 has words in 1 languages of 2"},
		{"a check without a message", 5, "check c1 has words in 1 languages of 2"},
		{"words of nothing", 1, "line 2: words of nothing"},
	} {
		text := strings.Join(append(append([]string{}, lines[:test.drop]...), lines[test.drop+1:]...), "")
		if _, err := Read(strings.NewReader(text)); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestRecordOfAnotherForm(t *testing.T) {
	for _, text := range []string{"", "a,b\n", "record,0" + strings.Repeat(",", columns-2) + "\n"} {
		if _, err := Read(strings.NewReader(text)); !errors.Is(err, ErrForm) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
