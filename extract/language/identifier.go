package language

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// identifiers tells for each class that has identifiers what they may be, by an error for one that is none of them.
// The other classes are plain lists.
var identifiers = map[Class]func(id string) error{
	Cardinal: numbers(0, 1_000), Hundred: numbers(100, 100), Scale: numbers(1, 18), ScaleShort: numbers(1, 18),
	Collective: numbers(2, 1_000), RoundCount: numbers(2, 1_000), VaguePlural: powerOrRange,
	FractionPart: numbers(2, 1_000_000_000_000_000), Ordinal: numbers(1, 1_000_000_000_000_000), OrdinalPart: numbers(1, 1_000),
	Multiple: numbers(2, 1_000), MultipleUp: numbers(2, 1_000), PartDown: numbers(2, 1_000), YearsWord: numbers(2, 100),
	Month: numbers(1, 12), Weekday: numbers(1, 7),

	OutOf: oneOf("place", "part", "over"), Percent: oneOf("percent", "percentage_point", "basis_point"),
	Currency: currencies, CurrencySign: currencies, CurrencyScaled: currencies, CurrencyCode: currencies, CurrencyFolded: currencies, MoneyAdjective: currencies,
	Cent: currencies, UnitCapital: oneOf("first", "all"), Measure: anyText, PerMeasure: anyText, Duration: oneOf(durations...), PerAdjective: oneOf(durations...), PerAdverb: oneOf(durations...),
	PerWord: oneOf("strong", "article", "measure"),

	BoundBefore: oneOf(bounds...), BoundAfter: oneOf(bounds...), BoundOfTime: oneOf(bounds...),
	ChangeBefore: oneOf("up", "down", "none", "up_not_money", "down_not_money", "up_share", "down_share"),
	ChangeAfter:  oneOf("up", "down", "up_share", "down_share", "up_than", "down_than"),
	ChangeInside: oneOf("up", "down"), ChangeBreak: oneOf("link", "level", "same"),

	Relative: relatives, Size: oneOf("time", "space"), RangeFrom: oneOf("between", "from"), AgeBefore: oneOf("any", "have", "person", "be", "none", "group"),
	Heading: oneOf("headline", "body", "quote", "quick_facts", "boilerplate"),
	Area:    areas, Demonym: areas,

	Plural: anyText, CountedAs: anyText, VerbForm: anyText, Auxiliary: oneOf("be", "have", "modal"),
	Generic: anyText, Worth: anyText, SubjectHead: anyText, MeasureHead: anyText, ObjectHead: anyText, Dimension: anyText, Distance: anyText, DurationHead: anyText,
	Flow: anyText, Comparative: oneOf("up", "down"),
}

var (
	bounds    = []string{"approx", "more_than", "at_least", "less_than", "at_most"}
	durations = []string{"year", "month", "week", "day", "hour", "minute", "second", "decade", "century", "quarter"}
)

func anyText(id string) error {
	if strings.TrimSpace(id) == "" {
		return fmt.Errorf("an identifier is missing")
	}
	return nil
}

func oneOf(ids ...string) func(string) error {
	return func(id string) error {
		if !slices.Contains(ids, id) {
			return fmt.Errorf("%q is none of %s", id, strings.Join(ids, ", "))
		}
		return nil
	}
}

func numbers(low, high int) func(string) error {
	return func(id string) error {
		if n, err := strconv.Atoi(id); err != nil || n < low || n > high {
			return fmt.Errorf("%q is no number from %d to %d", id, low, high)
		}
		return nil
	}
}

// powerOrRange: a vague plural is a power of ten, or says from what to what: "12-120".
func powerOrRange(id string) error {
	low, high, ok := strings.Cut(id, "-")
	if !ok {
		return numbers(1, 15)(id)
	}
	from, err1 := strconv.Atoi(low)
	to, err2 := strconv.Atoi(high)
	if err1 != nil || err2 != nil || from <= 0 || from >= to {
		return fmt.Errorf("%q is neither a power of ten nor a range", id)
	}
	return nil
}

// newCurrencies are the codes that ISO 4217 has got since the data of golang.org/x/text.
var newCurrencies = []string{"MRU", "SLE", "STN", "VED", "VES", "XCG", "ZWG"}

func currencies(id string) error {
	if id == "$" || slices.Contains(newCurrencies, id) {
		return nil
	}
	if unit, err := currency.ParseISO(id); err != nil || unit.String() != id {
		return fmt.Errorf("%q is no currency of ISO 4217", id)
	}
	return nil
}

var (
	relative    = regexp.MustCompile(`^((year|quarter|month|fiscal|day|spring|summer|fall|winter)(0|[+-][1-9])|prior-(year|quarter|month|fiscal)|later-year|past-year|same|same-year|same-period|since-then)$`)
	subdivision = regexp.MustCompile(`^[A-Z]{2}-[A-Z0-9]{1,3}$`)
)

func relatives(id string) error {
	if !relative.MatchString(id) {
		return fmt.Errorf("%q is no relative period, such as year-1, month0 or prior-year", id)
	}
	return nil
}

// areas: a country of ISO 3166-1, the European Union, or a part of a country of ISO 3166-2.
func areas(id string) error {
	code := id
	if subdivision.MatchString(id) {
		code = id[:2]
	}
	if region, err := language.ParseRegion(code); err != nil || region.String() != code || !region.IsCountry() && code != "EU" {
		return fmt.Errorf("%q is no code of ISO 3166", id)
	}
	return nil
}
