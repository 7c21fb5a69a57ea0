package charts

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tidyrelease/export/exporttest"
	"tidyrelease/extract"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

var pages = flag.String("pages", "", "folder to put the pages of the tests into, to look at them")

// french is the fixture on a French page: the words of the release are in another language than the page.
func french(t testing.TB) *transform.Dataset {
	t.Helper()
	d := exporttest.Korea(t)
	d.Language = "fr"
	return d
}

// kinds is the fixture with every kind of chart, bound and direction.
func kinds(t testing.TB) *transform.Dataset {
	t.Helper()
	d := exporttest.Korea(t)
	one := d.Charts[slices.IndexFunc(d.Charts, func(c transform.Chart) bool { return c.Kind == transform.Bars })]
	unbounded := interval.Endpoint{Unbounded: true}
	bars := one
	bars.ID, bars.Title, bars.Marks = "bounds", "Every kind of bound, beneath a title long enough to wrap on a narrow screen", nil
	for _, m := range []struct {
		label, bound string
		value        int64
		low, high    interval.Endpoint
	}{
		{"Exact", "exact", 12, at(12), at(12)},
		{"About, with a label that needs more than one line", "approx", 10, at(8), at(12)},
		{"At least", "at_least", 8, at(8), unbounded},
		{"At most", "at_most", 20, at(0), at(20)},
		{"Less than", "less_than", 9, unbounded, at(9)},
		{"A loss", "exact", -4, at(-5), at(-3)},
	} {
		mark := one.Marks[0]
		mark.Label, mark.Bound, mark.Value = m.label, m.bound, number9(m.value)
		mark.Interval = interval.Interval{Low: m.low, High: m.high}
		mark.Display = fmt.Sprintf("%s $%d billion", m.bound, m.value)
		bars.Marks = append(bars.Marks, mark)
	}
	line := bars
	line.ID, line.Kind, line.Title, line.Marks = "line", transform.Line, "Trade has doubled", nil
	for i, year := range []string{"2016", "2017", "2019", "2020", "2024"} {
		mark := bars.Marks[i%4]
		mark.Label, mark.Period, mark.Value = year, year, number9(int64(12+3*i))
		mark.Interval = interval.Between(number9(int64(11+3*i)), number9(int64(13+3*i)))
		line.Marks = append(line.Marks, mark)
	}
	slope := line
	slope.ID, slope.Kind, slope.Title, slope.Marks = "slope", transform.Slope, "Trade has grown", []transform.Mark{line.Marks[0], line.Marks[4]}
	ranges := bars
	ranges.ID, ranges.Kind, ranges.Title, ranges.Marks = "ranges", transform.Ranges, "Three ranges", slices.Clone(bars.Marks[:3])
	docks, parks := bars, bars
	docks.ID, docks.Marks, parks.ID, parks.Marks = "docks", slices.Clone(bars.Marks[:2]), "parks", slices.Clone(bars.Marks[2:4])
	docks.Panel = &transform.Panel{Figure: "docks", Title: "Docks cost more than parks"}
	parks.Panel = docks.Panel
	d.Charts = append(d.Charts, bars, line, slope, ranges, docks, parks)
	return d
}

