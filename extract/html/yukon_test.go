package html_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	markup "golang.org/x/net/html"

	"tidyrelease/extract"
	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
)

// yukon lists the pages of the Government of Yukon, which are not part of the project.
func yukon(t testing.TB) []string {
	paths, err := filepath.Glob("../../../shared/yukon/*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("the pages of the Government of Yukon are not here")
	}
	return paths
}

var (
	titleTag  = regexp.MustCompile(`(?s)<title>(.*?)</title>`)
	dateTag   = regexp.MustCompile(`<meta name=date content="([^"]*)"`)
	contact   = regexp.MustCompile(`(?s)class="field__label">(Media contact|Renseignements)<.*`)
	empty     = regexp.MustCompile(`(?s)<(p|li|td|h\d)\b[^>]*>(?:\s|\x{a0}|\x{200b}|</?(?:br|strong|em|span|sub|sup|b|i)\b[^>]*>)*</(?:p|li|td|h\d)>`)
	layoutTag = regexp.MustCompile(`<(?:p|li|h\d|tr|td|th|table|blockquote)\b`)
)

// Every page is read, with the title, day and language that its head tells, without its notices, and
// with its contacts told apart.
func TestYukon(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	behindContacts := map[string]int{}
	for _, path := range yukon(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		d, err := x.Extract(path, data)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		source := string(data)
		title := strings.Join(strings.Fields(markup.UnescapeString(titleTag.FindStringSubmatch(source)[1])), " ")
		date := dateTag.FindStringSubmatch(source)[1]
		language := strings.TrimPrefix(filepath.Ext(strings.TrimSuffix(path, ".html")), ".")
		if d.Title != title || d.Date != date || d.Language != language || !strings.HasSuffix(d.Publisher, "Yukon") {
			t.Errorf("%s: got %q, %s, %s, %q, want %q, %s, %s", path, d.Title, d.Date, d.Language, d.Publisher, title, date, language)
		}
		if strings.Contains(d.Text, "yukon.ca/news") || strings.Contains(d.Text, "has been archived") || strings.Contains(d.Text, "été archivé") {
			t.Errorf("%s: the notice of the archive is in the text", path)
		}
		label := contact.FindStringSubmatch(source)[1]
		behind := slices.IndexFunc(d.Blocks, func(b extract.Block) bool {
			return b.Section == extract.Boilerplate && d.Text[b.Start:b.End] == label
		})
		if behind < 0 {
			t.Errorf("%s: no heading %q", path, label)
			continue
		}
		for _, b := range d.Blocks[behind:] {
			if b.Section != extract.Boilerplate {
				t.Errorf("%s: %q behind the contacts is %s", path, d.Text[b.Start:b.End], b.Section)
			}
		}
		for _, m := range d.Mentions {
			if m.Start > d.Blocks[behind].Start {
				behindContacts[m.Surface]++
			}
		}
	}
	t.Logf("in the contacts: %v", behindContacts)
}

// Where the English and the French page have the same elements in front of the contacts, they have the
// same blocks there, but for a few where one of the two has line breaks or bullets typed by hand.
func TestYukonPairs(t *testing.T) {
	elements := func(source string) []string {
		body, _, _ := strings.Cut(source, contact.FindString(source))
		return layoutTag.FindAllString(empty.ReplaceAllString(body, ""), -1)
	}
	blocks := func(p *page.Page, source string) []page.Block {
		label := contact.FindStringSubmatch(source)[1]
		n := slices.IndexFunc(p.Blocks, func(b page.Block) bool { return p.Text[b.Start:b.End] == label })
		return p.Blocks[:n]
	}
	pairs, same, unlike := 0, 0, 0
	for _, path := range yukon(t) {
		french := strings.Replace(path, ".en.html", ".fr.html", 1)
		if french == path {
			continue
		}
		en, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fr, err := os.ReadFile(french)
		if err != nil {
			continue // a few have no French page
		}
		pairs++
		if !slices.Equal(elements(string(en)), elements(string(fr))) {
			continue
		}
		same++
		a, errA := html.Read(en, page.Limits{}.Budget())
		b, errB := html.Read(fr, page.Limits{}.Budget())
		if errA != nil || errB != nil {
			t.Errorf("%s: %v, %v", path, errA, errB)
			continue
		}
		inEnglish, inFrench := blocks(a, string(en)), blocks(b, string(fr))
		if !slices.EqualFunc(inEnglish, inFrench, func(a, b page.Block) bool { return a.Kind == b.Kind && a.Quote == b.Quote }) {
			unlike++
			t.Logf("%s: %d and %d blocks", path, len(inEnglish), len(inFrench))
		}
	}
	t.Logf("%d pairs, %d with the same elements, %d of them with other blocks", pairs, same, unlike)
	if 50*unlike > same {
		t.Errorf("other blocks in %d of %d pairs with the same elements", unlike, same)
	}
}

// The main text is found as well where no element says which it is: of the pages without their main,
// article, header, footer and aside elements, nearly all of the text is read, and nearly nothing else.
func TestYukonWithoutMain(t *testing.T) {
	named := regexp.MustCompile(`<(/?)(?:main|article|header|footer|aside|nav|section)\b( role="main")?`)
	words, missed, added := 0, 0, 0
	for _, path := range yukon(t) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		with, err := html.Read(data, page.Limits{}.Budget())
		if err != nil {
			t.Fatal(err)
		}
		without, err := html.Read(named.ReplaceAll(data, []byte("<${1}div")), page.Limits{}.Budget())
		if err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		for _, w := range strings.Fields(with.Text) {
			count[strings.Trim(w, "“”«»")]++
			words++
		}
		for _, w := range strings.Fields(without.Text) {
			count[strings.Trim(w, "“”«»")]--
		}
		for _, n := range count {
			missed += max(n, 0)
			added += max(-n, 0)
		}
	}
	t.Logf("%d words, %d missed, %d added", words, missed, added)
	if 200*missed > words || 50*added > words {
		t.Errorf("%d of %d words missed, %d added", missed, words, added)
	}
}

// BenchmarkRead reads all pages of the Government of Yukon, each once a round.
func BenchmarkRead(b *testing.B) {
	var pages [][]byte
	size := 0
	for _, path := range yukon(b) {
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, data)
		size += len(data)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, data := range pages {
			if _, err := html.Read(data, page.Limits{}.Budget()); err != nil {
				b.Fatal(err)
			}
		}
	}
}
