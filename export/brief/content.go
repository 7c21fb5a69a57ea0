package brief

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
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

	title, dateline, summary string

	author    string
	date      time.Time
	foreign   string // BCP 47 of title and dateline, where it is not the brief's
	key       []keyFigure
	charts    []*transform.Chart
	checks    []check
	agreeing  int // checks that are counted and not listed
	parts     []chapter
	columns   []column        // of the tables, once they were laid out
	bounds    map[string]bool // how exact the figures are, for the notes that explain it
	sentences int
}

// chapter is what one release says.
type chapter struct {
	release   *transform.Release
	title     string
	dateline  string
	foreign   string // BCP 47 of the release's text, where it is not in the brief's language
	rows      []row
	sentences []sentence
}

// several tells whether the brief is of a set of releases.
func (c *content) several() bool { return len(c.parts) > 1 }

// keyFigure is a fact shown large.
type keyFigure struct {
	before, number, after         string // "more than", "125,000", "people"
	label, subject, period, place string

	of       *chapter
	sentence int // its number
}

// row is a fact in the table of all.
type row struct {
	label, subject, value, interval, period string

	derivation string // of a derived fact
	sentences  []int  // their numbers
}

type check struct {
	result, message string

	of *chapter // that states what is compared, in a brief of several
}

// sentence is where figures stand.
type sentence struct {
	number  int
	parts   []part
	section string // in words
	speaker string
}

// part is a stretch of a sentence.
type part struct {
	text   string
	figure bool
}

func newContent(d *transform.Dataset, words *wording.Catalogue, releaseIDs []string) (*content, error) {
	c := &content{words: words, bounds: map[string]bool{}}
	for _, id := range releaseIDs {
		i := slices.IndexFunc(d.Releases, func(r transform.Release) bool { return r.ID == id })
		if i < 0 {
			return nil, fmt.Errorf("the dataset has no release %q", id)
		}
		c.parts = append(c.parts, c.chapter(d, &d.Releases[i]))
	}
	if len(c.parts) == 0 {
		return nil, errors.New("no release is named")
	}
	numbers := map[string]int{} // of the sentence of a mention
	for i := range c.parts {
		c.quote(d, &c.parts[i], numbers)
	}
	key, facts := c.state(d, numbers)
	for _, o := range key[:min(len(key), 6)] {
		c.key = append(c.key, c.keyFigure(d, o, numbers))
	}
	for i := range d.Charts {
		if ch := &d.Charts[i]; ch.Kind != transform.Timeline && c.first(ch.Releases) != nil && len(ch.Marks) > 0 { // when releases came is no matter of a brief
			c.charts = append(c.charts, ch)
		}
	}
	for _, x := range d.Checks {
		if of := c.first(x.Releases); of != nil {
			c.checks = append(c.checks, check{x.Result, x.Message, of})
		}
	}
	rank := func(x check) int {
		return slices.Index(transform.Results(), x.result)
	}
	slices.SortStableFunc(c.checks, func(a, b check) int { return cmp.Compare(rank(a), rank(b)) })
	c.head()
	c.summary = c.summarise(key, facts)
	if c.several() {
		all := len(c.checks)
		c.checks = slices.DeleteFunc(c.checks, func(x check) bool { return x.result == transform.Consistent })
		c.agreeing = all - len(c.checks)
	}
	return c, nil
}

func (c *content) chapter(d *transform.Dataset, r *transform.Release) chapter {
	p := chapter{release: r, title: visible(r.Title, r.ID, c.words.Text("kicker")), dateline: c.dated(r.Publisher, cmp.Or(r.DateText, r.Date))}
	if r.Language != d.Language && r.Language != "" {
		p.foreign = wording.Tag(r.Language).String()
	}
	return p
}

// visible is the first of some texts that has something to be seen, the last one in the end.
func visible(texts ...string) string {
	seen := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }
	for _, text := range texts[:len(texts)-1] {
		if strings.ContainsFunc(text, seen) {
			return fold(text)
		}
	}
	return texts[len(texts)-1]
}

// first is the first chapter on one of the releases.
func (c *content) first(releases []string) *chapter {
	for i := range c.parts {
		if slices.Contains(releases, c.parts[i].release.ID) {
			return &c.parts[i]
		}
	}
	return nil
}

