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
	"strings"
)

const contentTypes = "[Content_Types].xml"

// numericResult is a formula whose stored result is a number, which the spreadsheet library marks as a text.
var numericResult = regexp.MustCompile(`(<c [^>]*?) t="str"(><f>[^<]*</f><v>-?[0-9][0-9.eE+-]*</v>)`)

// normalise writes a workbook's package again with its parts in a fixed order and without times. The
// spreadsheet library lists parts and content types in the order of a map, so that the same workbook comes out
// with other bytes each time. Numeric results of formulas become numbers.
func normalise(data []byte) ([]byte, error) {
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
		case strings.HasPrefix(f.Name, "xl/worksheets/"):
			content = numericResult.ReplaceAll(content, []byte("$1$2"))
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
