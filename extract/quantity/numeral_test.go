package quantity_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// speller writes numbers in the words of a language pack, in one of the ways in which people do.
type speller struct {
	Cardinal, Hundred, Scale map[int64][]string

	french bool
	tens   string // in French: which of 70, 80 and 90 have a word of their own
	hyphen string // between tens and units
	and    string // English: "and" behind hundreds; French: between tens and one
	joint  string // between all other words
}

// spellers are the ways of writing a language's numbers that the test goes through.
func spellers(t *testing.T, lang string) map[string]*speller {
	t.Helper()
	data, err := os.ReadFile("../language/" + lang + "/numbers.yaml")
	if err != nil {
		t.Fatal(err)
	}
	ways := map[string]speller{
		"British":       {and: " and ", hyphen: "-", joint: " "},
		"American":      {and: " ", hyphen: "-", joint: " "},
		"no hyphens":    {and: " and ", hyphen: " ", joint: " "},
		"hard hyphens":  {and: " ", hyphen: "\u2011", joint: " "},
		"spaced hyphen": {and: " and ", hyphen: " - ", joint: " "},
	}
	if lang == "fr" {
		ways = map[string]speller{
			"traditionnelle": {and: " et ", hyphen: "-", joint: " "},
			"réformée":       {and: "-et-", hyphen: "-", joint: "-"},
			"sans traits":    {and: " et ", hyphen: " ", joint: " "},
			"belge":          {tens: "70 90", and: " et ", hyphen: "-", joint: " "},
			"suisse":         {tens: "70 80 90", and: " et ", hyphen: "-", joint: " "},
		}
	}
	all := map[string]*speller{}
	for name, way := range ways {
		way.french = lang == "fr"
		if err := yaml.Unmarshal(data, &way); err != nil {
			t.Fatal(err)
		}
		all[name] = &way
	}
	return all
}

// word is the nth of the pack's words for a value, counted round.
func word(words []string, n int64) string { return words[n%int64(len(words))] }

// spell writes n, with the pack's words for the same value in turn.
func (s *speller) spell(n, turn int64) string {
	if n == 0 {
		return word(s.Cardinal[0], turn)
	}
	var groups []string
	for _, e := range []int64{9, 6, 3} {
		size := int64(1)
		for range e {
			size *= 10
		}
		count := n / size
		n %= size
		if count == 0 {
			continue
		}
		scale := s.Scale[e][0]
		switch {
		case s.french && e == 3 && count == 1: // mille
			groups = append(groups, scale)
			continue
		case s.french && count > 1 && e > 3:
			scale = s.Scale[e][1]
		}
		if count == 1 {
			groups = append(groups, s.Cardinal[1][0]+s.joint+scale)
			continue
		}
		groups = append(groups, s.belowThousand(count, turn, e > 3)+s.joint+scale)
	}
	switch {
	case n == 0:
	case n < 100 && !s.french && len(groups) > 0:
		return strings.Join(groups, s.joint) + s.and + s.belowThousand(n, turn, true)
	default:
		groups = append(groups, s.belowThousand(n, turn, true))
	}
	return strings.Join(groups, s.joint)
}

// belowThousand writes hundreds, tens and units; final tells that a plural "cents" or "vingts" may end it.
func (s *speller) belowThousand(n, turn int64, final bool) string {
	hundreds, rest := n/100, n%100
	if hundreds == 0 {
		return s.belowHundred(rest, turn, final)
	}
	head := word(s.Cardinal[hundreds], turn) + s.joint + s.Hundred[100][0]
	if s.french {
		head = s.Hundred[100][0]
		if hundreds > 1 {
			head = word(s.Cardinal[hundreds], turn) + s.joint + head
		}
		if hundreds > 1 && rest == 0 && final {
			head += "s"
		}
	}
	switch {
	case rest == 0:
		return head
	case s.french:
		return head + s.joint + s.belowHundred(rest, turn, final)
	}
	return head + s.and + s.belowHundred(rest, turn, final)
}

func (s *speller) belowHundred(n, turn int64, final bool) string {
	tens, units := n/10*10, n%10
	if s.french && (tens == 70 || tens == 80 || tens == 90) && !strings.Contains(s.tens, fmt.Sprint(tens)) {
		return s.twenties(n, turn, final)
	}
	switch words, ok := s.Cardinal[n]; {
	case ok:
		return word(words, turn)
	case s.french && units == 1 && n > 20:
		return word(s.Cardinal[tens], turn) + s.and + s.Cardinal[1][0]
	case s.french && tens == 20:
		return s.Cardinal[20][0] + s.hyphen + word(s.Cardinal[units], turn)
	}
	return word(s.Cardinal[tens], turn) + s.hyphen + word(s.Cardinal[units], turn)
}

// twenties writes 70 to 99 as French does in most places: soixante et onze, quatre-vingts, quatre-vingt-dix-sept.
func (s *speller) twenties(n, turn int64, final bool) string {
	if n < 80 {
		if n == 71 {
			return s.Cardinal[60][0] + s.and + s.Cardinal[11][0]
		}
		return s.Cardinal[60][0] + s.hyphen + s.belowHundred(n-60, turn, final)
	}
	four := s.Cardinal[4][0] + s.hyphen + s.Cardinal[20][0]
	if n == 80 {
		if final {
			four += "s"
		}
		return four
	}
	return four + s.hyphen + s.belowHundred(n-80, turn, final)
}

// A number that is written in words and read again is itself, in every way of writing it.
func TestNumberWords(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	numbers := []int64{1e9, 999_999_999, 1_000_001, 1_001_000, 100_000, 21_000_021, 80_080_080, 71_071_071, 1_500_000_000}
	for n := range int64(2100) {
		numbers = append(numbers, n)
	}
	for range 3000 {
		size := int64(10_000)
		for range source.IntN(6) {
			size *= 10
		}
		numbers = append(numbers, source.Int64N(size))
	}
	frames := map[string][3]string{
		"en": {"The archive holds ", " ", "files."},
		"fr": {"Le fonds réunit ", " ", "dossiers."},
	}
	for lang, frame := range frames {
		pack, g := grammar(t, lang)
		for name, s := range spellers(t, lang) {
			wrong := 0
			for turn, n := range numbers {
				if n == 1 {
					continue // an article or pronoun
				}
				words := s.spell(n, int64(turn))
				text := frame[0] + words + frame[1]
				if lang == "fr" && n%1e6 == 0 && n > 0 {
					text += "de "
				}
				text += frame[2]
				if value, surface := only(pack, g, text); value != fmt.Sprint(n) || !strings.HasPrefix(surface, words) {
					if wrong++; wrong <= 5 {
						t.Errorf("%s, %s: %d as %q is read as %s, %q", lang, name, n, words, value, surface)
					}
				}
			}
			if wrong > 5 {
				t.Errorf("%s, %s: %d of %d numbers", lang, name, wrong, len(numbers))
			}
		}
	}
}

// only gives value and surface of the only figure of a sentence.
func only(pack *language.Pack, g *quantity.Grammar, text string) (value, surface string) {
	g.Reset()
	g.Parse(text, token.Scan(nil, text, 0, len(text), pack.Style, pack), june)
	if len(g.Quantities) != 1 {
		return fmt.Sprintf("%d figures", len(g.Quantities)), ""
	}
	q := g.Quantities[0]
	return q.Low.String(), text[q.Start:q.End]
}
