package quantity

import (
	"math"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// number is a number as it was read, before it has a unit.
type number struct {
	from, to  int // tokens
	low, high decimal.Decimal
	step      decimal.Decimal
	kind      Kind // Fraction, Rank or Times where the form itself says so; else ""
	vague     bool
	words     bool
	approx    bool // the form itself is about so many: "une dizaine"
	atMost    bool // the form itself is a limit: "top ten"
	change    Direction
	scale     int8 // power of ten of the scale word, 0 without one
	rules     Rules
	noun      int // a noun that stands inside: "un emploi sur cinq"; 0 for none
}

func (n *number) single(d decimal.Decimal) { n.low, n.high = d, d }

// power is 10 to the e.
func power(e int) decimal.Decimal {
	if e >= 0 {
		d, err := decimal.New(int64(math.Pow10(min(e, 18))), 0)
		if err != nil {
			return decimal.One
		}
		return d
	}
	d, err := decimal.New(1, -e)
	if err != nil {
		return decimal.Zero
	}
	return d
}

// scaled is coef × 10^(scale−decimals).
func scaled(coef uint64, decimals, scale int) (value, step decimal.Decimal, ok bool) {
	if coef > math.MaxInt64 || decimals > decimal.MaxScale {
		return value, step, false
	}
	value, err := decimal.New(int64(coef), decimals)
	if err != nil {
		return value, step, false
	}
	if scale > 0 {
		if value, err = value.Mul(power(scale)); err != nil {
			return value, step, false
		}
	}
	return value.Trim(0), power(scale - decimals), true
}

// number reads the longest number that starts at token i. The caller has seen to names and periods.
func (g *Grammar) number(i int) (number, bool) {
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return number{}, false
	}
	for _, form := range [...]func(*Grammar, int) (number, bool){
		(*Grammar).multiple, (*Grammar).rank, (*Grammar).oneIn, (*Grammar).half, (*Grammar).fraction,
		(*Grammar).vague, (*Grammar).collective, (*Grammar).digits, (*Grammar).words,
	} {
		if n, ok := form(g, i); ok {
			return n, true
		}
	}
	return number{}, false
}

// digits reads "1,240.5", "2-billion", "5k".
func (g *Grammar) digits(i int) (number, bool) {
	t := g.at(i)
	if t.Kind != token.Number || t.Has(token.Overflow) {
		return number{}, false
	}
	if n, ok := g.exponential(i); ok {
		return n, true
	}
	if g.glued(i+1) && g.ordinalSuffix(i+1) {
		return number{}, false
	}
	j := i + 1
	if part, ok := g.commaDecimals(i); ok {
		for range part.Length {
			t.Coef *= 10
		}
		t.Coef, t.Decimals, j = t.Coef+part.Coef, part.Length, i+3
	}
	n := number{from: i, to: j}
	n.rules.add(ruleDigits)
	scale := 0
	first := j
	if g.hundredBehind(j, t) {
		scale = 2
		j++
		if rest, to, ok := g.belowHundred(j); ok && t.Decimals == 0 {
			t.Coef, scale, j = t.Coef*100+rest, 0, to
		}
		n.to = j
	}
	if g.hyphen(j) && g.is(j+1, language.Scale) {
		j++
	}
	for j < len(g.tokens) {
		e, ok := g.pack.Entry(g.tokens[j], language.Scale)
		if !ok || t.Decimals > 0 && j == first && g.is(j, language.Measure) { // « 0,6 mille »
			break
		}
		scale += int(e.Value)
		j++
		n.to = j
	}
	if scale == 0 && j == first && j < len(g.tokens) {
		if e, ok := g.pack.Entry(g.tokens[j], language.ScaleShort); ok && g.short(i, j) {
			scale, n.to = int(e.Value), j+1
		}
	}
	if scale > 0 {
		n.rules.add(ruleScale)
	}
	value, step, ok := scaled(t.Coef, int(t.Decimals), scale)
	if !ok {
		return number{}, false
	}
	n.single(value)
	n.step, n.scale = step, int8(min(scale, 100))
	if n.to == i+1 && t.Decimals == 0 {
		g.mixed(&n)
	}
	g.andFraction(&n)
	return n, true
}

