package brief

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/unit"
)

// row is a fact in the table of all.
type row struct {
	label, subject, value, interval, period string

	derivation string // of a derived fact
	verdict    string // what a person said of it
	sentences  []int  // their numbers
}

func (c *content) row(o *transform.Observation) row {
	var list []int
	for _, id := range o.Mentions {
		if n := c.quoted[id]; n > 0 && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	r := row{label: o.IndicatorLabel, subject: subject(o), value: bind(o.Display), period: o.PeriodText, verdict: o.Review, sentences: list}
	switch {
	case !o.Derived() && o.Interval.IsPoint():
		r.interval = c.words.Text("interval_exact") // the figure stands beside it
	case slices.Equal(numbers(o.Range), numbers(o.Display)):
		r.interval = c.words.Text("interval_stated") // as it does here
	default:
		r.interval = bind(c.unitless(o))
	}
	if o.Derived() {
		c.bounds["derived"] = true
		r.derivation = c.words.Text("derived_from", "formula", bind(o.Derivation))
		return r
	}
	c.bounds[o.Exactness()] = true
	return r
}

// unitless is the range of a fact without the name of its unit, which the figure beside it shows: "24.45 to 24.55 billion".
func (c *content) unitless(o *transform.Observation) string {
	for _, name := range []string{c.unit(o.UnitMeasure), noun(o)} {
		before, after, found := strings.Cut(o.Range, name)
		for _, link := range []string{" ", " de", " d’"} { // in French, also behind a million
			before = strings.TrimSuffix(before, link)
		}
		if name != "" && found && strings.ContainsFunc(before, unicode.IsDigit) && (after == "" || after[0] == ' ') {
			if strings.HasSuffix(o.Display, after) { // "per year", which is shown too
				return before
			}
			return before + after
		}
	}
	return o.Range
}

// unit is the full name of a unit of the vocabulary.
func (c *content) unit(code string) string {
	vocabulary, err := unit.Load()
	if err != nil {
		return ""
	}
	u, _ := vocabulary.Code(code)
	return u.Full(c.words.Language())
}

// noun is what stands behind the number of a figure and the word for its power of ten.
func noun(o *transform.Observation) string {
	_, _, after := split(o.Display)
	if o.UnitMult > 0 {
		_, after, _ = strings.Cut(after, " ")
	}
	return after
}

// numbers are those in a text, as written.
func numbers(text string) []string { return number.FindAllString(text, -1) }

var number = regexp.MustCompile(`\d([\d.,\x{a0}\x{202f}]*\d)?`)

// bind keeps a number and the word after it on one line.
func bind(s string) string { return numberSpace.ReplaceAllString(s, "$1\u00a0$2") }

var numberSpace = regexp.MustCompile(`(\d) (\pL)`)

// subject is what a figure is measured of, where its label does not say so already.
func subject(o *transform.Observation) string {
	if strings.Contains(strings.ToLower(o.IndicatorLabel), strings.ToLower(fold(o.Subject))) {
		return ""
	}
	return o.Subject
}

// tableStart is the height of the head of a table and its first rows.
const tableStart = 60.0

// factTable is the table of the facts of a release.
func (s *sheet) factTable(p *chapter) {
	const figure, truth = 1, 2
	columns := []column{
		0:      {head: s.t("column_fact"), least: 110},
		figure: {head: s.t("column_value"), least: 80, most: 190, numbers: true},
		truth:  {head: s.t("column_interval"), least: 76, most: 190},
		3:      {head: s.t("column_period"), least: 46, most: 120},
		4:      {head: s.t("column_sentence"), least: 36, most: 44, right: true},
	}
	columns[0].most = s.wide
	var rows [][]cell
	for _, r := range p.rows {
		rows = append(rows, s.factRow(p, r))
	}
	if p.columns == nil { // the first of several layouts
		s.spread(columns, rows)
		p.columns = columns
	}
	s.table(p.columns, rows)
}

func (s *sheet) factRow(p *chapter, r row) []cell {
	fact := cell{{{Text: r.label, Style: entry}}}
	if r.subject != "" {
		fact[0] = append(fact[0], paper.Span{Text: ", ", Style: aside}, paper.Span{Text: r.subject, Style: aside, Lang: p.foreign})
	}
	if r.derivation != "" {
		fact = append(fact, []paper.Span{{Text: r.derivation, Style: computed}})
	}
	if r.verdict != "" {
		fact = append(fact, []paper.Span{{Text: s.t("review_" + r.verdict), Style: computed}})
	}
	var references []paper.Span
	for i, n := range r.sentences {
		if i > 0 {
			references = append(references, paper.Span{Text: ", ", Style: entry})
		}
		references = append(references, s.reference(n, strconv.Itoa(n), entry))
	}
	return []cell{fact, s.figureCell(r.value), plain(r.interval, entry), plain(r.period, entry), {references}}
}

// reference is the number of a sentence, which leads to it.
func (s *sheet) reference(number int, text string, style paper.Style) paper.Span {
	n := strconv.Itoa(number)
	return paper.Span{Text: text, Style: style, Link: &paper.Link{Anchor: "sentence" + n, Contents: s.t("link_sentence", "number", n)}}
}
