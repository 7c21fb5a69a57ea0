package brief

import (
	"math"
	"testing"

	"tidyrelease/export/brief/paper"
)

// Letters are at least 4.5 times as light or dark as the paper (WCAG 2.2, 1.4.3).
func TestContrast(t *testing.T) {
	light := func(i paper.Ink) float64 {
		part := func(v uint8) float64 {
			c := float64(v) / 255
			if c <= 0.04045 {
				return c / 12.92
			}
			return math.Pow((c+0.055)/1.055, 2.4)
		}
		return 0.2126*part(i.R) + 0.7152*part(i.G) + 0.0722*part(i.B)
	}
	for _, i := range []paper.Ink{ink, muted, accent, warn} {
		if ratio := 1.05 / (light(i) + 0.05); ratio < 4.5 {
			t.Errorf("ink %v has a contrast of %.2f", i, ratio)
		}
	}
}
