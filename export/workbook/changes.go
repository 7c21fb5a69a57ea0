package workbook

import (
	"cmp"
	"strings"

	"tidyrelease/transform/changes"
)

// changeSheet is what differs from the last run, graver things first. Where there is nothing to tell, there is no such
// sheet.
func (w *describer) changeSheet() *sheet {
	if w.d.Changes == nil {
		return nil
	}
	s := w.sheet("changes")
	const t = "changes"
	columns := []heading{
		w.field(t, "change", 16), w.field(t, "label", 32), w.field(t, "subject", 30), w.field(t, "ref_area", 10), w.column("period", 18).of(t + ".time_period"),
		w.field(t, "before", 34), w.field(t, "after", 34), w.field(t, "cause", 30), w.field(t, "message", 60), w.field(t, "releases", 36), w.field(t, "id", 28),
	}
	return w.tabulate(s, columns, len(w.d.Changes), func(row []cell, n int) []cell {
		c := &w.d.Changes[n]
		return append(append(row, w.difference(c)...),
			w.known("cause", string(c.Cause)), w.or(c.Message, "not_applicable"), w.ids(c.Releases), w.changed(c),
		)
	})
}

// difference says what was and what is: a check or a fact.
func (w *describer) difference(c *changes.Change) []cell {
	kind := w.known("change", string(c.Kind))
	if c.Kind == changes.Turned {
		none := w.none("not_applicable")
		result := func(code string) cell {
			if code == "" {
				return w.none("absent")
			}
			return w.known("result", code)
		}
		return []cell{kind, w.known("kind", c.Label), none, none, none, result(c.Before), result(c.After)}
	}
	return []cell{
		kind, w.text(c.Label), w.text(c.Subject), w.text(c.Area), w.text(cmp.Or(c.PeriodText, c.Period)), w.or(c.Before, "absent"), w.or(c.After, "absent"),
	}
}

// changed leads to the fact or check, unless it is no more: an old check may have the name of another one by now.
func (w *describer) changed(c *changes.Change) cell {
	if strings.TrimSpace(c.After) == "" {
		return w.text(c.ID)
	}
	return w.to(c.ID)
}
