package quantity

import (
	"strings"
	"unicode"

	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// names marks the numbers that are no figures.
func (g *Grammar) names() {
	p := g.pack
	for i := 0; i < len(g.tokens); i++ {
		if !g.may(i, lookName) && g.tokens[i].Kind != token.Address {
			continue
		}
		t := g.tokens[i]
		_, n := p.Match(g.tokens, i, language.Name)
		if g.is(i+n, language.ListAnd) && g.is(i+n+1, language.Half) {
			n = 0 // « une fois et demie »
		}
		if n == 0 && !g.at(i+1).Has(token.Capital) { // not "the Two Nations Regatta"
			_, n = p.Match(g.tokens, i, language.Known)
		}
		if n > 0 {
			for g.hyphen(i+n) && g.at(i+n+1).Kind == token.Number && g.at(i+n-1).Kind == token.Number {
				n += 2 // "covid-19-2", the end of an address
			}
			g.mark(i, i+n, InName)
			i += n - 1
			continue
		}
		switch {
		case t.Kind == token.Address:
			g.Roles[i] = InAddress
		case t.Kind == token.Word && t.Has(token.Digits):
			g.Roles[i] = InName
		case g.isNumber(i) && g.around(i) > 0:
			n := g.around(i)
			g.mark(i, i+n, InTime)
			i += n - 1
		case t.Kind == token.Number:
			if from, to := g.indexBase(i); to > i {
				g.mark(from, to, InName)
				i = to - 1
			} else if g.properNumber(i) {
				g.mark(i, i+3, InName)
				i += 2
			} else if n := g.phone(i); n > 0 {
				n += g.phoneExtension(i + n)
				g.mark(i, i+n, InPhone)
				i += n - 1
			} else if n := g.clock(i); n > 0 {
				g.mark(i, i+n, InTime)
				i += n - 1
			} else if g.listNumber(i) {
				g.Roles[i] = InListNumber
			} else if g.serviceNumber(i) {
				g.Roles[i] = InPhone
			} else if g.articleNumber(i) || g.calledByNumber(i) {
				g.Roles[i] = InIdentifier
			} else if n := g.nextIdentifier(i); n > 0 {
				g.mark(i, i+n, InIdentifier)
				i += n - 1
			} else if n := g.address(i); n > 0 {
				g.mark(i, i+n, InAddress)
				if (g.is(i-1, language.ListAnd) || g.is(i-1, language.ListOr)) && g.at(i-2).Kind == token.Number && g.Roles[i-2] == Unread && !g.at(i-2).Has(token.Grouped) {
					g.Roles[i-2] = InAddress // "104 and 106 Main Street"
				}
				i += n - 1
			} else if n := g.code(i); n > 0 {
				g.mark(i, i+n, InIdentifier)
				i += n - 1
			}
		case p.Opens(t, language.Identifier) && !g.ranks(i):
			i = g.identifier(i)
		case p.Opens(t, language.AgeBefore):
			i = g.age(i)
		case g.properNumber(i):
			g.mark(i, i+2, InName)
			i++
		case g.ofName(i):
			g.Roles[i] = InName
		}
	}
	g.agesAfter()
	g.agesOf()
}

// opensName are the classes of the words at which names looks, numbers aside.
var opensName = numeric.With(language.SetOf(language.Name, language.Known, language.Identifier, language.AgeBefore))

// indexBase gives where the words start and end that tell what an index is counted from, the hundred of which is at token i:
// "(2002=100)", "(1982–84 = 100)", « base 100 en 2015 ».
func (g *Grammar) indexBase(i int) (from, to int) {
	if t := g.at(i); t.Coef != 100 || t.Decimals > 0 {
		return 0, 0
	}
	switch from, to = i-1, i+1; {
	case g.sign(from, '=') && g.at(from-1).Kind == token.Number:
		for from--; from > 0 && (g.at(from-1).Kind == token.Number || g.dash(from-1) || g.is(from-1, language.Month)); from-- {
		}
	case g.is(from, language.IndexBase) && g.is(to, language.PeriodPoint) && year(g.at(to+1)):
		to += 2
	case !g.is(from, language.IndexBase):
		return 0, 0
	}
	return from, to
}

// phone reads 3-3-4 digits and their kin, with hyphens, dots or spaces between.
func (g *Grammar) phone(i int) int {
	if t := g.at(i); t.Has(token.Grouped) && t.Decimals == 0 && t.End-t.Start >= len("867 555") {
		// "867 555-0134", "1 877 555 0134": what looks like a grouped number goes on with four digits.
		k := i + 1
		if (g.sign(k, '-') || g.sign(k, '–') || g.sign(k, '.')) && g.glued(k) {
			k++
		}
		if last := g.at(k); last.Kind == token.Number && last.Length == 4 && last.Decimals == 0 && !last.Has(token.Grouped) && !(k == i+1 && year(last)) && (k > i+1 || t.Length <= 7) {
			return k + 1 - i
		}
	}
	groups, last, n := 0, 0, i
	for n < len(g.tokens) && g.at(n).Kind == token.Number {
		t := g.at(n)
		size := t.End - t.Start
		if t.Length == 3 && (t.Decimals == 3 || t.Decimals == 4) { // "867.555", "555.0134" scanned as decimals
			groups++
			last = int(t.Decimals)
		} else {
			last = size
		}
		groups++
		n++
		if n+1 < len(g.tokens) && g.at(n+1).Kind == token.Number && g.glued(n) && (g.glued(n+1) || groups > 1 || size == 3) && (g.sign(n, '-') || g.sign(n, '.') || g.sign(n, '–')) {
			n++
		} else if n < len(g.tokens) && g.at(n).Kind == token.Number && (g.at(i).Has(token.LeadingZero) || g.sign(i-1, '+') || groups == 2 && g.at(i).Coef == 1 && size == 3) {
			continue // "1-866 555-0134"
		} else if g.sign(n, ')') && n+1 < len(g.tokens) && g.at(n+1).Kind == token.Number && g.sign(i-1, '(') {
			n++
		} else {
			break
		}
	}
	switch {
	case groups >= 2 && (g.at(i).Has(token.LeadingZero) || g.sign(i-1, '+')) && n-i == groups,
		groups >= 3 && last == 4:
		return n - i
	case groups == 2 && last == 4 && n-i == 3 && g.at(i).End-g.at(i).Start == 3:
		return n - i
	case groups >= 4:
		return n - i
	}
	return 0
}

// phoneExtension gives the length of the extension of a phone number that ends before token i: "ext. 204", ", poste : 204".
func (g *Grammar) phoneExtension(i int) int {
	j := i
	if g.sign(j, ',') || g.sign(j, '(') {
		j++
	}
	if !g.is(j, language.PhoneExtension) {
		return 0
	}
	for j++; g.sign(j, '.') || g.sign(j, ':') || g.sign(j, '#'); {
		j++
	}
	if t := g.at(j); t.Kind != token.Number || t.Decimals > 0 || t.Length > 5 {
		return 0
	}
	return j + 1 - i
}

// articleNumber tells whether a number by itself stands behind an article in the singular, as only what is called by its number
// does: « composez le 811 », « situé au 704 de la rue Principale ». A day of a month is none, nor is what has a unit.
func (g *Grammar) articleNumber(i int) bool {
	t := g.at(i)
	if !g.is(i-1, language.SingularArticle) || t.Decimals > 0 || t.Has(token.Grouped) || t.Length < 2 || dayOfMonth(t) || year(t) {
		return false
	}
	next := g.at(i + 1)
	return next.Kind == token.Sign && strings.ContainsRune(",.;:()»\"", next.Rune) || i+1 >= len(g.tokens) ||
		next.Kind == token.Word && !g.glued(i+1) && !g.unitWord(i+1) && (next.Has(token.Capital) || g.pack.Single(next).Meets(endsNoun) || g.wordTense(i+1) != timeless)
}

// calledByNumber tells whether a number stands behind a noun with its article, as none does that counts: « le cas 52 est lié »,
// « les équipes 4 et 5 ».
func (g *Grammar) calledByNumber(i int) bool {
	t, noun := g.at(i), g.at(i-1)
	if !g.pack.AdjectiveBehind || !g.is(i-2, language.Determiner) && !g.is(i-2, language.SingularArticle) || t.Decimals > 0 || t.Has(token.Grouped) || year(t) || g.glued(i) {
		return false
	}
	s := g.pack.Single(noun)
	if noun.Kind != token.Word || s.Meets(endsNoun) || s.Meets(numeric) || s.Meets(inPeriod) || noun.Has(token.Capital) {
		return false
	}
	return g.countsNothing(i + 1)
}

// countsNothing tells whether nothing that a number could count or measure stands at token i, right behind it.
func (g *Grammar) countsNothing(i int) bool {
	next := g.at(i)
	return i >= len(g.tokens) || next.Kind == token.Sign && strings.ContainsRune(",.;:)»\"", next.Rune) && !g.glued(i+1) ||
		next.Kind == token.Word && !g.unitWord(i) && !g.glued(i) && (g.pack.Single(next).Meets(endsNoun) || !g.looksPlural(i)) && !g.is(i, language.Scale) && !g.is(i, language.Month)
}

// nextIdentifier gives the length of a number that goes on with a list of identifiers: "cases 43 and 44", "subzones 7-13, 7-17".
func (g *Grammar) nextIdentifier(i int) int {
	if i < 3 || !g.is(i-1, language.ListAnd) && !g.is(i-1, language.ListOr) || g.Roles[i-2] != InIdentifier {
		return 0
	}
	last, t, n := g.at(i-2), g.at(i), 1
	if last.Kind != token.Number || last.Length != t.Length && !g.hyphen(i-3) || t.Decimals > 0 || t.Has(token.Grouped) || year(t) || g.at(i+1).Rune == '%' {
		return 0
	}
	if g.hyphen(i-3) != g.hyphen(i+1) {
		return 0
	}
	if g.hyphen(i + 1) {
		n = 3
	}
	if g.sign(i-1, ',') && n == 1 || !g.countsNothing(i+n) {
		return 0 // "in case 4, 30 came"
	}
	return n
}

var inPeriod = language.SetOf(language.Month, language.Weekday, language.Fiscal, language.PeriodPoint, language.PeriodFrom, language.QuarterWord, language.BoundBefore, language.RangeFrom)

// ServiceNumber tells whether a number has the form of those that are called for help: 411, 811, 911.
func ServiceNumber(t token.Token) bool {
	return t.Kind == token.Number && t.Length == 3 && t.Decimals == 0 && t.Coef%100 == 11
}

// serviceNumber tells whether the number is one that is called: "call 811 or 911".
func (g *Grammar) serviceNumber(i int) bool {
	t := g.at(i)
	if !ServiceNumber(t) || g.looksPlural(i+1) {
		return false
	}
	return t.Coef == g.context.Service || g.is(i-1, language.Dial) || (g.is(i-1, language.ListOr) || g.is(i-1, language.ListAnd)) && i > 1 && g.Roles[i-2] == InPhone
}

// clock reads "9 a.m.", "8:30", "9 h 30".
func (g *Grammar) clock(i int) int {
	t := g.at(i)
	if t.Length > 2 || t.Decimals > 2 {
		return 0
	}
	if m := g.hour(i); m > 0 {
		return m
	}
	if n := i + 1; t.Decimals == 0 && (g.is(n, language.RangeTo) || g.is(n, language.PeriodTo)) && g.at(n+1).Kind == token.Number && t.Coef <= 24 {
		if m := g.hour(n + 1); m > 0 {
			return n + 1 + m - i // "between 3 and 6:30 p.m."
		}
	}
	return 0
}

// hour reads one time of day.
func (g *Grammar) hour(i int) int {
	t := g.at(i)
	if t.Length > 2 || t.Decimals > 2 {
		return 0
	}
	n := i + 1
	if g.sign(n, ':') && g.glued(n) && g.glued(n+1) && n+1 < len(g.tokens) && g.at(n+1).Kind == token.Number && g.at(n+1).Length == 2 {
		n += 2
		if _, k := g.pack.Match(g.tokens, n, language.Era); k > 0 {
			n += k
		}
		return n - i
	}
	_, k := g.pack.Match(g.tokens, n, language.Era)
	if k == 0 || t.Decimals > 0 {
		return 0
	}
	if k == 1 && g.pack.Is(g.tokens[n], language.Duration) && g.is(n, language.ClockHour) && !(t.Coef <= 24 && i > 0 && g.is(i-1, language.ClockBefore)) {
		return 0
	}
	if k == 1 && g.pack.Is(g.tokens[n], language.Duration) {
		// "h" tells a time of day with minutes behind it ("9 h 30") or between the words of one.
		if n+1 < len(g.tokens) && g.at(n+1).Kind == token.Number && g.at(n+1).Length == 2 {
			if g.lasts(i) {
				return 0
			}
			return n + 2 - i
		}
		if _, since := g.endsAt(i, language.PeriodSince); g.is(i-1, language.Of) && since < 0 && !g.is(n+1, language.RangeTo) {
			return 0 // « un délai de 24 h », not « de 9 h à 17 h » or « à partir de 14 h »
		}
		if t.Coef > 24 || i > 0 && !g.is(i-1, language.RangeTo) && !g.is(i-1, language.RangeFrom) && g.at(i-1).Kind != token.Sign && !g.is(i-1, language.Preposition) {
			return 0
		}
		return n + 1 - i
	}
	return n + k - i
}

// lasts tells whether hours and minutes from token i on are a length of time: « dure 2 h 15 », « une attente de plus de 2 h 15 ».
func (g *Grammar) lasts(i int) bool {
	if _, start := g.endsAt(i, language.BoundBefore); start >= 0 {
		i = start
	}
	_, start := g.endsAt(i, language.Lasting)
	return start >= 0
}

// around reads "24 heures sur 24", "sept jours sur sept", "24 hours a day", "365 days a year": the whole of it, which says no more
// than "always".
func (g *Grammar) around(i int) int {
	a, j, ok := g.small(i)
	if !ok {
		return 0
	}
	if g.hyphen(j) {
		j++
	}
	part, n := g.pack.Match(g.tokens, j, language.Duration)
	if n == 0 {
		return 0
	}
	j += n
	if _, n := g.pack.Match(g.tokens, j, language.OutOf); n > 0 {
		if b, end, ok := g.small(j + n); ok && a == b {
			return end - i
		}
	}
	if whole, n := g.pack.Match(g.tokens, j, language.PerAdverb); n > 0 && a == fills[[2]string{part.ID, whole.ID}] {
		return j + n - i
	}
	return 0
}

// fills tells how many of a unit of time fill another.
var fills = map[[2]string]int64{
	{"hour", "day"}: 24, {"day", "week"}: 7, {"day", "year"}: 365, {"week", "year"}: 52, {"month", "year"}: 12,
}

// listNumber tells whether the number opens a list item, "1." or "(2)", is that of a footnote, "[3]", or says a word again.
func (g *Grammar) listNumber(i int) bool {
	t := g.at(i)
	if t.Length > 2 || t.Decimals > 0 {
		return false
	}
	if g.sign(i-1, '[') && g.sign(i+1, ']') {
		return true // a footnote
	}
	if e, ok := g.entryAt(i-2, language.Cardinal); ok && g.sign(i-1, '(') && g.sign(i+1, ')') && e.Value == int64(t.Coef) {
		return true // "one (1) 40-minute tour": it only says the word again
	}
	return i == 0 && g.glued(1) && (g.sign(1, '.') || g.sign(1, ')')) && len(g.tokens) > 2 ||
		i == 1 && g.sign(0, '(') && g.sign(2, ')') && len(g.tokens) > 4
}

// address reads a street number: "380 Main Street", "1200, 3e Avenue Est".
func (g *Grammar) address(i int) int {
	if g.at(i).Decimals > 0 || g.at(i).Has(token.Grouped) {
		return 0
	}
	// "380, rue Principale"
	if n := i + 2; g.sign(i+1, ',') && g.is(n, language.IdentifierEnd) && n+1 < len(g.tokens) && g.at(n+1).Has(token.Capital) {
		return n + 1 - i
	}
	if n := i + 1; g.at(n).Kind == token.Number && g.glued(n+1) && g.ordinalSuffix(n+1) && g.is(n+2, language.IdentifierEnd) {
		return n + 3 - i // "2180 2nd avenue"
	}
	for n := i + 1; n < min(i+6, len(g.tokens)); n++ {
		t := g.at(n)
		if g.is(n, language.IdentifierEnd) && t.Has(token.Capital) && n > i+1 {
			return n + 1 - i
		}
		if t.Kind == token.Word && !t.Has(token.Capital) && !(g.glued(n) && t.End-t.Start <= 3) {
			return 0
		}
		if t.Kind == token.Sign && t.Rune != ',' {
			return 0
		}
	}
	return 0
}

// code reads numbers glued to words or to other numbers in a way that no figure is: "C-5",
// "R3C 0A9", "99-10-0434-01", "12(3)".
func (g *Grammar) code(i int) int {
	if _, day := g.inDigits(i); day {
		return 0
	}
	n := i + 1
	for n+1 < len(g.tokens) && g.hyphen(n) && g.at(n+1).Kind == token.Number {
		n += 2
	}
	if n-i >= 5 || g.sign(i-1, '#') || g.sign(i-1, ':') && g.sign(i-2, '#') { // "99-10-0434-01", "News release #: 20-250"
		return n - i
	}
	if n := i + 1; g.sign(n, '.') && g.glued(n) && g.glued(n+1) && g.at(n+1).Kind == token.Number {
		for g.sign(n, '.') && g.glued(n) && g.glued(n+1) && g.at(n+1).Kind == token.Number {
			n += 2
		}
		return n - i // "16.7.12.2"
	}
	if g.glued(i) && g.is(i-1, language.CurrencyFolded) && !g.at(i).Has(token.Grouped) && g.at(i).Decimals == 0 &&
		!(g.glued(i+1) && g.pack.Opens(g.at(i+1), language.ScaleShort)) && !g.is(i+1, language.Scale) {
		return 1 // "a PS5"
	}
	if g.sign(i-1, '.') && g.glued(i-1) && g.is(i-2, language.IdentifierShort) {
		return 1 // "s. 23 of the Charter"
	}
	if n := i + 1; g.sign(n, '/') && g.glued(n) && g.glued(n+1) && n+1 < len(g.tokens) && g.at(n+1).Kind == token.Number {
		act := year(g.at(i)) && g.at(n+1).Length > 2 && !year(g.at(n+1)) // "Regulation (EU) 2016/679"
		if _, ok := g.fraction(i); act || !ok && !year(g.at(i)) {
			return n + 2 - i // "the 50/10 standard"
		}
	}
	if g.model(i) {
		return 1
	}
	if g.at(i).Has(token.LeadingZero) && g.at(i).Decimals == 0 {
		return 1
	}
	if g.hyphen(i-1) && i >= 2 && g.at(i-2).Kind == token.Word && g.at(i-2).Has(token.Capital) &&
		!g.at(i).Has(token.Grouped) && !g.is(i-2, language.Month) {
		return n - i
	}
	if g.hyphen(i-1) && g.at(i-2).Kind == token.Word && !g.at(i-2).Has(token.Capital) && n < len(g.tokens) && !g.unitWord(n) && !g.is(n, language.Scale) && !g.sign(n, '%') && !g.glued(n) &&
		!g.pack.Single(g.at(i-2)).Meets(beforeHyphen) {
		return 1 // "the last-32 appearance"
	}
	if a, b := g.at(i), g.at(i+2); n == i+3 && a.Length <= 3 && a.Decimals == 0 && b.Length <= 3 && b.Decimals == 0 && g.at(i-1).Rune != '$' && b.Coef <= a.Coef && !g.sign(n, '/') && !(g.glued(n) && g.at(n).Kind != token.Sign) {
		return 3 // the score of a game or vote: "112-98"
	}
	if g.glued(n) && n < len(g.tokens) && g.at(n).Kind == token.Word && g.at(n).Has(token.Capital|token.Digits) {
		return n + 1 - i
	}
	if g.glued(n) && n == i+1 && n < len(g.tokens) && g.at(n).Kind == token.Word && g.at(n).Has(token.Capital) &&
		g.at(n).End-g.at(n).Start <= 2 && (g.word(n) == "G" || !g.unitWord(n) && !g.pack.Opens(g.tokens[n], language.ScaleShort)) && !g.sign(n+1, '$') && !g.ordinalSuffix(n) {
		return 2 // "5G", "4K"
	}
	return 0
}

var beforeHyphen = language.SetOf(language.RankTop, language.Minus, language.BoundBefore, language.RangeFrom, language.Cardinal, language.Month)

// model tells whether the number belongs to a name in front of it: "Halden 700", "Café 1604".
func (g *Grammar) model(i int) bool {
	before, t := g.at(i-1), g.at(i)
	if i == 1 && t.Length <= 3 && t.Decimals == 0 && before.Has(token.Capital) && !before.Has(token.Upper) && before.Kind == token.Word && g.pack.Single(before) == language.SetOf() && !g.looksPlural(0) && g.is(2, language.Verb) {
		return true // "Case 40 is linked to another one."
	}
	product := camel(g.word(i - 1))
	if i < 1 || g.glued(i) || i == 1 && !product && (i+1 < len(g.tokens) && g.at(i+1).Kind != token.Sign || g.pack.Single(before) != language.SetOf()) {
		return false // the first word of a sentence has a capital anyhow
	}
	if before.Kind != token.Word || !before.Has(token.Capital) && !product || t.Has(token.Grouped) || t.Decimals > 0 || year(t) || t.Has(token.LineBefore) {
		return false
	}
	s := g.pack.Single(before)
	if s.Has(language.Month) || s.Has(language.Weekday) || s.Has(language.Area) || s.Has(language.Verb) || s.Has(language.CurrencySign) || s.Has(language.PeriodPoint) ||
		s.Has(language.BoundBefore) || s.Has(language.RangeFrom) || s.Meets(endsNoun) || !product && g.titleCase() {
		return false
	}
	return i+1 >= len(g.tokens) || !g.unitWord(i+1) && !g.is(i+1, language.Scale) && !g.sign(i+1, '%') && !g.hyphen(i+1)
}

// smallWords have no capital in a headline whose other words have one.
var smallWords = language.SetOf(language.Preposition, language.Conjunction, language.Determiner, language.Of)

// numbered tells whether a number stands behind a noun that is numbered: "zone de pêche du crabe 12".
func (g *Grammar) numbered(i int) bool {
	if t := g.at(i); t.Kind != token.Number || t.Decimals > 0 || t.Has(token.Grouped) || g.glued(i) {
		return false
	}
	for j := i - 1; j >= max(0, i-6) && g.at(j).Kind == token.Word && g.Roles[j] == Unread; j-- {
		s := g.pack.Single(g.at(j))
		if j < i-1 && s.Has(language.Identifier) {
			return true
		}
		if s.Meets(endsNoun) && (j == i-1 || !s.Has(language.Of) && !s.Has(language.Determiner)) {
			return false
		}
	}
	return false
}

// camel tells whether a word has a capital inside, as names of products do: "AgriReach", "iPhone".
func camel(w string) bool {
	for i, r := range w {
		if i > 0 && unicode.IsUpper(r) {
			return strings.ToUpper(w) != w
		}
	}
	return false
}

// titleCase tells whether the words of the sentence have capitals, as headlines may.
func (g *Grammar) titleCase() bool {
	if g.titled == unknown {
		capitals, small := 0, 0
		for _, t := range g.tokens {
			switch {
			case t.Kind != token.Word || t.End-t.Start <= 3:
			case t.Has(token.Capital):
				capitals++
			case !g.pack.Single(t).Meets(smallWords):
				small++
			}
		}
		g.titled = no
		if last := len(g.tokens) - 1; last >= 0 && g.sign(last, '.') {
			capitals = 0 // no headline, however many names it lists
		}
		if capitals > 2 && capitals > 4*small {
			g.titled = yes
		}
	}
	return g.titled == yes
}

// ofName tells whether a number word closes a name of more words: "the Group of Seven", « le Groupe des Sept ».
func (g *Grammar) ofName(i int) bool {
	t := g.at(i)
	return t.Kind == token.Word && t.Has(token.Capital) && g.is(i-1, language.Of) && i > 2 && g.at(i-2).Has(token.Capital) && !g.titleCase()
}

// properNumber tells whether number words or a scale with a capital inside a sentence belong to a name: "Two Rivers",
// "2 Billion Trees".
func (g *Grammar) properNumber(i int) bool {
	t, next := g.at(i), g.at(i+1)
	if next.Kind != token.Word || !next.Has(token.Capital) || next.Has(token.LineBefore) || g.glued(i+1) || g.titleCase() {
		return false
	}
	if t.Kind == token.Number {
		behind := g.at(i + 2)
		return g.is(i+1, language.Scale) && behind.Kind == token.Word && behind.Has(token.Capital)
	}
	return g.numberWord(i) && t.Has(token.Capital) && i > 0 && g.at(i-1).Kind == token.Word && !g.numberWord(i+1)
}

// named tells whether a number in front of a noun with a capital belongs to a name: "Café 4 Vents", "100 Mile House",
// but not "40,000 Canadians" or "five First Nations".
func (g *Grammar) named(from, head int) bool {
	next := g.at(head + 1)
	if next.Kind == token.Word && next.Has(token.Capital) && !g.is(head+1, language.Area) {
		return true
	}
	before := g.at(from - 1)
	return from > 1 && before.Kind == token.Word && before.Has(token.Capital) && !g.is(from-1, language.Area) &&
		g.at(from-2).Kind == token.Word && g.at(from-2).Has(token.Capital)
}

func (g *Grammar) unitWord(i int) bool {
	s := g.pack.Single(g.at(i))
	return (s.Has(language.Measure) || s.Has(language.Percent)) && g.symbol(i) || s.Has(language.Currency) || s.Has(language.Duration) || s.Has(language.CurrencySign)
}

// identifier marks the number behind a word such as "Bill" or "Highway", and gives the last token
// it looked at.
func (g *Grammar) identifier(i int) int {
	_, n := g.pack.Match(g.tokens, i, language.Identifier)
	if n == 0 {
		return i
	}
	j := i + n
	for g.sign(j, '.') || g.sign(j, '#') || g.sign(j, '°') || g.sign(j, '-') && g.glued(j) {
		j++
	}
	if g.at(i).Has(token.Capital) && i < 2 { // "Numéro du communiqué : 20-250"
		for k := j; k < min(j+4, len(g.tokens)); k++ {
			if g.sign(k, ':') && g.at(k+1).Kind == token.Number {
				g.mark(k+1, len(g.tokens), InIdentifier)
				return len(g.tokens) - 1
			}
			if g.at(k).Kind != token.Word {
				break
			}
		}
	}
	if j < len(g.tokens) && g.at(j).Kind == token.Word && g.hyphen(j+1) && g.at(j).End-g.at(j).Start <= 2 {
		if g.at(j).Has(token.Digits) {
			g.mark(j, j+1, InIdentifier) // "No. F1-23"
		}
		j += 2 // "Bill C-5"
	}
	if j >= len(g.tokens) {
		return i
	}
	t := g.at(j)
	if g.is(i, language.Verb) {
		return i
	}
	word := g.pack.Is(t, language.Cardinal) && t.Has(token.Capital)
	if t.Kind != token.Number && !word || t.Has(token.Grouped) {
		return i
	}
	end := j + 1
	if end < len(g.tokens) && (g.unitWord(end) || g.is(end, language.Scale)) || g.sign(end, '%') {
		return i
	}
	// A year behind "plan" or "strategy" names it only where the word has a capital; elsewhere it is a period.
	if year(t) && !g.at(i).Has(token.Capital) {
		return i
	}
	if !g.at(i).Has(token.Capital) && n == 1 && end < len(g.tokens) && g.looksPlural(end) && g.at(end).Kind == token.Word && !g.participle(end) &&
		!(i > 0 && g.is(i-1, language.Identifier) && g.at(i-1).Has(token.Capital)) && (t.Length > 2 || g.is(i, language.IdentifierVerb)) {
		return i
	}
	for end+1 < len(g.tokens) && g.glued(end) && (g.sign(end, '(') || g.sign(end, '.') || g.sign(end, '-') || g.sign(end, '/')) && g.at(end+1).Kind == token.Number {
		end += 2
		if g.sign(end, ')') {
			end++
		}
	}
	for end+1 < len(g.tokens) && (g.is(end, language.ListAnd) || g.is(end, language.ListOr) || g.is(end, language.RangeTo)) && g.at(end+1).Kind == token.Number &&
		(g.at(i).Has(token.Capital) || g.is(end, language.RangeTo)) && !g.at(end+1).Has(token.Grouped) && (g.at(end+1).Length == t.Length || g.is(end, language.RangeTo) && g.at(end+1).Length <= t.Length+1) && !year(g.at(end+1)) &&
		(end+2 >= len(g.tokens) || g.is(end, language.RangeTo) && !g.unitWord(end+2) || g.at(end+2).Kind == token.Sign && g.at(end+2).Rune != '%') {
		end += 2
	}
	g.mark(j, end, InIdentifier)
	return end - 1
}

// ranks tells whether token i ends words of ranking: "se classe 155e".
func (g *Grammar) ranks(i int) bool {
	_, start := g.endsAt(i+1, language.RankBefore)
	return start >= 0 && start < i
}

// age marks "aged 18 to 29", "she is 35", "elle a 35 ans", and gives the last token it looked at.
func (g *Grammar) age(i int) int {
	e, n := g.pack.Match(g.tokens, i, language.AgeBefore)
	if n == 0 || e.ID == "none" {
		return i + max(n-1, 0)
	}
	from, limited := i+n, false
	if e.ID != "person" {
		for _, c := range [...]language.Class{language.BoundBefore, language.RangeFrom} {
			if _, m := g.pack.Match(g.tokens, from, c); m > 0 {
				from, limited = from+m, true
				break
			}
		}
	}
	n1, ok := g.collective(from)
	if !ok {
		n1, ok = g.digitsOrWords(from)
	}
	if !ok || !g.isNumber(from) {
		return i
	}
	end := n1.to
	for e.ID != "be" && (g.is(end, language.RangeTo) || g.is(end, language.ListAnd)) {
		next := end + 1
		if g.is(next, language.Of) && !g.sign(end, ',') {
			next++ // "âgés de 26 et de 22 ans"
		}
		n2, ok := g.digitsOrWords(next)
		if !ok {
			break
		}
		end = n2.to
	}
	if e.ID == "be" && (limited || g.at(end-1).Length > 2 || g.at(end-1).Decimals > 0 || !g.closes(end)) {
		return i
	}
	if e.ID != "any" && e.ID != "be" && !g.ageOfSomebody(i, end, e.ID, limited) {
		return i
	}
	if g.looksPlural(end) && !g.unitWord(end) && !g.pack.Single(g.at(end)).Meets(endsNoun) {
		return i // « vérifier l'âge de 137 personnes »
	}
	for k := from; k < end; k++ {
		if g.isNumber(k) || g.is(k, language.RoundCount) {
			g.Roles[k] = InAge
		}
	}
	return end - 1
}

// ageOfSomebody tells whether words at i that may stand before an age do, where years end the number at token end: someone or
// something has the years ("ont moins de 19 ans"), or a person stands in front ("jeunes de 18 à 25 ans").
func (g *Grammar) ageOfSomebody(i, end int, kind string, limited bool) bool {
	unit := end
	if g.is(unit, language.Of) {
		unit++ // "une trentaine d'années"
	}
	years, n := g.pack.Match(g.tokens, unit, language.Duration)
	if n == 0 || years.ID != "year" && years.ID != "month" {
		return false
	}
	behind := unit + n
	if kind == "group" { // « les moins de 20 ans », but « les plus de 20 ans d'expérience »
		return !g.is(behind, language.Of)
	}
	if kind == "have" {
		// "a 20 ans d'expérience", "a trois ans pour agir" are lengths of time.
		return years.ID == "year" && !g.is(behind, language.Of) && (limited || !g.is(behind, language.Goal)) || limited && !g.is(behind, language.Of) && !g.is(behind, language.Goal)
	}
	who := i - 1
	if g.sign(who, '(') {
		who--
	}
	if g.somebody(who) {
		return true
	}
	t := g.at(who) // an adjective may stand between
	return t.Kind == token.Word && !t.Has(token.Capital) && !g.pack.Single(t).Meets(endsNoun) && g.somebody(who-1)
}

// somebody tells whether token i is a word for people: "enfants", "Canadiennes".
func (g *Grammar) somebody(i int) bool {
	if g.is(i, language.AgePerson) {
		return true
	}
	return g.is(i, language.Demonym) && g.at(i).Has(token.Capital) && g.looksPlural(i)
}

// closes tells whether nothing that a number before token i could count or measure stands there.
func (g *Grammar) closes(i int) bool {
	next := g.at(i)
	if i >= len(g.tokens) {
		return true
	}
	if next.Kind == token.Sign {
		switch next.Rune {
		case ',', '.', ';', ':', '!', '?', ')', '(', '"', '”', '—':
			return true
		}
		return false
	}
	return g.pack.Single(next).Meets(endsNoun) && !g.is(i, language.Of) && !(g.is(i, language.OutOf) && g.isNumber(i+1))
}

// agesOf marks "youth under 19" and "Taylor, 16, is": a bare number behind who has an age.
func (g *Grammar) agesOf() {
	for i := 1; i < len(g.tokens); i++ {
		t := g.at(i)
		if t.Kind != token.Number || g.Roles[i] != Unread || t.Decimals > 0 || t.Length > 2 {
			continue
		}
		end := i + 1
		if years, ok := g.entryAt(end, language.Duration); ok && years.ID == "year" {
			end++ // « Marie, 34 ans, »
		}
		if t.Length == 2 && g.sign(i-1, ',') && g.sign(end, ',') && g.someone(i-2) {
			g.Roles[i] = InAge
			continue
		}
		// « Luc (17 ans) »: a word with a capital that the language does not know is a name.
		if years, ok := g.entryAt(i+1, language.Duration); ok && years.ID == "year" && g.sign(i-1, '(') && g.sign(i+2, ')') && g.at(i-2).Has(token.Capital) && g.at(i-2).Kind == token.Word && g.at(i-2).Word == 0 {
			g.Roles[i] = InAge
			continue
		}
		if end := g.bracketedAges(i); end > i { // "youth (15 to 24 years)"
			g.mark(i, end, InAge)
			continue
		}
		if g.is(i-1, language.AgePerson) && g.looksPlural(i-1) && (g.sign(i+1, '-') || g.sign(i+1, '–')) && g.isNumber(i+2) && g.closes(i+3) {
			g.mark(i, i+3, InAge) // "adults 18-49"
			continue
		}
		_, start := g.endsAt(i, language.AgeLimit)
		if start > 1 && g.is(start-1, language.Present) {
			start-- // "one in five workers is under 30"
		}
		if start > 0 && g.is(start-1, language.AgePerson) {
			if next := g.at(i + 1); i+1 >= len(g.tokens) || next.Kind == token.Sign && next.Rune != '%' && next.Rune != '-' || g.pack.Single(next).Meets(endsNoun) {
				g.Roles[i] = InAge
			}
		}
	}
}

// bracketedAges gives the token behind the ages in brackets that start at i, behind a noun for people, or 0.
func (g *Grammar) bracketedAges(i int) int {
	if !g.sign(i-1, '(') || !g.is(i-2, language.AgePerson) {
		return 0
	}
	end := i + 1
	if (g.is(end, language.RangeTo) || g.sign(end, '-') || g.sign(end, '–')) && g.isNumber(end+1) {
		end += 2
	}
	if years, ok := g.entryAt(end, language.Duration); ok && years.ID == "year" {
		end++
	}
	if !g.sign(end, ')') || end == i+1 {
		return 0
	}
	return end
}

// someone tells whether the word at token i is a name or one person: "Taylor, 16, is", "the suspect, 34, was".
func (g *Grammar) someone(i int) bool {
	t := g.at(i)
	if t.Kind != token.Word || g.is(i, language.Month) || g.is(i, language.Area) {
		return false
	}
	return t.Has(token.Capital) || g.is(i, language.AgePerson) && !g.looksPlural(i)
}

// agesAfter marks "18- to 29-year-olds" and "65 and older".
func (g *Grammar) agesAfter() {
	for i := range g.tokens {
		if !g.isNumber(i) || g.Roles[i] != Unread || g.at(i).Kind == token.Number && g.is(i-1, language.CurrencySign) {
			continue
		}
		n := i + 1
		for g.hyphen(n) || g.sign(n, '-') {
			n++
		}
		if _, k := g.pack.Match(g.tokens, n, language.AgeAfter); k == 0 {
			continue
		}
		g.Roles[i] = InAge
		for k := i - 1; k > 0 && k > i-4; k-- {
			if g.isNumber(k) {
				g.Roles[k] = InAge
			} else if !g.is(k, language.RangeTo) && !g.sign(k, '-') {
				break
			}
		}
	}
}

// ordinalSuffix tells whether token i makes an ordinal of the digits before it: "th".
func (g *Grammar) ordinalSuffix(i int) bool { return g.is(i, language.OrdinalEnding) }

// year tells whether a number can be a year.
func year(t token.Token) bool {
	return t.Kind == token.Number && t.Length == 4 && t.Decimals == 0 && !t.Has(token.Grouped) && 1900 <= t.Coef && t.Coef <= 2100
}
