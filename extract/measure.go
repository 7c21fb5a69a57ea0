package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

func isShare(k quantity.Kind) bool { return k == Percent || k == Fraction }

func (r *reading) ownNoun(q quantity.Quantity) bool { return q.NounTo > q.NounFrom }

func (r *reading) person(q quantity.Quantity) bool {
	if _, ok := r.pack.Meaning(q.Unit, language.Person); ok {
		return true
	}
	return r.ownNoun(q) && r.pack.Is(r.scanned[q.NounTo-1], language.Person)
}

// insideNoun is the noun inside a fraction: "one job in nine".
func (r *reading) insideNoun(q quantity.Quantity) string {
	from, to := -1, -1
	for i := q.From; i < q.To; i++ {
		t := r.scanned[i]
		if t.Kind != token.Word || r.pack.Single(t).Meets(counting) {
			if from >= 0 {
				break
			}
			continue
		}
		if from < 0 {
			from = i
		}
		to = i + 1
	}
	return r.text(from, to)
}

var counting = language.SetOf(language.Cardinal, language.Hundred, language.Scale, language.Collective, language.FractionPart,
	language.Ordinal, language.OutOf, language.Half, language.Of, language.Preposition, language.Determiner, language.Adverb, language.ListAnd)

// count names what is counted: the noun with what follows it, and the participle of the verb that it is the object of.
func (r *reading) count(f *frame, n int) {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	i := r.before(q.From)
	if (r.tagAt(i) == preposition || r.tagAt(i) == genitive && i == s.verb.to) && r.level(s.verb) && r.participle(s.verb) != "" && i >= s.verb.to && !r.pack.Is(r.scanned[i], language.ChangeIn) {
		// "The backlog shrank from 1.1 million files": the noun is the unit of what the clause is about.
		if f.base = r.object(n, i); f.base == "" {
			f.base = r.subjectText(s.subject)
		}
		if f.base != "" {
			f.subject = ""
			return
		}
	}
	if r.tagAt(i) == genitive && r.tagAt(i-1) == noun && r.generic(i-1) == "" && (r.person(q) || !r.ownNoun(q)) {
		least := 0
		if n > 0 {
			least = r.grammar.Quantities[n-1].To
		}
		if start := r.phraseStart(r.scanned, i, least); start < i && r.tags[start] == determiner && r.indefinite(start) {
			f.head, f.base = r.pack.Wording("size"), r.text(start, i)
			f.stem = r.noun(n)
			return
		}
	}
	after := q.To
	switch {
	case r.ownNoun(q):
		f.stem = r.noun(n)
	case r.tagAt(after) == genitive && r.ofFigure(after) >= 0:
		f.stem = r.noun(r.ofFigure(after)) // "eight of the 11 people"
		after = r.grammar.Quantities[r.ofFigure(after)].To
	case r.tagAt(after) == genitive:
		end := r.extent(after+1, 8)
		if r.points(after+1, end) {
			f.stem = r.listedHere(n)
			after = end
			for k := after; k > q.To+1; k-- {
				if r.tags[k-1] == pronoun {
					after = k
					break
				}
			}
		} else {
			f.stem = r.text(after+1, end)
			after = end
		}
	default:
		f.stem = r.understood(n)
	}
	if k := q.From - 1; k >= 0 && r.tags[k] == noun && r.pack.Is(r.scanned[k], language.PreNoun) && r.ownNoun(q) {
		f.stem = r.text(k, k+1) + " " + f.stem // "the other 16 agreements"
	}
	f.base = f.stem
	end := r.extent(after, 6)
	direct := !s.verb.empty() && r.between(s.verb.to, q.From)
	participle := ""
	switch {
	case !s.predicate.empty():
	case direct && (!r.level(s.verb) || r.averages(s.verb)):
		participle = r.participle(s.verb)
		if e, ok := r.pack.Meaning(participle, language.SubjectHead); ok && e.ID == r.pack.Wording("average") {
			if text := r.subjectText(s.subject); text != "" {
				f.base, f.subject = r.with(e.ID, text), "" // "Stays averaged 3.5 nights"
				return
			}
		}
	case i >= 0 && r.tags[i] == noun && strings.HasSuffix(r.Text[r.scanned[i].Start:r.scanned[i].End], "ing"):
		if r.tagAt(i-1) == comma {
			f.subject = "" // "…, supporting 250 companies": it is not said what does
		}
		participle = r.participle(span{i, i + 1}) // "hiring six welders"
	}
	if participle != "" && (end == after || r.tagAt(after) == preposition) {
		f.base += " " + r.modified(r.agree(participle, q), s.verb)
	}
	if end > after {
		f.base += " " + r.text(after, end)
	}
	switch {
	case !s.predicate.empty() && s.predicate.from >= end:
		f.base += r.predicate(s.predicate, q, false)
	case participle == "" && r.tagAt(i) == preposition && !s.verb.empty() && !s.subject.empty() && i >= s.verb.to && r.onlyAdverbs(s.verb.to, i):
		// "Advisers work in 160 cities": the cities where they do.
		if r.pack.Is(r.scanned[i], language.ChangeIn) {
			if end == after && f.subject != "" && r.pronounless(s.subject) {
				f.base += " " + r.pack.Wording("where") + " " + r.text(s.subject.from, i)
				f.subject = ""
			}
		} else if p := r.participle(s.verb); p != "" && end == after && !r.passive(s.verb) && !r.level(s.verb) && !r.pack.KeepsArticles() {
			f.base += " " + p + " " + r.text(i, i+1)
		}
	}
}

