package pipeline

import (
	"strings"
	"syscall"
)

func mount(dir, options string) error {
	if rest, ok := strings.CutPrefix(options, "remount,"); ok && rest == "ro" {
		return syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
	}
	return syscall.Mount("tmpfs", dir, "tmpfs", 0, options)
}

func unmount(dir string) error { return syscall.Unmount(dir, 0) }
