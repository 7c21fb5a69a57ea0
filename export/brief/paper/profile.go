package paper

import (
	"encoding/binary"
	"math"
	"unicode/utf16"
)

// profile is the colour profile of sRGB as IEC 61966-2-1 defines it, in the form of ICC.1:2004-10
// (version 4.2): primaries and white adapted to D50, and the curve by its formula.
func profile() []byte {
	be := binary.BigEndian
	fixed := func(out []byte, values ...float64) []byte {
		for _, v := range values {
			out = be.AppendUint32(out, uint32(int32(math.Round(v*65536))))
		}
		return out
	}
	typed := func(kind string) []byte { return append([]byte(kind), 0, 0, 0, 0) }
	xyz := func(x, y, z float64) []byte { return fixed(typed("XYZ "), x, y, z) }
	text := func(s string) []byte {
		out := typed("mluc")
		letters := utf16.Encode([]rune(s))
		for _, v := range []uint32{1, 12} { // one record of twelve bytes
			out = be.AppendUint32(out, v)
		}
		out = append(out, "enUS"...)
		out = be.AppendUint32(out, uint32(2*len(letters)))
		out = be.AppendUint32(out, 28)
		for _, l := range letters {
			out = be.AppendUint16(out, l)
		}
		return out
	}
	curve := append(typed("para"), 0, 3, 0, 0) // y = (a x + b)^g from d on, y = c x below
	curve = fixed(curve, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", text("sRGB")},
		{"cprt", text("No copyright, use freely")},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"chad", fixed(typed("sf32"), 1.04791, 0.02293, -0.05020, 0.02960, 0.99046, -0.01707, -0.00925, 0.01506, 0.75179)},
		{"rXYZ", xyz(0.43607, 0.22249, 0.01392)},
		{"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	const headSize = 128
	table := be.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	start := headSize + 4 + 12*len(tags)
	for _, t := range tags {
		table = append(table, t.name...)
		table = be.AppendUint32(table, uint32(start+len(data)))
		table = be.AppendUint32(table, uint32(len(t.data)))
		data = append(data, t.data...)
		data = append(data, make([]byte, -len(data)&3)...)
	}
	head := make([]byte, headSize)
	be.PutUint32(head, uint32(start+len(data)))
	be.PutUint32(head[8:], 0x04200000) // version 4.2
	copy(head[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1} { // a date must stand here
		be.PutUint16(head[24+2*i:], v)
	}
	copy(head[36:], "acsp")
	copy(head[68:], fixed(nil, 0.9642, 1, 0.8249)) // the white of the connection space
	return append(append(head, table...), data...)
}