func render(t testing.TB, d *transform.Dataset, echarts []byte) []byte {
	t.Helper()
	page, err := made(d, site{kind: releases}, chartLibrary{code: echarts})
	if err != nil {
		t.Fatal(err)
	}
	if *pages != "" {
		name := strings.ReplaceAll(t.Name(), "/", "-") + ".html"
		if err := os.WriteFile(filepath.Join(*pages, name), page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return page
}

// made is a page on a press of its own.
func made(d *transform.Dataset, at site, lib chartLibrary) ([]byte, error) {
	s, err := newPress(d)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = s.write(&b, d, at, lib)
	return b.Bytes(), err
}

// document is a parsed page with its elements in order.
type document struct {
	elements []*html.Node
	ids      map[string]*html.Node
}

func parse(t testing.TB, page []byte) *document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	doc := &document{ids: map[string]*html.Node{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		doc.elements = append(doc.elements, n)
		if id := attr(n, "id"); id != "" {
			if doc.ids[id] != nil {
				t.Errorf("two elements have the id %q", id)
			}
			doc.ids[id] = n
		}
	}
	return doc
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func (d *document) all(tag, class string) []*html.Node { return within(d.elements, tag, class) }

func within(nodes []*html.Node, tag, class string) []*html.Node {
	var out []*html.Node
	for _, n := range nodes {
		if n.Data == tag && (class == "" || slices.Contains(strings.Fields(attr(n, "class")), class)) {
			out = append(out, n)
		}
	}
	return out
}

func inside(n *html.Node, tag, class string) []*html.Node {
	return within(slices.Collect(n.Descendants()), tag, class)
}

func TestPage(t *testing.T) {
	for _, test := range []struct {
		name, lang, heading string
		make                func(testing.TB) *transform.Dataset
	}{
		{"english", "en-CA", "Key figures", exporttest.Korea},
		{"french", "fr-CA", "Chiffres clés", french},
		{"kinds", "en-CA", "Key figures", kinds},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := test.make(t)
			page := render(t, d, nil)
			doc := parse(t, page)
			if len(page) > 250<<10 {
				t.Errorf("the page has %d bytes", len(page))
			}
			if got := attr(doc.all("html", "")[0], "lang"); got != test.lang {
				t.Errorf("lang is %q, want %q", got, test.lang)
			}
			if h1 := doc.all("h1", ""); len(h1) != 1 || text(h1[0]) != d.Releases[0].Title {
				t.Errorf("want one h1 with the title of the release")
			}
			if title := text(doc.all("title", "")[0]); !strings.Contains(title, d.Releases[0].Title) {
				t.Errorf("title is %q", title)
			}
			if got := text(doc.ids["key-figures-title"]); got != test.heading {
				t.Errorf("key figures are headed %q, want %q", got, test.heading)
			}
			checkSafe(t, page, doc)
			checkLinks(t, doc)
			checkCards(t, d, doc)
			checkFigures(t, d, doc)
			checkText(t, d, doc)
			if got := len(doc.all("li", "check")); got != len(d.Checks) {
				t.Errorf("%d checks are shown, want %d", got, len(d.Checks))
			}
			if got := len(inside(doc.ids["data"], "tr", "")); got != len(d.Observations)+1 {
				t.Errorf("the table has %d rows, want %d and a head", got, len(d.Observations))
			}
		})
	}
}

// wayOut is a link to another page of a set.
var wayOut = regexp.MustCompile(`^(\.\./)*[\w./~-]+\.html(#[\w:.~-]+)?$`)

// checkSafe looks for anything that could run, load or style beside what the policy admits.
func checkSafe(t *testing.T, page []byte, doc *document) {
	t.Helper()
	policy := ""
	for _, n := range doc.all("meta", "") {
		if attr(n, "http-equiv") == "Content-Security-Policy" {
			policy = attr(n, "content")
		}
	}
	if !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy is %q", policy)
	}
	for _, n := range doc.elements {
		switch n.DataAtom {
		case atom.Script:
			if attr(n, "type") == "application/json" {
				if !json.Valid([]byte(text(n))) {
					t.Errorf("the options are not JSON")
				}
				continue
			}
			fallthrough
		case atom.Style:
			sum := sha256.Sum256([]byte(text(n)))
			if hash := base64.StdEncoding.EncodeToString(sum[:]); !strings.Contains(policy, "'sha256-"+hash+"'") {
				t.Errorf("the policy lacks the hash of a %s", n.Data)
			}
		case atom.Img, atom.Iframe, atom.Object, atom.Embed, atom.Link, atom.Base, atom.Form:
			t.Errorf("the page has a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcset" {
				t.Errorf("<%s> has the attribute %s=%q", n.Data, a.Key, a.Val)
			}
			if a.Key == "href" && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") && !wayOut.MatchString(a.Val) {
				t.Errorf("<%s> links to %q", n.Data, a.Val)
			}
		}
	}
	if bytes.Contains(page, []byte("ZgotmplZ")) {
		t.Errorf("the template refused a value")
	}
}

func checkLinks(t *testing.T, doc *document) {
	t.Helper()
	for _, n := range doc.elements {
		for _, a := range n.Attr {
			target, ok := "", false
			switch a.Key {
			case "href":
				target, ok = strings.CutPrefix(a.Val, "#")
			case "aria-labelledby", "aria-describedby", "data-row":
				target, ok = a.Val, a.Val != ""
			}
			if ok && doc.ids[target] == nil {
				t.Errorf("<%s %s=%q> leads nowhere", n.Data, a.Key, a.Val)
			}
		}
	}
}

