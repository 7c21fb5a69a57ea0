package paper_test

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
)

var (
	black = paper.Ink{}
	plain = paper.Style{Face: paper.Regular, Size: 10, Leading: 12}
	bold  = paper.Style{Face: paper.Bold, Size: 10, Leading: 12}
	info  = paper.Info{
		Title: "Un été à 24,5 % <&>", Author: "Someone", Language: "fr-CA",
		Date: time.Date(2026, 1, 29, 0, 0, 0, 0, time.UTC), Top: 40, Bottom: 800,
		Files: []paper.Attachment{
			{Name: "b.csv", Type: "text/csv", Description: "A table", Data: []byte("a,b\r\n1,2\r\n")},
			{Name: "a (1).json", Type: "application/json", Description: "What the table is 한", Data: []byte("{}")},
		},
	}
)

func ExampleMake() {
	file, err := paper.Make(paper.Info{Title: "Prices", Language: "en-CA", Top: 40, Bottom: 800}, func(d *paper.Document) {
		d.In(paper.Title, func() {
			for _, l := range d.Lines(200, paper.Span{Text: "Prices rose by 2%.", Style: paper.Style{Size: 12, Leading: 14}}) {
				d.Write(40, d.Y()+l.Baseline(), l)
				d.Advance(l.Leading)
			}
		})
		d.Artifact(func() { d.Stroke(paper.Ink{B: 0xff}, 1, paper.Point{X: 40, Y: d.Y()}, paper.Point{X: 240, Y: d.Y()}) })
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", file[:8])
	// Output: %PDF-1.7
}

// sample uses everything that a document may have.
func sample(d *paper.Document) {
	d.Furniture(func() {
		for _, l := range d.Lines(100, paper.Span{Text: fmt.Sprintf("%d/%d", d.Page(), d.Pages()), Style: plain}) {
			d.WriteRight(500, 820, l)
		}
	})
	write := func(s string, style paper.Style) {
		for _, l := range d.Lines(300, paper.Span{Text: s, Style: style}) {
			d.Write(40, d.Y()+l.Baseline(), l)
			d.Advance(l.Leading)
		}
	}
	d.In(paper.Title, func() { write("Title", bold) })
	d.In(paper.Paragraph, func() {
		out := &paper.Link{URL: "https://example.org/a b?ü=(1)", Contents: "The release at example.org"}
		within := &paper.Link{Anchor: "item", Contents: "The item of the list"}
		for _, l := range d.Lines(120, paper.Span{Text: "See ", Style: plain}, paper.Span{Text: "the release, whose address is long", Style: plain, Link: out},
			paper.Span{Text: " or ", Style: plain}, paper.Span{Text: "1", Style: bold, Link: within}, paper.Span{Text: " in ", Style: plain},
			paper.Span{Text: "English 한국", Style: plain, Lang: "en-CA"}) {
			d.Write(40, d.Y()+l.Baseline(), l)
			d.Advance(l.Leading)
		}
	})
	d.In(paper.Section, func() {
		d.In(paper.Heading, func() { write("Part ()\\ one\u00a0€ — œ ’ «\u00a0à\u00a0» 228\u202f257 Đ Ċ č", plain) })
		d.In(paper.Paragraph, func() {
			write("before the break", plain)
			d.Artifact(func() { d.Box(black, 10, 10, 5, 5) })
			write("after a rule", bold)
			d.Need(10_000)
			write("after the break", plain)
		}, paper.Lang("fr-CA"))
		d.In(paper.Table, func() {
			d.In(paper.TableRow, func() {
				d.In(paper.HeadCell, func() { write("head", bold) }, paper.OfColumn())
				d.In(paper.Cell, func() {})
			})
		})
		d.In(paper.List, func() {
			d.In(paper.ListItem, func() {
				d.In(paper.Note, func() { write("one note", plain) })
				d.In(paper.Note, func() { write("another", plain) })
				d.In(paper.Label, func() { write("1", plain) })
				d.In(paper.ListBody, func() { write("item", plain) })
			}, paper.Anchor("item"))
		}, paper.Numbered())
		d.In(paper.Figure, func() {
			d.Fill(black, paper.Point{X: 1, Y: 1}, paper.Point{X: 9, Y: 1}, paper.Point{X: 5, Y: 9})
			d.Outline(black, 1, 40, 40, 10, 10)
			d.Disc(black, 50, 50, 3)
		}, paper.Alt("A shape 😀"), paper.Bounds(0, 0, 60, 60))
	})
}

func file(t testing.TB, draw func(*paper.Document)) *papertest.File {
	t.Helper()
	raw, err := paper.Make(info, draw)
	if err != nil {
		t.Fatal(err)
	}
	f, err := papertest.Read(raw)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFileConforms(t *testing.T) {
	f := file(t, sample)
	for _, p := range f.Problems() {
		t.Error(p)
	}
	var got []string
	for _, n := range f.Root.All() {
		if len(n.Kids) == 0 {
			got = append(got, strings.TrimRight(fmt.Sprintf("%d %s %s", n.Page, n.Tag, n.Text+n.Alt), " "))
		}
	}
	want := `1 H1 Title
1 Link the release, whose address is long
1 Link 1
1 Span English 한국
1 H2 Part ()\ one€ — œ ’ « à » 228 257 Đ Ċ č
1 P before the breakafter a ruleafter the break
2 TH head
0 TD
2 Note one note
2 Note another
2 Lbl 1
2 LBody item
2 Figure A shape 😀`
	want = strings.NewReplacer("one€", "one\u00a0€", "« à »", "«\u00a0à\u00a0»", "228 257", "228\u202f257").Replace(want)
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	if text := f.Pages[1].Text(); !strings.Contains(text, "2/2\n") {
		t.Errorf("no number on page 2: %q", text)
	}
	if lang := f.Root.All("P")[1].Lang; lang != "fr-CA" {
		t.Errorf("paragraph in %q", lang)
	}
}

func TestSameBytes(t *testing.T) {
	first, err := paper.Make(info, sample)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			again, err := paper.Make(info, sample)
			if err != nil || !bytes.Equal(first, again) {
				t.Errorf("another document of the same content differs (%v)", err)
			}
		})
	}
	wait.Wait()
}

