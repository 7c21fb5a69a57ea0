package extract

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
)

// tie is how a figure hangs on the one before it.
type tie uint8

const (
	untied   tie = iota
	itemised     // item of a breakdown: "in Halifax (700), Sydney (300)"
	outdone      // what a change is told against: "5% more than the 1.2 million"
	restates     // the same in another unit: "(C$500 million)", "or 40%"
	compares     // another level of the same: "from 12.4%", "compared with 40"
	follows      // the next of a list: "and 14% in 2024"
)

// tiedRules name figures that are of the same as the figure before them.
var tiedRules = []rule{
	{
		name: "measure: item of a breakdown",
		doc:  "a name with its part of the total in brackets",
		en:   []string{"The agency funded 30 projects in Ontario (12), Quebec ([10]) and Manitoba (8). → projects funded"},
		fr:   []string{"Les travaux créeront 900 places à Laval (500), à Gatineau ([300]) et à Lévis (100). → places créées"},
		fits: func(c *naming) bool {
			if c.tie != itemised {
				return false
			}
			c.frame = c.frames[c.n-1]
			name := c.item(c.n)
			c.subject = c.text(name.from, name.to)
			return true
		},
	},
	{
		name: "measure: what a change is told against",
		doc:  "the level behind \"more than\"",
		en:   []string{"Exports rose 5% more than the [3%] of a year earlier. → exports"},
		fits: func(c *naming) bool { return c.tie == outdone && c.again() },
	},
	{
		name: "measure: restatement",
		doc:  "the figure before in another unit, or as a share",
		en: []string{
			"Families in the region own 200 boats ([8%]). → share of boats owned",
			"The project cost $196 million, or about [$8 million per kilometre]. → cost of project",
		},
		fits: func(c *naming) bool { return c.tie == restates && c.restate() },
	},
	{
		name: "measure: comparison",
		doc:  "another level of what the figure before is of",
		en:   []string{"The unemployment rate went from 6.6% to [6.8%]. → unemployment rate"},
		fr:   []string{"Le taux de chômage est passé de 6,6 % à [6,8 %]. → taux de chômage"},
		fits: func(c *naming) bool {
			q := c.q
			if c.tie != compares || q.Kind == Count && c.ownNoun(q) && c.tags[c.link] != preposition && c.frames[c.n-1].change == "" ||
				isShare(q.Kind) && c.tagAt(q.To) == genitive {
				return false
			}
			c.again()
			if to := q.To; c.linked(to) && c.tags[to+1] != figure {
				if end := c.extent(to+1, 5); end > to+1 {
					other := c.text(to+1, end) // "compared with 30 weeks for other homes"
					if own := c.subjectText(c.spots[c.n-1].subject); own != "" && strings.Contains(c.base, own) {
						c.base = strings.Replace(c.base, own, other, 1)
					} else {
						c.subject = other
					}
				}
			}
			return true
		},
	},
	{
		name: "measure: next in a list",
		doc:  "nothing, or what sets the figure apart, between it and the figure before",
		en:   []string{"The agency hired 40 inspectors in 2023 and [55] in 2024. → inspectors hired"},
		fr:   []string{"L'agence a embauché 40 inspecteurs en 2023 et [55] en 2024. → inspecteurs embauchés"},
		fits: func(c *naming) bool { return c.tie == follows && c.nextListed() },
	},
}

// again gives the figure the name of the one before, as a level.
func (c *naming) again() bool {
	p := c.frames[c.n-1]
	p.change, p.kind, p.unit = "", c.q.Kind, c.q.Unit
	c.frame = p
	return true
}

