package workbook

import (
	"slices"
	"strings"
	"testing"

	"tidyrelease/transform"
)

// A change is only told where one figure stands for each period.
func TestChangeOfOneThing(t *testing.T) {
	changes := func(d *transform.Dataset) (n int) {
		b, err := describe(d, Options{}, large)
		if err != nil {
			t.Fatal(err)
		}
		s := b.sheet("comparison")
		column := slices.IndexFunc(s.table.columns, func(c column) bool { return strings.HasPrefix(c.header, "Change [") })
		for _, row := range s.table.rows {
			if row[column].number.Valid {
				n++
			}
		}
		return n
	}
	d := plant("en")
	if n := changes(d); n != 1 {
		t.Errorf("%d changes of exports; want 1", n)
	}
	find(d, "exports-2").Series = false
	if n := changes(d); n != 0 {
		t.Errorf("%d changes of figures that are no line over time", n)
	}
	find(d, "exports-2").Series = true
	other := *find(d, "exports-2")
	other.ID = "exports-3"
	d.Observations = append(d.Observations, other)
	if n := changes(d); n != 0 {
		t.Errorf("%d changes where two figures stand for one period", n)
	}
}

func find(d *transform.Dataset, id string) *transform.Observation {
	return &d.Observations[slices.IndexFunc(d.Observations, func(o transform.Observation) bool { return o.ID == id })]
}
