package workbook

import (
	"slices"
	"strconv"
	"strings"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

// qualifiers are the words for how exact a figure is, as the cover explains them.
var qualifiers = []string{"exact", "rounded", "approx", "more_than", "at_least", "less_than", "at_most", "range"}

// cover tells what the workbook is and how to read it, and lists the releases.
func (w *describer) cover() *sheet {
	s := w.sheet("cover")
	s.title = w.bookTitle()
	if date := newest(w.d); date != "" {
		s.lines = slices.Insert(s.lines, 1, line{text: w.words.Text("newest", "date", date)})
	}
	s.lines = append(s.lines, line{text: w.counts()})
	if contact := clean(w.options.Contact); contact != "" {
		s.lines = append(s.lines, line{text: w.words.Text("contact", "contact", contact)})
	}
	s.lines = append(s.lines, line{text: w.words.Text("limits")}, line{text: w.words.Text("qualifiers"), heading: true})
	for _, q := range qualifiers {
		s.lines = append(s.lines, line{text: w.words.Text("explain", "word", w.words.Text("bound."+q), "meaning", w.words.Text("meaning."+q))})
	}
	s.lines = append(s.lines, line{text: w.words.Text("releases"), heading: true})
	const t = "releases"
	columns := []heading{
		w.field(t, "title", 64), w.field(t, "publisher", 40), w.field(t, "release_date", 16), w.field(t, "language", 12),
		w.field(t, "release_id", 36), w.field(t, "source", 40), w.field(t, "pair", 36), w.field(t, "sha256", 38),
	}
	var rows [][]cell
	for i, r := range w.d.Releases {
		id := w.text(r.ID)
		if !id.reason {
			id.link = w.pages[i]
		}
		date := w.text(r.Date)
		if calendarDay(r.Date) {
			date = cell{date: r.Date}
		}
		rows = append(rows, []cell{
			w.text(r.Title), w.text(r.Publisher), date, w.known("language", r.Language), id, w.text(r.Source), w.or(r.Pair, "not_applicable"), w.text(r.SHA256),
		})
	}
	w.list(s, columns, rows)
	if s.table != nil {
		s.table.name = tableName(w.words.Text("releases"))
	}
	return s
}

// counts says how much of each kind there is.
func (w *describer) counts() string {
	inconsistent, derived := 0, 0
	for i := range w.d.Checks {
		if w.d.Checks[i].Result == transform.Inconsistent {
			inconsistent++
		}
	}
	for i := range w.d.Observations {
		if w.d.Observations[i].Derived() {
			derived++
		}
	}
	return w.words.Text("counts",
		"mentions", strconv.Itoa(len(w.d.Mentions)), "facts", strconv.Itoa(len(w.d.Observations)-derived), "derived", strconv.Itoa(derived),
		"checks", strconv.Itoa(len(w.d.Checks)), "inconsistent", strconv.Itoa(inconsistent))
}

// bookTitle names the release, or counts the releases where they are more than the language versions of one.
func (w *describer) bookTitle() string {
	own := slices.DeleteFunc(slices.Clone(w.d.Releases), func(r transform.Release) bool {
		return r.Pair != "" && r.Language != w.d.Language && w.release(r.Pair) != nil
	})
	if len(own) == 1 && clean(own[0].Title) != "" {
		return w.words.Text("title.one", "title", w.text(own[0].Title).text)
	}
	return w.words.Text("title.many", "number", strconv.Itoa(len(own)))
}

// contents lists the sheets.
func (w *describer) contents(others []*sheet) *sheet {
	s := w.sheet("contents")
	columns := []heading{w.column("sheet", 30), w.column("holds", 100), w.column("rows", 12)}
	var rows [][]cell
	others = slices.Clone(others)
	arrange(others)
	for _, o := range others {
		n := 0
		if o.table != nil {
			n = o.table.len()
		}
		rows = append(rows, []cell{{text: o.name, link: link{sheet: o.key}}, {text: o.lines[0].text}, whole(n)})
	}
	return w.list(s, columns, rows)
}

// shorthands are the keys of what stands for a value that is not there.
var shorthands = []string{"missing", "not_applicable", "range", "no_limit", "absent", "elsewhere"}

// noteSheet explains the notes and shorthands that the other sheets use, and no others.
func (w *describer) noteSheet() *sheet {
	s := w.sheet("notes")
	columns := []heading{w.column("note", 24), w.column("meaning", 110)}
	var rows [][]cell
	for i, key := range w.notes {
		rows = append(rows, []cell{{text: w.noteName(i)}, {text: w.words.Text("note." + key)}})
	}
	for _, key := range shorthands {
		if c, ok := w.shorthands[key]; ok {
			rows = append(rows, []cell{{text: c.text}, {text: w.words.Text("reason." + key)}})
		}
	}
	return w.list(s, columns, rows)
}

// dictionary is the data dictionary of the tidy tables, with the place where the workbook shows each field.
func (w *describer) dictionary() *sheet {
	s := w.sheet("dictionary")
	columns := []heading{
		w.column("table", 16), w.column("field", 20), w.column("title", 24), w.column("type", 12), w.column("text", 70),
		w.column("field_unit", 20), w.column("values", 40), w.column("required", 14), w.column("place", 50),
	}
	var rows [][]cell
	for _, t := range tables.Of(&transform.Dataset{Language: w.d.Language}) {
		for _, f := range t.Fields {
			place := w.none("elsewhere")
			if p, ok := w.places[t.Name+"."+f.Name]; ok {
				place = cell{text: p}
			}
			required := "no"
			if f.Required {
				required = "yes"
			}
			rows = append(rows, []cell{
				w.text(t.Name), w.text(f.Name), w.text(f.Title), w.text(f.Type), w.text(f.Description), w.or(f.Unit, "not_applicable"),
				w.or(strings.Join(f.Enum, ", "), "not_applicable"), {text: w.words.Text("required." + required)}, place,
			})
		}
	}
	return w.list(s, columns, rows)
}
