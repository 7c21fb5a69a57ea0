package html_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
	"tidyrelease/extract/text"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The pages of testdata are written in the shapes of well-known sites; each golden file tells what is
// read from one.
func TestReadPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, name := range pages {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !html.Is(data) {
				t.Error("not told from plain text")
			}
			p, err := html.Read(data, page.Limits{}.Budget())
			if err != nil {
				t.Fatal(err)
			}
			if err := whole(p); err != nil {
				t.Error(err)
			}
			var b strings.Builder
			fmt.Fprintf(&b, "title      %s\ndate       %s\npublisher  %s\nlanguage   %s\n", p.Title, p.Date, p.Publisher, p.Language)
			for _, block := range p.Blocks {
				kind := string(block.Kind)
				if block.Quote {
					kind += " quote"
				}
				if block.Level > 0 {
					kind += fmt.Sprint(" ", block.Level)
				}
				fmt.Fprintf(&b, "\n%-16s%q", kind, p.Text[block.Start:block.End])
			}
			fmt.Fprintf(&b, "\n\n%s\n", p.Text)
			golden := strings.TrimSuffix(name, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), b.String()); diff != "" {
				t.Errorf("run with -update to accept (-want +got):\n%s", diff)
			}
		})
	}
}

// shown gives the blocks of a page as "kind:text", parted by bars.
func shown(p *page.Page) string {
	var blocks []string
	for _, b := range p.Blocks {
		blocks = append(blocks, string(b.Kind)+":"+p.Text[b.Start:b.End])
	}
	return strings.Join(blocks, "|")
}

