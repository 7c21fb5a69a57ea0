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
	"slices"
	"time"

	"tidyrelease/data"
	"tidyrelease/export/brief"
	"tidyrelease/export/charts"
	"tidyrelease/export/workbook"
	"tidyrelease/extract"
	"tidyrelease/pipeline/cache"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
	"tidyrelease/transform/wording"
)

// Config says what a run reads and writes.
type Config struct {
	Inputs        []string // files and folders; with none, the releases that package data embeds are read
	Out           string   // the folder that the outputs replace as a whole
	Formats       []Format // what to write
	Languages     []string // of labels and messages, "en" unless told; of several, each has a folder of its own in Out
	Workbook      workbook.Options
	Corrections   string // file of corrections and waivers; with neither that nor inputs, those that package data embeds
	Today         string // ISO 8601 day, on which waivers hold or have ended; without it all hold
	Brief         brief.Options
	MaxBytes      int64          // limit of one input; 0 means that of Limits
	Limits        extract.Limits // what one release may cost; a field that is zero means the default
	Stdin         io.Reader      // what the input "-" is
	ChartsCDN     bool           // the pages load their chart library from its public address, and do without it where there is no network
	OmitDurations bool           // leaves the durations out of run.json, which then depends on the inputs alone
	Logger        *slog.Logger   // told of each stage and each diagnostic; nil for silence

	// Cache is a folder that keeps what was found in each release, so that a later run reads only what has changed, and the machine code of
	// the engine that reads PDF files; empty for none. It
	// changes no output. It cannot stand in Out.
	Cache string
	// Check has the run write nothing: the report tells what would change.
	Check bool
	// AllowVanished has the run publish also when facts of the last run are gone that no change of an input explains.
	AllowVanished bool
	// Progress is told how many things of a stage are done, from many goroutines; nil for silence.
	Progress func(stage string, done, total int)
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
	Dataset     *transform.Dataset // in the first language; nil when Unchanged
	Totals      Totals
	Diagnostics []Diagnostic   // sorted by kind, source and place
	Outputs     []edition.File // what was written; empty when no release could be read, and with Config.Check
	Compared    bool           // the folder of outputs holds a last run, and Dataset.Changes tells what differs from it

	// Notes tell what happened to the folder of outputs and the cache: an earlier run that was killed, entries that were damaged.
	Notes []string

	// Unchanged tells that nothing which decides the outputs differs from the last run, whose outputs are whole: they were left as they are.
	Unchanged bool
}

// Totals counts what is in a dataset.
type Totals struct {
	Releases     int `json:"releases"`
	Mentions     int `json:"mentions"`
	Observations int `json:"observations"`
	Charts       int `json:"charts"`
	Consistent   int `json:"consistent"` // of the checks
	Inconsistent int `json:"inconsistent"`
	Undecided    int `json:"undecided"`
	Waived       int `json:"waived"`
}

func totals(d *transform.Dataset) Totals {
	t := Totals{Releases: len(d.Releases), Mentions: len(d.Mentions), Observations: len(d.Observations), Charts: len(d.Charts)}
	for _, c := range d.Checks {
		switch c.Result {
		case transform.Consistent:
			t.Consistent++
		case transform.Inconsistent:
			t.Inconsistent++
		case transform.Waived:
			t.Waived++
		default:
			t.Undecided++
		}
	}
	return t
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
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	if len(cfg.Languages) == 0 {
		cfg.Languages = []string{wording.English}
	}
	r, err := begin(cfg)
	if err != nil {
		return nil, err
	}
	var report *Report
	err = guard(func() (err error) {
		report, err = r.run(ctx)
		return err
	})
	if err != nil {
		return nil, errors.Join(err, r.discard())
	}
	report.Notes = r.notes
	for _, d := range report.Diagnostics {
		d.log(ctx, cfg.Logger)
	}
	if len(report.Outputs) == 0 || report.Unchanged {
		return report, r.discard()
	}
	if err := r.target.Publish(); err != nil {
		return nil, err
	}
	r.clock.lap("publish")
	r.noteKey()
	return report, nil
}

// running is a run that goes on.
type running struct {
	cfg        Config
	clock      stopwatch
	catalogue  *transform.Catalogue
	indicators string // the hash of the catalogue's file
	reviewed   *corrected
	extractor  *extract.Extractor
	store      *cache.Store     // nil for none
	target     *edition.Edition // nil when nothing is to be written
	last       *last            // what the folder of outputs holds; nil for nothing
	key        string           // of everything that decides the outputs; empty without a cache
	notes      []string
}

