package mail

import (
	"bytes"
	"strings"

	"tidyrelease/extract/page"
)

// plain gives a plain text without what mail programs added. The lines stay as many as they were, but for those joined.
func plain(data []byte, params map[string]string) []byte {
	flowed := strings.EqualFold(params["format"], "flowed")
	joinsBare := strings.EqualFold(params["delsp"], "yes")
	var out []byte
	for line := range bytes.Lines(data) {
		line = bytes.TrimRight(line, "\r\n")
		if bytes.Equal(line, []byte("-- ")) {
			break
		}
		for bytes.HasPrefix(line, []byte(">")) {
			line = bytes.TrimPrefix(line[1:], []byte(" "))
		}
		if flowed {
			line = bytes.TrimPrefix(line, []byte(" "))
			if bytes.HasSuffix(line, []byte(" ")) {
				if joinsBare {
					line = line[:len(line)-1]
				}
				out = append(out, line...)
				continue
			}
		}
		out = append(append(out, line...), '\n')
	}
	return out
}

// message is the text of a message, of which its headers tell more.
type message struct{ *page.Page }

// headers are what a message tells of itself.
type headers struct{ subject, date, sender string }

// told fills in what the headers tell: those of a message that was forwarded by hand go before those of the message at
// hand, and what the text itself tells before both.
func (m *message) told(h headers) {
	forwarded := m.cutForwarded()
	if forwarded != (headers{}) {
		h = forwarded
	}
	m.Sent = h.date
	if m.Publisher == "" && strings.Contains(m.Text, h.sender) {
		m.Publisher = h.sender // and no person who forwards it
	}
	subject := bare(h.subject)
	for i := range m.Blocks {
		if m.Blocks[i].Kind == page.Title {
			return
		}
	}
	m.Title = ""
	for i := range m.Blocks {
		b := &m.Blocks[i]
		if strings.EqualFold(strings.Join(strings.Fields(m.Text[b.Start:b.End]), " "), subject) {
			b.Kind, m.Title = page.Title, subject
			return
		}
	}
}

// bare is a subject without "Fwd:" and "Re:", in both languages.
func bare(subject string) string {
	for {
		front, rest, ok := strings.Cut(subject, ":")
		switch strings.ToLower(strings.TrimSpace(front)) {
		case "fw", "fwd", "re", "tr", "réf", "ref":
		default:
			ok = false
		}
		if !ok {
			return strings.TrimSpace(subject)
		}
		subject = strings.TrimSpace(rest)
	}
}

// The names of the lines that programs put above a forwarded message.
var forwardedNames = map[string]string{
	"from": "sender", "de": "sender", "date": "date", "sent": "date", "envoyé": "date", "subject": "subject", "objet": "subject", "to": "", "à": "", "cc": "",
}

// cutForwarded takes the lines above a forwarded message out of the text, and what stands in front of them, if that is
// short: a note from whoever forwards it.
func (m *message) cutForwarded() headers {
	const (
		near = 40 // blocks in which they begin
		few  = 3  // lines that make them out
	)
	for i := range m.Blocks[:min(near, len(m.Blocks))] {
		var h headers
		n := 0
		for ; i+n < len(m.Blocks); n++ {
			if !m.headerLines(m.Blocks[i+n], &h) {
				break
			}
		}
		if h.sender != "" && h.subject != "" && i+n < len(m.Blocks) && (n >= few || h.date != "") {
			m.Blocks = m.Blocks[i+n:]
			return h
		}
	}
	return headers{}
}

// headerLines reads a block of such lines.
func (m *message) headerLines(b page.Block, h *headers) bool {
	for line := range strings.SplitSeq(m.Text[b.Start:b.End], "\n") {
		name, value, ok := strings.Cut(line, ":")
		kind, known := forwardedNames[strings.ToLower(strings.Trim(name, " *\u00a0"))]
		if !ok || !known {
			return false
		}
		value = strings.Trim(value, " *\u00a0")
		switch kind {
		case "sender":
			if h.sender = sender(value); h.sender == "" {
				h.sender, _, _ = strings.Cut(value, " <")
			}
		case "date":
			h.date = day(value)
		case "subject":
			h.subject = value
		}
	}
	return true
}
