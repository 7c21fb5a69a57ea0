// Package data embeds the default input: the releases that a run reads when it is given none, and
// the catalogue of indicators and the corrections of those releases.
package data

import "embed"

// Releases holds releases: whatever stands in that folder when the program is built.
//
//go:embed releases
var Releases embed.FS

// Corrections is corrections.yaml, of the releases above.
//
//go:embed corrections.yaml
var Corrections []byte

// Indicators is indicators.yaml.
//
//go:embed indicators.yaml
var Indicators []byte
