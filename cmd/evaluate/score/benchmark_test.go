package score

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"tidyrelease/extract"
)

// write makes a file of cases and gives its path.
func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func extractor(t *testing.T) *extract.Extractor {
	t.Helper()
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// benchmark lists files of others' benchmarks, which the repository does not hold.
func benchmark(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("../../../../shared/benchmarks", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skip("the benchmark is not there: ", pattern)
	}
	return paths
}

// lines are the misses as they are printed, without the folder of their file.
func lines(r *Report) []string {
	var all []string
	for _, m := range r.Misses {
		m.Path = filepath.Base(m.Path)
		all = append(all, m.String())
	}
	return all
}

const sentences = `[
 {"text": "Sales rose 3% to $2.5 million.",
  "quantities": [
   {"change": "up", "value": "3.0", "unit": "%", "normalized_unit": "percentage", "referred_concepts": "-"},
   {"change": "=", "value": "2500000", "unit": "$", "normalized_unit": "dollar", "referred_concepts": "-"}]},
 {"quantities": [], "text": "Nothing is counted \"here\"."},
 {"text": "\u201cMore\u201d than 400 young workers came, and then 60 workers left.",
  "quantities": [
   {"change": "=", "value": "400.0", "unit": "workers", "normalized_unit": "young worker", "referred_concepts": "-"},
   {"change": "=", "value": "5-7", "unit": "-", "normalized_unit": "-", "referred_concepts": "-"}]}
]`

func TestNewsQuant(t *testing.T) {
	r, err := NewsQuant(extractor(t), []string{write(t, "own.json", sentences)})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`own.json:7:12: value: want "5-7 -" 5 to 7, got nothing`,
		// The column counts escapes as they stand in the file.
		`own.json:7:67: value: want nothing, got "60 workers" 60 worker`,
	}
	got := slices.DeleteFunc(lines(r), func(s string) bool { return strings.Contains(s, "value+change") })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r.All.Labelled != 4 || r.All.Extracted != 4 || r.All.Right[Value] != 3 || r.All.Right[Unit] != 3 {
		t.Errorf("counts %+v", *r.All)
	}
	if got := r.ByKind["money"].F1(Unit); got != 100 {
		t.Errorf("money %v", got)
	}
	if r.Ledger.Numerals() != 4 || r.Ledger["mention"] != 4 || r.Ledger.NotUnderstood() != 0 {
		t.Errorf("ledger %v", r.Ledger)
	}
	if f := r.Predictions["0"][1]; f.Surface != "$2.5 million" || f.Start != 17 || f.End != 29 {
		t.Errorf("prediction %+v", f)
	}
}

// An amount that has its unit from one in cents is in cents as well.
func TestNewsQuantSharedCents(t *testing.T) {
	r, err := NewsQuant(extractor(t), []string{write(t, "own.json", `[{"text": "The high is 84.75 cents, while the low is 74.07.", "quantities": [
		{"change": "=", "value": "84.75", "unit": "cents", "normalized_unit": "cent"}, {"change": "=", "value": "74.07", "unit": "-", "normalized_unit": "cent"}]}]`)})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Misses) > 0 {
		t.Error(lines(r))
	}
}

