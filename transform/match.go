package transform

import (
	"slices"
	"sort"
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
	farthest     = 80 // words from a figure beyond which the sentence tells nothing of it
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
	term      *term
	place     place
	distance  int // words between term and figure, when the place is the sentence
}

// place is where a term stands.
type place string

const (
	inMeasure  place = "measure"
	inPhrase   place = "phrase"
	inSentence place = "sentence"
	inEarlier  place = "earlier" // in a sentence before, which told of the same in more words
)

// term is a term of the catalogue, compiled.
type term struct {
	indicator *indicator
	words     []token
	except    bool
	inUnit    bool // names the indicator only where the figure is in its unit
	content   bag  // its telling words
	text      string
}

// matcher finds the terms of one language.
type matcher struct {
	terms map[opening][]*term
	joint map[string]bool
}

// opening is the first bytes of a word, by which the terms that begin with it are found. A stem has at least as many.
type opening [3]byte

func openingOf(word string) (o opening) {
	copy(o[:], word)
	return o
}

func newMatcher(indicators []*indicator, lang string, w *words) *matcher {
	m := &matcher{terms: map[opening][]*term{}, joint: w.joint[lang]}
	for _, x := range indicators {
		for _, list := range x.termLists() {
			for _, text := range list.terms.in(lang) {
				t := &term{indicator: x, words: tokenize(text), except: list.except, inUnit: list.inUnit, text: text}
				t.content = w.content(t.words, lang)
				at := openingOf(t.words[0].word)
				m.terms[at] = append(m.terms[at], t)
			}
		}
	}
	return m
}

// finder finds terms for one run. It remembers which terms each word begins, for most words none.
type finder struct {
	*matcher
	begun map[string][]*term
}

func (m *matcher) finder() *finder { return &finder{m, map[string][]*term{}} }

// begins is the terms that a word begins.
func (f *finder) begins(word *token) []*term {
	list, known := f.begun[word.word]
	if known {
		return list
	}
	for _, t := range f.terms[openingOf(word.word)] {
		if t.words[0].matches(word) {
			list = append(list, t)
		}
	}
	f.begun[strings.Clone(word.word)] = list
	return list
}

// hit is a term in a text, by the first and last of its tokens.
type hit struct {
	term        *term
	first, last int
}

// hits adds every term in a text to a list.
func (f *finder) hits(list []hit, tokens []token) []hit {
	for i := range tokens {
		if tokens[i].word == "" {
			continue
		}
		for _, t := range f.begins(&tokens[i]) {
			if last, ok := t.follows(tokens, i); ok {
				list = append(list, hit{t, i, last})
			}
		}
	}
	return list
}

// follows finds the words of a term after its first one, which stands at the token i.
func (t *term) follows(tokens []token, i int) (last int, ok bool) {
	for k := range t.words[1:] {
		word := &t.words[k+1]
		gap := 0
		for i++; ; i++ {
			if i == len(tokens) || gap > longestGap {
				return 0, false
			}
			if word.matches(&tokens[i]) {
				break
			}
			if tokens[i].word != "" {
				gap++
			}
		}
	}
	return i, true
}

func (t *token) matches(other *token) bool {
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
	hits    []hit // by their first token
	figures []extract.Span
	words   []int // before each token, the words of the sentence, joints counted for more
	breaks  []int // before each token, how many words stand behind punctuation
}

// open reads a sentence, whose figures stand in text order, into the passage.
func (p *passage) open(f *finder, text string, start int, figures []extract.Span) {
	p.start, p.folded, p.figures = start, fold(text), figures
	p.tokens = appendTokens(p.tokens[:0], text)
	p.hits = f.hits(p.hits[:0], p.tokens)
	p.words, p.breaks = append(p.words[:0], 0), append(p.breaks[:0], 0)
	words, breaks := 0, 0
	for _, t := range p.tokens {
		if t.word != "" {
			words++
			if f.joint[t.word] {
				words += jointWords
			}
		}
		if t.joined {
			breaks++
		}
		p.words, p.breaks = append(p.words, words), append(p.breaks, breaks)
	}
}

// startsFrom is the first token that starts at a byte of the release or behind it.
func (p *passage) startsFrom(at int) int {
	return sort.Search(len(p.tokens), func(i int) bool { return p.tokens[i].start+p.start >= at })
}

