package transform_test

import (
	"testing"

	"tidyrelease/extract"
)

func cats(text, surface, about, subject, area string, section extract.Section) line {
	return line{section: section, text: text, figures: []extract.Mention{
		figure(surface, "9", "1", extract.Count, "cat", measure(about, subject), in(area, "")),
	}}
}

// TestHeadlineAndBody holds when a headline and the text under it state one fact.
func TestHeadlineAndBody(t *testing.T) {
	en := func(area string) *extract.Document {
		return compose(t, "x.en", "en",
			cats("Ontario feeds 9 cats", "9 cats", "cats fed", "Ontario", area, extract.Headline),
			cats("The Government of Ontario fed 9 cats.", "9 cats", "cats fed", "Government of Ontario", area, ""))
	}
	fr := func(area, actor string) *extract.Document {
		return compose(t, "x.fr", "fr",
			cats("L’Ontario nourrit 9 chats", "9 chats", "chats nourris", "Ontario", "CA-ON", extract.Headline),
			cats("Le gouvernement a nourri 9 chats.", "9 chats", "chats nourris", actor, area, ""))
	}
	for _, test := range []struct {
		name string
		docs []*extract.Document
		want int
	}{
		{"one language", []*extract.Document{fr("CA-ON", "gouvernement")}, 1},
		{"both languages", []*extract.Document{en("CA-ON"), fr("CA-ON", "gouvernement")}, 1},
		{"without a place, by the subjects of one language", []*extract.Document{en(""), fr("", "gouvernement")}, 1},
		{"another place", []*extract.Document{fr("CA-QC", "gouvernement")}, 2},
	} {
		if ds := build(t, "en", test.docs...); len(ds.Observations) != test.want {
			t.Errorf("%s: %d observations, want %d", test.name, len(ds.Observations), test.want)
		}
	}
}

// TestSubjectLanguage holds which version's words an edition shows.
func TestSubjectLanguage(t *testing.T) {
	en := compose(t, "x.en", "en", cats("There are 9 cats.", "9 cats", "", "", "", ""))
	fr := compose(t, "x.fr", "fr", cats("Le refuge a 9 chats.", "9 chats", "chats du refuge", "refuge", "", ""))
	cut := compose(t, "y", "fr", cats("L’obligation d’avoir 9 chats.", "9 chats", "chats", "obligation d", "", ""))
	plan := compose(t, "z", "fr", cats("Plan D : 9 chats.", "9 chats", "chats", "Plan D", "", ""))
	for _, test := range []struct {
		name, lang, subject, label string
		docs                       []*extract.Document
	}{
		{"only the French version says it", "en", "", "Not classified", []*extract.Document{en, fr}},
		{"in French", "fr", "refuge", "Chats du refuge", []*extract.Document{en, fr}},
		{"a release in French only", "en", "refuge", "“Chats du refuge”", []*extract.Document{fr}},
		{"only the French version has the fact", "en", "", "In the French version only", []*extract.Document{compose(t, "x.en", "en"), fr}},
		{"cut at an apostrophe", "fr", "", "Chats", []*extract.Document{cut}},
		{"named by a letter", "fr", "Plan D", "Chats", []*extract.Document{plan}},
	} {
		o := build(t, test.lang, test.docs...).Observations[0]
		if o.Subject != test.subject || o.IndicatorLabel != test.label {
			t.Errorf("%s: subject %q and label %q, want %q and %q", test.name, o.Subject, o.IndicatorLabel, test.subject, test.label)
		}
	}
}
