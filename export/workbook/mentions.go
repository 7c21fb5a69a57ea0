package workbook

import (
	"strconv"

	"tidyrelease/transform"
)

// mentionSheet is every figure as written, in the order of the texts.
func (w *describer) mentionSheet() *sheet {
	s := w.sheet("mentions")
	const t = "mentions"
	toFill, blank := w.entries()
	columns := []heading{
		w.field(t, "mention_id", 30), w.field(t, "surface", 26), w.field(t, "sentence", 70), w.field(t, "section", 16), w.column("at", 16),
		w.field(t, "speaker", 20), w.column("release", 40), w.field(t, "release_id", 34), w.field(t, "observation_id", 28),
	}
	value := len(columns)
	columns = append(columns,
		w.field(t, "value", 14, "units"), w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20).of(t+".unit", t+".per"),
		w.field(t, "bound", 16),
	)
	columns = append(columns, toFill...)
	columns = append(columns,
		w.field(t, "review", 16), w.field(t, "review_note", 40), w.field(t, "direction", 13), w.field(t, "period", 14), w.field(t, "measure", 28),
		w.field(t, "subject", 28), w.field(t, "ref_area", 10), w.field(t, "counterpart_area", 10), w.field(t, "char_start", 12), w.field(t, "char_end", 12),
	)
	w.tabulate(s, columns, len(w.d.Mentions), func(row []cell, n int) []cell {
		m := &w.d.Mentions[n]
		row = append(row, w.text(m.ID), w.text(m.Surface), w.text(m.Sentence), w.known("section", m.Section), w.place(m),
			w.speaker(m.Section, m.Speaker), w.text(w.title(m.ReleaseID)), w.toRelease(m.ReleaseID), w.to(m.ObservationID))
		row = append(row, w.numbers(m.Value, m.Interval, w.inPercent(m))...)
		row = append(row, w.unitOfMention(m), w.known("bound", m.Exactness()))
		row = append(row, blank...)
		return append(row,
			w.reviewed(m.Review), w.or(m.ReviewNote, "not_applicable"), w.known("direction", m.Direction), w.text(m.Period),
			w.text(m.Measure), w.text(m.Subject), w.text(m.RefArea), w.text(m.CounterpartArea), whole(m.CharStart), whole(m.CharEnd),
		)
	})
	w.columnNames(s, mentionName, 0, value)
	return s
}

// place is where in its source a figure stands: on a line, in a paragraph or on a page.
func (w *describer) place(m *transform.Mention) cell {
	r := w.release(m.ReleaseID)
	if r == nil || m.Place == 0 {
		return w.none("missing")
	}
	return cell{text: w.words.Text("at."+string(r.Places), "number", strconv.Itoa(m.Place))}
}

// toRelease names a release, with a link to its page or else to its row on the cover, which says where its file is.
func (w *describer) toRelease(id string) cell {
	c := w.text(id)
	row, ok := w.releases[id]
	if !ok || c.reason {
		return c
	}
	if c.link = w.pages[row]; c.link == (link{}) {
		c.link = link{sheet: "cover", row: row + 1}
	}
	return c
}

// speaker is who is quoted; nobody speaks outside a quote.
func (w *describer) speaker(section, speaker string) cell {
	if section != "quote" {
		return w.or(speaker, "not_applicable")
	}
	return w.text(speaker)
}
