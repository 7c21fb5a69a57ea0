//go:build !race

package extract_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tidyrelease/extract"
)

// A megabyte of nothing but figures takes an idle core about a second, megabytes without any much less. The limit leaves
// room for a busy machine; work that grows faster than the text would take hours. With -long figures fill whole megabytes.
func TestExtractHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	x := extractor(t)
	const mega = 1 << 20
	filled, times := mega/8, 100_000
	if *long {
		filled, times = mega, 1_000_000
	}
	fill := func(piece string, size int) string { return strings.Repeat(piece, size/len(piece)) }
	for name, text := range map[string]string{
		"ones":               fill("1,", filled),
		"open parentheses":   fill("(5 ", filled),
		"nested parentheses": fill("(5 ", filled/2) + fill(")", filled/2),
		"letters":            fill("a", 10*mega),
		"digits":             fill("7", 10*mega),
		"hyphens":            fill("-", 2*mega),
		"empty lines":        fill("\n", 1_000_000),
		"lines":              fill("5 jobs\n", filled),
		"and 5":              strings.Repeat("and 5 ", times),
		"open quotations":    fill("“5 jobs. ", filled),
		"combining marks":    "5 caf" + fill("e\u0301", mega),
		"elements":           fill("<div>5 <b>jobs ", filled),
		"rows":               fill("5\t5\n", filled/2),
	} {
		for form, wrap := range wrappings {
			start := time.Now()
			d, err := x.Extract(fmt.Sprint(name, ".txt"), wrap(text))
			took := time.Since(start)
			if err != nil && !errors.Is(err, extract.ErrEmpty) {
				t.Errorf("%s as %s: %v", name, form, err)
			}
			if took > time.Minute {
				t.Errorf("%s as %s took %v", name, form, took)
			}
			if d != nil {
				t.Logf("%s as %s: %v, %d figures", name, form, took.Round(time.Millisecond), len(d.Mentions))
			}
		}
	}
}
