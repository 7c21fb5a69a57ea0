package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// tagAt is the tag of token i, stop outside the sentence.
func (r *reading) tagAt(i int) tag {
	if i < 0 || i >= len(r.tags) {
		return stop
	}
	return r.tags[i]
}

// before gives the last token before a figure that is no qualifier: the word that ties it to its clause.
func (r *reading) before(from int) int {
	if r.link.to != from {
		r.link = span{r.linkBefore(from), from}
	}
	return r.link.from
}

func (r *reading) linkBefore(from int) int {
	i := from - 1
	for i >= 0 {
		if k := r.boundEnding(i + 1); k > 0 {
			i -= k
			continue
		}
		if r.tags[i] != adverb && r.tags[i] != determiner && !r.pack.Is(r.scanned[i], language.Alone) && !(r.tags[i] == noun && r.pack.Is(r.scanned[i], language.PreNoun) && r.pack.Is(r.scanned[i], language.ChangeBefore)) {
			break
		}
		i--
	}
	return i
}

// boundEnding gives the length of a qualifier that ends before token i.
func (r *reading) boundEnding(i int) int {
	for from := max(0, i-5); from < i; from++ {
		if _, n := r.pack.Match(r.scanned, from, language.BoundBefore); n > 0 && from+n == i {
			return n
		}
	}
	return 0
}

// ends finds a phrase of a class that ends right before token i, and where it starts.
func (r *reading) ends(i int, class language.Class) (language.Entry, int) {
	for from := max(0, i-6); from < i; from++ {
		if e, n := r.pack.Match(r.scanned, from, class); n > 0 && from+n == i {
			return e, from
		}
	}
	return language.Entry{}, -1
}

// skipArticle gives the token behind what stands before the article of a figure at from.
func (r *reading) skipArticle(from int) int {
	for from > 0 && (r.tags[from-1] == determiner || r.tags[from-1] == period || r.tags[from-1] == inside || r.tags[from-1] == adverb && r.boundEnding(from) == 1) {
		from--
	}
	return from
}

// extent gives the token behind the noun phrase, with its complements, that goes on from i.
func (r *reading) extent(i, most int) int {
	end, joint := i, -1
	for words := 0; end < len(r.tags) && words < most && r.continues(i, end, words); end++ {
		switch r.tags[end] {
		case noun, adverb, participle, infinitive:
			words++
		case and:
			joint = end
		}
	}
	if joint > 0 && r.tagAt(end) == figure {
		end = joint // « … de logements et la rénovation de 150 écoles »
	}
	for end > i {
		switch r.tags[end-1] {
		case determiner, preposition, genitive, adverb, and:
			end--
			continue
		case inside:
			if t := r.scanned[end-1]; t.Rune != 0 {
				end--
				continue
			}
		}
		break
	}
	return end
}

// continues tells whether a noun phrase that began at i, and has so many words, goes on with token k.
func (r *reading) continues(i, k, words int) bool {
	switch r.tags[k] {
	case noun, adverb, participle, inside, genitive:
	case preposition:
		if k > i && (r.tagAt(k+1) == period || r.tagAt(k+1) == figure) || r.breaksDown(k) {
			return false
		}
	case determiner:
		if k > i && r.tags[k-1] == noun {
			return false
		}
	case pronoun:
		if r.pack.Is(r.scanned[k], language.Reflexive) {
			return false
		}
	case comma:
		if k == i || words == 0 || !r.listAhead(k+1) {
			return false
		}
	case infinitive:
		if words > 2 {
			return false
		}
	case and:
		if k == i || r.tags[k-1] != noun || !r.joins(k) {
			return false
		}
	default:
		return false
	}
	return !r.toldOtherwise(i, k)
}

// joins tells whether a joint at k joins another noun to the one before it, and no clause.
func (r *reading) joins(k int) bool {
	if r.finiteNext(k + 1) {
		return false
	}
	switch r.tagAt(k + 1) {
	case noun:
		return true
	case determiner, preposition, genitive:
		return r.pack.KeepsArticles() && (r.tagAt(k+2) == noun || r.tagAt(k+2) == determiner)
	}
	return false
}

