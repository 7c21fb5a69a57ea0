package language

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"tidyrelease/extract/token"
)

// traits is the file that holds the Traits of a pack.
const traits = "grammar.yaml"

// Compile reads the YAML files of a folder. Errors name file, line and column; all that are found are told.
func Compile(code string, dir fs.FS) (*Pack, error) {
	p := &Pack{Code: code, wording: map[string]string{}}
	c := &compiler{pack: p, sets: map[Set]uint16{{}: 0}}
	c.style(token.Style{Decimal: '.'})
	p.texts = []string{""}
	p.root, p.single, p.opening = []int32{0}, []uint16{0}, []uint16{0}
	p.sets = []Set{{}}
	p.nodes = []node{{}}
	p.hyphen = p.number([]byte("-"))
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("language %s: no YAML files", code)
	}
	if i := slices.Index(names, traits); i > 0 { // phrases are cut by its decimal mark
		names[0], names[i] = names[i], names[0]
	}
	var errs []error
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("language %s: %w", code, err)
		}
		f := file{compiler: c, name: path.Join(code, name)}
		if name == traits {
			f.traits(data)
		} else {
			f.read(data)
		}
		errs = append(errs, f.errs...)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return p, c.countries()
}

// compiler is what a pack needs while it is compiled.
type compiler struct {
	pack      *Pack
	scanner   *token.Scanner
	paradigms [][]string // of regular verbs: the infinitive's ending and those of its forms, the participle first

	sets   map[Set]uint16 // where each stands in the pack
	tokens []token.Token  // of the phrase at hand …
	words  []uint32       // … and its words
}

// style is how the language writes numbers, and so how phrases are cut.
func (c *compiler) style(s token.Style) {
	c.pack.Style = s
	c.scanner = token.NewScanner(s, numbering{c.pack})
}

// numbering lets the scanner give numbers to the words of phrases while a pack is compiled.
type numbering struct{ p *Pack }

func (n numbering) Lookup(folded []byte) uint32 { return n.p.number(folded) }

func (n numbering) Splits(uint32) bool { return false }

func (p *Pack) number(folded []byte) uint32 {
	if w := p.Lookup(folded); w != 0 {
		return w
	}
	w := uint32(len(p.texts))
	p.words.put(key(folded), w)
	p.texts = append(p.texts, string(folded))
	p.root, p.single, p.opening = append(p.root, 0), append(p.single, 0), append(p.opening, 0)
	return w
}

// classify adds a class to a word's set.
func (c *compiler) classify(of []uint16, word uint32, class Class) {
	set := c.pack.sets[of[word]].With(SetOf(class))
	n, ok := c.sets[set]
	if !ok {
		n = uint16(len(c.pack.sets))
		c.pack.sets = append(c.pack.sets, set)
		c.sets[set] = n
	}
	of[word] = n
}

// add gives a phrase a meaning.
func (c *compiler) add(phrase string, e Entry) error {
	p := c.pack
	c.tokens = c.scanner.Scan(c.tokens[:0], phrase, 0, len(phrase))
	words := c.words[:0]
	for _, t := range c.tokens {
		if t.Kind == token.Number {
			t.Word = p.number([]byte(phrase[t.Start:t.End]))
		}
		if t.Word != p.hyphen || len(c.tokens) == 1 {
			words = append(words, t.Word)
		}
	}
	c.words = words
	if len(words) == 0 {
		return errors.New("empty phrase")
	}
	c.classify(p.opening, words[0], e.Class)
	if len(words) == 1 {
		c.classify(p.single, words[0], e.Class)
	}
	at := &p.root[words[0]]
	for i := 0; ; i++ {
		if *at == 0 {
			p.nodes = append(p.nodes, node{})
			*at = int32(len(p.nodes) - 1)
		}
		n := &p.nodes[*at]
		if i+1 == len(words) {
			if slices.ContainsFunc(n.entries, func(o Entry) bool { return o.Class == e.Class }) {
				return fmt.Errorf("%q stands twice in its class", phrase)
			}
			n.entries = append(n.entries, e)
			return nil
		}
		child := p.next(*at, words[i+1])
		if child == 0 {
			p.nodes = append(p.nodes, node{})
			child = int32(len(p.nodes) - 1)
			p.edges.put(edge(*at, words[i+1]), uint32(child))
		}
		at = &child
	}
}

