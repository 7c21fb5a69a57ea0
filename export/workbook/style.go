package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	font      = "Arial"
	accent    = "1F4E79"
	muted     = "595959" // shorthands, and the texts of charts
	rule      = "D9D9D9"
	entryFill = "FFF8E1" // of cells to fill in

	titleHeight   = 24.0 // points
	headingHeight = 26.0
	introHeight   = 17.0
)

// look is what a cell looks like.
type look struct {
	kind     kind
	decimals int // of a number
	shown    shown
	behind   string // the number, as it is shown
	right    bool   // in a column of numbers
}

type kind uint8

const (
	plain kind = iota
	title
	intro
	introLink
	subtitle
	header
	numeric
	day
	linked
	shorthand
	awaiting   // a formula whose result is a shorthand, but may become a number
	toFill     // a cell that a person may fill in
	calculated // a formula whose result is a text
)

func (w *writer) style(l look) (int, error) {
	if id, ok := w.styles[l]; ok {
		return id, nil
	}
	text := excelize.Font{Family: font, Size: 12, Color: "000000"}
	s := &excelize.Style{Font: &text, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}
	body := true
	switch l.kind {
	case title:
		text.Size, text.Bold, text.Color = 16, true, accent
		s.Alignment, body = nil, false
	case subtitle:
		text.Size, text.Bold, text.Color = 14, true, accent
		s.Alignment, body = nil, false
	case intro:
		s.Alignment, body = nil, false
	case introLink:
		text.Underline, text.Color = "single", accent
		s.Alignment, body = nil, false
	case header:
		text.Bold, text.Color = true, "FFFFFF"
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}}
	case numeric:
		format := w.book.format(l)
		s.CustomNumFmt, s.Alignment.WrapText = &format, false
	case awaiting:
		format := w.book.locale + "#,##0"
		text.Color, s.CustomNumFmt = muted, &format
	case day:
		format := "yyyy-mm-dd"
		s.CustomNumFmt, s.Alignment = &format, &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	case linked:
		text.Underline, text.Color = "single", accent
		s.NumFmt = asText
	case shorthand:
		text.Color = muted
		s.NumFmt = asText
	case toFill: // a text, so that what is typed stays as it is
		s.NumFmt = asText
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{entryFill}}
	case plain:
		s.NumFmt = asText
	}
	if l.right {
		s.Alignment.Horizontal = "right"
		if l.kind != numeric {
			s.Alignment.Indent = 1
		}
	}
	if body {
		s.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
	}
	id, err := w.file.NewStyle(s)
	if err != nil {
		return 0, err
	}
	w.styles[l] = id
	return id, nil
}

// format is how a number is shown. One in millions or billions that somebody makes smaller is shown in full.
func (b *book) format(l look) string {
	const room = "_0" // a space as wide as a digit; some programs do not indent every number
	digits := "#,##0"
	if l.decimals > 0 {
		digits += "." + strings.Repeat("0", l.decimals)
	}
	switch power := l.shown.power(); {
	case l.shown == asPercent:
		return b.locale + digits + literal(l.behind) + room
	case power > 0:
		return fmt.Sprintf("%s[>=1%s]%s%s%s%s;#,##0%s", b.locale, strings.Repeat("0", power), digits, strings.Repeat(",", power/3), literal(l.behind), room, room)
	}
	return b.locale + digits + room
}

// literal is a text in a format, where a percent sign alone has a meaning.
func literal(s string) string {
	before, ok := strings.CutSuffix(s, "%")
	if before != "" {
		before = `"` + before + `"`
	}
	if ok {
		before += "%"
	}
	return before
}

// asText is the format of cells that stay texts when somebody edits them, whatever they start with.
const asText = 49
