package charts

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"tidyrelease/transform"
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
	Reviewed bool // a person looked at some figure

	Compared    bool // with the last run
	Changes     []change
	MoreChanges string // how many there are beside these; empty for none
}

// translation leads to the page in another language, which it is named in.
type translation struct{ Href, Lang, Text string }

func newPage(d *transform.Dataset, s *press, at site, groups [][]int, lib chartLibrary) (*page, error) {
	b := &builder{d: d, site: at, words: s.words, anchors: newAnchors(d), tag: wording.Tag(d.Language), only: onlyRelease(d)}
	p := &page{Lang: b.tag.String(), Heading: b.heading(), Counts: b.counts(), Cards: b.cards()}
	p.Title = b.words.Text("document_title", "title", p.Heading.Text)
	b.lead(p)

	shown, data := d, d.Observations
	if groups != nil {
		shown = highlights(d, groups)
		data = charted(d, shown.Charts)
		b.survey(p, groups)
	} else {
		b.fill(p)
	}
	p.Figures, p.Options = b.figures(shown.Charts)
	for _, c := range shown.Checks {
		p.Checks = append(p.Checks, b.check(c))
	}
	b.changed(p, shown.Checks)
	p.Derived = slices.ContainsFunc(data, func(o transform.Observation) bool { return o.Derived() })
	p.Reviewed = slices.ContainsFunc(d.Mentions, func(m transform.Mention) bool { return m.Review != "" })
	p.Table = s.table.of(data)
	return p, p.load(lib)
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

// survey puts in what an overview has in place of texts and rows: what the releases put forward, and the releases themselves.
func (b *builder) survey(p *page, groups [][]int) {
	p.Index, p.Indicators, p.Timeline = b.index(b.d, groups), b.indicators(), b.timeline()
	p.Agreeing = b.number(agreeing(b.d.Checks))
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

// load puts in what makes the page look and work, and the policy that admits it.
func (p *page) load(lib chartLibrary) error {
	for _, end := range []string{"</script", "<!--"} {
		if strings.Contains(strings.ToLower(string(lib.code)), end) {
			return fmt.Errorf("the chart library holds %q, which would end its place in the page", end)
		}
	}
	style, err := assets.ReadFile("page.css")
	if err != nil {
		return err
	}
	p.Style = template.CSS(style)
	names := []string{"panel.js", "download.js"}
	var allowed []string
	switch {
	case lib.url != "":
		p.LibraryURL, p.LibraryIntegrity = lib.url, libraryIntegrity
		allowed = append(allowed, lib.url)
		names = append(names, "interactive.js")
	case len(lib.code) > 0:
		p.Library = template.JS(lib.code)
		allowed = append(allowed, hash(lib.code))
		names = append(names, "interactive.js")
	default:
		p.Options = nil
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
