package charts

import (
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

type check struct {
	ID, Result, Kind, Message string
	Release                   phrase // where the page has several
	Rows                      []link
}

func (b *builder) check(c transform.Check) check {
	out := check{ID: nameOf("check", c.ID), Result: c.Result, Kind: b.checkKind(c.Kind), Message: c.Message, Release: b.releaseTitle(c.Releases)}
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

// checkKind is a kind of check in words.
func (b *builder) checkKind(kind string) string {
	if key := "check_" + kind; b.words.Has(key) {
		return b.words.Text(key)
	}
	return kind
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
