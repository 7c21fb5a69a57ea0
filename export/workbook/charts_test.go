package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tidyrelease/transform"
)

// Every chart is native, has a title and a text for who cannot see it, and draws the cells of its rows.
func TestCharts(t *testing.T) {
	for name, d := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			data := written(t, d)
			parts := partsOf(t, data)
			var drawings strings.Builder
			for part, content := range parts {
				if strings.HasPrefix(part, "xl/drawings/drawing") {
					drawings.WriteString(content)
				}
			}
			checkAnchors(t, reopened(t, data), d, drawings.String())
			row := 0
			for i, c := range d.Charts {
				chart := parts[fmt.Sprintf("xl/charts/chart%d.xml", i+1)]
				var alt bytes.Buffer
				if err := xml.EscapeText(&alt, []byte(clean(c.Alt))); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(drawings.String(), `descr="`+alt.String()+`"`) {
					t.Errorf("chart %s: no text %q", c.ID, c.Alt)
				}
				from := 3 + 2 + row + 1
				if block := fmt.Sprintf("$C$%d:$C$%d<", from, from+len(c.Marks)-1); !strings.Contains(chart, block) {
					t.Errorf("chart %s does not draw %s", c.ID, block)
				}
				row += len(c.Marks)
			}
			if n := strings.Count(drawings.String(), "<xdr:graphicFrame"); n != len(d.Charts) {
				t.Errorf("%d charts; want %d", n, len(d.Charts))
			}
		})
	}
}

var anchor = regexp.MustCompile(`<xdr:from><xdr:col>(\d+)</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>(\d+)</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
	`<xdr:to><xdr:col>(\d+)</xdr:col><xdr:colOff>(\d+)</xdr:colOff><xdr:row>(\d+)</xdr:row><xdr:rowOff>(\d+)</xdr:rowOff></xdr:to>`)

// checkAnchors tells that each chart starts at its first row and ends within its last one: Excel cuts an offset at the
// end of its cell.
func checkAnchors(t *testing.T, f *excelize.File, d *transform.Dataset, drawings string) {
	const perPoint = 12700 // English Metric Units
	anchors := anchor.FindAllStringSubmatch(drawings, -1)
	if len(anchors) != len(d.Charts) {
		t.Fatalf("%d anchors of %d charts", len(anchors), len(d.Charts))
	}
	sheets := f.GetSheetList()
	sheet := sheets[len(sheets)-1]
	row := 5 // from 0, below title, two lines, a blank row and the header
	for i, m := range anchors {
		var n [7]int
		for j := range n[1:] {
			n[j+1], _ = strconv.Atoi(m[j+1])
		}
		last := row + len(d.Charts[i].Marks) - 1
		height, err := f.GetRowHeight(sheet, n[5]+1)
		if err != nil {
			t.Fatal(err)
		}
		if n[2] != row || n[5] > last || float64(n[6]) > height*perPoint || n[3] <= n[1] {
			t.Errorf("chart %d of rows %d to %d stands from row %d to row %d, %d EMU into %g points; columns %d to %d", i, row, last, n[2], n[5], n[6], height, n[1], n[3])
		}
		row = last + 1
	}
}
