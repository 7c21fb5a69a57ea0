package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"tidyrelease/cmd/evaluate/score"
	"tidyrelease/extract"
)

// explain prints each figure of a sentence as a tree: first what the text around it told, each with the rule and the words
// that told it, then how the figure itself was read, from its unit down to its digits. Behind the trees stands the ledger:
// what became of each number.
func explain(w io.Writer, x *extract.Extractor, lang, sentence string) error {
	d, err := score.Passage(x, lang, sentence)
	if err != nil {
		return err
	}
	for n, m := range d.Mentions {
		branch{text: fmt.Sprintf("%d  %q = %s", n+1, m.Surface, amount(m)), under: derivation(d, n)}.print(w, "", "   ")
	}
	if len(d.Mentions) == 0 {
		fmt.Fprintln(w, "no figures")
	}
	fmt.Fprintln(w, "ledger:")
	for _, n := range d.Numerals {
		fmt.Fprintf(w, "   1:%d  %q %s", 1+len([]rune(d.Text[:n.Start])), d.Text[n.Start:n.End], n.Role)
		if n.Mention >= 0 {
			fmt.Fprintf(w, " %d", n.Mention+1)
		}
		fmt.Fprintln(w)
	}
	return nil
}

// branch is a line of a tree with what hangs under it.
type branch struct {
	text  string
	under []branch
}

// print writes the branch; before stands in front of its own line, behind in front of those under it.
func (b branch) print(w io.Writer, before, behind string) {
	fmt.Fprintln(w, before+b.text)
	for n, u := range b.under {
		if n == len(b.under)-1 {
			u.print(w, behind+"└─ ", behind+"   ")
		} else {
			u.print(w, behind+"├─ ", behind+"│  ")
		}
	}
}

// derivation is what hangs under figure n.
func derivation(d *extract.Document, n int) []branch {
	m := d.Mentions[n]
	var all []branch
	tell := func(name, value string, told ...string) {
		if value != "" {
			all = append(all, branch{text: strings.Join(append([]string{name + " " + value}, told...), ", ")})
		}
	}
	quote := func(by extract.Span) string {
		if by.End <= by.Start {
			return ""
		}
		return fmt.Sprintf(": %q", d.Text[by.Start:by.End])
	}
	var naming, owning, bounding, changing string
	var reading []string // the rules that read the figure itself, outermost first
	for _, rule := range slices.Backward(m.Rules) {
		switch name, named := strings.CutPrefix(rule, "measure: "); {
		case named:
			naming = name
		case strings.HasPrefix(rule, "subject: "):
			owning = "rule " + strings.TrimPrefix(rule, "subject: ")
		case strings.HasPrefix(rule, "bound"):
			bounding = rule
		case strings.HasPrefix(rule, "change"), rule == "sign":
			changing = rule
		default:
			reading = append(reading, rule)
		}
	}
	if naming != "" || m.Measure != "" {
		tell("measure", cmp.Or(quoted(m.Measure), "not told"), cmp.Or("rule "+naming, "no rule"))
	}
	tell("subject", quoted(m.Subject), cmp.Or(owning, "no rule"))
	tell("area", m.Area)
	tell("partner", m.Partner)
	tell("period", m.Period, cmp.Or(strings.TrimPrefix(quote(m.PeriodBy), ": "), "put together or carried over"))
	if m.Direction != "" {
		tell("direction", string(m.Direction), "rule "+cmp.Or(changing, "of the form itself or of the figure before")+quote(m.DirectionBy))
	}
	if m.Bound != extract.Exact || bounding != "" {
		tell("bound", string(m.Bound), "rule "+cmp.Or(bounding, "of the form itself or of the figure before")+quote(m.BoundBy))
	}
	if m.Vague {
		tell("vague:", "from one unit of its scale to the next")
	}
	if m.Trivial {
		tell("trivial:", "left out of datasets")
	}
	return append(all, nested(d, n, reading)...)
}

// nested hangs each rule under the one before.
func nested(d *extract.Document, n int, rules []string) []branch {
	if len(rules) == 0 {
		return nil
	}
	return []branch{{text: "rule " + rules[0] + effect(rules[0], d, n), under: nested(d, n, rules[1:])}}
}

// quoted makes a stretch of the text safe to print; nothing stays nothing.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("%q", s)
}

// amount is the value of a mention with its unit.
func amount(m extract.Mention) string {
	value := m.Low.String()
	if m.Range {
		value += " to " + m.High.String()
	}
	if m.Unit != "" {
		value += " " + m.Unit
	}
	if m.Per != "" {
		value += " per " + m.Per
	}
	return fmt.Sprintf("%s (%s)", value, cmp.Or(m.Kind, "no unit"))
}

// effect tells what a rule of the figure itself set, as far as the mention shows it.
func effect(rule string, d *extract.Document, n int) string {
	m := d.Mentions[n]
	switch {
	case rule == "range":
		return ": " + m.Low.String() + " to " + m.High.String()
	case rule == "per":
		return ": " + m.Per
	case rule == "counted noun":
		return fmt.Sprintf(": %q → %s", m.UnitPhrase, m.Unit)
	case strings.HasPrefix(rule, "currency"), rule == "percent", rule == "measure", rule == "duration", rule == "unit shared":
		return ": " + m.Unit
	case rule == "scale word" || rule == "scale shared" || rule == "table cell" || rule == "age":
		return ""
	}
	var numerals []string
	for _, l := range d.Numerals {
		if l.Start < m.End && l.End > m.Start {
			numerals = append(numerals, fmt.Sprintf("%q", d.Text[l.Start:l.End]))
		}
	}
	written := ": " + strings.Join(numerals, ", ")
	if m.Step.IsZero() {
		return written // a third has no last digit
	}
	return written + ", to the nearest " + m.Step.String()
}
