package charts

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

// page is what the template shows, in its order.
type page struct {
	Lang                         string // BCP 47
	Title                        string // of the document
	Heading                      phrase
	Policy                       string // Content-Security-Policy
	Style                        template.CSS
	Scripts                      []template.JS
	Library                      template.JS
	LibraryURL, LibraryIntegrity string
	Options                      []interactive // for the library
	Table                        observations  // for downloads

	Up           link // to the page over all releases
	Translations []translation
	Index        []entry     // of an overview
	Timeline     *timeline   // of an overview
	Indicators   []indicator // of an overview
	Agreeing     string      // of an overview: how many checks agree

	Counts   []count
	Cards    []card
	Figures  []figure
	Checks   []check
	Releases []release
	Rows     []row
	Derived  bool // some figure is derived
}

type count struct{ Label, Number string }

// translation leads to the page in another language, which it is named in.
type translation struct{ Href, Lang, Text string }

// phrase is words of a release; Lang is set when they are not in the language of the page.
type phrase struct{ Text, Lang string }

// link leads to a place in the page; Spoken is its text for who hears it out of its surroundings.
type link struct{ Href, Text, Spoken string }

// card is a key figure.
type card struct {
	Label, Display, Period, Exactness, Range string

	Subject, Release phrase
	Text, Row        link
}

// figure is a chart with its table and its sentences.
type figure struct {
	ID, Title, Subtitle, Alt, Description, Axis string

	Release phrase // where the page has several
	Drawing drawing
	Rows    []figureRow
	Sources []source
}

type figureRow struct {
	ID, Observation, Label, Display, Range, Period, Basis string

	Source string // id of the source under the chart
	Row    link
}

// source is a sentence from which a chart's figures come.
type source struct {
	ID, Speaker string

	Sentence phrase
	Text     link
}

type check struct {
	Result, Kind, Message string
	Release               phrase // where the page has several
	Rows                  []link
}

type release struct {
	ID, Lang, Title, Publisher, Date, ISODate, Language, Source, URL, SHA256, Citation string

	Passages []passage
}

// row is an observation in the table of all.
type row struct {
	ID, Label, Place, Period, Display, Exactness, Range, Basis string

	Subject, Release phrase
	Charts, Texts    []link
}

func newPage(d *transform.Dataset, s *press, at site, groups [][]int, lib chartLibrary) (*page, error) {
	for _, end := range []string{"</script", "<!--"} {
		if strings.Contains(strings.ToLower(string(lib.code)), end) {
			return nil, fmt.Errorf("the chart library holds %q, which would end its place in the page", end)
		}
	}
	words := s.words
	b := builder{d: d, site: at, words: words, anchors: newAnchors(d), tag: wording.Tag(d.Language), only: onlyRelease(d)}
	p := &page{
		Lang:    b.tag.String(),
		Heading: b.heading(),
		Library: template.JS(lib.code),
		Counts:  b.counts(),
		Cards:   b.cards(),
	}
	p.Title = words.Text("document_title", "title", p.Heading.Text)
	shown := d
	if groups != nil {
		shown = highlights(d, groups)
		p.Index, p.Indicators, p.Timeline = b.index(d, groups), b.indicators(), b.timeline(d, groups)
		p.Agreeing = b.number(agreeing(d.Checks))
	}
	b.lead(p)
	alive := len(lib.code) > 0 || lib.url != ""
	for i := range shown.Charts {
		l := layOut(&shown.Charts[i])
		f := b.figure(l)
		p.Figures = append(p.Figures, f)
		if alive {
			p.Options = append(p.Options, interactive{f.ID, l.option()})
		}
	}
	for _, c := range shown.Checks {
		p.Checks = append(p.Checks, b.check(c))
	}
	data := d.Observations
	if groups != nil {
		data = charted(d, shown.Charts)
	} else {
		b.fill(p)
	}
	p.Derived = slices.ContainsFunc(data, func(o transform.Observation) bool { return o.Derived() })
	p.Table = s.table.of(data)
	return p, b.load(p, lib)
}

// lead links a page to the one above it and to those in other languages.
func (b *builder) lead(p *page) {
	if b.site.overview != "" {
		p.Up = link{Href: b.site.up + b.site.overview, Text: b.words.Text("to_overview", "number", b.number(b.site.releases))}
	}
	for _, lang := range slices.Sorted(maps.Keys(b.site.translations)) {
		tag := wording.Tag(lang)
		p.Translations = append(p.Translations, translation{
			Href: b.site.up + b.site.translations[lang], Lang: tag.String(), Text: b.words.Text("in_" + lang),
		})
	}
}

