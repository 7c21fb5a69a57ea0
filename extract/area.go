package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	textlanguage "golang.org/x/text/language"

	"tidyrelease/extract/language"
	"tidyrelease/extract/quantity"
	"tidyrelease/extract/token"
)

// place is a country or one of its parts that a text names.
type place struct {
	code string
	at   int // token
}

// places finds the countries and provinces that tokens name, without those that are left out: "outside Quebec".
func (r *reading) places(dst []place, tokens []token.Token, s span) []place {
	for i := s.from; i < s.to; i++ {
		e, n := r.pack.Match(tokens, i, language.Area)
		if n == 0 || !r.spelt(tokens[i:i+n]) {
			continue
		}
		if r.placed(tokens, i, n) && !r.partOfName(tokens, s, i+n, e.ID) && !r.leftOut(tokens, s, i) && !r.comparedIn(tokens, s, i) && !r.inPublisher(tokens[i].Start) {
			dst = append(dst, place{e.ID, i})
		}
		i += n - 1
	}
	return dst
}

// spelt tells whether the words of a place are written as its name: with a capital, which the adjective needs only where
// the language gives it one.
func (r *reading) spelt(words []token.Token) bool {
	for _, t := range words {
		if t.Has(token.Capital) && !r.pack.Is(t, language.Determiner) {
			return true // "îles Cook", not "La réunion"
		}
	}
	_, n := r.pack.Match(words, 0, language.Demonym)
	return n == len(words) && !r.pack.CapitalNames
}

// endsPlace are the words that may follow the name of a place and go on with the sentence.
var endsPlace = language.SetOf(language.Area, language.Preposition, language.Conjunction, language.Determiner, language.Pronoun,
	language.Verb, language.VerbForm, language.Auxiliary, language.Adverb, language.Of, language.ListAnd, language.ListOr)

// placed tells whether a name that is that of people and things as well means the place: behind words of place, a town, or
// another place of a list.
func (r *reading) placed(tokens []token.Token, i, n int) bool {
	if _, guarded := r.pack.Match(tokens[i:i+n], 0, language.Guarded); guarded < n {
		return true
	}
	before := i - 1
	if before > 0 && r.pack.Is(tokens[before], language.Determiner) {
		before-- // « à la Barbade »
	}
	if before < 0 {
		return false
	}
	if next := i + n; next < len(tokens) && tokens[next].Kind == token.Word && tokens[next].Has(token.SpaceBefore) && !r.pack.Single(tokens[next]).Meets(endsPlace) {
		return false // "to Jordan Smith", "of Jersey cows"
	}
	switch t := tokens[before]; {
	case r.pack.Is(t, language.Preposition) || r.pack.Is(t, language.Of):
		return true
	case before > 0 && t.Rune == ',':
		return tokens[before-1].Has(token.Capital) // "Atlanta, Georgia"
	case before > 0 && (r.pack.Is(t, language.ListAnd) || r.pack.Is(t, language.ListOr)):
		return r.pack.Is(tokens[before-1], language.Area)
	}
	return false
}

// partOfName tells whether what follows a place makes it a part of another name, "Alaska Highway", or of a compound,
// "French-speaking".
func (r *reading) partOfName(tokens []token.Token, s span, next int, code string) bool {
	if next+1 < len(tokens) && tokens[next].Rune == '-' && !tokens[next].Has(token.SpaceBefore) && !tokens[next+1].Has(token.SpaceBefore) {
		return !r.pack.Is(tokens[next+1], language.Area)
	}
	return next < s.to && !r.title && r.home != "" && country(code) != country(r.home) &&
		tokens[next].Kind == token.Word && tokens[next].Has(token.Capital) && !r.pack.Is(tokens[next], language.Area)
}

// leftOut tells whether words before token i leave the place there out.
func (r *reading) leftOut(tokens []token.Token, s span, i int) bool {
	for k := max(s.from, i-4); k < i; k++ {
		if _, n := r.pack.Match(tokens, k, language.Outside); n > 0 && k+n >= i-1 {
			return true
		}
	}
	return false
}

