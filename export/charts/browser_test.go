package charts

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"tidyrelease/transform"
)

// visitor goes into the page in the place of the chart library, or behind it. It points at every
// mark and figure, counts the charts that are drawn, and leaves what it saw on the root element.
// Without a screen nothing ever comes into view, so it says that everything has.
const visitor = `
window.IntersectionObserver = class {
  constructor(seen) { this.seen = seen; }
  observe(target) { this.seen([{ target, isIntersecting: true }]); }
  unobserve() {}
};
const seen = { Violations: [], Errors: [] };
document.addEventListener("securitypolicyviolation", e => seen.Violations.push(e.violatedDirective + " " + e.blockedURI));
addEventListener("error", e => seen.Errors.push(e.message));
addEventListener("load", () => {
  const tip = document.getElementById("tip");
  const elements = new Set();
  seen.Tips = [];
  for (const mark of document.querySelectorAll("[data-row]")) {
    mark.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
    seen.Tips.push(tip.hidden ? "" : tip.textContent);
    for (const e of tip.querySelectorAll("*")) elements.add(e.localName);
  }
  seen.Elements = [...elements].sort().join(" ");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  seen.Dismissed = tip.hidden;
  seen.Live = [...document.querySelectorAll(".canvas")].filter(place => {
    echarts.getInstanceByDom(place).getZr().flush();
    const canvas = place.querySelector("canvas");
    return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean);
  }).length;
  seen.Requests = performance.getEntriesByType("resource").length;
  seen.Broken = String(window.broken);
  document.documentElement.dataset.seen = JSON.stringify(seen);
});
`

// In a real browser hostile text stays text, under the policy of the page and in every panel; the
// page asks for nothing and breaks nothing, with the chart library and without.
func TestInBrowser(t *testing.T) {
	echarts, err := library.ReadFile("library/echarts.min.js")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name    string
		library []byte
	}{
		{"without the library", nil},
		{"with the library", echarts},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.name == "with the library" && test.library == nil {
				t.Skip("the chart library is not there; go generate fetches it")
			}
			d := kinds(t)
			poison(reflect.ValueOf(d), hostile)
			page, err := made(d, site{}, nil, chartLibrary{code: append(test.library, visitor...)})
			if err != nil {
				t.Fatal(err)
			}
			doc := parse(t, browse(t, page))
			var seen struct {
				Violations, Errors, Tips []string
				Elements, Broken         string
				Dismissed                bool
				Live, Requests           int
			}
			if err := json.Unmarshal([]byte(attr(doc.all("html", "")[0], "data-seen")), &seen); err != nil {
				t.Fatalf("the page did not tell what it is: %v", err)
			}
			if len(seen.Violations) > 0 || len(seen.Errors) > 0 || seen.Requests > 0 || seen.Broken != "undefined" {
				t.Errorf("violations %q, errors %q, %d requests, broken: %s", seen.Violations, seen.Errors, seen.Requests, seen.Broken)
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
			live := 0
			if test.library != nil {
				live = len(d.Charts)
			}
			if seen.Live != live {
				t.Errorf("%d charts came to life, want %d", seen.Live, live)
			}
			for _, n := range doc.elements {
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || n.Data == "img" {
						t.Errorf("<%s> has the attribute %s=%q", n.Data, a.Key, a.Val)
					}
				}
			}
		})
	}
}

// A page of nothing breaks nothing.
func TestEmptyInBrowser(t *testing.T) {
	page, err := made(&transform.Dataset{Language: "fr"}, site{}, nil, chartLibrary{code: []byte(visitor)})
	if err != nil {
		t.Fatal(err)
	}
	doc := parse(t, browse(t, page))
	if seen := attr(doc.all("html", "")[0], "data-seen"); !strings.Contains(seen, `"Errors":[]`) {
		t.Errorf("seen: %s", seen)
	}
}

// browse opens a page in the browser and gives the document that its scripts made of it.
func browse(t *testing.T, page []byte) []byte {
	t.Helper()
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("no Chromium is installed")
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "page.html")
	if err := os.WriteFile(name, page, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	args := []string{
		"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--virtual-time-budget=10000", "--dump-dom", "file://" + name,
	}
	if os.Geteuid() == 0 {
		args = append([]string{"--no-sandbox"}, args...) // which root may not use
	}
	cmd := exec.CommandContext(ctx, browser, args...)
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", browser, err, log.Bytes())
	}
	return out
}
