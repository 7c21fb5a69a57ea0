package quantity

import (
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// unit reads what stands behind the number: percent, currency, measure, duration, "times" or a
// counted noun.
func (g *Grammar) unit(q *Quantity) bool {
	j := q.To
	if g.hyphen(j) {
		j++
	}
	if g.boundSuffix(j) != "" { // "500+ makers", "2,000-plus employees"
		j++
	} else {
		j += g.boundWithin(j)
	}
	if e, n := g.pack.Match(g.tokens, j, language.Percent); n > 0 && (n > 1 || g.symbol(j)) {
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
	if e, n := g.pack.Match(g.tokens, k, language.Measure); n > 0 && g.measureHolds(q, k, n) && !g.inCompound(q.To, k, n) {
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
		if part := (number{to: q.To, low: q.Low, high: q.High}); g.pack.OneArticle {
			if g.andFraction(&part); part.to > q.To { // « deux fois et demie »
				q.Low, q.High, q.Step, q.To = part.low, part.high, part.step, part.to
			}
		}
		return true
	}
	d := k
	for g.is(d, language.PreNoun) { // "les cinq prochaines années"
		d++
	}
	if e, n := g.pack.Match(g.tokens, d, language.Duration); n > 0 && !g.inCompound(q.To, d, n) {
		q.Unit, q.Kind, q.To = e.ID, Duration, d+n
		return g.duration(q)
	}
	return g.noun(q, j)
}

// duration reads what belongs to a length of time behind its unit. One that names a window of the calendar, or a thing, is no figure.
func (g *Grammar) duration(q *Quantity) bool {
	q.Rules.add(ruleDuration)
	q.Trivial = g.one(q)
	if g.window(q) {
		return false
	}
	if g.namesThing(q) {
		g.mark(q.From, q.To, InName)
		for last := len(g.Quantities) - 1; last >= 0 && g.suspended(g.Quantities[last].To) && g.listed(g.Quantities[last].To, q.From); last-- { // "10- or 20-year bonds"
			g.mark(g.Quantities[last].From, g.Quantities[last].To, InName)
			g.Quantities = g.Quantities[:last]
		}
		return false
	}
	g.smallerUnit(q)
	// "un jour et demi", "two years and a half"
	if g.is(q.To, language.ListAnd) && !g.sign(q.To, ',') {
		h := number{to: q.To, low: q.Low, high: q.High}
		if g.andFraction(&h); h.to > q.To {
			q.Low, q.High, q.To, q.Trivial = h.low, h.low, h.to, false
		}
	}
	return !(q.Trivial && g.pack.OneArticle)
}

// smaller is the unit of time that is said behind another one, and how many of it make that one.
var smaller = map[string]struct {
	unit string
	many int64
}{"hour": {"minute", 60}, "minute": {"second", 60}}

// smallerUnit adds what stands behind a duration in the next smaller unit: "2 hours and 15 minutes", « 2 h 15 ».
func (g *Grammar) smallerUnit(q *Quantity) {
	part, ok := smaller[q.Unit]
	if !ok || q.Range || !q.Low.IsInt() {
		return
	}
	i := q.To
	if g.is(i, language.ListAnd) || g.sign(i, ',') {
		i++
	}
	n, ok := g.digitsOrWords(i)
	many, err := decimal.New(part.many, 0)
	if !ok || err != nil || n.low.Cmp(many) >= 0 || !n.low.IsInt() {
		return
	}
	to := n.to
	if e, m := g.pack.Match(g.tokens, to, language.Duration); m > 0 && e.ID == part.unit {
		to += m
	} else if i != q.To || g.at(i).Length != 2 || g.is(q.To-1, language.ClockHour) || q.Unit != "hour" {
		return
	}
	share, err := n.low.Quo(many)
	if err != nil {
		return
	}
	step, err := decimal.One.Quo(many)
	if err != nil {
		return
	}
	if sum, err := q.Low.Add(share); err == nil {
		q.Low, q.High, q.Step, q.To, q.Trivial = sum, sum, step, to, false
	}
}

// namesThing tells whether a duration only names what it belongs to: "a ten-year agreement", "un accord de dix ans".
func (g *Grammar) namesThing(q *Quantity) bool {
	if g.pack.AdjectiveBehind {
		return g.is(q.From-1, language.Of) && g.durationThingBefore(q.From-1)
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

// durationThingBefore tells whether what a duration names ends right before token i: "un accord bilatéral de dix ans".
func (g *Grammar) durationThingBefore(i int) bool {
	for k := i - 1; k >= max(0, i-3) && g.at(k).Kind == token.Word; k-- {
		if g.is(k, language.DurationThing) {
			return true
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

// inCompound tells whether a unit at token i, behind a number that ends before token to, only starts a compound: "11 day-use areas".
func (g *Grammar) inCompound(to, i, n int) bool {
	return to == i && g.hyphen(i+n) && g.at(i+n+1).Kind == token.Word && !g.is(i+n+1, language.Adverb) && !g.looksPlural(i+n-1) && !g.pack.AdjectiveBehind
}

// boundWithin gives the length of a qualifier between a number and its noun: "five or more employees", "150 or so years".
func (g *Grammar) boundWithin(i int) int {
	_, n := g.pack.Match(g.tokens, i, language.BoundAfter)
	if n < 2 || g.at(i+n).Kind != token.Word || g.pack.Single(g.at(i+n)).Meets(endsNoun) {
		return 0
	}
	return n
}

// measureHolds refuses letters that are no unit where they stand: "12 m" behind a currency.
func (g *Grammar) measureHolds(q *Quantity, i, n int) bool {
	if n == 1 && g.at(i).End-g.at(i).Start <= 1 && q.InWords {
		return false
	}
	t := g.at(i)
	if n == 1 && (!g.symbol(i) || g.is(i, language.UnitThermal) && (!t.Has(token.Capital) || !g.thermal(q.From))) {
		return false
	}
	if n == 1 && t.Has(token.Capital) && !t.Has(token.Upper) && q.InWords && g.hyphen(i-1) && g.at(q.From).Has(token.Capital) && q.From > 0 && !g.titleCase() {
		return false // "the Forty-Mile herd"
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

// thermal tells whether the words before a number at token i speak of temperature.
func (g *Grammar) thermal(i int) bool {
	for j := i - 1; j >= max(0, i-reach/2) && !g.sign(j, ';'); j-- {
		if g.is(j, language.Thermal) {
			return true
		}
	}
	return false
}

// symbol tells whether a word has the capitals, or the small letters, that it needs to be a unit: "To" is a terabyte in
// French, "to" an English word; "5 pc" is a share, "5 PC members" are people; "118.5p" is money.
func (g *Grammar) symbol(i int) bool {
	t := g.at(i)
	if e, ok := g.entryAt(i, language.UnitCapital); ok && (!t.Has(token.Capital) || e.ID == "all" && t.End-t.Start > 1 && !t.Has(token.Upper)) {
		return false
	}
	return !(g.is(i, language.UnitSmall) && t.Has(token.Capital) || g.is(i, language.UnitGlued) && !g.glued(i))
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
		if c, m := g.pack.Match(g.tokens, k, language.Cent); m > 0 && g.symbol(k) {
			q.Low, q.High, q.Step = hundredth(q.Low), hundredth(q.High), hundredth(q.Step)
			q.Unit, q.Kind, q.To = c.ID, Money, k+m
			q.Rules.add(ruleCurrencyAfter)
			q.Rules.add(ruleSubunit)
			return true
		}
		e, n = g.currencyCode(q, k)
	}
	if n == 0 {
		return false
	}
	// A sign behind a number belongs to a next number that it is glued to: "3 $5 tickets".
	if n == 1 && g.at(k).Kind == token.Sign && g.glued(k+1) && g.isNumber(k+1) {
		return false
	}
	q.Unit, q.Kind, q.To = e.ID, Money, k+n
	q.Rules.add(ruleCurrencyAfter)
	g.thousandths(q)
	g.subunits(q, k)
	return true
}

// currencyCode reads a code that counts only in capitals ("1,200 MAD"), and one with the letter of a scale in front
// ("30 MUSD"), which it applies.
func (g *Grammar) currencyCode(q *Quantity, i int) (language.Entry, int) {
	if !g.at(i).Has(token.Upper) {
		return language.Entry{}, 0
	}
	if e, ok := g.entryAt(i, language.CurrencyCode); ok {
		if q.scale > 0 || q.Low.Cmp(decimal.Hundred) >= 0 || q.Low.Scale() > 0 {
			return e, 1
		}
		return language.Entry{}, 0
	}
	w := g.word(i)
	if len(w) != len("MUSD") || q.scale > 0 {
		return language.Entry{}, 0
	}
	var folded [len("MUSD")]byte
	for k := range folded {
		folded[k] = w[k] | 0x20
	}
	letter, ok := g.pack.Entry(token.Token{Word: g.pack.Lookup(folded[:1])}, language.ScaleShort)
	code, known := g.pack.Entry(token.Token{Word: g.pack.Lookup(folded[1:])}, language.CurrencySign)
	if !ok || !known {
		return language.Entry{}, 0
	}
	for _, d := range [...]*decimal.Decimal{&q.Low, &q.High, &q.Step} {
		scaled, err := d.Mul(power(int(letter.Value)))
		if err != nil {
			return language.Entry{}, 0
		}
		*d = scaled.Trim(0)
	}
	q.scale = int8(letter.Value)
	return code, 1
}

// subunits adds the hundredths that stand behind an amount: "thirteen dollars and forty-five cents", "10 $ 30 cents", and
// without their name at the end of a phrase, « 15 euros 50 ».
func (g *Grammar) subunits(q *Quantity, currency int) {
	j := q.To
	and := g.is(j, language.ListAnd) && !g.sign(j, ',')
	if and {
		j++
	}
	if q.scale > 0 || q.Range || q.Low.Scale() > 0 || j >= len(g.tokens) || g.Roles[j] != Unread || !g.isNumber(j) || g.glued(j) {
		return
	}
	n, ok := g.digitsOrWords(j)
	if !ok || n.scale > 0 || n.low.Cmp(decimal.Hundred) >= 0 || n.low.Scale() > 0 {
		return
	}
	to := n.to
	if _, m := g.pack.Match(g.tokens, n.to, language.Cent); m > 0 {
		to += m
	} else if t, next := g.at(j), g.at(to); g.at(currency).Kind != token.Word || t.Kind == token.Number && t.Length != 2 || !and && n.words ||
		to < len(g.tokens) && (next.Kind != token.Sign || g.hyphen(to) || next.Rune == '%' || next.Rune == '/' || g.is(to, language.Currency)) {
		return
	}
	if sum, err := q.Low.Add(hundredth(n.low)); err == nil {
		q.Low, q.High, q.Step, q.To = sum, sum, power(-2), to
	}
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

// per reads a denominator: "per hour", "a year", "par tonne", "$/barrel".
func (g *Grammar) per(q *Quantity) {
denominator:
	for range 2 {
		j := q.To
		if j < len(g.tokens) && g.Roles[j] != Unread {
			return
		}
		if e, n := g.pack.Match(g.tokens, j, language.PerAdverb); n > 0 {
			if _, adverb := g.pack.Match(g.tokens, j, language.Adverbial); adverb > n || q.Kind == Percent && e.ID == "hour" {
				return // « 18 $ à l'heure actuelle », « 98 % à l'heure »
			}
			g.addPer(q, e.ID, j+n)
			continue
		}
		if g.hyphen(j) && q.Kind == Measure { // "a 590,000-barrel-per-day line"
			if _, n := g.pack.Match(g.tokens, j+1, language.PerWord); n > 0 && g.hyphen(j+1+n) {
				if d, m := g.pack.Match(g.tokens, j+2+n, language.Duration); m > 0 {
					g.addPer(q, d.ID, j+2+n+m)
				}
			}
			return
		}
		e, n := g.pack.Match(g.tokens, j, language.PerWord)
		if n == 0 {
			g.perBehindOf(q)
			g.perBehindMore(q)
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
		for _, c := range [...]language.Class{language.Measure, language.PerMeasure} {
			if d, m := g.pack.Match(g.tokens, k, c); m > 0 && (strong || q.Kind == Money || q.Kind == Measure) {
				g.addPer(q, d.ID, k+m)
				continue denominator
			}
		}
		if strong && q.Kind != Money && !g.sign(j, '/') {
			if number, ok := g.digits(k); ok { // "per 1,000 people"
				g.perMany(q, number)
				return
			}
		}
		if !g.denominates(q, k, e.ID) {
			return
		}
		g.addPer(q, g.singular(k, k), k+1)
	}
}

// denominates tells whether the noun at token k may follow a per word: any noun a strong one, a thing
// that money is paid for an article ("2,400 a ship").
func (g *Grammar) denominates(q *Quantity, k int, word string) bool {
	t := g.at(k)
	if t.Kind != token.Word || g.pack.Single(t).Meets(endsNoun) || g.is(k, language.NoDenominator) {
		return false
	}
	switch word {
	case "strong":
		return true
	case "article":
		if g.pack.OneArticle { // the per word is the definite article: "48 $ la tonne"
			return q.Kind == Money && !t.Has(token.Capital) && !g.participle(k+1) // not « porter à 150 000 $ l'enveloppe allouée »
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

// perBehindMore reads a denominator behind the word that makes a figure a change: "$610 more per month". The figure itself ends before
// that word.
func (g *Grammar) perBehindMore(q *Quantity) {
	if q.Per != "" || q.Kind != Money && q.Kind != Measure {
		return
	}
	_, n := g.pack.Match(g.tokens, q.To, language.ChangeAfter)
	if n == 0 {
		return
	}
	if e, m := g.pack.Match(g.tokens, q.To+n, language.PerAdverb); m > 0 {
		q.Per = e.ID
		q.Rules.add(rulePer)
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
