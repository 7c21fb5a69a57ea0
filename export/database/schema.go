package database

import (
	"fmt"
	"slices"
	"strings"

	"tidyrelease/export/tables"
)

// schema is the design of the database, made of the data dictionary alone.
type schema struct {
	tables []*table
	texts  []*texts
}

// table is a table of the dataset.
type table struct {
	tables.Table
	columns []column
	lists   []list
	pks     map[string]int64 // of rows, by their key in the data dictionary; of tables that others refer to
}

// column is a column of a table that holds one value.
type column struct {
	tables.Field
	cell   int
	name   string // in the database
	target *table // that it refers to; nil for none
	texts  *texts // that it refers to; nil for none
}

// list is a column whose values have a table of pairs.
type list struct {
	tables.Field
	cell   int
	table  string // of pairs
	owner  string // column: the row that has the list
	member string // column: an item of the list
	target *table // that items refer to; nil for none
}

// texts is a table of long texts that stand once.
type texts struct {
	tables.Field
	table string
	pks   map[string]int64
}

// pk is the column that is the key of each table.
const pk = "pk"

// design makes the schema.
func design(all []tables.Table) *schema {
	s := &schema{}
	for _, t := range all {
		s.tables = append(s.tables, &table{Table: t})
	}
	for _, t := range s.tables {
		for i, f := range t.Fields {
			switch {
			case f.Inverse != "": // the other table leads back
			case f.List:
				t.lists = append(t.lists, s.list(t, f, i))
			default:
				t.columns = append(t.columns, s.column(f, i))
			}
		}
	}
	return s
}

func (s *schema) column(f tables.Field, cell int) column {
	c := column{Field: f, cell: cell, name: f.Name}
	switch {
	case f.Shared:
		c.name = reference(f.Name)
		c.texts = &texts{Field: f, table: f.Name + "s", pks: map[string]int64{}}
		s.texts = append(s.texts, c.texts)
	case f.References != "":
		c.name = reference(f.Name)
		c.target = s.target(f)
	}
	return c
}

func (s *schema) list(t *table, f tables.Field, cell int) list {
	l := list{Field: f, cell: cell, table: t.Name + "_" + f.Name, owner: reference(singular(t.Name)), member: singular(f.Name) + "_id"}
	if f.References != "" {
		l.member, l.target = reference(singular(f.Name)), s.target(f)
	}
	return l
}

// target is the table that a field refers to. Its rows will be looked up.
func (s *schema) target(f tables.Field) *table {
	t := s.table(f.References)
	if t.pks == nil {
		t.pks = map[string]int64{}
	}
	return t
}

func (s *schema) table(name string) *table {
	return s.tables[slices.IndexFunc(s.tables, func(t *table) bool { return t.Name == name })]
}

// key is the field that names the rows of a table, and its place; none is -1.
func (t *table) key() (string, int) {
	i := slices.IndexFunc(t.Fields, func(f tables.Field) bool { return f.Key })
	if i < 0 {
		return "", i
	}
	return t.Fields[i].Name, i
}

func singular(plural string) string { return strings.TrimSuffix(plural, "s") }

// reference is the name of a column that holds the pk of a row.
func reference(field string) string { return strings.TrimSuffix(field, "_id") + "_" + pk }

// definitions are the statements that make tables and views. What the dictionary says of a column stands behind it as a comment, which the
// database keeps.
func (s *schema) definitions() []string {
	var list []string
	for _, x := range s.texts {
		list = append(list, create(x.table, "", definition{pk + " INTEGER PRIMARY KEY", ""}, definition{quote(x.Name) + " TEXT NOT NULL", x.Description}))
	}
	for _, t := range s.tables {
		rows := []definition{{pk + " INTEGER PRIMARY KEY", ""}}
		for _, c := range t.columns {
			rows = append(rows, definition{c.definition(), describe(c.Field)})
		}
		list = append(list, create(t.Name, "", rows...))
	}
	for _, t := range s.tables {
		for _, l := range t.lists {
			list = append(list, l.definition(t))
		}
	}
	for _, t := range s.tables {
		list = append(list, s.view(t))
	}
	return list
}

// definition is a line of the definition of a table.
type definition struct{ code, comment string }

func create(table, options string, lines ...definition) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CREATE TABLE %s (", quote(table))
	for i, l := range lines {
		b.WriteString("\n  " + l.code)
		if i < len(lines)-1 {
			b.WriteString(",")
		}
		if l.comment != "" {
			b.WriteString(" -- " + strings.Join(strings.Fields(l.comment), " "))
		}
	}
	b.WriteString("\n)" + options)
	return b.String()
}

func describe(f tables.Field) string {
	if f.Unit == "" {
		return f.Description
	}
	return f.Description + " [" + f.Unit + "]"
}

