package extract

import (
	"cmp"

	"tidyrelease/extract/language"
)

// changeRules name the sizes of changes: "increase in exports".
var changeRules = []rule{
	{
		name: "measure: ratio to another",
		doc:  "so many times something, or of what the clause is about",
		en:   []string{"The rate is [three times] the national price. → ratio of rate to national price"},
		fits: (*naming).ratio,
	},
	{
		name: "measure: change inside a noun phrase",
		doc:  "a word of change between number and noun",
		fits: (*naming).changeInside,
	},
	{
		name: ruleGreatest,
		doc:  "a superlative change, among those of what was told before",
		en: []string{
			"Sales rose 2% in May. Food retailers posted the largest drop, down [1.3%] from April. → decrease in sales",
			"Sales rose 2% in May. The biggest gain was in Alberta ([+1.8%]). → growth of sales",
		},
		fr: []string{
			"Les ventes ont augmenté de 2 % en mai. La plus forte baisse a été enregistrée en Alberta ([-1,8 %]). → baisse des ventes",
		},
		fits: (*naming).greatest,
	},
	{
		name: "measure: object that changes by an amount",
		doc:  "the object of a verb of change before \"by\"",
		en:   []string{"The company reduced its emissions by [1,200 tonnes]. → decrease in emissions"},
		fits: (*naming).changedObject,
	},
	{
		name: "measure: what the change is of",
		doc:  "a complement behind the change",
		en:   []string{"A [5%] increase in wages was agreed. → growth of wages"},
		fr:   []string{"Une hausse de [5 %] des salaires a été convenue. → hausse des salaires"},
		fits: (*naming).changeOf,
	},
	{
		name: "measure: change of the figure before",
		doc:  "a comparison in apposition to a figure",
		en:   []string{"The council set the quota at 58,400 tonnes, [6%] more than last year. → growth of quota"},
		fits: (*naming).changeOfFigure,
	},
	{
		name: "measure: object of a verb of change",
		doc:  "the noun phrase between the verb and the change",
		fits: (*naming).changedTarget,
	},
	{
		name: "measure: additional money",
		doc:  "money that comes on top, with what it is for",
		en:   []string{"The fund provides an additional [$1.3 million] for ferries. → increase in funding for ferries"},
		fits: (*naming).additional,
	},
	{
		name: "measure: change in a counted noun",
		doc:  "a noun with a word of change",
		fr:   []string{"Le collège offrira [60 places] supplémentaires. → hausse de places", "L'usine a embauché [60 soudeurs] de plus. → hausse de soudeurs"},
		en:   []string{"An additional [40 beds] will open in June. → increase in beds"},
		fits: (*naming).changeCounted,
	},
	{
		name: "measure: object behind the change",
		doc:  "the object of a verb of change behind its amount",
		en:   []string{"The region [doubled] its exports last year. → growth of exports"},
		fr: []string{
			"Le supercalculateur [multipliera par dix] la puissance de calcul. → croissance de la puissance de calcul",
			"Nous voulons réduire des [deux tiers] la consommation de diesel. → baisse de la consommation de diesel",
		},
		fits: (*naming).changedBehind,
	},
	{
		name: "measure: change behind a noun phrase",
		doc:  "a headline without a verb",
		en:   []string{"Housing starts up [4.1%] in January → growth of housing starts"},
		fr:   []string{"Les mises en chantier en hausse de [4,1 %] en janvier → hausse des mises en chantier"},
		fits: (*naming).changeBehindNoun,
	},
	{
		name: "measure: change told of the figure before",
		doc:  "a change without a verb of its own",
		fits: (*naming).changeAside,
	},
	{
		name: "measure: subject of a verb of change",
		doc:  "what the clause says the change of",
		en: []string{
			"Exports rose [3.2%] in May. → growth of exports",
			"Exports decreased 1.9% to $60.4 billion, while imports increased [0.9%]. → growth of imports",
			"Core sales, which omit fuel and cars, fell [0.4%] in May. → decrease in Core sales",
		},
		fr:   []string{"Les exportations ont augmenté de [3,2 %] en mai. → hausse des exportations"},
		fits: (*naming).changedSubject,
	},
	{
		name: "measure: change in the nearest thing",
		doc:  "the last resort: the noun that is counted, or what the figure before is of",
		fits: (*naming).changeNearest,
	},
}

// changes is the head of the name of a change.
func (c *naming) changes(base string) bool {
	if base == "" {
		return false
	}
	c.base = base
	c.change = c.pack.Wording(string(c.q.Change))
	switch {
	case c.q.Kind == Times:
		c.change = c.pack.Wording("times")
	case isShare(c.q.Kind) && c.q.Change == Up:
		c.change = c.pack.Wording("growth")
	}
	return true
}

func (c *naming) ratio() bool {
	if c.q.Kind != Times || c.q.Change != "" {
		return false
	}
	c.base, c.subject = cmp.Or(c.subjectText(c.spot.subject), c.previous(c.n)), ""
	to := c.q.To
	if end := c.extent(to, 5); end > to && (c.tags[to] == determiner || c.tags[to] == genitive) && c.base != "" {
		c.base = c.compose(c.pack.Wording("ratio"), c.base) + " " + c.pack.Wording("ratio_to") + " " + c.plain(c.text(to, end))
	}
	return true
}

func (c *naming) changeInside() bool {
	to := c.q.To
	_, k := c.pack.Match(c.scanned, to, language.ChangeInside)
	return k > 0 && c.tagAt(to+k) == noun && c.changes(c.text(to+k, c.extent(to+k, 6)))
}

const ruleGreatest = "measure: greatest change of many"

