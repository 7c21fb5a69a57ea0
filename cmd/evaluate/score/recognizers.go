package score

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract"
)

// The aspects of Recognizers-Text.
const (
	Span  Aspect = "value+span"
	Cases Aspect = "cases" // share of the supported cases in which all is right and nothing is found besides
)

// recognizersName is how a file of Recognizers-Text is named: the kind and the language.
var recognizersName = regexp.MustCompile(`^recognizers-([a-z]+)\.([a-z]+)\.`)

// Recognizers scores specifications of Microsoft's Recognizers-Text for number, percent, ordinal, range and
// currency. A result is right on value when the number (or both ends, with side and strictness of an open one)
// agrees, and on span when the surface covers the labelled text and holds no other number; a range's label
// covers the numbers instead, for it has the qualifiers in it. Only figures of the kind of the specification are
// looked at. Cases that FIGURES does not count, or whose label is broken, are left out and counted by reason; an
// ordinal that stands alone ranks nothing, so it is read inside a sentence in which it does.
func Recognizers(x *extract.Extractor, paths []string) (*Report, error) {
	r := newReport([]Aspect{Value, Span}, []Aspect{Cases})
	for _, path := range paths {
		name := recognizersName.FindStringSubmatch(filepath.Base(path))
		if name == nil {
			return nil, fmt.Errorf("%s: the name is not recognizers-KIND.LANGUAGE.….json", path)
		}
		kind, lang := name[1], name[2]
		if !slices.Contains([]string{"number", "percent", "ordinal", "range", "currency"}, kind) {
			return nil, fmt.Errorf("%s: no kind is called %q", path, kind)
		}
		cases, err := readCases(path, "input")
		if err != nil {
			return nil, err
		}
		for i := range cases {
			c := &cases[i]
			labels, reason, err := recognizersLabels(kind, c)
			if err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, i+1, err)
			}
			var around [2]string
			if kind == "ordinal" && reason == "" && len(labels) == 1 && strings.TrimSpace(c.text) == labels[0].Surface {
				around = ranking[lang]
				r.Remarks[fmt.Sprintf("ordinal: alone, read as %q", around[0]+"…"+around[1])]++
			}
			d, err := passage(x, lang, around[0], c.text, around[1])
			if err != nil {
				return nil, fmt.Errorf("%s: case %d: %w", path, i+1, err)
			}
			if err := r.predict(fmt.Sprintf("%s.%s:%d", kind, lang, i), d); err != nil {
				return nil, err
			}
			if reason != "" {
				r.Remarks[kind+": left out: "+reason]++
				continue
			}
			r.compareRecognizers(c, kind, lang, labels, recognized(kind, d))
		}
	}
	return r, nil
}

// ranking is what stands around an ordinal that would rank nothing alone.
var ranking = map[string][2]string{
	"en": {"Canada ranks ", " in the world."},
	"fr": {"Le Canada se classe ", " au monde."},
}

// found is a figure in the terms of Recognizers-Text: low and high are infinite where an interval is open.
type found struct {
	Figure
	numerals []extract.Span // of the figure
	optional bool           // trivial: right when it is labelled, not wrong when it is not
}

// recognized gives the mentions of a kind. In a range, mentions are kept apart; compareRecognizers joins them.
func recognized(kind string, d *extract.Document) []found {
	kinds := map[string][]extract.UnitKind{
		"percent": {extract.Percent}, "ordinal": {extract.Rank}, "currency": {extract.Money},
	}[kind]
	var all []found
	for n, f := range Extracted(d) {
		m := d.Mentions[n]
		if kinds != nil && !slices.Contains(kinds, m.Kind) {
			continue
		}
		low, _ := m.Low.Float64()
		high, _ := m.High.Float64()
		if slices.Contains(m.Rules, "sign") {
			low, high = -high, -low
		}
		if minor(m) {
			low, high = 100*low, 100*high
		}
		f.Value, f.Low, f.High = &low, nil, nil
		if low != high {
			f.Value, f.Low, f.High = nil, &low, &high
		}
		all = append(all, found{Figure: f, optional: f.Trivial})
		for _, numeral := range d.Numerals {
			if numeral.Mention == n {
				all[len(all)-1].numerals = append(all[len(all)-1].numerals, numeral.Span)
			}
		}
	}
	return all
}