// hundredBehind tells whether token j multiplies the digits of t: "4 hundred million". In French, « 3 cents » are money, and
// « 3 cent un » is no money.
func (g *Grammar) hundredBehind(j int, t token.Token) bool {
	if !g.is(j, language.Hundred) || t.Length > 3 {
		return false
	}
	return !g.pack.BareHundred || t.Coef > 1 && !g.looksPlural(j) && g.is(j+1, language.Cardinal)
}

// belowHundred reads what is added to hundreds in digits: "3 hundred and 21".
func (g *Grammar) belowHundred(j int) (rest uint64, to int, ok bool) {
	if g.is(j, language.ListAnd) && !g.sign(j, ',') {
		if t := g.at(j + 1); t.Kind == token.Number && t.Length <= 2 && t.Decimals == 0 {
			return t.Coef, j + 2, true
		}
		return 0, j, false
	}
	read, to, _ := g.numeral(j, len(g.tokens), 0)
	return uint64(read.value()), to, read.started && read.scale == 0 && read.value() < 100
}

// mixed adds a fraction right behind a whole number: "2½", "3 1/2", "4 ¾".
func (g *Grammar) mixed(n *number) {
	i := n.to
	if g.hyphen(i) {
		i++ // "2-1/2"
	}
	if i >= len(g.tokens) || g.Roles[i] != Unread {
		return
	}
	to := i + 1
	if !Vulgar(g.at(i).Rune) {
		if _, _, ok := g.stroke(i); !ok {
			return
		}
		to = i + 3
	}
	part, ok := g.fraction(i)
	if !ok || part.to != to {
		return
	}
	if sum, err := n.low.Add(part.low); err == nil {
		n.single(sum)
		n.to = to
	}
}

// exponential reads a power: "10^6", "10⁶", "6.2 × 10^-4", "1e9".
func (g *Grammar) exponential(i int) (number, bool) {
	t := g.at(i)
	e, to, power := g.exponent(i, t)
	scaled := false
	if !power {
		if e, to, scaled = g.letterExponent(i); !scaled {
			e, to, scaled = g.tenTo(i + 1)
		}
	}
	root, err := decimal.New(int64(t.Coef), int(t.Decimals))
	if !power && !scaled || err != nil {
		return number{}, false
	}
	factor := decimal.One
	if scaled {
		root, factor = decimal.Ten, root
	}
	raised, err1 := root.PowInt(e)
	product, err2 := factor.Mul(raised)
	if err1 != nil || err2 != nil {
		return number{}, false
	}
	n := number{from: i, to: to}
	n.single(product.Trim(0))
	n.rules.add(ruleDigits)
	return n, true
}

// tenTo reads "× 10^6" and "x10^-4".
func (g *Grammar) tenTo(i int) (e, to int, ok bool) {
	ten := token.Token{Kind: token.Number, Coef: 10}
	switch w := g.word(i); {
	case strings.EqualFold(w, "x10"):
		return g.exponent(i, ten)
	case w == "×" || strings.EqualFold(w, "x"):
		if t := g.at(i + 1); t.Kind == token.Number && t.Coef == 10 && t.Decimals == 0 {
			return g.exponent(i+1, ten)
		}
	}
	return 0, 0, false
}

// exponent reads what stands raised behind token i, a number: "^6", "^-4", "⁶".
func (g *Grammar) exponent(i int, base token.Token) (e, to int, ok bool) {
	j := i + 1
	if g.sign(j, '^') && g.glued(j) && g.glued(j+1) {
		sign := 1
		for j++; (g.sign(j, '-') || g.sign(j, '−') || g.sign(j, '+')) && g.glued(j); j++ {
			if !g.sign(j, '+') {
				sign = -sign
			}
		}
		if t := g.at(j); t.Kind == token.Number && t.Decimals == 0 && t.Length <= 2 {
			return sign * int(t.Coef), j + 1, true
		}
		return 0, 0, false
	}
	if base.Coef != 10 || base.Decimals > 0 { // elsewhere a raised digit is a note
		return 0, 0, false
	}
	sign := 1
	if g.sign(j, '⁻') && g.glued(j) {
		sign, j = -1, j+1
	}
	for ; g.glued(j) && superscript(g.at(j).Rune) >= 0; j++ {
		e, ok = min(e*10+superscript(g.at(j).Rune), 100), true
	}
	return sign * e, j, ok
}

// superscript is the value of a raised digit, or -1.
func superscript(r rune) int {
	switch r {
	case '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹':
		return int(r - '⁰')
	case '¹':
		return 1
	case '²':
		return 2
	case '³':
		return 3
	}
	return -1
}

