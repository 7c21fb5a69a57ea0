package pipeline

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tidyrelease/extract"
)

// draft writes a Word document of paragraphs, the first of them its title.
func draft(t *testing.T, paragraphs ...string) string {
	t.Helper()
	const (
		main   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
		office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	)
	body := ""
	for _, p := range paragraphs {
		body += `<w:p><w:r><w:t>` + p + `</w:t></w:r></w:p>`
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + main + `><w:body>` + body + `</w:body></w:document>`},
	} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = io.WriteString(f, part[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func packed(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Two drafts in Word are put beside each other like any other pair, and what differs is told with the paragraph.
func TestDraftPair(t *testing.T) {
	dir := tree(t, map[string]string{
		"plan.en.docx": draft(t, "Ministry opens three clinics", "OTTAWA, Ontario, May 5, 2025 – The Ministry of Health said today that it will spend $12 million on clinics.", "", "The clinics will employ more than 400 nurses."),
		"plan.fr.docx": draft(t, "Le ministère ouvre trois cliniques", "OTTAWA (Ontario), le 5 mai 2025 – Le ministère de la Santé a annoncé aujourd’hui qu’il consacrera 12 millions de dollars à des cliniques.", "", "Les cliniques emploieront plus de 500 infirmières."),
	})
	report := mustRun(t, config(t, dir))
	var found []string
	for _, d := range report.Diagnostics {
		if d.Kind == Inconsistent {
			found = append(found, d.String())
		}
	}
	if len(report.Dataset.Releases) != 2 || len(found) != 1 || !strings.Contains(found[0], "plan.en.docx: paragraph 4: inconsistent: ") || !strings.Contains(found[0], "500") {
		t.Errorf("%d releases, %q", len(report.Dataset.Releases), found)
	}
}

// What differs between two pages is told with the line of the source, however the pages name each other.
func TestPagePair(t *testing.T) {
	dir := tree(t, map[string]string{
		"clinics.html":   "<!doctype html>\n<html lang=en><link rel=alternate hreflang=fr href=../fr/cliniques.html>\n<nav>Menu</nav>\n<main><h1>Ministry opens three clinics</h1>\n<p>The Ministry of Health will spend $12 million on clinics.</p>\n<p>The clinics will employ\nmore than 400 nurses.</p></main>",
		"cliniques.html": "<!doctype html>\n<html lang=fr>\n<main><h1>Le ministère ouvre trois cliniques</h1>\n<p>Le ministère de la Santé consacrera 12 millions de dollars à des cliniques.</p>\n<p>Les cliniques emploieront plus de 500 infirmières.</p></main>",
	})
	report := mustRun(t, config(t, dir))
	if n := report.Count(Inconsistent); n != 1 || report.Dataset.Releases[0].Pair != "cliniques" {
		t.Fatalf("%d mismatches, pair %q: %v", n, report.Dataset.Releases[0].Pair, report.Diagnostics)
	}
	if got := report.Diagnostics[0].String(); !strings.Contains(got, "clinics.html:7: inconsistent: ") {
		t.Errorf("got %q", got)
	}
}

// What is named in any way is found: in a folder, compressed, by a pattern, on standard input, in a message.
func TestFound(t *testing.T) {
	letter := message("The draft is attached. It names 31 nurses.", "../draft.docx", draft(t, "A draft", "OTTAWA, May 6, 2025 – We hire 31 nurses for the clinics in the north of the province."))
	dir := tree(t, map[string]string{
		"in/a.txt.gz": packed(t, release), "in/deep/b.docx": draft(t, "T", "We hire 31 nurses."), "in/~$b.docx": "x", "in/c.eml": letter,
		"by/p1.txt": release, "by/p2.md": release, "by/q.txt": release,
	})
	cfg := config(t, filepath.Join(dir, "in"), filepath.Join(dir, "by", "p*"), "-")
	cfg.Stdin = strings.NewReader(release)
	report := mustRun(t, cfg)
	var ids []string
	for _, r := range report.Dataset.Releases {
		ids = append(ids, r.ID)
	}
	if want := []string{"a", "b", "c", "draft", "p1", "p2", "stdin"}; !slices.Equal(ids, want) {
		t.Errorf("releases %q, want %q: %v", ids, want, report.Diagnostics)
	}
}

// message is one that a mail program sends, with a text and a file.
func message(text, name, file string) string {
	return "From: a@b.example\nTo: c@d.example\nSubject: Draft\nDate: Mon, 5 May 2025 09:00:00 -0400\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n" + text +
		"\n--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=\"" + name + "\"\nContent-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(file)) + "\n--x--\n"
}

// Files that came with a message are read though the message itself is refused, and though it is in the cache; beyond the limit they are
// refused like anything else.
func TestAttached(t *testing.T) {
	letter := message("It names 31 nurses.", "b.eml", message("It names 32 nurses.", "c.eml", message("It names 33 nurses.", "d.txt", release)))
	dir := tree(t, map[string]string{"a.eml": letter, "bare.eml": message("", "e.txt", release)})
	cfg := config(t, dir)
	cfg.Cache, cfg.Limits = t.TempDir(), extract.Limits{Nested: 2}
	for _, run := range []string{"first", "cached"} {
		report := mustRun(t, cfg)
		var ids, refused []string
		for _, r := range report.Dataset.Releases {
			ids = append(ids, r.ID)
		}
		for _, d := range report.Diagnostics {
			refused = append(refused, strings.TrimPrefix(d.String(), dir))
		}
		want := []string{"/a.eml/b.eml/c.eml/d.txt: refused: 3 files in each other, over the limit of 2 files in each other (-max-nested)", "/bare.eml: refused: the file holds no text"}
		if !slices.Equal(ids, []string{"a", "b", "c", "e"}) || !slices.Equal(refused, want) {
			t.Errorf("%s: releases %q, refused %q", run, ids, refused)
		}
		cfg.Formats = []Format{CSV} // so that something is to be done again
	}
}

// A limit is told with its file, its value and its flag, and costs no other release.
func TestLimits(t *testing.T) {
	dir := tree(t, map[string]string{"good.txt": release, "deep.html": "<!doctype html>" + strings.Repeat("<div>", 2000), "bomb.gz": packed(t, strings.Repeat("5 ", 1<<20))})
	cfg := config(t, filepath.Join(dir, "good.txt"), filepath.Join(dir, "deep.html"), filepath.Join(dir, "bomb.gz"))
	cfg.Limits = extract.Limits{Depth: 300, Unpacked: 1 << 20}
	report := mustRun(t, cfg)
	want := []string{
		fmt.Sprintf("%s: refused: 1048577 bytes unpacked, over the limit of 1 MiB unpacked (-max-unpacked)", filepath.Join(dir, "bomb.gz")),
		fmt.Sprintf("%s: refused: 301 elements in each other, over the limit of 300 elements in each other (-max-depth)", filepath.Join(dir, "deep.html")),
	}
	var got []string
	for _, d := range report.Diagnostics {
		got = append(got, d.String())
	}
	if len(report.Dataset.Releases) != 1 || !slices.Equal(got, want) {
		t.Errorf("%d releases\n got %q\nwant %q", len(report.Dataset.Releases), got, want)
	}
}
