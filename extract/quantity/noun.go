package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

var (
	endsNoun = language.SetOf(language.Determiner, language.Preposition, language.Conjunction,
		language.Pronoun, language.Verb, language.Adverb, language.NotNoun)
	inNoun = language.SetOf(language.PreNoun, language.Plural)
)

// noun reads the phrase of a counted noun from token j on: in English up to its last plural, in French the first
// word that is no adjective of those that stand in front.
func (g *Grammar) noun(q *Quantity, j int) bool {
	if j >= len(g.tokens) {
		return false
	}
	if g.hyphen(q.To) {
		return g.hyphenNoun(q, j)
	}
	from := g.nounStart(q, j)
	if from < 0 {
		return false
	}
	if g.is(from, language.Measure) && g.at(from).Has(token.Capital) && !g.at(from).Has(token.Upper) && g.at(from+1).Has(token.Capital) && !g.titleCase() {
		g.mark(q.From, from+2, InName) // "100 Mile House"
		return false
	}
	singular := g.takesSingular(q)
	head := -1
	if g.pack.AdjectiveBehind {
		if head = g.headInFront(from); head < 0 || !g.looksPlural(head) && !singular {
			return false
		}
	} else {
		end := from
		if head, end = g.headBehind(from); head < 0 && (singular || g.one(q)) && end > from {
			const longest = 3 // words
			head = min(end, from+longest) - 1
		}
		if head < 0 && !q.Vague && q.scale == 0 && g.compound(from) { // "a 12 page document"
			g.count(q, from, from)
			return true
		}
		if head < 0 {
			return false
		}
	}
	return g.headed(q, from, head)
}

// takesSingular tells whether the noun of a number is a singular: up to one, and where the plural starts at two, « 1,56 enfant ».
func (g *Grammar) takesSingular(q *Quantity) bool {
	return !q.Range && (q.Low.Cmp(decimal.One) <= 0 || g.pack.PluralFromTwo && q.Low.Cmp(decimal.Two) < 0)
}

// hyphenNoun reads the noun that a hyphen joins to its number: "12-storey".
func (g *Grammar) hyphenNoun(q *Quantity, j int) bool {
	switch {
	case g.at(j).Has(token.Capital) && !g.titleCase(), // "Mille-Îles"
		g.one(q): // "a one-door policy"
		g.mark(q.From, j+1, InName)
		return false
	case g.at(j).Kind != token.Word || g.pack.Single(g.at(j)).Meets(endsNoun):
		return false
	}
	head := g.hyphenated(j)
	if w := g.word(head); q.InWords && len(w) > 4 && g.participle(head) && !strings.HasSuffix(w, "eed") {
		g.mark(q.From, head+1, InName) // "a two-legged friend"
		return false
	}
	g.count(q, j, head)
	return true
}

// hyphenated is the last of the words that hyphens join to token i.
func (g *Grammar) hyphenated(i int) int {
	for g.hyphen(i+1) && g.at(i+2).Kind == token.Word {
		i += 2
	}
	return i
}

// nounStart is where the phrase of a counted noun begins at token j or behind a word that joins it to its number; -1 where there is none.
func (g *Grammar) nounStart(q *Quantity, j int) int {
	if g.is(j, language.Of) && (q.scale > 0 || q.Vague || q.Rules&(1<<ruleCollective) != 0) {
		if q.scale >= 6 && (g.is(j, language.SingularArticle) || g.is(j, language.Determiner)) {
			return -1 // « 61 millions du fonds, 13 millions des villes »
		}
		if j++; g.is(j, language.Determiner) {
			return -1
		}
	} else if g.pack.ScaleNoun && q.scale >= 6 {
		return -1 // "millions" is a noun itself: only "de" joins another to it
	}
	for g.sign(j, '“') || g.sign(j, '«') { // the six “criteria for success”
		j++
	}
	if _, n := g.pack.Match(g.tokens, j, language.RankTopAfter); n > 1 && g.pack.AdjectiveBehind {
		j += n // « les deux plus grandes sources »
	}
	return j
}

// longestNoun is how many tokens the phrase of a counted noun has at most.
const longestNoun = 10

// headInFront finds the noun of a phrase whose adjectives stand behind it but for a few: the first word that is none of these.
func (g *Grammar) headInFront(from int) int {
	for k := from; k < min(from+longestNoun, len(g.tokens)); k++ {
		if g.at(k).Kind != token.Word {
			if g.hyphen(k) {
				continue
			}
			break
		}
		s := g.pack.Single(g.at(k))
		if s.Meets(endsNoun) && !s.Meets(inNoun) && !(k == from && g.participle(k) && g.pluralSoon(k+1)) {
			break
		}
		if s.Has(language.PreNoun) && !g.nounNext(k) {
			continue
		}
		if s.Has(language.NotNoun) {
			break // "les trois autres"
		}
		return g.hyphenated(k)
	}
	return -1
}

