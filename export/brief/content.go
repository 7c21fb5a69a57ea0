package brief

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

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
	changed   changed
	checks    []check
	agreeing  int // checks that are counted and not listed
	parts     []chapter
	bounds    map[string]bool   // how exact the figures are, for the notes that explain it
	verdicts  map[string]string // by observation: what a person said of it
	sentences int

	places map[string]int // by ID of a release: its chapter
	quoted map[string]int // by ID of a mention: the number of its sentence
}

// chapter is what one release says.
type chapter struct {
	release   *transform.Release
	title     string
	dateline  string
	foreign   string // BCP 47 of the release's text, where it is not in the brief's language
	rows      []row
	sentences []sentence
	columns   []column // of the table of facts, once it was laid out
}

// several tells whether the brief is of a set of releases.
func (c *content) several() bool { return len(c.parts) > 1 }

func newContent(x *index, words *wording.Catalogue, releaseIDs []string) (*content, error) {
	c := &content{words: words, bounds: map[string]bool{}, verdicts: map[string]string{}, places: map[string]int{}, quoted: map[string]int{}}
	for n, id := range releaseIDs {
		i, ok := x.releases[id]
		if !ok {
			return nil, fmt.Errorf("the dataset has no release %q", id)
		}
		c.places[id] = n
		c.parts = append(c.parts, c.chapter(x.Language, &x.Releases[i]))
	}
	if len(c.parts) == 0 {
		return nil, errors.New("no release is named")
	}
	for i := range c.parts {
		p := &c.parts[i]
		c.quote(p, rows(x.Mentions, x.mentionsOf, []string{p.release.ID}))
	}
	key, facts := c.state(rows(x.Observations, x.observationsOf, releaseIDs))
	for _, o := range key[:min(len(key), mostKeyFigures)] {
		c.key = append(c.key, c.keyFigure(x, o))
	}
	for _, ch := range rows(x.Charts, x.chartsOf, releaseIDs) {
		if ch.Kind != transform.Timeline && len(ch.Marks) > 0 { // when releases came is no matter of a brief
			c.charts = append(c.charts, ch)
		}
	}
	c.check(rows(x.Checks, x.checksOf, releaseIDs))
	c.head()
	c.summary = c.summarise(key, facts)
	if c.several() {
		c.countAgreeing()
		c.change(pointers(x.Changes)) // also those of releases that are gone
	} else {
		c.change(rows(x.Changes, x.changesOf, releaseIDs))
	}
	return c, nil
}

func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

func (c *content) chapter(language string, r *transform.Release) chapter {
	p := chapter{release: r, title: visible(r.Title, r.ID, c.words.Text("kicker")), dateline: c.dated(r.Publisher, cmp.Or(r.DateText, r.Date))}
	if r.Language != language && r.Language != "" {
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

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// first is the first chapter on one of the releases; nil where the brief is on none of them.
func (c *content) first(releaseIDs []string) *chapter {
	first := len(c.parts)
	for _, id := range releaseIDs {
		if n, ok := c.places[id]; ok {
			first = min(first, n)
		}
	}
	if first == len(c.parts) {
		return nil
	}
	return &c.parts[first]
}

// state puts each fact into the chapter of the first release that states it. It gives the key figures in their order,
// and how many facts are stated.
func (c *content) state(facts []*transform.Observation) (key []*transform.Observation, stated int) {
	for _, o := range facts {
		if !o.Derived() {
			stated++
		}
		if o.Headline > 0 {
			key = append(key, o)
		}
		if o.Review != "" {
			c.verdicts[o.ID] = o.Review
		}
		of := c.first(o.Releases)
		of.rows = append(of.rows, c.row(o))
	}
	slices.SortStableFunc(key, func(a, b *transform.Observation) int { return cmp.Compare(a.Headline, b.Headline) })
	return key, stated
}

// head sets what stands at the top: of one release what it says of itself, of several how many they are.
func (c *content) head() {
	first := &c.parts[0]
	if !c.several() {
		c.title, c.dateline, c.foreign, c.author, c.date = first.title, first.dateline, first.foreign, first.release.Publisher, day(first.release)
		return
	}
	c.title = c.words.Text("set_title", "releases", c.number(len(c.parts)))
	c.author = c.publisher()
	c.dateline = c.dated(c.author, c.span())
	for i := range c.parts {
		if t := day(c.parts[i].release); t.After(c.date) {
			c.date = t
		}
	}
}

// publisher is who has published all of the releases; empty where they are not of one.
func (c *content) publisher() string {
	publisher := c.parts[0].release.Publisher
	for i := range c.parts {
		if c.parts[i].release.Publisher != publisher {
			return ""
		}
	}
	return publisher
}

// span is from which day to which the releases are.
func (c *content) span() string {
	from, to := c.parts[0].release, c.parts[0].release
	for i := range c.parts {
		r := c.parts[i].release
		if r.Date == "" {
			continue
		}
		if from.Date == "" || r.Date < from.Date {
			from = r
		}
		if r.Date > to.Date {
			to = r
		}
	}
	last := cmp.Or(to.DateText, to.Date)
	if from.Date == to.Date {
		return last
	}
	return c.words.Text("set_dates", "from", cmp.Or(from.DateText, from.Date), "to", last)
}

// day is a release's date, or the first day that PDF readers know where it has none.
func day(r *transform.Release) time.Time {
	if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return t
	}
	return time.Unix(0, 0).UTC()
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
