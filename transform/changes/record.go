package changes

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Record is what a run keeps of its dataset for the next run to compare with.
type Record struct {
	Releases []Release
	Facts    []Fact
	Checks   []Check
	Changes  []Change // that the run found, against the one before it
}

// Release is one text that was read.
type Release struct {
	ID, Source, SHA256, Pair string
}

// Fact is one observation.
type Fact struct {
	ID                           string
	Indicator                    string
	Label, Subject               string
	Area, Partner, Period        string
	Unit, Per, Direction, Method string
	Value                        string // the interval and the bound, the same in all languages
	Display                      string // in the language of the run
	Place                        string // where it is first stated: release and byte, with a slash between; empty for a derived one
	Releases                     []string
	Classified                   bool // the indicator is one of the catalogue
}

// Check is one comparison.
type Check struct {
	ID, Kind, Result, Message string
	Facts, Releases           []string
}

// slot is what a fact is about, without its value.
func (f *Fact) slot() string {
	label := ""
	if !f.Classified {
		label = f.Label
	}
	return strings.Join([]string{f.Indicator, label, f.Subject, f.Area, f.Partner, f.Period, f.Unit, f.Per, f.Direction, f.Method}, "\x00")
}

// said is what a fact says.
func (f *Fact) said() string { return f.slot() + "\x00" + f.Value }

// comparable tells whether two facts about one thing are one fact with two values: they are of one release, or they say in full what they are about.
func (f *Fact) comparable(g *Fact) bool {
	return f.Classified && f.Area != "" && f.Period != "" || slices.ContainsFunc(f.Releases, func(id string) bool { return slices.Contains(g.Releases, id) })
}

// The kinds of row in a record's file, and the number of columns.
const (
	head       = "record"
	rowRelease = "release"
	rowFact    = "fact"
	rowCheck   = "check"
	rowChange  = "change"
	columns    = 16
)

// form is the version of the record's form. A record of another one is not read.
const form = "1"

// ErrForm: a record that another version of the program wrote.
var ErrForm = errors.New("written by another version of the program")

// separator stands between the names of a list: no release ID has it, because it is the last part of a path.
const separator = "/"

// Write writes the record as CSV, one row for each thing.
func (r *Record) Write(w io.Writer) error {
	out := csv.NewWriter(w)
	row := make([]string, columns)
	write := func(cells ...string) {
		clear(row[copy(row, cells):])
		out.Write(row) // its error stays and is asked for at the end
	}
	list := func(ids []string) string { return strings.Join(ids, separator) }
	write(head, form)
	for _, x := range r.Releases {
		write(rowRelease, x.ID, x.Source, x.SHA256, x.Pair)
	}
	for i := range r.Facts {
		f := &r.Facts[i]
		classified := ""
		if f.Classified {
			classified = "1"
		}
		write(rowFact, f.ID, f.Indicator, f.Label, f.Subject, f.Area, f.Partner, f.Period, f.Unit, f.Per, f.Direction+separator+f.Method, f.Value, f.Display, f.Place, list(f.Releases), classified)
	}
	for _, x := range r.Checks {
		write(rowCheck, x.ID, x.Kind, x.Result, x.Message, list(x.Facts), list(x.Releases))
	}
	for _, x := range r.Changes {
		write(rowChange, string(x.Kind), x.ID, x.Label, x.Subject, x.Area, x.Period, x.Before, x.After, x.Message, list(x.Releases), string(x.Cause))
	}
	out.Flush()
	return out.Error()
}

// Read reads what Write wrote.
func Read(in io.Reader) (*Record, error) {
	table := csv.NewReader(in)
	table.FieldsPerRecord = columns
	table.ReuseRecord = true
	row, err := table.Read()
	if err != nil || row[0] != head || row[1] != form {
		return nil, errors.Join(ErrForm, err)
	}
	r := &Record{}
	for {
		row, err := table.Read()
		if err == io.EOF {
			return r, nil
		}
		if err != nil {
			return nil, err
		}
		if err := r.add(row); err != nil {
			line, _ := table.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

func (r *Record) add(row []string) error {
	list := func(s string) []string {
		if s == "" {
			return nil
		}
		return strings.Split(s, separator)
	}
	switch row[0] {
	case rowRelease:
		r.Releases = append(r.Releases, Release{row[1], row[2], row[3], row[4]})
	case rowFact:
		direction, method, _ := strings.Cut(row[10], separator)
		r.Facts = append(r.Facts, Fact{
			ID: row[1], Indicator: row[2], Label: row[3], Subject: row[4], Area: row[5], Partner: row[6], Period: row[7], Unit: row[8], Per: row[9],
			Direction: direction, Method: method, Value: row[11], Display: row[12], Place: row[13], Releases: list(row[14]), Classified: row[15] != "",
		})
	case rowCheck:
		r.Checks = append(r.Checks, Check{row[1], row[2], row[3], row[4], list(row[5]), list(row[6])})
	case rowChange:
		r.Changes = append(r.Changes, Change{Kind(row[1]), row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], list(row[10]), Cause(row[11])})
	default:
		return fmt.Errorf("a row of the unknown kind %q", row[0])
	}
	return nil
}
