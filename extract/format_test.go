package extract_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"flag"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tidyrelease/extract"
)

// forms writes a release in the formats that need no other program.
var forms = map[string]func(t testing.TB, d *extract.Document) []byte{
	"page":         func(t testing.TB, d *extract.Document) []byte { return []byte(markup(d, "")) },
	"document":     func(t testing.TB, d *extract.Document) []byte { return document(t, d) },
	"message":      func(t testing.TB, d *extract.Document) []byte { return message("text/plain", d.Title, d.Text) },
	"page by mail": func(t testing.TB, d *extract.Document) []byte { return message("text/html", d.Title, markup(d, "")) },
	"compressed":   func(t testing.TB, d *extract.Document) []byte { return compressed(t, []byte(d.Text)) },
}

// A release says the same in every format.
func TestFormats(t *testing.T) {
	x := extractor(t)
	for name, write := range forms {
		t.Run(name, func(t *testing.T) {
			same, all := 0, 0
			for _, path := range releases(t) {
				d := read(t, x, path)
				other, err := x.Extract(path, write(t, d))
				if err != nil {
					t.Errorf("%s: %v", path, err)
					continue
				}
				s, a := shared(t, d, other)
				same, all = same+s, all+a
				if d.Date != other.Date || d.Language != other.Language || d.Title != other.Title || d.Publisher != other.Publisher {
					t.Errorf("%s: %q of %s by %q in %s, want %q of %s by %q in %s", path, other.Title, other.Date, other.Publisher, other.Language, d.Title, d.Date, d.Publisher, d.Language)
				}
			}
			t.Logf("%d of %d figures", same, all)
			const enough = 98 // percent
			if all == 0 || same*100 < all*enough {
				t.Errorf("%d of %d figures are the same", same, all)
			}
		})
	}
}

// A release says the same in a document that Word's rival has written.
func TestOfficeDocuments(t *testing.T) {
	if !*long {
		t.Skip("without -long")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip(err)
	}
	x := extractor(t)
	folder := t.TempDir()
	texts := map[string]*extract.Document{}
	var pages []string
	for _, path := range releases(t) {
		d := read(t, x, path)
		page := filepath.Join(folder, d.ID+".html")
		if err := os.WriteFile(page, []byte(markup(d, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		texts[d.ID] = d
		pages = append(pages, page)
	}
	run(t, exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + folder + "/profile", "--headless",
		"--infilter=HTML (StarWriter)", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder}, pages...)...))
	same, all := 0, 0
	for _, page := range pages {
		d := read(t, x, strings.TrimSuffix(page, ".html")+".docx")
		s, a := shared(t, texts[d.ID], d)
		same, all = same+s, all+a
	}
	t.Logf("%d of %d figures", same, all)
	if same*100 < all*98 {
		t.Errorf("%d of %d figures are the same", same, all)
	}
}

