package transform_test

import (
	"strings"
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// TestAcross compares what several releases say of one indicator.
func TestAcross(t *testing.T) {
	release := func(id, date string, lines ...line) *extract.Document {
		doc := compose(t, id, "en", lines...)
		doc.Date = date
		return doc
	}
	trade := func(text, surface, value, year string, change ...func(*extract.Mention)) line {
		change = append([]func(*extract.Mention){period(year), in("CA", "KR"), measure("bilateral trade", "")}, change...)
		step := "1000000000"
		if strings.Contains(surface, ".") {
			step = "100000000"
		}
		return line{text: text, figures: []extract.Mention{figure(surface, value, step, extract.Money, "CAD", change...)}}
	}
	first := release("a", "2024-03-01", trade("Bilateral trade was $24.5 billion.", "$24.5 billion", "24500000000", "2023"))
	for _, test := range []struct {
		name  string
		other *extract.Document
		want  string // kind, result and the message; empty for no check
	}{
		{"the same figure", release("b", "2025-03-01", trade("Bilateral trade was $24.5 billion.", "$24.5 billion", "24500000000", "2023")),
			"repeat consistent: Bilateral merchandise trade: stated twice, and the statements agree ($24.5 billion)."},
		{"a rounding of it", release("b", "2025-03-01", trade("Bilateral trade was about $25 billion.", "$25 billion", "25000000000", "2023", bound(extract.Approx))),
			"repeat consistent: Bilateral merchandise trade: stated twice, and the statements agree ($24.5 billion)."},
		{"another figure later", release("b", "2025-03-01", trade("Bilateral trade was $26.1 billion.", "$26.1 billion", "26100000000", "2023")),
			"revision undecided: Bilateral merchandise trade, 2023: a release of March 1, 2024 gives $24.5 billion, one of March 1, 2025 gives $26.1 billion. The later one revises the figure, or one of them is wrong."},
		{"another figure on the same day", release("b", "2024-03-01", trade("Bilateral trade was $26.1 billion.", "$26.1 billion", "26100000000", "2023")),
			"revision undecided: Bilateral merchandise trade, 2023: one release gives $24.5 billion, another of the same day gives $26.1 billion. They speak of two things, or one of them is wrong."},
		{"million for billion", release("b", "2025-03-01", trade("Bilateral trade was $24.5 million.", "$24.5 million", "24500000", "2023")),
			"scale inconsistent: Bilateral merchandise trade: $24.5 billion in one place, but $24.5 million in another, which is 1,000 times as much or as little. One has the wrong scale word, such as million for billion."},
		{"another partner", release("b", "2025-03-01", trade("Bilateral trade was $36.4 billion.", "$36.4 billion", "36400000000", "2023", in("CA", "JP"))), ""},
		{"another measure", release("b", "2025-03-01", trade("Bilateral trade was $36.4 billion.", "$36.4 billion", "36400000000", "2023", measure("bilateral trade in services", ""))), ""},
		{"the next year", release("b", "2025-03-01", trade("Bilateral trade was $29.0 billion.", "$29.0 billion", "29000000000", "2024")), ""},
		{"a leap to the next year", release("b", "2025-03-01", trade("Bilateral trade was $245 billion.", "$245 billion", "245000000000", "2024")),
			"jump undecided: Bilateral merchandise trade: from $24.5 billion (2023) to $245 billion (2024), a change by a factor of more than 3. Look whether both figures are right."},
		{"a fall to the next year", release("b", "2025-03-01", trade("Bilateral trade was $2.5 billion.", "$2.5 billion", "2500000000", "2024")),
			"jump undecided: Bilateral merchandise trade: from $24.5 billion (2023) to $2.5 billion (2024), a change by a factor of more than 3. Look whether both figures are right."},
		{"a leap over years", release("b", "2025-03-01", trade("Bilateral trade will be $245 billion.", "$245 billion", "245000000000", "2035")), ""},
		{"a record that is none", release("b", "2025-03-01", trade("Bilateral trade reached a record $23.9 billion.", "$23.9 billion", "23900000000", "2024")),
			"record inconsistent: Bilateral merchandise trade: $23.9 billion (2024) is called a record, but 2023 had $24.5 billion, as a release of March 1, 2024 says."},
		{"a record", release("b", "2025-03-01", trade("Bilateral trade reached a record $26.9 billion.", "$26.9 billion", "26900000000", "2024")), ""},
	} {
		ds := build(t, "en", first, test.other)
		traced(t, ds)
		var got []string
		for _, c := range ds.Checks {
			got = append(got, c.Kind+" "+c.Result+": "+c.Message)
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	// An indicator that has many values at once makes no line.
	funding := func(id, surface, value string) *extract.Document {
		return release(id, "2024-03-01", line{text: "Funding is " + surface + ".", figures: []extract.Mention{
			figure(surface, value, "1000000", extract.Money, "CAD", period("2024"), in("CA", ""), measure("funding", "")),
		}})
	}
	if ds := build(t, "en", funding("a", "$5 million", "5000000"), funding("b", "$80 million", "80000000")); len(ds.Checks) > 0 {
		t.Errorf("funding of two programs: %+v", ds.Checks)
	}
}

// TestLimits compares statements of one fact, one of which has a qualifier.
func TestLimits(t *testing.T) {
	jobs := func(text, surface, value string, change ...func(*extract.Mention)) line {
		change = append([]func(*extract.Mention){measure("people directly employed", "industry"), in("CA", "")}, change...)
		return line{text: text, figures: []extract.Mention{figure(surface, value, "1", extract.Count, "person", change...)}}
	}
	more := jobs("It directly employs more than 125,000 people.", "125,000 people", "125000", bound(extract.MoreThan), period("2024"))
	for _, test := range []struct {
		name  string
		other line
		want  string
	}{
		{"a lost qualifier", jobs("The industry directly employs 125,000 people.", "125,000 people", "125000"),
			"limit inconsistent: Direct jobs: more than 125,000 people in one place, but 125,000 people in another. A qualifier is missing in one of them, or one number is wrong."},
		{"a number below the limit", jobs("The industry directly employs 124,600 people.", "124,600 people", "124600"),
			"limit inconsistent: Direct jobs: more than 125,000 people in one place, but 124,600 people in another. A qualifier is missing in one of them, or one number is wrong."},
		{"a number above the limit", jobs("The industry directly employs 125,300 people.", "125,300 people", "125300"),
			"repeat consistent: Direct jobs: stated twice, and the statements agree (125,300 people)."},
		{"another year", jobs("The industry directly employed 124,600 people in 2023.", "124,600 people", "124600", period("2023")), ""},
	} {
		ds := build(t, "en", compose(t, "x", "en", more, test.other))
		var got []string
		for _, c := range ds.Checks {
			got = append(got, c.Kind+" "+c.Result+": "+c.Message)
		}
		if strings.Join(got, "\n") != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	headline := jobs("Industry directly employs 125,000 people", "125,000 people", "125000")
	headline.section = extract.Headline
	for _, c := range build(t, "en", compose(t, "x", "en", headline, more)).Checks {
		if c.Result != transform.Consistent {
			t.Errorf("a headline drops a qualifier: %s", c.Message)
		}
	}
}
