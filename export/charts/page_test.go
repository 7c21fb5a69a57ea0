package charts

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"tidyrelease/export/exporttest"
	"tidyrelease/export/tables"
	"tidyrelease/transform"
)

var (
	update = flag.Bool("update", false, "take the golden pictures again")
	long   = flag.Bool("long", false, "look at a long page, and for barriers on every width, in every colour scheme and language; fetches axe-core with npm")
)

// watch counts what a page breaks, and is there before the page's own scripts.
const watch = `
window.seen = { violations: [], errors: [] };
document.addEventListener("securitypolicyviolation", e => seen.violations.push(e.violatedDirective + " " + e.blockedURI));
addEventListener("error", e => seen.errors.push(e.message));
`

// visit points at every mark and figure and tells what the panel showed.
const visit = `
const tip = document.getElementById("tip");
const elements = new Set();
const tips = [];
for (const mark of document.querySelectorAll("[data-row]")) {
  mark.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
  tips.push(tip.hidden ? "" : tip.textContent);
  for (const e of tip.querySelectorAll("*")) elements.add(e.localName);
}
document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
return { ...seen, tips, elements: [...elements].sort().join(" "), dismissed: tip.hidden, broken: String(window.broken) };
`

// scrolled brings every part of the page into view once.
const scrolled = `
for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
  scrollTo(0, y);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)));
}
`

// In a real browser hostile text stays text, under the policy of the page, in every panel and in every download; the
// page asks for nothing and breaks nothing, with the chart library and without.
func TestHostileTextInBrowser(t *testing.T) {
	for _, with := range []bool{false, true} {
		t.Run(fmt.Sprintf("library %t", with), func(t *testing.T) {
			var code []byte
			if with {
				code = libraryCode(t)
			}
			d := kinds(t)
			poison(reflect.ValueOf(d), hostile)
			b := open(t, render(t, d, code), first(watch), still())
			ask[any](b, scrolled)
			seen := ask[struct {
				Violations, Errors, Tips []string
				Elements, Broken         string
				Dismissed                bool
			}](b, visit)
			if len(seen.Violations) > 0 || len(seen.Errors) > 0 || seen.Broken != "undefined" {
				t.Errorf("violations %q, errors %q, broken: %s", seen.Violations, seen.Errors, seen.Broken)
			}
			if want := "a blockquote div p span"; seen.Elements != want {
				t.Errorf("the panel is made of %q, want %q", seen.Elements, want)
			}
			if !seen.Dismissed {
				t.Error("Escape does not close the panel")
			}
			marks := len(d.Mentions)
			for _, c := range d.Charts {
				marks += len(c.Marks)
			}
			if len(seen.Tips) != marks {
				t.Errorf("%d marks and figures have a panel, want %d", len(seen.Tips), marks)
			}
			for i, tip := range seen.Tips {
				if !strings.Contains(tip, hostile) {
					t.Errorf("panel %d is %q", i, tip)
				}
			}
			if bad := ask[[]string](b, `return [...document.querySelectorAll("*")].filter(e => e.localName === "img" || [...e.attributes].some(a => a.name.startsWith("on"))).map(e => e.outerHTML)`); len(bad) > 0 {
				t.Errorf("the page has %q", bad)
			}
			checkDownloads(t, b, d)
			b.quiet()
		})
	}
}

// Downloads are what the run writes beside the page, byte for byte, and pictures that open by themselves.
func TestDownloads(t *testing.T) {
	d := exporttest.Korea(t)
	b := open(t, render(t, d, nil), still())
	checkDownloads(t, b, d)
	b.quiet()
}

