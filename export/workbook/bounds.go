package workbook

import (
	"bytes"
	"fmt"
	"strings"
)

// bounds is how exact the figures of a chart are, as the chart shows it: a whisker over the values that a figure allows,
// an arrow where these have no limit, hatching where no release states the figure. The spreadsheet library draws none
// of these, so they are put into the chart's part of the package (write.go).
type bounds struct {
	plus, minus string  // cells that tell how far the whisker reaches on both sides
	arrow       float64 // how long an arrow is, on the axis
	rows        []limit // of the marks
	line        bool
}

// limit is what bounds one figure.
type limit struct {
	open    int // +1: an arrow to more, -1: an arrow to less
	derived bool
	outline bool // stated as a limit from above: nothing fills the bar
}

func (b *bounds) open() bool {
	for _, r := range b.rows {
		if r.open != 0 {
			return true
		}
	}
	return false
}

// draw puts the bounds into the only series of a chart, and the arrows, which an own series carries, behind it.
func (b *bounds) draw(content []byte) ([]byte, error) {
	labels, categories, end := bytes.Index(content, []byte("<dLbls>")), bytes.Index(content, []byte("<cat>")), bytes.Index(content, []byte("</ser>"))
	values := bytes.Index(content, []byte("</val>"))
	if labels < 0 || categories < labels || values < categories || end < values {
		return nil, fmt.Errorf("no series with labels, categories and values")
	}
	drawn := content[categories : values+len("</val>")]
	var out bytes.Buffer
	out.Write(content[:labels])
	out.WriteString(b.points())
	out.Write(content[labels:categories])
	out.WriteString(b.whiskers())
	rest := content[categories:]
	if b.open() {
		end += len("</ser>")
		out.Write(content[categories:end])
		out.WriteString(b.arrows(string(drawn)))
		rest = content[end:]
	}
	out.Write(rest)
	return out.Bytes(), nil
}

func solid(color string) string {
	return `<a:solidFill><a:srgbClr val="` + color + `"></a:srgbClr></a:solidFill>`
}

// points are the bars that are filled in another way than those of stated figures.
func (b *bounds) points() string {
	if b.line {
		return ""
	}
	var s strings.Builder
	for i, r := range b.rows {
		fill := solid("FFFFFF")
		if r.derived {
			fill = `<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="` + barColor + `"></a:srgbClr></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"></a:srgbClr></a:bgClr></a:pattFill>`
		} else if !r.outline {
			continue
		}
		fmt.Fprintf(&s, `<dPt><idx val="%d"></idx><invertIfNegative val="0"></invertIfNegative><bubble3D val="0"></bubble3D><spPr>%s<a:ln w="15875">%s</a:ln></spPr></dPt>`,
			i, fill, solid(barColor))
	}
	return s.String()
}

func (b *bounds) whiskers() string {
	side := func(name, cells string) string {
		return "<" + name + "><numRef><f>" + cells + "</f></numRef></" + name + ">"
	}
	return `<errBars>` + b.direction() + `<errBarType val="both"></errBarType><errValType val="cust"></errValType><noEndCap val="0"></noEndCap>` +
		side("plus", escaper.Replace(b.plus)) + side("minus", escaper.Replace(b.minus)) +
		`<spPr><a:ln w="22225">` + solid(boundColor) + `</a:ln></spPr></errBars>`
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func (b *bounds) direction() string {
	if b.line {
		return `<errDir val="y"></errDir>`
	}
	return ""
}

// arrows are an invisible series of the same values, whose error bars end in arrowheads.
func (b *bounds) arrows(drawn string) string {
	length := func(sign int) string {
		var s strings.Builder
		fmt.Fprintf(&s, `<numLit><formatCode>General</formatCode><ptCount val="%d"></ptCount>`, len(b.rows))
		for i, r := range b.rows {
			at := 0.0
			if r.open == sign {
				at = b.arrow
			}
			fmt.Fprintf(&s, `<pt idx="%d"><v>%g</v></pt>`, i, at)
		}
		return s.String() + `</numLit>`
	}
	errors := `<errBars>` + b.direction() + `<errBarType val="both"></errBarType><errValType val="cust"></errValType><noEndCap val="1"></noEndCap>` +
		`<plus>` + length(+1) + `</plus><minus>` + length(-1) + `</minus>` +
		`<spPr><a:ln w="22225">` + solid(boundColor) + `<a:tailEnd type="triangle" w="lg" len="med"></a:tailEnd></a:ln></spPr></errBars>`
	const start = `<ser><idx val="1"></idx><order val="1"></order>`
	if b.line {
		return start + `<spPr><a:ln><a:noFill></a:noFill></a:ln></spPr><marker><symbol val="none"></symbol></marker>` + errors + drawn + `<smooth val="0"></smooth></ser>`
	}
	return start + `<spPr><a:noFill></a:noFill><a:ln><a:noFill></a:noFill></a:ln></spPr><invertIfNegative val="0"></invertIfNegative>` + errors + drawn + `</ser>`
}
