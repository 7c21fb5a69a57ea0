// Package changes tells what is different between two runs: which facts are new, changed or vanished, which checks turned, and
// whether the releases explain it.
//
// In come two Records, which a run keeps for the next one; out comes a sorted list of Changes in each language. Facts are held against each other by what they
// say, not by their names: a fact that one more release states has not changed, one whose value differs has changed, and one that was read
// of the same words with another meaning has changed too.
package changes

import (
	"cmp"
	"slices"
	"strings"
)

// Kind says what happened.
type Kind string

// The kinds of change, in the order in which they are told.
const (
	Vanished Kind = "vanished" // a fact is not stated any more
	Turned   Kind = "turned"   // a check has another result
	Changed  Kind = "changed"  // a fact has another value, or is read otherwise
	New      Kind = "new"      // a fact was not stated before
)

func (k Kind) rank() int { return slices.Index([]Kind{Vanished, Turned, Changed, New}, k) }

// Cause says what explains a change.
type Cause string

// The causes.
const (
	ReleaseNew     Cause = "release_new"
	ReleaseChanged Cause = "release_changed"
	ReleaseGone    Cause = "release_gone"
	ReleaseUnread  Cause = "release_unread"  // it was read before, and could not be read now, though it is the same
	ReleaseRefused Cause = "release_refused" // it was read before, has changed and could not be read now
	Review         Cause = "review"          // a correction or a waiver has come, changed or gone
	Program        Cause = "program"         // all of that is the same: the releases are read or joined otherwise
)

// Change is one difference, in the words of one language.
type Change struct {
	Kind       Kind     `json:"change"`
	ID         string   `json:"id"`    // of an observation, or of a check that turned; in the later run if it is there
	Label      string   `json:"label"` // the indicator's, or the kind of check
	Subject    string   `json:"subject"`
	Area       string   `json:"ref_area"`
	Period     string   `json:"time_period"`
	PeriodText string   `json:"-"`
	Before     string   `json:"before"` // the fact in words, or the result of a check; empty when it was not there
	After      string   `json:"after"`
	Message    string   `json:"message"` // of a check
	Releases   []string `json:"releases"`
	Cause      Cause    `json:"cause"`
}

// Explained tells whether the inputs explain a change.
func (c Change) Explained() bool { return c.Cause != Program && c.Cause != ReleaseUnread }

// Causes lists the causes.
func Causes() []Cause {
	return []Cause{ReleaseNew, ReleaseChanged, ReleaseGone, ReleaseUnread, ReleaseRefused, Review, Program}
}

// Between lists what is different in after, graver things first, in the words of each language of after. unread tells of the ID of a release
// that is not in after whether it was an input of the later run too: then it is ReleaseUnread or ReleaseRefused, and else empty; nil for none.
func Between(before, after *Record, unread func(id string) Cause) map[string][]Change {
	if unread == nil {
		unread = func(string) Cause { return "" }
	}
	c := &comparison{before: before, after: after, unread: unread, old: releases(before), now: releases(after)}
	c.facts()
	c.checks()
	slices.SortStableFunc(c.found, difference.compare)
	all := make(map[string][]Change, len(after.Languages))
	for i, language := range after.Languages {
		w := wording{max(0, slices.Index(before.Languages, language)), i}
		for _, d := range c.found {
			all[language] = append(all[language], w.change(d))
		}
	}
	return all
}

// difference is a change without words. What was or is not there is nil.
type difference struct {
	kind     Kind
	cause    Cause
	id       string
	releases []string

	factBefore, factAfter   *Fact
	checkBefore, checkAfter *Check
}

func (d difference) compare(e difference) int {
	return cmp.Or(cmp.Compare(d.kind.rank(), e.kind.rank()), slices.Compare(d.releases, e.releases), strings.Compare(d.id, e.id))
}

// wording is the place of one language among those of each run. What was worded in other languages only keeps the words of the first of them.
type wording struct{ before, after int }

func (w wording) change(d difference) Change {
	c := Change{Kind: d.kind, Cause: d.cause, ID: d.id, Releases: d.releases}
	switch d.kind {
	case Turned:
		w.check(&c, d.checkBefore, d.checkAfter)
	default:
		w.fact(&c, d.factBefore, d.factAfter)
	}
	return c
}

func (w wording) fact(c *Change, before, after *Fact) {
	about := func(f *Fact, words Words) {
		c.Label, c.Subject, c.Area, c.Period, c.PeriodText = words.Label, f.Subject, f.Area, f.Period, words.Period
	}
	if before != nil {
		words := before.Words[w.before]
		about(before, words)
		c.Before = words.Text
	}
	if after != nil {
		words := after.Words[w.after]
		about(after, words)
		c.After = words.Text
	}
}

func (w wording) check(c *Change, before, after *Check) {
	if before != nil {
		c.Label, c.Before, c.Message = before.Kind, before.Result, before.Messages[w.before]
	}
	if after != nil {
		c.Label, c.After, c.Message = after.Kind, after.Result, after.Messages[w.after]
	}
}

type comparison struct {
	before, after *Record
	unread        func(id string) Cause
	old, now      map[string]*Release
	found         []difference
}

func releases(r *Record) map[string]*Release {
	byID := make(map[string]*Release, len(r.Releases))
	for i := range r.Releases {
		byID[r.Releases[i].ID] = &r.Releases[i]
	}
	return byID
}

