package extract_test

import (
	"flag"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tidyrelease/extract"
)

var keep = flag.String("keep", "", "absolute path of a folder to keep the PDF files of the tests in, to look at them")

// The programs that people make PDF files with, and the layouts that the releases are given.
var printers = []struct {
	name, program string
	style         string
	print         func(t *testing.T, folder string, pages []string)
}{
	{"LibreOffice", "soffice", "body{font-family:'Liberation Serif'} td{padding:2pt 6pt}", office},
	{"Chromium", "chromium", "body{font:11pt sans-serif} td{padding:2pt 6pt}", browser},
	{"Chromium, two columns", "chromium", "body{font:10pt serif} main{columns:2;column-gap:18pt;text-align:justify;hyphens:auto} td{padding:1pt 3pt;text-align:left} table:has(td:nth-child(6)){column-span:all}", browser},
}

// A release says the same in print: as a text and as a PDF file, whoever made it, it has the same figures.
func TestPrinted(t *testing.T) {
	const enough = 98 // percent
	paths := releases(t)
	if !*long {
		paths = slices.DeleteFunc(paths, func(p string) bool {
			return !strings.Contains(p, "09-research") && !strings.Contains(p, "14-indicators")
		})
	}
	for _, p := range printers {
		t.Run(p.name, func(t *testing.T) {
			if _, err := exec.LookPath(p.program); err != nil {
				t.Skip(err)
			}
			folder := t.TempDir()
			if *keep != "" {
				folder = filepath.Join(*keep, strings.ReplaceAll(p.name, " ", "-"))
				if err := os.MkdirAll(folder, 0o700); err != nil {
					t.Fatal(err)
				}
			}
			texts := map[string]*extract.Document{}
			var pages []string
			x := withEngine(t)
			for _, path := range paths {
				d := read(t, x, path)
				page := filepath.Join(folder, d.ID+".html")
				if err := os.WriteFile(page, []byte(markup(d, p.style)), 0o600); err != nil {
					t.Fatal(err)
				}
				texts[d.ID] = d
				pages = append(pages, page)
			}
			p.print(t, folder, pages)
			same, all := 0, 0
			for _, page := range pages {
				printed := read(t, x, strings.TrimSuffix(page, ".html")+".pdf")
				text := texts[printed.ID]
				s, a := shared(t, text, printed)
				same, all = same+s, all+a
				if text.Date != printed.Date || text.Language != printed.Language || text.Title != printed.Title {
					t.Errorf("%s: %q of %s in %s, printed %q of %s in %s", text.ID, text.Title, text.Date, text.Language, printed.Title, printed.Date, printed.Language)
				}
			}
			t.Logf("%d of %d figures", same, all)
			if all == 0 || same*100 < all*enough {
				t.Errorf("%d of %d figures are the same", same, all)
			}
		})
	}
}

// withEngine is an Extractor whose PDF engine starts from the user's cache.
func withEngine(t testing.TB) *extract.Extractor {
	t.Helper()
	x := extractor(t)
	if cache, err := os.UserCacheDir(); err == nil {
		x.KeepEngine(filepath.Join(cache, "tidyrelease", "pdf"))
	}
	t.Cleanup(x.Close)
	return x
}

// shared counts the figures that two readings of a release have in common, and those that either has.
func shared(t *testing.T, a, b *extract.Document) (same, all int) {
	key := func(m extract.Mention) string { return fmt.Sprint(m.Low, m.High, m.Unit) }
	left := map[string]int{}
	for _, m := range a.Mentions {
		left[key(m)]++
	}
	for _, m := range b.Mentions {
		if left[key(m)]--; left[key(m)] >= 0 {
			same++
			continue
		}
		s := b.Sentences[m.Sentence]
		t.Logf("%s: only in print: %s (%s %s) in %q", b.ID, m.Surface, m.Low, m.Unit, b.Text[s.Start:s.End])
	}
	for _, m := range a.Mentions {
		if left[key(m)]--; left[key(m)] >= 0 {
			s := a.Sentences[m.Sentence]
			t.Logf("%s: not in print: %s (%s %s) in %q", a.ID, m.Surface, m.Low, m.Unit, a.Text[s.Start:s.End])
		}
	}
	return same, max(len(a.Mentions), len(b.Mentions))
}

// markup writes a release as a web page to print.
func markup(d *extract.Document, style string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=%s><meta charset=utf-8><title>%s</title><style>%s</style><body><main>\n", d.Language, html.EscapeString(d.Title), style)
	open := ""
	for n, k := range d.Blocks {
		text := d.Text[k.Start:k.End]
		element, list := "p", ""
		switch k.Kind {
		case extract.Title:
			element = "h1"
		case extract.Heading:
			element = "h2"
		case extract.ListItem:
			element, list = "li", "ul"
		case extract.TableRow:
			element, list = "tr", "table"
		}
		if list != open {
			if open != "" {
				fmt.Fprintf(&b, "</%s>\n", open)
			}
			if open = list; open != "" {
				fmt.Fprintf(&b, "<%s>\n", open)
			}
		}
		if element == "tr" {
			if strings.Contains(text, "---") {
				continue
			}
			row := cells.Split(html.EscapeString(strings.Trim(text, "| ")), -1)
			if next := d.Blocks[min(n+1, len(d.Blocks)-1)]; next.Kind == extract.TableRow {
				for range len(cells.Split(strings.Trim(d.Text[next.Start:next.End], "| "), -1)) - len(row) {
					row = slices.Insert(row, 0, "") // the heading over the labels
				}
			}
			text = "<td>" + strings.Join(row, "<td>")
		} else {
			text = html.EscapeString(text)
		}
		fmt.Fprintf(&b, "<%s>%s</%s>\n", element, text, element)
	}
	return b.String()
}

var cells = regexp.MustCompile(` *[|\t] *| {2,}`)

func office(t *testing.T, folder string, pages []string) {
	run(t, exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + folder + "/profile", "--headless",
		"--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder}, pages...)...))
}

func browser(t *testing.T, folder string, pages []string) {
	for _, page := range pages {
		run(t, exec.Command("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(folder, "profile"),
			"--print-to-pdf="+strings.TrimSuffix(page, ".html")+".pdf", page))
	}
}

func run(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", c, err, out)
	}
}
