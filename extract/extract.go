package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"tidyrelease/extract/html"
	"tidyrelease/extract/language"
	"tidyrelease/extract/page"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/text"
	"tidyrelease/extract/token"
)

// Extractor finds figures. It holds the compiled language packs and working memory; use one for
// each goroutine, made with Clone, which shares the packs.
type Extractor struct {
	packs    []*language.Pack
	scanners []*token.Scanner    // one for each pack …
	grammars []*quantity.Grammar // … and so of these
	memory   memory
}

// memory is what documents are read into, one after another, before they are copied out at their true size.
type memory struct {
	tokens    []token.Token
	sentences []Sentence
	mentions  []Mention
	numerals  []Numeral
	small     map[string]bool
}

// New compiles the embedded language packs.
func New() (*Extractor, error) {
	codes := language.Codes()
	packs := make([]*language.Pack, len(codes))
	var group errgroup.Group // most of the time that a program takes to start goes here
	for n, code := range codes {
		group.Go(func() (err error) {
			packs[n], err = language.Load(code)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("extract: %w", err)
	}
	return With(packs...), nil
}

// With makes an Extractor for the languages of the packs.
func With(packs ...*language.Pack) *Extractor { return (&Extractor{packs: packs}).Clone() }

// Clone gives an Extractor for another goroutine.
func (x *Extractor) Clone() *Extractor {
	c := &Extractor{packs: x.packs, memory: memory{small: map[string]bool{}}}
	for _, p := range x.packs {
		c.scanners = append(c.scanners, token.NewScanner(p.Style, p))
		c.grammars = append(c.grammars, quantity.New(p))
	}
	return c
}

// Reasons for which an input is refused. They come wrapped, with the place in the input.
var (
	ErrEmpty   = text.ErrEmpty
	ErrBinary  = text.ErrBinary
	ErrNotUTF8 = text.ErrNotUTF8
	// ErrLanguage: a page in a language that no language pack reads.
	ErrLanguage = errors.New("no language pack reads the text")
)

// Extract reads one release, plain text or an HTML page; the content tells which. source is its path or
// URL; its base name without extension becomes the document's ID. An error says what is wrong with the input and where, without the file's name,
// which the caller knows.
func (x *Extractor) Extract(source string, data []byte) (*Document, error) {
	read := text.Read
	if html.Is(data) {
		read = html.Read
	}
	p, err := read(data)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	d := &Document{ID: id(source), Source: source, SHA256: hex.EncodeToString(sum[:])}
	if err := x.read(d, p); err != nil {
		return nil, err
	}
	return d, nil
}

// id is the base name of a path or URL without its extension.
func id(source string) string {
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	return strings.TrimSuffix(base, path.Ext(base))
}

// read fills the document from a page.
func (x *Extractor) read(d *Document, p *page.Page) error {
	d.Text = p.Text
	n, fits := x.language(p)
	if p.Language != "" && !fits && x.declared(p) < 0 {
		return fmt.Errorf("%w: the page says that it is in %q", ErrLanguage, p.Language)
	}
	d.Language = x.packs[n].Code
	m := &x.memory
	r := reading{Document: d, page: p, extractor: x, pack: x.packs[n], scanner: x.scanners[n], grammar: x.grammars[n], small: m.small}
	clear(m.small)
	r.scan(m.tokens)
	r.Sentences, r.Mentions, r.Numerals = m.sentences[:0], m.mentions[:0], m.numerals[:0]
	r.structure()
	r.figures()
	m.tokens, m.sentences, m.mentions, m.numerals = r.tokens, r.Sentences, r.Mentions, r.Numerals
	r.Sentences, r.Mentions, r.Numerals = slices.Clone(r.Sentences), slices.Clone(r.Mentions), slices.Clone(r.Numerals)
	return nil
}

// oneWordIn: in a text of a pack's language, at least one word in so many is among its commonest.
const oneWordIn = 6

// language tells which pack the page is written in, by its share of each language's commonest words. What
// the page says of itself holds unless the words say clearly otherwise: many a site labels all its pages
// alike. Whether the words fit is told too.
func (x *Extractor) language(p *page.Page) (n int, fits bool) {
	const few, many = 100, 400 // words to look at: for a language that is plain to see, and for the others
	declared := x.declared(p)
	first, own := max(declared, 0), 0
	for k := range x.packs {
		i := (first + k) % len(x.packs)
		hits, words := x.common(p, i, few)
		if hits*4 > words && (i == first || hits > 2*own+2) {
			return i, true
		}
		own = max(own, hits)
	}
	most, all := -1, 0
	own = 0
	for i := range x.packs {
		hits, words := x.common(p, i, many)
		if i == declared {
			own = hits
		}
		if hits > most {
			n, most, all = i, hits, words
		}
	}
	if declared >= 0 && most <= 2*own+2 {
		return declared, true
	}
	return n, most*oneWordIn >= all
}

// common counts the commonest words of pack n among the first words of a page, which are about most.
func (x *Extractor) common(p *page.Page, n, most int) (hits, words int) {
	for _, b := range p.Blocks {
		x.memory.tokens = x.scanners[n].Scan(x.memory.tokens[:0], p.Text, b.Start, b.End)
		hits += x.packs[n].Commonest(x.memory.tokens)
		if words += len(x.memory.tokens); words > most {
			break
		}
	}
	return hits, words
}

// declared is the pack of the language that the page says it is in, or -1.
func (x *Extractor) declared(p *page.Page) int {
	return slices.IndexFunc(x.packs, func(k *language.Pack) bool { return k.Code == p.Language })
}
