package papertest

import (
	"bytes"
	"crypto/md5"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Problems lists what a file lacks of PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), as far as it
// concerns what package paper writes.
func (f *File) Problems() []string {
	var problems []string
	require := func(ok bool, format string, args ...any) {
		if !ok {
			problems = append(problems, fmt.Sprintf(format, args...))
		}
	}
	catalog := f.objects[f.ref(f.trailer, "Root")]
	info := f.objects[f.ref(f.trailer, "Info")]

	require(bytes.HasPrefix(f.raw, []byte("%PDF-1.7\n%")) && f.raw[10] > 127 && f.raw[11] > 127 && f.raw[12] > 127 && f.raw[13] > 127, "no header of a binary file")
	require(regexp.MustCompile(`/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]`).MatchString(f.trailer), "no identifier")
	require(f.key(catalog, "Type") == "Catalog", "no catalog")
	require(strings.Contains(catalog, "/MarkInfo << /Marked true >>"), "not marked as tagged")
	require(strings.Contains(catalog, "/ViewerPreferences << /DisplayDocTitle true >>"), "the title is not shown")
	require(f.key(catalog, "Lang") != "", "no language")

	xmp := string(f.streams[f.ref(catalog, "Metadata")])
	require(strings.Contains(f.objects[f.ref(catalog, "Metadata")], "/Type /Metadata /Subtype /XML"), "the metadata is not XML")
	for _, claim := range []string{"<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "<pdfaSchema:prefix>pdfuaid<", "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"} {
		require(strings.Contains(xmp, claim), "the metadata lacks %s", claim)
	}
	title := f.key(info, "Title")
	require(title != "" && strings.Contains(xmp, ">"+escape(title)+"<"), "the title %q is not in the metadata", title)
	date := regexp.MustCompile(`/CreationDate \(D:(\d{4})(\d\d)(\d\d)\d{6}Z\)`).FindStringSubmatch(info)
	require(date != nil && strings.Contains(xmp, "<xmp:CreateDate>"+date[1]+"-"+date[2]+"-"+date[3]+"T"), "no date, or not that of the metadata")

	intent := f.array(catalog, "OutputIntents")
	require(strings.Contains(intent, "/S /GTS_PDFA1"), "no output intent")
	profile := f.streams[f.ref(intent, "DestOutputProfile")]
	require(len(profile) > 128 && string(profile[36:40]) == "acsp" && string(profile[16:20]) == "RGB ", "no colour profile")
	require(f.key(f.objects[f.ref(intent, "DestOutputProfile")], "N") == "3", "the profile does not say how many colours it has")

	problems = append(problems, f.treeProblems(catalog)...)
	problems = append(problems, f.linkProblems(catalog)...)
	problems = append(problems, f.noteProblems(catalog)...)
	problems = append(problems, f.outlineProblems(catalog)...)
	problems = append(problems, f.attachmentProblems(catalog)...)
	problems = append(problems, f.fontProblems()...)
	return problems
}

var parentsOfPages = regexp.MustCompile(`(\d+) \[([ \dR]*)\]`)

