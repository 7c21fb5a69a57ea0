package extract_test

import (
	"strings"
	"testing"
	"time"
)

// A text that somebody made to be slow takes time by its length, not by the square of it: four times the text may not take
// more than ten times as long.
func TestExtractLinear(t *testing.T) {
	x := extractor(t)
	took := func(piece string, size int) time.Duration {
		text := []byte("Title\n\n" + strings.Repeat(piece, size/len(piece)) + "\n")
		start := time.Now()
		if _, err := x.Extract("made.en.txt", text); err != nil {
			t.Fatalf("%q: %v", piece, err)
		}
		return time.Since(start)
	}
	for _, piece := range []string{
		"5, ", "3 to 4 to ", "two three ", "5 cars and ", "a\t5\tb ", "$5 over five years, starting in 2026-27 ",
		"2020 quota 5 cars ", "Sales rose 5%. ", "exports of $5 million, ", "Rates (5), ", "« 5 % » ",
	} {
		var short, long time.Duration
		for range 5 { // another program may have taken the processor
			short, long = took(piece, 8<<10), took(piece, 32<<10)
			if long <= 10*max(short, 10*time.Millisecond) {
				break
			}
		}
		if long > 10*max(short, 10*time.Millisecond) {
			t.Errorf("%q: %v for 8 KiB, %v for 32 KiB", piece, short, long)
		}
	}
}
