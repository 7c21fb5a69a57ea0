package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/extract/language"
	"tidyrelease/extract/page"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// note is what a heading says of the numbers under it: "(millions of dollars)", "($ billions)", "(%)".
type note struct {
	scale  int // power of ten
	unit   string
	kind   quantity.Kind
	period string
	change bool   // the numbers are changes
	total  bool   // the numbers are sums over the columns before
	noted  bool   // the unit stands in a bracket
	noun   string // the singular of what it counts, where it has no unit
	text   string // the heading without its unit; empty for one that is but a period
	area   string // the one place that it names
	trade  bool   // it speaks of trade, so that a country is a partner
}

// or fills what n does not say from the next heading out.
func (n note) or(outer note) note {
	if n.unit == "" {
		n.unit, n.kind, n.scale = outer.unit, outer.kind, cmp.Or(n.scale, outer.scale)
	}
	if n.period == "" {
		n.period = outer.period
	}
	if n.area == "" {
		n.area = outer.area
	}
	n.change, n.trade = n.change || outer.change, n.trade || outer.trade
	return n
}

// table reads the rows of a table that starts at block n, and gives the block behind it. Its cells take
// unit, scale and period from the row's label, the column's heading and the caption, in this order.
func (r *reading) table(n int) (int, error) {
	end := n
	for end < len(r.Blocks) && r.Blocks[end].Kind == page.TableRow {
		end++
	}
	caption := r.caption(n)
	var heads []note
	for row := n; row < end; row++ {
		b := r.Blocks[row]
		cells := splitRow(r.Text, b.Span)
		r.Sentences = append(r.Sentences, Sentence{Span: b.Span, Section: b.Section, Block: row})
		var err error
		if heads == nil {
			heads, err = r.columns(cells)
		} else {
			err = r.row(cells, heads, caption)
		}
		if err != nil {
			return 0, err
		}
	}
	return end, nil
}

// columns reads the headings of columns, as long as there is time.
func (r *reading) columns(cells []Span) ([]note, error) {
	var heads []note
	for _, c := range cells {
		if err := r.within(); err != nil {
			return nil, err
		}
		tokens := r.stretch(c.Start, c.End)
		h := r.note(tokens)
		h.text = r.named(tokens, h)
		r.cellLedger(c)
		// A total is over all the columns before it.
		if h.total && h.period == "" && len(heads) > 1 {
			h.period = overall(heads)
		}
		// A change without a period of its own is the one up to the column before, from the one before that.
		if last := len(heads) - 1; h.change && h.period == "" && last >= 0 {
			h.period = heads[last].period
			if last > 0 {
				h.period = quantity.ChangePeriod(heads[last-1].period, heads[last].period)
			}
		}
		heads = append(heads, h)
	}
	return heads, nil
}

// overall is the stretch of time from the first to the last of columns that have a period each, or "".
func overall(heads []note) string {
	first, last := "", ""
	for _, h := range heads {
		start, end, ok := strings.Cut(h.period, "/")
		switch {
		case h.period == "" && first == "": // the label's column
			continue
		case h.period == "" || ok && (start == "" || end == ""):
			return ""
		case !ok:
			end = start
		}
		if first == "" {
			first = start
		}
		last = end
	}
	if first == last {
		return ""
	}
	return first + "/" + last
}

// caption reads the short lines above a table.
func (r *reading) caption(n int) note {
	var all note
	for k := n - 1; k >= max(0, n-2); k-- {
		b := r.Blocks[k]
		line := r.Text[b.Start:b.End]
		if len(line) > 160 || strings.HasSuffix(line, ".") {
			break
		}
		tokens := r.block(k)
		own := r.note(tokens)
		own.period, own.area = "", ""
		own.text = r.labelText(tokens)
		own.noted = own.unit != ""
		own.noun = r.lastPlural(tokens)
		if own.unit+own.noun != "" && all.text == "" {
			all.text, all.noted = own.text, own.noted
		}
		all.noun = cmp.Or(all.noun, own.noun)
		all = all.or(own)
	}
	return all
}

// counting gives a column that has no unit what it counts.
func (n note) counting(noun string) note {
	if n.unit == "" {
		n.unit, n.kind = noun, quantity.Count
	}
	return n
}

// lastPlural is the singular of the noun that a caption counts: the last plural ("Planned admissions of
// permanent residents"), in French the last behind "de", where adjectives follow.
func (r *reading) lastPlural(tokens []token.Token) string {
	r.grammar.Parse(r.Text, tokens, r.context)
	last := ""
	for i := len(tokens) - 1; i >= 0; i-- {
		noun := r.grammar.PluralAt(i)
		if noun == "" {
			continue
		}
		if last == "" {
			last = noun
		}
		if !r.pack.AdjectiveBehind || i > 0 && r.pack.Is(tokens[i-1], language.Of) {
			return noun
		}
	}
	return last
}

