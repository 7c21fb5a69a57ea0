package score

import (
	"encoding/json"
	"fmt"

	"tidyrelease/extract"
)

// Report is the result of scoring some files.
type Report struct {
	Aspects []Aspect `json:"aspects"` // that have precision, recall and F1
	Shares  []Aspect `json:"shares"`  // that are shares of what is right in value

	All        *Tally            `json:"all"`
	ByLanguage map[string]*Tally `json:"by_language"`
	ByKind     map[string]*Tally `json:"by_kind"`
	ByFile     map[string]*Tally `json:"by_file"`

	Misses  []Miss         `json:"misses"`
	Notes   []string       `json:"notes"`   // what else does not agree, each with its file
	Remarks map[string]int `json:"remarks"` // what is not scored as it stands: how many, by reason
	Ledger  Ledger         `json:"ledger"`

	// Predictions are the extracted figures of each document, by its ID or the index of its case.
	Predictions map[string][]Figure `json:"-"`
}

func newReport(aspects, shares []Aspect) *Report {
	return &Report{
		Aspects: aspects, Shares: shares, All: NewTally(), ByLanguage: map[string]*Tally{}, ByKind: map[string]*Tally{},
		ByFile: map[string]*Tally{}, Remarks: map[string]int{}, Ledger: Ledger{}, Predictions: map[string][]Figure{},
	}
}

// tallied gives the tally under a key, which it makes when there is none yet.
func tallied(in map[string]*Tally, key string) *Tally {
	if in[key] == nil {
		in[key] = NewTally()
	}
	return in[key]
}

// predict keeps what was extracted from a document.
func (r *Report) predict(id string, d *extract.Document) error {
	if _, ok := r.Predictions[id]; ok {
		return fmt.Errorf("two documents are called %q", id)
	}
	r.Predictions[id] = Extracted(d)
	r.Ledger.add(d)
	return nil
}

// Ledger counts the numerals of all documents by their role.
type Ledger map[string]int

func (l Ledger) add(d *extract.Document) {
	for _, n := range d.Numerals {
		l[n.Role]++
	}
}

// Numerals is how many numerals were met.
func (l Ledger) Numerals() int {
	sum := 0
	for _, n := range l {
		sum += n
	}
	return sum
}

// NotUnderstood is the share of the numerals that no rule explains, in percent.
func (l Ledger) NotUnderstood() float64 {
	if l.Numerals() == 0 {
		return 0
	}
	return share(l["not_understood"], l.Numerals())
}

// MarshalJSON adds the scores to the counts.
func (t *Tally) MarshalJSON() ([]byte, error) {
	type scores struct {
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}
	out := struct {
		Labelled  int                `json:"labelled"`
		Extracted int                `json:"extracted"`
		Right     map[Aspect]int     `json:"right"`
		Stated    map[Aspect]int     `json:"stated,omitempty"`
		Scores    map[Aspect]scores  `json:"scores"`
		Shares    map[Aspect]float64 `json:"shares,omitempty"`
	}{t.Labelled, t.Extracted, t.Right, t.Stated, map[Aspect]scores{}, map[Aspect]float64{}}
	for a := range t.Right {
		if _, share := t.Stated[a]; !share {
			out.Scores[a] = scores{t.Precision(a), t.Recall(a), t.F1(a)}
		}
	}
	for a := range t.Stated {
		out.Shares[a] = t.Share(a)
	}
	return json.Marshal(out)
}

// Figures scores labelled releases; each path ends in ".figures.json".
func Figures(x *extract.Extractor, paths []string) (*Report, error) {
	r := newReport(Scored(), Described())
	for _, path := range paths {
		labelled, err := Read(path)
		if err != nil {
			return nil, err
		}
		d, err := x.Extract(labelled.Path, []byte(labelled.Text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", labelled.Path, err)
		}
		if err := r.predict(d.ID, d); err != nil {
			return nil, fmt.Errorf("%s: %w", labelled.Path, err)
		}
		all, kinds, misses := Compare(labelled, r.Predictions[d.ID])
		r.All.Add(all)
		tallied(r.ByLanguage, labelled.Language).Add(all)
		tallied(r.ByFile, d.ID).Add(all)
		for kind, t := range kinds {
			tallied(r.ByKind, kind).Add(t)
		}
		r.Misses = append(r.Misses, misses...)
		for _, field := range []struct{ name, want, got string }{
			{"language", labelled.Language, d.Language}, {"date", labelled.Date, d.Date}, {"publisher", labelled.Publisher, d.Publisher},
		} {
			if field.want != field.got {
				r.Notes = append(r.Notes, fmt.Sprintf("%s: %s: want %q, got %q", labelled.Path, field.name, field.want, field.got))
			}
		}
	}
	return r, nil
}
