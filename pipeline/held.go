package pipeline

import (
	"bytes"
	"io/fs"
	"time"
)

// held is a file in memory: standard input.
type held struct {
	name string
	data []byte
}

// Open opens the file, whatever name it is asked for by: there is no other.
func (h held) Open(string) (fs.File, error) { return &heldFile{h, bytes.NewReader(h.data)}, nil }

// heldFile is the file while it is read.
type heldFile struct {
	held
	*bytes.Reader
}

func (f *heldFile) Stat() (fs.FileInfo, error) { return heldInfo{f.held}, nil }
func (f *heldFile) Close() error               { return nil }

// heldInfo is what a directory would tell of the file.
type heldInfo struct{ held }

func (i heldInfo) Name() string     { return i.name }
func (i heldInfo) Size() int64      { return int64(len(i.data)) }
func (heldInfo) Mode() fs.FileMode  { return 0o444 }
func (heldInfo) ModTime() time.Time { return time.Time{} }
func (heldInfo) IsDir() bool        { return false }
func (heldInfo) Sys() any           { return nil }
