package quantity

import (
	"tidyrelease/extract/language"
	"tidyrelease/extract/token"
)

// look is what a word may open. Most words open nothing, and every pass over a sentence asks about each of them: a byte
// for every word of the pack answers from the nearest cache, where sets of classes would not.
type look uint8

const (
	lookNumeric look = 1 << iota // something to read at all
	lookName
	lookPoint
	lookPeriod
	lookFigure
)

// looks gives the look of each word of a pack, by its number.
func looks(pack *language.Pack) []look {
	list := make([]look, pack.Words())
	for w := range list {
		t := token.Token{Word: uint32(w)}
		for as, opens := range map[look]bool{
			lookNumeric: pack.Single(t).Meets(numeric) || pack.OpensAny(t, opensNumeric),
			lookName:    pack.OpensAny(t, opensName),
			lookPoint:   pack.OpensAny(t, opensPoint),
			lookPeriod:  pack.OpensAny(t, opensPeriod),
			lookFigure:  pack.OpensAny(t, opensFigure),
		} {
			if opens {
				list[w] |= as
			}
		}
	}
	return list
}

// may tells whether token i is a number or a word of the look.
func (g *Grammar) may(i int, open look) bool {
	t := &g.tokens[i]
	return t.Kind == token.Number || g.looks[t.Word]&open != 0 || t.Flags&token.Digits != 0
}
