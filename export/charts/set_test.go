package charts

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/govalues/decimal"
	"golang.org/x/net/html"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/interval"
)

// archive is a set of releases in two languages: the fixture, and others with a fact, a check and a chart each, of which two
// stand in both languages.
func archive(t testing.TB) []*transform.Dataset {
	d := exporttest.Korea(t)
	one := d.Charts[0]
	for i := range 6 {
		id := fmt.Sprintf("other %d.en", i)
		text := "The plant gives work to 30 people."
		d.Releases = append(d.Releases, transform.Release{ID: id, Language: "en", Title: fmt.Sprintf("Plant %d", i), Text: text, Date: fmt.Sprintf("2025-0%d-01", i+1), DateText: "a day"})
		o := transform.Observation{ID: "people in " + id, Indicator: "jobs_direct", IndicatorLabel: "Direct jobs", Display: fmt.Sprint(30+i, " people"), Headline: 20 + i, Mentions: []string{"m " + id}, Releases: []string{id}}
		d.Observations = append(d.Observations, o)
		d.Mentions = append(d.Mentions, transform.Mention{ID: "m " + id, ReleaseID: id, CharStart: 24, CharEnd: 33, Surface: "30 people", ObservationID: o.ID})
		c := one
		c.ID, c.Title, c.Releases = "chart of "+id, "Chart "+id, []string{id}
		c.Marks = []transform.Mark{{Label: id, Display: o.Display, Observation: o.ID, Mention: "m " + id, Sentence: text}}
		d.Charts = append(d.Charts, c)
		result := transform.Consistent
		if i == 3 {
			result = transform.Inconsistent
		}
		d.Checks = append(d.Checks, transform.Check{ID: id, Result: result, Message: "Check of " + id, Releases: []string{id}, Observations: []string{o.ID}})
		if i < 2 {
			other := d.Releases[len(d.Releases)-1]
			other.ID, other.Language, other.Pair = strings.Replace(id, ".en", ".fr", 1), "fr", id
			d.Releases[len(d.Releases)-1].Pair = other.ID
			d.Releases = append(d.Releases, other)
		}
	}
	across := one
	across.ID, across.Title = "across", "All plants together"
	across.Releases, across.Marks = nil, nil
	for _, c := range d.Charts[len(d.Charts)-2:] {
		across.Releases = append(across.Releases, c.Releases...)
		across.Marks = append(across.Marks, c.Marks...)
	}
	d.Charts = append(d.Charts, across)
	months := transform.Chart{ID: "releases", Kind: transform.Timeline, Title: "7 releases", Alt: "A bar for each month"}
	for i, n := range []int64{1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1} {
		months.Marks = append(months.Marks, transform.Mark{Label: "a month", Value: decimal.MustNew(n, 0), Interval: interval.Point(decimal.MustNew(n, 0)), Period: fmt.Sprintf("%04d-%02d", 2025+i/12, i%12+1)})
	}
	for _, r := range d.Releases {
		months.Releases = append(months.Releases, r.ID)
	}
	d.Charts = append(d.Charts, months)
	french := *d
	french.Language = "fr"
	return []*transform.Dataset{d, &french}
}

