// Package score compares extracted figures with labelled ones.
//
// A labelled release is a text and a JSON file beside it ("x.txt", "x.figures.json"). Figures are matched one
// to one by overlapping span. A match is right on value when the numbers agree to a relative 1e-5, both ends
// for a range; on value and unit when unit and denominator agree too, for counts by the noun's lemma; on
// value and bound when bound and direction agree too; on value and period when the period agrees too.
package score

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"tidyrelease/extract"
)

// Figure is a figure as labelled or as extracted. Offsets are bytes of the text.
type Figure struct {
	Surface    string   `json:"surface"`
	Start      int      `json:"start"`
	End        int      `json:"end"`
	Value      *float64 `json:"value"` // null for a range
	Low        *float64 `json:"low,omitempty"`
	High       *float64 `json:"high,omitempty"`
	Unit       string   `json:"unit"`
	UnitPhrase string   `json:"unit_phrase,omitempty"`
	Per        string   `json:"per,omitempty"`
	Bound      string   `json:"bound"`
	Direction  string   `json:"direction,omitempty"`
	Period     string   `json:"period,omitempty"`
	Measure    string   `json:"measure,omitempty"`
	Subject    string   `json:"subject,omitempty"`
	Area       string   `json:"area,omitempty"`
	Partner    string   `json:"partner,omitempty"`
	Section    string   `json:"section"`
	Speaker    string   `json:"speaker,omitempty"`
	Vague      bool     `json:"vague,omitempty"`
	Trivial    bool     `json:"trivial,omitempty"`
}

// ends gives the two ends of a range, or the value twice.
func (f Figure) ends() (low, high float64, ok bool) {
	switch {
	case f.Value != nil:
		return *f.Value, *f.Value, true
	case f.Low != nil && f.High != nil:
		return *f.Low, *f.High, true
	}
	return 0, 0, false
}

// Release is a labelled release.
type Release struct {
	ID        string   `json:"id"`
	Language  string   `json:"lang"`
	Pair      string   `json:"pair"`
	Date      string   `json:"date"`
	Publisher string   `json:"publisher"`
	Figures   []Figure `json:"figures"`

	Path string `json:"-"` // of the text
	Text string `json:"-"`
}

// labelSuffix is how the file of labels is named beside its text.
const labelSuffix = ".figures.json"

// Read reads the labels at path and the text beside them, and checks that each surface stands where the
// label says.
func Read(path string) (*Release, error) {
	base, ok := strings.CutSuffix(path, labelSuffix)
	if !ok {
		return nil, fmt.Errorf("%s: the name does not end in %s", path, labelSuffix)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	r := &Release{Path: base + ".txt"}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	text, err := os.ReadFile(r.Path)
	if err != nil {
		return nil, err
	}
	r.Text = string(text)
	for i := range r.Figures {
		f := &r.Figures[i]
		f.End = f.Start + len(f.Surface)
		if f.Start < 0 || f.End > len(r.Text) || r.Text[f.Start:f.End] != f.Surface {
			return nil, fmt.Errorf("%s: figure %d: %q does not stand at byte %d of %s", path, i+1, f.Surface, f.Start, r.Path)
		}
		if _, _, ok := f.ends(); !ok {
			return nil, fmt.Errorf("%s: figure %d: %q has neither a value nor two ends", path, i+1, f.Surface)
		}
	}
	return r, nil
}

// Extracted gives the mentions of a document as figures, trivial ones included.
func Extracted(d *extract.Document) []Figure {
	figures := make([]Figure, 0, len(d.Mentions))
	for _, m := range d.Mentions {
		figures = append(figures, figureOf(d, m))
	}
	return figures
}

func figureOf(d *extract.Document, m extract.Mention) Figure {
	s := d.Sentences[m.Sentence]
	low, _ := m.Low.Float64()
	high, _ := m.High.Float64()
	f := Figure{
		Surface: m.Surface, Start: m.Start, End: m.End, Unit: m.Unit, UnitPhrase: m.UnitPhrase, Per: m.Per,
		Bound: string(m.Bound), Direction: string(m.Direction), Period: m.Period, Measure: m.Measure, Subject: m.Subject,
		Area: m.Area, Partner: m.Partner, Section: string(s.Section), Speaker: s.Speaker, Vague: m.Vague, Trivial: m.Trivial,
	}
	if m.Range {
		f.Low, f.High = &low, &high
	} else {
		f.Value = &low
	}
	return f
}
