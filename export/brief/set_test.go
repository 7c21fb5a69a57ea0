package brief_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"tidyrelease/export/brief"
	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
)

// several is a dataset of n releases that each state what the default release states.
func several(t testing.TB, n int) *transform.Dataset {
	t.Helper()
	d := &transform.Dataset{Language: "en"}
	for i := range n {
		one := exporttest.Korea(t)
		name := func(id string) string { return fmt.Sprintf("%s-%d", id, i) }
		names := func(ids []string) []string {
			var out []string
			for _, id := range ids {
				out = append(out, name(id))
			}
			return out
		}
		for _, r := range one.Releases {
			r.Title = fmt.Sprintf("%s, part %d", r.Title, i+1)
			r.ID = name(r.ID)
			if r.Pair != "" {
				r.Pair = name(r.Pair)
			}
			d.Releases = append(d.Releases, r)
		}
		for _, m := range one.Mentions {
			m.ID, m.ReleaseID, m.ObservationID = name(m.ID), name(m.ReleaseID), name(m.ObservationID)
			d.Mentions = append(d.Mentions, m)
		}
		for _, o := range one.Observations {
			o.ID, o.Mentions, o.Releases = name(o.ID), names(o.Mentions), names(o.Releases)
			if o.Headline > 0 {
				o.Headline = (o.Headline-1)*n + i + 1
			}
			d.Observations = append(d.Observations, o)
		}
		for _, c := range one.Checks {
			c.ID, c.Releases, c.Observations = name(c.ID), names(c.Releases), names(c.Observations)
			d.Checks = append(d.Checks, c)
		}
		for _, c := range one.Charts {
			c.ID, c.Releases = name(c.ID), names(c.Releases)
			d.Charts = append(d.Charts, c)
		}
	}
	return d
}

func TestSet(t *testing.T) {
	const n = 4
	d := several(t, n)
	d.Checks[1].Result, d.Checks[1].Message = transform.Inconsistent, "This cannot be."
	ids := brief.Of(d, brief.Options{}).Set()
	var out bytes.Buffer
	if err := brief.Of(d, brief.Options{Paper: paper.Letter}).Write(&out, ids...); err != nil {
		t.Fatal(err)
	}
	f, err := papertest.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Problems() {
		t.Error(p)
	}
	got := text(f)
	want := []string{"Figures of 4 government news releases", "The 4 releases state 48 facts in figures", "This cannot be.", "15 other comparisons agree."}
	for _, r := range d.Releases {
		if slices.Contains(ids, r.ID) {
			want = append(want, r.Title, r.SHA256)
		}
	}
	for _, m := range d.Mentions {
		if slices.Contains(ids, m.ReleaseID) {
			want = append(want, m.Sentence)
		}
	}
	for _, w := range want {
		if !strings.Contains(got, fold(w)) {
			t.Errorf("%q is not in the brief", w)
		}
	}
	chapters := 0
	for _, b := range f.Outline {
		if b.Level == 2 && strings.Contains(b.Title, ", part ") {
			chapters++
		}
	}
	if chapters != n {
		t.Errorf("%d bookmarks of %d releases", chapters, n)
	}
	if items := f.Root.All("L")[0].Kids; len(items) != 6 || !strings.Contains(items[1].Text, "part 2") {
		t.Errorf("key figures do not stand for several releases: %d, the second %q", len(items), items[1].Text)
	}
}

// Of two versions a set has the one in the language of the dataset; one release is no set.
func TestSetOfVersions(t *testing.T) {
	for _, test := range []struct{ language, releases, want string }{
		{"en", "a.en/en/a.fr a.fr/fr/a.en b.fr/fr/b.en b.en/en/b.fr", "a.en b.en"},
		{"fr", "a.en/en/a.fr a.fr/fr/a.en b.fr/fr/b.en b.en/en/b.fr", "a.fr b.fr"},
		{"en", "a.en/en/a.fr a.fr/fr/a.en", ""},
		{"en", "a/en/ b/fr/", "a b"},
		{"en", "a.de/de/a.fr a.fr/fr/a.de c/en/", "a.de c"},
		{"en", "a/en/gone b/en/", "a b"},
		{"en", "", ""},
	} {
		d := &transform.Dataset{Language: test.language}
		for _, r := range strings.Fields(test.releases) {
			part := strings.Split(r, "/")
			d.Releases = append(d.Releases, transform.Release{ID: part[0], Language: part[1], Pair: part[2]})
		}
		if got := strings.Join(brief.Of(d, brief.Options{}).Set(), " "); got != test.want {
			t.Errorf("%s of %q: %q, want %q", test.language, test.releases, got, test.want)
		}
	}
}

