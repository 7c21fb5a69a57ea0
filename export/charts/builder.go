package charts

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/govalues/decimal"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// builder makes the parts of the page.
type builder struct {
	d       *transform.Dataset
	site    site
	words   *wording.Catalogue
	table   observations // of all pages of the language
	anchors *anchors
	tag     language.Tag
	only    *transform.Release // that the page is of; nil when there are several
}

func newBuilder(d *transform.Dataset, s *press, at site) *builder {
	return &builder{
		d: d, site: at, words: s.words, table: s.table, anchors: newAnchors(d), tag: wording.Tag(d.Language), only: onlyRelease(d),
	}
}

// phrase is words of a release; Lang is set when they are not in the language of the page.
type phrase struct{ Text, Lang string }

// link leads to a place in the page; Spoken is its text for who hears it out of its surroundings.
type link struct{ Href, Text, Spoken string }

// onlyRelease is the one release of d, in the language of d if it is there in both; nil when there are several.
func onlyRelease(d *transform.Dataset) *transform.Release {
	var only *transform.Release
	for i := range d.Releases {
		switch r := &d.Releases[i]; {
		case only != nil && (only.Pair == "" || only.Pair != r.ID):
			return nil
		case only == nil || r.Language == d.Language:
			only = r
		}
	}
	return only
}

// heading is the title of the one release, or says how many there are.
func (b *builder) heading() phrase {
	if b.only == nil || b.only.Title == "" {
		return phrase{Text: b.words.Text("heading", "number", b.number(len(b.d.Releases)))}
	}
	return phrase{b.only.Title, b.foreign(b.only.Language)}
}

// releaseTitle is the title of the release where something stands, in the page's language if it is
// there in both; nothing when the page is of one release.
func (b *builder) releaseTitle(ids []string) phrase {
	var found *transform.Release
	for _, id := range ids {
		if r := b.anchors.releases[id]; r != nil && (found == nil || r.Language == b.d.Language && found.Language != b.d.Language) {
			found = r
		}
	}
	if found == nil || b.only != nil {
		return phrase{}
	}
	return phrase{cmp.Or(found.Title, found.ID), b.foreign(found.Language)}
}

// subject is what an observation is of: in the page's language if a release that states it is, else in that of its first.
func (b *builder) subject(o *transform.Observation) phrase {
	p := phrase{Text: o.Subject}
	for _, id := range o.Mentions {
		r := b.releaseOf(id)
		switch {
		case r == nil:
		case r.Language == b.d.Language:
			return phrase{Text: o.Subject}
		case p.Lang == "":
			p.Lang = b.foreign(r.Language)
		}
	}
	return p
}

func (b *builder) number(n int) string {
	d, err := decimal.New(int64(n), 0)
	if err != nil {
		return strconv.Itoa(n)
	}
	return b.words.Number(d)
}

// exactness says in a word or two how exactly a figure is known.
func (b *builder) exactness(o *transform.Observation) string {
	key := "bound_" + o.Exactness()
	if o.Derived() {
		key = "bound_derived"
	}
	if !b.words.Has(key) {
		return o.Bound
	}
	return b.words.Text(key)
}

func (b *builder) basis(o *transform.Observation) string {
	if !o.Derived() {
		return b.words.Text("reported")
	}
	if o.Derivation == "" {
		return b.words.Text("derived")
	}
	return b.words.Text("derived_from", "formula", o.Derivation)
}

// review says that a person looked at a fact, what came of it, and why.
func (b *builder) review(o *transform.Observation) string {
	if o.Review == "" {
		return ""
	}
	said := []string{b.words.Text("review_" + o.Review)}
	for _, id := range o.Mentions {
		if m := b.anchors.mentions[id]; m != nil && m.ReviewNote != "" && !slices.Contains(said, m.ReviewNote) {
			said = append(said, m.ReviewNote)
		}
	}
	return strings.Join(said, "; ")
}

// period is the period in words, or as the data have it.
func period(o *transform.Observation) string { return cmp.Or(o.PeriodText, o.TimePeriod) }

func (b *builder) rowLink(observation string) link {
	o := b.anchors.observations[observation]
	if o == nil {
		return link{}
	}
	return link{
		Href: b.home(o.Releases) + href(b.anchors.observation[observation]), Text: b.words.Text("to_row"),
		Spoken: spoken(o.IndicatorLabel, o.Display),
	}
}

// home leads to the page where something of the releases stands: nothing for the page itself.
func (b *builder) home(releases []string) string {
	for _, id := range releases {
		if page := b.site.home[id]; page != "" {
			return b.site.up + page
		}
	}
	return ""
}

func (b *builder) textLink(mention, label string) link {
	m := b.anchors.mentions[mention]
	if m == nil || b.anchors.mention[mention] == "" {
		return link{}
	}
	return link{
		Href: b.home([]string{m.ReleaseID}) + href(b.anchors.mention[mention]), Text: b.words.Text("to_text"),
		Spoken: spoken(label, m.Surface),
	}
}

// spoken joins the parts that are there and differ.
func spoken(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

// releaseOf is the release in which a mention stands, or nil.
func (b *builder) releaseOf(mention string) *transform.Release {
	m := b.anchors.mentions[mention]
	if m == nil {
		return nil
	}
	return b.anchors.releases[m.ReleaseID]
}

// foreign is the tag of a language that is not the page's.
func (b *builder) foreign(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil || lang == b.d.Language {
		return ""
	}
	return tag.String()
}

// date is the day of a release in words and as machines read it; neither, where it is no day.
func (b *builder) date(r *transform.Release) (words, iso string) {
	if _, err := time.Parse(time.DateOnly, r.Date); err != nil {
		return "", ""
	}
	return r.DateText, r.Date
}

// places names an area and its counterpart. A part of a country keeps its code.
func (b *builder) places(codes ...string) string {
	var names []string
	for _, code := range codes {
		if code == "" {
			continue
		}
		name := code
		if region, err := language.ParseRegion(code); err == nil {
			name = cmp.Or(display.Regions(b.tag).Name(region), code)
		}
		names = append(names, name)
	}
	return strings.Join(names, " – ")
}
