package pdf

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Engine is PDFium as machine code. Making one costs nothing; the first PDF starts it, which takes seconds
// where the machine code must be made, and a tenth of one where an earlier run left it in the cache folder.
//
// PDFium runs in two forms. The guarded one can be stopped at any time, but each call into it costs as much
// as a goroutine. So it does what may take long or never end: it opens the file, and parses and lays out
// each page. The plain one, which cannot be stopped but answers four times as fast, repeats that and is asked
// for each glyph. It sees only what the guarded one has come to the end of, and as both run the same code on
// the same bytes, without a clock and with the same random numbers, it comes to the end too. Laying out cannot
// be left to the plain one alone, quick as the parsing of a page may have been: the maps of its fonts are read
// only then, and thousands of fonts may share one that unpacks to megabytes.
type Engine struct {
	folder string

	mutex sync.Mutex // one Reader starts at a time, so that the code is made once
	cache wazero.CompilationCache
}

// NewEngine makes an Engine that keeps its machine code in a folder, which is made when it is needed. With
// "", or where the folder cannot be written or others could write to it, the code is kept in memory alone.
func NewEngine(folder string) *Engine { return &Engine{folder: folder} }

// Reader gives a reader for one goroutine. It must be closed before the Engine.
func (e *Engine) Reader() *Reader { return &Reader{engine: e} }

// Close frees the machine code.
func (e *Engine) Close() error {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.cache == nil {
		return nil
	}
	err := e.cache.Close(context.Background())
	e.cache = nil
	return err
}

// start makes an instance of PDFium that may use so many bytes of memory.
func (e *Engine) start(guarded bool, limit int64) (*instance, error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if e.cache == nil {
		e.cache = openCache(e.folder)
	}
	i, err := e.instance(guarded, limit)
	if err != nil { // what the cache holds may be broken, or the disk full
		e.cache.Close(context.Background())
		e.cache = wazero.NewCompilationCache()
		i, err = e.instance(guarded, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("starting PDFium: %w", err)
	}
	return i, nil
}

// instance is one running PDFium.
type instance struct {
	pdfium.Pdfium
	pool    pdfium.Pool
	release context.CancelFunc // stops a guarded one whatever it does
	limit   int64              // of its memory
	memory  *memory
}

// instance makes one. WebAssembly sees no file system, as nothing is mounted, and no network, as wazero
// gives none.
func (e *Engine) instance(guarded bool, limit int64) (*instance, error) {
	const wasmPage, most = 64 << 10, 1 << 16
	ctx, cancel := context.WithCancel(context.Background())
	m := &memory{}
	ctx = experimental.WithMemoryAllocator(ctx, m)
	pool, err := webassembly.Init(webassembly.Config{
		Context:  experimental.WithCompilationWorkers(ctx, 2),
		MaxTotal: 1,
		MaxIdle:  1,
		FSConfig: wazero.NewFSConfig(),
		RuntimeConfig: wazero.NewRuntimeConfig().
			WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(uint32(min(limit/wasmPage, most))).
			WithCompilationCache(e.cache).
			WithCloseOnContextDone(guarded),
		Stdout:       io.Discard,
		Stderr:       io.Discard,
		RandomSource: rand.NewChaCha8([32]byte{}),
	})
	if err != nil {
		cancel()
		return nil, err
	}
	i, err := pool.GetInstance(time.Minute)
	if err != nil {
		cancel()
		pool.Close()
		m.close()
		return nil, err
	}
	return &instance{Pdfium: i, pool: pool, release: cancel, limit: limit, memory: m}, nil
}

// close ends an instance, also one that has stopped in the middle of its work.
func (i *instance) close() {
	i.release()
	i.pool.Close()
	i.memory.close()
}
