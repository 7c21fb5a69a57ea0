package plot_test

import (
	"fmt"

	"github.com/govalues/decimal"

	"tidyrelease/export/plot"
	"tidyrelease/transform"
	"tidyrelease/transform/interval"
)

func ExampleNew() {
	million := func(n int64) decimal.Decimal { return decimal.MustNew(n*1_000_000, 0) }
	p := plot.New(&transform.Chart{
		Kind:     transform.Bars,
		AxisMult: 6,
		Marks: []transform.Mark{
			{Label: "cars", Value: million(4), Interval: interval.Interval{Low: interval.Endpoint{Value: million(4)}, High: interval.Endpoint{Unbounded: true}}},
			{Label: "trucks", Value: million(2), Interval: interval.Between(million(1), million(3))},
		},
	})
	for _, tick := range p.Axis.Ticks {
		fmt.Printf("|%s", tick.Text(decimal.Decimal.String))
	}
	fmt.Println("| million")
	for _, m := range p.Marks {
		fmt.Printf("%s: a bar up to %.0f%% of the width", m.Label, 100*p.Axis.Share(m.To))
		switch {
		case m.Open > 0:
			fmt.Println(", and an arrow")
		case m.Whisker():
			fmt.Printf(", and a whisker from %.0f%% to %.0f%%\n", 100*p.Axis.Share(m.Low), 100*p.Axis.Share(m.High))
		}
	}
	// Output:
	// |0|1|2|3|4|5| million
	// cars: a bar up to 80% of the width, and an arrow
	// trucks: a bar up to 40% of the width, and a whisker from 20% to 60%
}
