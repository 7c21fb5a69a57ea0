//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package edition

func lock(string) (unlock func() error, err error) {
	return func() error { return nil }, nil
}
