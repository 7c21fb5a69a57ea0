package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// content gives the element that holds the main text: the main element with the most text; else the
// article that holds most of the running text; else the smallest part of the page that holds nearly all
// of the running text, which is text outside links and headings that is long or stands in paragraphs,
// or rather the part that holds it and the title.
func (t *tree) content() int32 {
	best, most := int32(-1), int32(0)
	for i := range t.nodes {
		if all, _, _ := t.size(int32(i)); t.nodes[i].marks&isMain != 0 && all > most {
			best, most = int32(i), all
		}
	}
	if best >= 0 {
		return best
	}
	_, _, page := t.size(0)
	most = page / 2
	for i := range t.nodes {
		if _, _, running := t.size(int32(i)); t.nodes[i].marks&isArticle != 0 && running > most {
			best, most = int32(i), running
		}
	}
	if best >= 0 {
		return best
	}
	dense := t.densest()
	title := t.titleNode(dense)
	for around := dense; title > 0 && around > 0; around = t.nodes[around].parent {
		if around < title {
			return around
		}
	}
	return dense
}

// little is the running text of a page that is read as a whole, for nothing tells which part of it is the
// main one.
const little = 200

// densest goes down from the body as long as one child holds nearly all of the running text.
func (t *tree) densest() int32 {
	at := int32(0)
	_, _, page := t.size(0)
	for page >= little {
		next := int32(-1)
		for c := at + 1; c < t.nodes[at].end; c = t.nodes[c].end {
			if _, _, running := t.size(c); running >= page-page/8 && container(t.nodes[c].tag) {
				next = c
			}
		}
		if next < 0 || t.nodes[next].tag == atom.Table && t.data(next) {
			break
		}
		at = next
	}
	return at
}

// container tells whether an element is one that pages are laid out with.
func container(tag atom.Atom) bool {
	switch tag {
	case atom.Div, atom.Section, atom.Article, atom.Form, atom.Center, atom.Table, atom.Tbody, atom.Tr, atom.Td:
		return true
	}
	return false
}

// titleNode gives the heading that is the title: the longest of the highest rank that stands in the title
// of the head, or else the first, in the main text before those in front of it. It is 0 when there is none.
func (t *tree) titleNode(root int32) int32 {
	const most = 50 // headings that are looked at
	named := t.head.titleTag + "\n" + t.head.title()
	best, score, seen := int32(0), 0, 0
	for i := int32(1); i < t.nodes[root].end && seen < most; i++ {
		if t.nodes[i].tag != atom.H1 {
			continue
		}
		seen++
		text := fold(t.plain(i))
		if text == "" || i < root && t.inMenu(i) {
			continue
		}
		rank := 1
		if i > root {
			rank = 2
		}
		if strings.Contains(named, text) {
			rank += 2 + len(text)
		}
		if rank > score {
			best, score = i, rank
		}
	}
	return best
}

// inMenu tells whether a node stands in a part that is no text.
func (t *tree) inMenu(i int32) bool {
	for ; i > 0; i = t.nodes[i].parent {
		if n := &t.nodes[i]; n.marks&menu != 0 || n.tag == atom.Footer || n.tag == atom.Aside {
			return true
		}
	}
	return false
}

