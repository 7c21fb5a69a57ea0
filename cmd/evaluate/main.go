// Command evaluate scores extraction against labelled releases.
//
//	evaluate [-format figures] [-misses] [-json] [-predictions OUT.json] [-floor ASPECT=PERCENT,…] FILE.figures.json|DIR…
//
// Each file of labels stands beside its text. The exit code is 1 when a score lies below a floor.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"tidyrelease/cmd/evaluate/score"
	"tidyrelease/extract"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// Exit codes.
const (
	ok     = 0
	failed = 1 // an input cannot be read, or a score lies below its floor
	usage  = 2
)

// options are the command line.
type options struct {
	misses      bool
	json        bool
	predictions string
	floors      floors
	paths       []string
}

func run(args []string, stdout, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return ok
	}
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return usage
	}
	report, err := evaluate(o.paths)
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return failed
	}
	if o.predictions != "" {
		if err := writeJSON(o.predictions, report.predictions); err != nil {
			fmt.Fprintln(stderr, "evaluate:", err)
			return failed
		}
	}
	if o.json {
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(report)
	} else {
		err = report.write(stdout, o.misses)
	}
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return failed
	}
	if below := o.floors.check(report.All); len(below) > 0 {
		for _, line := range below {
			fmt.Fprintln(stderr, "evaluate:", line)
		}
		return failed
	}
	return ok
}

func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{floors: floors{}}
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	format := flags.String("format", "figures", "form of the labels: figures")
	flags.BoolVar(&o.misses, "misses", true, "list each miss as file:line:column")
	flags.BoolVar(&o.json, "json", false, "print the report as JSON")
	flags.StringVar(&o.predictions, "predictions", "", "write what was extracted to this `file`")
	flags.Var(o.floors, "floor", "lowest F1 in percent, such as value=98,value+unit=96")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if *format != "figures" {
		return nil, fmt.Errorf("-format %q: there is figures", *format)
	}
	for _, arg := range flags.Args() {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			o.paths = append(o.paths, arg)
			continue
		}
		found, err := filepath.Glob(filepath.Join(arg, "*.figures.json"))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: no *.figures.json in the folder", arg)
		}
		o.paths = append(o.paths, found...)
	}
	if len(o.paths) == 0 {
		return nil, errors.New("no labelled releases are named")
	}
	return o, nil
}

// floors are the lowest scores that pass, by aspect.
type floors map[score.Aspect]float64

// String and Set make floors a flag.
func (f floors) String() string { return "" }

// Set reads "value=98,value+unit=96".
func (f floors) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		name, number, _ := strings.Cut(part, "=")
		if !slices.Contains(score.Scored(), score.Aspect(name)) && !slices.Contains(score.Described(), score.Aspect(name)) {
			return fmt.Errorf("no aspect is called %q", name)
		}
		percent, err := strconv.ParseFloat(number, 64)
		if err != nil || percent < 0 || percent > 100 {
			return fmt.Errorf("%s: %q is not a percentage", name, number)
		}
		f[score.Aspect(name)] = percent
	}
	return nil
}

// check lists the scores below their floors.
func (f floors) check(t *score.Tally) []string {
	var below []string
	for _, a := range slices.Sorted(maps.Keys(f)) {
		got := t.F1(a)
		if slices.Contains(score.Described(), a) {
			got = t.Share(a)
		}
		if got < f[a] {
			below = append(below, fmt.Sprintf("%s is %.2f, below its floor of %v", a, got, f[a]))
		}
	}
	return below
}

// report is the result over all releases.
type report struct {
	All        *score.Tally            `json:"all"`
	ByLanguage map[string]*score.Tally `json:"by_language"`
	ByKind     map[string]*score.Tally `json:"by_kind"`
	ByRelease  map[string]*score.Tally `json:"by_release"`
	Misses     []score.Miss            `json:"misses"`
	Metadata   []string                `json:"metadata"` // disagreements on date, publisher and language

	predictions map[string][]score.Figure
}

func evaluate(paths []string) (*report, error) {
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	r := &report{
		All: score.NewTally(), ByLanguage: map[string]*score.Tally{}, ByKind: map[string]*score.Tally{},
		ByRelease: map[string]*score.Tally{}, predictions: map[string][]score.Figure{},
	}
	add := func(to map[string]*score.Tally, key string, t *score.Tally) {
		if to[key] == nil {
			to[key] = score.NewTally()
		}
		to[key].Add(t)
	}
	for _, path := range paths {
		labelled, err := score.Read(path)
		if err != nil {
			return nil, err
		}
		d, err := x.Extract(labelled.Path, []byte(labelled.Text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", labelled.Path, err)
		}
		figures := score.Extracted(d)
		r.predictions[d.ID] = figures
		all, kinds, misses := score.Compare(labelled, figures)
		r.All.Add(all)
		add(r.ByLanguage, labelled.Language, all)
		add(r.ByRelease, labelled.ID, all)
		for kind, t := range kinds {
			add(r.ByKind, kind, t)
		}
		r.Misses = append(r.Misses, misses...)
		for _, field := range []struct{ name, want, got string }{
			{"language", labelled.Language, d.Language}, {"date", labelled.Date, d.Date}, {"publisher", labelled.Publisher, d.Publisher},
		} {
			if field.want != field.got {
				r.Metadata = append(r.Metadata, fmt.Sprintf("%s: %s: want %q, got %q", labelled.Path, field.name, field.want, field.got))
			}
		}
	}
	return r, nil
}

// write prints the tables, and before them the misses.
func (r *report) write(w io.Writer, misses bool) error {
	if misses {
		for _, m := range r.Misses {
			fmt.Fprintln(w, m)
		}
		for _, m := range r.Metadata {
			fmt.Fprintln(w, m)
		}
	}
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(out, "\tlabelled\textracted\t")
	for _, a := range score.Scored() {
		fmt.Fprintf(out, "%s P\tR\tF1\t", a)
	}
	fmt.Fprintln(out)
	line := func(name string, t *score.Tally) {
		fmt.Fprintf(out, "%s\t%d\t%d\t", name, t.Labelled, t.Extracted)
		for _, a := range score.Scored() {
			fmt.Fprintf(out, "%.1f\t%.1f\t%.1f\t", t.Precision(a), t.Recall(a), t.F1(a))
		}
		fmt.Fprintln(out)
	}
	for _, group := range []map[string]*score.Tally{r.ByRelease, r.ByKind, r.ByLanguage} {
		for _, name := range slices.Sorted(maps.Keys(group)) {
			line(name, group[name])
		}
	}
	line("all", r.All)
	if err := out.Flush(); err != nil {
		return err
	}
	for _, a := range score.Described() {
		fmt.Fprintf(w, "%s right in %.1f%% of %d\n", a, r.All.Share(a), r.All.Stated[a])
	}
	_, err := fmt.Fprintf(w, "date, publisher and language: %d disagreements\n", len(r.Metadata))
	return err
}

func writeJSON(path string, v any) error {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
