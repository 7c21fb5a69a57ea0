package transform

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// observation is one fact with the mentions that state it and what later steps need of them.
type observation struct {
	Observation
	indicator *indicator // nil when unclassified
	change    bool
	unit      unit.Unit
	kind      string
	facts     []*fact // in text order; empty for a derived value
	primary   *fact   // the most exact wording
	group     *group  // the first that states it
	shared    bool    // other groups state it as well
	match     match
	inputs    []*observation // of a derived value, in the order of its formula
	digits    int            // significant digits to print a quotient with; 0 prints every digit
	operator  string         // of a derived value, see computed.go
	label     string
}

// key is what two mentions must agree in to be the same fact, whatever else they leave out.
type key struct {
	indicator      string
	change         bool
	unit           string
	per, direction string
}

func (a atom) best() match {
	best := a[0].match
	for _, f := range a[1:] {
		if f.match.score > best.score {
			best = f.match
		}
	}
	return best
}

// unit is the unit of an atom: one that the vocabulary knows, where the versions differ.
func (a atom) unit() unit.Unit {
	for _, f := range a {
		if f.unit.Known(f.lang) {
			return f.unit
		}
	}
	return a[0].unit
}

func (a atom) key() key {
	m := a.best()
	k := key{indicator: Unclassified, change: m.change, unit: a.unit().Code, per: a[0].per, direction: a[0].Direction}
	if m.indicator != nil {
		k.indicator = m.indicator.ID
	}
	return k
}

// stated counts what an atom says of its fact.
func (a atom) stated() int {
	n := 0
	for _, f := range a {
		for _, s := range []string{f.Period, f.RefArea, f.CounterpartArea, f.Subject} {
			if s != "" {
				n++
			}
		}
	}
	return n
}

// join makes the observations of one group of releases: atoms that state the same fact become one. The atoms
// that state most come first, so that "$16.8 billion" without a year joins "$16.8 billion in 2024" and not the
// other way round.
func join(g *group, atoms []atom) []*observation {
	order := slices.Clone(atoms)
	slices.SortStableFunc(order, func(a, b atom) int { return cmp.Compare(b.stated(), a.stated()) })
	clusters := map[key][]*observation{}
	var list []*observation
	for _, a := range order {
		k := a.key()
		var into *observation
		agreement := -1
		for _, o := range clusters[k] {
			if n, ok := o.admits(a); ok && n > agreement {
				into, agreement = o, n
			}
		}
		if into == nil {
			into = &observation{group: g, kind: a[0].Kind}
			clusters[k] = append(clusters[k], into)
			list = append(list, into)
		}
		into.facts = append(into.facts, a...)
		into.adopt(a)
	}
	return list
}

// adopt takes over what an atom says and the observation does not say yet.
func (o *observation) adopt(a atom) {
	if m := a.best(); m.score > o.match.score || o.unit.Code == "" {
		o.match, o.indicator, o.change, o.unit = m, m.indicator, m.change, a.unit()
	}
	for _, f := range a {
		o.RefArea = cmp.Or(o.RefArea, f.RefArea)
		o.CounterpartArea = cmp.Or(o.CounterpartArea, f.CounterpartArea)
		o.TimePeriod = cmp.Or(o.TimePeriod, f.Period)
	}
}

// admits tells whether an atom states the fact of the observation, and in how many stated things both agree.
func (o *observation) admits(a atom) (agreement int, ok bool) {
	for _, f := range a {
		for _, pair := range [][2]string{{o.RefArea, f.RefArea}, {o.CounterpartArea, f.CounterpartArea}, {o.TimePeriod, f.Period}} {
			if pair[0] != "" && pair[1] != "" {
				if pair[0] != pair[1] {
					return 0, false
				}
				agreement++
			}
		}
	}
	comparable, agreed, doubted := false, false, false
	for _, f := range a {
		for _, g := range o.facts {
			if f.lang != g.lang {
				continue
			}
			same := sameSubject(f.subject, g.subject)
			if !f.describes(g, o.indicator != nil) || !same && !f.restates(g, o.indicator != nil) {
				return 0, false
			}
			comparable = true
			agreed = agreed || same && f.subject.shared(g.subject) > 0
			doubted = doubted || !same && !f.announces(g)
			switch {
			case writtenAlike(f, g):
				agreement++
			case !rounds(f, g) || !f.measure.within(g.measure) && !g.measure.within(f.measure):
				// "$1 billion" is a rounding of many numbers; it is one of this fact only where the words agree too.
				return 0, false
			}
		}
	}
	// Where the subjects agree in one language, they are one, however the other version names it.
	return agreement, comparable && (agreed || !doubted)
}

