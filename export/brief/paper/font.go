package paper

import (
	"encoding/binary"
	"fmt"
	"math"
	"sync"

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
)

// font is what line breaking and text cleaning need to know of a face.
type font struct {
	program []byte  // TrueType; shared, so nobody may write to it
	name    string  // PostScript name
	style   string  // as gofpdf names it
	widths  []int16 // by character, in thousandths of an em; -1 where there is no glyph
}

// fonts reads the three faces once for all documents.
var fonts = sync.OnceValue(func() [faceCount]*font {
	faces := [faceCount]*font{
		Regular: {program: liberationsansregular.TTF, name: "LiberationSans", style: ""},
		Bold:    {program: liberationsansbold.TTF, name: "LiberationSans-Bold", style: "B"},
		Italic:  {program: liberationsansitalic.TTF, name: "LiberationSans-Italic", style: "I"},
	}
	for _, f := range faces {
		var err error
		if f.widths, err = widths(f.program); err != nil {
			panic(fmt.Sprintf("paper: %s: %s", f.name, err)) // the fonts are built in
		}
	}
	return faces
})

// widths reads the advance of every character of the Basic Multilingual Plane that the font has a
// glyph for, in thousandths of an em: table cmap, format 4, and table hmtx of the OpenType
// specification. Widths are rounded as gofpdf rounds those that it writes into the file.
func widths(program []byte) ([]int16, error) {
	be := binary.BigEndian
	table := func(tag string) []byte {
		for i := range int(be.Uint16(program[4:])) {
			record := program[12+16*i:]
			if string(record[:4]) == tag {
				return program[be.Uint32(record[8:]):][:be.Uint32(record[12:])]
			}
		}
		return nil
	}
	head, hhea, hmtx, cmap := table("head"), table("hhea"), table("hmtx"), table("cmap")
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
