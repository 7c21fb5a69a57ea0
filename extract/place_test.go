package extract_test

import (
	"testing"

	"tidyrelease/extract"
)

// A mention keeps its page also in a paragraph that begins on the one before.
func TestPlace(t *testing.T) {
	d := &extract.Document{Places: extract.Pages, Turns: []extract.Turn{{At: 20, Place: 2}, {At: 60, Place: 3}}, Blocks: []extract.Block{
		{Span: extract.Span{Start: 0, End: 10}, Place: 1},
		{Span: extract.Span{Start: 11, End: 40}, Place: 1},
		{Span: extract.Span{Start: 42, End: 70}, Place: 2},
		{Span: extract.Span{Start: 72, End: 80}, Place: 3},
	}}
	for _, c := range []struct{ block, at, want int }{{0, 5, 1}, {1, 19, 1}, {1, 20, 2}, {1, 39, 2}, {2, 42, 2}, {2, 60, 3}, {3, 75, 3}} {
		if got := d.Place(c.block, c.at); got != c.want {
			t.Errorf("byte %d of block %d: page %d, want %d", c.at, c.block, got, c.want)
		}
	}
}
