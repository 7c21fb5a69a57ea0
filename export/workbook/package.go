package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const contentTypes = "[Content_Types].xml"

// formulaCell is a formula as the spreadsheet library writes it: as one with a text as its result, which is missing.
var formulaCell = regexp.MustCompile(`(<c r="([A-Z]+[0-9]+)"[^>]*?) t="str">(<f>[^<]*</f>)</c>`)

// results are what formulas give, by the part of the package and the cell that they stand in.
type results map[string]map[string]cell

// fill puts the results of formulas into a part, for programs that read and do not calculate.
func (r results) fill(part string, content []byte) ([]byte, error) {
	missing := len(r[part])
	out := formulaCell.ReplaceAllFunc(content, func(match []byte) []byte {
		m := formulaCell.FindSubmatch(match)
		c, ok := r[part][string(m[2])]
		if !ok {
			return match
		}
		missing--
		var b bytes.Buffer
		b.Write(m[1])
		if c.number.Valid {
			b.WriteString(">")
			b.Write(m[3])
			number, _ := c.number.Decimal.Float64()
			b.WriteString("<v>" + strconv.FormatFloat(number, 'f', -1, 64))
		} else {
			b.WriteString(` t="str">`)
			b.Write(m[3])
			b.WriteString("<v>")
			xml.EscapeText(&b, []byte(c.text)) // a Buffer takes everything
		}
		b.WriteString("</v></c>")
		return b.Bytes()
	})
	if missing != 0 {
		return nil, fmt.Errorf("%d of %d formulas are not found", missing, len(r[part]))
	}
	return out, nil
}

// normalise writes a workbook's package again with its parts in a fixed order and without times. The
// spreadsheet library lists parts and content types in the order of a map, so that the same workbook comes out
// with other bytes each time; and it stores no results of formulas.
func normalise(data []byte, found results) ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	files := slices.SortedFunc(slices.Values(in.File), func(a, b *zip.File) int {
		return cmp.Or(cmp.Compare(rank(a.Name), rank(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range files {
		content, err := read(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		switch {
		case f.Name == contentTypes:
			if content, err = sortTypes(content); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		default:
			if content, err = found.fill(f.Name, content); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Name, err)
			}
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(content); err != nil {
			return nil, err
		}
	}
	if err := out.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// rank puts the content types and the package's relations first, where readers that stream expect them.
func rank(name string) int {
	switch {
	case name == contentTypes:
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	}
	return 2
}

func read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

type types struct {
	XMLName  xml.Name   `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Default  []typeRule `xml:"Default"`
	Override []typeRule `xml:"Override"`
}

type typeRule struct {
	Extension   string `xml:"Extension,attr,omitempty"`
	PartName    string `xml:"PartName,attr,omitempty"`
	ContentType string `xml:"ContentType,attr"`
}

func sortTypes(content []byte) ([]byte, error) {
	var t types
	if err := xml.Unmarshal(content, &t); err != nil {
		return nil, err
	}
	order := func(a, b typeRule) int {
		return cmp.Or(cmp.Compare(a.Extension, b.Extension), cmp.Compare(a.PartName, b.PartName))
	}
	slices.SortFunc(t.Default, order)
	slices.SortFunc(t.Override, order)
	out, err := xml.Marshal(t)
	return append([]byte(xml.Header), out...), err
}
