package language

import (
	"encoding/binary"
	"math/bits"
)

// table maps keys to numbers above zero. Every word of every text is looked up here, and more than once; open
// addressing over a flat array takes a third of the time that a map does.
type table struct {
	slots []slot // a power of two, at most half of them used
	used  int
}

type slot struct {
	key   uint64
	value uint32 // 0 for an empty slot
}

// get finds the first value of a key that accept takes, or gives 0. Keys may repeat.
func (t *table) get(key uint64, accept func(value uint32) bool) uint32 {
	if len(t.slots) == 0 {
		return 0
	}
	mask := uint64(len(t.slots) - 1)
	for i := t.start(key); ; i = (i + 1) & mask {
		s := t.slots[i]
		if s.value == 0 || s.key == key && (accept == nil || accept(s.value)) {
			return s.value
		}
	}
}

// put adds a value to a key.
func (t *table) put(key uint64, value uint32) {
	if 2*(t.used+1) > len(t.slots) {
		old := t.slots
		t.slots, t.used = make([]slot, max(64, 2*len(old))), 0
		for _, s := range old {
			if s.value != 0 {
				t.put(s.key, s.value)
			}
		}
	}
	mask := uint64(len(t.slots) - 1)
	i := t.start(key)
	for t.slots[i].value != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = slot{key, value}
	t.used++
}

// start is where a key is looked for first: Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4).
func (t *table) start(key uint64) uint64 {
	return key * 0x9e3779b97f4a7c15 >> (64 - bits.TrailingZeros(uint(len(t.slots))))
}

// key tells words apart by up to eight bytes completely; longer ones may share a key.
func key(word []byte) uint64 {
	const size = 8
	switch {
	case len(word) > size:
		head, tail := binary.LittleEndian.Uint64(word), binary.LittleEndian.Uint64(word[len(word)-size:])
		return head ^ bits.RotateLeft64(tail, 23) ^ uint64(len(word))<<56
	case cap(word) >= size:
		return binary.LittleEndian.Uint64(word[:size]) & (1<<(8*len(word)) - 1)
	}
	var k uint64
	for i, c := range word {
		k |= uint64(c) << (8 * i)
	}
	return k
}