// headBehind finds the noun of a phrase whose adjectives stand in front of it, which is its last plural, and where the phrase ends.
func (g *Grammar) headBehind(from int) (head, end int) {
	head = -1
	k := from
	for k < min(from+longestNoun, len(g.tokens)) {
		if head < 0 {
			if k > from && g.withinName(k) {
				k++
				continue
			}
			if _, n := g.pack.Match(g.tokens, k, language.Area); n > 1 { // "3 million U.S. visitors"
				k += n
				continue
			}
			if k > from && (g.sign(k, ',') || g.is(k, language.ListAnd) || g.is(k, language.ListOr)) {
				if end := g.coordinated(k); end > 0 {
					head = end
				}
				break
			}
		}
		if g.at(k).Kind != token.Word {
			if g.hyphen(k) || k > from && g.Roles[k] == InName { // "5,000 COVID-19 tests"
				k++
				continue
			}
			break
		}
		if g.endsBehind(from, k, head >= 0) {
			break
		}
		if s := g.pack.Single(g.at(k)); head >= 0 && s.Has(language.VerbForm) && !s.Has(language.NounForm) && g.pack.ThirdPerson(g.word(k)) {
			break // "a family with two children | saves"
		}
		if g.looksPlural(k) && !g.hyphen(k+1) && !(g.hyphen(k-1) && g.is(k-2, language.Preposition)) { // not "two in-person meetings"
			head = k
		} else if head >= 0 {
			break
		}
		k++
	}
	return head, k
}

// endsBehind tells whether the word at token k is no part of a noun phrase from a token on, in which a plural was found or not.
func (g *Grammar) endsBehind(from, k int, found bool) bool {
	if k == from && g.participle(k) && g.ofGroup(k-1) {
		return true // "of the eight banks, three raised fees"
	}
	s := g.pack.Single(g.at(k))
	if !s.Meets(endsNoun) || s.Meets(inNoun) {
		return false
	}
	if k == from && g.participle(k) && g.pluralSoon(k+1) {
		return false // "1,120 registered nurses": a participle in front of its noun
	}
	if found {
		return true
	}
	if k == from && !g.pack.AdjectiveBehind && g.isNumber(from-1) && !g.isOne(from-1) && s.Has(language.Verb) && g.looksPlural(k) {
		return false // "three offers": a verb of this form has a singular before it
	}
	joined := g.hyphen(k-1) && k > from || g.hyphen(k+1) || // "three on-the-land camps"
		k > from && s.Has(language.Verb) && !s.Has(language.Auxiliary) && !g.looksPlural(k-1) && g.looksPlural(k+1) && !g.pack.Single(g.at(k+1)).Meets(endsNoun) // "40 child care spaces"
	adjective := s.Has(language.Verb) && (k > from && g.looksPlural(k) || g.participle(k) && k+1 < len(g.tokens) && g.looksPlural(k+1))
	return !joined && !adjective
}

// headed takes the noun at head as that of a figure, unless it is a name or money.
func (g *Grammar) headed(q *Quantity, from, head int) bool {
	if t := g.at(head); t.Has(token.Capital) && !t.Has(token.Upper) && !g.titleCase() && g.named(q.From, head) {
		g.mark(q.From, head+1, InName)
		return false
	}
	// "15,6 milliards d'exportations" are money.
	if q.scale >= 6 && g.is(head, language.Money) {
		q.Unit, q.Kind = "$", Money
		return true
	}
	if g.one(q) {
		q.Trivial = true
		if g.pack.OneArticle || g.is(head, language.Verb) {
			return false
		}
	}
	g.count(q, from, head)
	return true
}

// withinName tells whether token k, in front of a counted noun, belongs to a name that says which kind is counted: "559 COVID-19
// complaints", "two Level 3 stations", "four Bank of Canada officials", "six C/TFN citizens".
func (g *Grammar) withinName(k int) bool {
	t := g.at(k)
	switch {
	case g.pack.AdjectiveBehind:
		return false
	case t.Kind == token.Number:
		return g.Roles[k] == InName || g.Roles[k] == InIdentifier
	case g.sign(k, '/'):
		return g.glued(k) && g.glued(k+1)
	}
	return g.is(k, language.Of) && g.at(k-1).Has(token.Capital) && g.at(k+1).Has(token.Capital)
}

// compound tells whether a singular noun with another one behind it stands at token i.
func (g *Grammar) compound(i int) bool {
	for k := i; k < i+2; k++ {
		if t := g.at(k); t.Kind != token.Word || t.Has(token.Capital) || k >= len(g.tokens) || g.Roles[k] != Unread || g.pack.Single(t).Meets(endsNoun) || g.pack.Single(t).Meets(numeric) || g.looksPlural(k) || g.participle(k) || g.pack.Adverb(g.word(k)) {
			return false
		}
	}
	return true
}

