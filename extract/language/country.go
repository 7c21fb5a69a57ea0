package language

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// countries adds the names that the Unicode CLDR has for the countries of ISO 3166-1 in the pack's language. A name that the
// pack gives to a place already stays that place's: Georgia may be the state.
func (c *compiler) countries() error {
	tag, err := language.Parse(c.pack.Code)
	if err != nil {
		return nil // a language that CLDR does not know
	}
	namer := display.Regions(tag)
	if namer == nil {
		return nil
	}
	for region := range countries {
		name := namer.Name(region)
		if name == "" {
			continue
		}
		if _, known := c.pack.Meaning(strings.ToLower(name), Area); known {
			continue
		}
		if err := c.add(name, Entry{Class: Area, ID: region.String()}); err != nil {
			return err
		}
	}
	return nil
}

// reserved are the codes that ISO 3166-1 keeps for what is no country or a part of one.
var reserved = []string{"AC", "CP", "CQ", "DG", "EA", "EZ", "IC", "TA", "UN"}

// countries goes through the countries that have a code today.
func countries(yield func(language.Region) bool) {
	for a := byte('A'); a <= 'Z'; a++ {
		for b := byte('A'); b <= 'Z'; b++ {
			code := string([]byte{a, b})
			region, err := language.ParseRegion(code)
			if err == nil && region.IsCountry() && region.Canonicalize().String() == code && !slices.Contains(reserved, code) && !yield(region) {
				return
			}
		}
	}
}