// fill puts in the texts and the rows of data, which an overview leaves to the pages of the releases.
func (b *builder) fill(p *page) {
	for i := range b.d.Releases {
		at := len(p.Releases)
		if &b.d.Releases[i] == b.only {
			at = 0 // before its other language version
		}
		p.Releases = slices.Insert(p.Releases, at, b.release(&b.d.Releases[i]))
	}
	for i := range b.d.Observations {
		p.Rows = append(p.Rows, b.row(&b.d.Observations[i]))
	}
}

// charted lists the observations that charts draw.
func charted(d *transform.Dataset, charts []transform.Chart) []transform.Observation {
	drawn := map[string]bool{}
	for _, c := range charts {
		for _, m := range c.Marks {
			drawn[m.Observation] = true
		}
	}
	var out []transform.Observation
	for _, o := range d.Observations {
		if drawn[o.ID] {
			out = append(out, o)
		}
	}
	return out
}

func agreeing(checks []transform.Check) int {
	n := 0
	for _, c := range checks {
		if c.Result == transform.Consistent {
			n++
		}
	}
	return n
}

// load puts in what makes the page look and work, and the policy that admits it.
func (b *builder) load(p *page, lib chartLibrary) error {
	style, err := assets.ReadFile("page.css")
	if err != nil {
		return err
	}
	p.Style = template.CSS(style)
	names := []string{"panel.js", "download.js"}
	if p.Library != "" || lib.url != "" {
		names = append(names, "interactive.js")
	}
	var allowed []string
	if lib.url != "" {
		p.LibraryURL, p.LibraryIntegrity = lib.url, libraryIntegrity
		allowed = append(allowed, lib.url)
	}
	if len(lib.code) > 0 {
		allowed = append(allowed, hash(lib.code))
	}
	for _, name := range names {
		code, err := assets.ReadFile(name)
		if err != nil {
			return err
		}
		p.Scripts = append(p.Scripts, template.JS(code))
		allowed = append(allowed, hash(code))
	}
	p.Policy = "default-src 'none'; script-src " + strings.Join(allowed, " ") + "; style-src " + hash(style) +
		"; img-src blob:; base-uri 'none'; form-action 'none'" // a picture for download passes through a blob of the page's own
	return nil
}

// hash is how a policy names a script or a style.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// builder makes the parts of the page.
type builder struct {
	d       *transform.Dataset
	site    site
	words   *wording.Catalogue
	anchors *anchors
	tag     language.Tag
	only    *transform.Release // that the page is of; nil when there are several
}

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

func (b *builder) counts() []count {
	stated, inconsistent := 0, 0
	for _, o := range b.d.Observations {
		if !o.Derived() {
			stated++
		}
	}
	for _, c := range b.d.Checks {
		if c.Result == transform.Inconsistent {
			inconsistent++
		}
	}
	return []count{
		{b.words.Text("count_releases"), b.number(len(b.d.Releases))},
		{b.words.Text("count_mentions"), b.number(len(b.d.Mentions))},
		{b.words.Text("count_observations"), b.number(stated)},
		{b.words.Text("count_checks"), b.number(len(b.d.Checks))},
		{b.words.Text("count_inconsistent"), b.number(inconsistent)},
	}
}

// mostCards is how many key figures the page shows; the first ones stand for as many releases as there are.
const mostCards = 12

