package workbook

import (
	"cmp"
	"embed"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"

	"github.com/govalues/decimal"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

//go:embed en.yaml fr.yaml
var texts embed.FS

// The keys of the sheets, in their order.
var order = []string{
	"cover", "contents", "notes", "key_figures", "observations", "comparison", "checks", "mentions", "derived", "dictionary", "charts",
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
	d     *transform.Dataset
	sizes sizes
	o     Options
	words *wording.Catalogue
	units *unit.Vocabulary
	book  *book

	facts        map[string]fact // observations and derived values by id
	sayings      map[string]fact // mentions by id
	home         map[string]link // rows of facts and mentions, for links to them
	further      []*sheet        // that long tables are split into
	observations map[string]*transform.Observation
	mentions     map[string]*transform.Mention
	titles       map[string]string // of releases, by id
	languages    map[string]string // likewise
	releaseRow   map[string]int    // on the cover

	fields map[string]map[string]tables.Field
	shown  map[string]string // "table.field" of the dictionary, to the place where it is shown

	notes      []string        // keys of the notes that are referred to, in the order of first reference
	shorthands map[string]bool // keys of the shorthands that are used
}

// describe is the workbook of a dataset.
func describe(d *transform.Dataset, o Options, s sizes) (*book, error) {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	w := &describer{
		d: d, o: o, sizes: s, words: words, units: units,
		book: &book{
			percent: words.Text("percent"), filters: o.Filters,
			scales:   map[int]scale{6: {words.Text("million.one"), words.Text("million.more")}, 9: {words.Text("billion.one"), words.Text("billion.more")}},
			language: wording.Tag(d.Language).String(), created: cmp.Or(newest(d), noDate) + "T00:00:00Z", locale: words.Text("locale"), footer: words.Text("page", "page", "&P", "pages", "&N"),
		},
		facts: map[string]fact{}, sayings: map[string]fact{}, home: map[string]link{}, shown: map[string]string{}, shorthands: map[string]bool{}, titles: map[string]string{}, languages: map[string]string{}, releaseRow: map[string]int{},
		observations: map[string]*transform.Observation{}, mentions: map[string]*transform.Mention{},
		fields: map[string]map[string]tables.Field{},
	}
	for _, t := range tables.Of(&transform.Dataset{Language: d.Language}) {
		w.fields[t.Name] = map[string]tables.Field{}
		for _, f := range t.Fields {
			w.fields[t.Name][f.Name] = f
		}
	}
	w.index()

	// Contents, notes and dictionary tell of the other sheets and come after them here.
	made := []*sheet{
		w.cover(), w.keyFigures(), w.observationSheet(), w.comparison(), w.checkSheet(), w.mentionSheet(), w.derivedSheet(), w.charts(),
	}
	made = append(slices.DeleteFunc(made, func(s *sheet) bool { return s == nil }), w.further...)
	made = append(made, w.dictionary())
	made = append(made, w.noteSheet())
	made = append(made, w.contents(made))
	arrange(made)
	w.book.sheets = made
	w.book.title = made[0].title
	return w.book, nil
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

// index gives every fact and mention its row.
func (w *describer) index() {
	for i := range w.d.Releases {
		w.titles[w.d.Releases[i].ID] = w.d.Releases[i].Title
		w.languages[w.d.Releases[i].ID] = w.d.Releases[i].Language
		w.releaseRow[w.d.Releases[i].ID] = i + 1
	}
	rows := map[string]int{}
	for i := range w.d.Observations {
		o := &w.d.Observations[i]
		f := fact{home: "obs", id: o.ID, value: o.Value, interval: o.Interval, percent: isPercent(o)}
		key := "observations"
		if o.Derived() {
			f.home, key = "derived", "derived"
		}
		f.home, f.row = w.named(f.home, rows[key])
		w.facts[o.ID], w.observations[o.ID], w.home[o.ID] = f, o, w.rowOf(key, rows[key])
		rows[key]++
	}
	for i := range w.d.Mentions {
		m := &w.d.Mentions[i]
		w.mentions[m.ID], w.home[m.ID] = m, w.rowOf("mentions", i)
		f := fact{id: m.ID, value: m.Value, interval: m.Interval, percent: w.inPercent(m)}
		f.home, f.row = w.named("mention", i)
		w.sayings[m.ID] = f
	}
}

// streams tells whether the workbook is one of many mentions.
func (w *describer) streams() bool { return len(w.d.Mentions) > w.sizes.mentions }

// rowOf leads to row n, from 0, of a table that may be split.
func (w *describer) rowOf(key string, n int) link {
	return link{sheet: part(key, n/w.sizes.most), row: n%w.sizes.most + 1}
}

// named is what the defined names of row n start with, and its row there if formulas name rows by number.
func (w *describer) named(home string, n int) (string, int) {
	row := 0
	if w.streams() {
		row = n%w.sizes.most + 1
	}
	return part(home, n/w.sizes.most), row
}

// part is the key of the sheets that a long table is split into: "mentions", "mentions2", and so on.
func part(key string, n int) string {
	if n == 0 {
		return key
	}
	return key + strconv.Itoa(n+1)
}

// sheet starts a sheet with what it holds and a way back.
func (w *describer) sheet(key string) *sheet {
	s := &sheet{key: key, kind: key, name: w.words.Text("sheet." + key), title: w.words.Text("title." + key)}
	s.lines = []line{{text: w.words.Text("holds." + key)}}
	if key != "contents" {
		s.lines = append(s.lines, line{text: w.words.Text("to_contents"), link: link{sheet: "contents"}})
	}
	return s
}

// tableName makes a name for a table, which may hold letters, digits and underscores.
func tableName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, s)
}