func TestReadBlocks(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"white space is folded", "<p> a \n\t b<b> c </b> d</p>", "paragraph:a b c d"},
		{"no-break spaces are kept", "<p>&nbsp;5&nbsp;000&#8239;$ &nbsp;</p>", "paragraph:5\u00a0000\u202f$"},
		{"empty paragraphs are none", "<p>a</p><p>&nbsp;</p><p><br></p><p>\u200b</p>b", "paragraph:a|paragraph:b"},
		{"what cannot be seen is left out", "<p>1\u200b2\u00ad5\u202e,\ufeff000\x00\x01</p>", "paragraph:125,000"},
		{"characters by number", "<p>&#150;&#x2019;&frac12;&nosuch;&amp;lt;", "paragraph:–’½&nosuch;&lt;"},
		{"blocks in a line", "<div>a<p>b<div>c</div>d</div>e", "paragraph:a|paragraph:b|paragraph:c|paragraph:d|paragraph:e"},
		{"headings", "<h2>A<br>b</h2><h3>C</h3>", "heading:A b|heading:C"},

		{"a line is a block", "<p>A<br>B<br><br>C</p>", "paragraph:A|paragraph:B|paragraph:C"},
		{"a sentence goes on in lower case", "<p>It cost<br>about 5 dollars", "paragraph:It cost\nabout 5 dollars"},
		{"a sentence goes on behind a small word", "<p>From March 3 to<br>June 25, because", "paragraph:From March 3 to\nJune 25, because"},
		{"an address is a line", "<p>Ana Roy<br>ana@example.org", "paragraph:Ana Roy|paragraph:ana@example.org"},
		{"a number under its label", "<div>Release #:</div><div>18-051</div>", "paragraph:Release #: 18-051"},
		{"a name under its label", "<div>Contact:</div><div>Ana Roy</div>", "paragraph:Contact:|paragraph:Ana Roy"},
		{"bullets by hand", "<p>• tankers<br>– ships<br>·\u00a0boats<br>-40 °C", "list_item:tankers|list_item:ships|list_item:boats|paragraph:-40 °C"},

		{"lists", "<ul><li>a<ol><li>b<li>c</ol><li><p>d<p>e</ul>f", "list_item:a|list_item:1. b|list_item:2. c|list_item:d|paragraph:e|paragraph:f"},
		{"an item without a list", "<div><li>a<li>b</div>", "list_item:a|list_item:b"},
		{"an empty item", "<ul><li></li><li><a href=#></a></li></ul>a", "paragraph:a"},
		{"definitions", "<dl><dt>a<dd>b<dt>c<dd>d</dl>", "paragraph:a|paragraph:b|paragraph:c|paragraph:d"},
		{"lines as they stand", "<pre>a  b\n\n c</pre>", "paragraph:a b|paragraph:c"},

		{"a table", "<table><tr><th>a<th>b<tr><td>c<td> 1 <br> 2 </table>", "table_row:a\tb|table_row:c\t1 2"},
		{"empty cells", "<table><tr><td><td>a<td>b<tr><td>c<td><td>d<tr><td>e<td>&nbsp;<td></table>", "table_row:\u00a0\ta\tb|table_row:c\t\td|paragraph:e"},
		{"cells over columns and rows", "<table><tr><td>a<td colspan=2>b<td>c<tr><td rowspan=2>d<td>1<td>2<td>3<tr><td>4<td>5<td>6</table>", "table_row:a\tb\t\tc|table_row:d\t1\t2\t3|table_row:\u00a0\t4\t5\t6"},
		{"rows of headings", "<table><thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead><tr><td>e<td>1<td>2</table>", "table_row:a\tb c\tb d|table_row:e\t1\t2"},
		{"title and note of a table", "<table><tr><th colspan=2>T<tr><td>a<td>1<tr><td>b<td>2<tr><td colspan=2>N</table>", "paragraph:T|table_row:a\t1|table_row:b\t2|paragraph:N"},
		{"a long text under a heading", "<table><tr><th>a<th>b<tr><td>" + strings.Repeat("c ", 300) + "<td>1</table>", "table_row:a\tb|table_row:" + strings.Repeat("c ", 299) + "c\t1"},
		{"a table for layout", "<table><tr><td><ul><li>a<li>b</ul><td><p>c<p>d</table>", "list_item:a|list_item:b|paragraph:c|paragraph:d"},
		{"text between the cells", "<table>a<tr><td>b<td>c</table>", "paragraph:a|paragraph:b|paragraph:c"},
		{"lines in a cell", "<table><tr><td><pre>a\nb</pre><td>c<tr><td>d<td>e</table>", "table_row:a b\tc|table_row:d\te"},
		{"more columns than are kept apart", "<table><tr>" + strings.Repeat("<td>1", 66) + "</table>", "table_row:" + strings.Repeat("1\t", 63) + "1 1 1"},
		{"a quotation with a table", "<blockquote>A.<table><tr><td>b<td><cite>c</cite></table></blockquote>", "paragraph:A.|table_row:b\tc"},
		{"a table of one column", "<table><tr><td>a<tr><td>b</table>", "paragraph:a|paragraph:b"},

		{"powers and indices", "<p>5 m<sup>2</sup>, 3 km<sup>2</sup>, W m<sup>-2</sup>, 10<sup>6</sup>, CO<sub>2</sub>, Ca(OH)<sub>2</sub>, PM<sub>2.5</sub>", "paragraph:5 m², 3 km², W m⁻², 10⁶, CO₂, Ca(OH)₂, PM2.5"},
		{"ordinals and titles", "<p>le 1<sup>er</sup> mai, M<sup>me</sup> Roy, 21<sup>st</sup>, X<sup>MC</sup>", "paragraph:le 1er mai, Mme Roy, 21st, XMC"},
		{"marks of notes", "<p>5 000<sup>1</sup> jobs<sup>[2]</sup>, 12 %<sup>3, 4</sup> of 7<sup><a href=#n>a</a></sup> and 310<sup>*</sup>.<p><sup>1</sup> Estimate.", "paragraph:5 000 jobs, 12 % of 7 and 310.|paragraph:Estimate."},
		{"blocks in small print", "<div>A:</div>1<sup>2<div>3</div></sup>4", "paragraph:A: 12|paragraph:3|paragraph:4"},
		{"a mark alone", "<p>a<p><sup>1</sup><p>b", "paragraph:a|paragraph:b"},
		{"text that is struck out", "<p><del>5</del> <s>6</s> <strike>7</strike> <ins>8</ins>", "paragraph:8"},
		{"what a page hides", "<p>a<span hidden>1</span><span style='color:red; DISPLAY : none'>2</span><span class='x sr-only'>3</span><script>4</script><style>5</style><noscript>6</noscript><template>7</template><textarea>8</textarea><button>9</button><svg><title>10</title><path/></svg>b", "paragraph:ab"},
		{"what a page shows on some screens", "<p><span class='d-none d-md-inline'>a</span><span class='hidden lg:block'>b</span><span class='d-none d-print-block'>c</span>", "paragraph:ab"},
		{"a decoration", "<p><span aria-hidden=true>$5M</span><span class=visually-hidden>5 million dollars</span><i class='icon' aria-hidden=true>expand</i><div aria-hidden=true>dialog</div>", "paragraph:$5M"},
		{"a drawing that is not closed", "<p>a<svg><g><p>b", "paragraph:a|paragraph:b"},

		{"a signed quotation", "<blockquote><p>A.<p>B.<footer>C, D</footer></blockquote>", "paragraph:“A.|paragraph:“B.”|paragraph:C, D"},
		{"a quotation with its own marks", "<blockquote>“A.”<cite>– C</cite></blockquote>", "paragraph:“A.”|paragraph:C"},
		{"a number in a quotation", "<blockquote><p>It is:<p>5<footer>C</footer></blockquote>", "paragraph:“It is:|paragraph:“5”|paragraph:C"},
		{"a quotation that names a book", "<blockquote><p>See <cite>A</cite> and B.</blockquote>", "paragraph:See A and B."},
		{"a quotation in French", "<html lang=fr><p>Elle dit :<blockquote><p>A.</blockquote>", "paragraph:Elle dit :|paragraph:«\u00a0A.\u00a0»"},
		{"a list that is set in", "<p>They are:<blockquote><ul><li>A</ul></blockquote>", "paragraph:They are:|list_item:A"},
	} {
		p, err := html.Read([]byte("<!doctype html><body>"+test.in), page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if got := shown(p); got != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.name, got, test.want)
		}
		if err := whole(p); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// A list and a table stand line under line, everything else apart.