func checkCards(t *testing.T, d *transform.Dataset, doc *document) {
	t.Helper()
	cards := doc.all("li", "card")
	n := 0
	for _, o := range d.Observations {
		if o.Headline == 0 {
			continue
		}
		n++
		if o.Headline > len(cards) {
			t.Errorf("no card for key figure %d", o.Headline)
			continue
		}
		for _, want := range []string{o.Display, o.Range, o.IndicatorLabel} {
			if got := text(cards[o.Headline-1]); !strings.Contains(got, want) {
				t.Errorf("card %d lacks %q", o.Headline, want)
			}
		}
	}
	if len(cards) != n {
		t.Errorf("%d cards, want %d", len(cards), n)
	}
}

func checkFigures(t *testing.T, d *transform.Dataset, doc *document) {
	t.Helper()
	shown, want := doc.all("figure", "chart"), figuresOf(d.Charts)
	if len(shown) != len(want) {
		t.Fatalf("%d figures, want %d", len(shown), len(want))
	}
	for i, charts := range want {
		f := shown[i]
		caption := text(inside(f, "figcaption", "")[0])
		title, unit := charts[0].Title, charts[0].Subtitle
		if len(charts) > 1 {
			title, unit = charts[0].Panel.Title, ""
		}
		if !strings.Contains(caption, title) || !strings.Contains(caption, unit) {
			t.Errorf("%s: caption is %q", charts[0].ID, caption)
		}
		drawings := inside(f, "svg", "drawing")
		rows := inside(inside(f, "tbody", "")[0], "tr", "")
		if len(drawings) != len(charts) {
			t.Fatalf("%s: %d drawings, want %d", charts[0].ID, len(drawings), len(charts))
		}
		for k := range charts {
			c := &charts[k]
			if got := attr(drawings[k], "aria-label"); got != c.Alt {
				t.Errorf("%s: text alternative is %q", c.ID, got)
			}
			if !strings.Contains(text(f), c.Description) || !strings.Contains(text(f), c.Subtitle) {
				t.Errorf("%s: no long description, or no unit", c.ID)
			}
			marks := inside(drawings[k], "a", "mark")
			if len(marks) != len(c.Marks) || len(rows) < len(c.Marks) {
				t.Fatalf("%s: %d marks and %d rows, want %d", c.ID, len(marks), len(rows), len(c.Marks))
			}
			for j := range c.Marks {
				checkMark(t, c, j, f, marks[j], rows[j])
			}
			rows = rows[len(c.Marks):]
		}
		if len(rows) > 0 {
			t.Errorf("%s: %d rows too many", charts[0].ID, len(rows))
		}
	}
}

// checkMark looks at the drawing, the row and the sentence of mark j of a chart in a figure.
func checkMark(t *testing.T, c *transform.Chart, j int, figure, drawn, row *html.Node) {
	t.Helper()
	m := c.Marks[j]
	if got := attr(drawn, "data-row"); got != attr(row, "id") {
		t.Errorf("%s: mark %d has the row %q", c.ID, j, got)
	}
	if got := text(row); !strings.Contains(got, m.Label) || !strings.Contains(got, m.Display) {
		t.Errorf("%s: row %d is %q", c.ID, j, got)
	}
	if m.Sentence != "" && !strings.Contains(text(inside(figure, "div", "sources")[0]), m.Sentence) {
		t.Errorf("%s: no sentence of %s", c.ID, m.Label)
	}
	if m.Speaker != "" && !strings.Contains(text(figure), m.Speaker) {
		t.Errorf("%s: no speaker of %s", c.ID, m.Label)
	}
	hatched := len(inside(drawn, "rect", "derived"))+len(inside(drawn, "circle", "derived")) > 0
	if hatched != m.Derived {
		t.Errorf("%s: %s is hatched: %t", c.ID, m.Label, hatched)
	}
	if arrows := len(inside(drawn, "path", "arrow")) > 0; m.Interval.High.Unbounded && !arrows {
		t.Errorf("%s: %s has no arrow", c.ID, m.Label)
	}
	whisker := len(inside(drawn, "line", "whisker")) > 0
	spanned := c.Kind == transform.Ranges || c.Kind == transform.Ranks // by the bar itself
	if want := !spanned && m.Bound != "at_most" && m.Interval.Bounded() && !m.Interval.IsPoint(); whisker != want {
		t.Errorf("%s: %s has a whisker: %t", c.ID, m.Label, whisker)
	}
}