// Many releases have a page each, in both languages. Every link from one page to another leads to a page and a place that
// are there, and every release is on the overview.
func TestSet(t *testing.T) {
	datasets := archive(t)
	set := Set{Datasets: datasets}
	for _, r := range datasets[0].Releases {
		set.Names = append(set.Names, strings.ReplaceAll(r.ID, " ", "-"))
	}
	docs := map[string]*document{}
	for _, p := range set.Pages() {
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		if b.Len() > 1600<<10 {
			t.Errorf("%s has %d bytes", p.Path, b.Len())
		}
		docs[p.Path] = parse(t, b.Bytes())
	}
	groups := len(groupsOf(datasets[0]))
	if len(docs) != 2+2*groups {
		t.Fatalf("pages %q, want an overview and %d pages in each language", slices.Sorted(maps.Keys(docs)), groups)
	}
	for name, doc := range docs {
		checkWays(t, name, doc, docs)
	}
	for _, want := range []string{"charts/fr/other-1.fr.html", "charts/en/other-1.en.html", "charts/fr/other-5.en.html"} {
		if docs[want] == nil {
			t.Errorf("no page %s", want)
		}
	}
	top := docs["charts.html"]
	if n := len(inside(top.ids["releases"], "tr", "")); n != groups+1 {
		t.Errorf("the overview lists %d releases, want %d", n-1, groups)
	}
	if bars := inside(top.all("svg", "timeline")[0], "rect", "bar"); len(bars) != 7 {
		t.Errorf("the timeline has %d bars, want one for each month with releases", len(bars))
	}
	if got := strings.TrimSpace(text(top.all("svg", "timeline")[0])); got != "2025" {
		t.Errorf("the years of the timeline are %q, want the one that has room", got)
	}
	if got := text(top.all("figcaption", "")[0]); !strings.Contains(got, "All plants together") {
		t.Errorf("the first chart of the overview is %q", got)
	}
	if checks := top.all("li", "check"); len(checks) != 1 || !strings.Contains(text(checks[0]), "other 3") {
		t.Errorf("the overview shows %d checks, want the one that does not agree", len(checks))
	}
	if n := len(top.all("article", "")); n != 0 {
		t.Errorf("the overview has the text of %d releases", n)
	}
	own := docs["charts/en/other-3.en.html"]
	if n := len(own.all("figure", "chart")); n != 1 {
		t.Errorf("the page of a release has %d charts, want its own", n)
	}
	if n := len(own.all("a", "figure")); n != 1 {
		t.Errorf("the page of a release marks %d figures, want its own", n)
	}
}

// The overview of an archive stays a page that opens at once, however many releases there are; all of them are on a list.
func TestLargeSet(t *testing.T) {
	const many = 1000
	datasets := archive(t)
	for _, d := range datasets {
		one := d.Releases[len(d.Releases)-1]
		for i := range many {
			r := one
			r.ID, r.Title, r.Pair = fmt.Sprintf("plant-%d.en", i), fmt.Sprintf("The plant in town %d gives work to many more people than a year ago", i), ""
			d.Releases = append(d.Releases, r)
			d.Checks = append(d.Checks, transform.Check{
				ID: fmt.Sprint("c", i), Kind: "sum", Result: transform.Inconsistent, Releases: []string{r.ID},
				Message: strings.Repeat("The parts of the total do not add up. ", 8),
			})
			d.Changes = append(d.Changes, changes.Change{Kind: changes.New, Label: "People employed", After: "30 people", Releases: []string{r.ID}, Cause: changes.ReleaseNew})
		}
	}
	set := Set{Datasets: datasets, Names: make([]string, len(datasets[0].Releases))}
	for i, r := range datasets[0].Releases {
		set.Names[i] = strings.ReplaceAll(r.ID, " ", "-")
	}
	code, _ := library.ReadFile("library/echarts.min.js") // which not every build has
	docs := map[string]*document{}
	for _, p := range set.Pages() {
		if strings.Count(p.Path, "/") > 1 {
			docs[p.Path] = &document{} // the page of a release, which TestSet looks at
			continue
		}
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		if size := b.Len() - len(code); !strings.Contains(p.Path, "releases") && size > 250<<10 {
			t.Errorf("%s has %d KiB without the library", p.Path, size>>10)
		}
		docs[p.Path] = parse(t, b.Bytes())
		checkSafe(t, b.Bytes(), docs[p.Path])
	}
	groups := len(groupsOf(datasets[0]))
	for _, name := range []string{"charts/releases.html", "charts/releases.fr.html"} {
		doc := docs[name]
		if doc == nil {
			t.Fatalf("no page %s", name)
		}
		links := inside(doc.ids["releases"], "a", "")
		if len(links) != groups {
			t.Errorf("%s lists %d releases, want %d", name, len(links), groups)
		}
		for _, a := range links {
			if docs[path.Join("charts", attr(a, "href"))] == nil {
				t.Fatalf("%s leads to %s", name, attr(a, "href"))
			}
		}
	}
	top := docs["charts.html"]
	for _, want := range []string{"Further ones that do not agree: 951", "changes.csv of the run has 900 more", "All releases"} {
		if !strings.Contains(text(top.ids["main"]), want) {
			t.Errorf("the overview does not say %q", want)
		}
	}
	if !slices.ContainsFunc(inside(top.ids["releases"], "a", ""), func(a *html.Node) bool { return attr(a, "href") == "charts/releases.html" }) {
		t.Error("no way from the overview to the list")
	}
}

