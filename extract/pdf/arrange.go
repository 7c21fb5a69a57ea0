package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/page"
)

// block is a stretch of text that the layout sets apart, over one or more lines.
type block struct {
	kind  page.Kind
	level int
	gap   bool
	lines []*line // of text
	row   string  // of a table
	page  int     // on which it starts
	left  float64 // where its text is flush
	size  float64
	bold  bool
}

// layout is the state of arranging the lines of a file.
type layout struct {
	blocks  []block
	body    float64 // the size of most text
	bold    bool    // most text is bold
	leading float64 // between the lines of a paragraph, in sizes of the font
	widest  []float64
}

// arrange makes one text of the sheets.
func arrange(sheets []sheet, title string, budget *page.Budget) (*page.Page, error) {
	const garbled = 3 // one unmapped sign to so many letters
	letters, unmapped := 0, 0
	for _, s := range sheets {
		letters += s.letters
		unmapped += s.unmapped
	}
	switch {
	case unmapped*garbled > letters && unmapped > 0:
		return nil, ErrUnmapped
	case letters == 0:
		return nil, ErrNoText
	}
	dropFurniture(sheets, title)
	var parts [][]line
	for _, s := range sheets {
		if err := budget.Time(); err != nil {
			return nil, err
		}
		for _, fragments := range columns(s.fragments, 0) {
			all := lines(fragments)
			for i := range all {
				all[i].page, all[i].part = s.page, len(parts)
			}
			if len(all) > 0 {
				parts = append(parts, all)
			}
		}
	}
	l := &layout{}
	l.measure(parts)
	for _, part := range parts {
		if err := budget.Cells(l.part(part)); err != nil {
			return nil, err
		}
	}
	l.headings()
	l.across()
	if len(l.blocks) == 0 {
		return nil, ErrNoText
	}
	p := l.write(newHyphens(parts))
	l.title(p, title)
	return p, nil
}

// measure finds the size of the body and the distance of its lines.
func (l *layout) measure(parts [][]line) {
	sizes := map[float64]int{}
	bold, all := 0, 0
	var leadings []float64
	for _, part := range parts {
		for i := range part {
			n := part[i].letters()
			sizes[math.Round(part[i].size*2)/2] += n
			all += n
			if part[i].bold {
				bold += n
			}
			if i > 0 && near(part[i].size, part[i-1].size, 0.05*part[i].size) && part[i-1].letters() > 30 {
				if down := (part[i-1].base - part[i].base) / part[i].size; down > 0.8 && down < 2.5 {
					leadings = append(leadings, down)
				}
			}
		}
	}
	for size, n := range sizes {
		if n > sizes[l.body] || n == sizes[l.body] && size < l.body {
			l.body = size
		}
	}
	l.bold = bold*2 > all
	l.leading = 1.25
	if len(leadings) > 0 {
		slices.Sort(leadings)
		l.leading = max(leadings[len(leadings)/4], 1)
	}
}

// part makes blocks of the lines of a part. It gives the number of cells of its tables.
func (l *layout) part(part []line) (cells int) {
	l.widest = edges(part)
	first := len(l.blocks)
	for i := 0; i < len(part); {
		if t, ok := tableAt(part, i); ok {
			cells += len(t.rows) * len(t.columns)
			for n, row := range t.rows {
				gap := n == 0
				l.blocks = append(l.blocks, block{kind: page.TableRow, gap: gap, row: rowText(row), page: t.starts[n].page, size: t.starts[n].size, lines: []*line{t.starts[n]}})
			}
			i = t.end
			continue
		}
		ln := &part[i]
		if n := len(l.blocks); n > first && l.blocks[n-1].kind != page.TableRow && !l.starts(&l.blocks[n-1], ln, i) {
			b := &l.blocks[n-1]
			b.lines = append(b.lines, ln)
			if len(b.lines) == 2 && b.kind == page.Paragraph {
				b.left = ln.left
			}
		} else {
			b := block{kind: page.Paragraph, lines: []*line{ln}, page: ln.page, left: ln.left, size: ln.size, bold: ln.bold}
			b.gap = i == 0 || part[i-1].base-ln.base > (l.leading+0.3)*max(ln.size, part[i-1].size)
			if ln.starts() != plainStart {
				b.kind = page.ListItem
				b.left = itemLeft(ln)
			}
			l.blocks = append(l.blocks, b)
		}
		i++
	}
	return cells
}

// edges gives for each line of a part the right edge of the lines that start where it does.
func edges(part []line) []float64 {
	const window = 60 // lines
	out := make([]float64, len(part))
	for i := range part {
		for k := max(0, i-window); k < min(len(part), i+window); k++ {
			if near(part[k].left, part[i].left, 4*part[i].size) {
				out[i] = max(out[i], part[k].right)
			}
		}
	}
	return out
}

