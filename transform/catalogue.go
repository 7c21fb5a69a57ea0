package transform

import (
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"strings"

	"tidyrelease/extract"
	"tidyrelease/transform/lint"
	"tidyrelease/transform/unit"
	"tidyrelease/transform/wording"
)

// Unclassified is the indicator of an observation that no indicator of the catalogue matches.
const Unclassified = "unclassified"

// Catalogue is the indicators that figures are matched against. It never changes once loaded and may be
// shared between goroutines.
type Catalogue struct {
	indicators []*indicator
	byID       map[string]*indicator
	matchers   map[string]*matcher // by language of the text
	words      *words
	units      *unit.Vocabulary
}

// indicator is one entry of indicators.yaml, whose head explains the fields.
type indicator struct {
	ID         string
	Label      text
	Definition text
	Kinds      []string
	Units      []string
	Per        []string
	Change     bool
	Terms      terms
	InUnit     terms `yaml:"in_unit"`
	Except     terms
	Priority   int
	Sum        []string
	Share      *share
	Ratio      *ratio
	Yearly     bool `yaml:"yearly_change"`
	Bilateral  bool
	Partner    bool
	Alone      bool
	Jump       int

	order int
	parts []part // Sum, resolved
}

// text is a text in the languages of the outputs.
type text struct{ En, Fr string }

func (t text) in(lang string) string {
	if lang == wording.French {
		return t.Fr
	}
	return t.En
}

type terms struct{ En, Fr []string }

func (t terms) in(lang string) []string {
	if lang == wording.French {
		return t.Fr
	}
	return t.En
}

// part is an indicator that is added to a total, or taken from it.
type part struct {
	indicator *indicator
	minus     bool
}

// share says that a percentage is that of part in whole.
type share struct {
	Part  string
	Whole string
}

// ratio says that the indicator is one figure divided by another.
type ratio struct {
	Of string
	To string
}

// unitKinds are the kinds of unit of FIGURES.
var unitKinds = []string{
	"money", "percent", "percentage_point", "basis_point", "fraction", "rank", "times", "measure", "duration", "count",
}

// LoadCatalogue reads indicators.yaml; name is used in errors, which give line and column. All that is
// wrong is reported, not the first find alone.
func LoadCatalogue(name string, data []byte) (*Catalogue, error) {
	var content struct{ Indicators []*indicator }
	file, err := lint.Read(name, data, &content)
	if err != nil {
		return nil, err
	}
	units, err := unit.Load()
	if err != nil {
		return nil, err
	}
	w, err := loadWords()
	if err != nil {
		return nil, err
	}
	c := &Catalogue{
		indicators: content.Indicators,
		byID:       map[string]*indicator{},
		words:      w,
		units:      units,
	}
	for i, x := range c.indicators {
		if x == nil {
			file.Report(fmt.Sprintf("$.indicators[%d]", i), "empty indicator")
			continue
		}
		x.order = i
		c.lint(file, fmt.Sprintf("$.indicators[%d]", i), x)
	}
	for i, x := range c.indicators {
		if x != nil {
			c.resolve(file, fmt.Sprintf("$.indicators[%d]", i), x)
		}
	}
	if file.Err() == nil {
		c.circular(file)
	}
	if err := file.Err(); err != nil {
		return nil, err
	}
	c.matchers = map[string]*matcher{}
	for _, lang := range wording.Languages() {
		c.matchers[lang] = newMatcher(c.indicators, lang, w)
	}
	return c, nil
}

