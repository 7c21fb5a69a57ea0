package extract

import (
	"cmp"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// shareRules name parts of a whole, and rates.
var shareRules = []rule{
	{
		name: "measure: more or less of a noun",
		doc:  "a percentage before \"more\" or \"less\" and a noun: a change in it, or its distance from what is named behind \"than\"",
		en: []string{
			"The mill uses [12%] less water. → decrease in water",
			"Homes must use at least [40 per cent] less energy than the building code requires. → gap between energy and building code",
		},
		fr: []string{
			"Le parc a attiré [12 %] plus de visiteurs que l'an dernier. → hausse de visiteurs",
			"Le parc a attiré [12 %] de visiteurs de plus que l'an dernier. → hausse de visiteurs",
			"Les logements consomment [40 %] moins d'énergie que le code du bâtiment. → écart entre énergie et code du bâtiment",
		},
		fits: (*naming).moreOf,
	},
	{
		name: "measure: gap that a verb tells",
		doc:  "the percentage or points by which one level exceeds another",
		en:   []string{"Wages exceed the regional average by [15%]. → gap between wages and regional average"},
		fr: []string{
			"Le salaire dépasse de [15 %] la moyenne régionale. → écart entre salaire et moyenne régionale",
			"Le taux était inférieur de [15 %] à la moyenne nationale. → écart entre taux et moyenne nationale",
		},
		fits: (*naming).exceeds,
	},
	{
		name: "measure: gap between two levels",
		doc:  "a percentage above or below another level",
		en:   []string{"Wages start at $34 an hour, which is [15%] above the regional average. → gap between wages and regional average"},
		fits: (*naming).gap,
	},
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
		name: "measure: average of others",
		doc:  "the average that another level of the same is compared with",
		en:   []string{"Spending was 1.7% of output, below the [2.7%] average of advanced economies. → spending as a share of output"},
		fr:   []string{"Les dépenses représentaient 1,7 % de la production, moins que la moyenne de [2,7 %] des économies avancées. → dépenses en part de la production"},
		fits: (*naming).averageShare,
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
		name: "measure: noun of a rate",
		doc:  "the noun phrase whose complement the rate is",
		en:   []string{"The region has an unemployment rate of [6.8%]. → unemployment rate"},
		fits: (*naming).rateOf,
	},
	{
		name: ruleBesideLevel,
		doc:  "a noun phrase behind \"with\" or \"and\" that \"at\" joins to its rate",
		en:   []string{"The bank cut its rate to 4.5%, with the deposit rate at [4%]. → deposit rate"},
		fits: (*naming).besideLevel,
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
		en: []string{
			"The unemployment rate was [6.8%]. → unemployment rate",
			"Inflation was highest in Quebec, at [3.1%]. → Inflation",
		},
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
	if !c.between(i, c.q.From) && !(c.between(i+1, c.q.From) && (c.tags[i] == preposition || c.tags[i] == genitive)) || !c.level(c.spot.verb) && !c.amountsTo() {
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

func (c *naming) averageShare() bool {
	i, to := c.link, c.q.To
	before := i > 0 && c.tags[i] == genitive && c.generic(i-1) == c.pack.Wording("average") && c.tagAt(to) == genitive
	behind := c.generic(to) == c.pack.Wording("average") && c.tagAt(to+1) == genitive
	if c.tagAt(to) != noun {
		behind = false
	}
	if c.n == 0 || !before && !behind {
		return false
	}
	for k := c.n - 1; k >= max(0, c.n-sight); k-- {
		if p := c.frames[k]; isShare(p.kind) && p.base != "" && p.change == "" {
			c.head, c.base, c.subject = p.head, p.base, ""
			return true
		}
	}
	return false
}

// amountsTo tells whether the clause says of an amount what part of another it represents: "spending represents 1.7% of GDP".
func (c *naming) amountsTo() bool {
	e, ok := c.verbOf(c.spot.verb, language.SubjectHead)
	return ok && strings.HasPrefix(e.ID, c.pack.Wording("value")) && c.headIs(c.spot.subject, language.AmountNoun)
}

func (c *naming) shareOf() bool {
	stem, base, end := c.wholeOf(c.pastBracket(c.q.To))
	if base == "" {
		stem = c.groupInFront()
		base = stem
	}
	if base == "" {
		return false
	}
	if !c.spot.predicate.empty() && end <= c.spot.predicate.from {
		base += c.predicate(c.spot.predicate, c.q, true)
	}
	return c.part(stem, base)
}

// groupInFront is the group that the sentence opens with and the figure right behind it is a part of: "Of the recruits, one in three …".
func (c *naming) groupInFront() string {
	if !c.pack.Is(c.at(0), language.Among) || c.tagAt(0) != genitive && c.tagAt(0) != preposition {
		return ""
	}
	end := c.extent(1, 6)
	if end == 1 || c.tagAt(end) != comma || c.link != end || c.points(1, end) {
		return ""
	}
	return c.plain(c.text(1, end))
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
		if k := c.freeRelative(to + 1); k > 0 {
			base, end = c.text(to+1, k), k
		} else if end > to+1 && !c.points(to+1, end) {
			base = c.whole(to, end)
		} else {
			return c.wholeBefore(to, end)
		}
	case c.q.Kind == Fraction && (c.tagAt(to) == noun || c.tagAt(to) == determiner): // "half the jobs"
		end = c.extent(to, 8)
		base = c.text(to, end)
	}
	return base, base, end
}

// freeRelative gives the token behind a clause that stands for a noun phrase from token i on, up to its verb, or 0: "what
// Canada harvests", « ce que le Canada récolte ».
func (c *naming) freeRelative(i int) int {
	const most = 8 // tokens
	if c.demonstrative(i) && c.tagAt(i+1) == relative {
		i++
	} else if c.tagAt(i) != conjunction {
		return 0
	}
	for k := i + 1; k < i+most; k++ {
		switch c.tagAt(k) {
		case finite:
			for c.tagAt(k+1) == finite && !c.pack.Is(c.scanned[k+1], language.Auxiliary) {
				k++
			}
			return k + 1
		case stop, comma, figure, relative:
			return 0
		}
	}
	return 0
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
	if stem == "" {
		return false
	}
	if c.subject == "" && stem == c.listed && len(c.frames) == 0 {
		c.subject = c.lister // "More than eight in ten were exported."
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
	if v := c.spot.verb; !v.empty() && c.level(v) && c.pack.Is(c.at(v.to), language.Superlative) {
		return false // "was highest in the north, at 3%"
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
	if base == "" {
		c.base = c.fallback(c.n)
		return true
	}
	c.head, c.base = share, base
	return true
}

func (c *naming) moreOf() bool {
	to := c.q.To
	if c.tagAt(to) == genitive {
		return c.moreBehind(to)
	}
	if !c.pack.Opens(c.at(to), language.Comparative) {
		return false
	}
	e, k := c.pack.Match(c.scanned, to, language.Comparative)
	from := to + k
	if k == 0 || c.tagAt(from) != noun {
		return false
	}
	end := c.extent(from, 4)
	for i := from + 1; i <= end; i++ {
		if _, k := c.pack.Match(c.scanned, i, language.Compared); k > 0 {
			if other := c.other(i + k); other != "" {
				return c.apartFrom(c.text(from, i), other)
			}
			end = i
		}
	}
	base := c.text(from, end)
	c.change = c.pack.Wording(e.ID)
	if e.ID == string(Up) {
		c.change = c.pack.Wording("growth")
	}
	c.base = base
	return true
}

// moreBehind reads the comparative behind its noun: « 12 % de visiteurs de plus ».
func (c *naming) moreBehind(of int) bool {
	const most = 4 // words of the noun phrase
	for i := of + 2; i <= of+most && i < len(c.tags) && (c.tags[i-1] == noun || c.tags[i-1] == inside); i++ {
		e, k := c.pack.Match(c.scanned, i, language.ChangeAfter)
		if id, than := strings.CutSuffix(e.ID, "_than"); k > 0 && than {
			if other := c.other(i + k); other != "" && c.pack.Is(c.at(i+k-1), language.RelativePronoun) {
				return c.apartFrom(c.text(of+1, i), other)
			}
			c.change, c.base = c.pack.Wording(id), c.whole(of, i)
			return true
		}
	}
	return false
}

// at is token i, or none outside the sentence.
func (r *reading) at(i int) token.Token {
	if i < 0 || i >= len(r.scanned) {
		return token.Token{}
	}
	return r.scanned[i]
}

// other is the noun phrase that another level is named by from token i on, "" for one that only says when.
func (c *naming) other(i int) string {
	const most = 4 // words of a verb before it: « que ne l'exige »
	for k := i; k < i+most && (c.tagAt(k) == pronoun || c.tagAt(k) == determiner || c.tagAt(k) == finite || c.pack.Inflected() && c.verbAlone(k)); k++ {
		i = k + 1
	}
	for k := c.n + 1; k < min(len(c.grammar.Quantities), c.n+sight); k++ {
		if q := &c.grammar.Quantities[k]; q.From <= i && i < q.To {
			i = q.To // "the 2.7% average"
		}
	}
	end, named := i, false
	for ; end < len(c.tags); end++ {
		switch c.tags[end] {
		case noun:
			named = true
			continue
		case period, inside, genitive, determiner:
			continue
		}
		break
	}
	for end > i && (c.tags[end-1] != noun && c.tags[end-1] != period || end > i+1 && c.verbAlone(end-1) && c.pack.ThirdPerson(c.text(end-1, end))) {
		end--
	}
	if !named {
		return ""
	}
	return c.text(i, end)
}

// verbAlone tells whether token i is a form of a verb and of nothing else.
func (r *reading) verbAlone(i int) bool {
	classes := r.pack.Single(r.at(i))
	return r.tagAt(i) == noun && classes.Has(language.VerbForm) && !classes.Has(language.NounForm)
}

// apartFrom names the distance between two levels.
func (c *naming) apartFrom(base, other string) bool {
	if base == "" || other == "" {
		return false
	}
	c.base = c.pack.Wording("gap") + " " + c.plain(base) + " " + c.pack.Wording("and") + " " + c.plain(other)
	return true
}

// toCompare is what a distance is told of: what the figure before is of, or the subject.
func (c *naming) toCompare() string {
	if c.n > 0 {
		if p := c.frames[c.n-1]; p.base != "" && p.kind != Count {
			return c.measure(frame{head: p.head, base: p.base})
		}
	}
	return c.subjectText(c.spot.subject)
}

func (c *naming) exceeds() bool {
	i := c.link
	if i < 1 || c.tags[i] != preposition && c.tags[i] != genitive || !c.pack.Is(c.scanned[i], language.By) {
		return false
	}
	other := ""
	if to := c.q.To; c.pack.Is(c.scanned[i-1], language.Exceeding) {
		if c.tagAt(to) == preposition {
			to++
		}
		other = c.other(to) // « supérieur de 15 % à la moyenne »
	} else if _, verb := c.verbOf(c.spot.verb, language.Exceeding); verb {
		other = cmp.Or(c.object(c.n, i), c.other(to))
	}
	if other == "" {
		return false
	}
	base := c.clauseSubject()
	if c.spot.subject.empty() || c.pronominal(c.spot.subject) {
		base = c.toCompare()
	}
	return c.apartFrom(base, other)
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
	return c.apartFrom(c.toCompare(), c.other(c.q.To+k))
}
