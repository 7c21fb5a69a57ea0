package extract_test

import (
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
