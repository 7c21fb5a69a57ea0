package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// links are the links of a sheet. The parcel writes them: the spreadsheet library looks through all links of a sheet for
// each that it is given, which takes minutes where there are tens of thousands, and names each address anew.
type links struct {
	cells     []linkCell
	addresses []string       // of pages, each once
	numbers   map[string]int // of the addresses, from 1
}

// linkCell is a cell with a link.
type linkCell struct {
	cell     string
	location string // in this workbook
	address  int    // of a page, from 1; 0 for a place in this workbook
}

// to links a cell with a place in this workbook.
func (l *links) to(cell, location string) {
	l.cells = append(l.cells, linkCell{cell: cell, location: location})
}

// out links a cell with a page.
func (l *links) out(cell, address string) {
	n, ok := l.numbers[address]
	if !ok {
		l.addresses = append(l.addresses, address)
		n = len(l.addresses)
		l.numbers[address] = n
	}
	l.cells = append(l.cells, linkCell{cell: cell, address: n})
}

// relationsOf is the part that a part holds the addresses of, or nothing.
func relationsOf(part string) string {
	of, ok := strings.CutSuffix(part, ".rels")
	if !ok {
		return ""
	}
	return strings.Replace(of, "/_rels/", "/", 1)
}

// fill puts the links into their sheet, where the format wants them.
func (l *links) fill(sheet []byte) ([]byte, error) {
	before, behind, ok := bytes.Cut(sheet, []byte("<pageMargins "))
	if !ok {
		return nil, fmt.Errorf("no place for %d links", len(l.cells))
	}
	var b bytes.Buffer
	b.Write(before)
	b.WriteString("<hyperlinks>")
	for _, c := range l.cells {
		if c.address > 0 {
			fmt.Fprintf(&b, `<hyperlink ref="%s" r:id="%s"></hyperlink>`, c.cell, addressID(c.address))
			continue
		}
		fmt.Fprintf(&b, `<hyperlink ref="%s" location="`, c.cell)
		xml.EscapeText(&b, []byte(c.location)) // a Buffer takes everything
		b.WriteString(`"></hyperlink>`)
	}
	b.WriteString("</hyperlinks><pageMargins ")
	b.Write(behind)
	return b.Bytes(), nil
}

// relate puts the addresses into the relations of their sheet.
func (l *links) relate(relations []byte) ([]byte, error) {
	before, behind, ok := bytes.Cut(relations, []byte("</Relationships>"))
	if !ok {
		return nil, fmt.Errorf("no place for %d addresses", len(l.addresses))
	}
	var b bytes.Buffer
	b.Write(before)
	for i, address := range l.addresses {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="`, addressID(i+1))
		xml.EscapeText(&b, []byte(address))
		b.WriteString(`" TargetMode="External"></Relationship>`)
	}
	b.WriteString("</Relationships>")
	b.Write(behind)
	return b.Bytes(), nil
}

func addressID(n int) string { return fmt.Sprintf("rIdLink%d", n) }
