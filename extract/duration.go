package extract

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
)

// durationRules name lengths of time.
var durationRules = []rule{
	{
		name: "measure: length of a noun",
		doc:  "a length of time written as an adjective",
		en:   []string{"The Premier returned from a [nine-day] mission. → length of mission"},
		fits: (*naming).lengthAdjective,
	},
	{
		name: "measure: noun of a length",
		doc:  "the noun phrase whose complement the length is",
		fr:   []string{"Le premier ministre est rentré d'une mission de [neuf jours]. → durée d'une mission"},
		fits: (*naming).lengthOf,
	},
	{
		name: "measure: length of funding",
		doc:  "a length of time right behind money that it is given or spent over",
		en:   []string{"The government is investing $40 million in rural transit over [three years]. → length of investment in rural transit"},
		fits: (*naming).fundingLength,
	},
	{
		name: "measure: time of something",
		doc:  "a length of time with a complement: so many hours of X",
		en:   []string{"Families are offered [12 hours] of counselling. → counselling offered"},
		fr:   []string{"Les familles reçoivent [12 heures] de counseling. → counseling reçu"},
		fits: (*naming).timeOf,
	},
	{
		name: "measure: deadline",
		doc:  "the time within which something is done",
		en:   []string{"Permits are issued within [60 days]. → time until permits are issued"},
		fr:   []string{"Les permis sont délivrés dans un délai de [60 jours]. → délai dans lequel les permis sont délivrés"},
		fits: (*naming).deadline,
	},
	{
		name: "measure: time with a complement",
		doc:  "a length of time that goes on with a complement behind its verb",
		en:   []string{"The region went [90 days] without rain. → days without rain"},
		fits: (*naming).timeComplement,
	},
	{
		name: "measure: time that a subject takes",
		doc:  "a length of time right behind a verb",
		en: []string{
			"The ferry crossing takes [50 minutes]. → time needed for ferry crossing",
			"The average age was [41.6 years]. → average age",
		},
		fr: []string{
			"La traversée prend [50 minutes]. → temps nécessaire pour la traversée",
			"L'âge moyen à l'accouchement atteint [31,3 ans]. → âge moyen à l'accouchement",
		},
		fits: (*naming).timeTaken,
	},
	{
		name: "measure: time to do something",
		doc:  "a length of time behind an infinitive",
		en:   []string{"Travellers are asked to stay home for [14 days]. → time to stay home"},
		fits: (*naming).timeTo,
	},
	{
		name: "measure: length of object or subject",
		doc:  "what the clause is about lasts so long",
		fits: (*naming).lengthOfClause,
	},
	{
		name: "measure: length of what comes later",
		doc:  "a length of time before the subject of the sentence, or far behind another figure",
		fits: (*naming).lengthElsewhere,
	},
}

// lasting names a length of time by what lasts. Who has a name, and any person or body, does not last: it is the subject
// of what does. An undertaking lasts, whatever its name.
func (c *naming) lasting(head, base string) bool {
	if base == "" {
		return false
	}
	c.head, c.base = head, base
	if head == c.pack.Wording("length") && c.isSize(base, "time") {
		c.head, c.base = "", c.plain(base)
		return true
	}
	if head != c.pack.Wording("length") || c.holds(base, language.Undertaking) {
		return true
	}
	if first, _ := utf8.DecodeRuneInString(base); unicode.IsUpper(first) || c.holds(base, language.Body) {
		c.subject = cmp.Or(c.subject, base)
		c.head, c.base = "", c.pack.Wording("duration")
	}
	return true
}

// isSize tells whether the noun of a phrase is itself what is measured, of time or space: "wait time", « superficie récoltée ».
func (r *reading) isSize(phrase, of string) bool {
	for word := range strings.FieldsSeq(phrase) {
		if _, rest, ok := strings.Cut(word, "'"); ok && rest != "" {
			word = rest
		}
		word = strings.ToLower(word)
		if e, ok := r.pack.Meaning(word, language.Size); ok {
			return e.ID == of
		}
		if _, ok := r.pack.Meaning(word, language.Preposition); ok {
			return false
		}
	}
	return false
}

// holds tells whether a word of a phrase is of a class.
func (r *reading) holds(phrase string, class language.Class) bool {
	for word := range strings.FieldsSeq(phrase) {
		if _, rest, ok := strings.Cut(word, "'"); ok && rest != "" {
			word = rest // « l'investissement »
		}
		if _, ok := r.pack.Meaning(strings.ToLower(word), class); ok {
			return true
		}
	}
	return false
}

func (c *naming) lengthAdjective() bool {
	to := c.q.To
	for c.tagAt(to) == inside {
		to++
	}
	return c.tagAt(to) == noun && (c.glued(c.q.To) || c.hyphenated(c.q)) && c.lasting(c.pack.Wording("length"), c.text(to, c.extent(to, 4)))
}

func (c *naming) lengthOf() bool {
	if c.link <= 0 || c.tags[c.link] != genitive || c.withinAt() >= 0 {
		return false
	}
	f := frame{}
	if id := c.generic(c.link - 1); id != "" && id != "none" && c.does() && c.between(c.spot.verb.to, c.skipArticle(c.link-1)) {
		return c.lasting("", c.with(id, c.whileDoing(c.spot.verb.to))) // "people wait an average of 142 days"
	}
	c.left(&f, c.n, c.link, c.pack.Wording("length"))
	return c.lasting(f.head, f.base)
}

