package transform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract"
	"tidyrelease/transform/wording"
)

// group is a release alone or the language versions of one release: the texts in which a figure said twice is
// the same figure.
type group struct {
	name      string // release id without the language
	releases  []int  // indexes in Dataset.Releases
	languages []string
	facts     [][]*fact
}

// pairBase is the name that the language versions of a release share: "x" for "x.en" and "x.fr".
func pairBase(id string) (base string, ok bool) {
	for _, lang := range wording.Languages() {
		if base, ok = strings.CutSuffix(id, "."+lang); ok && base != "" {
			return base, true
		}
	}
	return id, false
}

// groups gathers releases that are language versions of each other, notes the pairs and deals out the facts.
func groups(releases []Release, facts []*fact) []*group {
	byID := make(map[string]int, len(releases))
	for i, r := range releases {
		byID[r.ID] = i
	}
	of := make(map[string]*group, len(releases))
	slot := make(map[string]int, len(releases))
	var list []*group
	for i := range releases {
		r := &releases[i]
		base, named := pairBase(r.ID)
		if named {
			for _, lang := range wording.Languages() {
				if id := base + "." + lang; id != r.ID {
					if _, ok := byID[id]; ok {
						r.Pair = id
					}
				}
			}
		}
		g := of[r.Pair]
		if g == nil {
			g = &group{name: base}
			list = append(list, g)
		}
		of[r.ID] = g
		slot[r.ID] = len(g.releases)
		g.releases = append(g.releases, i)
		g.languages = append(g.languages, r.Language)
		g.facts = append(g.facts, nil)
	}
	for _, f := range facts {
		g := of[f.ReleaseID]
		s := slot[f.ReleaseID]
		g.facts[s] = append(g.facts[s], f)
	}
	return list
}

// stating is what a group states: its observations in text order, and the mentions of each in the group. A fact that many releases
// state has many mentions, and a look at all of them from each of the releases would cost the square of their number.
type stating struct {
	list []*observation
	here [][]*fact // of each observation, in text order
	date string    // of the release
}

// states gathers what a group states.
func (g *group) states(of map[*fact]*observation) stating {
	n := 0
	for _, facts := range g.facts {
		n += len(facts)
	}
	var s stating
	at := make(map[*observation]int, n)
	for _, facts := range g.facts {
		for _, f := range facts {
			o := of[f]
			i, seen := at[o]
			if !seen {
				i = len(s.list)
				at[o] = i
				s.list, s.here = append(s.list, o), append(s.here, nil)
			}
			s.here[i] = append(s.here[i], f)
		}
	}
	return s
}

// swap takes the mentions in the group for those in all releases, and on the next call back again.
func (s stating) swap() {
	for i, o := range s.list {
		o.facts, s.here[i] = s.here[i], o.facts
	}
}

// atom is one figure of a group: a fact, or the facts of two language versions that say the same.
type atom []*fact

// alignment is what comparing the figures of two language versions gives.
type alignment struct {
	atoms     []atom
	matched   int
	different [][2]*fact // at the same place, with values that cannot both be true
	alike     [][2]*fact // written alike at the same place, and read differently by the two languages
	bounds    [][2]*fact // of one number, which one version says as it is and the other as a limit
	missing   [2][]*fact // in one version only
}

// longestTable bounds the table that alignment fills; texts with more figures are aligned by value alone.
const longestTable = 1 << 22

