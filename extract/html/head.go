package html

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"tidyrelease/extract/page"
)

// head is what a page says of itself. Of each fact the source with the lowest rank is kept.
type head struct {
	titleTag     string
	lang         string
	titles       claim
	dates        claim
	publisher    claim
	languages    claim
	numbers      claim
	addresses    claim
	translations []page.Translation
	siteName     string
}

// claim is a value and the rank of its source, from 1; the lowest wins, of equals the first.
type claim struct {
	value string
	rank  int
}

func (c *claim) add(rank int, value string) {
	value = page.Visible(value)
	if value != "" && (c.rank == 0 || rank < c.rank) {
		c.value, c.rank = value, rank
	}
}

// mostTitle is the bytes of a title tag that are read.
const mostTitle = 2000

func (h *head) addTitle(s []byte) {
	if h.titleTag == "" {
		h.titleTag = page.Visible(strings.ToValidUTF8(string(s[:min(len(s), mostTitle)]), ""))
	}
}

// setLanguage notes the language of an element that holds the text; an inner one wins.
func (h *head) setLanguage(tag string) {
	if tag != "" {
		h.lang = tag
	}
}

// addTime notes a time element in front of the text.
func (h *head) addTime(datetime string) { h.dates.add(9, day(datetime)) }

// The names of meta tags, best first. Days of a change or of an archive are none of release.
var (
	dateNames      = []string{"article:published_time", "dcterms.issued", "dc.date.issued", "datepublished", "citation_publication_date", "dcterms.date", "dc.date", "date", "publication_date", "publish-date", "publish_date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date", "dcterms.created", "dc.date.created"}
	titleNames     = []string{"dcterms.title", "dc.title", "og:title", "citation_title", "twitter:title", "headline"}
	publisherNames = []string{"dcterms.creator", "dc.creator", "dcterms.publisher", "dc.publisher", "citation_publisher", "publisher", "author"}
	numberNames    = []string{"news_release_number", "release_number", "release-number", "releasenumber"}
	languageNames  = []string{"dcterms.language", "dc.language", "content-language", "og:locale"}
)

// addMeta notes a meta tag.
func (h *head) addMeta(a *attributes) {
	name := strings.ToLower(a.name)
	if i := slices.Index(dateNames, name); i >= 0 {
		h.dates.add(10+i, day(a.content))
	}
	if i := slices.Index(titleNames, name); i >= 0 {
		h.titles.add(10+i, a.content)
	}
	if i := slices.Index(numberNames, name); i >= 0 {
		h.numbers.add(10+i, a.content)
	}
	if name == "og:url" {
		h.addresses.add(11, a.content)
	}
	if i := slices.Index(languageNames, name); i >= 0 {
		h.languages.add(10+i, a.content)
	}
	if i := slices.Index(publisherNames, name); i >= 0 && !strings.Contains(a.content, "://") {
		h.publisher.add(10+i, a.content)
	}
	if name == "og:site_name" {
		h.siteName = page.Visible(a.content)
	}
}

// addLink notes where the page says that it stands, and its versions in other languages.
func (h *head) addLink(a *attributes) {
	for _, rel := range strings.Fields(strings.ToLower(a.rel)) {
		switch {
		case rel == "canonical":
			h.addresses.add(10, string(a.href))
		case rel == "alternate" && a.hreflang != "":
			h.addTranslation(a.hreflang, a.href)
		}
	}
}

// mostTranslations is how many languages a page may be said to have: more than any government writes in.
const mostTranslations = 64

func (h *head) addTranslation(tag string, address []byte) {
	if code := languageCode(tag); code != "" && len(h.translations) < mostTranslations {
		h.translations = append(h.translations, page.Translation{Language: code, Address: page.Visible(string(address))})
	}
}

// otherLanguages are the translations into other languages than the page's own, their addresses whole where it tells its own.
func (h *head) otherLanguages() []page.Translation {
	base, err := url.Parse(h.addresses.value)
	whole := err == nil && base.IsAbs()
	own := h.language()
	var list []page.Translation
	for _, v := range h.translations {
		if there, err := url.Parse(v.Address); err == nil && whole {
			v.Address = base.ResolveReference(there).String()
		}
		if v.Language != own && v.Address != "" && !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}

// day reads the day of a date as pages write it: ISO 8601 with or without a time, without hyphens, or
// as mail does. It is "" for anything else.
func day(s string) string {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.DateOnly, "20060102", time.RFC1123, time.RFC1123Z, "January 2, 2006", "2 January 2006", "2006/01/02"} {
		from := s
		if layout == time.DateOnly || layout == "20060102" || layout == "2006/01/02" {
			from = s[:min(len(s), len(layout))]
			if len(s) > len(layout) && s[len(layout)] >= '0' && s[len(layout)] <= '9' {
				continue
			}
		}
		if t, err := time.Parse(layout, from); err == nil && t.Year() > 1900 {
			return t.Format(time.DateOnly)
		}
	}
	return ""
}

// mostLinkedData is the bytes of a block of JSON-LD that are read.
const mostLinkedData = 1 << 20

