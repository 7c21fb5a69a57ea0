package score

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tidyrelease/extract"
)

// Counterpart is met by a figure for which the other language's version has one of equal value and unit, Per by
// one that has a denominator where the other has one.
const (
	Counterpart Aspect = "counterpart"
	Per         Aspect = "value+per"
)

// pairedName is how the versions of a release are named: the release, the language, the format.
var pairedName = regexp.MustCompile(`^(.+)\.(en|fr)\.(txt|md|html?|pdf|docx)$`)

// nearBy is how far apart, as a share of the text, two counted nouns may stand to be taken for each other.
const nearBy = 0.1

// Pairs aligns the figures of the English and the French version of each release below the folders. Two figures
// are counterparts when value and unit are equal; money, percent, ranks, fractions, measures and durations are
// named alike in both languages. Counted nouns are not translated: two counts are counterparts when the
// values are equal and they stand at the same place of their texts, give or take a tenth of the length. Each
// figure has one counterpart at most: with a denominator where it has one, and then the one that stands nearest.
//
// In the tallies of the report English is what is labelled and French what is extracted, so that recall is the
// share of the English figures that have a counterpart and precision that of the French. Per, Bound (with
// direction) and Period are met by counterparts that agree in them too; denominators are not translated either.
func Pairs(x *extract.Extractor, folders []string) (*Report, error) {
	r := newReport([]Aspect{Counterpart, Per, Bound, Period}, nil)
	pairs, err := findPairs(folders)
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(pairs)) {
		if len(pairs[id]) < 2 {
			r.Remarks["releases left out: in one language only"]++
			continue
		}
		en, errEn := readVersion(x, pairs[id], "en")
		fr, errFr := readVersion(x, pairs[id], "fr")
		if err := errors.Join(errEn, errFr); err != nil {
			r.Remarks["releases left out: not readable"]++
			r.Notes = append(r.Notes, err.Error())
			continue
		}
		for _, d := range []*extract.Document{en, fr} {
			if err := r.predict(d.ID, d); err != nil {
				return nil, fmt.Errorf("%s: %w", d.Source, err)
			}
		}
		r.comparePair(en, fr)
	}
	return r, nil
}

// findPairs gives the releases below the folders, by name without language, and for each the path of each of its versions, by language.
func findPairs(folders []string) (map[string]map[string]string, error) {
	pairs := map[string]map[string]string{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			name := pairedName.FindStringSubmatch(entry.Name())
			if name == nil || entry.IsDir() {
				return nil
			}
			id := filepath.Join(filepath.Dir(path), name[1])
			if pairs[id] == nil {
				pairs[id] = map[string]string{}
			}
			pairs[id][name[2]] = path
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("%s: no release in two languages, x.en.txt and x.fr.txt", strings.Join(folders, ", "))
	}
	return pairs, nil
}

// readVersion reads the version of a release in a language.
func readVersion(x *extract.Extractor, versions map[string]string, lang string) (*extract.Document, error) {
	path := versions[lang]
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	d, err := x.Extract(path, data)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case d.Language != lang:
		return nil, fmt.Errorf("%s: read as %q", path, d.Language)
	}
	return d, nil
}

// comparePair aligns the figures of two versions, without the trivial ones.
func (r *Report) comparePair(en, fr *extract.Document) {
	ours, theirs := counted(en), counted(fr)
	matched := assign(len(ours), len(theirs), func(i, k int) int {
		a, b := ours[i], theirs[k]
		if a.Low.Cmp(b.Low) != 0 || a.High.Cmp(b.High) != 0 || a.Kind != b.Kind {
			return 0
		}
		apart := math.Abs(float64(a.Start)/float64(len(en.Text)) - float64(b.Start)/float64(len(fr.Text)))
		switch {
		case a.Kind == extract.Count && apart > nearBy, a.Kind != extract.Count && a.Unit != b.Unit:
			return 0
		}
		weight := 1 + int(1e6*(1-apart))
		if (a.Per == "") == (b.Per == "") {
			weight += 2e6
		}
		return weight
	})
	kinds := map[*Figure]string{}
	figures := func(d *extract.Document, list []extract.Mention) []Figure {
		all := make([]Figure, len(list))
		for i, m := range list {
			all[i] = figureOf(d, m)
			kinds[&all[i]] = string(m.Kind)
		}
		return all
	}
	comparison{
		first: Counterpart,
		of:    func(f *Figure) tallies { return tallies{r.All, tallied(r.ByKind, kinds[f])} },
		judge: func(a, b *Figure) []verdict {
			return []verdict{
				{aspect: Counterpart, right: true},
				{aspect: Per, right: (a.Per == "") == (b.Per == "")},
				{aspect: Bound, right: a.Bound == b.Bound && a.Direction == b.Direction},
				{aspect: Period, right: a.Period == b.Period},
			}
		},
		miss: func(a Aspect, want, got *Figure) {
			d := en
			if want == nil {
				d = fr
			}
			line, column := place(d.Text, cmp.Or(want, got).Start)
			r.Misses = append(r.Misses, Miss{a, d.Source, line, column, want, got})
		},
	}.score(figures(en, ours), figures(fr, theirs), matched)
}

// counted gives the mentions that count, without the trivial ones.
func counted(d *extract.Document) []extract.Mention {
	return slices.DeleteFunc(slices.Clone(d.Mentions), func(m extract.Mention) bool { return m.Trivial })
}
