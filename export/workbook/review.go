package workbook

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/tables"
	"tidyrelease/transform"
	"tidyrelease/transform/review"
	"tidyrelease/transform/wording"
)

// The columns of the mentions that a person fills in, by their keys.
const (
	decisionColumn  = "decision"
	correctedColumn = "corrected"
	reasonColumn    = "reason"
)

// entries are the columns of the mentions that a person fills in, and what stands in them before: nothing.
func (w *describer) entries() ([]heading, []cell) {
	decision := w.column(decisionColumn, 16, "review")
	decision.choices = decisions(w.words)
	return []heading{decision, w.column(correctedColumn, 24, "review"), w.column(reasonColumn, 40, "review")},
		[]cell{{entry: true}, {entry: true}, {entry: true}}
}

// reviewed is what a person said of a figure before this workbook was made.
func (w *describer) reviewed(verdict string) cell { return w.known("review", cmp.Or(verdict, "none")) }

// decisions are the words for the decisions, in the order of review.Decisions.
func decisions(words *wording.Catalogue) []string {
	var list []string
	for _, d := range review.Decisions() {
		list = append(list, words.Text("decision."+string(d)))
	}
	return list
}

// Review is what a person filled in.
type Review struct {
	Corrections []review.Correction // in the order of the rows
	By          string              // who saved the workbook last, where that was not this program
}

// ReadReview reads the decisions that a person filled in on the sheets of mentions, in whatever order their rows and columns
// stand now. The decisions are by the person named, or by who saved the workbook where nobody is, and of a date. An error
// tells of every cell that cannot be read, by its address.
func ReadReview(r io.Reader, by, date string) (*Review, error) {
	file, err := excelize.OpenReader(r, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("this is no workbook: %w", err)
	}
	defer file.Close()
	out := &Review{By: by}
	if props, err := file.GetDocProps(); err == nil && by == "" && props.LastModifiedBy != writtenBy {
		out.By = strings.TrimSpace(props.LastModifiedBy)
	}
	read := &reviewReader{file: file}
	for _, name := range file.GetSheetList() {
		if err := read.sheet(name); err != nil {
			return nil, err
		}
	}
	if !read.found {
		return nil, errors.New("no sheet has the columns of the mentions and of their review; fill in the sheet Mentions of figures.xlsx as a run writes it")
	}
	if len(read.corrections) > 0 && out.By == "" {
		return nil, errors.New("nobody's name is on the decisions: give it with -by NAME")
	}
	for i := range read.corrections {
		read.corrections[i].By, read.corrections[i].Date = out.By, date
	}
	out.Corrections = read.corrections
	return out, errors.Join(read.problems...)
}

// reviewReader reads the sheets of a workbook.
type reviewReader struct {
	file        *excelize.File
	found       bool // a sheet of mentions
	corrections []review.Correction
	problems    problems
}

// reviewSheet is one sheet of mentions: its name, its language, and where its columns stand.
type reviewSheet struct {
	name    string
	words   *wording.Catalogue
	columns map[string]int // from 0
}

func (r *reviewReader) sheet(name string) error {
	rows, err := r.file.Rows(name)
	if err != nil {
		return fmt.Errorf("sheet %q: %w", name, err)
	}
	defer rows.Close()
	var s *reviewSheet
	for n := 1; rows.Next(); n++ {
		row, err := rows.Columns()
		if err != nil {
			return fmt.Errorf("sheet %q, row %d: %w", name, n, err)
		}
		if s != nil {
			r.row(s, n, row)
		} else if s, err = reviewHeader(name, row); err != nil {
			return err
		}
	}
	r.found = r.found || s != nil
	return rows.Error()
}

// reviewHeader tells the columns of a sheet of mentions by their header, in either language; nil is another row.
func reviewHeader(name string, row []string) (*reviewSheet, error) {
	at := map[string]int{}
	for i, header := range row {
		header, _, _ = strings.Cut(header, " [")
		at[strings.TrimSpace(header)] = i
	}
	for _, lang := range wording.Languages() {
		words, err := wording.Load(texts, lang)
		if err != nil {
			return nil, err
		}
		titles := map[string]string{}
		for _, key := range []string{decisionColumn, correctedColumn, reasonColumn} {
			titles[key] = words.Text("column." + key)
		}
		for _, t := range tables.Of(&transform.Dataset{Language: lang}) {
			for _, f := range t.Fields {
				if t.Name == "mentions" && slices.Contains([]string{"release_id", "char_start", "surface"}, f.Name) {
					titles[f.Name] = f.Title
				}
			}
		}
		s := &reviewSheet{name, words, map[string]int{}}
		for key, title := range titles {
			if i, ok := at[title]; ok {
				s.columns[key] = i
			}
		}
		if len(s.columns) == len(titles) {
			return s, nil
		}
	}
	return nil, nil
}

// row reads one row, from 1, of a sheet of mentions. Most have nothing filled in.
func (r *reviewReader) row(s *reviewSheet, n int, row []string) {
	values := map[string]string{}
	for key, i := range s.columns {
		if i < len(row) {
			values[key] = strings.TrimSpace(row[i])
		}
	}
	said, corrected, reason := values[decisionColumn], values[correctedColumn], values[reasonColumn]
	if said == "" && corrected == "" && reason == "" {
		return
	}
	wrong := func(key, format string, args ...any) {
		cell, _ := excelize.CoordinatesToCellName(s.columns[key]+1, n)
		r.problems.add("%s!%s: %s", s.name, cell, fmt.Sprintf(format, args...))
	}
	before := len(r.problems)
	choices := decisions(s.words)
	decision := review.Decision("")
	if i := slices.IndexFunc(choices, func(c string) bool { return strings.EqualFold(c, said) }); i >= 0 {
		decision = review.Decisions()[i]
	} else {
		wrong(decisionColumn, "the decision is %q; choose one of %s", said, strings.Join(choices, ", "))
	}
	assigned, err := review.ParseValues(corrected, s.words.Language())
	switch {
	case err != nil:
		wrong(correctedColumn, "%v", err)
	case decision == review.Correct && len(assigned) == 0:
		wrong(correctedColumn, "no corrected value")
	case decision != review.Correct && decision != "" && len(assigned) > 0:
		wrong(correctedColumn, "a corrected value, and the decision %q", said)
	}
	if reason == "" {
		wrong(reasonColumn, "no reason")
	}
	start, err := strconv.Atoi(values["char_start"])
	if err != nil {
		wrong("char_start", "%q is no place in a text", values["char_start"])
	}
	if values["release_id"] == "" || values["surface"] == "" {
		wrong("surface", "the row does not say which figure of which release it is of")
	}
	if len(r.problems) > before {
		return
	}
	r.corrections = append(r.corrections, review.Correction{
		Release: values["release_id"], CharStart: &start, Surface: values["surface"], Decision: decision, Values: maps.Clone(assigned), Reason: reason,
	})
}