// starts tells whether a line, number i of its part, begins a block behind b.
func (l *layout) starts(b *block, ln *line, i int) bool {
	last := b.lines[len(b.lines)-1]
	if !near(ln.size, last.size, 0.08*last.size) || ln.bold != last.bold && last.fits(ln, l.widest[i]) {
		return true
	}
	if last.base-ln.base > (l.leading+0.3)*ln.size {
		return true
	}
	switch ln.starts() {
	case bulletStart:
		return true
	case numberStart:
		if last.ends() || b.kind == page.ListItem {
			return true
		}
	case dashStart:
		if last.ends() || b.lines[0].starts() == dashStart && near(ln.left, b.lines[0].left, 0.5*ln.size) {
			return true
		}
	}
	centred := near(ln.left+ln.right, last.left+last.right, ln.size)
	switch {
	case centred:
	case b.kind == page.ListItem && ln.left < b.left-0.8*ln.size && (last.ends() || ln.left < b.lines[0].left-0.8*ln.size):
		return true
	case ln.left > b.left+0.9*ln.size && (len(b.lines) > 1 || last.ends()):
		return true
	case len(b.lines) > 1 && b.kind == page.Paragraph && ln.left < b.left-0.9*ln.size:
		return true
	}
	return last.fits(ln, l.widest[i])
}

// fits tells whether the first word of the next line had room in l, so that the line was ended by the author.
func (l *line) fits(next *line, edge float64) bool {
	words := next.words()
	if len(words) == 0 || len(l.words()) == 0 {
		return false
	}
	w := words[0]
	room := edge - l.right - 0.25*l.size - (w.right - w.left)
	first, _ := utf8.DecodeRuneInString(w.text)
	if room > 0.3*(edge-l.left) {
		return true
	}
	if room < 0.4*l.size || l.hyphenated() {
		return false
	}
	return l.ends() || !unicode.IsLower(first)
}

// hyphenated tells whether the line ends in a hyphen.
func (l *line) hyphenated() bool {
	words := l.words()
	return len(words) > 0 && words[len(words)-1].hyphen
}

// ends tells whether a line ends as a sentence does.
func (l *line) ends() bool {
	words := l.words()
	if len(words) == 0 {
		return true
	}
	text := strings.TrimRight(words[len(words)-1].text, "\"'”’»)]\u00a0")
	return text == "" || strings.ContainsRune(".!?:;…", lastRune(text))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// itemLeft is where the text of an item starts, behind its bullet or number.
func itemLeft(l *line) float64 {
	if words := l.words(); len(words) > 1 {
		return words[1].left
	}
	return l.left
}

// headings finds the headings by size and weight, and ranks them by size.
func (l *layout) headings() {
	const (
		larger  = 1.12
		longest = 240 // letters
	)
	var ranks []float64
	for i := range l.blocks {
		b := &l.blocks[i]
		if b.kind != page.Paragraph || len(b.lines) > 4 {
			continue
		}
		letters := 0
		for _, ln := range b.lines {
			letters += ln.letters()
		}
		switch last := b.lines[len(b.lines)-1]; {
		case letters > longest:
		case b.size >= larger*l.body && !(last.ends() && letters > longest/2):
			b.kind = page.Heading
		case b.bold && !l.bold && b.size >= 0.95*l.body && letters <= longest/2 && len(b.lines) <= 2 && !strings.HasSuffix(last.text(), "."):
			b.kind = page.Heading
		}
		if b.kind == page.Heading {
			ranks = append(ranks, math.Round(b.size))
		}
	}
	slices.SortFunc(ranks, func(a, b float64) int { return cmp.Compare(b, a) })
	ranks = slices.Compact(ranks)
	for i := range l.blocks {
		if b := &l.blocks[i]; b.kind == page.Heading {
			b.level = min(slices.Index(ranks, math.Round(b.size))+1, 6)
		}
	}
}

// across joins paragraphs that go on in the next column or on the next page.
func (l *layout) across() {
	kept := l.blocks[:0]
	for _, b := range l.blocks {
		if n := len(kept); n > 0 && continues(&kept[n-1], &b) {
			kept[n-1].lines = append(kept[n-1].lines, b.lines...)
			continue
		}
		kept = append(kept, b)
	}
	l.blocks = kept
}

// continues tells whether a block, the first of its part, goes on with the last one of the part before.
func continues(a, b *block) bool {
	last, first := a.lines[len(a.lines)-1], b.lines[0]
	dash := first.starts() == dashStart && a.lines[0].starts() != dashStart
	if a.kind != page.Paragraph && a.kind != page.ListItem || b.kind != page.Paragraph && !dash {
		return false
	}
	if last.part == first.part || !near(a.size, b.size, 0.08*a.size) || last.ends() {
		return false
	}
	r, _ := utf8.DecodeRuneInString(first.text())
	return unicode.IsLower(r) || last.hyphenated() || len(a.lines) > 1 && last.right > a.lines[0].right-4*a.size
}

// title finds the title among the first blocks: what the file says is its title, or the largest heading.
func (l *layout) title(p *page.Page, told string) {
	const first = 8
	told = plain(told)
	best := -1
	for i := 0; i < min(first, len(l.blocks)); i++ {
		b := &l.blocks[i]
		if b.page > 1 || b.kind != page.Heading && b.kind != page.Paragraph {
			continue
		}
		text := p.Text[p.Blocks[i].Start:p.Blocks[i].End]
		if told != "" && plain(text) == told {
			best = i
			break
		}
		if b.kind == page.Heading && b.size >= 1.15*l.body && len(strings.Fields(text)) > 1 && (best < 0 || b.size > 1.05*l.blocks[best].size) {
			best = i
		}
	}
	if best >= 0 {
		b := &p.Blocks[best]
		b.Kind, b.Level = page.Title, 1
		p.Title = p.Text[b.Start:b.End]
	}
}

// plain is a text in lower case with single spaces.
func plain(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
