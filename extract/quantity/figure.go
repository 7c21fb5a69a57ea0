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
		if !g.opens(i) {
			i++
			continue
		}
		if q, ok := g.trivial(i); ok {
			g.Quantities = append(g.Quantities, q)
			i = q.To
			continue
		}
		if g.Roles[i] != Unread {
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
	language.MultipleUp, language.MultiplyBy, language.PartDown, language.CurrencySign, language.CurrencyCode, language.CurrencyFolded, language.Determiner, language.Minus, language.DecimalWord, language.YearsWord)

// opens tells whether a figure can start at token i: most words are passed over by this one look.
func (g *Grammar) opens(i int) bool {
	if g.may(i, lookFigure) {
		return true
	}
	t := g.tokens[i]
	return t.Kind == token.Sign && (Vulgar(t.Rune) || t.Rune == '-' || t.Rune == '–' || t.Rune == '−' || t.Rune == '+')
}

// trivial reads what some count as a quantity and a dataset does not: the age of a person or thing ("a 65-year-old"), and
// one of several ("one of the mines"), those known by their number ("the two parties"). Its tokens keep their role.
func (g *Grammar) trivial(i int) (Quantity, bool) {
	q := Quantity{From: i, To: i + 1, Trivial: true, Bound: Exact, Step: decimal.One}
	switch {
	case g.Roles[i] == InAge && g.isNumber(i):
		g.Roles[i] = Unread
		n, ok := g.collective(i)
		if !ok {
			n, ok = g.digitsOrWords(i)
		}
		g.mark(i, max(i+1, n.to), InAge)
		if !ok || n.from != i {
			return q, false
		}
		q.To, q.Low, q.High, q.InWords, q.Step, q.Rules = n.to, n.low, n.high, n.words, n.step, n.rules
		q.Unit, q.Kind = "year", Duration
		if unit, ok := g.entryAt(q.To, language.Duration); ok {
			q.Unit = unit.ID // "over the age of six months"
		} else if unit, ok := g.entryAt(q.To+1, language.Duration); ok && g.hyphen(q.To) {
			q.Unit = unit.ID
		}
		q.Rules.add(ruleAge)
		for k := q.To; k < min(q.To+3, len(g.tokens)); k++ {
			if _, n := g.pack.Match(g.tokens, k, language.AgeAfter); n > 0 {
				q.NounFrom, q.NounTo = k, k+n
				break
			}
		}
		g.bound(&q)
		if _, start := g.endsAt(q.From, language.AgeBefore); start >= 0 { // "under the age of 5"
			if e, n := g.pack.Match(g.tokens, start, language.BoundBefore); n > 0 {
				q.Bound = Bound(e.ID)
			}
		}
	case g.Roles[i] == Unread && g.isOne(i) && g.is(i+1, language.Of):
		noun := g.groupBehindOf(i + 1)
		if noun < 0 || g.Roles[noun] != Unread {
			return q, false
		}
		g.Roles[i] = InPronoun
		q.Low, q.High, q.InWords, q.NounFrom, q.NounTo = decimal.One, decimal.One, true, i+2, noun+1
		q.Unit, q.Kind = g.singular(noun, noun), Count
		q.Rules.add(ruleWords)
	case g.Roles[i] == InName && g.is(i, language.Cardinal):
		_, n := g.pack.Match(g.tokens, i-1, language.Known)
		e, _ := g.entryAt(i, language.Cardinal)
		v, err := decimal.New(e.Value, 0)
		if n == 0 || err != nil {
			return q, false
		}
		noun := i + n - 2
		q.Low, q.High, q.InWords, q.NounFrom, q.NounTo, q.To = v, v, true, i+1, noun+1, noun+1
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
	start, q, done := g.openFigure(i)
	if done {
		return q, true
	}
	if e, n := g.pack.Match(g.tokens, start.number, language.YearsWord); n > 0 {
		return g.yearsWord(start.number, e, n)
	}
	n, ok := g.number(start.number)
	if !ok || start.paid && n.kind != "" {
		return Quantity{}, false
	}
	q = n.quantity(i)
	switch {
	case n.kind != "":
		q.Unit = string(n.kind)
		if n.kind == Rank && !n.atMost || n.kind == Fraction && n.change == "" {
			g.secondAlike(&q)
		}
	case start.paid:
		g.paid(&q, start.currency)
	default:
		if !g.second(&q, "", start.negative) && !g.unit(&q) && (g.Roles[start.number] != Unread || !g.plausible(&q)) {
			return Quantity{}, false
		}
		g.partitive(&q)
	}
	if start.signed {
		g.signed(&q, start.negative)
	}
	if q.Kind != Rank && q.Kind != Fraction && !(q.Kind == Times && n.rules&(1<<ruleMultiple) != 0) {
		g.per(&q)
	}
	g.bound(&q)
	g.change(&q)
	q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
	return q, true
}

// opening is what stands in front of the number of a figure.
type opening struct {
	number   int // the first token of the number
	currency language.Entry
	paid     bool // a currency stands there
	signed   bool // a sign does …
	negative bool // … which is a minus
}

// openFigure reads currency and sign in front of the number of a figure at token i. Forms of figures that have no number of their own are
// read as a whole.
func (g *Grammar) openFigure(i int) (o opening, q Quantity, done bool) {
	currency, k := g.currencyBefore(i)
	if k > 0 {
		return opening{number: i + k, currency: currency, paid: true}, q, false
	}
	if g.minus(i) && g.pack.Opens(g.at(i+1), language.CurrencySign) {
		if q, ok := g.figure(i + 1); ok && q.Kind == Money && q.From == i+1 { // "−$3.2 million"
			q.From, q.Start = i, g.at(i).Start
			g.signed(&q, true)
			return o, q, true
		}
	}
	if g.is(i, language.Minus) && !g.qualifies(i) {
		if q, ok := g.minusWord(i); ok {
			return o, q, true
		}
	}
	if e, n := g.pack.Match(g.tokens, i, language.CurrencySign); n > 0 && (g.sign(i+n, '-') || g.sign(i+n, '−')) && g.glued(i+n) && g.glued(i+n+1) && g.at(i+n+1).Kind == token.Number {
		return opening{number: i + n + 1, currency: e, paid: true, signed: true, negative: true}, q, false // "$-50.8bn"
	}
	o.number = i
	if (g.sign(i, '+') && g.tied(i) || g.minus(i)) && i+1 < len(g.tokens) && g.at(i+1).Kind == token.Number {
		o = opening{number: i + 1, signed: true, negative: !g.sign(i, '+')}
	}
	for _, form := range [...]func(*Grammar, int) (Quantity, bool){(*Grammar).unitAndHalf, (*Grammar).partOfUnit} {
		if q, ok := form(g, o.number); ok {
			return o, q, true
		}
	}
	return o, q, false
}

// quantity is a figure that starts at token from and has no unit yet.
func (n *number) quantity(from int) Quantity {
	q := Quantity{From: from, To: n.to, Low: n.low, High: n.high, Vague: n.vague, Range: n.vague,
		InWords: n.words, Step: n.step, Kind: n.kind, Bound: Exact, Change: n.change, Rules: n.rules, scale: n.scale}
	if n.approx {
		q.Bound = Approx
	}
	if n.atMost {
		q.Bound = AtMost
	}
	return q
}

// paid makes a figure an amount of the currency that stands in front of it.
func (g *Grammar) paid(q *Quantity, currency language.Entry) {
	q.Unit, q.Kind = currency.ID, Money
	q.Rules.add(ruleCurrencyBefore)
	g.second(q, currency.ID, false)
	g.thousandths(q)
	if g.hyphen(q.To) && (g.is(q.To+1, language.Currency) && g.at(q.To+1).Kind == token.Word || g.boundSuffix(q.To+1) != "") {
		q.To += 2
	}
}

// minusWord reads a number behind the word for minus: "minus 40 degrees", "minus-5 yards". Behind a noun or another number
// the word subtracts: "sales minus 5 million in costs".
func (g *Grammar) minusWord(i int) (Quantity, bool) {
	before := g.at(i - 1)
	if i > 0 && before.Kind != token.Sign && !g.pack.Single(before).Meets(beforeMinus) && !g.pack.PastVerb(g.word(i-1)) {
		return Quantity{}, false
	}
	if _, start := g.endsAt(i+1, language.BoundBefore); start >= 0 {
		return Quantity{}, false // « au moins 40 »
	}
	from := i + 1
	if g.hyphen(from) {
		from++
	}
	if !g.isNumber(from) && !g.numberWord(from) && !g.pack.Opens(g.at(from), language.CurrencySign) {
		return Quantity{}, false
	}
	q, ok := g.figure(from)
	if !ok || q.From != from || q.Kind == Rank {
		return Quantity{}, false
	}
	q.From, q.Start = i, g.at(i).Start
	q.Rules.add(ruleSign)
	g.signed(&q, true)
	if q.Bound == Exact {
		g.bound(&q)
	}
	return q, true
}

var beforeMinus = language.SetOf(language.Determiner, language.Preposition, language.Conjunction, language.Verb, language.Adverb,
	language.BoundBefore, language.ChangeBefore, language.ChangeBreak)

// currencyBefore reads a currency's sign or code in front of the number that it belongs to.
func (g *Grammar) currencyBefore(i int) (language.Entry, int) {
	e, k := g.pack.Match(g.tokens, i, language.CurrencySign)
	if k == 0 {
		if code, ok := g.entryAt(i, language.CurrencyCode); ok && g.at(i).Has(token.Upper) && g.large(i+1) {
			return code, 1
		}
		if e, k = g.pack.Match(g.tokens, i, language.CurrencyFolded); k == 0 || !g.glued(i+k) {
			return language.Entry{}, 0
		}
	}
	t := g.at(i)
	switch {
	case g.at(i+k).Kind != token.Number || !g.glued(i+k) && t.Kind != token.Word && g.glued(i),
		// "a $5 ticket" is not in Australian dollars, "AU $5" and, with a space behind every sign, "hk $ 5" are.
		k > 1 && !g.glued(i+1) && !t.Has(token.Upper) && (g.glued(i+k) || g.is(i, language.Determiner) || g.sign(i-1, '\'')),
		k == 1 && !g.symbol(i): // "they try 3 dishes" pays no Turkish lira
		return language.Entry{}, 0
	}
	return e, k
}

// large tells whether the number at token i counts more than things that are numbered: "MAD 1,200", not "COP 28".
func (g *Grammar) large(i int) bool {
	t := g.at(i)
	return i < len(g.tokens) && t.Kind == token.Number && (t.Has(token.Grouped) || t.Decimals > 0 || t.Length > 2 && !year(t) || g.is(i+1, language.Scale))
}

// partitive counts what a number is of: "two of Johnson's deputies", "trois de nos mines". The figure itself ends before "of".
func (g *Grammar) partitive(q *Quantity) {
	if q.Unit != "" || q.scale > 0 || q.Vague {
		return
	}
	if noun := g.groupBehindOf(q.To); noun >= 0 {
		q.Unit, q.Kind = g.singular(noun, noun), Count
		if unit, kind, ok := g.unitNoun(noun); ok { // "three of the past five years"
			q.Unit, q.Kind = unit, kind
		}
		q.Rules.add(rulePart)
		return
	}
	if _, n := g.pack.Match(g.tokens, q.To, language.OfThem); n > 0 || g.rest(q.From) && q.InWords && g.countedHere() != "" { // "four of them", « les cinq autres »
		q.Unit, q.Kind = g.countedHere(), Count
		q.Rules.add(rulePart)
	}
}

// countedHere is what the sentence has counted last, but in passing ("fires in three regions"), or else its passage.
func (g *Grammar) countedHere() string {
	for k := len(g.Quantities) - 1; k >= max(0, len(g.Quantities)-reach); k-- {
		if q := &g.Quantities[k]; q.Kind == Count && q.Unit != "" && !q.Trivial && (k == 0 || !g.is(q.From-1, language.Preposition)) {
			return q.Unit
		}
	}
	return g.counted
}

// groupBehindOf finds the noun of a definite group that "of" at token i joins to a number: "of the mines", "of Johnson's
// deputies", or gives -1.
func (g *Grammar) groupBehindOf(i int) int {
	noun := g.nounBehindOf(i, min(i+12, len(g.tokens)))
	definite := g.is(i, language.Determiner) || g.is(i+1, language.Determiner)
	for k := i + 2; k <= noun && !definite; k++ {
		definite = g.possessive(k)
	}
	if !definite {
		return -1
	}
	return noun
}

// unitAndHalf reads "a day and a half", "un jour et demi".
func (g *Grammar) unitAndHalf(i int) (Quantity, bool) {
	if !g.is(i, language.Determiner) && !g.isOne(i) {
		return Quantity{}, false
	}
	e, n := g.pack.Match(g.tokens, i+1, language.Duration)
	kind, unit, rule := Duration, e.ID, ruleDuration
	if n == 0 && g.pack.OneArticle {
		_, n = g.pack.Match(g.tokens, i+1, language.TimesWord)
		kind, unit, rule = Times, string(Times), ruleTimes // « une fois et demie »
	}
	if n == 0 || g.sign(i+1+n, ',') {
		return Quantity{}, false
	}
	num := number{from: i, to: i + 1 + n, low: decimal.One, high: decimal.One}
	if count, ok := g.entryAt(i, language.Cardinal); ok { // « deux ans et demi »
		value, err := decimal.New(count.Value, 0)
		if err != nil {
			return Quantity{}, false
		}
		num.single(value)
	}
	g.andFraction(&num)
	if num.to == i+1+n {
		return Quantity{}, false
	}
	q := Quantity{From: i, To: num.to, Low: num.low, High: num.high, Step: num.step, InWords: true, Unit: unit, Kind: kind, Bound: Exact}
	q.Rules.add(ruleWords)
	q.Rules.add(rule)
	g.bound(&q)
	q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
	return q, true
}

// yearsWord reads an adjective that says how many years something lasts: "un plan quinquennal".
func (g *Grammar) yearsWord(i int, e language.Entry, n int) (Quantity, bool) {
	if g.durationThingBefore(i) {
		g.mark(i, i+n, InName)
		return Quantity{}, false
	}
	years, err := decimal.New(e.Value, 0)
	q := Quantity{From: i, To: i + n, Low: years, High: years, Step: decimal.One, InWords: true, Unit: "year", Kind: Duration, Bound: Exact,
		Start: g.at(i).Start, End: g.at(i + n - 1).End}
	q.Rules.add(ruleWords)
	q.Rules.add(ruleDuration)
	return q, err == nil
}

// qualifies tells whether token i closes a qualifier of more words: "au moins 74 °C" is no frost.
func (g *Grammar) qualifies(i int) bool {
	_, start := g.endsAt(i+1, language.BoundBefore)
	return start >= 0 && start < i
}

// partOfUnit reads a fraction of one unit: "half a kilometre", "1/2 pound", "three quarters of an hour", "a quarter of a
// percentage point", "un demi-point de pourcentage". It is an amount of that unit.
func (g *Grammar) partOfUnit(i int) (Quantity, bool) {
	n, ok := g.part(i)
	if !ok {
		return Quantity{}, false
	}
	j, joined := n.to, false
	switch {
	case g.hyphen(j):
		joined = n.to > i+1 // "a half-hour ride", but "half-year results"
		j++
	case g.is(j, language.Of):
		joined = true
		j++
	}
	if g.indefinite(j) || g.isOne(j) {
		joined = true
		j++
	}
	q := Quantity{From: i, Low: n.low, High: n.high, Step: n.step, InWords: n.words, Bound: Exact, Rules: n.rules}
	for _, unit := range [...]struct {
		language.Class
		Rule
	}{{language.Percent, rulePercent}, {language.Measure, ruleMeasure}, {language.Duration, ruleDuration}} {
		e, m := g.pack.Match(g.tokens, j, unit.Class)
		if m == 0 && unit.Class == language.Percent && g.is(j, language.Points) && !g.looksPlural(j) && (j > n.to || g.indefinite(i)) {
			e.ID, m = string(PercentagePoint), 1 // "a quarter-point cut", « un demi-point »
		}
		if g.hyphen(n.to) && g.is(n.to-1, language.Ordinal) { // "a third-year student"
			continue
		}
		if m == 0 || !g.symbol(j) || m == 1 && g.looksPlural(j) && unit.Class != language.Percent ||
			!joined && (unit.Class == language.Duration || g.is(n.to-1, language.Ordinal)) { // "the second half year", "the third mile"
			continue
		}
		q.Unit, q.To = e.ID, j+m
		switch unit.Class {
		case language.Percent:
			q.Kind = Kind(e.ID)
		case language.Measure:
			q.Kind = Measure
		default:
			q.Kind = Duration
		}
		q.Rules.add(unit.Rule)
		g.per(&q)
		g.bound(&q)
		g.change(&q)
		q.Start, q.End = g.at(q.From).Start, g.at(q.To-1).End
		return q, true
	}
	return Quantity{}, false
}

// indefinite tells whether token i is an indefinite article: a short determiner, where it is not the word for one.
func (g *Grammar) indefinite(i int) bool {
	return g.is(i, language.Determiner) && !g.pack.OneArticle && g.at(i).End-g.at(i).Start < len("the")
}

// isOne tells whether token i is the word for one.
func (g *Grammar) isOne(i int) bool {
	e, ok := g.entryAt(i, language.Cardinal)
	return ok && e.Value == 1
}

// minus tells whether token i is a minus sign in front of a number or its currency.
func (g *Grammar) minus(i int) bool {
	return (g.sign(i, '−') || g.sign(i, '-') || g.sign(i, '–')) && g.tied(i)
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
	_, bound := g.endsAt(q.From, language.BoundBefore)
	counts := q.Low.Cmp(one) > 0 || q.Low.Scale() > 0 || g.is(q.From-1, language.Minus) && bound < 0
	return counts && (!g.hyphen(q.To) || g.suspended(q.To)) && !g.hyphen(q.From-1)
}

// suspended tells whether the hyphen at token i waits for the word behind a next number: "four-, five- and six-bedroom homes".
func (g *Grammar) suspended(i int) bool {
	if !g.sign(i, '-') || !g.glued(i) {
		return false
	}
	for _, c := range [...]language.Class{language.ListAnd, language.ListOr, language.RangeTo} {
		if g.is(i+1, c) {
			return g.sign(i+1, ',') || !g.glued(i+1)
		}
	}
	return false
}

// settle drops figures that a lone "one" made, and gives every number left its role.
func (g *Grammar) settle() {
	kept := g.Quantities[:0]
	for _, q := range g.Quantities {
		if q.Unit == "" && q.InWords && q.Rules&(1<<rulePart) == 0 && q.To == q.From+1 && q.Low.Cmp(decimal.Ten) < 0 && q.scale == 0 && len(g.Quantities) == 1 {
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
		case t.Kind == token.Address:
			g.Roles[i] = InAddress
		case t.Kind == token.Word && t.Has(token.Digits):
			g.Roles[i] = InName
		case s.Has(language.Ordinal):
			g.Roles[i] = InOrder
		case s.Has(language.Collective), s.Has(language.RoundCount) && g.is(i+1, language.Of), t.Kind == token.Sign && (Vulgar(t.Rune) || t.Has(token.Digits)):
			g.Roles[i] = NotUnderstood
		case s.Has(language.Cardinal):
			g.Roles[i] = NotUnderstood
			if e, _ := g.pack.Entry(t, language.Cardinal); e.Value <= 1 {
				g.Roles[i] = InPronoun
			}
		}
	}
}