// lint checks what one indicator says about itself and adds it to the index.
func (c *Catalogue) lint(l *lint.File, path string, x *indicator) {
	switch {
	case x.ID == "" || slugged(x.ID) != x.ID:
		l.Report(path, fmt.Sprintf("id %q: give a name of small letters, digits and underscores", x.ID))
	case x.ID == Unclassified:
		l.Report(path+".id", fmt.Sprintf("id %q is kept for figures that no indicator matches", x.ID))
	case c.byID[x.ID] != nil:
		l.Report(path+".id", fmt.Sprintf("id %q stands twice", x.ID))
	default:
		c.byID[x.ID] = x
	}
	for _, lang := range wording.Languages() {
		if x.Label.in(lang) == "" {
			l.Report(path, fmt.Sprintf("%s: no label in %q", x.ID, lang))
		}
		if x.Definition.in(lang) == "" {
			l.Report(path, fmt.Sprintf("%s: no definition in %q", x.ID, lang))
		}
		if len(x.Terms.in(lang))+len(x.InUnit.in(lang)) == 0 && x.Ratio == nil && x.Share == nil {
			l.Report(path, fmt.Sprintf("%s: no terms in %q", x.ID, lang))
		}
		for _, list := range x.termLists() {
			for i, term := range list.terms.in(lang) {
				place := fmt.Sprintf("%s.%s.%s[%d]", path, list.key, lang, i)
				switch words := tokenize(term); {
				case len(words) == 0 || strings.HasPrefix(term, "*"):
					l.Report(place, fmt.Sprintf("%s: a term without a word: %q", x.ID, term))
				case words[0].star && len(words[0].word) < len(opening{}):
					l.Report(place, fmt.Sprintf("%s: the stem that begins a term is shorter than %d letters: %q", x.ID, len(opening{}), term))
				}
			}
		}
	}
	if x.Jump < 0 || x.Jump == 1 {
		l.Report(path+".jump", fmt.Sprintf("%s: jump %d: give a factor of 2 or more, or none", x.ID, x.Jump))
	}
	if len(x.Kinds) == 0 {
		l.Report(path, fmt.Sprintf("%s: no kinds", x.ID))
	}
	for i, kind := range x.Kinds {
		if !slices.Contains(unitKinds, kind) {
			l.Report(fmt.Sprintf("%s.kinds[%d]", path, i), fmt.Sprintf("%s: no kind %q; there are %s", x.ID, kind, strings.Join(unitKinds, ", ")))
		}
	}
	for i, code := range slices.Concat(x.Units, x.Per) {
		if _, ok := c.units.Code(code); ok {
			continue
		}
		place := fmt.Sprintf("%s.units[%d]", path, i)
		if i >= len(x.Units) {
			place = fmt.Sprintf("%s.per[%d]", path, i-len(x.Units))
		}
		l.Report(place, fmt.Sprintf("%s: no unit has the code %q", x.ID, code))
	}
}

// termList is one of the lists of terms of an indicator, by its key in the file.
type termList struct {
	key            string
	terms          terms
	inUnit, except bool
}

func (x *indicator) termLists() []termList {
	return []termList{
		{key: "terms", terms: x.Terms},
		{key: "in_unit", terms: x.InUnit, inUnit: true},
		{key: "except", terms: x.Except, except: true},
	}
}

// resolve finds the indicators that x refers to.
func (c *Catalogue) resolve(l *lint.File, path string, x *indicator) {
	find := func(path, id string) *indicator {
		other := c.byID[id]
		if other == nil || other == x {
			l.Report(path, fmt.Sprintf("%s: no other indicator has the id %q", x.ID, id))
		}
		return other
	}
	for i, id := range x.Sum {
		id, minus := strings.CutPrefix(id, "-")
		x.parts = append(x.parts, part{find(fmt.Sprintf("%s.sum[%d]", path, i), id), minus})
	}
	if x.Share != nil {
		part, whole := find(path+".share.part", x.Share.Part), find(path+".share.whole", x.Share.Whole)
		if part != nil && whole != nil && len(shared(part.Kinds, whole.Kinds)) == 0 {
			l.Report(path+".share.whole", fmt.Sprintf("%s: %s (%s) is no part of %s (%s)", x.ID,
				part.ID, strings.Join(part.Kinds, ", "), whole.ID, strings.Join(whole.Kinds, ", ")))
		}
		if !slices.Contains(x.Kinds, string(extract.Percent)) {
			l.Report(path+".kinds", fmt.Sprintf("%s: a share is in percent", x.ID))
		}
	}
	if x.Ratio != nil {
		of, to := find(path+".ratio.of", x.Ratio.Of), find(path+".ratio.to", x.Ratio.To)
		if of != nil && to != nil {
			c.divisible(l, path, x, of, to)
		}
	}
	if x.Yearly && (x.Change || len(shared(x.Kinds, append(slices.Clone(dividable), string(extract.Percent)))) == 0) {
		l.Report(path+".yearly_change", fmt.Sprintf("%s: no change is computed of what is a change itself, a rank or a factor", x.ID))
	}
}

// dividable are the kinds of unit that can be divided by each other.
var dividable = []string{string(extract.Money), string(extract.Count), string(extract.Measure), string(extract.Duration)}

