//go:build unix

package pdf

import (
	"os"
	"path/filepath"
	"testing"
)

// Machine code is kept only where no one else can put any.
func TestPrivate(t *testing.T) {
	folder := t.TempDir()
	for mode, want := range map[os.FileMode]bool{0o700: true, 0o755: true, 0o775: false, 0o777: false} {
		if err := os.Chmod(folder, mode); err != nil {
			t.Fatal(err)
		}
		if got := private(folder); got != want {
			t.Errorf("%v: %v", mode, got)
		}
	}
	if err := os.Chmod(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{file, filepath.Join(file, "below"), filepath.Join(folder, "none")} {
		if private(f) || writable(f) {
			t.Errorf("%s is taken for a folder of the user's own", f)
		}
	}
}
