package workbook

import (
	"errors"
	"fmt"
	"iter"

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
		if l.link == (link{}) {
			continue
		}
		if err := w.file.SetCellHyperLink(s.name, fmt.Sprintf("A%d", n+2), w.location(l.link), "Location"); err != nil {
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

// streamRows writes the rows.
func (w *writer) streamRows(s *sheet, out *excelize.StreamWriter) error {
	t := s.table
	cells, values, styles := make([]excelize.Cell, len(t.columns)), make([]any, len(t.columns)), make([]styled, len(t.columns))
	for i := range cells {
		values[i] = &cells[i]
	}
	at := s.headerRow()
	for row, err := range w.book.made(s) {
		if err != nil {
			return err
		}
		for i := range row.cells {
			c := &row.cells[i]
			value, look, err := w.content(c, t.columns[i].right)
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
			cells[i] = excelize.Cell{StyleID: styles[i].id, Formula: c.formula, Value: value}
		}
		at++
		if err := out.SetRow(fmt.Sprintf("A%d", at), values, excelize.RowOpts{Height: row.height}); err != nil {
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

// madeRow is a row of a streamed table, before it is written.
type madeRow struct {
	cells  []cell
	height float64
}

// made is the rows of a streamed table, each held against the rules. They are made some hundreds ahead of the one that
// is asked for, so that making and writing go on side by side, in the same few pieces of memory.
func (b *book) made(s *sheet) iter.Seq2[madeRow, error] {
	return func(yield func(madeRow, error) bool) {
		m := maker{book: b, sheet: s, free: make(chan []madeRow, batches), ready: make(chan []madeRow), stop: make(chan struct{})}
		for range batches {
			m.free <- make([]madeRow, batch)
		}
		go m.run()
		defer func() {
			close(m.stop)
			for range m.ready { // until it has ended
			}
		}()
		for rows := range m.ready {
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			m.free <- rows
		}
		if len(m.problems) > 0 {
			yield(madeRow{}, errors.Join(m.problems...))
		}
	}
}

// How many rows are made at a time, and how many times as many are in memory.
const (
	batch   = 256
	batches = 3
)

// maker makes the rows of a streamed table.
type maker struct {
	book        *book
	sheet       *sheet
	free, ready chan []madeRow
	stop        chan struct{}
	problems    problems // once ready is closed
}

func (m *maker) run() {
	defer close(m.ready)
	t := m.sheet.table
	for first := 0; first < t.len(); first += batch {
		var rows []madeRow
		select {
		case rows = <-m.free:
		case <-m.stop:
			return
		}
		rows = rows[:min(batch, t.len()-first)]
		for i := range rows {
			rows[i].cells = t.streamed(rows[i].cells[:0], first+i)
			rows[i].height = t.height(rows[i].cells)
			m.book.checkRow(m.sheet, first+i, rows[i].cells, &m.problems)
		}
		if len(m.problems) > 0 {
			return
		}
		select {
		case m.ready <- rows:
		case <-m.stop:
			return
		}
	}
}