// toldOtherwise tells whether token k opens words that tell what something costs, or what it is counted for, and that no noun phrase, which
// began at i, goes on with.
func (r *reading) toldOtherwise(i, k int) bool {
	if r.pack.Opens(r.scanned[k], language.Worth) {
		if _, n := r.pack.Match(r.scanned, k, language.Worth); n > 0 && (n > 1 || r.tagAt(k+1) != noun && r.tagAt(k+1) != determiner) {
			return true
		}
	}
	if k == i || !r.pack.OpensAny(r.scanned[k], perWords) {
		return false
	}
	_, n := r.pack.Match(r.scanned, k, language.PerAdverb)
	return n > 0 || k+1 < len(r.scanned) && r.pack.Is(r.scanned[k], language.PerWord) && r.pack.Is(r.scanned[k+1], language.Duration)
}

var perWords = language.SetOf(language.PerAdverb, language.PerWord)

// listAhead tells whether a list of nouns goes on at i: "farming and processing".
func (r *reading) listAhead(i int) bool {
	for k := i; k < min(len(r.tags), i+6); k++ {
		switch r.tags[k] {
		case noun, inside, genitive:
		case determiner:
			if !r.pack.KeepsArticles() {
				return false
			}
		case and:
			return k > i && (r.tagAt(k+1) == noun || r.tagAt(k+1) == determiner && r.tagAt(k+2) == noun) && !r.finiteNext(k+1)
		default:
			return false
		}
	}
	return false
}

// finiteNext tells whether the noun phrase at i is the subject of a verb.
func (r *reading) finiteNext(i int) bool {
	for ; i < len(r.tags); i++ {
		switch r.tags[i] {
		case noun, inside, determiner, genitive, adverb:
			continue
		}
		return r.tags[i] == finite && i != r.limit
	}
	return false
}

func (r *reading) figureBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if r.tags[i] == figure {
			return true
		}
	}
	return false
}

// glued tells whether token i follows the one before it without space.
func (r *reading) glued(i int) bool {
	return i < len(r.scanned) && !r.scanned[i].Has(token.SpaceBefore)
}

// pronominal tells whether a subject is but a pronoun.
func (r *reading) pronominal(s span) bool {
	for i := s.from; i < s.to; i++ {
		if r.tags[i] != pronoun && r.tags[i] != determiner && r.tags[i] != adverb && r.tags[i] != genitive && r.tags[i] != inside {
			return false
		}
	}
	return true
}

// subjectText is a subject as text; a pronoun stands for what the sentence before is about.
func (r *reading) subjectText(s span) string {
	if s.empty() {
		return ""
	}
	if r.timeOnly(s) {
		return ""
	}
	if r.said.of != s || r.said.frames != len(r.frames) {
		text := r.spelledOut(r.subjectOf(s))
		r.said.of, r.said.frames, r.said.text = s, len(r.frames), text
	}
	return r.said.text
}

// timeOnly tells whether a phrase names a period and nothing else.
func (r *reading) timeOnly(s span) bool {
	named := false
	for i := s.from; i < s.to; i++ {
		if r.grammar.Roles[i] == quantity.InPeriod {
			named = true
		} else if r.tags[i] != determiner {
			return false
		}
	}
	return named
}

// subjectOf is a subject as the name of whom or what a figure is of, without its figures and what is told of it.
func (r *reading) subjectOf(s span) string {
	if r.pronominal(s) {
		return r.pronounOf(s)
	}
	if name := r.called(s); name != "" {
		return name
	}
	if k := r.skipDeterminer(s.from); k+2 < s.to && r.pack.Is(r.scanned[k], language.Thing) && r.tags[k+1] == genitive && r.demonstrative(k+2) && r.hero.name != "" {
		return r.hero.name // "the plant of this supplier"
	}
	name, text, told := r.withoutFigures(s)
	if told {
		return text
	}
	return r.bareName(name, s)
}

// pronounOf is what a subject that is a pronoun stands for.
func (r *reading) pronounOf(s span) string {
	switch last := r.scanned[s.to-1]; {
	case r.pack.Is(last, language.Speaker):
		return "" // who speaks is not what the text speaks of
	case r.main.to <= s.from && r.main.to > r.main.from && !r.pronominal(r.main):
		return r.subjectText(r.main)
	case r.pack.Is(last, language.PluralPronoun) && r.listed != "" && !r.plural(r.topic):
		return r.listed
	}
	return r.topic
}

