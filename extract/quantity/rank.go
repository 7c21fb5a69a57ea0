package quantity

import (
	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// rank reads "seventh-largest", "ranked first", "top ten", "au troisième rang", "les dix premières".
func (g *Grammar) rank(i int) (number, bool) {
	if _, k := g.pack.Match(g.tokens, i, language.RankTop); k > 0 {
		if v, end, ok := g.small(i + k); ok && v > 1 && !g.is(end, language.Percent) && !g.is(end, language.Scale) && !g.is(end, language.Duration) {
			n := number{from: i, to: end, kind: Rank, words: true, atMost: true, step: decimal.One}
			n.rules.add(ruleTop)
			return g.finishRank(n, v)
		}
		return number{}, false
	}
	if v, end, ok := g.small(i); ok && v > 1 {
		// "les dix premières au monde", not "les dix premières années", "cinq Premières Nations"
		if _, k := g.pack.Match(g.tokens, end, language.RankTopAfter); k > 0 && (g.nounNext(end + k - 1)) {
			n := number{from: i, to: end + k, kind: Rank, words: true, atMost: true, step: decimal.One}
			n.rules.add(ruleTop)
			return g.finishRank(n, v)
		}
	}
	v, end, ok := g.ordinal(i)
	if !ok {
		return number{}, false
	}
	if next := g.at(end + 1); g.hyphen(end) && next.Has(token.Capital) && !g.titleCase() {
		g.mark(i, end+2, InName) // "le chemin du 3e-Rang"
		return number{}, false
	}
	n := number{from: i, to: end, kind: Rank, words: true, step: decimal.One}
	n.rules.add(ruleRank)
	j := end
	if g.hyphen(j) {
		j++
	}
	if _, k := g.pack.Match(g.tokens, j, language.RankAfter); k > 0 {
		if !g.pack.AdjectiveBehind {
			// The superlative belongs to the figure: "seventh-largest".
			if g.is(j, language.RankAfter) {
				n.to = j + 1
			}
			if v == 1 && !g.hyphen(end) && !g.rankedBefore(i) {
				return number{}, false // "the first most …"
			}
		} else if v == 1 && !g.rankedBefore(i) {
			return number{}, false // "premier marché" says little; "premier rang" says all
		}
		return g.finishRank(n, v)
	}
	if g.rankedBefore(i) || g.rankedBehind(j) {
		return g.finishRank(n, v)
	}
	return number{}, false
}

// rankedBefore tells whether "ranked", "se classe au" or the like stands in front of token i.
func (g *Grammar) rankedBefore(i int) bool {
	if _, from := g.endsAt(i, language.RankBefore); from >= 0 {
		return true
	}
	if _, from := g.endsAt(i-1, language.RankBefore); from >= 0 && (g.is(i-1, language.Preposition) || g.is(i-1, language.Determiner)) {
		return true
	}
	// "ranks between the tenth and the fifteenth", "ranks higher than the tenth but lower than the fifteenth"
	if last := len(g.Quantities) - 1; last >= 0 && g.Quantities[last].Kind == Rank && i-g.Quantities[last].To < reach/4 && g.is(i-1, language.Preposition) && g.is(i-2, language.ListAnd) {
		return true // « au quatrième rang des producteurs et au cinquième des exportateurs »
	}
	if g.is(i-1, language.Determiner) {
		i--
	}
	for _, c := range [...]language.Class{language.RangeFrom, language.BoundBefore} {
		e, from := g.endsAt(i, c)
		if from < 0 || c == language.RangeFrom && e.ID != "between" {
			continue
		}
		if _, ranks := g.endsAt(from, language.RankBefore); ranks >= 0 {
			return true
		}
		last := len(g.Quantities) - 1
		return last >= 0 && g.Quantities[last].Kind == Rank && g.Quantities[last].To == from-1 && (g.is(from-1, language.Conjunction) || g.is(from-1, language.ListAnd))
	}
	return false
}

// rankedBehind tells whether words of ranking close the phrase that starts at token i: "troisième secteur de la
// finance en importance".
func (g *Grammar) rankedBehind(i int) bool {
	for from, end := i, min(i+8, len(g.tokens)); i < end; i++ {
		if _, n := g.pack.Match(g.tokens, i, language.RankClose); n > 0 {
			return true
		}
		if _, n := g.pack.Match(g.tokens, i, language.RankSuperlative); n > 0 {
			return i <= from+3 && g.at(i+n).Kind == token.Word && !g.is(i+n, language.PreNoun)
		}
		if t := g.at(i); t.Kind == token.Sign && t.Rune != '\'' && t.Rune != '-' || g.is(i, language.Verb) {
			return false
		}
	}
	return false
}

func (g *Grammar) finishRank(n number, v int64) (number, bool) {
	d, err := decimal.New(v, 0)
	if err != nil {
		return number{}, false
	}
	n.single(d)
	return n, true
}

// ordinal reads "seventh", "twenty-first", "5th", "3e".
func (g *Grammar) ordinal(i int) (int64, int, bool) {
	if e, k := g.pack.Match(g.tokens, i, language.Ordinal); k > 0 {
		return e.Value, i + k, true
	}
	t := g.at(i)
	if t.Kind == token.Number && g.glued(i+1) && i+1 < len(g.tokens) && g.ordinalSuffix(i+1) && t.Decimals == 0 && !t.Has(token.Overflow) {
		return int64(t.Coef), i + 2, true
	}
	if n, end, closed := g.numeral(i, len(g.tokens), language.Ordinal); closed { // "twenty-first", "vingt-et-unième", "two hundredth"
		return n.value(), end, true
	}
	return 0, 0, false
}

// multiple reads "doubled", "tenfold", "halved", "multipliée par dix", "three times".
func (g *Grammar) multiple(i int) (number, bool) {
	n := number{from: i, kind: Times, words: true, step: decimal.One}
	n.rules.add(ruleMultiple)
	if e, k := g.pack.Match(g.tokens, i, language.PartDown); k > 0 && !g.hyphen(i-1) {
		n.to, n.kind, n.change = i+k, Fraction, Down
		return n.divide(1, e.Value)
	}
	if g.is(i, language.Half) {
		if _, k := g.pack.Match(g.tokens, i+1, language.HalfAgain); k > 0 {
			n.to = i + 1 + k
			n.single(oneAndHalf)
			return n, true
		}
	}
	if e, k := g.pack.Match(g.tokens, i, language.MultipleUp); k > 0 {
		if g.hyphen(i+k) || g.hyphen(i-1) {
			return number{}, false // "double-digit"
		}
		if n.to = i + k; !g.likens(i, n.to) {
			n.change = Up
		}
		if k > 1 && g.is(n.to-1, language.Of) {
			n.to-- // « le doublement du fonds »
		}
		return g.finishRank(n, e.Value)
	}
	if e, k := g.pack.Match(g.tokens, i, language.Multiple); k > 0 {
		if _, m := g.pack.Match(g.tokens, i+k, language.PerAdverb); m > 0 || g.hyphen(i+k) {
			return number{}, false // "twice a year"
		}
		if next := g.at(i + k); g.pack.OneArticle && (!g.is(i-1, language.SingularArticle) || next.Kind == token.Word && !g.pack.Single(next).Meets(endsNoun)) {
			return number{}, false // « le double de la moyenne », not « un double objectif »
		}
		n.to = i + k
		return g.finishRank(n, e.Value)
	}
	if _, k := g.pack.Match(g.tokens, i, language.MultiplyBy); k > 0 {
		j := i + k
		factor, ok := g.digitsOrWords(j)
		if !ok {
			return number{}, false
		}
		factor.from, factor.kind, factor.change = i, Times, Up
		factor.rules.add(ruleMultiple)
		return factor, true
	}
	return number{}, false
}

var oneAndHalf = decimal.MustNew(15, 1)

// likens tells whether a multiple is one of what stands behind it, and no verb: "triple the average", "at about double what we pay".
func (g *Grammar) likens(i, to int) bool {
	if !g.is(i, language.Multiple) || !g.is(to, language.Determiner) && !g.is(to, language.Comparand) {
		return false
	}
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	before := g.at(i - 1)
	e, auxiliary := g.entryAt(i-1, language.Auxiliary)
	return before.Kind == token.Sign || auxiliary && e.ID == "be" || g.is(i-1, language.Preposition) && !g.is(i-1, language.Infinitive)
}

func (g *Grammar) digitsOrWords(i int) (number, bool) {
	if i >= len(g.tokens) {
		return number{}, false
	}
	if n, ok := g.digits(i); ok {
		return n, true
	}
	return g.words(i)
}