// letterExponent reads the "e9" of "1e9", the "e+14" of "12.3e+14".
func (g *Grammar) letterExponent(i int) (e, to int, ok bool) {
	if g.at(i+1).Kind != token.Word || !g.glued(i+1) {
		return 0, 0, false
	}
	w := g.word(i + 1)
	if w[0] != 'e' && (w[0] != 'E' || g.at(i).Decimals == 0) { // "1E5" is a code
		return 0, 0, false
	}
	if len(w) > 1 {
		e, err := strconv.Atoi(w[1:])
		return e, i + 2, err == nil
	}
	if exponent := g.at(i + 3); (g.sign(i+2, '+') || g.sign(i+2, '-')) && g.glued(i+2) && g.glued(i+3) && exponent.Kind == token.Number && exponent.Decimals == 0 {
		e = int(min(exponent.Coef, 100))
		if g.sign(i+2, '-') {
			e = -e
		}
		return e, i + 4, true
	}
	return 0, 0, false
}

// commaDecimals finds the decimals of a number written with a comma where the language writes a point: "12,5 million" cannot
// be two numbers, for a scale word or a percent sign stands behind, nor "5,00", for no list has a number like the second. In
// others, a space would stand behind the comma of a list: "1,3".
func (g *Grammar) commaDecimals(i int) (token.Token, bool) {
	t := g.at(i)
	if i+3 >= len(g.tokens) || t.Decimals > 0 || t.Has(token.Grouped) || t.Length > 3 || !g.sign(i+1, ',') || !g.glued(i+1) || !g.glued(i+2) {
		return token.Token{}, false
	}
	part := g.at(i + 2)
	if part.Kind != token.Number || part.Length > 2 || part.Decimals > 0 || g.sign(i-1, ',') && g.glued(i) {
		return token.Token{}, false
	}
	if g.is(i+3, language.Scale) || g.sign(i+3, '%') {
		return part, true
	}
	listed := g.sign(i+3, ',') && g.glued(i+3) && g.glued(i+4) || g.is(i+3, language.ListAnd) && !g.sign(i+3, ',') || g.is(i+3, language.RangeTo) ||
		g.glued(i) || g.sign(i-1, '(') || g.sign(i-1, '[') || g.looksPlural(i-1) && !g.is(i-1, language.Verb) // "lots 5,6"
	return part, !listed
}

// short tells whether the letter at j scales the number at i: glued with money before it ("$3M"),
// or with a currency sign behind it ("16,8 G$"), or "k" glued.
func (g *Grammar) short(i, j int) bool {
	if g.sign(j+1, '$') || g.sign(j+1, '€') || g.sign(j+1, '£') || g.sign(j+1, '¥') {
		return g.glued(j+1) || g.at(j).End-g.at(j).Start > 1 // « 3 Mds € »
	}
	_, money := g.endsAt(i, language.CurrencySign)
	if !g.glued(j) && g.at(j).End-g.at(j).Start == 1 {
		w := g.word(j)
		return money >= 0 && (w == "m" || w == "b" || w == "M" || w == "B") || // "$ 1.5 m"
			(w == "k" || w == "K") && g.at(j+1).Kind == token.Sign && !g.glued(j+1) && g.at(i).Decimals > 0 // "2.33 k"
	}
	if money >= 0 || g.is(i-1, language.CurrencyFolded) {
		return true
	}
	w := g.word(j)
	if !g.glued(j) { // "16.8 bn dollars", not "55101 MN"
		return !g.at(j).Has(token.Upper) && !g.is(j, language.Measure)
	}
	if (w == "M" || w == "m") && (g.pack.LetterScales || w == "M" && g.at(j+1).Kind == token.Sign) {
		// "10M people", "2.7m sales"; "12 m" are metres.
		next := g.at(j + 1)
		return w == "M" || g.is(j+1, language.Measure) || next.Kind == token.Word && !g.glued(j+1) && (!g.pack.Single(next).Meets(endsNoun) || g.participle(j+1) && g.pluralSoon(j+2))
	}
	return w == "k" || w == "K" || (w == "b" || w == "B") && g.pack.LetterScales && g.at(i).Decimals > 0 || len(w) > 1 && !g.is(j, language.Measure)
}

