package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"tidyrelease/extract"
	"tidyrelease/pipeline/cache"
)

// readings are the inputs of a run that were read.
type readings struct {
	docs    []*extract.Document // in the order of the inputs
	sizes   []int64             // of their inputs in bytes
	refused []Diagnostic
	sums    []string          // of each input, its SHA-256 or why it could not be read
	bytes   map[string]string // of each input whose bytes could be read, used or refused: source → SHA-256
}

// diagnostics lists what was refused and what is doubtful in the rest.
func (all *readings) diagnostics() []Diagnostic {
	list := all.refused
	for _, doc := range all.docs {
		list = append(list, doubts(doc)...)
	}
	return list
}

// reader reads inputs.
type reader struct {
	limit     int64
	extractor *extract.Extractor
	store     *cache.Store          // nil for none
	progress  func(done, total int) // called by many goroutines
}

// result is what became of one input.
type result struct {
	doc    *extract.Document
	sha256 string
	size   int64
	err    error
}

// read extracts the inputs on all cores.
func (r *reader) read(ctx context.Context, inputs []input) (*readings, error) {
	results := make([]result, len(inputs))
	err := each(ctx, len(inputs), func() (func(int), func()) {
		x := r.extractor.Clone()
		work := func(i int) {
			results[i].err = guard(func() error { return r.one(x, inputs[i], &results[i]) })
			if _, ok := errors.AsType[*panicked](results[i].err); ok {
				x.Close()
				x = r.extractor.Clone() // the panic may have left the old one's working memory half changed
			}
		}
		return work, func() { x.Close() }
	}, r.progress)
	if err != nil {
		return nil, err
	}
	return gather(inputs, results), nil
}

// one reads one input, from the store if it is there.
func (r *reader) one(x *extract.Extractor, in input, to *result) error {
	text, err := in.read(r.limit)
	if err != nil {
		return err
	}
	to.size, to.sha256 = int64(len(text)), sha(text)
	if r.store == nil {
		to.doc, err = x.Extract(in.source, text)
		return err
	}
	key := r.store.Key(text)
	if to.doc = r.store.Get(key); to.doc != nil {
		to.doc.Name(in.source)
		return nil
	}
	if to.doc, err = x.Extract(in.source, text); err == nil {
		r.store.Put(key, to.doc)
	}
	return err
}

// gather sorts what became of the inputs. Two releases of one name are one too many.
func gather(inputs []input, results []result) *readings {
	all := &readings{bytes: map[string]string{}}
	taken := map[string]string{} // release id, as file systems compare names → source
	for i, r := range results {
		source := inputs[i].source
		if r.sha256 != "" {
			all.bytes[source] = r.sha256
			all.sums = append(all.sums, r.sha256)
		} else {
			all.sums = append(all.sums, r.err.Error())
		}
		if r.err == nil && r.doc.ID == "" {
			r.err = errors.New("its name gives no release id; name it more than an extension")
		}
		if r.err != nil {
			all.refused = append(all.refused, refusal(source, r.err))
			continue
		}
		key := strings.ToLower(norm.NFC.String(r.doc.ID))
		if other, ok := taken[key]; ok {
			all.refused = append(all.refused, refusal(source, fmt.Errorf("its release id %q is taken by %s; rename one of the two", r.doc.ID, other)))
			continue
		}
		taken[key] = source
		all.docs = append(all.docs, r.doc)
		all.sizes = append(all.sizes, r.size)
	}
	return all
}

// hashes gives the SHA-256 of each input, on all cores, or the reason why it cannot be read.
func hashes(ctx context.Context, inputs []input, limit int64) ([]string, error) {
	sums := make([]string, len(inputs))
	err := each(ctx, len(inputs), func() (func(int), func()) {
		return func(i int) {
			err := guard(func() error {
				text, err := inputs[i].read(limit)
				sums[i] = sha(text)
				return err
			})
			if err != nil {
				sums[i] = err.Error()
			}
		}, func() {}
	}, nil)
	return sums, err
}

// each calls a function for the numbers below n on all cores: prepare gives one for each core, and
// what is to be done behind the last one. progress may be nil.
func each(ctx context.Context, n int, prepare func() (work func(int), end func()), progress func(done, total int)) error {
	next := make(chan int)
	var done atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			work, end := prepare()
			defer end()
			for i := range next {
				work(i)
				if count := done.Add(1); progress != nil {
					progress(int(count), n)
				}
			}
		})
	}
feed:
	for i := range n {
		select {
		case next <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	workers.Wait()
	return ctx.Err()
}
