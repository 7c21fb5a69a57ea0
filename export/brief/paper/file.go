package paper

import (
	"crypto/md5"
	"fmt"
	"strings"
)

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
	w := &assembly{d: d, elements: map[*element]ref{}, anchors: map[string]*element{}, linksOf: map[*element][]int{}}
	w.out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	catalog := w.reserve()
	resources, err := w.resources(source.fonts)
	if err != nil {
		return nil, err
	}
	for range d.page {
		w.pages = append(w.pages, w.reserve())
	}
	w.findLinks(d.root)
	tree := w.structure()
	if err := w.writeLinks(); err != nil {
		return nil, err
	}
	pages := w.writePages(source.pages, resources)
	w.put(catalog, "<< /Type /Catalog /Pages %s /StructTreeRoot %s /MarkInfo << /Marked true >> /Lang %s /Metadata %s"+
		" /ViewerPreferences << /DisplayDocTitle true >> /PageLabels << /Nums [0 << /S /D >>] >>%s%s"+
		" /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %s >>] >>",
		pages, tree, textString(d.info.Language), w.stream("/Type /Metadata /Subtype /XML", d.info.xmp()),
		w.outline(), w.files(), w.deflated("/N 3", profile()))
	author := ""
	if d.info.Author != "" {
		author = " /Author " + textString(d.info.Author)
	}
	info := w.add("<< /Title %s%s /Producer %s /CreationDate %[4]s /ModDate %[4]s >>", textString(d.info.Title), author, textString(producer), d.info.date())
	return w.finish(catalog, info), nil
}

// assembly is a file that is being put together.
type assembly struct {
	writer
	d        *Document
	pages    []ref
	elements map[*element]ref
	anchors  map[string]*element
	links    []annotation       // in reading order
	linksOf  map[*element][]int // their places in links
	notes    []string           // identifier and element of each, for the tree of identifiers
}

// resources writes the fonts of the pages.
func (w *assembly) resources(list []embedded) (ref, error) {
	var fonts strings.Builder
	for i := range list {
		e := &list[i]
		name := ""
		for face, used := range w.d.used {
			if used && e.face == "utf8"+w.d.font(Face(face)).family+w.d.font(Face(face)).style {
				name = w.d.font(Face(face)).name
			}
		}
		if name == "" {
			return 0, fmt.Errorf("font %s: no such face", e.face)
		}
		n, err := w.font(e, name)
		if err != nil {
			return 0, fmt.Errorf("font %s: %w", e.face, err)
		}
		fmt.Fprintf(&fonts, " /%s %s", e.resource, n)
	}
	return w.add("<< /Font <<%s >> >>", fonts.String()), nil
}

func (w *assembly) writePages(drawn [][]byte, resources ref) ref {
	pages := w.reserve()
	size := w.d.info.Size
	annotations := w.annotations()
	for i, p := range drawn {
		content := w.deflated("", p)
		w.put(w.pages[i], "<< /Type /Page /Parent %s /MediaBox [0 0 %s %s] /Resources %s /Contents %s /StructParents %d /Tabs /S%s >>",
			pages, length(size.Width()), length(size.Height()), resources, content, i, annotations[i])
	}
	w.put(pages, "<< /Type /Pages /Kids %s /Count %d >>", list(w.pages), len(w.pages))
	return pages
}

// files embeds the attachments and gives the keys of the catalog for them.
func (w *assembly) files() string {
	if len(w.d.info.Files) == 0 {
		return ""
	}
	var names strings.Builder
	var specs []ref
	for _, f := range w.d.info.Files { // Make has them in the order of their names
		stream := w.deflated(fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params << /Size %d /CreationDate %[3]s /ModDate %[3]s /CheckSum <%x> >>",
			name(f.Type), len(f.Data), w.d.info.date(), md5.Sum(f.Data)), f.Data)
		spec := w.add("<< /Type /Filespec /F %[1]s /UF %[1]s /Desc %s /AFRelationship /Data /EF << /F %[3]s /UF %[3]s >> >>",
			textString(f.Name), textString(tidy(f.Description)), stream)
		fmt.Fprintf(&names, " %s %s", textString(f.Name), spec)
		specs = append(specs, spec)
	}
	return fmt.Sprintf(" /AF %s /Names << /EmbeddedFiles << /Names [%s ] >> >>", list(specs), names.String())
}
