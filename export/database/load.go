package database

import (
	"fmt"
	"strings"

	"github.com/govalues/decimal"
	"zombiezen.com/go/sqlite"

	"tidyrelease/export/tables"
)

// load fills the tables.
func (s *schema) load(conn *sqlite.Conn) error {
	s.number()
	for _, t := range s.tables {
		l, err := t.loader(conn)
		if err != nil {
			return err
		}
		if err := l.load(); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// number gives the rows of tables that others refer to their pk: rows are numbered from one.
func (s *schema) number() {
	for _, t := range s.tables {
		if t.pks == nil {
			continue
		}
		row := int64(0)
		for key := range t.Keys {
			row++
			t.pks[key] = row
		}
	}
}

// loader fills a table, its lists and the texts that its rows share.
type loader struct {
	*table
	rows  *sqlite.Stmt
	pairs []*sqlite.Stmt // of each list
	texts []*sqlite.Stmt // of each column that has texts; nil for others
	bound []bound        // what each column of the rows is bound to
}

// bound is a value that a statement is bound to. Texts repeat from row to row more often than not, and what is bound stays so.
type bound struct {
	kind tables.CellKind
	text string
}

func (t *table) loader(conn *sqlite.Conn) (*loader, error) {
	l := &loader{table: t, pairs: make([]*sqlite.Stmt, len(t.lists)), texts: make([]*sqlite.Stmt, len(t.columns)), bound: make([]bound, len(t.columns))}
	var err error
	if l.rows, err = insert(conn, t.Name, 1+len(t.columns)); err != nil {
		return nil, err
	}
	for i, list := range t.lists {
		if l.pairs[i], err = insert(conn, list.table, 3); err != nil {
			return nil, err
		}
	}
	for i, c := range t.columns {
		if c.texts == nil {
			continue
		}
		if l.texts[i], err = insert(conn, c.texts.table, 2); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func insert(conn *sqlite.Conn, table string, values int) (*sqlite.Stmt, error) {
	return conn.Prepare(fmt.Sprintf("INSERT INTO %s VALUES (?%s)", quote(table), strings.Repeat(", ?", values-1)))
}

func (l *loader) load() error {
	row := int64(0)
	for cells := range l.Rows {
		row++
		if err := l.row(row, cells); err != nil {
			return err
		}
		for i, list := range l.lists {
			if err := list.load(l.pairs[i], row, cells[list.cell].List); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *loader) row(row int64, cells []tables.Cell) error {
	l.rows.BindInt64(1, row)
	for i, c := range l.columns {
		cell, param := &cells[c.cell], i+2
		now := bound{cell.Kind, cell.Text}
		switch {
		case cell.Kind == tables.Number:
			bindNumber(l.rows, param, cell.Number)
		case now == l.bound[i]:
		default:
			if err := l.bind(i, param, cell); err != nil {
				return fmt.Errorf("%s: %w", c.Name, err)
			}
		}
		l.bound[i] = now
	}
	return step(l.rows)
}

// bind binds a cell that is no number.
func (l *loader) bind(column, param int, cell *tables.Cell) error {
	c := l.columns[column]
	switch {
	case cell.Kind == tables.Missing:
		l.rows.BindNull(param)
	case c.target != nil:
		other, err := c.target.pk(cell.Text)
		if err != nil {
			return err
		}
		l.rows.BindInt64(param, other)
	case c.texts != nil:
		text, err := c.texts.pk(l.texts[column], cell.Text)
		if err != nil {
			return err
		}
		l.rows.BindInt64(param, text)
	default:
		l.rows.BindText(param, cell.Text)
	}
	return nil
}

func (x list) load(pairs *sqlite.Stmt, row int64, items []string) error {
	for i, item := range items {
		pairs.BindInt64(1, row)
		pairs.BindInt64(2, int64(i+1))
		if x.target == nil {
			pairs.BindText(3, item)
		} else {
			other, err := x.target.pk(item)
			if err != nil {
				return fmt.Errorf("%s: %w", x.Name, err)
			}
			pairs.BindInt64(3, other)
		}
		if err := step(pairs); err != nil {
			return err
		}
	}
	return nil
}

// pk is that of the row with a key.
func (t *table) pk(key string) (int64, error) {
	row, ok := t.pks[key]
	if !ok {
		return 0, fmt.Errorf("%q is not in the table of %s", key, t.Name)
	}
	return row, nil
}

// pk is that of a text, which is added when it is new.
func (x *texts) pk(add *sqlite.Stmt, text string) (int64, error) {
	if row, ok := x.pks[text]; ok {
		return row, nil
	}
	row := int64(len(x.pks) + 1)
	x.pks[text] = row
	add.BindInt64(1, row)
	add.BindText(2, text)
	return row, step(add)
}

// bindNumber binds the nearest number that the database has.
func bindNumber(s *sqlite.Stmt, param int, n decimal.Decimal) {
	if whole, _, ok := n.Int64(0); ok && n.IsInt() {
		s.BindInt64(param, whole)
		return
	}
	near, _ := n.Float64()
	s.BindFloat(param, near)
}

// step runs a statement that gives no rows. What is bound stays bound and is bound anew for the next row.
func step(s *sqlite.Stmt) error {
	if _, err := s.Step(); err != nil {
		return err
	}
	return s.Reset()
}
