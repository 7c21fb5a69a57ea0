package page

import (
	"strings"
	"unicode"
)

// Unseen tells whether a character shows nothing by itself: a soft hyphen, one of no width, or one that turns the text around it to the other
// direction. Readers leave these out. In a number or a word they hide it from whoever searches the text, and in an output they would show
// it otherwise than it is; nobody who looks at the release sees a difference.
func Unseen(r rune) bool {
	switch {
	case r < 0x300:
		return r == '\u00ad'
	case r > '\u200f' && r < '\u202a', r > '\u202e' && r < '\u2060': // the dashes and quotation marks of every text
		return false
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// Visible is what can be seen of a line, on one line: of a title that a file gives itself, of a name.
func Visible(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if Unseen(r) || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)), " ")
}
