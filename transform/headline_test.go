package transform_test

import (
	"slices"
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// keyFigures is the displays of the key figures, by their number.
func keyFigures(ds *transform.Dataset) []string {
	list := make([]string, len(ds.Observations)+1)
	n := 0
	for _, o := range ds.Observations {
		if o.Headline > 0 {
			n++
		}
		list[o.Headline] = o.Display
	}
	return list[1 : n+1]
}

func TestKeyFigures(t *testing.T) {
	amount := func(surface, value, what string) extract.Mention {
		return figure(surface, value, "1000", extract.Money, "CAD", measure(what, ""))
	}
	count := func(surface, value, noun, what string) extract.Mention {
		return figure(surface, value, "1", extract.Count, noun, measure(what, ""))
	}
	of := func(section extract.Section, m extract.Mention) line {
		return line{section: section, text: "There is " + m.Surface + " here.", figures: []extract.Mention{m}}
	}
	for _, test := range []struct {
		name  string
		lines []line
		want  []string
	}{
		{"headline and lead before the body", []line{
			of(extract.Headline, count("40 ponies", "40", "pony", "ponies")),
			of(extract.Body, count("30 stalls", "30", "stall", "stalls")),
			of(extract.Body, amount("$7,000", "7000", "cost of hay")),
			of(extract.Body, count("9 gates", "9", "gate", "gates")),
			of(extract.Body, count("80 students", "80", "student", "students")),
			of(extract.Quote, amount("$3,000", "3000", "gift")),
		}, []string{"40 ponies", "30 stalls", "$7,000", "80 students"}},
		{"the headline before the catalogue", []line{
			of(extract.Headline, count("40 ponies", "40", "pony", "ponies")),
			of(extract.Body, amount("$7,000", "7000", "exports")),
		}, []string{"40 ponies", "$7,000"}},
		{"one amount under two names", []line{
			of(extract.Headline, amount("$7,000", "7000", "federal funding")),
			of(extract.Body, amount("$7,000", "7000", "gift to the stable")),
		}, []string{"$7,000"}},
		{"no durations", []line{
			of(extract.Headline, figure("3 years", "3", "1", extract.Duration, "year", measure("duration", ""))),
			of(extract.Body, amount("$7,000", "7000", "cost of hay")),
		}, []string{"$7,000"}},
	} {
		if got := keyFigures(build(t, "en", compose(t, "x", "en", test.lines...))); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	release := func(id string, values ...string) *extract.Document {
		var lines []line
		for _, v := range values {
			lines = append(lines, of(extract.Body, amount("$"+v, v, "cost of lot "+v)))
		}
		return compose(t, id, "en", lines...)
	}
	got := keyFigures(build(t, "en", release("a", "1000", "2000", "3000"), release("b", "5000", "6000")))
	if want := []string{"$1,000", "$5,000", "$2,000", "$6,000", "$3,000"}; !slices.Equal(got, want) {
		t.Errorf("of two releases: %q, want %q", got, want)
	}
}
