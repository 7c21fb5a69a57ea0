package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/page"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// figures splits each block into sentences and reads the figures of each.
func (r *reading) figures() error {
	var quotes quotation
	leadIn := "" // the period that the line above a list gives to its items
	for n := 0; n < len(r.Blocks); n++ {
		b := &r.Blocks[n]
		if b.Kind == page.TableRow && n > r.lead && n+1 < len(r.Blocks) && r.Blocks[n+1].Kind == page.TableRow {
			end, err := r.table(n)
			if err != nil {
				return err
			}
			n = end - 1
			r.unread = nil // the grammar has read the cells since
			continue
		}
		if n > 0 && b.Section == Body && b.Kind == page.Paragraph && r.Blocks[n-1].Section == Body && r.Blocks[n-1].Kind == page.Paragraph {
			r.grammar.Paragraph()
		} else {
			r.grammar.Reset()
		}
		if b.Kind == page.ListItem {
			r.grammar.Under(leadIn)
		}
		r.area, r.partner = "", ""
		tokens := r.block(n)
		if n == r.lead && r.leadText < b.End {
			behind := 0
			for behind < len(tokens) && tokens[behind].Start < r.leadText {
				behind++
			}
			r.sentence(n, tokens[:behind], &quotes)
			tokens = tokens[behind:]
		}
		if err := r.paragraph(n, tokens, &quotes); err != nil {
			return err
		}
		if b.Kind != page.ListItem {
			leadIn = ""
			if r.leadsIn(n) {
				leadIn = r.grammar.LeadIn()
			}
		}
		quotes.endBlock(r, n)
	}
	quotes.finish(r)
	r.affiliate()
	return nil
}

// paragraph reads a block, in whichever language it is.
func (r *reading) paragraph(block int, tokens []token.Token, quotes *quotation) error {
	foreign := r.foreign(tokens)
	if foreign == nil {
		return r.sentences(block, tokens, quotes)
	}
	err := foreign.sentences(block, foreign.tokens, quotes)
	r.speakers, r.unread = foreign.speakers, nil
	return err
}

// sentences reads the sentences of a block, as long as there is time.
func (r *reading) sentences(block int, tokens []token.Token, quotes *quotation) error {
	for from := 0; from < len(tokens); {
		if err := r.within(); err != nil {
			return err
		}
		to := r.sentenceEnd(tokens, from)
		r.sentence(block, tokens[from:to], quotes)
		from = to
	}
	return nil
}

// within tells whether there is time left, and whether more figures may be found.
func (r *reading) within() error { return cmp.Or(r.budget.Time(), r.budget.Figures(len(r.Mentions))) }

// foreign gives the reading of a block that is in another language than the release, as a quotation may be that nobody
// translated, or nil. Its figures are found by the rules of its own language; what they are about is told by the block alone.
func (r *reading) foreign(tokens []token.Token) *reading {
	const few = 12 // fewer words do not tell
	own := r.pack.Commonest(tokens)
	if len(tokens) < few || own*oneWordIn >= len(tokens) {
		return nil
	}
	for n, pack := range r.extractor.packs {
		if pack == r.pack {
			continue
		}
		scanner := r.extractor.scanners[n]
		r.cut = scanner.Scan(r.cut[:0], r.Text, tokens[0].Start, tokens[len(tokens)-1].End)
		if common := pack.Commonest(r.cut); common*oneWordIn < len(r.cut) || common <= 2*own+2 {
			continue
		}
		foreign := &reading{Document: r.Document, page: r.page, extractor: r.extractor, pack: pack, scanner: scanner, grammar: r.extractor.grammars[n],
			tokens: slices.Clone(r.cut), small: map[string]bool{}, context: r.context, lead: -1, home: r.home, speakers: r.speakers, budget: r.budget}
		foreign.grammar.Reset()
		return foreign
	}
	return nil
}

// leadsIn tells whether block n is the line above a list: a heading, or a sentence that ends in a colon.
func (r *reading) leadsIn(n int) bool {
	if n+1 >= len(r.Blocks) || r.Blocks[n+1].Kind != page.ListItem {
		return false
	}
	b := r.Blocks[n]
	return b.Kind == page.Heading || strings.HasSuffix(strings.TrimRight(r.Text[b.Start:b.End], " \u00a0\u202f"), ":")
}

