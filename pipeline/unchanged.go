package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"tidyrelease/pipeline/edition"
)

// A run whose inputs, options and program are those of the last one would write the bytes that are there. What tells so is a key,
// the hash of all that decides the outputs; the cache keeps it with the hash of the manifest that it belongs to. When the key is the
// same and every file is as the manifest says, the run is over before a release is read.

// note is what the cache keeps of the last run over a folder of outputs.
type note struct {
	Key      string `json:"key"`
	Manifest string `json:"manifest"` // SHA-256
}

// notePath is where the note on the folder of outputs stands.
func (r *running) notePath() (string, error) {
	out, err := filepath.Abs(r.cfg.Out)
	return filepath.Join(r.cfg.Cache, "runs", sha([]byte(out))[:32]+".json"), err
}

// program is the hash of the program that runs. The same bytes are the same program, whatever its version is called.
var program = sync.OnceValues(func() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	return hashFile(path)
})

func hashFile(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// unchanged gives the report of the last run again when this one would write the same; else nil.
func (r *running) unchanged(ctx context.Context, found *inputs, diagnostics []Diagnostic) (*Report, error) {
	if r.store == nil || r.last == nil {
		return nil, nil
	}
	n := r.readNote()
	if n == nil || n.Manifest != r.last.sha256 {
		return nil, nil
	}
	sums, err := hashes(ctx, found.list, r.cfg.limits().Bytes)
	if err != nil {
		return nil, err
	}
	r.clock.lap("compare inputs")
	if r.keyOf(found.list, sums, diagnostics) != n.Key || !r.whole(ctx) {
		return nil, nil
	}
	report := r.last.manifest.report()
	report.Unchanged, report.Compared = true, true
	r.clock.lap("unchanged")
	return report, nil
}

// keyOf is the key of a run over inputs of these hashes; empty for a run that cannot be told from others: one whose program cannot be
// read, or with a font of its own.
func (r *running) keyOf(list []input, sums []string, diagnostics []Diagnostic) string {
	code, err := program()
	if err != nil || r.cfg.Brief.Font != nil {
		return ""
	}
	hash := sha256.New()
	write := func(words ...any) { fmt.Fprintf(hash, "%q\n", words) }
	write(code, r.cfg.Formats, r.cfg.Languages, r.cfg.Workbook, r.cfg.Brief.Paper, fmt.Sprintf("%+v", r.cfg.limits()), r.cfg.ChartsCDN, r.cfg.OmitDurations, r.indicators, r.reviewed.key(r.cfg.Today))
	for i, in := range list {
		write(in.source, sums[i])
	}
	for _, d := range diagnostics {
		write(d.String())
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// readNote reads what is noted of the last run over the folder; nil for nothing.
func (r *running) readNote() *note {
	path, err := r.notePath()
	if err != nil {
		return nil
	}
	content, err := os.ReadFile(path)
	var n note
	if err != nil || json.Unmarshal(content, &n) != nil || n.Key == "" {
		return nil
	}
	return &n
}

// whole tells whether the outputs of the last run are all there, byte for byte.
func (r *running) whole(ctx context.Context) bool {
	files := r.last.manifest.Outputs
	same := make([]bool, len(files))
	err := each(ctx, len(files), func() (func(int), func()) {
		return func(i int) {
			sum, err := hashFile(filepath.Join(r.cfg.Out, filepath.FromSlash(files[i].Path)))
			same[i] = err == nil && sum == files[i].SHA256
		}, func() {}
	}, nil)
	for _, ok := range same {
		if !ok {
			return false
		}
	}
	return err == nil
}

// noteKey keeps the key of a run that has been published. Without it the next run does everything again.
func (r *running) noteKey() {
	path, err := r.notePath()
	if r.key == "" || err != nil {
		return
	}
	manifest, err := hashFile(filepath.Join(r.cfg.Out, edition.Manifest))
	if err != nil {
		return
	}
	content, err := json.Marshal(note{r.key, manifest})
	if err != nil || os.MkdirAll(filepath.Dir(path), 0o755) != nil {
		return
	}
	os.WriteFile(path, content, 0o644) // where that fails, the cache has been told of already
}
