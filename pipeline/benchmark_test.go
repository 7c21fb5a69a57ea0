//go:build unix

package pipeline

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

var releasesOf = flag.Int("releases", 1000, "how many releases BenchmarkRun reads")

// archive is a folder of releases of about 7 KB with some 15 figures each, as pages of governments have them: paragraphs of prose, and one in
// eight that states figures, of the labelled corpus. The figures in the first paragraph are of the release alone.
func archive(t testing.TB, n int) string {
	t.Helper()
	paths, err := filepath.Glob("../extract/testdata/corpus/*.en.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no corpus", err)
	}
	var telling []string
	for _, path := range paths {
		for _, p := range paragraphs(t, path) {
			if strings.ContainsAny(p, "0123456789") && len(p) < 600 {
				telling = append(telling, p)
			}
		}
	}
	prose := paragraphs(t, "testdata/prose.txt")
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("r%06d.en.txt", i)), []byte(article(r, i, telling, prose)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func paragraphs(t testing.TB, name string) []string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(content)), "\n\n")
}

func article(r *rand.Rand, i int, telling, prose []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Clinics open in district %d\n\nOTTAWA, Ontario, May %d, %d – The Ministry of Health said today that it will spend $%d million on clinics. They will employ more than %d nurses.\n",
		i%97, 1+i%28, 2010+i%15, i+10, 400+i)
	for n := 0; b.Len() < 7000; n++ {
		list := prose
		if n%8 == 2 {
			list = telling
		}
		b.WriteString("\n" + list[r.IntN(len(list))] + "\n")
	}
	return b.String()
}

// processor is how many seconds of processor time the program has had, on all cores: on a machine that does other things too it tells more
// than the clock.
func processor(t testing.TB) float64 {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return float64(used.Utime.Nano()+used.Stime.Nano()) / 1e9
}

// BenchmarkRun reads an archive and writes the tables: everything; again with nothing changed; and with one release in a hundred changed.
// The report has releases a second, and the heap that the run had obtained from the system at its end.
//
//	go test ./pipeline -run xxx -bench Run -releases 10000 -benchtime 1x
func BenchmarkRun(b *testing.B) {
	dir := archive(b, *releasesOf)
	cfg := Config{Inputs: []string{dir}, Out: filepath.Join(b.TempDir(), "out"), Formats: []Format{CSV, JSON}, Languages: []string{"en"}}
	run := func(b *testing.B, cfg Config, before func()) {
		b.Helper()
		figures, seconds := 0, 0.0
		for b.Loop() {
			b.StopTimer()
			before()
			spent := processor(b)
			b.StartTimer()
			report, err := Run(b.Context(), cfg)
			if err != nil {
				b.Fatal(err)
			}
			figures = report.Totals.Mentions
			seconds += processor(b) - spent
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(*releasesOf)*float64(b.N)/b.Elapsed().Seconds(), "releases/s")
		b.ReportMetric(1000*seconds/float64(*releasesOf)/float64(b.N), "cpu-ms/release")
		b.ReportMetric(float64(figures)/float64(*releasesOf), "figures/release")
		b.ReportMetric(float64(m.Sys)/(1<<20), "MB")
	}
	fresh := func() {
		if err := os.RemoveAll(cfg.Out); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("full", func(b *testing.B) { run(b, cfg, fresh) })
	cached := cfg
	cached.Cache = filepath.Join(b.TempDir(), "cache")
	b.Run("filling the cache", func(b *testing.B) {
		run(b, cached, func() {
			fresh()
			if err := os.RemoveAll(cached.Cache); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("nothing changed", func(b *testing.B) { run(b, cached, func() {}) })
	turn := 0
	b.Run("one in a hundred changed", func(b *testing.B) {
		run(b, cached, func() {
			turn++
			for i := 0; i < *releasesOf; i += 100 {
				name := filepath.Join(dir, fmt.Sprintf("r%06d.en.txt", i))
				content, err := os.ReadFile(name)
				if err := errors.Join(err, os.WriteFile(name, append(content, fmt.Sprintf("\nThe clinics will see %d,000 patients.\n", turn+1)...), 0o644)); err != nil {
					b.Fatal(err)
				}
			}
		})
	})
}
