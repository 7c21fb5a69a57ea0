package extract

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// Each token of a sentence gets a tag, from left to right, by its word, its ending and its neighbours. Words that no list knows are nouns or
// adjectives.

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

// tag fills r.tags.
func (r *reading) tag(tokens []token.Token) {
	r.tags = append(r.tags[:0], make([]tag, len(tokens))...)
	for i := 0; i < len(tokens); i++ {
		r.tags[i] = r.tagOf(tokens, i)
		if (r.tags[i] == noun || r.tags[i] == preposition) && r.pack.OpensAny(tokens[i], adverbs) {
			n := r.adverbAt(tokens, i)
			for k := i; k < i+n; k++ {
				r.tags[k] = adverb
			}
			i += max(n, 1) - 1
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

// adverbAt gives the length of the adverb of several words, or of the words for the whole country, that token i opens, or 0.
func (r *reading) adverbAt(tokens []token.Token, i int) int {
	longest := 0
	for _, class := range [...]language.Class{language.Adverb, language.Adverbial, language.Nationwide} {
		if !r.pack.Opens(tokens[i], class) {
			continue
		}
		if _, n := r.pack.Match(tokens, i, class); n > 1 || class == language.Nationwide {
			longest = max(longest, n)
		}
	}
	return longest
}

var adverbs = language.SetOf(language.Adverb, language.Adverbial, language.Nationwide)

// verbal tells whether token i opens a verb.
func (r *reading) verbal(i int) bool {
	for i < len(r.tags) && r.tags[i] == adverb {
		i++
	}
	return i < len(r.tags) && (r.tags[i] == finite || r.tags[i] == infinitive)
}

var verbClasses = language.SetOf(language.Verb, language.VerbForm, language.Auxiliary)

// tagOf tags token i, those before it being tagged.
func (r *reading) tagOf(tokens []token.Token, i int) tag {
	switch r.grammar.Roles[i] {
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
	switch t := tokens[i]; t.Kind {
	case token.Sign:
		return signTag(t, i+1 == len(tokens))
	case token.Address:
		return stop
	case token.Number:
		return noun
	}
	return r.wordTag(tokens, i)
}

// signTag tags a sign, the last one of its sentence or not.
func signTag(t token.Token, last bool) tag {
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
		if !last {
			return inside
		}
	}
	return stop
}

// wordTag tags the word at token i.
func (r *reading) wordTag(tokens []token.Token, i int) tag {
	t := tokens[i]
	classes := r.pack.Single(t)
	if classes.Has(language.Weekday) {
		return period
	}
	before := stop
	if i > 0 {
		before = r.tags[i-1]
	}
	if t.Word == 0 { // no list knows it
		if r.openingAdverb(tokens, i) {
			return adverb
		}
		if r.verbAt(tokens, i, classes, before) {
			return r.verbTag(tokens, i, before)
		}
		return noun
	}
	switch {
	case i > 0 && tokens[i-1].Rune == '-' && r.glued(i-1) && r.glued(i) && classes.Meets(compounding) && !classes.Has(language.Pronoun):
		return inside // « porte-à-porte », "state-of-the-art"
	case i+2 < len(tokens) && tokens[i+1].Rune == '-' && r.glued(i+1) && r.glued(i+2) && r.pack.Single(tokens[i+2]).Meets(compounding) && !r.pack.Is(tokens[i+2], language.Pronoun):
		return noun
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
	case classes.Has(language.RelativePronoun):
		return r.relativeTag(tokens, i, classes, before)
	case classes.Has(language.Preposition) && classes.Has(language.VerbForm) && !classes.Has(language.Verb):
		return preposition
	case classes.Has(language.Preposition) && classes.Has(language.Pronoun) && !(i+1 < len(tokens) && r.pack.Single(tokens[i+1]).Meets(verbClasses) && !(i+2 < len(tokens) && r.pack.Is(tokens[i+2], language.Of))):
		return preposition
	case i == 0 && len(tokens) > 1 && !classes.Has(language.NounForm) && r.pack.Participle(r.Text[t.Start:t.End]) && r.pack.Is(tokens[1], language.Preposition):
		return preposition // "Founded in 2009 by nine towns, …"
	case r.verbAt(tokens, i, classes, before):
		return r.verbTag(tokens, i, before)
	}
	return plainTag(classes)
}

var compounding = language.SetOf(language.Preposition, language.Of, language.Determiner, language.ListAnd)

// relativeTag tags a word that may open a relative clause.
func (r *reading) relativeTag(tokens []token.Token, i int, classes language.Set, before tag) tag {
	switch {
	case classes.Has(language.Determiner) && (before == genitive || before == preposition):
		return determiner // "of that catch"
	case !r.pack.Inflected():
		return relative
	case i+1 < len(tokens) && r.grammar.Roles[i+1] == quantity.InFigure && before != noun && !classes.Has(language.Where) && !classes.Has(language.PartRelative):
		return adverb // "ne … que 4 kWh"
	case i > 0 && (r.pack.Is(tokens[i-1], language.PreNoun) || r.pack.Is(tokens[i-1], language.Adverb) && before != noun):
		return preposition // "autres que", "plus que"
	}
	return relative
}

// openingAdverb tells whether a word that no list knows opens its sentence as an adverb, by its ending and the comma behind it:
// "Nationally, …".
func (r *reading) openingAdverb(tokens []token.Token, i int) bool {
	return i == 0 && len(tokens) > 1 && tokens[1].Rune == ',' && r.pack.Adverb(r.Text[tokens[0].Start:tokens[0].End])
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
	if t.Word == 0 && before == relative && r.opensRelative(tokens, i) {
		return true
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

// opensRelative tells whether a word that no list knows is the verb of a relative clause: "sales, which exclude fuel", "a plan that omits
// taxes". It has the number of what stands before the clause, and is no subject of a verb behind it: "the fields which farmers use".
func (r *reading) opensRelative(tokens []token.Token, i int) bool {
	if r.pack.Inflected() || r.pack.Is(tokens[i-1], language.Determiner) || i+1 >= len(tokens) || r.peek(tokens, i+1) == finite {
		return false
	}
	k := i - 2
	for k >= 0 && r.tags[k] == comma {
		k--
	}
	return k >= 0 && r.tags[k] == noun && r.pluralAt(tokens, k) != r.pack.ThirdPerson(r.Text[tokens[i].Start:tokens[i].End])
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

// verbWord is a word that can be a verb, with its neighbours.
type verbWord struct {
	tokens       []token.Token
	at           int
	word         string
	classes      language.Set
	before, next tag
	auxiliary    bool // an auxiliary stands before it
}

// verbTag tells the forms of a verb apart.
func (r *reading) verbTag(tokens []token.Token, i int, before tag) tag {
	t := tokens[i]
	v := verbWord{
		tokens: tokens, at: i, word: r.Text[t.Start:t.End], classes: r.pack.Single(t), before: before, next: stop,
		auxiliary: i > 0 && r.aux(i-1),
	}
	if i+1 < len(tokens) {
		v.next = r.peek(tokens, i+1)
	}
	switch {
	case r.pack.Inflected():
		return r.inflectedTag(v)
	case i > 0 && r.pack.Is(tokens[i-1], language.Infinitive):
		if r.pack.Gerund(v.word) || r.pack.Participle(v.word) {
			return noun
		}
		return infinitive
	case before == preposition:
		return noun
	case r.pack.Gerund(v.word):
		if v.auxiliary {
			return finite
		}
		if r.opensClause(tokens, i, before) {
			return gerund
		}
		return noun
	case v.auxiliary, before == pronoun:
		return finite
	}
	return r.uninflectedTag(v)
}

// inflectedTag tells the forms of a verb apart where they have endings of their own, as in French.
func (r *reading) inflectedTag(v verbWord) tag {
	e, listed := r.pack.Entry(v.tokens[v.at], language.VerbForm)
	if rest, is := strings.CutPrefix(v.word, e.ID); r.pack.EndsAsParticiple(v.word) || listed && is && (rest == "" || rest == "e" || rest == "s" || rest == "es") {
		switch {
		case v.auxiliary:
			return finite
		case listed && v.word == e.ID && !r.pack.EndsAsParticiple(v.word) && !v.classes.Has(language.NounForm) &&
			(v.before == noun || v.before == comma && (v.next == figure || v.next == determiner)): // "produit", "construit"
			return finite
		}
		return noun
	}
	opener := v.at - 1
	if opener > 0 && v.before == pronoun {
		opener--
	}
	switch {
	case opener >= 0 && (r.modal(v.tokens[opener]) || r.pack.Is(v.tokens[opener], language.Infinitive)) && r.pack.EndsAsInfinitive(v.word):
		return infinitive
	case r.pack.Gerund(v.word) && r.opensClause(v.tokens, v.at, v.before):
		return gerund
	case v.before == and && r.pack.OnlyInfinitive(v.word) && r.inInfinitive(v.at-1):
		return infinitive // « devraient commencer en mai et durer 18 mois »
	case r.pack.Gerund(v.word), r.pack.OnlyInfinitive(v.word), v.before == preposition:
		return noun
	case v.before == figure && !r.pack.EndsAsFinite(v.word) && (!listed || v.classes.Has(language.NounForm) && v.next != adverb):
		return noun
	case v.classes.Has(language.NounForm) && v.before != pronoun && v.before != relative &&
		(v.before != noun && v.before != figure || v.next != determiner && v.next != figure && v.next != adverb):
		return noun // "un taux fixe de"
	}
	return finite
}

// uninflectedTag tells the forms of a verb apart where one form has several uses, as in English; one that no other verb and no pronoun
// stands before.
func (r *reading) uninflectedTag(v verbWord) tag {
	if (v.before == and || v.before == comma) && r.pack.BaseForm(v.word) && r.opensObject(v.tokens, v.at+1, v.next, v.classes) && r.inInfinitive(v.at-1) {
		return infinitive
	}
	e, listed := r.pack.Entry(v.tokens[v.at], language.VerbForm)
	switch {
	case r.pack.Participle(v.word) || listed && e.ID == v.word:
		return participleTag(v)
	case v.classes.Has(language.Past):
		return finite
	case r.pack.ThirdPerson(v.word):
		return r.thirdPersonTag(v)
	}
	// A base form is a verb behind a pronoun or plural, or where it goes on from an infinitive.
	last := v.at - 1 // of what may be its subject
	for last > 0 && r.tags[last] == adverb && !v.classes.Has(language.NounForm) {
		last--
	}
	plural := v.before == relative || last >= 0 &&
		(r.tags[last] == noun || r.tags[last] == figure) && (r.pluralAt(v.tokens, last) || !v.classes.Has(language.NounForm) && r.pluralHead(v.tokens, last))
	switch {
	case plural && v.next != genitive && !(v.next == stop && v.before == noun) && !(v.next == noun && v.before == noun && v.classes.Has(language.NounForm)):
		return finite
	case (v.before == figure || v.before == comma) && !v.classes.Has(language.NounForm) && (v.next == figure || v.next == determiner || v.next == adverb && v.before == figure):
		return finite // "operators, most of whom are certified, earn $58,000"
	}
	return noun
}

// participleTag tells a participle from an adjective or noun of its form.
func participleTag(v verbWord) tag {
	switch v.before {
	case noun, inside:
		if v.classes.Has(language.NounForm) && v.next != figure && v.next != preposition {
			return noun // "a flood forecast"
		}
	case comma, and, figure, adverb, stop, bracket:
		if v.next == noun {
			return noun // "the roughly 60 selected projects"
		}
	}
	return participle
}

// thirdPersonTag tells a verb in the third person from a plural noun of its form.
func (r *reading) thirdPersonTag(v verbWord) tag {
	followed := v.at+1 < len(v.tokens)
	switch {
	case v.classes.Has(language.NounForm) && v.next != genitive:
		if v.before == noun && followed && r.pack.OpensAny(v.tokens[v.at], changes) && r.pack.Single(v.tokens[v.at+1]).Meets(rangeWords) {
			return finite // "the deficit falls from"
		}
		if v.before == relative || v.before == noun && (v.next == figure || v.next == determiner || v.next == adverb || v.next == period) ||
			v.before == noun && followed && r.pack.Is(v.tokens[v.at+1], language.Infinitive) {
			return finite
		}
		return noun
	case v.before == stop || v.before == preposition || v.next == genitive || v.next == stop && v.before != relative:
		return noun
	case v.next == finite && v.before != relative:
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
