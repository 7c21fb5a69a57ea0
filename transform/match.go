package transform

import (
	"slices"
	"strings"

	"tidyrelease/extract"
)

// How a figure finds its indicator. Every term of the catalogue that occurs is a hit; a hit counts by where
// it stands, how many words it has and, in the sentence, how near the figure it is. Numbers are whole
// hundredths, so that the same text scores the same on every machine. They were set on labelled releases
// so that one word decides only in the measure or beside the figure, and two words anywhere in its clause.
const (
	measureWeight  = 300 // in the noun phrase of what is measured
	phraseWeight   = 200 // in the figure with its unit noun
	sentenceWeight = 240 // elsewhere in the sentence, beside the figure
	subjectWeight  = 80  // in who or what it is measured of
	changeFactor   = 90  // for a change of an indicator, against the indicator of that change itself

	enough = 150 // a lower score leaves the figure unclassified

	nearby       = 3  // a term this many words away counts in full
	decay        = 5  // what each further word takes away, in hundredths
	faintest     = 10 // what remains at any distance
	jointWords   = 5  // words that a joint ("and", ",") counts for
	figureWords  = 8  // words that another figure in between counts for
	longestGap   = 4  // words that may stand between two words of a term
	excludeReach = 12 // an exception further away than this excludes nothing
)

// specificity weighs a term by its words: each one more makes it less likely that the term means something else, the
// third and later ones by little.
func specificity(words int) int {
	switch words {
	case 1:
		return 70
	case 2:
		return 100
	}
	return min(115+2*(words-3), 125)
}

// match is the indicator of a figure and why it was chosen.
type match struct {
	indicator *indicator // nil for a figure that nothing matches
	change    bool       // the figure is a change of the indicator, not a level
	score     int
	term      string
	place     place
	distance  int // words between term and figure, when the place is the sentence
}

// place is where a term stands.
type place string

const (
	inMeasure  place = "measure"
	inPhrase   place = "phrase"
	inSentence place = "sentence"
)

// term is a term of the catalogue, compiled.
type term struct {
	indicator *indicator
	words     []token
	except    bool
	inUnit    bool // names the indicator only where the figure is in its unit
	text      string
}

// matcher finds the terms of one language.
type matcher struct {
	whole   map[string][]*term // by first word
	stems   map[string][]*term // by the stem that starts with
	lengths []int              // of the stems, ascending
	joint   map[string]bool
}

func newMatcher(indicators []*indicator, lang string, w *words) *matcher {
	m := &matcher{whole: map[string][]*term{}, stems: map[string][]*term{}, joint: w.joint[lang]}
	for _, x := range indicators {
		for _, list := range x.termLists() {
			for _, text := range list.terms.in(lang) {
				m.add(&term{indicator: x, words: tokenize(text), except: list.except, inUnit: list.inUnit, text: text})
			}
		}
	}
	for stem := range m.stems {
		if !slices.Contains(m.lengths, len(stem)) {
			m.lengths = append(m.lengths, len(stem))
		}
	}
	slices.Sort(m.lengths)
	return m
}

func (m *matcher) add(t *term) {
	index := m.whole
	if t.words[0].star {
		index = m.stems
	}
	first := t.words[0].word
	index[first] = append(index[first], t)
}

// hit is a term in a text, by the first and last of its tokens.
type hit struct {
	term        *term
	first, last int
}

// hits finds every term in a text.
func (m *matcher) hits(tokens []token) []hit {
	var list []hit
	try := func(t *term, at int) {
		if last, ok := t.follows(tokens, at); ok {
			list = append(list, hit{t, at, last})
		}
	}
	for i, tok := range tokens {
		if tok.word == "" {
			continue
		}
		for _, t := range m.whole[tok.word] {
			try(t, i)
		}
		for _, n := range m.lengths {
			if n > len(tok.word) {
				break
			}
			for _, t := range m.stems[tok.word[:n]] {
				try(t, i)
			}
		}
	}
	return list
}

// follows finds the words of a term after its first one, which stands at the token i.
func (t *term) follows(tokens []token, i int) (last int, ok bool) {
	for _, word := range t.words[1:] {
		gap := 0
		for i++; ; i++ {
			if i == len(tokens) || gap > longestGap {
				return 0, false
			}
			if word.matches(tokens[i]) {
				break
			}
			if tokens[i].word != "" {
				gap++
			}
		}
	}
	return i, true
}

func (t token) matches(other token) bool {
	if t.star {
		return strings.HasPrefix(other.word, t.word)
	}
	return t.word == other.word
}

// passage is a sentence made ready for matching, once for all its figures.
type passage struct {
	start   int    // of the sentence in the release
	folded  string // the sentence in one line
	tokens  []token
	hits    []hit
	figures []extract.Span
}

func (m *matcher) passage(text string, start int, figures []extract.Span) *passage {
	tokens := tokenize(text)
	return &passage{start: start, folded: fold(text), tokens: tokens, hits: m.hits(tokens), figures: figures}
}

