package format_test

import (
	"errors"
	"strings"
	"testing"

	"tidyrelease/extract/format"
	"tidyrelease/extract/page"
)

func TestTell(t *testing.T) {
	for _, test := range []struct {
		in   string
		want format.Format
	}{
		{"A release\n", format.Text},
		{"", format.Text},
		{"<!doctype html><p>x", format.HTML},
		{"\ufeff<html>", format.HTML},
		{"%PDF-1.7\n%\xe2\xe3", format.PDF},
		{"\x00\x01junk%PDF-1.4\n", format.PDF},
		{"A text on the mark %PDF-1.7.", format.Text},
	} {
		got, err := format.Tell([]byte(test.in))
		if err != nil || got != test.want {
			t.Errorf("%q: %q, %v; want %q", test.in, got, err, test.want)
		}
	}
}

func TestTellRefuses(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"\xd0\xcf\x11\xe0", "an old or a protected Office document"},
		{`{\rtf1 x}`, "Rich Text"},
		{"\x89PNG\r\n", "picture"},
	} {
		if _, err := format.Tell([]byte(test.in)); !errors.Is(err, format.ErrUnread) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: %v, want %q", test.in, err, test.want)
		}
	}
}

// A file is held against the limit before its format is asked for.
func TestBytes(t *testing.T) {
	var r format.Reader
	_, _, err := r.Read([]byte(strings.Repeat("x", 11)), page.Limits{Bytes: 10}.Budget())
	if over, ok := errors.AsType[*page.LimitError](err); !ok || over.Flag != "max-bytes" || err.Error() != "11 bytes, over the limit of 10 bytes (-max-bytes)" {
		t.Errorf("got %v", err)
	}
}

// Whatever the bytes, a file is told, read or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"))
	f.Add([]byte("From: a\nDate: b\nTo: c\n\nFive.\n"))
	f.Add([]byte("PK\x03\x04_rels/.rels word/"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r format.Reader
		p, _, err := r.Read(data, page.Limits{}.Budget())
		if err == nil && len(p.Blocks) == 0 {
			t.Fatal("neither read nor refused")
		}
		if _, err := format.Attachments(data, page.Limits{}.Budget()); err != nil && err.Error() == "" {
			t.Fatal("refused without a reason")
		}
	})
}
