// Package cache keeps what was found in a release, so that a release that has not changed is not read again.
//
// An entry is kept under the hash of the input's bytes and of everything else that decides what is found in it: the version of the
// reading program and its options. The name of the input is no part of it. An entry carries a hash of itself; one that
// is damaged, cut short or of another form counts as absent. So a cache can be deleted, copied, shared by programs that run at once
// and killed at any moment, and never changes a result.
//
// A cache that cannot be written costs time and nothing else: no method fails.
package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"tidyrelease/extract"
)

// Store is a folder of entries. Its methods may be called from many goroutines.
type Store struct {
	folder  string
	version string

	hits, misses, damaged atomic.Int64
	failed                sync.Once
	failure               error
}

// Open gives the store in a folder, which is made when it is first written to. version stands for all that decides what is found in a
// given input.
func Open(folder, version string) *Store { return &Store{folder: folder, version: version} }

// Key names an entry.
type Key [sha256.Size]byte

// Key gives the name of the entry of an input.
func (s *Store) Key(input []byte) Key {
	sum := sha256.Sum256(input)
	return sha256.Sum256(append([]byte(s.version+"\x00"), sum[:]...))
}

// suffix is that of entries: nothing else in the folder is ever removed.
const suffix = ".release"

func (s *Store) path(k Key) string {
	name := hex.EncodeToString(k[:])
	return filepath.Join(s.folder, name[:2], name[2:]+suffix)
}

// Get gives what was found in an input, as a document that has no ID and no Source, or nil.
func (s *Store) Get(k Key) *extract.Document {
	content, err := os.ReadFile(s.path(k))
	if err != nil {
		s.misses.Add(1)
		return nil
	}
	doc, err := decode(content)
	if err != nil {
		s.misses.Add(1)
		s.damaged.Add(1)
		return nil
	}
	s.hits.Add(1)
	s.touch(k)
	return doc
}

// Put keeps what was found in an input. Others may read or write the same entry at the same time.
func (s *Store) Put(k Key, doc *extract.Document) {
	path := s.path(k)
	content := encode(doc)
	err := replace(path, content)
	if os.IsNotExist(err) {
		if err = os.MkdirAll(filepath.Dir(path), 0o755); err == nil {
			err = replace(path, content)
		}
	}
	if err != nil {
		s.failed.Do(func() { s.failure = err })
	}
}

// unfinished ends the names of entries that are being written.
const unfinished = ".new"

// replace writes a file beside its place and moves it there whole.
func replace(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), "*"+unfinished)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// Use tells how often an entry was found and how often not, how many of the latter were there but damaged, and why
// entries could not be written, if so. It is called when no other method runs.
func (s *Store) Use() (hits, misses, damaged int64, failure error) {
	return s.hits.Load(), s.misses.Load(), s.damaged.Load(), s.failure
}

const (
	fresh = 24 * time.Hour      // how exactly the last use of an entry is known, and how often old ones are looked for
	stale = 30 * 24 * time.Hour // without use
)

// touch notes that an entry is used.
func (s *Store) touch(k Key) {
	path := s.path(k)
	if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > fresh {
		now := time.Now()
		os.Chtimes(path, now, now)
	}
}

// Trim removes the entries that have not been used for a month. It looks once a day.
func (s *Store) Trim() {
	mark := filepath.Join(s.folder, "trimmed")
	if info, err := os.Stat(mark); err == nil && time.Since(info.ModTime()) < fresh {
		return
	}
	if err := os.WriteFile(mark, nil, 0o644); err != nil {
		return // no cache, or not ours to change
	}
	now := time.Now()
	os.Chtimes(mark, now, now)
	filepath.WalkDir(s.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, suffix) && !strings.HasSuffix(path, unfinished) {
			return nil
		}
		if info, err := d.Info(); err == nil && now.Sub(info.ModTime()) > stale {
			os.Remove(path)
		}
		return nil
	})
}

// encode writes an entry: the hash of the rest, and the document without its ID and Source.
func encode(doc *extract.Document) []byte {
	nameless := *doc
	nameless.ID, nameless.Source = "", ""
	e := encoder{make([]byte, sha256.Size, sha256.Size+2*len(doc.Text)+128*len(doc.Mentions))}
	e.value(reflect.ValueOf(&nameless).Elem())
	sum := sha256.Sum256(e.buffer[sha256.Size:])
	copy(e.buffer, sum[:])
	return e.buffer
}

func decode(content []byte) (*extract.Document, error) {
	if len(content) < sha256.Size || sha256.Sum256(content[sha256.Size:]) != [sha256.Size]byte(content) {
		return nil, errDamaged
	}
	doc := &extract.Document{}
	d := decoder{rest: string(content[sha256.Size:])}
	d.value(reflect.ValueOf(doc).Elem())
	if d.bad || d.rest != "" {
		return nil, errDamaged
	}
	return doc, nil
}
