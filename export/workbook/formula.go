package workbook

import (
	"errors"
	"fmt"
	"strings"

	"github.com/govalues/decimal"

	"tidyrelease/transform/interval"
)

// A derived observation's formula is arithmetic over observations: "a + b", "a / (b / 100)". expression is
// such a formula, from which the Excel formulas of its value and of its two ends are written.
type expression struct {
	leaf        string // id of a fact, or a number; empty for an operation
	op          byte   // + - * /
	left, right *expression
}

// parse reads a formula. Operators have a space on both sides, for ids may hold hyphens; * and / bind closer.
func parse(formula string) (*expression, error) {
	tokens := strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(formula))
	e, rest, err := sum(tokens, 0)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%q stands behind its end", rest[0])
	}
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", formula, err)
	}
	return e, nil
}

// Limits of Excel: how deep brackets may be, and how long a formula.
const (
	maxDepth   = 60
	maxFormula = 8192
)

func sum(tokens []string, depth int) (*expression, []string, error) {
	return chain(tokens, "+-", depth, product)
}

func product(tokens []string, depth int) (*expression, []string, error) {
	return chain(tokens, "*/", depth, operand)
}

func chain(tokens []string, ops string, depth int, next func([]string, int) (*expression, []string, error)) (*expression, []string, error) {
	e, rest, err := next(tokens, depth)
	for err == nil && len(rest) > 0 && len(rest[0]) == 1 && strings.Contains(ops, rest[0]) {
		op := rest[0][0]
		var right *expression
		if right, rest, err = next(rest[1:], depth); err == nil {
			e = &expression{op: op, left: e, right: right}
		}
	}
	return e, rest, err
}

func operand(tokens []string, depth int) (*expression, []string, error) {
	switch {
	case len(tokens) == 0:
		return nil, nil, errors.New("something is missing at its end")
	case depth > maxDepth:
		return nil, nil, errors.New("too many brackets")
	case tokens[0] != "(":
		if strings.Contains(")+-*/", tokens[0]) {
			return nil, nil, fmt.Errorf("%q stands where a fact should", tokens[0])
		}
		return &expression{leaf: tokens[0]}, tokens[1:], nil
	}
	e, rest, err := sum(tokens[1:], depth+1)
	if err != nil {
		return nil, nil, err
	}
	if len(rest) == 0 || rest[0] != ")" {
		return nil, nil, errors.New("a bracket is not closed")
	}
	return e, rest[1:], nil
}

// fact is a row that formulas can refer to: an observation, a derived one, or a mention.
type fact struct {
	home     string // what the defined names of its table start with
	id       string
	value    decimal.NullDecimal
	interval interval.Interval
	percent  bool // its cells hold hundredths
	row      int  // of its table, where formulas name it by that; else 0
}

// lookup finds a fact by its id.
type lookup func(id string) (fact, bool)

// end is which number of a fact a formula is written over.
type end uint8

const (
	value end = iota
	low
	high
)

func (e end) String() string { return [...]string{"value", "low", "high"}[e] }

// opposite is the end that a subtrahend or divisor gives.
func (e end) opposite() end { return [...]end{value, high, low}[e] }

// term is a formula with its result.
type term struct {
	formula   string
	hundredth string // the formula of a hundredth of it, where that is shorter, as for a percentage
	result    decimal.Decimal
	none      bool // the result is the shorthand of an end without limit
	single    bool // needs no brackets
}

// held is the formula as a cell has it, which holds a percentage as a hundredth.
func (t term) held(percent bool) string {
	if percent {
		return t.hundredth
	}
	return t.formula
}