// heading is a column before its table is made.
type heading struct {
	text    string
	width   float64  // at least
	notes   []string // keys of the notes that the header refers to
	choices []string // what can be entered
	shows   []string // "table.field" of the data dictionary, for each that the column shows
}

// field is a column that shows a field of the data dictionary, under the dictionary's title.
func (w *describer) field(table, name string, width float64, notes ...string) heading {
	return heading{text: w.fields[table][name].Title, width: width, notes: notes, shows: []string{table + "." + name}}
}

// coded is a column that shows a field as the code that it is in the dataset, beside one that says it in words.
func (w *describer) coded(table, name string, width float64) heading {
	return heading{text: w.words.Text("column." + name), width: width, shows: []string{table + "." + name}}
}

// column is a column of this workbook's own.
func (w *describer) column(key string, width float64, notes ...string) heading {
	return heading{text: w.words.Text("column." + key), width: width, notes: notes}
}

// list gives the sheet its table. A table without rows becomes a line that says why. Columns are made as wide as
// their numbers, links and the words of their headers need, and rows as high as their texts.
func (w *describer) list(s *sheet, headings []heading, rows [][]cell) *sheet {
	return w.tabulate(s, headings, len(rows), func(n int) []cell { return rows[n] })
}

// tabulate gives the sheet a table of so many rows, which are made one by one. A long one is split: the sheet has its
// first part then, and further sheets the others.
func (w *describer) tabulate(s *sheet, headings []heading, n int, row func(n int) []cell) *sheet {
	if n == 0 {
		s.lines = append(s.lines, line{text: w.words.Text("none." + s.key)})
		return s
	}
	if s.kind == "charts" { // drawn beside its rows, which are made as high as the charts need
		w.fill(s, headings, n, row, false)
		return s
	}
	stream := w.streams() && n > w.sizes.rows
	if stream {
		s.lines[0].text += " " + w.note("streamed")
		linked := row
		row = func(n int) []cell {
			cells := linked(n)
			for i := range cells {
				cells[i].link = link{}
			}
			return cells
		}
	}
	if n <= w.sizes.most {
		w.fill(s, headings, n, row, stream)
		return s
	}
	s.lines[0].text += " " + w.note("split")
	for i := 0; i*w.sizes.most < n; i++ {
		one := s
		if i > 0 {
			one = &sheet{key: part(s.key, i), kind: s.kind, lines: slices.Clone(s.lines)}
			one.name = w.words.Text("part", "name", s.name, "number", strconv.Itoa(i+1))
			one.title = w.words.Text("part", "name", s.title, "number", strconv.Itoa(i+1))
			w.further = append(w.further, one)
		}
		w.fill(one, headings, min(w.sizes.most, n-i*w.sizes.most), func(n int) []cell { return row(i*w.sizes.most + n) }, stream)
	}
	return s
}

