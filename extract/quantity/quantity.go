// Package quantity finds figures in a sentence: a hand-written grammar over tokens, whose words
// come from a language pack.
//
// A sentence is read in passes, each left to right and each linear in its tokens:
//
//  1. names (name.go): numbers that are no figures (phones, "Bill C-5", "COVID-19", ages of groups) are marked;
//  2. periods (period.go; calendar.go for dates, years, quarters and fiscal years, relative.go for "last year" and "the 12
//     months to March") become ISO 8601 intervals;
//  3. figures (figure.go): at every number left, the grammar reads number (number.go, fraction.go, rank.go), unit and
//     denominator (unit.go, noun.go) and range (range.go), then looks left and right for a qualifier and for words
//     of change (qualifier.go);
//  4. sharing (share.go, date.go): figures without a unit of their own take it from the list or sentence they stand in,
//     and every figure takes its period.
//
// What the passes decide about each number is kept as its Role, so that no number is lost in silence.
package quantity

import (
	"github.com/govalues/decimal"
	"math/bits"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Bound says which side of the written number the true value may lie on.
type Bound string

// The bounds.
const (
	Exact    Bound = "exact"
	Approx   Bound = "approx"
	MoreThan Bound = "more_than"
	AtLeast  Bound = "at_least"
	LessThan Bound = "less_than"
	AtMost   Bound = "at_most"
)

// Direction says that a figure is the size of a change; it is empty for a level.
type Direction string

// The directions of a change.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Kind groups units by what can be done with them.
type Kind string

// The kinds of unit.
const (
	Money           Kind = "money"
	Percent         Kind = "percent"
	PercentagePoint Kind = "percentage_point"
	BasisPoint      Kind = "basis_point"
	Fraction        Kind = "fraction"
	Rank            Kind = "rank"
	Times           Kind = "times"
	Measure         Kind = "measure"
	Duration        Kind = "duration"
	Count           Kind = "count"
)

// Role is what became of a number.
type Role uint8

// The roles of a number. A token without a number has Unread.
const (
	Unread Role = iota
	InFigure
	InPeriod
	InDate
	InTime
	InPhone
	InAddress
	InIdentifier
	InName
	InAge
	InOrder // an ordinal that counts events or things: "the first visit"
	InPronoun
	InListNumber
	NotUnderstood
)

var roleNames = [...]string{"unread", "mention", "period", "date", "time", "phone", "address",
	"identifier", "name", "age", "order", "pronoun", "list_number", "not_understood"}

// String is the role's name in the ledger.
func (r Role) String() string { return roleNames[r] }

// Rule names one step of the grammar.
type Rule uint8

// The rules.
const (
	ruleDigits Rule = iota
	ruleWords
	ruleScale
	ruleCollective
	ruleVague
	ruleFraction
	ruleOneIn
	ruleRank
	ruleTop
	ruleMultiple
	ruleCurrencyBefore
	ruleCurrencyAfter
	ruleSubunit
	rulePercent
	ruleMeasure
	ruleDuration
	ruleTimes
	ruleNoun
	rulePart
	ruleRange
	rulePer
	ruleBoundBefore
	ruleBoundAfter
	ruleChangeBefore
	ruleChangeAfter
	ruleSharedUnit
	ruleSharedScale
	ruleSign
	ruleAge
	rules
)

var ruleNames = [rules]string{"digits", "words", "scale word", "collective", "vague plural", "fraction",
	"one in n", "rank", "top n", "multiple", "currency before", "currency after", "subunit", "percent", "measure",
	"duration", "times", "counted noun", "part", "range", "per", "bound before", "bound after", "change before",
	"change after", "unit shared", "scale shared", "sign", "age"}

// Rules is the set of rules that made a figure.
type Rules uint64

func (r *Rules) add(rule Rule) { *r |= 1 << rule }

// Names lists the rules in the order of the grammar, with room for those of the caller.
func (r Rules) Names() []string {
	names := make([]string, 0, bits.OnesCount64(uint64(r))+2)
	for i := range rules {
		if r&(1<<i) != 0 {
			names = append(names, ruleNames[i])
		}
	}
	return names
}

// Quantity is one figure of a sentence. From and To count tokens, Start and End bytes.
type Quantity struct {
	From, To   int
	Start, End int

	Low, High decimal.Decimal // equal but for a range or a vague plural
	Range     bool
	Vague     bool
	Trivial   bool
	InWords   bool
	Step      decimal.Decimal // place value of the last written digit

	Unit     string // "" when the sentence names none
	Kind     Kind
	NounFrom int // tokens of a counted noun's phrase
	NounTo   int
	Per      string
	Bound    Bound
	Change   Direction
	Period   string
	Rules    Rules

	BoundBy, ChangeBy Words // outside the figure, where they say so

	scale int8 // power of ten of the scale word
}

// Words are tokens of the sentence, none where From equals To.
type Words struct{ From, To int }

// Period is a stretch of time that the sentence names.
type Period struct {
	From, To int
	ISO      string
	free     bool // stands where it can say when a figure holds
	genitive bool // "last year's": holds for the figure right behind it alone
	base     bool // what a change is compared with: "up 4% from 2024"
	owner    int  // 1 + the index of the only figure that it is of, which another is compared with; 0 for none
	prefix   language.Class
	starts   bool   // opens with "starting in"
	asOf     bool   // the day on which something is counted: "as of March 31"
	same     bool   // "the same period of 2023"
	first    string // with second, the two that the words name: "from 2019–20 to 2023–24", "2025 and 2026"
	second   string
	last     string // of a window of 12 months, the month that it ends in
}

// Context is what a sentence does not say itself.
type Context struct {
	Date   Day    // of the release; the zero Day when it is not known
	Dollar string // what a bare dollar is: "CAD", "USD" or "$"

	// Service is the short number that the document says one should call ("call 811"); 0 for none.
	Service uint64
}

// Grammar parses sentences of one language. It keeps working memory between calls, so one Grammar
// serves one goroutine.
type Grammar struct {
	pack  *language.Pack
	looks []look // of each word

	text    string
	tokens  []token.Token
	context Context
	day     string // of the context, as periods are written
	titled  answer // titleCase, once it has been asked
	tensed  bool   // sentenceTense has been asked …
	time    tense  // … and told this

	Roles      []Role // of each token of the last sentence
	Periods    []Period
	Quantities []Quantity
	units      map[string]string // singular of each noun met
	counted    string            // what the passage counted last
	millions   bool              // … and that it did so in millions or more
	when       string            // the latest period that the passage speaks of
	lead       string            // the period that the line above a list gives to its items
	last       string            // the period of the figure before, in this paragraph
	asOf       string            // the day on which the paragraph counts what is so
	rates      bool              // the passage tells a level in percent
	turned     bool              // a new paragraph began since
}

type answer uint8

const (
	unknown answer = iota
	no
	yes
)

// New makes a Grammar for a language.
func New(pack *language.Pack) *Grammar {
	return &Grammar{pack: pack, looks: looks(pack), units: map[string]string{}}
}

// Reset forgets what the last sentences counted and when; call it where a passage ends.
func (g *Grammar) Reset() {
	g.counted, g.millions, g.when, g.lead, g.last, g.asOf, g.rates = "", false, "", "", "", "", false
}

// Paragraph forgets what the last sentences counted, but not when: a next paragraph may go on to tell of that time.
func (g *Grammar) Paragraph() {
	g.counted, g.millions, g.last, g.asOf, g.turned, g.rates = "", false, "", "", true, false
}

// Parse reads one sentence. Its results stand in Roles, Periods and Quantities until the next call.
func (g *Grammar) Parse(text string, tokens []token.Token, context Context) {
	if g.open(text, tokens, context); !g.hasNumber() {
		g.leave()
		return
	}
	g.names()
	g.periods()
	g.figures()
	g.share()
	g.date()
	g.settle()
}

// ParsePeriods reads the periods of one sentence, as they stand by themselves, and no quantities.
func (g *Grammar) ParsePeriods(text string, tokens []token.Token, context Context) {
	if g.open(text, tokens, context); g.hasNumber() {
		g.names()
		g.periods()
	}
}

// open takes up a sentence.
func (g *Grammar) open(text string, tokens []token.Token, context Context) {
	if context.Date != g.context.Date {
		g.day = context.Date.String()
	}
	g.text, g.tokens, g.context, g.titled = text, tokens, context, unknown
	g.tensed = false
	g.Roles = append(g.Roles[:0], make([]Role, len(tokens))...)
	g.Periods, g.Quantities = g.Periods[:0], g.Quantities[:0]
}

// leave gives a sentence without numbers the roles of its digits.
func (g *Grammar) leave() {
	for i, t := range g.tokens {
		switch {
		case t.Kind == token.Address:
			g.Roles[i] = InAddress
		case t.Kind == token.Sign && t.Has(token.Digits):
			g.Roles[i] = NotUnderstood
		case t.Has(token.Digits):
			g.Roles[i] = InName
		}
	}
}

var numeric = language.SetOf(language.Cardinal, language.Hundred, language.Scale, language.Collective,
	language.RoundCount, language.FractionPart, language.Ordinal, language.MultipleUp, language.Multiple,
	language.PartDown, language.Half, language.VaguePlural, language.YearsWord, language.Multiple)

// opensNumeric are the classes of phrases that hold a number without a word for one.
var opensNumeric = language.SetOf(language.PartDown, language.MultipleUp)

// hasNumber tells whether there is anything to read.
func (g *Grammar) hasNumber() bool {
	for i := range g.tokens {
		if t := &g.tokens[i]; t.Kind == token.Number || g.looks[t.Word]&lookNumeric != 0 || t.Kind == token.Sign && Vulgar(t.Rune) {
			return true
		}
	}
	return false
}

// number tells whether the token is a number in digits or words.
func (g *Grammar) isNumber(i int) bool {
	return i >= 0 && i < len(g.tokens) && (g.tokens[i].Kind == token.Number || g.pack.Is(g.tokens[i], language.Cardinal))
}

func (g *Grammar) is(i int, c language.Class) bool {
	return i >= 0 && i < len(g.tokens) && g.pack.Is(g.tokens[i], c)
}

func (g *Grammar) sign(i int, r rune) bool {
	return i >= 0 && i < len(g.tokens) && g.tokens[i].Kind == token.Sign && g.tokens[i].Rune == r
}

// glued tells whether no space stands between token i-1 and token i.
func (g *Grammar) glued(i int) bool {
	return i > 0 && i < len(g.tokens) && !g.tokens[i].Has(token.SpaceBefore)
}

// hyphen tells whether token i is a hyphen inside a compound. A long dash parts what it stands between, glued as it may be.
func (g *Grammar) hyphen(i int) bool {
	return (g.sign(i, '-') || g.sign(i, '–') && g.word(i) != "—") && g.glued(i) && g.glued(i+1)
}

// endsAt finds a phrase of the class that ends right before token i, and where it starts.
func (g *Grammar) endsAt(i int, c language.Class) (language.Entry, int) {
	for from := max(0, i-6); from < i; from++ {
		if e, n := g.pack.Match(g.tokens, from, c); n > 0 && from+n == i {
			return e, from
		}
	}
	return language.Entry{}, -1
}

func (g *Grammar) mark(from, to int, role Role) {
	for i := from; i < to; i++ {
		g.Roles[i] = role
	}
}

// at is token i, or the zero Token outside the sentence.
func (g *Grammar) at(i int) token.Token {
	if i < 0 || i >= len(g.tokens) {
		return token.Token{Kind: token.Sign}
	}
	return g.tokens[i]
}

// word is the token's text as written.
func (g *Grammar) word(i int) string { return g.text[g.at(i).Start:g.at(i).End] }
