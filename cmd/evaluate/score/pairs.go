package score

import (
	"errors"
	"fmt"
	"io/fs"
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
	pairs := map[string]map[string]string{} // release, language, path
	var names []string
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
				names = append(names, id)
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
	slices.Sort(names)
	for _, id := range names {
		if len(pairs[id]) < 2 {
			r.Remarks["releases left out: in one language only"]++
			continue
		}
		var versions [2]*extract.Document
		var errs error
		for n, lang := range []string{"en", "fr"} {
			path := pairs[id][lang]
			d, err := read(x, path)
			switch {
			case err != nil:
				errs = errors.Join(errs, fmt.Errorf("%s: %w", path, err))
			case d.Language != lang:
				errs = errors.Join(errs, fmt.Errorf("%s: read as %q", path, d.Language))
			}
			versions[n] = d
		}
		if errs != nil {
			r.Remarks["releases left out: not readable"]++
			r.Notes = append(r.Notes, errs.Error())
			continue
		}
		for _, d := range versions {
			if err := r.predict(d.ID, d); err != nil {
				return nil, fmt.Errorf("%s: %w", d.Source, err)
			}
		}
		r.comparePair(versions[0], versions[1])
	}
	return r, nil
}

func read(x *extract.Extractor, path string) (*extract.Document, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return x.Extract(path, data)
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
	alone := func(d *extract.Document, m extract.Mention) {
		line, column := place(d.Text, m.Start)
		f := figureOf(d, m)
		miss := Miss{Counterpart, d.Source, line, column, &f, nil}
		if d == fr {
			miss.Want, miss.Got = nil, &f
		}
		r.Misses = append(r.Misses, miss)
	}
	of := func(m extract.Mention) tallies { return tallies{r.All, tallied(r.ByKind, string(m.Kind))} }
	used := map[int]bool{}
	for i, a := range ours {
		counts := of(a)
		counts.labelled()
		if matched[i] < 0 {
			alone(en, a)
			continue
		}
		used[matched[i]] = true
		b := theirs[matched[i]]
		counts.extracted()
		counts.right(Counterpart)
		for _, c := range []struct {
			aspect Aspect
			ok     bool
		}{{Per, (a.Per == "") == (b.Per == "")}, {Bound, a.Bound == b.Bound && a.Direction == b.Direction}, {Period, a.Period == b.Period}} {
			if c.ok {
				counts.right(c.aspect)
				continue
			}
			line, column := place(en.Text, a.Start)
			want, got := figureOf(en, a), figureOf(fr, b)
			r.Misses = append(r.Misses, Miss{c.aspect, en.Source, line, column, &want, &got})
		}
	}
	for k, b := range theirs {
		if !used[k] {
			of(b).extracted()
			alone(fr, b)
		}
	}
}

// counted gives the mentions that count, without the trivial ones.
func counted(d *extract.Document) []extract.Mention {
	return slices.DeleteFunc(slices.Clone(d.Mentions), func(m extract.Mention) bool { return m.Trivial })
}
