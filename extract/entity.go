package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// entity is a plant, programme, place or body that the text names with capitals.
type entity struct {
	name       string
	head       string // the noun by which the text calls it again, in small letters: "fund"
	short      string // its abbreviation: "CBSA"
	start, end int    // of its first mention
}

// entities collects what a block of the body names, people and countries aside.
func (r *reading) entities(n int, tokens []token.Token) {
	const most = 60
	if section := r.Blocks[n].Section; section != Body && section != QuickFacts {
		return
	}
	i := 0
	for n == r.lead && i < len(tokens) && tokens[i].Start < r.leadText {
		i++
	}
	tokens = tokens[i:]
	for i = 0; i < len(tokens) && len(r.known) < most; {
		if !tokens[i].Has(token.Capital) {
			i++
			continue
		}
		i = r.entity(tokens, i)
	}
}

// choose finds which of the names the release is about: what its headline names and its body names again and again, or
// else its first paragraph.
func (r *reading) choose() {
	const often = 3
	if r.lead < 0 || r.lead >= len(r.Blocks) {
		return
	}
	headline := fold(r.Text[:r.Blocks[r.lead].Start])
	count := 0
	for _, e := range r.known {
		_, rest, several := strings.Cut(e.name, " ")
		inHeadline := strings.Contains(headline, e.name)
		if several && !inHeadline && strings.Contains(rest, " ") && strings.Contains(headline, rest) {
			e.name, inHeadline = rest, true // a company called after its mine
		}
		if !inHeadline && (!several || e.end > r.Blocks[r.lead].End || r.headlined) {
			continue
		}
		first, _, _ := strings.Cut(e.name, " ")
		if len(first) < 3 {
			continue
		}
		c := strings.Count(r.Text, first)
		least := often
		switch {
		case several && inHeadline:
			c, least = max(strings.Count(r.Text, e.name), min(c, often+1)), often-1
		case several:
			least = 2
			if strings.Contains(r.Text, " "+strings.ToLower(first)) {
				c = strings.Count(r.Text, e.name) // the first word is a common one
			}
		}
		if c < least || c <= count && inHeadline == r.headlined || r.publishes(e) || !several && !r.proper(first) {
			continue
		}
		r.hero, count = e, c
		r.headlined = inHeadline && (several || strings.HasPrefix(r.Text[r.Blocks[r.lead].Start:], e.name))
	}
}

// proper tells whether a word is a name: not short, no abbreviation, and never written small.
func (r *reading) proper(word string) bool {
	return len(word) > 4 && strings.ToUpper(word) != word && !strings.Contains(r.Text, " "+strings.ToLower(word))
}

// publishes tells whether a name is that of the publisher or of a government, whose releases are about others.
func (r *reading) publishes(e entity) bool {
	if strings.Contains(r.Publisher, e.name) {
		return true // "Public Works", of the Department of Public Works
	}
	for w := range strings.FieldsSeq(strings.ToLower(e.name)) {
		if _, ok := r.pack.Meaning(w, language.Body); ok && strings.Count(e.name, " ") < 4 {
			return true
		}
		if area, ok := r.pack.Meaning(w, language.Area); ok && country(area.ID) == country(r.home) {
			return true
		}
	}
	return false
}

// entity adds the name that starts at token i, which has a capital, and gives the token behind it.
func (r *reading) entity(tokens []token.Token, i int) int {
	t := tokens[i]
	if t.Kind != token.Word || t.Has(token.Upper) && t.End-t.Start < 5 {
		return i + 1
	}
	opens := i == 0 || tokens[i-1].Kind == token.Sign && tokens[i-1].Rune != '-' && tokens[i-1].Rune != ',' && tokens[i-1].Rune != '('
	if opens && r.pack.Single(t) != (language.Set{}) || r.pack.Single(t).Meets(noName) {
		return i + 1
	}
	if i > 0 && r.pack.Is(tokens[i-1], language.Honorific) {
		return r.pastName(tokens, i)
	}
	if _, n := r.pack.Match(tokens, i, language.Honorific); n > 0 {
		return r.pastName(tokens, i+n)
	}
	end := r.pastName(tokens, i)
	if _, n := r.pack.Match(tokens, i, language.Area); n > 0 && end <= i+n {
		return i + n
	}
	if end < len(tokens) && tokens[end].Rune == '-' && !tokens[end].Has(token.SpaceBefore) {
		return end // "COVID-19"
	}
	if end-i == 1 && opens {
		return end
	}
	if r.pack.KeepsArticles() && end < len(tokens) && (r.pack.Is(tokens[end], language.Of) || r.pack.Is(tokens[end], language.Goal)) {
		end = r.pastPhrase(tokens, end) // « Fonds d'entrée sur les marchés »
	}
	e := entity{name: fold(r.Text[t.Start:tokens[end-1].End]), start: t.Start, end: tokens[end-1].End}
	head := tokens[end-1]
	if r.pack.KeepsArticles() {
		head = t // the head of a French name stands first
	}
	for k := range r.known {
		if r.known[k].name == e.name {
			return end
		}
	}
	e.head = strings.ToLower(r.Text[head.Start:head.End])
	if open := r.abbreviatedAt(tokens, end); open > 0 {
		e.short = r.Text[tokens[open+1].Start:tokens[open+1].End]
		e.name = fold(r.Text[t.Start:tokens[open-1].End])
	}
	r.known = append(r.known, e)
	return end
}

