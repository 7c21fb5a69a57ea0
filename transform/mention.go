package transform

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/govalues/decimal"

	"tidyrelease/extract"
	"tidyrelease/transform/interval"
	"tidyrelease/transform/unit"
)

// fact is one mention with what joining, checking and printing need to know of it.
type fact struct {
	*Mention
	written  *extract.Mention
	lang     string
	unit     unit.Unit
	per      string // denominator in the words of the vocabulary, the same in every language
	match    match
	named    string // the subject, where it is not cut within
	measured string // the measure, likewise
	subject  bag
	measure  bag
	sentence int  // index in the document
	block    int  // index in the document
	tabled   bool // stands in a row of a table
	counted  bool // a counted "one", which is no figure of the dataset, stands in its sentence
	order    int  // in the dataset: releases by name, mentions by place

	partner     *fact        // in the other language version
	gap         int          // how many figures stand before it that both versions have in one order
	observation *observation // that it states
}

// reader turns the documents of a run into mentions.
type reader struct {
	catalogue *Catalogue
	first     int       // order of its first figure in the dataset
	mentions  []Mention // with room for all, as facts point into their memory
	memory    []fact    // of the facts, likewise
	facts     []*fact   // of the mentions

	// Of the document that is read: what its figures are described as, and the last sentence.
	descriptions map[string]*description
	told         []*term // in which the text told of indicators in so many words
	passage      passage
	sentence     int
	figures      []extract.Span
	counted      bool // a counted "one" stands in the sentence
	line, lineTo int  // of the text: the number of the line at a byte

	finders map[string]*finder // by language

	tokens  []token // memory to use again
	surface []hit
	tallies tallies
}

// description is what one phrase says of a figure, its measure or its subject: many figures of a text share it.
type description struct {
	whole string // the phrase, where it is not cut within
	words bag
	hits  []hit
}

// finder is that of a language, or nil where the catalogue has no terms in it.
func (r *reader) finder(lang string) *finder {
	if r.finders[lang] == nil && r.catalogue.matchers[lang] != nil {
		r.finders[lang] = r.catalogue.matchers[lang].finder()
	}
	return r.finders[lang]
}

// description reads a phrase of the document, once.
func (r *reader) description(phrase, lang string, terms *finder) *description {
	d := r.descriptions[phrase]
	if d == nil {
		w := r.catalogue.words
		r.tokens = appendTokens(r.tokens[:0], phrase)
		d = &description{whole: w.whole(phrase, r.tokens, lang), words: w.content(r.tokens, lang), hits: terms.hits(nil, r.tokens)}
		r.descriptions[phrase] = d
	}
	return d
}

// read appends the mentions of a document to the facts, all but the trivial ones.
func (r *reader) read(doc *extract.Document) error {
	terms := r.finder(doc.Language)
	if terms == nil {
		return fmt.Errorf("no terms for the language %q", doc.Language)
	}
	r.descriptions, r.told = make(map[string]*description, len(doc.Mentions)), r.told[:0]
	r.sentence, r.line, r.lineTo = -1, 1, 0
	number := 0
	for i := range doc.Mentions {
		w := &doc.Mentions[i]
		if w.Trivial {
			continue
		}
		if err := within(doc, w); err != nil {
			return err
		}
		number++
		s := doc.Sentences[w.Sentence]
		if w.Sentence != r.sentence {
			r.sentence = w.Sentence
			r.neighbours(doc.Mentions, i)
			r.passage.open(terms, doc.Text[s.Start:s.End], s.Start, r.figures)
		}
		r.facts = append(r.facts, r.fact(doc, terms, w, number))
	}
	return nil
}

// neighbours notes the figures in the sentence of mention i, the trivial ones included. Mentions are in text order.
func (r *reader) neighbours(mentions []extract.Mention, i int) {
	r.figures, r.counted = r.figures[:0], false
	for i > 0 && mentions[i-1].Sentence == r.sentence {
		i--
	}
	for ; i < len(mentions) && mentions[i].Sentence == r.sentence; i++ {
		r.figures = append(r.figures, mentions[i].Span)
		r.counted = r.counted || mentions[i].Trivial
	}
}

