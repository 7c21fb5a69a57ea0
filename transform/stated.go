package transform

import (
	"cmp"
	"slices"
	"strings"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// stater checks the figures that the sentences of a release set against each other. The words between figures are the evidence that
// they belong together; where these leave another reading open, a disagreement is passed over.
type stater struct {
	*checker
	catalogue  *Catalogue
	text       string
	facts      []*fact // of the release
	statements []*statement
	tokens     []token // memory to use again
}

// stated checks what the texts of a group say of their own figures, that in the language of the dataset first: what two language
// versions say alike is one check.
func (c *checker) stated(g *group, releases []Release, catalogue *Catalogue) {
	s := &stater{checker: c, catalogue: catalogue}
	order := make([]int, len(g.releases))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return boolRank(g.languages[a] != c.print.lang) - boolRank(g.languages[b] != c.print.lang)
	})
	for _, i := range order {
		s.text, s.facts = releases[g.releases[i]].Text, g.facts[i]
		s.statements = catalogue.words.stated[g.languages[i]].statements(s.facts)
		for n, st := range s.statements {
			// A sentence with one figure sets nothing against anything, but where a list follows.
			if len(st.facts) > 1 {
				s.read(st)
				s.sums(n)
				s.shares(n)
				s.breakdown(n)
				s.resumed(n)
				s.spelled(n)
				s.changes(n)
			}
			s.rates(n)
		}
		s.lists(releases[g.releases[i]].Blocks)
	}
}

func (s *stater) read(st *statement) { s.tokens = st.read(s.text, s.tokens) }

func boolRank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// untold tells whether a comparison of figures was not made for the other language version, nor for another release that states the same
// facts, and notes it.
func (s *stater) untold(kind string, facts ...*fact) bool { return s.first(kind, stating(facts)) }

// say adds a check of figures, the last of which is that the others are held against.
func (s *stater) say(kind, result string, expected, found interval.Interval, message string, facts ...*fact) {
	s.add(kind, result, expected, found, message, stating(facts)...)
	s.checks[len(s.checks)-1].Mention = slices.MinFunc(facts, func(f, g *fact) int { return cmp.Compare(f.order, g.order) }).ID
}

// stating are the observations that figures state.
func stating(facts []*fact) []*observation {
	list := make([]*observation, len(facts))
	for i, f := range facts {
		list[i] = f.observation
	}
	return list
}

// tell fills a text of a check with pairs of name and value, and says in which words the figures stand.
func (s *stater) tell(key string, facts []*fact, pairs ...string) string {
	message := s.print.text.Text(key, pairs...)
	if strings.HasSuffix(key, "."+Inconsistent) {
		return s.print.text.Text("check.where", "message", message, "sentence", quote(s.text, facts...))
	}
	return message
}

// alone is an observation of one mention, to print what is said in its place, whatever other places say.
func (f *fact) alone() *observation {
	return &observation{
		unit: f.unit, kind: f.Kind, facts: []*fact{f}, primary: f,
		Observation: Observation{
			Interval: f.Interval, Value: f.Value, Bound: f.Bound, Direction: f.Direction, Per: f.per,
			UnitMeasure: f.unit.Code, UnitMult: writtenPower(f.written), Method: "reported",
		},
	}
}

// show is a mention as a reader is shown it; a count whose noun the text leaves out has none here either.
func (s *stater) show(f *fact) string {
	if f.Kind == unit.Count && f.written.UnitPhrase == "" && f.Direction == "" && f.per == "" {
		o := f.alone()
		o.Display = s.print.display(o)
		return s.print.short(o)
	}
	return s.print.display(f.alone())
}

// size is a mention without its direction.
func (s *stater) size(f *fact) string {
	if f.Direction == "" {
		return s.show(f)
	}
	return s.print.size(f.alone())
}

// computed prints an interval that follows from figures, in the unit of one of them but for the noun of a count; digits are significant ones, or
// all for 0.
func (s *stater) computed(x interval.Interval, like *fact, digits int) string {
	if x.IsPoint() {
		w := *like.written
		w.Low, w.High, w.Bound, w.Range = x.Low.Value, x.Low.Value, extract.Exact, false
		f := *like
		f.written = &w
		o := f.alone()
		o.Bound, o.Direction = string(extract.Exact), ""
		o.Display = s.print.display(o)
		return s.print.short(o)
	}
	o := like.alone()
	o.Interval, o.Method, o.digits, o.primary, o.Bound, o.Direction = x, derived, digits, nil, "", ""
	o.inputs = []*observation{like.alone()}
	return s.print.denominated(s.print.ends(o, like.Kind == unit.Count), o)
}

// amount tells whether a figure is a quantity that can be part of a total: no share, rank, change or vague plural.
func (f *fact) amount() bool {
	switch extract.UnitKind(f.Kind) {
	case extract.Money, extract.Count, extract.Measure, extract.Duration:
		return f.Direction == "" && !f.Vague && !f.tabled
	}
	return false
}

// level tells whether a figure can be where a change starts or ends.
func (f *fact) level() bool {
	return f.amount() || f.Direction == "" && !f.tabled && f.Kind == string(extract.Percent)
}

// sameUnit tells whether two figures count the same, for the same denominator.
func (f *fact) sameUnit(g *fact) bool { return f.unit.Code == g.unit.Code && f.per == g.per }

// peopleLike tells whether two figures count people one by one, whatever these are called.
func (f *fact) peopleLike(g *fact) bool {
	a, b := f.unit, g.unit
	return a.People && b.People && !a.Groups && !b.Groups && f.per == g.per
}

// adds tells whether the catalogue lets figures in two units be added up: people and jobs.
func (c *Catalogue) adds(f, total *fact) bool {
	return f.sameUnit(total) || f.per == total.per && slices.ContainsFunc(c.indicators, func(x *indicator) bool {
		return len(x.parts) > 0 && slices.Contains(x.Units, f.unit.Code) && slices.Contains(x.Units, total.unit.Code)
	})
}

// conflicts tells whether two figures are of different times.
func (f *fact) conflicts(g *fact) bool {
	return f.Period != "" && g.Period != "" && f.Period != g.Period
}