// at is the cell of a fact's number. It is found by the fact's id, so that it stays the same when the table is sorted;
// among very many facts by its row, because a search takes as long as there are rows.
// It says false where there is no such cell, or no value in it.
func (f fact) at(e end) (term, bool) {
	t := term{formula: fmt.Sprintf(`INDEX(%s_%s,MATCH("%s",%s_id,0))`, f.home, e, f.id, f.home)}
	if f.row > 0 {
		t.formula = fmt.Sprintf("INDEX(%s_%s,%d)", f.home, e, f.row)
	}
	ok := f.row > 0 || !strings.ContainsFunc(f.id, func(r rune) bool { return !strings.ContainsRune(idLetters, r) }) && len(f.id) <= maxMatch
	switch e {
	case low:
		t.result, t.none = f.interval.Low.Value, f.interval.Low.Unbounded
	case high:
		t.result, t.none = f.interval.High.Value, f.interval.High.Unbounded
	default:
		t.result, ok = f.value.Decimal, ok && f.value.Valid
	}
	if f.percent {
		t.hundredth, t.formula = t.formula, "("+t.formula+"*100)"
	}
	return t, ok
}

// Excel looks up texts of so many characters, and takes others than these for patterns.
const (
	maxMatch  = 255
	idLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. "
)

// term writes the expression over the numbers of one end. It says false where there is no such number. The ends of
// products and quotients are those of numbers above zero; callers compare the result with the one they know.
func (e *expression) term(at end, facts lookup) (term, bool) {
	if e.leaf != "" {
		if f, ok := facts(e.leaf); ok {
			return f.at(at)
		}
		d, err := decimal.Parse(e.leaf)
		return term{formula: d.String(), result: d}, err == nil
	}
	rightEnd := at
	if e.op == '-' || e.op == '/' {
		rightEnd = at.opposite()
	}
	l, ok := e.left.term(at, facts)
	r, okRight := e.right.term(rightEnd, facts)
	if !ok || !okRight {
		return term{}, false
	}
	// What is divided by a number without limit comes to nothing.
	vanishes := e.op == '/' && r.none && !l.none
	t := term{none: !vanishes && (l.none || r.none)}
	var err error
	if !t.none && !vanishes {
		t.result, err = calculate(e.op, l.result, r.result)
	}
	if e.right.leaf == "" && !r.single {
		r.formula = "(" + r.formula + ")"
	}
	if e.left.leaf == "" && !l.single && (e.op == '*' || e.op == '/') {
		l.formula = "(" + l.formula + ")"
	}
	if t.formula = l.formula + string(e.op) + r.formula; vanishes {
		t.formula = "IFERROR(" + t.formula + ",0)"
	}
	e.percentages(&t, l, r)
	return t, err == nil && len(t.formula) < maxFormula-100
}

func calculate(op byte, l, r decimal.Decimal) (decimal.Decimal, error) {
	switch op {
	case '+':
		return l.Add(r)
	case '-':
		return l.Sub(r)
	case '*':
		return l.Mul(r)
	}
	return l.Quo(r)
}

// percentages leaves out of a formula what it would multiply by a hundred and divide by it again.
func (e *expression) percentages(t *term, l, r term) {
	hundred := e.right.leaf == decimal.Hundred.String()
	switch {
	case e.op == '/' && hundred && l.hundredth != "":
		t.formula, t.single = l.hundredth, e.left.leaf != ""
	case e.op == '*' && hundred:
		t.hundredth = l.formula
	case l.hundredth == "" || (e.op == '+' || e.op == '-') && r.hundredth == "":
	case e.op == '+':
		t.hundredth = l.hundredth + "+" + r.hundredth
	case e.op == '-':
		t.hundredth = l.hundredth + "-(" + r.hundredth + ")"
	default:
		t.hundredth = "(" + l.hundredth + ")" + string(e.op) + r.formula
	}
}

// binaryDecimals is where the sums and differences of decimals are rounded, because Excel adds them as binary numbers.
const binaryDecimals = 10

