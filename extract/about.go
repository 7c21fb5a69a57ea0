package extract

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// aboutness is what is known of the sentence at hand, and of those before it, when its figures are named.
type aboutness struct {
	scanned []token.Token // of the sentence
	tags    []tag
	spots   []spot
	main    span // subject of the sentence
	limit   int  // verb of the phrase that the figure at hand stands in
	title   bool // the sentence is a headline, whose words may all have capitals

	link span     // the last answer of before, which is asked again and again
	said struct { // the same of subjectText
		of     span
		frames int
		text   string
	}

	unread []token.Token // of the sentence before, when it has no figures and its subject is not known yet

	frames []frame // of the figures of the sentence
	past   []frame // of the last sentence with figures
	listed string  // what was counted last

	known     []entity // what the release names
	hero      entity   // what it is about, when one thing
	headlined bool     // its headline says so
	topic     string   // what the sentence before is about: who "it" and "they" are
}

// frame is what a figure is of: "increase in" (change) "share of" (head) "new registrations" (base).
type frame struct {
	change, head, base string
	stem               string // base without what sets this figure apart in a list: "visitors" of "visitors from Japan"
	subject            string
	kind               quantity.Kind
	unit               string
}

// measure is the frame as a noun phrase.
func (r *reading) measure(f frame) string {
	s := r.compose(f.head, f.base)
	if f.change != "" {
		s = r.compose(f.change, s)
	}
	return strings.TrimSpace(s)
}

// about finds measure, subject and area of the mentions of a sentence.
func (r *reading) about(tokens []token.Token, first int) {
	g := r.grammar
	r.scanned = tokens
	r.title = r.Sentences[len(r.Sentences)-1].Section == Headline
	if len(g.Quantities) == 0 {
		r.unread = tokens
		return
	}
	r.unread = nil
	r.clauses(tokens)
	r.frames = r.frames[:0]
	{
		from, area, partner := -1, "", ""
		for n, q := range g.Quantities {
			name := r.item(n)
			if clause := r.semicolon(q.From); clause.from != from {
				area, partner = r.areas(r.total(clause))
				from = clause.from
			}
			f := r.frame(n)
			f.subject = cmp.Or(r.agent(n), f.subject)
			if q.Kind == Rank {
				f.subject = cmp.Or(r.made(q), f.subject)
			}
			r.frames = append(r.frames, f)
			m := &r.Mentions[first+n]
			m.Area, m.Partner = area, partner
			if !name.empty() {
				if r.sites = r.places(r.sites[:0], r.scanned, name); len(r.sites) > 0 {
					m.Area = r.sites[0].code
				}
			}
			if m.Measure = r.measure(f); f.change+f.head == "" {
				m.Measure = r.plain(m.Measure)
			}
			m.Subject = r.placeless(r.plain(f.subject), area)
			switch bare := m.Subject != "" && r.bare(r.spots[n].subject); {
			case m.Subject == "" && r.fronted() != "":
				m.Subject = r.fronted()
			case (m.Subject == "" || bare) && (r.hero.name == "" || !strings.Contains(m.Measure, r.hero.name)):
				m.Subject = cmp.Or(r.whose(), m.Subject)
			}
			if m.Kind == Count && m.UnitPhrase != "" && (strings.HasSuffix(m.Subject, " "+m.UnitPhrase) || strings.HasPrefix(m.Subject, m.UnitPhrase+" ")) {
				m.Subject = "" // "foreign firms invest, to the benefit of 250 firms"
			}
		}
		for _, f := range r.frames {
			if f.kind == Count && f.base != "" {
				r.listed = cmp.Or(f.stem, f.base)
				break
			}
		}
		r.past = append(r.past[:0], r.frames...)
	}
	r.turn()
}

// turn makes the subject of the sentence the topic of the next.
func (r *reading) turn() {
	if s := r.subjectText(r.main); s != "" {
		r.topic = s
		for i := r.main.from; i < r.main.to; i++ {
			if r.pack.Is(r.scanned[i], language.Honorific) {
				r.topic = cmp.Or(r.last(), s)
				break
			}
		}
	}
}

// catchUp reads the subject of the sentence before one without figures, when a sentence may speak of it by a pronoun. It
// must be called before the sentence is parsed.
func (r *reading) catchUp(tokens []token.Token) {
	if r.unread == nil || !slices.ContainsFunc(tokens, func(t token.Token) bool {
		s := r.pack.Single(t)
		return s.Meets(backward) && !s.Has(language.Reflexive)
	}) {
		return
	}
	r.scanned, r.unread = r.unread, nil
	r.frames = r.frames[:0]
	r.clauses(r.scanned)
	r.turn()
}