func checkDownloads(t *testing.T, b *tab, d *transform.Dataset) {
	t.Helper()
	dir := t.TempDir()
	if _, err := chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir}); err != nil {
		t.Fatal(err)
	}
	fetch := func(button string) []byte {
		t.Helper()
		ask[any](b, fmt.Sprintf("document.querySelector(%q).click()", button))
		for range 200 {
			time.Sleep(20 * time.Millisecond)
			files, _ := filepath.Glob(filepath.Join(dir, "*"))
			if len(files) == 1 && !strings.HasSuffix(files[0], ".crdownload") && !strings.HasPrefix(filepath.Base(files[0]), ".") {
				data, err := os.ReadFile(files[0])
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Remove(files[0]); err != nil {
					t.Fatal(err)
				}
				return data
			}
		}
		t.Fatalf("%s gives no file", button)
		return nil
	}
	var csv, json bytes.Buffer
	for _, table := range tables.Of(d) {
		if table.Name == "observations" {
			if err := table.WriteCSV(&csv); err != nil {
				t.Fatal(err)
			}
			if err := table.WriteJSON(&json); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := fetch("#downloads [data-save=csv]"); !bytes.Equal(got, csv.Bytes()) {
		t.Errorf("the CSV is\n%s\nwant\n%s", got, csv.Bytes())
	}
	if got := fetch("#downloads [data-save=json]"); !bytes.Equal(got, json.Bytes()) {
		t.Errorf("the JSON is\n%s\nwant\n%s", got, json.Bytes())
	}
	if got := fetch("figure [data-save=csv]"); bytes.Count(got, []byte("\r\n")) < len(d.Charts[0].Marks) || len(got) > csv.Len() {
		t.Errorf("the CSV of a chart has %d bytes", len(got))
	}
	svg := parse(t, fetch("figure [data-save=svg]"))
	words := text(svg.all("svg", "")[0])
	for _, want := range []string{d.Charts[0].Title, d.Releases[0].Title} {
		if !strings.Contains(strings.Join(strings.Fields(words), ""), strings.Join(strings.Fields(want), "")) {
			t.Errorf("the picture lacks %q", want)
		}
	}
	for _, name := range []string{"script", "img", "a", "style"} {
		if len(svg.all(name, "")) > 0 {
			t.Errorf("the picture has a <%s>", name)
		}
	}
	if picture, err := png.Decode(bytes.NewReader(fetch("figure [data-save=png]"))); err != nil || picture.Bounds().Dx() != 1440 || colours(picture) < 5 {
		t.Errorf("the picture is no drawing: %v", err)
	}
}

func colours(m image.Image) int {
	seen := map[[3]uint32]bool{}
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y += 3 {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x += 3 {
			r, g, b, _ := m.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}

// A page of nothing breaks nothing.
func TestEmptyInBrowser(t *testing.T) {
	b := open(t, render(t, &transform.Dataset{Language: "fr"}, nil))
	b.quiet()
}

// Everything that can be used is reached with the Tab key, once, in the order of the page; where the focus is can be
// seen, and nothing lies over it. Enter follows a mark to its sentence.
func TestKeyboard(t *testing.T) {
	d := kinds(t)
	b := open(t, render(t, d, nil), still())
	const focusable = `[...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[hidden]"))`
	total := ask[int](b, "window.all = "+focusable+"; return all.length")
	for i := range total {
		b.do(chromedp.KeyEvent("\t"))
		at := ask[struct {
			Index          int
			Visible, Clear bool
			Name           string
		}](b, `
const e = document.activeElement;
const style = getComputedStyle(e.querySelector(".hit") || e);
const box = e.getBoundingClientRect();
const bar = document.querySelector(".contents").getBoundingClientRect();
const inBar = e.closest(".contents") || e.closest(".top") || e.classList.contains("skip");
return {
  index: all.indexOf(e), name: e.outerHTML.slice(0, 120),
  visible: e.matches(":focus-visible") && (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || parseFloat(style.strokeWidth) >= 2 && style.stroke !== "none"),
  clear: inBar ? true : box.bottom > bar.bottom && box.top < innerHeight && (box.height > innerHeight / 2 || box.top >= bar.bottom - 1),
};`)
		if at.Index != i {
			t.Fatalf("Tab %d leads to element %d, %s", i+1, at.Index, at.Name)
		}
		if !at.Visible {
			t.Errorf("the focus is not to be seen on %s", at.Name)
		}
		if !at.Clear {
			t.Errorf("the focus is out of sight on %s", at.Name)
		}
	}
	ask[any](b, `document.querySelector("a.mark").focus({ focusVisible: true })`)
	if !ask[bool](b, `return !document.getElementById("tip").hidden`) {
		t.Error("a mark with focus has no panel")
	}
	b.do(chromedp.KeyEvent("\r"))
	if got := ask[string](b, `return document.querySelector(":target")?.className`); !strings.HasPrefix(got, "figure") {
		t.Errorf("Enter on a mark leads to %q", got)
	}
	b.quiet()
}

// Without scripts the page is complete: every chart, sentence, text and row stands there, and nothing that would not work.
func TestWithoutScript(t *testing.T) {
	d := kinds(t)
	b := open(t, render(t, d, nil), set(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	seen := ask[struct{ Marks, Rows, Buttons, Drawn int }](b, `
const shown = selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility());
for (const details of document.querySelectorAll("details")) details.open = true;
return { marks: shown("figure .mark").length, rows: shown("figure tbody tr").length, buttons: shown("button, [href='#downloads']").length, drawn: shown("figure svg.drawing").length };`)
	marks := 0
	for _, c := range d.Charts {
		marks += len(c.Marks)
	}
	if seen.Marks != marks || seen.Rows != marks || seen.Drawn != len(d.Charts) {
		t.Errorf("%d marks and %d rows in %d drawings, want %d in %d", seen.Marks, seen.Rows, seen.Drawn, marks, len(d.Charts))
	}
	if seen.Buttons != 0 {
		t.Errorf("%d buttons that do nothing", seen.Buttons)
	}
}

// On paper every chart and every table is there.
func TestPrint(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no pdftotext to read the paper with")
	}
	d := kinds(t)
	b := open(t, render(t, d, nil))
	paper, err := chromedp.Run(b.ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, paper, 0o644); err != nil {
		t.Fatal(err)
	}
	printed, err := exec.Command(reader, name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	flat := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00ad", "")), "") }
	got := flat(string(printed))
	for _, c := range d.Charts {
		for _, want := range append([]string{c.Title, c.Description}, displays(c)...) {
			if !strings.Contains(got, flat(want)) {
				t.Errorf("%s: the paper lacks %q", c.ID, want)
			}
		}
	}
	for _, o := range d.Observations {
		if !strings.Contains(got, flat(o.Range)) {
			t.Errorf("the paper lacks %q", o.Range)
		}
	}
}

func displays(c transform.Chart) []string {
	var out []string
	for _, m := range c.Marks {
		out = append(out, m.Label, m.Display)
	}
	return out
}

// Who wants no motion gets none: not in scrolling, not in charts.
func TestMotion(t *testing.T) {
	for _, test := range []struct{ wish, scroll string }{{"no-preference", "smooth"}, {"reduce", "auto"}} {
		b := open(t, render(t, kinds(t), nil), wishes("prefers-reduced-motion", test.wish))
		if got := ask[string](b, `return getComputedStyle(document.documentElement).scrollBehavior`); got != test.scroll {
			t.Errorf("%s: scrolling is %s, want %s", test.wish, got, test.scroll)
		}
	}
	code := libraryCode(t)
	for _, test := range []struct {
		wish string
		want bool
	}{{"no-preference", true}, {"reduce", false}} {
		b := open(t, render(t, kinds(t), code), wishes("prefers-reduced-motion", test.wish))
		got := ask[[]bool](b, `document.querySelector("figure").scrollIntoView();
for (let i = 0; i < 200 && !document.querySelector(".canvas"); i++) await new Promise(done => setTimeout(done, 20));
return [...document.querySelectorAll(".canvas")].map(c => echarts.getInstanceByDom(c).getOption().animation)`)
		if len(got) == 0 || slices.Contains(got, !test.want) {
			t.Errorf("%s: charts are animated: %v", test.wish, got)
		}
	}
}

// The first chart is there a third of a second after the page was asked for, with the chart library inside. Of a few tries the
// best counts, for other work of the machine only makes it later.
func TestFirstChart(t *testing.T) {
	page := render(t, exporttest.Korea(t), libraryCode(t))
	best := math.Inf(1)
	for range 3 {
		b := open(t, page, first(`
const look = () => document.querySelector("figure svg.drawing")?.getBoundingClientRect().height > 0 ? requestAnimationFrame(now => { window.drawn = performance.now(); }) : requestAnimationFrame(look);
requestAnimationFrame(look);`))
		best = min(best, ask[float64](b, `for (let i = 0; i < 100 && !window.drawn; i++) await new Promise(done => setTimeout(done, 20)); return window.drawn ?? 1e9`))
		if !ask[bool](b, `for (let i = 0; i < 100 && !window.echarts; i++) await new Promise(done => setTimeout(done, 20)); return !!window.echarts`) {
			t.Fatal("the library does not come")
		}
	}
	t.Logf("the first chart is drawn after %.0f ms", best)
	if best > 300*slower {
		t.Errorf("the first chart is drawn after %.0f ms", best)
	}
}

// A page of 200 charts and 1,000 figures stays usable: charts come to life when they come into view and give their memory
// back behind it, scrolling is never held up for long, and the heap stays small.
func TestManyCharts(t *testing.T) {
	if !*long {
		t.Skip("takes long on a busy machine; -long runs it")
	}
	d := crowd(t, 200, 1000)
	content := render(t, d, libraryCode(t))
	b := open(t, content, still(), first(`
window.held = [];
new PerformanceObserver(list => held.push(...list.getEntries().map(e => e.duration))).observe({ entryTypes: ["longtask"] });`))
	if n := ask[int](b, `return document.querySelectorAll(".canvas").length`); n > 20 {
		t.Errorf("%d charts were made before they came into view", n)
	}
	seen := ask[struct {
		Most, Met int
		Held      []float64
		Heap      float64
		Alive     bool
	}](b, `
held.length = 0;
let most = 0;
const met = new Set();
for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
  scrollTo(0, y);
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  const canvases = document.querySelectorAll(".canvas");
  most = Math.max(most, canvases.length);
  for (const c of canvases) met.add(c.closest("figure").id);
}
document.querySelector("figure").scrollIntoView();
for (let i = 0; i < 200 && !document.querySelector(".canvas"); i++) await new Promise(done => setTimeout(done, 20));
return { most, met: met.size, held, heap: performance.memory.usedJSHeapSize / 2**20, alive: !!document.querySelector(".canvas") };`)
	longest := 0.0
	for _, h := range seen.Held {
		longest = max(longest, h)
	}
	t.Logf("%d KiB; %d of 200 charts came to life, at most %d at once; %d tasks over 50 ms, the longest %.0f ms; heap %.0f MiB",
		len(content)>>10, seen.Met, seen.Most, len(seen.Held), longest, seen.Heap)
	if !seen.Alive {
		t.Error("a chart in view does not come to life")
	}
	if seen.Most > 40 {
		t.Errorf("%d charts live at once", seen.Most)
	}
	if seen.Heap > 150 {
		t.Errorf("the heap holds %.0f MiB", seen.Heap)
	}
	if longest > 500*slower {
		t.Errorf("scrolling is held up for %.0f ms", longest)
	}
	b.quiet()
}

// slower makes room for a machine that has other work: what is measured is logged.
const slower = 4

// crowd is a page of so many charts and figures.
func crowd(t *testing.T, charts, mentions int) *transform.Dataset {
	d := exporttest.Korea(t)
	one, figure := d.Charts, d.Mentions
	for i := len(d.Charts); i < charts; i++ {
		c := one[i%len(one)]
		c.ID = fmt.Sprintf("%s-%d", c.ID, i)
		d.Charts = append(d.Charts, c)
	}
	r := &d.Releases[0]
	for len(d.Mentions) < mentions {
		offset := len(r.Text) + 1
		for _, m := range figure {
			m.ID = fmt.Sprintf("%s-%d", m.ID, len(d.Mentions))
			m.CharStart, m.CharEnd = m.CharStart+offset, m.CharEnd+offset
			d.Mentions = append(d.Mentions, m)
		}
		for _, block := range d.Releases[0].Blocks[:len(exporttest.Korea(t).Releases[0].Blocks)] {
			block.Start, block.End = block.Start+offset, block.End+offset
			r.Blocks = append(r.Blocks, block)
		}
		r.Text += "\n" + exporttest.Korea(t).Releases[0].Text
	}
	return d
}

// The shapes of the charts are those of the golden pictures. Words are hidden, since fonts differ between machines.
func TestShapes(t *testing.T) {
	d := kinds(t)
	b := open(t, render(t, d, nil), screen(800, 900), still())
	hideWords(b)
	for _, c := range d.Charts {
		id := c.ID
		name := filepath.Join("testdata", "shapes", id+".png")
		got := b.shot(plotOf(id))
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if off := differing(t, got, want, 1); off > 0.005 {
			t.Errorf("%s: %.2f%% of the picture differs from %s", id, 100*off, name)
		}
	}
}

// Where the chart library draws, its shapes stand where the static ones stood.
func TestLibraryDrawsTheSame(t *testing.T) {
	d := kinds(t)
	b := open(t, render(t, d, libraryCode(t)), screen(800, 900), still())
	hideWords(b)
	for _, c := range d.Charts {
		id := c.ID
		if !ask[bool](b, fmt.Sprintf(`
const plot = document.querySelector(%q);
plot.scrollIntoView({ block: "center" });
for (let i = 0; i < 200 && !plot.querySelector("canvas"); i++) await new Promise(done => setTimeout(done, 20));
return !!plot.querySelector("canvas");`, plotOf(id))) {
			t.Errorf("%s: no canvas", id)
		}
		live := b.shot(plotOf(id))
		want, err := os.ReadFile(filepath.Join("testdata", "shapes", id+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if off := differing(t, live, want, 8); off > 0.01 { // hatching begins elsewhere, and arrows are a share of the width
			t.Errorf("%s: %.2f%% of the picture differs from the static one", id, 100*off)
		} else {
			t.Logf("%s: %.2f%% differs", id, 100*off)
		}
	}
}

func plotOf(id string) string { return fmt.Sprintf("[id='chart-%s'] .plot", id) }

func hideWords(b *tab) {
	ask[any](b, `const s = new CSSStyleSheet(); s.replaceSync("text { visibility: hidden }"); document.adoptedStyleSheets = [s];`)
}

// shot is a picture of an element, once what comes into view with it is drawn.
func (b *tab) shot(selector string) []byte {
	b.t.Helper()
	ask[any](b, fmt.Sprintf(`document.querySelector(%q).scrollIntoView({ block: "center" }); await new Promise(done => setTimeout(done, 150));`, selector))
	picture, err := chromedp.Run(b.ctx, chromedp.Screenshot(chromedp.CSS(selector)))
	if err != nil {
		b.t.Fatal(err)
	}
	return picture
}

// differing is the share of squares of so many pixels that can be seen to differ.
func differing(t *testing.T, a, b []byte, square int) float64 {
	t.Helper()
	x, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	y, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if x.Bounds() != y.Bounds() {
		t.Errorf("one picture is %v and the other %v", x.Bounds(), y.Bounds())
		return 1
	}
	size := x.Bounds().Size().Div(square)
	n := 0
	for i := range size.X * size.Y {
		at := image.Pt(i%size.X, i/size.X).Mul(square)
		p, q := average(x, at, square), average(y, at, square)
		for c := range p {
			if max(p[c], q[c])-min(p[c], q[c]) > 48<<8 {
				n++
				break
			}
		}
	}
	return float64(n) / float64(size.X*size.Y)
}

// average is the colour of a square.
func average(m image.Image, at image.Point, square int) [3]uint32 {
	var sum [3]uint32
	for i := range square * square {
		r, g, b, _ := m.At(at.X+i%square, at.Y+i/square).RGBA()
		sum[0], sum[1], sum[2] = sum[0]+r, sum[1]+g, sum[2]+b
	}
	for c := range sum {
		sum[c] /= uint32(square * square)
	}
	return sum
}

// axe is the engine that looks for barriers. It is fetched once, into a folder that git leaves out.
func axe(t *testing.T) string {
	t.Helper()
	name := filepath.Join("testdata", "axe", "node_modules", "axe-core", "axe.min.js")
	if _, err := os.Stat(name); err != nil && *long {
		npm, err := exec.LookPath("npm")
		if err != nil {
			t.Skipf("no axe-core to look for barriers with: %v", err)
		}
		fetch := exec.Command(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		fetch.Dir = filepath.Join("testdata", "axe")
		if out, err := fetch.CombinedOutput(); err != nil {
			t.Skipf("no axe-core to look for barriers with: npm ci: %v\n%s", err, out)
		}
	}
	code, err := os.ReadFile(name)
	if err != nil {
		t.Skip("no axe-core to look for barriers with; -long fetches it")
	}
	return string(code)
}

// No barrier is found by the rules of WCAG 2.2 AA and of good practice, and no part of the page reaches beyond the
// screen: on a phone, or at 400% of 1,280 pixels, on a wide screen, in light and dark, in both languages.
func TestBarriers(t *testing.T) {
	engine := axe(t)
	crowd, groups := crowdedSet(t)
	type view struct {
		name string
		page []byte
	}
	views := []view{{"english", render(t, later(t), nil)}}
	widths, schemes := []int64{320}, []string{"dark"}
	if *long {
		views = append(views, view{"french", render(t, french(t), nil)})
		for _, kind := range []pageKind{overview, listing} {
			page, err := made(crowd, site{kind: kind, groups: groups, home: map[string]string{}}, chartLibrary{})
			if err != nil {
				t.Fatal(err)
			}
			views = append(views, view{string(kind), page})
		}
		widths, schemes = []int64{320, 768, 1280, 1920}, []string{"light", "dark"}
	}
	for _, v := range views {
		for _, scheme := range schemes {
			b := open(t, v.page, wishes("prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce"))
			ask[any](b, engine)
			ask[any](b, `for (const d of document.querySelectorAll("details")) d.open = true`)
			for _, width := range widths {
				height := int64(900)
				if width == 320 {
					height = 256 // 1,280 by 1,024 pixels at 400%
				}
				b.do(screen(width, height))
				found := ask[[]string](b, `
const result = await axe.run(document, { resultTypes: ["violations"], runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
return result.violations.map(v => v.id + ": " + v.help + ": " + v.nodes.map(n => n.html.slice(0, 200)).join(" "));`)
				for _, f := range found {
					t.Errorf("%s, %s, %d pixels: %s", v.name, scheme, width, f)
				}
				if beyond := ask[int](b, `return document.documentElement.scrollWidth - document.documentElement.clientWidth`); beyond > 0 {
					t.Errorf("%s, %d pixels: %d pixels lie beyond the screen", v.name, width, beyond)
				}
				if cut := ask[[]string](b, cutWords); len(cut) > 0 {
					t.Errorf("%s, %d pixels: words leave their chart: %q", v.name, width, cut)
				}
			}
		}
	}
}

// cutWords lists the words in charts that reach beyond the figure's frame.
const cutWords = `
return [...document.querySelectorAll("figure.chart")].flatMap(f => {
  const frame = f.getBoundingClientRect();
  return [...f.querySelectorAll("svg.drawing text")].filter(t => {
    const box = t.getBoundingClientRect();
    return box.width > 0 && (box.left < frame.left || box.right > frame.right);
  }).map(t => t.textContent);
});`

// crowdedSet is a dataset of several groups.
func crowdedSet(t *testing.T) (*transform.Dataset, [][]int) {
	d := exporttest.Korea(t)
	for i := range 5 {
		r := d.Releases[0]
		r.ID, r.Pair = fmt.Sprintf("other-%d", i), ""
		d.Releases = append(d.Releases, r)
	}
	return d, groupsOf(d)
}
