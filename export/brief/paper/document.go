// Package paper draws pages of text and vector figures in which everything is either marked with
// what it is, a heading, a table cell, a figure, or said to be furniture of the page.
//
// It wraps gofpdf, which it does not expose, so that nothing can be painted untagged. Fonts are
// Liberation Sans and, for what that lacks, one that the caller may give; both are embedded as subsets. Any
// bytes may come as text: what no font can show is drawn as Substitute, with the text itself beside it in the
// file for who reads or copies it. Lengths are in points, from the upper left corner of the page.
//
// Headings become bookmarks, and files may be attached. The file is made to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3), as
// small as PDF 1.7 allows. The tests read it back and look for what these ask; the folder verapdf has veraPDF check it by the standards'
// own rules.
//
// The package knows nothing of what the pages say. Equal calls give equal bytes.
package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// Size is a size of paper.
type Size string

// The sizes. The zero Size is A4 too.
const (
	A4     Size = "a4"
	Letter Size = "letter"
)

// Width is the width of the paper.
func (s Size) Width() float64 {
	if s == Letter {
		return 612
	}
	return 595.28
}

// Height is the height of the paper.
func (s Size) Height() float64 {
	if s == Letter {
		return 792
	}
	return 841.89
}

// Info is what a document says of itself.
type Info struct {
	Title    string
	Author   string
	Language string    // BCP 47
	Date     time.Time // of creation and last change
	Size     Size
	Top      float64 // where the flow of a page begins
	Bottom   float64 // where it ends
	Font     *Font   // for characters that Liberation Sans lacks; nil for none
	Files    []Attachment
}

// Attachment is a file within the document: the data that it shows.
type Attachment struct {
	Name        string // with extension
	Type        string // MIME
	Description string
	Data        []byte
}

// Document is a document that is being drawn: pages from first to last, each from top to bottom.
// Coordinates in drawing calls are of the current page.
type Document struct {
	info      Info
	pdf       *gofpdf.Fpdf // nil where only the layout is wanted
	furniture func()

	page, pages int
	y           float64
	substituted bool
	used        [faceCount + 1]bool // the last one is info.Font
	err         error

	root    *element
	open    *element     // whose content the next drawing is
	marked  bool         // a marked sequence of open is begun
	outside int          // depth of artifacts
	owners  [][]*element // by page and identifier of a marked sequence
}

// Make draws a document. It calls draw twice: the first call finds how many pages there are and
// whether a character is substituted, which Pages and Substituted tell in the second.
//
// The error names the first wrong use of the document, or is that of gofpdf.
func Make(info Info, draw func(*Document)) ([]byte, error) {
	info.Title, info.Author = tidy(info.Title), tidy(info.Author)
	info.Files = slices.SortedFunc(slices.Values(info.Files), func(a, b Attachment) int { return strings.Compare(a.Name, b.Name) })
	dry := &Document{info: info}
	dry.run(draw)
	if dry.err != nil {
		return nil, fmt.Errorf("paper: %w", dry.err)
	}
	d := &Document{info: info, pages: dry.page, substituted: dry.substituted}
	d.pdf = gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: info.Size.Width(), Ht: info.Size.Height()}})
	d.pdf.SetAutoPageBreak(false, 0)
	d.pdf.SetMargins(0, 0, 0)
	d.pdf.SetCatalogSort(true)
	d.pdf.SetCompression(false)
	for face, used := range dry.used {
		if used {
			f := d.font(Face(face))
			// gofpdf writes into the bytes that it is given.
			d.pdf.AddUTF8FontFromBytes(f.family, f.style, slices.Clone(f.program))
		}
	}
	d.run(draw)
	if d.err == nil && d.page != d.pages {
		d.err = fmt.Errorf("%d pages at first and %d at second", d.pages, d.page)
	}
	if d.err == nil {
		d.err = d.pdf.Error()
	}
	if d.err != nil {
		return nil, fmt.Errorf("paper: %w", d.err)
	}
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	file, err := d.file(out.Bytes())
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return file, nil
}

// Measure is the number of pages that draw makes. Nothing is drawn.
func Measure(info Info, draw func(*Document)) int {
	d := &Document{info: info}
	d.run(draw)
	return d.page
}

func (d *Document) run(draw func(*Document)) {
	d.root = &element{tag: "Document"}
	d.open = d.root
	d.newPage()
	draw(d)
	d.close()
}

// Furniture sets what each page from the next on has besides its content, such as its number.
func (d *Document) Furniture(draw func()) { d.furniture = draw }

// Page is the number of the current page, from 1.
func (d *Document) Page() int { return d.page }

// Pages is the number of pages, or 0 in the first call of Make.
func (d *Document) Pages() int { return d.pages }

