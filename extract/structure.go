package extract

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/page"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// reading is the work on one document.
type reading struct {
	*Document
	page      *page.Page
	extractor *Extractor
	pack      *language.Pack
	scanner   *token.Scanner
	grammar   *quantity.Grammar
	tokens    []token.Token   // of all blocks
	starts    []int           // where those of each block start, and the last ones end
	cut       []token.Token   // of a stretch of text that is no block
	small     map[string]bool // by lower, which fills it
	smallRead bool
	surnames  lookbacks // the full names of people
	branches  lookbacks // the full names of branches of trade
	context   quantity.Context
	budget    *page.Budget

	lead     int // block that holds the dateline, or the first of the body
	leadText int // where the text behind the dateline starts

	home     string   // ISO 3166 code of the place that the release is about
	area     string   // the place that the block at hand is about …
	partner  string   // … and the other side of its trade
	sites    []place  // in the clause at hand
	speakers []string // by sentence
	ours     []int    // mentions whose subject is "we"

	aboutness // what the figures of the sentence at hand are about
}

// block gives the tokens of block n.
func (r *reading) block(n int) []token.Token { return r.tokens[r.starts[n]:r.starts[n+1]] }

// stretch gives the tokens of a stretch of text; they hold until the next call.
func (r *reading) stretch(start, end int) []token.Token {
	r.cut = r.scanner.Scan(r.cut[:0], r.Text, start, end)
	return r.cut
}

// structure finds title, date, publisher and the section of each block.
func (r *reading) structure() {
	r.dateline()
	if r.Date == "" {
		r.Date = r.page.Sent
	}
	r.Title, r.Publisher = r.page.Title, r.page.Publisher
	r.Number, r.Address, r.Translations = r.page.Number, r.page.Address, r.page.Translations
	r.Blocks = make([]Block, 0, len(r.page.Blocks))
	section, level := Headline, 0 // level is that of the heading that opened the section
	for n, b := range r.page.Blocks {
		if n == r.lead && section == Headline {
			section = Body
		}
		block := Block{Span: Span{b.Start, b.End}, Kind: b.Kind, Place: b.Place}
		line := r.Text[b.Start:b.End]
		switch opened, ok := r.heading(n); {
		case ok:
			block.Kind = Heading
			if n > r.lead && !(section == Boilerplate && opened == Body && strings.HasSuffix(line, ":")) {
				section, level = opened, b.Level // "News release #:" among the contacts opens no body
			}
			if opened == Boilerplate && r.Publisher == "" {
				r.Publisher = r.aboutWhom(n)
			}
		case n > r.lead && b.Level > 0 && b.Level <= level:
			section, level = Body, 0 // a heading of the same rank ends what another opened
		case n > r.lead && b.Kind == page.Paragraph && !b.Quote && r.plainHeading(n):
			block.Kind = Heading
			if section == QuickFacts || section == Quote {
				section = Body
			}
		case section == Headline && n < r.lead && r.Publisher == "" && r.letterhead(n):
			r.Publisher, block.Kind = fold(line), Heading
		case section == Headline && r.Title == "" && !r.label(n) && r.worded(n):
			r.Title = fold(line)
			block.Kind = Title
		}
		if r.Number == "" {
			r.Number = r.number(n, section)
		}
		block.Section = section
		if b.Quote && section != Headline && section != Boilerplate {
			block.Section = Quote
		}
		if p := r.source(n); p != "" {
			r.Publisher = p
			block.Section = Boilerplate
		}
		r.Blocks = append(r.Blocks, block)
	}
	if r.Publisher == "" {
		r.Publisher = r.contactPublisher()
	}
	r.context = quantity.Context{Date: quantity.ParseDay(r.Date), Dollar: r.settle(), Service: r.service()}
	r.choose()
}

// service finds the short number that the release says one should call, or 0.
func (r *reading) service() uint64 {
	for i := 1; i < len(r.tokens); i++ {
		if t := r.tokens[i]; quantity.ServiceNumber(t) && (r.pack.Is(r.tokens[i-1], language.Dial) || r.pack.Is(r.tokens[i-1], language.SingularArticle)) {
			return t.Coef
		}
	}
	return 0
}