// compareRecognizers scores one case.
func (r *Report) compareRecognizers(c *textCase, kind, lang string, labels []Figure, got []found) {
	counts := tallies{r.All, tallied(r.ByLanguage, lang), tallied(r.ByKind, kind+" "+lang)}
	right := true
	miss := func(a Aspect, want, have *Figure) {
		right = false
		at := want
		if at == nil {
			at = have
		}
		line, column := c.place(at.Start)
		r.Misses = append(r.Misses, Miss{a, c.path, line, column, want, have})
	}
	if kind == "range" {
		got = joined(labels, got)
	}
	matched := assign(len(labels), len(got), func(i, k int) int {
		return min(labels[i].End, got[k].End) - max(labels[i].Start, got[k].Start)
	})
	used := map[int]bool{}
	for i := range labels {
		want := &labels[i]
		counts.labelled()
		if matched[i] < 0 {
			miss(Value, want, nil)
			continue
		}
		k := matched[i]
		used[k] = true
		have := &got[k]
		counts.extracted()
		if !sameValue(*want, have.Figure) {
			miss(Value, want, &have.Figure)
			continue
		}
		if kind == "range" && want.Bound != have.Bound {
			miss(Bound, want, &have.Figure)
			continue
		}
		counts.right(Value)
		if !have.covers(kind, *want) {
			miss(Span, want, &have.Figure)
			continue
		}
		counts.right(Span)
	}
	for k := range got {
		if !used[k] && !got[k].optional {
			counts.extracted()
			miss(Value, nil, &got[k].Figure)
		}
	}
	counts.stated(Cases)
	if right {
		counts.right(Cases)
	}
}

// covers tells whether the figure stands where the label says.
func (f found) covers(kind string, want Figure) bool {
	if kind != "range" && (f.Start > want.Start || f.End < want.End) {
		return false
	}
	for _, n := range f.numerals {
		if n.End <= want.Start || n.Start >= want.End {
			return false
		}
	}
	return true
}

// joined says mentions as intervals. Two one-sided ones under one label, "above 1000 and below 1500", make
// the interval that the benchmark labels; an exact number is an interval of one point, which only counts where
// the label has one.
func joined(labels []Figure, got []found) []found {
	var all []found
	for _, f := range got {
		side := f.Bound
		low, high, _ := f.ends()
		switch {
		case f.Low != nil || side == "approx" && low != high:
			f.Bound = between
		case side != "more_than" && side != "at_least" && side != "less_than" && side != "at_most":
			inside := slices.ContainsFunc(labels, func(l Figure) bool {
				return l.Bound == point && l.Start <= f.Start && f.Start < l.End
			})
			if !inside {
				continue
			}
			f.Bound = point
		case len(all) > 0:
			last := &all[len(all)-1]
			other, _, _ := last.ends()
			under := slices.ContainsFunc(labels, func(l Figure) bool {
				return l.Bound == between && l.Start <= last.Start && f.Start < l.End
			})
			if under && last.Value != nil && upper(last.Bound) != upper(side) {
				low, high = min(low, other), max(high, other)
				last.Value, last.Low, last.High, last.Bound = nil, &low, &high, between
				last.Surface += " … " + f.Surface
				last.End = f.End
				last.numerals = append(last.numerals, f.numerals...)
				continue
			}
		}
		all = append(all, f)
	}
	return all
}

func upper(bound string) bool { return bound == "less_than" || bound == "at_most" }

// Bounds of the labels of a range beside those of FIGURES.
const (
	point   = "exact"
	between = "between"
)

// recognizersLabels reads the results of a case, or tells why the case is left out.
func recognizersLabels(kind string, c *textCase) (labels []Figure, reason string, err error) {
	var spec struct {
		Results []struct {
			Text       string
			Start      *int
			Resolution map[string]any
		}
	}
	if err := json.Unmarshal(c.raw, &spec); err != nil {
		return nil, "", err
	}
	if len(spec.Results) == 0 && kind == "number" && measured.MatchString(c.text) {
		return nil, "a measure, which another recogniser reads", nil
	}
	for _, result := range spec.Results {
		resolved := func(key string) string {
			s, _ := result.Resolution[key].(string)
			return s
		}
		if kind == "ordinal" && (resolved("relativeTo") != "start") {
			return nil, "an ordinal that points (next, last) has no number", nil
		}
		f := Figure{Bound: point}
		if f.Start = locate(c.text, result.Text, result.Start, labels); f.Start < 0 {
			return nil, "the labelled text does not stand in the input", nil
		}
		f.Surface = c.text[f.Start : f.Start+len(foldedPrefix(c.text[f.Start:], result.Text))]
		f.End = f.Start + len(f.Surface)
		if v := resolved("value"); v == "" || v == "null" {
			return nil, "a unit without a number is no figure", nil
		}
		if f.Value, f.Low, f.High, f.Bound, err = recognizersValue(kind, resolved("value")); err != nil {
			return nil, "", fmt.Errorf("%q: %w", result.Text, err)
		}
		if !readsAs(kind, f) {
			return nil, "the label's value is not that of its text", nil
		}
		if reason := excluded(kind, c.text, f); reason != "" {
			return nil, reason, nil
		}
		labels = append(labels, f)
	}
	return labels, "", nil
}

// measured finds a number that is glued to a unit, or "1m".
var measured = regexp.MustCompile(`[0-9][a-z]`)

// locate finds where the labelled text stands, not under an earlier label and as near to the stated start (in
// characters) as can be, or -1.
func locate(text, label string, start *int, earlier []Figure) int {
	stated := 0
	if start != nil {
		stated = *start
	}
	best, distance, at := -1, 0, 0
	for i := range text {
		away := max(at-stated, stated-at)
		at++
		prefix := foldedPrefix(text[i:], label)
		if prefix == "" || best >= 0 && away >= distance {
			continue
		}
		overlaps := slices.ContainsFunc(earlier, func(f Figure) bool { return i < f.End && f.Start < i+len(prefix) })
		if !overlaps {
			best, distance = i, away
		}
	}
	return best
}

