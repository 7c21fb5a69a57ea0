package workbook

import (
	"testing"

	"github.com/govalues/decimal"
)

func TestDecimals(t *testing.T) {
	for number, want := range map[string]int{
		"228257": 0, "0.25": 2, "0.1234": 4, "0.3333333333": 6, "15.39999999": 1, "1851.333333": 2, "1234567.333333": 0,
	} {
		if got := decimals(decimal.MustParse(number)); got != want {
			t.Errorf("%s: %d decimals, want %d", number, got, want)
		}
	}
}
