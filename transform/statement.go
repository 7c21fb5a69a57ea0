package transform

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A sentence tells which of its figures belong together: parts are listed before "for a total of", a share stands beside its
// part, a change between two levels. This file reads those words; the stated files compare the figures.

// statement is a sentence with its figures and what stands between them.
type statement struct {
	first int // index of its first figure among those of the release
	facts []*fact
	gaps  []gap // gaps[i] stands before figure i, the last one behind all figures
	words *phrases
}

// gap is the words between two figures, in small letters, with the signs that part and join them. A year is "year"; any other number
// that is no figure is "0".
type gap []string

// phrase is a few words or signs of a gap.
type phrase = gap

// phrases are those of one language, by what they say of the figures beside them; words.yaml explains each class.
type phrases struct {
	Total       phraseList
	Line        phraseList
	Totalled    phraseList
	Elsewhere   phraseList
	Cumulative  phraseList
	Whole       phraseList
	Partial     phraseList
	Apposed     phraseList
	Pointing    phraseList
	Entire      phraseList
	Definite    phraseList
	Of          phraseList
	Among       phraseList
	Introducing phraseList
	Resuming    phraseList
	OutOf       phraseList `yaml:"out_of"`
	From        phraseList
	To          phraseList
	Comparing   phraseList
	Apart       wordSet
	Against     phraseList
	Qualified   phraseList
	Rate        phraseList
	Restated    phraseList
	Record      phraseList
	Joints      wordSet
	Filler      wordSet
	Calendar    wordSet
	Changing    wordSet
}

// phraseList is phrases by the word they begin with, and by the one they end with.
type phraseList struct{ first, last map[string][]phrase }

// UnmarshalYAML reads phrases as a list of texts.
func (l *phraseList) UnmarshalYAML(decode func(any) error) error {
	var texts []string
	if err := decode(&texts); err != nil {
		return err
	}
	l.first, l.last = map[string][]phrase{}, map[string][]phrase{}
	for _, text := range texts {
		p := signs(text)
		l.first[p[0]] = append(l.first[p[0]], p)
		l.last[p[len(p)-1]] = append(l.last[p[len(p)-1]], p)
	}
	return nil
}

type wordSet map[string]bool

// UnmarshalYAML reads a set as a list of words.
func (s *wordSet) UnmarshalYAML(decode func(any) error) error {
	var list []string
	if err := decode(&list); err != nil {
		return err
	}
	*s = make(wordSet, len(list))
	for _, word := range list {
		(*s)[word] = true
	}
	return nil
}

// read fills the gaps of a statement, which lie behind each other in one list. It uses the memory of some tokens and gives that back.
func (s *statement) read(text string, tokens []token) []token {
	if s.gaps != nil {
		return tokens
	}
	s.gaps = make([]gap, 0, len(s.facts)+1)
	first := s.facts[0]
	const bytesPerWord = 6 // about, with the space
	all := make(gap, 0, (first.SentenceEnd-first.SentenceStart)/bytesPerWord)
	add := func(from, to int) {
		between := text[min(from, to):to]
		tokens = appendTokens(tokens[:0], between)
		start := len(all)
		all = appendSigns(all, between, tokens)
		s.gaps = append(s.gaps, all[start:len(all):len(all)])
	}
	at := first.SentenceStart
	for _, f := range s.facts {
		add(at, f.CharStart)
		at = max(at, f.CharEnd)
	}
	add(at, first.SentenceEnd)
	return tokens
}

// punctuation is the signs that a gap keeps.
const punctuation = ",;:()–—"

// signs cuts a text into the words and signs of a gap.
func signs(text string) gap { return appendSigns(nil, text, tokenize(text)) }

// appendSigns adds the words and signs of a text, whose tokens are given, to a gap.
func appendSigns(list gap, text string, tokens []token) gap {
	at := 0
	for _, t := range tokens {
		list = appendMarks(list, text[at:t.start])
		at = t.end
		word := t.word
		if word == "" {
			word = "0"
			if n := text[t.start:t.end]; len(n) == 4 && (n[:2] == "19" || n[:2] == "20") {
				word = "year"
			}
		}
		list = append(list, word)
	}
	return appendMarks(list, text[at:])
}

