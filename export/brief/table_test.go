package brief

import "testing"

// TestDecimals holds that figures are cut where their decimal mark stands.
func TestDecimals(t *testing.T) {
	for _, test := range []struct{ display, mark, before, after string }{
		{"more than 125,000 people", ".", "more than 125,000 ", "people"},
		{"$24.5 billion", ".", "$24", ".5 billion"},
		{"12%", ".", "12", "%"},
		{"7th", ".", "7", "th"},
		{"1.83 to 1.98 million vehicles", ".", "1.83 to 1", ".98 million vehicles"},
		{"1/2", ".", "1/2", ""},
		{"24,5\u00a0milliards de dollars", ",", "24", ",5\u00a0milliards de dollars"},
		{"plus de 125\u202f000\u00a0personnes", ",", "plus de 125\u202f000", "\u00a0personnes"},
		{"4,1\u00a0%", ",", "4", ",1\u00a0%"},
		{"1\u202f234,56\u00a0$", ",", "1\u202f234", ",56\u00a0$"},
		{"billions of dollars", ".", "billions of dollars", ""},
		{"", ".", "", ""},
	} {
		if before, after := decimals(test.display, test.mark); before != test.before || after != test.after {
			t.Errorf("%q: %q and %q, want %q and %q", test.display, before, after, test.before, test.after)
		}
	}
}
