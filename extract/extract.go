package extract

import "errors"

// Extractor finds figures. It holds the compiled language packs and working memory; use one for
// each goroutine, made with Clone, which shares the packs.
type Extractor struct{}

// New compiles the embedded language packs.
func New() (*Extractor, error) { return &Extractor{}, nil }

// Clone gives an Extractor for another goroutine.
func (x *Extractor) Clone() *Extractor { return &Extractor{} }

// ErrNoText is returned for input that holds no text at all.
var ErrNoText = errors.New("no text")

// Extract reads one release. source is its path or URL; its base name without extension becomes
// the document's ID. An error says what is wrong with the input and at which line, without the
// file's name, which the caller knows.
func (x *Extractor) Extract(source string, data []byte) (*Document, error) {
	return nil, errors.New("extract: not built yet")
}
