// Package review is what people say of a run's results, in a file that they write: corrections of mentions, and waivers
// of checks.
//
// What comes in: corrections.yaml, documents of extraction, and later the dataset made of them. What goes out: the
// documents with what the corrections say, and the dataset with the checks that are waived. An entry that is met by
// nothing in the run is a Fault with its place in the file: it would linger unseen otherwise, or hide that a text
// has changed.
//
// An entry names a mention by its release, its place and its words, as the columns release_id, char_start and surface of the table of
// mentions do; and a check by its kind and observations, as the columns of the table of checks do. The names of observations depend on
// their values, so that a waiver ends when a number that it was given for changes. No entry is read twice
// for one thing, and none is applied in silence: what it touches is marked in every output.
//
// The package also writes: Append adds corrections to a file and leaves everything else in it as it is.
package review

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"tidyrelease/extract"
	"tidyrelease/transform/lint"
	"tidyrelease/transform/unit"
)

// Decision is what a person decides about a mention.
type Decision string

// The decisions.
const (
	Confirm Decision = "confirm" // it was read right
	Correct Decision = "correct" // it says what Values says
	Reject  Decision = "reject"  // it is no figure
)

// Decisions lists the decisions.
func Decisions() []Decision { return []Decision{Confirm, Correct, Reject} }

// verdict is what a mention is marked with.
func (d Decision) verdict() extract.Verdict {
	switch d {
	case Correct:
		return extract.Corrected
	case Reject:
		return extract.Rejected
	}
	return extract.Confirmed
}

// Correction is what a person says of one mention.
type Correction struct {
	Release   string `yaml:"release_id"`
	CharStart *int   `yaml:"char_start"` // in bytes, as in the table of mentions
	Surface   string
	Decision  Decision
	Values    map[string]string // columns of the table of mentions: what a corrected one says, or a confirmed one must say
	Reason    string
	By        string
	Date      string // ISO 8601 day

	at place
}

// Waiver is a person's word that a contradiction is known and need not count for a while.
type Waiver struct {
	Kind         string
	Observations string // with spaces between, as in the table of checks
	Reason       string
	By           string
	Date         string
	Until        string // the last day on which it holds

	at place
}

// place is where an entry stands in its file.
type place struct{ line, column int }

// File is the corrections and waivers of a run. A nil File has none.
type File struct {
	Corrections []Correction
	Waivers     []Waiver
}

// Fault is an entry that cannot be applied, and where it stands.
type Fault struct {
	Line, Column int
	Message      string
}

func (p place) fault(format string, args ...any) Fault {
	return Fault{p.line, p.column, fmt.Sprintf(format, args...)}
}

// Load reads corrections.yaml; name is used in errors, which give line and column. All that is wrong is reported, not
// the first find alone.
func Load(name string, data []byte) (*File, error) {
	if len(strings.TrimSpace(string(data))) == 0 {
		return &File{}, nil
	}
	f := &File{}
	source, err := lint.Read(name, data, f)
	if err != nil {
		return nil, err
	}
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	report := func(path string) func(field, format string, args ...any) {
		return func(field, format string, args ...any) {
			source.Report(path+field, fmt.Sprintf(format, args...))
		}
	}
	first := map[string]int{} // line on which an entry of a key stands
	once := func(key string, at place, wrong func(field, format string, args ...any)) {
		if line, ok := first[key]; ok {
			wrong("", "the same is said on line %d already; keep one of the two", line)
		} else {
			first[key] = at.line
		}
	}
	for i := range f.Corrections {
		c, path := &f.Corrections[i], fmt.Sprintf("$.corrections[%d]", i)
		c.at.line, c.at.column = source.Place(path)
		c.lint(report(path), units)
		if c.CharStart != nil {
			once(c.key(), c.at, report(path))
		}
	}
	for i := range f.Waivers {
		w, path := &f.Waivers[i], fmt.Sprintf("$.waivers[%d]", i)
		w.at.line, w.at.column = source.Place(path)
		w.lint(report(path))
		once(checkKey(w.Kind, strings.Fields(w.Observations)), w.at, report(path))
	}
	if err := source.Err(); err != nil {
		return nil, err
	}
	return f, nil
}

// key tells which mention a correction is of.
func (c *Correction) key() string {
	return fmt.Sprintf("%s\x00%d\x00%s", c.Release, *c.CharStart, fold(c.Surface))
}

func (c *Correction) lint(wrong func(field, format string, args ...any), units *unit.Vocabulary) {
	if c.Release == "" {
		wrong("", "no release_id: give that of the table of mentions")
	}
	switch {
	case c.CharStart == nil:
		wrong("", "no char_start: give the byte at which the figure starts, as the table of mentions does")
	case *c.CharStart < 0:
		wrong(".char_start", "char_start %d: a text starts at 0", *c.CharStart)
	}
	if fold(c.Surface) == "" {
		wrong("", "no surface: give the figure as it is written")
	}
	switch {
	case !slices.Contains(Decisions(), c.Decision):
		wrong("", "decision %q: give confirm, correct or reject", c.Decision)
	case c.Decision == Correct && len(c.Values) == 0:
		wrong("", "no values: say what the figure is to say")
	case c.Decision == Reject && len(c.Values) > 0:
		wrong(".values", "a rejected figure has no values")
	}
	for _, problem := range checkValues(c.Values, units) {
		wrong(".values."+problem.field, "%s", problem.message)
	}
	signed(c.Reason, c.By, c.Date, wrong)
}

func (w *Waiver) lint(wrong func(field, format string, args ...any)) {
	if w.Kind == "" {
		wrong("", "no kind: give that of the table of checks")
	}
	if strings.TrimSpace(w.Observations) == "" {
		wrong("", "no observations: give those of the table of checks")
	}
	signed(w.Reason, w.By, w.Date, wrong)
	switch {
	case !day(w.Until):
		wrong(field(".until", w.Until), "until %q: give the last day of the waiver, as in 2026-12-31", w.Until)
	case day(w.Date) && w.Until < w.Date:
		wrong(".until", "until %s: that is before the date of the waiver, %s", w.Until, w.Date)
	}
}

// signed checks that an entry says why, who and when.
func signed(reason, by, date string, wrong func(field, format string, args ...any)) {
	if strings.TrimSpace(reason) == "" {
		wrong("", "no reason")
	}
	if strings.TrimSpace(by) == "" {
		wrong("", "no name: say who decided, as the value of by")
	}
	if !day(date) {
		wrong(field(".date", date), "date %q: give the day of the decision, as in 2026-11-25", date)
	}
}

// field is the path of a value that is there, or of its entry.
func field(path, value string) string {
	if value == "" {
		return ""
	}
	return path
}

func day(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// fold makes the words of a figure comparable, whichever spaces and signs that cannot be seen stand in them: a spreadsheet
// keeps neither, and a person types neither.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
	}), " ")
}
