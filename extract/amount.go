package extract

import (
	"cmp"
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
)

// amountRules name money, measurements, levels.
var amountRules = []rule{
	{
		name: "measure: gap between two levels",
		doc:  "points above or below another level",
		en:   []string{"The rate was [two percentage points] below the national average. → gap between rate and national average"},
		fits: (*naming).gapOfPoints,
	},
	{
		name: "measure: distance from a place",
		doc:  "a length before words such as \"west of\"",
		en:   []string{"The farm lies [46 km] west of the town. → distance from the town"},
		fr:   []string{"Le village est situé à [46 km] au nord de la ville. → distance de la ville"},
		fits: (*naming).distance,
	},
	{
		name: "measure: adjective of a noun",
		doc:  "an amount in front of the noun that it describes",
		en: []string{
			"The Minister opened the [$75-million] harbour fund. → value of harbour fund",
			"The company built a [24-megawatt] wind farm. → capacity of wind farm",
		},
		fits: (*naming).adjective,
	},
	{
		name: "measure: adjective beside another",
		doc:  "an amount and a length of time in front of one noun",
		en:   []string{"The town joins a [€180 million], four-year programme. → value of programme"},
		fits: (*naming).adjectiveBeside,
	},
	{
		name: "measure: worth of a thing",
		doc:  "words of worth, cost or price between a thing and an amount",
		en:   []string{"A contract worth [$12 million] was signed. → value of contract"},
		fr:   []string{"Un contrat d'une valeur de [12 millions de dollars] a été signé. → valeur d'un contrat"},
		fits: (*naming).worthOf,
	},
	{
		name: "measure: limit",
		doc:  "a noun such as \"maximum\" in the qualifier of an amount",
		en:   []string{"The fund covers half of eligible costs, up to a maximum of [$50,000] per company. → maximum of eligible costs"},
		fr:   []string{"La morue peut être pêchée jusqu'à un plafond de [18 000 tonnes]. → plafond de la morue"},
		fits: (*naming).limited,
	},
	{
		name: ruleSource,
		doc:  "money that comes from somebody; in a list, behind its first item without the verb",
		en: []string{
			"Of this, [$112 million] comes from the capital plan. → funding from capital plan",
			"About $3 million comes from donors and [$2 million] from the province. → funding from province",
			"Some [$20 million] will be provided by the towns. → funding from towns",
		},
		fr: []string{
			"De ce montant, [112 millions de dollars] proviennent du plan d'immobilisations. → financement du plan d'immobilisations",
			"Environ 3 M$ proviennent du plan, [61 millions] du fonds fédéral. → financement du fonds fédéral",
		},
		fits: (*naming).comesFrom,
	},
	{
		name: "measure: amount of a noun",
		doc:  "an amount with a complement: X of Y",
		en:   []string{"The port handled [$15 billion] of grain. → grain handled"},
		fr:   []string{"Le port a manutentionné [15 millions de tonnes] de céréales. → céréales"},
		fits: (*naming).complement,
	},
	{
		name: "measure: noun of an amount",
		doc:  "the noun phrase whose complement the amount is",
		en: []string{
			"The country had a trade surplus of [$2 billion]. → trade surplus",
			"The government recorded a deficit of [$43.2 billion]. → deficit",
			"The farm has a capacity of [200 megawatts]. → capacity",
			"Trade reached $4.7 billion, with exports of $2.9 billion and imports of [$1.6 billion]. → imports",
		},
		fr: []string{
			"Un parc éolien de [24 mégawatts] sera construit. → puissance d'un parc éolien",
			"Les échanges ont atteint 4,7 milliards de dollars, avec des exportations de 2,9 milliards de dollars et des importations de [1,6 milliard de dollars]. → importations",
		},
		fits: (*naming).nounOf,
	},
	{
		name: "measure: noun before a dash or colon",
		doc:  "a line of a list, or an explanation: name, dash, amount",
		en:   []string{"Among the crops were lentils – [1.9 million tonnes]. → lentils"},
		fits: (*naming).dashed,
	},
	{
		name: "measure: level after the greatest change",
		doc:  "where a superlative change led",
		en:   []string{"Sales rose 2% in May. Food retailers posted the largest drop, down 1.3% to [$12.9 billion]. → sales"},
		fits: (*naming).afterGreatest,
	},
	{
		name: "measure: average of a sum",
		doc:  "money for each of what was counted just before",
		en:   []string{"The agency spends $63 million on 21 harbours, or [$3 million per harbour]. → average spending on harbours"},
		fits: (*naming).each,
	},
	{
		name: "measure: value of what was measured",
		doc:  "money in apposition to a count or measurement",
		en:   []string{"Canada shipped 1.9 million tonnes, some [€1.6 billion]. → value of tonnes shipped"},
		fits: (*naming).valueOf,
	},
	{
		name: "measure: price of what is traded",
		doc:  "money behind \"for\" and the object of a verb of buying or selling",
		en:   []string{"The city sold the building for [$3 million]. → price of building"},
		fr:   []string{"La ville a vendu l'immeuble pour [3 millions de dollars]. → prix de l'immeuble"},
		fits: (*naming).traded,
	},
	{
		name: ruleBesideLevel,
		doc:  "a noun phrase behind \"with\" or \"and\" that \"at\" joins to its level",
		en:   []string{"The fare rose, with the parking fee at [$12] and the toll at $3. → parking fee"},
		fr:   []string{"Le tarif a augmenté, avec le stationnement à [12 $]. → stationnement"},
		fits: (*naming).besideLevel,
	},
	{
		name: "measure: object before the amount",
		doc:  "what a verb sets to a level, or whom it gives money",
		en:   []string{"The council has set the crab quota at [58,400 tonnes]. → crab quota"},
		fr:   []string{"Le conseil a fixé le quota de crabe à [58 400 tonnes]. → quota de crabe"},
		fits: (*naming).objectBefore,
	},
	{
		name: "measure: form of the money",
		doc:  "what money is given, paid or earned as, behind \"in\"",
		en:   []string{"The program offers [$248 million] in loans for new homes. → loans for new homes", "Producers paid [$4 million] in fees. → fees"},
		fr:   []string{"Les producteurs ont versé [4 millions de dollars] en droits. → droits"},
		fits: (*naming).formed,
	},
	{
		name: "measure: money that goes somewhere",
		doc:  "money as the subject of a verb, with its purpose behind",
		en:   []string{"Through the fund, [$12 million] will go to 40 projects in rural areas. → funding for projects", "About [$3 million] will support coastal towns. → funding for coastal towns"},
		fr:   []string{"Une somme de 8 M$ a été versée et [12 millions de dollars] iront aux régions. → financement pour les régions"},
		fits: (*naming).going,
	},
	{
		name: "measure: clause about the amount before",
		doc:  "\"that\", or « ce qui », for what was said before",
		en:   []string{"The plan costs $46 million over three years. That is [$15 million] a year. → average cost of plan"},
		fr:   []string{"Le plan coûte 46 millions de dollars, ce qui représente [15 millions de dollars] par année. → coût moyen du plan"},
		fits: (*naming).sentential,
	},
	{
		name: "measure: object of a funding verb",
		doc:  "money spent on, invested in, granted for",
		en:   []string{"The town spent [$2.5 million] on roads. → spending on roads"},
		fr:   []string{"Le gouvernement investit [40 millions de dollars] dans le transport rural. → investissement dans le transport rural"},
		fits: (*naming).funded,
	},
	{
		name: "measure: price",
		doc:  "money paid for something",
		en:   []string{"Visitors paid [$45] for a ticket. → price paid for ticket"},
		fr:   []string{"Les visiteurs ont payé [45 $] pour un billet. → prix payé pour un billet"},
		fits: (*naming).price,
	},
	{
		name: "measure: subject of a cost verb",
		doc:  "money that its subject costs, sells for, receives",
		en:   []string{"The project cost [$196 million]. → cost of project"},
		fr:   []string{"Le projet coûte [196 millions de dollars]. → coût du projet"},
		fits: (*naming).priced,
	},
	{
		name: "measure: measurement of the subject",
		doc:  "a verb that says what is measured of its subject",
		en:   []string{"The bus travels [400 kilometres] on a charge. → distance travelled by bus"},
		fr:   []string{"La cloche pèse [2 tonnes]. → poids de la cloche"},
		fits: (*naming).measured,
	},
	{
		name: "measure: dimension with a purpose",
		doc:  "a measurement with what it is for: its unit tells what is measured",
		en:   []string{"Homes will get [50 megabits per second] for downloads. → speed for downloads"},
		fr:   []string{"Les foyers obtiendront [50 mégabits par seconde] pour les téléchargements. → débit pour les téléchargements"},
		fits: (*naming).dimensionFor,
	},
	{
		name: "measure: object of a verb",
		doc:  "a measurement that a verb takes: its participle tells what happens to it",
		en:   []string{"The Gulf receives [31,000 t]. → tonnes received"},
		fits: (*naming).taken,
	},
	{
		name: "measure: money for a purpose",
		doc:  "money before \"in\" or, without a verb, any preposition",
		en:   []string{"[$40 million] for rural transit → funding for rural transit"},
		fits: (*naming).purpose,
	},
	{
		name: "measure: money that something is done with",
		doc:  "money as the object of any other verb",
		en:   []string{"Volunteers raised [$310,000] in May. → amount raised"},
		fr:   []string{"Des bénévoles ont amassé [310 000 $] en mai. → somme amassée"},
		fits: (*naming).handled,
	},
	{
		name: "measure: noun in a list",
		doc:  "an item of a list with a noun phrase of its own",
		en:   []string{"Master's awards rise from $17,500 and doctoral awards from [$30,000]. → doctoral awards"},
		fits: (*naming).itemNoun,
	},
	{
		name: "measure: pronoun for what came before",
		doc:  "a clause about \"it\" or \"they\"",
		fits: (*naming).pronounSubject,
	},
	{
		name: "measure: subject of the clause",
		doc:  "what the clause says the level of",
		en:   []string{"Exports reached [$62 billion]. → exports"},
		fr:   []string{"Les exportations ont atteint [62 milliards de dollars]. → exportations"},
		fits: (*naming).subjectLevel,
	},
	{
		name: "measure: line with a colon",
		doc:  "the words before a colon and an amount that ends the line",
		en:   []string{"Repairs of the lower dam and its gates, in all: [$1.9 million] → repairs of the lower dam and its gates, in all"},
		fits: (*naming).labelled,
	},
	{
		name: "measure: nearest noun",
		doc:  "the last resort: the noun phrase before the figure, or what the figure before it is of",
		fits: (*naming).nearest,
	},
}

