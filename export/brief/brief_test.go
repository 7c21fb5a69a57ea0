package brief_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/govalues/decimal"

	"tidyrelease/export/brief"
	"tidyrelease/export/brief/paper"
	"tidyrelease/export/brief/paper/papertest"
	"tidyrelease/export/exporttest"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/wording"
)

func write(t testing.TB, d *transform.Dataset) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := brief.Of(d, brief.Options{}).Write(&out, d.Releases[0].ID); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read writes the brief of the first release and checks what holds for every brief.
func read(t testing.TB, d *transform.Dataset) *papertest.File {
	t.Helper()
	f, err := papertest.Read(write(t, d))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range f.Problems() {
		t.Error(p)
	}
	checkPages(t, f)
	return f
}

func text(f *papertest.File) string { return fold(f.Root.Text) }

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

func ExampleBriefs_Write() {
	d := &transform.Dataset{Language: "en", Releases: []transform.Release{{ID: "budget.en", Title: "Budget", Language: "en"}}}
	var out bytes.Buffer
	if err := brief.Of(d, brief.Options{}).Write(&out, "budget.en"); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", out.Bytes()[:8])
	fmt.Println(brief.Of(d, brief.Options{}).Write(&out, "budget.fr"))
	// Output:
	// %PDF-1.7
	// brief: the dataset has no release "budget.fr"
}

func TestEverythingIsThere(t *testing.T) {
	d := exporttest.Korea(t)
	f := read(t, d)
	got := text(f)
	r := d.Releases[0]
	want := []string{r.Title, r.Publisher, r.Source, r.SHA256}
	for _, o := range d.Observations {
		if slices.Contains(o.Releases, r.ID) {
			want = append(want, o.IndicatorLabel, o.Display, o.Derivation)
			if o.Derived() || !o.Interval.IsPoint() { // a number that is exact says so once
				want = append(want, regexp.MustCompile(`[\d.,]+`).FindAllString(o.Range, -1)...)
			}
		}
	}
	for _, m := range d.Mentions {
		if m.ReleaseID == r.ID {
			want = append(want, m.Sentence, m.Speaker)
		}
	}
	for _, c := range d.Checks {
		want = append(want, c.Message)
	}
	for _, w := range want {
		if !strings.Contains(got, fold(w)) {
			t.Errorf("%q is not in the brief", w)
		}
	}
	if n := len(f.Pages); n > 2 {
		t.Errorf("%d pages", n)
	}
	for i, p := range f.Pages {
		if want := fmt.Sprintf("Page %d of %d\n", i+1, len(f.Pages)); !strings.Contains(p.Text(), want) {
			t.Errorf("page %d has no number", i+1)
		}
	}
	key := 0
	for _, o := range d.Observations {
		if o.Headline > 0 {
			key++
		}
	}
	if items := f.Root.All("L")[0].All("LI"); len(items) != key {
		t.Errorf("%d key figures of %d", len(items), key)
	}
	figures := f.Root.All("Figure")
	if len(figures) < min(2, len(d.Charts)) {
		t.Errorf("%d charts of %d", len(figures), len(d.Charts))
	}
	for _, n := range figures {
		if !slices.ContainsFunc(d.Charts, func(c transform.Chart) bool { return c.Alt == n.Alt }) {
			t.Errorf("a chart says %q to who cannot see it", n.Alt)
		}
	}
	if titles := f.Root.All("H1"); len(titles) != 1 || fold(titles[0].Text) != r.Title {
		t.Errorf("titles %v", titles)
	}
}

// What stands below each other in a card or a cell does not run together for who hears it.
func TestWordsStayApart(t *testing.T) {
	d := exporttest.Korea(t)
	f := read(t, d)
	derived := 0
	for _, n := range f.Root.All("TH") {
		if i := strings.Index(n.Text, "Derived:"); i > 0 {
			derived++
			if n.Text[i-1] != ' ' {
				t.Errorf("words run together in %q", n.Text)
			}
		}
	}
	want := 0
	for _, o := range d.Observations {
		if o.Derivation != "" {
			want++
		}
	}
	if derived != want {
		t.Errorf("%d derived figures, want %d", derived, want)
	}
	for _, card := range f.Root.All("L")[0].All("LBody") {
		if len(card.Kids) != 3 {
			t.Errorf("a key figure of %d paragraphs: %q", len(card.Kids), card.Text)
		}
	}
}

