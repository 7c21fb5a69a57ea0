package paper

import (
	"encoding/binary"
	"fmt"
	"slices"
)

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