func (c *naming) distance() bool {
	const unit = "metre"
	if c.q.Kind != Measure || c.dimension(c.q) != c.dimensionOf(unit) {
		return false
	}
	e, m := c.pack.Match(c.scanned, c.q.To, language.Distance)
	if m == 0 {
		return false
	}
	end := c.extent(c.q.To+m, 4)
	if end <= c.q.To+m {
		return false
	}
	c.base = e.ID + " " + c.text(c.q.To+m, end)
	return true
}

// pastWorth is the token behind the amount and a "worth" before its complement: "$98 billion worth of products".
func (c *naming) pastWorth() int {
	to := c.q.To
	if to+1 < len(c.scanned) && c.tags[to+1] == genitive && c.pack.Is(c.scanned[to], language.Worth) {
		to++
	}
	return to
}

func (c *naming) adjective() bool {
	after := c.pastWorth()
	to := after
	for c.tagAt(after) == inside {
		after++
	}
	if c.tagAt(after) != noun && c.tagAt(after) != participle || after == to && c.pack.KeepsArticles() {
		return false
	}
	end := c.extent(after, 6)
	if end == after || c.generic(after) != "" {
		return false
	}
	c.head, c.base = c.dimension(c.q), c.text(after, end)
	if c.q.Kind == Money && c.q.Per == "" && c.tags[after] == noun && !c.sums(after, end) {
		c.head = c.pack.Wording("value")
	}
	return true
}

