// Command pipeline reads government news releases and writes their figures as a checked dataset,
// an Excel workbook, PDF briefs and a page of charts.
//
//	pipeline [flags] [FILE | FOLDER]...
//
// Without arguments it reads the releases that come with it. Run it with -h for its flags.
//
// Exit codes: 0 all well; 1 the run itself failed, and the outputs are as they were; 2 wrong usage;
// 3 some input was refused or a correction or waiver is met by nothing, and all else was done; 4 a check came out inconsistent, with
// -strict; 5 something would change, with -check. When several apply, the lowest is given.
//
// With SOURCE_DATE_EPOCH set, run.json leaves the durations out and is the same on every run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"tidyrelease/export/brief/paper"
	"tidyrelease/extract"
	"tidyrelease/pipeline"
	"tidyrelease/transform/wording"
)

// The exit codes.
const (
	ok = iota
	failed
	usage
	refused
	inconsistent
	changed
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends a run that is in the middle of a large input
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv))
}

// run is the command: it gives the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, getenv func(string) string) int {
	if len(args) > 0 && args[0] == "review" {
		return reviewed(args[1:], stdout, stderr, today(getenv))
	}
	options, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, help)
		return ok
	case err != nil:
		complain(stderr, err)
		fmt.Fprintln(stderr, "Run pipeline -h for help.")
		return usage
	}
	options.OmitDurations = getenv("SOURCE_DATE_EPOCH") != ""
	options.Today = today(getenv)
	options.Logger = options.logger(stderr)
	options.Stdin = os.Stdin
	if err := options.place(getenv); err != nil {
		complain(stderr, err)
		return usage
	}
	shown := options.progress(stderr)

	report, err := pipeline.Run(ctx, options.Config)
	shown.end()
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause // names the signal
		}
		complain(stderr, err)
		return failed
	}
	if options.log == "" {
		show(stderr, report)
	}
	if options.Check {
		tell(stdout, report, options.quiet)
	}
	if !options.quiet {
		summarise(stdout, options.Config, report)
	}
	switch {
	case report.Count(pipeline.Refused)+report.Count(pipeline.Unmet) > 0:
		return refused
	case options.strict && report.Count(pipeline.Inconsistent) > 0:
		return inconsistent
	case options.Check && differs(report):
		return changed
	}
	return ok
}

const help = `Usage: pipeline [flags] [FILE | FOLDER]...
       pipeline review [flags] WORKBOOK.xlsx

Reads news releases (text, Markdown, HTML, PDF, Word and messages, each maybe
compressed with gzip; folders to their depths, patterns, - for standard input) and
writes their figures as a checked dataset, a workbook, briefs and charts. Without
arguments it reads the releases that come with it.

  -out FOLDER     the folder that the outputs replace as a whole (default "out")
  -formats LIST   any of xlsx,pdf,html,csv,json,sqlite,parquet (default all)
  -corrections FILE
                  corrections and waivers, as data/corrections.yaml explains them
  -lang LIST      languages of labels and messages, en or fr (default en); of several,
                  each has a folder of its own in the folder of outputs
  -contact TEXT   whom to ask about the workbook, for its cover
  -filters        filter buttons and frozen headers in the workbook
  -echarts HOW    inside puts the chart library into charts.html, where the build has it;
                  cdn has the pages load it from the net (default inside)
  -paper a4|letter
                  paper of the briefs (default a4)
  -font FILE      a TrueType font (.ttf) for characters that the font of the briefs lacks
  -check          write nothing, print what would change, and exit with 5 if anything would
  -allow-vanished publish also when observations are gone that no change of an input explains
  -cache FOLDER   where what was found in each release is kept, so that only what has changed
                  is read again, and the machine code of the engine that reads PDF files
                  (default a folder of the user's cache)
  -no-cache       keep nothing and read everything again
  -strict         exit with 4 when a check comes out inconsistent
  -quiet          no summary
  -max-LIMIT N    what one release may cost: -max-bytes, -max-unpacked, -max-text
                  (bytes), -max-pages, -max-depth (elements in each other), -max-nested (files
                  in each other), -max-cells (of tables), -max-figures, -max-time (such
                  as 90s)
  -log text|json  log every step to standard error, one record a line

Exit codes: 0 all well, 1 the run failed, 2 wrong usage, 3 some input was refused or
a correction or waiver is met by nothing, 4 a check is inconsistent (with -strict),
5 something would change (with -check); the lowest that applies.
`

// options is the command line.
type options struct {
	pipeline.Config
	strict, quiet, noCache bool
	log                    string // "", "text" or "json"
}

