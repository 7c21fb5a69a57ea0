package html_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
)

// whole tells what is wrong with a page whatever was read: blocks stand in order inside a text of
// UTF-8, with no white space at their ends.
func whole(p *page.Page) error {
	if !utf8.ValidString(p.Text) {
		return fmt.Errorf("the text is not UTF-8")
	}
	end := 0
	for n, b := range p.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(p.Text) {
			return fmt.Errorf("block %d at %d to %d behind one that ends at %d of %d", n, b.Start, b.End, end, len(p.Text))
		}
		s := p.Text[b.Start:b.End]
		if !utf8.ValidString(s) {
			return fmt.Errorf("block %d cuts a character: %q", n, s)
		}
		if trimmed := strings.TrimSpace(s); trimmed != s && !(b.Kind == page.TableRow && strings.HasPrefix(s, "\u00a0\t")) {
			return fmt.Errorf("white space around block %d: %q", n, s)
		}
		for _, r := range s {
			if unicode.IsControl(r) && r != '\n' && r != '\t' {
				return fmt.Errorf("a control character in block %d: %q", n, s)
			}
		}
		if between := p.Text[end:b.Start]; n > 0 && !strings.Contains(between, "\n") {
			return fmt.Errorf("no line break before block %d: %q", n, between)
		}
		end = b.End
	}
	return nil
}

// Whatever the bytes are, reading them ends in an error or a page that is whole.
func FuzzRead(f *testing.F) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal("no pages to start from", err)
	}
	for _, name := range pages {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, s := range []string{
		"<p>a<br>\u00a0</p><blockquote>x<sup>2</sup><footer>y</footer></blockquote>",
		"<table><tr><td><td rowspan=2>1<tr><td colspan=3>x<sup>a</sup></table>",
		"<ul><li>• x<ol start=-3><li><pre> a\n\n b</pre></ul><q>z</q>",
		"<blockquote>a<table>b<tr><td><pre>c</pre><td><cite>d</cite><th><br>e</table></blockquote>",
		"<div>A:</div>1<sup>2<div>3</div></sup>4<blockquote><p>B:<p>5<cite>c</cite></blockquote>",
		"<div>#:</div><div>1</div><sub>\u200b</sub><svg><p>x",
		"\xff\xfe<\x00p\x00>\x00x\x00",
		"<meta charset=shift_jis><p>\x83\x65<script type=application/ld+json>[{\"@type\":\"Article\",\"headline\":1}]</script>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		html.Is(data)
		p, err := html.Read(data, page.Limits{}.Budget())
		if err != nil {
			return
		}
		if err := whole(p); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{p.Title, p.Publisher, p.Date, p.Language} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\t") {
				t.Fatalf("not one line of UTF-8: %q", s)
			}
		}
	})
}