func (c *naming) adjectiveBeside() bool {
	to := c.pastWorth()
	if c.n+1 >= len(c.grammar.Quantities) || c.tagAt(to) != comma {
		return false
	}
	next := &c.grammar.Quantities[c.n+1]
	if next.From != to+1 || !c.hyphenated(next) || c.tagAt(next.To) != noun {
		return false
	}
	c.head, c.base = c.pack.Wording("value"), c.text(next.To, c.extent(next.To, 6))
	return true
}

func (c *naming) worthOf() bool {
	e, k := c.worth(c.q.From)
	if k < 0 {
		return false
	}
	c.head = e.ID
	if p := c.prev(); p != nil && p.Kind == Count && c.joined(p.To, k) && c.ownNoun(p) {
		c.base = c.frames[c.n-1].base // "18 agreements worth $1.2 billion"
		return true
	}
	for k > c.least() && (c.tags[k-1] == comma || c.tags[k-1] == adverb || c.tags[k-1] == period) {
		k--
	}
	if start := c.leftPhrase(c.n, k); start < k {
		c.base = c.articled(start, k)
		return true
	}
	if c.base = cmp.Or(c.subjectText(c.spot.subject), c.subjectText(c.main)); c.base != "" {
		c.subject = ""
		return true
	}
	c.base = c.previous(c.n)
	return true
}