// restates tells whether two sentences say the same number of the same measure, whoever their subjects are. Two figures of an
// indicator are of the same measure; a number of three digits or more is the same by no accident.
func (f *fact) restates(g *fact, classified bool) bool {
	return writtenAlike(f, g) && f.sentence != g.sentence && (len(f.measure) > 0 && f.measure.equal(g.measure) || classified && digitCount(f.written.Low) > 2)
}

// digitCount counts the digits of a number that are not the zeros around it.
func digitCount(d decimal.Decimal) int {
	return len(figures(d))
}

// announces tells whether one of two mentions is in a headline and of the same place: headlines name a place where the
// text names who acts for it.
func (f *fact) announces(g *fact) bool {
	headline := string(extract.Headline)
	return (f.Section == headline) != (g.Section == headline) && f.RefArea != "" && f.RefArea == g.RefArea
}

// writtenAlike tells whether two mentions give the same number.
func writtenAlike(f, g *fact) bool {
	return f.written.Low.Equal(g.written.Low) && f.written.High.Equal(g.written.High)
}

// rounds tells whether one of two mentions can be a rounding of the other, or a limit just below or above it.
func rounds(f, g *fact) bool {
	a, b := f.written, g.written
	return !a.Range && !b.Range && !a.Vague && !b.Vague && f.Interval.Meets(g.Interval) && near(f, g)
}

// coarserStep is the step that the rounder of two numbers is told in.
func coarserStep(f, g *fact) decimal.Decimal {
	a, b := f.written, g.written
	return interval.ZeroStep(a.Low, a.Step).Max(interval.ZeroStep(b.Low, b.Step))
}

// describes tells whether two mentions in one language are about the same thing, but for their subjects. Where no
// indicator says what is measured, measure and subject together must share half the words of the shorter description.
func (f *fact) describes(g *fact, classified bool) bool {
	if classified {
		return true
	}
	a, b := f.description(), g.description()
	shorter := min(len(a), len(b))
	return shorter > 0 && 2*a.shared(b) >= shorter
}

func (f *fact) description() bag { return f.measure.with(f.subject) }

// sameSubject tells whether two subjects can be one: "Korean companies" and "South Korean carmakers" share half the
// words of the shorter, and a subject that is not stated can be any.
func sameSubject(a, b bag) bool { return 2*a.shared(b) >= min(len(a), len(b)) }

// joinAcross joins facts of different groups where every dimension is stated and equal: the same figure in two
// releases is one observation. It changes the list in place.
func joinAcross(list []*observation) []*observation {
	type dimensions struct {
		key
		area, partner, period, lang, subject string
	}
	type first struct {
		observation *observation
		order       int
		facts       []*fact // as its own group states it: others are compared with that, and not with each other
	}
	seen := map[dimensions][]first{}
	kept := list[:0]
	var keys []dimensions
	for order, o := range list {
		if !o.complete() {
			kept = append(kept, o)
			continue
		}
		keys = keys[:0]
		for _, f := range o.facts {
			d := dimensions{o.key(), o.RefArea, o.CounterpartArea, o.TimePeriod, f.lang, f.subject.String()}
			if !slices.Contains(keys, d) {
				keys = append(keys, d)
			}
		}
		var into *first
		for _, d := range keys {
			for i := range seen[d] {
				other := &seen[d][i]
				if into != nil && into.order <= other.order {
					break
				}
				if other.observation.group != o.group && says(other.facts, o.facts) {
					into = other
				}
			}
		}
		if into != nil {
			into.observation.facts = append(into.observation.facts, o.facts...)
			into.observation.shared = true
			continue
		}
		for _, d := range keys {
			seen[d] = append(seen[d], first{o, order, slices.Clip(o.facts)})
		}
		kept = append(kept, o)
	}
	return kept
}

// complete tells whether an observation states all that must be equal in two releases.
func (o *observation) complete() bool {
	return o.indicator != nil && o.TimePeriod != "" && o.RefArea != ""
}

func (o *observation) key() key {
	return key{o.indicator.ID, o.change, o.unit.Code, o.facts[0].per, o.facts[0].Direction}
}

// says tells whether the mentions of two observations state the same number of the same subject in a language that both have: each mention
// in it has one like it on the other side.
func says(a, b []*fact) bool {
	said := false
	for _, lists := range [][2][]*fact{{a, b}, {b, a}} {
		for _, f := range lists[0] {
			switch compared, found := f.saidIn(lists[1]); {
			case compared && !found:
				return false
			case compared:
				said = true
			}
		}
	}
	return said
}

// saidIn tells whether mentions in the language of f are in a list, and whether one of them has its subject and its number.
func (f *fact) saidIn(list []*fact) (compared, found bool) {
	for _, g := range list {
		if f.lang == g.lang {
			compared = true
			found = found || (writtenAlike(f, g) || rounds(f, g)) && f.subject.equal(g.subject)
		}
	}
	return compared, found
}

