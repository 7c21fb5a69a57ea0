package extract_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract"
	"tidyrelease/extract/language"
)

// A third language is a folder: the code reads a release in Spanish by words that it is given here.
func TestThirdLanguage(t *testing.T) {
	packs := []*language.Pack{}
	for _, code := range language.Codes() {
		p, err := language.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, p)
	}
	spanish, err := language.Compile("es", os.DirFS("testdata/es"))
	if err != nil {
		t.Fatal(err)
	}
	text := `Crecen las exportaciones a España

LIMA, 15 de junio de 2025 – Las exportaciones alcanzaron 24,5 millones de euros en 2024 y las ventas crecieron un 12 % desde 2023. Más de 1.250 empresas participaron en el programa el año pasado, y tres mil jóvenes trabajan en veinticinco puertos. En marzo de 2025 la ley 30 fue para dos de cada tres puertos. La mitad de los kilómetros, entre 40 y 60 km, es del Perú.

Datos

• Unos 228.257,5 kilómetros de carretera por mes
• La carretera 66 es de Trinidad y Tobago.

Contacto
Ana de la Cruz, 555-0123
`
	d, err := extract.With(append(packs, spanish)...).Extract("nota.es.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	check(t, d)
	if d.Language != "es" || d.Date != "2025-06-15" || d.Title != "Crecen las exportaciones a España" {
		t.Errorf("language %q, date %q, title %q", d.Language, d.Date, d.Title)
	}
	var got []string
	for _, m := range d.Mentions {
		value := m.Low.String()
		if m.Range {
			value += ".." + m.High.String()
		}
		got = append(got, strings.Join(strings.Fields(fmt.Sprint(m.Surface, " | ", value, " ", m.Unit, " ", m.Per, " | ", m.Bound, " ", m.Direction, " | ", m.Period, " | ", d.Sentences[m.Sentence].Section)), " "))
	}
	want := []string{
		"24,5 millones de euros | 24500000 EUR | exact | 2024 | body",
		"12 % | 12 percent | exact up | 2023/ | body",
		"1.250 empresas | 1250 empresa | more_than | 2024 | body",
		"tres mil jóvenes | 3000 joven | exact | 2024 | body",
		"veinticinco puertos | 25 puerto | exact | 2024 | body",
		"dos de cada tres | 0.6666666666666666667 fraction | exact | 2025-03 | body",
		"mitad | 0.5 fraction | exact | 2025-03 | body",
		"entre 40 y 60 km | 40..60 kilometre | exact | 2025-03 | body",
		"228.257,5 kilómetros | 228257.5 kilometre month | approx | | quick_facts",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
