package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// line is what stands side by side in one part of a page.
type line struct {
	box
	fragments []fragment // from left to right
	page      int
	base      float64
	size      float64
	bold      bool
	part      int // the part of the page, counted over the document
}

// text is the words of a line.
func (l *line) text() string {
	var b strings.Builder
	for i := range l.fragments {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.fragments[i].text())
	}
	return b.String()
}

// words gives the words of a line.
func (l *line) words() []word {
	var all []word
	for _, f := range l.fragments {
		all = append(all, f.words...)
	}
	return all
}

func (l *line) letters() int {
	n := 0
	for i := range l.fragments {
		n += l.fragments[i].letters()
	}
	return n
}

// lines joins the fragments of a part that stand on one line. Small ones on the height of a line are part of it.
func lines(fragments []fragment) []line {
	slices.SortStableFunc(fragments, func(a, b fragment) int { return cmp.Compare(b.base, a.base) })
	var all []line
	taken := make([]bool, len(fragments))
	for i := range fragments {
		if taken[i] {
			continue
		}
		l := line{}
		for k := i; k < len(fragments) && fragments[k].base > fragments[i].base-1.2*fragments[i].size; k++ {
			if !taken[k] && (k == i || level(fragments[i], fragments[k])) {
				taken[k] = true
				l.fragments = append(l.fragments, fragments[k])
			}
		}
		l.finish()
		all = append(all, l)
	}
	return all
}

// level tells whether two fragments, the first of which stands higher, are on one line.
func level(a, b fragment) bool {
	down := a.base - b.base
	if down <= 0.25*min(a.size, b.size) {
		return true
	}
	// A raised one in front of its line: a mark of a note, an ordinal.
	return a.size < 0.85*b.size && down < 0.6*b.size && a.letters() < 8 && a.left >= b.left-0.5*b.size
}

// finish orders the fragments of a line and takes its measures.
func (l *line) finish() {
	slices.SortStableFunc(l.fragments, func(a, b fragment) int { return cmp.Compare(a.left, b.left) })
	most := 0
	l.bold = true
	for _, f := range l.fragments {
		l.box = l.box.with(f.box)
		if n := f.letters(); n > most {
			most, l.size, l.base = n, f.size, f.base
		}
		l.bold = l.bold && (f.bold || f.symbol)
	}
	before := "" // the fragment in front of the one at hand
	l.fragments = slices.DeleteFunc(l.fragments, func(f fragment) bool {
		note := l.note(f, before)
		before = f.text()
		return note
	})
	l.join()
}

// note tells whether a fragment is the mark of a note: small digits or letters above the line, behind a word.
func (l *line) note(f fragment, before string) bool {
	const longest = 3 // letters of a mark: "iii"
	if f.size > 0.85*l.size || f.base < l.base+0.15*l.size || f.left < l.left+0.5*l.size {
		return false
	}
	text := strings.TrimRight(f.text(), ".,;: ")
	if text != "" && len(text) <= longest && strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLower(r) }) < 0 {
		return worded(before)
	}
	for _, r := range f.text() {
		if !digit(r) && !strings.ContainsRune("[](), *†‡", r) {
			return false
		}
	}
	return true
}

// join makes one fragment of those without a gap between them: the file draws the words of a line in pieces.
func (l *line) join() {
	if len(l.fragments) < 2 {
		return
	}
	joined := []fragment{l.fragments[0].clone()} // the sheet keeps its own
	for _, f := range l.fragments[1:] {
		last := &joined[len(joined)-1]
		gap := f.left - last.right
		if gap > cellGap*l.size || last.symbol != f.symbol || bullet(last) != plainStart && len(last.words) == 1 {
			joined = append(joined, f.clone())
			continue
		}
		words := f.words
		if gap < 0.12*l.size && gap > -0.5*l.size {
			w := &last.words[len(last.words)-1]
			w.text, w.right, w.hyphen = w.text+words[0].text, words[0].right, words[0].hyphen
			words = words[1:]
		}
		last.words = append(last.words, words...)
		last.box = last.box.with(f.box)
		last.bold = last.bold && f.bold
	}
	l.fragments = joined
}