// The data within a brief are those that it shows, and hold together without others.
func TestAttachedData(t *testing.T) {
	d := exporttest.Korea(t)
	f := read(t, d)
	files := map[string][]byte{}
	for _, a := range f.Attachments {
		files[a.Name] = a.Data
	}
	rows := map[string][]map[string]string{}
	for _, name := range []string{"observations.csv", "mentions.csv"} {
		records, err := csv.NewReader(bytes.NewReader(files[name])).ReadAll()
		if err != nil || len(records) < 2 {
			t.Fatalf("%s: %d rows, %v", name, len(records), err)
		}
		for _, record := range records[1:] {
			row := map[string]string{}
			for i, field := range records[0] {
				row[field] = record[i]
			}
			rows[name] = append(rows[name], row)
		}
	}
	mentions := map[string]bool{}
	for _, m := range rows["mentions.csv"] {
		mentions[m["mention_id"]] = true
		if m["release_id"] != d.Releases[0].ID {
			t.Errorf("a figure of %s", m["release_id"])
		}
	}
	shown := f.Root.All("Table")[0].All("TR")
	if len(rows["observations.csv"]) != len(shown)-1 {
		t.Errorf("%d facts are attached and %d shown", len(rows["observations.csv"]), len(shown)-1)
	}
	for _, o := range rows["observations.csv"] {
		for _, id := range strings.Fields(o["mentions"]) {
			if !mentions[id] {
				t.Errorf("fact %s names the figure %s, which is not attached", o["observation_id"], id)
			}
		}
	}
	var description struct {
		Resources []struct {
			Path   string
			Bytes  int
			Schema struct {
				ForeignKeys []struct{ Reference struct{ Resource string } }
			}
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &description); err != nil {
		t.Fatal(err)
	}
	for _, r := range description.Resources {
		if r.Bytes != len(files[r.Path]) || r.Bytes == 0 {
			t.Errorf("%s is said to have %d bytes and has %d", r.Path, r.Bytes, len(files[r.Path]))
		}
		for _, k := range r.Schema.ForeignKeys {
			if files[k.Reference.Resource+".csv"] == nil {
				t.Errorf("%s has a key into %s, which is not attached", r.Path, k.Reference.Resource)
			}
		}
	}
	if len(description.Resources) != 2 {
		t.Errorf("%d tables are described", len(description.Resources))
	}
}

// Numbers of sentences lead to the sentences, and the address of a release to it.
func TestReferences(t *testing.T) {
	d := exporttest.Korea(t)
	d.Releases[0].Source = "https://example.org/news?id=1&l=en"
	f := read(t, d)
	pages := map[string]int{}
	for _, n := range f.Root.All("Lbl") {
		pages[strings.TrimSpace(n.Text)] = n.Page
	}
	led := 0
	for _, n := range f.Root.All("Link") {
		number := strings.Trim(n.Text, "[] ")
		switch {
		case n.URL != "":
			if n.URL != d.Releases[0].Source {
				t.Errorf("a link to %q", n.URL)
			}
		case n.Target != pages[number] || n.Target == 0:
			t.Errorf("link %q leads to page %d; the sentence stands on %d", n.Text, n.Target, pages[number])
		default:
			led++
		}
	}
	if led < len(d.Observations) {
		t.Errorf("%d links of numbers", led)
	}
}

// What the brief costs: its size without what is attached, and the memory that it takes.
func TestCosts(t *testing.T) {
	d := exporttest.Korea(t)
	raw := write(t, d)
	f, err := papertest.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	size := len(raw)
	for _, a := range f.Attachments {
		size -= a.Stored
	}
	if size > 120_000 {
		t.Errorf("%d bytes without attachments", size)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	write(t, d)
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 40<<20 {
		t.Errorf("%d bytes of memory", took)
	}
}

// BenchmarkParallel makes 1,000 briefs on as many cores as -cpu says.
func BenchmarkParallel(b *testing.B) {
	d := exporttest.Korea(b)
	write(b, d)
	briefs := brief.Of(d, brief.Options{})
	for b.Loop() {
		work := make(chan bool)
		done := make(chan bool)
		cores := runtime.GOMAXPROCS(0)
		for range cores {
			go func() {
				for range work {
					var out bytes.Buffer
					if err := briefs.Write(&out, d.Releases[0].ID); err != nil {
						b.Error(err)
					}
				}
				done <- true
			}()
		}
		for range 1000 {
			work <- true
		}
		close(work)
		for range cores {
			<-done
		}
	}
}