// longest is how many tokens a sentence has before it is cut at the next comma: what is longer is a list without an end
// that somebody made, and a sentence takes time by the square of its length.
const longest = 400

// sentenceEnd gives the token behind the sentence that starts at from.
func (r *reading) sentenceEnd(tokens []token.Token, from int) int {
	for i := from; i < len(tokens); i++ {
		t := tokens[i]
		if i-from >= longest && (t.Rune == ',' || t.Rune == ';' || i-from >= 2*longest) {
			return i + 1
		}
		if t.Kind != token.Sign || t.Rune != '.' && t.Rune != '!' && t.Rune != '?' && t.Rune != '…' {
			continue
		}
		end := i + 1
		for end < len(tokens) && tokens[end].Kind == token.Sign && closes(tokens[end]) {
			end++
		}
		if end >= len(tokens) {
			return len(tokens)
		}
		next := tokens[end]
		if !next.Has(token.SpaceBefore) {
			continue
		}
		if t.Rune == '.' && i > from && (r.abbreviated(tokens, i, next) || i == from+1 && tokens[from].Kind == token.Number) {
			continue
		}
		if next.Kind == token.Word && !next.Has(token.Capital) {
			continue
		}
		return end
	}
	return len(tokens)
}

// closes tells whether a sign may close a sentence behind its full stop.
func closes(t token.Token) bool {
	switch t.Rune {
	case '"', '”', '\'', ')', ']':
		return !t.Has(token.SpaceBefore)
	case '»':
		return true
	}
	return false
}

// abbreviated tells whether the full stop at i ends an abbreviation and not a sentence.
func (r *reading) abbreviated(tokens []token.Token, i int, next token.Token) bool {
	before := tokens[i-1]
	if before.Has(token.SpaceBefore) && before.Kind == token.Word && before.End-before.Start == 1 && before.Has(token.Capital) {
		return true // an initial
	}
	if i >= 2 && tokens[i-2].Rune == '.' && !before.Has(token.SpaceBefore) && before.End-before.Start == 1 {
		return next.Kind == token.Word && !r.pack.Is(next, language.Determiner) || next.Kind == token.Number // U.S.
	}
	if r.pack.Is(before, language.Abbreviation) {
		if next.Kind == token.Number || r.pack.Is(before, language.Honorific) {
			return true
		}
		return !r.pack.Is(next, language.Determiner) && !r.pack.Is(next, language.Preposition) && !r.pack.Is(next, language.Pronoun)
	}
	return false
}

// sentence adds one sentence with its figures.
func (r *reading) sentence(block int, tokens []token.Token, quotes *quotation) {
	if len(tokens) == 0 {
		return
	}
	b := r.Blocks[block]
	s := Sentence{Span: Span{tokens[0].Start, tokens[len(tokens)-1].End}, Section: b.Section, Block: block}
	s.Section = quotes.section(r, b, tokens, len(r.Sentences))
	r.Sentences = append(r.Sentences, s)
	if block == r.lead && s.End <= r.leadText && r.leadText < b.End {
		r.ledger(tokens, -1)
		return
	}
	r.catchUp(tokens)
	r.grammar.Parse(r.Text, tokens, r.context)
	r.mentions(tokens)
}

// quotation follows quotation marks through the text and finds who speaks.
type quotation struct {
	open      bool
	pending   []int  // sentences of a quote whose speaker is not known yet
	last      string // who spoke last …
	block     int    // … and the start of the block of it
	announced bool   // the block before named who speaks next
}

