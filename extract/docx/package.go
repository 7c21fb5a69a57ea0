package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"tidyrelease/extract/page"
)

// Reasons for which a document is refused. They come wrapped, with the part and the place.
var (
	ErrBroken   = errors.New("the Word document is broken")
	ErrEntities = errors.New("the Word document declares a document type or entities, which no program that writes them does")
)

// parts are the files in a document's archive.
type parts struct {
	files  map[string]*zip.File
	budget *page.Budget
}

// The most files that an archive may list: a document has a few dozen, and the list itself can fill the memory.
const mostFiles = 10_000

// open reads the list of an archive.
func open(data []byte, budget *page.Budget) (*parts, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > mostFiles {
		return nil, fmt.Errorf("%w: its archive lists %d files, over the limit of %d", ErrBroken, n, mostFiles)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrBroken, err)
	}
	p := &parts{files: map[string]*zip.File{}, budget: budget}
	for _, f := range archive.File {
		p.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	return p, nil
}

func (p *parts) has(name string) bool { return p.files[strings.ToLower(name)] != nil }

// walk reads the tokens of a part, if there is one.
func (p *parts) walk(name string, visit func(*tokens) error) error {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	if f.UncompressedSize64 > uint64(p.budget.Unpackable()) { // also where it lies, it is refused below
		return p.budget.Unpack(int64(min(f.UncompressedSize64, 1<<62)))
	}
	content, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: %s: %v", ErrBroken, name, err)
	}
	defer content.Close()
	t := &tokens{decoder: xml.NewDecoder(&metered{content, p.budget}), budget: p.budget, spaces: map[string]string{}}
	t.decoder.CharsetReader = charset.NewReaderLabel
	err = visit(t)
	if _, over := errors.AsType[*page.LimitError](err); err == nil || over || errors.Is(err, ErrEntities) {
		return err
	}
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	line, column := t.decoder.InputPos()
	return fmt.Errorf("%w: %s, line %d, column %d: %v", ErrBroken, name, line, column, err)
}

// metered counts what is unpacked.
type metered struct {
	io.Reader
	budget *page.Budget
}

func (m *metered) Read(b []byte) (int, error) {
	n, err := m.Reader.Read(b)
	if over := m.budget.Unpack(int64(n)); over != nil {
		return 0, over
	}
	return n, err
}

// tokens are the elements and texts of a part, with short names for the namespaces that matter.
type tokens struct {
	decoder *xml.Decoder
	budget  *page.Budget
	spaces  map[string]string // prefix → short name with its colon; "" for WordprocessingML
	depth   int
	read    int
}

// element is a start tag.
type element struct {
	name string // local name, with "m:", "mc:" or "?:" in front where it is not of WordprocessingML
	attr []xml.Attr
}

// get gives an attribute by its local name.
func (e element) get(name string) string {
	for _, a := range e.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on tells whether a property that can be switched off is on.
func (e element) on() bool {
	switch e.get("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

func (t *tokens) name(n xml.Name) string {
	short, known := t.spaces[n.Space]
	if !known {
		short = "?:"
	}
	return short + n.Local
}

// declare notes what the prefixes of an element stand for.
func (t *tokens) declare(attrs []xml.Attr) {
	for _, a := range attrs {
		prefix := a.Name.Local
		switch {
		case a.Name.Space == "xmlns":
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			prefix = ""
		default:
			continue
		}
		switch v := a.Value; {
		case strings.Contains(v, "/wordprocessingml/") && strings.HasSuffix(v, "/main"), strings.HasSuffix(v, "/package/2006/relationships"):
			t.spaces[prefix] = ""
		case strings.Contains(v, "/officeDocument/") && strings.HasSuffix(v, "/math"):
			t.spaces[prefix] = "m:"
		case strings.Contains(v, "/markup-compatibility/"):
			t.spaces[prefix] = "mc:"
		default:
			t.spaces[prefix] = "?:"
		}
	}
}

// next reads a token: a start tag as element, a text as bytes, nil for an end tag.
func (t *tokens) next() (any, error) {
	const often = 1024 // tokens between two looks at the clock
	for {
		token, err := t.decoder.RawToken()
		if err != nil {
			return nil, err
		}
		if t.read++; t.read%often == 0 {
			if err := t.budget.Time(); err != nil {
				return nil, err
			}
		}
		switch token := token.(type) {
		case xml.StartElement:
			t.declare(token.Attr)
			if t.depth++; t.depth > 0 {
				if err := t.budget.Depth(t.depth); err != nil {
					return nil, err
				}
			}
			return element{t.name(token.Name), token.Attr}, nil
		case xml.EndElement:
			if t.depth--; t.depth < 0 {
				return nil, errors.New("an end tag without a start tag")
			}
			return nil, nil
		case xml.CharData:
			return []byte(token), nil
		case xml.Directive:
			return nil, ErrEntities
		}
	}
}

// children visits the elements in the element at hand, up to its end. What visit does not read is passed over.
func (t *tokens) children(visit func(element) error) error {
	inside := t.depth
	for {
		token, err := t.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case nil:
			return nil
		case element:
			if err := visit(token); err != nil {
				return err
			}
			if err := t.leave(inside); err != nil {
				return err
			}
		}
	}
}

// leave passes over tokens up to the depth.
func (t *tokens) leave(depth int) error {
	for t.depth > depth {
		if _, err := t.next(); err != nil {
			return err
		}
	}
	return nil
}

// text reads the text of the element at hand.
func (t *tokens) text() ([]byte, error) {
	var text []byte
	for {
		token, err := t.next()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case []byte:
			text = append(text, token...)
		case nil:
			return text, nil
		case element:
			if err := t.leave(t.depth - 1); err != nil {
				return nil, err
			}
		}
	}
}

// root visits the children of the part's first element.
func (t *tokens) root(visit func(element) error) error {
	for {
		token, err := t.next()
		if err != nil {
			return err
		}
		if _, ok := token.(element); ok {
			return t.children(visit)
		}
	}
}

// related gives the parts that a part's relationships lead to, by the last word of their kind.
func (p *parts) related(part string) (map[string]string, error) {
	folder, base := path.Split(part)
	found := map[string]string{}
	err := p.walk(path.Join(folder, "_rels", base+".rels"), func(t *tokens) error {
		return t.root(func(e element) error {
			if e.name != "Relationship" || e.get("TargetMode") == "External" {
				return nil
			}
			target := e.get("Target")
			if strings.HasPrefix(target, "/") {
				target = target[1:]
			} else {
				target = path.Join(folder, target)
			}
			found[path.Base(e.get("Type"))] = target
			return nil
		})
	})
	return found, err
}