// within checks that a mention points into its document.
func within(doc *extract.Document, w *extract.Mention) error {
	if w.Start < 0 || w.End < w.Start || w.End > len(doc.Text) {
		return fmt.Errorf("mention %q at bytes %d to %d of a text of %d", w.Surface, w.Start, w.End, len(doc.Text))
	}
	if w.Sentence < 0 || w.Sentence >= len(doc.Sentences) {
		return fmt.Errorf("mention %q in sentence %d of %d", w.Surface, w.Sentence, len(doc.Sentences))
	}
	if s := doc.Sentences[w.Sentence]; s.Start < 0 || s.End < s.Start || s.End > len(doc.Text) {
		return fmt.Errorf("sentence at bytes %d to %d of a text of %d", s.Start, s.End, len(doc.Text))
	}
	return nil
}

// fact makes of a mention what is reasoned with: its record, its words and the indicator that they tell.
func (r *reader) fact(doc *extract.Document, terms *finder, w *extract.Mention, number int) *fact {
	s := doc.Sentences[w.Sentence]
	u := r.catalogue.units.Of(string(w.Kind), w.Unit, doc.Language)
	measure, subject := r.description(w.Measure, doc.Language, terms), r.description(w.Subject, doc.Language, terms)
	record := r.record(doc, w, u, number)
	found := r.indicated(doc, terms, w, u, measure, subject)
	r.memory = append(r.memory, fact{
		Mention:  record,
		written:  w,
		lang:     doc.Language,
		unit:     u,
		per:      r.denominator(w.Per, doc.Language),
		named:    subject.whole,
		measured: measure.whole,
		subject:  subject.words,
		measure:  measure.words,
		sentence: w.Sentence,
		block:    s.Block,
		tabled:   s.Block < len(doc.Blocks) && doc.Blocks[s.Block].Kind == extract.TableRow,
		counted:  r.counted,
		order:    r.first + len(r.facts),
		match:    found,
	})
	return &r.memory[len(r.memory)-1]
}

// record keeps a mention as the dataset has it.
func (r *reader) record(doc *extract.Document, w *extract.Mention, u unit.Unit, number int) *Mention {
	s := doc.Sentences[w.Sentence]
	r.mentions = append(r.mentions, Mention{
		ID:              mentionID(doc.ID, number),
		ReleaseID:       doc.ID,
		Section:         string(s.Section),
		Speaker:         s.Speaker,
		Sentence:        r.passage.folded,
		SentenceStart:   s.Start,
		SentenceEnd:     s.End,
		CharStart:       w.Start,
		CharEnd:         w.End,
		Place:           r.place(doc, w),
		Surface:         w.Surface,
		Unit:            w.Unit,
		Kind:            string(w.Kind),
		Per:             w.Per,
		Bound:           cmp.Or(string(w.Bound), string(extract.Exact)),
		Direction:       string(w.Direction),
		Period:          w.Period,
		Measure:         w.Measure,
		Subject:         w.Subject,
		RefArea:         w.Area,
		CounterpartArea: w.Partner,
		Vague:           w.Vague,
		Interval:        possible(w, u),
		Rules:           w.Rules,
	})
	record := &r.mentions[len(r.mentions)-1]
	if record.Rules == nil {
		record.Rules = []string{}
	}
	if w.Review != nil {
		record.Review, record.ReviewNote = string(w.Review.Verdict), w.Review.Note
	}
	if w.Range || w.Vague {
		record.Low, record.High = valid(w.Low), valid(w.High)
	} else {
		record.Value = valid(w.Low)
	}
	return record
}

// indicated finds the indicator that a mention is of.
func (r *reader) indicated(doc *extract.Document, terms *finder, w *extract.Mention, u unit.Unit, measure, subject *description) match {
	per, _ := r.catalogue.units.Denominator(w.Per, doc.Language)
	r.tokens = appendTokens(r.tokens[:0], w.Surface)
	r.surface = terms.hits(r.surface[:0], r.tokens)
	c := candidate{
		span:      w.Span,
		kind:      string(w.Kind),
		code:      u.Code,
		per:       per.Code,
		direction: string(w.Direction),
		measure:   measure.hits,
		surface:   r.surface,
		subject:   subject.hits,
	}
	found := r.tallies.find(&r.passage, c)
	switch {
	case found.indicator == nil:
		return r.inShort(measure.words, c, doc.Language)
	case found.place == inMeasure && c.kind != unit.Count:
		r.told = append(r.told, found.term)
	}
	return found
}