// fold joins the lines of a wrapped text.
func fold(s string) string {
	if oneLine(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// oneLine tells whether a text has no white space but single spaces between its words.
func oneLine(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
			continue
		case c < ' ', c == 0xc2 && i+1 < len(s) && (s[i+1] == 0xa0 || s[i+1] == 0x85), c == 0xe1 || c == 0xe3,
			c == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 && (s[i+2] < 0x90 || s[i+2] >= 0xa8) || s[i+1] == 0x81):
			return false // a line break, or another space or its like
		}
		space = false
	}
	return !space
}

// dateline finds the release date and the block in which the body starts: "OTTAWA, Jan. 29, 2026 – ",
// or "Ottawa – " under a line that holds the date. The date that the page itself tells goes before it.
func (r *reading) dateline() {
	const (
		head    = 14  // blocks in which a dateline may stand
		longest = 400 // bytes of a block in which it may
	)
	r.Date = r.page.Date
	r.lead = -1
	dated := -1
	for n := 0; n < min(head, len(r.page.Blocks)); n++ {
		b := r.page.Blocks[n]
		if b.Kind == page.Title {
			continue // a day in it is of what it tells
		}
		tokens := r.block(n)
		if far := slices.IndexFunc(tokens, func(t token.Token) bool { return t.End > b.Start+longest }); far >= 0 {
			tokens = tokens[:far]
		}
		iso, behind := r.firstDay(tokens)
		dash := r.dash(tokens, behind)
		if d := r.dash(tokens, 0); dash == 0 && iso != "" && d > 0 && d < behind && behind-d <= 6 {
			if dash = behind; dash < len(tokens) && tokens[dash].Kind == token.Sign {
				dash++ // "SACRAMENTO, Calif. — June 30, 2025. "
			}
		}
		if iso != "" && len(tokens) > 0 && r.place(tokens) && (dash > 0 || behind == len(tokens) && len(tokens) < 14 && !r.bareDay(tokens)) {
			if r.page.Date == "" {
				r.Date = iso
			}
			r.lead, r.leadText = n, b.End
			if dash > 0 {
				r.leadText = tokens[dash-1].End
			}
			return
		}
		if iso != "" && r.Date == "" && dated < 0 {
			r.Date, dated = iso, n
		}
		if n > 0 && dash > 0 && dash < 6 && len(tokens) > 20 {
			r.lead, r.leadText = n, tokens[dash-1].End
			if r.Date != "" {
				return
			}
		}
	}
	if r.lead >= 0 {
		return
	}
	// No dateline: the body starts at the first block that reads like a sentence; behind a title that the
	// page tells apart, a short one does too.
	titled := false
	for n, b := range r.page.Blocks {
		titled = titled || b.Kind == page.Title
		long := b.End-b.Start > 120 || titled && strings.HasSuffix(r.Text[b.Start:b.End], ".")
		if n > 0 && n > dated && long && b.Kind == page.Paragraph {
			r.lead, r.leadText = n, b.Start
			return
		}
	}
	r.lead = min(1, len(r.page.Blocks)-1)
	r.leadText = r.page.Blocks[r.lead].Start
}

// firstDay finds the first whole date, and the token behind it.
func (r *reading) firstDay(tokens []token.Token) (string, int) {
	r.grammar.ParsePeriods(r.Text, tokens, quantity.Context{})
	for _, p := range r.grammar.Periods {
		iso := strings.Trim(p.ISO, "/")
		if len(iso) == len("2006-01-02") {
			return iso, p.To
		}
	}
	return "", 0
}

// dash finds the dash that ends a dateline among the first tokens from i, and gives the token behind it.
func (r *reading) dash(tokens []token.Token, i int) int {
	for n := i; n < min(i+12, len(tokens)); n++ {
		t := tokens[n]
		if t.Kind == token.Sign && (t.Rune == '–' || t.Rune == '-') && t.Has(token.SpaceBefore) &&
			n+1 < len(tokens) && tokens[n+1].Has(token.SpaceBefore) && n > 0 {
			return n + 1
		}
		if t.Kind == token.Sign && (t.Rune == ';' || t.Rune == ':') && i == 0 {
			return 0
		}
		if i == 0 && t.Kind == token.Word && !t.Has(token.Capital) && !r.pack.Is(t, language.Preposition) && !r.pack.Is(t, language.ListAnd) {
			return 0
		}
	}
	return 0
}

