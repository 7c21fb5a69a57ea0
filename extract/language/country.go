package language

import (
	"slices"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"tidyrelease/extract/token"
)

// reserved are the codes that ISO 3166-1 keeps for what is no country or a part of one.
var reserved = []string{"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "TA", "UN"}

// countries adds the names that the Unicode CLDR has for the countries of ISO 3166-1 in the pack's language. A name that the
// pack gives to a place already stays that place's: Georgia may be the state.
func (p *Pack) countries() error {
	tag, err := language.Parse(p.Code)
	if err != nil {
		return nil // a language that CLDR does not know
	}
	namer := display.Regions(tag)
	if namer == nil {
		return nil
	}
	var tokens []token.Token
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || region.Canonicalize().String() != code || !region.IsCountry() || slices.Contains(reserved, code) {
				continue
			}
			name := namer.Name(region)
			if name == "" {
				continue
			}
			tokens = token.Scan(tokens[:0], name, 0, len(name), p.Style, p)
			if _, n := p.Match(tokens, 0, Area); n == len(tokens) {
				continue
			}
			if err := p.add(name, Entry{Class: Area, ID: code}); err != nil {
				return err
			}
		}
	}
	return nil
}
