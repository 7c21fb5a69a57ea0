package paper

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// writer writes the objects of a file.
type writer struct {
	out     bytes.Buffer
	packed  bytes.Buffer
	packer  *zlib.Writer // used again and again: a new one takes much memory
	offsets []int        // by number of the object, less one
}

// ref is the number of an object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// reserve gives a number to an object that is put later.
func (w *writer) reserve() ref {
	w.offsets = append(w.offsets, 0)
	return ref(len(w.offsets))
}

func (w *writer) put(n ref, format string, args ...any) {
	w.offsets[n-1] = w.out.Len()
	fmt.Fprintf(&w.out, "%d 0 obj\n", n)
	fmt.Fprintf(&w.out, format, args...)
	w.out.WriteString("\nendobj\n")
}

func (w *writer) add(format string, args ...any) ref {
	n := w.reserve()
	w.put(n, format, args...)
	return n
}

func (w *writer) stream(keys string, data []byte) ref {
	return w.add("<< %s /Length %d >>\nstream\n%s\nendstream", keys, len(data), data)
}

// deflated writes a stream that it compresses.
func (w *writer) deflated(keys string, data []byte) ref {
	w.packed.Reset()
	if w.packer == nil {
		w.packer, _ = zlib.NewWriterLevel(&w.packed, zlib.BestCompression) // the level is a good one
	} else {
		w.packer.Reset(&w.packed)
	}
	w.packer.Write(data) // a bytes.Buffer takes everything
	w.packer.Close()
	return w.stream(strings.TrimSpace(keys+" /Filter /FlateDecode"), w.packed.Bytes())
}

// finish adds the cross-reference table and the trailer. The identifier comes from all that is before it.
func (w *writer) finish(catalog, info ref) []byte {
	sum := sha256.Sum256(w.out.Bytes())
	id := hex.EncodeToString(sum[:16])
	start := w.out.Len()
	fmt.Fprintf(&w.out, "xref\n0 %d\n0000000000 65535 f \n", len(w.offsets)+1)
	for _, at := range w.offsets {
		fmt.Fprintf(&w.out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&w.out, "trailer\n<< /Size %d /Root %s /Info %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(w.offsets)+1, catalog, info, id, id, start)
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
