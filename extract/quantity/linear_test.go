//go:build !race

package quantity_test

import (
	"strings"
	"testing"
	"time"

	"tidyrelease/extract/token"
)

// A hostile sentence costs no more than its length: four times the text may not take more than ten
// times as long.
func TestLinear(t *testing.T) {
	pack, g := grammar(t, "en")
	cost := func(text string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			g.Reset()
			g.Parse(text, token.Scan(nil, text, 0, len(text), pack.Style, pack), june)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, unit := range []string{"1,", "(", "1-", "one ", "$", "from 1 to ", "a half ", "1 ", "in 2024 ", "12% in 2024 or ", "1.", "up 5% from 2019 ", "since 2019 5% ", "early early ", "in May ", "first ", "2024, ", "week ended "} {
		var short, long time.Duration
		for range 3 { // another program may have taken the processor
			short = cost(strings.Repeat(unit, 40_000/len(unit)))
			long = cost(strings.Repeat(unit, 160_000/len(unit)))
			if long <= 10*max(short, 10*time.Millisecond) {
				break
			}
		}
		if long > 10*max(short, 10*time.Millisecond) {
			t.Errorf("%q: %v for 40 KB, %v for 160 KB", unit, short, long)
		}
	}
}
