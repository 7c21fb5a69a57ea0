// Package tables writes a dataset as tidy tables: CSV, JSON and a Frictionless data package that
// describes both.
//
// There are five tables, releases, mentions, observations, checks and changes, with the columns of the data
// dictionary (fields.yaml). Lists, such as the mentions of an observation, are identifiers with a space
// between. An empty cell is missing or, in the low and high columns, an end without limit.
//
// Text of a release that a spreadsheet would take for a formula gets an apostrophe in front in the CSV
// files, which Excel and LibreOffice then show as text; the data package says so. JSON has the text as it is.
package tables

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/interval"
)

// Table is one tidy table: a row for each release, mention, observation, check or change.
type Table struct {
	Name   string
	Fields []Field
	Rows   iter.Seq[[]Cell] // each as long as Fields, and good until the next one
	Keys   iter.Seq[string] // of the rows; nil where no field is the key
}

// Cell is one value. The zero Cell is missing.
type Cell struct {
	Kind   CellKind
	Text   string
	Number decimal.Decimal
	List   []string
}

// CellKind says which field of a Cell holds its value.
type CellKind uint8

// The kinds of cell.
const (
	Missing CellKind = iota
	Text
	Number
	List // of identifiers, at least one
)

// String is the value as it stands in a CSV file, but for the apostrophe of a formula.
func (c Cell) String() string {
	switch c.Kind {
	case Number:
		return c.Number.String()
	case List:
		return strings.Join(c.List, " ")
	}
	return c.Text
}

