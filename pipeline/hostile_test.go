package pipeline

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"tidyrelease/extract/page"
)

// attacks are texts that would be more than texts where an output did not keep them so. A release has each as its title, its first figure's
// sentence, its speaker and its publisher, and comes in a file that is called like it.
var attacks = map[string]string{
	"a formula":               `=HYPERLINK("http://attack.example","open")`,
	"a command":               `@SUM(1+1)*cmd|' /C attack'!A0`,
	"a sum":                   `+attack+1`,
	"a difference":            `-attack-1`,
	"a script":                `</script><script>attack()</script>`,
	"a picture":               `<img src=x onerror=attack()>`,
	"an attribute":            `" onmouseover="attack()" x="`,
	"a template":              `{{attack}} ${attack()} {b|attack} %attack%`,
	"an address":              `javascript:attack()`,
	"the end of a PDF string": `) /OpenAction << /S /JavaScript /JS (attack\(\)) >> (`,
	"the end of a stream":     `endstream endobj 1 0 obj << /OpenAction (attack) >>`,
	"an escape":               "\x1b]0;attack\a\x1b[2J",
	"a line of a log":         "x\nlevel=ERROR msg=attack",
	"text turned round":       "\u202eattack\u202c \u2066x",
	"a way out":               `../../attack`,
	"a way out of Windows":    `..\..\attack`,
}

// TestTextStaysText takes hostile releases through a whole run and opens every output as the programs do that people open them with.
func TestTextStaysText(t *testing.T) {
	in := t.TempDir()
	for _, text := range attacks {
		release := text + " 12 clinics open\n\nOTTAWA, Ontario, May 5, 2025 – " + text + " will spend $12 million on 31 clinics in " + text +
			".\n\n“" + text + " pays for 400 nurses,” said Ana " + text + ", Minister of " + text + ".\n\nSOURCE Ministry of " + text + "\n"
		name := filepath.Join(in, "a"+strings.ReplaceAll(text, "/", "∕")+".txt") // a dot in front would hide it
		if err := os.WriteFile(name, []byte(release), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cfg := config(t, in)
	report := mustRun(t, cfg)
	if got := len(report.Dataset.Releases); got != len(attacks) {
		t.Fatalf("%d releases of %d: %v", got, len(attacks), report.Diagnostics)
	}
	for _, d := range report.Diagnostics {
		checkPlain(t, "diagnostic", d.String())
	}
	kinds := map[string]int{}
	for name, content := range contents(t, cfg.Out) {
		checkPlain(t, "name", name)
		kind := path.Ext(name)
		kinds[kind]++
		if check := opened[kind]; check != nil {
			check(t, name, content)
		} else {
			t.Errorf("%s: nothing tells whether it is safe", name)
		}
	}
	for kind := range opened {
		if kinds[kind] == 0 {
			t.Errorf("no %s was written", kind)
		}
	}
}

// opened looks into an output as the program does that opens it.
var opened = map[string]func(t *testing.T, name, content string){
	".csv":     checkCSV,
	".json":    checkJSON,
	".html":    checkHTML,
	".xlsx":    checkWorkbook,
	".pdf":     checkPDF,
	".parquet": checkParquet,
	".sqlite":  checkDatabase,
}

// checkPlain holds that a line has nothing that steers a terminal, begins another line or turns text round.
func checkPlain(t *testing.T, where, line string) {
	t.Helper()
	for _, r := range line {
		if unicode.IsControl(r) || page.Unseen(r) {
			t.Errorf("%s: %q has the character %U", where, line, r)
			return
		}
	}
}

func checkCSV(t *testing.T, name, content string) {
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			checkPlain(t, name, strings.ReplaceAll(cell, "\n", " "))
			if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && name != recordFile {
				t.Errorf("%s: a spreadsheet takes %q for a formula", name, cell)
			}
		}
	}
}

func checkJSON(t *testing.T, name, content string) {
	if !json.Valid([]byte(content)) {
		t.Errorf("%s is no JSON", name)
	}
	checkPlain(t, name, strings.ReplaceAll(content, "\n", " "))
}

func checkParquet(t *testing.T, name, content string) {
	file, err := parquet.OpenFile(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		defer rows.Close()
		buffer := make([]parquet.Row, 1)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				for _, value := range row {
					if value.Kind() == parquet.ByteArray {
						checkPlain(t, name, string(value.ByteArray()))
					}
				}
			}
			if err != nil {
				break
			}
		}
	}
}

