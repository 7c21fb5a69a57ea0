package brief

import "testing"

func TestSplit(t *testing.T) {
	for display, want := range map[string][3]string{
		"more than 125,000 people":       {"more than", "125,000", "people"},
		"$24.5 billion":                  {"", "$24.5", "billion"},
		"C$1.44 billion":                 {"", "C$1.44", "billion"},
		"12%":                            {"", "12%", ""},
		"12\u00a0%":                      {"", "12\u00a0%", ""},
		"24,5\u00a0milliards de $":       {"", "24,5", "milliards de $"},
		"plus de 125\u202f000 personnes": {"plus de", "125\u202f000", "personnes"},
		"1.83 to 1.98 million vehicles":  {"", "1.83 to 1.98", "million vehicles"},
		"billions of dollars":            {"", "billions of dollars", ""},
		"in the top 10":                  {"in the top", "10", ""},
		"7th":                            {"", "7th", ""},
		"":                               {"", "", ""},
	} {
		a, b, c := split(display)
		if got := [3]string{a, b, c}; got != want {
			t.Errorf("%q: %q, want %q", display, got, want)
		}
	}
}