// note tells of something that happened to a folder.
func (r *running) note(folder, message string, err error) {
	text := folder + ": " + message
	if err != nil {
		text += ": " + err.Error()
	}
	r.notes = append(r.notes, text)
	r.cfg.Logger.Warn(text)
}

// loadCatalogue reads the catalogue of indicators.
func (r *running) loadCatalogue() error {
	content, err := data.Read(data.Indicators)
	if err != nil {
		return err
	}
	r.indicators = sha(content)
	r.catalogue, err = transform.LoadCatalogue("data/"+data.Indicators, content)
	return err
}

// begin prepares a run and keeps other runs from its folder.
func begin(cfg Config) (*running, error) {
	r := &running{cfg: cfg, clock: stopwatch{last: time.Now(), logger: cfg.Logger}}
	if err := r.open(); err != nil {
		return nil, err
	}
	var err error
	if err := r.loadCatalogue(); err != nil {
		return nil, err
	}
	if r.reviewed, err = corrections(cfg); err != nil {
		return nil, err
	}
	if r.extractor, err = extract.New(); err != nil {
		return nil, err
	}
	r.extractor.Limits = cfg.limits()
	if cfg.Cache != "" {
		r.extractor.KeepEngine(filepath.Join(cfg.Cache, "engine"))
	}
	if !cfg.Check {
		if r.target, err = edition.Begin(cfg.Out); err != nil {
			return nil, err
		}
		if r.target.Leftover {
			r.note(cfg.Out, "an earlier run was killed before it was done; its half-written files have been cleared away, and what the folder holds is whole", nil)
		}
	}
	if r.last, err = readLast(cfg.Out); err != nil {
		r.note(cfg.Out, "what has changed since the last run cannot be told", err)
	}
	r.clock.lap("prepare")
	return r, nil
}

// open opens the cache.
func (r *running) open() error {
	if r.cfg.Cache == "" {
		return nil
	}
	within, err := inside(r.cfg.Out, r.cfg.Cache)
	if err != nil {
		return err
	}
	if within {
		return fmt.Errorf("the cache %s is in the folder of outputs, which a run replaces; name another place for it", r.cfg.Cache)
	}
	r.store = cache.Open(r.cfg.Cache, fmt.Sprintf("%s %+v", extract.Version(), r.cfg.limits()))
	return nil
}

// inside tells whether a folder is another one or stands in it.
func inside(outer, folder string) (bool, error) {
	a, errA := filepath.Abs(outer)
	b, errB := filepath.Abs(folder)
	if err := errors.Join(errA, errB); err != nil {
		return false, err
	}
	rel, err := filepath.Rel(a, b)
	return err == nil && filepath.IsLocal(rel), nil
}

func (r *running) discard() error {
	if r.target == nil {
		return nil
	}
	return r.target.Discard()
}

