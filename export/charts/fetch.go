//go:build ignore

// Fetch puts the chart library into the folder library. The page does without it, so a machine
// that has no npm or no network is told so and is not stopped.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if err := fetch(); err != nil {
		fmt.Fprintf(os.Stderr, "charts: no interactive charts in the page, static ones only: %v\n", err)
	}
}

func fetch() error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "charts-library-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, name := range []string{"package.json", "package-lock.json"} {
		if err := copyFile(filepath.Join(dir, name), filepath.Join("library", name)); err != nil {
			return err
		}
	}
	// "ci" installs what the lock file names and refuses a package whose hash differs.
	install := exec.Command(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return copyFile(filepath.Join("library", "echarts.min.js"), filepath.Join(dir, "node_modules", "echarts", "dist", "echarts.min.js"))
}

func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