// abbreviatedAt gives the bracket, at the end of a name or behind the words that it goes on with, that holds its abbreviation, or 0:
// "Border Services Agency (CBSA)", « Agence des services frontaliers | du Canada (ASFC) ».
func (r *reading) abbreviatedAt(tokens []token.Token, end int) int {
	const most = 6 // words between
	for i := end; i+2 < len(tokens) && i <= end+most; i++ {
		switch t := tokens[i]; {
		case t.Rune == '(':
			if short := tokens[i+1]; short.Has(token.Upper) && short.End-short.Start > 1 && tokens[i+2].Rune == ')' {
				return i
			}
			return 0
		case t.Kind != token.Word || !r.pack.KeepsArticles():
			return 0
		}
	}
	return 0
}

// shortened tells whether the text has an abbreviation for a name.
func (r *reading) shortened(name string) bool {
	return slices.ContainsFunc(r.known, func(e entity) bool { return e.short != "" && e.name == name })
}

// spelledOut is the name that a subject is the abbreviation of, or the subject.
func (r *reading) spelledOut(subject string) string {
	for k := range r.known {
		if e := &r.known[k]; e.short != "" && strings.HasSuffix(subject, e.short) && r.plain(subject) == e.short {
			return strings.TrimSuffix(subject, e.short) + e.name
		}
	}
	return subject
}

var noName = language.SetOf(language.Month, language.Weekday, language.Pronoun, language.Determiner)

// pastPhrase gives the token behind the small letters that a name goes on with.
func (r *reading) pastPhrase(tokens []token.Token, i int) int {
	end := i
	for end < min(len(tokens), i+6) && tokens[end].Kind == token.Word && !r.pack.Single(tokens[end]).Meets(endsName) {
		end++
	}
	for end > i && r.pack.Single(tokens[end-1]).Meets(small) {
		end--
	}
	return end
}

var endsName = language.SetOf(language.Auxiliary, language.Verb, language.RelativePronoun, language.Conjunction, language.Pronoun)

// pastName gives the token behind words with capitals and the small words between them.
func (r *reading) pastName(tokens []token.Token, i int) int {
	end := i
	for end < len(tokens) {
		t := tokens[end]
		switch {
		case t.Kind == token.Word && t.Has(token.Capital), t.Kind == token.Number && end > i && t.End-t.Start < 4 && t.Decimals == 0 && !t.Has(token.Grouped) && t.Length > 0 && end+1 < len(tokens) && tokens[end+1].Kind == token.Sign:
			end++
			continue
		case end == i:
			return i + 1
		}
		k := end
		for k < len(tokens) && k < end+2 && (r.pack.Is(tokens[k], language.Of) || tokens[k].Rune == '-' || tokens[k].Rune == '–' && !tokens[k].Has(token.SpaceBefore) || r.pack.Is(tokens[k], language.Determiner) && k > end) {
			k++
		}
		if k > end && k < len(tokens) && tokens[k].Kind == token.Word && tokens[k].Has(token.Capital) {
			end = k
			continue
		}
		break
	}
	return end
}

// called resolves a short phrase such as "the fund" or "the department" to what it calls again, or gives "".
func (r *reading) called(s span) string {
	if s.to-s.from != 2 || r.tags[s.from] != determiner || r.tags[s.from+1] != noun {
		return ""
	}
	t := r.scanned[s.from+1]
	body := r.pack.Is(t, language.Body)
	if body && r.Publisher != "" {
		return r.Publisher
	}
	if t.Has(token.Capital) && !body {
		return ""
	}
	word := strings.ToLower(r.Text[t.Start:t.End])
	for k := len(r.known) - 1; k >= 0; k-- {
		if e := &r.known[k]; e.head == word && e.start < t.Start && strings.Contains(e.name, " ") {
			return e.name
		}
	}
	if r.pack.Is(t, language.Thing) && r.hero.name != "" {
		return r.hero.name
	}
	if r.pack.Is(t, language.Branch) {
		return r.branchNamed(word, t.Start)
	}
	return ""
}

