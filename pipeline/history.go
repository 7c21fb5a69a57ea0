package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"tidyrelease/pipeline/edition"
	"tidyrelease/transform/changes"
)

// recordFile is the output that the next run compares its dataset with.
const recordFile = "record.csv"

// last is the run whose outputs stand in the folder.
type last struct {
	manifest manifest
	sha256   string // of the manifest's file
}

// readLast reads what the last run left in a folder; nil when there is none. An error says why it cannot be read.
func readLast(out string) (*last, error) {
	content, err := os.ReadFile(filepath.Join(out, edition.Manifest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l := &last{sha256: sha(content)}
	if err := json.Unmarshal(content, &l.manifest); err != nil {
		return nil, fmt.Errorf("%s: %w", edition.Manifest, err)
	}
	return l, nil
}

// readRecord reads the record that the last run left in a folder.
func readRecord(out string) (*changes.Record, error) {
	f, err := os.Open(filepath.Join(out, recordFile))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	record, err := changes.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", recordFile, err)
	}
	return record, nil
}

func sha(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// compare lists, in each language, what differs from the last run, of which before is the record. A run over the same releases that finds the
// same as the last one tells what the last one told, so that it has the same outputs.
func (r *running) compare(before, after *changes.Record, diagnostics []Diagnostic, bytes map[string]string) map[string][]changes.Change {
	refused := map[string]bool{}
	for i := range diagnostics {
		if d := &diagnostics[i]; d.Kind == Refused {
			refused[strings.TrimSuffix(filepath.ToSlash(d.Source), "/")] = true
		}
	}
	unread := make(map[string]changes.Cause, len(before.Releases))
	for _, release := range before.Releases {
		unread[release.ID] = refusedAgain(release, refused, bytes)
	}
	found := changes.Between(before, after, func(id string) changes.Cause { return unread[id] })
	if len(found[after.Languages[0]]) == 0 && slices.Equal(before.Releases, after.Releases) && !r.cfg.Check {
		return before.Told(after.Languages)
	}
	return found
}

// refusedAgain tells of a release of the last run whether it was an input of this one too and was refused: though its bytes are the same, or
// because they are others or could not be had. refused are the names of the files and folders that this run refused.
func refusedAgain(release changes.Release, refused map[string]bool, bytes map[string]string) changes.Cause {
	if now := bytes[release.Source]; refused[release.Source] && now != "" && now != release.SHA256 {
		return changes.ReleaseRefused
	}
	for name := release.Source; ; name = path.Dir(name) {
		if refused[name] { // the file, or a folder that cannot be searched
			return changes.ReleaseUnread
		}
		if name == path.Dir(name) {
			return ""
		}
	}
}

// vanished lists the facts that are gone and that no change of an input explains.
func vanished(list []changes.Change) []changes.Change {
	var lost []changes.Change
	for _, c := range list {
		if c.Kind == changes.Vanished && !c.Explained() {
			lost = append(lost, c)
		}
	}
	return lost
}

// VanishedError says that a run would lose facts that no change of an input explains. The outputs are as they were.
type VanishedError struct{ Lost []changes.Change }

func (e *VanishedError) Error() string {
	const most = 10
	var b strings.Builder
	fmt.Fprintf(&b, "nothing was published: observations of the last run have vanished, and no change of an input explains it (%d)", len(e.Lost))
	for i, c := range e.Lost {
		if i == most {
			fmt.Fprintf(&b, "; and %d more", len(e.Lost)-most)
			break
		}
		fmt.Fprintf(&b, "; %s: %s of %s", c.ID, c.Before, strings.Join(c.Releases, ", "))
		if c.Cause == changes.ReleaseUnread {
			b.WriteString(", which could not be read now")
		}
	}
	return b.String()
}
