package paper

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
)

// drawing is what is kept of the file that gofpdf writes: the content of the pages and the fonts.
type drawing struct {
	pages [][]byte // content streams
	fonts []embedded
}

// embedded is a font in gofpdf's file.
type embedded struct {
	resource   string // its name in the content of pages
	face       string // of gofpdf: utf8liberation, with B or I
	defaultW   int
	widths     string // the array of widths by character
	descriptor map[string]string
	glyphs     []byte // two bytes for each character: its glyph in the program
	program    []byte // TrueType, a subset
}

// readDrawing reads a file of gofpdf 1.16. It takes the file for what that version writes and fails at
// anything else, so that another version cannot go unnoticed.
func readDrawing(file []byte) (*drawing, error) {
	objects, err := readObjects(file)
	if err != nil {
		return nil, fmt.Errorf("the file of gofpdf: %w", err)
	}
	d := &drawing{}
	for n := 3; bytes.HasPrefix(objects[n].dict, []byte("<</Type /Page\n")); n += 2 {
		content, err := objects.ref(n, "Contents")
		if err != nil {
			return nil, err
		}
		d.pages = append(d.pages, objects[content].stream)
	}
	for _, m := range regexp.MustCompile(`/(F[0-9a-f]+) (\d+) 0 R`).FindAllSubmatch(objects[2].dict, -1) {
		n, _ := strconv.Atoi(string(m[2]))
		f, err := objects.font(n)
		if err != nil {
			return nil, fmt.Errorf("the file of gofpdf: font %s: %w", m[1], err)
		}
		f.resource = string(m[1])
		d.fonts = append(d.fonts, f)
	}
	return d, nil
}

// object is an object of a PDF file: its dictionary and its stream, if it has one.
type object struct{ dict, stream []byte }

type objects map[int]object

// readObjects finds the objects by the cross-reference table.
func readObjects(file []byte) (objects, error) {
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(file)
	if m == nil {
		return nil, fmt.Errorf("no cross-reference table")
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at > len(file) {
		return nil, fmt.Errorf("the cross-reference table is said to stand at %s of %d bytes", m[1], len(file))
	}
	out := objects{}
	for i, entry := range regexp.MustCompile(`(?m)^(\d{10}) \d{5} n $`).FindAllSubmatch(file[at:], -1) {
		n := i + 1
		at, err := strconv.Atoi(string(entry[1]))
		if err != nil || at > len(file) {
			return nil, fmt.Errorf("object %d is said to stand at %s of %d bytes", n, entry[1], len(file))
		}
		body, ok := bytes.CutPrefix(file[at:], fmt.Appendf(nil, "%d 0 obj\n", n))
		if !ok {
			return nil, fmt.Errorf("no object %d at %d", n, at)
		}
		dict, _, ok := bytes.Cut(body, []byte("endobj"))
		if !ok {
			return nil, fmt.Errorf("object %d has no end", n)
		}
		o := object{dict: dict}
		if head, _, ok := bytes.Cut(dict, []byte("\nstream\n")); ok {
			length := regexp.MustCompile(`/Length (\d+)`).FindSubmatch(head)
			if length == nil {
				return nil, fmt.Errorf("the stream of object %d has no length", n)
			}
			size, err := strconv.Atoi(string(length[1]))
			start := len(head) + len("\nstream\n")
			if err != nil || start+size > len(body) {
				return nil, fmt.Errorf("the stream of object %d has a length of %s", n, length[1])
			}
			o = object{head, body[start : start+size]}
		}
		out[n] = o
	}
	return out, nil
}

// ref is the number of the object that a key of object n refers to.
func (o objects) ref(n int, key string) (int, error) {
	m := regexp.MustCompile(`/` + key + ` \[?(\d+) 0 R`).FindSubmatch(o[n].dict)
	if m == nil {
		return 0, fmt.Errorf("object %d has no reference %s", n, key)
	}
	return strconv.Atoi(string(m[1]))
}

func (o objects) font(n int) (f embedded, err error) {
	refs := map[string]int{}
	from := n
	for _, key := range []string{"DescendantFonts", "CIDToGIDMap", "FontDescriptor", "FontFile2"} {
		at, err := o.ref(from, key)
		if err != nil {
			return f, err
		}
		refs[key] = at
		if key == "DescendantFonts" || key == "FontDescriptor" {
			from = at
		}
	}
	cid := o[refs["DescendantFonts"]].dict
	m := regexp.MustCompile(`(?s)/BaseFont /(\S+)\n.*/DW (\d+)\n/W \[(.*) \]\n`).FindSubmatch(cid)
	if m == nil {
		return f, fmt.Errorf("object %d is not the font that it should be", refs["DescendantFonts"])
	}
	f.face, f.widths = string(m[1]), string(bytes.TrimSpace(m[3]))
	f.defaultW, _ = strconv.Atoi(string(m[2]))
	f.descriptor = map[string]string{}
	for _, m := range regexp.MustCompile(`/(Ascent|Descent|CapHeight|Flags|ItalicAngle|StemV|FontBBox) ?(-?\d+|\[[-\d ]+\])`).FindAllSubmatch(o[refs["FontDescriptor"]].dict, -1) {
		f.descriptor[string(m[1])] = string(m[2])
	}
	if len(f.descriptor) != 7 {
		return f, fmt.Errorf("object %d lacks a key of a font descriptor", refs["FontDescriptor"])
	}
	if f.glyphs, err = inflate(o[refs["CIDToGIDMap"]].stream); err != nil {
		return f, err
	}
	if len(f.glyphs) != 2<<16 {
		return f, fmt.Errorf("a map of glyphs of %d bytes", len(f.glyphs))
	}
	f.program, err = inflate(o[refs["FontFile2"]].stream)
	return f, err
}

func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
