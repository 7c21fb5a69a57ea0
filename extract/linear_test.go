package extract_test

import (
	"strings"
	"testing"
	"time"
)

// A text that somebody made to be slow takes time by its length, not by the square of it.
func TestExtractLinear(t *testing.T) {
	x := extractor(t)
	for _, piece := range []string{
		"5, ", "3 to 4 to ", "two three ", "5 cars and ", "a\t5\tb ", "$5 over five years, starting in 2026-27 ",
		"2020 quota 5 cars ", "Sales rose 5%. ", "exports of $5 million, ", "Rates (5), ", "« 5 % » ",
	} {
		took := func(size int) time.Duration {
			text := []byte("Title\n\n" + strings.Repeat(piece, size/len(piece)) + "\n")
			best := time.Hour
			for range 2 {
				start := time.Now()
				if _, err := x.Extract("made.en.txt", text); err != nil {
					t.Fatalf("%q: %v", piece, err)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := took(16<<10), took(64<<10)
		if large > 10*small+100*time.Millisecond {
			t.Errorf("%q: 16 KiB take %v, 64 KiB %v", piece, small, large)
		}
		t.Logf("%q: 16 KiB take %v, 64 KiB %v", piece, small, large)
	}
}