// appendMarks adds the signs between two words to a gap.
func appendMarks(list gap, between string) gap {
	if between == "" || between == " " {
		return list
	}
	for i, r := range between {
		switch {
		case strings.ContainsRune(punctuation, r):
			list = append(list, between[i:i+utf8.RuneLen(r)])
		case r == '-' && i > 0 && between[i-1] == ' ' && i+1 < len(between) && between[i+1] == ' ':
			list = append(list, "–")
		}
	}
	return list
}

// isSign tells whether a member of a gap is punctuation.
func isSign(word string) bool { return strings.Contains(punctuation, word) }

// opens tells whether a gap begins with one of the phrases, and what is left behind the longest of them.
func (g gap) opens(list phraseList) (rest gap, ok bool) {
	if len(g) == 0 {
		return g, false
	}
	length := 0
	for _, p := range list.first[g[0]] {
		if len(p) > length && len(p) <= len(g) && slices.Equal(g[:len(p)], p) {
			length = len(p)
		}
	}
	return g[length:], length > 0
}

// closes tells whether a gap ends with one of the phrases, but for words that say nothing, and what stands before it.
func (g gap) closes(list phraseList, filler wordSet) (rest gap, ok bool) {
	for end := len(g); end > 0; end-- {
		length := 0
		for _, p := range list.last[g[end-1]] {
			if len(p) > length && len(p) <= end && slices.Equal(g[end-len(p):end], p) {
				length = len(p)
			}
		}
		if length > 0 {
			return g[:end-length], true
		}
		if !filler[g[end-1]] {
			break
		}
	}
	return g, false
}

// holds tells whether one of the phrases stands in a gap.
func (g gap) holds(list phraseList) bool {
	for i, word := range g {
		for _, p := range list.first[word] {
			if len(p) <= len(g)-i && slices.Equal(g[i:i+len(p)], p) {
				return true
			}
		}
	}
	return false
}

// all tells whether every word of a gap is in one of the sets.
func (g gap) all(sets ...wordSet) bool {
	return !slices.ContainsFunc(g, func(word string) bool {
		return !slices.ContainsFunc(sets, func(set wordSet) bool { return set[word] })
	})
}

// tail is what stands behind the last punctuation of a gap.
func (g gap) tail() gap {
	for i := len(g) - 1; i >= 0; i-- {
		if isSign(g[i]) {
			return g[i+1:]
		}
	}
	return g
}

// unsigned is a gap without the punctuation that it begins with.
func (g gap) unsigned() gap {
	for len(g) > 0 && isSign(g[0]) {
		g = g[1:]
	}
	return g
}

// bracketed is a gap without the bracket that it begins with.
func (g gap) bracketed() gap {
	if len(g) > 0 && g[0] == "(" {
		return g[1:]
	}
	return g
}

// parted tells whether a gap has punctuation.
func (g gap) parted() bool { return slices.ContainsFunc(g, isSign) }

// statements are the sentences of a release in prose that have figures, in text order.
func (p *phrases) statements(facts []*fact) []*statement {
	var list []*statement
	for from := 0; from < len(facts); {
		to := from + 1
		for to < len(facts) && facts[to].sentence == facts[from].sentence {
			to++
		}
		if !facts[from].tabled {
			list = append(list, &statement{first: from, facts: facts[from:to], words: p})
		}
		from = to
	}
	return list
}

// quote is the words of a release from the first to the last of some figures of one sentence, with the words around them.
func quote(text string, facts ...*fact) string {
	from, to := facts[0].CharStart, facts[0].CharEnd
	for _, f := range facts {
		if f.sentence == facts[0].sentence {
			from, to = min(from, f.CharStart), max(to, f.CharEnd)
		}
	}
	const around, spare = 60, 30 // a sentence is not cut for a few words
	start, end := facts[0].SentenceStart, facts[0].SentenceEnd
	opening, closing := "", ""
	if from-around-spare > start {
		if i := strings.IndexAny(text[from-around:from], " \n"); i >= 0 {
			start, opening = from-around+i+1, "… "
		}
	}
	if to+around+spare < end {
		if i := strings.LastIndexAny(text[to:to+around], " \n"); i >= 0 {
			end, closing = to+i, " …"
		}
	}
	return opening + fold(text[start:end]) + closing
}