// withoutFigures is the part of a subject that its figures leave. Where one of them is itself what the subject says, that is told as text.
func (r *reading) withoutFigures(s span) (name span, text string, told bool) {
	from, to := s.from, s.to
	for n := range r.grammar.Quantities {
		q := &r.grammar.Quantities[n]
		if !r.contains(s, q) {
			continue
		}
		if r.hyphenated(q) && q.To < to && r.tags[q.To] == noun {
			if from = q.To; to == from+1 && r.pack.Is(r.scanned[from], language.Thing) && r.hero.name != "" {
				return span{}, r.hero.name, true
			}
			continue
		}
		if !r.joined(from, q.From) && r.before(q.From) >= from {
			to = r.objectEnd(from, q.From)
			for to > from && (r.tags[to-1] == genitive || r.tags[to-1] == adverb) {
				to--
			}
			break
		}
		if from = q.To; r.ownNoun(q) && q.NounFrom >= s.from {
			from = q.NounFrom
		} else if own := r.insideNoun(q); own != "" && q.Kind == Fraction {
			return span{}, strings.TrimSpace(own + " " + r.text(from, to)), true // "un emploi sur cinq"
		}
		if from >= to && n < len(r.frames) {
			return span{}, r.frames[n].base, true
		}
		if r.tags[from] == preposition {
			return span{}, "", true // "$248 million in loans"
		}
	}
	return span{from, to}, "", false
}

// bareName is the part of a subject that names it, without clauses and brackets, with the name of its owner in full.
func (r *reading) bareName(name, s span) string {
	from, to := name.from, name.to
	for i := from; i < to; i++ {
		if r.tags[i] == relative || r.tags[i] == infinitive || r.tags[i] == conjunction || r.tags[i] == bracket && i > from && !r.abbreviates(i, to) {
			to = r.objectEnd(from, i)
			break
		}
	}
	for r.pack.Inflected() && to > from+1 && to < s.to && r.pack.Gerund(r.Text[r.scanned[to-1].Start:r.scanned[to-1].End]) {
		to-- // « un plan visant | à former »
	}
	if from < to && r.tags[from] == genitive {
		from++
	}
	owner := ""
	if from+1 < to && r.pack.Is(r.scanned[from], language.Possessive) && r.topic != "" {
		owner = r.topic
		from++
	}
	if to < s.to && r.genericSubject(span{from, to}) {
		return "" // "an average of 300"
	}
	const longestName = 12 // tokens
	if to-from > longestName {
		to = min(to, r.extent(from, 9))
	}
	text := r.text(from, to)
	if owner != "" && text != "" {
		return text + " " + r.compose(r.pack.Wording("owner"), owner)
	}
	return text
}

// abbreviates tells whether a bracket at i belongs to an abbreviation inside a noun phrase that ends before to: « le produit
// intérieur brut (PIB) réel ».
func (r *reading) abbreviates(i, to int) bool {
	if r.scanned[i].Rune == ')' {
		return i+1 < to && r.tagAt(i-2) == bracket
	}
	return i+3 < to && r.tags[i+2] == bracket && r.tags[i+3] == noun
}

func (r *reading) skipDeterminer(i int) int {
	for r.tagAt(i) == determiner {
		i++
	}
	return min(i, len(r.tags)-1)
}

// plural tells whether a subject is several things, as far as its last words tell.
func (r *reading) plural(s string) bool {
	and := " " + r.pack.Wording("and") + " "
	if strings.Contains(s, and) {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		if r.pack.Plural(w) {
			return true
		}
		if r.pack.KeepsArticles() && len(w) > 3 {
			return false
		}
	}
	return false
}

// text is the text of tokens[from:to] in one line.
func (r *reading) text(from, to int) string {
	if from >= to || from < 0 {
		return ""
	}
	if from+2 < to && r.scanned[from+1].Rune == ')' {
		from += 2 // the bracket opened before the phrase
	}
	text := trimWords(fold(r.Text[r.scanned[from].Start:r.scanned[to-1].End]))
	if from == 0 && r.common() {
		c, size := utf8.DecodeRuneInString(text)
		return string(unicode.ToLower(c)) + text[size:]
	}
	return text
}

