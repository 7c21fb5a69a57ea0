package extract

import (
	"cmp"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// passive tells whether a verb stands with a form of "be" and is no progressive.
func (r *reading) passive(v span) bool {
	for i := v.from; i < v.to; i++ {
		if e, _ := r.pack.Entry(r.scanned[i], language.Auxiliary); e.ID == "be" {
			last := r.scanned[v.to-1]
			return !r.pack.Gerund(r.Text[last.Start:last.End])
		}
	}
	return false
}

func (r *reading) onlyAdverbs(from, to int) bool {
	for i := from; i < to; i++ {
		if r.tags[i] != adverb && r.tags[i] != preposition {
			return false
		}
	}
	return true
}

// onAverage tells whether words such as "on average" stand beside the figure.
func (c *naming) onAverage() bool {
	const near = 4 // tokens
	average := c.pack.Wording("average")
	for i := max(c.least(), c.q.From-near); i < min(len(c.tags), c.q.To+near); i++ {
		if i == c.q.From {
			i = max(i, c.q.To-1)
			continue
		}
		if c.tags[i] == stop {
			if i > c.q.From {
				return false
			}
			continue
		}
		if c.tags[i] == adverb && c.generic(i) == average {
			return true
		}
	}
	return false
}

// averages tells whether a verb says what its subject comes to on average.
func (r *reading) averages(v span) bool {
	e, ok := r.verbOf(v, language.SubjectHead)
	return ok && e.ID == r.pack.Wording("average")
}

// introduces tells whether a determiner is "a" or "our".
func (r *reading) introduces(i int) bool { return r.pack.Is(r.scanned[i], language.Introducing) }

func (r *reading) pronounless(s span) bool { return !r.pronominal(s) && s.to-s.from <= 6 }

// noun is the noun phrase that figure n counts.
func (r *reading) noun(n int) string {
	q := &r.grammar.Quantities[n]
	for i := q.NounFrom + 1; i < q.NounTo; i++ {
		if _, k := r.pack.Match(r.scanned, i, language.Worth); k > 0 {
			return r.text(q.NounFrom, i)
		}
	}
	return r.text(q.NounFrom, q.NounTo)
}

// modified joins the adverb that says in which way to a participle: "indirectly supported".
func (r *reading) modified(participle string, v span) string {
	at := -1
	for i := max(0, v.from-2); i < min(v.to+1, len(r.scanned)); i++ {
		if r.pack.Is(r.scanned[i], language.Manner) {
			at = i
		}
	}
	if at < 0 && r.pack.Is(r.scanned[0], language.Manner) && r.tagAt(1) == comma {
		at = 0
	}
	if at < 0 {
		return participle
	}
	adverb := strings.ToLower(r.text(at, at+1))
	if r.pack.KeepsArticles() {
		return participle + " " + adverb
	}
	return adverb + " " + participle
}

// between tells whether nothing but qualifiers stands between a verb and a figure, which is then its object.
func (r *reading) between(from, to int) bool {
	i := r.before(to)
	return i < from || i == from && r.tags[i] == genitive && r.grammarRange(to)
}

// grammarRange tells whether the figure that starts at a token is a range: "heats from 800 to 1,000 homes".
func (r *reading) grammarRange(from int) bool {
	for k := range r.grammar.Quantities {
		q := &r.grammar.Quantities[k]
		if q.From == from {
			return q.Range
		}
	}
	return false
}

// sight is how many figures before or behind one may tell what it is of. A longer list is nobody's reading, and looking
// through it for each of its figures takes time by its square.
const sight = 32

// understood is what a figure without a noun counts: what the list that it stands in counts.
func (r *reading) understood(n int) string {
	q := &r.grammar.Quantities[n]
	if whole := r.wholeNoun(n); whole != "" {
		return whole
	}
	if k := r.sharing(n); k > n {
		return r.noun(k)
	}
	// "Of the new seats, 35 …"
	if r.tagAt(0) == genitive {
		if end := r.extent(1, 6); end > 1 && end < q.From && !r.points(1, end) {
			return r.text(1, end)
		}
	}
	for k := n - 1; k >= max(0, n-sight); k-- {
		if p := &r.grammar.Quantities[k]; p.Kind == q.Kind && p.Unit == q.Unit && r.frames[k].base != "" {
			return cmp.Or(r.frames[k].stem, r.frames[k].base)
		}
	}
	for _, p := range r.past {
		if p.kind == q.Kind && p.unit == q.Unit && p.base != "" {
			return cmp.Or(p.stem, p.base)
		}
	}
	if q.Unit == "" && n > 0 {
		return r.frames[n-1].base
	}
	return q.Unit
}

// sharing is the figure later in the list of figure n that has the noun of both, or n: "3,000, 4,500 and 6,000 jobs".
func (r *reading) sharing(n int) int {
	q := &r.grammar.Quantities[n]
	for k := n + 1; k < min(len(r.grammar.Quantities), n+sight); k++ {
		p := &r.grammar.Quantities[k]
		if p.Kind != q.Kind || p.Unit != q.Unit || !r.joined(r.grammar.Quantities[k-1].To, p.From) {
			break
		}
		if r.ownNoun(p) {
			return k
		}
	}
	return n
}

func (r *reading) joined(from, to int) bool {
	for i := from; i < to; i++ {
		if r.tags[i] != comma && r.tags[i] != and && r.tags[i] != adverb && r.tags[i] != determiner && r.tags[i] != preposition {
			return false
		}
	}
	return true
}

// deed is what is known of a verb that the rules ask about again and again.
type deed struct {
	of         span
	participle string
	word       token.Token // the participle
	level      bool        // it says how high something is, or how that changed
}

// deed looks a verb up.
func (r *reading) deed(v span) *deed {
	d := &r.lastDeed
	if d.of != v {
		*d = deed{of: v, participle: r.participleIn(v)}
		d.word.Word = r.pack.Lookup([]byte(d.participle))
		d.level = r.tellsLevel(v, d)
	}
	return d
}

// participle is the past participle of a verb, or "".
func (r *reading) participle(v span) string {
	if v.empty() {
		return ""
	}
	return r.deed(v).participle
}

// verbOf is what a verb is in a class, by its participle.
func (r *reading) verbOf(v span, class language.Class) (language.Entry, bool) {
	if v.empty() {
		return language.Entry{}, false
	}
	return r.pack.Entry(r.deed(v).word, class)
}

// level tells whether a verb says how high something is, or how that changed.
func (r *reading) level(v span) bool { return !v.empty() && r.deed(v).level }

func (r *reading) participleIn(v span) string {
	for i := v.to - 1; i >= v.from; i-- {
		t := r.scanned[i]
		if r.tags[i] == adverb || r.tags[i] == preposition || r.pack.Is(t, language.Auxiliary) {
			continue
		}
		if e, ok := r.pack.Entry(t, language.VerbForm); ok {
			return e.ID
		}
		return r.pack.FormOf(r.Text[t.Start:t.End])
	}
	return ""
}

func (r *reading) tellsLevel(v span, d *deed) bool {
	if v.empty() {
		return false
	}
	if d.participle == "" {
		e, _ := r.pack.Entry(r.scanned[v.to-1], language.Auxiliary)
		for i := v.from; i < v.to && e.ID != "be"; i++ {
			e, _ = r.pack.Entry(r.scanned[i], language.Auxiliary)
		}
		return e.ID == "be"
	}
	return r.pack.Is(d.word, language.Stands) || r.pack.Is(d.word, language.Settled) && r.passive(v)
}

// agree gives a participle the form that goes with a counted noun.
func (r *reading) agree(p string, q *quantity.Quantity) string {
	plural := r.pack.Wording("plural")
	if plural == "" {
		return p
	}
	if r.pack.EndsAsFeminine(q.Unit) {
		p += "e"
	}
	return strings.TrimSuffix(p, plural) + plural
}

// predicate is what is said of a figure's phrase, as a relative clause or participle: "people" "waiting for a provider".
func (r *reading) predicate(v span, q *quantity.Quantity, figures bool) string {
	i := v.from
	be := false
	for i < v.to && (r.pack.Is(r.scanned[i], language.Auxiliary) || r.tags[i] == adverb) {
		e, _ := r.pack.Entry(r.scanned[i], language.Auxiliary)
		be = be || e.ID == "be"
		i++
	}
	end := r.extent(v.to, 7)
	next := end
	for next < len(r.tags) && (r.tags[next] == preposition || r.tags[next] == determiner || r.tags[next] == adverb || r.tags[next] == genitive) {
		next++
	}
	if k := r.before(next); r.tagAt(next) == figure && k < next {
		// The clause goes on with a figure, without which it says nothing.
		if figures && (!be || i < v.to) {
			for k := range r.grammar.Quantities {
				p := &r.grammar.Quantities[k]
				if p.From == next {
					end = max(p.To, r.extent(p.To, 5))
				}
			}
		} else if end <= v.to {
			return ""
		}
	}
	if be && end <= i {
		return ""
	}
	if be && (i < v.to || r.tags[i] == preposition || r.tags[i] == genitive || r.tags[i] == adverb) {
		return " " + r.text(i, end) // "waiting for a doctor", "in training"
	}
	if w := r.scanned[v.from]; i == v.from && v.to < len(r.scanned) && r.pack.Participle(r.Text[w.Start:w.End]) && r.pack.Is(r.scanned[v.to], language.By) {
		return " " + r.text(v.from, max(end, v.to)) // "fires caused by lightning"
	}
	that := r.pack.Wording("that")
	if q.Kind == Count && r.person(q) {
		that = r.pack.Wording("person")
	}
	return " " + that + " " + r.text(v.from, max(end, v.to))
}

// alike is the frame of the nearest figure of a kind, in the sentence or in the last one.
func (r *reading) alike(n int, kind quantity.Kind) (frame, bool) {
	for k := n - 1; k >= max(0, n-sight); k-- {
		if r.frames[k].kind == kind && r.frames[k].base != "" {
			return r.frames[k], true
		}
	}
	for k := len(r.past) - 1; k >= 0; k-- {
		if r.past[k].kind == kind && r.past[k].base != "" {
			return r.past[k], true
		}
	}
	return frame{}, false
}

// hyphenated tells whether a figure is written as an adjective.
func (r *reading) hyphenated(q *quantity.Quantity) bool {
	for i := q.From; i < q.To; i++ {
		if r.scanned[i].Rune == '-' && i > q.From {
			return true
		}
	}
	return false
}

// objectEnd is where the words that belong to a verb end, before most.
func (r *reading) objectEnd(from, most int) int {
	for most > from && (r.tags[most-1] == adverb || r.tags[most-1] == preposition || r.tags[most-1] == determiner) {
		most--
	}
	return most
}

// object is the noun phrase between the verb and the preposition at i that ties a figure to it: "set the quota at 58,400 t".
func (r *reading) object(n, i int) string {
	s := r.spots[n]
	if s.verb.empty() || s.verb.to >= i {
		return ""
	}
	from, to := s.verb.to, i
	if r.tags[i] == noun {
		to = i + 1
	}
	for from < to && (r.tags[from] == determiner || r.tags[from] == period || r.tags[from] == adverb || r.tags[from] == genitive && r.pack.Inflected()) {
		from++ // « des », a plural without article
	}
	if from >= to || r.tags[from] != noun {
		return ""
	}
	if only := r.extent(from, 3); r.onlyChange(from, min(to, only)) {
		return ""
	}
	end := min(to, r.extent(from, 8))
	if r.figureBetween(s.verb.to, to) {
		return ""
	}
	return r.articled(from, end)
}

// onlyChange tells whether words only say that something changed: "a further increase".
func (r *reading) onlyChange(from, to int) bool {
	if from >= to || !r.pack.OpensAny(r.scanned[from], changes) && !r.pack.OpensAny(r.scanned[to-1], changes) {
		return false
	}
	for i := from; i < to; i++ {
		if r.tags[i] == noun && !r.pack.OpensAny(r.scanned[i], changes) && r.generic(i) == "" {
			return false
		}
	}
	return true
}

// comparative tells whether "than" follows closely.
func (r *reading) comparative(to int) bool {
	for k := to; k < min(len(r.scanned), to+3); k++ {
		if e, n := r.pack.Match(r.scanned, k, language.Compared); n > 0 && e.ID == "" && r.tags[k] != period {
			return true
		}
	}
	return false
}

// verbBetween tells whether a finite verb or the end of a clause stands between two tokens.
func (r *reading) verbBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if r.tags[i] == finite || r.tags[i] == infinitive || r.tags[i] == stop {
			return true
		}
	}
	return false
}

