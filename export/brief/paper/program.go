package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// font writes a font: what gofpdf made of it, with a name that tells that it is a subset, a program without
// tables of no use, and the character that each code stands for.
func (w *writer) font(f *embedded, name string) (ref, error) {
	program, err := trim(f.program)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(append(program, f.glyphs...))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name = string(tag) + "+" + name
	file := w.deflated(fmt.Sprintf("/Length1 %d", len(program)), program)
	keys := ""
	for _, key := range []string{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		keys += " /" + key + " " + f.descriptor[key]
	}
	descriptor := w.add("<< /Type /FontDescriptor /FontName /%s%s /FontFile2 %s >>", name, keys, file)
	glyphs := w.deflated("", f.glyphs)
	cid := w.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"+
		" /FontDescriptor %s /CIDToGIDMap %s /DW %d /W [%s] >>", name, descriptor, glyphs, f.defaultW, f.widths)
	unicode := w.deflated("", toUnicode(f.glyphs))
	return w.add("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s >>", name, cid, unicode), nil
}

// toUnicode maps each code that has a glyph to its character. gofpdf's codes are the characters
// themselves, but its own map is one range, which a reader may take for the first 256 only.
func toUnicode(glyphs []byte) []byte {
	var codes []int
	for c := 1; c < len(glyphs)/2; c++ {
		if glyphs[2*c] != 0 || glyphs[2*c+1] != 0 {
			codes = append(codes, c)
		}
	}
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(codes) > 0 {
		n := min(len(codes), 100) // the most that a block may have
		fmt.Fprintf(&b, "%d beginbfchar\n", n)
		for _, c := range codes[:n] {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", c, c)
		}
		b.WriteString("endbfchar\n")
		codes = codes[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// trim keeps the tables of a TrueType program that a PDF file needs for a font whose glyphs are chosen by
// number (ISO 32000-1, 9.9), and writes their checksums. gofpdf leaves a cmap of a wrong length in, and
// names and other tables of no use.
func trim(program []byte) ([]byte, error) {
	be := binary.BigEndian
	type table struct {
		tag  string
		data []byte
	}
	var tables []table
	if len(program) < 12 || len(program) < 12+16*int(be.Uint16(program[4:])) {
		return nil, fmt.Errorf("a font program of %d bytes", len(program))
	}
	for i := range int(be.Uint16(program[4:])) {
		record := program[12+16*i:]
		tag, start, size := string(record[:4]), uint64(be.Uint32(record[8:])), uint64(be.Uint32(record[12:]))
		if start+size > uint64(len(program)) {
			return nil, fmt.Errorf("table %q runs over the end of the font program", tag)
		}
		if slices.Contains([]string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}, tag) {
			tables = append(tables, table{tag, slices.Clone(program[start : start+size])})
		}
	}
	const adjustment = 8 // of the checksum of all, in table head
	count := len(tables)
	power := 1
	for power*2 <= count {
		power *= 2
	}
	log := 0
	for 1<<(log+1) <= count {
		log++
	}
	out := be.AppendUint32(nil, 0x00010000)
	for _, v := range []int{count, power * 16, log, (count - power) * 16} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, head := 12+16*count, -1
	for _, t := range tables {
		if t.tag == "head" {
			if len(t.data) < adjustment+4 {
				return nil, fmt.Errorf("table head of %d bytes", len(t.data))
			}
			clear(t.data[adjustment : adjustment+4])
			head = at
		}
		out = append(out, t.tag...)
		out = be.AppendUint32(out, checksum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	if head < 0 {
		return nil, fmt.Errorf("the font program has no table head")
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(out)&3)...)
	}
	be.PutUint32(out[head+adjustment:], 0xB1B0AFBA-checksum(out))
	return out, nil
}

// checksum is that of the OpenType specification: the sum of words, with zeros at the end.
func checksum(data []byte) uint32 {
	var sum uint32
	for i := 0; i < len(data); i += 4 {
		var word [4]byte
		copy(word[:], data[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}
