package quantity_test

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// sentence is one case of testdata: a sentence and the figures that it holds.
type sentence struct {
	line    int
	text    string
	figures []string
}

func sentences(t testing.TB, name string) []sentence {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []sentence
	scanner := bufio.NewScanner(f)
	for line := 1; scanner.Scan(); line++ {
		text := scanner.Text()
		switch {
		case text == "" || strings.HasPrefix(text, "#"):
		case strings.HasPrefix(text, " "):
			last := &all[len(all)-1]
			last.figures = append(last.figures, strings.Join(strings.Fields(text), " "))
		default:
			all = append(all, sentence{line: line, text: text})
		}
	}
	return all
}

func grammar(t testing.TB, lang string) (*language.Pack, *quantity.Grammar) {
	t.Helper()
	pack, err := language.Load(lang)
	if err != nil {
		t.Fatal(err)
	}
	return pack, quantity.New(pack)
}

var june = quantity.Context{Date: quantity.Day{Year: 2025, Month: 6, Day: 15}, Dollar: "CAD"}

func TestSentences(t *testing.T) {
	for _, lang := range language.Codes() {
		pack, g := grammar(t, lang)
		name := "testdata/" + lang + ".txt"
		for _, s := range sentences(t, name) {
			g.Reset()
			tokens := token.Scan(nil, s.text, 0, len(s.text), pack.Style, pack)
			g.Parse(s.text, tokens, june)
			var got []string
			for _, q := range g.Quantities {
				if !q.Trivial {
					got = append(got, write(s.text, q))
				}
			}
			if strings.Join(got, "\n") != strings.Join(s.figures, "\n") {
				t.Errorf("%s:%d: %s\n got %q\nwant %q", name, s.line, s.text, got, s.figures)
			}
		}
	}
}

// write puts a figure in the form of testdata.
func write(text string, q quantity.Quantity) string {
	value := q.Low.String()
	if q.Range {
		value += ".." + q.High.String()
	}
	unit := q.Unit
	if q.Per != "" {
		unit += "/" + q.Per
	}
	s := fmt.Sprintf("%s | %s | %s | %s | %s | %s", text[q.Start:q.End], value, unit, q.Bound, q.Change, q.Period)
	return strings.Join(strings.Fields(s), " ")
}

// Every number of a sentence has a role once it has been parsed.
func TestEveryNumberHasARole(t *testing.T) {
	for _, lang := range language.Codes() {
		pack, g := grammar(t, lang)
		for _, s := range sentences(t, "testdata/"+lang+".txt") {
			tokens := token.Scan(nil, s.text, 0, len(s.text), pack.Style, pack)
			g.Parse(s.text, tokens, june)
			for i, tok := range tokens {
				if tok.Kind == token.Number && g.Roles[i] == quantity.Unread {
					t.Errorf("%s: nothing is known of %q", s.text, s.text[tok.Start:tok.End])
				}
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, lang := range language.Codes() {
		for _, s := range sentences(f, "testdata/"+lang+".txt") {
			f.Add(s.text, lang == "fr")
		}
	}
	packs, grammars := map[bool]*language.Pack{}, map[bool]*quantity.Grammar{}
	for french, lang := range map[bool]string{false: "en", true: "fr"} {
		packs[french], grammars[french] = grammar(f, lang)
	}
	f.Fuzz(func(t *testing.T, text string, french bool) {
		if !utf8.ValidString(text) {
			return
		}
		pack, g := packs[french], grammars[french]
		tokens := token.Scan(nil, text, 0, len(text), pack.Style, pack)
		g.Reset()
		g.Parse(text, tokens, june)
		end := 0
		for _, q := range g.Quantities {
			if q.Start < end || q.End <= q.Start || q.End > len(text) {
				t.Fatalf("%q: figure at %d to %d behind one that ends at %d", text, q.Start, q.End, end)
			}
			if q.Start != tokens[q.From].Start || q.End != tokens[q.To-1].End {
				t.Fatalf("%q: figure at %d to %d is not that of its tokens", text, q.Start, q.End)
			}
			if q.Low.Cmp(q.High) > 0 {
				t.Fatalf("%q: low %s above high %s", text, q.Low, q.High)
			}
			end = q.End
		}
		for i, tok := range tokens {
			if (tok.Kind == token.Number || tok.Has(token.Digits)) && g.Roles[i] == quantity.Unread {
				t.Fatalf("%q: nothing is known of the number at %d", text, tok.Start)
			}
		}
		figures, periods := slices.Clone(g.Quantities), slices.Clone(g.Periods)
		g.Reset()
		g.Parse(text, tokens, june)
		if !slices.Equal(figures, g.Quantities) || !slices.Equal(periods, g.Periods) {
			t.Fatalf("%q: a second reading differs", text)
		}
	})
}
