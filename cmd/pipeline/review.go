package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tidyrelease/export/workbook"
	"tidyrelease/pipeline"
	"tidyrelease/transform/review"
)

const reviewHelp = `Usage: pipeline review [flags] WORKBOOK.xlsx

Turns the decisions that a person filled in on the workbook's sheet of mentions into
entries of the corrections file. What the file says already is kept as it is.

  -corrections FILE  the file (default "data/corrections.yaml")
  -by NAME           who decided (default who saved the workbook last)

Exit codes: 0 all well, 1 nothing could be read or written, 2 wrong usage,
3 a cell could not be read or the file says otherwise, and nothing was written.
`

// reviewed is the command "pipeline review": it gives the exit code.
func reviewed(args []string, stdout, stderr io.Writer, today string) int {
	flags := flag.NewFlagSet("pipeline review", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	to := flags.String("corrections", "data/corrections.yaml", "")
	by := flags.String("by", "", "")
	tell := func(code int, err error) int {
		fmt.Fprintf(stderr, "pipeline review: %v\n", err)
		return code
	}
	var books []string
	for len(args) > 0 {
		switch err := flags.Parse(args); {
		case errors.Is(err, flag.ErrHelp):
			fmt.Fprint(stdout, reviewHelp)
			return ok
		case err != nil:
			return tell(usage, err)
		}
		if args = flags.Args(); len(args) > 0 {
			books, args = append(books, args[0]), args[1:]
		}
	}
	if len(books) != 1 {
		return tell(usage, fmt.Errorf("give one workbook, not %d; pipeline review -h tells more", len(books)))
	}
	book, err := os.Open(books[0])
	if err != nil {
		return tell(failed, err)
	}
	defer book.Close()
	read, err := workbook.ReadReview(book, *by, today)
	if err != nil {
		return tell(refused, fmt.Errorf("%s: %w", books[0], err))
	}
	old, err := os.ReadFile(*to)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return tell(failed, err)
	}
	content, added, err := review.Append(*to, old, read.Corrections)
	if err != nil {
		return tell(refused, err)
	}
	if added > 0 {
		if err := replace(*to, content); err != nil {
			return tell(failed, err)
		}
	}
	fmt.Fprintf(stdout, "%s in %s: %d added to %s, %d there already\n", count(len(read.Corrections), "decision"), pipeline.Printable(books[0]), added,
		pipeline.Printable(*to), len(read.Corrections)-added)
	return ok
}

// replace puts content in the place of a file in one step, so that a kill leaves the old one or the new one.
func replace(name string, content []byte) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".corrections-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err = cmp.Or(err, f.Chmod(mode), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
