// Package papertest reads the files that package paper writes, for tests: their text by structure
// element and by page, and whether they keep what PDF/UA-1 and PDF/A-3a ask of them. It does not read PDF
// files of others.
package papertest

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// File is a file that was read.
type File struct {
	Root        *Node
	Pages       []*Page
	Outline     []Bookmark
	Attachments []Attachment

	raw     []byte
	trailer string               // the dictionary of the table of objects
	size    int                  // one more than the highest number of an object
	objects map[int]string       // dictionary by number
	streams map[int][]byte       // inflated
	groups  map[int]map[int]bool // the objects in each stream of objects
	numbers map[int]int          // of pages, from 1, by object
}

// Bookmark is a heading in the outline.
type Bookmark struct {
	Title string
	Level int // 1 for the outermost
	Page  int
}

// Attachment is a file within the file.
type Attachment struct {
	Name, Type, Description, Relationship string

	Data   []byte
	Stored int // bytes that it takes
}

// Node is an element of the structure tree.
type Node struct {
	Tag, Alt, Lang, ID string

	URL    string // of a link out of the document
	Target int    // the page that a link leads to

	Page int // where it begins, from 1; 0 without content
	Text string
	Kids []*Node

	number      int
	marks       [][2]int // page and identifier
	annotations [][2]int // page and number of the object
}

// All lists the node and those below it, in reading order, that have one of the tags; all without tags.
func (n *Node) All(tags ...string) []*Node {
	var out []*Node
	if len(tags) == 0 {
		out = append(out, n)
	}
	for _, t := range tags {
		if n.Tag == t {
			out = append(out, n)
		}
	}
	for _, k := range n.Kids {
		out = append(out, k.All(tags...)...)
	}
	return out
}

// Page is what stands on a page.
type Page struct {
	MediaBox string // its size, as the file has it
	Shown    []Shown
	problems []string
	used     map[int]string // identifiers of marked sequences, with their tag
}

