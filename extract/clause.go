package extract

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// A sentence is read as a row of clauses: noun phrase, verb, complements. The reading is shallow and goes
// once from left to right; words that no list knows are nouns or adjectives.

// tag is what a token is in its clause.
type tag uint8

const (
	noun        tag = iota // noun, adjective or number that is a name
	inside                 // hyphen, apostrophe or possessive, which end no phrase
	determiner             //
	preposition            //
	genitive               // "of"
	adverb                 //
	pronoun                //
	finite                 // finite verb, auxiliary or one that may be either
	infinitive             //
	participle             // past participle that no auxiliary stands before
	and                    // "and", "or"
	comma                  //
	relative               // "which"
	conjunction            // "while"
	figure                 //
	period                 // words that say when
	bracket                // opening or closing
	gerund                 // present participle with an object, behind the noun that it tells of: "farms covering 62 hectares"
	stop                   // sign that ends a clause
)

// span counts tokens, to exclusive.
type span struct{ from, to int }

func (s span) empty() bool { return s.to <= s.from }

// spot is where a figure stands in its clauses.
type spot struct {
	subject   span // of the nearest verb before the figure
	verb      span // that verb with its auxiliaries; empty when the clause has none before the figure
	predicate span // the verb that the figure's phrase is the subject of
	place     span // of a clause that opens with "where"
	owner     span // of a participle's antecedent, the subject of the clause around it
	region    int  // where the words begin that belong together with the figure
}

// clauses tags the tokens of a sentence and finds subject and verb around each of its figures.
func (r *reading) clauses(tokens []token.Token) {
	r.tag(tokens)
	r.spots = r.spots[:0]
	r.link, r.said.of, r.lastDeed.of = span{-1, -1}, span{}, span{-1, -1}
	w := walk{reading: r, tokens: tokens}
	if len(tokens) > 0 && tokens[0].Has(token.Upper) {
		for i := 1; i < min(len(tokens), 8); i++ {
			if r.tags[i] == comma && tokens[i].Rune == '–' {
				w.region = i + 1 // a dateline without date
			}
		}
	}
	for i := 0; i < len(tokens); {
		i = w.step(i)
	}
	for len(r.spots) < len(r.grammar.Quantities) { // a figure without a token of its own
		r.spots = append(r.spots, spot{})
	}
	r.main = w.first
}

// tag fills r.tags.
func (r *reading) tag(tokens []token.Token) {
	r.tags = append(r.tags[:0], make([]tag, len(tokens))...)
	for i := 0; i < len(tokens); i++ {
		r.tags[i] = r.tagOf(tokens, i)
		if (r.tags[i] == noun || r.tags[i] == preposition) && r.pack.OpensAny(tokens[i], adverbs) {
			_, n := r.pack.Match(tokens, i, language.Adverb)
			if _, m := r.pack.Match(tokens, i, language.Adverbial); m > n {
				n = m
			}
			if n > 1 {
				for k := i; k < i+n; k++ {
					r.tags[k] = adverb
				}
				i += n - 1
			}
		}
	}
	// A determiner or pronoun by its neighbour: "that" behind a noun and before a verb opens a clause.
	for i, t := range tokens {
		if r.tags[i] != relative {
			continue
		}
		if i == 0 && r.pack.Is(t, language.Determiner) && r.verbal(i+1) {
			r.tags[i] = pronoun // "That works out to …"
			continue
		}
		if r.pack.Is(t, language.Determiner) && (i == 0 || r.tags[i-1] != noun || i+1 < len(tokens) && r.tags[i+1] == noun) && !r.verbal(i+1) {
			r.tags[i] = determiner
		}
	}
}

var adverbs = language.SetOf(language.Adverb, language.Adverbial)

// verbal tells whether token i opens a verb.
func (r *reading) verbal(i int) bool {
	for i < len(r.tags) && r.tags[i] == adverb {
		i++
	}
	return i < len(r.tags) && (r.tags[i] == finite || r.tags[i] == infinitive)
}

var verbClasses = language.SetOf(language.Verb, language.VerbForm, language.Auxiliary)