// row reads the cells of one row, as long as there is time; the first is its label.
func (r *reading) row(cells []Span, heads []note, caption note) error {
	if len(cells) == 0 {
		return nil
	}
	shift := 0
	if len(heads) == len(cells)-1 {
		shift = 1 // the label's column has no heading
	}
	labelTokens := r.stretch(cells[0].Start, cells[0].End)
	label := r.note(labelTokens)
	label.text = r.named(labelTokens, label)
	r.cellLedger(cells[0])
	for c := 1; c < len(cells); c++ {
		if err := r.within(); err != nil {
			return err
		}
		about := label
		var head note
		if k := c - shift; k >= 0 && k < len(heads) {
			head = heads[k]
			// A percentage in the column's heading overrides the row's unit: "Change (%)".
			if heads[k].kind == quantity.Percent {
				about = heads[k].or(label)
			} else {
				about = label.or(heads[k])
			}
		}
		r.cell(cells[c], about.or(caption).counting(cmp.Or(head.noun, caption.noun)), r.cellMeasure(label, head, caption))
	}
	return nil
}

// cellMeasure names what a cell holds, by its row, its column and the caption: "Proposed spending: laboratories".
func (r *reading) cellMeasure(label, head, caption note) string {
	measure := label.text
	if head.change {
		return r.plain(r.compose(r.pack.Wording("change"), measure))
	}
	switch {
	case measure == "" || label.total || caption.noted && caption.text != "":
		measure = join(caption.text, measure)
	}
	if !head.total {
		measure = join(measure, head.text)
	}
	return measure
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + ": " + b
}

// named is the text of a heading, or nothing for one that is but a period.
func (r *reading) named(tokens []token.Token, n note) string {
	if n.period != "" {
		for _, p := range r.grammar.Periods {
			worded := p.From == 1 && tokens[0].Kind == token.Word && !r.pack.Is(tokens[0], language.Determiner) && !r.pack.Is(tokens[0], language.Preposition)
			if p.From <= 1 && p.To >= len(tokens)-1 && !worded { // "Population, 2016" is more
				return ""
			}
		}
	}
	return r.labelText(tokens)
}

// cell reads one number of a table.
func (r *reading) cell(c Span, about note, measure string) {
	tokens := r.stretch(c.Start, c.End)
	if len(tokens) == 0 {
		return
	}
	g := r.grammar
	g.Reset()
	g.Parse(r.Text, tokens, r.context)
	first := len(r.Mentions)
	r.mentions(tokens)
	for n := first; n < len(r.Mentions); n++ {
		m := &r.Mentions[n]
		m.Measure, m.Subject = measure, ""
		r.placeCell(m, about)
		if m.Period == "" {
			m.Period = about.period
		}
		if m.Unit == "" || m.Kind == Count && m.UnitPhrase == "" {
			m.Unit, m.Kind = about.unit, about.kind
			if m.Unit == "$" {
				m.Unit = r.context.Dollar
			}
			if m.Kind == "" {
				m.Kind = Count
			}
			m.scale(about.scale)
		} else if m.Kind == Money && about.kind == Money && !slices.Contains(m.Rules, "scale word") {
			m.scale(about.scale) // "$12.4" under "($ millions)"
		}
		if !about.change {
			m.unsign(r.Text)
		} else if m.Direction == "" {
			m.Direction = Up
		}
		m.Rules = append(m.Rules, "table cell")
	}
}

// placeCell gives a cell the place that its row or column names.
func (r *reading) placeCell(m *Mention, about note) {
	switch {
	case about.area == "":
	case about.trade && country(about.area) != country(r.home):
		m.Partner = about.area
	default:
		m.Area = about.area
	}
}

// scale multiplies a cell by the scale of its heading.
func (m *Mention) scale(power int) {
	for range power {
		low, err1 := m.Low.Mul(decimal.Ten)
		high, err2 := m.High.Mul(decimal.Ten)
		step, err3 := m.Step.Mul(decimal.Ten)
		if err1 != nil || err2 != nil || err3 != nil {
			return
		}
		m.Low, m.High, m.Step = low.Trim(0), high.Trim(0), step.Trim(0)
	}
}

// unsign makes a signed level of what reads like a change: a balance of "−0.3" billion.
func (m *Mention) unsign(text string) {
	if m.Direction == Down && (strings.HasPrefix(text[m.Start:], "−") || strings.HasPrefix(text[m.Start:], "-") || strings.HasPrefix(text[m.Start:], "–")) {
		m.Low, m.High, m.Direction = m.High.Neg(), m.Low.Neg(), ""
	}
}

// cellLedger notes the numbers of a heading or label.
func (r *reading) cellLedger(c Span) {
	tokens := r.stretch(c.Start, c.End)
	r.grammar.Reset()
	r.grammar.Parse(r.Text, tokens, r.context)
	r.heads(tokens)
}