// checkDatabase holds that a text of a release is the value of a row, and nothing of the schema or of what runs by itself.
func checkDatabase(t *testing.T, name, content string) {
	path := filepath.Join(t.TempDir(), "x.sqlite")
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadOnly)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	defer conn.Close()
	err = sqlitex.ExecuteTransient(conn, "SELECT type, coalesce(sql, '') FROM sqlite_master", &sqlitex.ExecOptions{ResultFunc: func(s *sqlite.Stmt) error {
		if kind, sql := s.ColumnText(0), s.ColumnText(1); kind == "trigger" || strings.Contains(sql, "attack") {
			t.Errorf("%s: %s %s", name, kind, sql)
		}
		return nil
	}})
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

func checkHTML(t *testing.T, name, content string) {
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	shown := false
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			address := slices.Contains([]string{"href", "src", "action", "formaction", "data", "xlink:href"}, a.Key)
			if strings.HasPrefix(a.Key, "on") || address && strings.HasPrefix(value, "javascript:") {
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			}
		}
		if n.Type == html.TextNode && strings.Contains(n.Data, "attack") {
			data := n.Parent.Data == "script" && strings.Contains(attribute(n.Parent, "type"), "json")
			if n.Parent.Data == "style" || n.Parent.Data == "script" && !data {
				t.Errorf("%s: <%s> holds text of a release", name, n.Parent.Data)
			}
			shown = true
		}
	}
	if !shown {
		t.Errorf("%s shows nothing of a release", name)
	}
	checkPlain(t, name, strings.ReplaceAll(strings.ReplaceAll(content, "\n", " "), "\t", " "))
}

func checkWorkbook(t *testing.T, name, content string) {
	book, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Errorf("%s: %s: %v", name, sheet, err)
		}
		for y, row := range rows {
			for x, text := range row {
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				formula, errFormula := book.GetCellFormula(sheet, cell)
				_, link, errLink := book.GetCellHyperLink(sheet, cell)
				if err := errors.Join(errFormula, errLink); err != nil || strings.Contains(formula, "attack") || strings.HasPrefix(link, "javascript:") {
					t.Errorf("%s: %s!%s has the formula %q and the link %q: %v", name, sheet, cell, formula, link, err)
				}
				checkPlain(t, sheet, strings.ReplaceAll(text, "\n", " "))
			}
		}
	}
}

// metadata is what a PDF says of itself in XML, which no viewer runs.
var metadata = regexp.MustCompile(`(?s)<\?xpacket begin.*?<\?xpacket end`)

// checkPDF looks for what would make a viewer do something. All that the briefs hold of a text is compressed or in strings of two bytes for each
// character, so that the words themselves stand nowhere but in the metadata.
func checkPDF(t *testing.T, name, content string) {
	content = metadata.ReplaceAllString(content, "")
	for _, action := range []string{"/OpenAction", "/JavaScript", "/JS", "/Launch", "/SubmitForm", "/AA", "javascript:", "attack"} {
		if strings.Contains(content, action) {
			t.Errorf("%s holds %s", name, action)
		}
	}
}

// Names that lead out of a folder, links and pipes among the inputs: nothing is read from outside, nothing is written there, nothing hangs.
func TestNothingOutside(t *testing.T) {
	letter := message("It names 31 nurses.", `..\\..\\up.txt`, release)
	dir := tree(t, map[string]string{"in/m.eml": letter, "secret/s.txt": release, "secret/deep/s2.txt": release})
	for name, target := range map[string]string{"file.txt": "../secret/s.txt", "folder": "../secret", "folder.txt": "../secret", "loop": ".", "loop.txt": "loop.txt", "none.txt": "nothing", "root.txt": "/etc/hostname"} {
		if err := os.Symlink(target, filepath.Join(dir, "in", name)); err != nil {
			t.Fatal(err)
		}
	}
	names := func() map[string]bool {
		found := map[string]bool{}
		err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
			found[name] = true
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	before := names()
	cfg := config(t, filepath.Join(dir, "in"))
	cfg.Out = filepath.Join(dir, "out")
	report := mustRun(t, cfg)
	var ids []string
	for _, r := range report.Dataset.Releases {
		ids = append(ids, r.ID)
	}
	if want := "m up"; strings.Join(ids, " ") != want {
		t.Errorf("read %q, want %q", ids, want)
	}
	if got := report.Count(Refused); got != 5 { // each link to what is no file of the folder
		t.Errorf("%d refused: %v", got, report.Diagnostics)
	}
	for name := range names() {
		if !before[name] && !strings.HasPrefix(name, cfg.Out) {
			t.Errorf("wrote %s", name)
		}
	}
	for _, f := range report.Outputs {
		if !filepath.IsLocal(f.Path) {
			t.Errorf("wrote %q", f.Path)
		}
	}
}