func (r *reading) tagOf(tokens []token.Token, i int) tag {
	t := tokens[i]
	switch role := r.grammar.Roles[i]; role {
	case quantity.InFigure:
		return figure
	case quantity.InPeriod, quantity.InDate, quantity.InTime:
		return period
	case quantity.InListNumber:
		return stop
	case quantity.Unread, quantity.InPronoun:
	default:
		return noun
	}
	switch t.Kind {
	case token.Sign:
		switch t.Rune {
		case '-', '\'', '/', '&':
			if !t.Has(token.SpaceBefore) || t.Rune == '&' {
				return inside
			}
			return comma
		case ',', '–':
			return comma
		case '(', ')':
			return bracket
		case '.':
			if i+1 < len(tokens) {
				return inside
			}
		}
		return stop
	case token.Address:
		return stop
	case token.Number:
		return noun
	}
	classes := r.pack.Single(t)
	if classes.Has(language.Weekday) {
		return period
	}
	before := stop
	if i > 0 {
		before = r.tags[i-1]
	}
	if t.Word == 0 { // no list knows it
		if r.verbAt(tokens, i, classes, before) {
			return r.verbTag(tokens, i, before)
		}
		return noun
	}
	switch {
	case classes.Has(language.Preposition) && i+2 < len(tokens) && tokens[i+1].Rune == '-' && r.glued(i+1) && !tokens[i+2].Has(token.SpaceBefore) && tokens[i+2].Kind == token.Word:
		return noun // "off-grid communities"
	case r.Text[t.Start:t.End][0] == '\'' || strings.HasPrefix(r.Text[t.Start:t.End], "’"):
		if classes.Has(language.Auxiliary) {
			return finite
		}
		return inside
	case classes.Has(language.Auxiliary) && !t.Has(token.Upper) && (before != determiner || classes.Has(language.Determiner) || r.pack.Single(tokens[i-1]).Meets(aloneWords) || r.modal(t)):
		return finite
	case classes.Has(language.ListOr) && t.Kind == token.Word:
		return and
	case classes.Has(language.RelativePronoun) && classes.Has(language.Determiner) && (before == genitive || before == preposition):
		return determiner // "of that catch"
	case classes.Has(language.RelativePronoun):
		if r.pack.Inflected() && i+1 < len(tokens) && r.grammar.Roles[i+1] == quantity.InFigure && before != noun && !classes.Has(language.Where) {
			return adverb // "ne … que 4 kWh"
		}
		if i > 0 && (r.pack.Is(tokens[i-1], language.PreNoun) || r.pack.Is(tokens[i-1], language.Adverb) && before != noun) && r.pack.Inflected() {
			return preposition // "autres que", "plus que"
		}
		return relative
	case classes.Has(language.Preposition) && classes.Has(language.VerbForm) && !classes.Has(language.Verb):
		return preposition
	case classes.Has(language.Preposition) && classes.Has(language.Pronoun) && !(i+1 < len(tokens) && r.pack.Single(tokens[i+1]).Meets(verbClasses) && !(i+2 < len(tokens) && r.pack.Is(tokens[i+2], language.Of))):
		return preposition
	case i == 0 && len(tokens) > 1 && r.pack.Participle(r.Text[t.Start:t.End]) && r.pack.Is(tokens[1], language.Preposition):
		return preposition // "Founded in 2009 by nine towns, …"
	case r.verbAt(tokens, i, classes, before):
		return r.verbTag(tokens, i, before)
	}
	return plainTag(classes)
}

// plainTag is what a word is by its classes alone, verbs aside.
func plainTag(classes language.Set) tag {
	switch {
	case classes.Has(language.Complement):
		return preposition
	case classes.Has(language.Of):
		return genitive
	case classes.Has(language.ListAnd) || classes.Has(language.ListOr):
		return and
	case classes.Has(language.Determiner):
		return determiner
	case classes.Has(language.Pronoun):
		return pronoun
	case classes.Has(language.Preposition):
		return preposition
	case classes.Has(language.Conjunction):
		return conjunction
	case classes.Has(language.Adverb):
		return adverb
	}
	return noun
}

// modal tells whether a word is an auxiliary such as "will".
func (r *reading) modal(t token.Token) bool {
	e, _ := r.pack.Entry(t, language.Auxiliary)
	return e.ID == "modal"
}

