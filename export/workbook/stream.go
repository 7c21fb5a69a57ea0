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
	cells, values, styles := make([]excelize.Cell, len(t.columns)), make([]any, len(t.columns)), make([]styled, len(t.columns))
	for i := range cells {
		values[i] = &cells[i]
	}
	var p problems
	var row []cell
	for n := range t.len() {
		row = t.streamed(row[:0], n)
		if w.book.checkRow(s, n, row, &p); len(p) > 0 {
			return errors.Join(p...)
		}
		for i := range row {
			value, look, err := w.content(&row[i], t.columns[i].right)
			if err != nil {
				return err
			}
			if styles[i].id, err = w.styleAfter(styles[i], look); err != nil {
				return err
			}
			styles[i].look = look
			if text, ok := value.(string); ok {
				value = escape(text)
			}
			cells[i] = excelize.Cell{StyleID: styles[i].id, Formula: row[i].formula, Value: value}
		}
		if err := out.SetRow(fmt.Sprintf("A%d", s.headerRow()+1+n), values, excelize.RowOpts{Height: t.height(row)}); err != nil {
			return err
		}
	}
	return nil
}

// styled is a style and the look that it is of.
type styled struct {
	look look
	id   int // 0 for none yet
}

// styleAfter is the style of a look, which is often that of the cell above.
func (w *writer) styleAfter(above styled, l look) (int, error) {
	if above.id != 0 && above.look == l {
		return above.id, nil
	}
	return w.style(l)
}
