package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// display shows how far a run is: on a terminal a bar with rate and time left, which is gone when the run is over; elsewhere, as in
// CI, a line from time to time, so that a run of seconds shows none.
type display struct {
	w        io.Writer
	terminal bool
	every    time.Duration // between lines
	now      func() time.Time

	mu      sync.Mutex
	stage   string
	started time.Time
	shown   time.Time // when the last line was written
	bar     *progressbar.ProgressBar
}

// progress has the run shown on standard error, unless it is to be silent or logs there.
func (o *options) progress(stderr io.Writer) *display {
	d := &display{w: stderr, every: 10 * time.Second, now: time.Now}
	if file, ok := stderr.(*os.File); ok {
		d.terminal = term.IsTerminal(int(file.Fd()))
	}
	if !o.quiet && o.log == "" {
		o.Progress = d.show
	}
	return d
}

// show tells that so many of the things of a stage are done.
func (d *display) show(stage string, done, total int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if stage != d.stage {
		d.clear()
		d.stage, d.started = stage, d.now()
		d.shown = d.started
	}
	if d.terminal {
		if d.bar == nil {
			d.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(d.w), progressbar.OptionSetDescription(stage), progressbar.OptionShowCount(),
				progressbar.OptionShowIts(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
				progressbar.OptionSetWidth(30), progressbar.OptionSetRenderBlankState(total > 100))
		}
		if done > int(d.bar.State().CurrentNum) { // several workers tell, in any order
			d.bar.Set(done)
		}
		return
	}
	if now := d.now(); now.Sub(d.shown) >= d.every && done < total {
		d.shown = now
		rate := float64(done) / now.Sub(d.started).Seconds()
		left := time.Duration(float64(total-done) / rate * float64(time.Second)).Round(time.Second)
		fmt.Fprintf(d.w, "%s: %d of %d, %.0f/s, %s left\n", stage, done, total, rate, left)
	}
}

func (d *display) clear() {
	if d.bar != nil {
		d.bar.Clear()
		d.bar = nil
	}
}

// end takes the bar away.
func (d *display) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.clear()
}