// ofFigure gives the figure with a noun that follows the "of" at token i, or -1: "of the 40 residents".
func (r *reading) ofFigure(i int) int {
	i++
	for r.tagAt(i) == determiner {
		i++
	}
	for n := range r.grammar.Quantities {
		q := &r.grammar.Quantities[n]
		if q.From == i && q.Kind == Count && r.ownNoun(q) {
			return n
		}
	}
	return -1
}

// points tells whether a phrase only points back: "of them", "of that total".
func (r *reading) points(from, to int) bool {
	if r.demonstrative(from) {
		return true
	}
	words := 0
	for i := from; i < to; i++ {
		switch {
		case r.tags[i] == pronoun || r.tags[i] == relative:
			return true
		case r.tags[i] == preposition:
			return words == 0
		case r.tags[i] == noun && !r.pack.Is(r.scanned[i], language.Generic):
			words++
		}
	}
	return words == 0
}

// demonstrative tells whether a phrase starts with a word such as "that".
func (r *reading) demonstrative(i int) bool {
	return i < len(r.scanned) && r.pack.Is(r.scanned[i], language.Demonstrative)
}

// generic is what a noun that only counts or sums adds to a measure, "none" for nothing, "" for another noun.
func (r *reading) generic(i int) string {
	e, _ := r.pack.Entry(r.at(i), language.Generic)
	return e.ID
}

