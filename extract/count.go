package extract

import (
	"cmp"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// countRules name counts: the noun with what follows it, and the participle of the verb that it is the object of.
var countRules = []rule{
	{
		name: "measure: action on what is counted",
		doc:  "a noun of action before \"of\" and the count",
		en:   []string{"The contract led to the hiring of [six welders]. → hiring of welders"},
		fr:   []string{"Le contrat mène à l'embauche de [six soudeurs]. → embauche de soudeurs"},
		fits: (*naming).action,
	},
	{
		name: "measure: average of the subject",
		doc:  "a verb that says what its subject comes to on average",
		en:   []string{"Stays averaged [3.5 nights]. → average stays"},
		fits: (*naming).averaged,
	},
	{
		name: "measure: noun that tells how many",
		doc:  "the subject, where its noun counts what the figure leaves out",
		en:   []string{"Canada's population was estimated at [41,575,585] in January. → Canada's population"},
		fr:   []string{"La population du Canada était de [41 575 585] en janvier. → population du Canada"},
		fits: (*naming).counting,
	},
	{
		name: "measure: count as a level",
		doc:  "a counted noun behind a verb of level: it is the unit of what the clause is about",
		en: []string{
			"The backlog shrank to [1.1 million files]. → backlog",
			"Sales reached [97,300 vehicles] last year. → sales",
			"Permits will be capped at [155,000] in 2026. → permits",
		},
		fr: []string{
			"Les ventes ont atteint [97 300 véhicules]. → ventes",
			"Le nombre de permis sera plafonné à [155 000] en 2026. → nombre de permis",
		},
		fits: (*naming).countedLevel,
	},
	{
		name: "measure: count behind a colon",
		doc:  "the words before a colon, where the number has no noun",
		en:   []string{"The clinic has 40 beds. Beds for young people in the north: [12] → beds for young people in the north"},
		fits: (*naming).labelled,
	},
	{
		name: "measure: size of a group",
		doc:  "the noun of a group before \"of\" and its members",
		en:   []string{"We are a family of [five people]. → size of family"},
		fits: (*naming).groupSize,
	},
	{
		name: "measure: counted noun and its verb",
		doc:  "the noun with its complement, and what the clause does with it or says of it",
		en: []string{
			"The hospital hired [320 nurses]. → nurses hired",
			"Inspectors work in [60 ports]. → ports where inspectors work",
			"[9,000 people] are waiting for a doctor. → people waiting for a doctor",
		},
		fr:   []string{"L'hôpital a embauché [320 infirmières]. → infirmières embauchées"},
		fits: (*naming).counted,
	},
}

func (c *naming) countedLevel() bool {
	i, v := c.link, c.spot.verb
	p := c.participle(v)
	if !c.level(v) || p == "" && c.genericSubject(c.spot.subject) || c.goes(v) && c.figureBetween(c.spot.subject.from, c.spot.subject.to) {
		return false
	}
	_, reaching := c.verbOf(v, language.Reaching)
	direct := (reaching || p == "") && c.direct() && !c.spot.subject.empty() && !c.named(c.spot.subject) && !c.pronominal(c.spot.subject)
	_, settled := c.verbOf(v, language.Settled)
	settled = settled && c.verbed() && i >= v.from && v.to <= c.q.From // the qualifier holds the verb: "capped at"
	if p == "" && !direct && !(c.tagAt(i) == genitive && i == v.to) {
		return false
	}
	if !direct && !settled && (c.tagAt(i) != preposition && !(c.tagAt(i) == genitive && i == v.to) || i < v.to || c.pack.Is(c.scanned[i], language.ChangeIn)) {
		return false
	}
	base := cmp.Or(c.object(c.n, i), c.subjectText(c.spot.subject))
	if base == "" {
		return false
	}
	c.base, c.subject = base, ""
	return true
}

func (c *naming) labelled() bool {
	i := c.link
	if i < 1 || c.scanned[i].Rune != ':' || c.ownNoun(c.q) || !c.closesLine(c.q.To) {
		return false
	}
	from := i
	for from > c.least() && c.tags[from-1] != stop {
		if c.tags[from-1] == finite && !c.participial(from-1) {
			return false // a sentence leads in
		}
		from--
	}
	c.base, c.subject = c.text(from, i), ""
	return c.base != ""
}

// participial tells whether token i has the form of a past participle.
func (r *reading) participial(i int) bool {
	word := r.Text[r.scanned[i].Start:r.scanned[i].End]
	e, listed := r.pack.Entry(r.scanned[i], language.VerbForm)
	return r.pack.Participle(word) || listed && strings.EqualFold(e.ID, word)
}

// closesLine tells whether nothing but words that say when follows from token i on.
func (c *naming) closesLine(i int) bool {
	for c.tagAt(i) == period || c.tagAt(i) == preposition && c.tagAt(i+1) == period {
		i++
	}
	return c.tagAt(i) == stop
}

func (c *naming) counting() bool {
	if c.ownNoun(c.q) || !c.headIs(c.spot.subject, language.CountedAs) || c.contains(c.spot.subject, c.q) {
		return false
	}
	c.base, c.subject = c.subjectText(c.spot.subject), ""
	return c.base != ""
}

// named tells whether a subject is a name or people: who reaches a number has so many of what is counted.
func (c *naming) named(s span) bool {
	for i := s.from; i < s.to && c.tags[i] != genitive && c.tags[i] != preposition; i++ {
		t := c.scanned[i]
		if c.tags[i] == noun && (i > 0 && t.Has(token.Capital) || c.pack.Single(t).Meets(agents)) {
			return true
		}
	}
	return false
}

var agents = language.SetOf(language.Person, language.Body, language.Thing, language.Area)

func (c *naming) action() bool {
	i := c.link
	if c.tagAt(i) != genitive || i < 1 || !c.ownNoun(c.q) || !c.pack.Is(c.scanned[i-1], language.Action) {
		return false
	}
	c.stem = c.noun(c.n)
	c.base = c.compose(c.text(i-1, i)+" "+c.pack.Wording("owner"), c.stem)
	if end := c.more(c.q.To); end > c.q.To {
		c.base += " " + c.text(c.q.To, end)
	}
	return true
}

func (c *naming) groupSize() bool {
	i := c.link
	if c.tagAt(i) != genitive || c.tagAt(i-1) != noun || c.generic(i-1) != "" || c.ownNoun(c.q) && !c.person(c.q) {
		return false
	}
	start := c.phraseStart(c.scanned, i, c.least())
	if start >= i || c.tags[start] != determiner || !c.introduces(start) {
		return false
	}
	c.head, c.base = c.pack.Wording("size"), c.text(start, i)
	c.stem = c.noun(c.n)
	return true
}

func (c *naming) averaged() bool {
	if !c.spot.predicate.empty() || !c.direct() {
		return false
	}
	e, ok := c.verbOf(c.spot.verb, language.SubjectHead)
	if average := c.pack.Wording("average"); (!ok || e.ID != average) && !(c.onAverage() && c.level(c.spot.verb) && !c.named(c.spot.subject)) {
		return false
	}
	text := c.subjectText(c.spot.subject)
	if text == "" {
		return false
	}
	c.stem, _ = c.countedThing()
	c.base, c.subject = c.with(c.pack.Wording("average"), text), ""
	return true
}

func (c *naming) counted() bool {
	after := 0
	c.stem, after = c.countedThing()
	c.base = c.stem
	for c.tagAt(after) == adverb && (c.tagAt(after+1) == adverb || c.tagAt(after+1) == preposition) {
		after++ // "jobs respectively in construction"
	}
	end := c.more(after)
	participle := c.doneTo()
	c.done = participle
	if participle != "" {
		core := min(end, c.core(after))
		if core > after && (core < end || c.pack.AdjectiveBehind) {
			c.base += " " + c.text(after, core)
			after = core
		}
		if end == after || c.tagAt(after) == preposition {
			c.base += " " + c.modified(c.agreed(participle), c.spot.verb)
		}
		if c.shifted() {
			c.base += " " + c.text(c.spot.verb.to, c.link+1)
		}
	}
	if end > after {
		c.base += " " + c.text(after, end)
	}
	switch v := c.spot.predicate; {
	case !v.empty() && v.from >= end:
		c.base += c.predicate(v, c.q, false)
	case participle == "" && end == after && c.restrictive(after) > after:
		c.base += " " + c.text(after, c.restrictive(after)) // "3,200 people who look after a relative"
	case participle == "":
		c.placed(end == after)
	}
	return true
}

// restrictive gives the token behind the relative clause that opens right behind a noun, at token i, and i where none does or it
// has a figure of its own.
func (r *reading) restrictive(i int) int {
	const most = 8 // tokens
	if r.tagAt(i) != relative || r.tagAt(i+1) == figure {
		return i
	}
	end := i + 1
	for r.tagAt(end) == finite || r.tagAt(end) == adverb || r.tagAt(end) == pronoun || r.tagAt(end) == infinitive {
		end++
	}
	if end == i+1 {
		return i
	}
	end = r.extent(end, most)
	if r.figureBetween(i, end+1) {
		return i
	}
	return end
}

// core is the token behind the adjectives and the complement with "of" that go on from a noun that ends before token i, where a
// participle may stand: « lits de soins | ouverts | pour les jeunes ».
func (r *reading) core(i int) int {
	for ; i < len(r.tags); i++ {
		switch r.tags[i] {
		case noun, inside, genitive:
			continue
		case determiner:
			if r.tagAt(i-1) == genitive {
				continue
			}
		case preposition:
			if r.pack.Is(r.scanned[i], language.Compound) && r.tagAt(i+1) == noun && !r.scanned[i+1].Has(token.Capital) {
				continue
			}
		}
		break
	}
	return i
}

// agreed gives a participle the form that goes with what the figure counts.
func (c *naming) agreed(participle string) string {
	if !c.pack.KeepsArticles() || !c.ownNoun(c.q) {
		return c.agree(participle, c.q)
	}
	return c.agreeing(participle, strings.ToLower(c.text(c.q.NounFrom, c.q.NounFrom+1)))
}

// more is the token behind the complements that go on from a noun that ends before token i. A determiner opens another phrase.
func (r *reading) more(i int) int {
	if r.tagAt(i) == determiner && !(r.pack.AdjectiveBehind && r.pack.Opens(r.at(i+1), language.Comparative)) {
		return i // but « les foyers les plus éloignés »
	}
	return r.extent(i, 6)
}

// countedThing is what a count counts, with the token behind it.
func (c *naming) countedThing() (thing string, after int) {
	after = c.q.To
	switch {
	case c.ownNoun(c.q):
		thing = c.noun(c.n)
	case c.tagAt(after) == genitive && c.ofFigure(after) >= 0:
		k := c.ofFigure(after)
		thing = c.noun(k) // "eight of the 11 people"
		after = c.grammar.Quantities[k].To
	case c.tagAt(after) == genitive:
		end := c.extent(after+1, 8)
		if !c.points(after+1, end) {
			return c.prefixed(c.text(after+1, end)), end
		}
		thing = c.listedHere(c.n)
		after = end
		for k := after; k > c.q.To+1; k-- {
			if c.tags[k-1] == pronoun {
				after = k
				break
			}
		}
	default:
		thing = c.understood(c.n)
		if k := c.sharing(c.n); k > c.n {
			after = c.grammar.Quantities[k].To // "3,000, 4,500 and 6,000 jobs in construction"
		}
		if past := c.pastAside(after); past > after && (c.tagAt(c.link) == relative || c.ofWhich()) && c.more(past) > past {
			after = past // « dont 34, soit 40 %, dirigées par des femmes »
		}
	}
	return c.prefixed(thing), after
}

// prefixed adds the adjective before the number to what it counts: "the other 16 agreements".
func (c *naming) prefixed(thing string) string {
	if k := c.q.From - 1; k >= 0 && c.tags[k] == noun && c.pack.Is(c.scanned[k], language.PreNoun) && c.ownNoun(c.q) {
		return c.text(k, k+1) + " " + thing
	}
	return thing
}

// doneTo is the participle of the verb that the counted noun is the object of, or "".
func (c *naming) doneTo() string {
	i := c.link
	switch {
	case !c.spot.predicate.empty():
	case c.prev() != nil && c.prev().Unit == c.q.Unit && c.joined(c.prev().To, c.q.From):
		return c.frames[c.n-1].done // "3,000 and 6,000 jobs"
	case c.listedObject():
		return c.frames[c.n-1].done // "bought 60 drones, 25 X-ray machines and two helicopters"
	case c.direct() && (!c.level(c.spot.verb) || c.averages(c.spot.verb)):
		if _, has := c.verbOf(c.spot.verb, language.Having); has {
			return ""
		}
		return c.participle(c.spot.verb)
	case c.shifted() && !c.level(c.spot.verb):
		return c.participle(c.spot.verb)
	case i >= 0 && c.tags[i] == noun && c.pack.Gerund(c.Text[c.scanned[i].Start:c.scanned[i].End]) && !c.pack.Inflected():
		if c.tagAt(i-1) == comma {
			c.subject = "" // "…, supporting 250 companies": it is not said what does
		}
		return c.participle(span{i, i + 1}) // "hiring six welders"
	}
	return ""
}

// listedObject tells whether the figure goes on with a list of objects of one verb.
func (c *naming) listedObject() bool {
	p := c.prev()
	if p == nil || c.link < p.To || c.tags[c.link] != and && c.tags[c.link] != comma {
		return false
	}
	return c.core(p.To) == c.link || c.tags[c.link] == and && c.tagAt(c.link-1) == comma && c.core(p.To) == c.link-1
}

// shifted tells whether nothing but a complement stands between a verb and a figure, which is then its object in a language
// whose heavy objects come last: « a accueilli pour la nuit 1,2 million de visiteurs ».
func (c *naming) shifted() bool {
	v := c.spot.verb
	if !c.pack.Inflected() || v.empty() || c.link < v.to || c.tags[v.to] != preposition || c.tags[c.link] != noun {
		return false
	}
	for i := v.to; i <= c.link; i++ {
		switch c.tags[i] {
		case preposition, determiner, noun, genitive, inside, period:
		default:
			return false
		}
	}
	return true
}

// placed adds to a noun behind a verb and a preposition what the clause says of it: the cities "where advisers work". A bare
// noun has no complement of its own.
func (c *naming) placed(bare bool) {
	i, v, s := c.link, c.spot.verb, c.spot.subject
	if c.tagAt(i) != preposition || v.empty() || s.empty() || i < v.to || !c.onlyAdverbs(v.to, i) {
		return
	}
	if c.pack.Is(c.scanned[i], language.ChangeIn) {
		if c.subject != "" && c.pronounless(s) {
			c.base += " " + c.pack.Wording("where") + " " + c.text(s.from, i)
			c.subject = ""
		}
		return
	}
	if p := c.suffixed(v); bare && p != "" && !c.passive(v) && !c.level(v) {
		c.base += " " + p + " " + c.text(i, i+1)
	}
}

func isShare(k quantity.Kind) bool { return k == Percent || k == Fraction }

func (r *reading) ownNoun(q *quantity.Quantity) bool { return q.NounTo > q.NounFrom }

func (r *reading) person(q *quantity.Quantity) bool {
	if _, ok := r.pack.Meaning(q.Unit, language.Person); ok {
		return true
	}
	return r.ownNoun(q) && r.pack.Is(r.scanned[q.NounTo-1], language.Person)
}

// insideNoun is the noun inside a fraction: "one job in nine".
func (r *reading) insideNoun(q *quantity.Quantity) string {
	from, to := -1, -1
	for i := q.From; i < q.To; i++ {
		t := r.scanned[i]
		if t.Kind != token.Word || r.pack.Single(t).Meets(counting) {
			if from >= 0 && r.pack.Is(t, language.Of) && i+1 < q.To && !r.pack.Single(r.scanned[i+1]).Meets(counting) {
				continue // « quatre dossiers de travailleurs sur cinq »
			}
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
