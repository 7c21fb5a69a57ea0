package extract

import (
	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// Several figures of a sentence may each have a place, or a name, of their own: "15% in Alberta and 16% in Quebec", "Ontario and
// Quebec at 62 and 58 per cent", "Ontario lost 500 jobs, but Quebec gained 1,200".

// longestListed is how many figures a list has at most whose names are looked for.
const longestListed = 8

// own gives the name of the place that figure n alone is of, or the empty span.
func (r *reading) own(n int) span {
	for _, find := range [...]func(*reading, int) span{(*reading).item, (*reading).placeBehind, (*reading).matched, (*reading).placeBefore, (*reading).subjectPlace} {
		if name := find(r, n); !name.empty() {
			return name
		}
	}
	return span{}
}

// severalPlaces tells whether the sentence names more than one place.
func (r *reading) severalPlaces() bool {
	places := 0
	for i := 0; i < len(r.scanned); i++ {
		if !r.pack.Opens(r.scanned[i], language.Area) {
			continue
		}
		if _, n := r.pack.Match(r.scanned, i, language.Area); n > 0 {
			places++
			i += n - 1
		}
	}
	return places > 1
}

// ownArea is the code of the place that figure n alone is of where that lies in the home country, or "".
func (r *reading) ownArea(n int) string {
	name := r.own(n)
	if name.empty() {
		return ""
	}
	if r.sites = r.places(r.sites[:0], r.scanned, name); len(r.sites) == 0 {
		return ""
	}
	if code := r.sites[0].code; r.home == "" || country(code) == country(r.home) || !r.item(n).empty() {
		return code
	}
	return ""
}

// listedName is the name that sets figure n apart from the others of its list, or the empty span.
func (r *reading) listedName(n int) span {
	if len(r.grammar.Quantities) < 2 {
		return span{}
	}
	if r.placesApart(n-1, n) || r.placesApart(n, n+1) {
		return r.placeBehind(n)
	}
	return r.matched(n)
}

// placeBehind gives the name of a place that a preposition joins to figure n: "16% in Nova Scotia".
func (r *reading) placeBehind(n int) span {
	i := r.grammar.Quantities[n].To
	for r.tagAt(i) == period {
		i++
	}
	if r.tagAt(i) != preposition {
		return span{}
	}
	name := r.nameAt(i + 1)
	if name.empty() || !r.scanned[name.from].Has(token.Capital) || r.breaksDown(i) {
		return span{} // not "30 projects in Ontario (12), Quebec (10) and Manitoba (8)"
	}
	return name
}

// nameAt gives the noun phrase at token i, behind articles: the name of a place as a whole, else the nouns that stand there.
func (r *reading) nameAt(i int) span {
	for r.tagAt(i) == determiner {
		i++
	}
	if i >= len(r.scanned) {
		return span{}
	}
	if _, n := r.pack.Match(r.scanned, i, language.Area); n > 0 {
		return span{i, i + n}
	}
	to := i
	for r.tagAt(to) == noun || to > i && r.tagAt(to) == inside {
		to++
	}
	return span{i, to}
}

// placesApart tells whether figures a and b follow each other in a list in which each has its place behind it.
func (r *reading) placesApart(a, b int) bool {
	if a < 0 || b >= len(r.grammar.Quantities) {
		return false
	}
	p, q := &r.grammar.Quantities[a], &r.grammar.Quantities[b]
	name := r.placeBehind(a)
	return p.Kind == q.Kind && p.Unit == q.Unit && !name.empty() && !r.placeBehind(b).empty() && r.onlyJoins(name.to, q.From)
}

// onlyJoins tells whether only the small words of a list stand between two tokens, and at least one does.
func (r *reading) onlyJoins(from, to int) bool {
	for i := from; i < to; i++ {
		switch r.tags[i] {
		case comma, and, adverb, preposition, genitive, determiner, period:
		default:
			return false
		}
	}
	return to > from
}

// matched gives figure n of a list its name from a list of as many names, which are places unless the sentence says
// "respectively".
func (r *reading) matched(n int) span {
	first, last := n, n
	for first > 0 && last-first < longestListed && r.sameList(first-1, first) {
		first--
	}
	for last+1 < len(r.grammar.Quantities) && last-first < longestListed && r.sameList(last, last+1) {
		last++
	}
	count := last - first + 1
	if count < 2 || count > longestListed {
		return span{}
	}
	var names [longestListed]span
	list := names[:count]
	if !r.namesBefore(list, r.grammar.Quantities[first].From) && !r.namesBehind(list, r.grammar.Quantities[last].To) {
		return span{}
	}
	if !r.respective() {
		for _, name := range list {
			if _, k := r.pack.Match(r.scanned, name.from, language.Area); k != name.to-name.from {
				return span{}
			}
		}
	}
	return list[n-first]
}

// sameList tells whether only list words stand between two figures of one unit.
func (r *reading) sameList(a, b int) bool {
	p, q := &r.grammar.Quantities[a], &r.grammar.Quantities[b]
	if p.Kind != q.Kind || p.Unit != q.Unit || q.From-p.To > 3 || q.From <= p.To {
		return false
	}
	for i := p.To; i < q.From; i++ {
		if r.scanned[i].Rune == 0 && r.pack.Is(r.scanned[i], language.ListOr) {
			return false // says the same again: "$40 million, or $10 million a year"
		}
	}
	return r.joined(p.To, q.From)
}

// respective tells whether the sentence says "respectively".
func (r *reading) respective() bool {
	for i := range r.scanned {
		if r.pack.Is(r.scanned[i], language.Respective) {
			return true
		}
	}
	return false
}

// namesBefore fills a list of names from one of as many that stands before token i in its clause, without figures between.
func (r *reading) namesBefore(names []span, i int) bool {
	const farthest = 20 // tokens
	for k := i - 1; k > max(0, i-farthest) && r.tags[k] != figure && r.tags[k] != stop; k-- {
		if r.tags[k] != and {
			continue
		}
		at := len(names) - 1
		names[at] = r.nameAt(r.skipLinks(k + 1))
		for at > 0 && !names[at].empty() {
			end := k
			if at < len(names)-1 {
				end = r.joinBefore(names[at].from)
			}
			if end < 1 {
				return false
			}
			at--
			names[at] = r.nameBehind(end)
		}
		first := r.joinBefore(names[0].from)
		return at == 0 && !names[0].empty() && (r.tagAt(first) != comma || r.scanned[first].Rune != ',')
	}
	return false
}

// namesBehind fills a list of names from one that a preposition joins to the figure before token i.
func (r *reading) namesBehind(names []span, i int) bool {
	if r.tagAt(i) != preposition {
		return false
	}
	for k := range names {
		if k > 0 && r.tagAt(i) != comma && r.tagAt(i) != and {
			return false
		}
		names[k] = r.nameAt(r.skipLinks(i + 1))
		if names[k].empty() {
			return false
		}
		i = names[k].to
	}
	return r.tagAt(i) != and
}

// skipLinks passes over the prepositions and articles that the names of a list may have each: « à Laval et à Gatineau ».
func (r *reading) skipLinks(i int) int {
	for r.tagAt(i) == preposition || r.tagAt(i) == genitive || r.tagAt(i) == determiner || r.tagAt(i) == and || r.tagAt(i) == comma {
		i++
	}
	return i
}

// joinBefore is the sign or word that joins a name at token i to the one before it, or the token before the name.
func (r *reading) joinBefore(i int) int {
	i--
	for i > 0 && (r.tags[i] == preposition || r.tags[i] == genitive || r.tags[i] == determiner) {
		i--
	}
	return i
}

// nameBehind gives the name that ends before token i.
func (r *reading) nameBehind(i int) span {
	const longest = 5 // tokens
	if place := r.placeEnding(i); !place.empty() {
		return place
	}
	from := i
	for from > 0 && i-from < longest && (r.tags[from-1] == noun || r.tags[from-1] == inside) {
		from--
	}
	return span{from, i}
}

// placeEnding gives the place whose name ends before token i.
func (r *reading) placeEnding(i int) span {
	const longest = 9 // tokens: « l'Île-du-Prince-Édouard »
	for from := max(0, i-longest); from < i; from++ {
		if _, n := r.pack.Match(r.scanned, from, language.Area); n > 0 && from+n == i {
			return span{from, i}
		}
	}
	return span{}
}

// subjectPlace gives the only place that the subject of figure n's clause names.
func (r *reading) subjectPlace(n int) span {
	s := r.spots[n].subject
	found := span{}
	if s.from < r.semicolon(r.grammar.Quantities[n].From).from {
		return found // "Yukon's wage is $17.94; Nunavut's, at $19, is higher"
	}
	for i := s.from; i < s.to; i++ {
		e, k := r.pack.Match(r.scanned, i, language.Area)
		if k == 0 || r.inBody(place{e.ID, i}) {
			continue
		}
		if !found.empty() {
			return span{}
		}
		found = span{i, i + k}
		i += k - 1
	}
	return found
}

// placeBefore gives the place right before figure n in a clause without a verb: "and Alberta 300".
func (r *reading) placeBefore(n int) span {
	i := r.before(r.grammar.Quantities[n].From)
	if i < 1 || r.tagAt(i) != noun {
		return span{}
	}
	place := r.placeEnding(i + 1)
	if k := place.from - 1; k > 0 && (r.tags[k] == and || r.tags[k] == comma) && !r.placeEnding(k).empty() {
		return span{} // "gives Ontario and Quebec $5 million"
	}
	return place
}