// note reads what a heading says.
func (r *reading) note(tokens []token.Token) note {
	var n note
	r.grammar.Parse(r.Text, tokens, r.context)
	for _, p := range r.grammar.Periods {
		n.period = p.ISO
	}
	if r.sites = r.places(r.sites[:0], tokens, span{0, len(tokens)}); len(r.sites) == 1 {
		n.area = r.sites[0].code
	}
	bracket, money := false, len(tokens) > 0
	for i, t := range tokens {
		if t.Rune == '(' {
			bracket = true
		}
		n.trade = n.trade || r.pack.Is(t, language.Trade)
		if _, k := r.pack.Match(tokens, i, language.TableChange); k > 0 {
			n.change = true
		}
		if _, k := r.pack.Match(tokens, i, language.TableTotal); k > 0 {
			n.total = true
		}
		if e, ok := r.pack.Entry(t, language.Scale); ok {
			n.scale = int(e.Value)
		} else if e, k := r.pack.Match(tokens, i, language.VaguePlural); k > 0 && n.scale == 0 {
			n.scale = int(e.Value)
		} else if e, ok := r.pack.Entry(t, language.ScaleShort); ok && i+1 < len(tokens) && tokens[i+1].Kind == token.Sign && r.pack.Is(tokens[i+1], language.Currency) {
			n.scale = int(e.Value)
		}
		if e, k := r.pack.Match(tokens, i, language.CountedAs); k > 0 && n.noun == "" {
			n.noun = e.ID // "Population"
		}
		money = money && (t.Kind == token.Sign || r.pack.Is(t, language.TableMoney))
		if n.unit != "" {
			continue
		}
		if e, k := r.pack.Match(tokens, i, language.Percent); k > 0 {
			n.unit, n.kind = e.ID, quantity.Kind(e.ID)
		} else if e, k := r.pack.Match(tokens, i, language.Currency); k > 0 {
			n.unit, n.kind = e.ID, quantity.Money
		} else if e, k := r.pack.Match(tokens, i, language.CurrencySign); k > 0 && t.Kind == token.Sign {
			n.unit, n.kind = e.ID, quantity.Money
		} else if e, k := r.pack.Match(tokens, i, language.Measure); k > 0 && bracket && !(i+1 < len(tokens) && tokens[i+1].Kind == token.Sign && r.pack.Is(tokens[i+1], language.Currency)) {
			n.unit, n.kind = e.ID, quantity.Measure
		} else if noun := r.grammar.PluralAt(i); noun != "" && !r.pack.Is(t, language.Scale) && !r.pack.Opens(t, language.VaguePlural) {
			if bracket {
				n.unit, n.kind = noun, quantity.Count
			} else if n.noun == "" || !r.pack.AdjectiveBehind {
				n.noun = noun // "Occupied dwellings, 2021"
			}
		}
	}
	if money && n.unit == "" {
		n.unit, n.kind = "$", quantity.Money // "Amount awarded"
	}
	if n.unit != "" {
		n.noun = ""
	} else if !bracket {
		n.scale = 0 // "Loans above two million"
	}
	if n.change && strings.HasSuffix(n.period, "/") {
		n.period = "" // "Change from 2023" tells what the change is from, not when it was
	}
	return n
}

// labelText is a row's label without its note.
func (r *reading) labelText(tokens []token.Token) string {
	from := 0
	if len(tokens) > 1 && r.pack.Is(tokens[0], language.Identifier) && tokens[1].Kind == token.Number {
		from = 2 // "Table 1"
	}
	for i, t := range tokens {
		if t.Rune == '(' {
			return r.phrase(tokens, from, i)
		}
	}
	return r.phrase(tokens, from, len(tokens))
}

// splitRow cuts a row at its pipes, tabs or wide gaps.
func splitRow(text string, row Span) []Span {
	line := text[row.Start:row.End]
	var cells []Span
	add := func(from, to int) {
		cell := line[from:to]
		from += len(cell) - len(strings.TrimLeft(cell, " \u00a0"))
		cell = strings.Trim(cell, " \u00a0")
		cells = append(cells, Span{row.Start + from, row.Start + from + len(cell)})
	}
	sep := "  "
	switch {
	case strings.HasPrefix(line, "|"):
		sep = "|"
		line = strings.TrimSuffix(line, "|")
	case strings.Contains(line, "\t"):
		sep = "\t"
	}
	from := 0
	if sep == "|" {
		from = 1
	}
	for from <= len(line) {
		width := strings.Index(line[from:], sep)
		if width < 0 {
			add(from, len(line))
			break
		}
		add(from, from+width)
		from += width + len(sep)
		for sep == "  " && from < len(line) && line[from] == ' ' {
			from++
		}
	}
	return cells
}
