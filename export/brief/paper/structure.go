package paper

import (
	"fmt"
	"strings"
)

// structure writes the structure tree, and gives its root.
func (w *assembly) structure() ref {
	tree := w.reserve()
	root := w.element(w.d.root, tree)
	var parents strings.Builder
	for i, owners := range w.d.owners {
		refs := make([]ref, len(owners))
		for j, e := range owners {
			refs[j] = w.elements[e]
		}
		fmt.Fprintf(&parents, " %d %s", i, list(refs))
	}
	for i, l := range w.links {
		fmt.Fprintf(&parents, " %d %s", len(w.pages)+i, w.elements[l.element])
	}
	ids := ""
	if len(w.notes) > 0 {
		ids = fmt.Sprintf(" /IDTree << /Names [%s ] >>", strings.Join(w.notes, ""))
	}
	parentTree := w.add("<< /Nums [%s ] >>", parents.String())
	w.put(tree, "<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d%s >>", root, parentTree, len(w.pages)+len(w.links), ids)
	return tree
}

// element writes an element of the structure tree and those below it.
func (w *assembly) element(e *element, parent ref) ref {
	n := w.reserve()
	w.elements[e] = n
	page := 0 // where its own content is, but for pieces that say so themselves
	var kids strings.Builder
	for _, c := range e.content {
		switch {
		case c.child != nil:
			fmt.Fprintf(&kids, " %s", w.element(c.child, n))
		case page == 0 || page == c.page:
			page = c.page
			fmt.Fprintf(&kids, " %d", c.id)
		default:
			fmt.Fprintf(&kids, " << /Type /MCR /Pg %s /MCID %d >>", w.pages[c.page-1], c.id)
		}
	}
	for _, i := range w.linksOf[e] {
		fmt.Fprintf(&kids, " << /Type /OBJR /Pg %s /Obj %s >>", w.pages[w.links[i].page-1], w.links[i].ref)
	}
	keys := ""
	if page > 0 {
		keys += fmt.Sprintf(" /Pg %s", w.pages[page-1])
	}
	if e.tag == Note { // whose identifier must be its own
		id := fmt.Sprintf("(note%05d)", len(w.notes)+1) // a name tree is sorted
		keys += " /ID " + id
		w.notes = append(w.notes, fmt.Sprintf(" %s %s", id, n))
	}
	w.put(n, "<< /Type /StructElem /S /%s /P %s%s%s /K [%s ] >>", e.tag, parent, keys, e.attributes(w.d.info.Size.Height()), kids.String())
	return n
}

// attributes are the keys of an element that say more of it.
func (e *element) attributes(pageHeight float64) string {
	keys := ""
	if e.alt != "" {
		keys += " /Alt " + textString(e.alt)
	}
	if e.lang != "" {
		keys += " /Lang " + textString(e.lang)
	}
	if e.scope != "" {
		keys += " /A << /O /Table /Scope /" + e.scope + " >>"
	}
	if e.numbered {
		keys += " /A << /O /List /ListNumbering /Decimal >>"
	}
	if b := e.bounds; b != [4]float64{} {
		keys += fmt.Sprintf(" /A << /O /Layout /Placement /Block /BBox [%s %s %s %s] >>",
			length(b[0]), length(pageHeight-b[1]-b[3]), length(b[0]+b[2]), length(pageHeight-b[1]))
	}
	return keys
}
