package brief

import (
	"cmp"
	"slices"

	"tidyrelease/export/brief/paper"
	"tidyrelease/transform"
)

// check is what a comparison of figures found.
type check struct {
	result, message string

	of *chapter // that states what is compared, in a brief of several
}

// check takes the checks, problems first.
func (c *content) check(checks []*transform.Check) {
	for _, x := range checks {
		c.checks = append(c.checks, check{x.Result, x.Message, c.first(x.Releases)})
	}
	rank := func(x check) int { return slices.Index(transform.Results(), x.result) }
	slices.SortStableFunc(c.checks, func(a, b check) int { return cmp.Compare(rank(a), rank(b)) })
}

// countAgreeing leaves the checks that agree out of the list: of many releases they would hide the others.
func (c *content) countAgreeing() {
	all := len(c.checks)
	c.checks = slices.DeleteFunc(c.checks, func(x check) bool { return x.result == transform.Consistent })
	c.agreeing = all - len(c.checks)
}

func (s *sheet) checkList() {
	if len(s.checks)+s.agreeing == 0 {
		return
	}
	var list []finding
	for _, x := range s.checks {
		f := finding{word: s.t("result_" + x.result), ink: ink, text: x.message, of: x.of}
		if x.result == transform.Inconsistent {
			f.ink = warn
		}
		list = append(list, f)
	}
	if s.agreeing > 0 {
		text := s.t("agreeing", "count", s.number(s.agreeing))
		if s.agreeing == 1 {
			text = s.t("agreeing_one")
		}
		list = append(list, finding{word: s.t("result_" + transform.Consistent), ink: ink, text: text})
	}
	s.section("checks", 2*entry.Leading, func() { s.findings(list) })
}

// finding is what a reader should know, with a word that says of what sort it is.
type finding struct {
	word, text string
	ink        paper.Ink // of the word

	of *chapter // nil where it is on no release alone
}

// findings lists findings. In a brief of several releases each leads to the release that it is about.
func (s *sheet) findings(list []finding) {
	s.In(paper.List, func() {
		for i, f := range list {
			if i > 0 {
				s.Advance(s.gap(findingGap))
			}
			word := entryBold
			word.Ink = f.ink
			spans := []paper.Span{{Text: f.text, Style: entry}}
			if s.several() && f.of != nil {
				spans = append(spans, paper.Span{Text: " ", Style: aside}, s.chapterLink(f.of, aside))
			}
			s.item(paper.Span{Text: f.word, Style: word}, s.Lines(s.wide-labels, spans...))
		}
	})
}
