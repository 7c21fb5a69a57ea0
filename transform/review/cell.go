package review

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

// ParseValues reads what a person types as a corrected figure, in the number forms of lang:
//
//	430000                     a number, with or without signs between the thousands
//	10 to 12                   the two ends of a range
//	value: 430000; period=2024   any columns of the table of mentions
func ParseValues(s, lang string) (map[string]string, error) {
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	s = fold(s)
	if s == "" {
		return nil, nil
	}
	values := map[string]string{}
	s = strings.ReplaceAll(s, "=", ":")
	if strings.Contains(s, ":") {
		for part := range strings.SplitSeq(s, ";") {
			name, value, ok := strings.Cut(part, ":")
			name, value = strings.TrimSpace(name), strings.TrimSpace(value)
			if !ok || name == "" {
				return nil, fmt.Errorf("%q: give a column and its value, such as period: 2024", strings.TrimSpace(part))
			}
			if _, twice := values[name]; twice {
				return nil, fmt.Errorf("%q stands twice", name)
			}
			if name == "value" || name == "low" || name == "high" {
				if plain, ok := plainNumber(value, lang); ok {
					value = plain
				}
			}
			values[name] = value
		}
	} else if value, ok := plainNumber(s, lang); ok {
		values["value"] = value
	} else if low, high, ok := ends(s, lang); ok {
		values["low"], values["high"] = low, high
	} else {
		return nil, fmt.Errorf("%q: give a number written in full, two with “to” between, or columns with their values, such as period=2024; unit=CAD", s)
	}
	for _, p := range checkValues(values, units) {
		return nil, fmt.Errorf("%s", p.message)
	}
	return values, nil
}

// grouped is a number with its thousands apart.
var grouped = map[string]*regexp.Regexp{
	wording.English: regexp.MustCompile(`^-?\d{1,3}([, ]\d{3})+(\.\d+)?$`),
	wording.French:  regexp.MustCompile(`^-?\d{1,3}([ .]\d{3})+(,\d+)?$`),
}

// plainNumber is a number in digits alone.
func plainNumber(s, lang string) (string, bool) {
	s = strings.ReplaceAll(s, "−", "-")
	comma := lang == wording.French
	if form := grouped[lang]; form != nil && form.MatchString(s) {
		s = strings.ReplaceAll(s, " ", "")
		if comma {
			s = strings.ReplaceAll(s, ".", "")
		} else {
			s = strings.ReplaceAll(s, ",", "")
		}
	}
	if comma {
		s = strings.Replace(s, ",", ".", 1)
	}
	d, err := decimal.Parse(s)
	if err != nil {
		return "", false
	}
	return d.Trim(0).String(), true
}

// between stands between the two ends of a range.
var between = regexp.MustCompile(`\s+(?:to|à)\s+|\s*–\s*`)

func ends(s, lang string) (low, high string, ok bool) {
	parts := between.Split(s, -1)
	if len(parts) != 2 {
		return "", "", false
	}
	low, isLow := plainNumber(parts[0], lang)
	high, isHigh := plainNumber(parts[1], lang)
	return low, high, isLow && isHigh
}
