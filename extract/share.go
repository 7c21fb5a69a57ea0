package extract

import (
	"cmp"
	"strings"

	"tidyrelease/extract/language"
)

// shareRules name parts of a whole, and rates.
var shareRules = []rule{
	{
		name: "measure: share of what was counted",
		doc:  "a share right behind a relative pronoun",
		fr:   []string{"La ville a acheté 40 autobus, dont la [moitié] pour les écoles. → part d'autobus pour les écoles"},
		fits: (*naming).shareRelative,
	},
	{
		name: "measure: share in a list",
		doc:  "another share of the same whole, with what sets it apart",
		fits: (*naming).shareListed,
	},
	{
		name: "measure: level as a share",
		doc:  "a subject whose level is given as a share of something else",
		en:   []string{"Spending on research was [1.7%] of gross domestic product. → spending on research as a share of gross domestic product"},
		fr:   []string{"Les dépenses en recherche s'élevaient à [1,7 %] du produit intérieur brut. → dépenses en recherche en part du produit intérieur brut"},
		fits: (*naming).levelAsShare,
	},
	{
		name: "measure: share of a whole",
		doc:  "the whole inside or behind the share, and what is said of it",
		en: []string{
			"[Ninety per cent] of Canadian renters live in apartments. → share of Canadian renters that live in apartments",
			"[One in five] jobs depends on trade. → share of jobs that depends on trade",
		},
		fr:   []string{"[Un emploi sur cinq] dépend du commerce. → part d'emploi qui dépend du commerce"},
		fits: (*naming).shareOf,
	},
	{
		name: "measure: gap between two levels",
		doc:  "a percentage above or below another level",
		en:   []string{"Wages start at $34 an hour, which is [15%] above the regional average. → gap between wages and regional average"},
		fits: (*naming).gap,
	},
	{
		name: "measure: noun of a rate",
		doc:  "the noun phrase whose complement the rate is",
		en:   []string{"The region has an unemployment rate of [6.8%]. → unemployment rate"},
		fits: (*naming).rateOf,
	},
	{
		name: "measure: target like the one before",
		doc:  "a subject that only says what kind of number it is",
		fits: (*naming).sameRate,
	},
	{
		name: "measure: share as a subject",
		doc:  "a share of what was counted before, by what is said of it",
		fits: (*naming).shareSubject,
	},
	{
		name: "measure: share behind a share",
		doc:  "a share in a list of shares",
		fits: (*naming).shareAgain,
	},
	{
		name: "measure: rate of an object",
		doc:  "what a verb sets to a rate",
		en:   []string{"The bank kept its policy rate at [4.5%]. → policy rate"},
		fits: (*naming).rateOfObject,
	},
	{
		name: "measure: rate of the subject",
		doc:  "what the clause says the rate of",
		en:   []string{"The unemployment rate was [6.8%]. → unemployment rate"},
		fr:   []string{"Le taux de chômage s'établissait à [6,8 %]. → taux de chômage"},
		fits: (*naming).rateOfSubject,
	},
	{
		name: "measure: share of what came before",
		doc:  "the last resort: what the figure before is of",
		fits: (*naming).shareOfPrevious,
	},
}

// part names a share of a whole.
func (c *naming) part(stem, base string) bool {
	c.head, c.stem, c.base = c.pack.Wording("share"), stem, base
	return true
}

func (c *naming) shareRelative() bool {
	if c.n == 0 || c.tagAt(c.link) != relative || c.insideNoun(c.q) != "" || !c.spot.predicate.empty() {
		return false
	}
	to := c.pastBracket(c.q.To)
	stem := c.listedHere(c.n)
	base := stem
	if k := c.extent(to, 6); k > to && (c.tags[to] == genitive || c.tags[to] == preposition) && !c.points(to+1, k) {
		base += " " + c.text(to, k)
	}
	return c.part(stem, base)
}

func (c *naming) shareListed() bool {
	to := c.pastBracket(c.q.To)
	if c.n == 0 || !c.spot.predicate.empty() || c.tagAt(to) != genitive && c.tagAt(to) != preposition || c.tagAt(to+1) == period ||
		c.tagAt(c.link) != comma && c.tagAt(c.link) != and {
		return false
	}
	p, ok := c.alike(c.n, c.listKind(c.n))
	if !ok || p.stem == "" || p.stem == p.base || c.insideNoun(c.q) != "" {
		return false
	}
	k := c.extent(to, 6)
	if k == to || c.points(to+1, k) {
		return false
	}
	return c.part(p.stem, p.stem+" "+c.text(to, k)) // "30 per cent from Canada"
}

func (c *naming) levelAsShare() bool {
	to := c.pastBracket(c.q.To)
	as := c.pack.Wording("as_share")
	if as == "" || c.tagAt(to) != genitive || !c.spot.predicate.empty() || !c.verbed() || c.q.Kind == Fraction && c.insideNoun(c.q) != "" || c.ofFigure(to) >= 0 {
		return false
	}
	i := c.spot.verb.to
	if !c.between(i, c.q.From) && !(c.between(i+1, c.q.From) && (c.tags[i] == preposition || c.tags[i] == genitive)) || !c.level(c.spot.verb) {
		return false
	}
	end := c.extent(to+1, 8)
	if end == to+1 || c.points(to+1, end) {
		return false
	}
	text := c.clauseSubject()
	if text == "" {
		return false
	}
	c.base, c.subject = text+" "+c.compose(as, c.whole(to, end)), ""
	return true
}

