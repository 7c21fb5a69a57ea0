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

// style is the number of a look among the file's styles.
func (w *writer) style(l look) (int, error) {
	if id, ok := w.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{Font: &excelize.Font{Family: font, Size: 12, Color: "000000"}}
	if l.kind == title || l.kind == subtitle || l.kind == intro || l.kind == introLink {
		l.line(s)
	} else {
		s.Alignment = &excelize.Alignment{WrapText: true, Vertical: "top"}
		s.Border = []excelize.Border{{Type: "bottom", Color: rule, Style: 1}}
		w.book.dress(s, l)
	}
	id, err := w.file.NewStyle(s)
	if err != nil {
		return 0, err
	}
	w.styles[l] = id
	return id, nil
}

// line is the look of a text above a table.
func (l look) line(s *excelize.Style) {
	switch l.kind {
	case title:
		s.Font.Size, s.Font.Bold, s.Font.Color = 16, true, accent
	case subtitle:
		s.Font.Size, s.Font.Bold, s.Font.Color = 14, true, accent
	case introLink:
		s.Font.Underline, s.Font.Color = "single", accent
	}
}

// dress gives a cell of a table its look.
func (b *book) dress(s *excelize.Style, l look) {
	switch l.kind {
	case header:
		s.Font.Bold, s.Font.Color, s.Fill = true, "FFFFFF", filled(accent)
	case numeric:
		format := b.format(l)
		s.CustomNumFmt, s.Alignment.WrapText = &format, false
	case awaiting:
		format := b.locale + "#,##0"
		s.Font.Color, s.CustomNumFmt = muted, &format
	case day:
		format := "yyyy-mm-dd"
		s.CustomNumFmt, s.Alignment = &format, &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	case linked:
		s.Font.Underline, s.Font.Color, s.NumFmt = "single", accent, asText
	case shorthand:
		s.Font.Color, s.NumFmt = muted, asText
	case toFill: // a text, so that what is typed stays as it is
		s.Fill, s.NumFmt = filled(entryFill), asText
	case plain:
		s.NumFmt = asText
	}
	if l.right {
		s.Alignment.Horizontal = "right"
		if l.kind != numeric {
			s.Alignment.Indent = 1
		}
	}
}

func filled(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
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