// checkWays follows the links that lead out of a page.
func checkWays(t *testing.T, name string, doc *document, docs map[string]*document) {
	t.Helper()
	translated := false
	for _, a := range doc.all("a", "") {
		file, place, _ := strings.Cut(attr(a, "href"), "#")
		if strings.HasPrefix(file, "https://") {
			continue
		}
		target := doc
		if file != "" {
			target = docs[path.Join(path.Dir(name), file)]
		}
		if target == nil {
			t.Errorf("%s: no page %s", name, file)
			continue
		}
		if place != "" && target.ids[place] == nil {
			t.Errorf("%s: %s has no %q", name, file, place)
		}
		if lang := attr(a, "hreflang"); lang != "" {
			translated = true
			if got := attr(target.all("html", "")[0], "lang"); got != lang || got == attr(doc.all("html", "")[0], "lang") {
				t.Errorf("%s: the page in %s is in %s", name, lang, got)
			}
		}
	}
	if !translated {
		t.Errorf("%s: no way to the other language", name)
	}
	if up := doc.all("ul", "pages"); strings.Contains(name, "/") && (len(up) == 0 || !strings.Contains(attr(inside(up[0], "a", "")[0], "href"), "../../charts")) {
		t.Errorf("%s: no way to the overview", name)
	}
}

// Few releases share a page.
func TestFewShareAPage(t *testing.T) {
	d := exporttest.Korea(t)
	pages := Set{Datasets: []*transform.Dataset{d}, Names: make([]string, len(d.Releases))}.Pages()
	if len(pages) != 1 || pages[0].Path != "charts.html" {
		t.Errorf("%d pages", len(pages))
	}
}

// Names of elements are never the same for two things.
func TestNames(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"a b", "a-b", "a~20b", "a.b", "é", "è", "\xc3", "a\x00b", "", "A B"} {
		name := nameOf("row", id)
		if other, taken := seen[name]; taken {
			t.Errorf("%q and %q are both %q", id, other, name)
		}
		seen[name] = id
		if strings.ContainsAny(name, " \"'<>&#?%\x00") {
			t.Errorf("%q is named %q", id, name)
		}
	}
}

// From its public address the library is loaded with the hash that it must have, and nothing else is admitted.
func TestPublicLibrary(t *testing.T) {
	var b bytes.Buffer
	if err := (Set{Datasets: []*transform.Dataset{exporttest.Korea(t)}, Names: []string{""}, CDN: true}).Pages()[0].Write(&b); err != nil {
		t.Fatal(err)
	}
	doc := parse(t, b.Bytes())
	loaded := 0
	for _, n := range doc.all("script", "") {
		if src := attr(n, "src"); src != "" {
			loaded++
			if src != libraryURL || attr(n, "integrity") != libraryIntegrity || attr(n, "crossorigin") != "anonymous" {
				t.Errorf("a script is loaded from %s", src)
			}
		}
	}
	if loaded != 1 {
		t.Errorf("%d scripts are loaded, want the library", loaded)
	}
	policy := ""
	for _, n := range doc.all("meta", "") {
		if attr(n, "http-equiv") == "Content-Security-Policy" {
			policy = attr(n, "content")
		}
	}
	if strings.Count(policy, "https:") != 1 || !strings.Contains(policy, "script-src "+libraryURL+" ") {
		t.Errorf("policy is %q", policy)
	}
	lock, err := os.ReadFile("library/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var pinned struct{ Dependencies map[string]string }
	if err := json.Unmarshal(lock, &pinned); err != nil {
		t.Fatal(err)
	}
	if got := pinned.Dependencies["echarts"]; got != libraryVersion {
		t.Errorf("npm fetches version %s, the public address has %s", got, libraryVersion)
	}
	sum := sha512.Sum384(libraryCode(t))
	if got := "sha384-" + base64.StdEncoding.EncodeToString(sum[:]); got != libraryIntegrity {
		t.Errorf("the library has the hash %s, want %s", got, libraryIntegrity)
	}
}
