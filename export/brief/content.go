package brief

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// content is what a brief says, in its order.
type content struct {
	words *wording.Catalogue

	title, publisher, dateline, summary string

	date      time.Time
	key       []keyFigure
	charts    []*transform.Chart
	checks    []check
	rows      []row
	sentences []sentence
	release   *transform.Release
	foreign   string          // BCP 47 of the release's text, where it is not in the brief's language
	columns   []column        // of the table, once it was laid out
	bounds    map[string]bool // how exact the figures are, for the notes that explain it
}

// keyFigure is a fact shown large.
type keyFigure struct {
	before, number, after         string // "more than", "125,000", "people"
	label, subject, period, place string
}

// row is a fact in the table of all.
type row struct {
	label, subject, value, interval, period string

	derivation string // of a derived fact
	sentences  string // their numbers
}

type check struct {
	result, message string
}

// sentence is where figures stand.
type sentence struct {
	number  string
	parts   []part
	section string // in words
	speaker string
}

// part is a stretch of a sentence.
type part struct {
	text   string
	figure bool
}

func newContent(d *transform.Dataset, words *wording.Catalogue, releaseID string) (*content, error) {
	i := slices.IndexFunc(d.Releases, func(r transform.Release) bool { return r.ID == releaseID })
	if i < 0 {
		return nil, fmt.Errorf("the dataset has no release %q", releaseID)
	}
	r := &d.Releases[i]
	c := &content{words: words, release: r, date: day(r), publisher: r.Publisher, bounds: map[string]bool{}}
	c.title = cmp.Or(strings.TrimSpace(r.Title), r.ID)
	c.dateline = c.dated(r)
	if r.Language != d.Language && r.Language != "" {
		c.foreign = wording.Tag(r.Language).String()
	}
	numbers := c.quote(d)

	var key []*transform.Observation
	var facts int
	for i := range d.Observations {
		o := &d.Observations[i]
		if !slices.Contains(o.Releases, releaseID) {
			continue
		}
		if !o.Derived() {
			facts++
		}
		if o.Headline > 0 {
			key = append(key, o)
		}
		c.rows = append(c.rows, c.row(o, numbers))
	}
	slices.SortStableFunc(key, func(a, b *transform.Observation) int { return cmp.Compare(a.Headline, b.Headline) })
	for _, o := range key[:min(len(key), 6)] {
		c.key = append(c.key, c.keyFigure(d, o, numbers))
	}
	for i := range d.Charts {
		if ch := &d.Charts[i]; slices.Contains(ch.Releases, releaseID) && len(ch.Marks) > 0 {
			c.charts = append(c.charts, ch)
		}
	}
	for _, x := range d.Checks {
		if slices.Contains(x.Releases, releaseID) {
			c.checks = append(c.checks, check{x.Result, x.Message})
		}
	}
	rank := func(x check) int {
		return slices.Index(transform.Results(), x.result)
	}
	slices.SortStableFunc(c.checks, func(a, b check) int { return cmp.Compare(rank(a), rank(b)) })
	c.summary = c.summarise(key, facts)
	return c, nil
}

