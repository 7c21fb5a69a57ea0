package html

import (
	"golang.org/x/net/html/atom"
)

// class is how an element behaves among open ones.
type class uint8

const (
	inline   class = 1 << iota // stands within a line
	heading                    // h1 to h6
	tabular                    // a table or a part of one
	cell                       // td, th, caption
	closesP                    // cannot stand in a paragraph
	bodyless                   // has no end tag
)

// classOf tells how an element behaves. What is not known to be a block stands within a line, as in a
// browser.
func classOf(tag atom.Atom) class {
	switch tag {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr, atom.Frame, atom.Keygen, atom.Basefont, atom.Bgsound:
		return bodyless | inline
	case atom.Hr:
		return bodyless | closesP
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading | closesP
	case atom.Td, atom.Th, atom.Caption:
		return tabular | cell
	case atom.Table:
		return tabular | closesP
	case atom.Colgroup, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
		return tabular
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div,
		atom.Dl, atom.Dt, atom.Dd, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup,
		atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Ul:
		return closesP
	case atom.Body, atom.Object, atom.Template, atom.Svg, atom.Math, atom.Button, atom.Select, atom.Video, atom.Audio, atom.Canvas:
		return 0
	}
	return inline
}

// layout tells whether an inline element changes how its text is written.
func layout(tag atom.Atom) bool {
	switch tag {
	case atom.Sup, atom.Sub, atom.Q, atom.A, atom.Cite:
		return true
	}
	return false
}
