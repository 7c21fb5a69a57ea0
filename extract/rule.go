package extract

import (
	"strings"

	"tidyrelease/extract/quantity"
)

// A figure gets its name from the first rule that fits. The rules stand in lists, one for each kind of figure and one for
// figures that hang on the figure before them; the order of a list is part of its meaning: what is tied to the figure
// most closely comes first, the subject of the clause and what was said before come last.

// rule is one way in which a text says what a figure measures.
type rule struct {
	name   string             // as Mention.Rules tells it
	doc    string             // what the rule reads
	en, fr []string           // examples: a sentence with the figure in brackets, "→", the measure
	fits   func(*naming) bool // names the figure, or leaves it as it is
}

// naming is a figure that is being named, with what the rules ask about it again and again.
type naming struct {
	*reading
	n    int // index in the sentence
	q    *quantity.Quantity
	spot spot
	link int // the token that ties the figure to its clause, -1 where it opens the sentence
	tie  tie // to the figure before
	frame
	owner bool // the name says whose it is, so that nobody else is looked for
}

// prev is the figure before, or nil.
func (c *naming) prev() *quantity.Quantity {
	if c.n == 0 {
		return nil
	}
	return &c.grammar.Quantities[c.n-1]
}

// least is the first token that may belong to the figure and not to the one before.
func (c *naming) least() int {
	if p := c.prev(); p != nil {
		return p.To
	}
	return 0
}

// verbed tells whether the clause has a verb before the figure.
func (c *naming) verbed() bool { return !c.spot.verb.empty() }

// direct tells whether nothing but qualifiers stands between the verb and the figure.
func (c *naming) direct() bool { return c.verbed() && c.between(c.spot.verb.to, c.q.From) }

// clauseSubject is the subject of the clause as text, "" where the figure stands in it.
func (c *naming) clauseSubject() string {
	if c.contains(c.spot.subject, c.q) {
		return ""
	}
	return c.subjectText(c.spot.subject)
}

// rulesOf is the list for a kind of figure.
func rulesOf(q *quantity.Quantity) []rule {
	switch {
	case q.Kind == Rank:
		return rankRules
	case q.Kind == Times || q.Change != "":
		return changeRules
	case q.Kind == Count:
		return countRules
	case q.Kind == Duration:
		return durationRules
	case isShare(q.Kind):
		return shareRules
	}
	return amountRules
}

// nameFigure finds what figure n is of.
func (r *reading) nameFigure(n int) frame {
	c := &r.naming
	*c = naming{reading: r, n: n, q: &r.grammar.Quantities[n], spot: r.spots[n]}
	c.link = r.before(c.q.From)
	r.limit = -1
	if !c.spot.predicate.empty() {
		r.limit = c.spot.predicate.from
	}
	c.frame = frame{kind: c.q.Kind, unit: c.q.Unit, subject: r.subjectText(c.spot.subject)}
	for k := range r.grammar.Quantities {
		p := &r.grammar.Quantities[k]
		if r.contains(c.spot.subject, p) && (p.From == c.q.From || isShare(p.Kind) || p.Kind == Count && !r.ownNoun(p)) {
			c.subject = ""
		}
	}
	if c.tie = c.tied(); c.tie != untied && c.first(tiedRules) {
		return c.frame
	}
	c.first(rulesOf(c.q))
	if c.q.Kind != Count && c.change == "" && c.onAverage() {
		c.head, c.base = "", c.with(c.pack.Wording("average"), c.measure(c.frame))
	}
	if c.subject != "" && strings.Contains(c.base, c.subject) {
		c.subject = ""
	}
	return c.frame
}

// first names the figure by the first rule of a list that fits.
func (c *naming) first(rules []rule) bool {
	for i := range rules {
		if rules[i].fits(c) {
			c.rule = rules[i].name
			return true
		}
	}
	return false
}
