package tables_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tidyrelease/export/exporttest"
	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

func TestColumns(t *testing.T) {
	want := map[string]string{
		"releases":     "release_id,title,publisher,release_date,language,source,sha256,pair",
		"mentions":     "mention_id,release_id,section,speaker,sentence,char_start,char_end,surface,value,low,high,unit,per,bound,direction,period,measure,subject,ref_area,counterpart_area,observation_id,review,review_note",
		"observations": "observation_id,indicator,indicator_label,subject,ref_area,counterpart_area,time_period,obs_value,obs_low,obs_high,unit_measure,unit_mult,bound,direction,obs_status,method,formula,mentions,releases,review",
		"checks":       "check_id,kind,result,expected_low,expected_high,found_low,found_high,observations,message",
		"changes":      "change,id,label,subject,ref_area,time_period,before,after,cause,releases,message",
	}
	for _, table := range tables.Of(&transform.Dataset{Language: "en"}) {
		var out bytes.Buffer
		if err := table.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); got != want[table.Name]+"\r\n" {
			t.Errorf("%s: columns %q", table.Name, got)
		}
	}
}

// The dictionary has every text in both languages.
func TestDictionary(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		for _, table := range tables.Of(&transform.Dataset{Language: lang}) {
			for _, f := range table.Fields {
				if f.Title == "" || f.Description == "" || !slices.Contains([]string{"string", "number", "integer", "date"}, f.Type) {
					t.Errorf("%s: %s.%s: title %q, description %q, type %q", lang, table.Name, f.Name, f.Title, f.Description, f.Type)
				}
			}
		}
	}
}

// What the data package says of the CSV files holds for them: names, types, enumerations, keys, hashes.
func TestDataPackageDescribesTheTables(t *testing.T) {
	d := exporttest.Korea(t)
	d.Releases[0].Pair = "" // its pair is not in the fixture
	d.Changes = []changes.Change{{Kind: changes.New, ID: d.Observations[0].ID, After: d.Observations[0].Display, Releases: d.Observations[0].Releases, Cause: changes.ReleaseNew}}
	var files []tables.Written
	content := map[string][][]string{}
	for _, table := range tables.Of(d) {
		var out bytes.Buffer
		if err := table.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, tables.Written{Name: table.Name + ".csv"})
		content[table.Name] = rows
	}
	var out bytes.Buffer
	if err := tables.WriteDataPackage(&out, d, files); err != nil {
		t.Fatal(err)
	}
	var p struct {
		Resources []struct {
			Name   string
			Schema struct {
				Fields []struct {
					Name, Type  string
					Constraints struct {
						Required bool
						Enum     []string
					}
				}
				PrimaryKey  string
				ForeignKeys []struct {
					Fields    string
					Reference struct{ Resource, Fields string }
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	column := func(table, field string) map[string]bool {
		values := map[string]bool{}
		i := slices.Index(content[table][0], field)
		for _, row := range content[table][1:] {
			values[row[i]] = true
		}
		return values
	}
	for _, r := range p.Resources {
		rows := content[r.Name]
		if len(rows) < 2 {
			t.Errorf("%s: no rows", r.Name)
		}
		if r.Schema.PrimaryKey != "" {
			if keys := column(r.Name, r.Schema.PrimaryKey); len(keys) != len(rows)-1 {
				t.Errorf("%s: %d keys in %d rows", r.Name, len(keys), len(rows)-1)
			}
		}
		for i, f := range r.Schema.Fields {
			if rows[0][i] != f.Name {
				t.Errorf("%s: column %d is %q, not %q", r.Name, i, rows[0][i], f.Name)
			}
			for n, row := range rows[1:] {
				if err := fits(row[i], f.Type, f.Constraints.Required, f.Constraints.Enum); err != nil {
					t.Errorf("%s.%s row %d: %v", r.Name, f.Name, n+1, err)
				}
			}
		}
		for _, k := range r.Schema.ForeignKeys {
			known := column(k.Reference.Resource, k.Reference.Fields)
			for v := range column(r.Name, k.Fields) {
				if v != "" && !known[v] {
					t.Errorf("%s.%s: no %s %q", r.Name, k.Fields, k.Reference.Resource, v)
				}
			}
		}
	}
}

func fits(v, kind string, required bool, enum []string) error {
	if v == "" {
		if required {
			return fmt.Errorf("missing")
		}
		return nil
	}
	var err error
	switch kind {
	case "number":
		_, err = strconv.ParseFloat(v, 64)
	case "integer":
		_, err = strconv.Atoi(v)
	case "date":
		_, err = time.Parse(time.DateOnly, v)
	}
	if err == nil && len(enum) > 0 && !slices.Contains(enum, v) {
		err = fmt.Errorf("%q is not one of %q", v, enum)
	}
	return err
}

// Text of a release does not become a formula when a CSV file is opened; in JSON it is as it was.
func TestFormulas(t *testing.T) {
	d := exporttest.Korea(t)
	for _, evil := range []string{`=HYPERLINK("x")`, "+1", "-2+3", "@SUM(A1)", "\tx", "\rx"} {
		d.Releases[0].Title = evil
		table := tables.Of(d)[0]
		var out bytes.Buffer
		if err := table.WriteCSV(&out); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := rows[1][1]; !strings.HasPrefix(got, "'") {
			t.Errorf("%q stands as %q", evil, got)
		}
		out.Reset()
		if err := table.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		var rowsJSON []map[string]any
		if err := json.Unmarshal(out.Bytes(), &rowsJSON); err != nil {
			t.Fatal(err)
		}
		if rowsJSON[0]["title"] != evil {
			t.Errorf("JSON: %q stands as %q", evil, rowsJSON[0]["title"])
		}
	}
}

// Numbers stay numbers with every digit, and an end without limit is missing.
func TestNumbers(t *testing.T) {
	for _, table := range tables.Of(exporttest.Korea(t)) {
		if table.Name != "observations" {
			continue
		}
		var out bytes.Buffer
		if err := table.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		if want := `"obs_value": 125000, "obs_low": 125000, "obs_high": null`; !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

func ExampleOf() {
	d := &transform.Dataset{Language: "en", Releases: []transform.Release{{ID: "trade.en", Title: "Trade grows", Language: "en", Source: "trade.en.txt", SHA256: "00"}}}
	if err := tables.Of(d)[0].WriteJSON(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// [
	//   {"release_id": "trade.en", "title": "Trade grows", "publisher": null, "release_date": null, "language": "en", "source": "trade.en.txt", "sha256": "00", "pair": null}
	// ]
}