// comparedIn tells whether a place before token i is but where something is the highest: "4.1 hours, the highest in Canada".
func (r *reading) comparedIn(tokens []token.Token, s span, i int) bool {
	k := i - 1
	for k > s.from && (r.pack.Is(tokens[k], language.Determiner) || r.pack.Is(tokens[k], language.Direction)) {
		k--
	}
	if k <= s.from || !r.pack.Is(tokens[k], language.Preposition) {
		return false
	}
	for from := max(s.from, k-3); from < k; from++ {
		if _, n := r.pack.Match(tokens, from, language.Superlative); n > 0 && from+n == k {
			return true
		}
	}
	return false
}

// inBody tells whether the name of a country is the last word of a body's, as in "Health Canada".
func (r *reading) inBody(p place) bool {
	if p.at == 0 || p.code != country(p.code) || r.title {
		return false
	}
	t, before := r.scanned[p.at], r.scanned[p.at-1]
	if !t.Has(token.SpaceBefore) || before.Kind != token.Word || !before.Has(token.Capital) {
		return false
	}
	return !r.pack.Single(before).Meets(noBody) && r.grammar.Roles[p.at-1] == quantity.Unread
}

// noBody are the words before a country that do not make it the name of a body.
var noBody = language.SetOf(language.Preposition, language.Adverb, language.Determiner, language.Pronoun, language.Conjunction, language.Of,
	language.Area, language.Direction)

// inPublisher tells whether a byte of the text stands in the name of a publisher that is more than a place: "Homes Canada".
func (r *reading) inPublisher(at int) bool {
	k := strings.LastIndexFunc(r.Publisher, unicode.IsSpace)
	if k < 0 || at < k {
		return false
	}
	word := r.Publisher[k+1:]
	return strings.HasPrefix(r.Text[at:], word) && strings.HasSuffix(r.Text[:at], r.Publisher[:k+1])
}

// semicolon gives the part between semicolons that holds token i.
func (r *reading) semicolon(i int) span {
	from, to := i, i
	for from > 0 && r.scanned[from-1].Rune != ';' {
		from--
	}
	for to < len(r.scanned) && r.scanned[to].Rune != ';' {
		to++
	}
	return span{from, to}
}

// areas gives the place that a clause is about and, where it speaks of trade or an agreement, the other side of it.
//
// A part of the home country that is named goes before the home country; a country abroad is what the clause is
// about only where its subject names it and nothing tells of trade. A clause that names no place is about the place of
// the sentence before it where it goes on with that sentence's subject, and about the publisher's own place otherwise.
func (r *reading) areas(s span) (area, partner string) {
	r.sites = r.places(r.sites[:0], r.scanned, s)
	if len(r.sites) == 0 && s.from > 0 {
		r.sites = r.places(r.sites, r.scanned, span{0, s.from})
	}
	r.sites = slices.DeleteFunc(r.sites, r.inBody)
	home := country(r.home)
	trade := false
	for i := s.from; i < s.to && !trade; i++ {
		trade = r.pack.Is(r.scanned[i], language.Trade)
	}
	foreign := ""
	inSubject := false
	for _, p := range r.sites {
		switch {
		case country(p.code) == home && home != "":
			if area == "" || area == home {
				area = p.code
			}
		case foreign == "":
			foreign, inSubject = p.code, r.subjectNames(p.at)
		case foreign != p.code && home == "" && partner == "":
			partner = p.code
		}
	}
	switch {
	case area == "" && foreign == "":
		if r.area != "" && (r.pronominal(r.main) && !r.main.empty() || r.refersBack() || r.bareFigure(r.main)) {
			return r.area, r.partner
		}
		if area = r.home; r.nationwide(s) {
			area = country(area)
		}
	case area == "" && home == "":
		area = foreign
	case area == "" && (trade || !inSubject):
		area = r.home
		if trade {
			partner = foreign
		}
	case area == "":
		area = foreign
	case foreign != "" && (trade || r.subjectNames(r.sites[0].at)):
		partner = foreign
	}
	r.area, r.partner = area, partner
	return area, partner
}

// nationwide tells whether words of a clause say that it is about the whole country: "nationally".
func (r *reading) nationwide(s span) bool {
	for i := s.from; i < s.to; i++ {
		if r.pack.Opens(r.scanned[i], language.Nationwide) {
			if _, n := r.pack.Match(r.scanned, i, language.Nationwide); n > 0 {
				return true
			}
		}
	}
	return false
}

