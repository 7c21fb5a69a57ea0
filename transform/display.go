package transform

import (
	"cmp"
	"embed"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

//go:embed text
var textFiles embed.FS

// printer writes figures in the language of the dataset.
//
// A figure is printed with the digits that it was written with, and one that was computed with those that its
// inputs allow. Scale words start at a million. The plain dollar sign stands for Canadian dollars as long as no
// other dollar is in the release or its other version; once dollars mix, Canadian ones are C$ ("dollars canadiens"). Others are
// always marked. What else is in a run changes nothing.
type printer struct {
	text  *wording.Catalogue
	lang  string
	units *unit.Vocabulary
	mixed map[string]bool // releases with dollars of more than one kind
}

func newPrinter(lang string, units *unit.Vocabulary, groups []*group) (*printer, error) {
	files, err := fs.Sub(textFiles, "text")
	if err != nil {
		return nil, err
	}
	text, err := wording.Load(files, lang)
	if err != nil {
		return nil, err
	}
	p := &printer{text: text, lang: lang, units: units, mixed: map[string]bool{}}
	for _, g := range groups {
		dollar, mixed := "", false
		for _, facts := range g.facts {
			for _, f := range facts {
				if f.unit.Dollar {
					mixed = mixed || dollar != "" && dollar != f.unit.Code
					dollar = f.unit.Code
				}
			}
		}
		for _, facts := range g.facts {
			if mixed && len(facts) > 0 {
				p.mixed[facts[0].ReleaseID] = true
			}
		}
	}
	return p, nil
}

// marks tells whether dollars of an observation need a sign of their own.
func (p *printer) marks(o *observation) bool {
	for _, f := range o.facts {
		if p.mixed[f.ReleaseID] {
			return true
		}
	}
	return slices.ContainsFunc(o.inputs, p.marks)
}

// quantity is a number or a range of numbers with its unit, as it is to be printed.
type quantity struct {
	low, high decimal.Decimal // equal for one number
	power     int             // of the scale word; each end has its own where they differ
	step      decimal.Decimal // place value of the last digit to show; zero shows the digits there are
	unit      unit.Unit
	noun      string // as written, for a unit that the vocabulary does not know
	foreign   bool   // noun is in another language
	full      bool   // name the currency in full
	bare      bool   // the number alone
	marked    bool   // tell the dollar from others
}

// display is an observation as a reader is shown it: "more than 125,000 people", "up 4%".
func (p *printer) display(o *observation) string {
	if o.Direction == "" {
		return p.size(o)
	}
	if o.kind == string(extract.Times) {
		return p.of("times."+o.Direction, p.bounded(interval.Bound(o.Bound), p.text.Number(o.primary.written.Low)))
	}
	return p.of("direction."+o.Direction, p.size(o))
}

// size is an observation without its direction.
func (p *printer) size(o *observation) string {
	if o.Derived() {
		return p.denominated(p.ends(o, false), o)
	}
	q := p.quantity(o)
	bound := interval.Bound(o.Bound)
	var s string
	switch {
	case o.primary.Vague:
		s = p.vague(q)
	case o.kind == string(extract.Rank) && bound == interval.AtMost:
		return p.text.Text("rank.top", "number", p.text.Number(q.high))
	default:
		s = p.bounded(bound, p.quantityText(q))
	}
	return p.denominated(s, o)
}

// short is a mention of an observation in a sentence: its display, without noun for a count.
func (p *printer) short(o *observation) string {
	if o.kind != unit.Count {
		return o.Display
	}
	if o.Derived() {
		return p.ends(o, true)
	}
	q := p.quantity(o)
	q.bare = true
	if o.primary.Vague {
		return o.Display
	}
	return p.bounded(interval.Bound(o.Bound), p.quantityText(q))
}

func (p *printer) bounded(b interval.Bound, s string) string {
	if b == interval.Exact {
		return s
	}
	return p.of("bound."+string(b), s)
}

// of fills a text that has a {quantity}, and a {de} before it in French.
func (p *printer) of(key, s string) string {
	return p.text.Text(key, "quantity", s, "de", de(s))
}

// de is the French preposition before a word: "d’" before a vowel or a silent h.
func de(s string) string {
	if wording.Elides(s) {
		return "d’"
	}
	return "de "
}

// quantity is what was written, of a reported observation.
func (p *printer) quantity(o *observation) quantity {
	w := o.primary.written
	q := quantity{low: w.Low, high: w.High, power: writtenPower(w), step: w.Step, unit: o.unit, marked: p.marks(o)}
	if !o.unit.Known(p.lang) {
		q.noun, q.foreign = o.noun(p.lang)
	} else {
		q.noun = p.synonym(o)
	}
	return q
}

// synonym is the noun of the text where it is in the language of the dataset and not the vocabulary's: pupils are not
// students to everybody.
func (p *printer) synonym(o *observation) string {
	w := o.primary.written
	noun, _, more := strings.Cut(fold(w.UnitPhrase), " ")
	const stem = 3 // what forms of a noun have in common
	if o.kind != unit.Count || o.primary.lang != p.lang || more || len(w.Unit) < stem || noun == "" ||
		strings.EqualFold(w.Unit, o.unit.Noun(p.lang, false)) || !strings.HasPrefix(strings.ToLower(noun), strings.ToLower(w.Unit[:stem])) {
		return ""
	}
	return noun
}

// noun is the noun of a unit that the vocabulary does not know, in the wording of a mention.
func (o *observation) noun(lang string) (noun string, foreign bool) {
	facts := o.facts
	if o.primary != nil && o.primary.lang == lang {
		facts = append([]*fact{o.primary}, facts...)
	}
	for _, input := range o.inputs {
		facts = append(facts, input.facts...)
	}
	foreign = true
	for _, f := range facts {
		if f.lang == lang || noun == "" {
			noun, foreign = f.written.UnitPhrase, f.lang != lang
			if noun == "" {
				noun = cmp.Or(f.nounOfMeasure(), f.written.Unit)
			}
		}
		if !foreign {
			break
		}
	}
	return fold(noun), foreign
}

// nounOfMeasure is the form that the noun of a count has in what is measured, where no noun stands behind its number: "I fish 165 from this
// boat", of traps fished, is 165 traps and not 165 trap.
func (f *fact) nounOfMeasure() string {
	name := strings.ToLower(f.written.Unit)
	const ending = 1 // "companies" has not all of "company"
	if len(name) < 4 || f.written.Low.IsOne() && !f.written.Range {
		return ""
	}
	for word := range strings.FieldsSeq(f.Measure) {
		if w := strings.ToLower(word); strings.HasPrefix(w, name[:len(name)-ending]) && len(w) <= len(name)+2 {
			return word
		}
	}
	return ""
}

// ends prints the interval of a derived observation, as an amount and not as a set: "1.83 to 1.98 million vehicles".
func (p *printer) ends(o *observation, bare bool) string {
	q, b := p.intervalQuantity(o)
	q.bare = q.bare || bare
	if b == "" {
		return p.text.Text("range.any")
	}
	return p.bounded(b, p.quantityText(q))
}

// fractionDigits is how many digits the ends of a fraction are printed with: a third has no last one.
const fractionDigits = 3

// intervalQuantity is an interval as a quantity with a bound; the bound is empty for an interval without limits.
func (p *printer) intervalQuantity(o *observation) (quantity, interval.Bound) {
	x := o.Interval
	q := quantity{unit: o.unit, marked: p.marks(o), bare: o.Derived() && o.kind == string(extract.Times)}
	if !o.unit.Known(p.lang) {
		q.noun, q.foreign = o.noun(p.lang)
	} else if o.primary != nil {
		q.noun = p.synonym(o)
	}
	var b interval.Bound
	limited := o.Derived() && (o.Bound == string(interval.LessThan) || o.Bound == string(interval.AtMost)) // its lower end is no news
	limited = x.Bounded() && (limited || x.Low.Value.IsZero() && !x.High.Value.IsZero() && !o.unit.Signed)
	switch {
	case limited && x.High.Open:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.LessThan
	case limited:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.AtMost
	case x.Bounded():
		q.low, q.high, b = x.Low.Value, x.High.Value, interval.Exact
	case x.Low.Unbounded && x.High.Unbounded:
		return q, ""
	case x.High.Unbounded:
		q.low, q.high, b = x.Low.Value, x.Low.Value, interval.AtLeast
		if x.Low.Open {
			b = interval.MoreThan
		}
	default:
		q.low, q.high, b = x.High.Value, x.High.Value, interval.AtMost
		if x.High.Open {
			b = interval.LessThan
		}
	}
	digits := o.digits
	if o.kind == string(extract.Fraction) && !q.low.Equal(q.high) {
		digits = fractionDigits
	}
	switch {
	case digits > 0 && b != interval.Exact:
		q.low = roundedOut(q.low, digits, b == interval.LessThan || b == interval.AtMost)
		q.high = q.low
	case digits > 0:
		q.low, q.high, q.step = toOnePlace(q.low, q.high, digits)
	}
	if x.IsPoint() && o.primary != nil {
		q.step = o.primary.written.Step
	}
	q.power = scalePower(q.high)
	if o.kind == string(extract.Rank) {
		q.power = 0
	}
	return q, b
}

// rangeText is the interval in words: "24.45 to 24.55 billion Canadian dollars".
// A vague plural has no interval to show that its words do not say better.
func (p *printer) rangeText(o *observation) string {
	if o.primary != nil && o.primary.Vague {
		return p.size(o)
	}
	q, b := p.intervalQuantity(o)
	// The name of a currency stands behind several units only: "exactly $1".
	q.full = !(o.kind == unit.Money && q.low.Equal(q.high) && !p.plural(q.low))
	s := p.quantityText(q)
	switch b {
	case "":
		return p.text.Text("range.any")
	case interval.Exact:
		if o.Interval.IsPoint() {
			s = p.text.Text("range.exact", "quantity", s)
		}
	default:
		s = p.text.Text("range."+string(b), "quantity", s)
	}
	return p.denominated(s, o)
}

// significant rounds a number to n significant digits, halves to even.
func significant(d decimal.Decimal, n int) decimal.Decimal {
	before := magnitude(d)
	if before <= n {
		return d.Round(n - before).Trim(0)
	}
	unit := powerOfTen(before - n)
	q, err := d.Quo(unit)
	if err != nil {
		return d
	}
	if d, err = q.Round(0).Mul(unit); err != nil {
		return q
	}
	return d.Trim(0)
}

// magnitude is how many digits a number has before the point; below one, the zeros behind the point count against it.
func magnitude(d decimal.Decimal) int {
	d = d.Abs().Trim(0)
	if d.IsZero() {
		return 0
	}
	return d.Prec() - d.Scale()
}

// roundedOut rounds a limit to n significant digits, so that it still holds: an upper one up, a lower one down.
func roundedOut(d decimal.Decimal, n int, up bool) decimal.Decimal {
	r := significant(d, n)
	if c := r.Cmp(d); c == 0 || up == (c > 0) {
		return r
	}
	step := decimal.One
	if places := n - magnitude(d); places < 0 {
		step = powerOfTen(-places)
	} else {
		for range places {
			step, _ = step.Quo(decimal.Ten)
		}
	}
	if !up {
		step = step.Neg()
	}
	if moved, err := r.Add(step); err == nil {
		return moved.Trim(0)
	}
	return d
}

// toOnePlace rounds the ends of a range to n significant digits, and the lower to the place of the upper one where they are of like size: 8.5
// to 13.7. step is the value of the last digit that one of them needs, so that both show it: 6.7 to 9.0.
func toOnePlace(low, high decimal.Decimal, n int) (roundLow, roundHigh, step decimal.Decimal) {
	digits := n - magnitude(high) + magnitude(low)
	if digits < 1 || digits > n || low.IsZero() || low.Equal(high) {
		return significant(low, n), significant(high, n), step
	}
	low, high = significant(low, digits), significant(high, n)
	if low.Equal(high) {
		return low, high, step
	}
	return low, high, lastPlace(low).Min(lastPlace(high))
}

// lastPlace is the value of the last digit of a number that is not zero.
func lastPlace(d decimal.Decimal) decimal.Decimal {
	d = d.Abs().Trim(0)
	place := d.ULP()
	for !place.Less(decimal.One) && !d.Less(place) {
		next, err := place.Mul(decimal.Ten)
		if err != nil {
			break
		}
		if _, rest, err := d.QuoRem(next); err != nil || !rest.IsZero() {
			break
		}
		place = next
	}
	return place
}

func powerOfTen(n int) decimal.Decimal {
	d := decimal.One
	for range n {
		d, _ = d.Mul(decimal.Ten)
	}
	return d
}

// scaled is a number in units of its scale word, with the digits that its step asks for.
func (p *printer) scaled(d, step decimal.Decimal, power int) (number, scale string, many bool) {
	unit := powerOfTen(power)
	q, err := d.Quo(unit)
	if err != nil {
		return p.text.Number(d), "", true
	}
	q = q.Trim(0)
	if digits, err := step.Quo(unit); err == nil {
		q = q.Pad(digits.MinScale())
	}
	number = p.text.Number(q)
	if power == 0 {
		return number, "", p.plural(d)
	}
	form := ".one"
	if p.plural(q) {
		form = ".many"
	}
	return number, p.text.Text("scale." + strconv.Itoa(power) + form), true
}

// plural tells which form a noun has after a number: in French, two starts the plural.
func (p *printer) plural(d decimal.Decimal) bool {
	if p.lang == wording.French {
		return d.Abs().Cmp(decimal.Two) >= 0
	}
	return !d.Abs().IsOne()
}

// numeral is a quantity without its unit; scaled tells whether it ends in a scale word.
func (p *printer) numeral(q quantity) (text string, scaled, many bool) {
	high, scale, many := p.scaled(q.high, q.step, q.power)
	withScale := func(number, scale string) string {
		if scale == "" {
			return number
		}
		return p.text.Text("number.scaled", "number", number, "scale", scale)
	}
	if q.low.Equal(q.high) {
		return withScale(high, scale), scale != "", many
	}
	lowPower := q.power
	if q.low.Abs().Less(powerOfTen(q.power)) && q.power > 0 {
		lowPower = scalePower(q.low)
	}
	low, lowScale, _ := p.scaled(q.low, q.step, lowPower)
	if lowPower == q.power {
		lowScale = ""
	}
	return p.text.Text("number.range", "low", withScale(low, lowScale), "high", withScale(high, scale)), scale != "",
		many || p.lang != wording.French // in French the upper end tells the form of the noun: 0,9 à 1,1 point
}

// quantityText is a quantity with its unit.
func (p *printer) quantityText(q quantity) string {
	switch extract.UnitKind(q.unit.Kind) {
	case extract.Money:
		return p.money(q)
	case extract.Percent:
		number, _, _ := p.numeral(q)
		return p.text.Text("percent", "number", number)
	case extract.Fraction:
		if !q.low.Equal(q.high) {
			number, _, _ := p.numeral(q)
			return p.text.Text("fraction", "number", number)
		}
		return p.text.Text("fraction", "number", p.fraction(q.low))
	case extract.Rank:
		low, high := p.ordinal(q.low), p.ordinal(q.high)
		if low == high {
			return low
		}
		return p.text.Text("number.range", "low", low, "high", high)
	}
	number, scaled, many := p.numeral(q)
	if q.bare {
		return number
	}
	if !q.unit.Known(p.lang) {
		if q.foreign {
			return p.text.Text("count.foreign", "number", number, "noun", q.noun)
		}
		return p.counted(number, q.noun, scaled)
	}
	return p.counted(number, cmp.Or(q.noun, q.unit.Noun(p.lang, many)), scaled)
}

func (p *printer) counted(number, noun string, scaled bool) string {
	if noun == "" {
		return number
	}
	if scaled {
		return p.text.Text("count.scaled", "number", number, "noun", noun, "de", de(noun))
	}
	return p.text.Text("count.plain", "number", number, "noun", noun)
}

// money prints an amount. Where the sign stands before the number, each end of a range has its own; where the name
// follows it, both share one.
func (p *printer) money(q quantity) string {
	sign, name := q.unit.Code+"\u00a0", q.unit.Code
	if q.unit.Known(p.lang) {
		sign, name = q.unit.Sign(p.lang, q.marked), q.unit.Noun(p.lang, true)
		if q.full || q.marked && sign != q.unit.Sign(p.lang, false) {
			name = q.unit.Full(p.lang)
		}
	}
	if q.full {
		number, scaled, _ := p.numeral(q)
		key := "money.full"
		if scaled {
			key = "count.scaled"
		}
		return p.text.Text(key, "number", number, "noun", name, "de", de(name))
	}
	one := func(q quantity) string {
		number, scaled, _ := p.numeral(q)
		key := "money.plain"
		if scaled {
			key = "money.scaled"
		}
		return p.text.Text(key, "number", number, "sign", sign, "noun", name, "de", de(name))
	}
	if q.low.Equal(q.high) || p.lang == wording.French {
		return one(q)
	}
	low, high := q, q
	low.high, high.low = q.low, q.high
	if q.low.Abs().Less(powerOfTen(q.power)) {
		low.power = scalePower(q.low)
	}
	return p.text.Text("number.range", "low", one(low), "high", one(high))
}

// denominated adds the denominator of a rate.
func (p *printer) denominated(s string, o *observation) string {
	if o.Per == "" {
		return s
	}
	for _, noun := range p.denominators(o) {
		s = p.text.Text("per", "quantity", s, "unit", noun)
	}
	return s
}

func (p *printer) denominators(o *observation) []string {
	name := func(noun string) (string, bool) {
		if u, ok := p.units.Denominator(noun, wording.English); ok {
			return u.Noun(p.lang, false), true
		}
		return noun, false
	}
	if whole, ok := name(o.Per); ok {
		return []string{whole}
	}
	list := strings.Fields(o.Per)
	if len(list) == 2 {
		if amount, err := decimal.Parse(list[0]); err == nil {
			return []string{p.quantityText(quantity{low: amount, high: amount, unit: p.units.Of(unit.Money, list[1], p.lang), marked: p.marks(o)})}
		}
	}
	for i, noun := range list {
		list[i], _ = name(noun)
	}
	return list
}

// vague prints "billions of dollars".
func (p *printer) vague(q quantity) string {
	power := -1
	for d := q.low.Abs().Trunc(0); !d.IsZero() && power < 13; d, _, _ = d.QuoRem(decimal.Ten) {
		power++
	}
	key := "vague." + strconv.Itoa(power)
	if !p.text.Has(key) {
		return p.quantityText(q)
	}
	noun := q.noun
	if q.unit.Known(p.lang) {
		noun = q.unit.Noun(p.lang, true)
	}
	number := p.text.Text(key)
	if noun == "" {
		return number
	}
	return p.text.Text("vague.noun", "number", number, "noun", noun, "de", de(noun))
}

// fraction prints a simple fraction as such: 1/3 for 0.3333….
func (p *printer) fraction(d decimal.Decimal) string {
	for _, n := range []int64{2, 3, 4, 5, 6, 7, 8, 9, 10, 12} {
		parts, err := d.Mul(decimal.MustNew(n, 0))
		if err != nil {
			break
		}
		k := parts.Round(0)
		gap, err := parts.SubAbs(k)
		if err == nil && k.IsPos() && k.Less(decimal.MustNew(n, 0)) && gap.Less(decimal.MustNew(1, 6)) {
			return p.text.Number(k) + "/" + strconv.FormatInt(n, 10)
		}
	}
	return p.text.Number(d.Trim(0))
}

func (p *printer) ordinal(d decimal.Decimal) string {
	number := p.text.Number(d)
	n, _, _ := d.Int64(0)
	key := "ordinal.other"
	switch {
	case n == 1:
		key = "ordinal.1"
	case n%100 >= 11 && n%100 <= 13:
	case n%10 >= 1 && n%10 <= 3:
		key = "ordinal.ends." + strconv.FormatInt(n%10, 10)
	}
	return p.text.Text(key, "number", number)
}

// label is the name of an observation's indicator, or what is measured where there is none.
func (p *printer) label(o *observation) string {
	if o.indicator == nil {
		if s := capital(once(fold(o.label))); s != "" {
			if len(o.facts) > 0 && !slices.ContainsFunc(o.facts, func(f *fact) bool { return f.lang == p.lang }) {
				return p.text.Text("label.foreign", "label", s) // the words of a text that is in another language
			}
			return s
		}
		if o.foreign(p.lang) {
			return p.text.Text("label.version." + o.facts[0].lang)
		}
		return p.text.Text("label.none")
	}
	s := o.indicator.Label.in(p.lang)
	if o.change {
		return p.text.Text("label.change", "label", s)
	}
	return s
}

// once takes out the first of a noun that stands twice with nothing but an adjective between: "vehicles electric vehicles".
func once(s string) string {
	words := strings.Fields(s)
	const between = 1
	for i, word := range words {
		for k := i + 1; k < len(words) && k <= i+1+between; k++ {
			if len(word) > 3 && words[k] == word && (k == i+1 || !joins(words[k-1])) {
				return strings.Join(slices.Delete(words, i, i+1), " ")
			}
		}
	}
	return s
}

// joins tells whether a word is one of the short ones that tie nouns together ("by", "comme", "d'une").
func joins(word string) bool {
	const longest = 5
	return utf8.RuneCountInString(word) <= longest || strings.ContainsAny(word, "'’")
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// evidence says why an observation has its indicator.
func (p *printer) evidence(o *observation) string {
	if o.Derived() {
		return p.text.Text("evidence.derived")
	}
	if o.match.indicator == nil {
		return p.text.Text("evidence.none")
	}
	key := "evidence." + string(o.match.place)
	if o.match.place == inSentence {
		if key += ".many"; o.match.distance <= 1 {
			key = "evidence.sentence.one"
		}
	}
	return p.text.Text(key, "term", strings.ReplaceAll(o.match.term.text, "*", "…"), "words", strconv.Itoa(o.match.distance))
}

// area is the name of a country, or the code of one of its parts.
func (p *printer) area(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	return cmp.Or(display.Regions(wording.Tag(p.lang)).Name(region), code)
}

// list joins texts as a sentence does: "a, b and c".
func (p *printer) list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return p.text.Text("list.and", "list", strings.Join(items[:last], p.text.Text("list.separator")), "last", items[last])
}

// few joins up to n texts and counts the rest.
func (p *printer) few(items []string, n int) string {
	if len(items) <= n+1 {
		return p.list(items)
	}
	return p.text.Text("list.more",
		"list", strings.Join(slices.Clone(items[:n]), p.text.Text("list.separator")),
		"count", strconv.Itoa(len(items)-n))
}
