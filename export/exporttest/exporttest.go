// Package exporttest holds the dataset that the tests of all exporters write: that of the default releases, in English.
package exporttest

import (
	_ "embed"
	"encoding/json"
	"testing"

	"tidyrelease/transform"
)

//go:embed korea.en.json
var korea []byte

// Korea is a dataset of its own for each call.
func Korea(t testing.TB) *transform.Dataset {
	t.Helper()
	var d transform.Dataset
	if err := json.Unmarshal(korea, &d); err != nil {
		t.Fatalf("exporttest: korea.en.json: %v", err)
	}
	return &d
}
