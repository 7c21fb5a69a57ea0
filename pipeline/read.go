package pipeline

import (
	"context"
	"errors"
	"fmt"
	"path"
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
	docs    []*extract.Document // in the order of the inputs; nil once they are taken
	inputs  []manifestInput     // of the documents, without what the dataset tells
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

// take gives the documents to the caller alone: they are most of what an archive takes of memory, and the dataset needs only parts of them.
func (all *readings) take() []*extract.Document {
	docs := all.docs
	all.docs = nil
	return docs
}

// reader reads inputs.
type reader struct {
	limit     int64
	extractor *extract.Extractor
	store     *cache.Store          // nil for none
	progress  func(done, total int) // called by many goroutines
}

// result is what became of an input, or of a file that came with one.
type result struct {
	source string
	doc    *extract.Document
	sha256 string // empty where the file could not be read
	size   int64
	err    error
}

// read extracts the inputs on all cores.
func (r *reader) read(ctx context.Context, inputs []input) (*readings, error) {
	results := make([][]result, len(inputs))
	err := each(ctx, len(inputs), func() (func(int), func()) {
		w := &worker{r, r.extractor.Clone()}
		return func(i int) { results[i] = w.input(inputs[i]) }, func() { w.extractor.Close() }
	}, r.progress)
	if err != nil {
		return nil, err
	}
	return gather(results), nil
}

// worker reads inputs one after another.
type worker struct {
	*reader
	extractor *extract.Extractor
}

// input reads one input, and the files that came with it behind it.
func (w *worker) input(in input) []result {
	var data []byte
	err := guard(func() (err error) {
		data, err = in.read(w.limit)
		return err
	})
	if err != nil {
		return []result{{source: in.source, err: err}}
	}
	return w.file(nil, in.source, data, 0)
}

// file appends what becomes of a file that came in so many messages, and of the files that came with it.
func (w *worker) file(to []result, source string, data []byte, messages int) []result {
	one := result{source: source, size: int64(len(data)), sha256: sha(data)}
	var files []extract.Attachment
	one.err = guard(func() (err error) {
		if err = w.extractor.Limits.Budget().Nested(messages); err == nil {
			one.doc, files, err = w.release(source, data)
		}
		return err
	})
	if _, ok := errors.AsType[*panicked](one.err); ok {
		w.extractor.Close()
		w.extractor = w.reader.extractor.Clone() // the panic may have left the old one's working memory half changed
	}
	to = append(to, one)
	for _, f := range files {
		if known(f.Name) || path.Ext(f.Name) == "" { // and no calendar, card or picture
			to = w.file(to, source+"/"+f.Name, f.Data, messages+1)
		}
	}
	return to
}

// release reads a release, from the store if it is there.
func (w *worker) release(source string, data []byte) (*extract.Document, []extract.Attachment, error) {
	if w.store == nil {
		return w.extractor.ExtractMessage(source, data)
	}
	key := w.store.Key(data)
	if doc := w.store.Get(key); doc != nil {
		doc.Name(source)
		files, err := w.extractor.Attachments(data)
		return doc, files, err
	}
	doc, files, err := w.extractor.ExtractMessage(source, data)
	if err == nil {
		w.store.Put(key, doc)
	}
	return doc, files, err
}

// gather sorts what became of the inputs. Two releases of one name are one too many.
func gather(results [][]result) *readings {
	all := &readings{bytes: map[string]string{}}
	taken := map[string]string{} // release id, as file systems compare names → source
	for _, list := range results {
		if in := list[0]; in.sha256 != "" {
			all.sums = append(all.sums, in.sha256)
		} else {
			all.sums = append(all.sums, in.err.Error())
		}
		for _, r := range list {
			all.add(r, taken)
		}
	}
	return all
}

// add adds a release, or the reason why it is none. taken tells whose the names are.
func (all *readings) add(r result, taken map[string]string) {
	if r.sha256 != "" {
		all.bytes[r.source] = r.sha256
	}
	if r.err == nil && r.doc.ID == "" {
		r.err = errors.New("its name gives no release id; name it more than an extension")
	}
	if r.err != nil {
		all.refused = append(all.refused, refusal(r.source, r.err))
		return
	}
	key := strings.ToLower(norm.NFC.String(r.doc.ID))
	if other, ok := taken[key]; ok {
		all.refused = append(all.refused, refusal(r.source, fmt.Errorf("its release id %q is taken by %s; rename one of the two", r.doc.ID, other)))
		return
	}
	taken[key] = r.source
	all.docs = append(all.docs, r.doc)
	all.inputs = append(all.inputs, manifestInput{
		Source: r.doc.Source, ReleaseID: r.doc.ID, Language: r.doc.Language, SHA256: r.doc.SHA256, Bytes: r.size,
		Sentences: len(r.doc.Sentences), Numbers: len(r.doc.Numerals),
	})
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
