package transform

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

//go:embed text
var textFiles embed.FS

// printer writes figures in the language of the dataset.
//
// A figure is printed with the digits that it was written with, and one that was computed with those that its
// inputs allow. Scale words start at a million. The plain dollar sign stands for Canadian dollars as long as no
// other dollar is in the release or its other version; once dollars mix, Canadian ones are C$ ("dollars canadiens"). Others are
// always marked. What else is in a run changes nothing.
type printer struct {
	text  *wording.Catalogue
	lang  string
	units *unit.Vocabulary
	mixed map[string]bool // releases with dollars of more than one kind
}

func newPrinter(lang string, units *unit.Vocabulary, groups []*group) (*printer, error) {
	files, err := fs.Sub(textFiles, "text")
	if err != nil {
		return nil, err
	}
	text, err := wording.Load(files, lang)
	if err != nil {
		return nil, err
	}
	p := &printer{text: text, lang: lang, units: units, mixed: map[string]bool{}}
	for _, g := range groups {
		dollar, mixed := "", false
		for _, facts := range g.facts {
			for _, f := range facts {
				if f.unit.Dollar {
					mixed = mixed || dollar != "" && dollar != f.unit.Code
					dollar = f.unit.Code
				}
			}
		}
		for _, facts := range g.facts {
			if mixed && len(facts) > 0 {
				p.mixed[facts[0].ReleaseID] = true
			}
		}
	}
	return p, nil
}

// marks tells whether dollars of an observation need a sign of their own.
func (p *printer) marks(o *observation) bool {
	for _, f := range o.facts {
		if p.mixed[f.ReleaseID] {
			return true
		}
	}
	return slices.ContainsFunc(o.inputs, p.marks)
}

func (p *printer) bounded(b interval.Bound, s string) string {
	if b == interval.Exact {
		return s
	}
	return p.of("bound."+string(b), s)
}

// of fills a text that has a {quantity}, and a {de} before it in French.
func (p *printer) of(key, s string) string {
	return p.text.Text(key, "quantity", s, "de", de(s))
}

// de is the French preposition before a word: "d’" before a vowel or a silent h.
func de(s string) string {
	if wording.Elides(s) {
		return "d’"
	}
	return "de "
}

// label is the name of an observation's indicator, or what is measured where there is none.
func (p *printer) label(o *observation) string {
	if o.indicator == nil {
		if s := capital(once(fold(o.label))); s != "" {
			if len(o.facts) > 0 && !slices.ContainsFunc(o.facts, func(f *fact) bool { return f.lang == p.lang }) {
				return p.text.Text("label.foreign", "label", s) // the words of a text that is in another language
			}
			return s
		}
		if o.foreign(p.lang) {
			return p.text.Text("label.version." + o.facts[0].lang)
		}
		return p.text.Text("label.none")
	}
	s := o.indicator.Label.in(p.lang)
	if o.change {
		return p.text.Text("label.change", "label", s)
	}
	return s
}

// once takes out the first of a noun that stands twice with nothing but an adjective between: "vehicles electric vehicles".
func once(s string) string {
	words := strings.Fields(s)
	const between = 1
	for i, word := range words {
		for k := i + 1; k < len(words) && k <= i+1+between; k++ {
			if len(word) > 3 && words[k] == word && (k == i+1 || !joins(words[k-1])) {
				return strings.Join(slices.Delete(words, i, i+1), " ")
			}
		}
	}
	return s
}

// joins tells whether a word is one of the short ones that tie nouns together ("by", "comme", "d'une").
func joins(word string) bool {
	const longest = 5
	return utf8.RuneCountInString(word) <= longest || strings.ContainsAny(word, "'’")
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// evidence says why an observation has its indicator.
func (p *printer) evidence(o *observation) string {
	if o.Derived() {
		return p.text.Text("evidence.derived")
	}
	if o.match.indicator == nil {
		return p.text.Text("evidence.none")
	}
	key := "evidence." + string(o.match.place)
	if o.match.place == inSentence {
		if key += ".many"; o.match.distance <= 1 {
			key = "evidence.sentence.one"
		}
	}
	return p.text.Text(key, "term", strings.ReplaceAll(o.match.term.text, "*", "…"), "words", strconv.Itoa(o.match.distance))
}

// area is the name of a country, or the code of one of its parts.
func (p *printer) area(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return cmp.Or(display.Regions(wording.Tag(p.lang)).Name(region), code)
}

// list joins texts as a sentence does: "a, b and c".
func (p *printer) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return p.text.Text("list.and", "list", strings.Join(items[:last], p.text.Text("list.separator")), "last", items[last])
}

// few joins up to n texts and counts the rest.
func (p *printer) few(items []string, n int) string {
	if len(items) <= n+1 {
		return p.list(items)
	}
	return p.text.Text("list.more",
		"list", strings.Join(slices.Clone(items[:n]), p.text.Text("list.separator")),
		"count", strconv.Itoa(len(items)-n))
}
