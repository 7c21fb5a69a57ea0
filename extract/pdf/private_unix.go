//go:build unix

package pdf

import (
	"os"
	"syscall"
)

// private tells whether a folder is the user's and only the user can write to it.
func private(folder string) bool {
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() || info.Mode().Perm()&0o022 != 0 {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid()
}