// section decides the section of a sentence and notes quotes.
func (q *quotation) section(r *reading, b Block, tokens []token.Token, n int) Section {
	opened, quoted := q.open, 0
	for _, t := range tokens {
		if t.Kind != token.Sign {
			if q.open {
				quoted++
			}
			continue
		}
		switch t.Rune {
		case '“', '«':
			q.open = true
		case '”', '»':
			q.open = false
		case '"':
			q.open = !q.open
		}
	}
	if b.Kind == Heading || b.Section == Headline || b.Section == Boilerplate {
		q.open = false
		return b.Section
	}
	goesOn, who := opened && quoted > 0, ""
	if goesOn || quoted > 5 {
		who = r.attribution(tokens, opened)
	}
	switch {
	case goesOn, quoted > 5 && (2*quoted >= len(tokens) || who != ""):
		q.pending = append(q.pending, n)
		switch {
		case who != "":
			q.attribute(r, who)
		case q.last != "" && (q.block == b.Start || q.announced):
			q.attribute(r, q.last) // the quote goes on, or was announced: "X said:"
		}
		if q.block != b.Start && len(q.pending) == 0 {
			q.block = b.Start
		}
		return Quote
	case b.Section == Quote:
		if who := r.reported(tokens); who != "" {
			q.pending, q.last = append(q.pending[:0], n), who
			q.attribute(r, who)
		} else if len(q.pending) == 0 && q.last != "" && q.block == b.Start {
			q.pending = append(q.pending, n)
			q.attribute(r, q.last)
		} else if who := r.signature(tokens); who != "" && len(q.pending) > 0 {
			q.attribute(r, who)
		}
		q.block, q.announced = b.Start, false
		return Quote
	}
	q.announced = false
	if tokens[len(tokens)-1].Rune == ':' {
		if who := r.announced(tokens); who != "" {
			q.last, q.announced = who, true
		}
	}
	return b.Section
}

// attribute gives the sentences of the quote at hand their speaker. It is called before the sentence
// at hand is added, so the speaker of that one is kept for finish.
func (q *quotation) attribute(r *reading, who string) {
	for _, n := range q.pending {
		for len(r.speakers) <= n {
			r.speakers = append(r.speakers, "")
		}
		r.speakers[n] = who
	}
	q.pending, q.last = q.pending[:0], who
}

// endBlock closes quotes that run on, as the marks of a paragraph that is continued do.
func (q *quotation) endBlock(r *reading, n int) {
	if n+1 < len(r.Blocks) && r.Blocks[n+1].Section != r.Blocks[n].Section {
		q.open = false
	}
	text := r.Text[r.Blocks[n].Start:r.Blocks[n].End]
	if strings.HasSuffix(text, "\"") {
		q.open = false
	}
	if n+1 < len(r.Blocks) {
		next := r.Text[r.Blocks[n+1].Start:r.Blocks[n+1].End]
		if c, _ := utf8.DecodeRuneInString(next); c == '“' || c == '«' || c == '"' {
			q.open = false
		}
	}
}

func (q *quotation) finish(r *reading) {
	for n, who := range r.speakers {
		if n < len(r.Sentences) && who != "" {
			r.Sentences[n].Speaker = who
		}
	}
}

// attribution finds the speaker in the sentence of a quote: "…", said the Honourable X, Minister. The
// sentence starts inside the quote when open is set.
func (r *reading) attribution(tokens []token.Token, open bool) string {
	for i, t := range tokens {
		switch {
		case t.Rune == '“' || t.Rune == '«' || t.Rune == '"' && !open:
			open = true
		case t.Rune == '”' || t.Rune == '»' || t.Rune == '"':
			open = false
		case open:
		default:
			if _, n := r.pack.Match(tokens, i, language.SaidVerb); n > 0 {
				if who := r.nameAfter(tokens, i+n); who != "" {
					return who
				}
				return r.nameBefore(tokens, i)
			}
		}
	}
	// « …, a déclaré la ministre, X. … »: the words between stand inside the marks.
	for i := 1; i < len(tokens); i++ {
		if _, n := r.pack.Match(tokens, i, language.SaidVerb); n > 0 && tokens[i-1].Rune == ',' {
			if who := r.nameAfter(tokens, i+n); who != "" {
				return who
			}
		}
	}
	return ""
}

// nameAfter reads the name behind a verb of saying: "said X, Minister", "a déclaré la ministre, X".
func (r *reading) nameAfter(tokens []token.Token, i int) string {
	if who := r.fullNameAt(tokens, r.pastOccupation(tokens, i)); who != "" {
		return who
	}
	for start := i; i < min(len(tokens), start+20); i++ {
		if i > start && tokens[i-1].Rune != ',' {
			continue
		}
		if who := r.fullNameAt(tokens, i); who != "" {
			return who
		}
	}
	return ""
}

