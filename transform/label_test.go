package transform_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/transform"
)

var loadOnce = sync.OnceValues(func() (*transform.Catalogue, error) {
	content, err := data.Read(data.Indicators)
	if err != nil {
		return nil, err
	}
	return transform.LoadCatalogue("indicators.yaml", content)
})

func catalogue(t testing.TB) *transform.Catalogue {
	t.Helper()
	c, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func build(t testing.TB, lang string, docs ...*extract.Document) *transform.Dataset {
	t.Helper()
	ds, err := transform.Build(docs, catalogue(t), lang)
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// label is a figure of a labelled release.
type label struct {
	Surface   string
	Start     int
	Value     decimal.NullDecimal
	Low, High decimal.NullDecimal
	Vague     bool
	Unit, Per string
	Bound     extract.Bound
	Direction extract.Direction
	Period    string
	Measure   string
	Subject   string
	Area      string
	Partner   string
	Section   extract.Section
	Speaker   string
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?][”"»]?\s+`)
	numberInEn  = regexp.MustCompile(`\d[\d,]*(\.\d+)?`)
	numberInFr  = regexp.MustCompile(`\d[\d\s\x{a0}\x{202f}]*(,\d+)?`)
	measures    = strings.Split("tonne,kilotonne,megatonne,kilogram,metre,kilometre,square kilometre,square foot,cubic metre,hectare,litre,nautical mile,knot,kilovolt,megawatt,kilowatt-hour,megawatt-hour,gigawatt-hour,degree Celsius,megabit,gigabit,petabyte", ",")
	durations   = strings.Split("year,month,week,day,hour,minute,second", ",")
	abstract    = strings.Split("percent,percentage_point,basis_point,fraction,rank,times", ",")
	currency    = regexp.MustCompile(`^([A-Z]{3}|\$)$`)
)

// labelled makes the document that a perfect extraction of a labelled release would give. It skips the test where
// the release is not on the machine.
func labelled(t testing.TB, path string) *extract.Document {
	t.Helper()
	text, err := os.ReadFile(path + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no labelled releases beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path + ".figures.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Lang, Date, Publisher string
		Figures               []label
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	doc := &extract.Document{
		ID: filepath.Base(path), Source: path + ".txt", Language: file.Lang,
		Date: file.Date, Publisher: file.Publisher, Text: string(text),
	}
	doc.Title, _, _ = strings.Cut(doc.Text, "\n")
	at := 0
	for line := range strings.SplitAfterSeq(doc.Text, "\n") {
		from := 0
		for _, stop := range append(sentenceEnd.FindAllStringIndex(line, -1), []int{len(line), len(line)}) {
			if to := stop[1]; to > from {
				doc.Sentences = append(doc.Sentences, extract.Sentence{Span: extract.Span{Start: at + from, End: at + to}})
				from = to
			}
		}
		at += len(line)
	}
	for _, l := range file.Figures {
		m := l.mention(file.Lang)
		m.Sentence = slices.IndexFunc(doc.Sentences, func(s extract.Sentence) bool { return s.Start <= m.Start && m.Start < s.End })
		s := &doc.Sentences[m.Sentence]
		s.Section, s.Speaker = l.Section, l.Speaker
		doc.Mentions = append(doc.Mentions, m)
	}
	return doc
}

func (l label) mention(lang string) extract.Mention {
	m := extract.Mention{
		Span:    extract.Span{Start: l.Start, End: l.Start + len(l.Surface)},
		Surface: l.Surface, Unit: l.Unit, Per: l.Per, Bound: l.Bound, Direction: l.Direction, Period: l.Period,
		Measure: l.Measure, Subject: l.Subject, Area: l.Area, Partner: l.Partner, Vague: l.Vague, Kind: extract.Count,
		Rules: []string{"label"},
	}
	switch {
	case currency.MatchString(l.Unit):
		m.Kind = extract.Money
	case slices.Contains(abstract, l.Unit):
		m.Kind = extract.UnitKind(l.Unit)
	case slices.Contains(measures, l.Unit):
		m.Kind = extract.Measure
	case slices.Contains(durations, l.Unit):
		m.Kind = extract.Duration
	}
	if l.Value.Valid {
		m.Low, m.High = l.Value.Decimal, l.Value.Decimal
	} else {
		m.Low, m.High, m.Range = l.Low.Decimal, l.High.Decimal, true
	}
	number := numberInEn.FindString(l.Surface)
	if lang == "fr" {
		number = strings.TrimSpace(numberInFr.FindString(l.Surface))
		number = strings.Map(func(r rune) rune {
			switch r {
			case ' ', '\u00a0', '\u202f':
				return -1
			case ',':
				return '.'
			}
			return r
		}, number)
	}
	number = strings.ReplaceAll(number, ",", "")
	m.Step = decimal.One
	if d, err := decimal.Parse(number); err == nil && d.IsPos() {
		scale, err := m.High.Abs().Quo(d)
		if err == nil && scale.Trim(0).MinScale() == 0 && !m.Range {
			m.Step, _ = d.ULP().Mul(scale)
		}
		if m.Range && m.High.Cmp(decimal.MustNew(1_000_000, 0)) >= 0 && !strings.Contains(number, "000") {
			m.Step = decimal.MustNew(1_000_000, 0)
		}
		return m
	}
	m.InWords = true
	for m.Kind == extract.Count || m.Kind == extract.Money {
		next, err := m.Step.Mul(decimal.Thousand)
		if err != nil {
			break
		}
		if _, rest, err := m.Low.QuoRem(next); err != nil || !rest.IsZero() || m.Low.IsZero() {
			break
		}
		m.Step = next
	}
	return m
}

func shared(name string) string { return filepath.Join("..", "..", "shared", name) }

// TestInShort holds that what a text calls again in short has the indicator that it had in full.
func TestInShort(t *testing.T) {
	read := func(text string) []string {
		t.Helper()
		x, err := extract.New()
		if err != nil {
			t.Fatal(err)
		}
		doc, err := x.Extract("note.en.txt", []byte("Trade in May\n\nOTTAWA – June 20, 2026\n\n"+text+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, o := range build(t, "en", doc).Observations {
			list = append(list, o.Indicator+" "+o.Display)
		}
		return list
	}
	for text, want := range map[string][]string{
		"Retail sales reached $70.4 billion. In Quebec, sales fell 0.7% to $15.4 billion.": {
			"retail_sales $70.4 billion", "retail_sales down 0.7%", "retail_sales $15.4 billion",
		},
		"In Quebec, sales fell 0.7% to $15.4 billion.": {"unclassified down 0.7%", "unclassified $15.4 billion"},
		"Retail sales reached $70.4 billion and wholesale sales $80.1 billion. In Quebec, sales fell 0.7%.": {
			"retail_sales $70.4 billion", "wholesale_sales $80.1 billion", "unclassified down 0.7%",
		},
	} {
		if diff := cmp.Diff(want, read(text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}
