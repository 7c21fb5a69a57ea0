package pipeline

import (
	"context"
	"fmt"
	"io"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
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

// folder is where the outputs in a language stand in that of all outputs: in one of their own where the run has several languages.
func (cfg *Config) folder(language string) string {
	if len(cfg.Languages) > 1 {
		return language
	}
	return ""
}

// outputs lists the files of a dataset in the formats that are asked for, without those that tell of other files. The pages of charts
// have datasets in more languages.
func (cfg *Config) outputs(d *transform.Dataset, pages charts.Set) []output {
	var files []output
	names := fileNames(d.Releases)
	for _, format := range Formats() { // in one order, however they were named
		if !slices.Contains(cfg.Formats, format) {
			continue
		}
		switch format {
		case XLSX:
			files = append(files, output{"figures.xlsx", func(w io.Writer) error { return workbook.Write(w, d, cfg.Workbook) }})
		case HTML:
			pages.Names = names
			for _, p := range pages.Pages() {
				files = append(files, output{p.Path, p.Write})
			}
		case PDF:
			briefs := brief.Of(d, cfg.Brief)
			for i, r := range d.Releases {
				files = append(files, output{"briefs/" + names[i] + ".pdf", func(w io.Writer) error { return briefs.Write(w, r.ID) }})
			}
			if set := briefs.Set(); set != nil {
				files = append(files, output{"brief.pdf", func(w io.Writer) error { return briefs.Write(w, set...) }})
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
	for i := range files {
		files[i].path = path.Join(cfg.folder(d.Language), files[i].path)
	}
	return files
}

// dataPackage describes the tables of a dataset among the files that have been written; it is none where there are no tables.
func (cfg *Config) dataPackage(d *transform.Dataset, written []edition.File) []output {
	folder := path.Join(cfg.folder(d.Language), "data")
	var list []tables.Written
	for _, f := range written {
		if path.Dir(f.Path) == folder {
			list = append(list, tables.Written{Name: path.Base(f.Path), Bytes: f.Bytes, SHA256: f.SHA256})
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []output{{folder + "/datapackage.json", func(w io.Writer) error { return tables.WriteDataPackage(w, d, list) }}}
}

// write makes the files on all cores. The first one that fails ends it.
func write(ctx context.Context, target *edition.Edition, files []output, progress func(done, total int)) error {
	var done atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, f := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			err := guard(func() error { return target.Write(f.path, f.write) })
			if count := done.Add(1); progress != nil {
				progress(int(count), len(files))
			}
			return err
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