// types are those of SQLite for the types of the data dictionary.
var types = map[string]string{"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "NUMERIC"}

func (c column) definition() string {
	code := quote(c.name)
	if c.target == nil && c.texts == nil {
		code += " " + types[c.Type]
	} else {
		code += " INTEGER"
	}
	if c.Required {
		code += " NOT NULL"
	}
	switch {
	case c.target != nil:
		code += foreignKey(c.target.Name)
	case c.texts != nil:
		code += foreignKey(c.texts.table)
	case len(c.Enum) > 0:
		code += fmt.Sprintf(" CHECK (%s IN ('%s'))", quote(c.name), strings.Join(c.Enum, "', '"))
	}
	return code
}

// foreignKey names the column as well: Datasette wants to know it.
func foreignKey(table string) string { return fmt.Sprintf(" REFERENCES %s (%s)", quote(table), pk) }

func (l list) definition(t *table) string {
	member := l.member + " TEXT NOT NULL"
	if l.target != nil {
		member = l.member + " INTEGER NOT NULL" + foreignKey(l.target.Name)
	}
	return create(l.table, " WITHOUT ROWID",
		definition{l.owner + " INTEGER NOT NULL" + foreignKey(t.Name), ""},
		definition{"position INTEGER NOT NULL", ""},
		definition{member, l.Description},
		definition{"PRIMARY KEY (" + l.owner + ", position)", ""})
}

// view has the columns of a table as the data dictionary names them.
func (s *schema) view(t *table) string {
	columns := make([]string, len(t.Fields))
	var joins []string
	join := func(c column, table, value string) {
		alias := c.Name + "_row"
		columns[c.cell] = fmt.Sprintf("%s.%s AS %s", alias, quote(value), quote(c.Name))
		joins = append(joins, fmt.Sprintf("\n  LEFT JOIN %s AS %s ON %s.%s = t.%s", quote(table), alias, alias, pk, quote(c.name)))
	}
	for _, c := range t.columns {
		switch {
		case c.target != nil:
			key, _ := c.target.key()
			join(c, c.target.Name, key)
		case c.texts != nil:
			join(c, c.texts.table, c.Name)
		default:
			columns[c.cell] = "t." + quote(c.Name)
		}
	}
	for _, l := range t.lists {
		columns[l.cell] = l.joined()
	}
	for i, f := range t.Fields {
		if f.Inverse != "" {
			columns[i] = s.back(f)
		}
	}
	return fmt.Sprintf("CREATE VIEW flat_%s AS SELECT\n  %s\nFROM %s AS t%s", t.Name, strings.Join(columns, ",\n  "), quote(t.Name), strings.Join(joins, ""))
}

// joined gives a list as the CSV files have it.
func (l list) joined() string {
	item, from := "l."+l.member, ""
	if l.target != nil {
		key, _ := l.target.key()
		item, from = "m."+quote(key), fmt.Sprintf(" JOIN %s AS m ON m.%s = l.%s", quote(l.target.Name), pk, l.member)
	}
	return fmt.Sprintf("(SELECT group_concat(item, ' ') FROM (SELECT %s AS item FROM %s AS l%s WHERE l.%s = t.%s ORDER BY l.position)) AS %s",
		item, quote(l.table), from, l.owner, pk, quote(l.Name))
}

// back gives a list that the other table tells.
func (s *schema) back(f tables.Field) string {
	other := s.table(f.References)
	key, _ := other.key()
	return fmt.Sprintf("(SELECT group_concat(item, ' ') FROM (SELECT %s AS item FROM %s AS m WHERE m.%s = t.%s ORDER BY m.%s)) AS %s",
		"m."+quote(key), quote(other.Name), reference(f.Inverse), pk, pk, quote(f.Name))
}

// indexes are the statements that make the indexes of tables that are full.
func (s *schema) indexes() []string {
	var list []string
	index := func(unique, table, column string) {
		list = append(list, fmt.Sprintf("CREATE %sINDEX %s ON %s (%s)", unique, quote(table+"_"+column), quote(table), quote(column)))
	}
	for _, t := range s.tables {
		for _, c := range t.columns {
			switch {
			case c.Key:
				index("UNIQUE ", t.Name, c.name)
			case c.Dimension, c.target != nil, c.texts != nil:
				index("", t.Name, c.name)
			}
		}
		for _, l := range t.lists {
			index("", l.table, l.member)
		}
	}
	for _, x := range s.texts {
		search := x.table + "_search"
		list = append(list,
			// The quotation marks around the table are those by which Datasette knows the index.
			fmt.Sprintf(`CREATE VIRTUAL TABLE %s USING fts5(%s, content="%s", content_rowid="%s", tokenize="unicode61 remove_diacritics 2")`, search, quote(x.Name), x.table, pk),
			fmt.Sprintf("INSERT INTO %s (%s, rank) VALUES ('hashsize', %d)", search, search, 32<<20),
			fmt.Sprintf("INSERT INTO %s (%s) VALUES ('rebuild')", search, search))
	}
	return append(list, "PRAGMA analysis_limit = 1000", "ANALYZE")
}

// quote writes a name so that it may be a word of the language, such as "releases" or "check".
func quote(name string) string { return `"` + name + `"` }
