package score

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/transform/unit"
)

// Aspect is one thing that an extracted figure can be right in.
type Aspect string

// The aspects. The last five are shares of the figures that are right on value; the others have precision,
// recall and F1.
const (
	Value   Aspect = "value"
	Unit    Aspect = "value+unit"
	Bound   Aspect = "value+bound"
	Period  Aspect = "value+period"
	Section Aspect = "section"
	Speaker Aspect = "speaker"
	Measure Aspect = "measure"
	Subject Aspect = "subject"
	Area    Aspect = "area"
)

// Scored lists the aspects that have precision, recall and F1.
func Scored() []Aspect { return []Aspect{Value, Unit, Bound, Period} }

// Described lists the aspects that are shares of the right values.
func Described() []Aspect { return []Aspect{Section, Speaker, Measure, Subject, Area} }

// Miss is one disagreement, or a figure on one side only (Want or Got is nil).
type Miss struct {
	Aspect Aspect  `json:"aspect"`
	Path   string  `json:"path"`
	Line   int     `json:"line"`   // from 1
	Column int     `json:"column"` // from 1, in characters
	Want   *Figure `json:"want"`
	Got    *Figure `json:"got"`
}

// String is the miss as a compiler would print it.
func (m Miss) String() string {
	place := fmt.Sprintf("%s:%d:%d: %s: ", m.Path, m.Line, m.Column, m.Aspect)
	switch {
	case m.Got == nil:
		return place + fmt.Sprintf("want %q %s, got nothing", m.Want.Surface, m.Want.numbers())
	case m.Want == nil:
		return place + fmt.Sprintf("want nothing, got %q %s %s", m.Got.Surface, m.Got.numbers(), m.Got.Unit)
	}
	return place + fmt.Sprintf("%q: want %s, got %s", m.Want.Surface, m.Want.show(m.Aspect), m.Got.show(m.Aspect))
}

func (f Figure) numbers() string {
	low, high, _ := f.ends()
	if low != high {
		return fmt.Sprintf("%v to %v", low, high)
	}
	return fmt.Sprint(low)
}

func (f Figure) show(a Aspect) string {
	switch a {
	case Unit:
		return fmt.Sprintf("%q", strings.TrimSuffix(f.Unit+" per "+f.Per, " per "))
	case Bound:
		return strings.TrimSpace(f.Bound + " " + f.Direction)
	case Change:
		return f.Bound
	case Per:
		return fmt.Sprintf("%q", f.Per)
	case Span:
		return fmt.Sprintf("%q", f.Surface)
	case Period:
		return fmt.Sprintf("%q", f.Period)
	case Section:
		return f.Section
	case Speaker:
		return fmt.Sprintf("%q", f.Speaker)
	case Measure:
		return fmt.Sprintf("%q", f.Measure)
	case Subject:
		return fmt.Sprintf("%q", f.Subject)
	case Area:
		return fmt.Sprintf("%q", f.Area)
	}
	return fmt.Sprintf("%q %s", f.Surface, f.numbers())
}

// Tally counts.
type Tally struct {
	Labelled  int            `json:"labelled"`
	Extracted int            `json:"extracted"`
	Right     map[Aspect]int `json:"right"`
	Stated    map[Aspect]int `json:"stated"` // right values whose label states the described aspect
}

// NewTally makes an empty Tally.
func NewTally() *Tally { return &Tally{Right: map[Aspect]int{}, Stated: map[Aspect]int{}} }

// tallies are those that a figure counts in: all, its language, its kind.
type tallies []*Tally

func (ts tallies) labelled() {
	for _, t := range ts {
		t.Labelled++
	}
}

func (ts tallies) extracted() {
	for _, t := range ts {
		t.Extracted++
	}
}

func (ts tallies) right(a Aspect) {
	for _, t := range ts {
		t.Right[a]++
	}
}

func (ts tallies) stated(a Aspect) {
	for _, t := range ts {
		t.Stated[a]++
	}
}

