package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	language.MultipleUp, language.MultiplyBy, language.PartDown, language.CurrencySign, language.Determiner, language.Minus)

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
	currency, k := g.pack.Match(g.tokens, i, language.CurrencySign)
	if k > 1 && !g.glued(i+1) && !g.at(i).Has(token.Upper) { // "a $5 ticket" is not in Australian dollars, "AU $5" is
		k = 0
	}
	if k > 0 && i+k < len(g.tokens) && (g.glued(i+k) || g.at(i).Kind == token.Word || !g.glued(i)) && g.isNumber(i+k) && g.at(i+k).Kind == token.Number {
		i += k
	} else {
		currency, k = language.Entry{}, 0
	}
	negative := false
	if k == 0 && g.is(i, language.Minus) && g.at(i+1).Kind == token.Number {
		if q, ok := g.figure(i + 1); ok && strings.HasPrefix(q.Unit, "degree") {
			q.From, q.Start = i, g.at(i).Start
			g.signed(&q, true)
			return q, true
		}
	}
	if k == 0 && (g.sign(i, '−') || g.sign(i, '+') || g.sign(i, '-') || g.sign(i, '–')) && g.glued(i+1) && (!g.glued(i) || g.sign(i-1, '(')) && i+1 < len(g.tokens) && g.at(i+1).Kind == token.Number {
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
		if n.kind == Fraction {
			q.Unit = "fraction"
		}
	case k > 0:
		q.Unit, q.Kind = currency.ID, Money
		q.Rules.add(ruleCurrencyBefore)
		g.second(&q, currency.ID)
		g.thousandths(&q)
		if g.hyphen(q.To) && g.is(q.To+1, language.Currency) {
			q.To += 2
		}
	default:
		if !g.second(&q, "") && !g.unit(&q) && (g.Roles[i] != Unread || !g.plausible(&q)) {
			return Quantity{}, false
		}
	}
	if signed {
		q.Rules.add(ruleSign)
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

// unitAndHalf reads "a day and a half", "un jour et demi".
func (g *Grammar) unitAndHalf(i int) (Quantity, bool) {
	if !g.is(i, language.Determiner) && !g.is(i, language.Cardinal) {
		return Quantity{}, false
	}
	e, n := g.pack.Match(g.tokens, i+1, language.Duration)
	if n == 0 || g.sign(i+1+n, ',') {
		return Quantity{}, false
	}
	num := number{from: i, to: i + 1 + n, low: decimal.One, high: decimal.One}
	g.andHalf(&num)
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

// signed reads "−0.3" as a fall and "+0.1%" as a rise; a temperature keeps its sign.
func (g *Grammar) signed(q *Quantity, negative bool) {
	if strings.HasPrefix(q.Unit, "degree") {
		if negative {
			q.Low, q.High = q.High.Neg(), q.Low.Neg()
		}
		return
	}
	q.Change = Up
	if negative {
		q.Change = Down
	}
}

// second reads the other end of a range: "8–10 weeks", "$5 million to $7 million", "between 500 and
// 600". It reads the unit of the second end for both.
func (g *Grammar) second(q *Quantity, currency string) bool {
	save := *q
	unitRead := currency != ""
	j := q.To
	// The first end may carry its own unit: "2% to 3%", "5 millions à 7 millions de dollars".
	if !unitRead && !g.is(j, language.RangeTo) && !g.is(j, language.ListOr) {
		if !g.unit(q) {
			*q = save
			return false
		}
		unitRead = true
		j = q.To
	}
	opens, opened := g.endsAt(save.From, language.RangeFrom)
	between := opened >= 0 && opens.ID == "between"
	back := save
	if unitRead {
		back = *q
	}
	dash := g.sign(j, '-') || g.sign(j, '–')
	switch {
	case g.sign(j, ','), !g.is(j, language.RangeTo) && !g.is(j, language.ListOr),
		g.is(j, language.ListAnd) && !between && !g.sign(j, '-') && !g.sign(j, '–'):
		*q = back
		return unitRead
	case dash && !g.glued(j) != !g.glued(j+1):
		*q = back
		return unitRead
	}
	k := j + 1
	if e, n := g.pack.Match(g.tokens, k, language.CurrencySign); n > 0 && currency == e.ID {
		k += n
	} else if g.is(k, language.Determiner) && !g.isNumber(k) {
		k++
	}
	n, ok := g.number(k)
	if !ok || n.kind != "" || n.vague || (n.words != save.InWords && n.words) {
		*q = back
		return unitRead
	}
	low, high := save.Low, n.low
	lowScale := save.scale
	if save.scale == 0 && n.scale > 0 && low.Cmp(unscale(high, n.scale)) < 0 {
		scaledLow, err := low.Mul(power(int(n.scale)))
		if err != nil {
			*q = back
			return unitRead
		}
		low, lowScale = scaledLow.Trim(0), n.scale
	}
	if low.Cmp(high) >= 0 {
		*q = back
		return unitRead
	}
	r := *q
	r.Low, r.High, r.Range, r.To, r.scale = low, high, true, n.to, lowScale
	if n.step.Cmp(r.Step) > 0 {
		r.Step = n.step
	}
	r.Rules |= n.rules
	r.Rules.add(ruleRange)
	r.InWords = save.InWords && n.words
	switch {
	case currency != "":
	case unitRead:
		second := Quantity{From: k, To: n.to, Low: n.low, High: n.high, scale: n.scale, InWords: n.words}
		if !g.unit(&second) || second.Unit != back.Unit {
			*q = back
			return unitRead
		}
		r.To = second.To
	default:
		if !g.unit(&r) {
			// "or" joins two numbers into a range only with a common unit: "six or seven welders".
			if !dash && opened < 0 || !g.plausible(&r) {
				*q = save
				return false
			}
		}
	}
	if g.is(j, language.ListOr) && !g.is(j, language.RangeTo) {
		// "5 or 6", not "5 or 60".
		if gap, err := high.Sub(low); err != nil || gap.Cmp(low) > 0 || currency != "" || unitRead {
			*q = back
			return unitRead
		}
	}
	if unitRead || currency != "" {
		// "from 10% to 12%" behind a word of change is a change between two figures.
		if !between && g.levelChange(save.From) {
			*q = back
			return unitRead
		}
	} else if opened >= 0 && !between && g.levelVerb(save.From) {
		*q = save
		return false
	}
	if between && g.is(j, language.ListAnd) {
		r.From = opened
	}
	*q = r
	return true
}

func unscale(d decimal.Decimal, scale int8) decimal.Decimal {
	q, err := d.Quo(power(int(scale)))
	if err != nil {
		return d
	}
	return q
}

// fromWord tells whether "from" or "de" stands right before the figure.
func (g *Grammar) fromWord(i int) bool {
	e, start := g.endsAt(i, language.RangeFrom)
	return start >= 0 && e.ID == "from"
}

// reach is how many tokens back a clause is searched for a word; it keeps the cost of endless
// sentences linear.
const reach = 60

// levelChange tells whether the verb or noun that governs the figure at i is one of change, so that "from a to b" are two
// levels. The nearest one before it does.
func (g *Grammar) levelChange(i int) bool {
	for j := i - 1; j >= max(0, i-reach) && !g.sign(j, ';'); j-- {
		s := g.pack.Single(g.at(j))
		if s.Has(language.LevelVerb) {
			return true
		}
		if g.pack.Opens(g.at(j), language.ChangeBefore) {
			if e, n := g.pack.Match(g.tokens, j, language.ChangeBefore); n > 0 {
				return e.ID != "none"
			}
		}
		if s.Has(language.Verb) && g.Roles[j] == Unread && !(s.Has(language.Preposition) || s.Has(language.Adverb)) {
			return false
		}
	}
	return false
}

// levelVerb tells whether a word such as "went" stands earlier in the clause.
func (g *Grammar) levelVerb(i int) bool {
	for j := i - 1; j >= max(0, i-reach) && !g.sign(j, ';'); j-- {
		if _, n := g.pack.Match(g.tokens, j, language.LevelVerb); n > 0 {
			return true
		}
	}
	return false
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
	return q.Low.Cmp(one) > 0 && !g.hyphen(q.To) && !g.hyphen(q.From-1)
}

// unit reads what stands behind the number: percent, currency, measure, duration, "times" or a
// counted noun.
func (g *Grammar) unit(q *Quantity) bool {
	j := q.To
	if g.hyphen(j) {
		j++
	}
	if g.plus(j) { // "500+ makers", "2,000-plus employees"
		j++
	}
	if e, n := g.pack.Match(g.tokens, j, language.Percent); n > 0 {
		q.Unit, q.Kind, q.To = e.ID, Kind(e.ID), j+n
		q.Rules.add(rulePercent)
		return true
	}
	if g.money(q, j) {
		return true
	}
	k := j
	if q.scale > 0 || q.Vague || q.Rules&(1<<ruleCollective) != 0 {
		for g.is(k, language.Of) && k < j+1 {
			k++
		}
	}
	if e, n := g.pack.Match(g.tokens, k, language.Measure); n > 0 && g.measureHolds(q, k, n) {
		q.Unit, q.Kind, q.To = e.ID, Measure, k+n
		q.Rules.add(ruleMeasure)
		if unit, per, ok := strings.Cut(e.ID, " / "); ok {
			q.Unit, q.Per = unit, per
		}
		return true
	}
	if _, n := g.pack.Match(g.tokens, k, language.TimesWord); n > 0 {
		q.Unit, q.Kind, q.To = "times", Times, k+n
		q.Rules.add(ruleTimes)
		return true
	}
	d := k
	for g.is(d, language.PreNoun) { // "les cinq prochaines années"
		d++
	}
	if e, n := g.pack.Match(g.tokens, d, language.Duration); n > 0 {
		k = d
		q.Unit, q.Kind, q.To = e.ID, Duration, k+n
		q.Rules.add(ruleDuration)
		q.Trivial = g.one(q)
		if g.window(q) {
			return false
		}
		if g.namesThing(q) {
			g.mark(q.From, q.To, InName)
			return false
		}
		// "un jour et demi", "two years and a half"
		if g.is(k+n, language.ListAnd) && !g.sign(k+n, ',') {
			h := number{to: k + n, low: q.Low, high: q.High}
			g.andHalf(&h)
			if h.to > k+n {
				q.Low, q.High, q.To, q.Trivial = h.low, h.low, h.to, false
			}
		}
		return !(q.Trivial && g.pack.OneArticle)
	}
	return g.noun(q, j)
}

// namesThing tells whether a duration only names what it belongs to: "a ten-year agreement", "un accord de dix ans".
func (g *Grammar) namesThing(q *Quantity) bool {
	if g.pack.AdjectiveBehind {
		if !g.is(q.From-1, language.Of) {
			return false
		}
		for i := q.From - 2; i >= max(0, q.From-4) && g.at(i).Kind == token.Word; i-- {
			if g.is(i, language.DurationThing) {
				return true
			}
		}
		return false
	}
	if !g.hyphen(q.To-2) && !g.hyphen(q.From+1) {
		return false
	}
	for i := q.To; i < q.To+3; i++ {
		if g.is(i, language.DurationThing) {
			return true
		}
		if t := g.at(i); t.Kind != token.Word || g.pack.Single(t).Meets(endsNoun) {
			return false
		}
	}
	return false
}

// window tells whether a duration is a window of the calendar that a period closes: "the 12 months to December". The
// figures are then those of the period, not of the time up to it.
func (g *Grammar) window(q *Quantity) bool {
	_, n := g.pack.Match(g.tokens, q.To, language.Window)
	if n == 0 {
		return false
	}
	for k := range g.Periods {
		if p := &g.Periods[k]; q.To <= p.From && p.From <= q.To+n && p.To > q.To+n {
			p.ISO, p.prefix, p.free = strings.Trim(p.ISO, "/"), language.PeriodPoint, true
			g.mark(q.From, p.To, InPeriod)
			return true
		}
	}
	return false
}

// one tells whether the number is a counted "one".
func (g *Grammar) one(q *Quantity) bool {
	return q.InWords && !q.Range && q.Low.Cmp(decimal.One) == 0
}

// measureHolds refuses letters that are no unit where they stand: "12 m" behind a currency.
func (g *Grammar) measureHolds(q *Quantity, i, n int) bool {
	if n == 1 && g.at(i).End-g.at(i).Start <= 1 && q.InWords {
		return false
	}
	t := g.at(i)
	// "To" is a terabyte in French, "to" an English word.
	if n == 1 && g.is(i, language.MeasureCapital) && !t.Has(token.Capital) {
		return false
	}
	// "100 Mile House"
	if n == 1 && t.Has(token.Capital) && !t.Has(token.Upper) && t.End-t.Start > 2 && g.at(i+1).Has(token.Capital) && !g.titleCase() {
		return false
	}
	if n == 1 && t.Kind == token.Word && t.End-t.Start <= 2 && t.Has(token.Capital) && g.at(i-1).Kind != token.Number && !g.is(i-1, language.Scale) {
		return false
	}
	return true
}

// money reads a currency behind the number: "dollars canadiens", "$ US", "won".
func (g *Grammar) money(q *Quantity, j int) bool {
	k := j
	if (q.scale > 0 || q.Vague) && g.is(k, language.Of) {
		k++
	}
	e, n := g.pack.Match(g.tokens, k, language.Currency)
	if n == 0 && q.scale >= 6 {
		e, n = g.pack.Match(g.tokens, k, language.CurrencyScaled)
	}
	if n == 0 {
		if a, m := g.pack.Match(g.tokens, k, language.MoneyAdjective); m > 0 {
			if c, n := g.pack.Match(g.tokens, k+m, language.Currency); n > 0 && c.ID == "$" {
				q.Unit, q.Kind, q.To = a.ID, Money, k+m+n
				q.Rules.add(ruleCurrencyAfter)
				return true
			}
		}
		// Hundredths: "18.7 cents".
		if _, m := g.pack.Match(g.tokens, k, language.Cent); m > 0 {
			q.Low, q.High, q.Step = hundredth(q.Low), hundredth(q.High), hundredth(q.Step)
			q.Unit, q.Kind, q.To = "$", Money, k+m
			q.Rules.add(ruleCurrencyAfter)
			return true
		}
		return false
	}
	// A sign behind a number belongs to a next number that it is glued to: "3 $5 tickets".
	if n == 1 && g.at(k).Kind == token.Sign && g.glued(k+1) && g.isNumber(k+1) {
		return false
	}
	q.Unit, q.Kind, q.To = e.ID, Money, k+n
	q.Rules.add(ruleCurrencyAfter)
	g.thousandths(q)
	return true
}

// thousandths corrects an amount that is written with three decimals: none but prices of a few dollars have thousandths
// ("$1.649 a litre"), so the decimal mark groups, as in the other language ("20,000 $" in French).
func (g *Grammar) thousandths(q *Quantity) {
	for i := q.From; i < q.To; i++ {
		if t := g.at(i); t.Kind == token.Number {
			if t.Decimals == 3 && t.Length > 1 && q.scale == 0 && !q.Range && !t.Has(token.Grouped) {
				q.Low, q.High, q.Step = shifted(q.Low), shifted(q.High), decimal.One
			}
			return
		}
	}
}

// shifted is d times a thousand.
func shifted(d decimal.Decimal) decimal.Decimal {
	m, err := d.Mul(decimal.Thousand)
	if err != nil {
		return d
	}
	return m.Trim(0)
}

func hundredth(d decimal.Decimal) decimal.Decimal {
	q, err := d.Quo(decimal.Hundred)
	if err != nil {
		return d
	}
	return q.Trim(0)
}

var (
	endsNoun = language.SetOf(language.Determiner, language.Preposition, language.Conjunction,
		language.Pronoun, language.Verb, language.Adverb, language.NotNoun)
	inNoun = language.SetOf(language.PreNoun, language.Plural)
)

// noun reads the phrase of a counted noun: in English up to its last plural, in French the first
// word that is no adjective of those that stand in front.
func (g *Grammar) noun(q *Quantity, j int) bool {
	if g.hyphen(q.To) { // "12-storey"
		if g.at(j).Has(token.Capital) && !g.titleCase() {
			g.mark(q.From, j+1, InName) // "Mille-Îles"
			return false
		}
		if g.one(q) {
			g.mark(q.From, j+1, InName) // "a one-door policy"
			return false
		}
		if j < len(g.tokens) && g.at(j).Kind == token.Word && !g.pack.Single(g.at(j)).Meets(endsNoun) {
			head := j
			for g.hyphen(head+1) && g.at(head+2).Kind == token.Word {
				head += 2
			}
			g.count(q, j, head)
			return true
		}
		return false
	}
	k := j
	if g.is(k, language.Of) && (q.scale > 0 || q.Vague || q.Rules&(1<<ruleCollective) != 0) {
		k++
		if g.is(k, language.Determiner) {
			return false
		}
	} else if g.pack.ScaleNoun && q.scale >= 6 {
		return false // "millions" is a noun itself: only "de" joins another to it
	}
	from, head, plurals := k, -1, 0
	for k < len(g.tokens) && k < from+8 {
		t := g.at(k)
		if _, n := g.pack.Match(g.tokens, k, language.Area); n > 1 && plurals == 0 && !g.pack.AdjectiveBehind { // "3 million U.S. visitors"
			k += n
			continue
		}
		if plurals == 0 && k > from && !g.pack.AdjectiveBehind && (g.sign(k, ',') || g.is(k, language.ListAnd) || g.is(k, language.ListOr)) {
			if end := g.coordinated(k); end > 0 {
				head = end
			}
			break
		}
		if t.Kind != token.Word {
			if g.hyphen(k) {
				k++
				continue
			}
			break
		}
		s := g.pack.Single(t)
		if s.Meets(endsNoun) && !s.Meets(inNoun) {
			// "1,120 registered nurses": a participle in front of its noun.
			if !(s.Has(language.Verb) && plurals == 0 && !g.pack.AdjectiveBehind && (k > from && g.looksPlural(k) || g.participle(k) && k+1 < len(g.tokens) && g.looksPlural(k+1))) {
				break
			}
		}
		if g.pack.AdjectiveBehind {
			if !s.Has(language.PreNoun) || g.nounNext(k) {
				if s.Has(language.NotNoun) {
					break // "les trois autres"
				}
				head = k
				break
			}
			k++
			continue
		}
		if g.looksPlural(k) {
			head = k
			plurals++
		} else if plurals > 0 {
			break
		}
		k++
	}
	singular := q.Low.Cmp(decimal.One) <= 0 && !q.Range
	if head < 0 && (singular || g.one(q)) && k > from && !g.pack.AdjectiveBehind {
		head = min(k, from+3) - 1
	}
	if head < 0 && !q.Vague && q.scale == 0 && !g.pack.AdjectiveBehind && g.compound(from) { // "a 12 page document"
		g.count(q, from, from)
		return true
	}
	if head < 0 || head >= len(g.tokens) {
		return false
	}
	for g.pack.AdjectiveBehind && g.hyphen(head+1) && g.at(head+2).Kind == token.Word {
		head += 2
	}
	if g.pack.AdjectiveBehind && !g.looksPlural(head) && !singular {
		return false
	}
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

// compound tells whether a singular noun with another one behind it stands at token i.
func (g *Grammar) compound(i int) bool {
	for k := i; k < i+2; k++ {
		if t := g.at(k); t.Kind != token.Word || t.Has(token.Capital) || k >= len(g.tokens) || g.Roles[k] != Unread || g.pack.Single(t).Meets(endsNoun) || g.pack.Single(t).Meets(numeric) || g.looksPlural(k) || g.participle(k) || strings.HasSuffix(g.word(k), "ly") {
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
		case t.Kind != token.Word && !g.hyphen(k), s.Meets(endsNoun) && !s.Meets(inNoun), words > 2:
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

func (g *Grammar) count(q *Quantity, from, head int) {
	q.Unit, q.Kind, q.NounFrom, q.NounTo, q.To = g.singular(from, head), Count, from, head+1, head+1
	q.Rules.add(ruleNoun)
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
	if s.Has(language.NounException) || t.End-t.Start < 3 {
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
	if t.Has(token.Capital) && !t.Has(token.Upper) && g.titleCase() {
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

// per reads a denominator: "per hour", "a year", "par tonne", "$/barrel".
func (g *Grammar) per(q *Quantity) {
	for range 2 {
		j := q.To
		if j < len(g.tokens) && g.Roles[j] != Unread {
			return
		}
		if e, n := g.pack.Match(g.tokens, j, language.PerAdverb); n > 0 {
			g.addPer(q, e.ID, j+n)
			continue
		}
		e, n := g.pack.Match(g.tokens, j, language.PerWord)
		if n == 0 {
			g.perBehindOf(q)
			return
		}
		if g.sign(j, '/') && !(g.glued(j) && g.glued(j+1)) {
			return // "224 kW / 300 PS"
		}
		strong := e.ID == "strong"
		k := j + n
		if d, m := g.pack.Match(g.tokens, k, language.Duration); m > 0 && (strong || q.Kind != Duration) {
			g.addPer(q, d.ID, k+m)
			continue
		}
		if d, m := g.pack.Match(g.tokens, k, language.Measure); m > 0 && (strong || q.Kind == Money || q.Kind == Measure) {
			g.addPer(q, d.ID, k+m)
			continue
		}
		if strong && q.Kind != Money {
			if number, ok := g.digits(k); ok { // "per 1,000 people"
				g.perMany(q, number)
				return
			}
		}
		if !g.denominator(q, k, e.ID) {
			return
		}
		g.addPer(q, g.singular(k, k), k+1)
	}
}

// denominator tells whether the noun at token k may follow a per word: any noun a strong one, a thing
// that money is paid for an article ("2,400 a ship").
func (g *Grammar) denominator(q *Quantity, k int, word string) bool {
	t := g.at(k)
	if t.Kind != token.Word || g.pack.Single(t).Meets(endsNoun) {
		return false
	}
	switch word {
	case "strong":
		return true
	case "article":
		if g.pack.OneArticle { // the per word is the definite article: "48 $ la tonne"
			return q.Kind == Money && !t.Has(token.Capital)
		}
		return (q.Kind == Money || q.Unit == "") && !g.looksPlural(k)
	}
	return false
}

// perBehindOf reads a denominator behind what is measured: "2.4 tonnes of CO2 eq. per tonne", "28 kt
// of lithium hydroxide a year". The figure itself ends before "of".
func (g *Grammar) perBehindOf(q *Quantity) {
	if q.Kind != Measure && q.Kind != Money || q.Per != "" || !g.is(q.To, language.Of) {
		return
	}
	for j := q.To + 1; j < min(q.To+8, len(g.tokens)) && (g.Roles[j] == Unread || g.Roles[j] == InName); j++ {
		if e, n := g.pack.Match(g.tokens, j, language.PerAdverb); n > 0 {
			q.Per = e.ID
			q.Rules.add(rulePer)
			return
		}
		if e, n := g.pack.Match(g.tokens, j, language.PerWord); n > 0 && e.ID == "strong" {
			for _, c := range [...]language.Class{language.Duration, language.Measure} {
				if d, m := g.pack.Match(g.tokens, j+n, c); m > 0 {
					q.Per = d.ID
					q.Rules.add(rulePer)
					return
				}
			}
			return
		}
		s := g.pack.Single(g.at(j))
		if s.Meets(endsNoun) && !s.Has(language.NotNoun) && !g.is(j, language.Of) {
			return
		}
	}
}

// perMany reads a denominator with a number: "per 1,000 people", "par 100 000 habitants".
func (g *Grammar) perMany(q *Quantity, n number) {
	d := Quantity{From: n.from, To: n.to, Low: n.low, High: n.high, scale: n.scale}
	if !g.unit(&d) {
		return
	}
	unit := n.low.String() + " " + d.Unit
	g.addPer(q, unit, d.To)
}

func (g *Grammar) addPer(q *Quantity, unit string, to int) {
	if q.Per != "" {
		q.Per += " "
	}
	q.Per += unit
	q.To = to
	q.Rules.add(rulePer)
}

// bound looks for a qualifier left and right of the figure.
func (g *Grammar) bound(q *Quantity) {
	from := q.From
	for range 3 { // articles and adverbs may stand between: "close to a third", "exceed by now 98 billion"
		if e, start := g.boundBefore(q, from); start >= 0 {
			q.Bound = Bound(e.ID)
			q.Rules.add(ruleBoundBefore)
			// "up to about 400": the limit counts.
			if outer, at := g.boundBefore(q, start); at >= 0 && Bound(outer.ID) != Approx {
				q.Bound, start = Bound(outer.ID), at
			}
			if q.Bound == MoreThan && g.negated(start) {
				q.Bound = AtMost
			}
			return
		}
		if from == 0 || g.isNumber(from-1) || g.Roles[from-1] != Unread {
			break
		}
		// "more than the 1.2 million of 2023" compares; "at least the third" limits.
		article := g.is(from-1, language.Determiner) && (q.Kind == Fraction || q.Kind == Rank || g.at(from-1).End-g.at(from-1).Start < 3)
		if !article && !g.is(from-1, language.Adverb) {
			break
		}
		from--
	}
	if e, n := g.pack.Match(g.tokens, q.To, language.BoundAfter); n > 0 {
		q.Bound = Bound(e.ID)
		q.Rules.add(ruleBoundAfter)
		return
	}
	if g.plusInside(q) {
		q.Bound = AtLeast
		q.Rules.add(ruleBoundAfter)
	}
}

// boundBefore finds a qualifier that ends right before token i and goes with the kind of figure.
func (g *Grammar) boundBefore(q *Quantity, i int) (language.Entry, int) {
	e, start := g.endsAt(i, language.BoundBefore)
	if start >= 0 && g.Roles[start] == Unread {
		if q.Kind == Duration && i == start+1 && g.is(start, language.NoBoundOfTime) {
			return e, -1 // "over three years"
		}
		return e, start
	}
	if q.Kind == Duration {
		return g.endsAt(i, language.BoundOfTime)
	}
	return e, -1
}

// negated tells whether a negation stands before token i in its clause: "no one works more than".
func (g *Grammar) negated(i int) bool {
	for j := i - 1; j >= max(0, i-8); j-- {
		if g.is(j, language.Negation) {
			return true
		}
		if g.at(j).Kind == token.Sign && !g.glued(j+1) || g.Roles[j] == InFigure {
			return false
		}
	}
	return false
}

func (g *Grammar) plusInside(q *Quantity) bool {
	for i := q.From + 1; i < q.To; i++ {
		if g.plus(i) {
			return true
		}
	}
	return false
}

// plus tells whether token i is a plus sign glued to a number, or the word behind a hyphen.
func (g *Grammar) plus(i int) bool {
	e, ok := g.entryAt(i, language.BoundAfter)
	return ok && Bound(e.ID) == AtLeast && (g.glued(i) && g.at(i).Kind == token.Sign || g.hyphen(i-1))
}

// change looks for words that make the figure the size of a change.
func (g *Grammar) change(q *Quantity) {
	if q.Change != "" || q.Kind == Rank || q.Kind == Times && q.Rules&(1<<ruleMultiple) != 0 {
		return
	}
	i := q.From
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	by := false
	for steps := 0; i > 0 && steps < 5; steps++ {
		if e, start := g.endsAt(i, language.ChangeBefore); start >= 0 {
			switch {
			case e.ID == "none", e.ID == "up_not_money" && q.Kind == Money:
				return
			case e.ID == "up_not_money":
				e.ID = string(Up)
			}
			q.Change = Direction(e.ID)
			q.Rules.add(ruleChangeBefore)
			if outer, at := g.endsAt(start-1, language.ChangeBefore); at >= 0 && outer.ID != "none" && g.is(start-1, language.By) {
				q.Change = Direction(outer.ID) // "slipped by a further 3%"
			}
			return
		}
		e, n := g.entryBack(i, language.ChangeBreak)
		if e.ID == "same" { // "rose 2.3%, compared with 2.1% in November"
			if last := len(g.Quantities) - 1; last >= 0 && g.Quantities[last].Unit == q.Unit {
				q.Change = g.Quantities[last].Change
			}
			return
		}
		if n == 0 || e.ID == "level" {
			break
		}
		by = by || g.is(i-n, language.By)
		i -= n
	}
	if by && (q.Kind == Percent || q.Kind == Fraction || q.Kind == PercentagePoint || q.Kind == Money || q.Kind == Count || q.Kind == Measure || q.Kind == Duration) {
		for j := i; j >= 0 && j > i-12; j-- {
			if g.Roles[j] == InFigure || g.sign(j, ';') || g.sign(j, ',') {
				break
			}
			if e, n := g.pack.Match(g.tokens, j, language.ChangeBefore); n > 0 {
				q.Change = Direction(e.ID)
				q.Rules.add(ruleChangeBefore)
				return
			}
		}
	}
	if g.sign(q.From-1, '(') && q.Kind != Percent { // "increases in health care (9,600) and construction (7,100)"
		for j := q.From - 2; j >= max(0, q.From-14); j-- {
			if g.sign(j, ';') || g.is(j, language.Verb) {
				break
			}
			if e, n := g.pack.Match(g.tokens, j, language.ChangeBefore); n > 0 {
				q.Change = Direction(e.ID)
				q.Rules.add(ruleChangeBefore)
				return
			}
		}
	}
	if e, n := g.pack.Match(g.tokens, q.To, language.ChangeAfter); n > 0 {
		switch e.ID {
		case "up", "down":
			q.Change = Direction(e.ID)
		default:
			more := q.Kind == Count && !g.is(q.To+n-1, language.Compare) && !g.is(q.To+n, language.Compare) // "60 places de plus"
			if !more && !g.periodSoon(q.To+n) {
				return
			}
			q.Change = Direction(strings.TrimSuffix(e.ID, "_than"))
		}
		q.Rules.add(ruleChangeAfter)
	}
	if q.NounTo > q.NounFrom {
		for k := q.NounFrom; k < q.NounTo; k++ {
			if e, n := g.pack.Match(g.tokens, k, language.ChangeInside); n > 0 {
				q.Change = Direction(e.ID)
				q.Rules.add(ruleChangeAfter)
				return
			}
		}
	}
}

func (g *Grammar) entryBack(i int, c language.Class) (language.Entry, int) {
	e, start := g.endsAt(i, c)
	if start < 0 {
		return language.Entry{}, 0
	}
	return e, i - start
}

// periodSoon tells whether a period stands within a few words: "more than the 1.2 million of 2023".
func (g *Grammar) periodSoon(i int) bool {
	for j := i; j < min(i+8, len(g.tokens)); j++ {
		if g.Roles[j] == InPeriod {
			return true
		}
		if g.sign(j, ',') || g.sign(j, ';') {
			return false
		}
	}
	return false
}

// share gives units to figures that take theirs from a list or from the sentence.
func (g *Grammar) share() {
	qs := g.Quantities
	for n := len(qs) - 2; n >= 0; n-- {
		q, next := &qs[n], &qs[n+1]
		if q.Unit != "" || !g.listed(q.To, next.From) || next.Unit == "" || next.Kind == Rank || next.Kind == Fraction || next.Kind == Times {
			continue
		}
		// "34, or 40%" says the same thing in another unit.
		if next.Kind == Percent && (q.scale > 0 || g.restated(q.To, next.From)) {
			continue
		}
		q.Unit, q.Kind, q.Per = next.Unit, next.Kind, next.Per
		q.Rules.add(ruleSharedUnit)
		if q.scale == 0 && next.scale > 0 && q.Low.Cmp(unscale(next.Low, next.scale)) <= 0 && q.Low.Cmp(decimal.Thousand) < 0 {
			low, err1 := q.Low.Mul(power(int(next.scale)))
			high, err2 := q.High.Mul(power(int(next.scale)))
			step, err3 := q.Step.Mul(power(int(next.scale)))
			if err1 == nil && err2 == nil && err3 == nil {
				q.Low, q.High, q.Step, q.scale = low.Trim(0), high.Trim(0), step, next.scale
				q.Rules.add(ruleSharedScale)
			}
		}
	}
	for n := range qs {
		if q := &qs[n]; q.Unit == "" {
			g.shareBack(q, qs[:n])
		} else if q.Kind == Count && !q.Trivial {
			g.counted, g.millions = q.Unit, q.scale >= 6
		}
	}
	for n := range qs {
		g.perFromContext(n)
	}
	for n := 1; n < len(qs); n++ {
		// "by 52,650 tonnes a year, or 1.3 Mt over its life"
		q, last := &qs[n], &qs[n-1]
		if q.Change == "" && (q.Kind == last.Kind || q.Kind == Percent && last.Kind != Rank) && g.restated(last.To, q.From) {
			q.Change = last.Change
		}
		// "lower than 100 km (62 miles)": the same amount in another unit.
		if g.sign(q.From-1, '(') && q.From-1 == last.To && g.sign(q.To, ')') && q.Unit != last.Unit && q.Kind == last.Kind && (q.Kind == Measure || q.Kind == Money) {
			q.Change = last.Change
			if q.Bound == Exact {
				q.Bound = last.Bound
			}
		}
	}
	for n := range qs {
		if qs[n].Unit == "$" {
			qs[n].Unit = g.context.Dollar
		}
	}
}

// perFromContext gives an amount the denominator that it is understood to have: that of the amount that it is compared or
// listed with ("$18 a day in May and $20 in June"), or that of an adjective of what is measured ("hourly wages were $37").
func (g *Grammar) perFromContext(n int) {
	q := &g.Quantities[n]
	if q.Per != "" || q.Kind != Money && q.Kind != Measure {
		return
	}
	for k := n - 1; k >= max(0, n-2); k-- {
		if o := &g.Quantities[k]; o.Per != "" && o.Unit == q.Unit && o.scale == q.scale && q.From-o.To <= reach/4 && near(q.Low, o.Low) && g.compared(o.To, q.From) {
			q.Per = o.Per
			q.Rules.add(rulePer)
			return
		}
	}
	if q.Kind != Money || q.Change != "" {
		return
	}
	for i := q.From - 1; i >= max(0, q.From-8) && g.Roles[i] != InFigure; i-- {
		t := g.at(i)
		if t.Kind != token.Word && g.Roles[i] != InPeriod {
			return
		}
		if e, ok := g.entryAt(i, language.PerAdjective); ok {
			q.Per = e.ID
			q.Rules.add(rulePer)
			return
		}
	}
}

// compared tells whether the words between two figures compare or list them.
func (g *Grammar) compared(from, to int) bool {
	for i := from; i < to; i++ {
		if g.is(i, language.Compare) || g.is(i, language.ListAnd) || g.is(i, language.ListOr) || g.is(i, language.RangeTo) {
			return true
		}
		if _, n := g.pack.Match(g.tokens, i, language.ChangeBreak); n > 1 {
			return true
		}
		if g.sign(i, ';') {
			return false
		}
	}
	return g.sign(to-1, '(')
}

// shareBack gives a figure the unit that its sentence understands: what is said to reach it, what the part that it
// counts is of, the thing counted last for a plain number, the currency for a scaled one ("187.5 million, or 60%"), else
// the percentage or measure that it is listed with.
func (g *Grammar) shareBack(q *Quantity, before []Quantity) {
	take := func(o *Quantity) {
		q.Unit, q.Kind = o.Unit, o.Kind
		if o.Kind == Measure {
			q.Per = o.Per
		}
		q.Rules.add(ruleSharedUnit)
	}
	count := func(noun int) bool {
		if noun < 0 {
			return false
		}
		q.Unit, q.Kind = g.singular(noun, noun), Count
		q.Rules.add(ruleSharedUnit)
		return true
	}
	if q.scale < 6 && (count(g.subjectNoun(q.From)) || count(g.partOf(q.From))) {
		return
	}
	var aside *Quantity // counted in passing: "nurses from 23 countries"
	for k := len(before) - 1; k >= max(0, len(before)-reach); k-- {
		o := &before[k]
		switch {
		case o.Unit == "" || o.Trivial:
		case (o.Kind == Fraction || o.Kind == Percent) && q.scale < 6 && o.To < q.From && count(g.nounBehindOf(o.To, q.From)):
			return
		case o.Kind == Count && q.scale < 6 && aside == nil && g.is(o.From-1, language.Preposition) && k > 0:
			aside = o
		case q.scale >= 6 && (o.Kind == Money || o.Kind == Count && o.scale > 0),
			q.scale < 6 && (o.Kind == Count || o.Kind == Measure && (q.Low.Cmp(o.High) <= 0 || near(q.Low, o.High)) || o.Kind == Duration && q.Low.Cmp(decimal.Hundred) < 0),
			o.Kind == Percent && q.scale == 0 && q.Low.Cmp(decimal.Hundred) <= 0 && g.listed(o.To, q.From):
			take(o)
			return
		}
	}
	switch {
	case aside != nil:
		take(aside)
	case q.scale >= 9, q.scale >= 6 && !g.millions:
		q.Unit, q.Kind = "$", Money
	case g.counted != "":
		q.Unit, q.Kind = g.counted, Count
		q.Rules.add(ruleSharedUnit)
	default:
		q.Kind = Count
	}
}

// near tells whether two amounts can be of one kind: neither is more than three times the other.
func near(a, b decimal.Decimal) bool {
	three, _ := decimal.New(3, 0)
	x, err1 := a.Mul(three)
	y, err2 := b.Mul(three)
	return err1 == nil && err2 == nil && x.Cmp(b) >= 0 && y.Cmp(a) >= 0
}

var linksSubject = language.SetOf(language.Verb, language.Adverb, language.Preposition, language.BoundBefore, language.ChangeBefore,
	language.ChangeBreak, language.By, language.LevelVerb)

// subjectNoun finds the plural noun that a figure without a unit is said of: "new permits will be capped at 155,000". Only
// verbs, small words and periods may stand between. It gives -1 for none.
func (g *Grammar) subjectNoun(i int) int {
	verb := false
	for j := i - 1; j >= max(0, i-10); j-- {
		s := g.pack.Single(g.at(j))
		switch {
		case g.Roles[j] == InPeriod:
		case verb && g.looksPlural(j) && !s.Meets(endsNoun) && !g.participle(j):
			return j
		case g.at(j).Kind != token.Word || g.Roles[j] != Unread || !s.Meets(linksSubject) && !g.participle(j):
			return -1
		default:
			verb = s.Has(language.Verb) || s.Has(language.LevelVerb) || s.Has(language.ChangeBefore) && !s.Meets(endsNoun) || g.participle(j)
		}
	}
	return -1
}

// participle tells whether a word has the ending of a past participle.
func (g *Grammar) participle(i int) bool {
	return g.pack.Participle(g.word(i))
}

// partOf finds the plural noun in "Of the new seats, 35 will be …".
func (g *Grammar) partOf(i int) int {
	if !g.is(0, language.Of) || !g.is(1, language.Determiner) || !g.sign(i-1, ',') {
		return -1
	}
	return g.nounBehindOf(0, i)
}

// nounBehindOf finds the noun that "of" at token i joins to a share: the last word of its phrase, when it is a plural.
func (g *Grammar) nounBehindOf(i, end int) int {
	if !g.is(i, language.Of) {
		return -1
	}
	i++
	for i < end && g.is(i, language.Determiner) {
		i++
	}
	noun := -1
	for ; i < end && g.at(i).Kind == token.Word && g.Roles[i] == Unread && !g.pack.Single(g.at(i)).Meets(endsNoun); i++ {
		if g.looksPlural(i) {
			noun = i
			if g.pack.AdjectiveBehind {
				break
			}
		}
	}
	return noun
}

// restated tells whether "or" right before a figure says that it repeats the one before: "34, or 40%",
// "52,650 tonnes of CO2 a year, or 1.3 Mt".
func (g *Grammar) restated(from, to int) bool {
	i := to - 1
	for i > from && (g.is(i, language.BoundBefore) || g.is(i, language.Determiner) || g.is(i, language.Of)) {
		i--
	}
	if to-from > 12 || i < from || !g.is(i, language.ListOr) || g.sign(i, ',') {
		return false
	}
	for ; i >= from; i-- {
		if g.is(i, language.Verb) || g.sign(i, ';') || g.Roles[i] == InFigure {
			return false
		}
	}
	return true
}

// listed tells whether only list words stand between two figures.
func (g *Grammar) listed(from, to int) bool {
	if to-from > 3 || to <= from {
		return false
	}
	for i := from; i < to; i++ {
		if !g.is(i, language.ListAnd) && !g.is(i, language.ListOr) && !g.is(i, language.RangeTo) && !g.is(i, language.Determiner) && !g.is(i, language.CurrencySign) && !g.is(i, language.Of) {
			return false
		}
	}
	return true
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
