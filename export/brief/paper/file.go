package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

const producer = "tidyrelease"

// file writes the document as PDF 1.7 that is made to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).
// Of gofpdf's file it takes the content of the pages and the fonts; everything else is written here.
func (d *Document) file(drawn []byte) ([]byte, error) {
	source, err := readDrawing(drawn)
	if err != nil {
		return nil, err
	}
	if len(source.pages) != d.page {
		return nil, fmt.Errorf("%d pages were drawn and %d written", d.page, len(source.pages))
	}
	w := &writer{}
	w.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	catalog, pages, tree := w.reserve(), w.reserve(), w.reserve()

	var fonts strings.Builder
	for i := range source.fonts {
		f := &source.fonts[i]
		n, err := w.font(f)
		if err != nil {
			return nil, fmt.Errorf("font %s: %w", f.face, err)
		}
		fmt.Fprintf(&fonts, " /%s %s", f.resource, n)
	}
	resources := w.add("<< /Font <<%s >> >>", fonts.String())

	numbers := make([]ref, d.page)
	var kids strings.Builder
	for i, p := range source.pages {
		data := p.data
		if !p.deflated {
			data = deflate(data)
		}
		content := w.stream("/Filter /FlateDecode", data)
		numbers[i] = w.add("<< /Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources %s /Contents %s /StructParents %d /Tabs /S >>",
			pages, length(Width), length(Height), resources, content, i)
		fmt.Fprintf(&kids, " %s", numbers[i])
	}
	w.put(pages, "<< /Type /Pages /Kids [%s ] /Count %d >>", kids.String(), d.page)

	elements := map[*element]ref{}
	root := w.element(d.root, tree, numbers, elements)
	var parents strings.Builder
	for i, owners := range d.owners {
		fmt.Fprintf(&parents, " %d [", i)
		for _, e := range owners {
			fmt.Fprintf(&parents, " %s", elements[e])
		}
		parents.WriteString(" ]")
	}
	parentTree := w.add("<< /Nums [%s ] >>", parents.String())
	w.put(tree, "<< /Type /StructTreeRoot /K %s /ParentTree %s /ParentTreeNextKey %d >>", root, parentTree, d.page)

	metadata := w.stream("/Type /Metadata /Subtype /XML", d.info.xmp())
	intent := w.stream("/N 3 /Filter /FlateDecode", deflate(profile()))
	w.put(catalog, "<< /Type /Catalog /Pages %s /StructTreeRoot %s /MarkInfo << /Marked true >> /Lang %s /Metadata %s"+
		" /ViewerPreferences << /DisplayDocTitle true >>"+
		" /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %s >>] >>",
		pages, tree, textString(d.info.Language), metadata, intent)
	author := ""
	if d.info.Author != "" {
		author = " /Author " + textString(d.info.Author)
	}
	date := "(D:" + d.info.Date.UTC().Format("20060102150405") + "Z)"
	info := w.add("<< /Title %s%s /Producer %s /CreationDate %s /ModDate %s >>", textString(d.info.Title), author, textString(producer), date, date)
	return w.finish(catalog, info), nil
}

// writer writes the objects of a file.
type writer struct {
	out     bytes.Buffer
	offsets []int // by number of the object, less one
}

// ref is the number of an object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// reserve gives a number to an object that is put later.
func (w *writer) reserve() ref {
	w.offsets = append(w.offsets, 0)
	return ref(len(w.offsets))
}

func (w *writer) put(n ref, format string, args ...any) {
	w.offsets[n-1] = w.out.Len()
	fmt.Fprintf(&w.out, "%d 0 obj\n", n)
	fmt.Fprintf(&w.out, format, args...)
	w.out.WriteString("\nendobj\n")
}

func (w *writer) add(format string, args ...any) ref {
	n := w.reserve()
	w.put(n, format, args...)
	return n
}

func (w *writer) stream(keys string, data []byte) ref {
	return w.add("<< %s /Length %d >>\nstream\n%s\nendstream", keys, len(data), data)
}

// finish adds the cross-reference table and the trailer. The identifier comes from all that is before it.
func (w *writer) finish(catalog, info ref) []byte {
	sum := sha256.Sum256(w.out.Bytes())
	id := hex.EncodeToString(sum[:16])
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, at := range w.offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&w.out, "trailer\n<< /Size %d /Root %s /Info %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(w.offsets)+1, catalog, info, id, id, start)
	return w.out.Bytes()
}

