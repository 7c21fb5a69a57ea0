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
	"tidyrelease/export/database"
	"tidyrelease/export/parquet"
	"tidyrelease/export/tables"
	"tidyrelease/export/workbook"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
)

// Format is a kind of output.
type Format string

// The formats: a workbook, a brief for each release and one for all, pages of charts, and the tables in four forms.
const (
	XLSX    Format = "xlsx"
	PDF     Format = "pdf"
	HTML    Format = "html"
	CSV     Format = "csv"
	JSON    Format = "json"
	SQLite  Format = "sqlite"
	Parquet Format = "parquet"
)

// Formats lists the formats.
func Formats() []Format { return []Format{XLSX, PDF, HTML, CSV, JSON, SQLite, Parquet} }

// output is one file that a run makes: it is written from front to back, or built in place.
type output struct {
	path  string
	write func(io.Writer) error
	build func(name string) error // instead of write
}

func (o output) into(target *edition.Edition) error {
	if o.build != nil {
		return target.Build(o.path, o.build)
	}
	return target.Write(o.path, o.write)
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
	pages.Names = fileNames(d.Releases)
	lists := map[Format]func() []output{
		XLSX: func() []output {
			return []output{{path: "figures.xlsx", write: func(w io.Writer) error { return workbook.Write(w, d, cfg.Workbook) }}}
		},
		PDF:  func() []output { return cfg.briefs(d, pages.Names) },
		HTML: func() []output { return pageFiles(pages) },
		CSV:  func() []output { return tableFiles(d, ".csv", tables.Table.WriteCSV) },
		JSON: func() []output { return tableFiles(d, ".json", tables.Table.WriteJSON) },
		SQLite: func() []output {
			return []output{{path: tablesFolder + "/figures.sqlite", build: func(name string) error { return database.Write(name, d) }}}
		},
		Parquet: func() []output {
			return tableFiles(d, ".parquet", func(t tables.Table, w io.Writer) error { return parquet.Write(w, t) })
		},
	}
	var files []output
	for _, format := range Formats() { // in one order, however they were named
		if slices.Contains(cfg.Formats, format) {
			files = append(files, lists[format]()...)
		}
	}
	for i := range files {
		files[i].path = path.Join(cfg.folder(d.Language), files[i].path)
	}
	return files
}

// briefs are one for each release, under these names, and one for all.
func (cfg *Config) briefs(d *transform.Dataset, names []string) []output {
	all := brief.Of(d, cfg.Brief)
	file := func(name string, releases ...string) output {
		return output{path: name, write: func(w io.Writer) error { return all.Write(w, releases...) }}
	}
	var files []output
	for i, r := range d.Releases {
		files = append(files, file("briefs/"+names[i]+".pdf", r.ID))
	}
	if set := all.Set(); set != nil {
		files = append(files, file("brief.pdf", set...))
	}
	return files
}

func pageFiles(pages charts.Set) []output {
	var files []output
	for _, p := range pages.Pages() {
		files = append(files, output{path: p.Path, write: p.Write})
	}
	return files
}

// tablesFolder is where the tables stand.
const tablesFolder = "data"

// tableFiles are one for each table.
func tableFiles(d *transform.Dataset, extension string, write func(tables.Table, io.Writer) error) []output {
	var files []output
	for _, t := range tables.Of(d) {
		files = append(files, output{path: tablesFolder + "/" + t.Name + extension, write: func(w io.Writer) error { return write(t, w) }})
	}
	return files
}

// dataPackage describes the tables of a dataset among the files that have been written; it is none where there are no tables.
func (cfg *Config) dataPackage(d *transform.Dataset, written []edition.File) []output {
	folder := path.Join(cfg.folder(d.Language), tablesFolder)
	var list []tables.Written
	for _, f := range written {
		if path.Dir(f.Path) == folder {
			list = append(list, tables.Written{Name: path.Base(f.Path), Bytes: f.Bytes, SHA256: f.SHA256})
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []output{{path: folder + "/datapackage.json", write: func(w io.Writer) error { return tables.WriteDataPackage(w, d, list) }}}
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
			err := guard(func() error { return f.into(target) })
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
