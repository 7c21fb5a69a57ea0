package transform_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// corpus is the labelled releases as extraction reads them, read once for all tests.
var corpus = sync.OnceValues(func() ([]*extract.Document, error) {
	paths, err := filepath.Glob(filepath.Join("..", "extract", "testdata", "corpus", "*.txt"))
	if err != nil {
		return nil, err
	}
	x, err := extract.New()
	if err != nil {
		return nil, err
	}
	var docs []*extract.Document
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		doc, err := x.Extract(path, text)
		if err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
})

func releases(t testing.TB) []*extract.Document {
	t.Helper()
	docs, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) == 0 {
		t.Fatal("no corpus")
	}
	return docs
}

// labelledIndicator is a figure of the corpus that has an indicator in the catalogue. Where the text settles no single one,
// any of several is right, and "-" stands for none.
type labelledIndicator struct {
	release string
	start   int
	right   []string
	surface string
}

// labelledIndicators reads the table of all figures of the corpus that have an indicator.
func labelledIndicators(t testing.TB) []labelledIndicator {
	t.Helper()
	table, err := os.ReadFile(filepath.Join("testdata", "indicators.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var list []labelledIndicator
	for row := range strings.Lines(string(table)) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if cells[0] == "release" {
			continue
		}
		start, err := strconv.Atoi(cells[1])
		if err != nil {
			t.Fatalf("%q: %v", row, err)
		}
		list = append(list, labelledIndicator{cells[0], start, strings.Split(cells[2], "|"), cells[3]})
	}
	return list
}

// TestIndicatorsOfCorpus scores the choice of indicators from text to dataset: of the figures that have one in the catalogue, how many
// get it, and of all figures that get one, how many get a wrong one. A figure that is left unclassified is better than a wrong one.
func TestIndicatorsOfCorpus(t *testing.T) {
	const (
		rightFloor   = 90.0 // percent of the figures with an indicator
		wrongCeiling = 3.0  // percent of the figures that are classified
	)
	ds := build(t, "en", releases(t)...)
	indicator := map[string]*transform.Observation{}
	for i := range ds.Observations {
		indicator[ds.Observations[i].ID] = &ds.Observations[i]
	}
	byRelease := map[string][]transform.Mention{}
	for _, m := range ds.Mentions {
		byRelease[m.ReleaseID] = append(byRelease[m.ReleaseID], m)
	}
	labels := map[string][]string{} // by mention
	right, wanted := 0, 0
	var misses []string
	for _, l := range labelledIndicators(t) {
		i := slices.IndexFunc(byRelease[l.release], func(m transform.Mention) bool {
			return m.CharStart < l.start+len(l.surface) && l.start < m.CharEnd
		})
		got := transform.Unclassified
		evidence := "the figure was not found"
		if i >= 0 {
			m := byRelease[l.release][i]
			labels[m.ID] = l.right
			got, evidence = indicator[m.ObservationID].Indicator, indicator[m.ObservationID].Evidence
		}
		if l.right[0] == "-" {
			continue
		}
		wanted++
		if slices.Contains(l.right, got) {
			right++
			continue
		}
		misses = append(misses, fmt.Sprintf("%s %d %q: got %s, want %s. %s", l.release, l.start, l.surface, got, strings.Join(l.right, " or "), evidence))
	}
	wrong, classified := 0, 0
	for _, m := range ds.Mentions {
		o := indicator[m.ObservationID]
		if o.Indicator == transform.Unclassified {
			continue
		}
		classified++
		if !slices.Contains(labels[m.ID], o.Indicator) {
			wrong++
			misses = append(misses, fmt.Sprintf("%s %d %q: wrong %s (%s). %s", m.ReleaseID, m.CharStart, m.Surface, o.Indicator, cmp.Or(strings.Join(labels[m.ID], " or "), "none"), m.Sentence))
		}
	}
	recall, error := 100*float64(right)/float64(wanted), 100*float64(wrong)/float64(classified)
	t.Logf("right: %d of %d, %.1f%%; wrong: %d of %d, %.1f%%", right, wanted, recall, wrong, classified, error)
	if recall < rightFloor || error > wrongCeiling || testing.Verbose() {
		t.Logf("%s", strings.Join(misses, "\n"))
	}
	if recall < rightFloor {
		t.Errorf("%.1f%% of the indicators are right, want %.0f%%", recall, rightFloor)
	}
	if error > wrongCeiling {
		t.Errorf("%.1f%% of the classified figures have a wrong indicator, want %.0f%% at most", error, wrongCeiling)
	}
}

// TestPairsOfCorpus measures how many figures of each language pair have their counterpart in the other version: one that says the
// same, or one that the versions are told to differ in.
func TestPairsOfCorpus(t *testing.T) {
	const floor = 97.0 // percent of the figures of each pair
	ds := build(t, "en", releases(t)...)
	pair := map[string]string{}
	for _, r := range ds.Releases {
		pair[r.ID] = r.Pair
	}
	states := map[string][]string{} // by observation, the releases that state it
	for _, o := range ds.Observations {
		states[o.ID] = o.Releases
	}
	differ := map[string]bool{} // observations whose counterpart has another number
	for _, c := range ds.Checks {
		if c.Kind == "pair" && c.Result == transform.Inconsistent {
			for _, id := range c.Observations {
				differ[id] = true
			}
		}
	}
	type count struct{ met, all int }
	counts := map[string]*count{}
	for _, m := range ds.Mentions {
		name, _, _ := strings.Cut(m.ReleaseID, ".")
		if counts[name] == nil {
			counts[name] = &count{}
		}
		counts[name].all++
		if differ[m.ObservationID] || slices.Contains(states[m.ObservationID], pair[m.ReleaseID]) {
			counts[name].met++
		}
	}
	if len(counts) != 14 {
		t.Errorf("%d pairs, want 14", len(counts))
	}
	for name, n := range counts {
		share := 100 * float64(n.met) / float64(n.all)
		t.Logf("%s: %d of %d figures have a counterpart, %.1f%%", name, n.met, n.all, share)
		if share < floor {
			t.Errorf("%s: %.1f%% of the figures have a counterpart, want %.0f%%", name, share, floor)
		}
	}
}