// fill gives one sheet its table.
func (w *describer) fill(s *sheet, headings []heading, n int, row func(n int) []cell, stream bool) {
	t := &table{name: tableName(s.name)}
	if stream {
		t.streamed, t.length = row, n
	} else {
		for i := range n {
			t.rows = append(t.rows, row(i))
		}
	}
	t.columns, t.heights = make([]column, len(headings)), make([]float64, len(t.rows)+1)
	for i, h := range headings {
		c := column{header: h.text, choices: h.choices}
		for _, n := range h.notes {
			c.header += " " + w.note(n)
		}
		for _, field := range h.shows {
			w.shown[field] = w.words.Text("place", "sheet", s.name, "column", c.header)
		}
		c.width = max(h.width, headerWidth(c.header))
		t.columns[i] = c
	}
	for i := range n {
		var cells []cell
		if stream {
			cells = row(i)
		} else {
			cells = t.rows[i]
		}
		w.widen(t.columns, cells)
	}
	for i, c := range t.columns {
		t.heights[0] = max(t.heights[0], textHeight(c.header, (c.width-3)/1.1)) // bold, with a button
		for n, row := range t.rows {
			t.heights[n+1] = max(t.heights[n+1], min(maxRowHeight, textHeight(row[i].text, c.width)))
		}
	}
	s.table = t
}

// widen makes columns as wide as a row needs them.
func (w *describer) widen(columns []column, row []cell) {
	for i := range row {
		c := &columns[i]
		if row[i].number.Valid {
			c.width, c.right = max(c.width, w.book.numberWidth(row[i])), true
		}
		if row[i].link != (link{}) {
			c.width = max(c.width, linkWidth(row[i].text))
		}
	}
}

// note refers to a note, which is thereby listed.
func (w *describer) note(key string) string {
	i := slices.Index(w.notes, key)
	if i < 0 {
		i = len(w.notes)
		w.notes = append(w.notes, key)
	}
	return "[" + w.noteName(i) + "]"
}

func (w *describer) noteName(i int) string {
	return w.words.Text("note", "number", strconv.Itoa(i+1))
}

// none is a cell without a value, for the reason that the shorthand stands for.
func (w *describer) none(shorthand string) cell {
	w.shorthands[shorthand] = true
	return cell{text: w.words.Text("shorthand." + shorthand), reason: true}
}