// checkText looks for every figure in the text, and for the ways between it, its row and its chart.
func checkText(t *testing.T, d *transform.Dataset, doc *document) {
	t.Helper()
	figures := inside(doc.ids["full-text"], "a", "figure")
	if len(figures) != len(d.Mentions) {
		t.Fatalf("%d figures are marked in the text, want %d", len(figures), len(d.Mentions))
	}
	for i, m := range d.Mentions {
		f := figures[i]
		if text(f) != m.Surface {
			t.Errorf("figure %d in the text is %q, want %q", i, text(f), m.Surface)
		}
		row := doc.ids[strings.TrimPrefix(attr(f, "href"), "#")]
		if !slices.ContainsFunc(inside(row, "a", "to"), func(a *html.Node) bool { return attr(a, "href") == "#"+attr(f, "id") }) {
			t.Errorf("the row of %q does not lead back", m.Surface)
		}
		for _, c := range d.Charts {
			for _, mark := range c.Marks {
				if mark.Observation == m.ObservationID && !slices.ContainsFunc(inside(row, "a", "to"), func(a *html.Node) bool { return attr(a, "href") == "#chart-"+c.ID }) {
					t.Errorf("the row of %q does not lead to chart %s", m.Surface, c.ID)
				}
			}
		}
	}
}

// hostile would run, load, format or break out of every place where the page puts a text.
const hostile = "</script><script>window.broken=1</script><img src=x onerror=window.broken=1>" +
	"\" onmouseover=\"window.broken=1\" '--><svg onload=window.broken=1> javascript:window.broken=1 {b} {c|x} {{.}} &lt; ]]> \u2028\u2029 --accent url(#x) */ `${1}`"

// poison puts text before every string but those of the machine's vocabularies.
func poison(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.Pointer:
		poison(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; v.Field(i).CanSet() && name != "Language" && name != "Kind" && name != "Blocks" && name != "Text" && name != "Review" {
				poison(v.Field(i), text)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), text)
		}
	case reflect.String:
		v.SetString(text + v.String())
	}
}

func TestHostileText(t *testing.T) {
	d := kinds(t)
	poison(reflect.ValueOf(d), hostile)
	r := &d.Releases[0]
	r.Title = hostile
	r.Source = "javascript:window.broken=1"
	r.Text = hostile + "\n" + hostile
	r.Blocks = []transform.Block{{End: len(hostile), Kind: "title"}, {Start: len(hostile) + 1, End: len(r.Text), Kind: hostile}}
	for i := range d.Mentions {
		d.Mentions[i].CharStart, d.Mentions[i].CharEnd = i, i+20
	}
	page := render(t, d, []byte("var echarts"))
	doc := parse(t, page)
	checkSafe(t, page, doc)
	if n := len(doc.all("script", "")); n != 6 {
		t.Errorf("%d scripts, want two of data, the library and three of our own", n)
	}
	checkLinks(t, doc)
	if h1 := text(doc.all("h1", "")[0]); h1 != hostile {
		t.Errorf("the title is shown as %q", h1)
	}
	if got := text(inside(doc.ids["full-text"], "h3", "")[0]); got != hostile {
		t.Errorf("the text is shown as %q", got)
	}
	// The library gets no text: it might read it as a format, as in "{b}".
	options := text(doc.ids["options"])
	for _, word := range []string{"broken=1", "formatter", "{b}", "</", "__f__"} {
		if strings.Contains(options, word) {
			t.Errorf("the options hold %q", word)
		}
	}
}

func TestSameBytes(t *testing.T) {
	first := render(t, kinds(t), []byte("var echarts"))
	for range 20 {
		if !bytes.Equal(first, render(t, kinds(t), []byte("var echarts"))) {
			t.Fatal("two runs gave different bytes")
		}
	}
}