func (f *File) treeProblems(catalog string) []string {
	var problems []string
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	tree := f.objects[f.ref(catalog, "StructTreeRoot")]
	if f.key(tree, "Type") != "StructTreeRoot" {
		fail("no structure tree")
	}
	if f.Root.Tag != "Document" {
		fail("the root of the structure is %q", f.Root.Tag)
	}
	owner := map[[2]int]*Node{}
	known := []string{"Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Note", "Link", "Span"}
	level := 0
	var walk func(n *Node, parent int)
	walk = func(n *Node, parent int) {
		dict := f.objects[n.number]
		if f.key(dict, "Type") != "StructElem" || f.ref(dict, "P") != parent {
			fail("element %d is no element of its parent", n.number)
		}
		if !slices.Contains(known, n.Tag) {
			fail("a tag %q", n.Tag)
		}
		if h, ok := strings.CutPrefix(n.Tag, "H"); ok {
			to, _ := strconv.Atoi(h)
			if to > level+1 {
				fail("a heading %q of level %d after one of level %d", n.Text, to, level)
			}
			level = to
		}
		if n.Tag == "Figure" && (n.Alt == "" || !strings.Contains(dict, "/BBox [")) {
			fail("a figure without a text or a place")
		}
		if n.Tag == "TH" && f.key(dict, "Scope") == "" {
			fail("a head cell %q without scope", n.Text)
		}
		within := map[string]string{"TH": "TR", "TD": "TR", "TR": "Table", "LI": "L", "Lbl": "LI", "LBody": "LI"}
		for _, k := range n.Kids {
			if w := within[k.Tag]; w != "" && w != n.Tag {
				fail("a %s in a %s", k.Tag, n.Tag)
			}
		}
		for _, m := range n.marks {
			if m[0] == 0 || owner[m] != nil {
				fail("content %v has no page or two owners", m)
				continue
			}
			if tag, ok := f.Pages[m[0]-1].used[m[1]]; !ok || tag != n.Tag {
				fail("content %v of a %s is marked %q", m, n.Tag, tag)
			}
			owner[m] = n
		}
		for _, k := range n.Kids {
			walk(k, n.number)
		}
	}
	walk(f.Root, f.ref(catalog, "StructTreeRoot"))

	numbers := f.array(f.objects[f.ref(tree, "ParentTree")], "Nums")
	parents := parentsOfPages.FindAllStringSubmatch(numbers, -1)
	pages := refs.FindAllStringSubmatch(f.array(f.objects[f.ref(catalog, "Pages")], "Kids"), -1)
	if len(parents) != len(f.Pages) {
		fail("%d pages in the tree of parents", len(parents))
		return problems
	}
	for i, p := range f.Pages {
		for _, x := range p.problems {
			fail("page %d: %s", i+1, x)
		}
		n, _ := strconv.Atoi(pages[i][1])
		dict := f.objects[n]
		if f.key(dict, "Type") != "Page" || f.ref(dict, "Parent") != f.ref(catalog, "Pages") || f.key(dict, "Tabs") != "S" || f.key(dict, "StructParents") != parents[i][1] {
			fail("page %d has no type, no order of tabs, or no parents", i+1)
		}
		list := refs.FindAllStringSubmatch(parents[i][2], -1)
		if len(list) != len(p.used) {
			fail("page %d: %d parents of %d marked sequences", i+1, len(list), len(p.used))
			continue
		}
		for id := range p.used {
			n := owner[[2]int{i + 1, id}]
			if n == nil {
				fail("page %d: content %d is in no element", i+1, id)
			} else if list[id][1] != strconv.Itoa(n.number) {
				fail("page %d: content %d has another parent than its element", i+1, id)
			}
		}
	}
	return problems
}

// linkProblems looks at what can be clicked: each annotation is in a Link, says what it is, and leads somewhere.
func (f *File) linkProblems(catalog string) []string {
	var problems []string
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	tree := f.objects[f.ref(catalog, "StructTreeRoot")]
	numbers := parentsOfPages.ReplaceAllString(f.array(f.objects[f.ref(tree, "ParentTree")], "Nums"), "")
	parents := map[string]string{}
	for _, m := range regexp.MustCompile(`(\d+) (\d+) 0 R`).FindAllStringSubmatch(numbers, -1) {
		parents[m[1]] = m[2]
	}
	reached := map[int]bool{}
	for _, n := range f.Root.All() {
		if n.Tag == "Link" && (len(n.annotations) == 0 || strings.TrimSpace(n.Text) == "") {
			fail("a link %q has no text or cannot be clicked", n.Text)
		}
		for _, a := range n.annotations {
			reached[a[1]] = true
			dict := f.objects[a[1]]
			if n.Tag != "Link" || f.key(dict, "Subtype") != "Link" || f.key(dict, "Type") != "Annot" {
				fail("an annotation in a %s is no link", n.Tag)
			}
			if f.key(dict, "Contents") == "" {
				fail("a link %q does not say what it is", n.Text)
			}
			if f.key(dict, "F") != "4" {
				fail("a link %q is not printed", n.Text)
			}
			if parents[f.key(dict, "StructParent")] != strconv.Itoa(n.number) {
				fail("a link %q has another parent than its element", n.Text)
			}
			if n.Target == 0 && !strings.HasPrefix(n.URL, "http") {
				fail("a link %q leads nowhere", n.Text)
			}
			if len(strings.Fields(f.array(dict, "Rect"))) != 4 || len(strings.Fields(f.array(dict, "QuadPoints")))%8 != 0 {
				fail("a link %q has no place", n.Text)
			}
		}
	}
	for object, page := range f.numbers {
		for _, m := range refs.FindAllStringSubmatch(f.array(f.objects[object], "Annots"), -1) {
			n, _ := strconv.Atoi(m[1])
			if !reached[n] {
				fail("page %d: an annotation is in no element", page)
			}
			delete(reached, n)
		}
	}
	if len(reached) > 0 {
		fail("%d links are on no page", len(reached))
	}
	slices.Sort(problems)
	return problems
}