// pastOccupation is the token behind what a speaker is, which has no capital: "said farmer X", « a dit l'éboueur X ».
func (r *reading) pastOccupation(tokens []token.Token, i int) int {
	const most = 5 // tokens
	for end := i + most; i < min(len(tokens), end) && !tokens[i].Has(token.Capital); i++ {
		if t := tokens[i]; t.Kind == token.Sign && t.Rune != '\'' && t.Rune != '-' || r.pack.Is(t, language.Preposition) && !r.pack.Is(t, language.Of) || r.pack.Is(t, language.Conjunction) || r.pack.Is(t, language.Pronoun) {
			break
		}
	}
	return i
}

// fullNameAt reads the name at token i. A surname behind a title is completed by the name that the text told before.
func (r *reading) fullNameAt(tokens []token.Token, i int) string {
	who := r.name(tokens, i)
	if strings.Contains(who, " ") {
		return who
	}
	if _, title := r.pack.Match(tokens, i, language.Honorific); who == "" || title == 0 {
		return ""
	}
	return r.surnames.find(r.Text, " "+who, tokens[i].Start, func(at int) string {
		first := r.Text[strings.LastIndexAny(r.Text[:at], " \u00a0\n")+1 : at]
		c, _ := utf8.DecodeRuneInString(first)
		if _, title := r.pack.Meaning(strings.ToLower(first), language.Honorific); title || !unicode.IsUpper(c) || len(first) < 2 || strings.ContainsAny(first, ".,;:“”\"«»") {
			return ""
		}
		return first + " " + who
	})
}

// reported finds the speaker of reported speech: "X, Minister of Y, said that …".
func (r *reading) reported(tokens []token.Token) string {
	for i := 1; i < min(len(tokens), 30); i++ {
		_, n := r.pack.Match(tokens, i, language.SaidVerb)
		if n == 0 || i+n >= len(tokens) || !r.pack.Is(tokens[i+n], language.SaidThat) {
			continue
		}
		if who := r.name(tokens, 0); who != "" && !r.pack.Is(tokens[0], language.Pronoun) {
			return who
		}
	}
	return ""
}

// signature reads who signs a quote: "– The Honourable X, Minister of Y", "– Minister of Y X", "– Chief Medical Officer
// of Health, Dr. X".
func (r *reading) signature(tokens []token.Token) string {
	for len(tokens) > 0 && tokens[0].Kind == token.Sign {
		tokens = tokens[1:]
	}
	var parts [][]token.Token
	for start, i := 0, 0; i <= len(tokens); i++ {
		if i == len(tokens) || tokens[i].Rune == ',' {
			parts = append(parts, tokens[start:i])
			start = i + 1
		}
	}
	if who := r.fullName(parts[0]); who != "" {
		return who
	}
	for n := len(parts) - 1; n > 0; n-- {
		if who := r.fullName(parts[n]); who != "" {
			if _, area := r.pack.Match(parts[n], 0, language.Area); area == 0 {
				return who
			}
		}
	}
	if who := r.nameAtEnd(parts[0]); who != "" {
		return who
	}
	return r.name(tokens, 0)
}

// fullName is a part of a signature that is a name of two to four words and nothing else but titles before it.
func (r *reading) fullName(tokens []token.Token) string {
	for len(tokens) > 0 {
		_, n := r.pack.Match(tokens, 0, language.Honorific)
		if n == 0 && tokens[0].Rune != '.' {
			break
		}
		tokens = tokens[max(n, 1):]
	}
	words := 0
	for i, t := range tokens {
		switch {
		case t.Kind == token.Word && t.Has(token.Capital):
			if _, n := r.pack.Match(tokens, i, language.Honorific); n > 0 && i > 0 {
				return ""
			}
			if t.Has(token.SpaceBefore) || i > 0 && tokens[i-1].Rune != '-' {
				words++
			}
		case t.Kind == token.Word && words > 0 && i+1 < len(tokens) && r.pack.Is(t, language.NameParticle),
			t.Kind == token.Sign && (t.Rune == '-' || t.Rune == '\'' || t.Rune == '.') && i > 0 && !t.Has(token.SpaceBefore):
		default:
			return ""
		}
	}
	if words < 2 || words > 4 {
		return ""
	}
	return strings.ReplaceAll(fold(r.Text[tokens[0].Start:tokens[len(tokens)-1].End]), "\u2011", "-")
}

