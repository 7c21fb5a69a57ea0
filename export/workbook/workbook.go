// Package workbook writes a dataset as an Excel workbook that a person can read, check and quote from.
//
// A transform.Dataset goes in; a workbook in the dataset's language comes out, with the sheets cover, contents,
// notes, key figures, observations, comparison, checks, what changed, mentions, derived, data dictionary and charts. It is
// described as data first: sheets, each with a title in A1, lines that say what it holds, one Excel table, and
// charts (book.go). The description is held against the rules of an accessible workbook (rules.go), then one writer loops
// over it (write.go), which alone knows the spreadsheet library. The description names rows by their number and sheets by
// their key, and no cells but those of its own row, so that a table is written in one piece or row by row alike.
//
// Numbers are held unscaled and shown in millions or billions where that says all of them; twelve percent is held as
// 0.12 in a percent cell, where the dataset has 12 with the unit "percent". A cell without a value has a shorthand that
// the notes explain. Columns and rows are made as large as their texts need in Arial (measure.go). All charts share one
// table, with a row for each bar or point, and each stands beside its rows; whiskers, arrows and hatching show how exact
// the figures are (bounds.go), and the labels say it in words.
//
// Of many mentions the long sheets are streamed row by row (stream.go) and split where Excel's rows end. What is kept of
// a mention or a fact is then a number or two that find it again (index.go), beside the dataset itself. Their rows have
// no links, and their formulas name rows by number and not by identifier.
//
// Numbers of derived facts, and of facts that are shown again on another sheet, are formulas that look the facts up by
// their identifiers (formula.go), and so are the ends and results of checks. A formula is only written where its
// result is the number of the dataset; that is stored beside it for readers that do not calculate. The package of XML
// files is put in order at the end (package.go), so that equal datasets give equal bytes; what the library lacks, or is
// slow at, is put into it there.
//
// The package computes nothing but changes between two periods. It does not choose what to chart or to compare.
package workbook

import (
	"fmt"
	"io"

	"tidyrelease/transform"
)

// Options are what the one who makes a workbook decides about it.
type Options struct {
	Contact string // whom to ask about it, for the cover: a name, an address
	Filters bool   // filter buttons, and headers that stay in view: good for analysts, and in the way of screen readers
}

// Write writes the workbook of d to w, in the language of d. Equal datasets and options give equal bytes.
//
// It fails when the language has no wording, when a rule or limit of a workbook is broken, as by more rows than a sheet
// can hold, and with the error of w. Text from a release stands in a cell as text, whatever it holds.
func Write(w io.Writer, d *transform.Dataset, o Options) error {
	return write(w, d, o, large)
}

func write(w io.Writer, d *transform.Dataset, o Options, s sizes) error {
	b, err := describe(d, o, s)
	if err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	if err := b.check(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	if err := b.write(w); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	return nil
}
