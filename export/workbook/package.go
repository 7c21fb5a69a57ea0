package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const contentTypes = "[Content_Types].xml"

// parcel takes the parts of a workbook's package as the spreadsheet library makes them, and packs them in a fixed order
// and without times. The library lists parts and content types in the order of a map, so that the same workbook comes
// out with other bytes each time; it stores no results of formulas, gives every table filter buttons and every chart
// the language of one country, and draws no bounds.
//
// Parts that are streamed are packed into files of their own as they come, so that a large sheet never stands in memory,
// and copied as they are.
type parcel struct {
	language string
	filters  bool
	results  results
	bounds   map[string]*bounds // of charts, by part
	links    map[string]*links  // of sheets, by part
	streamed map[string]bool    // parts

	parts  map[string]*bytes.Buffer
	spools map[string]*spool
}

// spool is a package of one part in a temporary file.
type spool struct {
	file *os.File
	out  *zip.Writer
}

// brisk is a level that compresses the cells of a sheet in well under half the time of the usual one, to a fifth or a
// quarter more: of a million rows, the time counts.
const brisk = 2

// Create starts a part.
func (p *parcel) Create(name string) (io.Writer, error) {
	if !p.streamed[name] {
		p.parts[name] = &bytes.Buffer{}
		return p.parts[name], nil
	}
	file, err := os.CreateTemp("", "tidyrelease-*.zip")
	if err != nil {
		return nil, err
	}
	s := &spool{file: file, out: zip.NewWriter(file)}
	s.out.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, brisk) })
	p.spools[name] = s
	return s.out.Create(name)
}

// AddFS is for packages with files of others, which a workbook has none of.
func (p *parcel) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close ends the library's part of the work.
func (p *parcel) Close() error { return nil }

// discard removes the temporary files.
func (p *parcel) discard() error {
	var errs []error
	for _, s := range p.spools {
		errs = append(errs, s.file.Close(), os.Remove(s.file.Name()))
	}
	return errors.Join(errs...)
}

// pack writes the package.
func (p *parcel) pack(w io.Writer) error {
	names := slices.AppendSeq(slices.Collect(maps.Keys(p.parts)), maps.Keys(p.spools))
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
	out := zip.NewWriter(w)
	for _, name := range names {
		var err error
		if s, ok := p.spools[name]; ok {
			err = s.copy(out)
		} else {
			err = p.put(out, name)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return out.Close()
}

func (s *spool) copy(out *zip.Writer) error {
	if err := s.out.Close(); err != nil {
		return err
	}
	size, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	in, err := zip.NewReader(s.file, size)
	if err != nil {
		return err
	}
	return out.Copy(in.File[0])
}

func (p *parcel) put(out *zip.Writer, name string) error {
	content, err := p.amend(name, p.parts[name].Bytes())
	if err != nil {
		return err
	}
	w, err := out.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

// filterButtons is what makes the buttons in a table's header.
var filterButtons = regexp.MustCompile(`<autoFilter [^>]*></autoFilter>`)

// amend is a part as it should be.
func (p *parcel) amend(name string, content []byte) ([]byte, error) {
	switch {
	case name == contentTypes:
		return sortTypes(content)
	case strings.HasPrefix(name, "xl/tables/"):
		if !p.filters {
			content = filterButtons.ReplaceAll(content, nil)
		}
		return content, nil
	case strings.HasPrefix(name, "xl/charts/chart"):
		content = p.tidy(content)
		if b := p.bounds[name]; b != nil {
			return b.draw(content)
		}
		return content, nil
	}
	content, err := p.results.fill(name, content)
	if err != nil {
		return nil, err
	}
	if l := p.links[name]; l != nil {
		return l.fill(content)
	}
	if l := p.links[relationsOf(name)]; l != nil && len(l.addresses) > 0 {
		return l.relate(content)
	}
	return content, nil
}

// needless is what the spreadsheet library writes into charts for nothing: depth, and what some readers do not know.
var needless = regexp.MustCompile(`<view3D>.*</backWall>|<a:endParaRPr [^>]*></a:endParaRPr>| wrap="square"`)

// tidy gives a chart the workbook's language, and leaves nothing in it that a reader warns of.
func (p *parcel) tidy(chart []byte) []byte {
	chart = needless.ReplaceAll(chart, nil)
	for _, r := range [][2]string{{`"en-US"`, `"` + p.language + `"`}, {`="true"`, `="1"`}, {`="false"`, `="0"`}} {
		chart = bytes.ReplaceAll(chart, []byte(r[0]), []byte(r[1]))
	}
	return chart
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

// formulaCell is a formula as the spreadsheet library writes it: as one with a text as its result, which is missing.
var formulaCell = regexp.MustCompile(`(<c r="([A-Z]+[0-9]+)"[^>]*?) t="str">(<f>[^<]*</f>)</c>`)

// results are what formulas give, by the part of the package and the cell that they stand in.
type results map[string]map[string]cell

// fill puts the results of formulas into a part, for programs that read and do not calculate.
func (r results) fill(part string, content []byte) ([]byte, error) {
	if len(r[part]) == 0 {
		return content, nil
	}
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