// run does everything between the begin and the end of an edition.
func (r *running) run(ctx context.Context) (*Report, error) {
	inputs, diagnostics := find(r.cfg)
	defer inputs.close()
	r.clock.lap("find", "inputs", len(inputs.list))
	if report, err := r.unchanged(ctx, inputs, diagnostics); report != nil || err != nil {
		return report, err
	}
	all, err := r.read(ctx, inputs.list)
	if err != nil {
		return nil, err
	}
	if r.store != nil {
		r.key = r.keyOf(inputs.list, all.sums, diagnostics)
	}
	report := &Report{Dataset: &transform.Dataset{}, Diagnostics: append(diagnostics, all.diagnostics()...)}
	var datasets []*transform.Dataset
	if len(all.docs) > 0 {
		if datasets, err = r.build(report, all); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(report.Diagnostics, Diagnostic.compare)
	if len(all.inputs) == 0 || r.cfg.Check {
		return report, ctx.Err()
	}
	return report, cmp.Or(r.write(ctx, report, datasets, all), ctx.Err())
}

// read extracts the inputs.
func (r *running) read(ctx context.Context, inputs []input) (*readings, error) {
	reader := &reader{limit: r.cfg.limits().Bytes, extractor: r.extractor, store: r.store, progress: r.progress("extract")}
	all, err := reader.read(ctx, inputs)
	if err != nil {
		return nil, err
	}
	counts := []any{"releases", len(all.docs)}
	if r.store != nil {
		hits, _, damaged, failure := r.store.Use()
		counts = append(counts, "cached", hits)
		if damaged > 0 {
			r.note(r.cfg.Cache, fmt.Sprintf("entries of the cache were damaged, and their releases have been read again (%d)", damaged), nil)
		}
		if failure != nil {
			r.note(r.cfg.Cache, "the cache cannot be written", failure)
		}
		r.store.Trim()
	}
	r.clock.lap("extract", counts...)
	return all, nil
}

// progress gives a function that tells of a stage.
func (r *running) progress(stage string) func(done, total int) {
	if r.cfg.Progress == nil {
		return nil
	}
	return func(done, total int) { r.cfg.Progress(stage, done, total) }
}

// build makes the dataset of the report, and those in the other languages that outputs are in; and compares them with the last run's.
func (r *running) build(report *Report, all *readings) ([]*transform.Dataset, error) {
	datasets, unmet, err := r.reviewed.build(all.take(), r.catalogue, r.languages(), r.cfg.Today)
	if err != nil {
		return nil, err
	}
	report.Dataset, report.Totals = datasets[0], totals(datasets[0])
	report.Diagnostics = slices.Concat(report.Diagnostics, unmet, contradictions(report.Dataset))
	r.clock.lap("transform", "observations", len(report.Dataset.Observations), "checks", len(report.Dataset.Checks))
	if r.last == nil {
		return datasets, nil
	}
	before, err := readRecord(r.cfg.Out)
	if err != nil {
		r.note(r.cfg.Out, "what has changed since the last run cannot be told", err)
		return datasets, nil
	}
	report.Compared = true
	found := r.compare(before, transform.Record(datasets...), report.Diagnostics, all.bytes)
	for _, d := range datasets {
		d.Changes = found[d.Language]
	}
	r.clock.lap("compare", "changes", len(report.Dataset.Changes))
	if lost := vanished(report.Dataset.Changes); len(lost) > 0 && !r.cfg.AllowVanished && !r.cfg.Check {
		return nil, &VanishedError{lost}
	}
	return datasets, nil
}

// languages are those of the datasets, the report's first. The pages of charts come in all. A check is told in one.
func (r *running) languages() []string {
	switch {
	case r.cfg.Check:
		return r.cfg.Languages[:1]
	case !slices.Contains(r.cfg.Formats, HTML):
		return r.cfg.Languages
	}
	all := slices.Clone(r.cfg.Languages)
	for _, language := range wording.Languages() {
		if !slices.Contains(all, language) {
			all = append(all, language)
		}
	}
	return all
}

// write writes the outputs, and the manifest last.
func (r *running) write(ctx context.Context, report *Report, list []*transform.Dataset, all *readings) error {
	datasets := make(map[string]*transform.Dataset, len(list))
	for _, d := range list {
		datasets[d.Language] = d
	}
	var files []output
	for _, language := range r.cfg.Languages {
		files = append(files, r.cfg.outputs(datasets[language], r.pages(language, datasets))...)
	}
	files = append(files, output{path: recordFile, write: transform.Record(list...).Write})
	if err := write(ctx, r.target, files, r.progress("export")); err != nil {
		return err
	}
	for _, language := range r.cfg.Languages {
		if err := write(ctx, r.target, r.cfg.dataPackage(datasets[language], r.target.Files()), nil); err != nil {
			return err
		}
	}
	r.clock.lap("export", "files", len(r.target.Files()))
	m := newManifest(r.cfg, report, r.reviewed, all.inputs, r.target.Files())
	if !r.cfg.OmitDurations {
		m.Durations = r.clock.laps
	}
	if err := r.target.Write(edition.Manifest, m.write); err != nil {
		return err
	}
	report.Outputs = r.target.Files()
	return nil
}

// pages are the pages of charts in a language, which lead to those in the others.
func (r *running) pages(language string, datasets map[string]*transform.Dataset) charts.Set {
	set := charts.Set{Datasets: []*transform.Dataset{datasets[language]}, CDN: r.cfg.ChartsCDN}
	for _, other := range wording.Languages() {
		if d := datasets[other]; d != nil && other != language {
			set.Datasets = append(set.Datasets, d)
		}
	}
	return set
}
