package workbook

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
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

// A workbook whose long sheets are streamed and split, here at a few rows, has the same bytes on every run, the cells that
// are described, and formulas that give the results stored with them.
func TestStreamedCells(t *testing.T) {
	few := sizes{mentions: 1, rows: 1, most: 5}
	for _, lang := range wording.Languages() {
		t.Run(lang, func(t *testing.T) {
			d := plant(lang)
			b, f := checkFile(t, d, few)
			if !bytes.Equal(writtenIn(t, d, few), writtenIn(t, d, few)) {
				t.Error("the second run gives other bytes")
			}
			streamed, split := 0, 0
			for _, s := range b.sheets {
				if s.table != nil && s.table.streamed != nil {
					streamed++
				}
				if s.key != s.kind {
					split++
				}
			}
			if streamed < 5 || split < 2 {
				t.Errorf("%d sheets streamed, %d split off", streamed, split)
			}
			if n := checkCalculated(t, f); n < 20 || !slices.ContainsFunc(f.GetDefinedName(), func(n excelize.DefinedName) bool { return strings.HasPrefix(n.Name, "obs2_") }) {
				t.Errorf("%d formulas, or no names for the second part of the observations", n)
			}
		})
	}
}

var (
	long      = flag.Bool("long", false, "test workbooks that take minutes to read back")
	benchRows = flag.Int("rows", 1_000_000, "mentions of the benchmark")
)

// A workbook of 100,000 mentions keeps the rules, in both languages.
func TestLarge(t *testing.T) {
	if !*long {
		t.Skip("without -long")
	}
	for _, language := range []string{"en", "fr"} {
		d := many(t, 100_000)
		d.Language = language
		t.Run(language, func(t *testing.T) { checkFile(t, d, large) })
	}
}

// Rows come in their order; who stops asking gets no more of them, and a row that breaks a rule ends them.
func TestMadeRows(t *testing.T) {
	const rows = 5*batch + 7
	spoil := func(spoilt int) *sheet {
		return &sheet{name: "S", table: &table{columns: []column{{header: "H", width: 20}}, length: rows, streamed: func(row []cell, n int) []cell {
			if n == spoilt {
				return append(row, cell{})
			}
			return append(row, whole(n))
		}}}
	}
	b := &book{}
	for _, test := range []struct{ spoilt, stop, rows int }{
		{-1, rows, rows}, {-1, 1, 1}, {-1, 2 * batch, 2 * batch}, {3*batch + 5, rows, 3 * batch}, {0, rows, 0},
	} {
		n, broken := 0, error(nil)
		for row, err := range b.made(spoil(test.spoilt)) {
			if err != nil {
				broken = err
				continue
			}
			if want := strconv.Itoa(n); row.cells[0].number.Decimal.String() != want || row.height == 0 {
				t.Fatalf("row %s is %+v", want, row)
			}
			if n++; n == test.stop {
				break
			}
		}
		if n != test.rows || (broken != nil) != (test.spoilt >= 0) {
			t.Errorf("%+v: %d rows, %v", test, n, broken)
		}
	}
}

// counter counts the bytes that are written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}

// BenchmarkMentions writes a workbook of a million mentions, and the cells of its sheet of mentions by a bare loop over
// the library's stream. It tells how fast ours is in rows, against the bare loop, and how much memory the writing takes
// above the dataset that is written: in all, where the garbage collector is told of 400 MB, and of what it keeps.
func BenchmarkMentions(b *testing.B) {
	const mb = 1e6
	d := many(b, *benchRows)
	runtime.GC()
	before := measured()
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(int64(before[held]) + 400*mb))
	most := watch(b)
	for b.Loop() {
		var out counter
		if err := Write(&out, d, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	after := most()
	b.ReportMetric(float64(before[held])/mb, "MB-of-dataset")
	b.ReportMetric((float64(after[held])-float64(before[held]))/mb, "MB-above")
	b.ReportMetric((float64(after[live])-float64(before[live]))/mb, "MB-live-above")
	ours := b.Elapsed().Seconds() / float64(b.N)
	b.ReportMetric(float64(*benchRows)/ours, "rows/s")
	b.ReportMetric(bare(b, d).Seconds()/ours, "of-bare-loop")
}

// What is measured of the memory.
const (
	held = iota // from the system
	live        // objects that the last collection found in use
)

func measured() [2]uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return [2]uint64{s[0].Value.Uint64() - s[1].Value.Uint64(), s[2].Value.Uint64()}
}

// watch looks at the memory every few milliseconds until it is asked for the most that it saw.
func watch(b *testing.B) func() [2]uint64 {
	b.Helper()
	ask, answer := make(chan bool), make(chan [2]uint64)
	go func() {
		var most [2]uint64
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			for i, n := range measured() {
				most[i] = max(most[i], n)
			}
			select {
			case <-tick.C:
			case <-ask:
				answer <- most
				return
			}
		}
	}()
	return func() [2]uint64 {
		ask <- true
		return <-answer
	}
}

// bare writes the cells of the mentions and nothing else, and tells how long that takes.
func bare(b *testing.B, d *transform.Dataset) time.Duration {
	book, err := describe(d, Options{}, large)
	if err != nil {
		b.Fatal(err)
	}
	table := book.sheet("mentions").table
	start := time.Now()
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	values, cells := make([]any, len(table.columns)), make([]cell, 0, len(table.columns))
	for n := range table.len() {
		cells = table.streamed(cells[:0], n)
		for k, c := range cells {
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
	return time.Since(start)
}
