// Package data embeds the default input: the releases that a run reads when it is given none, and
// the catalogue of indicators.
package data

import "embed"

// Releases holds releases: whatever stands in that folder when the program is built.
//
//go:embed releases
var Releases embed.FS

// Indicators is indicators.yaml.
//
//go:embed indicators.yaml
var Indicators []byte
