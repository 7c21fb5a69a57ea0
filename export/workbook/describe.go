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

// describer makes the sheets of one dataset, with what they have in common.
type describer struct {
	d     *transform.Dataset
	words *wording.Catalogue
	units *unit.Vocabulary
	book  *book

	facts        map[string]fact // observations and derived values by id
	sayings      map[string]fact // mentions by id
	home         map[string]link // rows of facts and mentions, for links to them
	observations map[string]*transform.Observation
	mentions     map[string]*transform.Mention
	titles       map[string]string // of releases, by id

	fields map[string]map[string]tables.Field
	shown  map[string]string // "table.field" of the dictionary, to the place where it is shown

	notes      []string        // keys of the notes that are referred to, in the order of first reference
	shorthands map[string]bool // keys of the shorthands that are used
}

// describe is the workbook of a dataset.
func describe(d *transform.Dataset) (*book, error) {
	words, err := wording.Load(texts, d.Language)
	if err != nil {
		return nil, err
	}
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	w := &describer{
		d: d, words: words, units: units,
		book: &book{
			language: wording.Tag(d.Language).String(), created: cmp.Or(newest(d), noDate) + "T00:00:00Z", locale: words.Text("locale"), footer: words.Text("page", "page", "&P", "pages", "&N"),
		},
		facts: map[string]fact{}, sayings: map[string]fact{}, home: map[string]link{}, shown: map[string]string{}, shorthands: map[string]bool{}, titles: map[string]string{},
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
	made = slices.DeleteFunc(made, func(s *sheet) bool { return s == nil })
	made = append(made, w.dictionary())
	made = append(made, w.noteSheet())
	made = append(made, w.contents(made))
	slices.SortFunc(made, func(a, b *sheet) int {
		return cmp.Compare(slices.Index(order, a.key), slices.Index(order, b.key))
	})
	w.book.sheets = made
	w.book.title = made[0].title
	return w.book, nil
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
	}
	rows := map[string]int{}
	for i := range w.d.Observations {
		o := &w.d.Observations[i]
		f := fact{home: "obs", id: o.ID, value: o.Value, interval: o.Interval}
		key := "observations"
		if o.Derived() {
			f.home, key = "derived", "derived"
		}
		rows[key]++
		w.facts[o.ID], w.observations[o.ID], w.home[o.ID] = f, o, link{sheet: key, row: rows[key]}
	}
	for i := range w.d.Mentions {
		m := &w.d.Mentions[i]
		w.mentions[m.ID], w.home[m.ID] = m, link{sheet: "mentions", row: i + 1}
		w.sayings[m.ID] = fact{home: "mention", id: m.ID, value: m.Value, interval: m.Interval}
	}
}

// sheet starts a sheet with what it holds and a way back.
func (w *describer) sheet(key string) *sheet {
	s := &sheet{key: key, name: w.words.Text("sheet." + key), title: w.words.Text("title." + key)}
	s.lines = []line{{text: w.words.Text("holds." + key)}}
	if key != "contents" {
		s.lines = append(s.lines, line{text: w.words.Text("to_contents"), link: link{sheet: "contents"}})
	}
	return s
}

// tableName makes a name for a table, which may hold letters and underscores.
func tableName(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
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
	if len(rows) == 0 {
		s.lines = append(s.lines, line{text: w.words.Text("none." + s.key)})
		return s
	}
	columns, heights := make([]column, len(headings)), make([]float64, len(rows)+1)
	for i, h := range headings {
		c := column{header: h.text, choices: h.choices}
		for _, n := range h.notes {
			c.header += " " + w.note(n)
		}
		for _, field := range h.shows {
			w.shown[field] = w.words.Text("place", "sheet", s.name, "column", c.header)
		}
		c.width = max(h.width, headerWidth(c.header))
		for _, row := range rows {
			if row[i].number.Valid {
				c.width, c.right = max(c.width, numberWidth(row[i].number.Decimal)), true
			}
			if row[i].link != (link{}) {
				c.width = max(c.width, linkWidth(row[i].text))
			}
		}
		heights[0] = max(heights[0], textHeight(c.header, (c.width-3)/1.1)) // bold, with a button
		for n, row := range rows {
			heights[n+1] = max(heights[n+1], min(maxRowHeight, textHeight(row[i].text, c.width)))
		}
		columns[i] = c
	}
	s.table = &table{name: tableName(s.name), columns: columns, rows: rows, heights: heights}
	return s
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

func (w *describer) value(d decimal.NullDecimal) cell {
	if !d.Valid {
		return w.none("range")
	}
	return cell{number: d}
}

func (w *describer) end(e interval.Endpoint) cell {
	if e.Unbounded {
		return w.none("no_limit")
	}
	return number(e.Value)
}

// numbers are the value and the two ends of an interval.
func (w *describer) numbers(v decimal.NullDecimal, x interval.Interval) []cell {
	return []cell{w.value(v), w.end(x.Low), w.end(x.High)}
}

// live are the same three of an observation that stands on another sheet, as formulas that follow it.
func (w *describer) live(o *transform.Observation) []cell {
	cells := w.numbers(o.Value, o.Interval)
	for i, e := range []end{value, low, high} {
		if t, ok := w.facts[o.ID].at(e); ok {
			cells[i].formula = t.formula
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
	noun, lang := strings.ToLower(o.UnitMeasure), w.d.Language
	if m := w.firstMention(o); m != nil {
		noun, lang = m.Unit, w.language(m.ReleaseID)
	} else if _, ok := w.units.Code(o.UnitMeasure); !ok && o.UnitMeasure == "UNKNOWN" {
		noun = ""
	}
	return w.unit(o.UnitMeasure, noun, o.Per, lang)
}

func (w *describer) unitOfMention(m *transform.Mention) cell {
	lang := w.language(m.ReleaseID)
	return w.unit(w.units.Of(m.Kind, m.Unit, lang).Code, m.Unit, m.Per, lang)
}

func (w *describer) language(release string) string {
	for i := range w.d.Releases {
		if w.d.Releases[i].ID == release {
			return w.d.Releases[i].Language
		}
	}
	return w.d.Language
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
	w.book.names = append(w.book.names, name{home + "_id", s.key, id})
	for i, e := range []end{value, low, high} {
		w.book.names = append(w.book.names, name{home + "_" + e.String(), s.key, first + i})
	}
}
