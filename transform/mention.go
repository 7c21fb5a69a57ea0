package transform

import (
	"fmt"
	"strings"

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
}

// reader turns the documents of a run into mentions.
type reader struct {
	catalogue *Catalogue
	facts     []*fact
}

// read appends the mentions of a document to the facts, all but the trivial ones.
func (r *reader) read(doc *extract.Document) error {
	m := r.catalogue.matchers[doc.Language]
	if m == nil {
		return fmt.Errorf("transform: %s: no terms for the language %q", doc.ID, doc.Language)
	}
	passages := map[int]*passage{}
	figures := map[int][]extract.Span{}
	counted := map[int]bool{}
	for _, w := range doc.Mentions {
		figures[w.Sentence] = append(figures[w.Sentence], w.Span)
		if w.Trivial {
			counted[w.Sentence] = true
		}
	}
	number := 0
	for i := range doc.Mentions {
		w := &doc.Mentions[i]
		if w.Trivial {
			continue
		}
		if err := within(doc, w); err != nil {
			return fmt.Errorf("transform: %s: %w", doc.ID, err)
		}
		number++
		s := doc.Sentences[w.Sentence]
		p := passages[w.Sentence]
		if p == nil {
			p = m.passage(doc.Text[s.Start:s.End], s.Start, figures[w.Sentence])
			passages[w.Sentence] = p
		}
		f := r.fact(doc, m, p, w, number)
		f.counted = counted[w.Sentence]
		r.facts = append(r.facts, f)
	}
	return nil
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

func (r *reader) fact(doc *extract.Document, m *matcher, p *passage, w *extract.Mention, number int) *fact {
	s := doc.Sentences[w.Sentence]
	u := r.catalogue.units.Of(string(w.Kind), w.Unit, doc.Language)
	per, _ := r.catalogue.units.Denominator(w.Per, doc.Language)
	record := &Mention{
		ID:              fmt.Sprintf("%s-m%03d", doc.ID, number),
		ReleaseID:       doc.ID,
		Section:         string(s.Section),
		Speaker:         s.Speaker,
		Sentence:        p.folded,
		SentenceStart:   s.Start,
		SentenceEnd:     s.End,
		CharStart:       w.Start,
		CharEnd:         w.End,
		Surface:         w.Surface,
		Unit:            w.Unit,
		Kind:            string(w.Kind),
		Per:             w.Per,
		Bound:           string(w.Bound),
		Direction:       string(w.Direction),
		Period:          w.Period,
		Measure:         w.Measure,
		Subject:         w.Subject,
		RefArea:         w.Area,
		CounterpartArea: w.Partner,
		Vague:           w.Vague,
		Interval:        possible(w, u),
		Rules:           append([]string{}, w.Rules...),
	}
	if record.Bound == "" {
		record.Bound = string(extract.Exact)
	}
	if w.Range || w.Vague {
		record.Low, record.High = valid(w.Low), valid(w.High)
	} else {
		record.Value = valid(w.Low)
	}
	return &fact{
		Mention:  record,
		written:  w,
		lang:     doc.Language,
		unit:     u,
		per:      r.denominator(w.Per, doc.Language),
		named:    r.catalogue.words.whole(w.Subject, doc.Language),
		measured: r.catalogue.words.whole(w.Measure, doc.Language),
		subject:  r.catalogue.words.content(w.Subject, doc.Language),
		measure:  r.catalogue.words.content(w.Measure, doc.Language),
		sentence: w.Sentence,
		block:    s.Block,
		tabled:   s.Block < len(doc.Blocks) && doc.Blocks[s.Block].Kind == extract.TableRow,
		order:    len(r.facts),
		match: m.find(p, candidate{
			span:        w.Span,
			kind:        string(w.Kind),
			code:        u.Code,
			per:         per.Code,
			direction:   string(w.Direction),
			measureText: w.Measure,
			phraseText:  w.Surface,
			subjectOf:   w.Subject,
		}),
	}
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
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '\n' || r == '\r' || r == '\t' || r == '\v' || r == '\f'
	}), " ")
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
