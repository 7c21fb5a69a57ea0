package paper

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Substitute is drawn for each character that the fonts cannot show: one without a glyph, one outside the Basic
// Multilingual Plane, one of a script whose letters join or that is written from right to left, or a byte that
// is no text. The file says beside it which character that is.
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
	Link *Link  // where a click on it leads
	Lang string // BCP 47, where it is not that of the text around it

	actual string // where Text has substitutes, what they stand for, character by character
}

// Link is a place that text leads to. Each link has a value of its own.
type Link struct {
	URL      string // http or https
	Anchor   string // an element of the document, where there is no URL
	Contents string // what the link is, in words
}

// reading is the text for who hears or copies it.
func (s Span) reading() string {
	if s.actual != "" {
		return s.actual
	}
	return s.Text
}

// like tells whether the two can be one span.
func (s Span) like(t Span) bool {
	return s.Style == t.Style && s.Link == t.Link && s.Lang == t.Lang && (s.actual == "") == (t.actual == "")
}

// cut takes the span apart after n bytes of its text.
func (s Span) cut(n int) (before, after Span) {
	before, after = s, s
	before.Text, after.Text = s.Text[:n], s.Text[n:]
	if s.actual != "" {
		i := 0
		for range utf8.RuneCountInString(before.Text) {
			_, size := utf8.DecodeRuneInString(s.actual[i:])
			i += size
		}
		before.actual, after.actual = s.actual[:i], s.actual[i:]
	}
	return before, after
}

