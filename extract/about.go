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
	rule               string // that named it
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
		for n := range g.Quantities {
			q := &g.Quantities[n]
			name := r.item(n)
			if clause := r.semicolon(q.From); clause.from != from {
				area, partner = r.areas(r.total(clause))
				from = clause.from
			}
			f := r.nameFigure(n)
			f.subject = cmp.Or(r.agent(n), f.subject)
			if q.Kind == Rank {
				f.subject = cmp.Or(r.made(q), f.subject)
			}
			r.frames = append(r.frames, f)
			m := &r.Mentions[first+n]
			if f.rule != "" {
				m.Rules = append(m.Rules, f.rule)
			}
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
