package pipeline

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

// panicked is a fault of the program that one input or one output met.
type panicked struct {
	value any
	at    string // file:line of the program
}

func (p *panicked) Error() string { return fmt.Sprintf("internal fault at %s: %v", p.at, p.value) }

// guard turns a panic into an error: one release cannot end the reading of the others, and an output that cannot be made
// ends the run as any failed output does, with the last edition untouched.
func guard(f func() error) (err error) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		p := &panicked{value: value}
		var calls [32]uintptr
		frames := runtime.CallersFrames(calls[:runtime.Callers(2, calls[:])])
		for more := true; more && p.at == ""; {
			var frame runtime.Frame
			if frame, more = frames.Next(); !strings.HasPrefix(frame.Function, "runtime.") {
				p.at = fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
			}
		}
		err = p
	}()
	return f()
}
