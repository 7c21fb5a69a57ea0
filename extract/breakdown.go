package extract

import "tidyrelease/extract/token"

// A breakdown is a list of names with a figure in brackets behind each: "1,150 homes in Halifax (700), Sydney (300) and
// Truro (150)". The names are the subjects of their figures, and no part of what the total counts.

// item gives the name that figure n of a breakdown belongs to.
func (r *reading) item(n int) span {
	if !r.follows(n-1, n) && !r.follows(n, n+1) {
		return span{}
	}
	return r.bracketed(n)
}

// bracketed gives the name before a figure that fills its brackets alone.
func (r *reading) bracketed(n int) span {
	q := &r.grammar.Quantities[n]
	open := r.before(q.From)
	if r.tagAt(open) != bracket || r.scanned[open].Rune != '(' || r.tagAt(q.To) != bracket || r.ownNoun(q) {
		return span{}
	}
	if place := r.placeEnding(open); !place.empty() {
		return place
	}
	from := open
	for from > 0 && open-from < 6 && (r.tags[from-1] == noun || r.tags[from-1] == inside ||
		r.tags[from-1] == genitive && from < open && from > 1 && r.tags[from-2] == noun && !r.scanned[from].Has(token.Capital)) {
		from-- // "health care", « soins de santé »
	}
	if r.tagAt(from-1) == figure {
		return span{}
	}
	return span{from, open}
}

// follows tells whether two figures follow each other in a breakdown.
func (r *reading) follows(a, b int) bool {
	if a < 0 || b >= len(r.grammar.Quantities) {
		return false
	}
	p, q := &r.grammar.Quantities[a], r.grammar.Quantities[b]
	next := r.bracketed(b)
	if p.Kind != q.Kind || r.bracketed(a).empty() || next.empty() {
		return false
	}
	for i := p.To + 1; i < next.from; i++ {
		switch r.tags[i] {
		case comma, and, preposition, genitive, determiner:
		default:
			return false
		}
	}
	return true
}

// breaksDown tells whether a breakdown starts behind the preposition at i.
func (r *reading) breaksDown(i int) bool {
	for n := range r.grammar.Quantities {
		q := &r.grammar.Quantities[n]
		if q.From <= i {
			continue
		}
		from := r.item(n).from
		for from > i+1 && r.tags[from-1] == determiner {
			from--
		}
		return from == i+1
	}
	return false
}

// total cuts a breakdown off a clause.
func (r *reading) total(clause span) span {
	for n := range r.grammar.Quantities {
		q := &r.grammar.Quantities[n]
		if q.From < clause.from || q.From >= clause.to {
			continue
		}
		if name := r.item(n); name.from > clause.from {
			return span{clause.from, name.from}
		}
	}
	return clause
}