func TestNewsQuantRefuses(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"no array", `{}`, "not a JSON array"},
		{"no text", `[{"quantities": []}]`, `case 1 has no "text"`},
		{"no object", `["a"]`, "case 1 is not a JSON object"},
		{"no number", `[{"text": "a", "quantities": [{"value": "many"}]}]`, `case 1: "many" is neither a number nor a range`},
		{"cut short", `[{"text": "a"`, "case 1: "},
	} {
		_, err := NewsQuant(extractor(t), []string{write(t, "own.json", test.content)})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// Labels scored against themselves give 100, and one change costs exactly what it touches, whichever side
// it is on.
func TestNewsQuantPerturbations(t *testing.T) {
	c := &textCase{file: []byte(`"one sentence"`), literal: 1, text: "one sentence"}
	number := func(v float64) *float64 { return &v }
	labels := []Figure{
		{Value: number(12), Unit: "percentage", Bound: "up"},
		{Value: number(51), Unit: "percentage", Bound: "="},
		{Value: number(51), Unit: "dollar", Bound: "="},
		{Low: number(5), High: number(7), Unit: "year", Bound: "~"},
	}
	for _, test := range []struct {
		name                   string
		change                 func(fs []Figure) []Figure
		value, unit, change100 int // right of the four
		more                   int // figures on the changed side
	}{
		{"nothing", func(fs []Figure) []Figure { return fs }, 4, 4, 4, 0},
		{"order", func(fs []Figure) []Figure { slices.Reverse(fs); return fs }, 4, 4, 4, 0},
		{"value", func(fs []Figure) []Figure { fs[0].Value = number(12.001); return fs }, 3, 3, 3, 0},
		{"rounding", func(fs []Figure) []Figure { fs[0].Value = number(12.00001); return fs }, 4, 4, 4, 0},
		{"sign", func(fs []Figure) []Figure { fs[0].Value = number(-12); return fs }, 3, 3, 3, 0},
		{"low end", func(fs []Figure) []Figure { fs[3].Low = number(4); return fs }, 3, 3, 3, 0},
		{"high end", func(fs []Figure) []Figure { fs[3].High = number(8); return fs }, 3, 3, 3, 0},
		{"unit", func(fs []Figure) []Figure { fs[0].Unit = "cow"; return fs }, 4, 3, 4, 0},
		{"change", func(fs []Figure) []Figure { fs[0].Bound = "down"; return fs }, 4, 4, 3, 0},
		{"equal values, one unit", func(fs []Figure) []Figure { fs[1].Unit = "dollar"; return fs }, 4, 3, 4, 0},
		{"one less", func(fs []Figure) []Figure { return fs[1:] }, 3, 3, 3, -1},
		{"one twice", func(fs []Figure) []Figure { return append(fs, fs[0]) }, 4, 4, 4, 1},
	} {
		for _, side := range []string{"labels", "figures"} {
			r := newReport(nil, nil)
			a, b := slices.Clone(labels), slices.Clone(labels)
			if side == "labels" {
				a = test.change(a)
			} else {
				b = test.change(b)
			}
			r.compareNewsQuant(c, a, b)
			got := []int{r.All.Right[Value], r.All.Right[Unit], r.All.Right[Change], r.All.Labelled, r.All.Extracted}
			if want := []int{test.value, test.unit, test.change100, len(a), len(b)}; !slices.Equal(got, want) {
				t.Errorf("%s of the %s: %v, want %v", test.name, side, got, want)
			}
			if len(a)-4+len(b)-4 != test.more {
				t.Errorf("%s of the %s: %d and %d figures", test.name, side, len(a), len(b))
			}
			if perfect := r.All.F1(Value) == 100 && r.All.F1(Unit) == 100 && r.All.F1(Change) == 100; perfect != (len(r.Misses) == 0) {
				t.Errorf("%s of the %s: F1 %v, misses %v", test.name, side, r.All.F1(Value), r.Misses)
			}
		}
	}
}

func TestNewsQuantLabelsScoreFullMarks(t *testing.T) {
	r := newReport(nil, nil)
	for _, path := range benchmark(t, "newsquant*.json") {
		cases, err := readCases(path, "text")
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			labels, err := newsQuantLabels(cases[i].raw)
			if err != nil {
				t.Fatalf("case %d: %v", i+1, err)
			}
			r.compareNewsQuant(&cases[i], labels, slices.Clone(labels))
			if line, column := cases[i].place(0); cases[i].text != "" && !strings.Contains(fileLine(cases[i].file, line)[column-1:], cases[i].text[:1]) {
				t.Errorf("case %d does not stand at %d:%d", i+1, line, column)
			}
		}
	}
	if r.All.Labelled < 400 || len(r.Misses) > 0 {
		t.Errorf("%d labels, misses %v", r.All.Labelled, r.Misses)
	}
}

func fileLine(file []byte, n int) string { return strings.Split(string(file), "\n")[n-1] }