func TestReadText(t *testing.T) {
	p, err := html.Read([]byte("<h1>T</h1><p>a<ul><li>b<ol start=7><li>c<li>d</ol><li>e</ul><table><tr><td>f<td>g<tr><td>h<td>i</table><p>j<br>K"), page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	want := "T\n\na\n\n• b\n  7. c\n  8. d\n• e\n\nf\tg\nh\ti\n\nj\nK"
	if p.Text != want {
		t.Errorf("got %q, want %q", p.Text, want)
	}
}

func TestReadHead(t *testing.T) {
	const body = "<p>Body.</p>"
	for _, test := range []struct{ name, in, title, date, publisher, language string }{
		{"nothing", body, "", "", "", ""},
		{"a title tag", "<title> A  &amp; B\n</title>" + body, "A & B", "", "", ""},
		{"the heading before the title tag", "<title>A – Site</title><h1>A</h1>" + body, "A", "", "", ""},
		{"the name of the site", "<title>A | Site</title><meta property=og:site_name content=Site>" + body, "A", "", "Site", ""},
		{"of two headings the one in the title", "<title>B and C | Site</title><h1>Site</h1><h1>B and C</h1>" + body, "B and C", "", "", ""},
		{"days in other forms", "<meta name=dc.date.issued content=20250613><meta name=dcterms.modified content=2026-01-01>" + body, "", "2025-06-13", "", ""},
		{"a day as in mail", "<meta name=pubdate content='Fri, 13 Jun 2025 10:00:00 GMT'>" + body, "", "2025-06-13", "", ""},
		{"a day that is none", "<meta name=date content=2025-02-30><meta name=date content=soon>" + body, "", "", "", ""},
		{"the better day", "<meta name=date content=2025-02-03><meta name=article:published_time content=2025-02-01T23:59:00-05:00>" + body, "", "2025-02-01", "", ""},
		{"a time in front of the text", "<time datetime=2025-02-01>Saturday</time>" + body + "<time datetime=2024-02-01></time>", "", "2025-02-01", "", ""},
		{"a person and a site", "<meta name=author content='J Smith'><meta property=og:site_name content='The Office'>" + body, "", "", "The Office", ""},
		{"codes of languages", "<html lang=en><main lang=FR-ca>" + body, "", "", "", "fr"},
		{"codes of three letters", "<html lang=fre>" + body, "", "", "", "fr"},
		{"codes of no language", "<html lang=c++>" + body, "", "", "", ""},
		{"three letters", "<meta name=dcterms.language content=fra>" + body, "", "", "", "fr"},
		{"a locale", "<meta property=og:locale content=en_US>" + body, "", "", "", "en"},
		{"linked data that is broken", "<script type=application/ld+json>{\"@type\":</script>" + body, "", "", "", ""},
		{"linked data of other things", `<script type=application/ld+json>{"@type":"Event","datePublished":"2025-02-01"}</script>` + body, "", "", "", ""},
		{"linked data in a list", `<script type=application/ld+json>[{"@type":["Thing","ReportageNewsArticle"],"headline":"A\u202e","datePublished":"2025-02-01","inLanguage":"en","author":[{"@type":"Person","name":"P"},{"@type":"GovernmentOrganization","name":"G"}]}]</script>` + body, "A", "2025-02-01", "G", "en"},
	} {
		p, err := html.Read([]byte("<!doctype html>"+test.in), page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if p.Title != test.title || p.Date != test.date || p.Publisher != test.publisher || p.Language != test.language {
			t.Errorf("%s: got %q, %q, %q, %q", test.name, p.Title, p.Date, p.Publisher, p.Language)
		}
	}
}

func TestReadEncodings(t *testing.T) {
	const want = "paragraph:né en 1 000 €"
	for name, in := range map[string]string{
		"UTF-8":                    "<p>né en 1\u00a0000 €",
		"a mark":                   "\ufeff<meta charset=latin1><p>né en 1\u00a0000 €",
		"Latin-1 as browsers read": "<meta charset=iso-8859-1><p>n\xe9 en 1\xa0000 \x80",
		"in the older form":        "<meta http-equiv=content-type content='text/html; charset=windows-1252'><p>n\xe9 en 1\xa0000 \x80",
		"UTF-16":                   "\xfe\xff\x00<\x00p\x00>\x00n\x00\xe9\x00 \x00e\x00n\x00 \x001\x00\xa0\x000\x000\x000\x00 \x20\xac",
		"UTF-16 that is not":       "<meta charset=utf-16><p>né en 1\u00a0000 €",
	} {
		p, err := html.Read([]byte(in), page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if got := shown(p); got != strings.ReplaceAll(want, "1 0", "1\u00a00") {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		in    string
		want  error
		place string
	}{
		{"", text.ErrEmpty, ""},
		{"<!doctype html><title>A</title><body><p>&nbsp;<script>1</script>", text.ErrEmpty, ""},
		{"<p>a\n<p>né n\xe9", text.ErrNotUTF8, "byte 0xe9 at line 2, column 8"},
		{"\ufeff<p>n\xe9", text.ErrNotUTF8, "line 1"},
		{"<meta charset=utf-8><p>1\xa0000", text.ErrNotUTF8, "byte 0xa0"},
	} {
		_, err := html.Read([]byte(test.in), page.Limits{}.Budget())
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.place) {
			t.Errorf("%q: got %v, want %v at %s", test.in, err, test.want, test.place)
		}
	}
}

func TestIs(t *testing.T) {
	for in, want := range map[string]bool{
		"<!DOCTYPE html>": true, "\ufeff \r\n<HTML lang=en>": true, "<!-- saved -->\n<html>": true, "<p>a": true, "<br/>": true,
		"<?xml version='1.0'?><html xmlns='x'>": true, "\xff\xfe<\x00p\x00>\x00": true,
		"": false, "<": false, "Title\n\nBody": false, "<5% of homes": false, "<Embargo until noon>": false, "a <p>": false,
		"<?xml version='1.0'?><rss>": false, "\xff\xfea\x00": false,
	} {
		if got := html.Is([]byte(in)); got != want {
			t.Errorf("%q: got %v, want %v", in, got, want)
		}
	}
}

func ExampleRead() {
	p, err := html.Read([]byte(`<!doctype html>
<html lang=en>
<title>Two new ferries | Transport</title>
<meta name=date content=2025-04-09>
<nav><a href=/>Home</a></nav>
<main>
<h1>Two new ferries</h1>
<p>They carry 310 cars<sup><a href=#n>1</a></sup>:
<ul><li>Aurora: 120<li>Boréal: 190</ul>
<div class=share-links><a href=#>Share</a></div>
</main>`), page.Limits{}.Budget())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p.Title, p.Date, p.Language)
	fmt.Println(p.Text)
	// Output:
	// Two new ferries 2025-04-09 en
	// Two new ferries
	//
	// They carry 310 cars:
	//
	// • Aurora: 120
	// • Boréal: 190
}

// Each character is known by its line of the source, inside of a paragraph too.
func TestSourceLines(t *testing.T) {
	const source = "<!doctype html>\n<title>A</title>\n\n<main><h1>Fares</h1>\r\n<p>\n  They rise by 4%\n  for <b>31\n  people</b>,\n<i>say</i> they.</p><p>Seven\n</p>\n" +
		"<table>\n<tr><th>Year<th>Cars\n<tr>\n<td>2024\n<td>12</table>\n<pre>a\nb\n</pre></main>"
	p, err := html.Read([]byte(source), page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	line := func(word string) int {
		at := strings.Index(p.Text, word)
		line := 0
		for _, b := range p.Blocks {
			if b.Start <= at && at < b.End {
				line = b.Place
				for _, turn := range p.Turns {
					if b.Start <= turn.At && turn.At <= at {
						line = turn.Place
					}
				}
			}
		}
		return line
	}
	for word, want := range map[string]int{"Fares": 4, "They": 6, "4%": 6, "31": 7, "people": 8, "say": 9, "they": 9, "Seven": 9, "Year": 12, "2024": 14} {
		if got := line(word); got != want {
			t.Errorf("%q is on line %d, want %d", word, got, want)
		}
	}
	if last := p.Blocks[len(p.Blocks)-1]; last.Place != 17 || p.Places != page.SourceLines {
		t.Errorf("the last block is on %s %d", p.Places, last.Place)
	}
}
