package pdf_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/jung-kurt/gofpdf"

	"tidyrelease/extract/page"
	"tidyrelease/extract/pdf"
)

var long = flag.Bool("long", false, "make the machine code of the engine anew, and read thousands of broken files")

// reader is a Reader whose engine starts from the user's cache.
func reader(t testing.TB) *pdf.Reader {
	t.Helper()
	folder := ""
	if cache, err := os.UserCacheDir(); err == nil {
		folder = filepath.Join(cache, "tidyrelease", "pdf")
	}
	e := pdf.NewEngine(folder)
	r := e.Reader()
	t.Cleanup(func() {
		r.Close()
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// draw makes a PDF file with a page of US Letter in 11-point Helvetica to start with.
func draw(t testing.TB, with func(f *gofpdf.Fpdf)) []byte {
	t.Helper()
	f := gofpdf.New("P", "pt", "Letter", "")
	f.SetMargins(72, 72, 72)
	f.SetAutoPageBreak(true, 72)
	f.SetFont("Helvetica", "", 11)
	f.AddPage()
	with(f)
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	trade  = "Bilateral trade reached $24.5 billion in 2024, which is 7 per cent more than in the year before, and exports of potash alone came to $1.2 billion, the ministry said on Tuesday."
	jobs   = "The industry employs more than 125,000 people and supports about 427,000 jobs in repair shops, at dealers and with carriers, most of them in the south of the province."
	grants = "Another $48 million goes to 310 small firms over five years; a third of them are in towns of fewer than 10,000 people, where the plants are the largest employers."
)

// release is a file of three pages with all that a release has.
func release(t testing.TB) []byte {
	return draw(t, func(f *gofpdf.Fpdf) {
		f.SetHeaderFunc(func() {
			f.SetFont("Helvetica", "", 8)
			f.SetXY(72, 30)
			f.CellFormat(0, 10, "Ministry of Trade - News release 2025-14", "", 1, "L", false, 0, "")
			f.SetXY(72, 72)
			f.SetFont("Helvetica", "", 11)
		})
		f.SetFooterFunc(func() {
			f.SetFont("Helvetica", "", 8)
			f.SetXY(72, -40)
			f.CellFormat(0, 10, fmt.Sprintf("%d", f.PageNo()), "", 0, "C", false, 0, "")
		})
		f.AddPage()
		f.SetFont("Helvetica", "B", 20)
		f.MultiCell(0, 24, "Trade between the coasts reaches $24.5 billion, the most so far", "", "L", false)
		f.Ln(8)
		f.SetFont("Helvetica", "", 11)
		f.MultiCell(0, 14, trade, "", "L", false)
		f.Ln(10)
		f.SetFont("Helvetica", "B", 14)
		f.MultiCell(0, 18, "Quick facts", "", "L", false)
		f.SetFont("Helvetica", "", 11)
		for _, s := range []string{jobs, grants} {
			f.SetX(72)
			f.CellFormat(18, 14, "\x95", "", 0, "L", false, 0, "") // the bullet of code page 1252
			f.SetLeftMargin(90)
			f.MultiCell(0, 14, s, "", "L", false)
			f.SetLeftMargin(72)
		}
		f.Ln(10)
		for _, row := range [][]string{{"", "2023", "2024"}, {"Exports", "11.9", "12.4"}, {"Imports", "11.6", "12.1"}} {
			f.SetX(72)
			for i, c := range row {
				f.CellFormat(90, 14, c, "", 0, map[bool]string{true: "L", false: "R"}[i == 0], false, 0, "")
			}
			f.Ln(14)
		}
		f.AddPage()
		f.MultiCell(0, 14, strings.Repeat(grants+" ", 3), "", "J", false)
	})
}

// told writes the blocks of a page, one a line.
func told(p *page.Page) []string {
	var all []string
	for _, b := range p.Blocks {
		all = append(all, fmt.Sprintf("%d %s %s", b.Place, b.Kind, p.Text[b.Start:b.End]))
	}
	return all
}

func TestRelease(t *testing.T) {
	p, err := reader(t).Read(release(t), page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	if err := whole(p); err != nil {
		t.Error(err)
	}
	want := []string{
		"2 title Trade between the coasts reaches $24.5 billion, the most so far",
		"2 paragraph " + trade,
		"2 heading Quick facts",
		"2 list_item " + jobs,
		"2 list_item " + grants,
		"2 table_row \u00a0\t2023\t2024",
		"2 table_row Exports\t11.9\t12.4",
		"2 table_row Imports\t11.6\t12.1",
		"3 paragraph " + grants + " " + grants + " " + grants,
	}
	if diff := cmp.Diff(want, told(p)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// Text in two columns is read column by column, between what stands over both.
func TestColumns(t *testing.T) {
	data := draw(t, func(f *gofpdf.Fpdf) {
		f.SetFont("Helvetica", "B", 18)
		f.MultiCell(0, 24, "Trade between the coasts reaches a new high of $24.5 billion", "", "L", false)
		f.SetFont("Helvetica", "", 10)
		for i, s := range []string{trade + "\n" + jobs, grants + "\n" + jobs} {
			f.SetXY(72+float64(i)*240, 150)
			f.SetLeftMargin(72 + float64(i)*240)
			f.MultiCell(222, 12.3+float64(i), s, "", "J", false)
		}
		f.SetLeftMargin(72)
		f.SetXY(72, 400)
		f.MultiCell(0, 14, "This line, under both columns, goes from one edge of the page to the other one: 88 ships sailed.", "", "L", false)
	})
	p, err := reader(t).Read(data, page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1 title Trade between the coasts reaches a new high of $24.5 billion",
		"1 paragraph " + trade,
		"1 paragraph " + jobs,
		"1 paragraph " + grants,
		"1 paragraph " + jobs,
		"1 paragraph This line, under both columns, goes from one edge of the page to the other one: 88 ships sailed.",
	}
	if diff := cmp.Diff(want, told(p)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

// A paragraph that goes on on the next page is one, and tells where the page turns.
func TestTurns(t *testing.T) {
	data := draw(t, func(f *gofpdf.Fpdf) {
		f.SetY(665)
		f.MultiCell(0, 14, trade+" "+jobs+" "+grants, "", "L", false)
	})
	p, err := reader(t).Read(data, page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	if want := trade + " " + jobs + " " + grants; p.Text != want || len(p.Blocks) != 1 || len(p.Turns) != 1 || p.Turns[0].Place != 2 {
		t.Fatalf("%q, turns %v", p.Text, p.Turns)
	}
	if first, second := p.Text[:p.Turns[0].At], p.Text[p.Turns[0].At:]; !strings.Contains(first, "$24.5 billion") || !strings.Contains(second, "310 small firms") {
		t.Errorf("the page turns behind %q", first)
	}
}

// What a line ends in a hyphen for decides whether it stays.
func TestHyphens(t *testing.T) {
	data := draw(t, func(f *gofpdf.Fpdf) {
		for _, s := range []string{
			"The province is building new hous-", "ing for the families on its list, and the invest-", "ment is the largest in many years, with a long-",
			"term plan for the long road and a term of ninety-", "seven years, in zone 31-", "33, for the Saint-", "Pierre mines and the hous-", "ing of workers near them.",
		} {
			f.CellFormat(0, 14, s, "", 1, "L", false, 0, "")
		}
	})
	p, err := reader(t).Read(data, page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	want := "The province is building new housing for the families on its list, and the investment is the largest in many years, with a long-term plan " +
		"for the long road and a term of ninety-seven years, in zone 31-33, for the Saint-Pierre mines and the housing of workers near them."
	if got := strings.ReplaceAll(p.Text, "\n", "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Raised digits and letters are powers of units, parts of a word or marks of notes.
func TestRaised(t *testing.T) {
	data := draw(t, func(f *gofpdf.Fpdf) {
		f.Write(14, "The plant covers 400 m")
		f.SubWrite(14, "2", 7, 4, 0, "")
		f.Write(14, " and cost $24 million")
		f.SubWrite(14, "3", 7, 4, 0, "")
		f.Write(14, " last year; it saves 9 tonnes of CO")
		f.SubWrite(14, "2", 7, -3, 0, "")
		f.Write(14, " a day, and 8 nurses")
		f.SubWrite(14, "i", 7, 4, 0, "")
		f.Write(14, " work there since the 1")
		f.SubWrite(14, "st", 7, 4, 0, "")
		f.Write(14, " of May, with M")
		f.SubWrite(14, "me", 7, 4, 0, "")
		f.Write(14, " Roy.")
	})
	p, err := reader(t).Read(data, page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	if want := "The plant covers 400 m² and cost $24 million last year; it saves 9 tonnes of CO₂ a day, and 8 nurses work there since the 1st of May, with Mme Roy."; p.Text != want {
		t.Errorf("got  %s\nwant %s", p.Text, want)
	}
}

// A page that lies on its side is read as it is looked at.
func TestTurned(t *testing.T) {
	data := raw(catalogue, onePage, sheet(""), stream("", "BT /F 12 Tf 0 1 -1 0 300 100 Tm (Exports rose by 4% in May,) Tj 0 -14 Td (and imports by 5%.) Tj ET "+
		"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DRAFT) Tj ET"), font)
	p, err := reader(t).Read(data, page.Limits{}.Budget())
	if err != nil {
		t.Fatal(err)
	}
	if want := "Exports rose by 4% in May, and imports by 5%."; p.Text != want {
		t.Errorf("got %q, want %q", p.Text, want)
	}
}

func TestRefused(t *testing.T) {
	empty := draw(t, func(f *gofpdf.Fpdf) { f.Rect(72, 72, 200, 100, "F") })
	locked := draw(t, func(f *gofpdf.Fpdf) {
		f.SetProtection(0, "reader", "owner")
		f.MultiCell(0, 14, trade, "", "L", false)
	})
	unmapped := raw(catalogue, onePage, sheet(""), stream("", "BT /F 12 Tf 50 700 Td <0102030405060708> Tj ET"),
		"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Type/Encoding/Differences[1/a/a/a/a/a/a/a/a]>>/FirstChar 1/LastChar 8/Widths[900 900 900 900 900 900 900 900]>>",
		stream("", "900 0 0 0 750 750 d1 0 0 750 750 re f"))
	whole := release(t)
	r := reader(t)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a picture":   {empty, pdf.ErrNoText},
		"locked":      {locked, pdf.ErrEncrypted},
		"half":        {whole[:len(whole)/3], pdf.ErrBroken},
		"no PDF":      {[]byte("A release"), pdf.ErrBroken},
		"only a head": {[]byte("%PDF-1.7\n"), pdf.ErrBroken},
		"unmapped":    {unmapped, pdf.ErrUnmapped},
	} {
		if _, err := r.Read(c.data, page.Limits{}.Budget()); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	_, err := r.Read(whole, page.Limits{Pages: 2}.Budget())
	if over, ok := errors.AsType[*page.LimitError](err); !ok || over.Flag != "max-pages" {
		t.Errorf("three pages of two: %v", err)
	}
}

// The machine code is kept where the folder is the user's own, and the engine starts without it elsewhere.
func TestCache(t *testing.T) {
	if !*long {
		t.Skip("makes the machine code three times; run with -long")
	}
	folder := filepath.Join(t.TempDir(), "cache", "pdf")
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, f := range []string{folder, filepath.Join(blocked, "below")} {
		e := pdf.NewEngine(f)
		r := e.Reader()
		if _, err := r.Read(release(t), page.Limits{}.Budget()); err != nil {
			t.Errorf("%s: %v", f, err)
		}
		r.Close()
		e.Close()
	}
	var files []string
	filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files = append(files, path)
		}
		return err
	})
	if len(files) != 2 {
		t.Fatalf("kept in the cache: %v", files)
	}
	for _, f := range files { // what is broken there does not stop a later run
		if err := os.Truncate(f, 1000); err != nil {
			t.Fatal(err)
		}
	}
	e := pdf.NewEngine(folder)
	r := e.Reader()
	if _, err := r.Read(release(t), page.Limits{}.Budget()); err != nil {
		t.Error(err)
	}
	r.Close()
	e.Close()
}

// whole tells what is wrong with a page whatever was read: blocks stand in order inside a text of
// UTF-8, with no white space at their ends.
func whole(p *page.Page) error {
	if !utf8.ValidString(p.Text) {
		return fmt.Errorf("the text is not UTF-8")
	}
	end := 0
	for n, b := range p.Blocks {
		if b.Start < end || b.End <= b.Start || b.End > len(p.Text) || b.Place < 1 {
			return fmt.Errorf("block %d of page %d at %d to %d behind one that ends at %d of %d", n, b.Place, b.Start, b.End, end, len(p.Text))
		}
		s := p.Text[b.Start:b.End]
		if trimmed := strings.TrimSpace(s); trimmed != s && !(b.Kind == page.TableRow && strings.HasPrefix(s, "\u00a0\t")) {
			return fmt.Errorf("white space around block %d: %q", n, s)
		}
		for _, r := range s {
			if unicode.IsControl(r) && r != '\t' {
				return fmt.Errorf("a control character in block %d: %q", n, s)
			}
		}
		end = b.End
	}
	return nil
}
