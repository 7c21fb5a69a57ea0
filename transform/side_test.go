package transform

import (
	"errors"
	"slices"
	"testing"
)

// Work that is done side by side is done once for each thing, and its first error or its panic reaches the caller.
func TestSide(t *testing.T) {
	done := make([]int, 1000)
	count := func(from, to int) error {
		for i := from; i < to; i++ {
			done[i]++
		}
		return nil
	}
	if err := side(len(done), count); err != nil || slices.Max(done) != 1 || slices.Min(done) != 1 {
		t.Errorf("done %d to %d times: %v", slices.Min(done), slices.Max(done), err)
	}
	if err := side(0, count); err != nil {
		t.Error(err)
	}
	want := errors.New("no")
	if err := side(7, func(_, to int) error {
		if to == 7 {
			return want
		}
		return nil
	}); err != want {
		t.Error(err)
	}
	defer func() {
		if got := recover(); got != "fault" {
			t.Errorf("recovered %v", got)
		}
	}()
	each(done, func(i, _ int) {
		if i == len(done)-1 {
			panic("fault")
		}
	})
}
