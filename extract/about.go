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

	naming naming // the figure at hand

	lastDeed deed     // the verb asked about last
	link     span     // the last answer of before, which is asked again and again
	said     struct { // the same of subjectText
		of     span
		frames int
		text   string
	}

	unread []token.Token // of the sentence before, when it has no figures and its subject is not known yet

	frames []frame // of the figures of the sentence
	past   []frame // of the last sentence with figures
	listed string  // what was counted last …
	lister string  // … and whose it is

	known     []entity // what the release names
	hero      entity   // what it is about, when one thing
	headlined bool     // its headline says so
	topic     string   // what the sentence before is about: who "it" and "they" are
}

// frame is what a figure is of: "increase in" (change) "share of" (head) "new registrations" (base).
type frame struct {
	change, head, base string
	stem               string // base without what sets this figure apart in a list: "visitors" of "visitors from Japan"
	done               string // participle of the verb whose object it is
	subject            string
	rule               string // that named it
	kind               quantity.Kind
	unit               string
}

// measure is the frame as a noun phrase.
func (r *reading) measure(f frame) string {
	if f.kind == quantity.Measure && f.head != "" && r.isSize(f.base, "space") {
		f.head, f.base = "", r.plain(f.base) // « superficie récoltée »
	}
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
	clause, area, partner := span{}, "", ""
	several := r.severalPlaces()
	for n := range g.Quantities {
		q, m := &g.Quantities[n], &r.Mentions[first+n]
		if q.From >= clause.to {
			clause = r.semicolon(q.From)
			area, partner = r.areas(r.total(clause))
		}
		m.Area, m.Partner = area, partner
		if several {
			m.Area = cmp.Or(r.ownArea(n), area)
		}
		r.describe(m, n, area)
		if m.Subject == "" {
			r.spoken(first+n, r.spots[n].subject)
		}
	}
	for i := range r.frames {
		if f := &r.frames[i]; f.kind == Count && f.base != "" {
			r.listed, r.lister = cmp.Or(f.stem, f.base), f.subject
			break
		}
	}
	r.past = append(r.past[:0], r.frames[max(0, len(r.frames)-sight):]...)
	r.turn()
}

// describe names figure n and what it is measured of.
func (r *reading) describe(m *Mention, n int, area string) {
	f := r.nameFigure(n)
	if f.base == "" && f.head == "" {
		f.base = r.namedBefore(m, n)
	}
	if m.Measure = r.measure(f); f.change+f.head == "" {
		m.Measure = r.plain(m.Measure)
	}
	if m.Measure != "" && r.scope() != "" {
		m.Measure += " " + r.scope()
	}
	rule := ""
	m.Subject, rule = r.naming.settleSubject(m.Measure, area)
	f.subject = m.Subject
	r.frames = append(r.frames, f)
	if m.Kind == Count && m.UnitPhrase != "" && (strings.HasSuffix(m.Subject, " "+m.UnitPhrase) || strings.HasPrefix(m.Subject, m.UnitPhrase+" ")) {
		m.Subject = "" // "foreign firms invest, to the benefit of 250 firms"
	}
	m.Rules = append(m.Rules, f.rule)
	if m.Subject != "" {
		m.Rules = append(m.Rules, rule)
	}
}

// namedBefore is the name that the text gave an amount when it told it first, for one that it takes up again: "Of the $186 million, …".
func (r *reading) namedBefore(m *Mention, n int) string {
	const few = 24 // mentions
	q := &r.grammar.Quantities[n]
	if q.From == 0 || r.tags[q.From-1] != determiner {
		return ""
	}
	for k := len(r.Mentions) - 1; k >= max(0, len(r.Mentions)-few); k-- {
		if o := &r.Mentions[k]; o.Start < m.Start && o.Measure != "" && o.Unit == m.Unit && o.Low.Cmp(m.Low) == 0 && o.High.Cmp(m.High) == 0 {
			return o.Measure
		}
	}
	return ""
}

// scope is what the sentence opens with that leaves a place out: "outside Quebec".
func (r *reading) scope() string {
	if !r.pack.Opens(r.scanned[0], language.Outside) {
		return ""
	}
	_, n := r.pack.Match(r.scanned, 0, language.Outside)
	end := n
	for end < len(r.tags) && (r.tags[end] == noun || r.tags[end] == determiner || r.tags[end] == inside) {
		end++
	}
	if n == 0 || end == n || r.tagAt(end) != comma {
		return ""
	}
	return strings.ToLower(r.text(0, 1)) + " " + r.text(1, end)
}

// turn makes the subject of the sentence the topic of the next.
func (r *reading) turn() {
	if s := r.subjectText(r.main); s != "" {
		r.topic = s
		for i := r.main.from; i < min(r.main.to+3, len(r.scanned)); i++ {
			if e, ok := r.pack.Entry(r.scanned[i], language.VerbForm); ok && i >= r.main.to && r.launches(e.ID) || i < r.main.to && r.pack.Is(r.scanned[i], language.Honorific) {
				r.topic = cmp.Or(r.last(), s)
				break
			}
		}
	}
}

// launches tells whether a verb, by its participle, brings in what the text then speaks of.
func (r *reading) launches(participle string) bool {
	_, ok := r.pack.Meaning(participle, language.Launching)
	return ok
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
