package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"tidyrelease/pipeline"
	"tidyrelease/transform/changes"
)

// differs tells whether a run that is checked would change the outputs' facts. Where there is no last run, every fact is new.
func differs(report *pipeline.Report) bool {
	return !report.Unchanged && report.Totals.Releases > 0 && (!report.Compared || len(report.Dataset.Changes) > 0)
}

// tell lists what would change, a line each, and sums it up.
func tell(w io.Writer, report *pipeline.Report, quiet bool) {
	switch {
	case report.Unchanged || report.Totals.Releases == 0:
		return
	case !report.Compared:
		fmt.Fprintf(w, "there is no earlier run to compare with: all is new (%s)\n", count(report.Totals.Observations, "observation"))
		return
	}
	for _, c := range report.Dataset.Changes {
		fmt.Fprintln(w, pipeline.Printable(line(c)))
	}
	if !quiet {
		fmt.Fprintln(w, sums(report.Dataset.Changes))
	}
}

// because puts the cause of a change into words.
func because(cause changes.Cause) string {
	switch cause {
	case changes.ReleaseNew:
		return "a new release"
	case changes.ReleaseChanged:
		return "the release has changed"
	case changes.ReleaseGone:
		return "the release is gone"
	case changes.ReleaseUnread:
		return "the release could not be read"
	case changes.ReleaseRefused:
		return "the release has changed and was refused"
	case changes.Review:
		return "a correction or a waiver has changed"
	}
	return "no release has changed"
}

// line tells a change as a diagnostic is told: where, what, how and why.
func line(c changes.Change) string {
	about := c.Label
	for _, detail := range []string{c.Subject, c.Area, c.Period} {
		if detail != "" {
			about += ", " + detail
		}
	}
	values := c.Before + c.After
	if c.Before != "" && c.After != "" {
		values = c.Before + " → " + c.After
	}
	if c.Kind == changes.Turned {
		about = "check " + c.Label
		values = cmp.Or(c.Before, "none") + " → " + cmp.Or(c.After, "none") + ": " + c.Message
	}
	return fmt.Sprintf("%s: %s: %s: %s (%s)", strings.Join(c.Releases, ", "), c.Kind, about, values, because(c.Cause))
}

// sums counts changes of each kind.
func sums(list []changes.Change) string {
	n := map[changes.Kind]int{}
	for _, c := range list {
		n[c.Kind]++
	}
	return fmt.Sprintf("%d new, %d changed, %d vanished, %s turned", n[changes.New], n[changes.Changed], n[changes.Vanished], count(n[changes.Turned], "check"))
}
