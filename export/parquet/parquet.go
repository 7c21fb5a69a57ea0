// Package parquet writes the tables of a dataset as Parquet files, one for each.
//
// Columns are those of the data dictionary, in its order and with its types: a number is an exact decimal of 38 digits, 19 of them behind
// the point, which holds every number of a dataset; a list is a list. What the dictionary says of a column is in the file's metadata
// under its name.
package parquet

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"

	"tidyrelease/export/tables"
)

const (
	groupRows = 1 << 17 // rows in a row group, which is held in memory while it is written
	batchRows = 1 << 8  // rows handed to the library at once
)

// writer is the library's for rows of a schema, not of a Go type.
type writer = parquet.GenericWriter[any]

// Write writes a table.
func Write(w io.Writer, t tables.Table) error {
	options := []parquet.WriterOption{schema(t), parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(groupRows)}
	for _, f := range t.Fields {
		options = append(options, parquet.KeyValueMetadata(f.Name, f.Description))
	}
	out := parquet.NewGenericWriter[any](w, options...)
	if err := write(out, t); err != nil {
		return fmt.Errorf("parquet: %s: %w", t.Name, err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("parquet: %s: %w", t.Name, err)
	}
	return nil
}

// schema is that of a table.
func schema(t tables.Table) *parquet.Schema {
	columns := record{Group: parquet.Group{}}
	for _, f := range t.Fields {
		columns.Group[f.Name] = node(f)
		columns.names = append(columns.names, f.Name)
	}
	return parquet.NewSchema(t.Name, columns)
}

// record is a group whose fields keep their order; the library's are sorted by name.
type record struct {
	parquet.Group
	names []string
}

// Fields lists the fields in the order of their names.
func (r record) Fields() []parquet.Field {
	fields := r.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(r.names, a.Name()) - slices.Index(r.names, b.Name())
	})
	return fields
}

// node is the type of a column. Texts repeat, and so stand once in a dictionary, but for keys.
func node(f tables.Field) parquet.Node {
	var n parquet.Node
	switch f.Type {
	case "integer":
		n = parquet.Int(64)
	case "number":
		n = parquet.Decimal(scale, precision, parquet.FixedLenByteArrayType(wide))
	case "date":
		n = parquet.Date()
	default:
		n = parquet.String()
		if !f.Key {
			n = parquet.Encoded(n, &parquet.RLEDictionary)
		}
	}
	switch {
	case f.List:
		return parquet.List(n)
	case f.Required:
		return n
	}
	return parquet.Optional(n)
}

// write writes the rows.
func write(out *writer, t tables.Table) error {
	b := batch{fields: t.Fields}
	for cells := range t.Rows {
		if err := b.add(cells); err != nil {
			return err
		}
		if len(b.rows) == batchRows {
			if err := b.flush(out); err != nil {
				return err
			}
		}
	}
	return b.flush(out)
}

// batch is some rows on their way. Its memory is used again.
type batch struct {
	fields []tables.Field
	rows   []parquet.Row
}

func (b *batch) add(cells []tables.Cell) error {
	n := len(b.rows)
	if n < cap(b.rows) {
		b.rows = b.rows[:n+1]
	} else {
		b.rows = append(b.rows, nil)
	}
	row := b.rows[n][:0]
	for i, f := range b.fields {
		var err error
		if row, err = appendCell(row, i, f, &cells[i]); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	b.rows[n] = row
	return nil
}

func (b *batch) flush(out *writer) error {
	_, err := out.WriteRows(b.rows)
	b.rows = b.rows[:0]
	return err
}

// appendCell appends the values of a cell, with the levels at which they stand: an item of a list repeats from the second on, and
// is one level deeper than the list, as a value that is there is one level deeper than one that may be missing.
func appendCell(row parquet.Row, column int, f tables.Field, c *tables.Cell) (parquet.Row, error) {
	if f.List {
		for i, item := range c.List {
			row = append(row, parquet.ValueOf(item).Level(min(i, 1), 1, column))
		}
		if len(c.List) == 0 {
			row = append(row, parquet.NullValue().Level(0, 0, column))
		}
		return row, nil
	}
	if c.Kind == tables.Missing && !f.Required {
		return append(row, parquet.NullValue().Level(0, 0, column)), nil
	}
	v, err := value(f, c)
	depth := 1
	if f.Required {
		depth = 0
	}
	return append(row, v.Level(0, depth, column)), err
}

// value is that of a cell that is no list. A required text that is empty is an empty text.
func value(f tables.Field, c *tables.Cell) (parquet.Value, error) {
	switch f.Type {
	case "integer":
		n, _, ok := c.Number.Int64(0)
		if !ok {
			return parquet.Value{}, fmt.Errorf("%s is too large for an integer", c.Number)
		}
		return parquet.Int64Value(n), nil
	case "number":
		return parquet.FixedLenByteArrayValue(widen(c.Number)), nil
	case "date":
		day, err := time.Parse(time.DateOnly, c.Text)
		return parquet.Int32Value(int32(day.Unix() / (24 * 60 * 60))), err
	}
	return parquet.ValueOf(c.Text), nil
}
