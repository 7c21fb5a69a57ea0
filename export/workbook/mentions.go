package workbook

// mentionSheet is every figure as written, in the order of the texts.
func (w *describer) mentionSheet() *sheet {
	s := w.sheet("mentions")
	const t = "mentions"
	columns := []heading{
		w.field(t, "mention_id", 30), w.field(t, "surface", 26), w.field(t, "sentence", 70), w.field(t, "section", 16),
		w.field(t, "speaker", 20), w.column("release", 40), w.field(t, "observation_id", 28),
		w.field(t, "value", 14, "units"), w.column("low", 14, "interval"), w.column("high", 14, "interval"), w.column("unit", 20),
		w.field(t, "bound", 16),
	}
	toFill, blank := w.entries()
	columns = append(columns, toFill...)
	columns = append(columns,
		w.field(t, "review", 16), w.field(t, "review_note", 40), w.field(t, "direction", 13), w.field(t, "period", 14), w.field(t, "measure", 28), w.field(t, "subject", 28),
		w.field(t, "ref_area", 10), w.field(t, "counterpart_area", 10),
		w.field(t, "release_id", 34), w.field(t, "char_start", 12), w.field(t, "char_end", 12),
	)
	const unit = 10
	columns[unit].shows = []string{t + ".unit", t + ".per"}
	w.tabulate(s, columns, len(w.d.Mentions), func(n int) []cell {
		m := &w.d.Mentions[n]
		row := []cell{
			w.text(m.ID), w.text(m.Surface), w.text(m.Sentence), w.known("section", m.Section), w.speaker(m.Section, m.Speaker),
			w.toRelease(m.ReleaseID), w.to(m.ObservationID),
		}
		row = append(row, w.numbers(m.Value, m.Interval, w.inPercent(m))...)
		row = append(row, w.unitOfMention(m), w.known("bound", m.Exactness()))
		row = append(row, blank...)
		row = append(row, w.reviewed(m)...)
		return append(row,
			w.known("direction", m.Direction), w.text(m.Period),
			w.text(m.Measure), w.text(m.Subject), w.text(m.RefArea), w.text(m.CounterpartArea),
			w.text(m.ReleaseID), whole(m.CharStart), whole(m.CharEnd),
		)
	})
	w.columnNames(s, "mention", 0, 7)
	return s
}

// toRelease is a release's title, with a link to its page, or to its row on the cover, which names its file.
func (w *describer) toRelease(id string) cell {
	c := w.text(w.titles[id])
	row, ok := w.releaseRow[id]
	if !ok || c.reason {
		return c
	}
	c.link = link{sheet: "cover", row: row}
	if source := w.d.Releases[row-1].Source; web(source) {
		c.link = link{url: source}
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
