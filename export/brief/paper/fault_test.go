package paper_test

import (
	"bytes"
	"strings"
	"testing"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
)

// faults are what a file may not have, each made in a file that has no other: in the dictionary or the stream that has
// the first text, the first of it becomes the second.
var faults = []struct{ name, from, to string }{
	{"not tagged", "/MarkInfo << /Marked true >>", ""},
	{"the title is not shown", "/DisplayDocTitle true", "/DisplayDocTitle false"},
	{"no language", "/Lang <FEFF00660072002D00430041> /Metadata", "/Metadata"},
	{"no metadata", "/Metadata ", "/Metadaten "},
	{"metadata of another type", "/Subtype /XML", "/Subtype /TXT"},
	{"no claim to PDF/A", "<pdfaid:part>3<", "<pdfaid:part>1<"},
	{"another conformance", "<pdfaid:conformance>A<", "<pdfaid:conformance>B<"},
	{"no claim to PDF/UA", "<pdfuaid:part>1</pdfuaid:part>", ""},
	{"the claim is not described", "<pdfaSchema:prefix>pdfuaid<", "<pdfaSchema:prefix>ua<"},
	{"no title in the metadata", "<dc:title>", "<dc:titel>"},
	{"no title in the information", "<< /Title <FEFF0055006E00", "<< /Titel <FEFF0055006E00"},
	{"two dates", "> /CreationDate (D:2026", "> /CreationDate (D:2025"},
	{"no output intent", "/OutputIntents", "/OutputIntentions"},
	{"an intent of another standard", "/S /GTS_PDFA1", "/S /GTS_PDFX"},
	{"no profile", "/DestOutputProfile", "/DestOutput"},
	{"a profile of other colours", "mntrRGB ", "mntrCMYK"},
	{"a profile of four colours", "/N 3 ", "/N 4 "},
	{"no structure tree", "/StructTreeRoot ", "/StructTree "},
	{"no tree of parents", "/ParentTree ", "/Parents "},
	{"a page without parents", "/StructParents 1", "/StructParents 9"},
	{"tabs in no order", "/Tabs /S", "/Tabs /R"},
	{"a tag that there is not", "/S /TD ", "/S /TX "},
	{"a level of headings is left out", "/S /H2 ", "/S /H3 "},
	{"a cell outside a row", "/S /TR ", "/S /P "},
	{"a label outside an item", "/S /LI ", "/S /P "},
	{"a figure without text", "/Alt <FEFF", "/Att <FEFF"},
	{"a figure without place", "/BBox [", "/Box ["},
	{"a head cell of nothing", "/Scope /Column", "/Skope /Column"},
	{"a list without numbering", "/ListNumbering /Decimal", "/ListNumbering /None"},
	{"a note without identifier", "/ID (note00001)", "/IT (note00001)"},
	{"two notes of one identifier", "/ID (note00002)", "/ID (note00001)"},
	{"no tree of identifiers", "/IDTree", "/IDs"},
	{"content of no page", "/Pg ", "/Page "},
	{"content that continues nowhere", "/Type /MCR /Pg", "/Type /MCX /Pg"},
	{"content marked as something else", "/H1 <</MCID 0>> BDC", "/P <</MCID 0>> BDC"},
	{"content of an identifier twice", "<</MCID 1>>", "<</MCID 0>>"},
	{"content outside marks", "/Artifact BMC", ""},
	{"a mark that is not closed", "EMC", ""},
	{"a state that is not restored", " Q\n", "\n"},
	{"substitutes that stand for nothing", "/ActualText", "/Actual"},
	{"a font that is not embedded", "/FontFile2", "/FontFile9"},
	{"a font program of another length", "/Length1 ", "/Length1 1"},
	{"a font that is no subset", "/FontName /", "/FontName /x"},
	{"a font of another encoding", "/Encoding /Identity-H", "/Encoding /Identity-V"},
	{"a font without characters", "/ToUnicode", "/ToNothing"},
	{"a character without a code", "<0054> <0054>\n", ""},
	{"a font without widths", "/W [", "/V ["},
	{"a font without glyphs", "/CIDToGIDMap", "/CIDToNothing"},
	{"no bookmarks", "/Outlines ", "/Outline "},
	{"a bookmark of another name", "/Title <FEFF005000", "/Title <FEFF005100"},
	{"a bookmark that leads nowhere", "/Dest [", "/Dist ["},
	{"a page of no parent", "/Type /Page /Parent ", "/Type /Page /Parents "},
	{"a bookmark of another parent", "> /Parent ", "> /Parents "},
	{"no last bookmark", " /Last ", " /Least "},
	{"a wrong count of bookmarks", "/Type /Outlines", "/Type /Outlines /Count 9"},
	{"no labels of pages", "/PageLabels", "/PageNames"},
	{"labels of no style", "/S /D >>", "/S >>"},
	{"a link in no page", "/Annots", "/Annotations"},
	{"a link in no element", "/Type /OBJR", "/Type /OBJX"},
	{"a link in a paragraph", "/S /Link ", "/S /P "},
	{"a link that does not say what it is", "/Contents <FEFF", "/Content <FEFF"},
	{"a link that is not printed", "/F 4", "/F 0"},
	{"a link of another parent", "/StructParent ", "/StructParent 1"},
	{"a link that leads nowhere", "/S /URI /URI", "/S /URI /URL"},
	{"a link of no place", "/QuadPoints [", "/QuadPoints [ 1"},
	{"a file that is not associated", "/AF [", "/AX ["},
	{"a file of no relationship", "/AFRelationship /Data", "/AFRelationship /Unspecified"},
	{"a file of no description", "/Desc ", "/Disc "},
	{"a file of no type", "/Subtype /text#2Fcsv", "/Subtype /text"},
	{"a file of two names", "/UF ", "/UX "},
	{"a file of another size", "/Params << /Size ", "/Params << /Size 1"},
	{"a file without date", "/ModDate (D:20260129000000Z) /CheckSum", "/CheckSum"},
	{"a file of other data", "a,b\r\n1,2", "a,b\r\n1,3"},
	{"a file that is not listed", "/EmbeddedFiles << /Names [", "/EmbeddedFiles << /Names [] /X ["},
}

