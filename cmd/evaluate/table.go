package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"tidyrelease/cmd/evaluate/score"
)

// write prints the misses, the table of scores, what is right in shares, what was left out and the ledger.
func write(w io.Writer, r *score.Report, form string, misses bool) error {
	if misses {
		for _, m := range r.Misses {
			fmt.Fprintln(w, m)
		}
		for _, note := range r.Notes {
			fmt.Fprintln(w, note)
		}
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	heads := [...]string{"labelled", "extracted", " P", "R", "F1"}
	if form == "pairs" { // both sides are extracted, and each has its own share
		heads = [...]string{"English", "French", " of French", "of English", "of both"}
	}
	fmt.Fprintf(out, "\t%s\t%s\t", heads[0], heads[1])
	for _, a := range r.Aspects {
		fmt.Fprintf(out, "%s%s\t%s\t%s\t", a, heads[2], heads[3], heads[4])
	}
	fmt.Fprintln(out)
	line := func(name string, t *score.Tally) {
		fmt.Fprintf(out, "%s\t%d\t%d\t", name, t.Labelled, t.Extracted)
		for _, a := range r.Aspects {
			fmt.Fprintf(out, "%.1f\t%.1f\t%.1f\t", t.Precision(a), t.Recall(a), t.F1(a))
		}
		fmt.Fprintln(out)
	}
	for _, group := range []map[string]*score.Tally{r.ByFile, r.ByKind, r.ByLanguage} {
		for _, name := range slices.Sorted(maps.Keys(group)) {
			line(name, group[name])
		}
	}
	line("all", r.All)
	if err := out.Flush(); err != nil {
		return err
	}
	for _, a := range r.Shares {
		fmt.Fprintf(w, "%s right in %.1f%% of %d", a, r.All.Share(a), r.All.Stated[a])
		if a == score.Cases {
			for _, group := range []map[string]*score.Tally{r.ByKind, r.ByLanguage} {
				for _, name := range slices.Sorted(maps.Keys(group)) {
					fmt.Fprintf(w, "; %s %d of %d", name, group[name].Right[a], group[name].Stated[a])
				}
			}
		} else if len(r.ByLanguage) > 1 {
			for _, name := range slices.Sorted(maps.Keys(r.ByLanguage)) {
				fmt.Fprintf(w, "; %s %.1f%%", name, r.ByLanguage[name].Share(a))
			}
		}
		fmt.Fprintln(w)
	}
	for _, reason := range slices.Sorted(maps.Keys(r.Remarks)) {
		fmt.Fprintf(w, "%s: %d\n", reason, r.Remarks[reason])
	}
	if form == "figures" {
		fmt.Fprintf(w, "date, publisher and language: %d disagreements\n", len(r.Notes))
	}
	return writeLedger(w, r.Ledger)
}

// writeLedger prints what became of the numerals, the commonest role first.
func writeLedger(w io.Writer, l score.Ledger) error {
	fmt.Fprintf(w, "ledger: %d numerals", l.Numerals())
	roles := slices.SortedFunc(maps.Keys(l), func(a, b string) int {
		return cmp.Or(l[b]-l[a], cmp.Compare(a, b))
	})
	for _, role := range roles {
		fmt.Fprintf(w, ", %s %d", role, l[role])
	}
	_, err := fmt.Fprintf(w, "; not understood %.2f%%\n", l.NotUnderstood())
	return err
}