// distance is how many words lie between a hit and a figure, joints and other figures counted for more.
func (p *passage) distance(h hit, figure extract.Span, m *matcher) int {
	from, to := p.tokens[h.first].start+p.start, p.tokens[h.last].end+p.start
	if from < figure.End && figure.Start < to {
		return 0
	}
	left, right := to, figure.Start
	if figure.End <= from {
		left, right = figure.End, from
	}
	d := 0
	for _, t := range p.tokens {
		start, end := t.start+p.start, t.end+p.start
		if t.joined && start >= left && start <= right {
			d += jointWords
		}
		if t.word == "" || start < left || end > right {
			continue
		}
		d++
		if m.joint[t.word] {
			d += jointWords
		}
	}
	for _, other := range p.figures {
		if other.Start >= left && other.End <= right {
			d += figureWords
		}
	}
	return d
}

// tally is what speaks for one indicator.
type tally struct {
	match
	measure, phrase, sentence, subject int
	except                             int // distance of the nearest exception, or -1
	ruledOut                           bool
	inUnit                             bool // the figure is in a unit of the indicator
}

// candidate is what the matcher looks at.
type candidate struct {
	span                               extract.Span
	kind, code                         string
	per                                string // code of the denominator
	direction                          string
	measureText, phraseText, subjectOf string
}

// find chooses the indicator of a figure.
func (m *matcher) find(p *passage, c candidate) match {
	var tallies []*tally
	of := func(x *indicator) *tally {
		for _, t := range tallies {
			if t.indicator == x {
				return t
			}
		}
		inUnit := x.suits(c)
		t := &tally{match: match{indicator: x, change: x.changes(c, inUnit)}, except: -1, inUnit: inUnit}
		t.ruledOut = !inUnit && !t.change
		tallies = append(tallies, t)
		return t
	}
	described := func(text string, weight int, where place, sum func(*tally) *int) {
		for _, h := range m.hits(tokenize(text)) {
			t := of(h.term.indicator)
			if h.term.except {
				t.ruledOut = t.ruledOut || where == inMeasure
				continue
			}
			if h.term.inUnit && !t.inUnit {
				continue
			}
			score := weight * specificity(len(h.term.words)) / 100
			if score > *sum(t) {
				*sum(t) = score
				t.explain(h.term, where, 0, score)
			}
		}
	}
	described(c.measureText, measureWeight, inMeasure, func(t *tally) *int { return &t.measure })
	described(c.phraseText, phraseWeight, inPhrase, func(t *tally) *int { return &t.phrase })
	described(c.subjectOf, subjectWeight, inMeasure, func(t *tally) *int { return &t.subject })
	nearest := map[*tally]int{}
	for _, h := range p.hits {
		t := of(h.term.indicator)
		if t.ruledOut || h.term.inUnit && !t.inUnit {
			continue
		}
		d := p.distance(h, c.span, m)
		if h.term.except {
			if t.except < 0 || d < t.except {
				t.except = d
			}
			continue
		}
		if n, ok := nearest[t]; !ok || d < n {
			nearest[t] = d
		}
		fade := max(faintest, 100-decay*max(0, d-nearby))
		score := sentenceWeight * specificity(len(h.term.words)) / 100 * fade / 100
		if score > t.sentence {
			t.sentence = score
			t.explain(h.term, inSentence, d, score)
		}
	}
	best := match{}
	for _, t := range tallies {
		if t.ruledOut {
			continue
		}
		if d, ok := nearest[t]; ok && t.excepted(d) {
			continue
		}
		// What the figure is of and what the sentence says confirm each other; the subject alone says little.
		t.score = max(t.measure, t.phrase) + t.sentence + t.subject
		if t.change {
			t.score = t.score * changeFactor / 100
		}
		if t.score < enough {
			continue
		}
		if t.score > best.score || t.score == best.score && t.indicator.order < best.indicator.order {
			best = t.match
			best.score = t.score
		}
	}
	return best
}

// excepted tells whether an exception stands with the nearest term, which is d words from the figure, or nearer than it.
// Against what the measure says, only one beside the figure counts, and no further from it than the term.
func (t *tally) excepted(d int) bool {
	switch {
	case t.except < 0:
		return false
	case t.measure > 0:
		return t.except <= d && t.except <= nearby
	}
	return t.except <= excludeReach && t.except <= d+nearby
}

// explain keeps the strongest hit as the reason for the match.
func (t *tally) explain(by *term, where place, distance, score int) {
	if score > t.score {
		t.score, t.term, t.place, t.distance = score, by.text, where, distance
	}
}

// suits tells whether a figure can be a level of the indicator, or the size of a change of it, by its unit alone.
func (x *indicator) suits(c candidate) bool {
	if !slices.Contains(x.Kinds, c.kind) || len(x.Per) > 0 && !slices.Contains(x.Per, c.per) {
		return false
	}
	counted := c.kind == string(extract.Count) || c.kind == string(extract.Measure)
	return !counted || len(x.Units) == 0 || slices.Contains(x.Units, c.code)
}

// changes tells whether a figure can only be a change of the indicator: one in its unit that has a direction, or a
// percentage, a factor or a difference of percentages that has one. Without a direction these compare two things, or
// are a share of the indicator, and tell no value of it.
func (x *indicator) changes(c candidate, inUnit bool) bool {
	switch {
	case x.Change || c.direction == "":
		return false
	case inUnit:
		return true
	}
	switch extract.UnitKind(c.kind) {
	case extract.PercentagePoint, extract.BasisPoint:
		return slices.Contains(x.Kinds, string(extract.Percent))
	case extract.Percent, extract.Times, extract.Fraction:
		return true
	}
	return false
}