// verbAt tells whether token i is a verb, by its word, its ending and what stands before it.
func (r *reading) verbAt(tokens []token.Token, i int, classes language.Set, before tag) bool {
	t := tokens[i]
	word := r.Text[t.Start:t.End]
	known := classes.Meets(verbClasses)
	if t.Has(token.Capital) && (i > 0 && before != stop || !known) {
		return r.title && known && i > 0 && before == noun
	}
	if before == pronoun && r.pack.Is(tokens[i-1], language.Clitic) && !known && !classes.Meets(small) {
		return true // "qui s'établissait"
	}
	if !known && before == finite && !r.pack.Inflected() && r.modal(tokens[i-1]) && !classes.Meets(small) {
		return true // "would shorten"
	}
	if !known && i > 0 && r.pack.Is(tokens[i-1], language.Infinitive) && !r.pack.Is(tokens[i-1], language.Auxiliary) && !classes.Meets(small) && r.opensInfinitive(tokens, i) {
		return true
	}
	if !known && !r.pack.EndsAsVerb(word) && !(r.pack.EndsAsParticiple(word) && i > 0 && r.aux(i-1)) {
		return false
	}
	switch before {
	case determiner, genitive:
		if before == genitive && known && r.pack.Inflected() && r.pack.Is(tokens[i-1], language.Infinitive) && r.pack.EndsAsInfinitive(word) {
			return true // « de trouver un emploi »
		}
		return r.pack.EndsAsParticiple(word) && !known
	case inside:
		return false
	case preposition:
		return r.pack.Is(tokens[i-1], language.Infinitive)
	}
	return true
}

// opensInfinitive tells whether a word that no list knows is an infinitive behind "to" or « pour ».
func (r *reading) opensInfinitive(tokens []token.Token, i int) bool {
	word := r.Text[tokens[i].Start:tokens[i].End]
	if r.pack.Inflected() {
		return !r.pack.Is(tokens[i-1], language.Of) && !r.pack.Is(tokens[i-1], language.RangeTo) && r.pack.OnlyInfinitive(word)
	}
	if i+1 >= len(tokens) || r.pack.ThirdPerson(word) || r.pack.Gerund(word) {
		return false
	}
	next := r.peek(tokens, i+1)
	return next == determiner || next == pronoun
}

// small are the words that are no verbs even behind a pronoun.
var small = language.SetOf(language.Preposition, language.Adverb, language.Determiner, language.Pronoun, language.Conjunction, language.Of)

// aux tells whether an auxiliary stands at i or right before the adverbs that end there.
func (r *reading) aux(i int) bool {
	for i > 0 && (r.tags[i] == adverb || r.tags[i] == pronoun) {
		i--
	}
	return i >= 0 && r.tags[i] == finite && r.pack.Is(r.scanned[i], language.Auxiliary)
}

