package interval_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/govalues/decimal"

	"tidyrelease/transform/interval"
)

func d(s string) decimal.Decimal { return decimal.MustParse(s) }

func TestWritten(t *testing.T) {
	for _, test := range []struct {
		text    string
		written interval.Written
		want    string
	}{
		{"$24.5 billion", interval.Written{Low: d("24500000000"), Step: d("100000000")}, "[24450000000, 24550000000)"},
		{"$15.0 billion", interval.Written{Low: d("15000000000"), Step: d("100000000")}, "[14950000000, 15050000000)"},
		{"12%", interval.Written{Low: d("12"), Step: d("1")}, "[11.5, 12.5)"},
		{"3.20%", interval.Written{Low: d("3.20"), Step: d("0.01")}, "[3.195, 3.205)"},
		{"62 km", interval.Written{Low: d("62"), Step: d("1")}, "[61.5, 62.5)"},
		{"−40 °C", interval.Written{Low: d("-40"), Step: d("1"), Signed: true}, "[-40.5, -39.5)"},
		{"doubled", interval.Written{Low: d("2"), Step: d("1"), InWords: true}, "[1.5, 2.5)"},
		{"228,257 vehicles", interval.Written{Low: d("228257"), Step: d("1"), Form: interval.Counted}, "[228257, 228257]"},
		{"$50,000", interval.Written{Low: d("50000"), Step: d("1"), Form: interval.Counted}, "[50000, 50000]"},
		{"$34.50", interval.Written{Low: d("34.50"), Step: d("0.01"), Form: interval.Counted}, "[34.5, 34.5]"},
		{"three plants", interval.Written{Low: d("3"), Step: d("1"), InWords: true, Form: interval.Counted}, "[3, 3]"},
		{"two dozen sites", interval.Written{Low: d("24"), Step: d("12"), InWords: true, Form: interval.Counted}, "[24, 24]"},
		{"1.3 million vehicles", interval.Written{Low: d("1300000"), Step: d("100000"), Form: interval.Counted}, "[1250000, 1350000)"},
		{"ninety-seven thousand people", interval.Written{Low: d("97000"), Step: d("1000"), InWords: true, Form: interval.Counted}, "[96500, 97500)"},
		{"more than 125,000", interval.Written{Low: d("125000"), Step: d("1"), Bound: interval.MoreThan, Form: interval.Counted}, "(125000, ∞)"},
		{"more than $46 billion", interval.Written{Low: d("46000000000"), Step: d("1000000000"), Bound: interval.MoreThan}, "(46000000000, ∞)"},
		{"at least 500", interval.Written{Low: d("500"), Step: d("1"), Bound: interval.AtLeast, Form: interval.Counted}, "[500, ∞)"},
		{"up to 400", interval.Written{Low: d("400"), Step: d("1"), Bound: interval.AtMost, Form: interval.Counted}, "[0, 400]"},
		{"less than 72,000", interval.Written{Low: d("72000"), Step: d("1"), Bound: interval.LessThan, Form: interval.Counted}, "[0, 72000)"},
		{"less than 0", interval.Written{Low: d("0"), Step: d("1"), Bound: interval.LessThan}, "[0, 0]"},
		{"below 5 °C", interval.Written{Low: d("5"), Step: d("1"), Bound: interval.LessThan, Signed: true}, "(−∞, 5)"},
		{"about 427,000 jobs", interval.Written{Low: d("427000"), Step: d("1"), Bound: interval.Approx, Form: interval.Counted}, "[426500, 427500)"},
		{"around 250 companies", interval.Written{Low: d("250"), Step: d("1"), Bound: interval.Approx, Form: interval.Counted}, "[245, 255)"},
		{"about $500 million", interval.Written{Low: d("500000000"), Step: d("1000000"), Bound: interval.Approx}, "[450000000, 550000000)"},
		{"about $30.0 million", interval.Written{Low: d("30000000"), Step: d("100000"), Bound: interval.Approx}, "[29950000, 30050000)"},
		{"about 1.8%", interval.Written{Low: d("1.8"), Step: d("0.1"), Bound: interval.Approx}, "[1.75, 1.85)"},
		{"seventh", interval.Written{Low: d("7"), Step: d("1"), InWords: true, Form: interval.Ranked}, "[7, 7]"},
		{"top ten", interval.Written{Low: d("10"), Step: d("1"), Bound: interval.AtMost, Form: interval.Ranked}, "[1, 10]"},
		{"half", interval.Written{Low: d("0.5"), Step: d("0.1"), Form: interval.Fractional}, "[0.45, 0.55)"},
		{"nearly one in five", interval.Written{Low: d("0.2"), Bound: interval.Approx, Form: interval.Fractional}, "[0.16, 0.24)"},
		{"10 to 12%", interval.Written{Low: d("10"), High: d("12"), Range: true, Step: d("1")}, "[9.5, 12.5)"},
		{"$5 million to $7 million", interval.Written{Low: d("5000000"), High: d("7000000"), Range: true, Step: d("1000000")}, "[4500000, 7500000)"},
		{"500 to 600 companies", interval.Written{Low: d("500"), High: d("600"), Range: true, Step: d("1"), Form: interval.Counted}, "[500, 600]"},
		{"at least 10 to 12", interval.Written{Low: d("10"), High: d("12"), Range: true, Step: d("1"), Bound: interval.AtLeast, Form: interval.Counted}, "[10, ∞)"},
		{"billions", interval.Written{Low: d("1000000000"), High: d("1000000000000"), Range: true, Vague: true, Step: d("1000000000")}, "[1000000000, 1000000000000)"},
	} {
		w := test.written
		if !w.Range {
			w.High = w.Low
		}
		if got := w.Interval().String(); got != test.want {
			t.Errorf("%s: got %s, want %s", test.text, got, test.want)
		}
	}
}

