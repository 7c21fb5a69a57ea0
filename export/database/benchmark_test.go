package database

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

var mentionsOf = flag.Int("mentions", 1_000_000, "how many mentions BenchmarkMentions writes")

// many is a dataset of n mentions and six tenths as many observations, with five mentions in two sentences and 45 in a release, as an archive
// of releases has them.
func many(b *testing.B, n int) *transform.Dataset {
	b.Helper()
	one := dataset(b)
	d := &transform.Dataset{Language: one.Language}
	for i := range n*6/10 + 1 {
		o := one.Observations[i%len(one.Observations)]
		o.ID, o.Releases, o.Mentions = fmt.Sprintf("%s-%d", o.ID, i), []string{release(i * 10 / 6)}, nil
		d.Observations = append(d.Observations, o)
	}
	for i := range n {
		m := one.Mentions[i*2/5%len(one.Mentions)]
		m.ID, m.ReleaseID = fmt.Sprintf("%s-m%03d", release(i), i%45), release(i)
		m.ObservationID = d.Observations[i*6/10].ID
		m.Sentence = fmt.Sprintf("%s (%d)", m.Sentence, i*2/5)
		d.Mentions = append(d.Mentions, m)
	}
	for i := 0; i < n; i += 45 {
		r := one.Releases[0]
		r.ID = release(i)
		d.Releases = append(d.Releases, r)
	}
	return d
}

func release(mention int) string { return fmt.Sprintf("release-%06d.en", mention/45) }

// processor is how many seconds of processor time the program has had.
func processor(b *testing.B) float64 {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// BenchmarkMentions writes a million mentions, and beside it the same cells of the same tables by a bare loop of inserts: without keys,
// indexes or search. Rates are of processor time.
func BenchmarkMentions(b *testing.B) {
	mentions := *mentionsOf
	d := many(b, mentions)
	rows := float64(0)
	var ours, bare float64
	for b.Loop() {
		name := filepath.Join(b.TempDir(), "figures.sqlite")
		start := processor(b)
		if err := Write(name, d); err != nil {
			b.Fatal(err)
		}
		ours += processor(b) - start
		b.StopTimer()
		rows += float64(count(b, name))
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(info.Size())/1e6, "MB")
		start = processor(b)
		loop(b, filepath.Join(b.TempDir(), "bare.sqlite"), d)
		bare += processor(b) - start
		b.StartTimer()
	}
	b.ReportMetric(rows/ours, "rows/s")
	b.ReportMetric(float64(mentions)*float64(b.N)/ours, "mentions/s")
	b.ReportMetric(bare/ours, "of-bare-loop")
}

// count is the number of rows in all tables but those of the indexes.
func count(b *testing.B, name string) int {
	b.Helper()
	conn, err := sqlite.OpenConn(name, sqlite.OpenReadOnly)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	rows := 0
	for _, table := range strings.Fields("releases mentions observations checks changes sentences observations_releases checks_observations changes_releases") {
		n, err := sqlitex.ResultInt(conn.Prep("SELECT count(*) FROM " + table))
		if err != nil {
			b.Fatal(err)
		}
		rows += n
	}
	return rows
}

// loop inserts the cells of each table as they come.
func loop(b *testing.B, name string, d *transform.Dataset) {
	conn, err := sqlite.OpenConn(name, sqlite.OpenCreate, sqlite.OpenReadWrite)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	for _, s := range settings {
		if err := sqlitex.ExecuteTransient(conn, "PRAGMA "+s, nil); err != nil {
			b.Fatal(err)
		}
	}
	defer sqlitex.Transaction(conn)(&err)
	for _, t := range tables.Of(d) {
		var names []string
		for _, f := range t.Fields {
			names = append(names, quote(f.Name))
		}
		if err := sqlitex.ExecuteTransient(conn, fmt.Sprintf("CREATE TABLE %s (%s)", quote(t.Name), strings.Join(names, ", ")), nil); err != nil {
			b.Fatal(err)
		}
		rows, err := insert(conn, t.Name, len(names))
		if err != nil {
			b.Fatal(err)
		}
		for cells := range t.Rows {
			for i, c := range cells {
				switch c.Kind {
				case tables.Missing:
					rows.BindNull(i + 1)
				case tables.Number:
					bindNumber(rows, i+1, c.Number)
				default:
					rows.BindText(i+1, c.String())
				}
			}
			if err := step(rows); err != nil {
				b.Fatal(err)
			}
		}
	}
}
