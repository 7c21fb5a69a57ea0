package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// writer writes the objects of a file: streams one after another, and all else in streams of objects (ISO 32000-1, 7.5.7), which
// make a structure tree a tenth as large.
type writer struct {
	out    bytes.Buffer
	packed bytes.Buffer
	places []place // by number of the object, less one

	group   bytes.Buffer // the objects of the next stream of objects
	members []member
}

// ref is the number of an object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// place is where an object stands.
type place struct {
	group ref // the stream of objects that it is in; 0 for none
	at    int // which one it is in there, or its first byte in the file
}

// member is an object of a stream of objects.
type member struct {
	ref
	at int // its first byte in there
}

// mostMembers is how many objects a stream of objects holds. A reader unpacks all for one.
const mostMembers = 200

// reserve gives a number to an object that is put later.
func (w *writer) reserve() ref {
	w.places = append(w.places, place{})
	return ref(len(w.places))
}

// put writes an object that is no stream.
func (w *writer) put(n ref, format string, args ...any) {
	w.members = append(w.members, member{n, w.group.Len()})
	fmt.Fprintf(&w.group, format, args...)
	w.group.WriteByte('\n')
	if len(w.members) == mostMembers {
		w.pack()
	}
}

// pack writes the objects that have been put since the last time.
func (w *writer) pack() {
	if len(w.members) == 0 {
		return
	}
	n := w.reserve()
	var data bytes.Buffer
	for i, m := range w.members {
		w.places[m.ref-1] = place{group: n, at: i}
		fmt.Fprintf(&data, "%d %d ", int(m.ref), m.at)
	}
	keys := fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(w.members), data.Len())
	data.Write(w.group.Bytes())
	w.putStream(n, keys+deflate, w.packing(data.Bytes()))
	w.group.Reset()
	w.members = w.members[:0]
}

func (w *writer) add(format string, args ...any) ref {
	n := w.reserve()
	w.put(n, format, args...)
	return n
}

func (w *writer) stream(keys string, data []byte) ref {
	n := w.reserve()
	w.putStream(n, keys, data)
	return n
}

func (w *writer) putStream(n ref, keys string, data []byte) {
	w.places[n-1] = place{at: w.out.Len()}
	fmt.Fprintf(&w.out, "%d 0 obj\n<< %s /Length %d >>\nstream\n", int(n), strings.TrimSpace(keys), len(data))
	w.out.Write(data)
	w.out.WriteString("\nendstream\nendobj\n")
}

const deflate = " /Filter /FlateDecode"

// deflated writes a stream that it compresses.
func (w *writer) deflated(keys string, data []byte) ref {
	return w.stream(keys+deflate, w.packing(data))
}

// packers are used again and again: a new one takes a megabyte.
var packers = sync.Pool{New: func() any { return zlib.NewWriter(io.Discard) }}

// packing is data compressed; it is good until the next call.
func (w *writer) packing(data []byte) []byte {
	w.packed.Reset()
	packer := packers.Get().(*zlib.Writer)
	defer packers.Put(packer)
	packer.Reset(&w.packed)
	packer.Write(data) // a bytes.Buffer takes everything
	packer.Close()
	return w.packed.Bytes()
}

// finish adds the cross-reference stream (ISO 32000-1, 7.5.8). The identifier comes from all that is before it.
func (w *writer) finish(catalog, info ref) []byte {
	w.pack()
	sum := sha256.Sum256(w.out.Bytes())
	id := hex.EncodeToString(sum[:16])
	start := w.out.Len()
	n := w.reserve()
	w.places[n-1].at = start
	const free, alone, grouped = 0, 1, 2
	table := []byte{free, 0, 0, 0, 0, 0xff, 0xff}
	for _, p := range w.places {
		if p.group == 0 {
			table = append(binary.BigEndian.AppendUint32(append(table, alone), uint32(p.at)), 0, 0)
			continue
		}
		table = binary.BigEndian.AppendUint32(append(table, grouped), uint32(p.group))
		table = binary.BigEndian.AppendUint16(table, uint16(p.at))
	}
	keys := fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root %s /Info %s /ID [<%s> <%s>]", len(w.places)+1, catalog, info, id, id)
	w.putStream(n, keys+deflate, w.packing(table))
	fmt.Fprintf(&w.out, "startxref\n%d\n%%%%EOF\n", start)
	return w.out.Bytes()
}

// textString writes text as UTF-16 in hexadecimal, in which nothing needs to be escaped.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

// list writes references as an array.
func list(refs []ref) string {
	var b strings.Builder
	b.WriteString("[")
	for _, r := range refs {
		b.WriteString(" " + r.String())
	}
	b.WriteString(" ]")
	return b.String()
}

// name writes what is no letter, digit or mark of a name as the code that stands for it.
func name(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c == '-' || c == '.' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}