// Text is the text of the page, one line for each piece that is drawn.
func (p *Page) Text() string {
	var b strings.Builder
	for _, s := range p.Shown {
		b.WriteString(s.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// Shown is a piece of text on a page.
type Shown struct {
	Text string
	Read string  // what it stands for, where that is something else
	X, Y float64 // of its left end and baseline, from the lower left corner
	Mark int     // identifier of its marked sequence; -1 in an artifact
	Font string
	Size float64
}

// Read reads a file.
func Read(raw []byte) (*File, error) {
	f := &File{raw: raw, objects: map[int]string{}, streams: map[int][]byte{}, groups: map[int]map[int]bool{}, numbers: map[int]int{}}
	if err := f.readObjects(); err != nil {
		return nil, err
	}
	catalog := f.ref(f.trailer, "Root")
	for _, m := range refs.FindAllStringSubmatch(f.array(f.objects[f.ref(f.objects[catalog], "Pages")], "Kids"), -1) {
		n, _ := strconv.Atoi(m[1])
		p, err := readPage(f.streams[f.ref(f.objects[n], "Contents")])
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", len(f.Pages)+1, err)
		}
		p.MediaBox = f.array(f.objects[n], "MediaBox")
		f.Pages = append(f.Pages, p)
		f.numbers[n] = len(f.Pages)
	}
	tree := f.objects[f.ref(f.objects[catalog], "StructTreeRoot")]
	f.Root = f.node(f.ref(tree, "K"))
	f.Outline = f.bookmarks(f.ref(f.objects[catalog], "Outlines"), 1)
	f.Attachments = f.attached(f.objects[catalog])
	return f, nil
}

// bookmarks lists those below an item of the outline, in the order in which they stand.
func (f *File) bookmarks(parent, level int) []Bookmark {
	var out []Bookmark
	seen := map[int]bool{}
	for n := f.ref(f.objects[parent], "First"); n > 0 && !seen[n]; n = f.ref(f.objects[n], "Next") {
		seen[n] = true
		out = append(out, Bookmark{f.key(f.objects[n], "Title"), level, f.numbers[f.ref(f.objects[n], "Dest")]})
		out = append(out, f.bookmarks(n, level+1)...)
	}
	return out
}

func (f *File) attached(catalog string) []Attachment {
	var out []Attachment
	for _, m := range refs.FindAllStringSubmatch(f.array(catalog, "AF"), -1) {
		n, _ := strconv.Atoi(m[1])
		spec := f.objects[n]
		_, files, _ := strings.Cut(spec, "/EF <<")
		stream := f.ref(files, "F")
		stored, _ := strconv.Atoi(f.key(f.objects[stream], "Length"))
		out = append(out, Attachment{
			Name: f.key(spec, "UF"), Type: strings.ReplaceAll(f.key(f.objects[stream], "Subtype"), "#2F", "/"),
			Description: f.key(spec, "Desc"), Relationship: f.key(spec, "AFRelationship"), Data: f.streams[stream], Stored: stored,
		})
	}
	return out
}

var kids = regexp.MustCompile(`<< /Type /OBJR /Pg (\d+) 0 R /Obj (\d+) 0 R >>|<< /Type /MCR /Pg (\d+) 0 R /MCID (\d+) >>|(\d+) 0 R|(\d+)`)

var refs = regexp.MustCompile(`(\d+) 0 R`)

// readObjects finds the objects by the table of the cross-reference stream.
func (f *File) readObjects() error {
	start := regexp.MustCompile(`\nstartxref\n(\d+)\n%%EOF\n$`).FindSubmatch(f.raw)
	if start == nil {
		return fmt.Errorf("no end of file")
	}
	at, _ := strconv.Atoi(string(start[1]))
	trailer, table, err := f.object(-1, at)
	if err != nil {
		return err
	}
	f.trailer = trailer
	f.size, _ = strconv.Atoi(f.key(trailer, "Size"))
	if f.key(trailer, "Type") != "XRef" || f.array(trailer, "W") != "1 4 2" || len(table) != entrySize*f.size {
		return fmt.Errorf("no cross-reference stream at %d", at)
	}
	inside := map[int]int{} // the stream of objects that an object is in, by object
	for n := range f.size {
		entry := table[entrySize*n:]
		where := int(binary.BigEndian.Uint32(entry[1:]))
		switch entry[0] {
		case 1:
			if err := f.readObject(n, where); err != nil {
				return err
			}
		case 2:
			inside[n] = where
		}
	}
	for n, group := range inside {
		if !f.groups[group][n] {
			return fmt.Errorf("object %d is not in %d, where it is said to be", n, group)
		}
	}
	return nil
}

// entrySize is how many bytes the table has for an object.
const entrySize = 7

// readObject reads an object, and those in it where it is a stream of objects.
func (f *File) readObject(n, at int) error {
	dict, stream, err := f.object(n, at)
	if err != nil {
		return err
	}
	switch f.key(dict, "Type") {
	case "XRef":
	case "ObjStm":
		if err := f.readGroup(n, dict, stream); err != nil {
			return fmt.Errorf("object %d: %w", n, err)
		}
	default:
		f.objects[n] = dict
		if stream != nil {
			f.streams[n] = stream
		}
	}
	return nil
}

// readGroup reads a stream of objects.
func (f *File) readGroup(group int, dict string, stream []byte) error {
	count, _ := strconv.Atoi(f.key(dict, "N"))
	first, _ := strconv.Atoi(f.key(dict, "First"))
	heads := strings.Fields(string(stream[:min(first, len(stream))]))
	if len(heads) != 2*count {
		return fmt.Errorf("%d objects, but %d numbers", count, len(heads))
	}
	f.groups[group] = map[int]bool{}
	end := len(stream)
	for i := count - 1; i >= 0; i-- {
		n, _ := strconv.Atoi(heads[2*i])
		at, _ := strconv.Atoi(heads[2*i+1])
		if first+at > end {
			return fmt.Errorf("object %d has no end", n)
		}
		f.objects[n] = string(stream[first+at : end])
		f.groups[group][n] = true
		end = first + at
	}
	return nil
}

// object reads an object that stands at a byte of the file: a dictionary and, inflated, its stream. A negative number may be any.
func (f *File) object(n, at int) (dict string, stream []byte, err error) {
	body := f.raw[min(at, len(f.raw)):]
	number, body, ok := bytes.Cut(body, []byte(" 0 obj\n"))
	if !ok || n >= 0 && string(number) != strconv.Itoa(n) {
		return "", nil, fmt.Errorf("no object %d at %d", n, at)
	}
	end := bytes.Index(body, []byte("endobj"))
	if end < 0 {
		return "", nil, fmt.Errorf("object %d has no end", n)
	}
	head, _, ok := bytes.Cut(body[:end], []byte("\nstream\n"))
	if !ok {
		return string(body[:end]), nil, nil
	}
	size, _ := strconv.Atoi(f.key(string(head), "Length"))
	data := body[len(head)+len("\nstream\n"):]
	if size > len(data) || !bytes.HasPrefix(data[size:], []byte("\nendstream")) {
		return "", nil, fmt.Errorf("the stream of object %d is not of %d bytes", n, size)
	}
	data = data[:size]
	if strings.Contains(string(head), "/FlateDecode") {
		r, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return "", nil, fmt.Errorf("object %d: %w", n, err)
		}
		if data, err = io.ReadAll(r); err != nil {
			return "", nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	return string(head), data, nil
}

// key is the value of a key that is a number, a name or a text in hexadecimal.
func (f *File) key(dict, name string) string {
	_, rest, ok := strings.Cut(dict, "/"+name+" ")
	if !ok {
		return ""
	}
	if s, ok := strings.CutPrefix(rest, "<FEFF"); ok {
		s, _, _ = strings.Cut(s, ">")
		b, _ := hex.DecodeString(s)
		return decode(b)
	}
	value, _, _ := strings.Cut(rest, " ")
	return strings.TrimSpace(strings.TrimPrefix(value, "/"))
}

// ref is the number of the object that a key refers to, alone or first in an array; 0 for none.
func (f *File) ref(dict, name string) int {
	for found := true; found; { // the name may be a value too, as in /S /P /P 3 0 R
		if _, dict, found = strings.Cut(dict, "/"+name+" "); found {
			number, rest, _ := strings.Cut(strings.TrimPrefix(dict, "["), " ")
			if n, err := strconv.Atoi(number); err == nil && strings.HasPrefix(rest, "0 R") {
				return n
			}
		}
	}
	return 0
}

func (f *File) array(dict, name string) string {
	_, rest, ok := strings.Cut(dict, "/"+name+" [")
	if !ok {
		return ""
	}
	depth := 1
	for i, r := range rest {
		switch r {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return rest[:i]
			}
		}
	}
	return ""
}

func decode(b []byte) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(u))
}

