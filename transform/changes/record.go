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
	Languages []string // ISO 639-1; of all words, in this order
	Releases  []Release
	Facts     []Fact
	Checks    []Check
	Changes   map[string][]Change // that the run found against the one before it, by language
}

// Release is one text that was read.
type Release struct {
	ID, Source, SHA256, Pair string
	Reviewed                 string // a hash of what people said of its figures; empty where they said nothing
}

// Fact is one observation.
type Fact struct {
	ID                           string
	Indicator, Measure           string // the measure as the release words it
	Subject                      string
	Area, Partner, Period        string
	Unit, Per, Direction, Method string
	Value                        string // the interval and the bound, the same in all languages
	Place                        string // where it is first stated: release and byte, with a slash between; empty for a derived one
	Releases                     []string
	Classified                   bool    // the indicator is one of the catalogue
	Words                        []Words // in each language of the record
}

// Words are a fact in one language.
type Words struct {
	Label  string // of the indicator
	Period string
	Text   string // the value, with unit and qualifier
}

// Check is one comparison.
type Check struct {
	ID, Kind, Result string
	Facts, Releases  []string
	Messages         []string // in each language of the record
}

// Told gives what the run of the record told, in each of some languages; in the record's first where it has not been told in one.
func (r *Record) Told(languages []string) map[string][]Change {
	all := make(map[string][]Change, len(languages))
	for _, language := range languages {
		list, ok := r.Changes[language]
		if !ok && len(r.Languages) > 0 {
			list = r.Changes[r.Languages[0]]
		}
		all[language] = list
	}
	return all
}

// slot is what a fact is about, without its value.
func (f *Fact) slot() string {
	measure := ""
	if !f.Classified {
		measure = f.Measure
	}
	return strings.Join([]string{f.Indicator, measure, f.Subject, f.Area, f.Partner, f.Period, f.Unit, f.Per, f.Direction, f.Method}, "\x00")
}

// said is what a fact says.
func (f *Fact) said() string { return f.slot() + "\x00" + f.Value }

// comparable tells whether two facts about one thing are one fact with two values: they are of one release, or they say in full what they are about.
func (f *Fact) comparable(g *Fact) bool {
	return f.Classified && f.Area != "" && f.Period != "" || slices.ContainsFunc(f.Releases, func(id string) bool { return slices.Contains(g.Releases, id) })
}

// The kinds of row in a record's file, and the number of columns. The words of a fact or a check stand below it, a row for each language.
const (
	head       = "record"
	rowRelease = "release"
	rowFact    = "fact"
	rowCheck   = "check"
	rowWords   = "words"
	rowChange  = "change"
	columns    = 15
)

// form is the version of the record's form. A record of another one is not read.
const form = "2"

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
	write(head, form, list(r.Languages))
	for _, x := range r.Releases {
		write(rowRelease, x.ID, x.Source, x.SHA256, x.Pair, x.Reviewed)
	}
	for i := range r.Facts {
		f := &r.Facts[i]
		classified := ""
		if f.Classified {
			classified = "1"
		}
		write(rowFact, f.ID, f.Indicator, f.Measure, f.Subject, f.Area, f.Partner, f.Period, f.Unit, f.Per, f.Direction+separator+f.Method, f.Value, f.Place, list(f.Releases), classified)
		for _, words := range f.Words {
			write(rowWords, words.Label, words.Period, words.Text)
		}
	}
	for _, x := range r.Checks {
		write(rowCheck, x.ID, x.Kind, x.Result, list(x.Facts), list(x.Releases))
		for _, message := range x.Messages {
			write(rowWords, message)
		}
	}
	for _, language := range r.Languages {
		for _, x := range r.Changes[language] {
			write(rowChange, language, string(x.Kind), x.ID, x.Label, x.Subject, x.Area, x.Period, x.PeriodText, x.Before, x.After, x.Message, list(x.Releases), string(x.Cause))
		}
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
	r := &Record{Languages: split(row[2]), Changes: map[string][]Change{}}
	for {
		row, err := table.Read()
		if err == io.EOF {
			return r, r.worded()
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

// split gives the names of a list.
func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, separator)
}

func (r *Record) add(row []string) error {
	switch row[0] {
	case rowRelease:
		r.Releases = append(r.Releases, Release{row[1], row[2], row[3], row[4], row[5]})
	case rowFact:
		direction, method, _ := strings.Cut(row[10], separator)
		r.Facts = append(r.Facts, Fact{
			ID: row[1], Indicator: row[2], Measure: row[3], Subject: row[4], Area: row[5], Partner: row[6], Period: row[7], Unit: row[8], Per: row[9],
			Direction: direction, Method: method, Value: row[11], Place: row[12], Releases: split(row[13]), Classified: row[14] != "",
		})
	case rowCheck:
		r.Checks = append(r.Checks, Check{ID: row[1], Kind: row[2], Result: row[3], Facts: split(row[4]), Releases: split(row[5])})
	case rowWords:
		return r.addWords(row)
	case rowChange:
		r.Changes[row[1]] = append(r.Changes[row[1]], Change{Kind(row[2]), row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11], split(row[12]), Cause(row[13])})
	default:
		return fmt.Errorf("a row of the unknown kind %q", row[0])
	}
	return nil
}

// addWords adds words to the fact or check that stands above them.
func (r *Record) addWords(row []string) error {
	switch {
	case len(r.Checks) > 0:
		last := &r.Checks[len(r.Checks)-1]
		last.Messages = append(last.Messages, row[1])
	case len(r.Facts) > 0:
		last := &r.Facts[len(r.Facts)-1]
		last.Words = append(last.Words, Words{row[1], row[2], row[3]})
	default:
		return errors.New("words of nothing")
	}
	return nil
}

// worded fails where a fact or a check has not the words of each language.
func (r *Record) worded() error {
	for _, f := range r.Facts {
		if len(f.Words) != len(r.Languages) {
			return fmt.Errorf("fact %s has words in %d languages of %d", f.ID, len(f.Words), len(r.Languages))
		}
	}
	for _, x := range r.Checks {
		if len(x.Messages) != len(r.Languages) {
			return fmt.Errorf("check %s has words in %d languages of %d", x.ID, len(x.Messages), len(r.Languages))
		}
	}
	return nil
}
