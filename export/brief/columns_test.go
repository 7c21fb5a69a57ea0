package brief

import (
	"testing"

	"tidyrelease/export/brief/paper"
)

func TestPlace(t *testing.T) {
	strips := func(heights ...float64) []strip {
		var list []strip
		for _, h := range heights {
			list = append(list, strip{above: 1, height: h})
		}
		return list
	}
	for _, test := range []struct {
		name        string
		list        []strip
		room, fresh float64
		want        []spot
		last        float64
	}{
		{"none", nil, 100, 100, nil, 0},
		{"one", strips(10), 100, 100, []spot{{0, 0, 0}}, 10},
		{"two columns of one height", strips(10, 10, 10, 10), 100, 100, []spot{{0, 0, 0}, {0, 0, 11}, {0, 1, 0}, {0, 1, 11}}, 21},
		{"the left one is the taller", strips(10, 10, 10), 100, 100, []spot{{0, 0, 0}, {0, 0, 11}, {0, 1, 0}}, 21},
		{"over a page", strips(10, 10, 10, 10), 10, 100, []spot{{0, 0, 0}, {0, 1, 0}, {1, 0, 0}, {1, 1, 0}}, 10},
		{"no room on the first page", strips(20, 20), 10, 100, []spot{{1, 0, 0}, {1, 1, 0}}, 20},
	} {
		got, last := place(test.list, test.room, test.fresh)
		if len(got) != len(test.want) || last != test.last {
			t.Errorf("%s: %v, %v high; want %v, %v", test.name, got, last, test.want, test.last)
			continue
		}
		for i := range got {
			if got[i] != test.want[i] {
				t.Errorf("%s: strip %d stands at %v, not %v", test.name, i, got[i], test.want[i])
			}
		}
	}
}

// A paragraph is never cut so that one line of it is alone, and is all there.
func TestStrips(t *testing.T) {
	for n := range 20 {
		total := 0
		list := strips(make([]paper.Line, n))
		for i, s := range list {
			total += len(s)
			if end := i == 0 || i == len(list)-1; end && n > 1 && len(s) < 2 {
				t.Errorf("%d lines: one is alone", n)
			}
		}
		if total != n {
			t.Errorf("%d of %d lines", total, n)
		}
	}
}

func TestAbreast(t *testing.T) {
	for charts, want := range map[int]int{1: 1, 2: 2, 3: 3, 4: 2} {
		if got := abreast(charts); got != want {
			t.Errorf("%d charts stand in %d columns, want %d", charts, got, want)
		}
	}
}