// verbTag tells the forms of a verb apart.
func (r *reading) verbTag(tokens []token.Token, i int, before tag) tag {
	t := tokens[i]
	word := r.Text[t.Start:t.End]
	classes := r.pack.Single(t)
	auxiliary := i > 0 && r.aux(i-1)
	if r.pack.Inflected() {
		e, ok := r.pack.Entry(t, language.VerbForm)
		if rest, is := strings.CutPrefix(word, e.ID); r.pack.EndsAsParticiple(word) || ok && is && (rest == "" || rest == "e" || rest == "s" || rest == "es") {
			switch {
			case auxiliary:
				return finite
			case ok && word == e.ID && !r.pack.EndsAsParticiple(word) && before == noun && !classes.Has(language.NounForm): // "produit", "construit"
				return finite
			}
			return noun
		}
		opener := i - 1
		if opener > 0 && before == pronoun {
			opener--
		}
		modal := false
		if opener >= 0 {
			modal = r.modal(tokens[opener])
		}
		if opener >= 0 && (modal || r.pack.Is(tokens[opener], language.Infinitive)) && r.pack.EndsAsInfinitive(word) {
			return infinitive
		}
		if r.pack.Gerund(word) && r.opensClause(tokens, i, before) {
			return gerund
		}
		if before == and && r.pack.OnlyInfinitive(word) && r.inInfinitive(i-1) {
			return infinitive // « devraient commencer en mai et durer 18 mois »
		}
		if r.pack.Gerund(word) || r.pack.OnlyInfinitive(word) || before == figure && !r.pack.EndsAsFinite(word) && (!ok || classes.Has(language.NounForm) && r.peek(tokens, min(i+1, len(tokens)-1)) != adverb) {
			return noun
		}
		if before == preposition {
			return noun
		}
		if classes.Has(language.NounForm) && before != pronoun && before != relative {
			next := stop
			if i+1 < len(tokens) {
				next = r.peek(tokens, i+1)
			}
			if before != noun && before != figure || next != determiner && next != figure && next != adverb {
				return noun // "un taux fixe de"
			}
		}
		return finite
	}
	switch {
	case i > 0 && r.pack.Is(tokens[i-1], language.Infinitive):
		if r.pack.Gerund(word) || r.pack.Participle(word) {
			return noun
		}
		return infinitive
	case before == preposition:
		return noun
	case r.pack.Gerund(word):
		if auxiliary {
			return finite
		}
		if r.opensClause(tokens, i, before) {
			return gerund
		}
		return noun
	case auxiliary:
		return finite
	}
	if before == pronoun {
		return finite
	}
	participleLike := r.pack.Participle(word)
	if e, ok := r.pack.Entry(t, language.VerbForm); ok && e.ID == word {
		participleLike = true
	}
	next := stop
	if i+1 < len(tokens) {
		next = r.peek(tokens, i+1)
	}
	if (before == and || before == comma) && r.pack.BaseForm(word) && r.opensObject(tokens, i+1, next, classes) && r.inInfinitive(i-1) {
		return infinitive
	}
	if participleLike && classes.Has(language.NounForm) && (before == noun || before == inside) && next != figure && next != preposition {
		return noun // "a flood forecast"
	}
	if participleLike {
		if next == noun && (i == 0 || before == comma || before == and || before == figure || before == adverb || before == stop || before == bracket) {
			return noun // "the roughly 60 selected projects"
		}
		return participle
	}
	if classes.Has(language.Past) {
		return finite
	}
	plural := before == pronoun || before == relative || (before == noun || before == figure) && (r.pluralAt(tokens, i-1) || !classes.Has(language.NounForm) && r.pluralHead(tokens, i-1))
	switch {
	case !r.pack.ThirdPerson(word):
		// A base form is a verb behind a pronoun or plural, or where it goes on from an infinitive.
		if plural && next != genitive && !(next == stop && before == noun) && !(next == noun && before == noun && classes.Has(language.NounForm)) {
			return finite
		}
		if before == figure && !classes.Has(language.NounForm) && (next == adverb || next == figure || next == determiner) {
			return finite
		}
		return noun
	case classes.Has(language.NounForm):
		if before == noun && i+1 < len(tokens) && r.pack.OpensAny(t, changes) && r.pack.Single(tokens[i+1]).Meets(rangeWords) {
			return finite // "the deficit falls from"
		}
		if before == pronoun || before == relative || before == noun && (next == figure || next == determiner || next == adverb || next == period) ||
			before == noun && i+1 < len(tokens) && r.pack.Is(tokens[i+1], language.Infinitive) {
			return finite
		}
		return noun
	case before == stop || before == preposition || next == stop && before != relative && before != pronoun:
		return noun
	case next == finite && before != pronoun && before != relative:
		return noun // "Ontario plants built"
	}
	return finite
}

var aloneWords = language.SetOf(language.Demonstrative, language.Alone)

var rangeWords = language.SetOf(language.RangeFrom, language.By)

// pluralAt tells whether token i looks like a plural.
func (r *reading) pluralAt(tokens []token.Token, i int) bool {
	word := r.Text[tokens[i].Start:tokens[i].End]
	return r.pack.Plural(word) || r.pack.Is(tokens[i], language.Plural)
}

// opensClause tells whether a present participle at i opens a clause about the noun before it, with a figure as its object:
// "homes using 7,500 kWh".
func (r *reading) opensClause(tokens []token.Token, i int, before tag) bool {
	if before != noun && before != figure || i+1 >= len(tokens) {
		return false
	}
	next := i + 1
	if _, n := r.pack.Match(tokens, next, language.BoundBefore); n > 0 {
		next += n
	}
	return next < len(tokens) && r.grammar.Roles[next] == quantity.InFigure
}