// nameAtEnd is the name behind a title without a comma: what follows the last word of rank ("Grand Chief Peter Johnston"),
// else the last two words with capitals.
func (r *reading) nameAtEnd(tokens []token.Token) string {
	for i := len(tokens) - 1; i > 0; i-- {
		if _, n := r.pack.Match(tokens, i, language.Honorific); n > 0 {
			if who := r.fullName(tokens[i:]); who != "" {
				return who
			}
		}
	}
	words := 0
	for i := len(tokens) - 1; i >= 0; i-- {
		t := tokens[i]
		capital := t.Kind == token.Word && t.Has(token.Capital)
		if !capital && t.Rune != '-' && t.Rune != '.' && t.Rune != '\'' && !(t.Kind == token.Word && words > 0 && r.pack.Is(t, language.NameParticle)) {
			return ""
		}
		if capital && t.Has(token.SpaceBefore) {
			if words++; words == 2 {
				return r.fullName(tokens[i:])
			}
		}
	}
	return ""
}

// name reads a person's name from token i: honorifics are passed over, then words with capitals.
func (r *reading) name(tokens []token.Token, i int) string {
	for i < len(tokens) {
		_, n := r.pack.Match(tokens, i, language.Honorific)
		if n == 0 {
			break
		}
		i += n
		for i < len(tokens) && tokens[i].Rune == '.' {
			i++
		}
	}
	start, end, words := -1, -1, 0
	for ; i < len(tokens); i++ {
		t := tokens[i]
		if t.Kind == token.Word && (t.Has(token.Capital) || words > 0 && r.pack.Is(t, language.NameParticle) || words > 0 && !t.Has(token.SpaceBefore)) {
			if words == 0 && r.pack.Single(t).Has(language.Pronoun) {
				return ""
			}
			if _, n := r.pack.Match(tokens, i, language.Honorific); n > 0 && words > 0 && i+n < len(tokens) && tokens[i+n].Has(token.Capital) {
				start, words = -1, 0 // "Health Careers Minister Solange …"
				i += n - 1
				continue
			}
			if start < 0 {
				start = t.Start
			}
			end = t.End
			words++
			continue
		}
		if words > 0 && t.Kind == token.Sign && (t.Rune == '-' || t.Rune == '\'') && !t.Has(token.SpaceBefore) {
			continue
		}
		if words > 0 && t.Rune == '.' && tokens[i-1].End-tokens[i-1].Start <= 2 {
			continue
		}
		break
	}
	if words < 2 && !(words == 1 && i < len(tokens)) || start < 0 {
		return ""
	}
	return strings.ReplaceAll(fold(r.Text[start:end]), "\u2011", "-")
}

// announced reads who is going to speak: "X, Director of Y, added:".
func (r *reading) announced(tokens []token.Token) string {
	for i := range tokens {
		if _, n := r.pack.Match(tokens, i, language.SaidVerb); n > 0 {
			if who := r.nameBefore(tokens, i); who != "" {
				return who
			}
		}
	}
	return ""
}

// nameBefore reads the name in front of a verb of saying: "X, Minister of Y, said", "the Minister of Y, X,
// said".
func (r *reading) nameBefore(tokens []token.Token, verb int) string {
	start := 0
	for i := verb - 1; i >= 0; i-- {
		if t := tokens[i]; t.Rune == '”' || t.Rune == '»' || t.Rune == '"' {
			start = i + 1
			break
		}
	}
	for i := start; i < verb; i++ {
		if i > start && tokens[i-1].Rune != ',' {
			continue
		}
		if who := r.fullNameAt(tokens, i); who != "" {
			return who
		}
	}
	return ""
}

