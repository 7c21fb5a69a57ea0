package papertest

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Rewrite writes a file again with its objects changed by edit, which gets a dictionary and, inflated, its stream.
// Lengths and the table of objects are set anew, so that a change is the only thing that is wrong with the file. Each object stands on its own.
func Rewrite(raw []byte, edit func(dict string, stream []byte) (string, []byte)) ([]byte, error) {
	f, err := Read(raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Write(raw[:bytes.IndexByte(raw, '\n')+6]) // the version and the line that says that the file is binary
	table := make([]byte, entrySize*f.size)
	put := func(n int, dict string, stream []byte) {
		table[entrySize*n] = 1
		binary.BigEndian.PutUint32(table[entrySize*n+1:], uint32(out.Len()))
		fmt.Fprintf(&out, "%d 0 obj\n%s", n, strings.TrimSuffix(dict, "\n"))
		if stream != nil {
			fmt.Fprintf(&out, "\nstream\n%s\nendstream", stream)
		}
		out.WriteString("\nendobj\n")
	}
	for n := range f.size {
		dict, ok := f.objects[n]
		if !ok { // free, or a stream of objects
			continue
		}
		dict, stream := edit(dict, f.streams[n])
		if stream != nil {
			dict, stream = packed(dict, stream)
		}
		put(n, dict, stream)
	}
	start := out.Len()
	n := f.size - 1 // the table itself
	table[entrySize*n] = 1
	binary.BigEndian.PutUint32(table[entrySize*n+1:], uint32(start))
	trailer, data := packed(f.trailer, table)
	put(n, trailer, data)
	fmt.Fprintf(&out, "startxref\n%d\n%%%%EOF\n", start)
	return out.Bytes(), nil
}

// packed compresses a stream if it is to be, and sets its length.
func packed(dict string, stream []byte) (string, []byte) {
	if strings.Contains(dict, "/FlateDecode") {
		var out bytes.Buffer
		w := zlib.NewWriter(&out)
		w.Write(stream)
		w.Close()
		stream = out.Bytes()
	}
	return regexp.MustCompile(`/Length \d+`).ReplaceAllString(dict, "/Length "+strconv.Itoa(len(stream))), stream
}