// limit is the noun in the qualifier of the figure that says what kind of number it is, or -1.
func (c *naming) limit() int {
	for i := max(c.link+1, c.least()); i < c.q.From; i++ {
		if id := c.generic(i); id != "" && id != "none" && c.tagAt(i+1) == genitive {
			return i
		}
	}
	return -1
}

func (c *naming) limited() bool {
	i := c.limit()
	if i < 0 {
		return false
	}
	base := ""
	if c.n > 0 && c.frames[c.n-1].kind != Duration {
		base = c.frames[c.n-1].base
	}
	if base == "" {
		base = c.clauseSubject()
		c.subject = ""
	}
	if base == "" {
		return false
	}
	c.base = c.compose(strings.ToLower(c.text(i, i+1))+" "+c.pack.Wording("owner"), base)
	return true
}

func (c *naming) complement() bool {
	to := c.pastWorth()
	if c.tagAt(to) != genitive {
		return false
	}
	end := c.extent(to+1, 6)
	if end <= to+1 || c.points(to+1, end) {
		return false
	}
	c.base = c.whole(to, end)
	if to > c.q.To && c.q.Kind == Money {
		c.head = c.pack.Wording("value") // "$35 billion worth of goods"
	}
	if (c.direct() || c.boughtFor()) && !c.level(c.spot.verb) {
		c.base += c.spaced(c.agreedWith(c.spot.verb, to+1))
	}
	return true
}

func (c *naming) nounOf() bool {
	i := c.link
	if i <= 0 || c.tags[i] != genitive {
		return false
	}
	if p := c.prev(); p != nil && c.tags[i-1] == and && p.To == i-1 && c.frames[c.n-1].base != "" {
		c.head, c.base = c.dimension(c.q), c.frames[c.n-1].base // « un programme de quatre ans et de 180 M€ »
		c.valued()
		return true
	}
	c.left(&c.frame, c.n, i, c.dimension(c.q))
	if c.base == "" {
		return false
	}
	if c.base == strings.TrimSuffix(c.head, " "+c.pack.Wording("owner")) {
		c.head = "" // "a capacity of 200 megawatts"
	}
	if c.change == "" && c.generic(i-1) == "" {
		c.valued()
	}
	return true
}

// valued makes money the value of a thing that is no amount itself.
func (c *naming) valued() {
	if c.q.Kind == Money && c.q.Per == "" && c.head == "" && !c.holds(c.base, language.AmountNoun) {
		c.head = c.pack.Wording("value")
	}
}

func (c *naming) gapOfPoints() bool {
	return (c.q.Kind == PercentagePoint || c.q.Kind == BasisPoint) && (c.exceeds() || c.gap())
}

func (c *naming) dashed() bool {
	if c.link <= 1 || c.scanned[c.link].Rune != '–' && c.scanned[c.link].Rune != ':' || c.tags[c.link-1] != noun || c.q.Kind != Measure && c.q.Kind != Money {
		return false
	}
	if c.scanned[c.link].Rune == ':' && (c.tagAt(c.q.To) == preposition || c.tagAt(c.q.To) == genitive) {
		return false // "to renew research: $1 billion for the councils"
	}
	start := c.leftPhrase(c.n, c.link)
	if start >= c.link || c.spot.subject.from <= start && c.link <= c.spot.subject.to {
		return false
	}
	c.base = c.text(start, c.link)
	return true
}

func (c *naming) each() bool {
	p, prev := frame{}, c.prev()
	ok := prev != nil && c.q.Kind == Money && c.q.Per != "" && prev.Kind == Count && c.link >= prev.To && c.joined(prev.To, c.q.From)
	if ok {
		p, ok = c.alike(c.n, Money)
	}
	if ok {
		c.base = c.with(c.pack.Wording("average"), c.measure(p))
	}
	return ok
}

func (c *naming) valueOf() bool {
	p := c.prev()
	if p == nil || c.link < 0 || c.q.Kind != Money || c.tags[c.link] != comma || c.link != p.To || c.frames[c.n-1].base == "" {
		return false
	}
	if k := c.frames[c.n-1].kind; k != Measure && k != Count || c.goal(c.pastWorth()) != "" {
		return false
	}
	c.head, c.base = c.pack.Wording("value"), c.frames[c.n-1].base
	return true
}

