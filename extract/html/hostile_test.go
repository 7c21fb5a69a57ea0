//go:build !race

package html_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
	"tidyrelease/extract/text"
)

// Ten megabytes of what makes parsers slow, deep or fat take an idle core about a second or less. The limit
// leaves room for a busy machine; work that grows faster than the page would take minutes.
func TestHostile(t *testing.T) {
	const size = 10 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	half := func(s string) string { return strings.Repeat(s, size/2/len(s)) }
	numbered := func(format string, n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, source := range map[string]string{
		"open divisions":           fill("<div>"),
		"open divisions with text": fill("<div>x"),
		"open inline elements":     fill("<b>x"),
		"deep, then flat":          strings.Repeat("<b>", 300) + fill("<p>x"),
		"fonts over paragraphs":    numbered("<font size=%d>", 5000) + fill("<p>x"),
		"open lists":               fill("<ul><li>"),
		"open tables":              fill("<table><tr><td>x"),
		"rows":                     fill("<tr><td>"),
		"a row of cells":           "<table><tr>" + fill("<td>x"),
		"rows of wide cells":       "<table>" + fill("<tr><td colspan=1000 rowspan=65534>x"),
		"quotations":               fill("<blockquote><footer>x"),
		"figures":                  fill("<figure><blockquote>x<cite>y"),
		"articles":                 fill("<article><p>"),
		"asides":                   "<p>x</p>" + fill("<aside>x</aside>"),
		"raised":                   strings.Repeat("<sup>", 250) + fill("x "),
		"letters and marks":        "<p>" + fill("x<sup>2</sup>"),
		"figures in figures":       strings.Repeat("<figure>", 250) + fill("<p>x"),
		"headings":                 fill("<h1>x</h1>"),
		"drawings":                 fill("<svg><p>x"),
		"hidden":                   fill("<p hidden>x<i>"),
		"end tags":                 strings.Repeat("<div>", 250) + fill("</p></li>"),
		"crossed end tags":         strings.Repeat("<div><b>", 125) + fill("</i></b>"),
		"comments":                 "<p>x" + fill("<!-- x -->"),
		"an open comment":          "<p>x<!--" + fill("<!-"),
		"an open script":           "<p>x<script>" + fill("<!--<script>"),
		"an open tag":              "<p>x</p><p " + fill("a "),
		"attributes":               "<p>x</p><p " + numbered(" a%d=b", size/2) + ">" + half("<p a=b>x"),
		"a long class":             "<p class='" + fill("a ") + "'>x",
		"a long style":             "<p style='" + fill("a:b;") + "'>x",
		"entities":                 fill("&amp;"),
		"unknown entities":         "<p>" + fill("&abcdefghijklm"),
		"line breaks":              fill("x<br>"),
		"lower-case line breaks":   "<p>X" + fill("<br>x"),
		"labels":                   fill("<p>a:<p>1"),
		"no-break spaces":          "<p>x" + fill("\u00a0"),
		"linked data":              "<p>x<script type=application/ld+json>" + fill("[") + "</script>",
		"little linked data":       "<p>x" + fill("<script type=application/ld+json>[[[[[[[[]]]]]]]]</script>"),
		"titles":                   "<p>x" + fill("<title>x</title>"),
		"meta":                     "<p>x" + fill("<meta name=date content=2020-01-01>"),
		"preformatted":             "<pre>" + fill("x\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			p, err := html.Read([]byte("<!doctype html>"+source), page.Limits{Depth: 1 << 30, Cells: 1 << 30}.Budget())
			took := time.Since(start)
			if err == nil {
				err = whole(p)
			}
			if took > 45*time.Second {
				t.Errorf("took %v", took)
			}
			if p != nil && len(p.Text) > 3*size {
				t.Errorf("text of %d MB", len(p.Text)>>20)
			}
			if err != nil && !errors.Is(err, text.ErrEmpty) && !errors.Is(err, html.ErrElements) {
				t.Error(err)
			}
			t.Logf("%v, %v", took, err)
		})
	}
}