// distance is how many words lie between a hit and a figure, joints and other figures counted for more.
func (p *passage) distance(h hit, figure extract.Span) int {
	from, to := p.tokens[h.first].start+p.start, p.tokens[h.last].end+p.start
	if from < figure.End && figure.Start < to {
		return 0
	}
	left, right := to, figure.Start
	if figure.End <= from {
		left, right = figure.End, from
	}
	first, behind := p.startsFrom(left), p.startsFrom(right)
	last := behind // behind the last token that ends before the right end
	if last > first && p.tokens[last-1].end+p.start > right {
		last--
	}
	if behind < len(p.tokens) && p.tokens[behind].start+p.start == right {
		behind++
	}
	d := p.words[max(first, last)] - p.words[first] + jointWords*(p.breaks[behind]-p.breaks[first])
	for i := sort.Search(len(p.figures), func(i int) bool { return p.figures[i].Start >= left }); i < len(p.figures) && p.figures[i].End <= right; i++ {
		d += figureWords
	}
	return d
}

// near is the hits of a passage that can tell something of a figure: those within reach of it.
func (p *passage) near(figure extract.Span) []hit {
	at := p.startsFrom(figure.Start)
	from := sort.Search(len(p.hits), func(i int) bool { return p.hits[i].first >= at-farthest })
	to := sort.Search(len(p.hits), func(i int) bool { return p.hits[i].first > at+farthest })
	return p.hits[from:to]
}

// tally is what speaks for one indicator.
type tally struct {
	match
	measure, phrase, sentence, subject int
	nearest, except                    int // distance of the nearest term and the nearest exception in the sentence, or -1
	ruledOut                           bool
	inUnit                             bool // the figure is in a unit of the indicator
}

// candidate is what the matcher looks at.
type candidate struct {
	span                      extract.Span
	kind, code                string
	per                       string // code of the denominator
	direction                 string
	measure, surface, subject []hit
}

// tallies are those of one figure, few enough to be searched one by one.
type tallies []tally

// of is the tally of an indicator for a figure.
func (l *tallies) of(x *indicator, c candidate) *tally {
	for i := range *l {
		if t := &(*l)[i]; t.indicator == x {
			return t
		}
	}
	inUnit := x.suits(c)
	t := tally{match: match{indicator: x, change: x.changes(c, inUnit)}, nearest: -1, except: -1, inUnit: inUnit}
	t.ruledOut = !inUnit && !t.change
	*l = append(*l, t)
	return &(*l)[len(*l)-1]
}

// described counts the terms in a description of a figure.
func (l *tallies) described(hits []hit, c candidate, weight int, where place, sum func(*tally) *int) {
	for _, h := range hits {
		t := l.of(h.term.indicator, c)
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

// surrounded counts the terms in the sentence of a figure.
func (l *tallies) surrounded(p *passage, c candidate) {
	for _, h := range p.near(c.span) {
		t := l.of(h.term.indicator, c)
		if t.ruledOut || h.term.inUnit && !t.inUnit {
			continue
		}
		d := p.distance(h, c.span)
		if h.term.except {
			if t.except < 0 || d < t.except {
				t.except = d
			}
			continue
		}
		if t.nearest < 0 || d < t.nearest {
			t.nearest = d
		}
		fade := max(faintest, 100-decay*max(0, d-nearby))
		score := sentenceWeight * specificity(len(h.term.words)) / 100 * fade / 100
		if score > t.sentence {
			t.sentence = score
			t.explain(h.term, inSentence, d, score)
		}
	}
}

// find chooses the indicator of a figure. It uses the memory of the tallies.
func (l *tallies) find(p *passage, c candidate) match {
	*l = (*l)[:0]
	l.described(c.measure, c, measureWeight, inMeasure, func(t *tally) *int { return &t.measure })
	l.described(c.surface, c, phraseWeight, inPhrase, func(t *tally) *int { return &t.phrase })
	l.described(c.subject, c, subjectWeight, inMeasure, func(t *tally) *int { return &t.subject })
	l.surrounded(p, c)
	best := match{}
	for i := range *l {
		t := &(*l)[i]
		if t.ruledOut || t.nearest >= 0 && t.excepted(t.nearest) {
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
		t.score, t.term, t.place, t.distance = score, by, where, distance
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
