package transform

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/unit"
)

// group is a release alone or the language versions of one release: the texts in which a figure said twice is
// the same figure.
type group struct {
	name      string // release id without the language
	date      string // of the release
	releases  []int  // indexes in Dataset.Releases
	languages []string
	facts     [][]*fact
	alignment *alignment // of two versions
	members   []*member
}

// groups gathers releases that are language versions of each other, notes the pairs and deals out the facts.
func groups(releases []Release, facts []*fact) []*group {
	other := versions(releases)
	of := make(map[string]*group, len(releases))
	slot := make(map[string]int, len(releases))
	var list []*group
	for i := range releases {
		r := &releases[i]
		if other[i] >= 0 {
			r.Pair = releases[other[i]].ID
		}
		g := of[r.Pair]
		if g == nil {
			base, _ := nameOf(r.ID)
			g = &group{name: base, date: r.Date}
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

// member is an observation of a group, with the mentions that its releases have of it. A fact that many releases state has many mentions,
// and a look at all of them from each of the releases would cost the square of their number.
type member struct {
	*observation
	facts []*fact // in text order
}

// gather finds the members of a group, in text order.
func (g *group) gather() {
	at := map[*observation]*member{}
	for _, facts := range g.facts {
		for _, f := range facts {
			m := at[f.observation]
			if m == nil {
				m = &member{observation: f.observation}
				at[f.observation] = m
				g.members = append(g.members, m)
				if !m.shared {
					m.facts = m.observation.facts
				}
			}
			if m.shared {
				m.facts = append(m.facts, f)
			}
		}
	}
}

// observations are those of the members.
func (g *group) observations() []*observation {
	list := make([]*observation, len(g.members))
	for i, m := range g.members {
		list[i] = m.observation
	}
	return list
}

// alone does something while the observations of the group have no other mentions than those in it.
func (g *group) alone(do func()) {
	exchange := func() {
		for _, m := range g.members {
			m.observation.facts, m.facts = m.facts, m.observation.facts
		}
	}
	exchange()
	defer exchange()
	do()
}

// atom is one figure of a group: a fact, or the facts of two language versions that say the same.
type atom []*fact

// alignment is what comparing the figures of two language versions gives.
type alignment struct {
	text      [2]string
	facts     [2][]*fact // in text order
	matched   int
	different [][2]*fact // at the same place, with values that cannot both be true
	alike     [][2]*fact // written alike at the same place, and read differently by the two languages
	bounds    [][2]*fact // of one number, which one version says as it is and the other as a limit
	missing   [2][]*fact // in one version only
}

// longestTable bounds the table that alignment fills; texts with more figures are aligned by value alone.
const longestTable = 1 << 22

// align compares the versions of a release, where there are two, and gives the figures of the group.
func (g *group) align(releases []Release) []atom {
	if len(g.facts) != 2 {
		atoms := make([]atom, len(g.facts[0]))
		for i := range atoms {
			atoms[i] = g.facts[0][i : i+1 : i+1]
		}
		return atoms
	}
	g.alignment = &alignment{
		text:  [2]string{releases[g.releases[0]].Text, releases[g.releases[1]].Text},
		facts: [2][]*fact{g.facts[0], g.facts[1]},
	}
	g.alignment.sameValues()
	odd := map[*fact]bool{}
	g.alignment.samePlaces(odd, (*fact).slot, (*alignment).correspond)
	g.alignment.samePlaces(odd, (*fact).countSlot, (*alignment).mistyped)
	return g.alignment.atoms(odd)
}

// sameValues pairs figures of one value: the longest sequence that both versions have in one order, and then by value alone, for sentences
// that the translator turned round.
func (a *alignment) sameValues() {
	first, second := values(a.facts[0]), values(a.facts[1])
	for _, ij := range commonOrder(first, second) {
		pair(a.facts[0][ij[0]], a.facts[1][ij[1]])
	}
	for _, list := range a.facts {
		n := 0
		for _, f := range list {
			if f.partner != nil {
				n++
			}
			f.gap = n
		}
	}
	waiting := map[value][]*fact{}
	for i, g := range a.facts[1] {
		if g.partner == nil {
			waiting[second[i]] = append(waiting[second[i]], g)
		}
	}
	for i, f := range a.facts[0] {
		if list := waiting[first[i]]; f.partner == nil && len(list) > 0 {
			pair(f, list[0])
			waiting[first[i]] = list[1:]
		}
	}
}

func pair(f, g *fact) { f.partner, g.partner = g, f }

// slot is where a figure stands: behind how many figures of the common order, and in which unit.
type slot struct {
	gap                int
	unit, section, per string
}

func (f *fact) slot() slot {
	name := "noun" // nouns that the vocabulary does not know cannot be compared
	if f.unit.Known(f.lang) {
		name = f.unit.Code
	}
	return slot{f.gap, name, f.Section, f.per}
}

// countSlot is the slot of a count whatever it counts: one version may say "apprenticeships" and the other « places d'apprentissage ».
func (f *fact) countSlot() slot {
	if f.Kind != unit.Count {
		return f.slot()
	}
	return slot{f.gap, "count", f.Section, f.per}
}

// samePlaces looks at the figures that are left in one slot, alone of their version there: those are one figure. Where their values cannot
// meet, the versions differ only if they surely correspond as well. odd takes the figures that have a counterpart which is no partner.
func (a *alignment) samePlaces(odd map[*fact]bool, place func(*fact) slot, correspond func(*alignment, *fact, *fact) bool) {
	left := map[slot][2][]*fact{}
	for side, list := range a.facts {
		for _, f := range list {
			if f.partner == nil && !odd[f] {
				lists := left[place(f)]
				lists[side] = append(lists[side], f)
				left[place(f)] = lists
			}
		}
	}
	for _, f := range a.facts[0] {
		lists := left[place(f)]
		if f.partner != nil || odd[f] || len(lists[0]) != 1 || len(lists[1]) != 1 {
			continue
		}
		g := lists[1][0]
		switch {
		case f.Interval.Meets(g.Interval) && !(f.otherLimit(g) && correspond(a, f, g)):
			pair(f, g)
			continue
		case fold(f.Surface) == fold(g.Surface), f.written.Low.Abs().Equal(g.written.Low.Abs()):
			a.alike = append(a.alike, [2]*fact{f, g})
		case correspond(a, f, g):
			a.different = append(a.different, [2]*fact{f, g})
		default:
			continue
		}
		odd[f], odd[g] = true, true
	}
}

// atoms are the figures of both versions, those of the first one first. It counts the pairs, and what has no partner.
func (a *alignment) atoms(odd map[*fact]bool) []atom {
	atoms := make([]atom, 0, len(a.facts[0])+len(a.facts[1]))
	for side, list := range a.facts {
		for _, f := range list {
			switch g := f.partner; {
			case g == nil:
				atoms = append(atoms, atom{f})
				if !odd[f] {
					a.missing[side] = append(a.missing[side], f)
				}
			case side == 0:
				atoms = append(atoms, atom{f, g})
				a.matched++
				if loses(f, g) || loses(g, f) {
					a.bounds = append(a.bounds, [2]*fact{f, g})
				}
			}
		}
	}
	return atoms
}

// correspond tells whether a figure of the first text and one of the second, which say different numbers, surely
// stand for one: both units are known, or neither, and their sentences correspond.
func (a *alignment) correspond(f, g *fact) bool {
	return f.unit.Known(f.lang) == g.unit.Known(g.lang) && a.sameSentences(f, g)
}

// mistyped tells whether two counts of other things surely stand for one: their sentences correspond, and their numbers differ as those do
// that somebody mistyped, in one digit or in the order of two.
func (a *alignment) mistyped(f, g *fact) bool {
	return f.Kind == g.Kind && oneSlip(digits(f.Surface), digits(g.Surface)) && a.sameSentences(f, g)
}

// oneSlip tells whether two numbers of the same length, of two digits at least, differ in one digit or in two neighbours that changed places.
func oneSlip(x, y string) bool {
	if len(x) != len(y) || len(x) < 2 || x == y {
		return false
	}
	i := 0
	for x[i] == y[i] {
		i++
	}
	if x[i+1:] == y[i+1:] {
		return true
	}
	return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && x[i+2:] == y[i+2:]
}

// sameSentences tells whether the sentences of two figures that say different numbers correspond: neither number stands elsewhere in the
// other's sentence, and all other figures of the two sentences are each other's partners. Sentences without others must follow and precede
// figures that are, and have a name in common if both have names that both texts know.
func (a *alignment) sameSentences(f, g *fact) bool {
	switch {
	case (f.Unit == "") != (g.Unit == ""), f.Vague, g.Vague:
		return false
	case f.about(g), f.alsoSays(g), g.alsoSays(f):
		return false
	}
	shared := 0
	for side, list := range a.facts {
		here, there := f, g
		if side == 1 {
			here, there = g, f
		}
		for _, other := range list {
			if other == here || other.sentence != here.sentence {
				continue
			}
			p := other.partner
			if !here.continues(other, there) && (p == nil || p.sentence != there.sentence) {
				return false
			}
			shared++
		}
	}
	return shared > 0 || a.beside(f, g, -1) && a.beside(f, g, 1) && !a.nameOthers(f, g)
}

// about tells whether one of two figures is told as a round number that the other comes near: translators round
// "more than 36" to "une trentaine".
func (f *fact) about(g *fact) bool {
	return (f.Bound == string(extract.Approx) || g.Bound == string(extract.Approx)) && near(f, g)
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
func (a *alignment) nameOthers(f, g *fact) bool {
	here, there := capitals(f.Sentence), capitals(g.Sentence)
	return here.shared(capitals(a.text[1])) > 0 && there.shared(capitals(a.text[0])) > 0 && here.shared(there) == 0
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
func (a *alignment) beside(f, g *fact, step int) bool {
	i, j := slices.Index(a.facts[0], f)+step, slices.Index(a.facts[1], g)+step
	endsA, endsB := i < 0 || i == len(a.facts[0]), j < 0 || j == len(a.facts[1])
	if endsA || endsB {
		return endsA && endsB
	}
	return a.facts[0][i].partner == a.facts[1][j]
}

// value is a figure as alignment compares it: its number and its kind of unit. Nouns and qualifiers are left out, because translators change
// them.
type value struct {
	kind      string
	low, high decimal.Decimal
}

func values(facts []*fact) []value {
	list := make([]value, len(facts))
	for i, f := range facts {
		kind := f.Kind
		if kind == unit.Money {
			kind = f.unit.Code
		}
		list[i] = value{kind, f.written.Low.Trim(0), f.written.High.Trim(0)}
	}
	return list
}

// commonOrder is the longest sequence of pairs of equal keys that is in order in both lists.
func commonOrder(a, b []value) [][2]int {
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
