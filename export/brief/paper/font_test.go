package paper_test

import (
	"encoding/binary"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationsansregular"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
)

// hangul is a font that shows Hangul: Liberation Sans with a table cmap that leads the syllables from U+AC00 on to the
// glyphs that it has for A and the letters after it.
func hangul(t testing.TB) []byte {
	t.Helper()
	const first, last, letterA = 0xAC00, 0xD7A3, 36
	be := binary.BigEndian
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12} // one table, of Unicode for Windows
	var segments []byte
	for _, v := range []int{4, 16 + 8*3, 0, 6, 4, 1, 2, ' ', last, 0xFFFF, 0, ' ', first, 0xFFFF, (3 - ' ') & 0xFFFF, 0, 1, 0, 0, 0} {
		segments = be.AppendUint16(segments, uint16(v))
	}
	// The second segment has a list of glyphs, far enough for every syllable.
	at := len(segments) - 4 // its offset
	be.PutUint16(segments[at:], uint16(len(segments)-at))
	for c := first; c <= last; c++ {
		segments = be.AppendUint16(segments, uint16(letterA+c%26))
	}
	be.PutUint16(segments[2:], uint16(min(len(segments), 0xFFFF)))
	cmap = append(cmap, segments...)

	source := liberationsansregular.TTF
	out := append([]byte(nil), source...)
	for i := range int(be.Uint16(source[4:])) {
		if record := out[12+16*i:]; string(record[:4]) == "cmap" {
			be.PutUint32(record[8:], uint32(len(out)))
			be.PutUint32(record[12:], uint32(len(cmap)))
		}
	}
	return append(out, cmap...)
}

// What Liberation Sans lacks is drawn with the font that is given, and what that lacks too by the substitute; both can
// be read.
func TestFont(t *testing.T) {
	font, err := paper.ReadFont(hangul(t))
	if err != nil {
		t.Fatal(err)
	}
	const text = "Name: 김민준 (中) 😀 สวัสดี שלום"
	draw := func(d *paper.Document) {
		d.In(paper.Title, func() { d.Write(40, 60, d.Lines(400, paper.Span{Text: text, Style: bold})[0]) })
		d.In(paper.Paragraph, func() { d.Write(40, 90, d.Clipped(1, 40, paper.Span{Text: strings.Repeat("김", 50), Style: bold})[0]) })
	}
	for _, test := range []struct {
		name  string
		font  *paper.Font
		shown string
	}{
		{"none", nil, "Name: □□□ (□) □ □□□□□□ □□□□"},
		{"of Hangul", font, "Name: 김민준 (□) □ □□□□□□ □□□□"},
	} {
		info := info
		info.Font = test.font
		raw, err := paper.Make(info, draw)
		if err != nil {
			t.Fatal(err)
		}
		f, err := papertest.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.Problems() {
			t.Errorf("font %s: %s", test.name, p)
		}
		if got := strings.ReplaceAll(f.Pages[0].Text(), "\n", ""); !strings.HasPrefix(got, test.shown) {
			t.Errorf("font %s: %q is shown, want %q", test.name, got, test.shown)
		}
		if got := f.Root.All("H1")[0].Text; got != text {
			t.Errorf("font %s: %q is read", test.name, got)
		}
		if got := f.Root.All("P")[0].Text; !strings.HasPrefix(got, "김") || !strings.HasSuffix(got, "…") {
			t.Errorf("font %s: %q is cut", test.name, got)
		}
	}
}

func TestWrongFonts(t *testing.T) {
	good := hangul(t)
	change := func(table string, f func(program []byte, record []byte)) []byte {
		out := append([]byte(nil), good...)
		for i := range int(binary.BigEndian.Uint16(out[4:])) {
			if record := out[12+16*i:]; string(record[:4]) == table {
				f(out, record)
			}
		}
		return out
	}
	for want, program := range map[string][]byte{
		"no TrueType font":  []byte("OTTO and more bytes"),
		"no table \"glyf\"": change("glyf", func(_, record []byte) { record[0] = 'x' }),
		"does not let it":   change("OS/2", func(p, record []byte) { p[binary.BigEndian.Uint32(record[8:])+9] = 2 }),
		"damaged":           change("glyf", func(_, record []byte) { record[8] = 0x7f }),
		"no Unicode cmap":   change("cmap", func(p, record []byte) { p[binary.BigEndian.Uint32(record[8:])+5] = 1 }),
		"is missing":        change("hhea", func(_, record []byte) { record[0] = 'x' }),
		"no TrueType":       nil,
	} {
		if _, err := paper.ReadFont(program); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", want, err)
		}
	}
	for n := 12; n < len(good); n += 7919 { // must not panic
		if _, err := paper.ReadFont(good[:n]); err == nil {
			t.Errorf("a font cut after %d bytes is taken", n)
		}
	}
}
