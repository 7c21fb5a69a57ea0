package pipeline

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tidyrelease/export/brief/paper/papertest"
)

var briefs = flag.String("briefs", "", "write the briefs of 200 mutated texts and a long one, and those of the labelled releases in both languages, to this folder")

// Briefs of the labelled releases, of a release of many pages and of texts that are damaged at random keep what PDF/UA-1
// and PDF/A-3a ask, as far as our own check knows it. With -briefs there are more, for other programs to look at.
func TestBriefsConform(t *testing.T) {
	corpus, err := filepath.Glob(filepath.Join("..", "extract", "testdata", "corpus", "*.txt"))
	if err != nil || len(corpus) == 0 {
		t.Fatalf("no labelled releases: %v", err)
	}
	languages, damaged := []string{"en"}, 16
	if *briefs != "" {
		languages, damaged = []string{"en", "fr"}, 200
	}
	files := map[string]string{}
	var all strings.Builder
	for i := range damaged {
		text, err := os.ReadFile(corpus[i%len(corpus)])
		if err != nil {
			t.Fatal(err)
		}
		files[fmt.Sprintf("damaged-%03d.txt", i)] = damage(string(text), uint64(i))
	}
	for _, name := range corpus {
		if text, err := os.ReadFile(name); err == nil && strings.HasSuffix(name, ".en.txt") {
			all.Write(text)
			all.WriteString("\n\n")
		}
	}
	files["long.txt"] = strings.Repeat(all.String(), 4)
	folder := tree(t, files)
	for _, language := range languages {
		for kind, inputs := range map[string][]string{"labelled": corpus, "default": nil, "damaged": {folder}} {
			cfg := config(t, inputs...)
			cfg.Inputs = inputs
			cfg.Formats, cfg.Languages = []Format{PDF}, []string{language}
			if report := mustRun(t, cfg); report.Count(Refused) > 0 {
				t.Errorf("%s: %d inputs were refused", kind, report.Count(Refused))
			}
			briefs, short := 0, 0 // and how many of two pages at most
			for name, content := range contents(t, cfg.Out) {
				if !strings.HasSuffix(name, ".pdf") {
					continue
				}
				briefs++
				if conforms(t, kind+" "+name, content) <= 2 {
					short++
				}
				keep(t, strings.Join([]string{language, kind, filepath.Base(name)}, "-"), content)
			}
			// A labelled release has forty figures, far more than most that are published.
			if kind == "labelled" && short*2 < briefs {
				t.Errorf("%s: only %d of %d briefs fit on two pages", language, short, briefs)
			}
		}
	}
}

// conforms gives the pages of a brief, too.
func conforms(t *testing.T, name, content string) (pages int) {
	f, err := papertest.Read([]byte(content))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return 0
	}
	for _, p := range f.Problems() {
		t.Errorf("%s: %s", name, p)
	}
	if strings.HasSuffix(name, "long.pdf") && len(f.Pages) < 40 {
		t.Errorf("%s: %d pages; want 40 or more", name, len(f.Pages))
	}
	return len(f.Pages)
}

func keep(t *testing.T, name, content string) {
	if *briefs == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*briefs, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// damage changes a text at some places: pieces are dropped, doubled and exchanged, and what no font and no reader expects
// is put in.
func damage(text string, seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 6))
	odd := []string{
		"😀", "👩‍👩‍👧", "한국어 ", "中文", "שלום ", "مرحبا ", "สวัสดี", "नमस्ते", "\x1b[2J", "\a", "\u202e", "\u200b", "\ufeff", "\ue000",
		strings.Repeat("x", 10_000), strings.Repeat("é", 300), "e\u0301\u0302\u0303", "()\\<<>>endobj", "&<>\"'", "\u00a0\u202f", "\r\n", "{title}", " $9.99 billion ", "−40 °C",
	}
	for range 3 + random.IntN(12) {
		at := random.IntN(len(text))
		end := min(len(text), at+random.IntN(60))
		switch random.IntN(4) {
		case 0:
			text = text[:at] + text[end:]
		case 1:
			text = text[:end] + text[at:]
		default:
			text = text[:at] + odd[random.IntN(len(odd))] + text[at:]
		}
	}
	return strings.ToValidUTF8(text, "\ufffd") // bytes that are none are refused
}
