package brief

import (
	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
	"tidyrelease/transform/changes"
	"tidyrelease/transform/wording"
)

// changed is what differs from the last run.
type changed struct {
	counts string    // in one sentence; empty where nothing does
	list   []finding // the gravest, in words
}

// mostChanges is how many changes are told in words. New facts never are: they stand in the table of all.
const mostChanges = 5

// change takes the changes, which are sorted, graver ones first.
func (c *content) change(list []*changes.Change) {
	count := map[changes.Kind]int{}
	for _, x := range list {
		count[x.Kind]++
		if x.Kind != changes.New && len(c.changed.list) < mostChanges {
			c.changed.list = append(c.changed.list, c.told(x))
		}
	}
	var counts []string
	for _, kind := range []changes.Kind{changes.Vanished, changes.Turned, changes.Changed, changes.New} {
		key := "changes_" + string(kind)
		switch n := count[kind]; {
		case n == 1:
			counts = append(counts, c.words.Text(key+"_one"))
		case n > 1:
			counts = append(counts, c.words.Text(key, "count", c.number(n)))
		}
	}
	if counts != nil {
		c.changed.counts = c.words.Text("changes_counted", "counts", c.list(counts))
	}
}

// told puts a change into words.
func (c *content) told(x *changes.Change) finding {
	f := finding{word: c.words.Text("change_" + string(x.Kind)), ink: ink, of: c.first(x.Releases)}
	about := x.Label
	for _, detail := range []string{x.Subject, x.PeriodText} {
		if detail != "" {
			about += ", " + detail
		}
	}
	before, after := bind(x.Before), bind(x.After)
	key := "change_told_" + string(x.Kind)
	switch {
	case x.Kind == changes.Changed && before == after:
		key += "_read"
	case x.Kind == changes.Turned:
		before, after = wording.Uncapital(c.result(x.Before)), c.result(x.After)
		if x.Before == "" {
			key += "_now"
		}
		if x.After == "" {
			key += "_gone"
		}
	}
	f.text = c.words.Text(key, "about", about, "before", before, "after", after, "message", x.Message, "cause", c.words.Text("cause_"+string(x.Cause)))
	if !x.Explained() || x.Kind == changes.Turned && x.After == transform.Inconsistent {
		f.ink = warn
	}
	return f
}

func (c *content) result(result string) string {
	if result == "" {
		return ""
	}
	return c.words.Text("result_" + result)
}

func (s *sheet) changeList() {
	if s.changed.counts == "" {
		return
	}
	lines := s.Lines(s.wide, paper.Span{Text: s.changed.counts, Style: entry})
	s.section("changes", height(lines), func() {
		s.flow(paper.Paragraph, left, lines)
		if len(s.changed.list) > 0 {
			s.Advance(s.gap(findingGap))
			s.findings(s.changed.list)
		}
	})
}