// The check finds each fault. A fault that it does not see is a rule that it does not have.
func TestFaultsAreSeen(t *testing.T) {
	raw, err := paper.Make(info, sample)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := papertest.Rewrite(raw, func(dict string, stream []byte) (string, []byte) { return dict, stream })
	if err != nil {
		t.Fatal(err)
	}
	if f, err := papertest.Read(whole); err != nil || len(f.Problems()) > 0 {
		t.Fatalf("a file that was written again has problems: %v", err)
	}
	for _, fault := range faults {
		made := false
		broken, err := papertest.Rewrite(raw, func(dict string, stream []byte) (string, []byte) {
			if !made && strings.Contains(dict, fault.from) {
				made = true
				dict = strings.Replace(dict, fault.from, fault.to, 1)
			} else if !made && bytes.Contains(stream, []byte(fault.from)) {
				made = true
				stream = bytes.Replace(stream, []byte(fault.from), []byte(fault.to), 1)
			}
			return dict, stream
		})
		if err != nil {
			t.Fatal(err)
		}
		if !made {
			t.Errorf("%s: %q is not in the file", fault.name, fault.from)
			continue
		}
		if f, err := papertest.Read(broken); err == nil && len(f.Problems()) == 0 {
			t.Errorf("nobody sees: %s", fault.name)
		}
	}
	for _, key := range []string{"%PDF-1.7", "/ID [", "/Root", "startxref", "/Type /ObjStm", "/Type /XRef"} { // outside the objects
		broken := bytes.Replace(raw, []byte(key), []byte(strings.ToUpper(key[:len(key)-1])+"~"), 1)
		if f, err := papertest.Read(broken); err == nil && len(f.Problems()) == 0 {
			t.Errorf("nobody misses %q", key)
		}
	}
}
