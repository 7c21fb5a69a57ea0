package pdf

import "github.com/tetratelabs/wazero/experimental"

// memory is what an instance works in. It is taken from the system once, at its full size, of which only the parts that
// are used count, and grows without being copied; that would leave several times as much behind.
type memory struct{ bytes []byte }

// Allocate is called once for an instance.
func (m *memory) Allocate(_, most uint64) experimental.LinearMemory {
	m.bytes = take(most)
	return m
}

// Reallocate gives the first bytes. Where there are none left, PDFium is told that its memory ends.
func (m *memory) Reallocate(size uint64) []byte {
	if size > uint64(len(m.bytes)) {
		return nil
	}
	return m.bytes[:size]
}

// Free is called in the middle of a call that is stopped, which may look at the memory again. It is given back by close.
func (m *memory) Free() {}

func (m *memory) close() {
	if m.bytes != nil {
		giveBack(m.bytes)
		m.bytes = nil
	}
}
