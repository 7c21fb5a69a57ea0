package charts

import (
	"cmp"

	"tidyrelease/transform"
	"tidyrelease/transform/changes"
)

// compared is what has changed since the last run.
type compared struct {
	Compared    bool // there was one
	Changes     []change
	MoreChanges string // how many there are beside these; empty for none
}

// change is what is different from the last run.
type change struct {
	Kind, Label, Before, After, Message, Cause string

	About   string // subject and period
	Release phrase // where the page has several
	Link    link   // to the fact or the check, where it is still there
}

// mostChanges is how many changes a page tells.
const mostChanges = 100

// changed fills the section of what has changed, as far as the page has room. Checks that are shown can be linked to.
func (b *builder) changed(p *page, checks []transform.Check) {
	if b.d.Changes == nil {
		return
	}
	p.Compared = true
	if n := len(b.d.Changes) - mostChanges; n > 0 {
		p.MoreChanges = b.number(n)
	}
	shown := map[string]bool{}
	for _, c := range checks {
		shown[c.ID] = true
	}
	for _, c := range b.d.Changes[:min(len(b.d.Changes), mostChanges)] {
		out := b.change(&c)
		if c.Kind == changes.Turned && shown[c.ID] {
			out.Link = link{Href: href(nameOf("check", c.ID)), Text: b.words.Text("to_check"), Spoken: c.Message}
		}
		p.Changes = append(p.Changes, out)
	}
}

func (b *builder) change(c *changes.Change) change {
	out := change{
		Kind: string(c.Kind), Label: c.Label, Before: c.Before, After: c.After, Message: c.Message,
		Cause: string(c.Cause), About: spoken(c.Subject, cmp.Or(c.PeriodText, c.Period)), Release: b.releaseTitle(c.Releases),
	}
	if c.Kind == changes.Turned {
		out.Label, out.Before, out.After = b.checkKind(c.Label), b.result(c.Before), b.result(c.After)
	} else {
		out.Link = b.rowLink(c.ID)
	}
	return out
}

// result is the result of a check in words; none, where there was no such check.
func (b *builder) result(result string) string {
	if result == "" {
		return ""
	}
	return b.words.Text(result)
}