func (c *naming) traded() bool {
	i := c.link
	if c.q.Kind != Money || i < 1 || !c.pack.Is(c.scanned[i], language.For) {
		return false
	}
	if _, ok := c.verbOf(c.spot.verb, language.Trading); !ok {
		return false
	}
	o := c.object(c.n, i)
	if p := c.prev(); o == "" && p != nil && p.Kind == Count && c.ownNoun(p) && c.joined(p.To, i) {
		o = c.noun(c.n - 1) // "buys two ships for $2 billion"
	}
	if o == "" {
		return false
	}
	c.head, c.base = c.pack.Wording("price_of"), o
	return true
}

// besideLevel names a figure by the noun phrase that "at" joins it to where no verb does.
func (c *naming) besideLevel() bool {
	i := c.link
	if i < 2 || c.tags[i] != preposition || c.tags[i-1] != noun || c.q.Kind == Duration {
		return false
	}
	if e, from := c.ends(i+1, language.ChangeBreak); from != i || e.ID != "level" {
		return false
	}
	start := i
	for start > c.least() && (c.tags[start-1] == noun || c.tags[start-1] == inside) {
		start--
	}
	k := start
	for k > c.least() && c.tags[k-1] == determiner {
		k--
	}
	if k < 1 || !c.pack.Is(c.scanned[k-1], language.With) && !(c.tags[k-1] == and && c.frames != nil && c.n > 0 && c.frames[c.n-1].rule == ruleBesideLevel) {
		return false
	}
	c.base, c.subject = c.articled(start, i), ""
	return true
}

const ruleBesideLevel = "measure: noun beside its level"

func (c *naming) objectBefore() bool {
	i, to := c.link, c.pastWorth()
	if i < 0 || c.tags[i] != noun && c.tags[i] != preposition || !c.verbed() || c.tags[i] == noun && c.costs() {
		return false // "costs the city $5"
	}
	o := c.object(c.n, i)
	if o == "" {
		return false
	}
	c.head, c.base = c.dimension(c.q), o
	if c.tags[i] == noun && c.paid() && c.pack.KeepsArticles() {
		c.head = c.pack.Wording("price")
		return true
	}
	if c.tags[i] == noun && c.q.Kind == Money && c.tags[c.spot.verb.to] == determiner && i == c.q.From-1 {
		c.head = c.pack.Wording("funding") // "guarantees the Nation $5 million"
		return true
	}
	if c.tags[i] == noun {
		c.base += c.spaced(c.suffixed(c.spot.verb))
	}
	if k := c.extent(to, 4); k > to && c.tags[to] == preposition && c.q.Kind == Measure {
		c.base += " " + c.text(to, k)
	}
	return true
}

func (c *naming) afterGreatest() bool {
	if c.n == 0 || c.frames[c.n-1].rule != ruleGreatest || c.link < 0 || c.tags[c.link] != preposition || c.verbBetween(c.prev().To, c.q.From) {
		return false
	}
	c.base, c.subject = c.frames[c.n-1].base, c.frames[c.n-1].subject
	return true
}

const ruleSource = "measure: money from a source"

func (c *naming) comesFrom() bool {
	if c.q.Kind != Money {
		return false
	}
	from := c.q.To
	if v := c.spot.predicate; !v.empty() && c.q.To == c.behind(v.from) {
		if _, ok := c.verbOf(v, language.Coming); !ok {
			return false
		}
		from = v.to
	} else if (c.n == 0 || c.frames[c.n-1].rule != ruleSource) && !c.broughtBy() {
		return false
	}
	if !c.pack.Is(c.scanned[min(from, len(c.scanned)-1)], language.Source) {
		return false
	}
	end := c.extent(from+1, 6)
	if end <= from+1 {
		return false
	}
	c.head, c.base, c.subject = c.pack.Wording("source"), c.whole(from, end), ""
	return true
}

func (c *naming) formed() bool {
	to := c.pastWorth()
	if c.q.Kind != Money || c.tagAt(to) != preposition || !c.pack.Is(c.scanned[to], language.ChangeIn) || c.tagAt(to+1) != noun {
		return false
	}
	end := c.extent(to+1, 8)
	if !c.headIs(span{to + 1, end}, language.AmountNoun) {
		return false
	}
	c.base = c.text(to+1, end)
	return true
}

