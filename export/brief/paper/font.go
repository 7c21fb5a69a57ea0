package paper

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/jung-kurt/gofpdf"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
)

// Face is one of the faces of Liberation Sans, whose digits are all of one width.
type Face int

// The faces.
const (
	Regular Face = iota
	Bold
	Italic
	faceCount

	fallback = faceCount // the font that the document was given
)

// Font is a TrueType font for the characters that Liberation Sans lacks.
type Font struct{ font }

// ReadFont reads a font that may be embedded and has outlines that this package can cut to size: a file .ttf. It
// keeps the bytes.
func ReadFont(program []byte) (_ *Font, err error) {
	defer func() { // offsets in the file that lead out of it
		if fault, ok := recover().(runtime.Error); ok {
			err = fmt.Errorf("paper: the font is damaged: %w", fault)
		}
	}()
	if len(program) < 12 || string(program[:4]) != "\x00\x01\x00\x00" && string(program[:4]) != "true" {
		return nil, fmt.Errorf("paper: the font is no TrueType font (a file .ttf)")
	}
	for _, tag := range []string{"glyf", "loca", "maxp"} {
		if table(program, tag) == nil {
			return nil, fmt.Errorf("paper: the font has no table %q", tag)
		}
	}
	const restricted = 0x0002
	if rights := table(program, "OS/2"); len(rights) >= 10 && binary.BigEndian.Uint16(rights[8:])&0x000f == restricted {
		return nil, fmt.Errorf("paper: the licence of the font does not let it be embedded")
	}
	f := &Font{font{program: program, name: postScript(program), family: "fallback"}}
	if f.widths, err = widths(program); err != nil {
		return nil, fmt.Errorf("paper: the font cannot be used: %w", err)
	}
	return f, f.try()
}

// try has the font drawn, so that one that gofpdf cannot read is refused before there is a document to lose.
func (f *Font) try() (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("paper: the font cannot be read: %v", fault)
		}
	}()
	first := slices.IndexFunc(f.widths, func(w int16) bool { return w > 0 })
	if first < 0 {
		return fmt.Errorf("paper: the font has no characters")
	}
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes(f.family, "", slices.Clone(f.program))
	pdf.AddPage()
	pdf.SetFont(f.family, "", 10)
	pdf.Text(10, 10, string(rune(first)))
	if err := pdf.Output(io.Discard); err != nil {
		return fmt.Errorf("paper: the font cannot be read: %w", err)
	}
	return nil
}

// postScript is the PostScript name of a font: record 6 of its table name, for Windows.
func postScript(program []byte) string {
	be := binary.BigEndian
	names := table(program, "name")
	if len(names) >= 6 {
		for i := range int(be.Uint16(names[2:])) {
			record := names[6+12*i:]
			if be.Uint16(record) != 3 || be.Uint16(record[6:]) != 6 {
				continue
			}
			text := names[int(be.Uint16(names[4:]))+int(be.Uint16(record[10:])):][:be.Uint16(record[8:])]
			name := strings.Map(func(r rune) rune {
				if r == '-' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
					return r
				}
				return -1
			}, string(text))
			if name != "" {
				return name
			}
		}
	}
	return "Fallback"
}

// font is the font of a face in this document.
func (d *Document) font(f Face) *font {
	if f == fallback {
		return &d.info.Font.font
	}
	return fonts()[f]
}

// font is what line breaking and text cleaning need to know of a face.
type font struct {
	program []byte // TrueType; shared, so nobody may write to it
	name    string // PostScript name
	family  string // as gofpdf names it
	style   string
	widths  []int16 // by character, in thousandths of an em; -1 where there is no glyph
}

// fonts reads the three faces once for all documents.
var fonts = sync.OnceValue(func() [faceCount]*font {
	const liberation = "liberation"
	faces := [faceCount]*font{
		Regular: {program: liberationsansregular.TTF, name: "LiberationSans", family: liberation, style: ""},
		Bold:    {program: liberationsansbold.TTF, name: "LiberationSans-Bold", family: liberation, style: "B"},
		Italic:  {program: liberationsansitalic.TTF, name: "LiberationSans-Italic", family: liberation, style: "I"},
	}
	for _, f := range faces {
		var err error
		if f.widths, err = widths(f.program); err != nil {
			panic(fmt.Sprintf("paper: %s: %s", f.name, err)) // the fonts are built in
		}
	}
	return faces
})

// table is a table of a TrueType program, nil where it has none of that name.
func table(program []byte, tag string) []byte {
	be := binary.BigEndian
	for i := range int(be.Uint16(program[4:])) {
		record := program[12+16*i:]
		if string(record[:4]) == tag {
			return program[be.Uint32(record[8:]):][:be.Uint32(record[12:])]
		}
	}
	return nil
}

// widths reads the advance of every character of the Basic Multilingual Plane that the font has a
// glyph for, in thousandths of an em: table cmap, format 4, and table hmtx of the OpenType
// specification. Widths are rounded as gofpdf rounds those that it writes into the file.
func widths(program []byte) ([]int16, error) {
	be := binary.BigEndian
	head, hhea, hmtx, cmap := table(program, "head"), table(program, "hhea"), table(program, "hmtx"), table(program, "cmap")
	if head == nil || hhea == nil || hmtx == nil || cmap == nil {
		return nil, fmt.Errorf("a table of head, hhea, hmtx, cmap is missing")
	}
	var segments []byte
	for i := range int(be.Uint16(cmap[2:])) {
		record := cmap[4+8*i:]
		if be.Uint16(record) == 3 && be.Uint16(record[2:]) == 1 {
			segments = cmap[be.Uint32(record[4:]):]
		}
	}
	if segments == nil || be.Uint16(segments) != 4 {
		return nil, fmt.Errorf("no Unicode cmap of format 4")
	}
	em, metrics := float64(be.Uint16(head[18:])), int(be.Uint16(hhea[34:]))
	n := int(be.Uint16(segments[6:])) // twice the count of segments
	out := make([]int16, 1<<16)
	for i := range out {
		out[i] = -1
	}
	for i := 0; i < n; i += 2 {
		end := int(be.Uint16(segments[14+i:]))
		start := int(be.Uint16(segments[16+n+i:]))
		delta := int(be.Uint16(segments[16+2*n+i:]))
		at := 16 + 3*n + i
		offset := int(be.Uint16(segments[at:]))
		for c := start; c <= end && c < 0xFFFF; c++ {
			glyph := c
			if offset != 0 {
				if glyph = int(be.Uint16(segments[at+offset+2*(c-start):])); glyph == 0 {
					continue
				}
			}
			if glyph = (glyph + delta) & 0xFFFF; glyph == 0 {
				continue
			}
			advance := float64(be.Uint16(hmtx[4*min(glyph, metrics-1):]))
			out[c] = int16(math.Round(1000 / em * advance))
		}
	}
	return out, nil
}

// width is the width of a cleaned text at a size, in points.
func (f *font) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		sum += int(f.widths[r])
	}
	return float64(sum) * size / 1000
}

// fit is how many bytes of a cleaned text fit a width. A space always does: at the end of a line it
// takes no room.
func (f *font) fit(text string, size, room float64) int {
	sum := 0
	for i, r := range text {
		sum += int(f.widths[r])
		if r != ' ' && float64(sum)*size/1000 > room {
			return i
		}
	}
	return len(text)
}