func TestDivide(t *testing.T) {
	cars := interval.Point(d("228257"))
	share := interval.Written{Low: d("12"), High: d("12"), Step: d("1")}.Interval().Scale(d("0.01"))
	if got, want := cars.Div(share).String(), "(1826056, 1984843.47827]"; got != want {
		t.Errorf("228,257 ÷ 12%%: got %s, want %s", got, want)
	}
	for _, test := range []struct{ x, y, want string }{
		{"1..1", "-1..1", "(−∞, ∞)"},
		{"1..1", "0..1", "(−∞, ∞)"},
		{"1..1", "3..3", "[0.333333333333, 0.333333333334]"},
		{"6..8", "2..2", "[3, 4]"},
	} {
		if got := parse(test.x).Div(parse(test.y)).String(); got != test.want {
			t.Errorf("%s ÷ %s: got %s, want %s", test.x, test.y, got, test.want)
		}
	}
	positive := interval.Interval{Low: interval.Endpoint{Open: true}, High: interval.Endpoint{Value: d("5")}}
	if got, want := interval.Point(d("10")).Div(positive).String(), "[2, ∞)"; got != want {
		t.Errorf("10 ÷ (0, 5]: got %s, want %s", got, want)
	}
}

func parse(s string) interval.Interval {
	var a, b int64
	if _, err := fmt.Sscanf(s, "%d..%d", &a, &b); err != nil {
		panic(err)
	}
	return interval.Between(decimal.MustNew(a, 0), decimal.MustNew(b, 0))
}

// sample makes an interval and a number in it.
func sample(r *rand.Rand) (interval.Interval, decimal.Decimal) {
	number := func() decimal.Decimal {
		n := r.Int64N(2_000_001) - 1_000_000
		if r.IntN(8) == 0 {
			n = 0
		}
		if r.IntN(6) == 0 {
			n *= 1_000_000_000_007
		}
		return decimal.MustNew(n, r.IntN(9))
	}
	x := interval.Between(number(), number())
	in := x.Low.Value
	switch width, _ := x.High.Value.Sub(x.Low.Value); r.IntN(4) {
	case 0:
	case 1:
		in = x.High.Value
	default:
		part, err := width.Mul(decimal.MustNew(r.Int64N(1001), 3))
		if err == nil {
			in, _ = in.Add(part)
		}
		if !x.Contains(in) {
			in = x.Low.Value
		}
	}
	if !x.IsPoint() {
		x.Low.Open = r.IntN(3) == 0 && in.Cmp(x.Low.Value) > 0
		x.High.Open = r.IntN(3) == 0 && in.Cmp(x.High.Value) < 0
	}
	if r.IntN(6) == 0 {
		x.Low = interval.Endpoint{Unbounded: true}
	}
	if r.IntN(6) == 0 {
		x.High = interval.Endpoint{Unbounded: true}
	}
	return x, in
}