// broughtBy tells whether money hangs on a preposition and comes from what has money: "with $26 million from the Rink Program".
func (c *naming) broughtBy() bool {
	return c.tagAt(c.link) == preposition && c.headIs(span{c.q.To + 1, c.extent(c.q.To+1, 6)}, language.Undertaking)
}

func (c *naming) going() bool {
	v := c.spot.predicate
	if c.q.Kind != Money || v.empty() || c.level(v) && !c.goes(v) || c.q.To != c.behind(v.from) {
		return false
	}
	base := ""
	if c.tagAt(v.to) == noun || c.tagAt(v.to) == determiner {
		base = c.text(v.to, c.extent(v.to, 6))
	} else if c.tagAt(v.to) == preposition || c.tagAt(v.to) == genitive {
		base = c.goal(v.to)
	}
	if base == "" {
		return false
	}
	c.head, c.base, c.subject = c.pack.Wording("funding"), c.plain(base), ""
	if c.pack.KeepsArticles() {
		c.base = base
	}
	return true
}

// behind is the token behind what stands before the adverbs that end at token i.
func (r *reading) behind(i int) int {
	for i > 0 && (r.tags[i-1] == adverb || r.tags[i-1] == period) {
		i--
	}
	return i
}

// goes tells whether a verb is "go", which tells a level of other things than money.
func (c *naming) goes(v span) bool {
	_, ok := c.verbOf(v, language.Going)
	return ok
}

func (c *naming) sentential() bool {
	s := c.spot.subject
	return s.to-s.from == 1 && c.demonstrative(s.from) && c.verbed() && c.pronounSubject()
}

func (c *naming) funded() bool {
	if !c.verbed() || c.q.Kind != Money {
		return false
	}
	e, ok := c.verbOf(c.spot.verb, language.ObjectHead)
	if !ok {
		return false
	}
	goal := c.goal(c.pastWorth())
	if s := c.spot.goal; goal == "" && !s.empty() {
		goal = c.subjectText(s) // "a plant, for which the department provided $27 million"
	}
	c.head, c.base = e.ID, goal
	word, link, _ := strings.Cut(e.ID, " ")
	first, _, _ := strings.Cut(goal, " ")
	if source := c.source(); source != "" {
		c.head, c.base = "", c.owned(word, source)
		c.subject, c.owner = "", true
		if _, verb := c.pack.Meaning(first, language.Infinitive); verb {
			c.base += " " + goal
		} else if goal != "" {
			c.base = c.compose(c.base+" "+link, goal)
		}
		return true
	}
	switch _, verb := c.pack.Meaning(first, language.Infinitive); {
	case goal == "":
		c.head, c.base = "", word
	case verb:
		c.head, c.base = "", word+" "+goal // "funding to renew laboratories"
	default:
		if _, sum := c.pack.Meaning(strings.ToLower(first), language.AmountNoun); sum {
			c.head = "" // "committed billions of dollars in investments in …"
		}
	}
	return true
}

func (c *naming) price() bool {
	if !c.paid() {
		return false
	}
	to := c.q.To
	if to >= len(c.scanned) || !c.pack.Is(c.scanned[to], language.For) {
		return false
	}
	end := c.extent(to+1, 6)
	if end == to+1 {
		return false
	}
	c.head, c.base = c.pack.Wording("price"), c.text(to+1, end)
	return true
}

// source is the undertaking that money comes from, where the subject is one: its money is what is measured, and it gives
// none of its own will: "the Coastal Fund has committed $9 billion".
func (c *naming) source() string {
	s := c.spot.subject
	if s.empty() || c.pronominal(s) || !c.headIs(s, language.Undertaking) {
		return ""
	}
	return c.subjectText(s)
}

// headIs tells whether the head of a noun phrase is of a class.
func (r *reading) headIs(s span, class language.Class) bool {
	head := r.headOf(s)
	return head >= 0 && r.pack.Is(r.scanned[head], class)
}

// ofPeople tells whether the head of a noun phrase is a noun for people.
func (r *reading) ofPeople(s span) bool {
	head := r.headOf(s)
	if head < 0 {
		return false
	}
	_, person := r.pack.Meaning(r.pack.Singular(strings.ToLower(r.text(head, head+1))), language.Person)
	return person
}

