package workbook_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/exporttest"
	"tidyrelease/export/workbook"
	"tidyrelease/transform/review"
)

// filled is the workbook of the fixture after a person has worked on it: set gives a cell of a mention, by header, a value.
func filled(t *testing.T, lang, sheet, by string, edit func(set func(mention int, header, value string))) *bytes.Buffer {
	t.Helper()
	d := *exporttest.Korea(t)
	d.Language = lang
	var out bytes.Buffer
	if err := workbook.Write(&out, &d, workbook.Options{}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	header := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 5 })
	edit(func(mention int, name, value string) {
		column := slices.IndexFunc(rows[header], func(h string) bool { return strings.HasPrefix(h, name) })
		cell, err := excelize.CoordinatesToCellName(column+1, header+2+mention)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	})
	if by != "" {
		if err := f.SetDocProps(&excelize.DocProperties{LastModifiedBy: by}); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf
}

func TestReadReview(t *testing.T) {
	d := exporttest.Korea(t)
	for _, test := range []struct{ lang, sheet, decision, corrected, reason, confirm, correct, reject, value string }{
		{"en", "Mentions", "Decision", "Corrected value", "Reason", "Confirm", "correct", "Reject", "430,000.5"},
		{"fr", "Mentions", "Décision", "Valeur corrigée", "Motif", "Confirmer", "Corriger", "Rejeter", "430 000,5"},
	} {
		book := filled(t, test.lang, test.sheet, "J. Tremblay", func(set func(int, string, string)) {
			set(0, test.decision, test.confirm)
			set(0, test.reason, "seen")
			set(1, test.decision, test.correct)
			set(1, test.corrected, test.value)
			set(1, test.reason, "a slip")
			set(2, test.decision, test.reject)
			set(2, test.reason, "a name")
		})
		got, err := workbook.ReadReview(book, "", "2026-02-04")
		if err != nil {
			t.Fatalf("%s: %v", test.lang, err)
		}
		if len(got.Corrections) != 3 {
			t.Fatalf("%s: %d corrections", test.lang, len(got.Corrections))
		}
		for i, c := range got.Corrections {
			m := d.Mentions[i]
			if c.Decision != review.Decisions()[i] || c.Release != m.ReleaseID || *c.CharStart != m.CharStart || c.Surface != m.Surface || c.By != "J. Tremblay" || c.Date != "2026-02-04" {
				t.Errorf("%s: %+v of %+v", test.lang, c, m)
			}
		}
		if v := got.Corrections[1].Values["value"]; v != "430000.5" {
			t.Errorf("%s: value %q", test.lang, v)
		}
		// What was read can be written.
		if _, added, err := review.Append("c.yaml", nil, got.Corrections); err != nil || added != 3 {
			t.Errorf("%s: %d added, %v", test.lang, added, err)
		}
	}
}

// Every cell that cannot be read is told by its address, and none is guessed at.
func TestReadReviewRefuses(t *testing.T) {
	book := filled(t, "en", "Mentions", "", func(set func(int, string, string)) {
		set(0, "Decision", "maybe")
		set(0, "Reason", "r")
		set(1, "Decision", "Correct")
		set(1, "Reason", "r")
		set(2, "Decision", "Correct")
		set(2, "Corrected value", "about five")
		set(2, "Reason", "r")
		set(3, "Decision", "Reject")
		set(4, "Decision", "Confirm")
		set(4, "Corrected value", "5")
		set(4, "Reason", "r")
		set(5, "Reason", "r")
	})
	_, err := workbook.ReadReview(book, "J. Tremblay", "2026-02-04")
	if err == nil {
		t.Fatal("all is read")
	}
	lines := strings.Split(err.Error(), "\n")
	for i, want := range []string{`the decision is "maybe"; choose one of Confirm, Correct, Reject`, "no corrected value", `"about five": give a number`, "no reason", "a corrected value, and the decision", `the decision is ""`} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], "Mentions!") || !strings.Contains(lines[i], want) {
			t.Errorf("no line %d that says %q in\n%v", i+1, want, err)
		}
	}
	if _, err := workbook.ReadReview(filled(t, "en", "Mentions", "", func(set func(int, string, string)) {
		set(0, "Decision", "Confirm")
		set(0, "Reason", "r")
	}), "", "2026-02-04"); err == nil || !strings.Contains(err.Error(), "-by NAME") {
		t.Errorf("without a name: %v", err)
	}
	if _, err := workbook.ReadReview(strings.NewReader("no workbook"), "J", "2026-02-04"); err == nil {
		t.Error("a text is read as a workbook")
	}
	empty, err := workbook.ReadReview(filled(t, "en", "Mentions", "", func(func(int, string, string)) {}), "", "2026-02-04")
	if err != nil || len(empty.Corrections) != 0 {
		t.Errorf("an untouched workbook: %v, %v", empty, err)
	}
}