// reviewed is what people said of the mentions: that one was corrected weighs more than that another was confirmed.
func (o *observation) reviewed() string {
	verdict := ""
	for _, f := range o.facts {
		if verdict != string(extract.Corrected) && f.Review != "" {
			verdict = f.Review
		}
	}
	return verdict
}

// finish fills the columns of a reported observation from its mentions. lang is the language of the dataset, whose
// wording is preferred where versions say the same.
func (o *observation) finish(lang string) {
	slices.SortFunc(o.facts, func(a, b *fact) int { return cmp.Compare(a.order, b.order) })
	o.primary = o.facts[0]
	for _, f := range o.facts[1:] {
		if f.before(o.primary, lang) {
			o.primary = f
		}
	}
	p := o.primary
	o.Method = "reported"
	o.Status = "A"
	o.Indicator = Unclassified
	if o.indicator != nil {
		o.Indicator = o.indicator.ID
	}
	o.UnitMeasure = o.unit.Code
	o.Per = p.per
	o.Direction = p.Direction
	o.Bound = p.Bound
	o.Interval = p.Interval
	o.Value = p.Value
	o.UnitMult = writtenPower(p.written)
	o.Subject = o.phrase(lang, func(f *fact) string { return f.named })
	o.label = o.phrase(lang, func(f *fact) string { return f.measured })
	o.TimePeriod = cmp.Or(p.Period, o.TimePeriod) // another mention may have said what this one left open
	o.Review = o.reviewed()
	o.Series = o.complete() && o.indicator.Jump > 0 && !o.change && o.Direction == ""
	var releases []string
	o.Mentions = make([]string, 0, len(o.facts))
	for _, f := range o.facts {
		o.Mentions = append(o.Mentions, f.ID)
		if len(releases) == 0 || releases[len(releases)-1] != f.ReleaseID {
			releases = append(releases, f.ReleaseID) // the mentions of a release follow each other
		}
	}
	o.Releases = releases
}

// phrase is the text that the mentions give in the language of the dataset, preferably the primary one. The words of
// another language stand in only where the release is not there in that of the dataset.
func (o *observation) phrase(lang string, of func(*fact) string) string {
	first := func(in func(*fact) bool) string {
		if s := of(o.primary); s != "" && in(o.primary) {
			return s
		}
		for _, f := range o.facts {
			if s := of(f); s != "" && in(f) {
				return s
			}
		}
		return ""
	}
	inLanguage := func(f *fact) bool { return f.lang == lang }
	if s := first(inLanguage); s != "" || o.foreign(lang) || slices.ContainsFunc(o.facts, inLanguage) {
		return s
	}
	return first(func(*fact) bool { return true })
}

// foreign tells whether a release is there in a language, and states the observation in its other version only.
func (o *observation) foreign(lang string) bool {
	return len(o.facts) > 0 && slices.Contains(o.group.languages, lang) &&
		!slices.ContainsFunc(o.facts, func(f *fact) bool { return f.lang == lang })
}

// before tells whether f words the fact more exactly than g: a qualifier is kept where one mention lost it, a
// narrower interval wins, then a stated period, a section that readers can quote and the language of the dataset.
func (f *fact) before(g *fact, lang string) bool {
	if !f.Interval.Meets(g.Interval) {
		return f.Bound != string(extract.Exact) && g.Bound == string(extract.Exact)
	}
	if c := f.Interval.CompareWidth(g.Interval); c != 0 {
		return c < 0
	}
	if (f.Period != "") != (g.Period != "") {
		return f.Period != ""
	}
	if a, b := sectionRank(f.Section), sectionRank(g.Section); a != b {
		return a < b
	}
	return f.lang == lang && g.lang != lang
}

// ids gives each observation a name that depends on its fact and, unless the fact can be joined across releases, on the
// name of its release: the same in every run and in both languages. Facts that cannot be told apart by these
// are numbered in text order.
type ids map[string]int

func (seen ids) assign(o *observation) {
	home := ""
	if !o.complete() {
		home = o.group.name
	}
	hash := sha256.Sum256([]byte(strings.Join([]string{
		home, o.Indicator, o.RefArea, o.CounterpartArea, o.TimePeriod, o.UnitMeasure, o.Per, o.Direction, o.Bound, o.Interval.String(), o.Formula,
	}, "\x00")))
	o.ID = o.Indicator + "-" + hex.EncodeToString(hash[:4])
	seen[o.ID]++
	if n := seen[o.ID]; n > 1 {
		o.ID += "-" + strconv.Itoa(n)
	}
	for _, f := range o.facts {
		f.ObservationID = o.ID
	}
}