// headOf is the head of a noun phrase, or -1: its last noun before a complement, or its first where adjectives follow.
func (r *reading) headOf(s span) int {
	head := -1
	if s.from < s.to && r.tags[s.from] == genitive {
		s.from++ // « des bénévoles »
	}
	for i := s.from; i < s.to; i++ {
		switch r.tags[i] {
		case noun:
			if head < 0 || !r.pack.AdjectiveBehind {
				head = i
			}
			continue
		case determiner, inside, adverb:
			continue
		}
		break
	}
	return head
}

// owned joins a noun to whose it is: "Coastal Fund funding", « financement du Fonds des côtes ».
func (r *reading) owned(word, owner string) string {
	if r.pack.KeepsArticles() {
		return r.compose(word+" "+r.pack.Wording("owner"), owner)
	}
	return r.plain(owner) + " " + word
}

// paid tells whether the amount is paid.
func (c *naming) paid() bool {
	if !c.verbed() || c.q.Kind != Money {
		return false
	}
	_, ok := c.verbOf(c.spot.verb, language.Paying)
	return ok
}

// costs tells whether an amount is what the subject of its verb costs or earns, whoever stands between them.
func (c *naming) costs() bool {
	_, priced := c.verbOf(c.spot.verb, language.SubjectHead)
	_, given := c.verbOf(c.spot.verb, language.ObjectHead)
	return priced && !given && c.q.Kind == Money && !c.paid()
}

func (c *naming) priced() bool {
	if !c.verbed() || c.q.Kind != Money {
		return false
	}
	e, ok := c.verbOf(c.spot.verb, language.SubjectHead)
	if !ok {
		return false
	}
	if e.ID == c.pack.Wording("funding") && c.ofPeople(c.spot.subject) {
		return false // "families receive $400"
	}
	if pay := c.pack.Wording("pay"); e.ID == pay || c.paid() && c.passive(c.spot.verb) {
		if e.ID = pay; !c.ofPeople(c.spot.subject) && c.q.Per == "" {
			return false // "the economy gains $2.30"
		}
	}
	if c.base = c.subjectText(c.spot.subject); c.base == "" {
		return false
	}
	c.head, c.subject = e.ID, ""
	return true
}

func (c *naming) measured() bool {
	if c.q.Kind != Measure || !c.direct() {
		return false
	}
	e, ok := c.verbOf(c.spot.verb, language.MeasureHead)
	if !ok {
		return false
	}
	if c.base = c.subjectText(c.spot.subject); c.base == "" {
		return false
	}
	c.head, c.subject = e.ID, ""
	return true
}

// acts tells whether a subject does something with money, and is none itself: people and bodies.
func (c *naming) acts(s span) bool {
	return !s.empty() && (c.pronominal(s) || c.ofPeople(s) || c.headIs(s, language.Body))
}

func (c *naming) handled() bool {
	v := c.spot.verb
	if c.q.Kind != Money || !c.direct() || c.level(v) || c.passive(v) || !c.acts(c.spot.subject) {
		return false
	}
	p := c.participle(v)
	if p == "" {
		return false
	}
	amount := c.pack.Wording("amount")
	if c.pack.KeepsArticles() {
		p = c.agreeing(p, amount)
	}
	c.base = amount + " " + p
	return true
}

func (c *naming) dimensionFor() bool {
	head := c.dimension(c.q)
	to := c.q.To
	if head == "" || c.tagAt(to) != preposition || !c.direct() || c.pack.Is(c.scanned[to], language.ChangeIn) {
		return false
	}
	end := c.extent(to, 5)
	if _, k := c.pack.Match(c.scanned, to, language.Goal); k == 0 || end <= to+k {
		return false
	}
	c.stem, _, _ = strings.Cut(head, " ")
	c.base = c.stem + " " + c.text(to, end)
	return true
}

func (c *naming) taken() bool {
	if c.q.Kind != Measure || c.level(c.spot.verb) || !c.direct() || c.dimension(c.q) != "" {
		return false
	}
	for _, p := range c.past {
		if p.kind == c.q.Kind && p.unit == c.q.Unit && p.base != "" {
			c.head, c.base = p.head, p.base
			return true
		}
	}
	p := c.suffixed(c.spot.verb)
	if p == "" {
		return false
	}
	unit := c.text(c.q.To-1, c.q.To)
	if t := c.scanned[c.q.To-1]; t.End-t.Start <= 3 { // a symbol
		unit = c.q.Unit + "s"
	}
	c.base = unit + " " + p
	return true
}