// mentions turns the quantities of a sentence into mentions.
func (r *reading) mentions(tokens []token.Token) {
	g := r.grammar
	sentence := len(r.Sentences) - 1
	first := len(r.Mentions)
	for n := range g.Quantities {
		q := &g.Quantities[n]
		m := Mention{
			Span: Span{q.Start, q.End}, Sentence: sentence, Surface: r.Text[q.Start:q.End],
			Low: q.Low, High: q.High, Range: q.Range, Vague: q.Vague, Trivial: q.Trivial,
			Step: q.Step, InWords: q.InWords, Unit: q.Unit, Kind: q.Kind, Per: q.Per,
			Bound: q.Bound, Direction: q.Change, Period: q.Period, Rules: q.Rules.Names(),
			BoundBy: spanOf(tokens, q.BoundBy), DirectionBy: spanOf(tokens, q.ChangeBy),
		}
		if q.Period != "" {
			m.PeriodBy = spanOf(tokens, g.PeriodBy(q))
		}
		if q.NounTo > q.NounFrom {
			m.UnitPhrase = fold(r.Text[tokens[q.NounFrom].Start:tokens[q.NounTo-1].End])
		}
		r.Mentions = append(r.Mentions, m)
	}
	r.about(tokens, first)
	r.ledger(tokens, first)
}

// spanOf is where words stand in the text, the empty span for none.
func spanOf(tokens []token.Token, w quantity.Words) Span {
	if w.From >= w.To {
		return Span{}
	}
	return Span{tokens[w.From].Start, tokens[w.To-1].End}
}

// ledger notes what became of each number of the sentence whose first mention is given, or of a dateline.
func (r *reading) ledger(tokens []token.Token, first int) {
	if first < 0 {
		r.account(tokens, func(int) (string, int) { return quantity.InDate.String(), -1 })
		return
	}
	next := first // the first mention that ends behind the token at hand
	r.account(tokens, func(i int) (string, int) {
		for next < len(r.Mentions) && r.Mentions[next].End <= tokens[i].Start {
			r.wordless(next)
			next++
		}
		role := r.grammar.Roles[i]
		if role != quantity.InFigure {
			return role.String(), -1
		}
		if next < len(r.Mentions) && r.Mentions[next].Start <= tokens[i].Start {
			return role.String(), next
		}
		return quantity.NotUnderstood.String(), -1
	})
	for ; next < len(r.Mentions); next++ {
		r.wordless(next)
	}
}

// wordless adds mention n to the ledger where none of its words is a numeral by itself: "half", "doubled", "billions of
// dollars". The ledger stands before it, or ends inside it.
func (r *reading) wordless(n int) {
	m := r.Mentions[n]
	if last := len(r.Numerals) - 1; last < 0 || r.Numerals[last].End <= m.Start {
		r.Numerals = append(r.Numerals, Numeral{Span: m.Span, Role: quantity.InFigure.String(), Mention: n})
	}
}

// heads notes the numbers in the headings of a table, which are no figures.
func (r *reading) heads(tokens []token.Token) {
	r.account(tokens, func(i int) (string, int) {
		if role := r.grammar.Roles[i]; role != quantity.InFigure && role != quantity.NotUnderstood {
			return role.String(), -1
		}
		return quantity.InName.String(), -1
	})
}

// account adds every number among the tokens to the ledger with the role and mention that are told.
func (r *reading) account(tokens []token.Token, tell func(i int) (role string, mention int)) {
	for i, t := range tokens {
		if r.numeral(t) {
			role, mention := tell(i)
			if role == quantity.Unread.String() {
				continue // « quarantaine » that counts nothing
			}
			r.Numerals = append(r.Numerals, Numeral{Span: Span{t.Start, t.End}, Role: role, Mention: mention})
		}
	}
}

// numeral tells whether a token is a number, in words or digits of any script, or holds one. A scale word alone is none: "in
// millions of dollars" says in what others are.
func (r *reading) numeral(t token.Token) bool {
	switch t.Kind {
	case token.Number:
		return true
	case token.Sign:
		return t.Has(token.Digits) || quantity.Vulgar(t.Rune)
	case token.Address:
		return strings.ContainsFunc(r.Text[t.Start:t.End], func(c rune) bool { return unicode.IsDigit(c) || quantity.Vulgar(c) })
	}
	return t.Has(token.Digits) || r.pack.Single(t).Meets(numerals)
}

var numerals = language.SetOf(language.Cardinal, language.Ordinal, language.Collective, language.RoundCount)
