package workbook

import (
	"strings"
	"unicode"

	"github.com/govalues/decimal"
)

// arial is how broad the characters from the space to the tilde are in Arial, in thousandths of its size.
var arial = [...]uint16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// widest is more than any of them, and than a byte of what is not among them.
const widest = 1015

// advance is how broad a character is in Arial, in thousandths of its size.
func advance(r rune) int {
	switch {
	case r >= ' ' && r <= '~':
		return int(arial[r-' '])
	case r == '\u00a0' || r == '\u202f' || r == '’' || r == '‘':
		return 278
	case r == '…' || r == '—' || r >= '\u2190': // arrows, signs, and what is written in squares
		return 1000
	case unicode.IsUpper(r):
		return 778
	}
	return 556
}

// advances is how broad a text is in Arial, in thousandths of its size.
func advances(s string) int {
	n := 0
	for _, r := range s {
		n += advance(r)
	}
	return n
}

// broad is how much of a column's width so many thousandths of the size of 12 points take up. Widths are counted in
// digits of the workbook's font in its own size of 11 points, 8 pixels each.
func broad(thousandths int) float64 {
	const careful = 1.03 // programs set letters on whole pixels
	return float64(thousandths) * careful / 500
}

// breadth is how broad a text is, as widths of columns are counted.
func breadth(s string) float64 { return broad(advances(s)) }

// boldness is how much broader bold letters are.
const boldness = 1.1

// headerWidth is what a header needs: a short one for all of it, a long one for its longest word, with what stands in
// brackets behind it.
func (b *book) headerWidth(s string) float64 {
	const short = 17
	longest := breadth(s)
	if longest > short {
		longest = 0
		for _, piece := range pieces(s) {
			longest = max(longest, breadth(piece))
		}
	}
	return longest*boldness + 1.5 + b.button()
}

// pieces are the words of a header, each with what stands in brackets behind it.
func pieces(header string) []string {
	var all []string
	within := false
	for word := range strings.FieldsSeq(header) {
		within = within || strings.HasPrefix(word, "[")
		if within && len(all) > 0 {
			all[len(all)-1] += " " + word
		} else {
			all = append(all, word)
		}
		within = within && !strings.HasSuffix(word, "]")
	}
	return all
}

// headerHeight is the height in points of a header in a column.
func (b *book) headerHeight(s string, width float64) float64 {
	return textHeight(s, (width-b.button())/boldness)
}

// button is the width of a filter button.
func (b *book) button() float64 {
	if b.filters {
		return 3
	}
	return 0
}

// textHeight is the height in points of a text in a column, wrapped at spaces, and at hyphens in words that no line can
// hold.
func textHeight(s string, width float64) float64 {
	const line, padding = 15.5, 4
	p := paragraph{width: int((width - 1) / broad(1)), lines: 1}
	if len(s)*widest > p.width {
		for word := range strings.SplitSeq(s, " ") {
			p.set(word)
		}
	}
	return float64(p.lines)*line + padding
}

// paragraph is how far a text has been set in lines. It counts in thousandths of the size.
type paragraph struct {
	width int
	lines int
	at    int // on the last line
}

// set sets a word and the space behind it.
func (p *paragraph) set(word string) {
	if n := advances(word); n <= p.width {
		p.put(n)
	} else {
		for part := range strings.SplitAfterSeq(word, "-") {
			p.put(advances(part))
		}
	}
	p.at += advance(' ')
}

// put sets a piece, on as few lines as hold it.
func (p *paragraph) put(n int) {
	if p.at > 0 && p.at+n > p.width {
		p.lines, p.at = p.lines+1, 0
	}
	if n > p.width && p.width > 0 {
		p.lines, n = p.lines+(n-1)/p.width, (n-1)%p.width+1
	}
	p.at += n
}

// height is what a row needs for its texts.
func (t *table) height(row []cell) float64 {
	need := 0.0
	for i := range row {
		need = max(need, textHeight(row[i].text, t.columns[i].width))
	}
	return min(maxRowHeight, need)
}

// linkWidth is the width of a link's words, which some programs do not wrap.
func linkWidth(s string) float64 {
	const most = 70
	return min(most, breadth(s)+1.5)
}

// longWord is how wide a column becomes for the sake of one word.
const longWord = 24

// wordWidth is the width of the longest word of a text, if that is wider than a column may be.
func wordWidth(s string, width float64) float64 {
	if width >= longWord || broad(len(s)*widest) < width {
		return 0
	}
	longest := 0
	for word := range strings.FieldsSeq(s) {
		longest = max(longest, advances(word))
	}
	return broad(longest) + 1.5
}

// numberWidth is the width of a number as it is shown.
func (b *book) numberWidth(c *cell) float64 {
	d := c.shown.scaled(c.number.Decimal)
	whole := d.Abs().Trunc(0).Prec()
	width := whole + (whole-1)/3
	if n := decimals(d); n > 0 {
		width += 1 + n
	}
	return float64(width)*1.12 + 4 + breadth(b.behind(c))
}

// decimals is how many decimals of a number are shown: those it has, but no more than six digits in all where it
// would have many, like a third or a quotient.
func decimals(d decimal.Decimal) int {
	n := d.MinScale()
	if n <= 4 {
		return n
	}
	return d.Round(max(0, 6-d.Trunc(0).Prec())).MinScale()
}