// coordinated finds the plural noun that words joined at token k stand in front of: "tool, die and mould makers".
func (g *Grammar) coordinated(k int) int {
	joined, words := false, 0
	for limit := k + 9; k < min(limit, len(g.tokens)) && g.Roles[k] == Unread; k++ {
		t := g.at(k)
		switch s := g.pack.Single(t); {
		case g.sign(k, ','):
			if words = 0; joined {
				return 0
			}
		case g.is(k, language.ListAnd), g.is(k, language.ListOr):
			joined, words = true, 0
		case t.Kind != token.Word && !g.hyphen(k), s.Meets(numeric), s.Meets(endsNoun) && !s.Meets(inNoun), words > 2:
			return 0
		case joined && g.looksPlural(k):
			return k
		case t.Kind == token.Word:
			words++
		}
	}
	return 0
}

// nounNext tells that an adjective at i is itself the noun: nothing that could be one follows.
func (g *Grammar) nounNext(i int) bool {
	if i+1 >= len(g.tokens) || g.at(i+1).Kind != token.Word {
		return true
	}
	s := g.pack.Single(g.at(i + 1))
	return s.Meets(endsNoun) && !s.Meets(inNoun)
}

// count takes the noun at head as what is counted. One that names a unit is that unit, whatever adjectives stand in front:
// "five consecutive days", "deux autres kilomètres".
func (g *Grammar) count(q *Quantity, from, head int) {
	q.To = head + 1
	if unit, kind, ok := g.unitNoun(head); ok && !g.hyphen(head-1) {
		q.Unit, q.Kind = unit, kind
		if kind == Duration {
			q.Rules.add(ruleDuration)
		} else {
			q.Rules.add(ruleMeasure)
		}
		return
	}
	q.Unit, q.Kind, q.NounFrom, q.NounTo = g.singular(from, head), Count, from, head+1
	q.Rules.add(ruleNoun)
}

// unitNoun reads the noun at token i as a unit of time or measure, unless it has another sense by itself: "university degrees".
func (g *Grammar) unitNoun(i int) (string, Kind, bool) {
	t := g.at(i)
	if t.Kind != token.Word || t.End-t.Start < 3 || t.Has(token.Capital) && !g.titleCase() || g.is(i, language.UnitHomonym) {
		return "", "", false
	}
	if e, ok := g.entryAt(i, language.Duration); ok {
		return e.ID, Duration, true
	}
	e, ok := g.entryAt(i, language.Measure)
	return e.ID, Measure, ok && !strings.Contains(e.ID, " / ")
}

// looksPlural tells whether a word can be a plural noun.
func (g *Grammar) looksPlural(i int) bool {
	t := g.at(i)
	if t.Kind != token.Word {
		return false
	}
	s := g.pack.Single(t)
	if s.Has(language.Plural) {
		return true
	}
	if s.Has(language.NounException) || t.End-t.Start < 3 || g.possessive(i+1) {
		return false
	}
	return g.pack.Plural(g.word(i))
}

// PluralAt gives the singular of the plural noun at token i of the last sentence, or "".
func (g *Grammar) PluralAt(i int) string {
	if !g.looksPlural(i) || g.pack.Single(g.at(i)).Meets(endsNoun) {
		return ""
	}
	return g.singular(i, i)
}

// singular gives the singular of the noun that ends at token i, with its capital where it is a name: "Canadian". A compound with hyphens starts no earlier than from.
func (g *Grammar) singular(from, i int) string {
	start := i
	for start-2 >= from && g.hyphen(start-1) && g.pack.AdjectiveBehind {
		start -= 2
	}
	if e, ok := g.entryAt(i, language.Plural); ok && start == i {
		return e.ID
	}
	w := g.text[g.at(start).Start:g.at(i).End]
	t := g.at(i)
	if t.Has(token.Capital) && !t.Has(token.Upper) && (g.titleCase() || start == 0 && !g.is(i, language.Demonym)) {
		w = lowerFirst(w)
	}
	if s, ok := g.units[w]; ok {
		return s
	}
	parts := strings.Split(w, "-")
	for n, part := range parts {
		if n == len(parts)-1 || g.pack.AdjectiveBehind {
			parts[n] = g.pack.Singular(part)
		}
	}
	s := strings.Join(parts, "-")
	if len(g.units) < 1<<16 {
		g.units[strings.Clone(w)] = s
	}
	return s
}

func lowerFirst(w string) string {
	r, n := utf8.DecodeRuneInString(w)
	return string(unicode.ToLower(r)) + w[n:]
}

// participle tells whether a word has the ending of a past participle.
func (g *Grammar) participle(i int) bool {
	return g.pack.Participle(g.word(i))
}