// pastComma is the token behind a comma at i, or i.
func (r *reading) pastComma(i int) int {
	if r.tagAt(i) == comma {
		return i + 1
	}
	return i
}

// past a bracket: the token behind "(…)" at i, or i.
func (r *reading) pastBracket(i int) int {
	if r.tagAt(i) != bracket || r.scanned[i].Rune != '(' {
		return i
	}
	for k := i + 1; k < min(len(r.tags), i+10); k++ {
		if r.tags[k] == bracket {
			return k + 1
		}
	}
	return i
}

// genericSubject tells whether a subject has no noun that says what it is: "the target".
func (r *reading) genericSubject(s span) bool {
	any := false
	for i := s.from; i < s.to; i++ {
		if r.tags[i] == noun {
			if any = true; r.generic(i) == "" {
				return false
			}
		} else if r.tags[i] != determiner && r.tags[i] != adverb {
			return false
		}
	}
	return any
}

func (r *reading) contains(s span, q *quantity.Quantity) bool {
	return q.From >= s.from && q.To <= s.to
}

// listKind is the kind of the figures that the list before figure n holds.
func (r *reading) listKind(n int) quantity.Kind {
	for k := n - 1; k >= max(0, n-2); k-- {
		if isShare(r.frames[k].kind) {
			return r.frames[k].kind
		}
	}
	return ""
}