// place decides where the cache is. Without a folder for the user's caches, as a service may have none, there is no cache.
func (o *options) place(getenv func(string) string) error {
	switch {
	case o.noCache && o.Cache != "":
		return errors.New("-cache and -no-cache: give one of the two")
	case o.noCache || o.Cache != "":
		return nil
	}
	if folder := getenv("XDG_CACHE_HOME"); folder != "" {
		o.Cache = filepath.Join(folder, "tidyrelease")
	} else if folder, err := os.UserCacheDir(); err == nil {
		o.Cache = filepath.Join(folder, "tidyrelease")
	}
	return nil
}

// parse reads the command line. Flags may stand before, between and behind the inputs.
func parse(args []string) (*options, error) {
	o := &options{}
	flags := flag.NewFlagSet("pipeline", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&o.Out, "out", "out", "")
	flags.StringVar(&o.Corrections, "corrections", "", "")
	flags.StringVar(&o.Workbook.Contact, "contact", "", "")
	flags.BoolVar(&o.Workbook.Filters, "filters", false, "")
	flags.StringVar(&o.Cache, "cache", "", "")
	flags.BoolVar(&o.noCache, "no-cache", false, "")
	flags.BoolVar(&o.Check, "check", false, "")
	flags.BoolVar(&o.AllowVanished, "allow-vanished", false, "")
	flags.BoolVar(&o.strict, "strict", false, "")
	flags.BoolVar(&o.quiet, "quiet", false, "")
	limits(flags, &o.Limits)
	formats := list(flags, "formats", pipeline.Formats(), pipeline.Formats()...)
	languages := list(flags, "lang", []string{wording.English}, wording.Languages()...)
	echarts := choice(flags, "echarts", "inside", "cdn")
	size := choice(flags, "paper", paper.A4, paper.Letter)
	log := choice(flags, "log", "", "text", "json")
	font := flags.String("font", "", "")
	var err error
	if o.Inputs, err = inputs(flags, args); err != nil {
		return nil, err
	}
	if o.Out == "" {
		return nil, errors.New("-out: no folder is named")
	}
	o.Formats, o.Languages, o.ChartsCDN, o.Brief.Paper, o.log = *formats, *languages, *echarts == "cdn", *size, *log
	if *font == "" {
		return o, nil
	}
	program, err := os.ReadFile(*font)
	if err != nil {
		return nil, fmt.Errorf("-font: %w", err)
	}
	if o.Brief.Font, err = paper.ReadFont(program); err != nil {
		return nil, fmt.Errorf("-font: %s: %w", *font, err)
	}
	return o, nil
}

// inputs reads the flags among the arguments and gives the others.
func inputs(flags *flag.FlagSet, args []string) ([]string, error) {
	var list []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		rest := flags.Args()
		if read := len(args) - len(rest); read > 0 && args[read-1] == "--" {
			return append(list, rest...), nil
		}
		if len(rest) > 0 {
			list = append(list, rest[0])
			rest = rest[1:]
		}
		args = rest
	}
	return list, nil
}

// choice defines a flag that takes one of some values. The first is the default; an empty one cannot be given.
func choice[T ~string](flags *flag.FlagSet, name string, values ...T) *T {
	chosen := values[0]
	flags.Func(name, "", func(s string) error {
		chosen = T(s)
		return known(chosen, values...)
	})
	return &chosen
}

// list defines a flag that takes some of the values, with commas between. One that is named twice counts once.
func list[T ~string](flags *flag.FlagSet, name string, chosen []T, values ...T) *[]T {
	flags.Func(name, "", func(s string) error {
		chosen = nil
		for item := range strings.SplitSeq(s, ",") {
			value := T(strings.TrimSpace(item))
			if err := known(value, values...); err != nil {
				return err
			}
			if !slices.Contains(chosen, value) {
				chosen = append(chosen, value)
			}
		}
		return nil
	})
	return &chosen
}

// limits defines the flags of what one release may cost. A limit of zero or less would refuse everything and says nothing.
func limits(flags *flag.FlagSet, l *extract.Limits) {
	for name, value := range map[string]*int64{"max-bytes": &l.Bytes, "max-unpacked": &l.Unpacked, "max-text": &l.Text} {
		flags.Func(name, "", positive(func(s string) (int64, error) { return strconv.ParseInt(s, 10, 64) }, value))
	}
	for name, value := range map[string]*int{"max-pages": &l.Pages, "max-depth": &l.Depth, "max-nested": &l.Nested, "max-cells": &l.Cells, "max-figures": &l.Figures} {
		flags.Func(name, "", positive(strconv.Atoi, value))
	}
	flags.Func("max-time", "", positive(time.ParseDuration, &l.Time))
}