// passive tells whether a verb stands with a form of "be".
func (r *reading) passive(v span) bool {
	for i := v.from; i < v.to; i++ {
		if e, _ := r.pack.Entry(r.scanned[i], language.Auxiliary); e.ID == "be" {
			return true
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

// averages tells whether a verb says what its subject comes to on average.
func (r *reading) averages(v span) bool {
	e, ok := r.pack.Meaning(r.participle(v), language.SubjectHead)
	return ok && e.ID == r.pack.Wording("average")
}

// indefinite tells whether a determiner is "a" or "our".
func (r *reading) indefinite(i int) bool {
	t := r.scanned[i]
	return r.pack.Is(t, language.PerWord) || r.pack.Is(t, language.Cardinal) || r.pack.Is(t, language.Possessive)
}

func (r *reading) pronounless(s span) bool { return !r.pronominal(s) && s.to-s.from <= 6 }

// noun is the noun phrase that figure n counts.
func (r *reading) noun(n int) string {
	q := r.grammar.Quantities[n]
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
	for _, q := range r.grammar.Quantities {
		if q.From == from {
			return q.Range
		}
	}
	return false
}

// understood is what a figure without a noun counts: what the list that it stands in counts.
func (r *reading) understood(n int) string {
	q := r.grammar.Quantities[n]
	// "3,000, 4,500 and 6,000 jobs"
	for k := n + 1; k < len(r.grammar.Quantities); k++ {
		p := r.grammar.Quantities[k]
		if p.Kind != q.Kind || p.Unit != q.Unit || !r.joined(r.grammar.Quantities[k-1].To, p.From) {
			break
		}
		if r.ownNoun(p) {
			return r.noun(k)
		}
	}
	// "Of the new seats, 35 …"
	if r.tagAt(0) == genitive {
		if end := r.extent(1, 6); end > 1 && end < q.From && !r.points(1, end) {
			return r.text(1, end)
		}
	}
	for k := n - 1; k >= 0; k-- {
		if p := r.grammar.Quantities[k]; p.Kind == q.Kind && p.Unit == q.Unit && r.frames[k].base != "" {
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

func (r *reading) joined(from, to int) bool {
	for i := from; i < to; i++ {
		if r.tags[i] != comma && r.tags[i] != and && r.tags[i] != adverb && r.tags[i] != determiner && r.tags[i] != preposition {
			return false
		}
	}
	return true
}

// participle is the past participle of a verb.
func (r *reading) participle(v span) string {
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

// participle1 is the past participle of a verb, or "" for none.
func (r *reading) participle1(v span) string {
	if v.empty() {
		return ""
	}
	return r.participle(v)
}

// level tells whether a verb says how high something is, or how that changed.
func (r *reading) level(v span) bool {
	if v.empty() {
		return false
	}
	p := r.participle(v)
	if p == "" {
		e, _ := r.pack.Entry(r.scanned[v.to-1], language.Auxiliary)
		for i := v.from; i < v.to && e.ID != "be"; i++ {
			e, _ = r.pack.Entry(r.scanned[i], language.Auxiliary)
		}
		return e.ID == "be"
	}
	_, ok := r.pack.Meaning(p, language.Stands)
	return ok
}

// agree gives a participle the form that goes with a counted noun.
func (r *reading) agree(p string, q quantity.Quantity) string {
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
func (r *reading) predicate(v span, q quantity.Quantity, figures bool) string {
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
			for _, p := range r.grammar.Quantities {
				if p.From == next {
					end = max(p.To, r.extent(p.To, 5))
				}
			}
		} else if end <= v.to {
			return ""
		}
	}
	if be {
		if end > i {
			return " " + r.text(i, end)
		}
		return ""
	}
	that := r.pack.Wording("that")
	if q.Kind == Count && r.person(q) {
		that = r.pack.Wording("person")
	}
	return " " + that + " " + r.text(v.from, max(end, v.to))
}

// rank names a rank: "rank as trading partner", "rank for exploration spending".
func (r *reading) rank(f *frame, n int) {
	q := r.grammar.Quantities[n]
	end := r.extent(q.To, 5)
	switch {
	case end > q.To && (r.tags[q.To] == preposition || r.tags[q.To] == genitive):
		f.base = r.pack.Wording("rank") + " " + r.text(q.To, end)
	case end > q.To:
		f.head, f.base = r.pack.Wording("rank_as"), r.text(q.To, end)
	default:
		if p, ok := r.alike(n, Rank); ok {
			f.head, f.base = p.head, p.base
			return
		}
		f.base = r.pack.Wording("rank")
		if len(r.past) > 0 && r.past[0].base != "" {
			f.head, f.base = r.pack.Wording("rank_for"), r.past[0].base
		}
	}
}

// alike is the frame of the nearest figure of a kind, in the sentence or in the last one.
func (r *reading) alike(n int, kind quantity.Kind) (frame, bool) {
	for k := n - 1; k >= 0; k-- {
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

// duration names a length of time: "length of mission", "time until permits are issued".
func (r *reading) duration(f *frame, n int) {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	length := r.pack.Wording("length")
	to := q.To
	for r.tagAt(to) == inside {
		to++
	}
	i := r.before(q.From)
	_, deadline := r.ends(q.From, language.Deadline)
	switch {
	case r.tagAt(to) == noun && (r.glued(q.To) || r.hyphenated(q)): // "nine-day mission"
		f.head, f.base = length, r.text(to, r.extent(to, 4))
	case r.tagAt(i) == genitive && i > 0 && deadline < 0: // "a mission of nine days"
		r.left(f, n, i, length)
	case deadline >= 0 && !s.verb.empty():
		if r.tags[s.verb.to-1] == infinitive {
			f.base = r.pack.Wording("time") + " " + r.text(s.verb.to-1, r.objectEnd(s.verb.to, deadline))
		} else if text := r.subjectText(s.subject); text != "" {
			f.base = r.pack.Wording("until") + " " + r.lowerArticle(text) + " " + r.text(s.verb.from, s.verb.to)
		}
		f.subject = ""
	case r.tagAt(to) == noun || r.tagAt(to) == preposition && r.tagAt(to+1) != period && r.extent(to, 5) > to && !s.verb.empty() && r.between(s.verb.to, q.From):
		f.base = r.text(q.To-1, r.extent(to, 5)) // "90 days without rain"
	case !s.verb.empty() && r.between(s.verb.to, q.From):
		f.head = length
		if e, ok := r.pack.Meaning(r.participle(s.verb), language.DurationHead); ok {
			f.head = e.ID
		}
		f.base = r.subjectText(s.subject)
		f.subject = ""
	}
	if p := n - 1; f.base == "" && p >= 0 && r.frames[p].kind == Money && i >= r.grammar.Quantities[p].To && i <= r.grammar.Quantities[p].To+2 && r.frames[p].base != "" {
		f.head, f.base, f.subject = length, r.measure(r.frames[p]), "" // "$35 million over five years"
	}
	if f.base == "" && !s.verb.empty() && i >= s.verb.to && r.tags[s.verb.to-1] == infinitive {
		f.base = r.pack.Wording("time") + " " + r.text(s.verb.to-1, r.objectEnd(s.verb.to, i)) // "to self-isolate for 14 days"
	}
	if f.base == "" && i >= 0 {
		f.head = length
		if f.base = r.object(n, i); f.base == "" {
			f.base = r.subjectText(s.subject)
			f.subject = ""
		}
	}
	if f.base == "" && r.main.from >= q.To {
		f.head, f.base = length, r.subjectText(r.main) // "Over three years, it will …"
	}
	if f.base == "" {
		if f.base = r.previous(n); n == 0 || f.base == "" {
			f.head, f.base = "", r.pack.Wording("duration")
		}
	}
	if first, _ := utf8.DecodeRuneInString(f.base); f.head == length && unicode.IsUpper(first) {
		// Who has a name does not last: it is the subject of what does.
		f.subject = cmp.Or(f.subject, f.base)
		f.head, f.base = "", r.pack.Wording("duration")
	}
}

// hyphenated tells whether a figure is written as an adjective.
func (r *reading) hyphenated(q quantity.Quantity) bool {
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
	for from < to && (r.tags[from] == determiner || r.tags[from] == period || r.tags[from] == adverb) {
		from++
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

// changed names the size of a change: "increase in exports".
func (r *reading) changed(f *frame, n int) {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	f.change = r.pack.Wording(string(q.Change))
	if q.Kind == Times && q.Change == "" {
		f.base, f.subject = cmp.Or(r.subjectText(s.subject), r.previous(n)), ""
		if end := r.extent(q.To, 5); end > q.To && (r.tags[q.To] == determiner || r.tags[q.To] == genitive) && f.base != "" {
			f.base = r.compose(r.pack.Wording("ratio"), f.base) + " " + r.pack.Wording("ratio_to") + " " + r.plain(r.text(q.To, end))
		}
		return
	}
	if q.Kind == Times || isShare(q.Kind) && q.Change == Up {
		f.change = r.pack.Wording("growth")
	}
	i := r.before(q.From)
	to := q.To
	if _, k := r.pack.Match(r.scanned, to, language.ChangeInside); k > 0 && r.tagAt(to+k) == noun {
		f.base = r.text(to+k, r.extent(to+k, 6))
		return
	}
	if _, k := r.pack.Match(r.scanned, to, language.ChangeAfter); k > 0 {
		to += k
	}
	if i >= 0 && !s.verb.empty() && r.tags[i] == preposition {
		if f.base = r.object(n, i); f.base != "" {
			return
		}
	}
	if r.tagAt(to) == genitive && !r.ownNoun(q) || r.tagAt(to) == preposition && r.pack.Is(r.scanned[to], language.ChangeIn) && (to > q.To || !r.level(s.verb)) {
		if end := r.extent(to+1, 7); end > to+1 && !r.points(to+1, end) {
			if q.Kind == Count && r.ownNoun(q) {
				f.base = r.noun(n) + " " + r.text(to, end)
			} else {
				f.base = r.whole(to, end)
			}
			return
		}
	}
	if p := n - 1; p >= 0 && r.frames[p].base != "" && r.tags[max(i, 0)] == comma && r.comparative(q.To) {
		f.head, f.base, f.subject = r.frames[p].head, r.frames[p].base, r.frames[p].subject
		return
	}
	if !s.verb.empty() && i >= 0 && r.tags[i] != comma {
		if o := r.object(n, i); o != "" {
			f.base = o
			return
		}
	}
	if goal := r.goal(q.To); q.Kind == Money && goal != "" && q.From > 0 && r.pack.Is(r.scanned[q.From-1], language.ChangeBefore) {
		f.head, f.base = r.pack.Wording("funding"), goal // "an additional $1.3 million for …"
		return
	}
	if q.Kind == Count && r.ownNoun(q) && !r.level(s.verb) {
		f.base = r.text(q.NounFrom, max(q.NounTo, r.extent(q.To, 6)))
		return
	}
	if p := n - 1; p >= 0 && r.frames[p].base != "" && !r.verbBetween(r.grammar.Quantities[p].To, q.From) {
		f.head, f.base, f.subject = r.frames[p].head, r.frames[p].base, r.frames[p].subject
		return
	}
	if base := r.subjectText(s.subject); base != "" && !(q.From >= s.subject.from && q.To <= s.subject.to) {
		f.base, f.subject = base, ""
		return
	}
	if q.Kind == Count && r.ownNoun(q) {
		f.base = r.text(q.NounFrom, max(q.NounTo, r.extent(q.To, 6)))
		return
	}
	f.base = r.previous(n)
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
	for n, q := range r.grammar.Quantities {
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
	if i < 0 {
		return ""
	}
	e, _ := r.pack.Entry(r.scanned[i], language.Generic)
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

// share names a part of a whole, or a rate.
func (r *reading) share(f *frame, n int) {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	share := r.pack.Wording("share")
	to := r.pastBracket(q.To)
	own := r.insideNoun(q)
	if to > q.To && n > 0 && isShare(r.listKind(n)) && r.tagAt(to) == genitive && !r.points(to+1, r.extent(to+1, 6)) {
		// "one in ten (126,000) of …", in a list of shares of the same
		if k := r.extent(to, 6); k > to {
			p, _ := r.alike(n, r.listKind(n))
			f.head, f.stem = share, cmp.Or(p.stem, p.base)
			f.base = f.stem + " " + r.text(to, k)
			return
		}
	}
	if i := r.before(q.From); n > 0 && i >= 0 && r.tags[i] == relative && own == "" && s.predicate.empty() {
		// "dont la moitié …"
		f.head, f.stem = share, r.listedHere(n)
		f.base = f.stem
		if k := r.extent(to, 6); k > to && (r.tags[to] == genitive || r.tags[to] == preposition) && !r.points(to+1, k) {
			f.base += " " + r.text(to, k)
		}
		return
	}
	end := to
	base := ""
	if p, ok := r.alike(n, r.listKind(n)); n > 0 && ok && p.stem != "" && p.stem != p.base && s.predicate.empty() && own == "" && (r.tagAt(to) == genitive || r.tagAt(to) == preposition) && r.tagAt(to+1) != period {
		if i := r.before(q.From); i >= 0 && (r.tags[i] == comma || r.tags[i] == and) && !r.points(to+1, r.extent(to+1, 6)) {
			if k := r.extent(to, 6); k > to {
				f.head, f.stem, f.base = share, p.stem, p.stem+" "+r.text(to, k) // "30 per cent from Canada"
				return
			}
		}
	}
	switch {
	case own != "" && q.Kind == Fraction:
		base = own
		f.stem = own
	case r.tagAt(to) == genitive && r.ofFigure(to) >= 0:
		k := r.ofFigure(to)
		base = r.noun(k)
		if end = r.extent(r.grammar.Quantities[k].To, 6); end > r.grammar.Quantities[k].To {
			base += " " + r.text(r.grammar.Quantities[k].To, end)
		}
	case r.tagAt(to) == genitive:
		end = r.extent(to+1, 8)
		if end > to+1 && !r.points(to+1, end) {
			base = r.whole(to, end)
			if i := s.verb.to; !s.verb.empty() && (r.between(i, q.From) || r.between(i+1, q.From) && (r.tags[i] == preposition || r.tags[i] == genitive)) && r.level(s.verb) && s.predicate.empty() {
				// "Spending was 1.7% of GDP"
				if text := r.subjectText(s.subject); text != "" && !r.contains(s.subject, q) && r.pack.Wording("as_share") != "" {
					f.base, f.subject = text+" "+r.compose(r.pack.Wording("as_share"), base), ""
					return
				}
			}
		} else if k := r.extent(to+2, 5); r.tagAt(to+1) == conjunction && k > to+2 {
			end = k
			base = r.text(to+1, end) // "half of what Canada harvests"
		} else {
			f.stem = r.listedHere(n)
			if r.demonstrative(to+1) && end > to+2 && n == 0 && len(r.past) > 0 {
				f.stem = cmp.Or(r.past[0].base, f.stem) // "42% of that catch"
			}
			base = f.stem
			for end > to+1 && r.tags[end-1] != pronoun && r.tags[end-1] != determiner {
				end--
			}
			if end == to+1 {
				end = r.extent(to+1, 8)
			}
			if k := r.extent(end, 6); k > end && (r.tags[end] == preposition || r.tags[end] == noun) {
				base += " " + r.text(end, k)
				end = k
			}
		}
	case q.Kind == Fraction && (r.tagAt(to) == noun || r.tagAt(to) == determiner):
		end = r.extent(to, 8)
		base = r.text(to, end)
	}
	if own != "" && q.Kind == Fraction {
		if end = r.extent(to, 6); end > to {
			base += " " + r.text(to, end)
		}
	}
	if base != "" {
		f.head, f.base = share, base
		if !s.predicate.empty() && end <= s.predicate.from {
			f.base += r.predicate(s.predicate, q, true)
		}
		if f.stem == "" {
			f.stem = base
		}
		return
	}
	if r.gap(f, n) {
		return
	}
	i := r.before(q.From)
	if i > 0 && r.tags[i] == genitive {
		if r.left(f, n, i, ""); f.base != "" {
			return
		}
	}
	if p, ok := r.alike(n, q.Kind); ok && r.genericSubject(s.subject) {
		f.head, f.base, f.subject = p.head, p.base, p.subject // "The target is 98%"
		return
	}
	if !s.predicate.empty() {
		f.head = share
		f.stem = r.listedHere(n)
		if n > 0 && r.grammar.Quantities[0].Kind == Money {
			f.stem = r.frames[0].base
		}
		f.base = f.stem + r.predicate(s.predicate, q, true)
		return
	}
	if n > 0 && isShare(r.grammar.Quantities[n-1].Kind) || n > 1 && isShare(r.grammar.Quantities[n-2].Kind) {
		// A list of shares, each with what sets it apart: "30 per cent from Canada".
		p := r.frames[n-1]
		if !isShare(p.kind) {
			p = r.frames[n-2]
		}
		if p.head != "" {
			f.head, f.stem = share, cmp.Or(p.stem, p.base)
			f.base = f.stem
			if k := r.extent(to, 6); k > to && r.tags[to] == preposition && r.tagAt(to+1) != period {
				f.base += " " + r.text(to, k)
			} else {
				f.base = p.base
			}
			return
		}
	}
	if i >= 0 && (r.tags[i] == preposition || r.tags[i] == noun) {
		if o := r.object(n, i); o != "" {
			f.base = o
			return
		}
	}
	if base = r.subjectText(s.subject); base != "" && (r.level(s.verb) || s.verb.empty() || !r.between(s.verb.to, q.From)) {
		f.base, f.subject = base, ""
		return
	}
	f.head, f.base = share, r.previous(n)
	if k := len(r.past); n == 0 && k > 0 && r.past[k-1].base != "" && r.past[k-1].head != share {
		f.base = r.measure(r.past[k-1])
	}
}

// gap names the distance between two levels: "15% above the average".
func (r *reading) gap(f *frame, n int) bool {
	q := r.grammar.Quantities[n]
	k := 0
	if e, m := r.pack.Match(r.scanned, q.To, language.ChangeAfter); m > 0 && strings.HasSuffix(e.ID, "_than") {
		k = m
	} else if _, m := r.pack.Match(r.scanned, q.To, language.BoundBefore); m > 0 && r.tagAt(q.To+m) != figure {
		k = m
	}
	if k == 0 {
		return false
	}
	from := q.To + k
	end := r.extent(from, 5)
	base := r.subjectText(r.spots[n].subject)
	if n > 0 && r.frames[n-1].base != "" && r.frames[n-1].kind != Count {
		base = r.frames[n-1].base
	}
	if base == "" || end == from {
		return false
	}
	f.base = r.pack.Wording("gap") + " " + r.plain(base) + " " + r.pack.Wording("and") + " " + r.plain(r.text(from, end))
	return true
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

func (r *reading) contains(s span, q quantity.Quantity) bool {
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

// listedHere is what was counted last.
func (r *reading) listedHere(n int) string {
	if n+1 < len(r.grammar.Quantities) {
		q, next := r.grammar.Quantities[n], r.grammar.Quantities[n+1]
		if next.Kind == Count && r.ownNoun(next) && r.tagAt(r.pastComma(q.To)) == and && r.joined(q.To, next.From) {
			return r.noun(n + 1) // "Thirty per cent, or 372 homes"
		}
	}
	for _, people := range [...]bool{true, false} {
		for k := n - 1; k >= 0; k-- {
			if r.frames[k].kind == Count && r.frames[k].base != "" && (!people || r.person(r.grammar.Quantities[k])) {
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
	for k := n - 1; k >= 0; k-- {
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
		to := r.grammar.Quantities[n].To
		if _, k := r.pack.Match(r.scanned, to, language.Goal); k > 0 && r.grammar.Quantities[n].Kind == Money && !r.pack.Is(r.scanned[to], language.ChangeIn) {
			if end := r.extent(to, 5); end > to+k {
				f.base += " " + r.text(to, end)
			}
		}
		return
	}
	// "an average of": what it is the average of stands before.
	q := r.grammar.Quantities[n]
	base := ""
	if q.Kind == Money && q.Per != "" && extra != "" {
		extra = r.pack.Wording("average")
	}
	verb := r.spots[n].verb
	text := r.subjectText(r.spots[n].subject)
	e, priced := r.pack.Meaning(r.participle1(verb), language.SubjectHead)
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

// with adds an adjective to a noun phrase where its language puts it.
func (r *reading) with(adjective, base string) string {
	switch {
	case adjective == "" || strings.Contains(base, adjective):
		return base
	case r.pack.KeepsArticles():
		first, rest, _ := strings.Cut(base, " ")
		if rest != "" && !strings.HasSuffix(first, "'") {
			return first + " " + adjective + " " + rest
		}
		return base + " " + adjective
	}
	return adjective + " " + r.plain(base)
}

// amount names money, a measurement, a level.
func (r *reading) amount(f *frame, n int) {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	i := r.before(q.From)
	head := r.dimension(q)
	to := q.To
	if q.Kind == Measure {
		if e, m := r.pack.Match(r.scanned, to, language.Distance); m > 0 && head == r.dimension(quantity.Quantity{Kind: Measure, Unit: "metre"}) {
			if end := r.extent(to+m, 4); end > to+m {
				f.base = e.ID + " " + r.text(to+m, end)
				return
			}
		}
	}
	if to+1 < len(r.scanned) && r.pack.Is(r.scanned[to], language.Worth) && r.tags[to+1] == genitive {
		to++ // "$98 billion worth of products"
	}
	// What stands right behind: "$75-million fund", "24-megawatt wind farm".
	after := to
	for r.tagAt(after) == inside {
		after++
	}
	if (r.tagAt(after) == noun || r.tagAt(after) == participle) && (after > to || !r.pack.KeepsArticles()) {
		if end := r.extent(after, 6); end > after && r.generic(after) == "" {
			f.head, f.base = head, r.text(after, end)
			if q.Kind == Money && q.Per == "" && r.tags[after] == noun && !r.sums(after, end) {
				f.head = r.pack.Wording("value") // "$75-million fund"
			}
			return
		}
	}
	if n+1 < len(r.grammar.Quantities) && r.tagAt(to) == comma {
		if next := r.grammar.Quantities[n+1]; next.From == to+1 && r.hyphenated(next) && r.tagAt(next.To) == noun {
			f.head, f.base = r.pack.Wording("value"), r.text(next.To, r.extent(next.To, 6)) // "a €180 million, four-year programme"
			return
		}
	}
	if e, k := r.worth(q.From); k >= 0 {
		f.head = e.ID
		least := 0
		if n > 0 {
			least = r.grammar.Quantities[n-1].To
			if p := r.grammar.Quantities[n-1]; p.Kind == Count && r.joined(p.To, k) && r.ownNoun(p) {
				f.base = r.frames[n-1].base // "18 agreements worth $1.2 billion"
				return
			}
		}
		for k > least && (r.tags[k-1] == comma || r.tags[k-1] == adverb || r.tags[k-1] == period) {
			k--
		}
		if start := r.leftPhrase(n, k); start < k {
			f.base = r.articled(start, k)
			return
		}
		if f.base = cmp.Or(r.subjectText(s.subject), r.subjectText(r.main)); f.base != "" {
			f.subject = ""
			return
		}
		f.base = r.previous(n)
		return
	}
	if p := n - 1; p >= 0 && i == r.grammar.Quantities[p].To && q.Kind == Measure && r.tags[i] == noun && r.pack.Is(r.scanned[i], language.VerbForm) && r.frames[p].base != "" && head == r.dimension(quantity.Quantity{Kind: Measure, Unit: "hectare"}) {
		f.head, f.base = head, cmp.Or(r.frames[p].stem, r.frames[p].base) // "200 farms covering 62 hectares"
		return
	}
	if r.tagAt(to) == genitive {
		if end := r.extent(to+1, 6); end > to+1 && !r.points(to+1, end) {
			f.base = r.whole(to, end)
			if !s.verb.empty() && r.between(s.verb.to, q.From) && !r.level(s.verb) {
				if p := r.participle(s.verb); p != "" && !r.pack.KeepsArticles() {
					f.base += " " + p
				}
			}
			return
		}
	}
	if i > 0 && r.tags[i] == genitive {
		if r.left(f, n, i, head); f.base != "" {
			return
		}
	}
	if (q.Kind == PercentagePoint || q.Kind == BasisPoint) && r.gap(f, n) {
		return
	}
	if i > 1 && r.scanned[i].Rune == '–' && r.tags[i-1] == noun && (q.Kind == Measure || q.Kind == Money) {
		if start := r.leftPhrase(n, i); start < i && !r.contains(s.subject, quantity.Quantity{From: start, To: i}) {
			f.base = r.text(start, i) // "lentils – 1.9 million tonnes"
			return
		}
	}
	goal := r.goal(to)
	if p, ok := r.alike(n, Money); ok && n > 0 && q.Kind == Money && q.Per != "" && i >= r.grammar.Quantities[n-1].To && r.joined(r.grammar.Quantities[n-1].To, q.From) && r.grammar.Quantities[n-1].Kind == Count {
		f.base = r.with(r.pack.Wording("average"), r.measure(p)) // "21 harbours – $3 million per harbour"
		return
	}
	if p := n - 1; i >= 0 && p >= 0 && q.Kind == Money && r.tags[i] == comma && i == r.grammar.Quantities[p].To && goal == "" && r.frames[p].base != "" {
		if k := r.frames[p].kind; k == Measure || k == Count {
			f.head, f.base = r.pack.Wording("value"), r.frames[p].base // "1.9 million tonnes, some €1.6 billion"
			return
		}
	}
	if i >= 0 && !s.verb.empty() {
		if o := r.object(n, i); o != "" && (r.tags[i] == noun || r.tags[i] == preposition) {
			f.head, f.base = head, o
			if r.tags[i] == noun && q.Kind == Money && r.tags[s.verb.to] == determiner && r.before(q.From) == q.From-1 {
				f.head = r.pack.Wording("funding") // "guarantees the Nation $5 million"
				return
			}
			if p := r.participle(s.verb); r.tags[i] == noun && p != "" && !r.pack.KeepsArticles() {
				f.base += " " + p
			}
			if k := r.extent(to, 4); k > to && r.tags[to] == preposition && q.Kind == Measure {
				f.base += " " + r.text(to, k)
			}
			return
		}
	}
	// A verb that says what its object or subject is.
	if !s.verb.empty() && q.Kind == Money {
		p := r.participle(s.verb)
		if e, ok := r.pack.Meaning(p, language.ObjectHead); ok {
			f.head, f.base = e.ID, goal
			word, _, _ := strings.Cut(e.ID, " ")
			first, _, _ := strings.Cut(goal, " ")
			switch _, verb := r.pack.Meaning(first, language.Infinitive); {
			case goal == "":
				f.head, f.base = "", word
			case verb:
				f.head, f.base = "", word+" "+goal // "funding to renew laboratories"
			default:
				if _, sum := r.pack.Meaning(strings.ToLower(first), language.AmountNoun); sum {
					f.head = "" // "committed billions of dollars in investments in …"
				}
			}
			return
		}
		if e, ok := r.pack.Meaning(p, language.SubjectHead); ok {
			if f.base = r.subjectText(s.subject); f.base != "" {
				f.head, f.subject = e.ID, ""
				return
			}
		}
	}
	if q.Kind == Measure && !s.verb.empty() && !r.level(s.verb) && r.between(s.verb.to, q.From) {
		for _, p := range r.past {
			if p.kind == q.Kind && p.unit == q.Unit && p.base != "" {
				f.head, f.base = p.head, p.base // "The Gulf receives 31,000 t"
				return
			}
		}
		if p := r.participle(s.verb); p != "" && !r.pack.KeepsArticles() {
			f.base = r.text(q.To-1, q.To) + " " + p
			if t := r.scanned[q.To-1]; t.End-t.Start <= 3 {
				f.base = q.Unit + "s " + p // a symbol
			}
			return
		}
	}
	if q.Kind == Money && r.tagAt(to) == preposition && !r.level(s.verb) {
		if r.pack.Is(r.scanned[to], language.ChangeIn) || s.verb.empty() {
			if end := r.extent(to+1, 6); end > to+1 {
				if !r.pack.Is(r.scanned[to], language.ChangeIn) {
					f.head = r.pack.Wording("funding")
				}
				f.base = r.text(to+1, end)
				return
			}
		}
	}
	if q.Kind == Money && r.tagAt(to) == preposition && r.pack.Is(r.scanned[to], language.ChangeIn) && n > 0 {
		if end := r.extent(to+1, 6); end > to+1 {
			f.base = r.text(to+1, end)
			return
		}
	}
	// The noun phrase of its own in a list: "doctoral awards from $30k".
	if i > 0 && r.tags[i] == preposition && n > 0 {
		if start := r.phraseStart(r.scanned, i, r.grammar.Quantities[n-1].To); start < i && !r.verbBetween(r.grammar.Quantities[n-1].To, i) {
			for start < i && (r.tags[start] == and || r.tags[start] == determiner) {
				start++
			}
			if start < i {
				f.head, f.base = head, r.text(start, i)
				return
			}
		}
	}
	if base := r.subjectText(s.subject); base != "" && !r.contains(s.subject, q) {
		if r.pronominal(s.subject) {
			if p, ok := r.alike(n, q.Kind); ok {
				f.head, f.base, f.subject = p.head, p.base, p.subject
				if q.Per != "" && q.Kind == Money {
					f.base = r.measure(*f)
					f.head, f.base = "", r.with(r.pack.Wording("average"), f.base)
				}
				return
			}
		}
		if !s.verb.empty() && !r.level(s.verb) {
			head = ""
		}
		f.head, f.base, f.subject = head, base, ""
		return
	}
	f.head, f.base = head, r.fallback(n)
}

// sums tells whether a phrase has a noun that is an amount itself: "investment".
func (r *reading) sums(from, to int) bool {
	for i := from; i < to; i++ {
		if r.pack.Is(r.scanned[i], language.AmountNoun) {
			return true
		}
	}
	return false
}

// dimension is the head of what a unit measures.
func (r *reading) dimension(q quantity.Quantity) string {
	if q.Kind != Measure {
		return ""
	}
	e, _ := r.pack.Meaning(q.Unit, language.Dimension)
	return e.ID
}

// worth finds words such as "valued at" before a figure, and where they start.
func (r *reading) worth(from int) (language.Entry, int) {
	least := max(0, r.before(from))
	for k := max(0, least-5); k < from; k++ {
		if e, n := r.pack.Match(r.scanned, k, language.Worth); n > 0 && k+n > least && k+n <= from {
			return e, k
		}
	}
	return language.Entry{}, -1
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
			for n, q := range r.grammar.Quantities {
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
	q := r.grammar.Quantities[n]
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