// font writes a font: what gofpdf made of it, with a name that tells that it is a subset, a program without
// tables of no use, and the character that each code stands for.
func (w *writer) font(f *embedded) (ref, error) {
	program, err := trim(f.program)
	if err != nil {
		return 0, err
	}
	name := ""
	for _, face := range fonts() {
		if f.face == "utf8liberation"+face.style {
			name = face.name
		}
	}
	if name == "" {
		return 0, fmt.Errorf("no such face")
	}
	sum := sha256.Sum256(append(program, f.glyphs...))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name = string(tag) + "+" + name
	file := w.stream(fmt.Sprintf("/Length1 %d /Filter /FlateDecode", len(program)), deflate(program))
	keys := ""
	for _, key := range []string{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		keys += " /" + key + " " + f.descriptor[key]
	}
	descriptor := w.add("<< /Type /FontDescriptor /FontName /%s%s /FontFile2 %s >>", name, keys, file)
	glyphs := w.stream("/Filter /FlateDecode", deflate(f.glyphs))
	cid := w.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"+
		" /FontDescriptor %s /CIDToGIDMap %s /DW %d /W [%s] >>", name, descriptor, glyphs, f.defaultW, f.widths)
	unicode := w.stream("/Filter /FlateDecode", deflate(toUnicode(f.glyphs)))
	return w.add("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", name, cid, unicode), nil
}

// toUnicode maps each code that has a glyph to its character. gofpdf's codes are the characters
// themselves, but its own map is one range, which a reader may take for the first 256 only.
func toUnicode(glyphs []byte) []byte {
	var codes []int
	for c := 1; c < len(glyphs)/2; c++ {
		if glyphs[2*c] != 0 || glyphs[2*c+1] != 0 {
			codes = append(codes, c)
		}
	}
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(codes) > 0 {
		n := min(len(codes), 100) // the most that a block may have
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, c := range codes[:n] {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", c, c)
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// element writes an element of the structure tree and those below it.
func (w *writer) element(e *element, parent ref, pages []ref, numbers map[*element]ref) ref {
	n := w.reserve()
	numbers[e] = n
	page := 0 // where its own content is, but for pieces that say so themselves
	var kids strings.Builder
	for _, c := range e.content {
		switch {
		case c.child != nil:
			fmt.Fprintf(&kids, " %s", w.element(c.child, n, pages, numbers))
		case page == 0 || page == c.page:
			page = c.page
			fmt.Fprintf(&kids, " %d", c.id)
		default:
			fmt.Fprintf(&kids, " << /Type /MCR /Pg %s /MCID %d >>", pages[c.page-1], c.id)
		}
	}
	keys := ""
	if page > 0 {
		keys += fmt.Sprintf(" /Pg %s", pages[page-1])
	}
	if e.alt != "" {
		keys += " /Alt " + textString(e.alt)
	}
	if e.lang != "" {
		keys += " /Lang " + textString(e.lang)
	}
	if e.scope != "" {
		keys += " /A << /O /Table /Scope /" + e.scope + " >>"
	}
	if e.bounds != [4]float64{} {
		b := e.bounds
		keys += fmt.Sprintf(" /A << /O /Layout /Placement /Block /BBox [%s %s %s %s] >>", length(b[0]), length(b[1]), length(b[2]), length(b[3]))
	}
	w.put(n, "<< /Type /StructElem /S /%s /P %s%s /K [%s ] >>", e.tag, parent, keys, kids.String())
	return n
}

// textString writes text as UTF-16 in hexadecimal, in which nothing needs to be escaped.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

// xmp is the metadata of the document as XMP (ISO 16684-1), with the claims to PDF/A-3a and PDF/UA-1. A
// property that PDF/A does not know must be described beside it.
func (i Info) xmp() []byte {
	escape := func(s string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
		return b.String()
	}
	creator := ""
	if i.Author != "" {
		creator = "<dc:creator><rdf:Seq><rdf:li>" + escape(i.Author) + "</rdf:li></rdf:Seq></dc:creator>\n"
	}
	date := i.Date.UTC().Format(time.RFC3339)
	return []byte(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(i.Title) + `</rdf:li></rdf:Alt></dc:title>
` + creator + `<dc:language><rdf:Bag><rdf:li>` + escape(i.Language) + `</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>` + date + `</xmp:CreateDate>
<xmp:ModifyDate>` + date + `</xmp:ModifyDate>
<pdf:Producer>` + producer + `</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`)
}