func word(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

func list(ids []string) Cell {
	if len(ids) == 0 {
		return Cell{}
	}
	return Cell{Kind: List, List: ids}
}

func amount(d decimal.NullDecimal) Cell {
	if !d.Valid {
		return Cell{}
	}
	return Cell{Kind: Number, Number: d.Decimal}
}

func whole(n int) Cell {
	return amount(decimal.NullDecimal{Decimal: decimal.MustNew(int64(n), 0), Valid: true})
}

func end(e interval.Endpoint) Cell {
	return amount(decimal.NullDecimal{Decimal: e.Value, Valid: !e.Unbounded})
}

// Of makes the tables of a dataset, with titles and descriptions in its language.
func Of(d *transform.Dataset) []Table {
	dictionary := dictionaryOf(d.Language)
	return []Table{
		tableOf(dictionary, "releases", d.Releases, releaseCells()), tableOf(dictionary, "mentions", d.Mentions, mentionCells()),
		tableOf(dictionary, "observations", d.Observations, observationCells()), tableOf(dictionary, "checks", d.Checks, checkCells()),
		tableOf(dictionary, "changes", d.Changes, changeCells()),
	}
}

// cells says what fills each field of a row.
type cells[T any] map[string]func(*T) Cell

func releaseCells() cells[transform.Release] {
	return cells[transform.Release]{
		"release_id":   func(r *transform.Release) Cell { return word(r.ID) },
		"title":        func(r *transform.Release) Cell { return word(r.Title) },
		"publisher":    func(r *transform.Release) Cell { return word(r.Publisher) },
		"release_date": func(r *transform.Release) Cell { return word(r.Date) },
		"language":     func(r *transform.Release) Cell { return word(r.Language) },
		"source":       func(r *transform.Release) Cell { return word(r.Source) },
		"sha256":       func(r *transform.Release) Cell { return word(r.SHA256) },
		"pair":         func(r *transform.Release) Cell { return word(r.Pair) },
	}
}

func mentionCells() cells[transform.Mention] {
	return cells[transform.Mention]{
		"mention_id":       func(m *transform.Mention) Cell { return word(m.ID) },
		"release_id":       func(m *transform.Mention) Cell { return word(m.ReleaseID) },
		"section":          func(m *transform.Mention) Cell { return word(m.Section) },
		"speaker":          func(m *transform.Mention) Cell { return word(m.Speaker) },
		"sentence":         func(m *transform.Mention) Cell { return word(m.Sentence) },
		"char_start":       func(m *transform.Mention) Cell { return whole(m.CharStart) },
		"char_end":         func(m *transform.Mention) Cell { return whole(m.CharEnd) },
		"surface":          func(m *transform.Mention) Cell { return word(m.Surface) },
		"value":            func(m *transform.Mention) Cell { return amount(m.Value) },
		"low":              func(m *transform.Mention) Cell { return amount(m.Low) },
		"high":             func(m *transform.Mention) Cell { return amount(m.High) },
		"unit":             func(m *transform.Mention) Cell { return word(m.Unit) },
		"per":              func(m *transform.Mention) Cell { return word(m.Per) },
		"bound":            func(m *transform.Mention) Cell { return word(m.Bound) },
		"direction":        func(m *transform.Mention) Cell { return word(m.Direction) },
		"period":           func(m *transform.Mention) Cell { return word(m.Period) },
		"measure":          func(m *transform.Mention) Cell { return word(m.Measure) },
		"subject":          func(m *transform.Mention) Cell { return word(m.Subject) },
		"ref_area":         func(m *transform.Mention) Cell { return word(m.RefArea) },
		"counterpart_area": func(m *transform.Mention) Cell { return word(m.CounterpartArea) },
		"observation_id":   func(m *transform.Mention) Cell { return word(m.ObservationID) },
		"review":           func(m *transform.Mention) Cell { return word(m.Review) },
		"review_note":      func(m *transform.Mention) Cell { return word(m.ReviewNote) },
	}
}

func observationCells() cells[transform.Observation] {
	return cells[transform.Observation]{
		"observation_id":   func(o *transform.Observation) Cell { return word(o.ID) },
		"indicator":        func(o *transform.Observation) Cell { return word(o.Indicator) },
		"indicator_label":  func(o *transform.Observation) Cell { return word(o.IndicatorLabel) },
		"subject":          func(o *transform.Observation) Cell { return word(o.Subject) },
		"ref_area":         func(o *transform.Observation) Cell { return word(o.RefArea) },
		"counterpart_area": func(o *transform.Observation) Cell { return word(o.CounterpartArea) },
		"time_period":      func(o *transform.Observation) Cell { return word(o.TimePeriod) },
		"obs_value":        func(o *transform.Observation) Cell { return amount(o.Value) },
		"obs_low":          func(o *transform.Observation) Cell { return end(o.Interval.Low) },
		"obs_high":         func(o *transform.Observation) Cell { return end(o.Interval.High) },
		"unit_measure":     func(o *transform.Observation) Cell { return word(o.UnitMeasure) },
		"unit_mult":        func(o *transform.Observation) Cell { return whole(o.UnitMult) },
		"bound":            func(o *transform.Observation) Cell { return word(o.Bound) },
		"direction":        func(o *transform.Observation) Cell { return word(o.Direction) },
		"obs_status":       func(o *transform.Observation) Cell { return word(o.Status) },
		"method":           func(o *transform.Observation) Cell { return word(o.Method) },
		"formula":          func(o *transform.Observation) Cell { return word(o.Formula) },
		"mentions":         func(o *transform.Observation) Cell { return list(o.Mentions) },
		"releases":         func(o *transform.Observation) Cell { return list(o.Releases) },
		"review":           func(o *transform.Observation) Cell { return word(o.Review) },
	}
}

func checkCells() cells[transform.Check] {
	return cells[transform.Check]{
		"check_id":      func(c *transform.Check) Cell { return word(c.ID) },
		"kind":          func(c *transform.Check) Cell { return word(c.Kind) },
		"result":        func(c *transform.Check) Cell { return word(c.Result) },
		"expected_low":  func(c *transform.Check) Cell { return end(c.Expected.Low) },
		"expected_high": func(c *transform.Check) Cell { return end(c.Expected.High) },
		"found_low":     func(c *transform.Check) Cell { return end(c.Found.Low) },
		"found_high":    func(c *transform.Check) Cell { return end(c.Found.High) },
		"observations":  func(c *transform.Check) Cell { return list(c.Observations) },
		"message":       func(c *transform.Check) Cell { return word(c.Message) },
	}
}

func changeCells() cells[changes.Change] {
	return cells[changes.Change]{
		"change":      func(c *changes.Change) Cell { return word(string(c.Kind)) },
		"id":          func(c *changes.Change) Cell { return word(c.ID) },
		"label":       func(c *changes.Change) Cell { return word(c.Label) },
		"subject":     func(c *changes.Change) Cell { return word(c.Subject) },
		"ref_area":    func(c *changes.Change) Cell { return word(c.Area) },
		"time_period": func(c *changes.Change) Cell { return word(c.Period) },
		"before":      func(c *changes.Change) Cell { return word(c.Before) },
		"after":       func(c *changes.Change) Cell { return word(c.After) },
		"cause":       func(c *changes.Change) Cell { return word(string(c.Cause)) },
		"releases":    func(c *changes.Change) Cell { return list(c.Releases) },
		"message":     func(c *changes.Change) Cell { return word(c.Message) },
	}
}

// tableOf makes the table of a list. A field that nothing fills, or a cell that is no field, is a mistake of this package.
func tableOf[T any](d dictionary, name string, list []T, cells cells[T]) Table {
	t := Table{Name: name, Fields: d.fields(name)}
	fill := make([]func(*T) Cell, len(t.Fields))
	for i, f := range t.Fields {
		if fill[i] = cells[f.Name]; fill[i] == nil {
			panic(fmt.Sprintf("tables: nothing fills %s.%s", name, f.Name))
		}
	}
	if len(cells) != len(fill) {
		panic(fmt.Sprintf("tables: %s has %d fields and rows of %d cells", name, len(fill), len(cells)))
	}
	if i := slices.IndexFunc(t.Fields, func(f Field) bool { return f.Key }); i >= 0 {
		t.Keys = func(yield func(string) bool) {
			for n := range list {
				if !yield(fill[i](&list[n]).Text) {
					return
				}
			}
		}
	}
	t.Rows = func(yield func([]Cell) bool) {
		row := make([]Cell, len(fill))
		for n := range list {
			for i := range fill {
				row[i] = fill[i](&list[n])
			}
			if !yield(row) {
				return
			}
		}
	}
	return t
}

// WriteCSV writes the table as RFC 4180 has it: UTF-8, a line of names, CRLF behind each line.
func (t Table) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(t.Fields))
	for i, f := range t.Fields {
		record[i] = f.Name
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("tables: %s: %w", t.Name, err)
	}
	for row := range t.Rows {
		for i, c := range row {
			record[i] = c.String()
			if (c.Kind == Text || c.Kind == List) && formula(record[i]) {
				record[i] = "'" + record[i]
			}
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("tables: %s: %w", t.Name, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("tables: %s: %w", t.Name, err)
	}
	return nil
}

// formula tells whether a spreadsheet may take a text for a formula.
func formula(s string) bool { return strings.ContainsRune("=+-@\t\r\n", rune(s[0])) }

// WriteJSON writes the table as an array of objects, whose keys stand in the order of the fields and
// whose numbers have every digit.
func (t Table) WriteJSON(w io.Writer) error {
	out := bufio.NewWriter(w)
	names := make([][]byte, len(t.Fields))
	for i, f := range t.Fields {
		name, err := json.Marshal(f.Name)
		if err != nil {
			return fmt.Errorf("tables: %s: %w", t.Name, err)
		}
		names[i] = name
	}
	out.WriteString("[")
	between := ""
	for row := range t.Rows {
		out.WriteString(between)
		between = ","
		out.WriteString("\n  {")
		for i, c := range row {
			if i > 0 {
				out.WriteString(", ")
			}
			out.Write(names[i])
			out.WriteString(": ")
			if err := c.writeJSON(out); err != nil {
				return fmt.Errorf("tables: %s: %w", t.Name, err)
			}
		}
		out.WriteString("}")
	}
	out.WriteString("\n]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("tables: %s: %w", t.Name, err)
	}
	return nil
}

// writeJSON writes the value of a cell.
func (c Cell) writeJSON(out *bufio.Writer) error {
	switch c.Kind {
	case Missing:
		out.WriteString("null")
	case Number:
		out.WriteString(c.Number.String())
	default:
		return writeString(out, c.String())
	}
	return nil
}

func writeString(out *bufio.Writer, s string) error {
	if plain(s) {
		out.WriteByte('"')
		out.WriteString(s)
		out.WriteByte('"')
		return nil
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		return err
	}
	out.Write(quoted)
	return nil
}

// plain tells whether a text stands in JSON as it is. Most do.
func plain(s string) bool {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b > '~' || b == '"' || b == '\\' || b == '<' || b == '>' || b == '&' {
			return false
		}
	}
	return true
}
