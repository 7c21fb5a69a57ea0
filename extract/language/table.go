package language

import (
	"encoding/binary"
	"math/bits"
)

// table maps keys to numbers. Every word of every text is looked up here, and more than once; open addressing over flat
// arrays takes a third of the time that a map does. Most lookups find nothing, and see that in the marks alone, which
// fit the nearest cache.
type table struct {
	marks  []uint8 // a power of two, at most half of them used: 0 where nothing stands, or else a part of the key's hash
	keys   []uint64
	values []uint32
	used   int
}

// get finds the first value of a key that accept takes, or gives 0. Keys may repeat.
func (t *table) get(key uint64, accept func(value uint32) bool) uint32 {
	if len(t.marks) == 0 {
		return 0
	}
	last := len(t.marks) - 1
	for i, mark := t.start(key); ; i = (i + 1) & last {
		m := t.marks[i]
		if m == 0 {
			return 0
		}
		if m == mark && t.keys[i] == key && (accept == nil || accept(t.values[i])) {
			return t.values[i]
		}
	}
}

// put adds a value to a key.
func (t *table) put(key uint64, value uint32) {
	if 2*(t.used+1) > len(t.marks) {
		old := *t
		size := max(64, 2*len(old.marks))
		*t = table{marks: make([]uint8, size), keys: make([]uint64, size), values: make([]uint32, size)}
		for i, m := range old.marks {
			if m != 0 {
				t.put(old.keys[i], old.values[i])
			}
		}
	}
	i, mark := t.start(key)
	for t.marks[i] != 0 {
		i = (i + 1) & (len(t.marks) - 1)
	}
	t.marks[i], t.keys[i], t.values[i] = mark, key, value
	t.used++
}

// start is where a key is looked for first, and its mark: Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4).
func (t *table) start(key uint64) (int, uint8) {
	hash := key * 0x9e3779b97f4a7c15
	return int(hash >> (64 - bits.TrailingZeros(uint(len(t.marks))))), uint8(hash>>24) | 1
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
