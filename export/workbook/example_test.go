package workbook_test

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"tidyrelease/export/workbook"
	"tidyrelease/transform"
)

func ExampleWrite() {
	d := &transform.Dataset{
		Language: "en",
		Releases: []transform.Release{{ID: "plant", Title: "A plant opens", Date: "2026-01-29", Language: "en"}},
	}
	var out bytes.Buffer
	if err := workbook.Write(&out, d, workbook.Options{}); err != nil {
		fmt.Println(err)
		return
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		title, err := f.GetCellValue(sheet, "A1")
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %s\n", sheet, title)
	}
	// Output:
	// Cover: Figures in “A plant opens”
	// Contents: Contents
	// Notes: Notes
	// Key figures: Key figures
	// Observations: Observations: every fact that the releases state
	// Checks: Checks: figures compared with each other
	// Mentions: Mentions: every figure as written
	// Derived: Derived: figures that follow from stated ones
	// Data dictionary: Data dictionary
	// Charts: Charts
}