// excel is the term of an expression as a cell has it: without the traces of binary arithmetic, and with a shorthand
// instead of an error where an end has no limit.
func (e *expression) excel(at end, facts lookup, noLimit string) (term, bool) {
	t, ok := e.term(at, facts)
	calculated := e.leaf == "" || t.hundredth != ""
	if t.hundredth == "" {
		t.hundredth = "(" + t.formula + ")/100"
	}
	switch {
	case t.none && calculated:
		t.formula = fmt.Sprintf(`IFERROR(%s,"%s")`, t.formula, noLimit)
		t.hundredth = fmt.Sprintf(`IFERROR(%s,"%s")`, t.hundredth, noLimit)
	case (e.op == '+' || e.op == '-') && t.result.MinScale() > 0:
		t = t.rounded(binaryDecimals)
	}
	return t, ok
}

// rounded is the formula rounded to places behind the point; its result stays.
func (t term) rounded(places int) term {
	t.formula = fmt.Sprintf("ROUND(%s,%d)", t.formula, places)
	t.hundredth = fmt.Sprintf("ROUND(%s,%d)", t.hundredth, places+2)
	return t
}

// gives tells whether the formula's result is the number, but for the last digits of a quotient.
func (t term) gives(d decimal.Decimal) bool {
	difference, err := t.result.SubAbs(d)
	if t.none || err != nil {
		return false
	}
	allowed, err := d.Abs().Mul(decimal.MustNew(1, 9))
	return err == nil && difference.Cmp(allowed) <= 0
}

// reaches tells whether the formula's result is the end.
func (t term) reaches(e interval.Endpoint) bool {
	if e.Unbounded {
		return t.none
	}
	return t.gives(e.Value)
}

// powersOfTen is how coarsely a derived value may be rounded.
const powersOfTen = 15

// roundedTo is the term rounded as coarsely as still gives the number; it says false where no rounding does.
func (t term) roundedTo(d decimal.Decimal) (term, bool) {
	if t.gives(d) {
		return t, true
	}
	for places := -powersOfTen; places <= binaryDecimals; places++ {
		if r := roundAt(t.result, places); r.Equal(d) {
			t = t.rounded(places)
			t.result = d
			return t, true
		}
	}
	return term{}, false
}

// limitedTo is the term rounded up or down, as coarsely as gives the number; it says false where no rounding does.
func (t term) limitedTo(d decimal.Decimal) (term, bool) {
	if t.none {
		return term{}, false
	}
	for places := -powersOfTen; places <= binaryDecimals; places++ {
		r := roundAt(d, places)
		gap, err := t.result.SubAbs(d)
		if err != nil || !r.Equal(d) || gap.Cmp(placeValue(places)) >= 0 {
			continue
		}
		round := "ROUNDUP"
		if d.Abs().Less(t.result.Abs()) {
			round = "ROUNDDOWN"
		}
		t.formula = fmt.Sprintf("%s(%s,%d)", round, t.formula, places)
		t.hundredth = fmt.Sprintf("%s(%s,%d)", round, t.hundredth, places+2)
		t.result = d
		return t, true
	}
	return term{}, false
}

// placeValue is one of the last of so many places behind the point.
func placeValue(places int) decimal.Decimal {
	d := decimal.One
	for range max(places, -places) {
		if places > 0 {
			d, _ = d.Quo(decimal.Ten)
		} else {
			d, _ = d.Mul(decimal.Ten)
		}
	}
	return d
}

// roundAt rounds as ROUND does: to places behind the point, or before it where they are negative, halves away from
// zero.
func roundAt(d decimal.Decimal, places int) decimal.Decimal {
	unit := decimal.One
	for range max(places, -places) {
		var err error
		if unit, err = unit.Mul(decimal.Ten); err != nil {
			return d
		}
	}
	scaled, err := d.Quo(unit)
	if places > 0 {
		scaled, err = d.Mul(unit)
	}
	if err != nil {
		return d
	}
	half := decimal.MustNew(5, 1).CopySign(d)
	up, err := scaled.Add(half)
	if err != nil {
		return d
	}
	if places > 0 {
		d, _ = up.Trunc(0).Quo(unit)
	} else {
		d, _ = up.Trunc(0).Mul(unit)
	}
	return d
}
