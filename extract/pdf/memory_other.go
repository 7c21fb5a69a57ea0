//go:build !unix

package pdf

func take(size uint64) []byte { return make([]byte, size) }

func giveBack([]byte) {}
