package quantity

import (
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// figures reads a figure at every number that is neither a name nor a period.
func (g *Grammar) figures() {
	for i := 0; i < len(g.tokens); {
		if q, ok := g.trivial(i); ok {
			g.Quantities = append(g.Quantities, q)
			i = q.To
			continue
		}
		if g.Roles[i] != Unread || !g.opens(i) {
			i++
			continue
		}
		q, ok := g.figure(i)
		if !ok {
			i++
			continue
		}
		g.mark(q.From, q.To, InFigure)
		g.Quantities = append(g.Quantities, q)
		i = q.To
	}
}

var opensFigure = language.SetOf(language.Cardinal, language.Hundred, language.Scale, language.Collective, language.RoundCount,
	language.VaguePlural, language.Several, language.FractionPart, language.Half, language.Ordinal, language.RankTop, language.Multiple,
	language.MultipleUp, language.MultiplyBy, language.PartDown, language.CurrencySign, language.Determiner, language.Minus, language.DecimalWord)

// opens tells whether a figure can start at token i: most words are passed over by this one look.
func (g *Grammar) opens(i int) bool {
	t := g.tokens[i]
	return t.Kind == token.Number || g.pack.OpensAny(t, opensFigure) || t.Kind == token.Sign && (vulgar(t.Rune) > 0 || t.Rune == '-' || t.Rune == '–' || t.Rune == '−' || t.Rune == '+')
}

// trivial reads what some count as a quantity and a dataset does not: the age of a person or thing ("a 65-year-old"), and
// one of several ("one of the mines"). Its tokens keep their role.
func (g *Grammar) trivial(i int) (Quantity, bool) {
	q := Quantity{From: i, To: i + 1, Trivial: true, Bound: Exact, Step: decimal.One}
	switch {
	case g.Roles[i] == InAge && g.isNumber(i):
		g.Roles[i] = Unread
		n, ok := g.digitsOrWords(i)
		g.mark(i, max(i+1, n.to), InAge)
		if !ok || n.from != i {
			return q, false
		}
		q.To, q.Low, q.High, q.InWords, q.Step, q.Rules = n.to, n.low, n.high, n.words, n.step, n.rules
		q.Unit, q.Kind = "year", Duration
		q.Rules.add(ruleAge)
		for k := q.To; k < min(q.To+3, len(g.tokens)); k++ {
			if _, n := g.pack.Match(g.tokens, k, language.AgeAfter); n > 0 {
				q.NounFrom, q.NounTo = k, k+n
				break
			}
		}
		g.bound(&q)
	case g.Roles[i] == Unread && g.is(i, language.Cardinal) && g.is(i+1, language.Of) && g.is(i+2, language.Determiner):
		e, _ := g.entryAt(i, language.Cardinal)
		noun := g.nounBehindOf(i+1, min(i+8, len(g.tokens)))
		if e.Value != 1 || noun < 0 || g.Roles[noun] != Unread {
			return q, false
		}
		g.Roles[i] = InPronoun
		q.Low, q.High, q.InWords, q.NounFrom, q.NounTo = decimal.One, decimal.One, true, i+3, noun+1
		q.Unit, q.Kind = g.singular(noun, noun), Count
		q.Rules.add(ruleWords)
	default:
		return q, false
	}
	q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
	return q, true
}

// figure reads currency, number, unit, denominator and the second end of a range.
func (g *Grammar) figure(i int) (Quantity, bool) {
	from := i
	currency, k := g.currencyBefore(i)
	i += k
	if k == 0 && g.minus(i) && g.pack.Opens(g.at(i+1), language.CurrencySign) {
		if q, ok := g.figure(i + 1); ok && q.Kind == Money && q.From == i+1 { // "−$3.2 million"
			q.From, q.Start = i, g.at(i).Start
			g.signed(&q, true)
			return q, true
		}
	}
	negative := false
	if k == 0 && g.minusWord(i) {
		if q, ok := g.figure(i + 1); ok && q.From == i+1 && q.Kind != Duration { // not "UTC minus seven hours"
			q.From, q.Start = i, g.at(i).Start
			g.signed(&q, true)
			return q, true
		}
	}
	if k == 0 && (g.sign(i, '+') && g.tied(i) || g.minus(i)) && i+1 < len(g.tokens) && g.at(i+1).Kind == token.Number {
		negative = !g.sign(i, '+')
		i++
	}
	if q, ok := g.unitAndHalf(i); ok && k == 0 {
		return q, true
	}
	n, ok := g.number(i)
	if !ok || k > 0 && n.kind != "" {
		return Quantity{}, false
	}
	q := Quantity{From: from, To: n.to, Low: n.low, High: n.high, Vague: n.vague, Range: n.vague,
		InWords: n.words, Step: n.step, Kind: n.kind, Bound: Exact, Change: n.change, Rules: n.rules, scale: n.scale}
	if n.approx {
		q.Bound = Approx
	}
	if n.atMost {
		q.Bound = AtMost
	}
	signed := i > from && k == 0
	switch {
	case n.kind != "":
		q.Unit = string(n.kind)
		if n.kind == Rank && !n.atMost {
			g.secondRank(&q)
		}
	case k > 0:
		q.Unit, q.Kind = currency.ID, Money
		q.Rules.add(ruleCurrencyBefore)
		g.second(&q, currency.ID, false)
		g.thousandths(&q)
		if g.hyphen(q.To) && g.is(q.To+1, language.Currency) {
			q.To += 2
		}
	default:
		if !g.second(&q, "", negative) && !g.unit(&q) && (g.Roles[i] != Unread || !g.plausible(&q)) {
			return Quantity{}, false
		}
	}
	if signed {
		g.signed(&q, negative)
	}
	if q.Kind != Rank && q.Kind != Fraction && !(q.Kind == Times && n.rules&(1<<ruleMultiple) != 0) {
		g.per(&q)
	}
	g.bound(&q)
	g.change(&q)
	q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
	return q, true
}

// currencyBefore reads the sign or code of a currency in front of a number: "US$", "EUR".
func (g *Grammar) currencyBefore(i int) (language.Entry, int) {
	currency, k := g.pack.Match(g.tokens, i, language.CurrencySign)
	number := g.at(i + k)
	switch {
	case k == 0:
		if e, ok := g.entryAt(i, language.CurrencyCode); ok && g.at(i).Has(token.Upper) && g.large(i+1) {
			return e, 1
		}
		return language.Entry{}, 0
	case number.Kind != token.Number || i+k >= len(g.tokens),
		!g.glued(i+k) && g.at(i).Kind != token.Word && g.glued(i):
		return language.Entry{}, 0
	case k > 1 && !g.glued(i+1) && !g.at(i).Has(token.Upper):
		// "a $5 ticket" is not in Australian dollars, "AU $5" and, with a space behind every sign, "hk $ 5" are.
		if g.glued(i+k) || g.is(i, language.Determiner) || g.sign(i-1, '\'') {
			return language.Entry{}, 0
		}
	}
	return currency, k
}

// large tells whether the number at token i counts more than things that are numbered: "MAD 1,200", not "COP 28".
func (g *Grammar) large(i int) bool {
	t := g.at(i)
	return i < len(g.tokens) && t.Kind == token.Number && (t.Has(token.Grouped) || t.Decimals > 0 || t.Length > 2 && !year(t) || g.is(i+1, language.Scale))
}

// unitAndHalf reads "a day and a half", "un jour et demi".
func (g *Grammar) unitAndHalf(i int) (Quantity, bool) {
	if one, ok := g.entryAt(i, language.Cardinal); !g.is(i, language.Determiner) && (!ok || one.Value != 1) {
		return Quantity{}, false
	}
	e, n := g.pack.Match(g.tokens, i+1, language.Duration)
	if n == 0 || g.sign(i+1+n, ',') {
		return Quantity{}, false
	}
	num := number{from: i, to: i + 1 + n, low: decimal.One, high: decimal.One}
	g.andFraction(&num)
	if num.to == i+1+n {
		return Quantity{}, false
	}
	q := Quantity{From: i, To: num.to, Low: num.low, High: num.high, Step: num.step, InWords: true, Unit: e.ID, Kind: Duration, Bound: Exact}
	q.Rules.add(ruleWords)
	q.Rules.add(ruleDuration)
	g.bound(&q)
	q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
	return q, true
}

// minus tells whether token i is a minus sign in front of a number or its currency.
func (g *Grammar) minus(i int) bool {
	return (g.sign(i, '−') || g.sign(i, '-') || g.sign(i, '–')) && g.tied(i)
}

// minusWord tells whether token i is a word for minus in front of a number: "minus 5", « moins 40 », not "10 minus 5" or « au
// moins 40 ».
func (g *Grammar) minusWord(i int) bool {
	if !g.is(i, language.Minus) || !g.isNumber(i+1) && !g.numberWord(i+1) && !g.pack.Opens(g.at(i+1), language.CurrencySign) {
		return false
	}
	if i == 0 {
		return true
	}
	if g.isNumber(i-1) || g.Roles[i-1] == InFigure || g.Roles[i-1] == InTime || g.is(i-1, language.Identifier) {
		return false
	}
	_, bound := g.endsAt(i+1, language.BoundBefore)
	return bound < 0
}

// tied tells whether sign i belongs to what follows it.
func (g *Grammar) tied(i int) bool {
	return g.glued(i+1) && (!g.glued(i) || g.sign(i-1, '(') || g.at(i-1).Kind == token.Sign && g.is(i-1, language.BoundBefore))
}

// signed reads "−0.3" as a fall and "+0.1%" as a rise; a temperature keeps its sign, as does a range from below zero to
// above it.
func (g *Grammar) signed(q *Quantity, negative bool) {
	temperature := strings.HasPrefix(q.Unit, "degree")
	if q.Range && q.Low.Sign() < 0 {
		if temperature || q.High.Sign() >= 0 {
			return
		}
		q.Low, q.High = q.High.Abs(), q.Low.Abs()
	}
	if temperature {
		if negative {
			q.Low, q.High = q.High.Neg(), q.Low.Neg()
		}
		return
	}
	q.Rules.add(ruleSign)
	q.Change = Up
	if negative {
		q.Change = Down
	}
}

// plausible tells whether a number without a unit may be a figure whose unit the sentence shares:
// digits always, words only where nothing suggests an idiom.
func (g *Grammar) plausible(q *Quantity) bool {
	t := g.at(q.To - 1)
	if next := g.at(q.To); q.scale == 0 && next.Kind == token.Word && next.Has(token.Capital) && !next.Has(token.LineBefore) && !g.is(q.To, language.Area) && !g.titleCase() || g.numbered(q.From) {
		g.mark(q.From, q.To, InName) // "100 Mile House"
		return false
	}
	if t.Kind == token.Number || q.scale > 0 {
		return !(q.To < len(g.tokens) && g.glued(q.To) && g.at(q.To).Kind == token.Word)
	}
	one, _ := decimal.New(1, 0)
	return (q.Low.Cmp(one) > 0 || q.Low.Scale() > 0 || g.minusWord(q.From-1)) && !g.hyphen(q.To) && !g.hyphen(q.From-1)
}

// settle drops figures that a lone "one" made, and gives every number left its role.
func (g *Grammar) settle() {
	kept := g.Quantities[:0]
	for _, q := range g.Quantities {
		if q.Unit == "" && q.InWords && q.To == q.From+1 && q.Low.Cmp(decimal.Ten) < 0 && q.scale == 0 && len(g.Quantities) == 1 {
			g.mark(q.From, q.To, InPronoun)
			continue
		}
		kept = append(kept, q)
	}
	g.Quantities = kept
	for i, t := range g.tokens {
		if g.Roles[i] != Unread {
			continue
		}
		s := g.pack.Single(t)
		switch {
		case t.Kind == token.Number:
			g.Roles[i] = NotUnderstood
			if year(t) {
				g.Roles[i] = InPeriod
			} else if i+1 < len(g.tokens) && g.glued(i+1) && g.ordinalSuffix(i+1) {
				g.Roles[i] = InOrder
			}
		case s.Has(language.Ordinal):
			g.Roles[i] = InOrder
		case s.Has(language.Cardinal):
			g.Roles[i] = NotUnderstood
			if e, _ := g.pack.Entry(t, language.Cardinal); e.Value == 1 {
				g.Roles[i] = InPronoun
			}
		}
	}
}