// state puts each fact into the chapter of the first release that states it. It gives the key figures in their order,
// and how many facts are stated.
func (c *content) state(d *transform.Dataset, numbers map[string]int) (key []*transform.Observation, facts int) {
	for i := range d.Observations {
		o := &d.Observations[i]
		of := c.first(o.Releases)
		if of == nil {
			continue
		}
		if !o.Derived() {
			facts++
		}
		if o.Headline > 0 {
			key = append(key, o)
		}
		of.rows = append(of.rows, c.row(o, numbers))
	}
	slices.SortStableFunc(key, func(a, b *transform.Observation) int { return cmp.Compare(a.Headline, b.Headline) })
	return key, facts
}

// head sets what stands at the top: of one release what it says of itself, of several how many they are.
func (c *content) head() {
	first := &c.parts[0]
	if !c.several() {
		c.title, c.dateline, c.foreign, c.author, c.date = first.title, first.dateline, first.foreign, first.release.Publisher, day(first.release)
		return
	}
	c.title = c.words.Text("set_title", "releases", c.number(len(c.parts)))
	publisher := ""
	from, to := first.release, first.release
	for i := range c.parts {
		r := c.parts[i].release
		if publisher = r.Publisher; publisher != first.release.Publisher {
			publisher = "" // they are not of one
			break
		}
	}
	for i := range c.parts {
		if r := c.parts[i].release; r.Date != "" {
			if from.Date == "" || r.Date < from.Date {
				from = r
			}
			if r.Date > to.Date {
				to = r
			}
		}
		if t := day(c.parts[i].release); t.After(c.date) {
			c.date = t
		}
	}
	span := cmp.Or(to.DateText, to.Date)
	if from.Date != to.Date {
		span = c.words.Text("set_dates", "from", cmp.Or(from.DateText, from.Date), "to", span)
	}
	c.author = publisher
	c.dateline = c.dated(publisher, span)
}

// dated is publisher and date in one line.
func (c *content) dated(publisher, date string) string {
	var parts []string
	for _, p := range []string{publisher, date} {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

func (c *content) number(n int) string { return c.words.Number(decimal.MustNew(int64(n), 0)) }

// quote gathers the sentences of a release that hold figures, in the order of the text, and notes the number of the
// sentence of each mention.
func (c *content) quote(d *transform.Dataset, p *chapter, numbers map[string]int) {
	type place struct {
		start, end int
		text       string
	}
	var order []place
	within := map[place][]*transform.Mention{}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.ReleaseID != p.release.ID {
			continue
		}
		at := place{m.SentenceStart, m.SentenceEnd, m.Sentence}
		if within[at] == nil {
			order = append(order, at)
		}
		within[at] = append(within[at], m)
	}
	for _, at := range order {
		first := within[at][0]
		c.sentences++
		p.sentences = append(p.sentences, sentence{
			number: c.sentences, parts: parts(p.release.Text, within[at]),
			section: c.words.Text("section_" + first.Section), speaker: first.Speaker,
		})
		for _, m := range within[at] {
			numbers[m.ID] = c.sentences
		}
	}
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
	r := row{
		label: o.IndicatorLabel, subject: subject(o), value: bind(o.Display), interval: bind(o.Range),
		period: o.PeriodText, sentences: list,
	}
	if !o.Derived() && o.Interval.IsPoint() {
		r.interval = c.words.Text("interval_exact") // the figure stands beside it
	} else if r.interval == r.value {
		r.interval = c.words.Text("interval_stated") // as it does here
	}
	if o.Derived() {
		c.bounds["derived"] = true
		r.derivation = c.words.Text("derived_from", "formula", bind(o.Derivation))
		return r
	}
	c.bounds[o.Exactness()] = true
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
	k := keyFigure{label: o.IndicatorLabel, subject: subject(o), period: o.PeriodText, of: c.first(o.Releases)}
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
		if k.place == "" || m.Section == "quick_facts" {
			k.place, k.sentence = place, numbers[id]
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
	switch {
	case c.several():
		stated = c.words.Text("summary_set", "releases", c.number(len(c.parts)), "facts", c.number(facts))
	case facts == 1:
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