// place tells whether a dateline can start with these tokens: a name in capitals.
func (r *reading) place(tokens []token.Token) bool {
	t := tokens[0]
	return t.Kind == token.Word && t.Has(token.Capital) || t.Kind == token.Number
}

// bareDay tells whether a line that ends in a day begins with it as well, and so names no place: "April 3, 2025".
func (r *reading) bareDay(tokens []token.Token) bool {
	return tokens[0].Kind == token.Number || r.pack.Single(tokens[0]).Meets(opensDay)
}

var opensDay = language.SetOf(language.Month, language.Weekday)

// heading tells whether the block is a known heading, and the section it opens.
func (r *reading) heading(n int) (Section, bool) {
	b := r.page.Blocks[n]
	if b.End-b.Start > 90 {
		return "", false
	}
	tokens := r.block(n)
	for len(tokens) > 0 && tokens[len(tokens)-1].Kind == token.Sign {
		tokens = tokens[:len(tokens)-1]
	}
	if e, n := r.pack.Match(tokens, 0, language.Heading); n > 0 && n == len(tokens) {
		return Section(e.ID), true
	}
	if _, n := r.pack.Match(tokens, 0, language.About); n > 0 && n < len(tokens) && len(tokens) < 14 && b.Kind != page.ListItem {
		return Boilerplate, true
	}
	return "", false
}

// plainHeading tells whether block n looks like a heading: a short line without an end, with a
// paragraph or list behind it.
func (r *reading) plainHeading(n int) bool {
	b := r.page.Blocks[n]
	line := r.Text[b.Start:b.End]
	if len(line) > 80 || strings.ContainsAny(line, ".!?:;,\"“”«»") || n+1 >= len(r.page.Blocks) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(line)
	next := r.page.Blocks[n+1]
	return b.Gap && next.Gap && unicode.IsUpper(first) && next.End-next.Start > 2*len(line) && len(strings.Fields(line)) <= 8
}

// label tells whether a line of the headline only says what kind of text this is: "News release".
func (r *reading) label(n int) bool {
	tokens := r.block(n)
	_, length := r.pack.Match(tokens, 0, language.Heading)
	return length > 0 && length == len(tokens)
}

// source reads the publisher from a line such as "SOURCE Innovation, Science and …", or "From: Department of …".
func (r *reading) source(n int) string {
	b := r.page.Blocks[n]
	if b.End-b.Start > 200 {
		return ""
	}
	tokens := r.block(n)
	_, n = r.pack.Match(tokens, 0, language.SourceLabel)
	sender := false
	if n == 0 {
		_, n = r.pack.Match(tokens, 0, language.Sender)
		sender = true
	}
	if n == 0 || n == len(tokens) || !tokens[0].Has(token.Capital) {
		return ""
	}
	rest := strings.TrimLeft(r.Text[tokens[n].Start:b.End], " :\u00a0\u202f")
	if strings.HasSuffix(rest, ".") || rest == "" || sender && !r.organization(tokens[n:]) {
		return ""
	}
	return fold(rest)
}

// number reads the number of the release from a line that says nothing else: "News release #: 25-034". Its label may be the whole of the line
// above, and above the text it needs none.
func (r *reading) number(n int, section Section) string {
	const longest = 80 // bytes of such a line
	b := r.page.Blocks[n]
	if b.End-b.Start > longest {
		return ""
	}
	tokens := r.block(n)
	_, k := r.pack.Match(tokens, 0, language.ReleaseNumber)
	if k == 0 && section != Headline {
		return ""
	}
	for k > 0 && k < len(tokens) && tokens[k].Kind == token.Sign {
		k++
	}
	line := ""
	switch {
	case k < len(tokens):
		line = r.Text[tokens[k].Start:b.End]
	case n+1 < len(r.page.Blocks):
		line = r.Text[r.page.Blocks[n+1].Start:r.page.Blocks[n+1].End]
	}
	if !releaseNumber(line) {
		return ""
	}
	return line
}

