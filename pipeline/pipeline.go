// Package pipeline is a whole run: it finds releases, extracts their figures, builds the dataset,
// checks it and writes the outputs.
//
// Files and folders go in; a folder of outputs and a Report come out. An input that cannot be used
// never stops a run and never takes another one's figures with it: it becomes a Diagnostic. Run
// returns an error only when the run itself failed, and then the folder of outputs is as it was.
//
// The same inputs give the same bytes in every output, whatever the order in which they were named
// and however many cores there are. The one exception is the object "durations" in run.json, which
// Config.OmitDurations leaves out.
//
// This package joins the stages and knows nothing about figures, files of a format or flags.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/unicode/norm"

	"tidyrelease/data"
	"tidyrelease/export/brief"
	"tidyrelease/export/charts"
	"tidyrelease/extract"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// Config says what a run reads and writes.
type Config struct {
	Inputs        []string // files and folders; with none, the releases that package data embeds are read
	Out           string   // the folder that the outputs replace as a whole
	Formats       []Format // what to write
	Corrections   string   // file of corrections and waivers; with neither that nor inputs, those that package data embeds
	Today         string   // ISO 8601 day, on which waivers hold or have ended; without it all hold
	Language      string   // of labels and messages: "en" or "fr"
	Brief         brief.Options
	MaxBytes      int64          // limit of one input; 0 means that of Limits
	Limits        extract.Limits // what one release may cost; a field that is zero means the default
	Stdin         io.Reader      // what the input "-" is
	ChartsCDN     bool           // the pages load their chart library from its public address, and do without it where there is no network
	OmitDurations bool           // leaves the durations out of run.json, which then depends on the inputs alone
	Logger        *slog.Logger   // told of each stage and each diagnostic; nil for silence
}

// DefaultMaxBytes is the size above which an input is refused unread: a text release has some
// kilobytes, so a file of this size is something else.
const DefaultMaxBytes = 64 << 20

// limits are those of the configuration, complete.
func (cfg Config) limits() extract.Limits {
	limits := cfg.Limits
	limits.Bytes = cmp.Or(cfg.MaxBytes, limits.Bytes, DefaultMaxBytes)
	return limits.Budget().Limits()
}

// Report says what a run did.
type Report struct {
	Dataset     *transform.Dataset
	Diagnostics []Diagnostic   // sorted by kind, source and place
	Outputs     []edition.File // what was written; empty when no release could be read
}

// Count is the number of diagnostics of a kind.
func (r *Report) Count(kind Kind) int {
	n := 0
	for _, d := range r.Diagnostics {
		if d.Kind == kind {
			n++
		}
	}
	return n
}

// Run reads, transforms and writes. When no input could be read it writes nothing, and the report
// says why.
func Run(ctx context.Context, cfg Config) (*Report, error) {
	logger := cfg.Logger
	if logger == nil {
		logger = slog.New(slog.DiscardHandler)
	}
	clock := stopwatch{last: time.Now(), logger: logger}

	catalogue, err := transform.LoadCatalogue("data/indicators.yaml", data.Indicators)
	if err != nil {
		return nil, err
	}
	reviewed, err := corrections(cfg)
	if err != nil {
		return nil, err
	}
	extractor, err := extract.New()
	if err != nil {
		return nil, err
	}
	extractor.Limits = cfg.limits()
	target, err := edition.Begin(cfg.Out)
	if err != nil {
		return nil, err
	}
	clock.lap("prepare")
	if target.Leftover {
		logger.Warn("an earlier run was killed; what it left behind has been cleared away", "out", cfg.Out)
	}
	report, err := run(ctx, cfg, target, extractor, catalogue, reviewed, &clock)
	if err != nil {
		return nil, errors.Join(err, target.Discard())
	}
	for _, d := range report.Diagnostics {
		d.log(ctx, logger)
	}
	if len(report.Outputs) == 0 {
		return report, target.Discard()
	}
	if err := target.Publish(); err != nil {
		return nil, err
	}
	clock.lap("publish")
	return report, nil
}