// dated is publisher and date in one line.
func (c *content) dated(r *transform.Release) string {
	var parts []string
	for _, p := range []string{r.Publisher, c.dateText(r.Date)} {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// dateText writes an ISO 8601 day in words.
func (c *content) dateText(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	dayOfMonth := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		dayOfMonth = c.words.Text("first_day")
	}
	return c.words.Text("date", "day", dayOfMonth, "month", c.words.Text("month_"+strconv.Itoa(int(t.Month()))), "year", strconv.Itoa(t.Year()))
}

func (c *content) number(n int) string { return c.words.Number(decimal.MustNew(int64(n), 0)) }

// quote gathers the sentences that hold figures, in the order of the text, and gives the number of
// the sentence of each mention.
func (c *content) quote(d *transform.Dataset) map[string]int {
	type place struct {
		start, end int
		text       string
	}
	var order []place
	within := map[place][]*transform.Mention{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.ReleaseID != c.release.ID {
			continue
		}
		p := place{m.SentenceStart, m.SentenceEnd, m.Sentence}
		if within[p] == nil {
			order = append(order, p)
		}
		within[p] = append(within[p], m)
	}
	numbers := map[string]int{}
	for i, p := range order {
		first := within[p][0]
		c.sentences = append(c.sentences, sentence{
			number: strconv.Itoa(i + 1), parts: parts(c.release.Text, within[p]),
			section: c.words.Text("section_" + first.Section), speaker: first.Speaker,
		})
		for _, m := range within[p] {
			numbers[m.ID] = i + 1
		}
	}
	return numbers
}

// parts cuts a sentence at its figures. Where the spans do not lie in the text as they should, the
// figures are looked for as they are written.
func parts(text string, mentions []*transform.Mention) []part {
	first := mentions[0]
	var out []part
	add := func(text string, figure bool) {
		if text != "" {
			out = append(out, part{text, figure})
		}
	}
	start, end := first.SentenceStart, first.SentenceEnd
	if valid(text, start, end) && fold(text[start:end]) == first.Sentence {
		for _, m := range mentions {
			if valid(text, m.CharStart, m.CharEnd) && m.CharStart >= start && m.CharEnd <= end {
				add(text[start:m.CharStart], false)
				add(text[m.CharStart:m.CharEnd], true)
				start = m.CharEnd
			}
		}
		add(text[start:end], false)
		return out
	}
	rest := first.Sentence
	for _, m := range mentions {
		surface := fold(m.Surface)
		if i := strings.Index(rest, surface); i >= 0 {
			add(rest[:i], false)
			add(surface, true)
			rest = rest[i+len(surface):]
		}
	}
	add(rest, false)
	return out
}

func valid(text string, start, end int) bool {
	boundary := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
	return 0 <= start && start < end && end <= len(text) && boundary(start) && boundary(end)
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func (c *content) row(o *transform.Observation, numbers map[string]int) row {
	var list []int
	for _, id := range o.Mentions {
		if n := numbers[id]; n > 0 && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	refs := make([]string, len(list))
	for i, n := range list {
		refs[i] = strconv.Itoa(n)
	}
	r := row{
		label: o.IndicatorLabel, subject: subject(o), value: bind(o.Display), interval: bind(o.Range),
		period: o.PeriodText, sentences: strings.Join(refs, ", "),
	}
	if !o.Derived() && o.Interval.IsPoint() {
		r.interval = c.words.Text("interval_exact") // the figure stands beside it
	}
	switch {
	case o.Derived():
		c.bounds["derived"] = true
		r.derivation = c.words.Text("derived_from", "formula", bind(o.Derivation))
	case o.Bound == "exact" && o.Value.Valid && !o.Interval.IsPoint():
		c.bounds["rounded"] = true
	default:
		c.bounds[o.Bound] = true
	}
	return r
}

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

func (c *content) keyFigure(d *transform.Dataset, o *transform.Observation, numbers map[string]int) keyFigure {
	k := keyFigure{label: o.IndicatorLabel, subject: subject(o), period: o.PeriodText}
	k.before, k.number, k.after = split(o.Display)
	for _, id := range o.Mentions {
		i := slices.IndexFunc(d.Mentions, func(m transform.Mention) bool { return m.ID == id })
		if i < 0 || numbers[id] == 0 {
			continue
		}
		m := &d.Mentions[i]
		place := c.words.Text("section_" + m.Section)
		if m.Speaker != "" {
			place = c.words.Text("said_by", "section", place, "speaker", m.Speaker)
		}
		place = c.words.Text("cited", "place", place, "number", strconv.Itoa(numbers[id]))
		if k.place == "" || m.Section == "quick_facts" {
			k.place = place
		}
	}
	return k
}

// split takes a figure in words apart: what stands before its number, the number with what is
// written onto it, and the rest. A figure without digits is all number.
func split(display string) (before, number, after string) {
	first := strings.IndexFunc(display, unicode.IsDigit)
	if first < 0 {
		return "", display, ""
	}
	last := strings.LastIndexFunc(display, unicode.IsDigit)
	start := strings.LastIndexByte(display[:first], ' ') + 1
	end := len(display)
	if i := strings.IndexAny(display[last:], " \u00a0\u202f"); i >= 0 {
		end = last + i
		if sign := strings.TrimLeft(display[end:], " \u00a0\u202f"); sign == "%" || sign == "$" {
			end = len(display)
		}
	}
	return strings.TrimSpace(display[:start]), display[start:end], strings.TrimLeft(display[end:], " \u00a0\u202f")
}

// summarise says in one sentence how many facts there are, which come first and how the checks came out.
func (c *content) summarise(key []*transform.Observation, facts int) string {
	if facts == 0 {
		return c.words.Text("summary_none")
	}
	var first []string
	for _, o := range key[:min(len(key), 3)] {
		text := "summary_item"
		if o.PeriodText != "" {
			text = "summary_item_period"
		}
		first = append(first, c.words.Text(text, "label", wording.Uncapital(o.IndicatorLabel), "value", bind(o.Display), "period", o.PeriodText))
	}
	stated := c.words.Text("summary_facts", "facts", c.number(facts))
	if facts == 1 {
		stated = c.words.Text("summary_fact")
	}
	checks := c.compared()
	if len(first) == 0 {
		return c.words.Text("summary_plain", "stated", stated, "checks", checks)
	}
	return c.words.Text("summary", "stated", stated, "first", c.list(first), "checks", checks)
}

// compared says what the comparisons came to, and claims no more than that those of the list were made.
func (c *content) compared() string {
	total := len(c.checks)
	if total == 0 {
		return c.words.Text("summary_unchecked")
	}
	count := map[string]int{}
	for _, x := range c.checks {
		count[x.result]++
	}
	result := transform.Consistent
	for _, r := range transform.Results() { // worst first
		if count[r] > 0 {
			result = r
			break
		}
	}
	key := "summary_" + result
	switch n := count[result]; {
	case total == 1:
		key += "_only"
	case n == total && total == 2:
		key += "_both"
	case n == total:
		key += "_all"
	case n == 1:
		key += "_one"
	}
	return c.words.Text(key, "count", c.number(count[result]), "total", c.number(total))
}

func (c *content) list(items []string) string {
	if len(items) == 1 {
		return items[0]
	}
	n := len(items) - 1
	return c.words.Text("list_and", "list", strings.Join(items[:n], c.words.Text("list_separator")), "last", items[n])
}
