package pdf_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"tidyrelease/extract/page"
	"tidyrelease/extract/pdf"
)

// raw writes a PDF file of objects, numbered from 1; the first is its catalogue.
func raw(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// stream is an object that holds data.
func stream(dictionary, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dictionary, len(data), data)
}

// packed is a text, so many times, compressed.
func packed(text string, times int) string {
	const chunk = 1 << 12
	var b bytes.Buffer
	w, _ := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	block := []byte(strings.Repeat(text, chunk))
	for ; times >= chunk; times -= chunk {
		w.Write(block)
	}
	w.Write(block[:times*len(text)])
	w.Close()
	return stream("/Filter/FlateDecode", b.String())
}

const (
	catalogue = "<</Type/Catalog/Pages 2 0 R>>"
	onePage   = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
	font      = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
)

// sheet is a page whose contents are object 4, with object 5 as its font and more resources.
func sheet(resources string) string {
	return "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>" + resources + ">>>>"
}

const hello = "BT /F 12 Tf 50 700 Td (Exports rose by 4% in May.) Tj ET"

// bombs are files that are small and cost much. Each is refused, or what can be read is read.
func bombs() map[string][]byte {
	doc := func(contents, resources string, more ...string) []byte {
		return raw(append([]string{catalogue, onePage, sheet(resources), contents, font}, more...)...)
	}
	all := map[string][]byte{
		"spaces packed":       doc(packed(" ", 200<<20), ""),
		"states packed":       doc(packed("q Q ", 30<<20), ""),
		"text packed":         doc(packed("BT /F 1 Tf (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ", 1<<20), ""),
		"open brackets":       doc(packed("[", 50<<20), ""),
		"graphic states":      doc(packed("q ", 50<<20), ""),
		"paths":               doc(packed("1 2 m 3 4 l S ", 10<<20), ""),
		"a form in itself":    doc(stream("", "/X Do "+hello), "/XObject<</X 6 0 R>>", stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>", "/X Do /X Do")),
		"a page tree in self": raw(catalogue, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100>>"),
		"parents in a circle": raw(catalogue, onePage, "<</Type/Page/Parent 3 0 R/Contents 4 0 R>>", stream("", hello), font),
		"many pages":          raw(catalogue, "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 100_000)+"]/Count 100000>>", sheet(""), stream("", hello), font),
		"a count without end": raw(catalogue, "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", sheet(""), stream("", hello), font),
		"a deep array":        doc(stream("", hello), "", strings.Repeat("[", 1<<20)),
		"contents in circle":  raw(catalogue, onePage, sheet(""), "[4 0 R 4 0 R]", font),
	}
	// Forms that draw the next one ten times: ten to the twelfth texts.
	laughs := []string{catalogue, onePage, sheet("/XObject<</X 6 0 R>>"), stream("", "/X Do"), font}
	for n := range 12 {
		laughs = append(laughs, stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>", n+7), strings.Repeat("/X Do ", 10)))
	}
	all["forms in forms"] = raw(append(laughs, stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>", hello))...)
	// Cross-reference tables that point to each other.
	loop := doc(stream("", hello), "")
	all["references in circle"] = bytes.Replace(loop, []byte("/Root 1 0 R"), []byte("/Root 1 0 R/Prev "+strconv.Itoa(bytes.Index(loop, []byte("xref\n")))), 1)
	return all
}

// A bomb costs no more than two seconds and 300 MB, and a file behind it is read as if nothing had been.
func TestBombs(t *testing.T) {
	const limit = 2500 * time.Millisecond // two seconds, and what a busy machine adds
	r := reader(t)
	well := raw(catalogue, onePage, sheet(""), stream("", hello), font)
	if _, err := r.Read(well, page.Limits{}.Budget()); err != nil {
		t.Fatal(err)
	}
	for name, data := range bombs() {
		t.Run(name, func(t *testing.T) {
			reset := forget()
			start := time.Now()
			p, err := r.Read(data, page.Limits{}.Budget())
			took := time.Since(start)
			if took > limit && !raced {
				t.Errorf("took %v", took)
			}
			if err == nil && len(p.Text) > 100 {
				t.Errorf("%d bytes of text", len(p.Text))
			}
			if err != nil && !refused(err) {
				t.Errorf("no reason: %v", err)
			}
			memory := peak()
			if reset && memory > 300<<10 && !raced {
				t.Errorf("%d kB of memory", memory)
			}
			t.Logf("%d bytes: %v, %v, %d kB", len(data), took.Round(time.Millisecond), err, memory)
			if p, err := r.Read(well, page.Limits{}.Budget()); err != nil || p.Text != "Exports rose by 4% in May." {
				t.Errorf("behind it: %v, %v", p, err)
			}
		})
	}
}

// refused tells whether an error is a reason that the package promises.
func refused(err error) bool {
	_, limit := errors.AsType[*page.LimitError](err)
	return limit || errors.Is(err, pdf.ErrNoText) || errors.Is(err, pdf.ErrBroken) || errors.Is(err, pdf.ErrEncrypted) || errors.Is(err, pdf.ErrUnmapped)
}

// forget frees what is not used and starts counting the peak of memory anew, where the system can.
func forget() bool {
	debug.FreeOSMemory()
	return os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) == nil
}

// peak is the most memory that the test has had at a time, in kilobytes; 0 where the system does not tell.
func peak() int {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}

// The work of laying a page out grows with its letters, wherever they stand.
func TestScattered(t *testing.T) {
	const letters = 20_000
	random := rand.New(rand.NewPCG(3, 4))
	pages := map[string]func(n int) string{
		"anywhere":       func(int) string { return fmt.Sprintf("%d %d", random.IntN(600), random.IntN(800)) },
		"one line":       func(int) string { return fmt.Sprintf("%.2f 400", random.Float64()*600) },
		"a narrow band":  func(int) string { return fmt.Sprintf("%.2f %.3f", random.Float64()*600, 400+random.Float64()*12) },
		"columns":        func(n int) string { return fmt.Sprintf("%d %d", n%40*15, 790-n/40%79*10) },
		"lines of cells": func(n int) string { return fmt.Sprintf("%d %.3f", n%2*300+20, 790-float64(n/2)*780/letters*2) },
	}
	r := reader(t)
	for name, at := range pages {
		var b strings.Builder
		b.WriteString("BT /F 10 Tf ")
		for n := range letters {
			fmt.Fprintf(&b, "1 0 0 1 %s Tm (%c) Tj ", at(n), "a1-W"[n%4])
		}
		b.WriteString("ET")
		start := time.Now()
		p, err := r.Read(raw(catalogue, onePage, sheet(""), stream("", b.String()), font), page.Limits{Time: 90 * time.Second}.Budget())
		took := time.Since(start)
		if err == nil {
			err = whole(p)
		} else if refused(err) {
			t.Logf("%s: %v", name, err)
			err = nil
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took > 15*time.Second && !raced {
			t.Errorf("%s: took %v", name, took)
		}
		t.Logf("%s: %v", name, took)
	}
}

// Files that are cut or whose bytes are changed are read or refused with a reason.
func TestMutated(t *testing.T) {
	r := reader(t)
	base := [][]byte{release(t), raw(catalogue, onePage, sheet(""), packed(hello, 1), font)}
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 300
	if *long {
		rounds = 20_000
	}
	for n := range rounds {
		data := bytes.Clone(base[n%2])
		switch n % 3 {
		case 0:
			data = data[:random.IntN(len(data))]
		case 1:
			for range 1 + random.IntN(40) {
				data[random.IntN(len(data))] = byte(random.Uint32())
			}
		default:
			i := random.IntN(len(data))
			data = append(data[:i], data[random.IntN(len(data)):]...)
		}
		p, err := r.Read(data, page.Limits{}.Budget())
		if err == nil {
			err = whole(p)
		} else if refused(err) {
			err = nil
		}
		if err != nil {
			t.Errorf("round %d: %v", n, err)
		}
	}
}
