package pipeline

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/data"
	"tidyrelease/extract"
	"tidyrelease/extract/page"
)

// extensions are the names by which a release is known in a folder, with or without ".gz" behind. A file that is named
// itself may have any name: what it is, its content tells.
func extensions() []string {
	return []string{".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml"}
}

// known tells whether a file of a folder may be a release, by its name. Word's own file of a document that is open begins "~$".
func known(name string) bool {
	name = strings.ToLower(path.Base(name))
	return slices.Contains(extensions(), path.Ext(strings.TrimSuffix(name, ".gz"))) && !strings.HasPrefix(name, "~$")
}

// kinds lists the extensions for a sentence: ".txt, .md, .html, .htm or .pdf".
func kinds(conjunction string) string {
	known := extensions()
	last := len(known) - 1
	return strings.Join(known[:last], ", ") + " " + conjunction + " " + known[last]
}

// input is one file that may be a release.
type input struct {
	source string // how outputs name it: its path without what cannot be seen
	path   string // as it was named
	fsys   fs.FS
	name   string // in fsys
}

// inputs are the files of a run, sorted by source, with the folders that are open for them.
type inputs struct {
	list  []input
	roots []*os.Root
}

func (in *inputs) close() {
	for _, root := range in.roots {
		root.Close()
	}
}

// find lists the files that the inputs of the configuration mean, each once. A folder is searched
// to its depths, hidden entries and the folder of outputs left out; links are followed as long as
// they lead to files of the same folder.
func find(cfg Config) (*inputs, []Diagnostic) {
	found := &inputs{}
	var diagnostics []Diagnostic
	if len(cfg.Inputs) == 0 {
		releases, err := fs.Sub(data.Files(), data.Releases)
		if err != nil {
			return found, []Diagnostic{refusal("data", err)}
		}
		diagnostics = found.walk(releases, "data/"+data.Releases, nil)
	}
	out, _ := os.Stat(cfg.Out)
	for _, name := range cfg.Inputs {
		for _, name := range expand(name) {
			diagnostics = append(diagnostics, found.add(name, out, cfg)...)
		}
	}
	slices.SortStableFunc(found.list, func(a, b input) int { return strings.Compare(a.source, b.source) })
	seen := map[string]bool{}
	found.list = slices.DeleteFunc(found.list, func(in input) bool {
		place, err := filepath.Abs(in.path)
		if err != nil || seen[place] {
			return err == nil
		}
		seen[place] = true
		return false
	})
	return found, diagnostics
}

// expand gives the names that a pattern stands for, or the name itself where it is that of a file or no pattern.
func expand(name string) []string {
	if _, err := os.Lstat(name); err == nil || !strings.ContainsAny(name, "*?[") {
		return []string{name}
	}
	names, err := filepath.Glob(name)
	if err != nil || len(names) == 0 {
		return []string{name} // refused as a file that is not there
	}
	return names
}

// standardInput is what names standard input, and how reports call it.
const standardInput = "-"

// add adds what one argument names. skip is a folder that is not entered, nil for none.
func (in *inputs) add(name string, skip fs.FileInfo, cfg Config) []Diagnostic {
	if name == standardInput {
		limit := cfg.limits().Bytes
		data, err := io.ReadAll(io.LimitReader(cmp.Or[io.Reader](cfg.Stdin, strings.NewReader("")), limit+1)) // one more, so that it is refused like a file
		if err != nil {
			return []Diagnostic{refusal("standard input", err)}
		}
		in.list = append(in.list, input{source: "stdin", path: "stdin", fsys: held{"stdin", data}, name: "stdin"})
		return nil
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return []Diagnostic{refusal(name, err)}
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return []Diagnostic{refusal(name, err)}
		}
		in.roots = append(in.roots, root)
		return in.walk(root.FS(), filepath.Clean(name), skip)
	}
	dir, base := filepath.Split(name)
	in.list = append(in.list, input{source: shown(name), path: name, fsys: os.DirFS(filepath.Clean(dir)), name: base})
	return nil
}

// shown is a path without characters that steer a terminal or turn text round. It stands in all outputs, and gives a release its id.
func shown(path string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || page.Unseen(r) {
			return -1
		}
		return r
	}, path)
}

// walk adds the releases of a folder. skip is a folder that is not entered, nil for none.
func (in *inputs) walk(fsys fs.FS, folder string, skip fs.FileInfo) []Diagnostic {
	var diagnostics []Diagnostic
	releases, unknown := 0, 0
	fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		source := path.Join(filepath.ToSlash(folder), name)
		if err != nil {
			diagnostics = append(diagnostics, refusal(source, err))
			return nil
		}
		hidden := name != "." && strings.HasPrefix(d.Name(), ".")
		if d.IsDir() {
			if info, err := d.Info(); hidden || err == nil && skip != nil && os.SameFile(info, skip) {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case hidden:
		case known(name):
			releases++
			in.list = append(in.list, input{source: shown(source), path: source, fsys: fsys, name: name})
		default:
			unknown++
		}
		return nil
	})
	switch {
	case releases == 0 && len(diagnostics) == 0:
		diagnostics = append(diagnostics, refusal(folder, fmt.Errorf("no releases in this folder: no file in it is %s", kinds("or"))))
	case unknown > 0:
		diagnostics = append(diagnostics, Diagnostic{Kind: Ignored, Source: folder, Message: fmt.Sprintf("files that are not %s are left out (%d)", kinds("or"), unknown)})
	}
	return diagnostics
}

// read gives the text of an input, or says why it is none. A file above the limit is not read.
func (in input) read(limit int64) ([]byte, error) {
	if !utf8.ValidString(in.name) {
		return nil, errors.New("the name of the file is not UTF-8")
	}
	info, err := fs.Stat(in.fsys, in.name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a file of text, but a " + kindOf(info.Mode()))
	}
	budget := extract.Limits{Bytes: limit}.Budget()
	if err := budget.Bytes(info.Size()); err != nil {
		return nil, err
	}
	f, err := in.fsys.Open(in.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var text bytes.Buffer
	text.Grow(int(info.Size()) + bytes.MinRead) // a file that has grown since, or tells no size, may have more
	if _, err := text.ReadFrom(io.LimitReader(f, limit+1)); err != nil {
		return nil, err
	}
	return text.Bytes(), budget.Bytes(int64(text.Len()))
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "folder"
	case mode&fs.ModeNamedPipe != 0:
		return "pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	}
	return "device"
}