func (c *naming) purpose() bool {
	to := c.pastWorth()
	if c.q.Kind != Money || c.tagAt(to) != preposition {
		return false
	}
	in := c.pack.Is(c.scanned[to], language.ChangeIn)
	if !(in && (c.n > 0 || !c.level(c.spot.verb))) && (c.verbed() || c.level(c.spot.verb)) {
		return false
	}
	end := c.extent(to+1, 6)
	if end <= to+1 {
		return false
	}
	if !in {
		c.head = c.pack.Wording("funding")
	}
	c.base = c.text(to+1, end)
	return true
}

func (c *naming) itemNoun() bool {
	p, i := c.prev(), c.link
	if p == nil || i <= 0 || c.tags[i] != preposition || c.verbBetween(p.To, i) {
		return false
	}
	start := c.phraseStart(c.scanned, i, p.To)
	for start < i && (c.tags[start] == and || c.tags[start] == determiner) {
		start++
	}
	if start >= i {
		return false
	}
	c.head, c.base = c.dimension(c.q), c.text(start, i)
	return true
}

func (c *naming) pronounSubject() bool {
	if !c.pronominal(c.spot.subject) || c.clauseSubject() == "" {
		return false
	}
	p, ok := c.alike(c.n, c.q.Kind)
	if !ok || c.q.Kind == Measure && p.unit != c.q.Unit && c.q.Per == "" && !c.demonstrative(c.spot.subject.from) {
		return false
	}
	c.head, c.base, c.subject = p.head, p.base, p.subject
	if c.q.Per != "" && c.q.Kind == Money {
		c.base = c.measure(c.frame)
		c.head, c.base = "", c.with(c.pack.Wording("average"), c.base)
	}
	return true
}

func (c *naming) subjectLevel() bool {
	base := c.clauseSubject()
	if base == "" {
		return false
	}
	c.head, c.base, c.subject = c.dimension(c.q), base+c.forWhom(), ""
	if e, ok := c.pack.Meaning(c.q.Unit, language.Flow); ok {
		c.head = e.ID
	}
	return true
}

// forWhom is the complement that says for whom or what a level holds: "the fee is $20 | for adults".
func (c *naming) forWhom() string {
	at := c.q.To
	if c.q.Kind != Money || at >= len(c.scanned) || !c.pack.Is(c.scanned[at], language.For) {
		return ""
	}
	if end := c.extent(at, 6); end > at+1 {
		return " " + c.text(at, end)
	}
	return ""
}

func (c *naming) nearest() bool {
	c.head, c.base = c.dimension(c.q), c.fallback(c.n)
	return true
}

// suffixed is the past participle of a verb in a language that puts it behind a noun without agreement, or "".
func (c *naming) suffixed(verb span) string {
	if verb.empty() || c.pack.KeepsArticles() {
		return ""
	}
	return c.participle(verb)
}

// boughtFor tells whether the amount follows its verb and "for": « ont exporté pour 98 milliards de dollars de produits ».
func (c *naming) boughtFor() bool {
	return c.verbed() && c.link == c.spot.verb.to && c.pack.Is(c.scanned[c.link], language.For) && c.pack.Inflected()
}

// agreedWith is the past participle of a verb in the form that goes with the noun phrase at token i.
func (c *naming) agreedWith(verb span, i int) string {
	p := c.participle(verb)
	if p == "" || !c.pack.KeepsArticles() {
		return p
	}
	for c.tagAt(i) == determiner {
		i++
	}
	if c.tagAt(i) != noun {
		return ""
	}
	return c.agreeing(p, strings.ToLower(c.text(i, i+1)))
}

// spaced is a word with a space before it, or nothing.
func (c *naming) spaced(word string) string {
	if word == "" {
		return ""
	}
	return " " + word
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

// dimension is the head of what the unit of a figure measures.
func (r *reading) dimension(q *quantity.Quantity) string {
	if q.Kind != Measure {
		return ""
	}
	if r.dimensionOf(q.Unit) == r.dimensionOf("metre") && (q.Per == "hour" || q.Per == "second" || q.Per == "minute") {
		return r.dimensionOf("knot") // kilometres per hour
	}
	return r.dimensionOf(q.Unit)
}

func (r *reading) dimensionOf(unit string) string {
	e, _ := r.pack.Meaning(unit, language.Dimension)
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