// A page of one release, in one language or two, has its title; a page of several says how many
// there are, and names the release of each card, chart and row.
func TestReleases(t *testing.T) {
	english := transform.Release{ID: "en", Language: "en", Title: "More jobs", Pair: "fr", Text: "More jobs"}
	french := transform.Release{ID: "fr", Language: "fr", Title: "Plus d’emplois", Pair: "en", Text: "Plus d’emplois"}
	other := transform.Release{ID: "other", Language: "fr", Title: "Moins de taxes", Text: "Moins de taxes"}
	for _, test := range []struct {
		releases   []transform.Release
		heading    string
		lang, name string
	}{
		{[]transform.Release{french}, "Plus d’emplois", "", ""},
		{[]transform.Release{english}, "More jobs", "en", ""},
		{[]transform.Release{english, french}, "Plus d’emplois", "", ""},
		{[]transform.Release{french, english}, "Plus d’emplois", "", ""},
		{[]transform.Release{english, other}, "Chiffres de 2 communiqués", "", "More jobs"},
		{[]transform.Release{english, french, other}, "Chiffres de 3 communiqués", "", "Plus d’emplois"},
	} {
		ids := []string{"en", "fr"}
		first := test.releases[0].ID
		if !strings.HasPrefix(test.heading, "Chiffres") && len(test.releases) > 1 {
			first = "fr"
		}
		d := &transform.Dataset{
			Language: "fr", Releases: test.releases,
			Observations: []transform.Observation{{ID: "o", Headline: 1, Releases: ids}},
			Charts:       []transform.Chart{{ID: "c", Releases: ids}},
		}
		doc := parse(t, render(t, d, nil))
		if got := attr(doc.all("article", "")[0], "id"); got != "release-"+first {
			t.Errorf("%s: the first text is %s, want %s", test.heading, got, first)
		}
		h1 := doc.all("h1", "")[0]
		if text(h1) != test.heading || attr(h1, "lang") != test.lang {
			t.Errorf("the page is headed %q in %q, want %q in %q", text(h1), attr(h1, "lang"), test.heading, test.lang)
		}
		for _, part := range []*html.Node{doc.all("li", "card")[0], doc.all("figcaption", "")[0], doc.ids["row-o"]} {
			name := ""
			for _, cite := range inside(part, "cite", "") {
				name = text(cite)
			}
			if name != test.name {
				t.Errorf("%s: a <%s> names %q, want %q", test.heading, part.Data, name, test.name)
			}
		}
	}
}

func TestPageOfLittle(t *testing.T) {
	bare := transform.Chart{ID: "bare", Kind: transform.Bars, Title: "No marks"}
	zero := transform.Chart{ID: "zero", Kind: transform.Line, Marks: []transform.Mark{{}}}
	lost := transform.Mention{ID: "m", ReleaseID: "r", ObservationID: "o", CharStart: 3, CharEnd: 99}
	split := transform.Mention{ID: "s", ReleaseID: "r", CharStart: 0, CharEnd: 1}
	for name, d := range map[string]*transform.Dataset{
		"nothing":     {Language: "en"},
		"no charts":   {Language: "fr", Releases: []transform.Release{{ID: "r", Language: "en", Text: "Text"}}},
		"no marks":    {Language: "en", Charts: []transform.Chart{bare, zero}},
		"lost places": {Language: "en", Releases: []transform.Release{{ID: "r", Text: "été"}}, Mentions: []transform.Mention{lost, split}, Observations: []transform.Observation{{ID: "o", Headline: 1, Mentions: []string{"m"}}}},
		"like ids":    {Language: "fr", Releases: []transform.Release{{ID: "a b"}, {ID: "a-b"}, {ID: "a-b-2"}}, Observations: []transform.Observation{{ID: "é"}, {ID: "è"}}},
	} {
		t.Run(name, func(t *testing.T) {
			page := render(t, d, nil)
			doc := parse(t, page)
			checkSafe(t, page, doc)
			checkLinks(t, doc)
			if got := len(doc.all("article", "release")); got != len(d.Releases) {
				t.Errorf("%d releases are shown, want %d", got, len(d.Releases))
			}
		})
	}
}