func (f *File) node(n int) *Node {
	dict := f.objects[n]
	e := &Node{Tag: f.key(dict, "S"), Alt: f.key(dict, "Alt"), Lang: f.key(dict, "Lang"), ID: f.key(dict, "ID"), number: n}
	home := f.numbers[f.ref(dict, "Pg")]
	for _, m := range kids.FindAllStringSubmatch(f.array(dict, "K"), -1) {
		number := func(i int) int { v, _ := strconv.Atoi(m[i]); return v }
		switch {
		case m[1] != "":
			e.annotations = append(e.annotations, [2]int{f.numbers[number(1)], number(2)})
			annotation := f.objects[number(2)]
			if _, uri, ok := strings.Cut(annotation, "/S /URI /URI <"); ok {
				uri, _, _ = strings.Cut(uri, ">")
				b, _ := hex.DecodeString(uri)
				e.URL = string(b)
			}
			e.Target = f.numbers[f.ref(annotation, "Dest")]
			continue
		case m[3] != "":
			e.marks = append(e.marks, [2]int{f.numbers[number(3)], number(4)})
		case m[5] != "":
			kid := f.node(number(5))
			e.Kids = append(e.Kids, kid)
			e.Text += kid.Text
			if e.Page == 0 {
				e.Page = kid.Page
			}
			continue
		default:
			e.marks = append(e.marks, [2]int{home, number(6)})
		}
		mark := e.marks[len(e.marks)-1]
		if e.Page == 0 {
			e.Page = mark[0]
		}
		if mark[0] > 0 {
			for _, s := range f.Pages[mark[0]-1].Shown {
				if s.Mark == mark[1] {
					e.Text += cmp.Or(s.Read, s.Text)
				}
			}
		}
	}
	return e
}

