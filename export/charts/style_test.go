package charts

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every colour can be told from what it stands on: words by 4.5 to 1, shapes by 3 to 1, in light and in dark. Browsers
// cannot compute this for words in a drawing.
func TestContrast(t *testing.T) {
	style, err := assets.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`--ground:[^}]*`).FindAllString(string(style), 2)
	for i, name := range []string{"light", "dark"} {
		colours := map[string]string{}
		for _, found := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]+);`).FindAllStringSubmatch(schemes[i]+";", -1) {
			colours[found[1]] = found[2]
		}
		if len(colours) < 10 {
			t.Fatalf("%s: colours %v", name, colours)
		}
		for _, test := range []struct {
			on, what string
			least    float64
		}{
			{"ground surface raised accent-soft", "ink", 4.5},
			{"ground surface raised", "muted link", 4.5},
			{"ground", "warn", 4.5},
			{"surface ground accent-soft", "accent", 3}, // a share stands on its track
		} {
			for _, on := range strings.Fields(test.on) {
				for _, what := range strings.Fields(test.what) {
					if got := contrast(t, colours[what], colours[on]); got < test.least {
						t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", name, what, on, got, test.least)
					}
				}
			}
		}
	}
}

// contrast is the contrast of two colours by WCAG 2.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	digits := strings.TrimPrefix(hex, "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		t.Fatalf("%q is no colour", hex)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		c := float64(n>>(16-8*i)&255) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
