package parquet

import (
	"bytes"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"github.com/parquet-go/parquet-go"

	"tidyrelease/export/exporttest"
	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// dataset has a row in every table, the longest decimals, lists of none, one and several, and more rows than a batch.
func dataset(t testing.TB) *transform.Dataset {
	t.Helper()
	d := exporttest.Korea(t)
	numbers := []string{"9999999999999999999", "-9999999999999999999", "0.0000000000000000001", "-0.0000000000000000001", "9.999999999999999999", "0", "-125"}
	for len(d.Mentions) <= 2*batchRows {
		m := d.Mentions[len(d.Mentions)%15]
		m.Value = decimal.NullDecimal{Decimal: decimal.MustParse(numbers[len(d.Mentions)%len(numbers)]), Valid: true}
		d.Mentions = append(d.Mentions, m)
	}
	d.Observations[0].Mentions = nil
	d.Changes = []changes.Change{{Kind: changes.Vanished, ID: "x-1", Cause: changes.ReleaseGone, Releases: []string{"gone", "it's gone", "L’économie"}, Message: "gone"}}
	return d
}

func written(t testing.TB, table tables.Table) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, table); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// text gives a value of a file as the CSV file has it.
func text(f tables.Field, v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case f.Type == "date":
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case f.Type == "number":
		unscaled := new(big.Int).SetBytes(v.ByteArray())
		if v.ByteArray()[0]&0x80 != 0 {
			unscaled.Sub(unscaled, new(big.Int).Lsh(big.NewInt(1), 8*wide))
		}
		exact := new(big.Rat).SetFrac(unscaled, new(big.Int).Exp(big.NewInt(10), big.NewInt(scale), nil)).FloatString(scale)
		return strings.TrimSuffix(strings.TrimRight(exact, "0"), ".")
	}
	return v.String()
}

// What is read back is what the CSV file has: columns, rows and cells.
func TestReadBack(t *testing.T) {
	for _, table := range tables.Of(dataset(t)) {
		var want [][]string
		for cells := range table.Rows {
			row := make([]string, len(cells))
			for i, c := range cells {
				if row[i] = c.String(); c.Kind == tables.Number {
					row[i] = c.Number.Trim(0).String()
				}
			}
			want = append(want, row)
		}
		content := written(t, table)
		file, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			t.Fatal(err)
		}
		for i, f := range file.Schema().Fields() {
			if f.Name() != table.Fields[i].Name {
				t.Errorf("%s: column %d is %s, not %s", table.Name, i, f.Name(), table.Fields[i].Name)
			}
			if said, _ := file.Lookup(f.Name()); said != table.Fields[i].Description {
				t.Errorf("%s.%s: %q", table.Name, f.Name(), said)
			}
		}
		var got [][]string
		for _, row := range rows(t, file) {
			cells := make([]string, len(table.Fields))
			row.Range(func(column int, values []parquet.Value) bool {
				var list []string
				for _, v := range values {
					list = append(list, text(table.Fields[column], v))
				}
				cells[column] = strings.Join(list, " ")
				return true
			})
			got = append(got, cells)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-csv +parquet):\n%s", table.Name, diff)
		}
	}
}

func rows(t testing.TB, file *parquet.File) []parquet.Row {
	t.Helper()
	var all []parquet.Row
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		defer reader.Close()
		for {
			buffer := make([]parquet.Row, 100)
			n, err := reader.ReadRows(buffer)
			for _, row := range buffer[:n] {
				all = append(all, row.Clone())
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return all
}

// The same table gives the same bytes.
func TestSameBytes(t *testing.T) {
	d := dataset(t)
	for i, table := range tables.Of(d) {
		if !bytes.Equal(written(t, table), written(t, tables.Of(d)[i])) {
			t.Errorf("%s has other bytes the second time", table.Name)
		}
	}
}

// A table without rows is a file with its columns.
func TestEmpty(t *testing.T) {
	for _, table := range tables.Of(&transform.Dataset{Language: "fr"}) {
		content := written(t, table)
		file, err := parquet.OpenFile(bytes.NewReader(content), int64(len(content)))
		if err != nil || file.NumRows() != 0 || len(file.Schema().Fields()) != len(table.Fields) {
			t.Errorf("%s: %v", table.Name, err)
		}
	}
}

// BenchmarkMentions writes a million mentions.
func BenchmarkMentions(b *testing.B) {
	const mentions = 1_000_000
	d := dataset(b)
	few := len(d.Mentions)
	for len(d.Mentions) < mentions {
		d.Mentions = append(d.Mentions, d.Mentions[len(d.Mentions)-few])
	}
	for b.Loop() {
		for _, table := range tables.Of(d) {
			if table.Name == "mentions" {
				if err := Write(io.Discard, table); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.ReportMetric(mentions*float64(b.N)/b.Elapsed().Seconds(), "mentions/s")
}