// bareFigure tells whether a subject is a figure of what was counted before: "145 have been lifted".
func (r *reading) bareFigure(s span) bool {
	for n := range r.grammar.Quantities {
		if q := &r.grammar.Quantities[n]; q.From == s.from && q.To == s.to {
			return q.Kind == quantity.Count && !r.ownNoun(q)
		}
	}
	return false
}

// subjectNames tells whether token i stands in the subject of the sentence.
func (r *reading) subjectNames(i int) bool { return i >= r.main.from && i < r.main.to }

// refersBack tells whether the subject of the sentence is a short phrase for what was named before: "the industry".
func (r *reading) refersBack() bool {
	if r.main.empty() || r.main.to-r.main.from > 2 {
		return false
	}
	return r.pack.Is(r.scanned[r.main.from], language.Demonstrative) || r.pack.Is(r.scanned[r.main.from], language.Possessive)
}

func country(area string) string {
	c, _, _ := strings.Cut(area, "-")
	return c
}

// union is the code of the European Union, which is no country.
const union = "EU"

// settle finds the place that the release as a whole is about, and what a bare dollar is in it.
//
// The country is Canada where a release names it or its provinces and not America as often, America where it is the
// other way round, or else the country that it names most. The publisher's name goes before that, and tells a province as well; so
// does the headline, where the dateline does not speak against it.
func (r *reading) settle() (dollar string) {
	named := r.nameAll()
	r.Publisher = r.inFull(r.Publisher)
	publisher := r.publisherPlaces()
	if c := governmentHost(r.Address); c != "" && len(publisher) == 0 {
		publisher = []string{c}
	}
	dollar = "$"
	switch canada, america := named.times["CA"], named.times["US"]; {
	case allOf("CA", publisher), !allOf("US", publisher) && canada > 0 && canada >= 2*america:
		r.home, dollar = "CA", "CAD"
	case allOf("US", publisher), america > 0 && america >= 2*canada:
		r.home, dollar = "US", "USD"
	case canada == 0 && america == 0:
		best := 1
		for _, c := range named.countries {
			if named.times[c] > best && (c != union || len(named.countries) == 1) { // a release on trade with the Union is a country's
				best, r.home = named.times[c], c
			}
		}
	}
	if part := r.partOf(named, publisher); part != "" {
		r.home = part
	}
	return dollar
}

// namedPlaces are the places that a release names.
type namedPlaces struct {
	countries []string       // in text order
	times     map[string]int // by country, how often it or a part of it is named
	parts     map[string]int // by part of a country, the same outside the dateline
	inParts   int            // their sum

	headline, governments, dateline []string // those that each names
}

// nameAll collects the places of all blocks, and what the body names with capitals.
func (r *reading) nameAll() *namedPlaces {
	named := &namedPlaces{times: map[string]int{}, parts: map[string]int{}}
	for n := range r.page.Blocks {
		tokens := r.block(n)
		r.entities(n, tokens)
		r.sites = r.places(r.sites[:0], tokens, span{0, len(tokens)})
		for _, p := range r.sites {
			c := country(p.code)
			if named.times[c]++; named.times[c] == 1 {
				named.countries = append(named.countries, c)
			}
			dateline := n == r.lead && tokens[p.at].Start < r.leadText
			switch {
			case p.code == c:
			case dateline:
				named.dateline = append(named.dateline, p.code)
			default:
				named.parts[p.code]++
				named.inParts++
			}
			if r.governs(tokens, p.at) {
				named.governments = append(named.governments, p.code)
			}
			if n < r.lead || dateline && r.inHeadline(tokens[0]) { // the dateline's town, which the headline names
				named.headline = append(named.headline, p.code)
			}
		}
	}
	if len(named.countries) == 0 {
		if c := r.nameCountry(); c != "" {
			named.countries, named.times[c] = []string{c}, 2
		}
	}
	return named
}

// partOf gives the part of the home country that the release is about, or "" for all of it: that of its publisher or headline, the one whose
// government it names, or the one that it names and no other.
func (r *reading) partOf(named *namedPlaces, publisher []string) string {
	if part := r.onlyPart(publisher); part != "" {
		return part
	}
	if part := r.onlyPart(named.headline); part != "" && (!slices.Contains(named.headline, r.home) || slices.Contains(publisher, part)) {
		return part
	}
	if len(publisher) > 0 {
		return ""
	}
	if part := r.onlyPart(named.governments); part != "" && !slices.Contains(named.governments, r.home) {
		return part
	}
	times := named.times[r.home]
	if part := r.onlyPart(named.dateline); part != "" && named.inParts > 0 && named.parts[part] == named.inParts && times == len(named.dateline)+named.inParts {
		return part
	}
	for part, n := range named.parts {
		if country(part) == r.home && n > 2 && 4*n > 3*named.inParts && n > times-named.inParts {
			return part
		}
	}
	return ""
}

