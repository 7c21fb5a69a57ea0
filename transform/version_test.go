package transform_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract"
)

// TestVersions tells which releases are versions of each other. A case lists releases as "name language [number date]" or
// "name language address link…" and the pairs that they make.
func TestVersions(t *testing.T) {
	counted := func(id, lang, number, date string) *extract.Document {
		return &extract.Document{ID: id, Language: lang, Number: number, Date: date}
	}
	page := func(id, lang, address string, links ...string) *extract.Document {
		doc := &extract.Document{ID: id, Language: lang, Address: address}
		for _, l := range links {
			to, where, _ := strings.Cut(l, " ")
			doc.Translations = append(doc.Translations, extract.Translation{Language: to, Address: where})
		}
		return doc
	}
	named := func(id string) *extract.Document {
		return &extract.Document{ID: id, Language: strings.ToLower(id[len(id)-2:])}
	}
	for name, test := range map[string]struct {
		docs []*extract.Document
		want string
	}{
		"names":                            {[]*extract.Document{named("plan.en"), named("plan.fr"), named("other.en")}, "plan.en=plan.fr"},
		"names of offices":                 {[]*extract.Document{named("plan_EN"), named("plan_FR"), counted("x-eng", "en", "", ""), counted("x-fra", "fr", "", "")}, "plan_EN=plan_FR x-eng=x-fra"},
		"names with a word that is none":   {[]*extract.Document{named("linen"), named("lifr")}, ""},
		"a name thrice":                    {[]*extract.Document{named("plan.en"), named("plan.fr"), named("plan_en")}, ""},
		"number and day":                   {[]*extract.Document{counted("a", "en", "25-034", "2025-05-01"), counted("b", "fr", "25–034", "2025-05-01")}, "a=b"},
		"numbers in two cases of letters":  {[]*extract.Document{counted("a", "fr", "nr-25-034", "2025-05-01"), counted("b", "en", "NR-25-034", "2025-05-01")}, "a=b"},
		"a number on two days":             {[]*extract.Document{counted("a", "en", "25-034", "2025-05-01"), counted("b", "fr", "25-034", "2025-05-02")}, ""},
		"a number without a day":           {[]*extract.Document{counted("a", "en", "25-034", ""), counted("b", "fr", "25-034", "")}, ""},
		"a day without a number":           {[]*extract.Document{counted("a", "en", "", "2025-05-01"), counted("b", "fr", "", "2025-05-01")}, ""},
		"a number in one language":         {[]*extract.Document{counted("a", "en", "25-034", "2025-05-01"), counted("b", "en", "25-034", "2025-05-01")}, ""},
		"a number of two publishers":       {[]*extract.Document{counted("a", "en", "25-034", "2025-05-01"), counted("b", "fr", "25-034", "2025-05-01"), counted("c", "fr", "25-034", "2025-05-01")}, ""},
		"names before numbers":             {[]*extract.Document{counted("a.en", "en", "25-034", "2025-05-01"), counted("a.fr", "fr", "25-035", "2025-05-01"), counted("b", "fr", "25-034", "2025-05-01")}, "a.en=a.fr"},
		"links between pages":              {[]*extract.Document{page("a", "en", "https://x.ca/en/a", "fr https://x.ca/fr/b"), page("b", "fr", "http://www.x.ca/fr/b/", "en https://x.ca/en/a#top")}, "a=b"},
		"a link from one":                  {[]*extract.Document{page("a", "en", "", "fr ../fr/cliniques.html"), page("cliniques", "fr", "")}, "a=cliniques"},
		"a link by query":                  {[]*extract.Document{page("a", "en", "https://x.ca/news?id=4&lang=en", "fr https://x.ca/news?id=4&lang=fr"), page("b", "fr", "https://x.ca/news?id=4&lang=fr"), page("news", "fr", "")}, "a=b"},
		"a link to what is not there":      {[]*extract.Document{page("a", "en", "", "fr ../fr/cliniques.html"), page("hopitaux", "fr", "")}, ""},
		"a link to the home page":          {[]*extract.Document{page("a", "en", "https://x.ca/a", "fr https://x.ca/"), page("b", "fr", "https://x.ca/b", "en https://x.ca/")}, ""},
		"a link that is returned, and not": {[]*extract.Document{page("a", "en", "https://x.ca/a", "fr https://x.ca/b"), page("b", "fr", "https://x.ca/b", "en https://x.ca/c"), page("c", "en", "https://x.ca/c", "fr https://x.ca/b")}, "b=c"},
		"a link from two":                  {[]*extract.Document{page("a", "en", "https://x.ca/a", "fr https://x.ca/b"), page("b", "fr", "https://x.ca/b"), page("c", "en", "https://x.ca/c", "fr https://x.ca/b")}, ""},
		"a link into the wrong language":   {[]*extract.Document{page("a", "en", "https://x.ca/a", "fr https://x.ca/b"), page("b", "en", "https://x.ca/b")}, ""},
		"an address of two":                {[]*extract.Document{page("a", "en", "", "fr https://x.ca/b"), page("b1", "fr", "https://x.ca/b"), page("b2", "fr", "https://x.ca/b")}, ""},
		"a page that is its own version":   {[]*extract.Document{page("a", "en", "https://x.ca/a", "fr https://x.ca/a")}, ""},
		"an address that cannot be parsed": {[]*extract.Document{page("a", "en", "", "fr http://[::1/%zz"), page("b", "fr", "%zz")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(pairs(t, test.docs), " "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// pairs lists the pairs of a dataset, in the order of their first releases.
func pairs(t *testing.T, docs []*extract.Document) []string {
	t.Helper()
	var list []string
	for _, r := range build(t, "en", docs...).Releases {
		if r.ID < r.Pair {
			list = append(list, r.ID+"="+r.Pair)
		}
	}
	return list
}

// TestVersionsOfAnArchive takes the names away from an archive in two languages: its pages find each other by their numbers, and those that
// have none stay alone.
func TestVersionsOfAnArchive(t *testing.T) {
	folder := shared("yukon")
	if _, err := os.Stat(folder); err != nil {
		t.Skip(err)
	}
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	var named, unnamed []*extract.Document
	name := map[string]string{} // that was taken away
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		doc, err := x.Extract(path, data)
		if err != nil {
			return err
		}
		doc.Mentions, doc.Numerals = nil, nil // it is not the figures by which they are found
		other := *doc
		other.ID = fmt.Sprintf("p%x", doc.SHA256[:12])
		name[other.ID] = doc.ID
		named, unnamed = append(named, doc), append(unnamed, &other)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]bool{}
	for _, p := range pairs(t, named) {
		want[p] = true
	}
	found := map[string]bool{}
	for _, p := range pairs(t, unnamed) {
		a, b, _ := strings.Cut(p, "=")
		a, b = min(name[a], name[b]), max(name[a], name[b])
		found[a+"="+b] = true
	}
	t.Logf("%d pairs by name, %d without names", len(want), len(found))
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("%d pages, pairs by name and without names differ:\n%s", len(named), diff)
	}
}
