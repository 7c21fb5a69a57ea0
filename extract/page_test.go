package extract_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tidyrelease/extract"
)

// What a web page tells of its title, day, publisher, language, headings and quotations goes before what
// its text lets one guess.
func TestExtractPage(t *testing.T) {
	const page = `<!doctype html><html lang=en><title>Fares from May 1, 2025 | Ferries</title>
<meta name=date content=2025-04-09><meta name=author content="Government of the Coast">
<main><div class=label>Media</div><h1>Fares from May 1, 2025</h1><p>Published April 9, 2025</p>
<p>Fares rise by 4 per cent.</p>
<blockquote><p>It is 31 cents a ride. We kept it low.</p><footer>The Honourable Ana Roy, Minister of Ferries</footer></blockquote>
<h2>Quick facts</h2><ul><li>There are 14 ferries.</li></ul>
<h3>Routes</h3><p>Nine go north.</p>
<h2>What comes next</h2><p>Two ferries follow.</p>
<h2>About the ferries</h2><p>They are 30 years old.</p>
<h2>How to apply</h2><p>Write by June.</p>
<div>Media contact</div><p>Bo Lund<br>867-555-0123</p>
<div>News release #:</div><p>Number eighteen, of April.</p></main>`
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	d, err := x.Extract("https://example.org/news/fares.en.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	if d.ID != "fares.en" || d.Title != "Fares from May 1, 2025" || d.Date != "2025-04-09" || d.Publisher != "Government of the Coast" || d.Language != "en" {
		t.Errorf("%q: %q, %s, %q, %s", d.ID, d.Title, d.Date, d.Publisher, d.Language)
	}
	var got []string
	for _, b := range d.Blocks {
		got = append(got, string(b.Kind)+" "+string(b.Section)+" "+d.Text[b.Start:b.End])
	}
	want := []string{
		"paragraph headline Media",
		"title headline Fares from May 1, 2025",
		"paragraph body Published April 9, 2025",
		"paragraph body Fares rise by 4 per cent.",
		"paragraph quote “It is 31 cents a ride. We kept it low.”",
		"paragraph quote The Honourable Ana Roy, Minister of Ferries",
		"heading quick_facts Quick facts",
		"list_item quick_facts There are 14 ferries.",
		"heading quick_facts Routes",
		"paragraph quick_facts Nine go north.",
		"heading body What comes next",
		"paragraph body Two ferries follow.",
		"heading boilerplate About the ferries",
		"paragraph boilerplate They are 30 years old.",
		"heading body How to apply",
		"paragraph body Write by June.",
		"heading boilerplate Media contact",
		"paragraph boilerplate Bo Lund",
		"paragraph boilerplate 867-555-0123",
		"heading boilerplate News release #:",
		"paragraph boilerplate Number eighteen, of April.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	for _, s := range d.Sentences {
		if text := d.Text[s.Start:s.End]; strings.Contains(text, "31 cents") && s.Speaker != "Ana Roy" {
			t.Errorf("%q is said by %q", text, s.Speaker)
		}
	}
}

// A page in a language without a pack is refused: its figures would be read by the wrong rules.
func TestExtractUnknownLanguage(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	_, err = x.Extract("a.html", []byte("<html lang=sv><p>Priserna stiger med 4 procent under våren och omfattar fler resor mellan kusten och öarna."))
	if !errors.Is(err, extract.ErrLanguage) {
		t.Errorf("got %v, want %v", err, extract.ErrLanguage)
	}
}