// governs tells whether a place at token i has its government named with it: "the Government of Ontario", "the Ontario government".
func (r *reading) governs(tokens []token.Token, i int) bool {
	_, n := r.pack.Match(tokens, i, language.Area)
	if next := i + n; next < len(tokens) && r.pack.Is(tokens[next], language.Government) {
		return true
	}
	for i > 0 && r.pack.Is(tokens[i-1], language.Determiner) && !r.pack.Is(tokens[i-1], language.Of) {
		i-- // « de l'Ontario »
	}
	return i > 1 && r.pack.Is(tokens[i-1], language.Of) && r.pack.Is(tokens[i-2], language.Government)
}

// nameCountry is the country of the first place that stands in a name, as in "BC Housing", for texts that name no place by itself.
func (r *reading) nameCountry() string {
	for i := range r.tokens {
		if e, n := r.pack.Match(r.tokens, i, language.Area); n > 0 && r.spelt(r.tokens[i:i+n]) && r.placed(r.tokens, i, n) {
			return country(e.ID)
		}
	}
	return ""
}

// governmentHost is the country of the government at whose address a page stands, or "": "US" for www.whitehouse.gov, "NZ" for
// beehive.govt.nz.
func governmentHost(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	n := len(labels)
	if last := labels[n-1]; last == "gov" || last == "mil" {
		return "US"
	}
	if n < 2 || !slices.Contains([]string{"gov", "gouv", "gob", "govt", "gc", "gv", "go"}, labels[n-2]) {
		return ""
	}
	region, err := textlanguage.ParseRegion(labels[n-1])
	if err != nil || !region.IsCountry() {
		return ""
	}
	return region.Canonicalize().String()
}

// publisherPlaces lists the places that the publisher's name names.
func (r *reading) publisherPlaces() []string {
	var places []string
	tokens := r.scanner.Scan(r.cut[:0], r.Publisher, 0, len(r.Publisher))
	r.cut = tokens
	for i := range tokens {
		if e, n := r.pack.Match(tokens, i, language.Area); n > 0 {
			places = append(places, e.ID)
		}
	}
	return places
}

// allOf tells whether there are places and all lie in a country.
func allOf(code string, places []string) bool {
	return len(places) > 0 && !slices.ContainsFunc(places, func(p string) bool { return country(p) != code })
}

// inHeadline tells whether a headline names the town that a dateline starts with.
func (r *reading) inHeadline(town token.Token) bool {
	name := strings.ToLower(r.Text[town.Start:town.End])
	return len(name) > 3 && strings.Contains(strings.ToLower(r.Text[:r.page.Blocks[r.lead].Start]), name)
}

// onlyPart is the one part of the home country that places name, or "".
func (r *reading) onlyPart(places []string) string {
	part := ""
	for _, p := range places {
		if country(p) != r.home || p == r.home {
			continue
		}
		if part != "" && part != p {
			return ""
		}
		part = p
	}
	return part
}

// placeless is a subject without the place that its area tells anyway: "Canada's industry" of Canada.
func (r *reading) placeless(subject, area string) string {
	if area == "" || area != r.home || !strings.Contains(subject, " ") || r.shortened(subject) {
		return subject
	}
	tokens := r.scanner.Scan(r.cut[:0], subject, 0, len(subject))
	r.cut = tokens
	if e, n := r.pack.Match(tokens, 0, language.Area); n > 0 && e.ID == area && n+1 < len(tokens) && strings.HasSuffix(subject[tokens[n].Start:tokens[n].End], "s") && !tokens[n].Has(token.SpaceBefore) {
		return subject[tokens[n+1].Start:]
	}
	for i := 1; i+1 < len(tokens); i++ {
		if e, n := r.pack.Match(tokens, i+1, language.Area); n > 0 && i+1+n == len(tokens) && e.ID == area && r.pack.Is(tokens[i], language.Of) && !tokens[i-1].Has(token.Capital) {
			return subject[:tokens[i-1].End]
		}
	}
	return subject
}
