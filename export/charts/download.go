package charts

import (
	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

// observations is the table of observations as the page's script needs it to write files that are the same, byte for
// byte, as those that the package tables writes.
type observations struct {
	Columns []string   `json:"columns"`
	Numbers []int      `json:"numbers"` // columns whose cells are numbers, which stay as digits
	Rows    [][]string `json:"rows"`    // a missing cell is empty
}

func observationsOf(d *transform.Dataset) observations {
	out := observations{Numbers: []int{}, Rows: [][]string{}}
	for _, t := range tables.Of(&transform.Dataset{Language: d.Language, Observations: d.Observations}) {
		if t.Name != "observations" {
			continue
		}
		for i, f := range t.Fields {
			out.Columns = append(out.Columns, f.Name)
			if f.Type == "number" || f.Type == "integer" {
				out.Numbers = append(out.Numbers, i)
			}
		}
		for _, row := range t.Rows {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = c.String()
			}
			out.Rows = append(out.Rows, cells)
		}
	}
	return out
}

// of is the table of some of the observations.
func (t observations) of(list []transform.Observation) observations {
	wanted := map[string]bool{}
	for _, o := range list {
		wanted[o.ID] = true
	}
	out := observations{t.Columns, t.Numbers, [][]string{}}
	for _, row := range t.Rows {
		if wanted[row[0]] {
			out.Rows = append(out.Rows, row)
		}
	}
	return out
}
