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
