package pdf

import (
	"strconv"
	"strings"
	"unicode"
)

// furniture is a line at the upper or lower edge of a page, which may be a running head or foot or hold the
// number of the page.
type furniture struct {
	sheet   int     // index of its sheet
	edge    float64 // distance from the edge of the page
	rank    int     // 0 for the outermost line
	pattern string  // its text with "#" for numbers
	numbers []int
	gap     float64 // to the next line inwards, in sizes of the font
	line    line
}

const outermost = 3 // lines at an edge that may be furniture

// dropFurniture takes running heads and feet and the numbers of pages out of the sheets.
func dropFurniture(sheets []sheet, title string) {
	for _, top := range [...]bool{true, false} {
		var all []furniture
		for n := range sheets {
			all = append(all, edgeLines(sheets, n, top)...)
		}
		groups := map[string][]*furniture{}
		for i := range all {
			groups[all[i].pattern] = append(groups[all[i].pattern], &all[i])
		}
		kept := map[int]bool{} // sheets on which an outer line stays
		for i := range all {
			f := &all[i]
			if kept[f.sheet] {
				continue
			}
			if f.running(groups[f.pattern]) || f.pageNumber(sheets, top) || top && f.printHead(title) {
				sheets[f.sheet].drop(f.line)
			} else {
				kept[f.sheet] = true
			}
		}
	}
}

// edgeLines gives the outermost lines of a sheet, from the edge inwards.
func edgeLines(sheets []sheet, n int, top bool) []furniture {
	s := &sheets[n]
	all := lines(append([]fragment(nil), s.fragments...))
	var out []furniture
	for rank := 0; rank < min(outermost, len(all)); rank++ {
		i, inner := rank, rank+1
		if !top {
			i, inner = len(all)-1-rank, len(all)-2-rank
		}
		l := all[i]
		f := furniture{sheet: n, rank: rank, line: l, edge: l.base - s.box.bottom, gap: 100}
		if top {
			f.edge = s.box.top - l.base
		}
		if inner >= 0 && inner < len(all) {
			f.gap = abs(all[inner].base-l.base) / l.size
		}
		f.pattern, f.numbers = pattern(l.text())
		out = append(out, f)
	}
	return out
}

// pattern gives a text in lower case with "#" for its numbers, and the numbers.
func pattern(text string) (string, []int) {
	var b strings.Builder
	var numbers []int
	rest := strings.ToLower(text)
	for rest != "" {
		n := strings.IndexFunc(rest, digit)
		if n < 0 {
			n = len(rest)
		}
		b.WriteString(rest[:n])
		rest = rest[n:]
		if rest == "" {
			break
		}
		end := strings.IndexFunc(rest, func(r rune) bool { return !digit(r) })
		if end < 0 {
			end = len(rest)
		}
		v, _ := strconv.Atoi(rest[:end])
		numbers = append(numbers, v)
		b.WriteByte('#')
		rest = rest[end:]
	}
	return b.String(), numbers
}

// running tells whether the same line stands at the same place on other pages: on two of five at least, for
// left and right pages may differ. Where it has no words, its number must count the pages.
func (f *furniture) running(group []*furniture) bool {
	const away = 3 // points
	wordless := !strings.ContainsFunc(f.pattern, unicode.IsLetter)
	same, span := 0, 0
	for _, o := range group {
		if o.sheet == f.sheet || !near(o.edge, f.edge, away) {
			continue
		}
		if wordless && (len(f.numbers) == 0 || o.numbers[0]-f.numbers[0] != o.sheet-f.sheet) {
			continue
		}
		same++
		if span == 0 || abs(o.sheet-f.sheet) < span {
			span = abs(o.sheet - f.sheet)
		}
	}
	return same > 0 && span <= 2
}

// pageNumber tells whether a line says which page this is: "Page 1 of 3", "1/3", or "1" far below all else.
func (f *furniture) pageNumber(sheets []sheet, top bool) bool {
	const apart = 2.5 // sizes of the font
	page, pages := sheets[f.sheet].page, sheets[len(sheets)-1].page
	words := strings.Fields(strings.ReplaceAll(f.pattern, "/", " / "))
	n := len(f.numbers)
	if n == 0 || len(words) < n {
		return false
	}
	if n >= 2 && f.numbers[n-2] == page && f.numbers[n-1] == pages && len(words) >= 3 {
		of, tail := words[len(words)-2], words[len(words)-1]
		if tail == "#" && words[len(words)-3] == "#" && (of == "/" || of == "of" || of == "de" || of == "sur") {
			return len(words) == 3 || strings.HasPrefix(words[0], "page") || strings.Contains(f.pattern, "://")
		}
	}
	if n != 1 || f.numbers[0] != page || f.gap < apart {
		return false
	}
	bare := strings.Trim(f.pattern, " -–—|.")
	return !top && bare == "#" || bare == "page #" || bare == "p. #"
}

// printHead tells whether a line is what browsers print above a page: the time and the page's title, which
// may be cut.
func (f *furniture) printHead(title string) bool {
	const longest, least = 24, 8 // bytes of the time, of the title
	title, _ = pattern(strings.Join(strings.Fields(title), " "))
	text, cut := strings.CutSuffix(f.pattern, "…")
	at := strings.Index(text, title[:min(least, len(title))])
	if title == "" || at < 0 || at > longest || len(f.numbers) < 5 || !strings.Contains(text[:at], "#:#") {
		return false
	}
	return text[at:] == title || cut && strings.HasPrefix(title, strings.TrimRight(text[at:], " "))
}

// drop takes a line off a sheet.
func (s *sheet) drop(l line) {
	kept := s.fragments[:0]
	for _, f := range s.fragments {
		if !(f.base <= l.top && f.base >= l.bottom-0.1*l.size && f.left >= l.left-0.1 && f.right <= l.right+0.1) {
			kept = append(kept, f)
		}
	}
	s.fragments = kept
}

func abs[T int | float64](v T) T { return max(v, -v) }
