package charts

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is the browser of all tests, started by the first one that needs it. It finds no host but files.
var chromium = sync.OnceValues(func() (context.Context, error) {
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		return nil, exec.ErrNotFound
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.Flag("enable-precise-memory-info", true))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // which root may not use
	}
	ctx, stopProcess := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	closeBrowser = func() { stop(); stopProcess() }
	return ctx, chromedp.Do(ctx)
})

var closeBrowser = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	os.Exit(code)
}

// tab is a page in the browser.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	requests   []string // but for the page itself
	complaints []string // what the console shows
}

// open opens a page. What stands before it sets the screen and the reader's wishes.
func open(t *testing.T, content []byte, before ...chromedp.Action[chromedp.Void]) *tab {
	t.Helper()
	parent, err := chromium()
	if err != nil {
		t.Skipf("no Chromium to look at pages with: %v", err)
	}
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(parent)
	ctx, stopTimer := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(func() { stopTimer(); stop() })
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen("file://"+name)); err != nil {
		t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	b.do(screen(1280, 900))
	b.do(before...)
	b.do(chromedp.Navigate("file://" + name))
	return b
}

func (b *tab) listen(address string) func(any) {
	return func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if url := e.Request.URL; url != address && !strings.HasPrefix(url, "blob:") {
				b.requests = append(b.requests, url)
			}
		case *log.EventEntryAdded:
			b.complaints = append(b.complaints, e.Entry.Text)
		case *runtime.EventConsoleAPICalled:
			b.complaints = append(b.complaints, "console."+string(e.Type))
		case *runtime.EventExceptionThrown:
			b.complaints = append(b.complaints, e.ExceptionDetails.Text)
		}
	}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// call sends a command to the browser's side of the tab.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatalf("%s: %v", command.Method, err)
	}
	return result
}

// quiet tells whether the page asked for nothing and broke nothing.
func (b *tab) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.requests) > 0 {
		b.t.Errorf("the page asks for %q", b.requests)
	}
	if len(b.complaints) > 0 {
		b.t.Errorf("the console says %q", b.complaints)
	}
}

// ask runs the body of a function in the page and gives what it returns, if need be later.
func ask[T any](b *tab, body string) T {
	b.t.Helper()
	text, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](
		"(async () => JSON.stringify((await (async () => {"+body+"\n})()) ?? null))()", chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	var answer T
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		b.t.Fatal(err)
	}
	return answer
}

// set makes an action of a command.
func set[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		if _, err := cdp.Call(ctx, t, command, params); err != nil {
			return chromedp.Void{}, fmt.Errorf("%s: %w", command.Method, err)
		}
		return chromedp.Void{}, nil
	}
}

func screen(width, height int64) chromedp.Action[chromedp.Void] {
	return set(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

// wishes says what a reader's system prefers, in pairs of name and value.
func wishes(pairs ...string) chromedp.Action[chromedp.Void] {
	var features []*emulation.MediaFeature
	for i := 0; i < len(pairs); i += 2 {
		features = append(features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	return set(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
}

// still makes scrolling and drawing end at once.
func still() chromedp.Action[chromedp.Void] { return wishes("prefers-reduced-motion", "reduce") }

// first runs a script before those of the page.
func first(script string) chromedp.Action[chromedp.Void] {
	return set(protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// libraryCode is the chart library, which not every build has.
func libraryCode(t *testing.T) []byte {
	t.Helper()
	code, err := library.ReadFile("library/echarts.min.js")
	if err != nil {
		t.Skip("the chart library is not there; go generate fetches it")
	}
	return code
}
