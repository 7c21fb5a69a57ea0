package score

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"tidyrelease/extract"
)

// Change is right when value and NewsQuant's sign of change agree.
const Change Aspect = "value+change"

// NewsQuant scores sentences of NewsQuant as the authors of CQE do (Almasian, Kazakova, Göldner, Gertz: CQE: A
// Comprehensive Quantity Extractor, EMNLP 2023). Within a sentence an extracted figure matches a labelled one
// when the values agree to a relative 1e-5, both ends for a range; each is matched once, and where values repeat,
// so that most units and changes agree. Trivial mentions count, for the benchmark labels them.
func NewsQuant(x *extract.Extractor, paths []string) (*Report, error) {
	r := newReport([]Aspect{Value, Unit, Change}, nil)
	for _, path := range paths {
		cases, err := readCases(path, "text")
		if err != nil {
			return nil, err
		}
		for i := range cases {
			c := &cases[i]
			labels, err := newsQuantLabels(c.raw)
			if err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, i+1, err)
			}
			d, err := Passage(x, "en", c.text)
			if err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, i+1, err)
			}
			id := strconv.Itoa(i)
			if len(paths) > 1 {
				id = path + ":" + id
			}
			if err := r.predict(id, d); err != nil {
				return nil, err
			}
			r.compareNewsQuant(c, labels, r.newsQuantFigures(c, d, r.Predictions[id]))
		}
	}
	return r, nil
}

// newsQuantFigures says the mentions of a sentence in the vocabulary of the benchmark. It labels no ordinals.
func (r *Report) newsQuantFigures(c *textCase, d *extract.Document, predicted []Figure) []Figure {
	var figures []Figure
	var last extract.Mention
	for n, m := range d.Mentions {
		if m.Kind == extract.Rank && !slices.Contains(m.Rules, "top n") {
			r.Remarks["extracted ranks left out: NewsQuant labels no ordinals"]++
			continue
		}
		f := newsQuantFigure(m, predicted[n])
		if m.Trivial && m.Kind == extract.Count {
			f.Unit += placed(m, c.text)
		}
		if minor(last) && slices.Contains(m.Rules, "unit shared") && m.Unit == last.Unit { // "84.75 cents, … 74.07"
			f = inCents(f, m.Unit)
		}
		figures = append(figures, f)
		last = m
	}
	return figures
}

// numbers matches "12", "-1.3", "1.5-2.0" and "3.0 - 4.0".
var numbers = regexp.MustCompile(`^(-?[0-9.]+)(?: ?- ?(-?[0-9.]+))?$`)

// newsQuantLabels reads the labels as figures in the vocabulary of the benchmark: Unit is the normalised unit
// and Bound the sign of change.
func newsQuantLabels(raw json.RawMessage) ([]Figure, error) {
	var labels struct {
		Quantities []struct {
			Change, Value, Unit string
			Normalized          string `json:"normalized_unit"`
		}
	}
	if err := json.Unmarshal(raw, &labels); err != nil {
		return nil, err
	}
	var figures []Figure
	for _, q := range labels.Quantities {
		f := Figure{Surface: q.Value + " " + q.Unit, Unit: strings.ToLower(q.Normalized), Bound: q.Change}
		if f.Unit == "-" {
			f.Unit = ""
		}
		parts := numbers.FindStringSubmatch(q.Value)
		if parts == nil {
			return nil, fmt.Errorf("%q is neither a number nor a range", q.Value)
		}
		low, err := strconv.ParseFloat(parts[1], 64)
		if err != nil {
			return nil, err
		}
		f.Value = &low
		if parts[2] != "" {
			high, err := strconv.ParseFloat(parts[2], 64)
			if err != nil {
				return nil, err
			}
			if high < low { // "from 2,415 to 2,315"
				low, high = high, low
			}
			f.Value, f.Low, f.High = nil, &low, &high
		}
		figures = append(figures, f)
	}
	return figures, nil
}

// compareNewsQuant scores one sentence. Labels have no place, so what is missed stands where the sentence does.
func (r *Report) compareNewsQuant(c *textCase, labels, figures []Figure) {
	matched := assign(len(labels), len(figures), func(i, k int) int {
		if !sameValue(labels[i], figures[k]) {
			return 0
		}
		weight := 1
		if labels[i].Unit == figures[k].Unit {
			weight += 2
		}
		if labels[i].Bound == figures[k].Bound {
			weight++
		}
		return weight
	})
	comparison{
		first: Value,
		of: func(f *Figure) tallies {
			return tallies{r.All, tallied(r.ByLanguage, "en"), tallied(r.ByKind, newsQuantKind(f.Unit))}
		},
		judge: func(want, got *Figure) []verdict {
			return []verdict{
				{aspect: Value, right: true},
				{aspect: Unit, right: want.Unit == got.Unit},
				{aspect: Change, right: want.Bound == got.Bound},
			}
		},
		miss: func(a Aspect, want, got *Figure) {
			at := 0
			if got != nil {
				at = got.Start
			}
			line, column := c.place(at)
			r.Misses = append(r.Misses, Miss{a, c.path, line, column, want, got})
		},
	}.score(labels, figures, matched)
}