// conjugate adds the forms of a regular verb. A form that another verb has already stays with that verb.
func (c *compiler) conjugate(infinitive string) error {
	var best []string
	for _, forms := range c.paradigms {
		if strings.HasSuffix(infinitive, forms[0]) && (best == nil || len(forms[0]) > len(best[0])) {
			best = forms
		}
	}
	if best == nil {
		return fmt.Errorf("no paradigm above fits %q", infinitive)
	}
	stem := strings.TrimSuffix(infinitive, best[0])
	for _, ending := range best[1:] {
		if word := c.pack.number([]byte(stem + ending)); !c.pack.sets[c.pack.single[word]].Has(VerbForm) {
			if err := c.add(stem+ending, Entry{Class: VerbForm, ID: stem + best[1]}); err != nil {
				return err
			}
		}
	}
	return nil
}

// file is a file of a pack while it is read.
type file struct {
	*compiler
	name string
	errs []error
}

// fail notes what is wrong with a node.
func (f *file) fail(n ast.Node, format string, args ...any) {
	line, column := 1, 1
	if t := n.GetToken(); t != nil && t.Position != nil {
		line, column = t.Position.Line, t.Position.Column
	}
	f.errs = append(f.errs, fmt.Errorf("%s:%d:%d: %s", f.name, line, column, fmt.Sprintf(format, args...)))
}

// malformed notes what the YAML library says is wrong.
func (f *file) malformed(err error) {
	if e, ok := errors.AsType[yaml.Error](err); ok && e.GetToken() != nil && e.GetToken().Position != nil {
		at := e.GetToken().Position
		err = fmt.Errorf("%s:%d:%d: %s", f.name, at.Line, at.Column, e.GetMessage())
	} else {
		err = fmt.Errorf("%s: %w", f.name, err)
	}
	f.errs = append(f.errs, err)
}

// traits reads the file of the pack's traits.
func (f *file) traits(data []byte) {
	t := &f.pack.Traits
	if err := careful(func() error { return yaml.UnmarshalWithOptions(data, t, yaml.Strict()) }); err != nil {
		f.malformed(err)
	}
	s := token.Style{Decimal: '.', SpaceGroups: t.SpaceGroups, PointGroups: t.PointGroups}
	if t.Decimal != 0 {
		s.Decimal = byte(t.Decimal)
	}
	if s.PointGroups && s.Decimal == '.' {
		f.errs = append(f.errs, fmt.Errorf("%s: a point cannot both group digits and stand before decimals", f.name))
	}
	f.style(s)
}

// read adds what a file of classes says.
func (f *file) read(data []byte) {
	var tree *ast.File
	err := careful(func() (err error) {
		tree, err = parser.ParseBytes(data, 0)
		return err
	})
	if err != nil {
		f.malformed(err)
		return
	}
	for _, doc := range tree.Docs {
		for _, entry := range f.pairs(doc.Body) {
			key, _ := text(entry.Key)
			if read, ok := special[key]; ok {
				read(f, entry.Value)
			} else if c, ok := classNames[key]; ok {
				f.class(c, entry.Value)
			} else {
				f.fail(entry.Key, "no class is called %q", key)
			}
		}
	}
}

// careful makes an error of a panic of the YAML library, such as it has on a tag without a value.
func careful(read func() error) (err error) {
	defer func() {
		if failure := recover(); failure != nil {
			err = fmt.Errorf("this is no YAML: %v", failure)
		}
	}()
	return read()
}

