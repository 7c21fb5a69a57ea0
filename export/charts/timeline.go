package charts

import (
	"slices"
	"strconv"
	"strings"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
)

// timeline shows when the releases of a set came: a bar for each month or year, as high as their number. The list under it
// has the releases themselves.
type timeline struct {
	Title, Alt string
	Bars       []rect
	Years      []words
}

// Sizes of a timeline.
const (
	timelineHeight = 64   // in pixels
	timelineYears  = 78   // where the years are written
	timelineBar    = 0.8  // of the room of a month or year
	yearRoom       = 0.16 // of the width, for the name of a year on the narrowest screen
)

// timeline is nil when the releases have no course in time.
func (b *builder) timeline() *timeline {
	i := slices.IndexFunc(b.d.Charts, func(c transform.Chart) bool { return c.Kind == transform.Timeline && len(c.Marks) > 0 })
	if i < 0 {
		return nil
	}
	c := &b.d.Charts[i]
	out := &timeline{Title: c.Title, Alt: c.Alt, Years: years(c.Marks)}
	marks := plot.New(c).Marks
	most := 0.0
	for _, m := range marks {
		most = max(most, m.To)
	}
	room := 1 / float64(len(marks))
	for i, m := range marks {
		if m.To > 0 {
			high := m.To / most * timelineHeight
			out.Bars = append(out.Bars, rect{"bar", percent(float64(i) * room), pixels(timelineHeight - high), percent(timelineBar * room), pixels(high)})
		}
	}
	return out
}

// years names each year where it begins, as far as the names have room beside each other. The first one gives way to the next.
func years(marks []transform.Mark) []words {
	var out []words
	next := 1 - yearRoom
	for i := len(marks) - 1; i >= 0; i-- {
		year, _, _ := strings.Cut(marks[i].Period, "-")
		if i > 0 && strings.HasPrefix(marks[i-1].Period, year) {
			continue
		}
		if left := float64(i) / float64(len(marks)); left <= next {
			out = append(out, words{"tick", percent(left), strconv.Itoa(timelineYears), "start", year})
			next = left - yearRoom
		}
	}
	slices.Reverse(out)
	return out
}
