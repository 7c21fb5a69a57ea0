// Package workbook writes a dataset as an Excel workbook that a person can read, check and quote from.
//
// A transform.Dataset goes in; a workbook in the dataset's language comes out, with the sheets cover, contents,
// notes, key figures, observations, comparison, checks, mentions, derived, data dictionary and charts. It is
// described as data first: sheets, each with a title in A1, lines that say what it holds, one Excel table, and
// charts (book.go). The description is held against the rules of an accessible workbook, then one writer loops over
// it (write.go), which alone knows the spreadsheet library. The description names rows by their number and sheets by
// their key, and no cells but those of a check's own row, so that a writer of streams could loop over it as well.
//
// Numbers stand unscaled in the unit that the row names, as in the dataset: twelve percent is the number 12 with the
// unit "percent" and no percent format, so that the workbook, the CSV files and the text say the same. A cell without
// a value has a shorthand that the notes explain. All charts share one table, with a row for each bar or point, and
// each stands beside its rows; the words in its labels say what a bar cannot, such as "more than".
//
// Numbers of derived facts, and of facts that are shown again on another sheet, are formulas that look the facts up by
// their identifiers (formula.go), and so are the ends and results of checks. A formula is only written where its
// result is the number of the dataset; that is stored beside it for readers that do not calculate. The package of XML
// files is put in order at the end (package.go), so that equal datasets give equal bytes.
//
// The package computes nothing but changes between two periods. It does not choose what to chart or to compare.
package workbook

import (
	"fmt"
	"io"

	"tidyrelease/transform"
)

// Write writes the workbook of d to w, in the language of d. Equal datasets give equal bytes.
//
// It fails when the language has no wording, when a rule or limit of a workbook is broken, as by more rows than a sheet
// can hold, and with the error of w. Text from a release stands in a cell as text, whatever it holds.
func Write(w io.Writer, d *transform.Dataset) error {
	b, err := describe(d)
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	if err := b.check(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	data, found, err := b.write()
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	data, err = normalise(data, found)
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	if _, err := w.Write(data); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}
