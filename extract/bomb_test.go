//go:build !race

package extract_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"tidyrelease/extract"
	"tidyrelease/extract/docx"
	"tidyrelease/extract/html"
)

// bomb writes pieces into compressed data.
func bomb(t testing.TB, n int, piece string, level int) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		io.WriteString(w, piece)
	}
	w.Close()
	return b.Bytes()
}

// Small files that would fill a machine are refused at once: within two seconds and 300 MB on an idle machine. With -v a table tells what each
// costs. The bombs in PDF files stand with their reader.
func TestBombs(t *testing.T) {
	const mega = 1 << 20
	block := strings.Repeat("The 5 mines. ", mega/13)
	nested := []byte("A release.\n")
	for range 8 {
		nested = compressed(t, nested)
	}
	declared := archive(t, "")
	declared = bytes.Replace(declared, []byte("PK\x01\x02"), bytes.Repeat([]byte("PK\x01\x02"), 20_000), 1)
	messages := message("text/plain", "A", block)
	bombs := map[string][]byte{
		"gzip of 128 MiB":                 bomb(t, 1<<7, block, gzip.BestSpeed),
		"gzip in gzip":                    nested,
		"a document of 128 MiB":           archiveOf(t, 1<<7, "<w:p><w:r><w:t>"+block+"</w:t></w:r></w:p>"),
		"a document of small elements":    archive(t, strings.Repeat("<w:p/>", 12*mega)),
		"deep elements in a document":     archive(t, strings.Repeat("<w:sdt><w:sdtContent>", mega)),
		"cells in a document":             archive(t, "<w:tbl>"+strings.Repeat("<w:tr><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr>", 300_000)+"</w:tbl>"),
		"entities in a document":          archive(t, "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:p>&b;</w:p>"),
		"files in a document":             declared,
		"deep elements in a page":         []byte("<!doctype html>" + strings.Repeat("<div>", 10*mega)),
		"cells in a page":                 []byte("<!doctype html><table>" + strings.Repeat("<tr><td>5", 6*mega)),
		"elements in a page":              []byte("<!doctype html>" + strings.Repeat("<p>x", 12*mega)),
		"figures in a text":               bytes.Repeat([]byte("The 5 mines employ 31 people. "), 4*mega/30),
		"a long text":                     bytes.Repeat([]byte("The 5 mines. "), 4*mega),
		"lines in a text":                 bytes.Repeat([]byte("5\n"), 2*mega-8),
		"paragraphs in a page":            []byte("<!doctype html>" + strings.Repeat("<p>x", mega)),
		"cells in a text":                 bytes.Repeat([]byte("5\t5\t5\t5\t5\t5\n"), mega/4),
		"a large file":                    bytes.Repeat([]byte("5 mines. "), 8*mega),
		"a message that does not end":     append(bytes.Replace(messages, []byte("--x--"), nil, 1), bytes.Repeat([]byte("\r\n--x\r\n\r\nA"), mega)...),
		"a gzip of a document that bombs": compressed(t, archiveOf(t, 1<<7, "<w:p><w:r><w:t>"+block+"</w:t></w:r></w:p>")),
	}
	var table strings.Builder
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "bomb\tbytes\ttime\tmemory\trefused with")
	for _, name := range slices.Sorted(maps.Keys(bombs)) {
		data := bombs[name]
		t.Run(name, func(t *testing.T) {
			x := extractor(t)
			debug.FreeOSMemory()
			took, most, err := cost(func() error { _, err := x.Extract("made.txt", data); return err })
			_, over := errors.AsType[*extract.LimitError](err)
			if !over && !errors.Is(err, docx.ErrBroken) && !errors.Is(err, docx.ErrEntities) && !errors.Is(err, html.ErrElements) && err == nil {
				t.Errorf("not refused")
			}
			fmt.Fprintf(w, "%s\t%d\t%v\t%d MB\t%v\n", name, len(data), took.Round(time.Millisecond), most>>20, err)
			if most > 300<<20 {
				t.Errorf("%d MB", most>>20)
			}
			if took > 10*time.Second { // a busy machine needs a multiple of the two seconds of an idle one
				t.Errorf("took %v", took)
			}
		})
	}
	w.Flush()
	t.Logf("\n%s", &table)
}

// cost tells how long something takes, and the most memory above that at hand, looked at every few milliseconds.
func cost(do func() error) (took time.Duration, most uint64, err error) {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	done := make(chan error)
	start := time.Now()
	go func() { done <- do() }()
	for {
		select {
		case err = <-done:
			return time.Since(start), most, err
		case <-time.After(5 * time.Millisecond):
			runtime.ReadMemStats(&now)
			if now.HeapAlloc > before.HeapAlloc {
				most = max(most, now.HeapAlloc-before.HeapAlloc)
			}
		}
	}
}

// archiveOf writes a document whose body is many times a piece, without holding it.
func archiveOf(t testing.TB, n int, piece string) []byte {
	return archiveWith(t, func(w io.Writer) error {
		for range n {
			if _, err := io.WriteString(w, piece); err != nil {
				return err
			}
		}
		return nil
	})
}