func (c *naming) shareOf() bool {
	stem, base, end := c.wholeOf(c.pastBracket(c.q.To))
	if base == "" {
		return false
	}
	if !c.spot.predicate.empty() && end <= c.spot.predicate.from {
		base += c.predicate(c.spot.predicate, c.q, true)
	}
	return c.part(stem, base)
}

// wholeOf is what a share is part of, with what sets it apart as base, and the token behind it.
func (c *naming) wholeOf(to int) (stem, base string, end int) {
	end = to
	switch own := c.insideNoun(c.q); {
	case own != "" && c.q.Kind == Fraction: // "one job in nine", "one in five jobs"
		base = own
		if end = c.extent(to, 6); end > to {
			base += " " + c.text(to, end)
		}
		return own, base, end
	case c.tagAt(to) == genitive && c.ofFigure(to) >= 0: // "half of the 40 residents"
		k := c.ofFigure(to)
		base = c.noun(k)
		if end = c.extent(c.grammar.Quantities[k].To, 6); end > c.grammar.Quantities[k].To {
			base += " " + c.text(c.grammar.Quantities[k].To, end)
		}
	case c.tagAt(to) == genitive:
		end = c.extent(to+1, 8)
		if end > to+1 && !c.points(to+1, end) {
			base = c.whole(to, end)
		} else if k := c.extent(to+2, 5); c.tagAt(to+1) == conjunction && k > to+2 {
			base, end = c.text(to+1, k), k // "half of what Canada harvests"
		} else {
			return c.wholeBefore(to, end)
		}
	case c.q.Kind == Fraction && (c.tagAt(to) == noun || c.tagAt(to) == determiner): // "half the jobs"
		end = c.extent(to, 8)
		base = c.text(to, end)
	}
	return base, base, end
}

// wholeBefore is what a share is part of whose "of" only points back: "half of them", "42% of that catch".
func (c *naming) wholeBefore(to, end int) (stem, base string, next int) {
	stem = c.listedHere(c.n)
	if c.demonstrative(to+1) && end > to+2 && c.n == 0 && len(c.past) > 0 {
		stem = cmp.Or(c.past[0].base, stem)
	}
	for end > to+1 && c.tags[end-1] != pronoun && c.tags[end-1] != determiner {
		end--
	}
	if end == to+1 {
		end = c.extent(to+1, 8)
	}
	base = stem
	if k := c.extent(end, 6); k > end && (c.tags[end] == preposition || c.tags[end] == noun) {
		base += " " + c.text(end, k)
		end = k
	}
	return stem, base, end
}

func (c *naming) rateOf() bool {
	if c.link <= 0 || c.tags[c.link] != genitive {
		return false
	}
	c.left(&c.frame, c.n, c.link, "")
	return c.base != ""
}

func (c *naming) sameRate() bool {
	p, ok := c.alike(c.n, c.q.Kind)
	if !ok || !c.genericSubject(c.spot.subject) {
		return false
	}
	c.head, c.base, c.subject = p.head, p.base, p.subject // "The target is 98%"
	return true
}

func (c *naming) shareSubject() bool {
	if c.spot.predicate.empty() {
		return false
	}
	stem := c.listedHere(c.n)
	if c.n > 0 && c.grammar.Quantities[0].Kind == Money {
		stem = c.frames[0].base
	}
	return c.part(stem, stem+c.predicate(c.spot.predicate, c.q, true))
}

func (c *naming) shareAgain() bool {
	if !isShare(c.listKind(c.n)) {
		return false
	}
	p := c.frames[c.n-1]
	if !isShare(p.kind) {
		p = c.frames[c.n-2]
	}
	if p.head == "" {
		return false
	}
	stem := cmp.Or(p.stem, p.base)
	to := c.pastBracket(c.q.To)
	if k := c.extent(to, 6); k > to && c.tags[to] == preposition && c.tagAt(to+1) != period {
		return c.part(stem, stem+" "+c.text(to, k))
	}
	return c.part(stem, p.base)
}

func (c *naming) rateOfObject() bool {
	if c.link < 0 || c.tags[c.link] != preposition && c.tags[c.link] != noun {
		return false
	}
	c.base = c.object(c.n, c.link)
	return c.base != ""
}

func (c *naming) rateOfSubject() bool {
	if c.direct() && !c.level(c.spot.verb) {
		return false
	}
	base := c.subjectText(c.spot.subject)
	if base == "" {
		return false
	}
	c.base, c.subject = base, ""
	return true
}

func (c *naming) shareOfPrevious() bool {
	share := c.pack.Wording("share")
	base := c.previous(c.n)
	if k := len(c.past); c.n == 0 && k > 0 && c.past[k-1].base != "" && c.past[k-1].head != share {
		base = c.measure(c.past[k-1])
	}
	c.head, c.base = share, base
	return true
}

// gap names the distance between two levels: "15% above the average".
func (c *naming) gap() bool {
	k := 0
	if e, m := c.pack.Match(c.scanned, c.q.To, language.ChangeAfter); m > 0 && strings.HasSuffix(e.ID, "_than") {
		k = m
	} else if _, m := c.pack.Match(c.scanned, c.q.To, language.BoundBefore); m > 0 && c.tagAt(c.q.To+m) != figure {
		k = m
	}
	if k == 0 {
		return false
	}
	from := c.q.To + k
	end := c.extent(from, 5)
	base := c.subjectText(c.spot.subject)
	if c.n > 0 && c.frames[c.n-1].base != "" && c.frames[c.n-1].kind != Count {
		base = c.frames[c.n-1].base
	}
	if base == "" || end == from {
		return false
	}
	c.base = c.pack.Wording("gap") + " " + c.plain(base) + " " + c.pack.Wording("and") + " " + c.plain(c.text(from, end))
	return true
}
