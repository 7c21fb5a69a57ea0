package edition

import (
	"errors"
	"runtime"
	"syscall"
	"unsafe"
)

// exchange lets two paths of one file system change places in one step: renameat2(2) with
// RENAME_EXCHANGE, which the file systems ext4, xfs, btrfs, overlayfs and tmpfs know.
func exchange(a, b string) error {
	var number uintptr
	switch runtime.GOARCH {
	case "amd64":
		number = 316
	case "arm64", "riscv64", "loong64":
		number = 276
	default:
		return errors.ErrUnsupported
	}
	const (
		workingFolder = ^uintptr(99) // AT_FDCWD; the paths are absolute, so it is not used
		inOneStep     = 2            // RENAME_EXCHANGE
	)
	from, err := syscall.BytePtrFromString(a)
	if err != nil {
		return err
	}
	to, err := syscall.BytePtrFromString(b)
	if err != nil {
		return err
	}
	_, _, errno := syscall.Syscall6(number, workingFolder, uintptr(unsafe.Pointer(from)), workingFolder, uintptr(unsafe.Pointer(to)), inOneStep, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