// Add adds the counts of another.
func (t *Tally) Add(o *Tally) {
	t.Labelled += o.Labelled
	t.Extracted += o.Extracted
	for a, n := range o.Right {
		t.Right[a] += n
	}
	for a, n := range o.Stated {
		t.Stated[a] += n
	}
}

// Precision, Recall and F1 are in percent; a share of nothing is 100.
func (t *Tally) Precision(a Aspect) float64 { return share(t.Right[a], t.Extracted) }

// Recall is the share of the labelled figures that are right, in percent.
func (t *Tally) Recall(a Aspect) float64 { return share(t.Right[a], t.Labelled) }

// F1 is the harmonic mean of precision and recall, in percent.
func (t *Tally) F1(a Aspect) float64 { return share(2*t.Right[a], t.Extracted+t.Labelled) }

// Share is how many of the right values that state a described aspect are right in it, in percent.
func (t *Tally) Share(a Aspect) float64 { return share(t.Right[a], t.Stated[a]) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return 100 * float64(part) / float64(whole)
}

// Compare scores the extracted figures of a release, without the trivial ones, and gives the tally by
// kind of unit as well.
func Compare(r *Release, extracted []Figure) (all *Tally, byKind map[string]*Tally, misses []Miss) {
	all, byKind = NewTally(), map[string]*Tally{}
	figures := slices.DeleteFunc(slices.Clone(extracted), func(f Figure) bool { return f.Trivial })
	comparison{
		first: Value,
		of:    func(f *Figure) tallies { return tallies{all, tallied(byKind, kindOf(f.Unit))} },
		judge: func(want, got *Figure) []verdict { return judge(want, got, r.Language) },
		miss: func(a Aspect, want, got *Figure) {
			line, column := place(r.Text, cmp.Or(want, got).Start)
			misses = append(misses, Miss{a, r.Path, line, column, want, got})
		},
	}.score(r.Figures, figures, match(r.Figures, figures))
	return all, byKind, misses
}

// judge holds an extracted figure of a release against its label.
func judge(want, got *Figure, lang string) []verdict {
	verdicts := []verdict{
		{aspect: Value, right: sameValue(*want, *got)},
		{aspect: Unit, right: sameUnit(*want, *got, lang)},
		{aspect: Bound, right: want.Bound == got.Bound && want.Direction == got.Direction},
		{aspect: Period, right: want.Period == got.Period},
	}
	for _, said := range []struct {
		aspect Aspect
		want   string
		right  bool
	}{
		{Section, want.Section, want.Section == got.Section},
		{Speaker, want.Speaker, plain(want.Speaker) == plain(got.Speaker)},
		{Measure, want.Measure, covers(want.Measure, got.Measure+" "+got.UnitPhrase, lang)},
		{Subject, want.Subject, covers(want.Subject, got.Subject+" "+got.Measure, lang)},
		{Area, want.Area, want.Area == got.Area},
	} {
		if said.want != "" {
			verdicts = append(verdicts, verdict{said.aspect, said.right, true})
		}
	}
	return verdicts
}

// comparison says how figures are scored that stand for each other.
type comparison struct {
	first Aspect                            // what a figure without a counterpart is wrong in
	of    func(*Figure) tallies             // in which a figure counts
	judge func(want, got *Figure) []verdict // of figures that are matched; the others count only where the first is right
	miss  func(a Aspect, want, got *Figure) // takes what is wrong
}

// verdict says whether a figure is right in an aspect. A stated one is a share of the labels that state it.
type verdict struct {
	aspect        Aspect
	right, stated bool
}

// score counts the labels, the figures and what is right of them. matched gives for each label the figure that stands for it, or -1.
func (c comparison) score(labels, figures []Figure, matched []int) {
	used := make([]bool, len(figures))
	for i := range labels {
		want := &labels[i]
		c.of(want).labelled()
		if matched[i] < 0 {
			c.miss(c.first, want, nil)
			continue
		}
		used[matched[i]] = true
		c.pair(want, &figures[matched[i]])
	}
	for k := range figures {
		if !used[k] {
			c.of(&figures[k]).extracted()
			c.miss(c.first, nil, &figures[k])
		}
	}
}

