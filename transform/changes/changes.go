// Package changes tells what is different between two runs: which facts are new, changed or vanished, which checks turned, and
// whether the releases explain it.
//
// In come two Records, which a run keeps for the next one; out comes a sorted list of Changes. Facts are held against each other by what they
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
	ReleaseUnread  Cause = "release_unread" // it was read before, and could not be read now
	Program        Cause = "program"        // the releases are the same: they are read or joined otherwise
)

// Change is one difference.
type Change struct {
	Kind     Kind     `json:"change"`
	ID       string   `json:"id"`    // of an observation, or of a check that turned; in the later run if it is there
	Label    string   `json:"label"` // the indicator's, or the kind of check
	Subject  string   `json:"subject"`
	Area     string   `json:"ref_area"`
	Period   string   `json:"time_period"`
	Before   string   `json:"before"` // the fact in words, or the result of a check; empty when it was not there
	After    string   `json:"after"`
	Message  string   `json:"message"` // of a check
	Releases []string `json:"releases"`
	Cause    Cause    `json:"cause"`
}

// Explained tells whether the inputs explain a change.
func (c Change) Explained() bool { return c.Cause != Program && c.Cause != ReleaseUnread }

func (c Change) compare(d Change) int {
	return cmp.Or(cmp.Compare(c.Kind.rank(), d.Kind.rank()), slices.Compare(c.Releases, d.Releases), strings.Compare(c.ID, d.ID), strings.Compare(c.Message, d.Message))
}

// Between lists what is different in after, graver things first. unread tells of a release's ID that the release was an input of the later
// run too but could not be read; nil for none.
func Between(before, after *Record, unread func(id string) bool) []Change {
	if unread == nil {
		unread = func(string) bool { return false }
	}
	c := &comparison{before: before, after: after, unread: unread, old: releases(before), now: releases(after)}
	c.facts()
	c.checks()
	slices.SortFunc(c.changes, Change.compare)
	return c.changes
}

type comparison struct {
	before, after *Record
	unread        func(id string) bool
	old, now      map[string]*Release
	changes       []Change
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
		change := c.of(Changed, p.now)
		change.Before = p.old.Display
		change.Cause = c.cause(append(slices.Clone(p.old.Releases), p.now.Releases...))
		c.changes = append(c.changes, change)
	}
	for _, f := range old {
		change := c.of(Vanished, f)
		change.Before, change.After = f.Display, ""
		c.changes = append(c.changes, change)
	}
	for _, f := range now {
		c.changes = append(c.changes, c.of(New, f))
	}
}

func (c *comparison) of(kind Kind, f *Fact) Change {
	return Change{
		Kind: kind, ID: f.ID, Label: f.Label, Subject: f.Subject, Area: f.Area, Period: f.Period, After: f.Display,
		Releases: f.Releases, Cause: c.cause(f.Releases),
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
		case old != nil && now == nil && c.unread(id):
			return ReleaseUnread
		case old != nil && now == nil:
			cause = ReleaseGone
		case cause != Program:
		case old == nil && now != nil:
			cause = ReleaseNew
		case old != nil && now != nil && old.SHA256 != now.SHA256:
			cause = ReleaseChanged
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
			c.turned(p.old.Result, p.now.Result, p.now)
		}
	}
	for _, k := range old {
		if k.Result == inconsistent {
			c.turned(k.Result, "", k)
		}
	}
	for _, k := range now {
		if k.Result == inconsistent {
			c.turned("", k.Result, k)
		}
	}
}

const inconsistent = "inconsistent"

func (c *comparison) turned(before, after string, k *Check) {
	c.changes = append(c.changes, Change{
		Kind: Turned, ID: k.ID, Label: k.Kind, Before: before, After: after, Message: k.Message, Releases: k.Releases, Cause: c.cause(k.Releases),
	})
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
