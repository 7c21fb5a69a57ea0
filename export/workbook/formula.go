package workbook

import (
	"fmt"
	"strings"

	"tidyrelease/transform/interval"
)

// A derived observation's formula is arithmetic over observations: "a + b", "a / (b / 100)". expression is
// such a formula, from which the Excel formulas of its value and of its two ends are written.
type expression struct {
	id          string // of an observation, or a number
	op          byte   // + - * /, or 0 for a leaf
	left, right *expression
}

// parse reads a formula; operators have a space on both sides, and * and / bind closer.
func parse(formula string) (*expression, error) {
	tokens := strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(formula))
	e, rest, err := sum(tokens)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%q stands behind its end", rest[0])
	}
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", formula, err)
	}
	return e, nil
}

func sum(tokens []string) (*expression, []string, error) { return chain(tokens, "+-", product) }

func product(tokens []string) (*expression, []string, error) { return chain(tokens, "*/", leaf) }

func chain(tokens []string, ops string, next func([]string) (*expression, []string, error)) (*expression, []string, error) {
	e, rest, err := next(tokens)
	for err == nil && len(rest) > 0 && len(rest[0]) == 1 && strings.Contains(ops, rest[0]) {
		op := rest[0][0]
		var right *expression
		if right, rest, err = next(rest[1:]); err == nil {
			e = &expression{op: op, left: e, right: right}
		}
	}
	return e, rest, err
}

func leaf(tokens []string) (*expression, []string, error) {
	if len(tokens) == 0 {
		return nil, nil, fmt.Errorf("something is missing at its end")
	}
	if tokens[0] != "(" {
		return &expression{id: tokens[0]}, tokens[1:], nil
	}
	e, rest, err := sum(tokens[1:])
	if err != nil {
		return nil, nil, err
	}
	if len(rest) == 0 || rest[0] != ")" {
		return nil, nil, fmt.Errorf("a bracket is not closed")
	}
	return e, rest[1:], nil
}

// reference is where an observation stands: the cells of its value and of its ends, and its interval.
type reference struct {
	value, low, high string
	interval         interval.Interval
}

// end is which number of an observation a formula is written over.
type end uint8

const (
	value end = iota
	low
	high
)

// opposite is the end that a subtrahend or divisor gives.
func (e end) opposite() end {
	switch e {
	case low:
		return high
	case high:
		return low
	}
	return value
}

// excel writes the expression over the cells of one end. It says false where that end has no limit or an
// observation is not in the workbook. The ends of products and quotients hold for numbers above zero, which is
// all that the dataset derives them from; others give false.
func (e *expression) excel(at end, cells map[string]reference) (string, bool) {
	if e.op == 0 {
		ref, ok := cells[e.id]
		switch {
		case !ok:
			return e.id, strings.Trim(e.id, "0123456789.") == ""
		case at == low:
			return ref.low, !ref.interval.Low.Unbounded
		case at == high:
			return ref.high, !ref.interval.High.Unbounded
		}
		return ref.value, true
	}
	rightEnd := at
	if e.op == '-' || e.op == '/' {
		rightEnd = at.opposite()
	}
	l, ok1 := e.left.excel(at, cells)
	r, ok2 := e.right.excel(rightEnd, cells)
	if at != value && (e.op == '*' || e.op == '/') && (!e.left.positive(cells) || !e.right.positive(cells)) {
		return "", false
	}
	if e.right.op != 0 {
		r = "(" + r + ")"
	}
	if e.left.op != 0 && (e.op == '*' || e.op == '/') {
		l = "(" + l + ")"
	}
	return l + string(e.op) + r, ok1 && ok2
}

// positive tells whether all numbers of the expression lie above zero.
func (e *expression) positive(cells map[string]reference) bool {
	if e.op != 0 {
		return e.left.positive(cells) && e.right.positive(cells)
	}
	ref, ok := cells[e.id]
	return !ok || !ref.interval.Low.Unbounded && ref.interval.Low.Value.IsPos()
}
