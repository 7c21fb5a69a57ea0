package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// bounds is how exact the figures of a chart are, as the chart shows it: a whisker over the values that a figure allows,
// an arrow where these have no limit, hatching where no release states the figure. The spreadsheet library draws none
// of these, so they are put into the chart's part of the package (package.go).
type bounds struct {
	plus, minus string // cells that tell how far the whisker reaches on both sides
	rows        []limit
	line        bool
}

// limit is what bounds one figure.
type limit struct {
	open    int  // +1: the true value may be any above, -1: any below
	inside  bool // the arrow points back over the bar
	derived bool
	outline bool // stated as a limit from above: nothing fills the bar
}

// labels are those that the spreadsheet library gives series and charts, of which it shows none.
var labels = regexp.MustCompile(`<dLbls>.*?</dLbls>`)

// draw puts the bounds into the only series of a chart.
func (b *bounds) draw(content []byte) ([]byte, error) {
	at := labels.FindIndex(content)
	if at == nil || !bytes.HasPrefix(content[at[1]:], []byte("<cat>")) {
		return nil, errors.New("no series with labels before its categories")
	}
	var out bytes.Buffer
	out.Write(content[:at[0]])
	out.WriteString(b.points() + b.arrows() + b.whiskers())
	out.Write(labels.ReplaceAll(content[at[1]:], nil))
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

// arrows are labels of a sign each, which every program draws, and which stay at the end of a bar whose figure is
// changed by hand. Other figures have no labels: the axis names them.
func (b *bounds) arrows() string {
	const shown = `<showLegendKey val="0"></showLegendKey><showVal val="%d"></showVal><showCatName val="0"></showCatName><showSerName val="0"></showSerName>` +
		`<showPercent val="0"></showPercent><showBubbleSize val="0"></showBubbleSize>`
	var s strings.Builder
	for i, r := range b.rows {
		if r.open == 0 {
			continue
		}
		sign, position := b.arrow(r)
		fmt.Fprintf(&s, `<dLbl><idx val="%d"></idx><tx><rich><a:bodyPr></a:bodyPr><a:p><a:r><a:rPr b="1" sz="1400">%s</a:rPr><a:t>%s</a:t></a:r></a:p></rich></tx>`+
			`<dLblPos val="%s"></dLblPos>`+shown+`</dLbl>`, i, solid(boundColor), sign, position, 1)
	}
	if s.Len() == 0 {
		return ""
	}
	return "<dLbls>" + s.String() + fmt.Sprintf(shown, 0) + "</dLbls>"
}

// arrow is the sign of a limit, and where it stands beside the end of the bar or the point.
func (b *bounds) arrow(r limit) (sign, position string) {
	switch {
	case b.line && r.open > 0:
		return "▲", "t"
	case b.line:
		return "▼", "b"
	case r.open > 0:
		sign = "▶"
	default:
		sign = "◀"
	}
	if r.inside {
		return sign, "inEnd"
	}
	return sign, "outEnd"
}

func (b *bounds) whiskers() string {
	side := func(name, cells string) string {
		return "<" + name + "><numRef><f>" + escaper.Replace(cells) + "</f></numRef></" + name + ">"
	}
	direction := ""
	if b.line {
		direction = `<errDir val="y"></errDir>`
	}
	return `<errBars>` + direction + `<errBarType val="both"></errBarType><errValType val="cust"></errValType>` +
		side("plus", b.plus) + side("minus", b.minus) + `<spPr><a:ln w="22225">` + solid(boundColor) + `</a:ln></spPr></errBars>`
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
