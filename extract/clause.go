package extract

import (
	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// A sentence is read as a row of clauses: noun phrase, verb, complements. The reading is shallow and goes
// once from left to right, over the tags of its tokens.

// spot is where a figure stands in its clauses.
type spot struct {
	subject   span // of the nearest verb before the figure
	verb      span // that verb with its auxiliaries; empty when the clause has none before the figure
	predicate span // the verb that the figure's phrase is the subject of
	place     span // of a clause that opens with "where"
	owner     span // of a participle's antecedent, the subject of the clause around it
	whole     span // what a relative pronoun makes the figure a part of: "the rooms, 40 of which …"
	goal      span // what a relative clause with a preposition is about: \"a plant, for which …\"
	region    int  // where the words begin that belong together with the figure
}

// clauses tags the tokens of a sentence and finds subject and verb around each of its figures.
func (r *reading) clauses(tokens []token.Token) {
	r.tag(tokens)
	r.spots = r.spots[:0]
	r.link, r.said.of, r.lastDeed.of = span{-1, -1}, span{}, span{-1, -1}
	w := walk{reading: r, tokens: tokens, part: -1}
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

	outer     walkState // of the clause around a relative one
	nested    bool
	moved     bool // the relative clause has its verb
	place     span // what a relative clause with "where" is about
	reduced   bool // it is a participle
	part      int  // the figure that is a part of the antecedent, which the verb of the relative clause speaks of; -1 for none
	whole     span // that antecedent
	possessor span // the antecedent of "whose"
	held      span // the antecedent of the last relative clause, whose own verb may follow behind a comma
	goal      span // it, where a preposition stands before the relative pronoun
	around    span // the subject before the last relative pronoun
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
		w.relative(i)
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

// relative opens a relative clause at token i.
func (w *walk) relative(i int) {
	w.part, w.whole, w.possessor, w.around = -1, span{}, span{}, w.subject
	if whole, figures := w.partitive(i); !whole.empty() {
		w.whole = whole
		if w.part = figures; figures >= 0 {
			w.spots[figures].whole = whole
		}
	}
	if w.pack.Is(w.tokens[i], language.Whose) && w.tagAt(i+1) != figure {
		w.possessor = w.named(w.pastCommas(i))
	}
	if !w.nested {
		w.outer, w.nested = walkState{w.region, w.verbed, w.subject, w.verb}, true
		w.subject, w.place = w.antecedent(i), span{}
		w.held = w.subject
		if w.goal = (span{}); w.tagAt(i-1) == preposition || w.pack.Is(w.tokens[i], language.GoalRelative) {
			w.goal = w.held
		}
		if w.pack.Is(w.tokens[i], language.Where) {
			w.place = w.nearest(i)
		}
	}
	w.moved = false
	w.verb, w.region, w.verbed = span{}, i+1, false
}

// partitive gives what the relative pronoun at token i makes a figure a part of, with the figure before it, or -1 where the
// figure follows: "rooms, 40 of which are new", "rooms, of which 40 are new", « des chambres, dont 40 sont neuves ».
func (w *walk) partitive(i int) (whole span, before int) {
	end := i
	if end > 0 && w.tags[end-1] == genitive {
		end--
	} else if !w.pack.Is(w.tokens[i], language.PartRelative) {
		return span{}, -1
	}
	before = -1
	if end > 0 && w.tags[end-1] == figure && w.figures > 0 && w.grammar.Quantities[w.figures-1].To == end {
		before = w.figures - 1
		end = w.grammar.Quantities[before].From
	}
	return w.named(w.pastCommas(end)), before
}

// pastCommas is the token behind the noun phrase that stands before token end, signs and small words between them aside.
func (w *walk) pastCommas(end int) int {
	for end > 0 && (w.tags[end-1] == comma || w.tags[end-1] == adverb || w.tags[end-1] == preposition || w.tags[end-1] == and) {
		end--
	}
	return end
}

// named is the noun phrase that ends before token end, the figure that counts it included.
func (w *walk) named(end int) span {
	from := w.phraseStart(w.tokens, end, 0)
	for from > 0 && w.tags[from-1] == figure {
		from--
	}
	for from < end && w.tags[from] == genitive {
		from++
	}
	return w.apposed(span{from, end})
}

// apposed gives the name that a noun phrase tells more of: "the Red Willow Centre, | a facility", or the phrase itself.
func (w *walk) apposed(s span) span {
	article := s.from - 1
	if w.tagAt(s.from) == determiner {
		article = s.from
	}
	if article < 2 || !w.pack.Is(w.tokens[article], language.Indefinite) || w.tags[article-1] != comma {
		return s
	}
	end := article - 1
	from := w.phraseStart(w.tokens, end, 0)
	for from < end && (w.tags[from] == determiner || w.tags[from] == genitive) {
		from++
	}
	if from > 0 && w.tags[from-1] == preposition {
		return s // "in Wabasoon, a plant …"
	}
	for i := from; i < end; i++ {
		if i > 0 && w.tags[i] == noun && w.tokens[i].Has(token.Capital) {
			return span{from, end}
		}
	}
	return s
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
	end := w.partOf(i)
	for end > 0 && (w.tags[end-1] == comma || w.tags[end-1] == preposition) {
		end--
	}
	if end > 0 && end == i && w.tags[i-1] == determiner && w.pack.Is(w.tokens[i-1], language.Demonstrative) {
		return span{i - 1, i} // « ce qui »
	}
	if !w.verbed {
		if s := w.subjectOf(w.region, end); !s.empty() {
			return w.apposed(s)
		}
	}
	if end < w.region { // the comma before the clause opened another region
		s := w.named(end)
		if before := s.from - 1; before >= 0 && (w.tags[before] == preposition || w.tags[before] == determiner && w.tagAt(before-1) == preposition) {
			return span{} // "runs at full load, which …"
		}
		return s
	}
	return w.apposed(span{w.phraseStart(w.tokens, end, max(w.region, 0)), end})
}

// partOf is the token behind the antecedent of the relative pronoun at i, or behind the comma there: before "each of which".
func (w *walk) partOf(i int) int {
	if i > 1 && w.tags[i-1] == genitive && (w.pack.Is(w.tokens[i-2], language.Alone) || w.pack.Is(w.tokens[i-2], language.PreNoun)) {
		return i - 2
	}
	return i
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
			s.place, s.goal = w.place, w.goal
			if s.owner.empty() {
				s.owner = w.possessor
			}
		}
		if !w.whole.empty() && w.tagAt(w.before(q.From)) == relative {
			s.whole = w.whole
		}
		if !s.whole.empty() && w.nested {
			s.subject = w.around // the whole is in the name of the figure
		}
		w.whole = span{}
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
	end := w.groupEnd(i)
	said := w.tags[i] != infinitive && w.says(end)
	if w.tags[i] == participle && !said && (w.verbed || w.finiteAhead(end)) {
		return end // "nurses employed by the province"
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
	subject := w.verbSubject(i)
	if w.tags[i] == infinitive {
		w.infinitive(span{i, end}, subject)
		return end
	}
	if w.tags[i] == participle && !said {
		w.tags[i] = finite // no other verb follows: a past tense of the same form
	}
	w.take(subject, span{i, end}, said)
	w.lead = w.verb
	return end
}

// groupEnd gives the token behind the verb at i, its auxiliaries and adverbs.
func (w *walk) groupEnd(i int) int {
	end := i + 1
	for end < len(w.tokens) && (w.tags[end] == finite && !w.opensAnother(end) || w.tags[end] == adverb && w.more(end) || w.tags[end] == participle && w.aux(end-1) ||
		w.tags[end] == infinitive || w.tags[end] == preposition && end+1 < len(w.tokens) && w.tags[end+1] == infinitive) {
		end++
	}
	return end
}

// verbSubject gives the subject of the verb at i, empty where it has that of the verb before it.
func (w *walk) verbSubject(i int) span {
	s := w.subjectOf(w.region, i)
	if w.nested && s.to-s.from == 1 && w.pack.Is(w.tokens[s.from], language.Alone) {
		return span{} // « les satellites, dont chacun pèse … »
	}
	if s.empty() && !w.nested && w.tagAt(i-1) == comma {
		s, w.held = w.held, span{} // "In May, the plant, for which …, made …"
	}
	if !w.lead.empty() && w.tags[i] == finite {
		k := i - 1
		for k > w.region && w.tags[k] == adverb {
			k--
		}
		if k > w.region && w.tags[k] == and && w.tags[k-1] == comma {
			return span{} // ", and are repayable": the subject stays
		}
	}
	return s
}

// infinitive makes an infinitive the verb at hand. What stands before it is its subject only where the verb says that it changed.
func (w *walk) infinitive(verb, subject span) {
	i := verb.from
	if i > 0 && (w.tags[i-1] == and || w.tags[i-1] == comma) && !w.verb.empty() {
		subject = span{} // "will open in June and employ 300 workers": the subject stays
	}
	if !w.verbed && !w.nested && !subject.empty() {
		// "A plan to hire nurses will …": the phrase goes on to a verb of its own.
		w.outer, w.nested, w.moved = walkState{w.region, false, w.subject, w.verb}, true, true
		w.subject, w.verb, w.region, w.verbed = subject, verb, verb.to, true
		return
	}
	if change := w.pack.OpensAny(w.tokens[i], changes); change && w.verbed && !subject.empty() {
		w.subject = subject
	}
	w.verb, w.region, w.verbed = verb, verb.to, true
}

// says tells whether a verb of saying that ends before token i opens what is said, and takes no object: "announced that …",
// but "announced investments of $2 billion".
func (w *walk) says(i int) bool {
	if !w.pack.Is(w.tokens[i-1], language.SaidVerb) {
		return false
	}
	switch w.tagAt(i) {
	case adverb: // "announced today that"
		for w.tagAt(i) == adverb {
			i++
		}
		return i < len(w.tokens) && w.pack.Is(w.tokens[i], language.SaidThat)
	case figure:
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
		if w.inside(subject) {
			// the sentence has its own subject before or behind
		} else if w.first.empty() || w.aside && subject.from > 0 && w.tags[subject.from-1] == comma {
			w.aside = w.first.empty() && len(w.tags) > 0 && (w.tags[0] == preposition || w.tags[0] == conjunction || w.tags[0] == infinitive)
			w.first = subject
		}
		for n := range w.spots {
			if w.heads(n, subject) && (w.spots[n].whole.empty() || w.spots[n].predicate.empty()) {
				w.spots[n].predicate = verb
			}
		}
	} else if w.part >= 0 {
		w.spots[w.part].predicate = verb
	}
	w.part = -1
	w.verb, w.region, w.verbed = verb, verb.to, true
	w.moved = w.moved || w.nested
}

// inside tells whether a subject is that of a relative clause and not what the clause is about: "whose wages rose".
func (w *walk) inside(subject span) bool {
	return w.nested && !w.reduced && !w.held.empty() && w.outer.verb.empty() && subject != w.held && subject.from > w.held.to
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
	from, whole := w.skipOpening(from, to, verb)
	if whole {
		return span{from, to}
	}
	to = w.cutAside(from, to, closed)
	for i := from; i < to; i++ {
		if w.tags[i] == noun || w.tags[i] == pronoun || w.tags[i] == figure || w.tags[i] == determiner {
			return span{from, to}
		}
	}
	return span{}
}

// skipOpening gives where the subject begins among the tokens from the start of a clause to what ends before its verb: behind joints,
// adverbs and adverbial phrases; to where there is none. All that stands there is the subject, asides and all, where it begins with "des".
func (w *walk) skipOpening(from, to, verb int) (start int, whole bool) {
	for from < to {
		if _, n := w.pack.Match(w.tokens, from, language.BoundBefore); n > 0 && from+n < to && (w.tags[from+n] == figure || w.tags[from+n] == determiner && w.tagAt(from+n+1) == figure) {
			from += n // "at least half", « au moins la moitié »
			break
		}
		switch w.tags[from] {
		case comma, and, conjunction, adverb, bracket, stop, period, inside:
			from++
			continue
		case determiner:
			if from+2 < to && (w.tags[from+1] == period || w.tags[from+2] == comma && w.pack.Is(w.tokens[from+1], language.Duration)) {
				from += 2 // "each day"
				continue
			}
		case preposition, genitive:
			if cut := w.lastComma(from, to); cut >= 0 && cut+1 < to {
				from = cut + 1
				continue
			}
			if to < verb { // the comma stands before the verb: nothing but an adverbial
				return to, false
			}
			if w.tags[from] == genitive {
				return from, true
			}
			from = w.lastPhrase(from, to)
		}
		break
	}
	for from < to && w.tags[from] == pronoun && w.pack.Is(w.tokens[from], language.Reflexive) {
		from++
	}
	return from, false
}

// lastComma is the last comma of tokens[from:to], or -1.
func (w *walk) lastComma(from, to int) int {
	for i := to - 1; i >= from; i-- {
		if w.tags[i] == comma {
			return i
		}
	}
	return -1
}

// lastPhrase gives where the last noun phrase of tokens[from:to] begins, or to where it is the complement of a preposition.
func (w *walk) lastPhrase(from, to int) int {
	start := to
	for start > from && w.tags[start-1] != determiner && w.tags[start-1] != preposition && w.tags[start-1] != period && w.tags[start-1] != pronoun && w.tags[start-1] != figure {
		start--
	}
	if start == from {
		return start
	}
	switch w.tags[start-1] {
	case determiner, pronoun:
		return start - 1
	case preposition:
		return to
	}
	return start
}

// cutAside gives where a subject ends: a list of nouns is one subject; what follows a comma otherwise is an aside.
func (w *walk) cutAside(from, to int, closed bool) int {
	list := false
	for i := from; i < to && !list; i++ {
		list = w.tags[i] == and
	}
	for i := from + 1; i < to; i++ {
		if w.tags[i] == comma && (!list || closed || i+1 < to && (w.tags[i+1] == preposition || w.tags[i+1] == determiner && !w.pack.KeepsArticles())) {
			return i
		}
	}
	return to
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