var backward = language.SetOf(language.Clitic, language.Possessive, language.PluralPronoun, language.Demonstrative)

// frame finds what figure n is of.
func (r *reading) frame(n int) frame {
	q := r.grammar.Quantities[n]
	s := r.spots[n]
	f := frame{kind: q.Kind, unit: q.Unit}
	r.limit = -1
	if !s.predicate.empty() {
		r.limit = s.predicate.from
	}
	f.subject = r.subjectText(s.subject)
	for _, p := range r.grammar.Quantities {
		if r.contains(s.subject, p) && (p.From == q.From || isShare(p.Kind) || p.Kind == Count && !r.ownNoun(p)) {
			f.subject = ""
		}
	}
	if p, ok := r.copied(n); ok {
		return p
	}
	switch {
	case q.Kind == Rank:
		r.rank(&f, n)
	case q.Kind == Times || q.Change != "":
		r.changed(&f, n)
	case q.Kind == Count:
		r.count(&f, n)
	case q.Kind == Duration:
		r.duration(&f, n)
	case isShare(q.Kind):
		r.share(&f, n)
	default:
		r.amount(&f, n)
	}
	if f.subject != "" && strings.Contains(f.base, f.subject) {
		f.subject = ""
	}
	return f
}

// copied is the frame of a figure that restates the figure before it, is compared with it or goes on with its list:
// "(C$500 million)", "or 40%", "from 12.4%", "than the 1.2 million", "and 14% in 2024".
func (r *reading) copied(n int) (frame, bool) {
	if n == 0 {
		return frame{}, false
	}
	q, prev := r.grammar.Quantities[n], r.grammar.Quantities[n-1]
	p := r.frames[n-1]
	i := r.before(q.From)
	if p.base == "" || i < 0 {
		return frame{}, false
	}
	if name := r.item(n); !name.empty() && q.Change == "" && (q.Unit == prev.Unit || q.Unit == "") {
		p.subject = r.text(name.from, name.to)
		return p, true
	}
	if j := r.skipArticle(q.From); q.Change == "" && p.change != "" {
		if _, from := r.ends(j, language.Compared); from >= prev.To && !r.figureBetween(prev.To, from) && !r.verbBetween(prev.To, from) {
			p.change, p.kind, p.unit = "", q.Kind, q.Unit
			return p, true // "5% more than the 1.2 million"
		}
	}
	link := r.scanned[i]
	aside := r.tags[i] == bracket && link.Rune == '('
	shared := isShare(q.Kind) && !isShare(prev.Kind) || isShare(prev.Kind) && !isShare(q.Kind)
	near := (aside && i < prev.To+9 || !r.verbBetween(prev.To, i)) && !r.figureBetween(prev.To, i)
	generic := !r.ownNoun(q) || r.person(q) && q.NounTo-q.NounFrom == 1
	switch {
	case near && (aside || r.pack.Is(link, language.ListOr) && r.tags[i] != comma),
		near && shared && r.tags[i] == comma && q.Change == "" && generic && r.tagAt(r.pastBracket(q.To)) != genitive && !r.linked(q.To) && i <= prev.To+5:
		return r.restated(p, n)
	case q.Change != "", q.Kind != prev.Kind && p.change == "":
		return frame{}, false
	case r.compares(i, prev.To, q.Unit == prev.Unit || q.Unit == "" || q.Kind == Duration):
		if q.Kind == Count && r.ownNoun(q) && r.tags[i] != preposition && p.change == "" {
			return frame{}, false
		}
		if isShare(q.Kind) && r.tagAt(q.To) == genitive {
			return frame{}, false
		}
		p.change = ""
		p.kind, p.unit = q.Kind, q.Unit
		return p, true
	case q.Kind != prev.Kind:
		return frame{}, false
	case !r.spots[n].predicate.empty(), r.ownNoun(q) && q.Kind == Count || r.tagAt(q.To) == genitive || r.tagAt(q.To) == inside || r.tagAt(q.To) == noun:
		return frame{}, false
	}
	// A list: nothing stands between, or what sets the figure apart.
	from := prev.To
	for from < q.From && (r.tags[from] == period || r.tags[from] == preposition && r.tagAt(from+1) == period) {
		from++
	}
	mark := from
	for from < q.From && (r.tags[from] == comma || r.tags[from] == and || r.tags[from] == conjunction) {
		from++
	}
	if from == mark {
		return frame{}, false
	}
	to := r.before(q.From) + 1
	for k := from; k < to; k++ {
		if r.tags[k] != noun && r.tags[k] != determiner && r.tags[k] != inside && r.tags[k] != genitive && !(r.tags[k] == comma && k == to-1 && k > from) {
			return frame{}, false
		}
	}
	complement := r.tagAt(q.To) == preposition && r.tagAt(q.To+1) != period && r.tagAt(q.To+1) != figure
	if from >= to {
		if complement {
			return frame{}, false
		}
		return p, true
	}
	for to > from && r.tags[to-1] == comma {
		to--
	}
	switch {
	case complement || from >= to:
		return frame{}, false
	case p.subject == "" && p.base == r.subjectText(r.spots[n-1].subject):
		p.base = r.text(from, to) // "exports totalled $62 billion and imports $64 billion"
	case p.subject == "":
		return frame{}, false
	default:
		p.subject = r.text(from, to)
	}
	return p, true
}

