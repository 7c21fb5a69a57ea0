package token_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/token"
)

// none is a lexicon without words.
type none struct{}

func (none) Lookup([]byte) uint32 { return 0 }
func (none) Splits(uint32) bool   { return false }

var (
	english = token.Style{Decimal: '.'}
	french  = token.Style{Decimal: ',', SpaceGroups: true}
)

func TestScan(t *testing.T) {
	for _, test := range []struct {
		text  string
		style token.Style
		want  string
	}{
		{"$24.5 billion", english, "$|24.5=245e-1|billion"},
		{"1,240.50 and 3,4", english, "1,240.50=124050e-2|and|3=3e-0|,|4=4e-0"},
		{"1 240,50 $", french, "1 240,50=124050e-2|$"},
		{"552\u202f000 emplois", french, "552\u202f000=552000e-0|emplois"},
		{"12,34,567.50 and 1,23", english, "12,34,567.50=123456750e-2|and|1=1e-0|,|23=23e-0"},
		{"1.234.567,5 or 1.234,50", english, "1.234.567,5=12345675e-1|or|1.234,50=123450e-2"},
		{"192.168.100.200, 867.555.0134", english, "192.168=192168e-3|.|100.200=100200e-3|,|867.555=867555e-3|.|0134=134e-0"},
		{"1.234.567 $", french, "1.234.567=1234567e-0|$"},
		{"1’234’567 CHF", french, "1’234’567=1234567e-0|CHF"},
		{"in 2024 125 people", english, "in|2024=2024e-0|125=125e-0|people"},
		{"d’hectares et l'an", french, "d’|hectares|et|l'|an"},
		{"Canada's GDP", english, "Canada|'s|GDP"},
		{"COVID-19, CO2 and X4", english, "COVID|-|19=19e-0|,|CO2|and|X4"},
		{"(see https://a.ca/1,2).", english, "(|see|https://a.ca/1,2|)|."},
		{"write to a.b@c.example, please", english, "write|to|a.b@c.example|,|please"},
		{"99999999999999999999999", english, "99999999999999999999999=overflow"},
	} {
		if got := write(test.text, token.Scan(nil, test.text, 0, len(test.text), test.style, none{})); got != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, got, test.want)
		}
	}
}

func write(text string, tokens []token.Token) string {
	parts := make([]string, 0, len(tokens))
	for _, tok := range tokens {
		s := text[tok.Start:tok.End]
		switch {
		case tok.Has(token.Overflow):
			s += "=overflow"
		case tok.Kind == token.Number:
			s += fmt.Sprintf("=%de-%d", tok.Coef, tok.Decimals)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "|")
}

// Tokens stand in order, do not overlap, cut no rune and leave out nothing but white space; every digit is in one that says so.
func FuzzScan(f *testing.F) {
	f.Add("OTTAWA, Jan. 29, 2026 – C$16.8 billion (up 3.2%) in l’année 2024–25", true)
	f.Add("1 234,5 6'7 www.a.b @x a@b :// d' 's ٣½ m² e\u0301", false)
	f.Fuzz(func(t *testing.T, text string, fr bool) {
		if !utf8.ValidString(text) {
			return
		}
		style := english
		if fr {
			style = french
		}
		end := 0
		for _, tok := range token.Scan(nil, text, 0, len(text), style, none{}) {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("%q: token at %d to %d behind one that ends at %d", text, tok.Start, tok.End, end)
			}
			written := text[tok.Start:tok.End]
			if !utf8.ValidString(written) {
				t.Fatalf("%q: token at %d to %d cuts a rune", text, tok.Start, tok.End)
			}
			if strings.ContainsFunc(written, unicode.IsDigit) && tok.Kind != token.Number && tok.Kind != token.Address && !tok.Has(token.Digits) {
				t.Fatalf("%q: nothing says that %q holds a digit", text, written)
			}
			if gap := text[end:tok.Start]; strings.ContainsFunc(gap, func(r rune) bool { return !unicode.IsSpace(r) && r != '\ufeff' && r != '\u200b' }) {
				t.Fatalf("%q: left out %q", text, gap)
			}
			end = tok.End
		}
	})
}
