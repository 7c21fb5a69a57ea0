//go:build unix

package pdf

import "syscall"

// take gets memory from the system; nil where it has none.
func take(size uint64) []byte {
	b, err := syscall.Mmap(-1, 0, int(size), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil
	}
	return b
}

// giveBack cannot fail for what was taken.
func giveBack(b []byte) { _ = syscall.Munmap(b) }
