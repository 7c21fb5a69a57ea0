package database

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"tidyrelease/export/exporttest"
	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// dataset is one with a row in every table, a pair of releases, and texts that are awkward in SQL.
func dataset(t testing.TB) *transform.Dataset {
	t.Helper()
	d := exporttest.Korea(t)
	d.Releases[0].Pair = ""
	other := d.Releases[0]
	other.ID, other.Pair = "it's \"other\"", d.Releases[0].ID
	d.Releases = append(d.Releases, other)
	d.Mentions[0].Sentence = "L’économie d’ici; DROP TABLE mentions; -- 'x' \"y\" 增加"
	d.Mentions[1].Value = decimal.NullDecimal{Decimal: decimal.MustParse("-0.000000000000125"), Valid: true}
	d.Changes = []changes.Change{{Kind: changes.Vanished, ID: "x-1", Cause: changes.ReleaseGone, Releases: []string{"gone", "it's gone"}, Message: "gone"}}
	return d
}

func written(t testing.TB, d *transform.Dataset) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "figures.sqlite")
	if err := Write(name, d); err != nil {
		t.Fatal(err)
	}
	return name
}

// query gives the rows of a query, a word for each cell.
func query(t testing.TB, name, sql string) [][]string {
	t.Helper()
	conn, err := sqlite.OpenConn(name, sqlite.OpenReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	rows := [][]string{}
	err = sqlitex.ExecuteTransient(conn, sql, &sqlitex.ExecOptions{ResultFunc: func(s *sqlite.Stmt) error {
		row := make([]string, s.ColumnCount())
		for i := range row {
			row[i] = s.ColumnText(i)
		}
		rows = append(rows, row)
		return nil
	}})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return rows
}

// Each view has the columns, rows and cells of the CSV file.
func TestViews(t *testing.T) {
	d := dataset(t)
	name := written(t, d)
	for _, table := range tables.Of(d) {
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
		got := query(t, name, "SELECT * FROM flat_"+table.Name)
		for _, row := range got {
			for i, f := range table.Fields {
				if n, err := decimal.Parse(row[i]); err == nil && (f.Type == "number" || f.Type == "integer") {
					row[i] = n.Trim(0).String() // the database's own way to print a number
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("flat_%s (-csv +database):\n%s", table.Name, diff)
		}
		if len(want) == 0 {
			t.Errorf("%s has no rows, so that nothing is shown of it", table.Name)
		}
	}
}

// The file keeps its own rules, and those that were not looked at while it was made.
func TestIntegrity(t *testing.T) {
	name := written(t, dataset(t))
	if got := query(t, name, "PRAGMA integrity_check"); len(got) != 1 || got[0][0] != "ok" { // also looks at NOT NULL and CHECK
		t.Errorf("integrity: %v", got)
	}
	if got := query(t, name, "PRAGMA foreign_key_check"); len(got) > 0 {
		t.Errorf("foreign keys: %v", got)
	}
	if got := query(t, name, "SELECT m.name, k.id FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k WHERE k.\"to\" IS NOT 'pk'"); len(got) > 0 {
		t.Errorf("foreign keys that do not name their column, which Datasette stumbles over: %v", got)
	}
	keys := query(t, name, "SELECT m.name, k.\"table\" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k WHERE m.type = 'table' ORDER BY 1, 2")
	if want := "[[changes_releases changes] [checks_observations checks] [checks_observations observations] [mentions observations] [mentions releases] [mentions sentences] [observations_releases observations] [observations_releases releases] [releases releases]]"; fmt.Sprint(keys) != want {
		t.Errorf("foreign keys %v, want %v", keys, want)
	}
}

// The same dataset gives the same bytes.
func TestSameBytes(t *testing.T) {
	d := dataset(t)
	one, err := os.ReadFile(written(t, d))
	other, errOther := os.ReadFile(written(t, d))
	if err := errors.Join(err, errOther); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one, other) {
		t.Error("the second file has other bytes")
	}
}

// Words are found without their accents, in any case, and as phrases; a hit leads to the figures of the sentence.
func TestSearch(t *testing.T) {
	name := written(t, dataset(t))
	const figures = "SELECT DISTINCT m.mention_id FROM sentences_search('%s') AS s JOIN mentions AS m ON m.sentence_pk = s.rowid"
	for phrase, want := range map[string]int{"ECONOMIE": 1, "\"bilateral trade in goods\"": 1, "\"goods in trade\"": 0} {
		if got := query(t, name, fmt.Sprintf(figures, phrase)); len(got) < want || want == 0 && len(got) > 0 {
			t.Errorf("%s: %v", phrase, got)
		}
	}
}

// Every dimension and every foreign key has an index, and the views use it.
func TestIndexes(t *testing.T) {
	d := dataset(t)
	name := written(t, d)
	indexed := map[string]bool{}
	for _, row := range query(t, name, "SELECT m.name, c.name FROM sqlite_master AS m, pragma_index_list(m.name) AS i, pragma_index_info(i.name) AS c WHERE m.type = 'table' AND c.seqno = 0") {
		indexed[row[0]+"."+row[1]] = true
	}
	want := query(t, name, "SELECT m.name, k.\"from\" FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS k WHERE m.type = 'table'")
	dimensions := 0
	for _, table := range tables.Of(d) {
		for _, f := range table.Fields {
			if f.Dimension || f.Key {
				want = append(want, []string{table.Name, f.Name})
				dimensions++
			}
		}
	}
	for _, column := range want {
		if !indexed[strings.Join(column, ".")] {
			t.Errorf("%s has no index", strings.Join(column, "."))
		}
	}
	if dimensions < 10 {
		t.Errorf("only %d dimensions and keys", dimensions)
	}
	plan := query(t, name, "EXPLAIN QUERY PLAN SELECT * FROM flat_observations WHERE indicator = 'x'")
	if !slices.ContainsFunc(plan, func(step []string) bool { return strings.HasPrefix(step[3], "SEARCH t USING INDEX") }) {
		t.Errorf("a dimension of the view: %v", plan)
	}
}

// What the dictionary says of a column is in the schema, in the language of the dataset.
func TestComments(t *testing.T) {
	d := dataset(t)
	d.Language = "fr"
	schema := fmt.Sprint(query(t, written(t, d), "SELECT sql FROM sqlite_master"))
	if want := `"surface" TEXT NOT NULL, -- Le chiffre tel qu’il est écrit, sans son qualificatif.`; !strings.Contains(schema, want) {
		t.Errorf("no %q in\n%s", want, schema)
	}
}

// A dataset that refers to what is not in it makes no file that only looks whole.
func TestDangling(t *testing.T) {
	d := dataset(t)
	d.Mentions[0].ObservationID = "nowhere"
	err := Write(filepath.Join(t.TempDir(), "figures.sqlite"), d)
	if err == nil || !strings.Contains(err.Error(), `mentions: observation_id: "nowhere" is not in the table of observations`) {
		t.Errorf("error %v", err)
	}
}

func TestNoRoom(t *testing.T) {
	if err := plain(sqlite.ResultFull.ToError()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v", err)
	}
	if err := Write(filepath.Join(t.TempDir(), "no", "figures.sqlite"), dataset(t)); err == nil {
		t.Error("a file in a folder that is not there")
	}
}