func (b *builder) cards() []card {
	var keys []*transform.Observation
	for i := range b.d.Observations {
		if b.d.Observations[i].Headline > 0 {
			keys = append(keys, &b.d.Observations[i])
		}
	}
	slices.SortStableFunc(keys, func(x, y *transform.Observation) int { return cmp.Compare(x.Headline, y.Headline) })
	var out []card
	for _, o := range keys[:min(len(keys), mostCards)] {
		c := card{
			Label: o.IndicatorLabel, Display: o.Display, Period: o.PeriodText,
			Exactness: b.exactness(o), Range: o.Range,
			Subject: b.subject(o), Release: b.releaseTitle(o.Releases), Row: b.rowLink(o.ID),
		}
		if mentions := b.anchors.mentionsOf[o.ID]; len(mentions) > 0 {
			c.Text = b.textLink(mentions[0], o.IndicatorLabel)
		}
		out = append(out, c)
	}
	return out
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

// home is the page where something of the releases stands: nothing for the page itself.
func (b *builder) home(releases []string) string {
	for _, id := range releases {
		if page := b.site.home[id]; page != "" {
			return page
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

func (b *builder) figure(l *layout) figure {
	c := l.chart
	id := b.anchors.chart[c.ID]
	f := figure{ID: id, Title: c.Title, Subtitle: c.Subtitle, Alt: c.Alt, Description: c.Description, Axis: c.AxisLabel, Release: b.releaseTitle(c.Releases)}
	sources := map[[2]string]string{} // speaker and sentence → id
	for i, m := range c.Marks {
		r := figureRow{
			ID: fmt.Sprintf("%s:%d", id, i+1), Observation: m.Observation,
			Label: m.Label, Display: m.Display, Range: m.Display, Period: m.Period,
			Row: b.rowLink(m.Observation),
		}
		r.Basis = b.words.Text("reported")
		if m.Derived {
			r.Basis = b.words.Text("derived")
		}
		if o := b.anchors.observations[m.Observation]; o != nil {
			r.Range, r.Basis, r.Period = o.Range, b.basis(o), cmp.Or(period(o), m.Period)
		}
		if m.Sentence != "" {
			key := [2]string{m.Speaker, m.Sentence}
			if sources[key] == "" {
				s := source{
					ID: fmt.Sprintf("%s:source-%d", id, len(f.Sources)+1), Speaker: m.Speaker,
					Sentence: phrase{Text: strings.Trim(m.Sentence, "| ")}, // the rims of a table's row
					Text:     b.textLink(m.Mention, m.Label),
				}
				if r := b.releaseOf(m.Mention); r != nil {
					s.Sentence.Lang = b.foreign(r.Language)
				}
				sources[key] = s.ID
				f.Sources = append(f.Sources, s)
			}
			r.Source = sources[key]
		}
		f.Rows = append(f.Rows, r)
	}
	f.Drawing = l.draw(b.words, id)
	for i, m := range c.Marks {
		place := &f.Drawing.Marks[i]
		place.Row = f.Rows[i].ID
		place.Source = f.Rows[i].Source
		// The name starts with the words that stand beside the mark (WCAG 2.5.3).
		place.Spoken = spoken(strings.TrimSpace(m.Label+" "+m.Display), f.Rows[i].Range, f.Rows[i].Period)
		place.Href = cmp.Or(b.textLink(m.Mention, m.Label).Href, f.Rows[i].Row.Href)
	}
	return f
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

func (b *builder) check(c transform.Check) check {
	out := check{Result: c.Result, Kind: c.Kind, Message: c.Message, Release: b.releaseTitle(c.Releases)}
	if key := "check_" + c.Kind; b.words.Has(key) {
		out.Kind = b.words.Text(key)
	}
	if c.Expected.Equal(interval.All()) && c.Found.Equal(interval.All()) && c.Result == transform.Consistent {
		return out // of two texts as a whole: the data lists their figures, all of which a list of links would repeat
	}
	for _, id := range c.Observations {
		if o := b.anchors.observations[id]; o != nil {
			l := b.rowLink(id)
			l.Text, l.Spoken = o.IndicatorLabel, ""
			out.Rows = append(out.Rows, l)
		}
	}
	return out
}

func (b *builder) release(r *transform.Release) release {
	out := release{
		ID: b.anchors.release[r.ID], Lang: b.foreign(r.Language),
		Title: cmp.Or(r.Title, r.ID), Publisher: r.Publisher,
		Source: r.Source, SHA256: r.SHA256,
	}
	out.Date, out.ISODate = b.date(r)
	out.Citation = citation(&out)
	if tag, err := language.Parse(r.Language); err == nil {
		out.Language = display.Languages(b.tag).Name(tag)
	}
	if u, err := url.Parse(r.Source); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
		out.URL = u.String()
	}
	out.Passages = passages(r, b.anchors)
	return out
}

// date is the day of a release in words and as machines read it; neither, where it is no day.
func (b *builder) date(r *transform.Release) (words, iso string) {
	if _, err := time.Parse(time.DateOnly, r.Date); err != nil {
		return "", ""
	}
	return r.DateText, r.Date
}

// citation is how to name a release in a paper, but for its title, which comes first.
func citation(r *release) string {
	var parts []string
	for _, part := range []string{r.Publisher, r.Date, r.Source} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func (b *builder) row(o *transform.Observation) row {
	out := row{
		ID: b.anchors.observation[o.ID], Label: o.IndicatorLabel, Subject: b.subject(o), Release: b.releaseTitle(o.Releases),
		Place: b.places(o.RefArea, o.CounterpartArea), Period: period(o), Display: o.Display,
		Exactness: b.exactness(o), Range: o.Range, Basis: b.basis(o),
	}
	for _, id := range b.anchors.chartsOf[o.ID] {
		out.Charts = append(out.Charts, link{
			Href: href(b.anchors.chart[id]), Text: b.words.Text("to_chart"),
			Spoken: b.anchors.charts[id].Title,
		})
	}
	mentions := b.anchors.mentionsOf[o.ID]
	for i, id := range mentions {
		l := b.textLink(id, o.IndicatorLabel)
		if len(mentions) > 1 {
			n := b.number(i + 1)
			l.Text += " " + n
			l.Spoken += " (" + n + ")"
		}
		out.Texts = append(out.Texts, l)
	}
	return out
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
