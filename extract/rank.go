package extract

import "strings"

// rankRules name ranks.
var rankRules = []rule{
	{
		name: "measure: rank for something",
		doc:  "a complement behind the rank",
		en:   []string{"Canada ranked [third] for exploration spending. → rank for exploration spending"},
		fits: (*naming).rankFor,
	},
	{
		name: "measure: rank as something",
		doc:  "the noun behind the rank",
		en:   []string{"Japan remains Canada's [fourth-largest] trading partner. → rank as trading partner"},
		fr: []string{
			"Le Japon demeure le [quatrième] partenaire commercial du Canada. → rang comme partenaire commercial du Canada",
			"Les traversiers se classent au [troisième] rang au pays pour la fiabilité. → rang au pays pour la fiabilité",
		},
		fits: (*naming).rankAs,
	},
	{
		name: "measure: rank like the one before",
		doc:  "a rank without a noun behind another, or in what was said just before",
		fits: (*naming).rankAgain,
	},
}

func (c *naming) rankFor() bool {
	to := c.q.To
	end := c.extent(to, 5)
	if end == to || c.tags[to] != preposition && c.tags[to] != genitive {
		return false
	}
	c.base = c.pack.Wording("rank") + " " + c.text(to, end)
	return true
}

func (c *naming) rankAs() bool {
	end := c.extent(c.q.To, 5)
	if end == c.q.To {
		return false
	}
	if text := c.text(c.q.To, end); text == c.pack.Wording("rank") || strings.HasPrefix(text, c.pack.Wording("rank")+" ") {
		c.base = text
		return true
	}
	c.head, c.base = c.pack.Wording("rank_as"), c.text(c.q.To, end)
	return true
}

func (c *naming) rankAgain() bool {
	if p, ok := c.alike(c.n, Rank); ok {
		c.head, c.base = p.head, p.base
		return true
	}
	c.base = c.pack.Wording("rank")
	if len(c.past) > 0 && c.past[0].base != "" {
		c.head, c.base = c.pack.Wording("rank_for"), c.past[0].base
	}
	return true
}
