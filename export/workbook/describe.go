package workbook

import (
	"cmp"
	"embed"
	"slices"
	"time"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// The keys of the sheets, in their order.
var order = []string{
	"cover", "contents", "notes", "key_figures", "observations", "comparison", "checks", "changes", "mentions", "derived", "dictionary", "charts",
}

// noDate is what a workbook of releases without dates says, for it may not ask a clock.
const noDate = "1980-01-01"

// sizes are the lengths at which a workbook is written in another way.
type sizes struct {
	mentions int // above so many, long sheets are streamed
	rows     int // above so many, a sheet is a long one then
	most     int // rows on a sheet
}

var large = sizes{mentions: 50_000, rows: 2_000, most: maxRows - 10} // ten for what stands above a table

// describer makes the sheets of one dataset, with what they have in common.
type describer struct {
	*index
	options Options
	sizes   sizes
	words   *wording.Catalogue
	units   *unit.Vocabulary
	book    *book

	pages  []link                             // to the page of each release, if it has one
	fields map[string]map[string]tables.Field // of the data dictionary, by table
	places map[string]string                  // where a field is shown, by "table.field"

	further    []*sheet        // that long tables are split into
	notes      []string        // keys of the notes that are referred to, in the order of first reference
	shorthands map[string]cell // that are used, by key
	vocabulary map[code]cell   // that is used
}

// describe is the workbook of a dataset.
func describe(d *transform.Dataset, o Options, s sizes) (*book, error) {
	w, err := newDescriber(d, o, s)
	if err != nil {
		return nil, err
	}
	made := []*sheet{
		w.cover(), w.keyFigures(), w.observationSheet(), w.comparison(), w.checkSheet(), w.changeSheet(), w.mentionSheet(), w.derivedSheet(), w.charts(),
	}
	made = append(slices.DeleteFunc(made, func(s *sheet) bool { return s == nil }), w.further...)
	// These three tell of the other sheets, each of those before it.
	made = append(made, w.dictionary())
	made = append(made, w.noteSheet())
	made = append(made, w.contents(made))
	arrange(made)
	w.book.sheets, w.book.title = made, made[0].title
	return w.book, nil
}

func newDescriber(d *transform.Dataset, o Options, s sizes) (*describer, error) {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	w := &describer{
		index: newIndex(d), options: o, sizes: s, words: words, units: units,
		fields: map[string]map[string]tables.Field{}, places: map[string]string{}, shorthands: map[string]cell{}, vocabulary: map[code]cell{},
		book: &book{
			language: wording.Tag(d.Language).String(), created: cmp.Or(newest(d), noDate) + "T00:00:00Z", filters: o.Filters,
			locale: words.Text("locale"), footer: words.Text("page", "page", "&P", "pages", "&N"), percent: words.Text("percent"),
			scales: map[int]scale{6: {words.Text("million.one"), words.Text("million.more")}, 9: {words.Text("billion.one"), words.Text("billion.more")}},
		},
	}
	w.pages = make([]link, len(d.Releases))
	for i, r := range d.Releases {
		if web(r.Source) {
			w.pages[i].url = r.Source
		}
	}
	for _, t := range tables.Of(&transform.Dataset{Language: d.Language}) {
		w.fields[t.Name] = map[string]tables.Field{}
		for _, f := range t.Fields {
			w.fields[t.Name][f.Name] = f
		}
	}
	return w, nil
}

// arrange puts sheets in their order; those of one kind stay in theirs.
func arrange(sheets []*sheet) {
	slices.SortStableFunc(sheets, func(a, b *sheet) int {
		return cmp.Compare(slices.Index(order, a.kind), slices.Index(order, b.kind))
	})
}

// newest is the date of the newest release that has one, or nothing.
func newest(d *transform.Dataset) string {
	date := ""
	for _, r := range d.Releases {
		if calendarDay(r.Date) {
			date = max(date, r.Date)
		}
	}
	return date
}

// calendarDay tells whether a text is a date that Excel counts days to.
func calendarDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil && s >= "1900-03-01"
}