// plain is the text of a node, not laid out.
func (t *tree) plain(i int32) string {
	const enough = 1000
	var b strings.Builder
	for k := i + 1; k < t.nodes[i].end && b.Len() < enough; k++ {
		if n := &t.nodes[k]; n.tag == 0 {
			b.Write(t.text[n.from:n.to])
		} else if n.tag == atom.Br {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// fold joins white space.
func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// small is the most bytes outside links that a part may hold which is left out by its names alone; twice
// as many of running text may stand in front of a part that is still at the head of the page.
const small = 200

// dropped tells whether node i of the main text is no part of it.
func (t *tree) dropped(i, root, title int32) bool {
	n := &t.nodes[i]
	if i < title && title < n.end {
		return false
	}
	switch n.tag {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Article:
	default:
		if n.marks&(menu|furniture|notice) == 0 {
			return false
		}
	}
	all, linked, running := t.size(i)
	_, _, whole := t.size(root)
	before := n.running-t.nodes[root].running < 2*small
	switch {
	case running > whole/2:
		return false // whatever it is called, it is the text
	case n.marks&menu != 0:
		return true
	case n.marks&furniture != 0 && all-linked < small:
		return true
	case n.marks&notice != 0 && before && all-linked < 2*small:
		return true
	case n.tag == atom.Form:
		return all-linked < small
	case n.tag == atom.Aside:
		// Among paragraphs it is a box that belongs to the text, elsewhere a column beside it.
		return t.nodes[n.parent].marks&paragraphs == 0 || 2*linked > all
	case n.tag == atom.Footer:
		return !before || all-linked >= small // in front of the text it says when and by whom
	case n.tag == atom.Article:
		return t.teaser(i)
	}
	return false
}

// teaser tells whether an article leads to another page: its heading is a link.
func (t *tree) teaser(i int32) bool {
	const near = 64 // nodes in which the heading stands
	for k := i + 1; k < min(t.nodes[i].end, i+near); k++ {
		if classOf(t.nodes[k].tag)&heading != 0 {
			all, linked, _ := t.size(k)
			return linked == all || t.within(k, atom.A, i)
		}
	}
	return false
}

// within tells whether node i stands in an element of the kind below top.
func (t *tree) within(i int32, tag atom.Atom, top int32) bool {
	for ; i > top; i = t.nodes[i].parent {
		if t.nodes[i].tag == tag {
			return true
		}
	}
	return false
}

// attribution gives the part that names the speaker at the end of a block quotation, or of a figure
// around one; 0 for none.
func (t *tree) attribution(quote int32) int32 {
	figure := t.nodes[quote].tag == atom.Figure
	inside := !figure
	for k := quote + 1; k < t.nodes[quote].end; k++ {
		switch tag := t.nodes[k].tag; tag {
		case atom.Footer, atom.Cite, atom.Figcaption:
			all, _, _ := t.size(k)
			atEnd := t.nodes[t.nodes[k].end].all == t.nodes[t.nodes[quote].end].all
			if inside && figure == (tag == atom.Figcaption) && all > 0 && atEnd && t.nodes[k].all > t.nodes[quote].all {
				return k
			}
		case atom.Blockquote:
			if inside {
				return 0
			}
			inside = true
		}
	}
	return 0
}

// data tells whether a table holds data: rows of several cells, short ones unless they have headings.
// Tables for layout hold whole parts of a page in their cells.
func (t *tree) data(table int32) bool {
	const short, longest, mostBlocks = 300, 3000, 2
	if t.nodes[table].marks&plainTable != 0 {
		return false
	}
	columns, widest, blocks, size := 0, 0, 0, int32(0)
	headed := false
	covered := int32(0) // the end of the cell or caption at hand
	for k := table + 1; k < t.nodes[table].end; k++ {
		n := &t.nodes[k]
		switch {
		case n.tag == atom.Table, n.tag == 0 && k >= covered && !blank(t.text[n.from:n.to]):
			return false // also where text stands between the cells
		case n.tag == atom.Caption:
			blocks, covered = 0, n.end
		case n.tag == atom.Tr:
			columns = 0
		case n.tag == atom.Td, n.tag == atom.Th:
			headed = headed || n.tag == atom.Th
			columns += max(1, int(n.from))
			widest = max(widest, columns)
			all, _, _ := t.size(k)
			size = max(size, all)
			blocks, covered = 0, n.end
		case n.tag != 0 && k < covered && n.tag != atom.Div && classOf(n.tag)&(inline|tabular) == 0:
			if all, _, _ := t.size(k); all > 0 {
				blocks++
			}
			if blocks > mostBlocks || classOf(n.tag)&heading != 0 {
				return false
			}
		}
	}
	return widest > 1 && (size <= short || headed && size <= longest)
}

// blank tells whether bytes are white space.
func blank(s []byte) bool { return len(bytes.TrimSpace(s)) == 0 }
