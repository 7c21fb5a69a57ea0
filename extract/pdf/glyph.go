package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// box is a rectangle in points; y grows upwards.
type box struct{ left, bottom, right, top float64 }

func (b box) empty() bool     { return b.right <= b.left || b.top <= b.bottom }
func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.top - b.bottom }

// with is the box around b and another one.
func (b box) with(o box) box {
	if b.empty() {
		return o
	}
	if o.empty() {
		return b
	}
	return box{min(b.left, o.left), min(b.bottom, o.bottom), max(b.right, o.right), max(b.top, o.top)}
}

// turned is the box after the page was turned so that text in a direction, in quarters of a turn, runs to the right.
func (b box) turned(quarter int) box {
	switch quarter {
	case 1:
		return box{b.bottom, -b.right, b.top, -b.left}
	case 2:
		return box{-b.right, -b.top, -b.left, -b.bottom}
	case 3:
		return box{-b.top, b.left, -b.bottom, b.right}
	}
	return b
}

// glyph is a letter on a page.
type glyph struct {
	box
	r rune // 0 where the file does not tell
	n int  // PDFium's number for it
}

// word is letters without white space between them.
type word struct {
	text        string
	left, right float64
	hyphen      bool // it ends in a hyphen that stands at the end of a line
}

// fragment is words of one size on one line, without a wide gap between them.
type fragment struct {
	box
	words  []word
	base   float64 // what the letters stand on
	size   float64 // of the font
	bold   bool
	symbol bool // the font has signs for letters
}

func (f fragment) clone() fragment {
	f.words = slices.Clone(f.words)
	return f
}

// letters counts the characters of a fragment, a space between words included.
func (f *fragment) letters() int {
	n := len(f.words) - 1
	for _, w := range f.words {
		n += utf8.RuneCountInString(w.text)
	}
	return n
}

func (f *fragment) text() string {
	var b strings.Builder
	for i, w := range f.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}

// sheet is a page, or what stands on it in another direction.
type sheet struct {
	page      int // from 1
	box       box
	fragments []fragment
	letters   int // that the file tells …
	unmapped  int // … and that it does not
}

// sheet asks the plain instance for the glyphs of a page, and joins them to fragments. There is one sheet
// for each direction of text, the one with most of it first.
func (f *file) sheet(n int) ([]sheet, error) {
	in := f.reader.plain
	loaded, err := in.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.second, Index: n})
	if err != nil {
		return nil, err
	}
	page := requests.Page{ByReference: &loaded.Page}
	visible, err := in.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: page})
	if err != nil {
		return nil, err
	}
	chars, err := in.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return nil, err
	}
	text, err := in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, err
	}
	shapes := f.shapes(page)
	v := visible.Rect
	whole := box{float64(v.Left), float64(v.Bottom), float64(v.Right), float64(v.Top)}
	var sheets []sheet
	for _, d := range directions(chars.Chars, whole) {
		b := builder{file: f, text: text.TextPage, sheet: sheet{page: n + 1, box: whole.turned(d.quarter)}}
		if err := b.build(d.glyphs); err != nil {
			return nil, err
		}
		turned := make([]box, len(shapes))
		for i, s := range shapes {
			turned[i] = s.turned(d.quarter)
		}
		b.mark(turned)
		sheets = append(sheets, b.sheet)
	}
	if _, err := in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err != nil {
		return nil, err
	}
	_, err = in.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return sheets, err
}

// direction is the glyphs of a page that run in one direction, turned upright.
type direction struct {
	quarter int
	glyphs  []glyph
}