// addLinkedData reads what a block of JSON-LD says of an article.
func (h *head) addLinkedData(s []byte) {
	if len(s) > mostLinkedData {
		return
	}
	var value any
	if json.Unmarshal(s, &value) != nil {
		return
	}
	h.linkedData(value, 4)
}

// linkedData looks for articles in lists and graphs.
func (h *head) linkedData(value any, depth int) {
	if depth == 0 {
		return
	}
	if list, ok := value.([]any); ok {
		for _, v := range list {
			h.linkedData(v, depth-1)
		}
		return
	}
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	h.linkedData(object["@graph"], depth-1)
	h.linkedData(object["mainEntity"], depth-1)
	if !article(object["@type"]) {
		return
	}
	h.titles.add(5, word(object["headline"]))
	h.dates.add(5, day(word(object["datePublished"])))
	h.languages.add(5, word(object["inLanguage"]))
	h.publisher.add(5, organization(object["author"]))
	h.publisher.add(16, named(object["publisher"])) // often only the site
}

// article tells whether a type of schema.org is a text with a day: NewsArticle, PressRelease, …
func article(kind any) bool {
	if list, ok := kind.([]any); ok {
		return slices.ContainsFunc(list, article)
	}
	s := word(kind)
	return strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "PressRelease") || s == "Report" || s == "BlogPosting"
}

// organization gives the name of the first body in one object or a list of them.
func organization(value any) string {
	if list, ok := value.([]any); ok {
		for _, v := range list {
			if s := organization(v); s != "" {
				return s
			}
		}
		return ""
	}
	object, _ := value.(map[string]any)
	if !strings.HasSuffix(word(object["@type"]), "Organization") {
		return ""
	}
	return word(object["name"])
}

func named(value any) string {
	if object, ok := value.(map[string]any); ok {
		return word(object["name"])
	}
	return word(value)
}

func word(value any) string {
	s, _ := value.(string)
	return s
}

// title gives the title that the head tells. The name of the site behind it is cut off a title tag where
// another source shows how long the title is, or where the site's name is known.
func (h *head) title() string {
	if h.titles.value != "" {
		return h.cut(h.titles.value)
	}
	return h.cut(h.titleTag)
}

func (h *head) cut(s string) string {
	for _, name := range []string{h.siteName, h.publisher.value} {
		if rest, ok := strings.CutSuffix(s, name); ok && name != "" {
			if trimmed := strings.TrimRight(rest, " -–—|:·\u00a0"); trimmed != "" && len(trimmed) < len(rest) {
				return trimmed
			}
		}
	}
	return s
}

// language is the code of the language, "" when the page does not tell.
func (h *head) language() string {
	s := h.lang
	if s == "" {
		s = h.languages.value
	}
	return languageCode(s)
}

// languageCode is the code in a tag such as "fr-CA" or "fra", "" where it is none.
func languageCode(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(s)), "-")
	s, _, _ = strings.Cut(s, "_")
	if code, ok := bibliographic[s]; ok {
		return code
	}
	base, err := language.ParseBase(s) // "fra" is "fr"
	if code := base.String(); err == nil && len(code) == 2 {
		return code
	}
	return ""
}

// bibliographic are the codes of ISO 639-2 that libraries use in the place of those that BCP 47 knows.
var bibliographic = map[string]string{
	"alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr", "geo": "ka", "ger": "de",
	"gre": "el", "ice": "is", "mac": "mk", "mao": "mi", "may": "ms", "per": "fa", "rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
}

// who gives the publisher. An author of one or two words may be a person or an account, so that the name
// of the site goes before it.
func (h *head) who() string {
	const person = 2
	author := h.publisher.rank == 10+slices.Index(publisherNames, "author")
	if h.publisher.value == "" || author && h.siteName != "" && len(strings.Fields(h.publisher.value)) <= person {
		return h.siteName
	}
	return h.publisher.value
}

// fill gives the page what the head tells. The title is the one that the page shows, where it shows one.
func (h *head) fill(p *page.Page) {
	p.Title, p.Date, p.Publisher, p.Language = h.title(), h.dates.value, h.who(), h.language()
	p.Number, p.Address, p.Translations = h.numbers.value, h.addresses.value, h.otherLanguages()
	for _, b := range p.Blocks {
		if b.Kind == page.Title {
			p.Title = h.withoutSubtitle(fold(p.Text[b.Start:b.End]))
			return
		}
	}
}

// withoutSubtitle cuts off what a heading says behind the title that the head tells, in front of the site's name.
func (h *head) withoutSubtitle(heading string) string {
	const enough = 4 // words, lest a title begins like the name of a section
	named := h.title()
	if strings.Contains(h.titleTag, heading) || strings.Contains(h.titles.value, heading) {
		return heading
	}
	for _, sign := range [...]string{" | ", " - ", " – ", " — "} {
		title, _, _ := strings.Cut(named, sign)
		if strings.HasPrefix(heading, title+" ") && len(strings.Fields(title)) >= enough {
			return title
		}
	}
	return heading
}
