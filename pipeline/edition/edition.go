// Package edition replaces a folder of files as a whole.
//
// A run writes its files into an Edition, which stands hidden beside the folder that it will
// replace, on the same file system. Publish puts it in that folder's place; until then the folder
// is untouched. What is promised when the program is killed, the disk is full or a writer fails:
//
//   - The folder holds all files of the last edition or all files of the new one. On Linux the two
//     change places in one step. On other systems they do so in two renames; a kill between the two
//     leaves no folder, and the next Begin puts the last edition back.
//   - Two programs never write the same folder at once: the second one is told so. The lock dies
//     with its holder. (Systems without flock, such as Windows, have no lock.)
//   - Files that no edition wrote, such as a reader's notes, stay where they are in the folder.
//
// The promise is about programs that die, not about machines that lose power: nothing is forced to
// the disk.
//
// A folder is known as an edition by its file Manifest, a JSON object that names the Program and
// lists the files under "outputs". A folder that holds anything else is refused, so that a slip
// with a path costs nobody their files.
package edition

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Manifest is the file that makes a folder an edition. It must be written last, with Program in
// its field "program" and Files in its field "outputs".
const Manifest = "run.json"

// Program is what a manifest of ours holds in its field "program".
const Program = "tidyrelease"

// File is one file of an edition.
type File struct {
	Path   string `json:"path"` // relative to the folder, with forward slashes
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Edition is a set of files that is being written. Write and Build may be called from many goroutines.
type Edition struct {
	Leftover bool // an earlier run was killed, and what it left behind has been cleared away

	target string // absolute path of the folder to replace, symbolic links resolved
	next   string // beside it: the new edition, and after the swap the old one
	unlock func() error

	mu    sync.Mutex
	files []File
}

// Begin prepares an edition that is to replace dir, which may be absent. It fails when dir holds
// files but no edition, when the folder above cannot be written, and when another run holds dir.
func Begin(dir string) (*Edition, error) {
	target, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	parent, name := filepath.Split(target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	e := &Edition{target: target, next: filepath.Join(parent, "."+name+".next")}
	if e.unlock, err = lock(filepath.Join(parent, "."+name+".lock")); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err := e.prepare(); err != nil {
		return nil, errors.Join(err, e.unlock())
	}
	return e, nil
}

// prepare mends what a killed run left and makes the folder of the new edition.
func (e *Edition) prepare() error {
	if err := e.recover(); err != nil {
		return err
	}
	mode := fs.FileMode(0o755)
	switch entries, err := os.ReadDir(e.target); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		if _, err := read(e.target); err != nil && len(entries) > 0 {
			return fmt.Errorf("%s holds files, but no %s of an earlier run (%w); name an empty or new folder", e.target, Manifest, plain(err))
		}
		info, err := os.Stat(e.target)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	if err := os.Mkdir(e.next, 0o755); err != nil {
		return err
	}
	return os.Chmod(e.next, mode|0o700)
}

// recover brings the folder back to one whole edition after a run that was killed.
func (e *Edition) recover() error {
	if _, err := os.Lstat(e.aside()); err == nil {
		e.Leftover = true
		if _, err := os.Lstat(e.target); errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(e.aside(), e.target)
			if err != nil {
				return err
			}
		} else if err := e.retire(e.aside()); err != nil {
			return err
		}
	}
	if _, err := os.Lstat(e.next); err == nil {
		e.Leftover = true
		return e.retire(e.next)
	}
	return nil
}

// aside is where the old edition waits when two folders cannot change places in one step.
func (e *Edition) aside() string { return strings.TrimSuffix(e.next, ".next") + ".last" }

// Write adds a file at path, relative and with forward slashes. The folders on the way are made.
func (e *Edition) Write(path string, write func(io.Writer) error) error {
	name, err := e.place(path)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer f.Close() // where write panics
	content := sha256.New()
	buffer := bufio.NewWriterSize(io.MultiWriter(f, content), 1<<16)
	err = cmp.Or(write(buffer), buffer.Flush())
	size, seekErr := f.Seek(0, io.SeekCurrent)
	if err := cmp.Or(err, seekErr, f.Close()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	e.add(path, size, content)
	return nil
}

// Build adds a file at path as Write does. It is for files that cannot be written from front to back: build is told where the file
// must be, and is done with it when it returns.
func (e *Edition) Build(path string, build func(name string) error) error {
	name, err := e.place(path)
	if err != nil {
		return err
	}
	if err := build(name); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	content := sha256.New()
	size, err := io.Copy(content, f)
	if err != nil {
		return err
	}
	e.add(path, size, content)
	return nil
}

// place is where the file at path is made. Its folder is there.
func (e *Edition) place(path string) (string, error) {
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return "", fmt.Errorf("edition: %q leads out of the folder", path)
	}
	name := filepath.Join(e.next, filepath.FromSlash(path))
	return name, os.MkdirAll(filepath.Dir(name), 0o755)
}

func (e *Edition) add(path string, size int64, content hash.Hash) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.files = append(e.files, File{Path: path, Bytes: size, SHA256: hex.EncodeToString(content.Sum(nil))})
}