// noteProblems looks at the identifiers of notes.
func (f *File) noteProblems(catalog string) []string {
	var problems []string
	tree := f.objects[f.ref(catalog, "StructTreeRoot")]
	_, names, _ := strings.Cut(tree, "/IDTree <<")
	listed := f.array(names, "Names")
	taken := map[string]bool{}
	for _, n := range f.Root.All("Note") {
		if n.ID == "" || taken[n.ID] || !strings.Contains(listed, fmt.Sprintf("%s %d 0 R", n.ID, n.number)) {
			problems = append(problems, fmt.Sprintf("a note %.40q has no identifier of its own", n.Text))
		}
		taken[n.ID] = true
	}
	for _, l := range f.Root.All("L") {
		labels := 0
		for _, n := range l.All("Lbl") {
			if _, err := strconv.Atoi(strings.TrimSpace(n.Text)); err == nil {
				labels++
			}
		}
		if ordered := f.key(f.objects[l.number], "ListNumbering") == "Decimal"; labels > 0 && !ordered {
			problems = append(problems, "a list of numbers does not say so")
		}
	}
	return problems
}

// outlineProblems compares the bookmarks with the headings, and looks at the labels of pages.
func (f *File) outlineProblems(catalog string) []string {
	var problems []string
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	if _, labels, _ := strings.Cut(catalog, "/PageLabels <<"); !strings.HasPrefix(f.array(labels, "Nums"), "0 << /S /D >>") {
		fail("no labels of pages")
	}
	var headings []*Node
	for _, n := range f.Root.All("H1", "H2", "H3") {
		if n.Page > 0 {
			headings = append(headings, n)
		}
	}
	if len(headings) != len(f.Outline) {
		fail("%d bookmarks of %d headings", len(f.Outline), len(headings))
		return problems
	}
	for i, b := range f.Outline {
		if n := headings[i]; b.Title != strings.TrimSpace(n.Text) || n.Tag != "H"+strconv.Itoa(b.Level) || b.Page != n.Page {
			fail("bookmark %d, %q on page %d, is not the heading %s %q on page %d", b.Level, b.Title, b.Page, n.Tag, n.Text, n.Page)
		}
	}
	if len(headings) == 0 {
		return problems
	}
	shown := 0
	for _, b := range f.Outline {
		if b.Level < 3 {
			shown++
		}
	}
	root := f.ref(catalog, "Outlines")
	if f.key(f.objects[root], "Type") != "Outlines" || f.key(f.objects[root], "Count") != strconv.Itoa(shown) {
		fail("the outline does not count its bookmarks: %s of %d", f.key(f.objects[root], "Count"), shown)
	}
	return append(problems, f.chainProblems(root)...)
}

// chainProblems looks at the references of the bookmarks below one to each other.
func (f *File) chainProblems(parent int) []string {
	var problems []string
	before := 0
	seen := map[int]bool{}
	for n := f.ref(f.objects[parent], "First"); n > 0 && !seen[n]; n = f.ref(f.objects[n], "Next") {
		seen[n] = true
		if f.ref(f.objects[n], "Parent") != parent || f.ref(f.objects[n], "Prev") != before {
			problems = append(problems, fmt.Sprintf("bookmark %q has another parent or neighbour", f.key(f.objects[n], "Title")))
		}
		before = n
		problems = append(problems, f.chainProblems(n)...)
	}
	if f.ref(f.objects[parent], "Last") != before {
		problems = append(problems, "the last bookmark is another one")
	}
	return problems
}