// align pairs the figures of two language versions. Order and value come first (the longest common
// subsequence), then value alone, for sentences that the translator turned round. What is left between
// the same two pairs, alone of its unit, is one figure; where its values cannot meet, the versions differ only if the
// sentences correspond as well.
func align(a, b []*fact, text [2]string) alignment {
	var out alignment
	partner := make(map[*fact]*fact, len(a))
	gap := make(map[*fact]int, len(a)+len(b))
	pair := func(f, g *fact) { partner[f], partner[g] = g, f }
	keysA, keysB := valueKeys(a), valueKeys(b)
	for _, ij := range commonOrder(keysA, keysB) {
		pair(a[ij[0]], b[ij[1]])
	}
	for _, list := range [][]*fact{a, b} {
		n := 0
		for _, f := range list {
			if partner[f] != nil {
				n++
			}
			gap[f] = n
		}
	}
	waiting := map[string][]*fact{}
	for i, g := range b {
		if partner[g] == nil {
			waiting[keysB[i]] = append(waiting[keysB[i]], g)
		}
	}
	for i, f := range a {
		if list := waiting[keysA[i]]; partner[f] == nil && len(list) > 0 {
			pair(f, list[0])
			waiting[keysA[i]] = list[1:]
		}
	}
	type slot struct {
		gap                int
		unit, section, per string
	}
	left := map[slot][2][]*fact{}
	at := func(f *fact) slot {
		name := "noun" // nouns that the vocabulary does not know cannot be compared
		if f.unit.Known(f.lang) {
			name = f.unit.Code
		}
		return slot{gap[f], name, f.Section, f.per}
	}
	for side, list := range [][]*fact{a, b} {
		for _, f := range list {
			if partner[f] == nil {
				lists := left[at(f)]
				lists[side] = append(lists[side], f)
				left[at(f)] = lists
			}
		}
	}
	both := &versions{text, [2][]*fact{a, b}, partner}
	for _, f := range a {
		if partner[f] != nil {
			continue
		}
		if l := left[at(f)]; len(l[0]) == 1 && len(l[1]) == 1 {
			g := l[1][0]
			if f.Interval.Meets(g.Interval) && !(f.otherLimit(g) && both.correspond(f, g)) {
				pair(f, g)
				continue
			}
			switch {
			case fold(f.Surface) == fold(g.Surface), f.written.Low.Abs().Equal(g.written.Low.Abs()):
				out.alike = append(out.alike, [2]*fact{f, g})
			case both.correspond(f, g):
				out.different = append(out.different, [2]*fact{f, g})
			default:
				continue
			}
			gap[f], gap[g] = -1, -1
		}
	}
	for side, list := range [][]*fact{a, b} {
		for _, f := range list {
			switch g := partner[f]; {
			case g == nil:
				out.atoms = append(out.atoms, atom{f})
				if gap[f] >= 0 {
					out.missing[side] = append(out.missing[side], f)
				}
			case side == 0:
				out.atoms = append(out.atoms, atom{f, g})
				out.matched++
				if loses(f, g) || loses(g, f) {
					out.bounds = append(out.bounds, [2]*fact{f, g})
				}
			}
		}
	}
	return out
}

// versions are two language versions of a release, with their figures in text order and the partners found so far.
type versions struct {
	text    [2]string
	facts   [2][]*fact
	partner map[*fact]*fact
}

// correspond tells whether a figure of the first text and one of the second, which say different numbers, surely
// stand for one: they count the same unit, neither number stands elsewhere in the other's sentence, and all other
// figures of the two sentences are each other's partners. Sentences without others must follow and precede figures
// that are, and have a name in common if both have names that both texts know.
func (v *versions) correspond(f, g *fact) bool {
	switch {
	case f.unit.Known(f.lang) != g.unit.Known(g.lang), (f.Unit == "") != (g.Unit == ""), f.Vague, g.Vague:
		return false
	case f.about(g), f.alsoSays(g), g.alsoSays(f):
		return false
	}
	shared := 0
	for side, list := range v.facts {
		here, there := f, g
		if side == 1 {
			here, there = g, f
		}
		for _, other := range list {
			if other == here || other.sentence != here.sentence {
				continue
			}
			p := v.partner[other]
			if !here.continues(other, there) && (p == nil || p.sentence != there.sentence) {
				return false
			}
			shared++
		}
	}
	return shared > 0 || v.beside(f, g, -1) && v.beside(f, g, 1) && !v.nameOthers(f, g)
}

