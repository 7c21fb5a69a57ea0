package text_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"tidyrelease/extract/page"
	"tidyrelease/extract/text"
)

func TestRead(t *testing.T) {
	wrapped := "Yukon wind and battery project to save 19.5 million litres of\ndiesel a year\n\n" +
		"WHITEHORSE, Yukon, August 21, 2024 - Construction began today\nat Raven Ridge, a 24-megawatt wind farm with a battery, which\nlies 46 km west of Whitehorse. Its six turbines, of 4 MW each,\nare built to run in deep cold.\n\n- The fund, worth $520 million since 2018, has backed 61\n  projects.\n"
	for _, test := range []struct{ name, in, want string }{
		{"lines are paragraphs", "Title\nSubtitle\n\nBody.", "paragraph:Title|paragraph:Subtitle|paragraph:Body."},
		{"UTF-16", "\xff\xfe5\x00\xa0\x00%\x00\x3d\xd8\x00\xde", "paragraph:5\u00a0%😀"},
		{"bullets", "• one\n- two\n* three\n— four", "list_item:one|list_item:two|list_item:three|list_item:four"},
		{"a minus is no bullet", "-40 °C at night", "paragraph:-40 °C at night"},
		{"markdown", "# Title\n\n| a | b |\n|---|---|\n", "heading:Title|table_row:| a | b ||table_row:|---|---|"},
		{"mark and line ends of Windows", "\ufeffTitle\r\n\r\nBody.\r\n", "paragraph:Title|paragraph:Body."},
		{"wrapped lines are joined", wrapped, "paragraph:Yukon wind and battery project to save 19.5 million litres of\ndiesel a year|" +
			"paragraph:WHITEHORSE, Yukon, August 21, 2024 - Construction began today\nat Raven Ridge, a 24-megawatt wind farm with a battery, which\nlies 46 km west of Whitehorse. Its six turbines, of 4 MW each,\nare built to run in deep cold.|" +
			"list_item:The fund, worth $520 million since 2018, has backed 61\n  projects."},
	} {
		p, err := text.Read([]byte(test.in), page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, b := range p.Blocks {
			got = append(got, string(b.Kind)+":"+p.Text[b.Start:b.End])
		}
		if s := strings.Join(got, "|"); s != test.want {
			t.Errorf("%s\n got %q\nwant %q", test.name, s, test.want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for _, test := range []struct {
		in    string
		want  error
		place string
	}{
		{"", text.ErrEmpty, ""},
		{"\ufeff \r\n\t", text.ErrEmpty, ""},
		{"PK\x03\x04\x00\x00", text.ErrBinary, "line 1, column 5"},
		{"\xff\xfeA\x00B", text.ErrUTF16, "cut"},
		{"\xfe\xff\x00A\x00\n\xd8\x00\x00A", text.ErrUTF16, "line 2, column 1"},
		{"Title\nCaf\xe9 society", text.ErrNotUTF8, "line 2, column 4"},
	} {
		_, err := text.Read([]byte(test.in), page.Limits{}.Budget())
		if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.place) {
			t.Errorf("%q: got %v, want %v at %s", test.in, err, test.want, test.place)
		}
	}
}

// Blocks stand in order, hold no white space at their ends and cut no rune.
func FuzzRead(f *testing.F) {
	f.Add([]byte("Title\n\n• one\n\t| a\tb |\n– x\n"))
	f.Add([]byte("\ufeff# T\r\n-\r\n--\r\n• \u00a0\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := text.Read(data, page.Limits{}.Budget())
		if err != nil {
			return
		}
		end := 0
		for _, b := range p.Blocks {
			if b.Start < end || b.End < b.Start || b.End > len(p.Text) || !utf8.ValidString(p.Text[b.Start:b.End]) {
				t.Fatalf("%q: block at %d to %d behind one that ends at %d", data, b.Start, b.End, end)
			}
			if s := p.Text[b.Start:b.End]; strings.Trim(s, " \t\r\n") != s {
				t.Fatalf("%q: white space around %q", data, s)
			}
			if b.Kind == page.Title {
				t.Fatalf("%q: the reader knows no titles", data)
			}
			end = b.End
		}
	})
}