// releaseNumber tells whether a word is such as publishers count their releases by: digits in groups, maybe with letters, but neither a
// year or day nor a telephone number.
func releaseNumber(s string) bool {
	const (
		longest = 40 // bytes
		year    = 4  // digits; a number that tells releases apart has as many
		phone   = 10 // digits
	)
	digits, letters := 0, 0
	for _, c := range s {
		switch {
		case unicode.IsDigit(c):
			digits++
		case unicode.IsLetter(c):
			letters++
		case !strings.ContainsRune("-–‑/._", c):
			return false
		}
	}
	_, err := time.Parse(time.DateOnly, s)
	return len(s) <= longest && err != nil && digits >= year && (letters > 0 || digits < phone && len(s) > year)
}

// aboutWhom reads the publisher from a heading such as "About Statistics Canada".
func (r *reading) aboutWhom(n int) string {
	end := r.page.Blocks[n].End
	tokens := r.block(n)
	_, n = r.pack.Match(tokens, 0, language.About)
	if n == 0 || n >= len(tokens) || !tokens[n].Has(token.Capital) {
		if n+1 >= len(tokens) || n == 0 || !tokens[n+1].Has(token.Capital) {
			return ""
		}
	}
	if t := tokens[n]; r.pack.Is(t, language.Determiner) && n+1 < len(tokens) {
		n++
	}
	return fold(r.Text[tokens[n].Start:end])
}

// contactPublisher reads the publisher from the contact lines.
func (r *reading) contactPublisher() string {
	for n, b := range r.Blocks {
		if b.Section != Boilerplate || b.Kind == Heading {
			continue
		}
		tokens := r.block(n)
		for len(tokens) > 0 {
			end := slices.IndexFunc(tokens, func(t token.Token) bool { return t.Rune == ',' })
			if end < 0 {
				end = len(tokens)
			}
			if part := tokens[:end]; r.organization(part) {
				return fold(r.Text[part[0].Start:part[len(part)-1].End])
			}
			tokens = tokens[min(end+1, len(tokens)):]
		}
	}
	return ""
}

// worded tells whether block n says something in words: a title does, a number of a file does not.
func (r *reading) worded(n int) bool {
	words := 0
	for _, t := range r.block(n) {
		if t.Kind == token.Word && !t.Has(token.Digits) {
			words++
		}
	}
	return words > 1
}

// letterhead tells whether block n is the name of a body and nothing else: "Ministry of Housing".
func (r *reading) letterhead(n int) bool {
	tokens := r.block(n)
	if len(tokens) < 2 || !r.organization(tokens) {
		return false
	}
	named := r.pack.Is(tokens[0], language.Body) && r.pack.Is(tokens[1], language.Of) || !r.pack.AdjectiveBehind && r.pack.Is(tokens[len(tokens)-1], language.Body)
	return named && !slices.ContainsFunc(tokens, func(t token.Token) bool {
		return r.pack.Single(t).Meets(verbClasses) && !r.pack.Gerund(r.Text[t.Start:t.End]) // "Housing"
	})
}

// organization tells whether words name a body: several words with capitals, the first and the last among them, one of
// which names a country, province or kind of body. Of the others, no more than every second is longer than an article.
func (r *reading) organization(tokens []token.Token) bool {
	const article = 3 // bytes
	capitals, small, named := 0, 0, false
	for _, t := range tokens {
		switch {
		case t.Kind != token.Word && t.Rune != '-' && t.Rune != '–', !letterFirst(r.Text[t.Start:t.End]) && t.Kind == token.Word:
			return false // "Minister's Office"
		case t.Has(token.Capital):
			capitals++
			named = named || r.pack.Is(t, language.Area) || r.pack.Is(t, language.Body)
		case t.Kind == token.Word && t.End-t.Start > article:
			small++
		}
	}
	return named && capitals > 1 && small < capitals && tokens[0].Has(token.Capital) && tokens[len(tokens)-1].Has(token.Capital)
}

func letterFirst(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c)
}

// inFull is the whole of a name that the text shortens, as "the Partnership" does; a whole name is itself.
func (r *reading) inFull(name string) string {
	if strings.Contains(name, " ") {
		return name
	}
	for _, e := range r.known {
		if e.head == strings.ToLower(name) && strings.Contains(e.name, " ") {
			return e.name
		}
	}
	return name
}