// foldedPrefix gives the start of the text that equals the label but for case, or "".
func foldedPrefix(text, label string) string {
	end := 0
	for range utf8.RuneCountInString(label) {
		if end >= len(text) {
			return ""
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if !strings.EqualFold(text[:end], label) {
		return ""
	}
	return text[:end]
}

// recognizersValue reads "13.45", "0,2", "20%", "[20,30)", "(30,)" and "12,34,567.89".
func recognizersValue(kind, s string) (value, low, high *float64, bound string, err error) {
	if kind != "range" {
		v, err := decimalOf(strings.TrimSuffix(s, "%"))
		return &v, nil, nil, point, err
	}
	if len(s) < 3 {
		return nil, nil, nil, "", fmt.Errorf("%q is no interval", s)
	}
	from, to, _ := strings.Cut(s[1:len(s)-1], ",")
	one := func(part, strict, closed string, mark bool) (*float64, *float64, *float64, string, error) {
		v, err := decimalOf(part)
		if mark {
			return &v, nil, nil, closed, err
		}
		return &v, nil, nil, strict, err
	}
	switch {
	case to == "":
		return one(from, "more_than", "at_least", s[0] == '[')
	case from == "":
		return one(to, "less_than", "at_most", s[len(s)-1] == ']')
	}
	a, errA := decimalOf(from)
	b, errB := decimalOf(to)
	if a == b {
		return &a, nil, nil, point, errors.Join(errA, errB)
	}
	return nil, &a, &b, between, errors.Join(errA, errB)
}

// decimalOf reads a number whose decimal sign is a comma or a point.
func decimalOf(s string) (float64, error) {
	if !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return strconv.ParseFloat(s, 64)
}

// plainNumber is a number in digits without groups.
var plainNumber = regexp.MustCompile(`^-?[0-9]*[.,]?[0-9]+$`)

// readsAs tells whether a label in plain digits has the value that it is written with, read with either decimal
// sign. It finds the cases that a spreadsheet has spoilt ("43894.0" for three quarters).
func readsAs(kind string, f Figure) bool {
	if kind == "range" || !plainNumber.MatchString(f.Surface) {
		return true
	}
	written, err := decimalOf(f.Surface)
	grouped, errGrouped := strconv.ParseFloat(strings.NewReplacer(",", "", ".", "").Replace(f.Surface), 64)
	return err == nil && near(written, *f.Value) || errGrouped == nil && near(grouped, *f.Value)
}

var (
	numberOfThing = regexp.MustCompile(`(?i)(\bversion|\bnrs?\.|\bnos?\.|[A-Z]{2,}-)\s*$`)
	leadingZeros  = regexp.MustCompile(`^00+[0-9]*$`)
	changeFrom    = regexp.MustCompile(`(?i)\b(went|moved|changed|shifted|rose|grew|fell|dropped|increased|decreased|passée?s?|augmenté|diminué)\s*$`)
	fromTo        = regexp.MustCompile(`(?i)^(from|de)\b`)
	unitFirst     = regexp.MustCompile(`(?i)^(%|per cent|percent|pourcent)`)
	fractionPart  = regexp.MustCompile(`(?i)\b(a|and a)\s*$`)
)

// excluded tells why FIGURES does not count what is labelled, or "".
func excluded(kind, text string, f Figure) string {
	before, behind := text[:f.Start], text[f.End:]
	switch kind {
	case "number":
		if leadingZeros.MatchString(f.Surface) {
			return "digits with needless zeros in front are a code"
		}
		if joinedBy(before, behind, "/-") {
			return "a part of a date, a phone number or an identifier"
		}
		if numberOfThing.MatchString(before) {
			return "the number of a version or a thing"
		}
	case "range":
		if changeFrom.MatchString(before) && fromTo.MatchString(f.Surface) {
			return `"from … to" of a change is two figures`
		}
	case "percent":
		if unitFirst.MatchString(f.Surface) {
			return `"percent of N" is not N percent`
		}
	case "ordinal":
		if fractionPart.MatchString(before) {
			return "the denominator of a fraction"
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, " "))
		previous, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " "))
		if unicode.IsLetter(next) {
			return "an ordinal that orders things is no figure"
		}
		if next == ',' || previous == ',' {
			return "a list of ordinals ranks nothing"
		}
	}
	return ""
}

// joinedBy tells whether one of the signs ties the text between to a digit or a letter beside it.
func joinedBy(before, behind, signs string) bool {
	a, size := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(signs, a) && size > 0 {
		if r, _ := utf8.DecodeLastRuneInString(before[:len(before)-size]); unicode.IsDigit(r) || unicode.IsLetter(r) {
			return true
		}
	}
	b, size := utf8.DecodeRuneInString(behind)
	if strings.ContainsRune(signs, b) && size > 0 {
		if r, _ := utf8.DecodeRuneInString(behind[size:]); unicode.IsDigit(r) || unicode.IsLetter(r) {
			return true
		}
	}
	return false
}
