package main

import (
	"strings"
	"testing"
	"time"
)

// Off a terminal a line comes when the time for one has passed, and none in a short run.
func TestProgressLines(t *testing.T) {
	var out strings.Builder
	clock := time.Unix(0, 0)
	d := &display{w: &out, every: 10 * time.Second, now: func() time.Time { return clock }}
	for done := 1; done <= 1000; done++ {
		clock = clock.Add(25 * time.Millisecond)
		d.show("extract", done, 1000)
	}
	d.show("export", 1, 2)
	d.end()
	want := "extract: 401 of 1000, 40/s, 15s left\nextract: 801 of 1000, 40/s, 5s left\n"
	if out.String() != want {
		t.Errorf("lines:\n%s\nwant:\n%s", out.String(), want)
	}
}

// On a terminal there is a bar with rate and time left, and nothing of it stays.
func TestProgressBar(t *testing.T) {
	var out strings.Builder
	d := &display{w: &out, terminal: true, now: time.Now}
	for done := 1; done <= 400; done++ {
		time.Sleep(time.Millisecond)
		d.show("extract", done, 500)
	}
	d.end()
	lines := strings.Split(strings.TrimRight(out.String(), "\r"), "\r")
	if text := out.String(); !strings.Contains(text, "extract") || !strings.Contains(text, "/500") || !strings.Contains(text, "it/s") {
		t.Errorf("bar: %q", text)
	}
	if last := lines[len(lines)-1]; strings.TrimSpace(last) != "" {
		t.Errorf("left on the terminal: %q", last)
	}
}
