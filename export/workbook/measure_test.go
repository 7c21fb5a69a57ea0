package workbook

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestTextHeight(t *testing.T) {
	const line, padding = 15.5, 4
	ten := strings.Repeat("n", 10) // 11.5 digits broad
	for _, test := range []struct {
		text  string
		width float64
		lines float64
	}{
		{"", 20, 1},
		{"Value", 20, 1},
		{ten + " " + ten, 24, 2},                      // the second word and the space do not fit beside the first
		{ten + " " + ten, 26, 1},                      // now they do
		{ten + "-" + ten, 14, 2},                      // a word longer than a line is cut at its hyphen
		{"a " + ten + "-" + ten, 14, 3},               // which leaves the word before it alone
		{strings.Repeat("n", 40), 24, 2},              // or anywhere, where it has none
		{strings.Repeat("n", 41), 24, 3},              // of 46 digits and more
		{strings.Repeat("é", 40), 24, 2},              // letters count, and not bytes
		{strings.Repeat("i", 40), 24, 1},              // narrow ones
		{strings.Repeat("字", 40), 24, 4},              // broad ones
		{strings.TrimSpace(ten + "   " + ten), 25, 2}, // spaces count
		{strings.Repeat("in the text ", 10), 30, 4},   // words of many lengths
	} {
		if got := textHeight(test.text, test.width); got != test.lines*line+padding {
			t.Errorf("%q in %g: %g lines, want %g", test.text, test.width, (got-padding)/line, test.lines)
		}
	}
}

// A row is no lower than its highest text, and no higher than Excel makes it.
func TestRowHeight(t *testing.T) {
	table := &table{columns: []column{{width: 20}, {width: 20}}}
	long := strings.Repeat("word ", 400)
	if got := table.height([]cell{{text: "a"}, {text: "a longer text than that"}}); got != textHeight("a longer text than that", 20) {
		t.Errorf("got %g", got)
	}
	if got := table.height([]cell{{text: long}, {text: "a"}}); got != maxRowHeight {
		t.Errorf("got %g", got)
	}
}

// The digits of a number are as broad as the column counts them: a number fits where its digits, separators and words do.
func TestNumberWidth(t *testing.T) {
	b := &book{percent: "%", scales: map[int]scale{9: {" billion", " billion"}}}
	for number, want := range map[*cell]float64{
		{number: some("7")}:                              1*1.12 + 4,
		{number: some("1234567")}:                        9*1.12 + 4,
		{number: some("0.125"), shown: asPercent}:        4*1.12 + 4 + breadth("%"),
		{number: some("24500000000"), shown: inBillions}: 4*1.12 + 4 + breadth(" billion"),
		{number: some("-1234.5")}:                        7*1.12 + 4,
	} {
		if got := b.numberWidth(number); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %g, want %g", number.number.Decimal, got, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	for number, want := range map[string]int{
		"228257": 0, "0.25": 2, "0.1234": 4, "0.3333333333": 6, "15.39999999": 1, "1851.333333": 2, "1234567.333333": 0,
	} {
		if got := decimals(dec(number)); got != want {
			t.Errorf("%s: %d decimals, want %d", number, got, want)
		}
	}
}

func TestPieces(t *testing.T) {
	for header, want := range map[string][]string{
		"Value": {"Value"}, "Low end": {"Low", "end"}, "Low end [note 2]": {"Low", "end [note 2]"}, "[note 2]": {"[note 2]"}, "": nil,
	} {
		if got := pieces(header); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", header, got, want)
		}
	}
}