// common tells whether the word that opens the sentence has its capital from that alone, as far as the text tells.
func (r *reading) common() bool {
	t := r.scanned[0]
	if !t.Has(token.Capital) || t.Has(token.Upper) || t.End-t.Start < 2 || r.pack.Is(t, language.Area) {
		return false
	}
	for i := 1; i < min(len(r.scanned), 3); i++ {
		if r.scanned[i].Has(token.Capital) {
			return false
		}
	}
	if len(r.scanned) > 2 && r.scanned[1].Rune == '-' && r.glued(1) && r.glued(2) {
		return true // "Factory-built"
	}
	word := r.Text[t.Start:t.End]
	return t.Word != 0 || r.pack.Plural(word) || r.lower()[strings.ToLower(word)]
}

// lower is the words of the text that stand in it without a capital and are not in the pack.
func (r *reading) lower() map[string]bool {
	if !r.smallRead {
		r.smallRead = true
		for _, t := range r.tokens {
			if t.Kind == token.Word && t.Word == 0 && !t.Has(token.Capital) {
				r.small[r.Text[t.Start:t.End]] = true
			}
		}
	}
	return r.small
}

// whole is the noun phrase behind the "of" at token i, with the article that a contraction holds.
func (r *reading) whole(i, end int) string {
	if r.pack.Opens(r.at(i+1), language.Emission) {
		if _, k := r.pack.Match(r.scanned, i+1, language.Emission); k > 0 {
			return r.pack.Wording("emissions") // "1,200 tonnes of CO2 equivalent"
		}
	}
	text := r.text(i+1, end)
	if article := r.pack.Wording(strings.ToLower(r.Text[r.scanned[i].Start:r.scanned[i].End])); article != "" && text != "" && !strings.HasSuffix(article, "'") {
		return article + " " + text
	}
	return text
}

// articled is the text of tokens[from:to], with the article before it in a language whose noun phrases keep theirs.
func (r *reading) articled(from, to int) string {
	if from < 1 || !r.pack.KeepsArticles() || r.pack.Is(r.scanned[from-1], language.Possessive) || r.pack.Is(r.scanned[from-1], language.Demonstrative) {
		return r.text(from, to)
	}
	switch r.tags[from-1] {
	case determiner:
		return r.text(from-1, to)
	case genitive:
		return r.whole(from-1, to)
	}
	return r.text(from, to)
}

// compose joins a head that ends with a preposition to a noun phrase, with the contractions of the language.
func (r *reading) compose(head, base string) string {
	if head == "" || base == "" {
		return head + base
	}
	if !r.pack.KeepsArticles() {
		return head + " " + r.plain(base)
	}
	base = r.lowerArticle(base)
	cut := strings.LastIndexByte(head, ' ') + 1
	link := head[cut:]
	first, rest, _ := strings.Cut(base, " ")
	if c := r.pack.Wording(link + " " + strings.ToLower(first)); c != "" {
		return head[:cut] + c + " " + rest
	}
	if c := r.pack.Wording(link); c != "" {
		if v, _ := utf8.DecodeRuneInString(strings.ToLower(base)); strings.ContainsRune("aeiouyhàâäéèêëîïôöûüœ", v) {
			return head[:cut] + c + base
		}
	}
	return head + " " + base
}

// lowerArticle writes a determiner small that stood at the start of a sentence.
func (r *reading) lowerArticle(s string) string {
	end := strings.IndexAny(s, " '’")
	if end < 0 {
		return s
	}
	word := strings.ToLower(s[:end])
	if s[end] != ' ' {
		word += "'"
	}
	if _, ok := r.pack.Meaning(word, language.Determiner); !ok {
		return s
	}
	return strings.ToLower(s[:end]) + s[end:]
}

// plain takes determiners and other small words from the start of a phrase.
func (r *reading) plain(s string) string {
	const longest = 9 // bytes of a determiner
	for {
		first, rest, ok := strings.Cut(s, " ")
		if e := strings.IndexAny(s, "'’"); e > 0 && e < len(first) {
			w := strings.ToLower(s[:e]) + "'"
			_, size := utf8.DecodeRuneInString(s[e:])
			if _, is := r.pack.Meaning(w, language.Determiner); is {
				s = s[e+size:]
				continue
			}
			return s
		}
		if !ok || len(first) > longest {
			return s
		}
		if _, det := r.pack.Meaning(strings.ToLower(first), language.Determiner); !det {
			return s
		}
		s = rest
	}
}

// phrase is the text of tokens[from:to].
func (r *reading) phrase(tokens []token.Token, from, to int) string {
	if from >= to {
		return ""
	}
	return trimWords(fold(r.Text[tokens[from].Start:tokens[to-1].End]))
}

func trimWords(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != ')' })
}
