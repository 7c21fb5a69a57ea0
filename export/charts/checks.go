package charts

import (
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

type check struct {
	Result, Kind, Message string
	Release               phrase // where the page has several
	Rows                  []link
}

func (b *builder) check(c transform.Check) check {
	out := check{Result: c.Result, Kind: c.Kind, Message: c.Message, Release: b.releaseTitle(c.Releases)}
	if key := "check_" + c.Kind; b.words.Has(key) {
		out.Kind = b.words.Text(key)
	}
	if c.Expected.Equal(interval.All()) && c.Found.Equal(interval.All()) && c.Result == transform.Consistent {
		return out // of two texts as a whole: the data lists their figures, all of which a list of links would repeat
	}
	for _, id := range c.Observations {
		if o := b.anchors.observations[id]; o != nil {
			l := b.rowLink(id)
			l.Text, l.Spoken = o.IndicatorLabel, ""
			out.Rows = append(out.Rows, l)
		}
	}
	return out
}

func agreeing(checks []transform.Check) int {
	n := 0
	for _, c := range checks {
		if c.Result == transform.Consistent {
			n++
		}
	}
	return n
}
