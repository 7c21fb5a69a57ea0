package extract_test

import (
	"bufio"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"tidyrelease/extract"
	"tidyrelease/extract/language"
)

// What holds for every document.
func TestInvariants(t *testing.T) {
	x := extractor(t)
	for _, path := range releases(t) {
		check(t, read(t, x, path))
	}
}

// Published pages, and figures that a dataset leaves out: ages, one of several.
func TestInvariantsOnRealPages(t *testing.T) {
	x := extractor(t)
	texts := map[string]string{
		"trivial.txt":    "Awards given\n\nOTTAWA, June 3, 2025 – Taylor, 16, and a 65-year-old teacher from one of the schools received $500 each. One of the 12 mines is 30 years old.\n",
		"trivial.fr.txt": "Prix remis\n\nOTTAWA, le 3 juin 2025 – Les jeunes de moins de 19 ans et un des enseignants ont reçu 500 $ chacun.\n",
	}
	pages, _ := filepath.Glob("../../shared/yukon/*/*.html")
	for _, path := range pages {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = string(data)
	}
	for name, text := range texts {
		d, err := x.Extract(name, []byte(text))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, d)
	}
}

// check tells where a document breaks what is promised of all.
func check(t *testing.T, d *extract.Document) {
	t.Helper()
	checkSpans(t, d)
	checkMentions(t, d)
	checkLedger(t, d)
}

// checkSpans: blocks, sentences, mentions and numerals stand in order inside the text, overlap no other of their kind, cut
// no rune and stay in what they are parts of.
func checkSpans(t *testing.T, d *extract.Document) {
	t.Helper()
	end := 0
	span := func(what string, s extract.Span) {
		t.Helper()
		if s.Start < end || s.End < s.Start || s.End > len(d.Text) || !utf8.ValidString(d.Text[s.Start:s.End]) {
			t.Errorf("%s: %s at %d to %d behind one that ends at %d", d.ID, what, s.Start, s.End, end)
		}
		end = s.End
	}
	for _, b := range d.Blocks {
		span("block", b.Span)
	}
	end = 0
	for _, s := range d.Sentences {
		span("sentence", s.Span)
		if b := d.Blocks[s.Block]; s.Start < b.Start || s.End > b.End {
			t.Errorf("%s: sentence at %d to %d leaves its block", d.ID, s.Start, s.End)
		}
	}
	end = 0
	for _, m := range d.Mentions {
		span("mention", m.Span)
		if s := d.Sentences[m.Sentence]; m.Start < s.Start || m.End > s.End {
			t.Errorf("%s: mention %q leaves its sentence", d.ID, m.Surface)
		}
	}
	end = 0
	for _, n := range d.Numerals {
		span("numeral", n.Span)
	}
}

// checkMentions: a mention's surface is the text at its span, and its ends are in order.
func checkMentions(t *testing.T, d *extract.Document) {
	t.Helper()
	for _, m := range d.Mentions {
		if m.Surface == "" || m.Surface != d.Text[m.Start:m.End] {
			t.Errorf("%s: surface %q, text %q", d.ID, m.Surface, d.Text[m.Start:m.End])
		}
		if m.Low.Cmp(m.High) > 0 || m.Range != (m.Low.Cmp(m.High) != 0) {
			t.Errorf("%s: mention %q: %s to %s, range %v", d.ID, m.Surface, m.Low, m.High, m.Range)
		}
	}
}

// checkLedger: every digit and number word of the text stands in a numeral that says what became of it, and every mention
// has one. The numbers are found here without the engine's own reading.
func checkLedger(t *testing.T, d *extract.Document) {
	t.Helper()
	for _, n := range d.Numerals {
		switch {
		case n.Role == "" || n.Role == "unread":
			t.Errorf("%s: numeral %q has no role", d.ID, d.Text[n.Start:n.End])
		case (n.Role == "mention") != (n.Mention >= 0):
			t.Errorf("%s: numeral %q is %s of mention %d", d.ID, d.Text[n.Start:n.End], n.Role, n.Mention)
		case n.Mention >= 0 && (n.Start < d.Mentions[n.Mention].Start || n.End > d.Mentions[n.Mention].End):
			t.Errorf("%s: numeral %q is not in its mention %q", d.ID, d.Text[n.Start:n.End], d.Mentions[n.Mention].Surface)
		}
	}
	next := 0
	numeral := func(start, end int) bool {
		for next < len(d.Numerals) && d.Numerals[next].End <= start {
			next++
		}
		return next < len(d.Numerals) && d.Numerals[next].Start < end
	}
	for _, m := range d.Mentions {
		if !numeral(m.Start, m.End) {
			t.Errorf("%s: the ledger lacks the mention %q", d.ID, m.Surface)
		}
	}
	next = 0
	for _, s := range numbers(d.Text, numberWords[d.Language]) {
		if !numeral(s.Start, s.End) {
			t.Errorf("%s: the ledger lacks %q at %d: %q", d.ID, d.Text[s.Start:s.End], s.Start,
				strings.ToValidUTF8(d.Text[max(0, s.Start-20):min(len(d.Text), s.End+20)], ""))
		}
	}
}

