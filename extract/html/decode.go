package html

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"tidyrelease/extract/text"
)

// mark gives the encoding that a byte-order mark of UTF-16 tells and its name, nil for none.
func mark(data []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM), "utf-16le"
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), "utf-16be"
	}
	return nil, ""
}

// decode gives the page in UTF-8. The encoding is what the byte-order mark says, else what a meta tag
// declares, else UTF-8.
//
// Bytes that are no UTF-8 where that is the encoding refuse the page. A browser shows them as question
// marks; they may be the spaces in "1 000", and the figure would be wrong.
func decode(data []byte) ([]byte, error) {
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		data = data[len("\ufeff"):]
		return data, text.CheckUTF8(data)
	}
	e, name := mark(data)
	if e == nil {
		e, name = declared(data)
	}
	if e == nil {
		return data, text.CheckUTF8(data)
	}
	decoded, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fmt.Errorf("the page is not in %s as it says: %w", name, err)
	}
	return decoded, nil
}

// declared gives the encoding that a meta tag names, nil when it is UTF-8 or there is none.
func declared(data []byte) (encoding.Encoding, string) {
	const most = 1024 // bytes in which a declaration may stand
	// The library guesses when there is no declaration. Put so that it can only guess UTF-8, whatever
	// else it answers is declared.
	guess := []byte("éx")
	head := bytes.Clone(data[:min(len(data), most-len(guess))])
	for i, c := range head {
		if c >= utf8.RuneSelf {
			head[i] = '?'
		}
	}
	e, name, _ := charset.DetermineEncoding(append(head, guess...), "")
	if name == "utf-8" {
		return nil, ""
	}
	return e, name
}
