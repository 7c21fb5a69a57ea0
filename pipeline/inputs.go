package pipeline

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"tidyrelease/data"
)

// extensions are the names by which a release is known in a folder. A file that is named itself
// may also have no extension.
func extensions() []string { return []string{".txt", ".md", ".html", ".htm", ".pdf"} }

// kinds lists the extensions for a sentence: ".txt, .md, .html, .htm or .pdf".
func kinds(conjunction string) string {
	known := extensions()
	last := len(known) - 1
	return strings.Join(known[:last], ", ") + " " + conjunction + " " + known[last]
}

// input is one file that may be a release.
type input struct {
	source string // how the report names it
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
		diagnostics = found.walk(data.Releases, "data", nil)
	}
	out, _ := os.Stat(cfg.Out)
	for _, name := range cfg.Inputs {
		info, err := os.Stat(name)
		switch ext := strings.ToLower(filepath.Ext(name)); {
		case err != nil:
			diagnostics = append(diagnostics, refusal(name, err))
		case info.IsDir():
			root, err := os.OpenRoot(name)
			if err != nil {
				diagnostics = append(diagnostics, refusal(name, err))
				continue
			}
			found.roots = append(found.roots, root)
			diagnostics = append(diagnostics, found.walk(root.FS(), filepath.Clean(name), out)...)
		case ext != "" && !slices.Contains(extensions(), ext):
			diagnostics = append(diagnostics, refusal(name, fmt.Errorf("cannot read %s files, only %s", ext, kinds("and"))))
		default:
			dir, base := filepath.Split(name)
			found.list = append(found.list, input{source: name, fsys: os.DirFS(filepath.Clean(dir)), name: base})
		}
	}
	slices.SortStableFunc(found.list, func(a, b input) int { return strings.Compare(a.source, b.source) })
	seen := map[string]bool{}
	found.list = slices.DeleteFunc(found.list, func(in input) bool {
		place, err := filepath.Abs(in.source)
		if err != nil || seen[place] {
			return err == nil
		}
		seen[place] = true
		return false
	})
	return found, diagnostics
}

// walk adds the releases of a folder. skip is a folder that is not entered, nil for none.
func (in *inputs) walk(fsys fs.FS, folder string, skip fs.FileInfo) []Diagnostic {
	var diagnostics []Diagnostic
	known, unknown := 0, 0
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
		case slices.Contains(extensions(), strings.ToLower(path.Ext(name))):
			known++
			in.list = append(in.list, input{source: source, fsys: fsys, name: name})
		default:
			unknown++
		}
		return nil
	})
	switch {
	case known == 0 && len(diagnostics) == 0:
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
	if info.Size() > limit {
		return nil, fmt.Errorf("%s is over the limit of %s", size(info.Size()), size(limit))
	}
	f, err := in.fsys.Open(in.name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("grew over the limit of %s while it was read", size(limit))
	}
	return text, nil
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

func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20))
}