// pluralSoon tells whether a plural closes the noun phrase that goes on at token i.
func (g *Grammar) pluralSoon(i int) bool {
	for k := i; k < min(i+4, len(g.tokens)) && g.at(k).Kind == token.Word; k++ {
		if g.looksPlural(k) {
			return true
		}
		if g.pack.Single(g.at(k)).Meets(endsNoun) && !g.is(k, language.ListAnd) && !g.is(k, language.RangeTo) {
			return false
		}
	}
	return false
}

// pastHyphen is the token behind a hyphen at token i, or i.
func (g *Grammar) pastHyphen(i int) int {
	if g.hyphen(i) {
		return i + 1
	}
	return i
}

// andFraction adds "… and a half", "four-and-a-half-", "… et demi", "… and fifty-four hundredths" to a number or its scale.
func (g *Grammar) andFraction(n *number) {
	j := g.pastHyphen(n.to)
	if !g.is(j, language.ListAnd) || g.sign(j, ',') || !n.low.IsInt() {
		return
	}
	part, ok := g.properFraction(g.pastHyphen(j + 1))
	if !ok || g.pack.OneArticle && g.hyphen(part.to) || g.is(part.to, language.Of) && n.scale == 0 || g.is(part.to-1, language.Ordinal) && part.num == 1 && g.at(part.to).Kind == token.Word && !g.is(part.to, language.Scale) {
		return
	}
	f, ok := number{}.divide(part.num, part.den)
	if !ok {
		return
	}
	behind, scaled := g.entryAt(part.to, language.Scale)
	scale := int(n.scale)
	if scaled && 0 < behind.Value && int(behind.Value) < scale { // "one billion and a half million"
		scale, scaled, part.to = int(behind.Value), false, part.to+1
	}
	g.times(&f, scale)
	sum, err := n.low.Add(f.low)
	if err != nil {
		return
	}
	n.single(sum.Trim(0))
	n.step, n.to = f.low, part.to
	if scaled && n.scale == 0 { // "five and a half million"
		g.times(n, int(behind.Value))
		n.step, n.to = power(int(behind.Value)-1), n.to+1
	}
}

// half reads "half a million", "half-a-million", "un demi-million".
func (g *Grammar) half(i int) (number, bool) {
	j := i
	if g.pack.OneArticle && g.is(j, language.Cardinal) && g.is(j+1, language.Half) {
		j++
	}
	if !g.is(j, language.Half) || g.Roles[j] != Unread { // « demi-journée » names a thing
		return number{}, false
	}
	j++
	for g.hyphen(j) || g.is(j, language.Determiner) {
		j++
	}
	e, ok := g.entryAt(j, language.Scale)
	if !ok {
		c, found := g.entryAt(j, language.Collective)
		round, approx := g.entryAt(j, language.RoundCount)
		switch {
		case approx: // « une demi-douzaine »
			c = round
			fallthrough
		case found: // half a dozen
			v, _, _ := scaled(uint64(c.Value)*5, 1, 0)
			n := number{from: i, to: j + 1, words: true, step: decimal.One, approx: approx}
			n.single(v)
			n.rules.add(ruleCollective)
			return n, true
		}
		return number{}, false
	}
	v, step, ok := scaled(5, 1, int(e.Value))
	if !ok {
		return number{}, false
	}
	n := number{from: i, to: j + 1, words: true, step: step, scale: int8(e.Value)}
	n.single(v)
	n.rules.add(ruleWords)
	n.rules.add(ruleScale)
	return n, true
}

func (g *Grammar) entryAt(i int, c language.Class) (language.Entry, bool) {
	if i < 0 || i >= len(g.tokens) {
		return language.Entry{}, false
	}
	return g.pack.Entry(g.at(i), c)
}