// tied tells how the figure hangs on the one before.
func (c *naming) tied() tie {
	if c.n == 0 || c.link < 0 || c.frames[c.n-1].base == "" {
		return untied
	}
	if c.limit() >= 0 || c.ofWhich() {
		return untied // "up to half of the cost, to a maximum of $50,000"
	}
	q, prev, p := c.q, c.prev(), &c.frames[c.n-1]
	same := q.Unit == prev.Unit || q.Unit == ""
	switch {
	case q.Change == "" && same && !c.item(c.n).empty():
		return itemised
	case q.Change == "" && p.change != "" && c.against():
		return outdone
	case c.asideOf(prev):
		return restates
	case q.Change != "", q.Kind != prev.Kind && p.change == "":
		return untied
	case q.Kind == Count && prev.Kind == Count && !same && c.ownNoun(q):
		return untied // "1,200 applications from 14 countries"
	case c.compared(c.link, prev.To, same || q.Kind == Duration):
		return compares
	case q.Kind != prev.Kind, !c.spot.predicate.empty(), q.Kind == Count && c.ownNoun(q):
		return untied
	}
	switch c.tagAt(q.To) {
	case genitive, inside, noun:
		return untied
	}
	return follows
}

// ofWhich tells whether a relative pronoun makes the figure a part of what was counted: « dont 34 ».
func (c *naming) ofWhich() bool {
	return c.q.Kind == Count && c.q.From > 0 && c.pack.Is(c.scanned[c.q.From-1], language.PartRelative)
}

// against tells whether the figure is what a change before it is told against.
func (c *naming) against() bool {
	to := c.prev().To
	_, from := c.ends(c.skipArticle(c.q.From), language.Compared)
	return from >= to && !c.figureBetween(to, from) && !c.verbBetween(to, from)
}

// asideOf tells whether the figure stands beside the one before it: in brackets, behind "or", or as a share behind a comma.
func (c *naming) asideOf(prev *quantity.Quantity) bool {
	q, i := c.q, c.link
	link := c.scanned[i]
	bracketed := c.tags[i] == bracket && link.Rune == '('
	if c.figureBetween(prev.To, i) || !(bracketed && i < prev.To+9) && c.verbBetween(prev.To, i) {
		return false
	}
	if bracketed || c.pack.Is(link, language.ListOr) && c.tags[i] != comma {
		return true
	}
	generic := !c.ownNoun(q) || c.person(q) && q.NounTo-q.NounFrom == 1
	return isShare(q.Kind) != isShare(prev.Kind) && c.tags[i] == comma && !c.comparative(q.To) && i <= prev.To+5 && q.Change == "" && generic &&
		c.tagAt(c.pastBracket(q.To)) != genitive && !c.linked(q.To)
}

// linked tells whether a word of a complement stands at i.
func (r *reading) linked(i int) bool {
	if r.tagAt(i) != preposition || i+1 >= len(r.tags) {
		return false
	}
	switch r.tags[i+1] {
	case period, adverb, stop, comma:
		return false
	}
	return !r.pack.Is(r.scanned[i+1], language.Determiner)
}

// restate names another expression of the figure before.
func (c *naming) restate() bool {
	q, prev, p := c.q, c.prev(), c.frames[c.n-1]
	p.kind, p.unit = q.Kind, q.Unit
	share, wasShare := isShare(q.Kind), isShare(prev.Kind)
	if q.Kind == Money && c.tagAt(q.To) == genitive && !c.points(q.To+1, c.extent(q.To+1, 6)) {
		return false // "or $15 billion of exports"
	}
	switch {
	case q.Change != "" || prev.Change != "" && !share:
		if q.Kind != prev.Kind && !share || p.change == "" {
			return false
		}
	case share && !wasShare:
		if c.tagAt(q.To) == genitive && !c.points(q.To+1, c.extent(q.To+1, 8)) || q.Kind == Fraction && c.insideNoun(q) != "" {
			return false
		}
		p.head = c.pack.Wording("share")
	case wasShare && !share:
		if q.Kind == Count && c.ownNoun(q) && !c.person(q) && p.head == "" {
			return false
		}
		p.head = ""
		if v := c.spot.verb; q.Kind == Money && !v.empty() && c.between(v.to, prev.From) {
			e, ok := c.verbOf(v, language.SubjectHead)
			if text := c.subjectText(c.spot.subject); ok && text != "" {
				p.head, p.base, p.subject = e.ID, text, "" // "is paying 60 per cent ($117.6 million)"
			}
		}
	case q.Kind == Money && prev.Kind == Count, q.Kind != prev.Kind && !(share && wasShare),
		q.Kind == Count && c.ownNoun(q) && q.Unit != prev.Unit:
		return false
	}
	c.frame = p
	return true
}