// run does everything between the begin and the end of an edition.
func run(ctx context.Context, cfg Config, target *edition.Edition, extractor *extract.Extractor, catalogue *transform.Catalogue, reviewed *corrected, clock *stopwatch) (*Report, error) {
	inputs, diagnostics := find(cfg)
	defer inputs.close()
	clock.lap("find", "inputs", len(inputs.list))

	docs, sizes, refused, err := read(ctx, inputs.list, cfg.limits().Bytes, extractor)
	if err != nil {
		return nil, err
	}
	diagnostics = append(diagnostics, refused...)
	for _, doc := range docs {
		diagnostics = append(diagnostics, doubts(doc)...)
	}
	clock.lap("extract", "releases", len(docs))
	report := &Report{Dataset: &transform.Dataset{}, Diagnostics: diagnostics}
	if len(docs) == 0 {
		slices.SortFunc(report.Diagnostics, Diagnostic.compare)
		return report, nil
	}

	if report.Dataset, err = reviewed.build(docs, catalogue, cfg); err != nil {
		return nil, err
	}
	report.Diagnostics = append(report.Diagnostics, reviewed.unmet...)
	report.Diagnostics = append(report.Diagnostics, contradictions(report.Dataset)...)
	slices.SortFunc(report.Diagnostics, Diagnostic.compare)
	clock.lap("transform", "observations", len(report.Dataset.Observations), "checks", len(report.Dataset.Checks))

	pages, err := pageSet(report.Dataset, docs, catalogue, cfg)
	if err != nil {
		return nil, err
	}
	if err := write(ctx, target, outputs(report.Dataset, cfg, pages)); err != nil {
		return nil, err
	}
	clock.lap("export", "files", len(target.Files()))

	m := newManifest(cfg, report, reviewed, docs, sizes, target.Files())
	if !cfg.OmitDurations {
		m.Durations = clock.laps
	}
	if err := target.Write(edition.Manifest, m.write); err != nil {
		return nil, err
	}
	report.Outputs = target.Files()
	return report, ctx.Err()
}

// pageSet is what the pages of charts are made of: they come in every language.
func pageSet(d *transform.Dataset, docs []*extract.Document, catalogue *transform.Catalogue, cfg Config) (charts.Set, error) {
	set := charts.Set{Datasets: []*transform.Dataset{d}, CDN: cfg.ChartsCDN}
	if !slices.Contains(cfg.Formats, HTML) {
		return set, nil
	}
	for _, lang := range wording.Languages() {
		if lang == d.Language {
			continue
		}
		translated, err := transform.Build(docs, catalogue, lang)
		if err != nil {
			return set, err
		}
		set.Datasets = append(set.Datasets, translated)
	}
	return set, nil
}

// read extracts the inputs on all cores. The documents come in the order of the inputs, and with
// each the size of its input in bytes.
func read(ctx context.Context, inputs []input, limit int64, extractor *extract.Extractor) ([]*extract.Document, []int64, []Diagnostic, error) {
	type result struct {
		doc  *extract.Document
		size int64
		err  error
	}
	results := make([]result, len(inputs))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(inputs)) {
		workers.Go(func() {
			x := extractor.Clone()
			for i := range next {
				r := &results[i]
				r.err = guard(func() error {
					text, err := inputs[i].read(limit)
					if err != nil {
						return err
					}
					r.size = int64(len(text))
					r.doc, err = x.Extract(inputs[i].source, text)
					return err
				})
				if _, ok := errors.AsType[*panicked](r.err); ok {
					x = extractor.Clone() // the panic may have left the old one's working memory half changed
				}
			}
		})
	}
feed:
	for i := range inputs {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, nil, nil, err
	}

	var docs []*extract.Document
	var sizes []int64
	var refused []Diagnostic
	taken := map[string]string{} // release id, as file systems compare names → source
	for i, r := range results {
		if r.err != nil {
			refused = append(refused, refusal(inputs[i].source, r.err))
			continue
		}
		if r.doc.ID == "" {
			refused = append(refused, refusal(inputs[i].source, errors.New("its name gives no release id; name it more than an extension")))
			continue
		}
		key := strings.ToLower(norm.NFC.String(r.doc.ID))
		if other, ok := taken[key]; ok {
			refused = append(refused, refusal(inputs[i].source, fmt.Errorf("its release id %q is taken by %s; rename one of the two", r.doc.ID, other)))
			continue
		}
		taken[key] = inputs[i].source
		docs = append(docs, r.doc)
		sizes = append(sizes, r.size)
	}
	return docs, sizes, refused, nil
}

// panicked is a fault of the program that one input or one output met.
type panicked struct {
	value any
	at    string // file:line of the program
}

func (p *panicked) Error() string { return fmt.Sprintf("internal fault at %s: %v", p.at, p.value) }

// guard turns a panic into an error: one release cannot end the reading of the others, and an output that cannot be made
// ends the run as any failed output does, with the last edition untouched.
func guard(f func() error) (err error) {
	defer func() {
		value := recover()
		if value == nil {
			return
		}
		p := &panicked{value: value}
		var calls [32]uintptr
		frames := runtime.CallersFrames(calls[:runtime.Callers(2, calls[:])])
		for more := true; more && p.at == ""; {
			var frame runtime.Frame
			if frame, more = frames.Next(); !strings.HasPrefix(frame.Function, "runtime.") {
				p.at = fmt.Sprintf("%s:%d", filepath.Base(frame.File), frame.Line)
			}
		}
		err = p
	}()
	return f()
}

// stopwatch takes the time of each stage.
type stopwatch struct {
	last   time.Time
	laps   []lap
	logger *slog.Logger
}

type lap struct {
	Stage   string  `json:"stage"`
	Seconds float64 `json:"seconds"`
}

func (s *stopwatch) lap(stage string, counts ...any) {
	took := time.Since(s.last)
	s.last = s.last.Add(took)
	s.laps = append(s.laps, lap{stage, took.Seconds()})
	s.logger.Info(stage, append(counts, "duration", took)...)
}
