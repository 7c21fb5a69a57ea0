// Package data holds what a run reads that is given nothing else: releases, the catalogue of indicators, and the corrections of those
// releases.
package data

import (
	"embed"
	"io/fs"
	"os"
)

// The names of the files in Files. Releases is a folder.
const (
	Releases    = "releases"
	Indicators  = "indicators.yaml"
	Corrections = "corrections.yaml"
)

//go:embed releases indicators.yaml corrections.yaml
var builtIn embed.FS

// Files gives the folder data where the program runs, so that what is changed in it counts without building the program anew. Where there is
// none that holds all three, it gives what the folder held when the program was built.
func Files() fs.FS {
	here, err := os.OpenRoot("data") // no link leads out of it
	if err != nil {
		return builtIn
	}
	for _, name := range []string{Releases, Indicators, Corrections} {
		if _, err := here.Stat(name); err != nil {
			here.Close()
			return builtIn
		}
	}
	return here.FS()
}

// Read gives one of the files.
func Read(name string) ([]byte, error) { return fs.ReadFile(Files(), name) }
