package extract_test

import (
	"strings"
	"testing"
)

// A heading's scale holds for all cells under it that have none of their own, those with a currency sign included.
func TestTableScale(t *testing.T) {
	d, err := extractor(t).Extract("table.en.txt", []byte("Budget of the year\n\nOTTAWA, June 15, 2025 – The budget is out.\n\n"+
		"| Programme | Spending ($ millions) |\n|---|---|\n| Roads | $12.4 |\n| Ports | 4.5 |\n| Parks | $3 thousand |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"$12.4": "12400000", "4.5": "4500000", "$3 thousand": "3000"}
	for _, m := range d.Mentions {
		if value := m.Low.String(); want[m.Surface] != value || m.Unit != "CAD" {
			t.Errorf("%s: got %s %s", m.Surface, value, m.Unit)
		}
		delete(want, m.Surface)
	}
	for surface := range want {
		t.Errorf("%s: not found", surface)
	}
}

// A heading of nothing but words for money makes its column one of money; "Total" sums whatever there is.
func TestTableMoney(t *testing.T) {
	d, err := extractor(t).Extract("table.en.txt", []byte("Grants of the year\n\nOTTAWA, June 15, 2025 – The grants are out.\n\n"+
		"| Group | Project | Amount awarded | Total |\n|---|---|---|---|\n| Skate club | Ramp | 3,000 | 12 |\n| Choir | Tour | 975 | 40 |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"3,000": "CAD", "975": "CAD", "12": "", "40": ""}
	for _, m := range d.Mentions {
		if unit, ok := want[m.Surface]; !ok || m.Unit != unit {
			t.Errorf("%s: got %q, want %q", m.Surface, m.Unit, unit)
		}
		delete(want, m.Surface)
	}
	for surface := range want {
		t.Errorf("%s: not found", surface)
	}
}

// A column counts what its heading names, in the scale in its bracket; a change is told of the two columns before it.
func TestTableColumns(t *testing.T) {
	d, err := extractor(t).Extract("table.en.txt", []byte("Census of the year\n\nOTTAWA, June 15, 2022 – The census is out.\n\nTable 1: Homes of selected provinces\n\n"+
		"| Town | Population, 2016 | Population, 2021 | Change (%) | Occupied dwellings, 2021 (thousands) |\n|---|---|---|---|---|\n| Truro | 13,448 | 14,223 | -5.8 | 5.5 |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"13448 person 2016 ", "14223 person 2021 ", "5.8 percent 2016/2021 down", "5500 dwelling 2021 "}
	for n, m := range d.Mentions {
		if got := strings.Join([]string{m.Low.String(), m.Unit, m.Period, string(m.Direction)}, " "); n >= len(want) || got != want[n] {
			t.Errorf("%s: got %q", m.Surface, got)
		}
	}
	if len(d.Mentions) != len(want) {
		t.Errorf("%d mentions, want %d", len(d.Mentions), len(want))
	}
}