// divisible checks that an indicator can be the ratio of two others: a number of times, of figures in one unit; or an amount for each of the
// unit that "per" names.
func (c *Catalogue) divisible(l *lint.File, path string, x, of, to *indicator) {
	for _, side := range []struct {
		key   string
		other *indicator
	}{{"of", of}, {"to", to}} {
		if len(shared(side.other.Kinds, dividable)) == 0 || side.other.Change || len(side.other.Per) > 0 {
			l.Report(path+".ratio."+side.key, fmt.Sprintf("%s: %s (%s) cannot be divided: give the level of an amount, a number, a measure or a duration",
				x.ID, side.other.ID, strings.Join(side.other.Kinds, ", ")))
			return
		}
	}
	switch {
	case of == to:
		l.Report(path+".ratio.to", fmt.Sprintf("%s: %s divided by itself is one", x.ID, of.ID))
	case len(x.Per) == 0 && !slices.Equal(x.Kinds, []string{string(extract.Times)}):
		l.Report(path+".kinds", fmt.Sprintf("%s: give kinds [times], or name in \"per\" the unit of %s", x.ID, to.ID))
	case len(x.Per) == 0 && len(shared(of.Kinds, to.Kinds)) == 0, len(x.Per) == 0 && len(of.Units)+len(to.Units) > 0 && len(shared(of.Units, to.Units)) == 0:
		l.Report(path+".ratio.to", fmt.Sprintf("%s: %s and %s have no unit in common; name in \"per\" that of %s", x.ID, of.ID, to.ID, to.ID))
	case len(x.Per) > 0 && !slices.Contains(to.Units, x.Per[0]):
		l.Report(path+".per[0]", fmt.Sprintf("%s: %s is not counted in %s", x.ID, to.ID, x.Per[0]))
	case len(x.Per) > 0 && len(shared(x.Kinds, of.Kinds)) == 0:
		l.Report(path+".kinds", fmt.Sprintf("%s: %s is %s", x.ID, of.ID, strings.Join(of.Kinds, ", ")))
	}
}

// shared is what two lists have in common.
func shared(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return !slices.Contains(b, s) })
}

// circular reports indicators that are computed from themselves, at the end of the way round.
func (c *Catalogue) circular(l *lint.File) {
	const open, done = 1, 2
	state := map[*indicator]int{}
	var visit func(x *indicator, trail []string)
	visit = func(x *indicator, trail []string) {
		state[x] = open
		trail = append(trail, x.ID)
		for key, id := range x.inputs() {
			switch other := c.byID[id]; state[other] {
			case open:
				l.Report(fmt.Sprintf("$.indicators[%d].%s", x.order, key), fmt.Sprintf("%s is computed from itself: %s", id, strings.Join(append(trail, id), " ← ")))
			case done:
			default:
				visit(other, trail)
			}
		}
		state[x] = done
	}
	for _, x := range c.indicators {
		if state[x] == 0 {
			visit(x, nil)
		}
	}
}

// inputs are the ids of what an indicator is computed from, with their places in its entry.
func (x *indicator) inputs() iter.Seq2[string, string] {
	return func(yield func(key, id string) bool) {
		for i, id := range x.Sum {
			if !yield(fmt.Sprintf("sum[%d]", i), strings.TrimPrefix(id, "-")) {
				return
			}
		}
		if x.Share != nil && (!yield("share.part", x.Share.Part) || !yield("share.whole", x.Share.Whole)) {
			return
		}
		if x.Ratio != nil && yield("ratio.of", x.Ratio.Of) {
			yield("ratio.to", x.Ratio.To)
		}
	}
}

// slugged is what is left of s in the letters of an id.
func slugged(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '_' {
			return r
		}
		return -1
	}, s)
}

// words are the words of words.yaml, by language.
type words struct {
	stop   map[string]map[string]bool
	joint  map[string]map[string]bool
	elided map[string]map[string]bool
	stated map[string]*phrases
}

//go:embed words.yaml
var wordsYAML []byte

func loadWords() (*words, error) {
	var content struct {
		Stop, Joint, Elided map[string][]string
		Stated              map[string]*phrases
	}
	if _, err := lint.Read("words.yaml", wordsYAML, &content); err != nil {
		return nil, err
	}
	sets := func(lists map[string][]string) map[string]map[string]bool {
		m := map[string]map[string]bool{}
		for lang, list := range lists {
			m[lang] = map[string]bool{}
			for _, word := range list {
				m[lang][word] = true
			}
		}
		return m
	}
	return &words{stop: sets(content.Stop), joint: sets(content.Joint), elided: sets(content.Elided), stated: content.Stated}, nil
}
