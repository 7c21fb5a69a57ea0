package pdf

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// Some programs draw the bullets of a list as shapes. Of a page, so many objects are looked at, and of these
// so many small shapes.
const (
	mostObjects = 20_000
	mostShapes  = 500
)

// shapes gives the small drawn shapes of a page, which may be bullets.
func (f *file) shapes(page requests.Page) []box {
	const largest = 12 // points
	in := f.reader.plain
	count, err := in.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil || count.Count > mostObjects {
		return nil
	}
	var all []box
	for i := 0; i < count.Count && len(all) < mostShapes; i++ {
		o, err := in.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := in.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_PATH {
			continue
		}
		r, err := in.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o.PageObject})
		if err != nil {
			continue
		}
		b := box{float64(r.Left), float64(r.Bottom), float64(r.Right), float64(r.Top)}
		if !b.empty() && b.width() < largest && b.height() < largest {
			all = append(all, b)
		}
	}
	return all
}

// mark adds the shapes that stand as bullets in front of a line.
func (s *sheet) mark(shapes []box) {
	const least, most, far = 0.15, 0.7, 2.5 // of the size of the font
	text := s.fragments
	for _, b := range shapes {
		best := -1
		for i := range text {
			f := &text[i]
			middle, gap := (b.bottom+b.top)/2, f.left-b.right
			if middle < f.base || middle > f.base+0.8*f.size || gap < 0.05*f.size {
				continue
			}
			if best < 0 || gap < text[best].left-b.right {
				best = i
			}
		}
		if best < 0 {
			continue
		}
		f := &text[best]
		square := b.width() < 1.6*b.height() && b.height() < 1.6*b.width()
		if !square || b.height() < least*f.size || b.height() > most*f.size || f.left-b.right > far*f.size || s.beside(b, f, text) {
			continue
		}
		s.fragments = append(s.fragments, fragment{box: b, base: f.base, size: f.size, symbol: true, words: []word{{text: "•", left: b.left, right: b.right}}})
	}
}

// beside tells whether text stands close to the left of a shape on the line of f, which makes it no bullet.
func (s *sheet) beside(b box, f *fragment, text []fragment) bool {
	const close = 2 // sizes of the font
	for i := range text {
		o := &text[i]
		if near(o.base, f.base, 0.3*f.size) && o.left < b.right && b.left-o.right < close*f.size {
			return true
		}
	}
	return false
}