// What the engine says, in the words of the benchmark.
func TestNewsQuantVocabulary(t *testing.T) {
	for _, test := range []struct{ sentence, want string }{
		{"It sold 1,100 public housing properties.", "1100 public housing property ="},
		{"More than 13 people came.", "13 people >"},
		{"At least 13 people came.", "13 people >"},
		{"Up to 400 people came.", "400 people <"},
		{"About 40 kids came.", "40 kid ~"},
		{"Sales rose 4%.", "4 percentage up"},
		{"Sales moved -4%.", "-4 percentage down"},
		{"It paid £20.", "20 pound sterling ="},
		{"Canada paid $20.", "20 dollar ="},
		{"Canada paid C$20.", "20 canadian dollar ="},
		{"It earned 63 cents per share.", "63 cent per share ="},
		{"It drove at 60 km/h.", "60 kilometre per hour ="},
		{"It turns at 3000 rpm.", "3000 revolutions per minute ="},
		{"It weighs 8 tonnes.", "8 metric ton ="},
		{"It cost between $5 million and $7 million.", "5000000-7000000 dollar ="},
		{"It cost tens of millions of dollars.", "10000000-100000000 dollar ="},
		{"It is five times the size.", "5 count ="},
		{"It came fourth.", ""},
		{"It had one proposal.", "1 proposal ="},
		{"It has 3 biggest fans, 4 oldest forests and 5 best friends.", "3 big fan =, 4 old forest =, 5 good friend ="},
		{"It gained 18 sen and then 25 pence.", "18 sen up, 25 penny ="},
		{"It was minus 40 Celsius.", "-40 celsius ="},
		{"The index moved +4%.", "4 percentage up"},
		{"It costs $20 per square foot.", "20 dollar per square foot ="},
		{"It makes 332 lb-ft, or 332 pound-feet.", "332 foot pound-force =, 332 pound-foot ="},
		{"She is 42.", "42 year of age ="},
	} {
		d, err := Passage(extractor(t), "en", test.sentence)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n, f := range Extracted(d) {
			if d.Mentions[n].Kind == extract.Rank {
				continue
			}
			f = newsQuantFigure(d.Mentions[n], f)
			low, high, _ := f.ends()
			value := strconv.FormatFloat(low, 'f', -1, 64)
			if low != high {
				value += "-" + strconv.FormatFloat(high, 'f', -1, 64)
			}
			got = append(got, value+" "+f.Unit+" "+f.Bound)
		}
		if strings.Join(got, ", ") != test.want {
			t.Errorf("%s: got %q, want %q", test.sentence, got, test.want)
		}
	}
}

// The vagueness and age that NewsQuant knows, on mentions made by hand.
func TestNewsQuantMentions(t *testing.T) {
	million, thousandMillion := decimal.MustNew(1_000_000, 0), decimal.MustNew(1_000_000_000, 0)
	f := newsQuantFigure(extract.Mention{Low: million, High: thousandMillion, Range: true, Vague: true, Kind: extract.Count, UnitPhrase: "young Americans"}, Figure{})
	if *f.Low != 1e6 || *f.High != 1e7 || f.Unit != "young americans" {
		t.Errorf("millions: %v to %v %s", *f.Low, *f.High, f.Unit)
	}
	f = newsQuantFigure(extract.Mention{Surface: "15-year-old", Low: decimal.MustNew(15, 0), High: decimal.MustNew(15, 0), Kind: extract.Duration, Unit: "year"}, Figure{})
	if f.Unit != "year of age" {
		t.Errorf("age: %s", f.Unit)
	}
}