// pluralHead tells whether the noun phrase with complements that ends at token i has a plural for its head: "communities in the
// region burn …".
func (r *reading) pluralHead(tokens []token.Token, i int) bool {
	const far = 10 // tokens
	for k := i; k > max(0, i-far); k-- {
		switch r.tags[k] {
		case noun, inside, determiner:
		case preposition, genitive:
			if r.tags[k-1] == noun && r.pluralAt(tokens, k-1) {
				return true
			}
		default:
			return false
		}
	}
	return false
}

// opensObject tells whether what follows a base form may be its object, so that it is a verb: any noun phrase, but a
// determiner or figure for one that is more often a noun ("construction and supply jobs").
func (r *reading) opensObject(tokens []token.Token, i int, next tag, classes language.Set) bool {
	if _, n := r.pack.Match(tokens, i, language.BoundBefore); n > 0 && i+n < len(tokens) && r.grammar.Roles[i+n] == quantity.InFigure {
		return true // "employ as many as 450 workers"
	}
	switch next {
	case determiner, figure:
		return true
	case noun, pronoun, adverb:
		return !classes.Has(language.NounForm)
	}
	return false
}

// inInfinitive tells whether the verb nearest before token i is an infinitive, or one behind a modal, that a verb of the same
// form may go on from: "will open in June and employ 300 workers".
func (r *reading) inInfinitive(i int) bool {
	const far = 24 // tokens
	for k := i; k >= max(0, i-far); k-- {
		switch r.tags[k] {
		case infinitive:
			return true
		case finite:
			if r.modal(r.scanned[k]) {
				return true
			}
			if !r.aux(k - 1) {
				return false
			}
		case participle, stop, relative:
			return false
		}
	}
	return false
}

// peek is a guess at the tag of the next token, by its word alone.
func (r *reading) peek(tokens []token.Token, i int) tag {
	switch r.grammar.Roles[i] {
	case quantity.InFigure:
		return figure
	case quantity.InPeriod, quantity.InDate, quantity.InTime:
		return period
	}
	t := tokens[i]
	classes := r.pack.Single(t)
	if t.Kind != token.Word && t.Kind != token.Number {
		if t.Rune == '-' && !t.Has(token.SpaceBefore) {
			return inside
		}
		return stop
	}
	if plain := plainTag(classes); plain != noun || !classes.Meets(verbClasses) {
		return plain
	}
	return finite
}

// walk is the state of the pass through the clauses of a sentence.
type walk struct {
	*reading
	tokens []token.Token

	region  int  // where the words of the clause at hand begin, behind its last verb
	verbed  bool // the region lies behind a verb
	subject span
	verb    span
	first   span // subject of the first verb of the sentence
	lead    span // the last finite verb
	aside   bool // first stands in an opening that another subject may follow
	figures int  // those passed

	outer   walkState // of the clause around a relative one
	nested  bool
	moved   bool // the relative clause has its verb
	place   span // what a relative clause with "where" is about
	reduced bool // it is a participle
}

type walkState struct {
	region        int
	verbed        bool
	subject, verb span
}

// step reads token i and gives the next to read.
func (w *walk) step(i int) int {
	switch w.tags[i] {
	case figure:
		return w.figure(i)
	case finite, infinitive, participle:
		return w.verbGroup(i)
	case gerund:
		subject := span{w.phraseStart(w.tokens, i, 0), i}
		for subject.from > 0 && w.tags[subject.from-1] == figure {
			subject.from--
		}
		if !w.nested {
			w.outer, w.nested = walkState{w.region, w.verbed, w.subject, w.verb}, true
		}
		w.subject, w.verb, w.region, w.verbed, w.moved, w.reduced = subject, span{i, i + 1}, i+1, true, true, true
	case relative:
		if !w.nested {
			w.outer, w.nested = walkState{w.region, w.verbed, w.subject, w.verb}, true
			w.subject, w.place = w.antecedent(i), span{}
			if w.pack.Is(w.tokens[i], language.Where) {
				w.place = w.nearest(i)
			}
		}
		w.moved = false
		w.verb, w.region, w.verbed = span{}, i+1, false
	case comma:
		w.leave()
		if w.verbed {
			w.region, w.verbed = i+1, false
		}
	case and:
		if w.verbed && !(w.nested && w.moved && w.tagAt(i+1) == preposition) { // not « un plan visant à former et à garder … »
			w.region, w.verbed = i+1, false
		}
	case conjunction:
		if !w.nested && i > 0 && (w.tags[i-1] == genitive || w.tags[i-1] == preposition) {
			// "half of what Canada harvests is sold": the phrase goes on to a verb of its own.
			w.outer, w.nested, w.moved = walkState{w.region, w.verbed, w.subject, w.verb}, true, false
			w.verb = span{}
		}
		w.region, w.verbed = i+1, false
	case stop:
		w.leave()
		w.region, w.verbed = i+1, false
		if !w.lead.empty() {
			w.verb = w.lead
		}
	}
	return i + 1
}

