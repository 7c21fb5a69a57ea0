package docx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tidyrelease/extract/docx"
	"tidyrelease/extract/page"
)

const (
	spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`
	office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// document makes a Word document around a body and parts, by their names without the folder and extension.
func document(t testing.TB, body string, parts map[string]string) []byte {
	t.Helper()
	files := map[string]string{
		"_rels/.rels":       fmt.Sprintf(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="%sofficeDocument" Target="word/document.xml"/><Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>`, office),
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + spaces + `><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml": `<w:styles ` + spaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-CA"/></w:rPr></w:rPrDefault></w:docDefaults>` +
			`<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="H2"><w:basedOn w:val="H1"/><w:name w:val="heading 2"/></w:style>` +
			`<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style><w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering ` + spaces + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>` +
			`<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
	}
	relations := ""
	for _, part := range []string{"styles", "numbering", "footnotes"} {
		relations += fmt.Sprintf(`<Relationship Id="%s" Type="%s%s" Target="%s.xml"/>`, part, office, part, part)
	}
	files["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations + `</Relationships>`
	for name, content := range parts {
		files[name] = content
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range files {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func p(text string) string { return `<w:p>` + r(text) + `</w:p>` }
func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + r(text) + `</w:p>`
}
func item(list string, level int, text string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%s"/></w:numPr></w:pPr>%s</w:p>`, level, list, r(text))
}

func TestRead(t *testing.T) {
	const deleted = `<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`
	box := `<w:txbxContent>` + p("In a box") + `</w:txbxContent>`
	for _, test := range []struct{ name, body, want string }{
		{"paragraphs are counted, empty ones too", p("A") + `<w:p/>` + p("B"), "1 paragraph:A|3 paragraph:B"},
		{"title and headings", styled("T", "Big") + styled("H1", "One") + styled("Own", "Two") + p("A"), "1 title:Big|2 heading:One|3 heading:Two|4 paragraph:A"},
		{"lists", item("1", 0, "a") + item("1", 1, "b") + item("2", 0, "c") + p("X") + item("2", 0, "d") + p("Y"), "1 list_item:a|2 list_item:b|3 list_item:1. c|4 paragraph:X|5 list_item:2. d|6 paragraph:Y"},
		{"insertions and deletions", `<w:p>` + r("We spend ") + `<w:del>` + `<w:r><w:delText>$10</w:delText></w:r></w:del><w:ins>` + r("$12") + `</w:ins>` + r(" million") + `</w:p>`, "1 paragraph:We spend $12 million"},
		{"a move", `<w:p><w:moveTo>` + r("Here 5") + `</w:moveTo></w:p><w:p><w:moveFrom>` + r("Here 5") + `</w:moveFrom></w:p>`, "1 paragraph:Here 5"},
		{"a deleted mark joins paragraphs", `<w:p>` + deleted + r("One ") + `</w:p>` + p("two"), "2 paragraph:One two"},
		{"an earlier style is none", `<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val="H1"/></w:pPr></w:pPrChange></w:pPr>` + r("A") + `</w:p>`, "1 paragraph:A"},
		{"a table", `<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>` + p("2024") + `</w:tc></w:tr><w:tr><w:tc>` + p("Jobs") + `</w:tc><w:tc>` + p("5") + `</w:tc></w:tr></w:tbl>` + p("Z"), "2 table_row:\u00a0\t2024|3 table_row:Jobs\t5|5 paragraph:Z"},
		{"a deleted row", `<w:tbl><w:tr><w:tc>` + p("A") + `</w:tc><w:tc>` + p("1") + `</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p("B") + `</w:tc><w:tc>` + p("2") + `</w:tc></w:tr></w:tbl>`, "1 table_row:A\t1"},
		{"a footnote", `<w:p>` + r("It is 15 million") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r(".") + `</w:p>` + p("B"), "1 paragraph:It is 15 million.|1 paragraph:Note of 3 firms.|2 paragraph:B"},
		{"a text box", `<w:p>` + r("A") + `<w:r><mc:AlternateContent><mc:Choice><w:drawing>` + box + `</w:drawing></mc:Choice><mc:Fallback><w:pict>` + box + `</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>` + p("B"), "1 paragraph:A|1 paragraph:In a box|2 paragraph:B"},
		{"a field", `<w:p>` + r("From ") + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 9</w:instrText></w:r>` + r("8") + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("7") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r(" on") + `</w:p>`, "1 paragraph:From 7 on"},
		{"hidden text", `<w:p>` + r("A") + `<w:r><w:rPr><w:vanish/></w:rPr><w:t>B</w:t></w:r></w:p>`, "1 paragraph:A"},
		{"a table of contents", styled("TOC1", "Jobs 3") + p("A"), "2 paragraph:A"},
		{"raised", `<w:p>` + r("9 m") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>`, "1 paragraph:9 m²"},
		{"markup is text", p("&lt;b&gt; &amp;amp; 5 &lt; 6"), "1 paragraph:<b> &amp; 5 < 6"},
		{"a form", `<w:sdt><w:sdtPr/><w:sdtContent>` + p("A") + `</w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + p("Click here") + `</w:sdtContent></w:sdt>`, "1 paragraph:A"},
	} {
		notes := `<w:footnotes ` + spaces + `><w:footnote w:type="separator" w:id="0">` + p("---") + `</w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>` + r(" Note of 3 firms.") + `</w:p></w:footnote></w:footnotes>`
		data := document(t, test.body, map[string]string{"word/footnotes.xml": notes, "word/comments.xml": "<broken"})
		if !docx.Is(data) {
			t.Errorf("%s: not told to be a document", test.name)
		}
		read, err := docx.Read(data, page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, b := range read.Blocks {
			got = append(got, fmt.Sprintf("%d %s:%s", b.Place, b.Kind, read.Text[b.Start:b.End]))
		}
		if s := strings.Join(got, "|"); s != test.want || read.Language != "en" || read.Places != page.Paragraphs {
			t.Errorf("%s (%s, %s)\n got %q\nwant %q", test.name, read.Language, read.Places, s, test.want)
		}
	}
}

// What is broken or too much is refused with the part, the place or the limit.
func TestReadRefuses(t *testing.T) {
	body := p("A")
	entities := `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><w:document ` + spaces + `><w:body>` + p("&b;") + `</w:body></w:document>`
	nothing := document(t, "", nil)
	for _, test := range []struct {
		name   string
		data   []byte
		limits page.Limits
		want   string
	}{
		{"entities", document(t, "", map[string]string{"word/document.xml": entities}), page.Limits{}, docx.ErrEntities.Error()},
		{"an entity that nobody declared", document(t, p("&b;"), nil), page.Limits{}, "word/document.xml, line 1"},
		{"cut off", document(t, `<w:p><w:r>`, map[string]string{"word/document.xml": `<w:document ` + spaces + `><w:body><w:p>`}), page.Limits{}, "unexpected EOF"},
		{"no main part", document(t, "", map[string]string{"_rels/.rels": "<a/>"}), page.Limits{}, "no main part"},
		{"no archive", nothing[:len(nothing)/2], page.Limits{}, docx.ErrBroken.Error()},
		{"empty", nothing, page.Limits{}, "no text"},
		{"unpacked", document(t, strings.Repeat(body, 1000), nil), page.Limits{Unpacked: 10_000}, "over the limit of 10000 bytes unpacked (-max-unpacked)"},
		{"deep", document(t, strings.Repeat("<w:sdt><w:sdtContent>", 100), nil), page.Limits{Depth: 50}, "-max-depth"},
		{"cells", document(t, "<w:tbl>"+strings.Repeat("<w:tr><w:tc>"+body+"</w:tc><w:tc>"+body+"</w:tc></w:tr>", 20)+"</w:tbl>", nil), page.Limits{Cells: 30}, "table cells, over the limit of 30"},
	} {
		_, err := docx.Read(test.data, test.limits.Budget())
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if errors.Is(err, docx.ErrBroken) && test.limits != (page.Limits{}) {
			t.Errorf("%s: a limit is no fault: %v", test.name, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&body, `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:spacing w:after="120"/></w:pPr><w:r><w:rPr><w:lang w:val="en-CA"/></w:rPr><w:t xml:space="preserve">The ministry spends $%d million on clinics that employ more than 400 nurses.</w:t></w:r></w:p>`, i)
	}
	data := document(b, body.String(), nil)
	b.SetBytes(int64(body.Len()))
	for b.Loop() {
		if _, err := docx.Read(data, page.Limits{}.Budget()); err != nil {
			b.Fatal(err)
		}
	}
}

// Whatever the bytes, a document is read or refused, and its blocks stand in order within the text.
func FuzzRead(f *testing.F) {
	f.Add([]byte(p("A") + `<w:tbl><w:tr><w:tc>` + p("B") + `</w:tc></w:tr></w:tbl>` + item("1", 3, "C")))
	f.Add([]byte(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("x") + `</w:p>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		read, err := docx.Read(document(t, string(body), nil), page.Limits{}.Budget())
		if err != nil {
			return
		}
		at := 0
		for _, b := range read.Blocks {
			if b.Start < at || b.End <= b.Start || b.End > len(read.Text) || b.Place < 1 {
				t.Fatalf("block %+v behind %d in %d bytes", b, at, len(read.Text))
			}
			at = b.End
		}
	})
}
