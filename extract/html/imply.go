package html

import (
	"golang.org/x/net/html/atom"
)

// endTag closes the nearest element of the kind, unless it lies outside the table cell or, for an
// inline element, outside the block that is open.
func (b *builder) endTag(tag atom.Atom) {
	switch tag {
	case 0, atom.Body, atom.Html, atom.Head:
		return
	case atom.Br:
		if b.hidden == 0 {
			b.attr = attributes{}
			n := b.add(atom.Br)
			b.nodes[n].end = n + 1
		}
		return
	}
	c := classOf(tag)
	if c&bodyless != 0 {
		return
	}
	if b.over > 0 {
		b.over--
		return
	}
	if !b.isOpen(tag) && (c&heading == 0 || b.headings == 0) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		t := b.stack[i]
		switch {
		case t.tag == tag, t.class&c&heading != 0:
			b.pop(i)
			return
		case tag == atom.Li && (t.tag == atom.Ul || t.tag == atom.Ol),
			c&inline != 0 && t.class&inline == 0,
			t.tag == atom.Table,
			t.class&cell != 0 && c&tabular == 0:
			return
		}
	}
}

// imply closes the elements that the start of another one ends.
func (b *builder) imply(tag atom.Atom, c class) {
	switch tag {
	case atom.Li:
		b.closeItem(atom.Li, atom.Li)
	case atom.Dt, atom.Dd:
		b.closeItem(atom.Dt, atom.Dd)
	case atom.Option, atom.Optgroup:
		if top := b.stack[len(b.stack)-1].tag; top == atom.Option {
			b.pop(len(b.stack) - 1)
		}
	case atom.A:
		for i := len(b.stack) - 1; b.links > 0 && b.stack[i].class&inline != 0; i-- {
			if b.stack[i].tag == atom.A {
				b.pop(i)
				break
			}
		}
	case atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Caption, atom.Colgroup:
		b.closeRow(tag)
	case atom.Table:
		if i, t := b.nearestTabular(); i > 0 && b.stack[i].class&cell == 0 {
			if t != atom.Table {
				b.pop(i)
				i, _ = b.nearestTabular()
			}
			b.pop(i)
		}
	}
	if c&closesP == 0 || b.headings == 0 && !b.isOpen(atom.P) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch t := b.stack[i]; {
		case t.tag == atom.P, t.class&c&heading != 0:
			b.pop(i)
			return
		case t.class&inline == 0:
			return // a paragraph holds no blocks
		}
	}
}

// closeItem closes the open list item that a new one ends.
func (b *builder) closeItem(one, other atom.Atom) {
	if !b.isOpen(one) && !b.isOpen(other) {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		switch t := b.stack[i]; {
		case t.tag == one, t.tag == other:
			b.pop(i)
			return
		case t.class&inline == 0 && t.tag != atom.Div && t.tag != atom.P && t.tag != atom.Address:
			return
		}
	}
}

// nearestTabular gives the depth of the innermost open part of a table, 0 for none.
func (b *builder) nearestTabular() (int, atom.Atom) {
	for i := len(b.stack) - 1; i > 0; i-- {
		if b.stack[i].class&tabular != 0 {
			return i, b.stack[i].tag
		}
	}
	return 0, 0
}

// closeRow closes the parts of a table that the start of another part ends, and opens the row of a cell
// that has none.
func (b *builder) closeRow(tag atom.Atom) {
	inRow := tag == atom.Td || tag == atom.Th
	for {
		i, t := b.nearestTabular()
		group := t == atom.Tbody || t == atom.Thead || t == atom.Tfoot
		switch {
		case i == 0:
			return
		case t == atom.Table, inRow && (t == atom.Tr || group), tag == atom.Tr && group:
			b.pop(i + 1)
			if inRow && t != atom.Tr && len(b.stack) < deepest {
				own := b.attr
				b.attr = attributes{}
				b.open(atom.Tr, tabular)
				b.attr = own
			}
			return
		}
		b.pop(i)
	}
}
