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
}

// translation leads to the page in another language, which it is named in.
type translation struct{ Href, Lang, Text string }

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