// lookbacks are what the text said before of words that it says again. A text is searched once for each of them, however
// often it is asked.
type lookbacks map[string]lookback

type lookback struct {
	searched int    // bytes of the text
	found    string // what it said first
}

// find gives what a word's first place before a byte told, of those at which tell gives anything.
func (l *lookbacks) find(text, word string, before int, tell func(at int) string) string {
	known := (*l)[word]
	for known.found == "" && known.searched < before {
		k := strings.Index(text[known.searched:before], word)
		if k < 0 {
			known.searched = max(known.searched, before-len(word)+1)
			break
		}
		at := known.searched + k
		known.searched = at + len(word)
		known.found = tell(at)
	}
	if *l == nil {
		*l = lookbacks{}
	}
	(*l)[word] = known
	return known.found
}

// branchNamed is what the text says of a branch of trade when it first names it, before a byte: "the sector" is "farm and food
// sector". It is "" where the text does not say more.
func (r *reading) branchNamed(word string, before int) string {
	const far = 60 // bytes
	return r.branches.find(r.Text, word, before, func(at int) string {
		text, from := r.Text[:before], at+len(word)
		next, _ := utf8.DecodeRuneInString(text[from:])
		if at == 0 || from == len(text) || text[at-1] != ' ' && text[at-1] != '\'' || unicode.IsLetter(next) {
			return ""
		}
		start, end := max(0, at-far), at
		start += strings.LastIndexByte(text[start:end], '\n') + 1
		if r.pack.AdjectiveBehind {
			start, end = from, min(len(text), from+far)
			if line := strings.IndexByte(text[start:end], '\n'); line >= 0 {
				end = start + line
			}
		}
		first, last, ok := r.modifiers(r.stretch(start, end))
		switch {
		case !ok:
			return ""
		case r.pack.AdjectiveBehind:
			return fold(text[at:last])
		}
		return fold(text[first:from])
	})
}

// modifiers gives the bytes of the words that set a noun apart, before it or behind it as the language has it.
func (r *reading) modifiers(tokens []token.Token) (start, end int, ok bool) {
	n := 0
	word := func(i int) bool {
		t := tokens[i]
		classes := r.pack.Single(t)
		return t.Kind == token.Word && !classes.Meets(small) && !classes.Meets(verbClasses) && !classes.Meets(endsName)
	}
	if r.pack.AdjectiveBehind {
		for n < len(tokens) && n < 5 && (word(n) || n+1 < len(tokens) && (r.pack.Is(tokens[n], language.Of) || r.pack.Is(tokens[n], language.Determiner) && n > 0) && tokens[n+1].Kind == token.Word) {
			n++
		}
		for n > 0 && !word(n-1) {
			n--
		}
		if n == 0 {
			return 0, 0, false
		}
		return tokens[0].Start, tokens[n-1].End, true
	}
	last := len(tokens) - 1
	for n <= last && n < 4 && (word(last-n) || tokens[last-n].Rune == '-' || n > 0 && r.pack.Is(tokens[last-n], language.ListAnd) && n < last && word(last-n-1)) {
		n++
	}
	for n > 0 && !word(last-n+1) {
		n--
	}
	if n == 0 {
		return 0, 0, false
	}
	return tokens[last-n+1].Start, tokens[last].End, true
}

// whose gives the subject of a figure whose clause names none: what the release is about, where the passage speaks of it.
func (r *reading) whose() string {
	if r.hero.name == "" {
		return ""
	}
	s := r.Sentences[len(r.Sentences)-1]
	if s.Section == Quote || s.Section == Boilerplate || len(r.scanned) == 0 {
		return ""
	}
	b := r.Blocks[s.Block]
	first, _, _ := strings.Cut(r.hero.name, " ")
	if strings.Contains(r.Text[b.Start:s.End], first) {
		return r.hero.name
	}
	if r.headlined || s.Section == Headline {
		for i := range r.scanned {
			if e, n := r.pack.Match(r.scanned, i, language.Area); n > 0 && (country(e.ID) == country(r.home) || r.subjectNames(i)) {
				return "" // it speaks of a country or province
			}
		}
		return r.hero.name
	}
	for i := r.main.from; i < min(r.main.to, r.main.from+2); i++ {
		if r.tags[i] == pronoun || r.pack.Is(r.scanned[i], language.Possessive) || r.pack.Is(r.scanned[i], language.Thing) {
			return r.hero.name
		}
	}
	return ""
}

