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
}

type source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type resource struct {
	Profile     string   `json:"profile"`
	Name        string   `json:"name"`
	Path        string   `json:"path"`
	Title       string   `json:"title"`
	Description string   `json:"description"`
	Format      string   `json:"format"`
	MediaType   string   `json:"mediatype"`
	Encoding    string   `json:"encoding"`
	Bytes       int64    `json:"bytes,omitempty"` // of a CSV file; readers of inline JSON have no bytes to compare with
	Hash        string   `json:"hash,omitempty"`
	Dialect     *dialect `json:"dialect,omitempty"`
	Schema      schema   `json:"schema"`
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

// Written is a file of a table that has been written: its base name ("mentions.csv", "mentions.json"), and size and hash if they are known.
type Written struct {
	Name   string
	Bytes  int64
	SHA256 string // in hex; empty to have a CSV file's taken
}

// WriteDataPackage describes the files of the tables that a run wrote, but for those in JSON that have no rows: an empty list tells
// validators nothing of a table. Hashes that are not known are taken of the bytes that WriteCSV
// writes.
func WriteDataPackage(w io.Writer, d *transform.Dataset, files []Written) error {
	dictionary := dictionaryOf(d.Language)
	p := dataPackage{
		Profile: "data-package", Name: "tidyrelease", Languages: []string{d.Language}, Resources: []resource{},
		Title:       dictionary.Notes["title"][dictionary.lang],
		Description: dictionary.Notes["description"][dictionary.lang],
	}
	for _, r := range d.Releases {
		p.Sources = append(p.Sources, source{Title: strings.Trim(r.Publisher+", "+r.Title, ", "), Path: safePath(r.Source)})
		if r.Date+"T00:00:00Z" > p.Created && r.Date != "" {
			p.Created = r.Date + "T00:00:00Z"
		}
	}
	tables := Of(d)
	for _, file := range files {
		name, format := strings.TrimSuffix(file.Name, path.Ext(file.Name)), strings.TrimPrefix(path.Ext(file.Name), ".")
		i := slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })
		if i < 0 {
			return fmt.Errorf("tables: no table for the file %q", file.Name)
		}
		if format == "json" && tables[i].empty() {
			continue
		}
		r, err := tables[i].resource(dictionary, file, format, len(files) > len(tables))
		r.Schema.ForeignKeys = slices.DeleteFunc(r.Schema.ForeignKeys, func(k foreignKey) bool { // into a table that is not there
			target := strings.TrimSuffix(k.Reference.Resource, "-json") + path.Ext(file.Name)
			return !slices.ContainsFunc(files, func(w Written) bool { return w.Name == target })
		})
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

// resource describes one file. Where both forms are written, a resource's name says which it is.
func (t Table) resource(d dictionary, file Written, format string, both bool) (resource, error) {
	r := resource{
		Profile: "tabular-data-resource", Name: t.Name, Path: file.Name, Title: t.Name, Description: d.table(t.Name).Text[d.lang],
		Format: format, MediaType: "text/csv", Encoding: "utf-8",
	}
	suffix := ""
	if format == "json" {
		r.MediaType = "application/json"
		if both {
			suffix = "-json"
		}
	} else {
		if file.SHA256 == "" {
			var content bytes.Buffer
			if err := t.WriteCSV(&content); err != nil {
				return r, err
			}
			sum := sha256.Sum256(content.Bytes())
			file.Bytes, file.SHA256 = int64(content.Len()), hex.EncodeToString(sum[:])
		}
		r.Bytes, r.Hash = file.Bytes, "sha256:"+file.SHA256
		r.Dialect = &dialect{Delimiter: ",", LineTerminator: "\r\n", QuoteChar: `"`, DoubleQuote: true, Header: true}
	}
	r.Name += suffix
	r.Schema.MissingValues = []string{""}
	for _, f := range t.Fields {
		field := schemaField{Name: f.Name, Type: f.Type, Title: f.Title, Description: f.Description, Unit: f.Unit}
		if f.Required || f.Key || len(f.Enum) > 0 {
			field.Constraints = &constraints{Required: f.Required, Unique: f.Key, Enum: f.Enum}
		}
		r.Schema.Fields = append(r.Schema.Fields, field)
		if f.Key {
			r.Schema.PrimaryKey = f.Name
		}
		if f.References != "" && !f.List {
			key := d.key(f.References)
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, foreignKey{f.Name, reference{f.References + suffix, key}})
		}
	}
	return r, nil
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