func recognizersCases(t *testing.T, kind, content string) *Report {
	t.Helper()
	r, err := Recognizers(extractor(t), []string{write(t, "recognizers-"+kind+".json", content)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRecognizers(t *testing.T) {
	for _, test := range []struct{ name, kind, content, counts, misses string }{
		{"right", "currency.en", `[{"input": "They paid $ 12,000 at once.", "results": [{"text": "$ 12,000", "start": 10, "end": 17, "resolution": {"value": "12000", "unit": "Dollar"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"capitals and wrong offsets", "currency.en", `[{"input": "They paid USD 12 at once.", "results": [{"text": "usd 12", "start": 0, "end": 9, "resolution": {"value": "12"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"value", "percent.fr", `[{"input": "Il a pris 12 % du tout.", "results": [{"text": "12 %", "start": 10, "end": 13, "resolution": {"value": "13%"}}]}]`,
			"1 1 0 0 0/1", `:1:23: value: "12 %": want "12 %" 13, got "12 %" 12`},
		{"decimal comma", "percent.fr", `[{"input": "Il a pris 12,5 % du tout.", "results": [{"text": "12,5 %", "start": 10, "end": 15, "resolution": {"value": "12,5%"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"span", "currency.en", `[{"input": "They paid all $ 12 to me.", "results": [{"text": "all $ 12", "start": 10, "end": 17, "resolution": {"value": "12"}}]}]`,
			"1 1 1 0 0/1", `:1:23: value+span: "all $ 12": want "all $ 12", got "$ 12"`},
		{"spurious", "percent.en", `[{"input": "They took 12% of it.", "results": []}]`,
			"0 1 0 0 0/1", `:1:23: value: want nothing, got "12%" 12 percent`},
		{"another kind", "currency.en", `[{"input": "They took 12% of it.", "results": []}]`,
			"0 0 0 0 1/1", ""},
		{"missed", "percent.en", `[{"input": "They took it all.", "results": [{"text": "all", "start": 13, "end": 15, "resolution": {"value": "100%"}}]}]`,
			"1 0 0 0 0/1", `:1:26: value: want "all" 100, got nothing`},
		{"range", "range.en", `[{"input": "It takes between 20 and 30 boxes.", "results": [{"text": "between 20 and 30", "start": 9, "end": 25, "resolution": {"value": "[20,30)"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"open range", "range.en", `[{"input": "It takes more than 20 boxes.", "results": [{"text": "more than 20", "start": 9, "end": 20, "resolution": {"value": "(20,)"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"strictness", "range.en", `[{"input": "It takes more than 20 boxes.", "results": [{"text": "more than 20", "start": 9, "end": 20, "resolution": {"value": "[20,)"}}]}]`,
			"1 1 0 0 0/1", `:1:22: value+bound: "more than 20": want at_least, got more_than`},
		{"side", "range.en", `[{"input": "It takes more than 20 boxes.", "results": [{"text": "more than 20", "start": 9, "end": 20, "resolution": {"value": "(,20)"}}]}]`,
			"1 1 0 0 0/1", `:1:22: value+bound: "more than 20": want less_than, got more_than`},
		{"two bounds", "range.en", `[{"input": "It takes more than 20 boxes and less than 30 boxes.", "results": [{"text": "more than 20 boxes and less than 30", "start": 9, "end": 43, "resolution": {"value": "(20,30)"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"a number before the label", "range.fr", `[{"input": "Il en reste trois sur quatre ou plus.", "results": [{"text": "quatre ou plus", "start": 22, "end": 35, "resolution": {"value": "[0.75,)"}}]}]`,
			"1 1 1 0 0/1", `:1:35: value+span: "quatre ou plus": want "quatre ou plus", got "trois sur quatre"`},
		{"number besides", "range.en", `[{"input": "It takes 20 boxes.", "results": []}]`,
			"0 0 0 0 1/1", ""},
		{"trivial", "number.en", `[{"input": "It had one proposal.", "results": []}]`,
			"0 0 0 0 1/1", ""},
		{"power", "number.en", `[{"input": "It is 2^3.", "results": [{"text": "2^3", "start": 6, "end": 8, "resolution": {"value": "8", "subtype": "power"}}]}]`,
			"1 1 1 1 1/1", ""},
		{"ordinal alone", "ordinal.fr", `[{"input": "onzième", "results": [{"text": "onzième", "start": 0, "end": 6, "resolution": {"value": "11", "relativeTo": "start"}}]}]`,
			"1 1 1 1 1/1", ""},
	} {
		r := recognizersCases(t, test.kind, test.content)
		counts := strings.Join([]string{
			strconv.Itoa(r.All.Labelled), strconv.Itoa(r.All.Extracted), strconv.Itoa(r.All.Right[Value]), strconv.Itoa(r.All.Right[Span]),
			strconv.Itoa(r.All.Right[Cases]) + "/" + strconv.Itoa(r.All.Stated[Cases]),
		}, " ")
		if counts != test.counts {
			t.Errorf("%s: %s, want %s: %v", test.name, counts, test.counts, lines(r))
		}
		want := ""
		if test.misses != "" {
			want = "recognizers-" + test.kind + ".json" + test.misses
		}
		if got := strings.Join(lines(r), "\n"); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, want)
		}
	}
}

func TestRecognizersLeavesOut(t *testing.T) {
	for _, test := range []struct{ kind, input, text, resolution, want string }{
		{"number.en", "Use 0042 or 5.", "0042", `"value": "42"`, "needless zeros"},
		{"range.en", "It went from 20 to 30.", "from 20 to 30", `"value": "[20,30)"`, "two figures"},
		{"number.en", "Call 5-1234 now.", "1234", `"value": "1234"`, "date, a phone number or an identifier"},
		{"number.en", "This is version 7 of it.", "7", `"value": "7"`, "version"},
		{"number.en", "It is 5.", "6", `"value": "6"`, "does not stand in the input"},
		{"number.fr", "43894.0", "43894.0", `"value": "0.75"`, "not that of its text"},
		{"percent.en", "The % of it.", "%", `"value": "null"`, "unit without a number"},
		{"percent.en", "The percent of 5.", "percent of 5", `"value": "5%"`, "is not N percent"},
		{"ordinal.en", "The next one.", "next", `"value": "current+1", "relativeTo": "current"`, "points"},
		{"ordinal.en", "The second book.", "second", `"value": "2", "relativeTo": "start"`, "orders things"},
		{"ordinal.en", "It is two and a third", "third", `"value": "3", "relativeTo": "start"`, "denominator"},
	} {
		r := recognizersCases(t, test.kind, `[{"input": "`+test.input+`", "results": [{"text": "`+test.text+`", "resolution": {`+test.resolution+`}}]}]`)
		var reasons []string
		for reason := range r.Remarks {
			reasons = append(reasons, reason)
		}
		if len(reasons) != 1 || !strings.Contains(reasons[0], "left out") || !strings.Contains(reasons[0], test.want) || r.All.Stated[Cases] != 0 {
			t.Errorf("%s: %q, want %q", test.input, reasons, test.want)
		}
	}
}

func TestRecognizersRefuses(t *testing.T) {
	for _, test := range []struct{ name, content, want string }{
		{"numbers.json", "[]", "the name is not recognizers-KIND.LANGUAGE"},
		{"recognizers-age.en.json", "[]", `no kind is called "age"`},
		{"recognizers-number.de.json", `[{"input": "drei", "results": []}]`, `no language is called "de"`},
		{"recognizers-range.en.json", `[{"input": "drei", "results": [{"text": "drei", "resolution": {"value": "3"}}]}]`, `"3" is no interval`},
	} {
		_, err := Recognizers(extractor(t), []string{write(t, test.name, test.content)})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// asFound says labels as if the engine had found them.
func asFound(labels []Figure) []found {
	var all []found
	for _, l := range labels {
		all = append(all, found{Figure: l, numerals: []extract.Span{{Start: l.Start, End: l.End}}})
	}
	return all
}

func TestRecognizersLabelsScoreFullMarks(t *testing.T) {
	kinds := map[string]int{}
	r := newReport(nil, nil)
	for _, path := range benchmark(t, "recognizers-*.json") {
		name := recognizersName.FindStringSubmatch(filepath.Base(path))
		cases, err := readCases(path, "input")
		if err != nil {
			t.Fatal(err)
		}
		for i := range cases {
			labels, reason, err := recognizersLabels(name[1], &cases[i])
			if err != nil {
				t.Fatalf("%s: case %d: %v", path, i+1, err)
			}
			if reason != "" {
				continue
			}
			kinds[name[1]+" "+name[2]] += len(labels)
			r.compareRecognizers(&cases[i], name[1], name[2], labels, asFound(labels))
			for n := range labels {
				less := newReport(nil, nil)
				less.compareRecognizers(&cases[i], name[1], name[2], labels, asFound(slices.Delete(slices.Clone(labels), n, n+1)))
				if less.All.Right[Value] != len(labels)-1 || less.All.Right[Cases] != 0 || less.All.Precision(Value) != 100 {
					t.Errorf("%s: case %d without %q: %+v", path, i+1, labels[n].Surface, *less.All)
				}
			}
		}
	}
	if len(kinds) != 10 || r.All.F1(Span) != 100 || r.All.Share(Cases) != 100 {
		t.Errorf("%v, value+span %v, cases %v, misses %v", kinds, r.All.F1(Span), r.All.Share(Cases), r.Misses)
	}
}

func pair(t *testing.T, files map[string]string) (*Report, error) {
	t.Helper()
	folder := t.TempDir()
	for name, text := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Pairs(extractor(t), []string{folder})
}

const (
	english = "A port grows\n\nOTTAWA, March 3, 2025 – The Government of Canada said today that the port will get more than $2.5 million.\n\n" +
		"The work takes three years and creates 120 jobs, which is 12% more.\n"
	french = "Un port s’agrandit\n\nOTTAWA, le 3 mars 2025 – Le gouvernement du Canada a dit aujourd’hui que le port recevra plus de 2,5 millions de dollars.\n\n" +
		"Les travaux durent trois ans et créent 120 emplois, soit 12 % de plus.\n"
)

func TestPairs(t *testing.T) {
	r, err := pair(t, map[string]string{"port.en.txt": english, "port.fr.txt": french})
	if err != nil {
		t.Fatal(err)
	}
	if r.All.Labelled != 4 || r.All.Extracted != 4 || r.All.Right[Counterpart] != 4 {
		t.Errorf("%+v: %v", *r.All, lines(r))
	}
	for _, kind := range []string{"money", "duration", "count", "percent"} {
		if tally := r.ByKind[kind]; tally == nil || tally.Labelled != 1 || tally.Right[Counterpart] != 1 {
			t.Errorf("%s: %+v", kind, tally)
		}
	}
}

// Counterparts that do not say the same all the same.
func TestPairsAspects(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{"2,5 millions de dollars", "2,5 millions de dollars par année", `port.en.txt:3:94: value+per: "$2.5 million": want "", got "year"`},
		{"plus de 2,5", "environ 2,5", `port.en.txt:3:94: value+bound: "$2.5 million": want more_than, got approx`},
		{"durent trois ans", "durent trois ans en 2020", `port.en.txt:5:16: value+period: "three years": want "", got "2020"`},
	} {
		r, err := pair(t, map[string]string{"port.en.txt": english, "port.fr.txt": strings.Replace(french, test.old, test.new, 1)})
		if err != nil {
			t.Fatal(err)
		}
		if got := lines(r); r.All.Right[Counterpart] != 4 || !slices.Contains(got, test.want) {
			t.Errorf("%s: %q, want %q", test.new, got, test.want)
		}
	}
}

// Each change of the French version costs exactly its figure, and both sides are listed with their place.
func TestPairsPerturbations(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"money", "2,5 millions", "2,6 millions", "port.en.txt:3:94: want \"$2.5 million\"|port.fr.txt:3:98: got \"2,6 millions de dollars\""},
		{"percent", "12 %", "13 %", "port.en.txt:5:59: want \"12%\"|port.fr.txt:5:58: got \"13 %\""},
		{"duration", "trois ans", "trois mois", "port.en.txt:5:16: want \"three years\"|port.fr.txt:5:20: got \"trois mois\""},
		{"count", "120 emplois", "121 emplois", "port.en.txt:5:40: want \"120 jobs\"|port.fr.txt:5:40: got \"121 emplois\""},
		{"low end", "trois ans", "deux à trois ans", "port.en.txt:5:16: want \"three years\"|port.fr.txt:5:20: got \"deux à trois ans\""},
		{"noun", "120 emplois", "120 navires", ""},
		{"denominator", "2,5 millions de dollars", "2,5 millions de dollars par année", ""},
	} {
		changed := strings.Replace(french, test.old, test.new, 1)
		if changed == french {
			t.Fatalf("%s: nothing was changed", test.name)
		}
		r, err := pair(t, map[string]string{"port.en.txt": english, "port.fr.txt": changed})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range r.Misses {
			if m.Aspect != Counterpart {
				continue
			}
			side, f := "want", m.Want
			if f == nil {
				side, f = "got", m.Got
			}
			got = append(got, filepath.Base(m.Path)+":"+strconv.Itoa(m.Line)+":"+strconv.Itoa(m.Column)+": "+side+" "+strconv.Quote(f.Surface))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// Of two equal amounts the one with a denominator is the counterpart of the one with a denominator, though the
// other stands nearer.
func TestPairsDenominatorsFirst(t *testing.T) {
	r, err := pair(t, map[string]string{
		"port.en.txt": english + "\nIt pays $400 per month to some.\n\nThe others get $400 in total.\n",
		"port.fr.txt": french + "\nLes autres reçoivent 400 $ en tout.\n\nIl verse 400 $ par mois à certains.\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	if tally := r.ByKind["money"]; tally.Right[Counterpart] != 3 || tally.Right[Per] != 3 {
		t.Errorf("%+v: %q", *tally, lines(r))
	}
}

func TestLedger(t *testing.T) {
	l := Ledger{}
	if l.NotUnderstood() != 0 {
		t.Errorf("of nothing, %v", l.NotUnderstood())
	}
	l.add(&extract.Document{Numerals: []extract.Numeral{{Role: "mention"}, {Role: "mention"}, {Role: "period"}, {Role: "not_understood"}}})
	if l.Numerals() != 4 || l.NotUnderstood() != 25 || l["mention"] != 2 {
		t.Errorf("%v, %v", l, l.NotUnderstood())
	}
}

func TestPairsPosition(t *testing.T) {
	filler := strings.Repeat("The port lies on the river and is open on all days of the week.\n\n", 20)
	r, err := pair(t, map[string]string{
		"port.en.txt": strings.Replace(english, "creates 120 jobs, which is ", "is ", 1) + filler + "It has 120 jobs.\n",
		"port.fr.txt": french + strings.Repeat("Le port se trouve sur le fleuve et il est ouvert tous les jours de la semaine.\n\n", 20),
	})
	if err != nil {
		t.Fatal(err)
	}
	if tally := r.ByKind["count"]; tally.Labelled != 1 || tally.Extracted != 1 || tally.Right[Counterpart] != 0 {
		t.Errorf("counts at the two ends of the text: %+v", *tally)
	}
}

func TestPairsThatCannotBeScored(t *testing.T) {
	r, err := pair(t, map[string]string{
		"a/port.en.txt": english, "a/port.fr.txt": french, "alone.en.txt": english, "other.json": "{}",
		"broken.en.txt": "a\x00b", "broken.fr.txt": french, "same.en.txt": english, "same.fr.txt": english,
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.All.Right[Counterpart] != 4 || r.Remarks["releases left out: in one language only"] != 1 || r.Remarks["releases left out: not readable"] != 2 {
		t.Errorf("%+v, %v", *r.All, r.Remarks)
	}
	notes := strings.Join(r.Notes, "\n")
	if !strings.Contains(notes, "broken.en.txt: ") || !strings.Contains(notes, `same.fr.txt: read as "en"`) {
		t.Errorf("notes %s", notes)
	}
	if _, err := pair(t, map[string]string{"x.txt": "a"}); err == nil || !strings.Contains(err.Error(), "no release in two languages") {
		t.Errorf("no pairs: %v", err)
	}
	if _, err := Pairs(extractor(t), []string{"nowhere"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}

// A passage keeps what stands in it and nothing of what stands around it.
func TestPassage(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "It had 12 ships on May 3. Then it had 14 more in “2022”.",
		"fr": "Il avait 12 navires le 3 mai. Il en avait 14 « en 2022 ».",
		"":   "",
	} {
		if lang == "" {
			lang = "en"
		}
		d, err := Passage(extractor(t), lang, text)
		if err != nil {
			t.Fatal(err)
		}
		digits := map[int]bool{}
		for _, n := range d.Numerals {
			for i := n.Start; i < n.End; i++ {
				digits[i] = true
			}
			if n.Mention >= 0 && (d.Mentions[n.Mention].Start > n.Start || d.Mentions[n.Mention].End < n.End) {
				t.Errorf("%s: %q is not in its mention", lang, text[n.Start:n.End])
			}
		}
		for i := range len(text) {
			if '0' <= text[i] && text[i] <= '9' && !digits[i] {
				t.Errorf("%s: the digit at %d is not in the ledger", lang, i)
			}
		}
		for _, m := range d.Mentions {
			if text[m.Start:m.End] != m.Surface || d.Sentences[m.Sentence].Start > m.Start || d.Sentences[m.Sentence].End < m.End {
				t.Errorf("%s: %q at %d in sentence %d", lang, m.Surface, m.Start, m.Sentence)
			}
		}
		if text != "" && len(d.Mentions) != 2 {
			t.Errorf("%s: %d mentions", lang, len(d.Mentions))
		}
	}
	if _, err := Passage(extractor(t), "de", "drei"); err == nil || !strings.Contains(err.Error(), `"de"`) {
		t.Errorf("de: %v", err)
	}
}