// wholeNoun is what a relative pronoun makes figure n a part of: "operators, 74 per cent of whom are certified".
func (r *reading) wholeNoun(n int) string {
	whole := r.spots[n].whole
	if whole.empty() {
		return ""
	}
	for k := range r.grammar.Quantities {
		if q := &r.grammar.Quantities[k]; r.contains(whole, q) || q.To < whole.from && r.complementOf(q.To, whole.from) {
			return "" // what was counted is told by its figure
		}
	}
	return r.plain(r.text(whole.from, whole.to))
}

// complementOf tells whether a noun phrase at token from is the complement of one that ends before token to: "40 buses | from | a plant".
func (r *reading) complementOf(to, from int) bool {
	linked := false
	for i := to; i < from; i++ {
		switch r.tags[i] {
		case preposition, genitive:
			linked = true
		case determiner, noun, inside:
		default:
			return false
		}
	}
	return linked
}

// listedHere is what was counted last.
func (r *reading) listedHere(n int) string {
	if whole := r.wholeNoun(n); whole != "" {
		return whole
	}
	if n+1 < len(r.grammar.Quantities) {
		q, next := &r.grammar.Quantities[n], &r.grammar.Quantities[n+1]
		if next.Kind == Count && r.ownNoun(next) && r.tagAt(r.pastComma(q.To)) == and && r.joined(q.To, next.From) {
			return r.noun(n + 1) // "Thirty per cent, or 372 homes"
		}
	}
	for _, people := range [...]bool{true, false} {
		for k := n - 1; k >= max(0, n-sight); k-- {
			if r.frames[k].kind == Count && r.frames[k].base != "" && (!people || r.person(&r.grammar.Quantities[k])) {
				return cmp.Or(r.frames[k].stem, r.frames[k].base)
			}
		}
	}
	if n > 0 && r.frames[n-1].base != "" {
		return r.frames[n-1].base
	}
	if r.listed != "" {
		return r.listed
	}
	return r.previous(n)
}

