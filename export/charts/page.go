package charts

import (
	"cmp"
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
	Lang    string // BCP 47
	Title   string // of the document
	Heading phrase

	Up           link // to the page over all releases
	Translations []translation
	Lead         string
	Counts       []count

	Cards   []card
	Figures []figure
	Legend  legend
	compared
	Checks []check
	survey

	Releases []release
	Rows     []row
	Derived  bool // some figure is derived
	Reviewed bool // a person looked at some figure

	Table   *observations // for downloads
	Options []interactive // for the library
	workings
}

// survey is what an overview or a list has in place of texts and rows. The numbers are empty for none.
type survey struct {
	List                 bool // the page is a list of releases
	Index                []entry
	Publisher            string // of the releases that name none in the index
	All                  link   // to the list of all releases, where the overview has the newest ones
	Timeline             *timeline
	Indicators           []indicator
	Agreeing, MoreChecks string // how many checks agree, and how many others there are beside those that are shown
}

// workings are what makes a page look and work, and the Content-Security-Policy that admits it and no other.
type workings struct {
	Policy  string
	Style   template.CSS
	Scripts []template.JS
	Library template.JS

	LibraryURL, LibraryIntegrity string
}

// translation leads to the page in another language, which it is named in.
type translation struct{ Href, Lang, Text string }

// page makes the page of the site's kind.
func (b *builder) page(lib chartLibrary) (*page, error) {
	p := &page{Lang: b.tag.String(), Heading: b.heading()}
	p.Title = b.words.Text("document_title", "title", p.Heading.Text)
	b.lead(p)
	switch b.site.kind {
	case listing:
		p.List = true
		b.list(p)
		lib = chartLibrary{}
	case overview:
		shown := highlights(b.d, b.site.groups)
		b.body(p, shown, b.table.of(charted(b.d, shown.Charts)))
		b.survey(p, shown)
	default:
		b.body(p, b.d, b.table.of(b.d.Observations))
		b.fill(p)
	}
	return p, p.load(lib)
}

// body puts in what overviews and the pages of releases have: key figures, charts, what has changed, checks and the table behind them.
func (b *builder) body(p *page, shown *transform.Dataset, table observations) {
	p.Counts, p.Cards = b.counts(), b.cards()
	b.draw(p, shown.Charts)
	for _, c := range shown.Checks {
		p.Checks = append(p.Checks, b.check(c))
	}
	b.changed(p, shown.Checks)
	p.Derived = slices.ContainsFunc(b.d.Observations, func(o transform.Observation) bool { return o.Derived() })
	p.Reviewed = slices.ContainsFunc(b.d.Mentions, func(m transform.Mention) bool { return m.Review != "" })
	p.Table = &table
}

// lead links a page to the one above it and to those in other languages.
func (b *builder) lead(p *page) {
	p.Lead = b.words.Text("lead_" + string(b.site.kind))
	if b.site.overview != "" {
		p.Up = link{Href: b.site.up + b.site.overview, Text: b.words.Text("to_overview", "number", b.number(b.site.total))}
	}
	for _, lang := range slices.Sorted(maps.Keys(b.site.translations)) {
		tag := wording.Tag(lang)
		p.Translations = append(p.Translations, translation{
			Href: b.site.up + b.site.translations[lang], Lang: tag.String(), Text: b.words.Text("in_" + lang),
		})
	}
}

// survey puts in what an overview has in place of texts and rows: what the releases put forward, and the newest releases.
func (b *builder) survey(p *page, shown *transform.Dataset) {
	b.list(p)
	p.Indicators, p.Timeline = b.indicators(), b.timeline()
	if len(p.Index) > mostListed {
		p.Index = p.Index[:mostListed]
		p.All = link{Href: b.site.list, Text: b.words.Text("to_list")}
	}
	agreeing := agreeing(b.d.Checks)
	p.Agreeing = b.number(agreeing)
	if n := len(b.d.Checks) - agreeing - len(shown.Checks); n > 0 {
		p.MoreChecks = b.number(n)
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
	case p.List:
		names = nil // there is nothing to point at
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
	p.Policy = "default-src 'none'; script-src " + cmp.Or(strings.Join(allowed, " "), "'none'") + "; style-src " + hash(style) +
		"; img-src blob:; base-uri 'none'; form-action 'none'" // a picture for download passes through a blob of the page's own
	return nil
}

// hash is how a policy names a script or a style.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
