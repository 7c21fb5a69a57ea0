package pdf

import (
	"os"

	"github.com/tetratelabs/wazero"
)

// openCache gives the cache in a folder, or one in memory. What the folder holds is run as machine code: it
// must be the user's own, and no one else may write to it.
func openCache(folder string) wazero.CompilationCache {
	if folder != "" && os.MkdirAll(folder, 0o700) == nil && private(folder) && writable(folder) {
		if c, err := wazero.NewCompilationCacheWithDir(folder); err == nil {
			return c
		}
	}
	return wazero.NewCompilationCache()
}

// writable tells whether files can be made in a folder.
func writable(folder string) bool {
	f, err := os.CreateTemp(folder, "probe")
	if err != nil {
		return false
	}
	f.Close()
	return os.Remove(f.Name()) == nil
}