// newsQuantUnits are the names of the benchmark for units that it calls differently.
var newsQuantUnits = map[string]string{
	"percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point", "times": "count",
	"tonne": "metric ton", "pound": "pound-mass", "degree Celsius": "celsius", "degree Fahrenheit": "fahrenheit",
	"part per billion": "parts-per-billion", "part per million": "parts-per-million", "metric horsepower": "horsepower",
	"revolution per minute": "revolutions per minute", "watt-hour": "watt hour", "kilowatt-hour": "kilowatt hour", "megawatt-hour": "megawatt hour",
	"gigawatt-hour": "gigawatt hour", "terawatt-hour": "terawatt hour",

	"$": "dollar", "USD": "dollar", "CAD": "canadian dollar", "AUD": "australian dollar", "NZD": "new zealand dollar",
	"HKD": "hong kong dollar", "SGD": "singaporean dollar", "GBP": "pound sterling", "EUR": "euro", "JPY": "japanese yen",
	"CNY": "chinese yuan", "KRW": "south korean won", "INR": "indian rupee", "CHF": "swiss franc", "SEK": "swedish krona",
	"NOK": "norwegian krone", "DKK": "danish krone", "MXN": "mexican peso", "BRL": "brazilian real", "RUB": "russian ruble",
	"ILS": "shekel", "ZAR": "south african rand", "MYR": "malaysian ringgit", "THB": "thai baht", "PHP": "philippine peso",
	"IDR": "indonesian rupiah", "VND": "vietnamese dong", "TWD": "new taiwan dollar", "TRY": "turkish lira", "PLN": "polish zloty",
	"CZK": "czech koruna", "HUF": "hungarian forint", "UAH": "ukrainian hryvnia", "NGN": "nigerian naira", "KES": "kenyan shilling",
	"EGP": "egyptian pound", "PKR": "pakistani rupee", "SAR": "saudi riyal", "AED": "united arab emirates dirham",
	"ARS": "argentine peso", "CLP": "chilean peso", "COP": "colombian peso",
}

// newsQuantCents are the names of the benchmark for hundredths that are not called cents.
var newsQuantCents = map[string]string{"GBP": "penny", "MYR": "sen", "INR": "paisa", "RUB": "kopeck", "MXN": "centavo"}

// newsQuantShort are counts that the benchmark writes out: those of sports.
var newsQuantShort = map[string]string{"td": "touch down", "war": "win above replacement"}

// gradable are adjectives that have a superlative in "-est"; other words end so as well: "forest", "interest".
var gradable = setOf("able big bold brave bright broad busy calm cheap clean clear close cold cool cute dark deep dear dense dirty early easy fast " +
	"fat few fine free fresh funny gentle great happy hard healthy heavy high hot huge humble kind large late lazy light lively long loose loud " +
	"low lucky mild narrow near new nice noble old poor pretty proud pure quick quiet rare real rich rough sad safe sharp short simple slow " +
	"small smart soft steep strange strong sunny sweet tall thick thin tiny tough true ugly warm weak wealthy wet white wide wild windy wise young")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// newsQuantStop are words that the benchmark leaves out of a counted noun's phrase.
var newsQuantStop = map[string]bool{
	"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "for": true, "from": true,
	"to": true, "and": true, "or": true, "with": true, "by": true, "as": true, "his": true, "her": true, "its": true,
	"their": true, "this": true, "these": true, "that": true, "those": true, "my": true, "our": true, "your": true,
}

var (
	age      = regexp.MustCompile(`(?i)\byears?[ -](old|of age)\b|\baged?\b`)
	torque   = regexp.MustCompile(`(?i)\b(lbs?|ft)[ .-]`)
	canadian = regexp.MustCompile(`(?i)can|ca?d?n?\$|\$ ?ca|cad`)
)

// newsQuantFigure says a mention in the vocabulary of the benchmark.
func newsQuantFigure(m extract.Mention, f Figure) Figure {
	low, _ := m.Low.Float64()
	high, _ := m.High.Float64()
	if slices.Contains(m.Rules, "sign") && m.Direction == extract.Down { // the benchmark keeps the sign, FIGURES the direction
		low, high = -high, -low
	}
	if m.Vague { // "millions" are a million to ten
		high = 10 * low
	}
	f.Value, f.Low, f.High = &low, nil, nil
	if low != high {
		f.Value, f.Low, f.High = nil, &low, &high
	}
	f.Unit, f.Per = newsQuantUnit(m), "" // a denominator stands in the unit
	f.Bound = newsQuantChange(m)
	if minor(m) {
		f = inCents(f, m.Unit)
	}
	return f
}