func (s *Span) join(t Span) {
	s.Text += t.Text
	s.actual += t.actual
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

// tidy makes any bytes into text. White space becomes a space, except for spaces that do not break; characters
// that only steer are dropped; what is no character for others, such as a byte that is no UTF-8, becomes U+FFFD.
func tidy(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, string(utf8.RuneError))) {
		switch {
		case r == '\u00a0' || r == '\u202f':
			b.WriteRune(r)
		case unicode.IsControl(r) || unicode.Is(unicode.Z, r):
			b.WriteByte(' ')
		case unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		case r == '\u2010' || r == '\u2011':
			b.WriteByte('-')
		case unicode.Is(unicode.Co, r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// show makes a span of any bytes into spans that the document's fonts can show.
func (d *Document) show(s Span) []Span {
	d.used[s.Face] = true
	if plain(s.Text) {
		return []Span{s}
	}
	text := tidy(s.Text)
	var out []Span
	start, last := 0, Face(-1)
	cut := func(end int) {
		run := s
		run.Text, run.Face = text[start:end], last
		if last == faceless {
			run.Text, run.actual, run.Face = strings.Repeat(string(Substitute), utf8.RuneCountInString(run.Text)), run.Text, s.Face
		}
		out = join(out, run)
		start = end
	}
	for i, r := range text {
		face := d.faceOf(r, s.Face)
		if face != last {
			cut(i)
			last = face
		}
	}
	cut(len(text))
	return out
}

// faceless stands for the face of a character that no font can show.
const faceless Face = -2

// faceOf is the face that shows a character, the given one where it can.
func (d *Document) faceOf(r rune, face Face) Face {
	switch {
	case d.font(face).shows(r):
		return face
	case d.info.Font != nil && d.info.Font.shows(r):
		d.used[fallback] = true
		return fallback
	}
	d.substituted = true
	return faceless
}

// shows tells whether the face has a glyph for the character that reads right without its neighbours.
func (f *font) shows(r rune) bool {
	return int(r) < len(f.widths) && f.widths[r] >= 0 && r != utf8.RuneError && !rightToLeft(r) &&
		(r < 0x0900 || !unicode.In(r, joining...))
}

// joining is the scripts of the Basic Multilingual Plane whose letters change with their neighbours or do not
// stand in the order of the text, and which are written from left to right.
var joining = []*unicode.RangeTable{
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao, unicode.Tibetan, unicode.Myanmar,
	unicode.Khmer, unicode.Mongolian, unicode.Balinese, unicode.Javanese,
}

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
	return d.clip(d.fill(&breaker{width: width, most: n}, spans), n)
}

func (d *Document) fill(b *breaker, spans []Span) []Line {
	b.font = d.font
	for _, s := range spans {
		for _, shown := range d.show(s) {
			b.add(shown)
		}
	}
	b.word()
	b.end()
	return b.lines
}

// breaker fills lines. What cannot be broken is gathered in next, which may be of several styles.
type breaker struct {
	font  func(Face) *font
	width float64
	most  int // lines that are wanted; one more tells that there are more
	lines []Line
	line  Line
	used  float64 // with the space at the end
	next  []Span
	last  rune
}

func (b *breaker) add(s Span) {
	start := 0
	take := func(end int) {
		part, _ := s.cut(end)
		_, part = part.cut(start)
		b.take(part)
		start = end
	}
	text := s.Text
	for i, r := range text {
		if len(b.lines) > b.most {
			return
		}
		n := i + utf8.RuneLen(r)
		following, _ := utf8.DecodeRuneInString(text[n:])
		switch {
		case r == ' ':
			take(i)
			if b.last != ' ' && b.last != 0 {
				take(n)
				b.word()
			}
			start = n
			b.last = ' '
			continue
		case (r == '-' || r == '–' || r == '—') && unicode.IsLetter(b.last) && unicode.IsLetter(following),
			r == '/' && following != '/' && b.last != ' ' && b.last != 0:
			take(n)
			b.word()
		}
		b.last = r
	}
	take(len(text))
}

func (b *breaker) take(s Span) { b.next = join(b.next, s) }

// join adds a span to a list, onto the last one where the two are alike.
func join(list []Span, s Span) []Span {
	if s.Text == "" {
		return list
	}
	if i := len(list) - 1; i >= 0 && list[i].like(s) {
		list[i].join(s)
		return list
	}
	return append(list, s)
}

// word puts what is gathered on the line, or on a new one if it does not fit.
func (b *breaker) word() {
	full, bare := 0.0, 0.0
	for i, s := range b.next {
		f := b.font(s.Face)
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
			n := b.font(s.Face).fit(s.Text, s.Size, b.width-b.used)
			if n == 0 && b.used > 0 {
				b.end()
				continue
			}
			if n == 0 {
				_, n = utf8.DecodeRuneInString(s.Text)
			}
			var first Span
			first, s = s.cut(n)
			b.put(first)
		}
	}
	b.next = nil
}

// put adds a span to the line.
func (b *breaker) put(s Span) {
	if s.Text == "" {
		return
	}
	f := b.font(s.Face)
	b.line.Width = b.used + f.width(strings.TrimSuffix(s.Text, " "), s.Size)
	b.used += f.width(s.Text, s.Size)
	b.line.Leading, b.line.size = max(b.line.Leading, s.Leading), max(b.line.size, s.Size)
	b.line.pieces = join(b.line.pieces, s)
}

func (b *breaker) end() {
	if len(b.line.pieces) > 0 {
		b.lines = append(b.lines, b.line)
	}
	b.line, b.used = Line{}, 0
}

// clip keeps the first n lines. Where it drops some, the last one kept ends with an ellipsis.
func (d *Document) clip(lines []Line, n int) []Line {
	if len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	last := &lines[n-1]
	p := &last.pieces[len(last.pieces)-1]
	old := d.font(p.Face).width(strings.TrimSuffix(p.Text, " "), p.Size)
	if p.Face == fallback { // which need not have an ellipsis
		p.Face = Regular
		d.used[Regular] = true
		p.actual, p.Text = p.Text, strings.Repeat(string(Substitute), utf8.RuneCountInString(p.Text))
	}
	f := d.font(p.Face)
	text := strings.TrimRight(p.Text, " ")
	for text != "" && f.width(text+"…", p.Size) > old {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	*p, _ = p.cut(len(strings.TrimRight(text, " ")))
	p.join(Span{Text: "…"})
	if p.actual != "" {
		p.actual += "…"
	}
	last.Width += f.width(p.Text, p.Size) - old
	return lines
}
