// Package mail reads messages as mail programs save them (.eml: RFC 5322 and MIME).
//
// It keeps the text of a message: of the forms that it is sent in the HTML one, for it has headings, lists and tables, and
// otherwise the plain one. The day is that of release where the text itself tells none; the
// subject, without the "Fwd:" in front, and the sender tell title and publisher where they stand in the text too. Of a message that somebody forwards by hand those of the lines that the program
// put above it ("From:", "Date:", "Subject:"), which are no part of the text. Attached files are inputs of their own:
// Attachments gives them, also those of messages that are attached.
//
// It drops the other headers, pictures in the text, and what follows the line of a signature ("-- "). Lines that a program
// broke ("format=flowed") are joined, marks of quotation (">") left out.
package mail

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"tidyrelease/extract/html"
	"tidyrelease/extract/page"
	"tidyrelease/extract/text"
)

// ErrBroken tells that a message cannot be taken apart. It comes wrapped.
var ErrBroken = errors.New("the message is broken")

// Is tells whether data is a message: it begins with headers, among them two that every message has.
func Is(data []byte) bool {
	const most = 64 << 10
	head := data[:min(len(data), most)]
	if len(head) == 0 || head[0] >= 0x80 {
		return false
	}
	seen := map[string]bool{}
	for line := range bytes.Lines(head) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' || bytes.HasPrefix(line, []byte("From ")) {
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || len(name) == 0 || bytes.ContainsAny(name, " \t") {
			return false
		}
		seen[strings.ToLower(string(name))] = true
	}
	return seen["from"] && (seen["date"] || seen["received"] || seen["message-id"]) && (seen["mime-version"] || seen["subject"] || seen["to"])
}

// part is a leaf of a message.
type part struct {
	media  string // text/plain
	params map[string]string
	name   string // of a file; "" for text of the message
	data   []byte
}

// Read gives the text of a message and the files that came with it, these also where the message has no text.
func Read(data []byte, budget *page.Budget) (*page.Page, []Attachment, error) {
	header, parts, err := split(data, budget)
	if err != nil {
		return nil, nil, err
	}
	read, err := body(header, parts, budget)
	return read, attached(parts), err
}

// body gives the text of a message.
func body(header mail.Header, parts []part, budget *page.Budget) (*page.Page, error) {
	at := slices.IndexFunc(parts, func(p part) bool { return p.name == "" && p.media == "text/html" })
	if at < 0 {
		at = slices.IndexFunc(parts, func(p part) bool { return p.name == "" && p.media == "text/plain" })
	}
	if at < 0 {
		return nil, text.ErrEmpty
	}
	read, err := parts[at].read(budget)
	if err != nil {
		return nil, err
	}
	told := headers{subject: decoded(header.Get("Subject")), date: day(header.Get("Date")), sender: sender(header.Get("From"))}
	read.told(told)
	return read.Page, nil
}

// Attachment is a file that came with a message.
type Attachment struct {
	Name string
	Data []byte
}

// Attachments gives the files of a message, whatever their format. A file without a name is called by its number.
func Attachments(data []byte, budget *page.Budget) ([]Attachment, error) {
	_, parts, err := split(data, budget)
	return attached(parts), err
}

// attached are the parts that are files, without pictures.
func attached(parts []part) []Attachment {
	var files []Attachment
	for _, p := range parts {
		if p.name != "" && !strings.HasPrefix(p.media, "image/") {
			files = append(files, Attachment{p.name, p.data})
		}
	}
	return files
}

