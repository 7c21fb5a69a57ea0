package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

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
	grammars []*quantity.Grammar // one for each pack
	tokens   []token.Token       // of the block at hand
}

// New compiles the embedded language packs.
func New() (*Extractor, error) {
	x := &Extractor{}
	for _, code := range language.Codes() {
		p, err := language.Load(code)
		if err != nil {
			return nil, fmt.Errorf("extract: %w", err)
		}
		x.packs = append(x.packs, p)
	}
	return x.Clone(), nil
}

// Clone gives an Extractor for another goroutine.
func (x *Extractor) Clone() *Extractor {
	c := &Extractor{packs: x.packs}
	for _, p := range x.packs {
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
	if p.Language != "" && !fits && !slices.ContainsFunc(x.packs, func(k *language.Pack) bool { return k.Code == p.Language }) {
		return fmt.Errorf("%w: the page says that it is in %q", ErrLanguage, p.Language)
	}
	d.Language = x.packs[n].Code
	r := reading{Document: d, page: p, extractor: x, pack: x.packs[n], grammar: x.grammars[n], tokens: x.tokens}
	r.structure()
	r.figures()
	x.tokens = r.tokens
	return nil
}

// oneWordIn: in a text of a pack's language, at least one word in so many is among its commonest.
const oneWordIn = 6

// language tells which pack the page is written in, by its share of each language's commonest words. What
// the page says of itself holds unless the words say clearly otherwise: many a site labels all its pages
// alike. Whether the words fit is told too.
func (x *Extractor) language(p *page.Page) (n int, fits bool) {
	const enough = 400 // words
	best, most, all := 0, -1, 0
	declared, own := -1, 0
	for n, pack := range x.packs {
		hits, words := 0, 0
		for _, b := range p.Blocks {
			x.tokens = token.Scan(x.tokens[:0], p.Text, b.Start, b.End, pack.Style, pack)
			hits += pack.Commonest(x.tokens)
			if words += len(x.tokens); words > enough {
				break
			}
		}
		if p.Language == pack.Code {
			declared, own = n, hits
		}
		if hits > most {
			best, most, all = n, hits, words
		}
	}
	if declared >= 0 && most <= 2*own+2 {
		return declared, true
	}
	return best, most*oneWordIn >= all
}
