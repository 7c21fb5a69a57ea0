package pipeline

import (
	"encoding/json"
	"io"
	"runtime/debug"

	"tidyrelease/extract"
	"tidyrelease/pipeline/edition"
	"tidyrelease/transform"
)

// manifest is run.json: what a run read, what it found and what it wrote.
type manifest struct {
	Program   string           `json:"program"`
	Version   string           `json:"version"`
	Languages []string         `json:"languages"` // of labels and messages
	Totals    manifestTotals   `json:"totals"`
	Inputs    []manifestInput  `json:"inputs"`
	Refused   []Diagnostic     `json:"refused"`
	Reviewed  manifestReviewed `json:"reviewed"`
	Warnings  manifestWarnings `json:"warnings"`
	Checks    manifestChecks   `json:"checks"`
	Outputs   []edition.File   `json:"outputs"`
	Durations []lap            `json:"durations,omitempty"` // wall clock; all else depends on the inputs alone
}

// manifestTotals counts what is in the dataset, but for its checks.
type manifestTotals struct {
	Releases     int `json:"releases"`
	Mentions     int `json:"mentions"`
	Observations int `json:"observations"`
	Charts       int `json:"charts"`
	Changes      int `json:"changes"` // since the run before
}

// manifestInput is one release that was read.
type manifestInput struct {
	Source       string `json:"source"`
	ReleaseID    string `json:"release_id"`
	Language     string `json:"language"`
	SHA256       string `json:"sha256"`
	Bytes        int64  `json:"bytes"`
	Sentences    int    `json:"sentences"`
	Numbers      int    `json:"numbers"`      // written in the text, whatever they mean
	Mentions     int    `json:"mentions"`     // figures, in the dataset
	Observations int    `json:"observations"` // facts that the release states
}

// manifestReviewed is what people said of figures and checks. Waived checks stand among the checks.
type manifestReviewed struct {
	File      string       `json:"file,omitempty"`
	SHA256    string       `json:"sha256,omitempty"`
	Confirmed int          `json:"confirmed"`
	Corrected int          `json:"corrected"`
	Rejected  int          `json:"rejected"`
	Unmet     []Diagnostic `json:"unmet"`
}

type manifestWarnings struct {
	NoFigures     []Diagnostic `json:"no_figures"`
	NotUnderstood []Diagnostic `json:"not_understood"`
	Ignored       []Diagnostic `json:"ignored"`
}

type manifestChecks struct {
	Consistent     int          `json:"consistent"`
	Inconsistent   int          `json:"inconsistent"`
	Undecided      int          `json:"undecided"`
	Waived         int          `json:"waived"`
	Contradictions []Diagnostic `json:"contradictions"` // the inconsistent ones, with their place
	Waivers        []Diagnostic `json:"waivers"`        // the waived ones, likewise, with the reason
}

// newManifest tells of a run over inputs that were read.
func newManifest(cfg Config, report *Report, reviewed *corrected, inputs []manifestInput, files []edition.File) *manifest {
	of := func(kind Kind) []Diagnostic {
		list := []Diagnostic{} // an empty list in JSON, not null
		for _, d := range report.Diagnostics {
			if d.Kind == kind {
				list = append(list, d)
			}
		}
		return list
	}
	t := report.Totals
	m := &manifest{
		Program:   edition.Program,
		Version:   Version(),
		Languages: cfg.Languages,
		Totals:    manifestTotals{t.Releases, t.Mentions, t.Observations, t.Charts, len(report.Dataset.Changes)},
		Inputs:    inputs,
		Refused:   of(Refused),
		Reviewed:  manifestReviewed{File: reviewed.name, SHA256: reviewed.sha256, Unmet: of(Unmet)},
		Warnings:  manifestWarnings{of(NoFigures), of(NotUnderstood), of(Ignored)},
		Checks:    manifestChecks{t.Consistent, t.Inconsistent, t.Undecided, t.Waived, of(Inconsistent), of(Waived)},
		Outputs:   files,
	}
	m.count(report.Dataset)
	return m
}

// count counts what the dataset has of each input, and what was reviewed.
func (m *manifest) count(d *transform.Dataset) {
	mentions, observations := map[string]int{}, map[string]int{}
	for i := range d.Mentions {
		mentions[d.Mentions[i].ReleaseID]++
		switch extract.Verdict(d.Mentions[i].Review) {
		case extract.Confirmed:
			m.Reviewed.Confirmed++
		case extract.Corrected:
			m.Reviewed.Corrected++
		case extract.Rejected:
			m.Reviewed.Rejected++
		}
	}
	for i := range d.Observations {
		for _, id := range d.Observations[i].Releases {
			observations[id]++
		}
	}
	for i, in := range m.Inputs {
		m.Inputs[i].Mentions, m.Inputs[i].Observations = mentions[in.ReleaseID], observations[in.ReleaseID]
	}
}

// report is what the manifest tells again of a run that is over.
func (m *manifest) report() *Report {
	t := m.Totals
	r := &Report{Totals: Totals{t.Releases, t.Mentions, t.Observations, t.Charts, m.Checks.Consistent, m.Checks.Inconsistent, m.Checks.Undecided, m.Checks.Waived}}
	for _, list := range []struct {
		kind Kind
		of   []Diagnostic
	}{
		{Refused, m.Refused}, {Unmet, m.Reviewed.Unmet}, {Waived, m.Checks.Waivers}, {Inconsistent, m.Checks.Contradictions}, {NoFigures, m.Warnings.NoFigures}, {NotUnderstood, m.Warnings.NotUnderstood}, {Ignored, m.Warnings.Ignored},
	} {
		for _, d := range list.of {
			d.Kind = list.kind
			r.Diagnostics = append(r.Diagnostics, d)
		}
	}
	return r
}

func (m *manifest) write(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(m)
}

// Version is the version of the program as its build recorded it: a tag, a commit, or "(devel)".
func Version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
