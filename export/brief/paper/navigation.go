package paper

import (
	"fmt"
	"net/url"
	"strings"
)

// annotation is where a link can be clicked on a page.
type annotation struct {
	ref     ref
	element *element
	page    int
	boxes   []box
}

// findLinks gathers the links in an element, one for each page that a link stands on, and the anchors.
func (w *assembly) findLinks(e *element) {
	if e.anchor != "" && w.anchors[e.anchor] == nil {
		w.anchors[e.anchor] = e
	}
	for _, b := range e.boxes {
		if n := len(w.links) - 1; n >= 0 && w.links[n].element == e && w.links[n].page == b.page {
			w.links[n].boxes = append(w.links[n].boxes, b)
			continue
		}
		w.linksOf[e] = append(w.linksOf[e], len(w.links))
		w.links = append(w.links, annotation{w.reserve(), e, b.page, []box{b}})
	}
	for _, c := range e.content {
		if c.child != nil {
			w.findLinks(c.child)
		}
	}
}

// writeLinks writes the annotations of the links. One whose anchor is nowhere is an error.
func (w *assembly) writeLinks() error {
	for i, l := range w.links {
		target, err := w.target(l.element.link)
		if err != nil {
			return fmt.Errorf("page %d: %w", l.page, err)
		}
		var quads strings.Builder
		corner := func(x, y float64) { quads.WriteString(" " + w.d.point(Point{x, y})) }
		around := l.boxes[0]
		for _, b := range l.boxes {
			corner(b.x, b.y)
			corner(b.x+b.width, b.y)
			corner(b.x, b.y+b.height)
			corner(b.x+b.width, b.y+b.height)
			around = around.with(b)
		}
		w.put(l.ref, "<< /Type /Annot /Subtype /Link /Rect [%s %s] /QuadPoints [%s ] /Border [0 0 0] /F 4 /Contents %s /StructParent %d /P %s %s >>",
			w.d.point(Point{around.x, around.y + around.height}), w.d.point(Point{around.x + around.width, around.y}), quads.String(),
			textString(tidy(l.element.link.Contents)), len(w.pages)+i, w.pages[l.page-1], target)
	}
	return nil
}

// target is the key of an annotation that says where it leads.
func (w *assembly) target(l *Link) (string, error) {
	if l.Contents == "" {
		return "", fmt.Errorf("a link does not say what it is")
	}
	if l.URL == "" {
		e := w.anchors[l.Anchor]
		if e == nil {
			return "", fmt.Errorf("a link leads to %q, which is not in the document", l.Anchor)
		}
		return "/Dest " + w.place(e), nil
	}
	u, err := url.Parse(l.URL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return "", fmt.Errorf("a link leads to %q, which is no address of the web", l.URL)
	}
	var address strings.Builder // in ASCII
	for _, c := range []byte(u.String()) {
		if ' ' < c && c < 0x7f {
			address.WriteByte(c)
		} else {
			fmt.Fprintf(&address, "%%%02X", c)
		}
	}
	return fmt.Sprintf("/A << /Type /Action /S /URI /URI <%x> >>", address.String()), nil
}

// place is a destination: the page of an element, scrolled to where it begins.
func (w *assembly) place(e *element) string {
	page, y := e.page, e.y
	if page == 0 {
		page, y = e.begun.page, e.begun.y
	}
	return fmt.Sprintf("[%s /XYZ 0 %s null]", w.pages[page-1], length(w.d.info.Size.Height()-y))
}

// with is the box around both.
func (b box) with(c box) box {
	right, bottom := max(b.x+b.width, c.x+c.width), max(b.y+b.height, c.y+c.height)
	b.x, b.y = min(b.x, c.x), min(b.y, c.y)
	b.width, b.height = right-b.x, bottom-b.y
	return b
}

// annotations are the keys of the pages that list their links.
func (w *assembly) annotations() []string {
	refs := make([][]ref, len(w.pages))
	for _, l := range w.links {
		refs[l.page-1] = append(refs[l.page-1], l.ref)
	}
	keys := make([]string, len(w.pages))
	for i, r := range refs {
		if r != nil {
			keys[i] = " /Annots " + list(r)
		}
	}
	return keys
}

// bookmark is a heading in the outline of the document.
type bookmark struct {
	ref     ref
	heading *element
	below   []*bookmark
}

// outline writes the headings as bookmarks, those of the third level folded in, and gives the key of the catalog
// for them.
func (w *assembly) outline() string {
	root := &bookmark{}
	path := []*bookmark{root} // by level
	var walk func(e *element)
	walk = func(e *element) {
		if level := e.tag.level(); level > 0 && e.page > 0 {
			b := &bookmark{heading: e}
			path = path[:min(level, len(path))]
			parent := path[len(path)-1]
			parent.below = append(parent.below, b)
			path = append(path, b)
		}
		for _, c := range e.content {
			if c.child != nil {
				walk(c.child)
			}
		}
	}
	walk(w.d.root)
	if root.below == nil {
		return ""
	}
	root.ref = w.reserve()
	first, last, shown := w.bookmarks(root, 0)
	w.put(root.ref, "<< /Type /Outlines /First %s /Last %s /Count %d >>", first, last, shown)
	return fmt.Sprintf(" /Outlines %s", root.ref)
}

// bookmarks writes those below one, and gives the first, the last and how many of them are shown at first.
func (w *assembly) bookmarks(parent *bookmark, level int) (first, last ref, shown int) {
	for _, b := range parent.below {
		b.ref = w.reserve()
	}
	for i, b := range parent.below {
		keys := ""
		if i > 0 {
			keys += fmt.Sprintf(" /Prev %s", parent.below[i-1].ref)
		}
		if i < len(parent.below)-1 {
			keys += fmt.Sprintf(" /Next %s", parent.below[i+1].ref)
		}
		shown++
		if b.below != nil {
			first, last, count := w.bookmarks(b, level+1)
			if level > 0 {
				count = -count // folded
			} else {
				shown += count
			}
			keys += fmt.Sprintf(" /First %s /Last %s /Count %d", first, last, count)
		}
		w.put(b.ref, "<< /Title %s /Parent %s /Dest %s%s >>", textString(strings.TrimSpace(b.heading.text)), parent.ref, w.place(b.heading), keys)
	}
	return parent.below[0].ref, parent.below[len(parent.below)-1].ref, shown
}
