package pipeline

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/govalues/decimal"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"tidyrelease/export/brief/paper/papertest"
	"tidyrelease/transform"
)

// TestSameNumbersEverywhere walks from every mark of every chart to the drawing and the table in the page, to the workbook, the brief and the
// table of observations: all show one number, in the same words.
func TestSameNumbersEverywhere(t *testing.T) {
	for name, input := range map[string]string{
		"default":       "",
		"contradicting": "../extract/testdata/corpus/02-auto-jobs.en.txt",
		"table":         "../extract/testdata/corpus/14-indicators.fr.txt",
		"places":        "../extract/testdata/corpus/03-critical-minerals.en.txt",
	} {
		for _, language := range []string{"en", "fr"} {
			t.Run(name+" "+language, func(t *testing.T) {
				cfg := Config{Out: filepath.Join(t.TempDir(), "out"), Formats: Formats(), Languages: []string{language}}
				if input != "" {
					cfg.Inputs = []string{input}
				}
				d := mustRun(t, cfg).Dataset
				page, book, papers := pageOf(t, cfg.Out), bookOf(t, cfg.Out), papersOf(t, cfg.Out)
				values := valuesOf(t, cfg.Out)
				facts := map[string]string{}
				for _, o := range d.Observations {
					facts[o.ID] = o.Display
				}
				marks := 0
				for _, c := range d.Charts {
					for i, m := range c.Marks {
						marks++
						page.shows(t, &c, i)
						book.shows(t, &c, &m)
						// Between the ends of a line a brief shows its figures in the table of all, in the words for them there.
						if !slices.ContainsFunc(papers, func(p string) bool {
							return strings.Contains(p, folded(m.Display)) || c.Kind.OverTime() && strings.Contains(p, folded(facts[m.Observation]))
						}) {
							t.Errorf("%s: no brief shows %q", c.ID, m.Display)
						}
						if v, ok := values[m.Observation]; !ok {
							t.Errorf("%s: %s is not in the table", c.ID, m.Observation)
						} else if v.Valid && !v.Decimal.Equal(m.Value) && !v.Decimal.Equal(m.Value.Neg()) {
							t.Errorf("%s: %s is %s in the table, drawn at %s", c.ID, m.Label, v.Decimal, m.Value)
						}
					}
				}
				if marks < 5 {
					t.Errorf("%d marks were looked at", marks)
				}
			})
		}
	}
}

// folded is a text with all space alike, which lines and pages break at.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

// chartPage is charts.html by the ids of its elements.
type chartPage map[string]*html.Node

func pageOf(t *testing.T, out string) chartPage {
	t.Helper()
	f, err := os.Open(filepath.Join(out, "charts.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	root, err := html.Parse(f)
	if err != nil {
		t.Fatal(err)
	}
	page := chartPage{}
	for n := range root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			page[id] = n
		}
	}
	return page
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
	}
	return folded(b.String())
}

// shows looks at mark i of a chart: in the drawing, where a line names the ends alone, and in the table under it.
func (p chartPage) shows(t *testing.T, c *transform.Chart, i int) {
	t.Helper()
	figure, m := p["chart-"+c.ID], c.Marks[i]
	if figure == nil {
		t.Fatalf("the page has no chart %s", c.ID)
	}
	var drawn []*html.Node
	for n := range figure.Descendants() {
		if n.Data == "a" && attribute(n, "class") == "mark" {
			drawn = append(drawn, n)
		}
	}
	if len(drawn) != len(c.Marks) {
		t.Fatalf("%s: %d marks are drawn, want %d", c.ID, len(drawn), len(c.Marks))
	}
	want := folded(m.Display)
	if spoken := folded(attribute(drawn[i], "aria-label")); !strings.Contains(spoken, want) {
		t.Errorf("%s: mark %d says %q, want %q", c.ID, i, spoken, want)
	}
	if got := words(drawn[i]); !strings.Contains(got, want) && (!c.Kind.OverTime() || i == 0 || i == len(c.Marks)-1) {
		t.Errorf("%s: mark %d shows %q, want %q", c.ID, i, got, want)
	}
	row := p[attribute(drawn[i], "data-row")]
	if got := words(row); !strings.Contains(got, want) || attribute(row, "data-observation") != m.Observation {
		t.Errorf("%s: row %d of the table shows %q, want %q", c.ID, i, got, want)
	}
}

// chartSheet is the rows of the workbook's charts.
type chartSheet [][]string

func bookOf(t *testing.T, out string) chartSheet {
	t.Helper()
	f, err := excelize.OpenFile(filepath.Join(out, "figures.xlsx"), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheets := f.GetSheetList()
	rows, err := f.GetRows(sheets[len(sheets)-1])
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func (b chartSheet) shows(t *testing.T, c *transform.Chart, m *transform.Mark) {
	t.Helper()
	for _, row := range b {
		if len(row) < 5 || row[0] != c.Title || row[len(row)-1] != m.Observation || !strings.Contains(folded(row[1]), folded(m.Display)) {
			continue
		}
		v, err := decimal.Parse(row[2])
		hundredfold, _ := v.Mul(decimal.Hundred) // percentages are held as hundredths
		if err != nil || !v.Equal(m.Value) && !hundredfold.Equal(m.Value) {
			t.Errorf("%s: the workbook draws %s at %s, want %s", c.ID, m.Label, row[2], m.Value)
		}
		return
	}
	t.Errorf("%s: the workbook does not show %q", c.ID, m.Display)
}

func papersOf(t *testing.T, out string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "briefs", "*.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := papertest.Read(raw)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		texts = append(texts, folded(f.Root.Text))
	}
	return texts
}

func valuesOf(t *testing.T, out string) map[string]decimal.NullDecimal {
	t.Helper()
	f, err := os.Open(filepath.Join(out, "data", "observations.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	id, value := slices.Index(rows[0], "observation_id"), slices.Index(rows[0], "obs_value")
	values := map[string]decimal.NullDecimal{}
	for _, row := range rows[1:] {
		var v decimal.NullDecimal
		if row[value] != "" {
			v.Decimal, v.Valid = decimal.MustParse(row[value]), true
		}
		values[row[id]] = v
	}
	return values
}