func (c comparison) pair(want, got *Figure) {
	counts := c.of(want)
	counts.extracted()
	for i, v := range c.judge(want, got) {
		if v.stated {
			counts.stated(v.aspect)
		}
		if v.right {
			counts.right(v.aspect)
			continue
		}
		if c.miss(v.aspect, want, got); i == 0 {
			return
		}
	}
}

// match gives for each labelled figure the extracted one with the longest overlap, or -1; each is used once.
func match(labels, figures []Figure) []int {
	return assign(len(labels), len(figures), func(i, k int) int {
		return min(labels[i].End, figures[k].End) - max(labels[i].Start, figures[k].Start)
	})
}

// assign pairs each of the wanted with one of those got, or with none (-1): the largest weights first, the
// first of equal ones; a weight of 0 or less is no pair.
func assign(wanted, got int, weight func(i, k int) int) []int {
	type pair struct{ i, k, weight int }
	var pairs []pair
	for i := range wanted {
		for k := range got {
			if w := weight(i, k); w > 0 {
				pairs = append(pairs, pair{i, k, w})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return b.weight - a.weight })
	partner, taken := make([]int, wanted), make([]bool, got)
	for i := range partner {
		partner[i] = -1
	}
	for _, p := range pairs {
		if partner[p.i] < 0 && !taken[p.k] {
			partner[p.i], taken[p.k] = p.k, true
		}
	}
	return partner
}

func sameValue(a, b Figure) bool {
	aLow, aHigh, _ := a.ends()
	bLow, bHigh, _ := b.ends()
	return near(aLow, bLow) && near(aHigh, bHigh)
}

// near tells whether two numbers agree to a relative 1e-5.
func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-5*math.Max(math.Abs(a), math.Abs(b))
}

func sameUnit(want, got Figure, lang string) bool {
	return lemma(want.Unit, lang) == lemma(got.Unit, lang) && lemma(want.Per, lang) == lemma(got.Per, lang)
}

// kindOf groups units for the report.
func kindOf(name string) string {
	switch name {
	case "percent", "percentage_point", "basis_point", "fraction", "rank", "times":
		return name
	case "year", "month", "week", "day", "hour", "minute", "second", "decade", "century":
		return "duration"
	}
	if len(name) == 3 && strings.ToUpper(name) == name || name == "$" {
		return "money"
	}
	return measureOrCount(name)
}

// measureOrCount tells the units that are measured from those that are counted, as far as the vocabulary goes.
func measureOrCount(name string) string {
	vocabulary, err := unit.Load()
	if err == nil && vocabulary.Of("measure", name, "").Known("en") {
		return "measure"
	}
	return "count"
}

// plain folds the marks that editors vary.
func plain(s string) string {
	return strings.ToLower(strings.NewReplacer("’", "'", "\u2011", "-", "\u00a0", " ").Replace(s))
}

// covers tells whether a phrase holds at least half of the content words of the label.
func covers(want, got, lang string) bool {
	have := map[string]bool{}
	for _, w := range content(got, lang) {
		have[w] = true
	}
	words := content(want, lang)
	found := 0
	for _, w := range words {
		if have[w] {
			found++
		}
	}
	return 2*found >= len(words)
}

// content gives the lemmas of the words with four letters or more, and of abbreviations.
func content(s, lang string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if utf8.RuneCountInString(w) > 3 || strings.ToUpper(w) == w && len(w) > 1 {
			words = append(words, lemma(w, lang))
		}
	}
	return words
}

// place gives line and column, from 1, of a byte of the text; columns count characters.
func place(text string, at int) (line, column int) {
	before := text[:at]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}