// facts holds the facts against each other, by what tells most first.
func (c *comparison) facts() {
	old, now := pointers(c.before.Facts), pointers(c.after.Facts)
	old, now, _ = pair(old, now, func(f *Fact) string { return f.ID + "\x00" + f.said() }, nil)
	old, now, _ = pair(old, now, (*Fact).said, nil)
	var moved, read []pairing[Fact]
	old, now, moved = pair(old, now, (*Fact).slot, (*Fact).comparable)
	old, now, read = pair(old, now, c.place, nil)
	for _, p := range append(moved, read...) {
		c.found = append(c.found, difference{
			kind: Changed, id: p.now.ID, factBefore: p.old, factAfter: p.now, releases: p.now.Releases,
			cause: c.cause(append(slices.Clone(p.old.Releases), p.now.Releases...)),
		})
	}
	for _, f := range old {
		c.found = append(c.found, difference{kind: Vanished, id: f.ID, factBefore: f, releases: f.Releases, cause: c.cause(f.Releases)})
	}
	for _, f := range now {
		c.found = append(c.found, difference{kind: New, id: f.ID, factAfter: f, releases: f.Releases, cause: c.cause(f.Releases)})
	}
}

// place is where a fact stands, in a release that has not changed.
func (c *comparison) place(f *Fact) string {
	id, _, _ := strings.Cut(f.Place, "/")
	if old, now := c.old[id], c.now[id]; old == nil || now == nil || old.SHA256 != now.SHA256 {
		return ""
	}
	return f.Place
}

// cause tells what explains a change of something that these releases state. The other language version of a release counts as the release.
func (c *comparison) cause(ids []string) Cause {
	versions := slices.Clone(ids)
	for _, id := range ids {
		for _, r := range []*Release{c.old[id], c.now[id]} {
			if r != nil && r.Pair != "" {
				versions = append(versions, r.Pair)
			}
		}
	}
	cause := Program
	for _, id := range versions {
		old, now := c.old[id], c.now[id]
		switch {
		case old != nil && now == nil:
			if unread := c.unread(id); unread != "" {
				return unread
			}
			cause = ReleaseGone
		case cause != Program && cause != Review || now == nil:
		case old == nil:
			cause = ReleaseNew
		case old.SHA256 != now.SHA256:
			cause = ReleaseChanged
		case old.Reviewed != now.Reviewed:
			cause = Review
		}
	}
	return cause
}

// checks tells of the checks that have another result, and of inconsistent ones that have come or gone.
func (c *comparison) checks() {
	old, now := pointers(c.before.Checks), pointers(c.after.Checks)
	var same, moved, rest []pairing[Check]
	old, now, same = pair(old, now, func(k *Check) string { return k.Kind + "\x00" + strings.Join(k.Facts, " ") }, nil)
	old, now, moved = pair(old, now, c.about(), nil)
	old, now, rest = pair(old, now, func(k *Check) string { return k.Kind + "\x00" + strings.Join(k.Releases, "/") }, nil)
	for _, p := range slices.Concat(same, moved, rest) {
		if p.old.Result != p.now.Result {
			c.turned(p.old, p.now)
		}
	}
	for _, k := range old {
		if k.Result == inconsistent {
			c.turned(k, nil)
		}
	}
	for _, k := range now {
		if k.Result == inconsistent {
			c.turned(nil, k)
		}
	}
}

// The results of checks that count here.
const (
	inconsistent = "inconsistent"
	waived       = "waived"
)

// is tells whether there is a check, with that result.
func (k *Check) is(result string) bool { return k != nil && k.Result == result }

func (c *comparison) turned(before, after *Check) {
	k := cmp.Or(after, before)
	cause := c.cause(k.Releases)
	if cause == Program && (before.is(waived) || after.is(waived)) {
		cause = Review
	}
	c.found = append(c.found, difference{kind: Turned, id: k.ID, checkBefore: before, checkAfter: after, releases: k.Releases, cause: cause})
}

// about gives a function that tells of a check what it compares, whatever the values are.
func (c *comparison) about() func(*Check) string {
	slots := map[string]string{}
	for _, list := range [][]Fact{c.before.Facts, c.after.Facts} {
		for i := range list {
			slots[list[i].ID] = list[i].slot()
		}
	}
	return func(k *Check) string {
		names := []string{k.Kind, strings.Join(k.Releases, "/")}
		for _, id := range k.Facts {
			names = append(names, slots[id])
		}
		slices.Sort(names[2:])
		return strings.Join(names, "\x00\x00")
	}
}

// pairing is one thing in both runs.
type pairing[T any] struct{ old, now *T }

// pair takes the things of one key out of two lists, in order; what has the empty key stays. fits may forbid a pairing.
func pair[T any](old, now []*T, key func(*T) string, fits func(old, now *T) bool) (restOld, restNow []*T, pairs []pairing[T]) {
	if len(old) == 0 || len(now) == 0 {
		return old, now, nil
	}
	waiting := make(map[string][]*T, len(old))
	for _, o := range old {
		if k := key(o); k != "" {
			waiting[k] = append(waiting[k], o)
		}
	}
	taken := make(map[*T]bool, len(old))
	for _, n := range now {
		k := key(n)
		list := waiting[k]
		i := slices.IndexFunc(list, func(o *T) bool { return fits == nil || fits(o, n) })
		if k == "" || i < 0 {
			restNow = append(restNow, n)
			continue
		}
		pairs = append(pairs, pairing[T]{list[i], n})
		taken[list[i]] = true
		if i == 0 { // the usual case, which leaves the others in place
			waiting[k] = list[1:]
		} else {
			waiting[k] = slices.Delete(list, i, i+1)
		}
	}
	for _, o := range old {
		if !taken[o] {
			restOld = append(restOld, o)
		}
	}
	return restOld, restNow, pairs
}

func pointers[T any](list []T) []*T {
	all := make([]*T, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}
