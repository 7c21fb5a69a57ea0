package review

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Append adds corrections to the bytes of a corrections file, behind those that it has, and changes nothing else in it. A
// correction that the file has already is left out; added tells how many were not. A figure of which the file says
// something else is an error, for a person has to choose. The name is for the errors.
func Append(name string, data []byte, corrections []Correction) (result []byte, added int, err error) {
	file, err := Load(name, data)
	if err != nil {
		return nil, 0, err
	}
	known := map[string]*Correction{}
	for i := range file.Corrections {
		known[file.Corrections[i].key()] = &file.Corrections[i]
	}
	var entries []string
	for i := range corrections {
		c := &corrections[i]
		if other := known[c.key()]; other == nil {
			known[c.key()] = c
			entries = append(entries, c.lines()...)
			added++
		} else if other.Decision != c.Decision || !maps.EqualFunc(other.Values, c.Values, same) {
			return nil, 0, fmt.Errorf("%s:%d:%d: this entry says something else of %q; change or remove it by hand", name, other.at.line, other.at.column, c.Surface)
		}
	}
	if added == 0 {
		return data, 0, nil
	}
	result, err = insert(name, data, entries)
	if err != nil {
		return nil, 0, err
	}
	// What is written must be read as it was meant, whatever form the file had before.
	again, err := Load(name, result)
	if err != nil {
		return nil, 0, fmt.Errorf("with the new entries: %w", err)
	}
	if len(again.Corrections) != len(file.Corrections)+added || len(again.Waivers) != len(file.Waivers) {
		return nil, 0, fmt.Errorf("%s: the new entries do not fit its form; write it with one entry a line, as data/corrections.yaml explains", name)
	}
	return result, added, nil
}

// lines are the lines of an entry in YAML, indented by nothing.
func (c *Correction) lines() []string {
	list := []string{
		"- release_id: " + quote(c.Release),
		"  char_start: " + strconv.Itoa(*c.CharStart),
		"  surface: " + quote(fold(c.Surface)),
		"  decision: " + string(c.Decision),
	}
	if len(c.Values) > 0 {
		list = append(list, "  values:")
		for _, column := range columns() {
			if value, ok := c.Values[column.name]; ok {
				list = append(list, "    "+column.name+": "+quote(value))
			}
		}
	}
	return append(list, "  reason: "+quote(c.Reason), "  by: "+quote(c.By), "  date: "+quote(c.Date))
}

// quote writes a text as a double-quoted scalar of YAML, with what cannot be seen as escapes that YAML has too.
func quote(s string) string { return strconv.Quote(strings.ToValidUTF8(s, "\ufffd")) }

// insert puts entries behind the last correction of a file: before the comment or blank line that leads to the next key.
func insert(name string, data []byte, entries []string) ([]byte, error) {
	end := "\n"
	if strings.Contains(string(data), "\r\n") {
		end = "\r\n"
	}
	lines := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n"), "\n")
	if len(lines) == 1 && lines[0] == "" {
		lines = nil
	}
	key := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "corrections:") })
	indent := "  "
	var at int
	if key < 0 {
		lines = append(lines, "corrections:")
		at = len(lines)
	} else {
		value, comment, _ := strings.Cut(strings.TrimPrefix(lines[key], "corrections:"), "#")
		switch strings.TrimSpace(value) {
		case "", "[]", "null", "~":
			lines[key] = "corrections:"
			if comment != "" {
				lines[key] += " #" + comment
			}
		default:
			return nil, fmt.Errorf("%s:%d: the corrections are written on one line; write each on lines of its own", name, key+1)
		}
		at = key + 1
		for i := key + 1; i < len(lines); i++ {
			line := lines[i]
			if strings.HasPrefix(line, "-") || strings.HasPrefix(line, " ") && strings.TrimSpace(line) != "" {
				if before, _, ok := strings.Cut(line, "- "); ok && at == key+1 && strings.TrimSpace(before) == "" {
					indent = before
				}
				at = i + 1
			} else if line != "" && !strings.HasPrefix(line, "#") {
				break
			}
		}
	}
	for i := range entries {
		entries[i] = indent + entries[i]
	}
	return []byte(strings.Join(slices.Insert(lines, at, entries...), end) + end), nil
}