// Files lists what has been written, sorted by path.
func (e *Edition) Files() []File {
	e.mu.Lock()
	defer e.mu.Unlock()
	files := slices.Clone(e.files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

// Publish puts the edition in the place of the folder and ends it. After an error the folder
// holds what it held before, or, when only clearing up failed, the new edition.
func (e *Edition) Publish() error {
	if _, err := read(e.next); err != nil {
		return errors.Join(fmt.Errorf("edition without its manifest: %w", err), e.Discard())
	}
	if err := e.swap(); err != nil {
		return errors.Join(fmt.Errorf("cannot replace %s (a folder that is mounted, or open in another program, cannot be; a folder inside it can): %w", e.target, err), e.Discard())
	}
	var err error
	if _, statErr := os.Lstat(e.next); statErr == nil {
		err = e.retire(e.next)
	}
	return errors.Join(err, e.unlock())
}

// Discard ends the edition and leaves the folder as it was.
func (e *Edition) Discard() error {
	return errors.Join(os.RemoveAll(e.next), e.unlock())
}

// swap makes the new edition the folder; an old one then stands where the new one was made.
func (e *Edition) swap() error {
	if _, err := os.Lstat(e.target); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(e.next, e.target)
	}
	if exchange(e.next, e.target) == nil {
		return nil
	}
	if err := os.Rename(e.target, e.aside()); err != nil {
		return err
	}
	if err := os.Rename(e.next, e.target); err != nil {
		return errors.Join(err, os.Rename(e.aside(), e.target))
	}
	return os.Rename(e.aside(), e.next)
}

// retire removes an edition that is not wanted any more. Files in it that no edition wrote move to
// the folder, where they were before the swap.
func (e *Edition) retire(old string) error {
	files, err := read(old)
	if err != nil {
		return os.RemoveAll(old) // begun but never finished: all of it is ours
	}
	ours := map[string]bool{Manifest: true}
	for _, f := range files {
		ours[f.Path] = true
	}
	err = filepath.WalkDir(old, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(old, path)
		if err != nil || ours[filepath.ToSlash(rel)] {
			return err
		}
		kept := filepath.Join(e.target, rel)
		if _, err := os.Lstat(kept); err == nil {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(kept), 0o755); err != nil {
			return err
		}
		return os.Rename(path, kept)
	})
	if err != nil {
		return err
	}
	return os.RemoveAll(old)
}

// read gives the files that an edition's manifest lists.
func read(dir string) ([]File, error) {
	data, err := os.ReadFile(filepath.Join(dir, Manifest))
	if err != nil {
		return nil, err
	}
	var manifest struct {
		Program string `json:"program"`
		Outputs []File `json:"outputs"`
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, err
	}
	if manifest.Program != Program {
		return nil, fmt.Errorf("%s was written by %q", Manifest, manifest.Program)
	}
	return manifest.Outputs, nil
}

// plain takes the path out of an error of the file system, for messages that name it already.
func plain(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

// resolve gives the absolute path of a folder that can be replaced: no symbolic link, and not one
// in which a process that starts the program stands.
func resolve(dir string) (string, error) {
	target, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(target); err == nil {
		target = real
	}
	if info, err := os.Stat(target); err == nil && !info.IsDir() {
		return "", fmt.Errorf("%s is a file, not a folder", dir)
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(here); err == nil {
		here = real
	}
	if rel, err := filepath.Rel(target, here); err == nil && !strings.HasPrefix(rel, "..") {
		return "", fmt.Errorf("%s is the working folder or one above it and cannot be replaced; name a folder inside it", dir)
	}
	return target, nil
}