// newsQuantUnit is the unit of a mention with its denominators.
func newsQuantUnit(m extract.Mention) string {
	name := newsQuantName(m.Unit)
	switch m.Kind {
	case extract.Money:
		if m.Unit == "CAD" && !canadian.MatchString(m.Surface) { // a dollar of a text about Canada
			name = newsQuantName("$")
		}
	case extract.Fraction:
		name = strings.TrimSpace("% " + newsQuantNoun(m.UnitPhrase))
	case extract.Count, extract.Rank:
		name = newsQuantNoun(m.UnitPhrase)
		switch {
		case name == "" && m.Unit == "person":
			name = "people"
		case name == "":
			name = strings.ToLower(m.Unit)
		}
	case extract.Duration:
		if m.Unit == "year" && (slices.Contains(m.Rules, "age") || age.MatchString(m.Surface+" "+m.UnitPhrase)) {
			name = "year of age"
		}
	case extract.Measure:
		if m.Unit == "pound-foot" && torque.MatchString(m.Surface) {
			name = "foot pound-force"
		}
	}
	for _, per := range denominators(m.Per) {
		name += " per " + newsQuantName(per)
	}
	return newsQuantName(name) // some rates have a name of their own
}

// newsQuantChange is the sign of a mention's bound or change.
func newsQuantChange(m extract.Mention) string {
	switch {
	case m.Bound == extract.MoreThan || m.Bound == extract.AtLeast:
		return ">"
	case (m.Bound == extract.LessThan || m.Bound == extract.AtMost) && m.Kind != extract.Rank:
		return "<"
	case m.Bound == extract.Approx:
		return "~"
	case m.Direction != "" && !slices.Contains(m.Rules, "change after"): // to the benchmark "a 4% drop" is no change of 4%
		return string(m.Direction)
	}
	return "="
}

// inCents says an amount of money in hundredths of its currency.
func inCents(f Figure, currency string) Figure {
	for _, v := range []**float64{&f.Value, &f.Low, &f.High} {
		if *v != nil {
			cents := 100 * **v
			*v = &cents
		}
	}
	_, per, rate := strings.Cut(f.Unit, " per ")
	if f.Unit = newsQuantCents[currency]; f.Unit == "" {
		f.Unit = "cent"
	}
	if rate {
		f.Unit += " per " + per
	}
	return f
}

// in is the place behind those that one is of: "in the world".
var in = regexp.MustCompile(`^ in (?:the )?([\p{L}-]+)`)

// placed is where those are that one is of, which belongs to the unit in the benchmark: "one of the oldest mines in Canada".
func placed(m extract.Mention, text string) string {
	start := strings.Index(text[m.End:], m.UnitPhrase)
	if start < 0 || m.UnitPhrase == "" {
		return ""
	}
	if place := in.FindStringSubmatch(text[m.End+start+len(m.UnitPhrase):]); place != nil {
		return " " + plain(place[1])
	}
	return ""
}

// denominators takes apart "month child" and keeps "square foot" together.
func denominators(per string) []string {
	var all []string
	joined := false
	for word := range strings.FieldsSeq(per) {
		if joined {
			all[len(all)-1] += " " + word
		} else {
			all = append(all, word)
		}
		joined = word == "square" || word == "cubic" || word == "nautical" || word == "troy" || word == "fluid"
	}
	return all
}

// minor tells whether an amount of money is written in cents or pence.
func minor(m extract.Mention) bool { return slices.Contains(m.Rules, "subunit") }

func newsQuantName(unit string) string {
	if name, ok := newsQuantUnits[unit]; ok {
		return name
	}
	return strings.ToLower(unit)
}

// newsQuantNoun gives the lemmas of a noun phrase without stop words.
func newsQuantNoun(phrase string) string {
	var words []string
	for _, word := range strings.Fields(phrase) {
		word = strings.Trim(word, `.,;:()"“”`)
		w := plain(word)
		if w == "" || newsQuantStop[w] {
			continue
		}
		short := newsQuantShort[strings.ToLower(strings.TrimSuffix(word, "s"))]
		switch name := unicode.IsUpper(rune(word[0])) && strings.ToUpper(word) != word; {
		case short != "":
			w = short
		case w != "people" && !name: // the benchmark has no singular for them, nor for names
			w = positive(lemma(w, "en"))
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// positive is the base of an adjective in the superlative, which is its lemma in the benchmark: "hot" for "hottest".
func positive(w string) string {
	stem, ok := strings.CutSuffix(w, "est")
	switch {
	case w == "best":
		return "good"
	case w == "worst":
		return "bad"
	case !ok || len(stem) < 3:
		return w
	}
	short := stem[:len(stem)-1] // "hott", "busi"
	for _, base := range [...]string{stem, stem + "e", short, short + "y"} {
		if gradable[base] {
			return base
		}
	}
	return w
}

// newsQuantKind groups the units of the benchmark for the report.
func newsQuantKind(unit string) string {
	base, _, _ := strings.Cut(unit, " per ")
	switch base {
	case "":
		return "no unit"
	case "percentage", "percentage point", "basis point":
		return "percent"
	case "count":
		return "times"
	case "year of age":
		return "age"
	case "cent", "sen":
		return "money"
	case "second", "minute", "hour", "day", "week", "month", "year":
		return "duration"
	}
	if strings.HasPrefix(base, "% ") || base == "%" {
		return "fraction"
	}
	for ours, theirs := range newsQuantUnits {
		switch {
		case theirs != base:
		case strings.ToUpper(ours) == ours:
			return "money"
		default:
			return measureOrCount(ours)
		}
	}
	return measureOrCount(base)
}