// cellGap is the gap from which on fragments may be cells of a table, in sizes of the font.
const cellGap = 1.2

// split parts a line into cells: by wide gaps, and the numbers at its end by narrower ones, as they stand
// close in many a table.
func (l *line) split() []fragment {
	const narrow = 0.55 // sizes of the font
	words := l.words()
	from := len(words)
	for from > 0 && numberWord(words[from-1].text) {
		from--
	}
	if from > len(words)-2 {
		from = len(words)
	}
	least := groupGap(words[from:])
	apart := func(a, b word) bool {
		gap := b.left - a.right
		return gap >= narrow*l.size || hasDigit(a.text) && hasDigit(b.text) && (!grouped(a.text, b.text) || gap > 1.35*least)
	}
	var cells []fragment
	n := 0
	for _, f := range l.fragments {
		for k, w := range f.words {
			if k > 0 && (n <= from || !apart(f.words[k-1], w)) && !(n == from && w.left-f.words[k-1].right >= narrow*l.size) {
				c := &cells[len(cells)-1]
				c.words, c.right = append(c.words, w), max(c.right, w.right)
			} else {
				cells = append(cells, fragment{box: box{w.left, f.bottom, w.right, f.top}, words: []word{w}, size: f.size})
			}
			n++
		}
	}
	return cells
}

// groupGap is the narrowest gap between two words that may be one number.
func groupGap(words []word) float64 {
	least := math.Inf(1)
	for i := 1; i < len(words); i++ {
		if grouped(words[i-1].text, words[i].text) {
			least = min(least, words[i].left-words[i-1].right)
		}
	}
	return least
}

// grouped tells whether two words may be one number, written with spaces between groups of three digits.
func grouped(a, b string) bool {
	digits := 0
	for i := len(a) - 1; i >= 0 && digit(rune(a[i])); i-- {
		digits++
	}
	const group = 3
	if digits == 0 || digits > group || len(b) < group {
		return false
	}
	for i := range group {
		if !digit(rune(b[i])) {
			return false
		}
	}
	return len(b) == group || !digit(rune(b[group]))
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, digit) }

// numberWord tells whether a word is a number or a sign that may stand beside or for one.
func numberWord(w string) bool {
	letters := strings.IndexFunc(w, unicode.IsLetter) >= 0
	return !letters || numeric(w)
}

// start is how a line begins.
type start int

const (
	plainStart start = iota
	bulletStart
	dashStart // a dash, or another sign that also stands inside of sentences
	numberStart
)

// bullet tells whether a fragment begins with a bullet.
func bullet(f *fragment) start {
	if len(f.words) == 0 {
		return plainStart
	}
	r := []rune(f.words[0].text)
	switch {
	case len(r) != 1:
	case f.symbol && len(f.words) == 1, strings.ContainsRune("•●▪■◦‣·○□❑❖➢➤►✓✔", r[0]), unicode.Is(unicode.Co, r[0]):
		return bulletStart
	case strings.ContainsRune("-–—*o", r[0]):
		return dashStart
	}
	return plainStart
}

// starts tells how a line begins. What begins an item of a list has text behind it.
func (l *line) starts() start {
	f := &l.fragments[0]
	if len(f.words) < 2 && len(l.fragments) < 2 {
		return plainStart
	}
	if s := bullet(f); s != plainStart {
		return s
	}
	if numbered(f.words[0].text) {
		return numberStart
	}
	return plainStart
}

// numbered tells whether a word is the number of an item: "1.", "(a)", "iv)".
func numbered(w string) bool {
	body := strings.TrimPrefix(w, "(")
	if !strings.HasSuffix(body, ".") && !strings.HasSuffix(body, ")") {
		return false
	}
	body = body[:len(body)-1]
	if len(body) == 0 || len(body) > 4 {
		return false
	}
	number, roman := true, true
	for _, r := range body {
		number = number && digit(r)
		roman = roman && strings.ContainsRune("ivx", r)
	}
	return number && len(body) <= 2 || roman || len(body) == 1 && body[0] >= 'a' && body[0] <= 'z'
}

// near tells whether two measures differ by no more than a part of a size.
func near(a, b, within float64) bool { return math.Abs(a-b) <= within }