// leave ends a relative clause that has had its verb.
func (w *walk) leave() {
	if w.nested && w.moved {
		w.region, w.verbed, w.subject, w.verb, w.nested = w.outer.region, w.outer.verbed, w.outer.subject, w.outer.verb, false
		w.reduced = false
	}
}

// nearest is the noun phrase right before token i.
func (w *walk) nearest(i int) span {
	end := i
	for end > 0 && w.tags[end-1] == comma {
		end--
	}
	from := w.phraseStart(w.tokens, end, 0)
	for from < end && (w.tags[from] == genitive || w.tags[from] == determiner) {
		from++
	}
	return span{from, end}
}

// antecedent is the noun phrase that a relative clause at i is about.
func (w *walk) antecedent(i int) span {
	end := i
	for end > 0 && (w.tags[end-1] == comma || w.tags[end-1] == preposition) {
		end--
	}
	if end > 0 && end == i && w.tags[i-1] == determiner && w.pack.Is(w.tokens[i-1], language.Demonstrative) {
		return span{i - 1, i} // « ce qui »
	}
	if !w.verbed {
		if s := w.subjectOf(w.region, end); !s.empty() {
			return s
		}
	}
	return span{w.phraseStart(w.tokens, end, max(w.region, 0)), end}
}

// figure notes where a figure stands.
func (w *walk) figure(i int) int {
	g := w.grammar
	to := i + 1
	for w.figures < len(g.Quantities) && g.Quantities[w.figures].From <= i {
		q := g.Quantities[w.figures]
		s := spot{subject: w.subject, verb: w.verb, region: w.region}
		if w.reduced {
			s.owner = w.outer.subject
		}
		if w.nested {
			s.place = w.place
		}
		w.spots = append(w.spots, s)
		to = max(to, q.To)
		w.figures++
		if q.Kind == Times || q.Change != "" && q.InWords && q.Kind == Fraction {
			// "doubled": the figure is the verb.
			if s := w.subjectOf(w.region, i); !s.empty() {
				w.spots[len(w.spots)-1].subject = s
			}
			w.moved, w.verbed = w.moved || w.nested, true
		}
	}
	return to
}

// verbGroup reads the verb at i with its auxiliaries and finds its subject.
func (w *walk) verbGroup(i int) int {
	end := i + 1
	for end < len(w.tokens) && (w.tags[end] == finite && !w.opensAnother(end) || w.tags[end] == adverb && w.more(end) || w.tags[end] == participle && w.aux(end-1) ||
		w.tags[end] == infinitive || w.tags[end] == preposition && end+1 < len(w.tokens) && w.tags[end+1] == infinitive) {
		end++
	}
	said := w.tags[i] != infinitive && w.says(end)
	if w.tags[i] == participle && !said {
		if w.verbed || w.finiteAhead(end) {
			return end // "nurses employed by the province"
		}
	}
	if w.verbed && w.tags[i] == finite && end == i+1 && i > 0 && w.tags[i-1] == figure && w.bare(i) {
		return end // "has helped 1,200 students find work"
	}
	if w.nested && w.moved && w.tags[i] == finite && w.verbed {
		w.leave()
		if !w.verbed {
			// The subject is what stood before the relative clause.
			w.take(w.subjectOf(w.region, i), span{i, end}, said)
			return end
		}
	}
	s := w.subjectOf(w.region, i)
	if !w.lead.empty() && w.tags[i] == finite {
		k := i - 1
		for k > w.region && w.tags[k] == adverb {
			k--
		}
		if k > w.region && w.tags[k] == and && w.tags[k-1] == comma {
			s = span{} // ", and are repayable": the subject stays
		}
	}
	if w.tags[i] == infinitive {
		if i > 0 && (w.tags[i-1] == and || w.tags[i-1] == comma) && !w.verb.empty() {
			s = span{} // "will open in June and employ 300 workers": the subject stays
		}
		if !w.verbed && !w.nested && !s.empty() {
			// "A plan to hire nurses will …": the phrase goes on to a verb of its own.
			w.outer, w.nested, w.moved = walkState{w.region, false, w.subject, w.verb}, true, true
			w.subject, w.verb, w.region, w.verbed = s, span{i, end}, end, true
			return end
		}
		if change := w.pack.OpensAny(w.tokens[i], changes); !(change && w.verbed) {
			s = span{}
		}
		w.verb, w.region, w.verbed = span{i, end}, end, true
		if !s.empty() {
			w.subject = s
		}
		return end
	}
	w.take(s, span{i, end}, said)
	w.lead = w.verb
	return end
}

