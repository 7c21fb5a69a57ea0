package mail_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"tidyrelease/extract/mail"
	"tidyrelease/extract/page"
)

const top = "From: Ministry of Health <news@health.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?q?TR_=3A_Trois_cliniques?=\r\nDate: Mon, 5 May 2025 09:00:00 -0400\r\nMIME-Version: 1.0\r\n"

func TestRead(t *testing.T) {
	html := base64.StdEncoding.EncodeToString([]byte("<h1>Trois cliniques</h1><p>Le coût est de 5\u00a0%.</p>"))
	for _, test := range []struct{ name, in, want, title, date string }{
		{"plain", top + "\r\nTrois cliniques\r\n\r\nOne.\r\n-- \r\nA. B.\r\n555-1234\r\n", "title:Trois cliniques|paragraph:One.", "Trois cliniques", "2025-05-05"},
		{"quoted-printable in Latin", top + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nLe co=FBt est =\r\nde 5=A0%.\r\n", "paragraph:Le coût est de 5\u00a0%.", "", "2025-05-05"},
		{"HTML goes before text", top + "Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlain.\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + html + "\r\n--x--\r\n", "title:Trois cliniques|paragraph:Le coût est de 5\u00a0%.", "Trois cliniques", "2025-05-05"},
		{"flowed", top + "Content-Type: text/plain; format=flowed\r\n\r\nIt is 5 \r\nper cent.\r\n", "paragraph:It is 5 per cent.", "", "2025-05-05"},
		{"forwarded", top + "\r\nFor you.\r\n\r\n---------- Forwarded message ---------\r\nFrom: Transport <t@t.example>\r\nDate: Tue, 1 Apr 2025 10:00:00 +0000\r\nSubject: Fares\r\nTo: <a@b.example>\r\n\r\nFares\r\n\r\nThey rise by 4%.\r\n", "title:Fares|paragraph:They rise by 4%.", "Fares", "2025-04-01"},
	} {
		if !mail.Is([]byte(test.in)) {
			t.Errorf("%s: not told to be a message", test.name)
		}
		read, _, err := mail.Read([]byte(test.in), page.Limits{}.Budget())
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, b := range read.Blocks {
			got = append(got, string(b.Kind)+":"+read.Text[b.Start:b.End])
		}
		if s := strings.Join(got, "|"); s != test.want || read.Title != test.title || read.Sent != test.date {
			t.Errorf("%s: title %q, sent %q\n got %q\nwant %q", test.name, read.Title, read.Sent, s, test.want)
		}
	}
}

func TestIsNoMessage(t *testing.T) {
	for _, in := range []string{"", "A release\n\nFrom: us\n", "From: Ottawa\nMore than 5 jobs\n", "Note: 5\nDate: May\n\nx"} {
		if mail.Is([]byte(in)) {
			t.Errorf("%q is a message", in)
		}
	}
}

// Attached files come with the last part of their name alone.
func TestAttachments(t *testing.T) {
	in := top + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the draft.\r\n" +
		"--x\r\nContent-Type: text/plain; name=a.txt\r\nContent-Disposition: attachment; filename=\"../../etc/draft.en.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n" +
		"--x\r\nContent-Type: image/png; name=logo.png\r\n\r\nx\r\n" +
		"--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: In\r\nDate: x\r\n\r\nInner.\r\n--x--\r\n"
	files, err := mail.Attachments([]byte(in), page.Limits{}.Budget())
	if err != nil || len(files) != 2 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if files[0].Name != "draft.en.txt" || string(files[0].Data) != "Hello" || files[1].Name != "attachment-4.eml" || !mail.Is(files[1].Data) {
		t.Errorf("%q", files)
	}
}

func TestReadRefuses(t *testing.T) {
	deep := top
	for n := range 8 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n", n, n)
	}
	for _, test := range []struct{ in, want string }{
		{top + "\r\n", "no text"},
		{top + "Content-Type: text/plain; charset=x-none\r\n\r\nA\r\n", `"x-none"`},
		{top + "\r\n" + strings.Repeat("a", 2000), "over the limit of 1000 bytes unpacked (-max-unpacked)"},
		{deep, "files in each other, over the limit of 5"},
		{"no headers", "broken"},
	} {
		if _, _, err := mail.Read([]byte(test.in), page.Limits{Unpacked: 1000}.Budget()); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.80q: %v, want %q", test.in, err, test.want)
		}
	}
}

// Whatever the bytes, a message is read or refused, and its blocks stand in order within the text.
func FuzzRead(f *testing.F) {
	f.Add([]byte(top + "\r\nFrom: a\r\nSubject: b\r\nDate: c\r\nx\r\n"))
	f.Add([]byte(top + "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		mail.Is(data)
		read, _, err := mail.Read(data, page.Limits{}.Budget())
		if err != nil {
			return
		}
		at := 0
		for _, b := range read.Blocks {
			if b.Start < at || b.End < b.Start || b.End > len(read.Text) {
				t.Fatalf("block %+v behind %d in %d bytes", b, at, len(read.Text))
			}
			at = b.End
		}
		if len(read.Blocks) == 0 {
			t.Fatal("no block")
		}
	})
}