func TestLibrary(t *testing.T) {
	page := render(t, exporttest.Korea(t), []byte(`window.echarts = "1 < 2 && '3'";`))
	doc := parse(t, page)
	checkSafe(t, page, doc)
	if n := len(doc.all("script", "")); n != 6 {
		t.Errorf("%d scripts, want two of data, the library and three of our own", n)
	}
	if _, err := made(exporttest.Korea(t), site{kind: releases}, chartLibrary{code: []byte("'</SCRIPT>'")}); err == nil {
		t.Error("a library that ends its own place was taken")
	}
}

func TestErrors(t *testing.T) {
	broken := errors.New("broken pipe")
	if err := (Set{Datasets: []*transform.Dataset{exporttest.Korea(t)}}).Pages()[0].Write(failing{broken}); !errors.Is(err, broken) {
		t.Errorf("got %v, want the writer's error", err)
	}
	if err := (Set{Datasets: []*transform.Dataset{{Language: "de"}}}).Pages()[0].Write(io.Discard); err == nil {
		t.Error("a page without wording was written")
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestWording(t *testing.T) {
	var keys [][]string
	for _, lang := range wording.Languages() {
		c, err := wording.Load(texts, lang)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, c.Keys())
	}
	if !slices.Equal(keys[0], keys[1]) {
		t.Errorf("the languages differ in their keys:\n%v\n%v", keys[0], keys[1])
	}
	var code []byte
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "page.html", "sections.html", "parts.html") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		part, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code = append(code, part...)
	}
	used := map[string]bool{}
	for _, found := range regexp.MustCompile(`\bt "(\w+)"|Text\("(\w+)"|"((?:bound|to)_\w+)"`).FindAllStringSubmatch(string(code), -1) {
		used[found[1]+found[2]+found[3]] = true
	}
	// Keys that are put together: bounds of transform, kinds of checks, months.
	for _, bound := range []string{"exact", "rounded", "range", "approx", "more_than", "at_least", "less_than", "at_most"} {
		used["bound_"+bound] = true
	}
	for _, kind := range []string{"sum", "share", "repeat", "pair", "part", "change", "rate", "scale", "limit", "revision", "jump", "record"} {
		used["check_"+kind] = true
	}
	for _, lang := range wording.Languages() {
		used["in_"+lang] = true
	}
	for _, kind := range []changes.Kind{changes.Vanished, changes.Turned, changes.Changed, changes.New} {
		used["change_"+string(kind)] = true
	}
	for _, cause := range changes.Causes() {
		used["cause_"+string(cause)] = true
	}
	for _, verdict := range []extract.Verdict{extract.Confirmed, extract.Corrected, extract.Rejected} {
		used["review_"+string(verdict)] = true
	}
	for _, kind := range []pageKind{releases, overview, listing} {
		used["lead_"+string(kind)] = true
	}
	for _, prefix := range []string{"in_", "lead_", "bound_", "review_", "check_"} {
		delete(used, prefix)
	}
	for key := range used {
		if !slices.Contains(keys[0], key) {
			t.Errorf("the page uses %q, which has no text", key)
		}
	}
	for _, key := range keys[0] {
		if !used[key] {
			t.Errorf("%q is never used", key)
		}
	}
}

// French typography: no straight apostrophe, and spaces that do not break before high punctuation.
func TestFrenchSpacing(t *testing.T) {
	c, err := wording.Load(texts, wording.French)
	if err != nil {
		t.Fatal(err)
	}
	bad := regexp.MustCompile(`'|[^\x{a0}]:|[^\x{202f}][;!?]|«[^\x{a0}]|[^\x{a0}]»`)
	for _, key := range c.Keys() {
		if found := bad.FindString(c.Text(key)); found != "" {
			t.Errorf("%s: %q in %q", key, found, c.Text(key))
		}
	}
}

func ExampleSet() {
	english := &transform.Dataset{
		Language: "en",
		Releases: []transform.Release{{ID: "r", Language: "fr", Title: "Plus d’emplois", Text: "Plus d’emplois"}},
	}
	french := *english
	french.Language = "fr"
	for _, p := range (Set{Datasets: []*transform.Dataset{english, &french}, Names: []string{"r"}}).Pages() {
		var page bytes.Buffer
		if err := p.Write(&page); err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.Path, regexp.MustCompile("<title>.*</title>").FindString(page.String()))
	}
	// Output:
	// charts.html <title>Plus d’emplois – figures and charts</title>
	// charts.fr.html <title>Plus d’emplois – chiffres et graphiques</title>
}