// directions parts glyphs by the direction that they run in; the one that most run in comes first. White space goes with what stands before
// it. What is aslant is dropped, and what does not stand on the page.
func directions(chars []*responses.GetPageTextStructuredChar, whole box) []direction {
	const (
		aslant = 0.1 // of a quarter
		bleed  = 1   // point
	)
	var all [4]direction
	counts := [4]int{}
	quarter := 0
	for n, c := range chars {
		r, _ := utf8.DecodeRuneInString(c.Text)
		if c.Text == "" {
			r = 0
		}
		p := c.PointPosition
		b := box{p.Left, p.Bottom, p.Right, p.Top}
		if !space(r) {
			turns := c.Angle / (math.Pi / 2)
			near := math.Round(turns)
			if math.IsNaN(turns) || math.Abs(turns-near) > aslant {
				continue
			}
			if x, y := (b.left+b.right)/2, (b.bottom+b.top)/2; !(x >= whole.left-bleed && x <= whole.right+bleed && y >= whole.bottom-bleed && y <= whole.top+bleed) {
				continue
			}
			quarter = ((int(near) % 4) + 4) % 4
			counts[quarter]++
		}
		all[quarter].quarter = quarter
		all[quarter].glyphs = append(all[quarter].glyphs, glyph{box: b.turned(quarter), r: r, n: n})
	}
	most := 0
	for q := range counts {
		if counts[q] > counts[most] {
			most = q
		}
	}
	var out []direction
	for q := range all {
		if d := all[(most+q)%4]; counts[d.quarter] > 0 && len(d.glyphs) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// space tells whether a character parts words. A no-break space does not.
func space(r rune) bool {
	return r <= ' ' && r != 0 && r != hyphen || r != '\u00a0' && r != '\u202f' && unicode.IsSpace(r)
}

// The signs that PDFium gives for a hyphen at the end of a line.
const (
	hyphen    = '\u0002'
	oldHyphen = '\ufffe'
	soft      = '\u00ad'
)

// builder joins glyphs to fragments.
type builder struct {
	sheet
	file *file
	text references.FPDF_TEXTPAGE

	glyphs []glyph // of the fragment at hand, white space included
	size   float64 // of its font
	font   string
	weight int
	right  float64 // of the last glyph that is no white space
	band   box     // of the first
}

func (b *builder) build(glyphs []glyph) error {
	for _, g := range glyphs {
		if g.r == '\r' || g.r == '\n' {
			b.flush()
			continue
		}
		if space(g.r) || g.empty() && g.r != hyphen && g.r != oldHyphen {
			if len(b.glyphs) > 0 {
				b.glyphs = append(b.glyphs, g)
			}
			continue
		}
		if len(b.glyphs) > 0 && b.apart(g) {
			b.flush()
		}
		if len(b.glyphs) == 0 {
			if b.file.late(b.page) {
				return errStopped
			}
			b.begin(g)
		}
		b.glyphs = append(b.glyphs, g)
		b.right = max(b.right, g.right)
		b.band = b.band.with(g.box)
	}
	b.flush()
	return nil
}

// apart tells whether a glyph begins another fragment: it stands on another line, far to the right or back to the left.
func (b *builder) apart(g glyph) bool {
	const gap, back, down = 1.2, 0.8, 0.9 // of the size of the font
	return g.left > b.right+gap*b.size || g.right < b.right-back*b.size ||
		!near((g.bottom+g.top)/2, (b.band.bottom+b.band.top)/2, down*b.size)
}

// begin starts a fragment, in the font of its first glyph.
func (b *builder) begin(g glyph) {
	in := b.file.reader.plain
	b.right, b.band = g.right, g.box
	b.size, b.font, b.weight = 0, "", 0
	if s, err := in.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: b.text, Index: g.n}); err == nil {
		b.size = s.FontSize
	}
	if m, err := in.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: b.text, Index: g.n}); err == nil {
		b.size *= math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
	}
	if w, err := in.FPDFText_GetFontWeight(&requests.FPDFText_GetFontWeight{TextPage: b.text, Index: g.n}); err == nil {
		b.weight = w.FontWeight
	}
	if i, err := in.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: b.text, Index: g.n}); err == nil {
		b.font = strings.ToLower(i.FontName)
	}
	// A size that cannot be: a font without one, or one whose letters are far larger or smaller than it.
	if h := g.height(); !(b.size > h/3 && b.size < h*100) {
		b.size = h * 1.4
	}
}

// boldFrom is the weight from which on a font is bold.
const boldFrom = 600

// flush ends the fragment at hand.
func (b *builder) flush() {
	if len(b.glyphs) == 0 {
		return
	}
	f := fragment{size: b.size, base: baseline(b.glyphs, b.size)}
	f.symbol = strings.Contains(b.font, "wingdings") || strings.Contains(b.font, "symbol") || strings.Contains(b.font, "dingbats")
	f.bold = b.weight >= boldFrom || strings.Contains(b.font, "bold") || strings.Contains(b.font, "black") || strings.Contains(b.font, "heavy")
	s := spelling{base: f.base, size: f.size}
	for i, g := range b.glyphs {
		f.box = f.box.with(g.box)
		if unmapped(g.r) && !g.empty() && !f.symbol {
			b.unmapped++
		} else if !space(g.r) {
			b.letters++
		}
		s.add(b.glyphs, i)
	}
	f.words = s.finish()
	b.glyphs = b.glyphs[:0]
	if len(f.words) > 0 {
		b.fragments = append(b.fragments, f)
	}
}

// unmapped tells whether a letter stands for nothing that can be read.
func unmapped(r rune) bool {
	return r == 0 || r == utf8.RuneError || unicode.Is(unicode.Co, r) || unicode.IsControl(r) && r != hyphen
}

// baseline is the height that most letters stand on: the median of those that have no part below the line.
// Where there are only signs, it is told by how high they usually stand.
func baseline(glyphs []glyph, size float64) float64 {
	const high, middle = 0.45, 0.25 // of the size
	var all, standing []float64
	for _, g := range glyphs {
		switch {
		case space(g.r) || g.empty():
		case unicode.IsDigit(g.r) || unicode.IsLetter(g.r) && !strings.ContainsRune("gjpqyQçÇ", g.r):
			standing = append(standing, g.bottom)
		case strings.ContainsRune("'\"“”‘’*°", g.r):
			all = append(all, g.bottom-high*size)
		case strings.ContainsRune("-–—−+=×·•●▪■◦‣", g.r):
			all = append(all, (g.bottom+g.top)/2-middle*size)
		default:
			all = append(all, g.bottom)
		}
	}
	if len(standing) > 0 {
		return median(standing)
	}
	return median(all)
}
