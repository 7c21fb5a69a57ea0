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
		l := layOut(&c, decimal.Decimal.String)
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

// The interactive chart has the axis and the values of the static one.
func TestOptionsMatchTheDrawing(t *testing.T) {
	for _, c := range kinds(t).Charts {
		l := layOut(&c, decimal.Decimal.String)
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
		if c.Kind.OverTime() {
			values = option.YAxis[0]
		}
		if values.Type != "value" || values.Min != l.axis.Low || values.Max != l.axis.High {
			t.Errorf("%s: the axis is %+v, want %g to %g", c.ID, values, l.axis.Low, l.axis.High)
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
