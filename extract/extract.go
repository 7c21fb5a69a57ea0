package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"

	"tidyrelease/extract/format"
	"tidyrelease/extract/language"
	"tidyrelease/extract/mail"
	"tidyrelease/extract/page"
	"tidyrelease/extract/pdf"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/text"
	"tidyrelease/extract/token"
)

// Limits bound what one release may cost; a field that is zero means the default.
type Limits = page.Limits

// LimitError says which limit an input is over.
type LimitError = page.LimitError

// Extractor finds figures. It holds the compiled language packs and working memory; use one for
// each goroutine, made with Clone, which shares the packs.
type Extractor struct {
	Limits Limits // what one release may cost

	engine   *pdf.Engine
	reader   format.Reader
	packs    []*language.Pack
	scanners []*token.Scanner    // one for each pack …
	grammars []*quantity.Grammar // … and so of these
	memory   memory
}

// memory is what documents are read into, one after another, before they are copied out at their true size.
type memory struct {
	pack      int           // that the tokens were scanned with
	tokens    []token.Token // of the first blocks, or of all
	starts    []int         // where those of each block start, and the last ones end
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
func With(packs ...*language.Pack) *Extractor {
	return (&Extractor{packs: packs, engine: pdf.NewEngine("")}).Clone()
}

// Clone gives an Extractor for another goroutine.
func (x *Extractor) Clone() *Extractor {
	c := &Extractor{Limits: x.Limits, engine: x.engine, reader: format.NewReader(x.engine), packs: x.packs, memory: memory{small: map[string]bool{}}}
	for _, p := range x.packs {
		c.scanners = append(c.scanners, token.NewScanner(p.Style, p))
		c.grammars = append(c.grammars, quantity.New(p))
	}
	return c
}

// KeepEngine has the machine code of the engine that reads PDF files kept in a folder, from which later runs start it
// in a moment; making it takes seconds. Call it before Clone.
func (x *Extractor) KeepEngine(folder string) {
	x.reader.Close()
	x.engine = pdf.NewEngine(folder)
	x.reader = format.NewReader(x.engine)
}

// Close stops the engine that reads PDF files, where one runs. The Extractor and its clones can be used again.
func (x *Extractor) Close() { x.reader.Close() }

// Reasons for which an input is refused. They come wrapped, with the place in the input.
var (
	ErrEmpty   = text.ErrEmpty
	ErrBinary  = text.ErrBinary
	ErrNotUTF8 = text.ErrNotUTF8
	// ErrLanguage: a page in a language that no language pack reads.
	ErrLanguage = errors.New("no language pack reads the text")
)

// Extract reads one release, in any of the formats of package format; the content tells which. source is its path or
// URL; its base name without extension becomes the document's ID. An error says what is wrong with the input and where, without the file's name,
// which the caller knows.
func (x *Extractor) Extract(source string, data []byte) (*Document, error) {
	doc, _, err := x.ExtractMessage(source, data)
	return doc, err
}

// Attachment is a file that came with a message.
type Attachment = mail.Attachment

// ExtractMessage reads what may be a message, and gives the files that came with it, which are releases of their own. They are given also
// where the message itself is refused.
func (x *Extractor) ExtractMessage(source string, data []byte) (*Document, []Attachment, error) {
	budget := x.Limits.Budget()
	p, files, err := x.reader.Read(data, budget)
	if err == nil {
		err = cmp.Or(budget.Text(int64(len(p.Text))), budget.Blocks(len(p.Blocks)))
	}
	if err != nil {
		return nil, files, err
	}
	sum := sha256.Sum256(data)
	d := &Document{SHA256: hex.EncodeToString(sum[:]), Places: p.Places, Turns: p.Turns}
	d.Name(source)
	if err := x.read(d, p, budget); err != nil {
		return nil, files, err
	}
	return d, files, nil
}

// Attachments gives the files that came with a message, without reading it.
func (x *Extractor) Attachments(data []byte) ([]Attachment, error) {
	return format.Attachments(data, x.Limits.Budget())
}

// Name sets the source of a document, a path or URL, and its ID, which is the source's base name without extension, and without that of compressed
// data behind it. White space in it becomes a hyphen, so that a list of IDs can have spaces between. Nothing else in a document depends on its source.
func (d *Document) Name(source string) {
	base := path.Base(strings.ReplaceAll(source, `\`, "/"))
	if ext := path.Ext(base); strings.EqualFold(ext, ".gz") {
		base = strings.TrimSuffix(base, ext)
	}
	d.Source, d.ID = source, strings.Join(strings.Fields(strings.TrimSuffix(base, path.Ext(base))), "-")
}

// read fills the document from a page.
func (x *Extractor) read(d *Document, p *page.Page, budget *page.Budget) error {
	d.Text = p.Text
	n, fits := x.language(p)
	if p.Language != "" && !fits && x.declared(p) < 0 {
		return fmt.Errorf("%w: the page says that it is in %q", ErrLanguage, p.Language)
	}
	if x.foreign(p, n) {
		return fmt.Errorf("%w: its words are not those of %s", ErrLanguage, strings.Join(x.languages(), " or "))
	}
	d.Language = x.packs[n].Code
	m := &x.memory
	r := reading{Document: d, page: p, extractor: x, pack: x.packs[n], scanner: x.scanners[n], grammar: x.grammars[n], small: m.small, budget: budget}
	clear(m.small)
	x.scan(p, n, len(p.Text))
	r.tokens, r.starts = m.tokens, m.starts
	r.Sentences, r.Mentions, r.Numerals = m.sentences[:0], m.mentions[:0], m.numerals[:0]
	r.structure()
	if err := r.figures(); err != nil {
		return err
	}
	m.sentences, m.mentions, m.numerals = r.Sentences, r.Mentions, r.Numerals
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
	x.memory.starts = x.memory.starts[:0]
	declared := x.declared(p)
	first, before := max(declared, 0), 0
	for k := range x.packs {
		i := (first + k) % len(x.packs)
		hits, words := x.common(p, i, few)
		if hits*4 > words && (i == first || hits > 2*before+2) {
			return i, true
		}
		before = max(before, hits)
	}
	most, own, all := -1, 0, 0
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

// foreign tells whether a page is written in none of the languages of the packs, of which pack n comes nearest: other languages' commonest words
// are a third as many as its own, or most words are not in Latin letters.
func (x *Extractor) foreign(p *page.Page, n int) bool {
	const (
		enough = 200 // tokens to look at
		least  = 12  // words by which a language can be told
	)
	x.scan(p, n, enough)
	words, latin, own, others := 0, 0, 0, 0
	for _, t := range x.memory.tokens[:min(len(x.memory.tokens), enough)] {
		if t.Kind != token.Word {
			continue
		}
		words++
		if r, _ := utf8.DecodeRuneInString(p.Text[t.Start:]); r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) {
			latin++
		}
		switch classes := x.packs[n].Single(t); {
		case classes.Has(language.Stop):
			own++
		case classes.Has(language.Foreign) && !t.Has(token.Capital): // what has one may be part of a name: Los Angeles
			others++
		}
	}
	return words >= least && (others > 1 && 3*others >= own || 2*latin < words)
}

// languages are the codes of the packs.
func (x *Extractor) languages() []string {
	var codes []string
	for _, k := range x.packs {
		codes = append(codes, k.Code)
	}
	return codes
}

// common counts the commonest words of pack n among the first words of a page, which are about most.
func (x *Extractor) common(p *page.Page, n, most int) (hits, words int) {
	x.scan(p, n, most)
	return x.packs[n].Commonest(x.memory.tokens), len(x.memory.tokens)
}

// scan reads the tokens of a page's first blocks with pack n, until there are more than most. It goes on where the last
// call for the page stopped, if that was for the same pack.
func (x *Extractor) scan(p *page.Page, n, most int) {
	m := &x.memory
	if m.pack != n || len(m.starts) == 0 {
		m.pack, m.tokens, m.starts = n, m.tokens[:0], append(m.starts[:0], 0)
	}
	const long, perToken = 1 << 16, 3 // bytes
	for k := len(m.starts) - 1; k < len(p.Blocks) && len(m.tokens) <= most; k++ {
		b := p.Blocks[k]
		if size := b.End - b.Start; size > long {
			m.tokens = slices.Grow(m.tokens, size/perToken) // a slice that grows by itself is held twice
		}
		m.tokens = x.scanners[n].Scan(m.tokens, p.Text, b.Start, b.End)
		m.starts = append(m.starts, len(m.tokens))
	}
}

// declared is the pack of the language that the page says it is in, or -1.
func (x *Extractor) declared(p *page.Page) int {
	return slices.IndexFunc(x.packs, func(k *language.Pack) bool { return k.Code == p.Language })
}
