// Package workbook writes a dataset as an Excel workbook that a person can read, check and quote from.
//
// The workbook is described as data first (book.go): sheets, each with a title, what it holds, one
// table, and charts. The description is validated against the rules for accessible spreadsheets, then one
// writer (write.go) loops over it. Derived values are formulas over the cells of the observations
// (formula.go), with their results stored for readers that do not calculate. The package of XML files is put
// in order at the end (package.go), so that equal datasets give equal bytes.
package workbook

import (
	"fmt"
	"io"

	"tidyrelease/transform"
)

// Write writes the workbook in the language of the dataset.
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
