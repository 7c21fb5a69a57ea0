package extract_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"unicode"
	"unicode/utf8"
)

var (
	long   = flag.Bool("long", false, "read hostile texts of whole megabytes, and benchmark a text of 100 MB, which takes gigabytes of memory for its figures")
	stream = flag.Int64("stream", 0, "read releases of so many `bytes` in all and check that memory stays flat")
)

// prose is text of about n bytes, made of the English releases of the corpus.
func prose(b testing.TB, n int) []byte {
	var text []byte
	for len(text) < n {
		for _, path := range releases(b) {
			if data, err := os.ReadFile(path); err != nil {
				b.Fatal(err)
			} else if bytes.Contains([]byte(path), []byte(".en.")) {
				text = append(text, data...)
			}
		}
	}
	return text[:bytes.LastIndexByte(text[:n+1], '\n')+1]
}

// sizes are those of the texts that are measured.
func sizes() []int {
	all := []int{1 << 10, 1 << 20}
	if *long {
		all = append(all, 100<<20)
	}
	return all
}

func sized(n int) string {
	if n < 1<<20 {
		return fmt.Sprintf("%dKB", n>>10)
	}
	return fmt.Sprintf("%dMB", n>>20)
}

// What reading costs: all releases of the corpus, and texts of three sizes, whose cost for each byte is the same.
func BenchmarkExtract(b *testing.B) {
	x := extractor(b)
	x.Limits.Figures = 1 << 20 // a megabyte of prose has more than any release
	b.Run("corpus", func(b *testing.B) {
		paths := releases(b)
		texts, size := make([][]byte, len(paths)), 0
		for n, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				b.Fatal(err)
			}
			texts[n] = data
			size += len(data)
		}
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			for n, text := range texts {
				if _, err := x.Extract(paths[n], text); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	for _, n := range sizes() {
		text := prose(b, n)
		b.Run(sized(n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Extract("prose.en.txt", text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What the least that any reader of text does costs, to compare with: runes are decoded, words are told from white space.
func BenchmarkDecodeAndSplit(b *testing.B) {
	for _, n := range sizes() {
		text := prose(b, n)
		b.Run(sized(n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			words := 0
			for b.Loop() {
				inside := false
				for i := 0; i < len(text); {
					r, size := utf8.DecodeRune(text[i:])
					if space := unicode.IsSpace(r); space == inside {
						inside = !space
						words++
					}
					i += size
				}
			}
			if words == 0 {
				b.Fatal("no words")
			}
		})
	}
}

// What a program takes to start: both packs are compiled, with the names of all countries.
func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		extractor(b)
	}
}

// Releases read one after another need no more memory at the end than at the start, however many they are and whatever new
// words they bring: go test ./extract -run Stream -stream 1000000000
func TestStream(t *testing.T) {
	if *stream == 0 {
		t.Skip("takes minutes for a gigabyte: -stream 1000000000")
	}
	x := extractor(t)
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	release := prose(t, 4<<10)
	read, figures, releases := int64(0), 0, 0
	var early uint64 // after a tenth
	for read < *stream {
		text := fmt.Appendf(release[:len(release):len(release)], "\nThe 3 wibblers%d of Glob%d got %d new flurps%d.\n", releases, releases, releases, releases)
		d, err := x.Extract(fmt.Sprintf("%d.en.txt", releases), text)
		if err != nil {
			t.Fatal(err)
		}
		read += int64(len(text))
		figures += len(d.Mentions)
		releases++
		if early == 0 && read >= *stream/10 {
			early = heap()
		}
	}
	late := heap()
	runtime.KeepAlive(x)
	t.Logf("%d releases, %d MB, %d figures: heap of %d KB after a tenth, %d KB at the end", releases, read>>20, figures, early>>10, late>>10)
	if late > early+8<<20 {
		t.Errorf("the heap grew from %d to %d KB", early>>10, late>>10)
	}
}
