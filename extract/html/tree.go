package html

import (
	"golang.org/x/net/html/atom"
)

// node is an element, or a text when tag is 0. The nodes stand in the order of their start tags, so that
// the descendants of node i are the nodes from i+1 to end.
type node struct {
	tag    atom.Atom
	marks  marks
	parent int32
	end    int32

	// Of a text: its bytes in tree.text. Of an element: what its kind needs.
	from, to int32

	line int32 // of the source, from 1, on which it begins

	// Bytes of text in front of the node: all, those in links, and those of running text.
	all, linked, running int32
}

// marks are what the attributes of an element say, and what its place tells.
type marks uint16

const (
	isMain     marks = 1 << iota // role=main
	isArticle                    // role=article, or the body of one in the words of schema.org
	menu                         // a role that holds no text of the page: navigation, search, …
	furniture                    // a class name such as "share" or "breadcrumb"
	notice                       // a class or role such as "alert" or "archived"
	plainTable                   // a table for layout
	paragraphs                   // has a paragraph among its children
)

// tree is a page without what is hidden on it.
type tree struct {
	nodes []node
	text  []byte
	head  head
}

// size gives the bytes of text in node i: all, those in links, and those of running text.
func (t *tree) size(i int32) (all, linked, running int32) {
	n, behind := &t.nodes[i], &t.nodes[t.nodes[i].end]
	return behind.all - n.all, behind.linked - n.linked, behind.running - n.running
}
