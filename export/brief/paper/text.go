package paper

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Substitute stands for each character that the fonts cannot show: one without a glyph, one outside the Basic
// Multilingual Plane, one of a script that is written from right to left, or a byte that is no text.
const Substitute = '□'

// Style is how text looks. Size and Leading, the distance from one baseline to the next, are in points.
type Style struct {
	Face    Face
	Size    float64
	Leading float64
	Ink     Ink
}

// Span is text of one style.
type Span struct {
	Text string
	Style
}

// Line is a line of text that fits. Its last piece keeps the space at which it was broken, so that
// words do not run together for who reads the file's text; Width is without it.
type Line struct {
	Width   float64
	Leading float64
	size    float64
	pieces  []Span
}

// Baseline is how far below its top the letters of the line stand.
func (l Line) Baseline() float64 {
	const capital = 0.716 // height of a capital letter, in em
	return (l.Leading + float64(capital*l.size)) / 2
}

// Text is the text of the line.
func (l Line) Text() string {
	var b strings.Builder
	for _, p := range l.pieces {
		b.WriteString(p.Text)
	}
	return b.String()
}

// clean makes any bytes into text that the face can show. White space becomes a space, except for
// spaces that do not break; characters that only steer are dropped.
func (f *font) clean(s string) (cleaned string, substituted bool) {
	if strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return s, false
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, string(Substitute))) {
		switch {
		case r == '\u00a0' || r == '\u202f':
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Z, r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		case r == '\u2010' || r == '\u2011':
			b.WriteByte('-')
		case !f.has(r) || rightToLeft(r) || unicode.Is(unicode.Co, r):
			b.WriteRune(Substitute)
			substituted = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), substituted
}

func (f *font) has(r rune) bool { return int(r) < len(f.widths) && f.widths[r] >= 0 }

func rightToLeft(r rune) bool {
	if r < 0x0590 { // where Hebrew begins
		return false
	}
	p, _ := bidi.LookupRune(r)
	return p.Class() == bidi.R || p.Class() == bidi.AL
}

// Lines breaks text into lines of a width in points: at spaces, after hyphens and dashes between
// letters, after slashes, and anywhere within a word that is wider than a line. White space is folded.
// Spaces that do not break stay.
func (d *Document) Lines(width float64, spans ...Span) []Line {
	return d.fill(&breaker{width: width, most: math.MaxInt}, spans)
}

// Clipped is the first n of the Lines. Where there are more, the last one ends with an ellipsis.
func (d *Document) Clipped(n int, width float64, spans ...Span) []Line {
	return clip(d.fill(&breaker{width: width, most: n}, spans), n)
}

func (d *Document) fill(b *breaker, spans []Span) []Line {
	for _, s := range spans {
		text, substituted := fonts()[s.Face].clean(s.Text)
		d.substituted = d.substituted || substituted
		d.used[s.Face] = true
		b.add(text, s.Style)
	}
	b.word()
	b.end()
	return b.lines
}

// breaker fills lines. What cannot be broken is gathered in next, which may be of several styles.
type breaker struct {
	width float64
	most  int // lines that are wanted; one more tells that there are more
	lines []Line
	line  Line
	used  float64 // with the space at the end
	next  []Span
	last  rune
}

func (b *breaker) add(text string, style Style) {
	start := 0
	for i, r := range text {
		if len(b.lines) > b.most {
			return
		}
		n := i + utf8.RuneLen(r)
		following, _ := utf8.DecodeRuneInString(text[n:])
		switch {
		case r == ' ':
			b.take(text[start:i], style)
			start = n
			if b.last != ' ' && b.last != 0 {
				b.take(" ", style)
				b.word()
			}
			b.last = ' '
			continue
		case (r == '-' || r == '–' || r == '—') && unicode.IsLetter(b.last) && unicode.IsLetter(following),
			r == '/' && following != '/' && b.last != ' ' && b.last != 0:
			b.take(text[start:n], style)
			b.word()
			start = n
		}
		b.last = r
	}
	b.take(text[start:], style)
}

func (b *breaker) take(text string, style Style) {
	if text == "" {
		return
	}
	if i := len(b.next) - 1; i >= 0 && b.next[i].Style == style {
		b.next[i].Text += text
		return
	}
	b.next = append(b.next, Span{text, style})
}

// word puts what is gathered on the line, or on a new one if it does not fit.
func (b *breaker) word() {
	full, bare := 0.0, 0.0
	for i, s := range b.next {
		f := fonts()[s.Face]
		bare = full
		if i == len(b.next)-1 {
			bare += f.width(strings.TrimSuffix(s.Text, " "), s.Size)
		}
		full += f.width(s.Text, s.Size)
	}
	if b.used > 0 && b.used+bare > b.width {
		b.end()
	}
	for _, s := range b.next {
		if bare <= b.width {
			b.put(s)
			continue
		}
		for s.Text != "" && len(b.lines) <= b.most { // the word is too wide for any line
			n := fonts()[s.Face].fit(s.Text, s.Size, b.width-b.used)
			if n == 0 && b.used > 0 {
				b.end()
				continue
			}
			if n == 0 {
				_, n = utf8.DecodeRuneInString(s.Text)
			}
			b.put(Span{s.Text[:n], s.Style})
			s.Text = s.Text[n:]
		}
	}
	b.next = nil
}

// put adds a span to the line.
func (b *breaker) put(s Span) {
	if s.Text == "" {
		return
	}
	w := fonts()[s.Face].width(s.Text, s.Size)
	b.line.Width = b.used + fonts()[s.Face].width(strings.TrimSuffix(s.Text, " "), s.Size)
	b.used += w
	b.line.Leading, b.line.size = max(b.line.Leading, s.Leading), max(b.line.size, s.Size)
	if i := len(b.line.pieces) - 1; i >= 0 && b.line.pieces[i].Style == s.Style {
		b.line.pieces[i].Text += s.Text
		return
	}
	b.line.pieces = append(b.line.pieces, s)
}

func (b *breaker) end() {
	if len(b.line.pieces) > 0 {
		b.lines = append(b.lines, b.line)
	}
	b.line, b.used = Line{}, 0
}

// clip keeps the first n lines. Where it drops some, the last one kept ends with an ellipsis.
func clip(lines []Line, n int) []Line {
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	last := &lines[n-1]
	p := &last.pieces[len(last.pieces)-1]
	f := fonts()[p.Face]
	text := []rune(strings.TrimRight(p.Text, " "))
	old := f.width(strings.TrimSuffix(p.Text, " "), p.Size)
	for len(text) > 0 && f.width(string(text)+"…", p.Size) > old {
		text = text[:len(text)-1]
	}
	p.Text = strings.TrimRight(string(text), " ") + "…"
	last.Width += f.width(p.Text, p.Size) - old
	return lines
}