// numberWords are words that are a number wherever they stand.
var numberWords = map[string]map[string]bool{
	"en": words("zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety first third fourth fifth sixth seventh eighth ninth tenth twelfth twentieth dozen"),
	"fr": words("zéro deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante premier première deuxième troisième quatrième cinquième sixième dixième vingtième douzaine"),
}

func words(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

var elided = regexp.MustCompile(`^['’]\pL`)

// numbers finds digits, fractions such as "½" and the words in a text. What an apostrophe joins to letters behind it is
// another word, as "l'" is.
func numbers(text string, words map[string]bool) []extract.Span {
	var all []extract.Span
	start := -1 // of the word at hand, of letters alone
	word := func(end int) {
		if start >= 0 && words[strings.ToLower(text[start:end])] && !elided.MatchString(text[end:min(len(text), end+8)]) && !inAddress(text, start, end) {
			all = append(all, extract.Span{Start: start, End: end})
		}
		start = -1
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) {
			if start < 0 {
				start = i
			}
			continue
		}
		word(i)
		if unicode.IsDigit(r) || strings.ContainsRune("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒", r) {
			all = append(all, extract.Span{Start: i, End: i + utf8.RuneLen(r)})
		}
	}
	word(len(text))
	return all
}

// inAddress tells whether a word stands in an address, such as "seven@mail.example".
func inAddress(text string, start, end int) bool {
	from := strings.LastIndexFunc(text[:start], unicode.IsSpace) + 1
	if to := strings.IndexFunc(text[end:], unicode.IsSpace); to >= 0 {
		text = text[:end+to]
	}
	return address.MatchString(text[from:])
}

var address = regexp.MustCompile(`@[A-Za-z]|://|(?i:www\.)`)

// Figures in words that are no numerals by themselves, and digits that no rule reads, stand in the ledger too.
func TestLedger(t *testing.T) {
	x := extractor(t)
	for _, test := range []struct{ name, sentence, want string }{
		{"a.en.txt", "Half of all exports went there, and sales doubled.", "Half mention, doubled mention"},
		{"a.en.txt", "Billions of dollars were lost in 3 years.", "Billions of dollars mention, 3 mention"},
		{"a.en.txt", "A dozen mines and ½ of the ٣ wells closed.", "dozen mention, ½ mention, ٣ not_understood"},
		{"a.en.txt", "There is no ٣ here.", "٣ not_understood"},
		{"a.en.txt", "The answer to how many mines was ‘more than twenty’", "twenty mention"},
		{"a.en.txt", "Call 867-555-0123 about Bill C-5 by 9 a.m. on May 3, 2025.", "867 phone, 555 phone, 0123 phone, 5 identifier, 9 time, 3 period, 2025 period"},
		{"a.fr.txt", "La moitié des exportations y est allée et les ventes ont doublé.", "moitié mention, doublé mention"},
		{"a.fr.txt", "Une bonne vingtaine de mines ont fermé le 3 mai.", "vingtaine not_understood, 3 period"},
	} {
		lead := map[bool]string{
			false: "News in brief\n\nPARIS, June 15, 2018 – The text that stands below was taken from a page of the news of the day.\n\n",
			true:  "Nouvelles en bref\n\nPARIS, le 15 juin 2018 – Le texte qui se trouve ci-dessous est tiré d’une page des nouvelles du jour.\n\n",
		}[strings.HasSuffix(test.name, ".fr.txt")]
		d, err := x.Extract(test.name, []byte(lead+test.sentence+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		check(t, d)
		var got []string
		for _, n := range d.Numerals {
			if n.Start >= len(lead) && n.Role != "pronoun" {
				got = append(got, d.Text[n.Start:n.End]+" "+n.Role)
			}
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.sentence, s, test.want)
		}
	}
}

// Whatever the bytes are, they are refused or give a document that keeps its promises, the same one each time.
func FuzzExtract(f *testing.F) {
	seeds(f)
	x, y := extractor(f), extractor(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		start := time.Now()
		d, err := x.Extract("fuzz.txt", data)
		if took := time.Since(start); took > 5*time.Second+time.Duration(len(data))*10*time.Microsecond {
			t.Errorf("%d bytes took %v", len(data), took)
		}
		if err != nil {
			return
		}
		check(t, d)
		if again, err := y.Extract("fuzz.txt", data); err != nil || !reflect.DeepEqual(d, again) {
			t.Errorf("a second reading differs: %v", err)
		}
	})
}

// seeds adds the start of each release, as text and as a page, and each sentence that the grammar is tested with.
func seeds(f *testing.F) {
	for _, path := range releases(f) {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		text := string(data[:min(len(data), 1500)])
		text = text[:strings.LastIndexByte(text, '\n')+1]
		f.Add([]byte(text))
		f.Add([]byte("<!doctype html><main><p>" + strings.ReplaceAll(text, "\n", "<p>") + "</main>"))
	}
	for _, lang := range language.Codes() {
		file, err := os.Open(filepath.Join("quantity", "testdata", lang+".txt"))
		if err != nil {
			f.Fatal(err)
		}
		defer file.Close()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, " ") {
				f.Add([]byte(line))
			}
		}
	}
}
