//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package edition

import (
	"errors"
	"os"
	"syscall"
)

// lock takes the lock file at path and gives what frees it. The system frees it when the process
// ends, however it ends.
func lock(path string) (unlock func() error, err error) {
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
			f.Close()
			if errors.Is(err, syscall.EWOULDBLOCK) {
				return nil, errors.New("another run is writing this folder; wait for it or name another folder")
			}
			return nil, err
		}
		// The holder before us may have removed the file between our open and our lock.
		ours, err := f.Stat()
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(ours, there) {
			return func() error { return errors.Join(os.Remove(path), f.Close()) }, nil
		}
		f.Close()
	}
}