func rational(d decimal.Decimal) *big.Rat {
	r, ok := new(big.Rat).SetString(d.String())
	if !ok {
		panic(d)
	}
	return r
}

// holds tells whether an exact result lies in an interval of decimals.
func holds(x interval.Interval, r *big.Rat) bool {
	if !x.Low.Unbounded {
		if c := r.Cmp(rational(x.Low.Value)); c < 0 || c == 0 && x.Low.Open {
			return false
		}
	}
	if !x.High.Unbounded {
		if c := r.Cmp(rational(x.High.Value)); c > 0 || c == 0 && x.High.Open {
			return false
		}
	}
	return true
}

func TestOperationsHoldTheResult(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 10_000 {
		x, a := sample(r)
		y, b := sample(r)
		ra, rb := rational(a), rational(b)
		for _, op := range []struct {
			name   string
			got    interval.Interval
			result *big.Rat
		}{
			{"+", x.Add(y), new(big.Rat).Add(ra, rb)},
			{"−", x.Sub(y), new(big.Rat).Sub(ra, rb)},
			{"×", x.Mul(y), new(big.Rat).Mul(ra, rb)},
			{"÷", x.Div(y), func() *big.Rat {
				if rb.Sign() == 0 {
					return new(big.Rat)
				}
				return new(big.Rat).Quo(ra, rb)
			}()},
			{"neg", x.Neg(), new(big.Rat).Neg(ra)},
			{"scale", x.Scale(b), new(big.Rat).Mul(ra, rb)},
			{"hull", x.Hull(y), ra},
		} {
			if !holds(op.got, op.result) {
				t.Fatalf("%s %s %s = %s does not hold %s %s %s = %s",
					x, op.name, y, op.got, a, op.name, b, op.result.FloatString(25))
			}
		}
		z, ok := x.Intersect(y)
		both := x.Contains(a) && y.Contains(a)
		if both && (!ok || !z.Contains(a)) {
			t.Fatalf("%s ∩ %s = %s, %v lacks %s", x, y, z, ok, a)
		}
		if ok && (!z.Within(x) || !z.Within(y)) {
			t.Fatalf("%s ∩ %s = %s is not within both", x, y, z)
		}
		if c := x.CompareWidth(y); c != -y.CompareWidth(x) {
			t.Fatalf("widths of %s and %s: %d", x, y, c)
		}
	}
}

func TestExactSumsStayExact(t *testing.T) {
	if got := parse("1..2").Add(parse("3..4")).String(); got != "[4, 6]" {
		t.Error(got)
	}
	x := interval.Written{Low: d("125000"), High: d("125000"), Step: d("1"), Bound: interval.MoreThan}.Interval()
	y := interval.Written{Low: d("427000"), High: d("427000"), Step: d("1"), Bound: interval.Approx}.Interval()
	if got := x.Add(y).String(); got != "(551500, ∞)" {
		t.Error(got)
	}
}

func TestOverflowIsUnbounded(t *testing.T) {
	large := interval.Point(d("9000000000000000000"))
	if got := large.Add(large); !got.High.Unbounded {
		t.Errorf("sum: %s", got)
	}
	if got := large.Mul(large.Neg()); !got.Low.Unbounded {
		t.Errorf("product: %s", got)
	}
	if got := large.Div(interval.Point(d("0.0000001"))); !got.High.Unbounded {
		t.Errorf("quotient: %s", got)
	}
}

func TestJSON(t *testing.T) {
	x := interval.Written{Low: d("24500000000"), High: d("24500000000"), Step: d("100000000"), Bound: interval.MoreThan}.Interval()
	data, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	var y interval.Interval
	if err := json.Unmarshal(data, &y); err != nil {
		t.Fatal(err)
	}
	if !x.Equal(y) {
		t.Errorf("%s became %s", x, y)
	}
}

func ExampleWritten() {
	direct := interval.Written{Low: d("125000"), High: d("125000"), Step: d("1"), Bound: interval.MoreThan, Form: interval.Counted}
	indirect := interval.Written{Low: d("427000"), High: d("427000"), Step: d("1"), Bound: interval.Approx, Form: interval.Counted}
	fmt.Println(direct.Interval())
	fmt.Println(indirect.Interval())
	fmt.Println(direct.Interval().Add(indirect.Interval()))
	// Output:
	// (125000, ∞)
	// [426500, 427500)
	// (551500, ∞)
}
