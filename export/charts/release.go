package charts

import (
	"cmp"
	"net/url"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tidyrelease/transform"
)

type release struct {
	ID, Lang, Title, Publisher, Date, ISODate, Language, Source, URL, SHA256, Citation string

	Passages []passage
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