// previous is what the figure before is of.
func (r *reading) previous(n int) string {
	for k := n - 1; k >= max(0, n-sight); k-- {
		if r.frames[k].base != "" {
			return r.frames[k].base
		}
	}
	for k := len(r.past) - 1; k >= 0; k-- {
		if r.past[k].base != "" {
			return r.past[k].base
		}
	}
	return ""
}

// left takes the noun phrase that ends before the "of" at token i: "a trade surplus of $2 billion".
func (r *reading) left(f *frame, n, i int, head string) {
	start := r.leftPhrase(n, i)
	if start >= i {
		return
	}
	extra, only := "", true
	for k := start; k < i; k++ {
		if id := r.generic(k); id != "" {
			if id != "none" {
				extra = id
			}
		} else if r.tags[k] == noun {
			only = false
		}
	}
	if !only {
		f.head, f.base = head, r.articled(start, i)
		f.base += r.purposeOf(n, start, i)
		return
	}
	// "an average of": what it is the average of stands before.
	q := &r.grammar.Quantities[n]
	base := ""
	if q.Kind == Money && q.Per != "" && extra != "" {
		extra = r.pack.Wording("average")
	}
	verb := r.spots[n].verb
	text := r.subjectText(r.spots[n].subject)
	e, priced := r.verbOf(verb, language.SubjectHead)
	p, ok := r.alike(n, q.Kind)
	switch o := r.object(n, start-1); {
	case o != "":
		base = o
	case priced && text != "" && q.Kind == Money:
		base, f.subject = r.compose(e.ID, text), ""
	case ok && q.Kind != Duration:
		base = r.measure(frame{head: p.head, base: p.base})
	case text != "":
		base, f.subject = text, ""
	default:
		base = r.previous(n)
	}
	if base != "" {
		f.head, f.base = head, r.with(extra, base)
	}
}

// purposeOf is the complement that the noun phrase at tokens[from:to] goes on with behind its amount: "an investment of
// $2 billion (C$3 billion) in a plant". "In" tells what for only behind a noun for money or a share.
func (r *reading) purposeOf(n, from, to int) string {
	q := &r.grammar.Quantities[n]
	at := r.pastAside(q.To)
	_, k := r.pack.Match(r.scanned, at, language.Goal)
	if k == 0 || q.Kind != Money && !isShare(q.Kind) || r.tagAt(at) != preposition && r.tagAt(at) != genitive {
		return ""
	}
	if r.pack.Is(r.scanned[at], language.ChangeIn) {
		if _, area := r.pack.Match(r.scanned, at+k, language.Area); area > 0 || !r.sums(from, to) {
			return ""
		}
	}
	first := at + k
	for r.tagAt(first) == determiner {
		first++
	}
	for k := n + 1; k < min(len(r.grammar.Quantities), n+sight); k++ {
		if next := &r.grammar.Quantities[k]; next.From == first && r.tagAt(next.To) == noun {
			return " " + r.text(at, at+1) + " " + r.text(next.To, r.extent(next.To, 5)) // "in a $3 million program"
		}
	}
	if end := r.extent(at, 5); end > first {
		return " " + r.text(at, end)
	}
	return ""
}

// pastAside is the token behind another expression of a figure at i: "(C$2 billion)", ", or 40%,".
func (r *reading) pastAside(i int) int {
	if past := r.pastBracket(i); past > i {
		return past
	}
	if r.tagAt(i) != comma {
		return i
	}
	const far = 5 // tokens between the comma and the other expression
	for k := i + 1; k < i+far; k++ {
		if r.tagAt(k) != figure {
			continue
		}
		for r.tagAt(k) == figure {
			k++
		}
		if r.tagAt(k) == comma {
			return k + 1
		}
		break
	}
	return i
}