// linked tells whether a word of a complement stands at i.
func (r *reading) linked(i int) bool {
	return r.tagAt(i) == preposition && r.tagAt(i+1) != period && r.tagAt(i+1) != adverb && r.tagAt(i+1) != stop && r.tagAt(i+1) != comma && i+1 < len(r.tags) && !r.pack.Is(r.scanned[i+1], language.Determiner)
}

// restated is the frame of another expression of the figure before.
func (r *reading) restated(p frame, n int) (frame, bool) {
	q, prev := r.grammar.Quantities[n], r.grammar.Quantities[n-1]
	p.kind, p.unit = q.Kind, q.Unit
	if q.Kind == Money && r.tagAt(q.To) == genitive && !r.points(q.To+1, r.extent(q.To+1, 6)) {
		return p, false // "or $15 billion of exports"
	}
	switch {
	case q.Change != "" || prev.Change != "" && !isShare(q.Kind):
		if q.Kind == prev.Kind || isShare(q.Kind) {
			return p, p.change != ""
		}
		return p, false
	case isShare(q.Kind) && !isShare(prev.Kind):
		if r.tagAt(q.To) == genitive && !r.points(q.To+1, r.extent(q.To+1, 8)) || q.Kind == Fraction && r.insideNoun(q) != "" {
			return p, false
		}
		p.head = r.pack.Wording("share")
	case isShare(prev.Kind) && !isShare(q.Kind):
		if q.Kind == Count && r.ownNoun(q) && !r.person(q) && p.head == "" {
			return p, false
		}
		if e, ok := r.pack.Meaning(r.participle1(r.spots[n].verb), language.SubjectHead); ok && q.Kind == Money && r.between(r.spots[n].verb.to, prev.From) {
			if text := r.subjectText(r.spots[n].subject); text != "" {
				p.head, p.base, p.subject = e.ID, text, ""
				return p, true // "is paying 60 per cent ($117.6 million)"
			}
		}
		p.head = ""
	case q.Kind == Money && q.Per != "" && prev.Kind == Count, q.Kind == Money && prev.Kind == Count:
		return p, false
	case q.Kind != prev.Kind && !(isShare(q.Kind) && isShare(prev.Kind)):
		return p, false
	case q.Kind == Count && r.ownNoun(q) && q.Unit != prev.Unit:
		return p, false
	}
	return p, true
}

// compares tells whether the words between two figures compare the second with the first: "from", "compared with",
// "up from the", "than", "to"; the last one only where their units are the same.
func (r *reading) compares(i, from int, same bool) bool {
	if i < from {
		return false
	}
	start := -1
	if r.pack.Is(r.scanned[i], language.RangeTo) && (r.tags[i] == preposition || r.tags[i] == genitive) && same {
		start = i
		for k := from; k < i; k++ {
			if r.tags[k] == comma {
				start = -1
			}
		}
	}
	for k := max(from, i-5); k <= i && start < 0; k++ {
		if _, n := r.pack.Match(r.scanned, k, language.Compared); n > 0 && k+n == i+1 {
			start = k
		}
	}
	if start < 0 {
		return false
	}
	for k := from; k < start; k++ {
		if r.tags[k] == noun && !r.pack.OpensAny(r.scanned[k], changes) || r.tags[k] == stop || start == i && r.tags[k] == finite && r.pack.Is(r.scanned[i], language.RangeTo) {
			return false
		}
	}
	return true
}