func positive[T int | int64 | time.Duration](parse func(string) (T, error), to *T) func(string) error {
	return func(s string) error {
		n, err := parse(s)
		if err != nil || n <= 0 {
			return errors.New("not a number above zero, with its unit for a time")
		}
		*to = n
		return nil
	}
}

// known says which values a flag takes when it is given another.
func known[T ~string](value T, allowed ...T) error {
	allowed = slices.DeleteFunc(slices.Clone(allowed), func(v T) bool { return v == "" })
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%q is not one of %s", string(value), join(allowed))
}

func join[T ~string](list []T) string {
	var names []string
	for _, item := range list {
		names = append(names, string(item))
	}
	return strings.Join(names, ",")
}

// logger gives the log that was asked for, nil for none. Text of a release cannot steer a terminal
// through it.
func (o *options) logger(w io.Writer) *slog.Logger {
	level := slog.LevelInfo
	if o.quiet {
		level = slog.LevelWarn
	}
	settings := &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Value.Kind() == slog.KindString {
			a.Value = slog.StringValue(pipeline.Printable(a.Value.String()))
		}
		return a
	}}
	switch o.log {
	case "text":
		return slog.New(slog.NewTextHandler(w, settings))
	case "json":
		return slog.New(slog.NewJSONHandler(w, settings))
	}
	return nil
}

// show lists what a person should see to, a line each. Of a kind that only tells of emptiness, a long list is counted.
func show(w io.Writer, report *pipeline.Report) {
	for _, note := range report.Notes {
		fmt.Fprintf(w, "pipeline: %s\n", pipeline.Printable(note))
	}
	const many = 20
	empty := report.Count(pipeline.NoFigures)
	for _, d := range report.Diagnostics {
		switch {
		case d.Kind == pipeline.NotUnderstood: // may be many; the summary counts them, run.json lists them
		case d.Kind == pipeline.NoFigures && empty > many:
		default:
			fmt.Fprintln(w, d)
		}
	}
	if empty > many {
		fmt.Fprintf(w, "%s read without a figure in them; run.json lists them\n", count(empty, "release"))
	}
}

// summarise says in a few lines what a run came to.
func summarise(w io.Writer, cfg pipeline.Config, report *pipeline.Report) {
	t := report.Totals
	out := pipeline.Printable(cfg.Out)
	fmt.Fprintf(w, "%s read, %d refused\n", count(t.Releases, "release"), report.Count(pipeline.Refused))
	if t.Releases == 0 {
		fmt.Fprintf(w, "nothing written, %s is as it was\n", out)
		return
	}
	fmt.Fprintf(w, "%s found, %s not understood\n", count(t.Mentions, "figure"), count(report.Count(pipeline.NotUnderstood), "number"))
	fmt.Fprintf(w, "%s, %s\n", count(t.Observations, "observation"), count(t.Charts, "chart"))
	waived := ""
	if t.Waived > 0 {
		waived = fmt.Sprintf(", %d waived", t.Waived)
	}
	fmt.Fprintf(w, "%s: %d consistent, %d inconsistent, %d undecided%s\n", count(t.Consistent+t.Inconsistent+t.Undecided+t.Waived, "check"), t.Consistent, t.Inconsistent, t.Undecided, waived)
	switch {
	case cfg.Check:
		fmt.Fprintf(w, "nothing written, as -check asks\n")
	case report.Unchanged:
		fmt.Fprintf(w, "nothing has changed since the last run; %s is as it was\n", out)
	default:
		if report.Compared {
			fmt.Fprintf(w, "since the last run: %s\n", sums(report.Dataset.Changes))
		}
		fmt.Fprintf(w, "%s in %s: %s\n", count(len(report.Outputs), "file"), out, strings.Join(top(report), ", "))
	}
}

// top names the files and folders that were written.
func top(report *pipeline.Report) []string {
	var written []string
	for _, f := range report.Outputs {
		name, _, inside := strings.Cut(f.Path, "/")
		if inside {
			name += "/"
		}
		if !slices.Contains(written, name) {
			written = append(written, name)
		}
	}
	return written
}

// complain prints an error, each of several faults on a line of its own.
func complain(w io.Writer, err error) {
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintf(w, "pipeline: %s\n", pipeline.Printable(line))
	}
}

// today is the day on which waivers hold or have ended. SOURCE_DATE_EPOCH, in seconds, stands for the clock where it is set, so
// that a run can be made again.
func today(getenv func(string) string) string {
	now := time.Now()
	if seconds, err := strconv.ParseInt(getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.DateOnly)
}

// count writes "1 file" or "2 files".
func count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
