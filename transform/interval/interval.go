// Package interval computes with numbers that are not exactly known.
package interval

import "github.com/govalues/decimal"

// Endpoint is one end of an interval.
type Endpoint struct {
	Value     decimal.Decimal `json:"value"`
	Open      bool            `json:"open"`      // Value itself is excluded
	Unbounded bool            `json:"unbounded"` // there is no limit on this side; Value is zero
}

// Interval is the set of numbers between two ends.
type Interval struct {
	Low  Endpoint `json:"low"`
	High Endpoint `json:"high"`
}