// Figures stand in their sentences in bold.
func TestFiguresAreBold(t *testing.T) {
	d := exporttest.Korea(t)
	f := read(t, d)
	fonts := map[string]int{}
	var bold string
	for _, s := range f.Pages[0].Shown {
		if s.Size > 15 && fonts[s.Font] == 0 {
			bold = s.Font // the title is
		}
	}
	var pieces []string
	for _, p := range f.Pages {
		for _, s := range p.Shown {
			if s.Font == bold {
				pieces = append(pieces, strings.TrimSpace(s.Text))
			}
		}
	}
	for _, m := range d.Mentions {
		if m.ReleaseID == d.Releases[0].ID && !slices.Contains(pieces, m.Surface) && !strings.Contains(strings.Join(pieces, " "), m.Surface) {
			t.Errorf("%q is not bold", m.Surface)
		}
	}
}

// The brief of an English release in a French dataset: French words, English sentences that are said to be so.
func TestOtherLanguage(t *testing.T) {
	d := exporttest.Korea(t)
	d.Language = "fr"
	f := read(t, d)
	got := text(f)
	for _, want := range []string{"Chiffres clés", "Graphiques", "Vérifications", "Tous les chiffres"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if lang := f.Root.All("H1")[0].Lang; lang != "en-CA" {
		t.Errorf("the title is in %q", lang)
	}
	quoted := 0
	for _, n := range f.Root.All("LBody") {
		if n.Lang == "en-CA" {
			quoted++
		}
	}
	sentences := map[int]bool{}
	for _, m := range d.Mentions {
		sentences[m.SentenceStart] = true
	}
	if quoted != len(sentences) {
		t.Errorf("%d of %d sentences are said to be English", quoted, len(sentences))
	}
	if last := f.Pages[len(f.Pages)-1].Text(); !strings.Contains(last, fmt.Sprintf("Page\u00a0%d de\u00a0%d\n", len(f.Pages), len(f.Pages))) {
		t.Error("no page number in French")
	}
}

func TestProblemsFirst(t *testing.T) {
	d := exporttest.Korea(t)
	own := []string{d.Releases[0].ID}
	id := d.Observations[0].ID
	d.Checks = []transform.Check{
		{ID: "1", Result: transform.Consistent, Releases: own, Observations: []string{id}, Message: "This agrees."},
		{ID: "2", Result: transform.Undecided, Releases: own, Observations: []string{id}, Message: "Nobody knows."},
		{ID: "3", Result: transform.Inconsistent, Releases: own, Observations: []string{id}, Message: "This cannot be."},
		// A fact of this release may be compared with another one in a release that states both.
		{ID: "4", Result: transform.Consistent, Releases: []string{"another"}, Observations: []string{id}, Message: "Elsewhere."},
		{ID: "5", Result: transform.Consistent, Releases: []string{"another"}, Message: "Elsewhere as a whole."},
	}
	got := text(read(t, d))
	if !regexp.MustCompile(`of the 3 comparisons made, one finds a contradiction.*This cannot be\..*Nobody knows\..*This agrees\.`).MatchString(got) {
		t.Error("the checks do not stand in their order")
	}
	if strings.Contains(got, "Elsewhere") {
		t.Error("a check of another release is told")
	}
}

// TestSummaryOfChecks holds that the brief says which comparisons were made, in the number of the language.
func TestSummaryOfChecks(t *testing.T) {
	const yes, no, open = transform.Consistent, transform.Inconsistent, transform.Undecided
	for _, test := range []struct {
		results []string
		want    string
	}{
		{nil, "no comparison between figures was made"},
		{[]string{yes}, "the one comparison made agrees"},
		{[]string{yes, yes}, "both comparisons made agree"},
		{[]string{yes, yes, yes}, "of the 3 comparisons made, all agree"},
		{[]string{no}, "the one comparison made finds a contradiction"},
		{[]string{no, yes}, "of the 2 comparisons made, one finds a contradiction"},
		{[]string{no, no, open}, "of the 3 comparisons made, 2 find a contradiction"},
		{[]string{open}, "the one comparison made could not be decided"},
		{[]string{open, open}, "neither of the two comparisons made could be decided"},
		{[]string{open, yes}, "of the 2 comparisons made, none finds a contradiction, but one could not be decided"},
		{[]string{open, open, yes}, "of the 3 comparisons made, none finds a contradiction, but 2 could not be decided"},
	} {
		d := exporttest.Korea(t)
		d.Checks = nil
		for _, r := range test.results {
			d.Checks = append(d.Checks, transform.Check{Result: r, Releases: []string{d.Releases[0].ID}, Message: "A check."})
		}
		if got := text(read(t, d)); !strings.Contains(got, test.want) {
			t.Errorf("%q: %q is not in the brief", test.results, test.want)
		}
	}
}

// A release with one fact is not said to have more.
func TestOneFact(t *testing.T) {
	d := exporttest.Korea(t)
	i := slices.IndexFunc(d.Observations, func(o transform.Observation) bool { return o.Headline == 1 })
	d.Observations, d.Checks, d.Charts = d.Observations[i:i+1], nil, nil
	for language, want := range map[string]string{
		"en": "The release states one fact in figures, bilateral merchandise trade ($24.5 billion, 2024); no comparison between figures was made.",
		"fr": "Le communiqué énonce un fait chiffré : ",
	} {
		d.Language = language
		if got := text(read(t, d)); !strings.Contains(got, fold(want)) {
			t.Errorf("%s: %q is not in the brief", language, want)
		}
	}
}

// checkPages tests what holds for every page: nothing over the margins, no heading alone at its foot, no
// line alone at its foot or head, the head of a table on each page of it.
func checkPages(t testing.TB, f *papertest.File) {
	t.Helper()
	var measure paper.Document
	for i, p := range f.Pages {
		for _, s := range p.Shown {
			wide := 0.0
			for _, l := range measure.Lines(math.Inf(1), paper.Span{Text: s.Text, Style: paper.Style{Size: s.Size, Face: paper.Regular}}) {
				wide += l.Width
			}
			// A bold face is wider; the regular one finds what is far out.
			if s.X < 41 || s.X+wide > paper.A4.Width()-41 || s.Y < 20 || s.Y > paper.A4.Height()-40 {
				t.Errorf("page %d: %.40q stands at %.0f, %.0f, %.0f wide", i+1, s.Text, s.X, s.Y, wide)
			}
		}
	}
	leaves := slices.DeleteFunc(f.Root.All(), func(n *papertest.Node) bool { return len(n.Kids) > 0 || n.Text == "" })
	for i, n := range leaves[:max(0, len(leaves)-1)] {
		if strings.HasPrefix(n.Tag, "H") && leaves[i+1].Page != n.Page {
			t.Errorf("page %d ends with the heading %q", n.Page, n.Text)
		}
	}
	for _, n := range f.Root.All("P", "LBody", "H1", "H2", "H3", "TD", "TH") {
		lines := f.Lines(n)
		for page, count := range lines {
			if len(lines) > 1 && count < 2 {
				t.Errorf("page %d has one line alone of %.60q", page, n.Text)
			}
		}
	}
	for _, table := range f.Root.All("Table") {
		head := table.Kids[0].Kids[0].Text
		for page := range f.Lines(table) {
			if !strings.Contains(f.Pages[page-1].Text(), head+"\n") {
				t.Errorf("page %d has a table without its head %q", page, head)
			}
		}
	}
}

// Briefs of every length keep their pages in order.
func TestAnyLength(t *testing.T) {
	for n := 0; n <= 60; n += 3 {
		d := exporttest.Korea(t)
		d.Charts = d.Charts[:min(len(d.Charts), n%5)]
		d.Checks = d.Checks[:min(len(d.Checks), n%4)]
		many(d, n)
		read(t, d)
		if t.Failed() {
			t.Fatalf("with %d figures", n)
		}
	}
}

// many makes a release of n figures, each in a sentence of its own.
func many(d *transform.Dataset, n int) {
	r := &d.Releases[0]
	r.Text, r.Blocks = "", nil
	observation, mention := d.Observations[0], d.Mentions[0]
	d.Observations, d.Mentions = nil, nil
	for i := range n {
		m, o := mention, observation
		m.ID, o.ID = fmt.Sprintf("m%d", i), fmt.Sprintf("o%d", i)
		m.Section = []string{"body", "quote", "quick_facts"}[i/7%3]
		m.Surface = strconv.Itoa(i) + " jobs"
		m.Sentence = strings.Repeat("In a sentence of some length, ", i%12) + "there were " + m.Surface + "."
		m.SentenceStart = len(r.Text)
		m.CharStart = m.SentenceStart + strings.Index(m.Sentence, m.Surface)
		m.CharEnd = m.CharStart + len(m.Surface)
		r.Text += m.Sentence + "\n"
		m.SentenceEnd = len(r.Text) - 1
		o.Mentions, m.ObservationID, o.Display = []string{m.ID}, o.ID, m.Surface
		o.Headline = max(0, min(n, 9)-i)
		d.Mentions, d.Observations = append(d.Mentions, m), append(d.Observations, o)
	}
}

func TestHostileText(t *testing.T) {
	word := strings.Repeat("x", 10_000)
	nasty := []string{
		"", " ", "\u200b\u2066", "\ufe0f", "\x00\x1b[2J\a", "\xff\xfe\xc0", "😀👩‍👩‍👧 한국어 中文", "שלום עולם", "مرحبا", "\u202eabc\u202c", word, strings.Repeat("é", 1_000),
		strings.Repeat("a\u0301\u0302\u0303", 300), "(\\)\r\n<</MCID 1>>BDC EMC endobj %", "{title} {page}", strings.Repeat("word ", 400), "\u00a0\u202f", strings.Repeat("\u00a0w", 500),
	}
	for i, s := range nasty {
		d := exporttest.Korea(t)
		r := &d.Releases[0]
		r.Title, r.Publisher, r.Source, r.SHA256, r.Date, r.Pair = s, s, s, s, s, s
		for i := range d.Mentions {
			m := &d.Mentions[i]
			m.Sentence, m.Surface, m.Speaker, m.Section = s, s, s, s
		}
		for i := range d.Observations {
			o := &d.Observations[i]
			o.IndicatorLabel, o.Subject, o.Display, o.Range, o.PeriodText, o.Derivation, o.Bound = s, s, s, s, s, s, s
		}
		for i := range d.Checks {
			d.Checks[i].Message, d.Checks[i].Result = s, s
		}
		for i := range d.Charts {
			c := &d.Charts[i]
			c.Title, c.Subtitle, c.Alt = s, s, s
			for j := range c.Marks {
				c.Marks[j].Label, c.Marks[j].Display, c.Marks[j].Period = s, s, s
			}
		}
		f, err := papertest.Read(write(t, d))
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range f.Problems() {
			t.Errorf("text %d: %s", i, p)
		}
		if !strings.Contains(f.Root.Text, "Key figures") {
			t.Errorf("text %d: the brief cannot be read", i)
		}
	}
	d := exporttest.Korea(t)
	many(d, 500)
	got := text(read(t, d))
	for i := range 500 {
		if want := fmt.Sprintf("there were %d jobs.", i); !strings.Contains(got, want) {
			t.Errorf("%q is lost", want)
		}
	}
}

// A character that cannot be shown is replaced, and the brief says so; otherwise it does not.
func TestSubstitute(t *testing.T) {
	d := exporttest.Korea(t)
	if strings.Contains(text(read(t, d)), "□") {
		t.Error("a substitute in a brief that needs none")
	}
	d.Releases[0].Publisher = "한국"
	f := read(t, d)
	if page := f.Pages[0].Text(); !strings.Contains(page, "□□\n") {
		t.Error("no substitute is seen")
	}
	if got := text(f); !strings.Contains(got, "한국") || !strings.Contains(got, "□ stands for a character") {
		t.Error("what is substituted cannot be read, or is not explained")
	}
}

// Charts of every kind and with every sort of bounds can be drawn.
func TestCharts(t *testing.T) {
	number := func(n int64) decimal.Decimal { return decimal.MustNew(n, 0) }
	bounded := func(low, high int64) interval.Interval { return interval.Between(number(low), number(high)) }
	open := bounded(0, 5)
	open.High = interval.Endpoint{Unbounded: true}
	below := bounded(0, 5)
	below.Low = interval.Endpoint{Unbounded: true}
	for _, kind := range []transform.ChartKind{transform.Bars, transform.Parts, transform.Ranges, transform.Share, transform.Line, transform.Slope, transform.Ranks, "unknown"} {
		for _, marks := range [][]transform.Mark{
			{},
			{{Label: "zero", Display: "0"}},
			{{Label: "a", Value: number(5), Interval: bounded(4, 6), Display: "5", Period: "2023"}},
			{{Label: "a", Value: number(-5), Interval: below, Display: "less than −5", Period: "2023"}, {Label: "b", Value: number(5), Interval: open, Display: "more than 5", Period: "2024-Q2", Derived: true}},
			{{Label: "a", Value: number(1e18), Interval: open, Display: "much", Period: "2024"}, {Label: "b", Value: number(1), Interval: bounded(1, 1), Display: "1", Period: "2023"}, {Label: "c", Bound: "at_most", Value: number(7), Interval: bounded(0, 7), Display: "up to 7", Period: "?"}},
		} {
			d := exporttest.Korea(t)
			d.Observations, d.Mentions, d.Checks = nil, nil, nil
			d.Charts = []transform.Chart{{ID: "c", Kind: kind, Releases: []string{d.Releases[0].ID}, Title: "A finding", Alt: "What it shows", Marks: marks}}
			f := read(t, d)
			figures := f.Root.All("Figure")
			if len(figures) != min(1, len(marks)) {
				t.Fatalf("%s with %d marks: %d charts", kind, len(marks), len(figures))
			}
			for _, m := range marks {
				if !kind.OverTime() && !strings.Contains(fold(figures[0].Text), m.Display) {
					t.Errorf("%s: %q is not in the chart: %q", kind, m.Display, figures[0].Text)
				}
			}
		}
	}
}

// However narrow a chart is, the figures at the ends of a line are not cut.
func TestEndsOfLinesAreWhole(t *testing.T) {
	const from, to = "350,000 permanent residents", "385,000 permanent residents"
	d := exporttest.Korea(t)
	line := transform.Chart{ID: "c", Kind: transform.Line, Releases: []string{d.Releases[0].ID}, Title: "A finding", Alt: "What it shows", Marks: []transform.Mark{
		{Label: "2026", Value: decimal.MustNew(350_000, 0), Display: from, Period: "2026"}, {Label: "2028", Value: decimal.MustNew(385_000, 0), Display: to, Period: "2028"},
	}}
	for n := 1; n <= 4; n++ {
		d.Charts = slices.Repeat([]transform.Chart{line}, n)
		d.Observations, d.Mentions, d.Checks = nil, nil, nil
		for _, f := range read(t, d).Root.All("Figure") {
			if got := fold(f.Text); !strings.Contains(got, from) || !strings.Contains(got, to) {
				t.Errorf("%d charts: %q", n, got)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	first := write(t, exporttest.Korea(t))
	var wait sync.WaitGroup
	shared := exporttest.Korea(t)
	briefs := brief.Of(shared, brief.Options{})
	for range 4 {
		wait.Go(func() {
			var out bytes.Buffer
			if err := briefs.Write(&out, shared.Releases[0].ID); err != nil || !bytes.Equal(out.Bytes(), first) {
				t.Errorf("another brief of the same dataset differs (%v)", err)
			}
		})
	}
	wait.Wait()
}

func TestErrors(t *testing.T) {
	d := exporttest.Korea(t)
	var out bytes.Buffer
	if err := brief.Of(d, brief.Options{}).Write(&out, "none"); err == nil || !strings.Contains(err.Error(), `"none"`) {
		t.Errorf("a release that is not there: %v", err)
	}
	d.Language = "de"
	if err := brief.Of(d, brief.Options{}).Write(&out, d.Releases[0].ID); err == nil || !strings.Contains(err.Error(), `"de"`) {
		t.Errorf("a language without words: %v", err)
	}
	if out.Len() > 0 {
		t.Error("something was written")
	}
	d.Language = "en"
	if err := brief.Of(d, brief.Options{}).Write(full{}, d.Releases[0].ID); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("the writer's error is lost: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, fmt.Errorf("disk full") }

func TestWording(t *testing.T) {
	en, err := wording.Load(os.DirFS("."), "en")
	if err != nil {
		t.Fatal(err)
	}
	fr, err := wording.Load(os.DirFS("."), "fr")
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(en.Keys(), fr.Keys()) {
		t.Fatalf("keys differ:\nen %v\nfr %v", en.Keys(), fr.Keys())
	}
	var source strings.Builder
	files, _ := filepath.Glob("*.go")
	for _, f := range files {
		if b, err := os.ReadFile(f); err == nil && !strings.HasSuffix(f, "_test.go") {
			source.Write(b)
		}
	}
	place := regexp.MustCompile(`\{[a-z]+\}`)
	for _, key := range en.Keys() {
		used := strings.Contains(source.String(), `"`+key+`"`)
		for i, r := range key { // or its beginning is, and the rest is put to it
			used = used || r == '_' && regexp.MustCompile(`"`+key[:i+1]+`" ?\+`).MatchString(source.String())
		}
		if !used {
			t.Errorf("no code uses %s", key)
		}
		a, b := place.FindAllString(en.Text(key), -1), place.FindAllString(fr.Text(key), -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: places %v in English, %v in French", key, a, b)
		}
	}
	for _, key := range fr.Keys() {
		if text := fr.Text(key); regexp.MustCompile(`[^\x{202f}][;?!]|[^\x{a0}]:|[^\x{a0}]%|«[^\x{a0}]|[^\x{a0}]»|'`).MatchString(strings.ReplaceAll(text, "\u202f;", "\u202f")) {
			t.Errorf("%s: typography of %q", key, text)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := exporttest.Korea(b)
	for b.Loop() {
		write(b, d)
	}
}
