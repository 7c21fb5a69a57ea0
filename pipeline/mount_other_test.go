//go:build !linux

package pipeline

import "errors"

func mount(dir, options string) error { return errors.ErrUnsupported }

func unmount(dir string) error { return nil }