// readPage runs the content of a page.
func readPage(content []byte) (*Page, error) {
	p := &Page{used: map[int]string{}}
	var operands []string
	var marks []int // -1 for an artifact
	font, read, ok := "", "", false
	number := func(i int) float64 {
		if i >= len(operands) {
			return 0
		}
		v, _ := strconv.ParseFloat(operands[i], 64)
		return v
	}
	var x, y, size float64
	depth := 0
	for len(content) > 0 {
		token, rest, err := next(content)
		if err != nil {
			return nil, err
		}
		content = rest
		if token == "" {
			continue
		}
		if c := token[0]; c == '(' || c == '/' || c == '[' || c == '<' || c == '-' || c == '.' || '0' <= c && c <= '9' {
			operands = append(operands, token)
			continue
		}
		switch token {
		case "BDC":
			if len(operands) < 2 {
				return nil, fmt.Errorf("BDC without operands")
			}
			if operands[0] == "/Span" && len(marks) > 0 {
				if _, read, ok = strings.Cut(operands[1], "/ActualText <FEFF"); !ok {
					p.problems = append(p.problems, "a span that says nothing")
				}
				b, _ := hex.DecodeString(strings.TrimRight(read, "> "))
				read = decode(b)
				marks = append(marks, marks[len(marks)-1])
				break
			}
			id, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(operands[1], "<</MCID "), ">>")))
			if err != nil {
				return nil, fmt.Errorf("%s: %w", operands[1], err)
			}
			if len(marks) > 0 {
				p.problems = append(p.problems, "marked sequences stand within each other")
			}
			if _, ok := p.used[id]; ok {
				p.problems = append(p.problems, fmt.Sprintf("identifier %d is used twice", id))
			}
			p.used[id] = strings.TrimPrefix(operands[0], "/")
			marks = append(marks, id)
		case "BMC":
			marks = append(marks, -1)
		case "EMC":
			if len(marks) == 0 {
				return nil, fmt.Errorf("EMC without a beginning")
			}
			marks = marks[:len(marks)-1]
			read = ""
		case "q":
			depth++
		case "Q":
			depth--
		case "Tf":
			font, size = strings.TrimPrefix(operands[0], "/"), number(1)
		case "Td":
			x, y = number(0), number(1)
		case "Tj", "S", "s", "f", "B":
			if len(marks) == 0 {
				p.problems = append(p.problems, token+" outside marks")
				break
			}
			if token == "Tj" {
				p.Shown = append(p.Shown, Shown{decode([]byte(operands[0][1:])), read, x, y, marks[len(marks)-1], font, size})
			}
		}
		operands = nil
	}
	if len(marks) > 0 || depth != 0 {
		p.problems = append(p.problems, "marks or states are left open")
	}
	return p, nil
}

// next cuts a token off: a text as "(" and its bytes, a dictionary and an array whole.
func next(b []byte) (token string, rest []byte, err error) {
	b = bytes.TrimLeft(b, " \n\r\t")
	if len(b) == 0 {
		return "", nil, nil
	}
	switch b[0] {
	case '(':
		text := []byte{'('}
		for i := 1; i < len(b); i++ {
			switch b[i] {
			case '\\':
				if i++; i < len(b) && b[i] == 'r' {
					text = append(text, '\r')
				} else if i < len(b) {
					text = append(text, b[i])
				}
			case ')':
				return string(text), b[i+1:], nil
			default:
				text = append(text, b[i])
			}
		}
		return "", nil, fmt.Errorf("a text without end")
	case '<':
		i := bytes.Index(b, []byte(">>"))
		if i < 0 {
			return "", nil, fmt.Errorf("a dictionary without end")
		}
		if i += 2; i < len(b) && b[i] == '>' { // of a text in hexadecimal before the end
			i++
		}
		return string(b[:i]), b[i:], nil
	}
	i := bytes.IndexAny(b[1:], " \n\r\t(<[")
	if i < 0 {
		return string(b), nil, nil
	}
	return string(b[:i+1]), b[i+1:], nil
}

// Lines counts the lines of an element on each page that it stands on.
func (f *File) Lines(n *Node) map[int]int {
	out := map[int]int{}
	seen := map[[2]float64]bool{}
	for _, e := range n.All() {
		for _, m := range e.marks {
			if m[0] == 0 {
				continue
			}
			for _, s := range f.Pages[m[0]-1].Shown {
				if at := [2]float64{float64(m[0]), s.Y}; s.Mark == m[1] && !seen[at] {
					seen[at] = true
					out[m[0]]++
				}
			}
		}
	}
	return out
}
