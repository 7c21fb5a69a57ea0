// Command evaluate scores extraction, and explains it.
//
//	evaluate [-format FORMAT] [-misses] [-json] [-predictions OUT.json] [-floor ASPECT=PERCENT,…] FILE|DIR…
//	evaluate -explain SENTENCE [-lang en|fr]
//
// The formats are
//
//	figures      labelled releases: x.figures.json, each beside its text x.txt
//	newsquant    sentences of NewsQuant: newsquant*.json
//	recognizers  specifications of Recognizers-Text: recognizers-KIND.LANGUAGE*.json
//	pairs        folders with both languages of each release, x.en.txt and x.fr.txt: what has a counterpart
//
// The exit code is 1 when a score lies below a floor.
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
	explain     string
	lang        string
	format      string
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
	x, err := extract.New()
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return failed
	}
	if o.explain != "" {
		if err := explain(stdout, x, o.lang, o.explain); err != nil {
			fmt.Fprintln(stderr, "evaluate:", err)
			return usage
		}
		return ok
	}
	report, err := formats[o.format].score(x, o.paths)
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return failed
	}
	if o.predictions != "" {
		if err := writeJSON(o.predictions, report.Predictions); err != nil {
			fmt.Fprintln(stderr, "evaluate:", err)
			return failed
		}
	}
	if o.json {
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(report)
	} else {
		err = write(stdout, report, o.format, o.misses)
	}
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return failed
	}
	if below := o.floors.check(report); len(below) > 0 {
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
	flags.StringVar(&o.format, "format", "figures", "form of the labels: "+strings.Join(slices.Sorted(maps.Keys(formats)), ", "))
	flags.StringVar(&o.explain, "explain", "", "print how this `sentence` is read, and score nothing")
	flags.StringVar(&o.lang, "lang", "en", "language of the sentence to explain: en or fr")
	flags.BoolVar(&o.misses, "misses", true, "list each miss as file:line:column")
	flags.BoolVar(&o.json, "json", false, "print the report as JSON")
	flags.StringVar(&o.predictions, "predictions", "", "write what was extracted to this `file`")
	flags.Var(o.floors, "floor", "lowest F1 or share in percent, such as value=98,value+unit=96")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if o.explain != "" {
		return o, nil
	}
	form, known := formats[o.format]
	if !known {
		return nil, fmt.Errorf("-format %q: there are %s", o.format, strings.Join(slices.Sorted(maps.Keys(formats)), ", "))
	}
	for _, arg := range flags.Args() {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() || form.pattern == "" {
			o.paths = append(o.paths, arg)
			continue
		}
		found, err := filepath.Glob(filepath.Join(arg, form.pattern))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s: no %s in the folder", arg, form.pattern)
		}
		o.paths = append(o.paths, found...)
	}
	if len(o.paths) == 0 {
		return nil, errors.New("no labelled releases are named")
	}
	for a := range o.floors {
		if !slices.Contains(form.aspects, a) {
			return nil, fmt.Errorf("-floor: -format %s has no aspect %q", o.format, a)
		}
	}
	return o, nil
}

// format is a form of labels: the files to look for in a folder, "" when the folder itself is scored, the aspects
// that can have floors, and how it is scored.
type format struct {
	pattern string
	aspects []score.Aspect
	score   func(*extract.Extractor, []string) (*score.Report, error)
}

var formats = map[string]format{
	"figures":     {"*.figures.json", slices.Concat(score.Scored(), score.Described()), score.Figures},
	"newsquant":   {"newsquant*.json", []score.Aspect{score.Value, score.Unit, score.Change}, score.NewsQuant},
	"recognizers": {"recognizers-*.json", []score.Aspect{score.Value, score.Span, score.Cases}, score.Recognizers},
	"pairs":       {"", []score.Aspect{score.Counterpart, score.Per, score.Bound, score.Period}, score.Pairs},
}

// floors are the lowest scores that pass, by aspect.
type floors map[score.Aspect]float64

// String and Set make floors a flag.
func (f floors) String() string { return "" }

// Set reads "value=98,value+unit=96".
func (f floors) Set(s string) error {
	for part := range strings.SplitSeq(s, ",") {
		name, number, _ := strings.Cut(part, "=")
		percent, err := strconv.ParseFloat(number, 64)
		if err != nil || percent < 0 || percent > 100 {
			return fmt.Errorf("%s: %q is not a percentage", name, number)
		}
		f[score.Aspect(name)] = percent
	}
	return nil
}

// check lists the scores below their floors.
func (f floors) check(r *score.Report) []string {
	var below []string
	for _, a := range slices.Sorted(maps.Keys(f)) {
		got := r.All.F1(a)
		if slices.Contains(r.Shares, a) {
			got = r.All.Share(a)
		}
		if got < f[a] {
			below = append(below, fmt.Sprintf("%s is %.2f, below its floor of %v", a, got, f[a]))
		}
	}
	return below
}

func writeJSON(path string, v any) error {
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
