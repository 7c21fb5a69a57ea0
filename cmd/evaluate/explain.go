package main

import (
	"fmt"
	"io"
	"strings"

	"tidyrelease/cmd/evaluate/score"
	"tidyrelease/extract"
)

// explain prints how each figure of a sentence came about, the last rule first and what it set, and what became
// of each number.
func explain(w io.Writer, x *extract.Extractor, lang, sentence string) error {
	d, err := score.Passage(x, lang, sentence)
	if err != nil {
		return err
	}
	for n, m := range d.Mentions {
		value := m.Low.String()
		if m.Range {
			value += " to " + m.High.String()
		}
		fmt.Fprintf(w, "%d  %q = %s %s\n", n+1, m.Surface, value, perOf(m))
		for depth := range m.Rules {
			rule := m.Rules[len(m.Rules)-1-depth]
			fmt.Fprintf(w, "   %s└ %s%s\n", strings.Repeat("  ", depth), rule, effect(rule, m, d.Numerals, n, d.Text))
		}
		for _, field := range []struct{ name, value string }{
			{"kind", string(m.Kind)}, {"bound", string(m.Bound)}, {"direction", string(m.Direction)}, {"period", m.Period},
			{"step", m.Step.String()}, {"measure", quoted(m.Measure)}, {"subject", quoted(m.Subject)}, {"area", m.Area}, {"partner", m.Partner},
		} {
			if field.value != "" {
				fmt.Fprintf(w, "     %s: %s\n", field.name, field.value)
			}
		}
		if m.Vague {
			fmt.Fprintln(w, "     vague")
		}
		if m.Trivial {
			fmt.Fprintln(w, "     trivial: left out of datasets")
		}
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

// quoted makes a stretch of the text safe to print; nothing stays nothing.
func quoted(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf("%q", s)
}

func perOf(m extract.Mention) string {
	if m.Per == "" {
		return m.Unit
	}
	return m.Unit + " per " + m.Per
}

// effect tells what a rule set, as far as the mention shows it.
func effect(rule string, m extract.Mention, ledger []extract.Numeral, n int, text string) string {
	switch {
	case rule == "digits" || rule == "words":
		var numerals []string
		for _, l := range ledger {
			if l.Mention == n {
				numerals = append(numerals, fmt.Sprintf("%q", text[l.Start:l.End]))
			}
		}
		return ": " + strings.Join(numerals, ", ")
	case rule == "range":
		return ": " + m.Low.String() + " to " + m.High.String()
	case rule == "per":
		return ": " + m.Per
	case strings.HasPrefix(rule, "bound"):
		return ": " + string(m.Bound)
	case strings.HasPrefix(rule, "change"), rule == "sign":
		return ": " + string(m.Direction)
	case strings.HasPrefix(rule, "currency"), rule == "percent", rule == "measure", rule == "duration", rule == "unit shared":
		return ": " + m.Unit
	case strings.HasPrefix(rule, "measure: "):
		return fmt.Sprintf(" → %q", m.Measure)
	case rule == "counted noun":
		return fmt.Sprintf(": %q → %s", m.UnitPhrase, m.Unit)
	}
	return ""
}
