package parquet

import (
	"encoding/binary"
	"math/bits"

	"github.com/govalues/decimal"
)

// The type of numbers: a whole number of 128 bits, in steps of the 19th decimal.
const (
	scale     = decimal.MaxScale
	precision = 2 * decimal.MaxScale
	wide      = 16 // bytes
)

// widen gives a decimal, whose coefficient has at most 19 digits, in that type: big-endian, in two's complement.
func widen(d decimal.Decimal) []byte {
	high, low := bits.Mul64(d.Coef(), power(scale-d.Scale()))
	if d.IsNeg() {
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(make([]byte, 0, wide), high), low)
}

// power is ten to a power of at most 19.
func power(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}
