// Package tables writes a dataset as tidy tables: CSV, JSON and a Frictionless data package that
// describes both.
//
// There are four tables, releases, mentions, observations and checks, with the columns of the data
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
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

// Table is one tidy table: a row for each release, mention, observation or check.
type Table struct {
	Name   string
	Fields []Field
	Rows   [][]Cell // as long as Fields
}

// Cell is one value. The zero Cell is missing.
type Cell struct {
	Text   string
	Number decimal.Decimal
	kind   cellKind
}

type cellKind uint8

const (
	missing cellKind = iota
	text
	number
)

// String is the value as it stands in a CSV file, but for the apostrophe of a formula.
func (c Cell) String() string {
	if c.kind == number {
		return c.Number.String()
	}
	return c.Text
}

func word(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{Text: s, kind: text}
}

func list(ids []string) Cell { return word(strings.Join(ids, " ")) }

func amount(d decimal.NullDecimal) Cell {
	if !d.Valid {
		return Cell{}
	}
	return Cell{Number: d.Decimal, kind: number}
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
	tables := []Table{{Name: "releases"}, {Name: "mentions"}, {Name: "observations"}, {Name: "checks"}}
	for i := range tables {
		tables[i].Fields = dictionary.fields(tables[i].Name)
	}
	for _, r := range d.Releases {
		tables[0].add(map[string]Cell{
			"release_id": word(r.ID), "title": word(r.Title), "publisher": word(r.Publisher), "release_date": word(r.Date),
			"language": word(r.Language), "source": word(r.Source), "sha256": word(r.SHA256), "pair": word(r.Pair),
		})
	}
	for _, m := range d.Mentions {
		tables[1].add(map[string]Cell{
			"mention_id": word(m.ID), "release_id": word(m.ReleaseID), "section": word(m.Section), "speaker": word(m.Speaker),
			"sentence": word(m.Sentence), "char_start": whole(m.CharStart), "char_end": whole(m.CharEnd), "surface": word(m.Surface),
			"value": amount(m.Value), "low": amount(m.Low), "high": amount(m.High), "unit": word(m.Unit), "per": word(m.Per),
			"bound": word(m.Bound), "direction": word(m.Direction), "period": word(m.Period), "measure": word(m.Measure),
			"subject": word(m.Subject), "ref_area": word(m.RefArea), "counterpart_area": word(m.CounterpartArea),
			"observation_id": word(m.ObservationID), "review": word(m.Review), "review_note": word(m.ReviewNote),
		})
	}
	for _, o := range d.Observations {
		tables[2].add(map[string]Cell{
			"observation_id": word(o.ID), "indicator": word(o.Indicator), "indicator_label": word(o.IndicatorLabel),
			"subject": word(o.Subject), "ref_area": word(o.RefArea), "counterpart_area": word(o.CounterpartArea),
			"time_period": word(o.TimePeriod), "obs_value": amount(o.Value), "obs_low": end(o.Interval.Low), "obs_high": end(o.Interval.High),
			"unit_measure": word(o.UnitMeasure), "unit_mult": whole(o.UnitMult), "bound": word(o.Bound), "direction": word(o.Direction),
			"obs_status": word(o.Status), "method": word(o.Method), "formula": word(o.Formula), "mentions": list(o.Mentions), "releases": list(o.Releases),
			"review": word(o.Review),
		})
	}
	for _, c := range d.Checks {
		tables[3].add(map[string]Cell{
			"check_id": word(c.ID), "kind": word(c.Kind), "result": word(c.Result),
			"expected_low": end(c.Expected.Low), "expected_high": end(c.Expected.High),
			"found_low": end(c.Found.Low), "found_high": end(c.Found.High),
			"observations": list(c.Observations), "message": word(c.Message),
		})
	}
	return tables
}

// add appends a row whose cells are named by field. A name that is no field is a mistake of this package.
func (t *Table) add(cells map[string]Cell) {
	row := make([]Cell, len(t.Fields))
	for i, f := range t.Fields {
		c, ok := cells[f.Name]
		if !ok {
			panic(fmt.Sprintf("tables: nothing fills %s.%s", t.Name, f.Name))
		}
		row[i] = c
	}
	if len(cells) != len(row) {
		panic(fmt.Sprintf("tables: %s has %d fields and a row of %d cells", t.Name, len(row), len(cells)))
	}
	t.Rows = append(t.Rows, row)
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
	for _, row := range t.Rows {
		for i, c := range row {
			record[i] = c.String()
			if c.kind == text && formula(record[i]) {
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
	for n, row := range t.Rows {
		if n > 0 {
			out.WriteString(",")
		}
		out.WriteString("\n  {")
		for i, c := range row {
			value := []byte("null")
			switch c.kind {
			case number:
				value = []byte(c.Number.String())
			case text:
				quoted, err := json.Marshal(c.Text)
				if err != nil {
					return fmt.Errorf("tables: %s: %w", t.Name, err)
				}
				value = quoted
			}
			if i > 0 {
				out.WriteString(", ")
			}
			out.Write(names[i])
			out.WriteString(": ")
			out.Write(value)
		}
		out.WriteString("}")
	}
	out.WriteString("\n]\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("tables: %s: %w", t.Name, err)
	}
	return nil
}
