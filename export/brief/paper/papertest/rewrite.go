package papertest

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Rewrite writes a file again with its objects changed by edit, which gets a dictionary and, inflated, its stream.
// Lengths and the table of objects are set anew, so that a change is the only thing that is wrong with the file.
func Rewrite(raw []byte, edit func(dict string, stream []byte) (string, []byte)) ([]byte, error) {
	f, err := Read(raw)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Write(raw[:bytes.IndexByte(raw, '\n')+6]) // the version and the line that says that the file is binary
	var offsets []int
	for n := 1; n <= len(f.objects); n++ {
		offsets = append(offsets, out.Len())
		dict, stream := edit(f.objects[n], f.streams[n])
		fmt.Fprintf(&out, "%d 0 obj\n", n)
		if stream == nil {
			out.WriteString(strings.TrimSuffix(dict, "\n") + "\nendobj\n")
			continue
		}
		if strings.Contains(dict, "/FlateDecode") {
			var packed bytes.Buffer
			w := zlib.NewWriter(&packed)
			w.Write(stream)
			w.Close()
			stream = packed.Bytes()
		}
		dict = regexp.MustCompile(`/Length \d+`).ReplaceAllString(dict, "/Length "+strconv.Itoa(len(stream)))
		fmt.Fprintf(&out, "%s\nstream\n%s\nendstream\nendobj\n", dict, stream)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	trailer := raw[bytes.LastIndex(raw, []byte("trailer\n")):]
	out.Write(regexp.MustCompile(`startxref\n\d+`).ReplaceAll(trailer, fmt.Appendf(nil, "startxref\n%d", start)))
	return out.Bytes(), nil
}