// collective reads "a million", "a dozen", "two dozen", "une dizaine", "deux douzaines".
func (g *Grammar) collective(i int) (number, bool) {
	j, factor := i, int64(1)
	if g.is(i, language.Determiner) && !g.is(i, language.Cardinal) {
		j++
	} else if t := g.at(i); t.Kind == token.Number && t.Decimals == 0 && t.Length <= 3 {
		factor, j = int64(t.Coef), i+1
	} else if read, to, _ := g.numeral(i, min(i+longest, len(g.tokens)), 0); read.started {
		factor, j = read.value(), to
	}
	n := number{from: i, words: true, step: decimal.One}
	if e, ok := g.entryAt(j, language.RoundCount); ok && j > i && (g.is(i, language.Cardinal) || g.at(i).Kind == token.Number || g.is(j+1, language.Of)) { // "une quarantaine", not "en quarantaine" or "la quarantaine"
		n.approx = true
		n.to = j + 1
		return g.finishCollective(n, factor*e.Value)
	}
	if e, ok := g.entryAt(j, language.Collective); ok && j > i {
		n.to = j + 1
		return g.finishCollective(n, factor*e.Value)
	}
	// "a hundred", "a million"
	if g.is(i, language.Indefinite) && j == i+1 && j < len(g.tokens) && g.Roles[j] == Unread &&
		(g.is(j, language.Hundred) || g.is(j, language.Scale)) && !g.pack.BareHundred {
		if w, ok := g.words(j); ok {
			w.from = i
			return w, true
		}
	}
	return number{}, false
}

func (g *Grammar) finishCollective(n number, value int64) (number, bool) {
	d, err := decimal.New(value, 0)
	if err != nil {
		return number{}, false
	}
	n.single(d)
	n.rules.add(ruleCollective)
	return n, true
}

// vague reads "billions of", "des centaines de".
func (g *Grammar) vague(i int) (number, bool) {
	e, k := g.pack.Match(g.tokens, i, language.VaguePlural)
	if _, words := g.pack.Match(g.tokens, i, language.Several); k == 0 && words > 0 { // "several hundred", "a few million"
		return g.several(i, i+words)
	}
	if k == 0 || i > 0 && (g.isNumber(i-1) || g.hyphen(i-1)) {
		return number{}, false
	}
	// "(millions of dollars)" says in what the figures of a table are.
	if g.sign(i-2, ',') && g.is(i-1, language.Preposition) { // "spending by region, in millions of dollars"
		return number{}, false
	}
	if g.sign(i-1, '(') || g.sign(i-2, '(') && g.is(i-1, language.Preposition) {
		for j := i + k; j < min(i+k+4, len(g.tokens)); j++ {
			if g.sign(j, ')') {
				return number{}, false
			}
		}
	}
	// Without "of" it is a figure only at the end of a phrase, or glued to dollars.
	if !g.is(i+k-1, language.Of) {
		if _, c := g.pack.Match(g.tokens, i+k, language.Currency); c == 0 {
			return number{}, false
		}
	}
	n := number{from: i, to: i + k, vague: true, words: true}
	if low, high, ok := strings.Cut(e.ID, "-"); ok { // "dozens": not a power of ten
		n.low, _ = decimal.Parse(low)
		n.high, _ = decimal.Parse(high)
		n.step = n.low
		n.rules.add(ruleVague)
		return n, true
	}
	low, high := int(e.Value), int(e.Value)+1
	if e.Value >= 6 && e.Value%3 == 0 {
		high = low + 3
	}
	n.low, n.high, n.step = power(low), power(high), power(low)
	n.rules.add(ruleVague)
	return n, true
}

func tenfold(d decimal.Decimal) decimal.Decimal {
	m, err := d.Mul(decimal.Ten)
	if err != nil {
		return d
	}
	return m
}

// several reads "several hundred", "several million".
func (g *Grammar) several(i, to int) (number, bool) {
	scale := 0
	if g.is(to, language.Of) && (g.is(to+1, language.Hundred) || g.is(to+1, language.Scale)) { // "a couple of hundred"
		to++
	}
	if c, ok := g.entryAt(to, language.Collective); ok { // "several dozen"
		n := number{from: i, to: to + 1, vague: true, words: true}
		n.low, _, _ = scaled(uint64(c.Value), 0, 0)
		n.high, n.step = tenfold(n.low), n.low
		n.rules.add(ruleVague)
		return n, true
	}
	for ; g.is(to, language.Hundred) || g.is(to, language.Scale); to++ {
		if e, ok := g.entryAt(to, language.Scale); ok {
			scale += int(e.Value)
		} else {
			scale += 2
		}
	}
	if scale == 0 {
		return number{}, false
	}
	high := scale + 1
	if scale >= 6 && scale%3 == 0 {
		high = scale + 3
	}
	n := number{from: i, to: to, vague: true, words: true, low: power(scale), high: power(high), step: power(scale)}
	n.rules.add(ruleVague)
	return n, true
}
