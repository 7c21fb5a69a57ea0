package tables

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"tidyrelease/transform"
)

// The shapes below follow the Data Package and Table Schema standards (Frictionless, version 1), the
// form that validators in use read.
type dataPackage struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Languages   []string   `json:"languages"`
	Created     string     `json:"created,omitempty"`
	Sources     []source   `json:"sources,omitempty"`
	Resources   []resource `json:"resources"`

	dictionary dictionary
}

type source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type resource struct {
	Profile     string   `json:"profile"`
	Type        string   `json:"type,omitempty"` // "file" tells validators to compare bytes and hash, and not to open it
	Name        string   `json:"name"`
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	MediaType   string   `json:"mediatype"`
	Encoding    string   `json:"encoding,omitempty"`
	Bytes       int64    `json:"bytes,omitempty"` // but for JSON, whose readers have no bytes to compare with
	Hash        string   `json:"hash,omitempty"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      *schema  `json:"schema,omitempty"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type schema struct {
	Fields        []schemaField `json:"fields"`
	MissingValues []string      `json:"missingValues"`
	PrimaryKey    string        `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey  `json:"foreignKeys,omitempty"`
}

type schemaField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Unit        string       `json:"unit,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    string    `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// Written is a file of tables that has been written: its base name ("mentions.csv", "figures.sqlite"), and size and hash if they are known.
type Written struct {
	Name   string
	Bytes  int64
	SHA256 string // in hex; empty to have a CSV file's taken
}

// table and format are the parts of a name.
func (w Written) table() string  { return strings.TrimSuffix(w.Name, path.Ext(w.Name)) }
func (w Written) format() string { return strings.TrimPrefix(path.Ext(w.Name), ".") }

// WriteDataPackage describes the files of the tables that a run wrote, but for those in JSON that have no rows: an empty list tells
// validators nothing of a table. Hashes that are not known are taken of the bytes that WriteCSV
// writes.
func WriteDataPackage(w io.Writer, d *transform.Dataset, files []Written) error {
	p := newDataPackage(d)
	all := Of(d)
	for _, file := range files {
		if file.format() == database {
			p.Resources = append(p.Resources, p.dictionary.database(file))
			continue
		}
		i := slices.IndexFunc(all, func(t Table) bool { return t.Name == file.table() })
		if i < 0 {
			return fmt.Errorf("tables: no table for the file %q", file.Name)
		}
		if file.format() == "json" && all[i].empty() {
			continue
		}
		r, err := p.dictionary.resource(all[i], file, files)
		if err != nil {
			return err
		}
		p.Resources = append(p.Resources, r)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	if err := out.Encode(p); err != nil {
		return fmt.Errorf("tables: data package: %w", err)
	}
	return nil
}

// newDataPackage is the package without its resources.
func newDataPackage(d *transform.Dataset) *dataPackage {
	dictionary := dictionaryOf(d.Language)
	p := &dataPackage{
		Profile: "data-package", Name: "tidyrelease", Languages: []string{d.Language}, Resources: []resource{},
		Title:       dictionary.Notes["title"][dictionary.lang],
		Description: dictionary.Notes["description"][dictionary.lang],
		dictionary:  dictionary,
	}
	for _, r := range d.Releases {
		p.Sources = append(p.Sources, source{Title: strings.Trim(r.Publisher+", "+r.Title, ", "), Path: safePath(r.Source)})
		if r.Date+"T00:00:00Z" > p.Created && r.Date != "" {
			p.Created = r.Date + "T00:00:00Z"
		}
	}
	return p
}

func (t *Table) empty() bool {
	for range t.Rows {
		return false
	}
	return true
}

// safePath is a source that a data package may name: a URL or a relative path. Others say nothing to a
// reader on another machine.
func safePath(s string) string {
	if path.IsAbs(s) || strings.Contains(s, "..") || strings.Contains(s, `\`) || strings.HasPrefix(s, "~") {
		return ""
	}
	return s
}

// mediaTypes of the forms of a table.
var mediaTypes = map[string]string{"csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet"}

// resource describes a file of a table, one of some.
func (d dictionary) resource(t Table, file Written, files []Written) (resource, error) {
	format := file.format()
	r := resource{
		Profile: "tabular-data-resource", Name: resourceName(file, files), Path: file.Name, Title: t.Name, Description: d.table(t.Name).Text[d.lang],
		Format: format, MediaType: mediaTypes[format], Schema: d.schema(t, format, files),
	}
	switch format {
	case "csv":
		if file.SHA256 == "" {
			var err error
			if file, err = t.measured(file); err != nil {
				return r, err
			}
		}
		r.Encoding = "utf-8"
		r.Bytes, r.Hash = file.Bytes, "sha256:"+file.SHA256
		r.Dialect = &dialect{Delimiter: ",", LineTerminator: "\r\n", QuoteChar: `"`, DoubleQuote: true, Header: true}
	case "json":
		r.Encoding = "utf-8"
	default:
		r.Profile, r.Type = "data-resource", "file"
		r.Bytes, r.Hash = file.Bytes, "sha256:"+file.SHA256
	}
	return r, nil
}

// measured adds size and hash of the CSV file.
func (t Table) measured(file Written) (Written, error) {
	var content bytes.Buffer
	if err := t.WriteCSV(&content); err != nil {
		return file, err
	}
	sum := sha256.Sum256(content.Bytes())
	file.Bytes, file.SHA256 = int64(content.Len()), hex.EncodeToString(sum[:])
	return file, nil
}

// resourceName is the name of the table for the first of its files, and tells the form of the others.
func resourceName(file Written, files []Written) string {
	first := slices.IndexFunc(files, func(w Written) bool { return w.table() == file.table() })
	if files[first].Name == file.Name {
		return file.table()
	}
	return file.table() + "-" + file.format()
}

// schema is that of a table, with the foreign keys into tables of the same form.
func (d dictionary) schema(t Table, format string, files []Written) *schema {
	s := &schema{MissingValues: []string{""}}
	for _, f := range t.Fields {
		field := schemaField{Name: f.Name, Type: f.Type, Title: f.Title, Description: f.Description, Unit: f.Unit}
		if f.List && format == "parquet" {
			field.Type = "array" // elsewhere the items stand in one text
		}
		if f.Required || f.Key || len(f.Enum) > 0 {
			field.Constraints = &constraints{Required: f.Required, Unique: f.Key, Enum: f.Enum}
		}
		s.Fields = append(s.Fields, field)
		if f.Key {
			s.PrimaryKey = f.Name
		}
		if f.References == "" || f.List {
			continue
		}
		target := Written{Name: f.References + "." + format}
		if slices.ContainsFunc(files, func(w Written) bool { return w.Name == target.Name }) {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{f.Name, reference{resourceName(target, files), d.key(f.References)}})
		}
	}
	return s
}

// database is the form in which all tables are in one file.
const database = "sqlite"

// database describes the file of all tables.
func (d dictionary) database(file Written) resource {
	return resource{
		Profile: "data-resource", Type: "file", Name: file.table(), Path: file.Name, Title: file.Name, Description: d.Notes["database"][d.lang],
		Format: database, MediaType: "application/vnd.sqlite3", Bytes: file.Bytes, Hash: "sha256:" + file.SHA256,
	}
}

// key is the primary key of a table.
func (d dictionary) key(table string) string {
	for _, e := range d.table(table).Fields {
		if e.Key {
			return e.Name
		}
	}
	return ""
}
