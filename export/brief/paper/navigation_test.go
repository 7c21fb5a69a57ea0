package paper_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
)

func TestLinks(t *testing.T) {
	f := file(t, sample)
	var got []string
	for _, n := range f.Root.All("Link") {
		got = append(got, fmt.Sprintf("%s → %s %d", strings.TrimSpace(n.Text), n.URL, n.Target))
	}
	want := []string{"the release, whose address is long → https://example.org/a%20b?%C3%BC=(1) 0", "1 →  2"}
	if !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
}

func TestBookmarks(t *testing.T) {
	f := file(t, func(d *paper.Document) {
		write := func(tag paper.Tag, text string) {
			d.In(tag, func() {
				for _, l := range d.Lines(60, paper.Span{Text: text, Style: plain}) {
					d.Write(40, d.Y()+l.Baseline(), l)
					d.Advance(l.Leading)
				}
			})
		}
		write(paper.Title, "All of 한국")
		write(paper.Heading, "One that takes two lines")
		write(paper.Subheading, "below")
		write(paper.Subheading, "beside")
		d.Need(10_000)
		write(paper.Heading, "Two")
	})
	for _, p := range f.Problems() {
		t.Error(p)
	}
	want := []papertest.Bookmark{
		{Title: "All of 한국", Level: 1, Page: 1}, {Title: "One that takes two lines", Level: 2, Page: 1},
		{Title: "below", Level: 3, Page: 1}, {Title: "beside", Level: 3, Page: 1}, {Title: "Two", Level: 2, Page: 2},
	}
	if !slices.Equal(f.Outline, want) {
		t.Errorf("bookmarks %v, want %v", f.Outline, want)
	}
}

func TestAttachments(t *testing.T) {
	f := file(t, sample)
	var got []string
	for _, a := range f.Attachments {
		got = append(got, strings.Join([]string{a.Name, a.Type, a.Description, a.Relationship, string(a.Data)}, "|"))
	}
	want := []string{"a (1).json|application/json|What the table is 한|Data|{}", "b.csv|text/csv|A table|Data|a,b\r\n1,2\r\n"}
	if !slices.Equal(got, want) {
		t.Errorf("attachments %q, want %q", got, want)
	}
}

func TestWrongLinks(t *testing.T) {
	for want, link := range map[string]*paper.Link{
		`leads to "nowhere"`:        {Anchor: "nowhere", Contents: "x"},
		"does not say what it is":   {URL: "https://example.org"},
		`leads to "javascript:x()"`: {URL: "javascript:x()", Contents: "x"},
		`leads to "file:///etc"`:    {URL: "file:///etc", Contents: "x"},
	} {
		_, err := paper.Make(info, func(d *paper.Document) {
			d.In(paper.Paragraph, func() { d.Write(40, 60, d.Lines(90, paper.Span{Text: "x", Style: plain, Link: link})[0]) })
		})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "page 1: ") {
			t.Errorf("%s: error %v", want, err)
		}
	}
}

func TestSizes(t *testing.T) {
	for size, want := range map[paper.Size]string{"": "0 0 595.28 841.89", paper.A4: "0 0 595.28 841.89", paper.Letter: "0 0 612.00 792.00"} {
		letter := info
		letter.Size = size
		raw, err := paper.Make(letter, sample)
		if err != nil {
			t.Fatal(err)
		}
		f, err := papertest.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.Problems() {
			t.Error(p)
		}
		for _, p := range f.Pages {
			if p.MediaBox != want {
				t.Errorf("a page of %q is of %s, not %s", size, p.MediaBox, want)
			}
		}
	}
}
