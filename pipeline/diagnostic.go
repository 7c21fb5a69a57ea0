package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// Kind is what a diagnostic is about.
type Kind string

// The kinds of diagnostic, gravest first.
const (
	Refused       Kind = "refused"        // an input is not in the dataset
	Unmet         Kind = "unmet"          // a correction or waiver that nothing in the run meets any more
	Inconsistent  Kind = "inconsistent"   // figures contradict each other
	Waived        Kind = "waived"         // figures contradict each other, and a person has said why that need not count
	NoFigures     Kind = "no figures"     // a release was read and states no figure
	NotUnderstood Kind = "not understood" // a number in a release that is in no figure
	Ignored       Kind = "ignored"        // files of a folder that are not releases by their name
)

func (k Kind) rank() int {
	return slices.Index([]Kind{Refused, Unmet, Inconsistent, Waived, NoFigures, NotUnderstood, Ignored}, k)
}

// Diagnostic is something that a person should know of a run, and where.
type Diagnostic struct {
	Kind    Kind   `json:"-"`
	Source  string `json:"source"`           // file or folder, as it was named
	Line    int    `json:"line,omitempty"`   // from 1; 0 when the whole source is meant
	Column  int    `json:"column,omitempty"` // in characters, from 1; 0 when the line is meant
	Message string `json:"message"`

	// Of a source that has no lines: "paragraph 12" of a Word document, "page 3" of a PDF. Line and Column are then 0.
	Place string `json:"place,omitempty"`
}

// String writes the diagnostic as compilers do, "file:line:column: kind: message", safe to show on
// a terminal.
func (d Diagnostic) String() string {
	where := d.Source
	switch {
	case d.Column > 0:
		where = fmt.Sprintf("%s:%d:%d", d.Source, d.Line, d.Column)
	case d.Line > 0:
		where = fmt.Sprintf("%s:%d", d.Source, d.Line)
	case d.Place != "":
		where = d.Source + ": " + d.Place
	}
	return Printable(fmt.Sprintf("%s: %s: %s", where, d.Kind, d.Message))
}

func (d Diagnostic) compare(other Diagnostic) int {
	return cmp.Or(
		cmp.Compare(d.Kind.rank(), other.Kind.rank()),
		strings.Compare(d.Source, other.Source),
		cmp.Compare(d.Line, other.Line),
		cmp.Compare(d.Column, other.Column),
		cmp.Compare(len(d.Place), len(other.Place)), // which sorts numbers
		strings.Compare(d.Place, other.Place),
		strings.Compare(d.Message, other.Message),
	)
}

func (d Diagnostic) log(ctx context.Context, logger *slog.Logger) {
	level := slog.LevelWarn
	if d.Kind.rank() > Inconsistent.rank() {
		level = slog.LevelInfo
	}
	attrs := []slog.Attr{slog.String("source", d.Source)}
	if d.Line > 0 {
		attrs = append(attrs, slog.Int("line", d.Line))
	}
	if d.Column > 0 {
		attrs = append(attrs, slog.Int("column", d.Column))
	}
	if d.Place != "" {
		attrs = append(attrs, slog.String("place", d.Place))
	}
	logger.LogAttrs(ctx, level, string(d.Kind), append(attrs, slog.String("reason", d.Message))...)
}

// place finds an offset in bytes; both count from 1, the column in characters.
func place(text string, offset int) (line, column int) {
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	return strings.Count(text[:start], "\n") + 1, utf8.RuneCountInString(text[start:offset]) + 1
}

// at says where in its source a figure stands: in a text by line and column, else by its place.
func (d *Diagnostic) at(text string, places extract.Places, offset, at int) {
	switch places {
	case extract.SourceLines:
		d.Line = at
	case extract.Paragraphs, extract.Pages:
		if at > 0 {
			d.Place = fmt.Sprintf("%s %d", places, at)
		}
	default:
		d.Line, d.Column = place(text, offset)
	}
}

