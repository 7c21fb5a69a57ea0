package workbook

import (
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// stream writes a sheet with a long table row by row. What stands around the rows is set before, for the library writes
// it before and behind them as it is then.
func (w *writer) stream(s *sheet) error {
	if err := w.frame(s); err != nil {
		return err
	}
	if err := w.setUp(s); err != nil {
		return err
	}
	for n, l := range s.lines {
		if err := w.link(s, 1, n+2, l.link); err != nil {
			return err
		}
	}
	out, err := w.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, c := range s.table.columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if err := w.streamHead(s, out); err != nil {
		return err
	}
	if err := w.streamRows(s, out); err != nil {
		return err
	}
	if err := out.AddTable(s.marked()); err != nil {
		return err
	}
	return out.Flush()
}

// streamHead writes what stands above the rows.
func (w *writer) streamHead(s *sheet, out *excelize.StreamWriter) error {
	text := func(row int, value string, l look, height float64) error {
		style, err := w.style(l)
		if err != nil {
			return err
		}
		return out.SetRow(fmt.Sprintf("A%d", row), []any{excelize.Cell{StyleID: style, Value: escape(value)}}, excelize.RowOpts{Height: height})
	}
	if err := text(1, s.title, look{kind: title}, titleHeight); err != nil {
		return err
	}
	for n, l := range s.lines {
		look, height := l.look()
		if err := text(n+2, l.text, look, height); err != nil {
			return err
		}
	}
	headers := make([]any, len(s.table.columns))
	for i, c := range s.table.columns {
		style, err := w.style(look{kind: header, right: c.right})
		if err != nil {
			return err
		}
		headers[i] = excelize.Cell{StyleID: style, Value: escape(c.header)}
	}
	return out.SetRow(fmt.Sprintf("A%d", s.headerRow()), headers, excelize.RowOpts{Height: s.table.heights[0]})
}

// streamRows writes the rows, each after it was held against the rules.
func (w *writer) streamRows(s *sheet, out *excelize.StreamWriter) error {
	t := s.table
	cells, values := make([]excelize.Cell, len(t.columns)), make([]any, len(t.columns))
	var p problems
	for n := range t.len() {
		row := t.streamed(n)
		if w.book.checkRow(s, n, row, &p); len(p) > 0 {
			return errors.Join(p...)
		}
		for i, c := range row {
			value, l, err := w.content(c, t.columns[i].right)
			if err != nil {
				return err
			}
			if text, ok := value.(string); ok {
				value = escape(text)
			}
			style, err := w.style(l)
			if err != nil {
				return err
			}
			cells[i] = excelize.Cell{StyleID: style, Formula: c.formula, Value: value}
			values[i] = &cells[i]
		}
		at, err := excelize.CoordinatesToCellName(1, s.headerRow()+1+n)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, values, excelize.RowOpts{Height: t.height(row)}); err != nil {
			return err
		}
	}
	return nil
}
