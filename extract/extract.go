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
	scanners []*token.Scanner    // one for each pack …
	grammars []*quantity.Grammar // … and so of these
	tokens   []token.Token       // of the last document, to use their memory again
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
	r := reading{Document: d, page: p, pack: x.packs[n], scanner: x.scanners[n], grammar: x.grammars[n]}
	r.scan(x.tokens)
	r.structure()
	r.figures()
	x.tokens = r.tokens
	return nil
}

// language tells which pack the page is written in, by its share of each language's commonest words. What
// the page says of itself holds unless the words say clearly otherwise: many a site labels all its pages
// alike. Whether the words fit is told too: in a text of a pack's language, at least one word in six is among its commonest.
func (x *Extractor) language(p *page.Page) (n int, fits bool) {
	const few, many = 100, 400 // words to look at: where one language has by far the most hits, and at most
	hits, words := make([]int, len(x.packs)), 0
	best, clear := 0, false
	for b := 0; b < len(p.Blocks) && words <= many && !(words > few && clear); b++ {
		for n, pack := range x.packs {
			x.tokens = x.scanners[n].Scan(x.tokens[:0], p.Text, p.Blocks[b].Start, p.Blocks[b].End)
			for _, t := range x.tokens {
				if pack.Is(t, language.Stop) {
					hits[n]++
				}
			}
		}
		words += len(x.tokens)
		best, clear = 0, true
		for n := range hits {
			if hits[n] > hits[best] {
				best = n
			}
		}
		for n := range hits {
			clear = clear && (n == best || hits[best] > 4*hits[n])
		}
	}
	declared := x.declared(p)
	if declared >= 0 && hits[best] <= 2*hits[declared]+2 {
		return declared, true
	}
	return best, hits[best]*6 >= words
}

// declared is the pack of the language that the page says it is in, or -1.
func (x *Extractor) declared(p *page.Page) int {
	return slices.IndexFunc(x.packs, func(k *language.Pack) bool { return k.Code == p.Language })
}