// attachmentProblems looks at the files within the file.
func (f *File) attachmentProblems(catalog string) []string {
	var problems []string
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	names := f.array(catalog, "Names")
	embedded := 0
	for n, dict := range f.objects {
		if f.key(dict, "Type") == "EmbeddedFile" {
			embedded++
			if f.key(dict, "Size") != strconv.Itoa(len(f.streams[n])) || !strings.Contains(dict, "/ModDate (D:") {
				fail("an embedded file has no date, or another size than its data")
			}
			if !strings.Contains(dict, fmt.Sprintf("/CheckSum <%x>", md5.Sum(f.streams[n]))) {
				fail("an embedded file has another sum than its data")
			}
		}
	}
	if embedded != len(f.Attachments) {
		fail("%d embedded files and %d associated ones", embedded, len(f.Attachments))
	}
	for _, a := range f.Attachments {
		if a.Name == "" || a.Description == "" || a.Relationship != "Data" || !strings.Contains(a.Type, "/") || a.Stored == 0 {
			fail("attachment %q has no type, description or relationship", a.Name)
		}
	}
	for i, m := range refs.FindAllStringSubmatch(f.array(catalog, "AF"), -1) {
		n, _ := strconv.Atoi(m[1])
		spec := f.objects[n]
		if f.key(spec, "Type") != "Filespec" || f.key(spec, "F") != f.key(spec, "UF") {
			fail("attachment %d has two names or is none", i)
		}
		if !strings.Contains(names, m[0]) {
			fail("attachment %d is not among the embedded files", i)
		}
	}
	return problems
}

func (f *File) fontProblems() []string {
	var problems []string
	fail := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	used := map[string]map[rune]bool{} // characters by font
	for _, p := range f.Pages {
		for _, s := range p.Shown {
			if used[s.Font] == nil {
				used[s.Font] = map[rune]bool{}
			}
			for _, r := range s.Text {
				used[s.Font][r] = true
			}
		}
	}
	resources := ""
	for _, dict := range f.objects {
		if strings.HasPrefix(dict, "<< /Font <<") {
			resources = dict
		}
	}
	for resource, letters := range used {
		dict := f.objects[f.ref(resources, resource)]
		name := f.key(dict, "BaseFont")
		if f.key(dict, "Subtype") != "Type0" || f.key(dict, "Encoding") != "Identity-H" || !regexp.MustCompile(`^[A-Z]{6}\+`).MatchString(name) {
			fail("font %s %q is not a subset of a composite font", resource, name)
		}
		cid := f.objects[f.ref(dict, "DescendantFonts")]
		descriptor := f.objects[f.ref(cid, "FontDescriptor")]
		if f.key(cid, "BaseFont") != name || f.key(descriptor, "FontName") != name || f.key(cid, "Subtype") != "CIDFontType2" {
			fail("font %q has parts of another", name)
		}
		if program := f.streams[f.ref(descriptor, "FontFile2")]; len(program) < 4 || !bytes.Equal(program[:4], []byte{0, 1, 0, 0}) ||
			strconv.Itoa(len(program)) != f.key(f.objects[f.ref(descriptor, "FontFile2")], "Length1") {
			fail("font %q is not embedded", name)
		}
		glyphs := f.streams[f.ref(cid, "CIDToGIDMap")]
		unicode := string(f.streams[f.ref(dict, "ToUnicode")])
		widths := widths(f.array(cid, "W"))
		for r := range letters {
			if len(glyphs) < 2*int(r)+2 || glyphs[2*r] == 0 && glyphs[2*r+1] == 0 {
				fail("font %q has no glyph for %q", name, r)
			}
			if _, ok := widths[r]; !ok {
				fail("font %q has no width for %q", name, r)
			}
			if !strings.Contains(unicode, fmt.Sprintf("\n<%04X> <%04X>\n", r, r)) {
				fail("font %q does not tell what %q is", name, r)
			}
		}
	}
	slices.Sort(problems)
	return problems
}

// widths reads the array W of a font: "first [w w w]" and "first last w".
func widths(array string) map[rune]int {
	out := map[rune]int{}
	for _, m := range regexp.MustCompile(`(\d+) \[([\d ]*)\]|(\d+) (\d+) (\d+)`).FindAllStringSubmatch(array, -1) {
		number := func(s string) int { n, _ := strconv.Atoi(s); return n }
		if m[1] != "" {
			for i, w := range strings.Fields(m[2]) {
				out[rune(number(m[1])+i)] = number(w)
			}
			continue
		}
		for c := number(m[3]); c <= number(m[4]); c++ {
			out[rune(c)] = number(m[5])
		}
	}
	return out
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;").Replace(s)
}
