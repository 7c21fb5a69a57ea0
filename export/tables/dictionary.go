package tables

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/goccy/go-yaml"

	"tidyrelease/transform/wording"
)

//go:embed fields.yaml
var fieldsYAML []byte

// Field is one column of a table, as the data dictionary describes it.
type Field struct {
	Name        string
	Type        string // string, number, integer, date: the types of Table Schema
	Title       string
	Description string
	Unit        string // what numbers are counted in, in words; empty where there is none
	Required    bool   // no cell is missing
	Enum        []string
	Key         bool   // the table's primary key
	References  string // table that the values are keys of; a list of keys where List is set
	List        bool   // values with spaces between
	Inverse     string // of a list: the field of the other table that leads back, and says the same
	Dimension   bool   // rows are chosen by it
	Shared      bool   // long texts that many rows share, in which words are searched for
}

// entry is a field in fields.yaml, with its texts in each language.
type entry struct {
	Name       string            `yaml:"name"`
	Type       string            `yaml:"type"`
	Title      map[string]string `yaml:"title"`
	Text       map[string]string `yaml:"text"`
	Unit       map[string]string `yaml:"unit"`
	Required   bool              `yaml:"required"`
	Enum       []string          `yaml:"enum"`
	Key        bool              `yaml:"key"`
	References string            `yaml:"references"`
	List       bool              `yaml:"list"`
	Inverse    string            `yaml:"inverse"`
	Dimension  bool              `yaml:"dimension"`
	Shared     bool              `yaml:"shared"`
}

type table struct {
	Name   string            `yaml:"name"`
	Text   map[string]string `yaml:"text"`
	Fields []entry           `yaml:"fields"`
}

// dictionary is the data dictionary in one language.
type dictionary struct {
	lang   string
	tables []table
	Notes  map[string]map[string]string
}

// embedded is the embedded dictionary, read once. A test validates it; it cannot fail at run time.
var embedded = sync.OnceValue(func() dictionary {
	d, err := parseDictionary(fieldsYAML)
	if err != nil {
		panic(err)
	}
	return d
})

// dictionaryOf is the embedded dictionary in a language.
func dictionaryOf(lang string) dictionary {
	d := embedded()
	if !slices.Contains(wording.Languages(), lang) {
		lang = wording.English
	}
	d.lang = lang
	return d
}

func parseDictionary(data []byte) (dictionary, error) {
	var file struct {
		Notes  map[string]map[string]string `yaml:"notes"`
		Tables []table                      `yaml:"tables"`
	}
	if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
		return dictionary{}, fmt.Errorf("tables: fields.yaml: %s", yaml.FormatError(err, false, true))
	}
	return dictionary{tables: file.Tables, Notes: file.Notes}, nil
}

func (d dictionary) fields(name string) []Field {
	var fields []Field
	for _, e := range d.table(name).Fields {
		fields = append(fields, Field{
			Name: e.Name, Type: e.Type, Title: e.Title[d.lang], Description: e.Text[d.lang], Unit: e.Unit[d.lang],
			Required: e.Required, Enum: e.Enum, Key: e.Key, References: e.References, List: e.List, Inverse: e.Inverse, Dimension: e.Dimension, Shared: e.Shared,
		})
	}
	return fields
}

func (d dictionary) table(name string) table {
	i := slices.IndexFunc(d.tables, func(t table) bool { return t.Name == name })
	return d.tables[i]
}