// document writes a release as a Word document.
func document(t testing.TB, d *extract.Document) []byte {
	var body strings.Builder
	row := func(text string) {
		body.WriteString("<w:tr>")
		for _, c := range cells.Split(strings.Trim(text, "| "), -1) {
			fmt.Fprintf(&body, "<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>", html.EscapeString(c))
		}
		body.WriteString("</w:tr>")
	}
	for n, b := range d.Blocks {
		text := d.Text[b.Start:b.End]
		table := func(n int) bool { return n >= 0 && n < len(d.Blocks) && d.Blocks[n].Kind == extract.TableRow }
		if table(n) {
			if !table(n - 1) {
				body.WriteString("<w:tbl>")
			}
			if !strings.Contains(text, "---") {
				if table(n+1) && !table(n-1) {
					next := d.Text[d.Blocks[n+1].Start:d.Blocks[n+1].End]
					for range len(cells.Split(strings.Trim(next, "| "), -1)) - len(cells.Split(strings.Trim(text, "| "), -1)) {
						text = "\t" + text
					}
				}
				row(text)
			}
			if !table(n + 1) {
				body.WriteString("</w:tbl>")
			}
			continue
		}
		properties := map[extract.BlockKind]string{
			extract.Title: `<w:pPr><w:pStyle w:val="T"/></w:pPr>`, extract.Heading: `<w:pPr><w:outlineLvl w:val="1"/></w:pPr>`,
			extract.ListItem: `<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>`,
		}[b.Kind]
		fmt.Fprintf(&body, `<w:p>%s<w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, properties, html.EscapeString(text))
	}
	return archive(t, body.String())
}

// archive writes a Word document around a body.
func archive(t testing.TB, body string) []byte {
	return archiveWith(t, func(w io.Writer) error {
		_, err := io.WriteString(w, body)
		return err
	})
}

func archiveWith(t testing.TB, body func(io.Writer) error) []byte {
	const (
		main   = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
		office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
		links  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + office
	)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, part := range [][3]string{
		{"_rels/.rels", links + `officeDocument" Target="word/document.xml"/></Relationships>`, ""},
		{"word/_rels/document.xml.rels", links + `styles" Target="styles.xml"/></Relationships>`, ""},
		{"word/styles.xml", `<w:styles ` + main + `><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`, ""},
		{"word/document.xml", `<w:document ` + main + `><w:body>`, `</w:body></w:document>`},
	} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = io.WriteString(f, part[1])
		}
		if err == nil && part[2] != "" {
			if err = body(f); err == nil {
				_, err = io.WriteString(f, part[2])
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func message(media, subject, text string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "From: Somebody <a@example.org>\r\nTo: b@example.org\r\nDate: Fri, 1 Jan 2100 00:00:00 +0000\r\nSubject: Fwd: =?utf-8?b?%s?=\r\nMIME-Version: 1.0\r\n", base64.StdEncoding.EncodeToString([]byte(subject)))
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n", media)
	content := base64.StdEncoding.EncodeToString([]byte(text))
	for len(content) > 76 {
		b.WriteString(content[:76] + "\r\n")
		content = content[76:]
	}
	b.WriteString(content + "\r\n--x--\r\n")
	return []byte(b.String())
}

func compressed(t testing.TB, data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var damage = flag.Int("damaged", 300, "how many damaged files to read")

// Inputs that were damaged in every way are read or refused with a reason: no panic, no hang, nothing in silence.
func TestDamaged(t *testing.T) {
	x := extractor(t)
	d := read(t, x, "testdata/corpus/14-indicators.en.txt")
	seeds := [][]byte{[]byte(d.Text), message("text/html", "A", "<table><tr><td>5<td>6</table><p>7 jobs")}
	for _, write := range forms {
		seeds = append(seeds, write(t, d))
	}
	random := rand.New(rand.NewPCG(1, 2))
	read := 0
	for n := range *damage {
		data := damaged(random, seeds)
		start := time.Now()
		d, err := x.Extract("made.txt", data)
		switch took := time.Since(start); {
		case took > 30*time.Second:
			t.Errorf("input %d took %v", n, took)
		case err == nil && (d == nil || len(d.Blocks) == 0):
			t.Errorf("input %d: neither read nor refused", n)
		case err != nil && err.Error() == "":
			t.Errorf("input %d: refused without a reason", n)
		case err == nil:
			read++
		}
	}
	t.Logf("%d read, %d refused", read, *damage-read)
	if read == 0 || read == *damage {
		t.Errorf("%d of %d read: the damage tests nothing", read, *damage)
	}
}

// damaged changes bytes of a file, cuts it off, or joins it with another.
func damaged(random *rand.Rand, seeds [][]byte) []byte {
	data := bytes.Clone(seeds[random.IntN(len(seeds))])
	switch random.IntN(4) {
	case 0:
		return data[:random.IntN(len(data))]
	case 1:
		other := seeds[random.IntN(len(seeds))]
		return append(data[:random.IntN(len(data))], other[random.IntN(len(other)):]...)
	case 2:
		from := random.IntN(len(data))
		to := from + random.IntN(len(data)-from)
		return append(data[:from], append(bytes.Clone(data[from:to]), data[from:]...)...)
	}
	for range 1 + random.IntN(16) {
		data[random.IntN(len(data))] = byte(random.IntN(256))
	}
	return data
}

// Characters that cannot be seen hide no figure in any format, and none is left in the text.
func TestUnseen(t *testing.T) {
	const text = "Exports rise\n\nOTTAWA, Ontario, May 5, 2025 – Exports of cars rose by 1250 units to $24.5 billion, and 31,000 people work in 12 plants.\n\nIt is 4.5 per cent more than in 2024.\n"
	x := extractor(t)
	plain, err := x.Extract("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, sign := range map[string]string{
		"soft hyphen": "\u00ad", "zero-width space": "\u200b", "zero-width joiner": "\u200d", "word joiner": "\u2060", "byte-order mark": "\ufeff",
		"right-to-left mark": "\u200f", "override": "\u202e", "isolate": "\u2067", "grapheme joiner": "\u034f", "tag": "\U000e0041",
	} {
		hidden := *plain
		hidden.Text, hidden.Blocks = "", nil
		for _, b := range plain.Blocks {
			start := len(hidden.Text)
			for _, c := range plain.Text[b.Start:b.End] {
				hidden.Text += string(c) + sign
			}
			hidden.Blocks = append(hidden.Blocks, extract.Block{Span: extract.Span{Start: start, End: len(hidden.Text)}, Kind: extract.Paragraph})
			hidden.Text += "\n\n"
		}
		for form, write := range forms {
			d, err := x.Extract("a.txt", write(t, &hidden))
			if err != nil {
				t.Errorf("%s, %s: %v", name, form, err)
				continue
			}
			if same, all := shared(t, plain, d); same != all || all != 5 || strings.Contains(d.Text, sign) || d.Title != plain.Title || d.Date != plain.Date {
				t.Errorf("%s, %s: %d of %d figures, %q", name, form, same, all, d.Text)
			}
		}
	}
}