// about tells whether one of two figures is told as a round number that the other comes near: translators round
// "more than 36" to "une trentaine".
func (f *fact) about(g *fact) bool {
	if f.Bound != string(extract.Approx) && g.Bound != string(extract.Approx) {
		return false
	}
	distance, err := f.written.Low.SubAbs(g.written.Low)
	return err == nil && distance.Less(coarserStep(f, g))
}

// otherLimit tells whether two figures set limits on the same side by numbers that are no roundings of each other: "more than 450,000" and
// "plus de 550 000" can both be true, and one is no translation of the other.
func (f *fact) otherLimit(g *fact) bool {
	return f.Bound == g.Bound && f.Bound != string(extract.Exact) && f.Bound != string(extract.Approx) &&
		!f.written.Range && !g.written.Range && !f.Vague && !g.Vague && !near(f, g)
}

// continues tells whether the number of f goes on in the next figure, by what a third one says: a space slipped
// into "$1, 250,000".
func (f *fact) continues(next, whole *fact) bool {
	return strings.Join(numbers(f.Surface), "")+strings.Join(numbers(next.Surface), "") == strings.Join(numbers(whole.Surface), "")
}

// nameOthers tells whether both sentences have names that the other text knows, and none of them in common.
func (v *versions) nameOthers(f, g *fact) bool {
	a, b := capitals(f.Sentence), capitals(g.Sentence)
	return a.shared(capitals(v.text[1])) > 0 && b.shared(capitals(v.text[0])) > 0 && a.shared(b) == 0
}

// capitals are the words of a text that begin with a capital.
func capitals(s string) bag {
	var names []string
	for _, t := range tokenize(s) {
		if r, _ := utf8.DecodeRuneInString(s[t.start:]); unicode.IsUpper(r) {
			names = append(names, t.word)
		}
	}
	return newBag(names)
}

// alsoSays tells whether the number of another figure is written in the sentence of f as well, beside its own.
func (f *fact) alsoSays(g *fact) bool {
	wanted, own := numbers(g.Surface), numbers(f.Surface)
	for _, number := range numbers(f.Sentence) {
		if i := slices.Index(own, number); i >= 0 {
			own = slices.Delete(own, i, i+1)
		} else if slices.Contains(wanted, number) {
			return true
		}
	}
	return false
}

// numbers are the digits of each number in a text.
func numbers(s string) []string {
	var list []string
	for _, t := range tokenize(s) {
		if t.word == "" {
			list = append(list, digits(s[t.start:t.end]))
		}
	}
	return list
}

// digits are those of a number, without what parts or points it: the languages differ in that.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// beside tells whether the figures that stand one step from f and g are partners, or both texts end there.
func (v *versions) beside(f, g *fact, step int) bool {
	i, j := slices.Index(v.facts[0], f)+step, slices.Index(v.facts[1], g)+step
	endsA, endsB := i < 0 || i == len(v.facts[0]), j < 0 || j == len(v.facts[1])
	if endsA || endsB {
		return endsA && endsB
	}
	return v.partner[v.facts[0][i]] == v.facts[1][j]
}

// valueKeys are the figures as alignment compares them: number and kind of unit. Nouns and qualifiers are left
// out, because translators change them.
func valueKeys(facts []*fact) []string {
	keys := make([]string, len(facts))
	for i, f := range facts {
		kind := f.Kind
		if kind == "money" {
			kind = f.unit.Code
		}
		keys[i] = kind + " " + f.written.Low.Trim(0).String() + " " + f.written.High.Trim(0).String()
	}
	return keys
}

// commonOrder is the longest sequence of pairs of equal keys that is in order in both lists.
func commonOrder(a, b []string) [][2]int {
	if len(a)*len(b) > longestTable {
		return nil
	}
	width := len(b) + 1
	length := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				length[i*width+j] = length[(i+1)*width+j+1] + 1
			} else {
				length[i*width+j] = max(length[(i+1)*width+j], length[i*width+j+1])
			}
		}
	}
	var pairs [][2]int
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
