//go:build !race

package extract_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tidyrelease/extract"
)

// wrappings put a text into the forms that are read.
var wrappings = map[string]func(text string) []byte{
	"text": func(text string) []byte { return []byte("Title\n\n" + text + "\n") },
	"page": func(text string) []byte {
		return []byte("<!doctype html><html lang=en><main><h1>Title</h1><p>" + text + "</main>")
	},
}

// A text that somebody made to be slow takes time by its length, not by the square of it: four times the text may not take
// more than ten times as long.
func TestExtractLinear(t *testing.T) {
	x := extractor(t)
	x.Limits = extract.Limits{Depth: 1 << 30, Cells: 1 << 30, Text: 1 << 30, Figures: 1 << 30}
	pieces := []string{
		"5, ", "3 to 4 to ", "two three ", "5 cars and ", "a\t5\tb ", "$5 over five years, starting in 2026-27 ",
		"2020 quota 5 cars ", "Sales rose 5%. ", "exports of $5 million, ", "Rates (5), ", "« 5 % » ",
		"1,", "1.", "1-", "1 ", "and 5 ", "hundred and ", "half a ", "(", "(5 ", "(5)", "-", "$", "$1 ", "5-", "5  5  ", "|5", "\n", "5\n", "5\t5\n", "| 5 | 5 |\n",
		"“5 jobs ", "\"5 jobs ", "“Yes, said Ana Roy. ", "“Yes, said Mr. Roy. ", "The sector has 5 mines. ", "e\u0301", "5\u0301", "٣", "in 2024, ", "Canada, ", "Ana Roy, ", "• 5 jobs\n", "http://", "a@", "a'", "…",
		"Of the 5, 4 were of Peru; ", "<i>5</i> ", "<div>5", "<blockquote>5 ", "<td>5", "&amp;5 ", "<p>5 jobs",
	}
	for form, wrap := range wrappings {
		for _, piece := range pieces {
			if form == "text" && strings.Contains(piece, "<") {
				continue
			}
			took := func(size int) time.Duration {
				data := wrap(strings.Repeat(piece, size/len(piece)))
				start := time.Now()
				if _, err := x.Extract("made.en.txt", data); err != nil && !errors.Is(err, extract.ErrEmpty) {
					t.Fatalf("%q: %v", piece, err)
				}
				return time.Since(start)
			}
			const limit = 10
			var short, long time.Duration
			for range 5 { // another program may have taken the processor
				if short, long = took(8<<10), took(32<<10); long <= limit*max(short, 10*time.Millisecond) {
					break
				}
			}
			if long > limit*max(short, 10*time.Millisecond) {
				t.Errorf("%s of %q: %v for 8 KiB, %v for 32 KiB", form, piece, short, long)
			}
		}
	}
}