// says tells whether a verb of saying that ends before token i opens what is said, and takes no object: "announced that …",
// but "announced investments of $2 billion".
func (w *walk) says(i int) bool {
	if !w.pack.Is(w.tokens[i-1], language.SaidVerb) {
		return false
	}
	switch w.tagAt(i) {
	case figure, adverb:
		return false
	case determiner, genitive:
		return w.finiteAhead(i)
	case noun:
		return w.tokens[i].Has(token.Capital) || w.finiteAhead(i)
	}
	return true
}

// opensAnother tells whether an auxiliary stands behind a full verb, whose clause has ended: "what Canada harvests | is sold".
func (w *walk) opensAnother(i int) bool {
	return w.pack.Is(w.tokens[i], language.Auxiliary) && w.tags[i-1] == finite && !w.pack.Is(w.tokens[i-1], language.Auxiliary)
}

// bare tells whether a verb has the form of an infinitive in a language where that has no ending.
func (w *walk) bare(i int) bool {
	t := w.tokens[i]
	word := w.Text[t.Start:t.End]
	return !w.pack.Inflected() && !w.nested && !w.pack.Is(t, language.Auxiliary) && !w.pack.Is(t, language.Past) && w.pack.BaseForm(word)
}

var changes = language.SetOf(language.ChangeBefore)

// take makes a verb the one at hand.
func (w *walk) take(subject, verb span, said bool) {
	if said {
		w.region, w.verbed = verb.to, false
		return
	}
	if !subject.empty() {
		w.subject = subject
		if w.first.empty() || w.aside && subject.from > 0 && w.tags[subject.from-1] == comma {
			w.aside = w.first.empty() && len(w.tags) > 0 && (w.tags[0] == preposition || w.tags[0] == conjunction || w.tags[0] == infinitive)
			w.first = subject
		}
		for n := range w.spots {
			if w.heads(n, subject) {
				w.spots[n].predicate = verb
			}
		}
	}
	w.verb, w.region, w.verbed = verb, verb.to, true
	w.moved = w.moved || w.nested
}

// heads tells whether a figure is the head of a subject, and stands in no complement of it: of "half of the 40 residents"
// and "labs of 19 universities" only the half is.
func (w *walk) heads(n int, subject span) bool {
	q := &w.grammar.Quantities[n]
	if !w.contains(subject, q) {
		return false
	}
	link := w.before(q.From)
	if link > subject.from && w.tags[link] == gerund {
		return false // "families earning $40,000"
	}
	if link <= subject.from || w.tags[link] != genitive && w.tags[link] != preposition {
		return true
	}
	for k := link - 1; k >= subject.from; k-- {
		if w.tags[k] == and || w.tags[k] == comma {
			return true // "20 of the nurses and 30 of the doctors"
		}
	}
	return false
}

// more tells whether the adverbs from i lead to another verb.
func (w *walk) more(i int) bool {
	for i < len(w.tags) && w.tags[i] == adverb {
		i++
	}
	return i < len(w.tags) && (w.tags[i] == finite || w.tags[i] == participle || w.tags[i] == infinitive)
}

// finiteAhead tells whether another finite verb follows in the same clause.
func (w *walk) finiteAhead(i int) bool {
	for ; i < len(w.tags); i++ {
		switch w.tags[i] {
		case finite:
			return true
		case stop, relative, conjunction, comma, participle:
			return false
		case figure:
			if w.tags[i-1] != figure && i > 0 && w.tags[i-1] != preposition && w.tags[i-1] != genitive && w.tags[i-1] != determiner {
				return false
			}
		}
	}
	return false
}