// leftPhrase gives where the noun phrase with its complements starts that ends before token i.
func (r *reading) leftPhrase(n, i int) int {
	least := 0
	if n > 0 {
		least = r.grammar.Quantities[n-1].To
	}
	skip := func(start int) int {
		for start < i && (r.tags[start] == determiner || r.tags[start] == and || r.tags[start] == adverb || r.tags[start] == genitive || r.tags[start] == period || r.tags[start] == comma) {
			start++
		}
		if _, k := r.pack.Match(r.scanned, start, language.Worth); k > 0 && start+k < i {
			for start += k; start < i && r.tags[start] == determiner; {
				start++
			}
		}
		return start
	}
	start := skip(r.phraseStart(r.scanned, i, least))
	region := i
	for region > least {
		if k := r.tags[region-1]; k == finite || k == infinitive || k == stop || k == comma || k == conjunction || k == relative || k == figure {
			break
		}
		region--
	}
	for k := region; k < start; k++ {
		if k == region || r.tags[k] == determiner && r.tags[k-1] != genitive && r.tags[k-1] != preposition {
			if wide := skip(k); wide < start && r.tags[wide] == noun && r.extent(wide, 10) >= i {
				return wide
			}
		}
	}
	return start
}

// with adds an adjective to a noun phrase where its language puts it, and in the form that goes with the noun.
func (r *reading) with(adjective, base string) string {
	if adjective == "" || base == "" || strings.Contains(base, adjective) {
		return base
	}
	noun := r.plain(base)
	if !r.pack.KeepsArticles() {
		return adjective + " " + noun
	}
	first, rest, more := strings.Cut(noun, " ")
	phrase := base[:len(base)-len(noun)] + first + " " + r.agreeing(adjective, strings.ToLower(first))
	if more {
		phrase += " " + rest
	}
	return phrase
}

// agreeing is the form of an adjective that goes with a noun.
func (r *reading) agreeing(adjective, noun string) string {
	form := adjective
	singular := r.pack.Singular(noun)
	plural := singular != noun // « prix » and « taux » have one form
	noun = singular
	feminine := r.pack.EndsAsFeminine(noun)
	if feminine {
		form = cmp.Or(r.pack.Wording("feminine "+adjective), adjective+"e")
	}
	if !plural {
		return form
	}
	if w := r.pack.Wording("plural " + adjective); w != "" && !feminine {
		return w
	}
	return form + r.pack.Wording("plural")
}

// goal is the noun phrase that money goes to.
func (r *reading) goal(to int) string {
	for i := to; i < len(r.tags) && i < to+18; i++ {
		switch r.tags[i] {
		case preposition, genitive:
			_, k := r.pack.Match(r.scanned, i, language.Goal)
			if k == 0 || r.tagAt(i+k) == period {
				continue
			}
			if end := r.extent(i+k, 7); end > i+k && r.tags[i+k] == infinitive {
				return r.text(i, end)
			} else if end > i+k {
				return r.whole(i+k-1, end)
			}
			next := r.before(i+k) + 1
			for next < len(r.tags) && r.tags[next] != figure && next < i+k+4 {
				next++
			}
			for n := range r.grammar.Quantities {
				q := &r.grammar.Quantities[n]
				if q.From == next && r.ownNoun(q) {
					return r.noun(n)
				}
			}
		case infinitive:
			if end := r.extent(i+1, 6); end > i+1 && i > 0 {
				return r.text(i-1, end)
			}
		case stop, finite, conjunction, relative:
			return ""
		}
	}
	return ""
}

// fallback is the last resort: the noun phrase before the figure, or what the figure before is of.
func (r *reading) fallback(n int) string {
	q := &r.grammar.Quantities[n]
	end := r.before(q.From) + 1
	for end > 0 && r.tags[end-1] != noun {
		if r.tags[end-1] == figure || r.tags[end-1] == stop {
			return r.previous(n)
		}
		end--
	}
	least := 0
	if n > 0 {
		least = r.grammar.Quantities[n-1].To
	}
	if start := r.leftPhrase(n, end); start < end && end > least {
		return r.text(start, end)
	}
	return r.previous(n)
}
