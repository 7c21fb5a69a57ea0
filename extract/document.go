package extract

import (
	"cmp"
	"slices"

	"github.com/govalues/decimal"

	"tidyrelease/extract/page"
	"tidyrelease/extract/quantity"
)

// Span is a half-open range of bytes in Document.Text. Both ends lie on rune boundaries.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Section is the part of a release in which a sentence stands.
type Section string

// The sections of a release, as they are told apart by headings, quotation marks and the dateline.
const (
	Headline    Section = "headline"
	Body        Section = "body"
	Quote       Section = "quote"
	QuickFacts  Section = "quick_facts"
	Boilerplate Section = "boilerplate" // about, contacts, associated links
)

// BlockKind is the layout of a block of text.
type BlockKind = page.Kind

// The layouts that a reader tells apart.
const (
	Title     = page.Title
	Heading   = page.Heading
	Paragraph = page.Paragraph
	ListItem  = page.ListItem
	TableRow  = page.TableRow
)

// Block is a stretch of text that the layout sets apart: a heading, a paragraph, a list item.
// Sentences never cross blocks.
type Block struct {
	Span
	Kind    BlockKind
	Section Section
	Place   int // in the source, from 1, in the unit of Document.Places; 0 where that is empty
}

// Places is what the places of a document are counted in.
type Places = page.Places

// The units of places.
const (
	Lines       = page.Lines
	SourceLines = page.SourceLines
	Paragraphs  = page.Paragraphs
	Pages       = page.Pages
)

// Turn is where a block goes on in another place.
type Turn = page.Turn

// Sentence is a sentence, or a heading or list item that stands for one.
type Sentence struct {
	Span
	Section Section
	Speaker string // who is quoted, without honorifics; empty outside quotes
	Block   int    // index in Document.Blocks
}

// Bound says which side of the written number the true value may lie on.
type Bound = quantity.Bound

// The bounds.
const (
	Exact    = quantity.Exact
	Approx   = quantity.Approx
	MoreThan = quantity.MoreThan
	AtLeast  = quantity.AtLeast
	LessThan = quantity.LessThan
	AtMost   = quantity.AtMost
)

// Direction says that a figure is the size of a change; it is empty for a level.
type Direction = quantity.Direction

// The directions of a change.
const (
	Up   = quantity.Up
	Down = quantity.Down
)

// UnitKind groups units by what can be done with them.
type UnitKind = quantity.Kind

// The kinds of unit.
const (
	Money           = quantity.Money
	Percent         = quantity.Percent
	PercentagePoint = quantity.PercentagePoint
	BasisPoint      = quantity.BasisPoint
	Fraction        = quantity.Fraction
	Rank            = quantity.Rank
	Times           = quantity.Times
	Measure         = quantity.Measure
	Duration        = quantity.Duration
	Count           = quantity.Count
)

// Mention is one figure as written.
//
// A single value has Low equal to High. A range ("between 10 and 12 per cent") and a vague plural
// ("billions of dollars") have Range set and Low below High.
type Mention struct {
	Span            // the surface: number, scale and unit noun, without qualifier
	Sentence int    // index in Document.Sentences
	Surface  string // Text[Start:End]

	Low, High decimal.Decimal // in Unit, after the scale word
	Range     bool
	Vague     bool
	Trivial   bool // a counted "one"; kept out of datasets

	// Step is the place value of the last written digit after scaling: 0.1 billion for
	// "$24.5 billion", 1 for "228,257". InWords tells that the number was written in words.
	Step    decimal.Decimal
	InWords bool

	Unit       string // vocabulary of FIGURES: "CAD", "percent", "person", "tonne", …
	Kind       UnitKind
	UnitPhrase string // the noun phrase as written: "public housing properties"
	Per        string // denominator of a rate: "hour", "1000 CAD", "month child"
	Bound      Bound
	Direction  Direction
	Period     string // ISO 8601: "2024", "2020/", "2024-04/2025-03"; empty when none is stated

	Measure string // what is measured, from the text
	Subject string // who or what it is measured of
	Area    string // ISO 3166-1 alpha-2 or 3166-2
	Partner string // the other side of trade or of an agreement

	Rules []string // names of the rules that made the mention, innermost first

	// The words that tell bound, direction and period, empty where the figure itself tells it, or the text before.
	BoundBy, DirectionBy, PeriodBy Span

	Review *Review // nil where nobody has looked; extraction leaves it so
}

// Review is what a person said of a mention after it was read. The fields of a corrected one are as the person gave them.
type Review struct {
	Verdict Verdict
	Note    string // who said so, when and why
}

// Verdict is the outcome of a review.
type Verdict string

// The verdicts. A rejected mention is no figure, and stands in the dataset to show that.
const (
	Confirmed Verdict = "confirmed"
	Corrected Verdict = "corrected"
	Rejected  Verdict = "rejected"
)

// Numeral is a number in the text and what became of it; together the numerals of a document are
// the ledger that shows that no number was dropped in silence.
type Numeral struct {
	Span
	Role    string // "mention", "period", "date", "phone", "identifier", "name", …, "not_understood"
	Mention int    // index in Document.Mentions when Role is "mention", else -1
}

// Translation is where a release stands in another language.
type Translation = page.Translation

// Document is a release that has been read: its text, its parts and every figure in it.
type Document struct {
	ID           string // file name without extension or white space: "2026-01-29-canada-korea.en"
	Source       string // path or URL as given by the caller
	SHA256       string // of the input's bytes, in hex
	Language     string // ISO 639-1: "en" or "fr"
	Title        string
	Publisher    string
	Date         string        // ISO 8601 day of release; empty when the text states none
	Number       string        // by which its publisher counts its releases: "25-034"; empty when the text states none
	Address      string        // of its page and …
	Translations []Translation // … of those in other languages, as the page tells
	Text         string        // what all spans count in
	Places       Places        // what Block.Place counts
	Turns        []Turn        // inside of blocks
	Blocks       []Block
	Sentences    []Sentence
	Mentions     []Mention
	Numerals     []Numeral
}

// Place gives the place in the source of a byte of the text that stands in block n.
func (d *Document) Place(n, at int) int {
	behind, found := slices.BinarySearchFunc(d.Turns, at, func(t Turn, at int) int { return cmp.Compare(t.At, at) })
	if found {
		return d.Turns[behind].Place
	}
	if behind > 0 && d.Turns[behind-1].At >= d.Blocks[n].Start {
		return d.Turns[behind-1].Place
	}
	return d.Blocks[n].Place
}
