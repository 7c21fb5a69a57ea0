package html

import (
	"bytes"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attributes are what the attributes of a start tag say.
type attributes struct {
	marks    marks
	from, to int32  // columns and rows that a cell spans; the number that a list starts with, and whether it has one
	lang     string // of html, body, main and article
	datetime string // of time

	hidden     bool // not shown
	decoration bool // not told to those who hear the page
	icon       bool

	name, content string // of meta
	rel, hreflang string // of link and a …
	href          []byte // … until the next tag is read
	linkedData    bool   // of script: JSON-LD
}

// read reads the attributes of the tag that the tokenizer stands at.
func (a *attributes) read(z *html.Tokenizer, tag atom.Atom, more bool) {
	*a = attributes{}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		switch string(key) {
		case "class":
			a.classes(value)
		case "id":
			a.words(value)
		case "hidden":
			a.hidden = string(value) != "until-found"
		case "style":
			a.style(value)
		case "role":
			a.role(value)
		case "aria-hidden":
			a.decoration = string(value) == "true"
		case "itemprop":
			if string(value) == "articleBody" {
				a.marks |= isArticle
			}
			if tag == atom.Meta && a.name == "" {
				a.name = string(value)
			}
		case "lang":
			a.lang = string(value)
		case "datetime":
			a.datetime = string(value)
		case "name", "property":
			if tag == atom.Meta {
				a.name = string(value)
			}
		case "http-equiv":
			if tag == atom.Meta && a.name == "" {
				a.name = string(value)
			}
		case "content":
			if tag == atom.Meta {
				a.content = string(value)
			}
		case "rel":
			if tag == atom.Link {
				a.rel = string(value)
			}
		case "hreflang":
			a.hreflang = string(value)
		case "href":
			a.href = value
		case "type":
			a.linkedData = tag == atom.Script && bytes.EqualFold(bytes.TrimSpace(value), []byte("application/ld+json"))
		case "colspan":
			if classOf(tag)&cell != 0 {
				a.from = number(value)
			}
		case "rowspan":
			if classOf(tag)&cell != 0 {
				a.to = number(value)
			}
		case "start":
			if tag == atom.Ol {
				a.from, a.to = number(value), 1
			}
		}
	}
	switch tag {
	case atom.Main:
		a.marks |= isMain
	case atom.Article:
		a.marks |= isArticle
	case atom.Nav:
		a.marks |= menu
	}
}

func number(value []byte) int32 {
	n, _ := strconv.ParseInt(string(value), 10, 16)
	return int32(n)
}

// hides tells whether the element is not shown, or is no text. A decoration that is a block is a
// dialog or a menu that waits for a click; one within a line is hidden only from those who hear the
// page, and is often the figure itself, so it is left out only as an icon.
func (a *attributes) hides(tag atom.Atom) bool {
	switch tag {
	case atom.Svg, atom.Button, atom.Select, atom.Datalist, atom.Template, atom.Object, atom.Video, atom.Audio, atom.Canvas,
		atom.Map, atom.Progress, atom.Meter, atom.Rp, atom.Rt, atom.Del, atom.S, atom.Strike, atom.Annotation, atom.Dialog:
		return true
	case atom.Main:
		return false
	}
	return a.hidden || a.decoration && (a.icon || classOf(tag)&inline == 0)
}

// style looks for the two properties that take an element off the page.
func (a *attributes) style(value []byte) {
	for declaration := range bytes.SplitSeq(value, []byte(";")) {
		name, setting, _ := bytes.Cut(declaration, []byte(":"))
		setting, _, _ = bytes.Cut(setting, []byte("!"))
		name, setting = bytes.TrimSpace(name), bytes.TrimSpace(setting)
		if bytes.EqualFold(name, []byte("display")) && bytes.EqualFold(setting, []byte("none")) ||
			bytes.EqualFold(name, []byte("visibility")) && bytes.EqualFold(setting, []byte("hidden")) {
			a.hidden = true
		}
	}
}

func (a *attributes) role(value []byte) {
	switch string(bytes.ToLower(bytes.TrimSpace(value))) {
	case "main":
		a.marks |= isMain
	case "article":
		a.marks |= isArticle
	case "navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "tablist", "dialog", "alertdialog", "tooltip":
		a.marks |= menu
	case "complementary":
		a.marks |= furniture
	case "alert", "status", "note":
		a.marks |= notice
	case "presentation", "none":
		a.marks |= plainTable
	}
}

// classes reads the names in a class attribute.
func (a *attributes) classes(value []byte) {
	var hidden, shown bool
	for name := range bytes.FieldsSeq(value) {
		switch string(name) {
		case "hidden", "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "wb-inv", "element-invisible",
			"d-none", "is-hidden", "u-hidden", "invisible", "hide", "print-only":
			hidden = true
		}
		shown = shown || shownAgain(name)
	}
	a.hidden = a.hidden || hidden && !shown
	a.words(value)
}

// shownAgain tells whether a name such as "d-md-block" or "md:block" shows on wider screens what another
// name hides.
func shownAgain(name []byte) bool {
	width, how, ok := bytes.Cut(bytes.TrimPrefix(name, []byte("d-")), []byte("-"))
	if len(how) == 0 || !bytes.HasPrefix(name, []byte("d-")) {
		width, how, ok = bytes.Cut(name, []byte(":"))
	}
	if !ok || string(how) == "none" || string(how) == "hidden" {
		return false
	}
	switch string(width) {
	case "sm", "md", "lg", "xl", "xxl", "2xl":
		return true
	}
	return false
}

// words reads each word in the names of a class or id attribute: "gem-c-share-links", "shareLinks".
func (a *attributes) words(value []byte) {
	var word [16]byte
	n := 0
	for i := 0; i <= len(value); i++ {
		c := byte(0)
		if i < len(value) {
			c = value[i]
		}
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		hump := letter && c < 'a' && n > 0 && value[i-1] >= 'a'
		if (!letter || hump) && n > 0 {
			a.word(word[:n])
			n = 0
		}
		if letter && n < len(word) {
			word[n] = c | 0x20
			n++
		}
	}
}

// word reads one word of a class name.
func (a *attributes) word(w []byte) {
	switch string(w) {
	case "nav", "navigation", "share", "sharing", "addthis", "addtoany", "sharethis", "social", "breadcrumb", "breadcrumbs", "pagination", "pager",
		"cookie", "cookies", "skip", "skiplink", "sidebar", "navbar", "menu", "advert", "advertisement", "newsletter", "subscribe",
		"feedback", "related", "recommended":
		a.marks |= furniture
	case "alert", "notice", "notification", "archived":
		a.marks |= notice
	case "icon", "icons", "fa", "glyphicon":
		a.icon = true
	}
}
