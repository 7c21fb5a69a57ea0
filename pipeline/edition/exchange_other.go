//go:build !linux

package edition

import "errors"

func exchange(a, b string) error { return errors.ErrUnsupported }
