package pipeline

import (
	"context"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/sync/errgroup"
	"golang.org/x/text/unicode/norm"

	"tidyrelease/export/brief"
	"tidyrelease/export/charts"
	"tidyrelease/export/tables"
	"tidyrelease/export/workbook"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
)

// Format is a kind of output.
type Format string

// The formats: a workbook, a brief for each release and one for all, a page of charts, and the tables twice.
const (
	XLSX Format = "xlsx"
	PDF  Format = "pdf"
	HTML Format = "html"
	CSV  Format = "csv"
	JSON Format = "json"
)

// Formats lists the formats.
func Formats() []Format { return []Format{XLSX, PDF, HTML, CSV, JSON} }

// output is one file that a run writes.
type output struct {
	path  string
	write func(io.Writer) error
}

// outputs lists the files of a dataset in the formats that are asked for, without the manifest. The pages of charts
// have datasets in more languages.
func outputs(d *transform.Dataset, cfg Config, pages charts.Set) []output {
	var files []output
	names := fileNames(d.Releases)
	for _, format := range Formats() { // in one order, however they were named
		if !slices.Contains(cfg.Formats, format) {
			continue
		}
		switch format {
		case XLSX:
			files = append(files, output{"figures.xlsx", func(w io.Writer) error { return workbook.Write(w, d) }})
		case HTML:
			pages.Names = names
			for _, p := range pages.Pages() {
				files = append(files, output{p.Path, p.Write})
			}
		case PDF:
			for i, r := range d.Releases {
				files = append(files, output{"briefs/" + names[i] + ".pdf", func(w io.Writer) error { return brief.Write(w, d, cfg.Brief, r.ID) }})
			}
			if set := brief.Set(d); set != nil {
				files = append(files, output{"brief.pdf", func(w io.Writer) error { return brief.Write(w, d, cfg.Brief, set...) }})
			}
		case CSV:
			for _, t := range tables.Of(d) {
				files = append(files, output{"data/" + t.Name + ".csv", t.WriteCSV})
			}
		case JSON:
			for _, t := range tables.Of(d) {
				files = append(files, output{"data/" + t.Name + ".json", t.WriteJSON})
			}
		}
	}
	var resources []string
	for _, f := range files {
		if path.Dir(f.path) == "data" {
			resources = append(resources, path.Base(f.path))
		}
	}
	if len(resources) > 0 {
		files = append(files, output{"data/datapackage.json", func(w io.Writer) error { return tables.WriteDataPackage(w, d, resources) }})
	}
	return files
}

// write makes the files on all cores. The first one that fails ends it.
func write(ctx context.Context, target *edition.Edition, files []output) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return guard(func() error { return target.Write(f.path, f.write) })
		})
	}
	return group.Wait()
}

// fileNames gives each release a file name, without extension, that every file system takes and
// that no other release has, also where case does not count. It is the release's id when that
// will do. Ids come from outside.
func fileNames(releases []transform.Release) []string {
	names := make([]string, len(releases))
	taken := map[string]bool{}
	for i, r := range releases {
		if name := fileName(r.ID); name == r.ID && !taken[strings.ToLower(name)] {
			names[i] = name
			taken[strings.ToLower(name)] = true
		}
	}
	for i, r := range releases {
		base := fileName(r.ID)
		for n := 2; names[i] == ""; n++ {
			if name := fmt.Sprintf("%s-%d", base, n); !taken[strings.ToLower(name)] {
				names[i] = name
				taken[strings.ToLower(name)] = true
			}
		}
	}
	return names
}

// maxName leaves room for an extension and a number within the 255 bytes that file systems allow.
const maxName = 200

// fileName keeps the letters, digits and marks of an id and puts hyphens for the rest.
func fileName(id string) string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r) {
			return r
		}
		return '-'
	}, norm.NFC.String(strings.ToValidUTF8(id, "-")))
	if len(name) > maxName {
		name = name[:maxName]
		for !utf8.ValidString(name) {
			name = name[:len(name)-1]
		}
	}
	name = strings.Trim(name, "-.")
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	if name == "" || slices.Contains([]string{"con", "prn", "aux", "nul"}, stem) ||
		len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) {
		name = "release-" + name // Windows opens a device under such a name
	}
	return name
}