// split takes a message apart.
func split(data []byte, budget *page.Budget) (mail.Header, []part, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(data, []byte("From ")) { // the line that mailboxes put between messages
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	s := splitter{budget: budget}
	if err := s.add(header(m.Header), m.Body, 1); err != nil {
		return nil, nil, err
	}
	return m.Header, s.parts, nil
}

type header interface{ Get(string) string }

type splitter struct {
	budget *page.Budget
	parts  []part
}

// mostParts is how many parts a message may have.
const mostParts = 1000

func (s *splitter) add(h header, body io.Reader, depth int) error {
	if err := s.budget.Time(); err != nil {
		return err
	}
	if len(s.parts) >= mostParts {
		return fmt.Errorf("%w: more than %d parts", ErrBroken, mostParts)
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		media, params = "text/plain", nil
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		return s.multipart(multipart.NewReader(body, params["boundary"]), depth)
	}
	_, disposition, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := decoded(disposition["filename"])
	if name == "" {
		name = decoded(params["name"])
	}
	content := strings.HasPrefix(strings.ToLower(h.Get("Content-Disposition")), "attachment")
	if name == "" && (content || media == "message/rfc822" || !strings.HasPrefix(media, "text/")) {
		name = fmt.Sprintf("attachment-%d%s", len(s.parts)+1, extension(media))
	}
	data, err := s.decode(h.Get("Content-Transfer-Encoding"), body)
	if err != nil {
		return err
	}
	s.parts = append(s.parts, part{media, params, base(name), data})
	return nil
}

func (s *splitter) multipart(r *multipart.Reader, depth int) error {
	if err := s.budget.Nested(depth); err != nil {
		return err
	}
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			if len(s.parts) > 0 && errors.Is(err, io.ErrUnexpectedEOF) {
				return nil // the closing line is missing, as in many messages
			}
			return fmt.Errorf("%w: part %d: %v", ErrBroken, len(s.parts)+1, err)
		}
		if err := s.add(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

// decode reads the content of a part.
func (s *splitter) decode(encoding string, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	most := s.budget.Unpackable()
	data, err := io.ReadAll(io.LimitReader(body, most+1))
	if over := s.budget.Unpack(int64(len(data))); over != nil {
		return nil, over
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("%w: part %d: %v", ErrBroken, len(s.parts)+1, err)
	}
	return data, nil
}

// base is the last part of a file's name, without what would lead out of a folder.
func base(name string) string {
	if name == "" {
		return ""
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return "attachment"
	}
	return name
}

// extension gives the extension of files of a kind.
func extension(media string) string {
	switch media {
	case "message/rfc822":
		return ".eml"
	case "application/pdf":
		return ".pdf"
	case "text/html":
		return ".html"
	case "text/plain":
		return ".txt"
	}
	return ""
}

// decoded reads a header in which words may be encoded.
func decoded(s string) string {
	decoder := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if d, err := decoder.DecodeHeader(s); err == nil {
		s = d
	}
	return page.Visible(s)
}

func day(s string) string {
	t, err := mail.ParseDate(s)
	if err != nil || t.Year() < 1970 {
		return ""
	}
	return t.Format(time.DateOnly)
}

// sender is the name in front of an address.
func sender(s string) string {
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	a, err := parser.Parse(s)
	if err != nil {
		return ""
	}
	return page.Visible(a.Name)
}

// utf8 gives the text of a part in UTF-8.
func (p part) utf8() ([]byte, error) {
	label := strings.ToLower(p.params["charset"])
	switch label {
	case "", "us-ascii", "ascii", "utf-8", "utf8":
		return p.data, nil
	}
	r, err := charset.NewReaderLabel(label, bytes.NewReader(p.data))
	if err != nil {
		return nil, fmt.Errorf("%w: its text is in %q, which is no known encoding", ErrBroken, label)
	}
	return io.ReadAll(r)
}

func (p part) read(budget *page.Budget) (*message, error) {
	data, err := p.utf8()
	if err != nil {
		return nil, err
	}
	m := &message{}
	if p.media == "text/html" {
		if p.params["charset"] != "" {
			data = append([]byte("\ufeff"), data...) // the message has said so, whatever the page says
		}
		if m.Page, err = html.Read(data, budget); err == nil {
			m.Places, m.Turns = page.Lines, nil // nobody sees the source of a message
		}
	} else {
		m.Page, err = text.Read(plain(data, p.params), budget)
	}
	return m, err
}