// refusal makes a diagnostic of what is wrong with an input.
func refusal(source string, err error) Diagnostic {
	d := Diagnostic{Kind: Refused, Source: source, Message: err.Error()}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		d.Message = "cannot be read: " + path.Err.Error() // the source names the path already
	}
	return d
}

// notUnderstood is the role of a numeral that no rule explains.
const notUnderstood = "not_understood"

// doubts lists the numbers of a release that no rule explains, and says when it has no figure.
func doubts(doc *extract.Document) []Diagnostic {
	var diagnostics []Diagnostic
	if !slices.ContainsFunc(doc.Mentions, func(m extract.Mention) bool { return !m.Trivial }) {
		diagnostics = append(diagnostics, Diagnostic{Kind: NoFigures, Source: doc.Source, Message: "the release was read, and no figure was found in it"})
	}
	for _, n := range doc.Numerals {
		if n.Role == notUnderstood {
			d := Diagnostic{Kind: NotUnderstood, Source: doc.Source, Message: doc.Text[n.Start:n.End]}
			at := 0
			if i := slices.IndexFunc(doc.Blocks, func(b extract.Block) bool { return b.Start <= n.Start && n.Start < b.End }); i >= 0 {
				at = doc.Place(i, n.Start)
			}
			d.at(doc.Text, doc.Places, n.Start, at)
			diagnostics = append(diagnostics, d)
		}
	}
	return diagnostics
}

// contradictions tells of each check that failed, waived or not, at the first figure that it is about: in the sentence that it quotes, or else
// in a release that it is of.
func contradictions(d *transform.Dataset) []Diagnostic {
	var diagnostics []Diagnostic
	var failed []*transform.Check
	for i := range d.Checks {
		switch c := &d.Checks[i]; c.Result {
		case transform.Inconsistent:
			diagnostics = append(diagnostics, Diagnostic{Kind: Inconsistent, Source: c.ID, Message: c.Message})
			failed = append(failed, c)
		case transform.Waived:
			diagnostics = append(diagnostics, Diagnostic{Kind: Waived, Source: c.ID, Message: c.Message})
			failed = append(failed, c)
		}
	}
	releases := map[string]*transform.Release{}
	for i := range d.Releases {
		releases[d.Releases[i].ID] = &d.Releases[i]
	}
	first := firstMentions(d, failed)
	for i, c := range failed {
		if m := first.of(c); m != nil {
			r := releases[m.ReleaseID]
			diagnostics[i].Source = r.Source
			diagnostics[i].at(r.Text, r.Places, m.CharStart, m.Place)
		}
	}
	return diagnostics
}

// statement is that of an observation in a release.
type statement struct{ observation, release string }

// statements are the figures that checks are about.
type statements struct {
	first  map[statement]*transform.Mention // that states an observation in a release
	quoted map[string]*transform.Mention    // by their names
}

// of is the figure where a check is told; nil for none.
func (s statements) of(c *transform.Check) *transform.Mention {
	if m := s.quoted[c.Mention]; m != nil {
		return m
	}
	for _, release := range c.Releases {
		for _, o := range c.Observations {
			if m := s.first[statement{o, release}]; m != nil {
				return m
			}
		}
	}
	return nil
}

// firstMentions are the figures that checks quote or that state what they compare, the first in each release.
func firstMentions(d *transform.Dataset, checks []*transform.Check) statements {
	compared, quoted := map[string]bool{}, map[string]bool{}
	for _, c := range checks {
		quoted[c.Mention] = c.Mention != ""
		for _, o := range c.Observations {
			compared[o] = true
		}
	}
	s := statements{map[statement]*transform.Mention{}, map[string]*transform.Mention{}}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if at := (statement{m.ObservationID, m.ReleaseID}); compared[m.ObservationID] && s.first[at] == nil {
			s.first[at] = m
		}
		if quoted[m.ID] {
			s.quoted[m.ID] = m
		}
	}
	return s
}

// Printable makes a text safe for a terminal and a log: characters that steer a terminal, break a
// line, hide or turn text around are written as escapes.
func Printable(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\ufffd"):
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsGraphic(r):
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
