package extract

import (
	"strings"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Who or what a figure is measured of is told by the first of these rules that finds it. The clause comes before the
// sentence, the sentence before the release.

// subjectRule is one way in which a text says what a figure is measured of.
type subjectRule struct {
	name   string   // as Mention.Rules tells it
	doc    string   // what the rule reads
	en, fr []string // examples: a sentence with the figure in brackets, "→", the subject
	find   func(*naming) string
}

var subjectRules = []subjectRule{
	{
		name: "subject: item of a breakdown",
		doc:  "the name before a figure in brackets",
		en:   []string{"The agency funded 30 projects in Ontario ([12]), Quebec (10) and Manitoba (8). → Ontario"},
		fr:   []string{"Les travaux créeront 900 places à Laval ([500]), à Gatineau (300) et à Lévis (100). → Laval"},
		find: func(c *naming) string {
			name := c.item(c.n)
			return c.text(name.from, name.to)
		},
	},
	{
		name: "subject: name in a list",
		doc:  "the place behind each figure of a list, or the name that one of as many gives it",
		en: []string{
			"The fare was $27.05 in Metro Halifax and [$22.80] in Sydney Mines. → Sydney Mines",
			"Sydney and Truro opened 40 and [55 beds] respectively. → Truro",
		},
		fr: []string{"Sydney et Truro ont ouvert respectivement [40] et 55 lits. → Sydney"},
		find: func(c *naming) string {
			name := c.listedName(c.n)
			return c.text(name.from, name.to)
		},
	},
	{
		name: "subject: item of a list",
		doc:  "the name before a comma and a figure, in a list with semicolons",
		en:   []string{"New homes: Bridgewater, 144 rooms; Truro, [120 rooms]; Digby, 72 rooms. → Truro"},
		fr:   []string{"Nouveaux foyers : Bridgewater, 144 chambres; Truro, [120 chambres]; Digby, 72 chambres. → Truro"},
		find: (*naming).listItem,
	},
	{
		name: "subject: what has it",
		doc:  "the noun phrase before \"with\" and a figure",
		en:   []string{"The industry has 27 centres with [1,900 employees]. → centres"},
		fr:   []string{"L'industrie a 27 centres avec [1 900 employés]. → centres"},
		find: (*naming).having,
	},
	{
		name: "subject: whose it is",
		doc:  "what a possessive before the figure points back to",
		en:   []string{"The commission hears complaints. Its [64 lawyers] work in five cities. → commission"},
		fr:   []string{"La commission entend les plaintes. Ses [64 avocats] travaillent dans cinq villes. → commission"},
		find: (*naming).possessor,
	},
	{
		name: "subject: agent",
		doc:  "who did it, behind \"by\"",
		en:   []string{"About [12%] of the cars were made by Northway Motors. → Northway Motors"},
		fr:   []string{"Environ [12 %] des voitures ont été fabriquées par Autos Lavigne. → Autos Lavigne"},
		find: func(c *naming) string { return c.agent(c.n) },
	},
	{
		name: "subject: who is given a rank",
		doc:  "a place behind \"making\"",
		en:   []string{"Trade grew, making South Korea Canada's [seventh-largest] partner. → South Korea"},
		find: func(c *naming) string {
			if c.q.Kind != Rank {
				return ""
			}
			return c.made(c.q)
		},
	},
	{
		name: "subject: branch of a change",
		doc:  "what a change without a noun of its own is in",
		en:   []string{"Employment fell, with a loss of [2,500] in manufacturing. → manufacturing"},
		fr:   []string{"L'emploi a reculé, avec une perte de [2 500] dans la fabrication. → fabrication"},
		find: (*naming).branch,
	},
	{
		name: "subject: of the clause",
		doc:  "the subject of the verb",
		en:   []string{"The hospital hired [320 nurses] last year. → hospital"},
		fr:   []string{"L'hôpital a embauché [320 infirmières] l'an dernier. → hôpital"},
		find: func(c *naming) string {
			if c.headIs(c.spot.subject, language.Duration) {
				return "" // "the month of June saw"
			}
			return c.subject
		},
	},
	{
		name: "subject: of the clause around",
		doc:  "who has, uses or announces what a participle tells of",
		en:   []string{"Automakers have made investments exceeding [$46 billion]. → automakers"},
		find: func(c *naming) string {
			if c.spot.owner.empty() {
				return ""
			}
			return c.subjectText(c.spot.owner)
		},
	},
	{
		name: "subject: place of the clause",
		doc:  "the place before \"where\"",
		en:   []string{"Homes rise on Sixth Street, where a [12-storey] building will replace a lot. → Sixth Street"},
		fr:   []string{"Elle pense au chemin Lavigne, où [un ménage sur trois] manque d'eau. → chemin Lavigne"},
		find: func(c *naming) string {
			if c.spot.place.empty() {
				return ""
			}
			return c.text(c.spot.place.from, c.spot.place.to)
		},
	},
	{
		name: "subject: of the noun behind",
		doc:  "the complement of a noun that only says what kind of number it is",
		en:   []string{"Spending was below the [2.7%] average of advanced economies. → advanced economies"},
		find: (*naming).averageOf,
	},
	{
		name: "subject: place in front",
		doc:  "the place that the sentence opens with",
		en:   []string{"In Fishing Area 12, [640 boats] took part. → Fishing Area 12"},
		find: func(c *naming) string { return c.fronted(c.semicolon(c.q.From).from) },
	},
}

// tell finds what a figure that has its name is measured of. The rest of the rules asks about the release.
func (c *naming) tell() (subject, rule string) {
	for i := range subjectRules {
		if s := subjectRules[i].find(c); s != "" {
			return s, subjectRules[i].name
		}
	}
	return "", ""
}

// possessor is what a possessive right before the figure points back to.
func (c *naming) possessor() string {
	i := c.q.From - 1
	if i < 0 || !c.pack.Is(c.scanned[i], language.Possessive) {
		return ""
	}
	owner := c.topic
	if c.main.to <= i && !c.main.empty() {
		owner = c.subjectText(c.main)
	}
	if c.hero.name != "" && owner == strings.ToLower(owner) {
		return "" // what the release is about has it
	}
	return owner
}

// listItem is the name that an item of a list between semicolons opens with.
func (c *naming) listItem() string {
	comma := c.link
	if comma < 1 || c.scanned[comma].Rune != ',' && c.scanned[comma].Rune != '–' && c.scanned[comma].Rune != ':' {
		return ""
	}
	item := c.semicolon(c.q.From)
	if item.from == 0 && item.to == len(c.scanned) {
		return c.lineName() // no list, but maybe a line of one
	}
	from := comma
	for from > item.from && (c.tags[from-1] == noun || c.tags[from-1] == inside || c.tags[from-1] == genitive || c.tags[from-1] == determiner || c.tags[from-1] == and) {
		from--
	}
	if from == comma || from > item.from && c.scanned[from-1].Rune != ':' && c.tags[from-1] != and && c.tags[from-1] != bracket || c.tags[from] == genitive {
		return ""
	}
	return c.text(from, comma)
}

// lineName is the name that the sentence opens with before a colon: "Melfort: $980,000 for an ice plant".
func (c *naming) lineName() string {
	const longest = 6 // tokens of a name
	for i := 1; i < min(longest, len(c.scanned)); i++ {
		switch {
		case c.scanned[i].Rune == ':':
			if c.verbBetween(i+1, c.q.From) || c.scanned[c.link].Rune != ':' {
				return ""
			}
			return c.text(0, i)
		case c.tags[i] != noun && c.tags[i] != inside && c.tags[i] != genitive, c.tags[i] == noun && !c.scanned[i].Has(token.Capital) && c.scanned[i].Rune != '-':
			return ""
		}
	}
	return ""
}

// having is the noun phrase that "with" joins what is counted or measured to.
func (c *naming) having() string {
	with := c.link
	if with < 1 || !c.pack.Is(c.scanned[with], language.With) || c.q.Kind != Count && c.q.Kind != Measure || c.q.Kind == Count && !c.ownNoun(c.q) {
		return ""
	}
	if p := c.prev(); p != nil && p.To == with && p.Kind == Count && c.ownNoun(p) {
		return c.noun(c.n - 1)
	}
	if c.tags[with-1] != noun || c.pack.Single(c.scanned[with-1]).Meets(joint) {
		return ""
	}
	start := c.leftPhrase(c.n, with)
	if start >= with {
		return ""
	}
	return c.text(start, with)
}

// joint are the nouns that "with" joins another side to, and nothing that they have: "an agreement with 40 firms".
var joint = language.SetOf(language.Undertaking, language.Trade, language.AmountNoun, language.Action)

// averageOf is the complement of a noun such as "average" beside the figure.
func (c *naming) averageOf() string {
	of := c.q.To
	switch {
	case c.tagAt(of) == noun && c.generic(of) != "":
		of++
	case c.link > 0 && c.tags[c.link] == genitive && c.generic(c.link-1) == c.pack.Wording("average") && c.rule == "measure: average of others":
	default:
		return ""
	}
	if c.tagAt(of) != genitive {
		return ""
	}
	return c.text(of+1, c.extent(of+1, 5))
}

// branch is what a count without a noun, or with a word of change, is in: "a loss of 2,500 in manufacturing".
func (c *naming) branch() string {
	to := c.q.To
	if c.change == "" || c.q.Kind != Count || c.ownNoun(c.q) || c.tagAt(to) != preposition || !c.pack.Is(c.scanned[to], language.ChangeIn) {
		return ""
	}
	if _, n := c.pack.Match(c.scanned, to+1, language.Area); n > 0 {
		return ""
	}
	return c.text(to+1, c.extent(to+1, 4))
}

// ofSentence is the subject of the sentence where that is the name of a thing, for a figure behind it whose clause has none:
// "The Regatta expects 200 boats; entry costs $75". People and governments announce what is another's.
func (c *naming) ofSentence(measure string) string {
	s := c.main
	if s.empty() || !c.properName(s) || s.to > c.q.From && !c.pack.Participle(c.Text[c.scanned[0].Start:c.scanned[0].End]) {
		return ""
	}
	text := c.plain(c.subjectText(s))
	if text == "" || strings.Contains(measure, text) || c.publishes(entity{name: text}) {
		return ""
	}
	return text
}

// properName tells whether a noun phrase holds the name of a thing, by a capital that does not open the sentence.
func (c *naming) properName(s span) bool {
	named := false
	for i := s.from; i < s.to; i++ {
		if _, n := c.pack.Match(c.scanned, i, language.Area); n > 0 || c.pack.Is(c.scanned[i], language.Honorific) || c.tags[i] == pronoun {
			return false
		}
		named = named || i > 0 && c.tags[i] == noun && c.scanned[i].Has(token.Capital)
	}
	return named
}

// settleSubject settles the subject of a mention that is called measure, and the rule that told it.
func (c *naming) settleSubject(measure, area string) (subject, rule string) {
	if c.owner {
		return "", ""
	}
	subject, rule = c.tell()
	subject = c.placeless(c.plain(subject), area)
	if subject != "" && !c.bare(c.spot.subject) {
		return subject, rule
	}
	if c.hero.name != "" && strings.Contains(measure, c.hero.name) {
		return subject, rule
	}
	if subject == "" {
		if s := c.main; s.from >= c.q.To && c.pronominal(s) && !s.empty() && c.tagAt(0) == preposition {
			if text := c.placeless(c.plain(c.subjectText(s)), area); text != "" && !strings.Contains(measure, text) {
				return text, "subject: of the sentence" // "With a $16.8 billion contribution, it is …"
			}
		}
		if s := c.ofSentence(measure); s != "" {
			return s, "subject: of the sentence"
		}
	}
	if s := c.whose(); s != "" {
		return s, "subject: what the release is about"
	}
	return subject, rule
}