func TestWrongUse(t *testing.T) {
	line := func(d *paper.Document) paper.Line { return d.Lines(100, paper.Span{Text: "x", Style: plain})[0] }
	for name, draw := range map[string]func(*paper.Document){
		"content directly in a Table":               func(d *paper.Document) { d.In(paper.Table, func() { d.Write(0, 0, line(d)) }) },
		"content directly in a Document":            func(d *paper.Document) { d.Box(black, 0, 0, 1, 1) },
		"a P within an artifact":                    func(d *paper.Document) { d.Artifact(func() { d.In(paper.Paragraph, func() {}) }) },
		"an artifact runs over the end of the page": func(d *paper.Document) { d.Advance(1); d.Artifact(func() { d.Need(10_000) }) },
		"pages at first": func(d *paper.Document) {
			if d.Pages() > 0 {
				d.Advance(1)
				d.Need(10_000)
			}
		},
	} {
		if _, err := paper.Make(info, draw); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestLines(t *testing.T) {
	d := &paper.Document{}
	for _, test := range []struct {
		name, text, want string
		width            float64
	}{
		{"fits", "one two", "one two", 100},
		{"at spaces, which stay", "one two three", "one |two |three", 25},
		{"white space is folded", " one \n\t two ", "one two ", 100},
		{"a space that does not break", "24,5\u00a0milliards de", "24,5\u00a0milliards |de", 60},
		{"a narrow space that does not break", "228\u202f257 d", "228\u202f257 |d", 38},
		{"after a hyphen between letters", "sud-coréens", "sud-|coréens", 40},
		{"not after a minus", "a -500", "a |-500", 24},
		{"after a slash", "data/releases", "data/|releases", 50},
		{"a long word is cut", "aaaaaaaa b", "aaaa|aaaa |b", 25},
		{"nothing", "", "", 100},
		{"only space", " \n ", "", 100},
	} {
		var got []string
		for _, l := range d.Lines(test.width, paper.Span{Text: test.text, Style: plain}) {
			got = append(got, l.Text())
		}
		if text := strings.Join(got, "|"); text != test.want {
			t.Errorf("%s: %q, want %q", test.name, text, test.want)
		}
	}
}

func TestClean(t *testing.T) {
	d := &paper.Document{}
	for in, want := range map[string]string{
		"e\u0301te\u0301":              "été",
		"smile 😀.":                     "smile □.",
		"한국":                           "□□",
		"\u05d0\u05d1 ב":               "□□ □",
		"a\x00b\x1b[31mc":              "a b [31mc",
		"\xff\xfea":                    "□a",
		"zero\u200bwidth\ufeff\u00ad.": "zerowidth.",
		"\u202eevil\u202c":             "evil",
		"non\u2011breaking":            "non-breaking",
		"x\u2028y\u3000z":              "x y z",
		"private \ue000":               "private □",
		"❤\ufe0f":                      "□",
		"−5 °C ≥ ½ € № œ Ÿ":            "−5 °C ≥ ½ € № œ Ÿ",
	} {
		got := ""
		for _, l := range d.Lines(1000, paper.Span{Text: in, Style: plain}) {
			got += l.Text()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if !d.Substituted() {
		t.Error("nobody says that characters were substituted")
	}
}

func TestClipped(t *testing.T) {
	d := &paper.Document{}
	spans := []paper.Span{{Text: "one two three four ", Style: plain}, {Text: "five six seven", Style: bold}}
	all := d.Lines(60, spans...)
	for n := 1; n <= len(all)+1; n++ {
		lines := d.Clipped(n, 60, spans...)
		if len(lines) != min(n, len(all)) {
			t.Fatalf("%d of %d lines", len(lines), n)
		}
		last := lines[len(lines)-1]
		if got := strings.HasSuffix(last.Text(), "…"); got != (n < len(all)) || last.Width > 60 {
			t.Errorf("%d of %d lines end with %q, %.1f wide", n, len(all), last.Text(), last.Width)
		}
	}
}

// Whatever the text, lines fit, nothing is lost but white space, and the file conforms.
func FuzzLines(f *testing.F) {
	for _, s := range []string{"one two", "24,5\u00a0milliards de dollars", strings.Repeat("w", 500), "a\xff\U0001F600\u0000 שלום", "- – — / //", "()\\\r"} {
		f.Add(s, 40.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width >= 15) || width > 5000 || utf8.RuneCountInString(text) > 5000 {
			return
		}
		d := &paper.Document{}
		letters := func(lines []paper.Line) string {
			var b strings.Builder
			for _, l := range lines {
				b.WriteString(l.Text())
			}
			return strings.Join(strings.FieldsFunc(b.String(), func(r rune) bool { return r == ' ' }), "")
		}
		half := len(text) / 2
		for half > 0 && !utf8.RuneStart(text[half]) {
			half--
		}
		narrow := d.Lines(width, paper.Span{Text: text[:half], Style: plain}, paper.Span{Text: text[half:], Style: bold})
		wide := d.Lines(1e9, paper.Span{Text: text[:half], Style: plain}, paper.Span{Text: text[half:], Style: bold})
		if len(wide) > 1 || letters(narrow) != letters(wide) {
			t.Errorf("%q became %q", letters(wide), letters(narrow))
		}
		for _, l := range narrow {
			if l.Width > width+1e-6 {
				t.Errorf("line %q is %.2f wide, of %.2f", l.Text(), l.Width, width)
			}
		}
	})
}