// place is where in its source a mention stands; 0 where that is not known. Mentions that come in text order cost one pass over it.
func (r *reader) place(doc *extract.Document, w *extract.Mention) int {
	block := doc.Sentences[w.Sentence].Block
	switch {
	case doc.Places == extract.Lines:
		if w.Start < r.lineTo {
			r.line, r.lineTo = 1, 0
		}
		r.line += strings.Count(doc.Text[r.lineTo:w.Start], "\n")
		r.lineTo = w.Start
		return r.line
	case block < len(doc.Blocks):
		return doc.Place(block, w.Start)
	}
	return 0
}

// inShort is the match of an amount, or a change, whose measure only repeats words of a term in which the text told of an indicator before:
// "sales" in a text that began with retail sales. There is none where such words told of two indicators. What counts are of is told by their
// nouns, which are too common for that.
func (r *reader) inShort(measure bag, c candidate, lang string) (m match) {
	if c.kind == unit.Count {
		return match{}
	}
	changing := r.catalogue.words.stated[lang].Changing
	var words bag
	for _, word := range measure {
		if !changing[word] {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return match{}
	}
	for _, t := range r.told {
		if !words.within(t.content) || t.indicator == m.indicator {
			continue
		}
		inUnit := t.indicator.suits(c)
		change := t.indicator.changes(c, inUnit)
		if m.indicator != nil || !inUnit && !change {
			return match{}
		}
		m = match{indicator: t.indicator, change: change, score: enough, term: t, place: inEarlier}
	}
	return m
}

// mentionID names a mention by its release and its number there, in three digits at least.
func mentionID(release string, number int) string {
	digits := strconv.Itoa(number)
	return release + "-m" + "000"[min(3, len(digits)):] + digits
}

func valid(d decimal.Decimal) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: d.Trim(0), Valid: true}
}

// possible is the interval of a mention.
func possible(w *extract.Mention, u unit.Unit) interval.Interval {
	form := interval.Rounded
	switch w.Kind {
	case extract.Money:
		// Amounts written in full, to the dollar or the cent, are set or booked and so exact; one with
		// a scale word is rounded at its last digit.
		form = interval.Counted
	case extract.Count, extract.Duration:
		// Three and a half nights are an average; three nights are counted.
		if w.Low.IsInt() && w.High.IsInt() {
			form = interval.Counted
		}
	case extract.Rank:
		form = interval.Ranked
	case extract.Fraction:
		form = interval.Fractional
	}
	return interval.Written{
		Low:     w.Low,
		High:    w.High,
		Range:   w.Range,
		Vague:   w.Vague,
		Step:    w.Step,
		InWords: w.InWords,
		Bound:   interval.Bound(w.Bound),
		Form:    form,
		Signed:  u.Signed && w.Direction == "",
	}.Interval()
}

// denominator gives the parts of a rate's denominator their English names, so that "par entreprise" and
// "per company" are one. Unknown nouns and amounts stay as they are.
func (r *reader) denominator(per, lang string) string {
	if per == "" {
		return ""
	}
	if u, ok := r.catalogue.units.Denominator(per, lang); ok {
		return u.Noun("en", false)
	}
	list := strings.Fields(per)
	for i, noun := range list {
		if u, ok := r.catalogue.units.Denominator(noun, lang); ok && u.Kind != unit.Money {
			list[i] = u.Noun("en", false)
		}
	}
	return strings.Join(list, " ")
}

// fold makes one line of a sentence. Non-breaking spaces are part of how French is written, and stay.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < utf8.RuneSelf && blank(byte(r)) }), " ")
}

// blank tells whether a byte is white space that a line can break at.
func blank(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// folded tells whether a text is one line already, as most are.
func folded(s string) bool {
	after := true // the start, or a space
	for i := range len(s) {
		space := blank(s[i])
		if space && (after || s[i] != ' ') {
			return false
		}
		after = space
	}
	return !after || s == ""
}

// sectionRank orders sections by how much a reader can rely on the wording there: fact lists are written to
// be quoted, headlines round, boilerplate is about somebody else.
func sectionRank(section string) int {
	switch extract.Section(section) {
	case extract.QuickFacts:
		return 0
	case extract.Body:
		return 1
	case extract.Quote:
		return 2
	case extract.Headline:
		return 3
	}
	return 4
}