// class adds the phrases of a class.
func (f *file) class(c Class, value ast.Node) {
	known, identified := identifiers[c]
	if !identified {
		if _, list := value.(*ast.SequenceNode); !list {
			f.fail(value, "the class is a list of phrases, without identifiers")
			return
		}
		f.phrases(value, Entry{Class: c})
		return
	}
	for _, entry := range f.pairs(value) {
		e := Entry{Class: c}
		var ok bool
		if e.ID, ok = text(entry.Key); !ok {
			f.fail(entry.Key, "an identifier is text")
			continue
		}
		if err := known(e.ID); err != nil {
			f.fail(entry.Key, "%v", err)
			continue
		}
		e.Value, _ = strconv.ParseInt(e.ID, 10, 64)
		f.phrases(entry.Value, e)
	}
}

// phrases adds one phrase or a list of them.
func (f *file) phrases(value ast.Node, e Entry) {
	for n, phrase := range f.texts(value) {
		err := f.add(phrase, e)
		if err == nil && e.Class == Demonym {
			err = f.add(phrase, Entry{Class: Area, ID: e.ID})
		}
		if err != nil {
			f.fail(n, "%v", err)
		}
	}
}

// special reads the keys that are no class.
var special = map[string]func(f *file, value ast.Node){
	"wording": func(f *file, value ast.Node) {
		for key, text := range f.named(value) {
			f.pack.wording[key] = text
		}
	},
	"paradigm": func(f *file, value ast.Node) {
		for _, entry := range f.pairs(value) {
			infinitive, _ := text(entry.Key)
			forms := []string{infinitive}
			for _, ending := range f.texts(entry.Value) {
				forms = append(forms, ending)
			}
			if len(forms) < 2 {
				f.fail(entry.Key, "paradigm %q has no participle", infinitive)
				continue
			}
			f.paradigms = append(f.paradigms, forms)
		}
	},
	"regular": func(f *file, value ast.Node) {
		for n, verb := range f.texts(value) {
			if err := f.conjugate(verb); err != nil {
				f.fail(n, "%v", err)
			}
		}
	},
	"verb_ending": func(f *file, value ast.Node) {
		for ending, participle := range f.named(value) {
			f.pack.endings.verb = append(f.pack.endings.verb, [2]string{ending, participle})
		}
	},
	"participle_ending": func(f *file, value ast.Node) {
		for _, ending := range f.texts(value) {
			f.pack.endings.participle = append(f.pack.endings.participle, ending)
		}
	},
	"feminine_ending": func(f *file, value ast.Node) {
		for _, ending := range f.texts(value) {
			f.pack.endings.feminine = append(f.pack.endings.feminine, ending)
		}
	},
}

// pairs gives the entries of a mapping.
func (f *file) pairs(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case nil, *ast.CommentGroupNode: // a file without entries
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	default:
		f.fail(n, "a mapping is expected here")
	}
	return nil
}

// named goes through a mapping of text to text.
func (f *file) named(n ast.Node) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		for _, entry := range f.pairs(n) {
			key, keyed := text(entry.Key)
			value, valued := text(entry.Value)
			if !keyed || !valued {
				f.fail(entry.Key, "text is expected on both sides")
			} else if !yield(key, value) {
				return
			}
		}
	}
}

// texts goes through the texts of a list, or the one that stands for it.
func (f *file) texts(n ast.Node) func(yield func(n ast.Node, text string) bool) {
	return func(yield func(n ast.Node, text string) bool) {
		nodes := []ast.Node{n}
		if list, ok := n.(*ast.SequenceNode); ok {
			nodes = list.Values
		}
		for _, n := range nodes {
			if s, ok := text(n); !ok {
				f.fail(n, "text is expected here; what YAML reads otherwise needs quotation marks")
			} else if !yield(n, s) {
				return
			}
		}
	}
}

// text gives the text of a node, and whether it is one. Numbers stand for themselves.
func text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IntegerNode:
		return n.String(), true
	}
	return "", false
}
