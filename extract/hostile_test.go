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

// A megabyte of one thing is read in about a second where it is all figures, and much faster where there are none. The
// limit leaves room for a busy machine; work that grows faster than the text would take minutes. The texts have a sixteenth of that without -long.
func TestExtractHostile(t *testing.T) {
	x := extractor(t)
	x.Limits = extract.Limits{Depth: 1 << 30, Cells: 1 << 30, Text: 1 << 30, Figures: 1 << 30}
	mega, limit := 1<<16, 10*time.Second
	if *long {
		mega, limit = 1<<20, time.Minute
	}
	fill := func(piece string, size int) string { return strings.Repeat(piece, size/len(piece)) }
	for name, text := range map[string]string{
		"ones":               fill("1,", mega),
		"open parentheses":   fill("(5 ", mega),
		"nested parentheses": fill("(5 ", mega/2) + fill(")", mega/2),
		"letters":            fill("a", 10*mega),
		"digits":             fill("7", 10*mega),
		"hyphens":            fill("-", 2*mega),
		"empty lines":        fill("\n", mega),
		"lines":              fill("5 jobs\n", mega),
		"and 5":              fill("and 5 ", 6*mega),
		"open quotations":    fill("“5 jobs. ", mega),
		"combining marks":    "5 caf" + fill("e\u0301", mega),
		"elements":           fill("<div>5 <b>jobs ", mega),
		"rows":               fill("5\t5\n", mega/2),
	} {
		for form, wrap := range wrappings {
			start := time.Now()
			d, err := x.Extract(fmt.Sprint(name, ".txt"), wrap(text))
			took := time.Since(start)
			if err != nil && !errors.Is(err, extract.ErrEmpty) {
				t.Errorf("%s as %s: %v", name, form, err)
			}
			if took > limit {
				t.Errorf("%s as %s took %v", name, form, took)
			}
			if d != nil {
				t.Logf("%s as %s: %v, %d figures", name, form, took.Round(time.Millisecond), len(d.Mentions))
			}
		}
	}
}

// The time that a release may take is kept inside of a block as well, whatever it is made of. Each of these takes many times as long.
func TestTimeLimit(t *testing.T) {
	const size, limit, late = 5 << 20, 100 * time.Millisecond, 20 * time.Second // late is for a machine that others use as well
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	x := extractor(t)
	x.Limits = extract.Limits{Time: limit, Cells: 1 << 30, Depth: 1 << 30, Text: 1 << 30, Figures: 1 << 30}
	for name, text := range map[string]string{
		"a paragraph":           "Title\n\n" + fill("The 5 mines employ 31 people in May. "),
		"a sentence":            "Title\n\n" + fill("5 mines and "),
		"a row":                 "Title\n\nA text that is long enough to be the lead of this release, which has a table behind it, of many cells in a row, and of no more.\n\n" + fill("5 mines\t") + "\nx\ty\n",
		"a paragraph of a page": "<!doctype html><h1>Title</h1><p>" + fill("The 5 mines employ 31 people in May. "),
		"elements of a page":    "<!doctype html><h1>Title</h1><p>" + fill("<b>5</b> mines "),
		"a French quotation":    "Title\n\nThe minister spoke in French to the people who were there, and said what follows at length in that language.\n\n" + fill("Les 5 mines de la province emploient 31 personnes en mai. "),
	} {
		start := time.Now()
		_, err := x.Extract("made.txt", []byte(text))
		took := time.Since(start)
		if over, ok := errors.AsType[*extract.LimitError](err); !ok || over.Flag != "max-time" || took > late {
			t.Errorf("%s: after %v: %v", name, took, err)
		}
		t.Logf("%s: %v, %v", name, took.Round(time.Millisecond), err)
	}
}