// withinAt is where the words of a deadline start before the figure, or -1.
func (c *naming) withinAt() int {
	_, at := c.ends(c.q.From, language.Deadline)
	return at
}

func (c *naming) deadline() bool {
	at, v := c.withinAt(), c.spot.verb
	if at < 0 || v.empty() {
		return false
	}
	if c.tags[v.to-1] == infinitive {
		c.subject = ""
		return c.lasting("", c.pack.Wording("time")+" "+c.text(v.to-1, c.objectEnd(v.to, at)))
	}
	text := c.subjectText(c.spot.subject)
	if c.subject = ""; text == "" {
		return false
	}
	return c.lasting("", c.pack.Wording("until")+" "+c.lowerArticle(text)+" "+c.text(v.from, v.to))
}

func (c *naming) timeComplement() bool {
	to := c.q.To
	for c.tagAt(to) == inside {
		to++
	}
	if c.tagAt(to) != noun && !(c.tagAt(to) == preposition && c.tagAt(to+1) != period && c.extent(to, 5) > to && c.direct()) {
		return false
	}
	complement := c.text(to, c.extent(to, 5))
	if e, ok := c.verbOf(c.spot.verb, language.DurationHead); ok && c.direct() && c.tagAt(to) == preposition {
		time := e.ID[:max(0, strings.LastIndexByte(e.ID, ' '))]
		return c.lasting("", time+" "+complement) // "took 26 months to build", "spent 14 minutes at the border"
	}
	unit := c.text(c.q.To-1, c.q.To)
	if c.direct() && c.tagAt(to) == preposition && !c.goes(c.spot.verb) {
		if c.does() {
			return c.lasting("", c.whileDoing(c.q.From)+" "+complement) // "applicants wait 24 minutes at the counter"
		}
		if p := c.suffixed(c.spot.verb); p != "" && !c.level(c.spot.verb) {
			unit += " " + p // "I waited 90 days for a lung"
		}
	}
	return c.lasting("", unit+" "+complement) // "90 days without rain"
}

func (c *naming) timeOf() bool {
	if c.tagAt(c.q.To) == genitive && c.pack.Is(c.at(c.skipDeterminer(c.q.To+1)), language.Duration) {
		return false // "six months of the year"
	}
	return c.complement()
}

func (c *naming) timeTaken() bool {
	if !c.direct() {
		return false
	}
	head := c.pack.Wording("length")
	if e, ok := c.verbOf(c.spot.verb, language.DurationHead); ok {
		head = e.ID
	} else if c.does() {
		return c.lasting("", c.whileDoing(c.q.From))
	}
	base := c.subjectText(c.spot.subject)
	c.subject = ""
	return c.lasting(head, base)
}

// does tells whether the clause says what its subject does for a length of time, and not how long it lasts.
func (c *naming) does() bool {
	if !c.verbed() || c.participle(c.spot.verb) == "" || c.clauseSubject() == "" {
		return false
	}
	return !c.level(c.spot.verb) || c.ofPeople(c.spot.subject)
}

// whoDoes is the subject of the clause as it stands in a clause of its own, with its article where its language needs one.
func (c *naming) whoDoes() string {
	if c.pack.KeepsArticles() {
		return c.lowerArticle(c.clauseSubject())
	}
	return c.plain(c.clauseSubject())
}

// whileDoing names a length of time by what the clause says that its subject does: "time that patients stay".
func (c *naming) whileDoing(to int) string {
	v := c.spot.verb
	doing := c.pack.Wording("while") + " " + c.whoDoes() + " " + c.text(v.from, c.objectEnd(v.to, to))
	c.subject = ""
	return doing
}

func (c *naming) fundingLength() bool {
	p := c.prev()
	if p == nil || c.frames[c.n-1].kind != Money || c.frames[c.n-1].base == "" || c.link < p.To-1 || c.link > p.To+2 || c.verbBetween(p.To, c.q.From) {
		return false
	}
	if at := c.withinAt(); at >= 0 && !c.pack.Is(c.scanned[at], language.ChangeIn) {
		return false // "repay $5 million within two years"
	}
	c.subject = ""
	return c.lasting(c.pack.Wording("length"), c.measure(c.frames[c.n-1])) // "$35 million over five years"
}

func (c *naming) timeTo() bool {
	v := c.spot.verb
	if v.empty() || c.link < v.to || c.tags[v.to-1] != infinitive || c.level(v) && c.pack.Is(c.scanned[c.link], language.RangeTo) {
		return false
	}
	return c.lasting("", c.pack.Wording("time")+" "+c.text(v.to-1, c.objectEnd(v.to, c.link))) // "to self-isolate for 14 days"
}

func (c *naming) lengthOfClause() bool {
	if c.link < 0 {
		return false
	}
	base := c.object(c.n, c.link)
	if base == "" && c.does() && c.pack.Is(c.scanned[c.link], language.Throughout) && c.onlyAdverbs(c.spot.verb.to, c.link) {
		return c.lasting("", c.whileDoing(c.link)) // "recruits train for six weeks"
	}
	if base == "" {
		base = c.subjectText(c.spot.subject)
		c.subject = ""
	}
	return c.lasting(c.pack.Wording("length"), base)
}

func (c *naming) lengthElsewhere() bool {
	length := c.pack.Wording("length")
	if c.main.from >= c.q.To && c.lasting(length, c.subjectText(c.main)) { // "Over three years, it will …"
		return true
	}
	if c.n > 0 && c.lasting(length, c.previous(c.n)) {
		return true
	}
	return c.lasting("", c.pack.Wording("duration"))
}
