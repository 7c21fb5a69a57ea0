package pipeline

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

// The README names every column, format and direct dependency, and the files it shows exist.
func TestReadme(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	readme := read("README.md")
	for _, table := range tables.Of(&transform.Dataset{Language: "en"}) {
		start := strings.Index(readme, "`"+table.Name+"`, one row")
		if start < 0 {
			t.Errorf("README.md: no table %s", table.Name)
			continue
		}
		text, _, _ := strings.Cut(readme[start:], "\n\n")
		at := 0
		for _, f := range table.Fields {
			i := strings.Index(text[at:], "`"+f.Name+"`")
			if i < 0 {
				t.Errorf("README.md: table %s: column %s is missing or out of order", table.Name, f.Name)
				continue
			}
			at += i
		}
	}
	for _, format := range Formats() {
		if !strings.Contains(readme, string(format)) {
			t.Errorf("README.md: no format %s", format)
		}
	}
	for _, line := range strings.Split(read("go.mod"), "\n") {
		fields := strings.Fields(line)
		if len(fields) == 2 && strings.HasPrefix(line, "\t") && !strings.Contains(readme, "| "+fields[0]+" |") {
			t.Errorf("README.md: no reason is given for the dependency %s", fields[0])
		}
	}
	if err := worked(t.Context(), readme, t.TempDir()); err != nil {
		t.Error(err)
	}
	for _, image := range regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`).FindAllStringSubmatch(readme, -1) {
		if info, err := os.Stat(filepath.Join("..", image[1])); err != nil || info.Size() == 0 {
			t.Errorf("README.md: the picture %s is not there", image[1])
		}
	}
}

// worked runs the example of a found total: the sentence that the README quotes must give the message that it shows.
func worked(ctx context.Context, readme, folder string) error {
	quoted := regexp.MustCompile(`(?m)^> (.*)$`).FindStringSubmatch(readme)
	shown := regexp.MustCompile(`inconsistent: (.*?) It says`).FindStringSubmatch(readme)
	if quoted == nil || shown == nil {
		return errors.New("README.md: no worked example of a check")
	}
	file := filepath.Join(folder, "release.txt")
	if err := os.WriteFile(file, []byte("Plant comes to town\n\n"+quoted[1]+"\n"), 0o644); err != nil {
		return err
	}
	report, err := Run(ctx, Config{Inputs: []string{file}, Out: filepath.Join(folder, "out"), Formats: []Format{JSON}, Languages: []string{"en"}})
	if err != nil {
		return err
	}
	for _, c := range report.Dataset.Checks {
		if c.Result == transform.Inconsistent && strings.HasPrefix(c.Message, shown[1]) {
			return nil
		}
	}
	return fmt.Errorf("README.md: no check says %q", shown[1])
}
