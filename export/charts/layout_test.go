package charts

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

func at(n int64) interval.Endpoint { return interval.Endpoint{Value: number9(n)} }

// number9 is n billions.
func number9(n int64) decimal.Decimal { return decimal.MustNew(n*1_000_000_000, 0) }

func TestScale(t *testing.T) {
	for _, test := range []struct {
		name  string
		kind  transform.ChartKind
		marks []mark
		want  []string
	}{
		{"bars start at zero", transform.Bars, []mark{{to: 24.5}}, []string{"0", "5", "10", "15", "20", "25"}},
		{"small numbers", transform.Bars, []mark{{to: 0.012}}, []string{"0.0000", "0.0025", "0.0050", "0.0075", "0.0100", "0.0125"}},
		{"a loss", transform.Bars, []mark{{to: -4}, {to: 20}}, []string{"-5", "0", "5", "10", "15", "20"}},
		{"shares are of a hundred", transform.Share, []mark{{to: 12}}, []string{"0", "20", "40", "60", "80", "100"}},
		{"an arrow has room", transform.Bars, []mark{{to: 5, arrow: +1}}, []string{"0", "2", "4", "6"}},
		{"whiskers fit", transform.Bars, []mark{{to: 5, whisker: true, low: 4, high: 6}}, []string{"0", "2", "4", "6"}},
		{"nothing", transform.Bars, []mark{{}}, []string{"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}},
	} {
		if diff := cmp.Diff(test.want, newScale(test.kind, test.marks).ticks); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Whatever the marks, they lie on the axis, and it has few ticks.
func TestScaleHoldsMarks(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var marks []mark
		for range 1 + random.IntN(5) {
			v := random.NormFloat64() * []float64{1e-9, 1, 1e6, 1e15}[random.IntN(4)]
			marks = append(marks, mark{to: v, whisker: true, low: min(v*0.9, v*1.1), high: max(v*0.9, v*1.1), arrow: random.IntN(3) - 1})
		}
		s := newScale(transform.Bars, marks)
		for _, m := range marks {
			for _, v := range []float64{0, m.to, m.low, m.high} {
				if at := s.share(v); at < -1e-9 || at > 1+1e-9 {
					t.Fatalf("%g stands at %g on the axis from %g to %g", v, at, s.low, s.high)
				}
			}
		}
		if n := len(s.ticks); n < 3 || n > 8 {
			t.Fatalf("%d ticks from %g to %g", n, s.low, s.high)
		}
	}
}

func TestYear(t *testing.T) {
	for _, test := range []struct {
		period string
		want   float64
		ok     bool
	}{
		{"2024", 2024, true},
		{"2024-Q3", 2024.5, true},
		{"2024-07", 2024.5, true},
		{"2024-04/2025-03", 2024.25, true},
		{"/2030", 2030, true},
		{"2024-07-01", 2024.5, true},
		{"", 0, false},
		{"soon", 0, false},
		{"2024-x", 0, false},
	} {
		if got, ok := year(test.period); got != test.want && test.ok || ok != test.ok {
			t.Errorf("%q is %g, %t; want %g, %t", test.period, got, ok, test.want, test.ok)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"Direct", []string{"Direct"}},
		{"plus de 24,5\u00a0milliards de dollars canadiens", []string{"plus de 24,5\u00a0milliards de dollars", "canadiens"}},
		{"C$1,250.0\u00a0million" + strings.Repeat("x", 20), []string{"C$1,250.0", "million" + strings.Repeat("x", 20)}},
		{strings.Repeat("x", 70), []string{strings.Repeat("x", 34), strings.Repeat("x", 34), "xx"}},
	} {
		got := wrap(test.in, lineLength)
		if !slices.Equal(got, test.want) {
			t.Errorf("%q is cut into %q, want %q", test.in, got, test.want)
		}
		for _, line := range got {
			if utf8.RuneCountInString(line) > lineLength {
				t.Errorf("%q is too long", line)
			}
		}
	}
}

// On every screen the first and the last time are labelled, and no two labels touch.
func TestTimesAreLabelled(t *testing.T) {
	for _, labels := range [][]string{
		{"2016", "2017", "2019", "2020", "2024"},
		{"Fiscal year 2025–26", "Fiscal year 2026–27", "Fiscal year 2027–28", "Fiscal year 2028–29", "Fiscal year 2029–30"},
		{"January 2025", "February 2025"},
		{"2024"},
	} {
		c := transform.Chart{Kind: transform.Line}
		for i, label := range labels {
			c.Marks = append(c.Marks, transform.Mark{Label: label, Value: number9(int64(i + 1))})
		}
		l := layOut(&c)
		narrow := l.spread(narrowest, nil)
		for width, chosen := range map[float64][]int{narrowest: narrow, widest: l.spread(widest, narrow)} {
			if !slices.Contains(chosen, 0) || !slices.Contains(chosen, len(labels)-1) {
				t.Errorf("%q at %g pixels: labelled are %v", labels, width, chosen)
			}
			for _, i := range chosen {
				left, right := l.labelSpan(i, width)
				if left < 0 || right > width {
					t.Errorf("%q at %g pixels stands at %g to %g", labels[i], width, left, right)
				}
				for _, other := range chosen {
					if from, to := l.labelSpan(other, width); i != other && left < to && from < right {
						t.Errorf("%q and %q touch at %g pixels", labels[i], labels[other], width)
					}
				}
			}
		}
	}
}

// The parts of a sum stand end to end, and the whole starts at zero.
func TestPartsStandEndToEnd(t *testing.T) {
	part := func(n int64) transform.Mark {
		return transform.Mark{Value: number9(n), Interval: interval.Point(number9(n))}
	}
	l := layOut(&transform.Chart{Kind: transform.Parts, AxisMult: 9, Marks: []transform.Mark{part(2), part(3), part(5)}})
	var got [][2]float64
	for _, m := range l.marks {
		got = append(got, [2]float64{m.from, m.to})
	}
	if want := [][2]float64{{0, 2}, {2, 5}, {0, 5}}; !slices.Equal(got, want) {
		t.Errorf("bars run over %v, want %v", got, want)
	}
}

// The interactive chart has the axis and the values of the static one.
func TestOptionsMatchTheDrawing(t *testing.T) {
	for _, c := range kinds(t).Charts {
		l := layOut(&c)
		data, err := json.Marshal(l.option())
		if err != nil {
			t.Fatal(err)
		}
		var option struct {
			XAxis, YAxis []struct {
				Type     string
				Min, Max float64
			}
			Series []struct {
				Data []struct{ Value any }
			}
		}
		if err := json.Unmarshal(data, &option); err != nil {
			t.Fatal(err)
		}
		values := option.XAxis[0]
		if c.Kind == transform.Line {
			values = option.YAxis[0]
		}
		if values.Type != "value" || values.Min != l.scale.low || values.Max != l.scale.high {
			t.Errorf("%s: the axis is %+v, want %g to %g", c.ID, values, l.scale.low, l.scale.high)
		}
		series := option.Series[len(option.Series)-1]
		if len(series.Data) != len(c.Marks) {
			t.Errorf("%s: %d items, want %d", c.ID, len(series.Data), len(c.Marks))
		}
	}
}

// Lists and tables are put together from their lines, and the headings of a release follow the page's.
func TestPassages(t *testing.T) {
	for _, test := range []struct {
		name, text, want string
		kinds            []string
	}{
		{
			"a title with a line above", "Backgrounder\nMore jobs\nQuick facts\n• one\n• two",
			"overline(Backgrounder) title(More jobs) heading(Quick facts) list(one|two)",
			[]string{"heading", "title", "heading", "list_item", "list_item"},
		},
		{
			"no title", "More jobs\nText", "title(More jobs) paragraph(Text)",
			[]string{"heading", "paragraph"},
		},
		{
			"a table keeps its columns", "Table\n       2024  2025\nJobs      1     2\nText",
			"paragraph(Table) table(       2024  2025|Jobs      1     2) paragraph(Text)",
			[]string{"paragraph", "table_row", "table_row", "paragraph"},
		},
	} {
		r := transform.Release{ID: "r", Text: test.text}
		start := 0
		for i, line := range strings.Split(test.text, "\n") {
			indent := len(line) - len(strings.TrimLeft(line, " "))
			r.Blocks = append(r.Blocks, transform.Block{Start: start + indent, End: start + len(line), Kind: test.kinds[i]})
			start += len(line) + 1
		}
		var got []string
		for _, p := range passages(&r, newAnchors(&transform.Dataset{Releases: []transform.Release{r}})) {
			var items []string
			for _, item := range p.Items {
				items = append(items, item[0].Text)
			}
			got = append(got, p.Kind+"("+strings.Join(items, "|")+")")
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// Whatever the spans of blocks and mentions, the text is shown whole and in order.
func TestTextIsShownWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const words = "• Près de 1 000 emplois, soit 12\u00a0% – “four” ✓ "
	for range 2000 {
		r := transform.Release{ID: "r", Text: words}
		d := &transform.Dataset{Releases: []transform.Release{r}}
		span := func() (int, int) { return random.IntN(len(words)+4) - 2, random.IntN(len(words)+4) - 2 }
		for i := range random.IntN(6) {
			start, end := span()
			d.Mentions = append(d.Mentions, transform.Mention{ID: string(rune('a' + i)), ReleaseID: "r", CharStart: start, CharEnd: end})
		}
		a := newAnchors(d)
		var shown strings.Builder
		anchored := 0
		for _, p := range passages(&r, a) {
			for _, item := range p.Items {
				for _, run := range item {
					shown.WriteString(run.Text)
					if run.ID != "" {
						anchored += 1 + len(run.Other)
					}
				}
			}
		}
		if shown.String() != words || anchored != len(a.mention) {
			t.Fatalf("shown %q with %d of %d figures", shown.String(), anchored, len(a.mention))
		}
	}
}