// trails tells whether the last of tokens[from:to] is no part of a subject before the verb: an adverb, a sign, or a pronoun that
// is an object before its verb.
func (w *walk) trails(from, to, verb int) bool {
	switch last := to - 1; w.tags[last] {
	case adverb, comma, and, bracket:
		return true
	case preposition:
		return w.tags[verb] == infinitive
	case pronoun:
		if last == from || w.pack.Is(w.tokens[last], language.Nominative) {
			return false
		}
		return w.tags[last-1] != and && (w.tags[last-1] != comma || w.pack.Is(w.tokens[last], language.Reflexive))
	}
	return false
}

// subjectOf gives the noun phrase between where a clause begins and its verb.
func (w *walk) subjectOf(region, verb int) span {
	from, to := region, verb
	closed := false // an aside ends before the verb
	for to > from && w.trails(from, to, verb) {
		closed = closed || w.tags[to-1] == comma
		to--
	}
	for i := from; i < to && w.tokens[i].Rune != '('; i++ {
		if w.tokens[i].Rune == ')' {
			from = i + 1 // the bracket opened before the clause
		}
	}
	if to-1 > from && w.tags[to-1] == pronoun && w.tags[to-2] != and && (w.pack.Is(w.tokens[to-1], language.Nominative) || w.tags[to-2] == comma && w.pack.Is(w.tokens[to-1], language.Speaker)) {
		return span{to - 1, to} // "on a good day we serve"
	}
	for from < to {
		if _, n := w.pack.Match(w.tokens, from, language.BoundBefore); n > 0 && from+n < to && (w.tags[from+n] == figure || w.tags[from+n] == determiner && w.tagAt(from+n+1) == figure) {
			from += n // "at least half", « au moins la moitié »
			break
		}
		switch w.tags[from] {
		case comma, and, conjunction, adverb, bracket, stop, period, inside:
			from++
			continue
		case preposition, genitive:
			cut := -1
			for i := from; i < to; i++ {
				if w.tags[i] == comma {
					cut = i
				}
			}
			if cut >= 0 && cut+1 < to {
				from = cut + 1
				continue
			}
			if to < verb { // the comma stands before the verb: nothing but an adverbial
				return span{}
			}
			if w.tags[from] == genitive {
				return span{from, to} // "des …", a plural without article
			}
			start := to
			for start > from && w.tags[start-1] != determiner && w.tags[start-1] != preposition && w.tags[start-1] != period && w.tags[start-1] != pronoun && w.tags[start-1] != figure {
				start--
			}
			if start > from && (w.tags[start-1] == determiner || w.tags[start-1] == pronoun) {
				start--
			} else if start > from && w.tags[start-1] == preposition {
				return span{}
			}
			from = start
		}
		break
	}
	for from < to && w.tags[from] == pronoun && w.pack.Is(w.tokens[from], language.Reflexive) {
		from++
	}
	if from >= to {
		return span{}
	}
	// A list of nouns is one subject; what follows a comma otherwise is an aside.
	list := false
	for i := from; i < to && !list; i++ {
		list = w.tags[i] == and
	}
	for i := from; i < to; i++ {
		if w.tags[i] == comma && i > from {
			if !list || closed || i+1 < to && (w.tags[i+1] == preposition || w.tags[i+1] == determiner && !w.pack.KeepsArticles()) {
				to = i
				break
			}
		}
	}
	for i := from; i < to; i++ {
		if w.tags[i] == noun || w.tags[i] == pronoun || w.tags[i] == figure || w.tags[i] == determiner {
			return span{from, to}
		}
	}
	return span{}
}

// phraseStart gives where the noun phrase starts that ends before end, no earlier than least.
func (r *reading) phraseStart(tokens []token.Token, end, least int) int {
	start := end
	for start > least {
		switch r.tags[start-1] {
		case noun, inside:
			start--
			continue
		case genitive:
			if start < end {
				start--
				continue
			}
		case participle:
			if start < end {
				start--
				continue
			}
		case determiner:
			start--
			if start > least && r.tags[start-1] == genitive {
				start--
				continue
			}
		case adverb, and:
			if start < end && start-1 > least && r.tags[start-2] == noun && r.tags[start] == noun {
				start--
				continue
			}
		}
		break
	}
	return start
}