// text is a cell with a text from the dataset; an empty one is not stated.
func (w *describer) text(s string) cell {
	s = clean(s)
	if s == "" {
		return w.none("missing")
	}
	if len(s) <= maxCell {
		return cell{text: s}
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= maxCell {
		return cell{text: s}
	}
	mark := "… " + w.note("cut")
	return cell{text: strings.ToValidUTF8(string(utf16.Decode(units[:maxCell-len(utf16.Encode([]rune(mark)))])), "") + mark}
}

// or is a text from the dataset, or the reason why there is none.
func (w *describer) or(s, shorthand string) cell {
	if clean(s) == "" {
		return w.none(shorthand)
	}
	return w.text(s)
}

// known is a word of this program's own vocabulary; a value that it does not have is shown as it is.
func (w *describer) known(prefix, value string) cell {
	if key := prefix + "." + value; w.words.Has(key) {
		return cell{text: w.words.Text(key)}
	}
	return w.or(value, "not_applicable")
}

func (w *describer) ids(ids []string) cell { return w.or(strings.Join(ids, ", "), "not_applicable") }

func number(d decimal.Decimal) cell {
	return cell{number: decimal.NullDecimal{Decimal: d, Valid: true}}
}

func whole(n int) cell { return number(decimal.MustNew(int64(n), 0)) }

// quantity is a number as it is held and shown: a percentage as a hundredth in a percent cell, a large number in
// millions or billions where these are short and say all of it.
func quantity(d decimal.Decimal, percent bool) cell {
	c := number(d)
	switch {
	case percent:
		c.number.Decimal, c.shown = shift(d, -2), asPercent
	case short(inBillions.scaled(d)):
		c.shown = inBillions
	case short(inMillions.scaled(d)):
		c.shown = inMillions
	}
	return c
}

// short tells whether a number of millions or billions is easier to read than all its digits.
func short(d decimal.Decimal) bool {
	const most = 3 // decimals
	return d.Cmp(decimal.One) >= 0 && d.MinScale() <= most
}

func (w *describer) value(d decimal.NullDecimal, percent bool) cell {
	if !d.Valid {
		return w.none("range")
	}
	return quantity(d.Decimal, percent)
}

func (w *describer) end(e interval.Endpoint, percent bool) cell {
	if e.Unbounded {
		return w.none("no_limit")
	}
	return quantity(e.Value, percent)
}

// numbers are the value and the two ends of an interval.
func (w *describer) numbers(v decimal.NullDecimal, x interval.Interval, percent bool) []cell {
	return []cell{w.value(v, percent), w.end(x.Low, percent), w.end(x.High, percent)}
}

// percentCode is the unit of numbers that stand in percent cells.
const percentCode = "PT"

func isPercent(o *transform.Observation) bool { return o.UnitMeasure == percentCode }

// live are the same three of an observation that stands on another sheet, as formulas that follow it.
func (w *describer) live(o *transform.Observation) []cell {
	cells := w.numbers(o.Value, o.Interval, isPercent(o))
	for i, e := range []end{value, low, high} {
		if t, ok := w.facts[o.ID].at(e); ok {
			cells[i].formula = t.held(isPercent(o))
		}
	}
	return cells
}

// to is a link to a fact or mention, whose id is its text.
func (w *describer) to(id string) cell {
	c := w.or(id, "not_applicable")
	if l, ok := w.home[id]; ok && !c.reason {
		c.link = l
	}
	return c
}

// unit is a unit in words: "Canadian dollars per hour". A unit that has no words is named as the text names it.
func (w *describer) unit(code, noun, per, lang string) cell {
	name := ""
	if u, ok := w.units.Code(code); ok && u.Known(w.d.Language) {
		name = u.Full(w.d.Language)
	} else if noun != "" {
		name = strings.ReplaceAll(noun, "_", " ")
	}
	if name == "" {
		return w.none("missing")
	}
	if per == "" {
		return w.text(name)
	}
	denominators := strings.Fields(per)
	if _, ok := w.units.Denominator(per, lang); ok {
		denominators = []string{per}
	}
	if len(denominators) == 2 {
		if _, err := decimal.Parse(denominators[0]); err == nil {
			denominators = []string{per} // an amount: "1000 CAD"
		}
	}
	for _, noun := range denominators {
		if u, ok := w.units.Denominator(noun, lang); ok && u.Known(w.d.Language) {
			noun = u.Noun(w.d.Language, false)
		}
		name = w.words.Text("per", "unit", name, "per", noun)
	}
	return w.text(name)
}

func (w *describer) unitOf(o *transform.Observation) cell {
	noun := strings.ToLower(o.UnitMeasure)
	if m := w.firstMention(o); m != nil {
		noun = m.Unit
	} else if _, ok := w.units.Code(o.UnitMeasure); !ok && o.UnitMeasure == "UNKNOWN" {
		noun = ""
	}
	return w.unit(o.UnitMeasure, noun, o.Per, wording.English) // in which a dataset names denominators
}

func (w *describer) unitOfMention(m *transform.Mention) cell {
	lang := w.language(m.ReleaseID)
	return w.unit(w.units.Of(m.Kind, m.Unit, lang).Code, m.Unit, m.Per, lang)
}

func (w *describer) inPercent(m *transform.Mention) bool {
	return w.units.Of(m.Kind, m.Unit, w.language(m.ReleaseID)).Code == percentCode
}

func (w *describer) language(release string) string {
	return cmp.Or(w.languages[release], w.d.Language)
}

// firstMention is where to read an observation first: in the dataset's language, if it is stated in it.
func (w *describer) firstMention(o *transform.Observation) *transform.Mention {
	var first *transform.Mention
	for _, id := range o.Mentions {
		m := w.mentions[id]
		if m == nil {
			continue
		}
		if first == nil || w.language(first.ReleaseID) != w.d.Language && w.language(m.ReleaseID) == w.d.Language {
			first = m
		}
	}
	return first
}

// columnNames defines names for columns that formulas look up.
func (w *describer) columnNames(s *sheet, home string, id, first int) {
	if s.table == nil {
		return
	}
	n := 0
	for _, one := range append([]*sheet{s}, w.further...) {
		if one.kind != s.kind {
			continue
		}
		w.book.names = append(w.book.names, name{part(home, n) + "_id", one.key, id})
		for i, e := range []end{value, low, high} {
			w.book.names = append(w.book.names, name{part(home, n) + "_" + e.String(), one.key, first + i})
		}
		n++
	}
}
