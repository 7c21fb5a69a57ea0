package charts

import (
	"strconv"
	"time"

	"tidyrelease/transform"
)

// timeline shows when the releases of a set came: a bar for each month, as high as their number. The list under it has
// the releases themselves.
type timeline struct {
	Alt   string
	Bars  []rect
	Years []words
}

// Sizes of a timeline in pixels.
const (
	timelineHeight = 64
	timelineFoot   = 20
)

// timeline is nil when the releases with a date lie within one month.
func (b *builder) timeline(d *transform.Dataset, groups [][]int) *timeline {
	counts := map[int]int{} // months since year 0
	var first, last *transform.Release
	from, to, dated := 0, 0, 0
	for _, group := range groups {
		r := &d.Releases[group[0]]
		day, err := time.Parse(time.DateOnly, r.Date)
		if err != nil {
			continue
		}
		month := day.Year()*12 + int(day.Month()) - 1
		if first == nil || r.Date < first.Date {
			first, from = r, month
		}
		if last == nil || r.Date > last.Date {
			last, to = r, month
		}
		counts[month]++
		dated++
	}
	if from == to {
		return nil
	}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	out := &timeline{Alt: b.words.Text("timeline_alt", "number", b.number(dated), "from", first.DateText, "to", last.DateText, "most", b.number(most))}
	months := to - from + 1
	for month := from; month <= to; month++ {
		left := float64(month-from) / float64(months)
		if n := counts[month]; n > 0 {
			high := float64(n) / float64(most) * timelineHeight
			out.Bars = append(out.Bars, rect{"bar", percent(left), pixels(timelineHeight - high), percent(0.8 / float64(months)), pixels(high)})
		}
		// A year is named where it begins, unless its name has no room there.
		if (month%12 == 0 || month == from && (month%12 < 6 || to/12 == from/12)) && left < 0.9 {
			out.Years = append(out.Years, words{"tick", percent(left), strconv.Itoa(timelineHeight + timelineFoot - 6), "start", strconv.Itoa(month / 12)})
		}
	}
	return out
}
