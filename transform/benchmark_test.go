package transform_test

import (
	"fmt"
	"testing"
	"time"

	"tidyrelease/extract"
	"tidyrelease/transform"
)

// many is the corpus, repeated under other names until it has n releases. The language versions of a release stay a pair.
func many(t testing.TB, n int) (docs []*extract.Document, bytes int64) {
	t.Helper()
	corpus := releases(t)
	for i := range n {
		doc := *corpus[i%len(corpus)]
		doc.ID = fmt.Sprintf("%04d-%s", i/len(corpus), doc.ID)
		docs = append(docs, &doc)
		bytes += int64(len(doc.Text))
	}
	return docs, bytes
}

// BenchmarkBuild makes the dataset of 10,000 releases and tells what that costs against their extraction, per byte of text.
func BenchmarkBuild(b *testing.B) {
	docs, bytes := many(b, 10_000)
	c := catalogue(b)
	b.SetBytes(bytes)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := transform.Build(docs, c, "en"); err != nil {
			b.Fatal(err)
		}
	}
	transforming := b.Elapsed().Seconds() / float64(b.N) / float64(bytes)
	extracting := extraction(b)
	b.ReportMetric(1e9*transforming, "ns/byte")
	b.ReportMetric(1e9*extracting, "extract-ns/byte")
	b.ReportMetric(transforming/extracting, "of-extraction")
}

// extraction is how many seconds the extraction of one byte of the corpus takes, the fastest of several turns.
func extraction(t testing.TB) float64 {
	t.Helper()
	corpus := releases(t)
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	fastest := 0.0
	for range 5 {
		start, bytes := time.Now(), 0
		for _, doc := range corpus {
			if _, err := x.Extract(doc.Source, []byte(doc.Text)); err != nil {
				t.Fatal(err)
			}
			bytes += len(doc.Text)
		}
		if each := time.Since(start).Seconds() / float64(bytes); fastest == 0 || each < fastest {
			fastest = each
		}
	}
	return fastest
}

// TestCopies holds that what a release states completely is one fact with what its copy states, however its own mentions differ: else
// the facts that every further copy is compared with would grow.
func TestCopies(t *testing.T) {
	docs, _ := many(t, 2*len(releases(t)))
	for _, o := range build(t, "en", docs...).Observations {
		if o.Indicator == transform.Unclassified || o.TimePeriod == "" || o.RefArea == "" || o.Derived() {
			continue
		}
		copies := map[string]bool{}
		for _, id := range o.Releases {
			copies[id[:4]] = true
		}
		if len(copies) != 2 {
			t.Errorf("%s %s is a fact of %q alone", o.IndicatorLabel, o.Display, o.Releases)
		}
	}
}