// fronted is the place that a sentence, or a part of it behind a semicolon, opens with: "In Crab Fishing Area 12, …".
func (r *reading) fronted(start int) string {
	if r.tagAt(start) != preposition {
		return ""
	}
	from := start + 1
	for r.tagAt(from) == determiner {
		from++
	}
	end := from
	for r.tagAt(end) == noun || r.tagAt(end) == inside || r.tagAt(end) == genitive {
		end++
	}
	if end == from || r.tagAt(end) != comma && !(start > 0 && r.tagAt(end) == determiner) || r.pack.Is(r.scanned[from], language.Area) {
		return ""
	}
	for i := from; i < end; i++ {
		if r.scanned[i].Has(token.Capital) || r.scanned[i].Kind == token.Number || r.pack.Is(r.scanned[i], language.Locale) {
			return r.text(from, end)
		}
	}
	return ""
}

// bare tells whether a subject is one or two common nouns without article, such as "Construction", or only names an action on
// the thing that the release is about, such as "building the site": it says less than the name of that thing.
func (r *reading) bare(s span) bool {
	if s.empty() || s.from != 0 {
		return false
	}
	if r.onThing(s) {
		return true
	}
	if s.to-s.from > 2 {
		return false
	}
	if r.pack.KeepsArticles() && r.tags[s.from] == determiner {
		s.from++
	}
	for i := s.from; i < s.to; i++ {
		if r.tags[i] != noun || i > 0 && r.scanned[i].Has(token.Capital) || r.pack.Is(r.scanned[i], language.Area) {
			return false
		}
	}
	return true
}

// onThing tells whether a subject is a noun of action, or a present participle, with a thing that the text calls again.
func (r *reading) onThing(s span) bool {
	acts, thing := false, false
	for i := s.from; i < s.to; i++ {
		t := r.scanned[i]
		switch {
		case r.tags[i] == comma:
			return acts && thing // what follows is an aside
		case r.pack.Is(t, language.Action), r.tags[i] == noun && r.pack.Gerund(r.Text[t.Start:t.End]):
			acts = true
		case r.pack.Is(t, language.Thing):
			thing = true
		case r.tags[i] == noun, r.tags[i] == pronoun:
			return false
		}
	}
	return acts && thing
}

// last is what the sentence names last, for "it" behind a sentence whose subject is a person.
func (r *reading) last() string {
	s := r.Sentences[len(r.Sentences)-1]
	text := r.Text[s.Start:s.End]
	name, at := "", -1
	for _, e := range r.known {
		if k := strings.LastIndex(text, e.name); k > at {
			name, at = e.name, k
		}
	}
	return name
}

// agent is who did what a figure tells, behind "by": "12% of cars were made by …".
func (r *reading) agent(n int) string {
	q, s := r.grammar.Quantities[n], r.spots[n]
	at := r.pastBracket(q.To)
	if !s.predicate.empty() && r.passive(s.predicate) {
		at = s.predicate.to
	}
	if at > q.To && q.Kind == Money && r.pack.AdjectiveBehind && r.tagAt(at) == genitive && s.predicate.empty() {
		return r.text(at+1, r.extent(at+1, 6)) // « l'investissement de 2 G€ (3 G$) du fournisseur »
	}
	if at >= len(r.scanned) || !r.pack.Is(r.scanned[at], language.Agent) || r.tagAt(at+1) == figure || r.tagAt(at+1) == period {
		return ""
	}
	if _, k := r.pack.Match(r.scanned, at, language.Compared); k > 0 {
		return "" // « par rapport à »
	}
	end := r.extent(at+1, 6)
	for i := at + 1; i < end; i++ {
		if r.pack.Gerund(r.Text[r.scanned[i].Start:r.scanned[i].End]) && i == at+1 {
			return "" // "by hiring …"
		}
	}
	return r.text(at+1, end)
}

// made is what a rank is told of behind "making": "making Korea Canada's seventh-largest partner".
func (r *reading) made(q *quantity.Quantity) string {
	for i := q.From - 1; i >= max(0, q.From-8); i-- {
		e, ok := r.pack.Entry(r.scanned[i], language.VerbForm)
		if !ok || !r.pack.Is(r.scanned[i], language.Making) || e.ID == "" {
			continue
		}
		for i++; i < q.From && r.tags[i] != noun; i++ {
		}
		if _, k := r.pack.Match(r.scanned, i, language.Area); k > 0 {
			return r.text(i, i+k)
		}
		return ""
	}
	return ""
}
