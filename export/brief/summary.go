package brief

import (
	"strings"

	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// summarise says in one sentence how many facts there are, which come first and how the checks came out.
func (c *content) summarise(key []*transform.Observation, facts int) string {
	if facts == 0 {
		return c.words.Text("summary_none")
	}
	var first []string
	for _, o := range key[:min(len(key), 3)] {
		text := "summary_item"
		if o.PeriodText != "" {
			text = "summary_item_period"
		}
		first = append(first, c.words.Text(text, "label", wording.Uncapital(o.IndicatorLabel), "value", bind(o.Display), "period", o.PeriodText))
	}
	stated := c.words.Text("summary_facts", "facts", c.number(facts))
	switch {
	case c.several():
		stated = c.words.Text("summary_set", "releases", c.number(len(c.parts)), "facts", c.number(facts))
	case facts == 1:
		stated = c.words.Text("summary_fact")
	}
	checks := c.compared()
	switch {
	case len(first) == 0:
		return c.words.Text("summary_plain", "stated", stated, "checks", checks)
	case facts == 1:
		return c.words.Text("summary_single", "stated", stated, "first", first[0], "checks", checks)
	}
	return c.words.Text("summary", "stated", stated, "first", c.list(first), "checks", checks)
}

// compared says what the comparisons came to, and claims no more than that those of the list were made.
func (c *content) compared() string {
	total := len(c.checks)
	if total == 0 {
		return c.words.Text("summary_unchecked")
	}
	count := map[string]int{}
	for _, x := range c.checks {
		count[x.result]++
	}
	result := transform.Consistent
	for _, r := range transform.Results() { // worst first
		if count[r] > 0 {
			result = r
			break
		}
	}
	key := "summary_" + result
	switch n := count[result]; {
	case total == 1:
		key += "_only"
	case n == total && total == 2:
		key += "_both"
	case n == total:
		key += "_all"
	case n == 1:
		key += "_one"
	}
	return c.words.Text(key, "count", c.number(count[result]), "total", c.number(total))
}

func (c *content) list(items []string) string {
	if len(items) == 1 {
		return items[0]
	}
	n := len(items) - 1
	return c.words.Text("list_and", "list", strings.Join(items[:n], c.words.Text("list_separator")), "last", items[n])
}