// greatest names a change by what others of its kind were told of before.
func (c *naming) greatest() bool {
	const farthest = 14 // tokens
	for i := c.q.From - 1; i >= max(0, c.q.From-farthest) && c.tags[i] != figure && c.tags[i] != stop; i-- {
		if c.tags[i] != noun || !c.pack.OpensAny(c.scanned[i], changes) || !c.superlative(i) {
			continue
		}
		if !c.changes(c.lastChanged()) {
			return false
		}
		if s := c.spot.subject; s.from <= i && i < s.to {
			c.subject = ""
		}
		return true
	}
	return false
}

// superlative tells whether the noun at token i is the one of the most: "largest drop", « la plus forte baisse ».
func (r *reading) superlative(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if r.pack.Is(r.scanned[k], language.RankAfter) {
			return true
		}
		if _, n := r.pack.Match(r.scanned, k, language.RankSuperlative); n > 0 {
			return true
		}
	}
	return false
}

// lastChanged is what the changes told before are of, or else what the text speaks of.
func (c *naming) lastChanged() string {
	for _, list := range [][]frame{c.frames[:c.n], c.past} {
		for k := len(list) - 1; k >= 0; k-- {
			if list[k].change != "" && isShare(list[k].kind) {
				return list[k].base
			}
		}
	}
	return c.topic
}

func (c *naming) changedObject() bool {
	return c.link >= 0 && c.verbed() && c.tags[c.link] == preposition && c.changes(c.object(c.n, c.link))
}

// spanAt tells whether a stretch of time stands at token i: "one year", « un an ».
func (c *naming) spanAt(i int) bool {
	for n := i; n < min(i+3, len(c.scanned)); n++ {
		if c.pack.Is(c.scanned[n], language.Duration) {
			return true
		}
		if c.tags[n] == noun {
			return false
		}
	}
	return false
}

func (c *naming) changeOf() bool {
	to := c.q.To
	if _, k := c.pack.Match(c.scanned, to, language.ChangeAfter); k > 0 {
		to += k
	}
	counted := c.ownNoun(c.q)
	in := c.tagAt(to) == preposition && c.pack.Is(c.scanned[to], language.ChangeIn) && (to > c.q.To || !c.level(c.spot.verb))
	if !in && (c.tagAt(to) != genitive || counted) || in && c.spanAt(to+1) {
		return false // "18% in one year"
	}
	end := c.extent(to+1, 7)
	if end == to+1 || c.points(to+1, end) {
		return false
	}
	if c.q.Kind == Count && counted {
		return c.changes(c.noun(c.n) + " " + c.text(to, end))
	}
	return c.changes(c.whole(to, end))
}

// of gives the change to what the figure before is of.
func (c *naming) ofPrevious() bool {
	p := c.frames[c.n-1]
	if !c.changes(p.base) {
		return false
	}
	c.head, c.subject = p.head, p.subject
	return true
}

func (c *naming) changeOfFigure() bool {
	return c.n > 0 && c.tagAt(max(c.link, 0)) == comma && c.comparative(c.q.To) && c.ofPrevious()
}

func (c *naming) changedTarget() bool {
	return c.verbed() && c.link >= 0 && c.tags[c.link] != comma && c.changes(c.object(c.n, c.link))
}

func (c *naming) additional() bool {
	if c.q.Kind != Money || c.q.From == 0 || !c.pack.Is(c.scanned[c.q.From-1], language.ChangeBefore) || !c.changes(c.goal(c.q.To)) {
		return false
	}
	c.head = c.pack.Wording("funding")
	return true
}

// changeIn names a change by the noun that it is counted in, with what follows it.
func (c *naming) changeIn() bool {
	if c.q.Kind != Count || !c.ownNoun(c.q) {
		return false
	}
	from, to := c.q.NounFrom, c.q.NounTo
	if _, k := c.pack.Match(c.scanned, from, language.ChangeInside); k > 0 && from+k < to {
		from += k // "60 more seats"
	}
	for i := from + 1; i < to; i++ {
		if _, k := c.pack.Match(c.scanned, i, language.ChangeAfter); k > 0 && i+k == to {
			to = i // « 60 places supplémentaires »
		}
	}
	after := c.q.To
	if _, k := c.pack.Match(c.scanned, after, language.ChangeAfter); k > 0 {
		after += k // « 60 places de plus »
	}
	base := c.text(from, to)
	if end := c.more(after); end > after {
		base += " " + c.text(after, end)
	}
	return c.changes(base)
}

func (c *naming) changeCounted() bool { return !c.level(c.spot.verb) && c.changeIn() }

func (c *naming) changedBehind() bool {
	to := c.q.To
	if c.tagAt(to) != determiner || c.q.Kind != Times && !c.verbed() {
		return false
	}
	end := c.extent(to+1, 6)
	return end > to+1 && c.changes(c.articled(to+1, end))
}

func (c *naming) changeBehindNoun() bool {
	by := c.q.ChangeBy
	if c.verbed() || !c.spot.subject.empty() || by.To == 0 || by.To > c.q.From {
		return false
	}
	start := c.leftPhrase(c.n, by.From)
	return start < by.From && !c.onlyChange(start, by.From) && c.changes(c.articled(start, by.From))
}

func (c *naming) changeAside() bool {
	return c.n > 0 && !c.verbBetween(c.prev().To, c.q.From) && c.ofPrevious()
}

func (c *naming) changedSubject() bool {
	if !c.changes(c.clauseSubject()) {
		return false
	}
	if c.headIs(c.spot.subject, language.ChangeBefore) && isShare(c.q.Kind) {
		c.change = "" // "GDP growth is forecast to be 2%"
	}
	c.subject = ""
	return true
}

func (c *naming) changeNearest() bool {
	if !c.changeIn() && !c.changes(c.previous(c.n)) {
		c.change = c.pack.Wording(string(c.q.Change))
	}
	return true
}
