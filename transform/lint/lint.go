// Package lint reads the YAML files that people write, strictly: an unknown key is an error, and whatever is wrong is
// told with line and column, as compilers do.
package lint

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// File is a file that has been read. It gathers what is wrong with it.
type File struct {
	name string
	data []byte
	tree *ast.File // nil until a place is asked for
	errs []error
}

// Read reads data into content, a pointer to what the file may hold. The name is for the errors.
func Read(name string, data []byte, content any) (*File, error) {
	if err := yaml.UnmarshalWithOptions(data, content, yaml.Strict()); err != nil {
		return nil, located(name, err)
	}
	return &File{name: name, data: data}, nil
}

// located is an error of the YAML library in the form of a compiler's.
func located(name string, err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		at := y.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", name, at.Line, at.Column, y.GetMessage())
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Report notes what is wrong at a path of the YAML library, such as "$.indicators[3].terms".
func (f *File) Report(path, message string) {
	line, column := f.Place(path)
	f.errs = append(f.errs, fmt.Errorf("%s:%d:%d: %s", f.name, line, column, message))
}

// Place is where the value at a path starts, or the start of the file where there is none.
func (f *File) Place(path string) (line, column int) {
	if f.tree == nil {
		f.tree, _ = parser.ParseBytes(f.data, 0) // what could be decoded can be parsed
	}
	if p, err := yaml.PathString(path); err == nil {
		if node, err := p.FilterFile(f.tree); err == nil && node.GetToken() != nil {
			at := first(node).GetToken().Position
			return at.Line, at.Column
		}
	}
	return 1, 1
}

// first is where a reader sees a value start: a mapping at its first key, not at the colon behind that.
func first(node ast.Node) ast.Node {
	switch n := node.(type) {
	case *ast.MappingNode:
		if len(n.Values) > 0 && !n.IsFlowStyle {
			return n.Values[0].Key
		}
	case *ast.MappingValueNode:
		return n.Key
	}
	return node
}

// Err is everything that was reported, or nil.
func (f *File) Err() error { return errors.Join(f.errs...) }