// Substituted tells whether a character so far, or anywhere in the second call of Make, was replaced
// by Substitute.
func (d *Document) Substituted() bool { return d.substituted }

// Y is how far down the page the flow has come.
func (d *Document) Y() float64 { return d.y }

// Advance moves the flow down.
func (d *Document) Advance(height float64) { d.y += height }

// Room is the height that is left on the page.
func (d *Document) Room() float64 { return d.info.Bottom - d.y }

// Need starts a new page if the height is not left on this one, and tells so. It does nothing at the
// top of a page, where no more room can be had.
func (d *Document) Need(height float64) bool {
	if height <= d.Room() || d.y == d.info.Top {
		return false
	}
	d.newPage()
	return true
}

func (d *Document) newPage() {
	d.close()
	if d.outside > 0 {
		d.fail("an artifact runs over the end of the page")
	}
	d.page++
	d.owners = append(d.owners, nil)
	d.y = d.info.Top
	if d.pdf != nil {
		d.pdf.AddPage()
	}
	if d.furniture != nil {
		d.Artifact(d.furniture)
	}
}

// Write draws a line of text with its left end and baseline at a point.
func (d *Document) Write(x, y float64, line Line) {
	for _, p := range line.pieces {
		f := d.font(p.Face)
		width := f.width(p.Text, p.Size)
		d.within(p, x, y, width, line, func() {
			if d.outside == 0 {
				d.stands(y-line.Baseline(), p.reading())
			}
			if d.pdf == nil {
				return
			}
			d.pdf.SetFont(f.family, f.style, p.Size)
			d.pdf.SetTextColor(int(p.Ink.R), int(p.Ink.G), int(p.Ink.B))
			if p.actual == "" || d.outside > 0 {
				d.pdf.Text(x, y, p.Text)
				return
			}
			d.raw("/Span <</ActualText " + textString(p.actual) + ">> BDC")
			d.pdf.Text(x, y, p.Text)
			d.raw("EMC")
		})
		x += width
	}
}

// WriteRight draws a line of text with its right end at a point.
func (d *Document) WriteRight(x, y float64, line Line) { d.Write(x-line.Width, y, line) }

// Ink is a colour, as sRGB.
type Ink struct{ R, G, B uint8 }

// Point is a place on the page.
type Point struct{ X, Y float64 }

// Stroke draws a line through the points.
func (d *Document) Stroke(ink Ink, width float64, points ...Point) {
	d.path(ink.colour("RG")+" "+length(width)+" w", "S", points)
}

// Fill fills the shape with the points as corners.
func (d *Document) Fill(ink Ink, points ...Point) { d.path(ink.colour("rg"), "f", points) }

// Box fills a rectangle.
func (d *Document) Box(ink Ink, x, y, width, height float64) {
	d.Fill(ink, Point{x, y}, Point{x + width, y}, Point{x + width, y + height}, Point{x, y + height})
}

// Outline draws the inner edge of a rectangle.
func (d *Document) Outline(ink Ink, line, x, y, width, height float64) {
	x, y, width, height = x+line/2, y+line/2, max(0, width-line), max(0, height-line)
	d.path(ink.colour("RG")+" "+length(line)+" w", "s", []Point{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}})
}

// Disc fills a circle.
func (d *Document) Disc(ink Ink, x, y, radius float64) {
	const k = 0.5522847498 // four Bézier curves for a circle
	c := float64(k * radius)
	d.mark()
	if d.pdf == nil {
		return
	}
	curve := func(x1, y1, x2, y2, x3, y3 float64) string {
		return d.point(Point{x1, y1}) + " " + d.point(Point{x2, y2}) + " " + d.point(Point{x3, y3}) + " c "
	}
	d.pdf.RawWriteStr("q " + ink.colour("rg") + " " + d.point(Point{x + radius, y}) + " m " +
		curve(x+radius, y+c, x+c, y+radius, x, y+radius) + curve(x-c, y+radius, x-radius, y+c, x-radius, y) +
		curve(x-radius, y-c, x-c, y-radius, x, y-radius) + curve(x+c, y-radius, x+radius, y-c, x+radius, y) + "f Q")
}

func (d *Document) path(state, paint string, points []Point) {
	d.mark()
	if d.pdf == nil || len(points) == 0 {
		return
	}
	ops := "q " + state + " " + d.point(points[0]) + " m "
	for _, p := range points[1:] {
		ops += d.point(p) + " l "
	}
	d.pdf.RawWriteStr(ops + paint + " Q")
}

func (d *Document) point(p Point) string { return length(p.X) + " " + length(d.info.Size.Height()-p.Y) }

func length(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

func (i Ink) colour(operator string) string {
	part := func(v uint8) string { return strconv.FormatFloat(float64(v)/255, 'f', 3, 64) }
	return part(i.R) + " " + part(i.G) + " " + part(i.B) + " " + operator
}