// So is a text that says nothing of its language, and one with a few words of another is not.
func TestExtractForeign(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for text, foreign := range map[string]bool{
		"El Gobierno invierte 24,5 millones de euros en 12 hospitales y contratará a más de 1.200 enfermeras, con una inversión del Estado.":  true,
		"Die Regierung investiert 24,5 Millionen Euro in 12 Häuser und stellt mehr als 1.200 Pflegekräfte ein, wie der Minister sagt.":        true,
		"Il Governo investe 24,5 milioni di euro in 12 ospedali e assume più di 1.200 infermieri con i fondi della Regione, che sono nuovi.":  true,
		"O Governo investe 24,5 milhões de euros em 12 hospitais e contrata mais de 1.200 enfermeiros, com uma dotação do Estado, não da UE.": true,
		"정부는 병원 12곳에 24억 5천만 원을 투자하고 간호사 1,200명 이상을 채용한다. 서울 부산 대구 인천 광주 대전 울산 세종.":                                                           true,
		"Правительство вложит 24,5 миллиона в 12 больниц и наймёт более 1200 медсестёр в этом году, как сообщил министр.":                     true,
		"Flights to Los Angeles, Las Vegas and El Paso rose 4 per cent, said Ana de los Ríos of the airport, and those to Den Haag fell.":     false,
		"Les vols vers Los Angeles, Las Vegas et El Paso ont augmenté de 4 %, a dit Ana de los Ríos de l'aéroport de Montréal, The Gazette.":  false,
		"Exports\n\nOntario 5 Quebec 6 Alberta 7\n\nManitoba 3 Yukon 2 Nunavut 1\n\nNova Scotia 4 New Brunswick 8 Newfoundland 9 Labrador 10": false,
	} {
		if _, err := x.Extract("a.txt", []byte("News\n\n"+text+"\n")); errors.Is(err, extract.ErrLanguage) != foreign {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The language of a page is what it says, unless its words are clearly those of another one.
func TestExtractPageLanguage(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	const english, french = "<p>The fares of the ferries are to rise by 4 per cent in the spring of this year.", "<p>Les tarifs des traversiers vont augmenter de 4 % au printemps de cette année dans le nord."
	for in, want := range map[string]string{
		"<html lang=en>" + english: "en",
		"<html lang=fr>" + french:  "fr",
		"<html>" + french:          "fr",
		"<html lang=en>" + french:  "fr",
		"<html lang=fr>" + english: "en",
		"<html lang=de>" + english: "en",
		"<html lang=fr><p>Total":   "fr",
	} {
		d, err := x.Extract("a.html", []byte(in))
		if err != nil {
			t.Errorf("%s: %v", in, err)
		} else if d.Language != want {
			t.Errorf("%s: got %s, want %s", in, d.Language, want)
		}
	}
}

// Whose dollars a release tells of, its publisher settles, whatever countries it names.
func TestExtractPublisherDollar(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	const page = `<html lang=LANG><title>Roads</title><meta name=author content="PUBLISHER"><main><h1>Roads</h1><p>TEXT</p></main>`
	const english, french = "Alaska and the American states pay $4 million for the road.", "L’Alaska et les États américains versent 4 millions de dollars pour la route."
	for _, c := range []struct{ lang, publisher, text, want string }{
		{"en", "Government of Yukon", english, "CAD"},
		{"fr", "Gouvernement du Yukon", french, "CAD"},
		{"en", "Alaska Department of Transportation", english, "USD"},
		{"en", "North Road Company", english, "USD"},
		{"en", "Canada and Alaska Road Council", "We pay $4 million for the road.", "$"},
	} {
		in := strings.NewReplacer("LANG", c.lang, "PUBLISHER", c.publisher, "TEXT", c.text).Replace(page)
		d, err := x.Extract("a.html", []byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) == 0 || d.Mentions[0].Unit != c.want {
			t.Errorf("%s: %s: got %v, want %s", c.publisher, c.text, d.Mentions, c.want)
		}
	}
}

// A paragraph in the other language, as a quotation is that nobody translated, is read by the rules of its own.
func TestExtractForeignParagraph(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	const page = `<html lang=fr><title>Sondage</title><main><h1>Sondage</h1><p>Le sondage a été rempli par 2 383 personnes, dont 12,5 % dans le nord, et il est en ligne pour tous.</p>
<p>The survey was completed by 2,383 people in the south and of these, over 90 per cent are with us.</p>
<p>Les résultats ont été publiés pour les 1 250,5 hectares de la zone, avec une carte.</p></main>`
	d, err := x.Extract("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range d.Mentions {
		got = append(got, m.Surface+" "+m.Low.String()+" "+m.Unit+" "+string(m.Bound))
	}
	want := []string{"2 383 personnes 2383 personne exact", "12,5 % 12.5 percent exact", "2,383 people 2383 person exact", "90 per cent 90 percent more_than", "1 250,5 hectares 1250.5 hectare exact"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("figures (-want +got):\n%s", diff)
	}
}

// The short number that a release says one should call is no figure elsewhere in it either.
func TestExtractServiceNumber(t *testing.T) {
	x, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{
		"<html lang=en><title>Help</title><main><h1>Help</h1><p>It takes the pressure off 811. Nurses answered 811 calls.</p><p>Call 811 for help.</p>",
		"<html lang=fr><title>Aide</title><main><h1>Aide</h1><p>Elle soulage la ligne 811. On y a répondu à 811 appels.</p><p>Composez le 811 pour obtenir de l’aide.</p>",
	} {
		d, err := x.Extract("a.html", []byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Mentions) != 1 || !strings.HasPrefix(d.Mentions[0].Surface, "811 ") {
			t.Errorf("%s: got %v", in, d.Mentions)
		}
	}
}

// Who publishes a release, where no field of its page tells it.
func TestPublisher(t *testing.T) {
	const lead = "Fares rise\n\nHALIFAX, April 9, 2025 – The fares of the ferries, the Harbour Ferry Partnership said, will rise by 4 per cent in May.\n\n"
	for text, want := range map[string]string{
		"From: Department of Harbours\n\n" + lead:                       "Department of Harbours",
		"From: Ana Roy\n\n" + lead:                                      "",
		lead + "SOURCE Harbours, Coasts and Ferries Canada\n":           "Harbours, Coasts and Ferries Canada",
		lead + "About Harbours Canada\n\nIt runs 12 ferries.\n":         "Harbours Canada",
		lead + "About the Partnership\n\nIt runs 12 ferries.\n":         "Harbour Ferry Partnership",
		lead + "Contacts\n\nMedia Relations, Harbours Canada, 555-0101": "Harbours Canada",
		lead + "Contacts\n\nAna Roy, Minister's Office, 555-0101":       "",
		"De : Ministère des Ports\n\nHausse des tarifs\n\nHALIFAX, le 9 avril 2025 – Les tarifs vont augmenter de 4 % en mai.\n":                                 "Ministère des Ports",
		"Hausse\n\nHALIFAX, le 9 avril 2025 – Les tarifs vont augmenter de 4 % en mai.\n\nPersonnes-ressources\n\nRelations publiques, Ports maritimes Canada\n": "Ports maritimes Canada",
	} {
		d, err := extractor(t).Extract("a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if d.Publisher != want {
			t.Errorf("%s\npublisher %q, want %q", text, d.Publisher, want)
		}
	}
}

// A release whose number, date and publisher stand above its title, and one that has its day as ISO 8601 writes it.
func TestLetterhead(t *testing.T) {
	const text = "NEWS RELEASE\nFor Immediate Release\n2025HBR0045-000321\nApril 3, 2025\nMinistry of Housing and Harbours\n\n" +
		"More than 200 homes open in Halifax\nHALIFAX – People who work in the harbour will move into 214 new homes in May, including 120 studios, and pay less.\n"
	d, err := extractor(t).Extract("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if d.Title != "More than 200 homes open in Halifax" || d.Publisher != "Ministry of Housing and Harbours" || d.Date != "2025-04-03" {
		t.Errorf("%q of %q, %s", d.Title, d.Publisher, d.Date)
	}
	d, err = extractor(t).Extract("a.txt", []byte("Fares, May 2025\nReleased: 2025-06-07\n\nIn May, fares rose by 3% among youth (15 to 24 years).\n"))
	if err != nil {
		t.Fatal(err)
	}
	ages := slices.DeleteFunc(slices.Clone(d.Mentions), func(m extract.Mention) bool { return !m.Trivial })
	if d.Date != "2025-06-07" || len(d.Mentions) != 1+len(ages) || d.Mentions[0].Period != "2025-05" {
		t.Errorf("%s: %+v", d.Date, d.Mentions)
	}
}

// A dateline whose day stands behind the dash, a state by its abbreviation, and a speaker whom the quote calls by surname alone.
func TestDatelineOfAState(t *testing.T) {
	const text = "Plan for bridges\n\nSACRAMENTO, Calif. — June 30, 2025. Governor Elena Ruiz on Monday signed a budget of $2 billion for roads and bridges.\n\n" +
		"\"This package will repair 1,100 bridges and put 24,000 people to work across the state,\" said Governor Ruiz.\n"
	d, err := extractor(t).Extract("a.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	m := d.Mentions[0]
	if d.Date != "2025-06-30" || d.Title != "Plan for bridges" || d.Sentences[m.Sentence].Section != extract.Body || m.Unit != "USD" {
		t.Errorf("%s, %q: %+v", d.Date, d.Title, m)
	}
	if last := d.Sentences[len(d.Sentences)-1]; last.Section != extract.Quote || last.Speaker != "Elena Ruiz" {
		t.Errorf("%+v", last)
	}
}

// A text that names no place by itself is of the country that a name in it tells.
func TestCountryOfANameInTheText(t *testing.T) {
	d, err := extractor(t).Extract("a.txt", []byte("Homes open\n\nKELOWNA – People will move into 214 new homes in the city, which BC Housing funds with $3 million.\n"))
	if err != nil {
		t.Fatal(err)
	}
	if m := d.Mentions[len(d.Mentions)-1]; m.Unit != "CAD" || !strings.HasPrefix(m.Area, "CA") {
		t.Errorf("%+v", m)
	}
}

// A release's number is what its page tells, or a line that says nothing else.
func TestReleaseNumber(t *testing.T) {
	const body = "\n\nHALIFAX, April 9, 2025 – The fares of the ferries will rise by 4 per cent in May, the Harbour Ferry Partnership said.\n"
	for text, want := range map[string]string{
		"Fares rise" + body + "\nNews release #: 25-034\n":                 "25-034",
		"Fares rise" + body + "\nNews release #:\n25-034\n":                "25-034",
		"NEWS RELEASE\n2025HBR0045-000321\n\nFares rise" + body:            "2025HBR0045-000321",
		"No. 2025-034\n\nFares rise" + body:                                "2025-034",
		"Release: 2025-04-09\n\nFares rise" + body:                         "", // a day
		"April 2025\n2025\n\nFares rise" + body:                            "", // a year
		"Fares rise" + body + "\n25-034\n":                                 "", // of what?
		"Fares rise" + body + "\nContacts\n\nNo. 902-555-0123\n":           "", // a telephone
		"Fares rise" + body + "\nNews release 25-034 tells of the fares\n": "",
		"Hausse\n\nHALIFAX, le 9 avril 2025 – Les tarifs des traversiers vont augmenter de 4 % en mai.\n\nNuméro du communiqué : 25-034\n": "25-034",
		"Communiqué no 25-034\n\nHausse\n\nHALIFAX, le 9 avril 2025 – Les tarifs des traversiers vont augmenter de 4 % en mai.\n":          "25-034",
		"N° 2025-034\n\nHausse\n\nHALIFAX, le 9 avril 2025 – Les tarifs des traversiers vont augmenter de 4 % en mai.\n":                   "2025-034",
		"<html lang=en><meta name=news_release_number content=25-034><main><h1>Fares</h1><p>Fares rise by 4 per cent.</p></main>":          "25-034",
	} {
		d, err := extractor(t).Extract("a.txt", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if d.Number != want {
			t.Errorf("%s\nnumber %q, want %q", text, d.Number, want)
		}
	}
}

// A page tells where it stands and where its versions in other languages do.
func TestTranslations(t *testing.T) {
	for head, want := range map[string][]extract.Translation{
		`<link rel=canonical href="https://x.ca/en/a.html"><link rel="alternate" hreflang="fr-CA" href="/fr/b.html">`:                       {{Language: "fr", Address: "https://x.ca/fr/b.html"}},
		`<link hreflang=fr href="../fr/b.html" rel=alternate><link rel=alternate hreflang=en href=a.html>`:                                  {{Language: "fr", Address: "../fr/b.html"}},
		`<link rel=alternate hreflang=x-default href="/"><link rel="alternate stylesheet" href="b.css">`:                                    nil,
		`<meta property="og:url" content="https://x.ca/en/a"><body><nav><a lang=fr hreflang=fr href="https://x.ca/fr/b">Français</a></nav>`: {{Language: "fr", Address: "https://x.ca/fr/b"}},
	} {
		d, err := extractor(t).Extract("a.html", []byte("<!doctype html><html lang=en>"+head+"<main><h1>Fares</h1><p>Fares rise by 4 per cent.</p></main>"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, d.Translations); diff != "" {
			t.Errorf("%s\n%s", head, diff)
		}
	}
}

// Pages in the shapes of well-known publishers: what they tell of themselves, and no figure of a menu, a notice, a contact or another release.
func TestPagesOfPublishers(t *testing.T) {
	for name, want := range map[string]struct{ title, date, publisher, language, figures string }{
		"canada-ports": {"Coastal dredging fund opens with $86 million for 14 small ports", "2025-05-14", "Small Ports Canada", "en",
			"$86 million|14 small ports|Fourteen small ports|three years|$86 million|$31.5 million|2,300 fishers|41,200 tonnes|$318 million|2,300 families|One cubic metre|$18 to $26"},
		"newswire-beds": {"Ontario Puts 1,150 More Beds in Long-Term Care", "2025-03-19", "Ministry of Long-Term Living (Ontario)", "en",
			"1,150 More Beds|$412 million|six homes|Six long-term care homes|1,150 more beds|22 per cent|$412 million|140 days|140 days|156 days|$358,000|320|256"},
		"govuk-buses": {"£74 million to electrify rural bus routes", "2025-02-11", "Department for Rural Transport", "en",
			"£74 million|400 electric buses|96 rural routes|£74 million|23 counties|£3|£74 million|6,200|400 buses|21,000 tonnes a year|£1|£2"},
		"whitehouse-locks": {"Fact Sheet: Rebuilding America’s Inland Locks", "2025-06-17", "The White House", "en",
			"$4.2 billion|27 locks|9|27 locks|36 months|4.5 years|14 months|60 percent|$1.7 million a day|50 years|$310 million"},
		"insee-services": {"En avril 2025, les prix des services progressent de 0,3 %", "2025-05-22", "Insee", "fr",
			"0,3 %|0,3 %|+0,1 %|2,4 %|+1,2 %|+0,4 %|6,8 %|0,1|0,3|0,4|1,2|+0,2 %|+0,1 %"},
	} {
		d := read(t, extractor(t), "html/testdata/"+name+".html")
		if d.Title != want.title || d.Date != want.date || d.Publisher != want.publisher || d.Language != want.language {
			t.Errorf("%s: %q of %s by %q in %s", name, d.Title, d.Date, d.Publisher, d.Language)
		}
		var figures []string
		for _, m := range d.Mentions {
			if d.Sentences[m.Sentence].Section != extract.Boilerplate {
				figures = append(figures, strings.ReplaceAll(m.Surface, "\u00a0", " "))
			}
		}
		if diff := cmp.Diff(strings.Split(want.figures, "|"), figures); diff != "" {
			t.Errorf("%s: figures (-want +got):\n%s", name, diff)
		}
	}
}
