package extract

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"runtime/debug"
	"strings"
)

// sources is this package with all below it, as it was compiled: what a release is read as depends on nothing else but the
// modules that are used.
//
//go:embed *.go */*.go language/*/*.yaml
var sources embed.FS

// Version names the way in which releases are read: it is the same in two programs that find the same figures in every text, and another
// one as soon as a rule, a word list or a module that is used has changed. What was found in a text can be kept under
// its hash and this name.
func Version() string {
	hash := sha256.New()
	err := fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		content, err := sources.ReadFile(name)
		hash.Write([]byte(name + "\x00"))
		hash.Write(content)
		return err
	})
	if err != nil {
		panic(err) // an embedded file can be read
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		hash.Write([]byte(info.GoVersion))
		for _, module := range info.Deps {
			if module.Replace != nil {
				module = module.Replace
			}
			hash.Write([]byte("\x00" + module.Path + "\x00" + module.Version + "\x00" + module.Sum))
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}