// compared tells whether the words between two figures compare the second with the first: "from", "compared with",
// "up from the", "than", "to"; the last one only where their units are the same.
func (r *reading) compared(i, from int, same bool) bool {
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

// nextListed names the next figure of a list.
func (c *naming) nextListed() bool {
	q, prev, p := c.q, c.prev(), c.frames[c.n-1]
	if c.placesApart(c.n-1, c.n) {
		c.frame = p
		return true // "$27.05 in Halifax and $22.80 in Sydney"
	}
	if c.complements(prev.From-1) && c.complements(c.link) {
		return false // "exports of $2.9 billion and imports of $1.6 billion"
	}
	start := prev.To
	if p.stem != "" && p.stem != p.base {
		start = c.extent(start, 6) // behind what sets the figure before apart
	}
	if isShare(prev.Kind) && c.tagAt(start) == genitive {
		start = c.extent(start, 8) // "made up 60 per cent | of the catch, cod 22 per cent"
	}
	from, to := c.apart(start)
	if from < 0 {
		return false
	}
	complement := c.tagAt(q.To) == preposition && c.tagAt(q.To+1) != period && c.tagAt(q.To+1) != figure
	switch {
	case complement && from == to && p.stem != "" && p.stem != p.base:
		end := c.extent(q.To, 6)
		if end == q.To {
			return false
		}
		p.base = p.stem + " " + c.text(q.To, end) // "50 megabits for downloads and 10 for uploads"
	case complement:
		return false
	case from == to: // nothing sets it apart
	case c.onlyGeneric(from, to):
		id := c.generic(to - 1)
		for k := from; k < to && (id == "" || id == "none"); k++ {
			id = c.generic(k)
		}
		if id != "none" {
			p.head, p.base = "", c.with(id, c.measure(frame{head: p.head, base: p.base})) // ", an average of $300 per visitor"
		}
	case c.tags[to-1] == comma:
		return false
	case p.subject != "":
		p.subject = c.text(from, to)
	case p.base == c.subjectText(c.spots[c.n-1].subject):
		p.base = c.text(from, to) // "exports totalled $62 billion and imports $64 billion"
	default:
		return false
	}
	c.frame = p
	return true
}

// complements tells whether token i ties an amount to a noun of its own, as its complement.
func (c *naming) complements(i int) bool {
	return i > 0 && c.tags[i] == genitive && c.tags[i-1] == noun && c.generic(i-1) == ""
}

// onlyGeneric tells whether all nouns among tokens only count or sum.
func (r *reading) onlyGeneric(from, to int) bool {
	nouns := 0
	for i := from; i < to; i++ {
		if r.tags[i] == noun {
			if nouns++; r.generic(i) == "" {
				return false
			}
		}
	}
	return nouns > 0
}

// apart gives the words between the sign or word that joins a list at token from and the figure; from is -1 where no list
// goes on or other words than those of a noun phrase stand there.
func (c *naming) apart(from int) (int, int) {
	for from < c.q.From && (c.tags[from] == period || c.tags[from] == preposition && c.tagAt(from+1) == period) {
		from++
	}
	mark := from
	for from < c.q.From && (c.tags[from] == comma || c.tags[from] == and || c.tags[from] == conjunction) {
		from++
	}
	if from == mark {
		return -1, -1
	}
	to := c.link + 1
	for k := from; k < to; k++ {
		switch c.tags[k] {
		case noun, determiner, inside, genitive:
			continue
		case comma:
			if k == to-1 && k > from {
				continue
			}
		}
		return -1, -1
	}
	for to > from && (c.tags[to-1] == genitive || c.tags[to-1] == determiner) {
		to-- // « et de 10 »
	}
	if from >= to {
		return from, from
	}
	for to > from+1 && c.tags[to-1] == comma {
		to--
	}
	return from, to
}
