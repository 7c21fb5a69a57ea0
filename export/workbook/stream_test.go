package workbook

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
)

// many is the fixture with n mentions, copies of its own, and their observations.
func many(t testing.TB, n int) *transform.Dataset {
	t.Helper()
	d := *exporttest.Korea(t)
	mentions := make([]transform.Mention, n)
	for i := range mentions {
		mentions[i] = d.Mentions[i%len(d.Mentions)]
		if i >= len(d.Mentions) {
			mentions[i].ID = fmt.Sprintf("%s-%d", mentions[i].ID, i/len(d.Mentions))
		}
	}
	d.Mentions = mentions
	return &d
}

// A long table is streamed over as many sheets as it needs, in both languages, with every row, and each sheet keeps the rules of a table.
func TestStream(t *testing.T) {
	small := sizes{mentions: 10, rows: 40, most: 70}
	for _, language := range []string{"en", "fr"} {
		d := many(t, 200)
		d.Language = language
		var out, again bytes.Buffer
		if err := write(&out, d, Options{}, small); err != nil {
			t.Fatal(err)
		}
		if err := write(&again, d, Options{}, small); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), again.Bytes()) {
			t.Error("a streamed workbook is not the same twice")
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		names := map[string]bool{}
		var ids []string
		for _, sheet := range f.GetSheetList() {
			tables, err := f.GetTables(sheet)
			if err != nil || len(tables) > 1 {
				t.Fatalf("%s: %d tables, %v", sheet, len(tables), err)
			}
			for _, table := range tables {
				if names[table.Name] {
					t.Errorf("two tables are called %s", table.Name)
				}
				names[table.Name] = true
			}
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				if len(row) > 0 && slices.ContainsFunc(d.Mentions, func(m transform.Mention) bool { return m.ID == row[0] }) {
					ids = append(ids, row[0])
				}
			}
		}
		if len(ids) != len(d.Mentions) {
			t.Fatalf("%s: %d rows of mentions; want %d", language, len(ids), len(d.Mentions))
		}
		for i, m := range d.Mentions {
			if ids[i] != m.ID {
				t.Fatalf("%s: row %d is of %s; want %s", language, i, ids[i], m.ID)
			}
		}
	}
}

// counter counts the bytes that are written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// BenchmarkMentions writes a workbook of a million mentions, and the cells of its sheet of mentions by a bare loop over the library's stream.
// The ratio is that of rows a second.
func BenchmarkMentions(b *testing.B) {
	const rows = 1_000_000
	d := many(b, rows)
	for b.Loop() {
		var out counter
		if err := Write(&out, d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	ours := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(rows/ours, "rows/s")
	var used runtime.MemStats
	runtime.ReadMemStats(&used)
	b.ReportMetric(float64(used.Sys)/1e6, "MB-of-system")
	start := time.Now()
	bare(b, d)
	b.ReportMetric(time.Since(start).Seconds()/ours, "of-bare-loop")
}

// bare writes the cells of the mentions and nothing else.
func bare(b *testing.B, d *transform.Dataset) {
	book, err := describe(d, Options{}, large)
	if err != nil {
		b.Fatal(err)
	}
	i := slices.IndexFunc(book.sheets, func(s *sheet) bool { return s.table != nil && s.table.streamed != nil && s.table.len() >= 1_000_000 })
	table := book.sheets[i].table
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	values := make([]any, len(table.columns))
	for n := range table.len() {
		for k, c := range table.streamed(n) {
			if values[k] = c.text; c.number.Valid {
				values[k], _ = c.number.Decimal.Float64()
			}
		}
		at, err := excelize.CoordinatesToCellName(1, n+1)
		if err != nil {
			b.Fatal(err)
		}
		if err := out.SetRow(at, values); err != nil {
			b.Fatal(err)
		}
	}
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Write(io.Discard); err != nil {
		b.Fatal(err)
	}
}
