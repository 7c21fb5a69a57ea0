package extract

import (
	"strings"
	"testing"
)

// fold returns many texts as they are; it must do so only where joining their words gives the same.
func TestFold(t *testing.T) {
	for _, s := range []string{"", " ", "a", "a b", "a  b", " a", "a ", "a\nb", "a\u00a0b", "a\u202fb", "a\u2028b", "l’été – « 5 »", "a\u3000b", "a\u1680b", "a\u2003b", "a\u205fb", "a\u0085b", "é\tb"} {
		if got, want := fold(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
	}
}
